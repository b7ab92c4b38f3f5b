//! One call of cargo: what it printed, what it built, and how long the processors worked for it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::child::{self, ProcessOutput};

/// What every call is given, so that the figures of one machine can be compared.
const VARIABLES: [(&str, &str); 6] = [
    // The same for all commands: each set of flags would compile the dependencies anew.
    ("RUSTFLAGS", "-Dwarnings"),
    ("RUSTDOCFLAGS", "-Dwarnings"),
    // Nobody compiles a crate of the catalogue twice, or looks at it in a debugger.
    ("CARGO_INCREMENTAL", "0"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_TERM_COLOR", "never"),
    ("RUST_BACKTRACE", "0"),
];

/// They would come before those above.
const REMOVED_VARIABLES: [&str; 2] = ["CARGO_ENCODED_RUSTFLAGS", "CARGO_ENCODED_RUSTDOCFLAGS"];

/// How cargo is called, by one worker.
#[derive(Clone, Debug)]
pub(super) struct Cargo {
    /// The target folder. Calls of cargo on one target folder wait for each other.
    pub(super) target: PathBuf,
    /// Whether all that is needed is on the disk.
    pub(super) offline: bool,
    /// How many processes it may run at a time; all processors when it does not matter.
    pub(super) jobs: Option<usize>,
}

/// The outcome of a call.
#[derive(Clone, Debug, Default)]
pub(super) struct CargoOutput {
    /// Whether cargo succeeded.
    pub(super) passed: bool,
    /// What the processors worked, in cargo and all that it started.
    pub(super) cpu: Duration,
    /// How long it took.
    pub(super) wall: Duration,
    /// What was printed, without cargo's messages.
    pub(super) out: String,
    /// What went wrong, and what was going on.
    pub(super) err: String,
    /// What was compiled of the crate itself, or found compiled.
    pub(super) built: Vec<CrateArtifact>,
}

/// A compiled part of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CrateArtifact {
    /// Whether it had been compiled before.
    pub(super) is_fresh: bool,
    /// Whether it is the library as others use it.
    pub(super) is_library: bool,
    /// The files.
    pub(super) files: Vec<PathBuf>,
}

impl Cargo {
    /// Calls cargo in the folder of a crate, and writes all that it prints to `log`.
    pub(super) fn call(&self, folder: &Path, words: &[&str], log: &Path) -> io::Result<CargoOutput> {
        let mut command = xtask_launcher::cargo();
        command.args(words).current_dir(folder).envs(VARIABLES).env("CARGO_TARGET_DIR", &self.target);
        if self.offline {
            command.env("CARGO_NET_OFFLINE", "true");
        }
        if let Some(jobs) = self.jobs {
            command.env("CARGO_BUILD_JOBS", jobs.to_string());
        }
        for name in REMOVED_VARIABLES {
            command.env_remove(name);
        }
        let ProcessOutput { status, out, err, cpu, wall } = child::run(&mut command, log)?;
        let (out, built) = split(&out, folder);
        OpenOptions::new().append(true).open(log)?.write_all(out.as_bytes())?;
        Ok(CargoOutput { passed: status.success(), cpu, wall, out, err, built })
    }
}

/// Tells text from cargo's messages, and takes those about the crate in `folder` out of these.
fn split(printed: &str, folder: &Path) -> (String, Vec<CrateArtifact>) {
    let manifest = folder.join("Cargo.toml");
    let mut text = String::new();
    let mut built = Vec::new();
    for line in printed.lines() {
        match message(line) {
            None => text.extend([line, "\n"]),
            Some(message) => built.extend(artifact(&message, &manifest)),
        }
    }
    (text, built)
}

fn message(line: &str) -> Option<Value> {
    if !line.starts_with("{\"reason\":") {
        return None;
    }
    serde_json::from_str(line).ok()
}

fn artifact(message: &Value, manifest: &Path) -> Option<CrateArtifact> {
    let is_own = message["reason"] == "compiler-artifact" && Path::new(message["manifest_path"].as_str()?) == manifest;
    let is_lib = message["target"]["kind"].as_array()?.iter().any(|kind| kind == "lib");
    let files = message["filenames"].as_array()?.iter().filter_map(Value::as_str).map(PathBuf::from);
    is_own.then(|| CrateArtifact {
        is_fresh: message["fresh"] == true,
        is_library: is_lib && message["profile"]["test"] == false,
        files: files.collect(),
    })
}

impl CargoOutput {
    /// The size of a file of the library with this ending, when it was built.
    pub(super) fn library_size(&self, ending: &str) -> Option<u64> {
        let files = self.built.iter().filter(|built| built.is_library).flat_map(|built| &built.files);
        let file = files.into_iter().find(|file| file.extension().is_some_and(|found| found == ending))?;
        fs::metadata(file).map(|found| found.len()).ok()
    }

    /// Whether the crate was really compiled, every part of it.
    pub(super) fn compiled(&self) -> bool {
        self.built.iter().any(|built| built.is_library) && !self.built.iter().any(|built| built.is_fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIBRARY: &str = r#"{"reason":"compiler-artifact","manifest_path":"/c/a/Cargo.toml","target":{"kind":["lib"]},"profile":{"test":false},"filenames":["/t/liba.rlib","/t/liba.rmeta"],"fresh":false}"#;

    #[test]
    fn messages_are_distinguished_from_text() {
        let test = LIBRARY.replace("false}", "true}").replace("\"lib\"", "\"test\"");
        let other = LIBRARY.replace("/c/a/", "/c/b/");
        let printed = format!("{LIBRARY}\nrunning 1 test\n{test}\n{{\"reason\":5\n{other}\nok\n");
        let (out, built) = split(&printed, Path::new("/c/a"));
        assert_eq!(out, "running 1 test\n{\"reason\":5\nok\n");
        let files = vec![PathBuf::from("/t/liba.rlib"), PathBuf::from("/t/liba.rmeta")];
        let library = CrateArtifact { is_fresh: false, is_library: true, files: files.clone() };
        assert_eq!(built, [library, CrateArtifact { is_fresh: true, is_library: false, files }]);
    }

    #[test]
    fn what_was_compiled_before_was_not_compiled() {
        let call = |lines: &str| CargoOutput { built: split(lines, Path::new("/c/a")).1, ..CargoOutput::default() };
        assert!(call(LIBRARY).compiled());
        assert!(!call("").compiled());
        assert!(!call(&LIBRARY.replace("\"fresh\":false", "\"fresh\":true")).compiled());
    }
}
