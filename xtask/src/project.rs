//! Where this project is.

use std::env;
use std::path::{Path, PathBuf};

use tool::project::Project;

/// The folder that `xtask` is in. Cargo's environment comes first: a target folder shared by two clones may hold the program
/// that the other one built.
pub fn find() -> Project {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    Project::at(above_xtask(&package))
}

/// The project's folder, seen from a package: `xtask` itself, or one in it.
fn above_xtask(package: &Path) -> &Path {
    let xtask = package.ancestors().find(|folder| folder.file_name().is_some_and(|name| name == "xtask"));
    xtask.and_then(Path::parent).unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_above_xtask() {
        for package in ["/srv/project/xtask", "/srv/project/xtask/lab", "/srv/xtask/project/xtask/lab"] {
            assert!(above_xtask(Path::new(package)).ends_with("project"), "{package}");
        }
        assert_eq!(above_xtask(Path::new("/srv/project")), Path::new("/srv/project"));
    }
}
