//! Crates that exist only to be measured, and cargo in them.
//!
//! They share a target folder, and begin with this project's Cargo.lock: the versions are the same, and nothing is
//! resolved anew. The network is asked only for packages that are not on the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::artifact::Artifact;
use super::child;
use super::group::Bench;
use crate::child::MESSAGES;
use crate::child::ProcessOutput;
use crate::error::Error;

/// What every call of cargo is given, so that the figures of one machine can be compared.
const VARIABLES: [(&str, &str); 2] = [("CARGO_INCREMENTAL", "0"), ("CARGO_TERM_COLOR", "never")];

/// What would change what is compiled.
const REMOVED_VARIABLES: [&str; 2] = ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"];

/// A crate that is not part of this project.
pub(super) struct Throwaway {
    folder: PathBuf,
}

/// What is built again and again.
pub(super) struct Target {
    /// The name that cargo calls it by.
    pub(super) name: &'static str,
    /// One of its files.
    pub(super) source: &'static str,
}

/// What a call of cargo built.
pub(super) struct BuildOutput {
    pub(super) artifact: Artifact,
    /// What else was compiled.
    others: Vec<String>,
    /// The processors' time for cargo and the compilers, in nanoseconds.
    cpu: f64,
}

impl BuildOutput {
    /// The processors' time, if this target was compiled and nothing else.
    fn cpu_alone(&self, target: &str) -> Result<f64, Error> {
        if self.artifact.is_fresh {
            return Err(Error::new(format!("cargo did not compile `{target}` again")));
        }
        if self.others.is_empty() {
            return Ok(self.cpu);
        }
        let message = format!("besides `{target}`, cargo compiled `{}`", self.others.join("`, `"));
        Err(Error::new(message).help("do not change the runtime while measuring"))
    }
}

impl Throwaway {
    /// A crate that is there already.
    pub(super) fn at(folder: &Path, bench: &Bench<'_>) -> Result<Self, Error> {
        let lock = folder.join("Cargo.lock");
        fs::copy(bench.project.root().join("Cargo.lock"), &lock).map_err(|error| cannot_write(&lock, &error))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Writes a crate: a manifest with these dependencies, and files.
    pub(super) fn write(
        name: &str,
        dependencies: &str,
        files: &[(&str, &str)],
        bench: &Bench<'_>,
    ) -> Result<Self, Error> {
        let folder = bench.folder.join("crates").join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\
             # A crate of its own, whatever folder it stands in.\n[workspace]\n"
        );
        for (path, content) in files.iter().copied().chain([("Cargo.toml", manifest.as_str())]) {
            put(&folder.join(path), content)?;
        }
        Self::at(&folder, bench)
    }

    /// Has cargo build a target.
    pub(super) fn build(&self, words: &[&str], target: &str, bench: &Bench<'_>) -> Result<BuildOutput, Error> {
        let log = self.folder.join("cargo.log");
        let done = self.cargo(words, true, &log, bench).or_else(|failure| {
            // Cargo says why it would not go on: a package is not on the disk.
            let is_missing = fs::read_to_string(&log).is_ok_and(|log| log.contains("offline"));
            if is_missing { self.cargo(words, false, &log, bench) } else { Err(failure) }
        })?;
        let missing = || Error::new(format!("cargo built no `{target}`"));
        let artifact = Artifact::find(&done.out, target).ok_or_else(missing)?;
        Ok(BuildOutput { artifact, others: Artifact::others(&done.out, target), cpu: done.cpu.as_secs_f64() * 1e9 })
    }

    /// Builds a target again, as if one of its files had changed, and takes the processors' time for it. What it depends
    /// on was built before.
    pub(super) fn sample(&self, words: &[&str], target: &Target, bench: &Bench<'_>) -> Result<(f64, Artifact), Error> {
        let path = self.folder.join(target.source);
        let content = fs::read(&path).map_err(|error| cannot_write(&path, &error))?;
        fs::write(&path, content).map_err(|error| cannot_write(&path, &error))?;
        let built = self.build(words, target.name, bench)?;
        Ok((built.cpu_alone(target.name)?, built.artifact))
    }

    fn cargo(&self, words: &[&str], offline: bool, log: &Path, bench: &Bench<'_>) -> Result<ProcessOutput, Error> {
        let mut cargo = xtask_launcher::cargo();
        let (command, rest) = words.split_first().unwrap_or((&"build", &[]));
        cargo.args([command, MESSAGES]).args(rest).current_dir(&self.folder).envs(VARIABLES);
        cargo.env("CARGO_TARGET_DIR", bench.folder.join("target"));
        cargo.env("CARGO_NET_OFFLINE", if offline { "true" } else { "false" });
        for name in REMOVED_VARIABLES {
            cargo.env_remove(name);
        }
        child::run(&mut cargo, log)
    }
}

/// A path as it stands in a manifest.
pub(super) fn quoted(path: &Path) -> String {
    // What JSON escapes, TOML reads in the same way.
    serde_json::Value::from(path.to_string_lossy()).to_string()
}

/// Writes a file if it differs, so that only what changed is compiled again.
fn put(path: &Path, content: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, content)).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Error {
    Error::new(format!("cannot write `{}`: {error}", path.display()))
}
