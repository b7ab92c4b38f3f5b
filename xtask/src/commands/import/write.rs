//! Writes a file in one step.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;

/// Writes the whole text beside the file, then gives it the file's name. Until then, and when anything fails, the file is
/// as it was.
pub(super) fn whole(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // On the same disk as the file, so that it can be renamed; hidden, so that it is nobody's document if left behind.
    let draft = folder.join(format!(".import-{}.tmp", process::id()));
    let written = File::create(&draft)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.yaml");
        for text in ["old", "new"] {
            whole(&path, text).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_write_that_fails_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        // A folder cannot be replaced by a file: the last step fails, after the whole text was written.
        let path = folder.path().join("a.yaml");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("mine"), "old").unwrap();
        whole(&path, "new").unwrap_err();
        assert_eq!(fs::read_to_string(path.join("mine")).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // No folder can be made below a file.
        fs::write(folder.path().join("b"), "old").unwrap();
        whole(&folder.path().join("b/c.yaml"), "new").unwrap_err();
        assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "old");
    }
}
