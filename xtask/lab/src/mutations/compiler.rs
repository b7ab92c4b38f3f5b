//! Compilers over generated crates. Cargo builds the runtime once; what stands on it is given to the compilers themselves:
//! cargo takes all these crates for one, as they have one name and version, and each call of it takes longer than theirs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::child::MESSAGES;
use crate::child::{self, ProcessOutput, first_fault};
use crate::error::Error;
use tool::project::Project;

/// How many lines of a fault are shown.
const LINES: usize = 20;

/// The name of the crates, for programs that use them.
const CRATE: &str = "generated";

/// The features of both crates that items are compiled with: blocking clients, and samples of responses.
const FEATURES: [&str; 2] = ["blocking", "test-util"];

/// What every call is given: nobody asks for warnings here.
const WORDS: [&str; 4] = ["--edition", "2024", "--cap-lints", "allow"];

/// Calls compilers.
pub(super) struct Compiler {
    /// The compiled runtime.
    runtime: PathBuf,
    /// The project's folder, whose toolchain it is.
    root: PathBuf,
}

impl Compiler {
    /// Has cargo build the runtime, with its target folder in `folder`.
    pub(super) fn prepare(project: &Project, folder: &Path) -> Result<Self, Error> {
        let mut command = xtask_launcher::cargo();
        command
            .args(["check", "--package", "alibabacloud-runtime", "--features", &FEATURES.join(","), MESSAGES])
            .current_dir(project.root());
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        let done = run(&mut command, &folder.join("runtime.log"))?;
        let runtime = library(&done.out).filter(|_| done.status.success());
        let failure = || Error::new(format!("the runtime does not compile:\n{}", first_fault(&done.err, LINES)));
        Ok(Self { runtime: runtime.ok_or_else(failure)?, root: project.root().to_owned() })
    }

    /// Compiles the crate in a folder, as far as programs need it to be checked.
    pub(super) fn library(&self, folder: &Path, features: &[String]) -> Result<(), Error> {
        let mut command = self.command("RUSTC", "rustc");
        command.args(["--crate-type", "lib", "--emit", "metadata"]);
        self.compile(&mut command, folder, features)
    }

    /// Documents the crate in a folder as JSON, with everything that cargo-semver-checks wants in it.
    pub(super) fn documentation(&self, folder: &Path, features: &[String]) -> Result<PathBuf, Error> {
        let mut command = self.command("RUSTDOC", "rustdoc");
        // The JSON is not stable, so that only nightly compilers and those that think they are write it.
        command.env("RUSTC_BOOTSTRAP", "1").args(["-Z", "unstable-options", "--output-format", "json"]);
        command.args(["--document-private-items", "--document-hidden-items", "--crate-version", "0.0.0"]);
        self.compile(&mut command, folder, features)?;
        Ok(folder.join(format!("{CRATE}.json")))
    }

    /// Whether the program compiles with the crate in a folder; if not, why.
    pub(super) fn program(&self, program: &Path, folder: &Path, log: &Path) -> Result<Result<(), String>, Error> {
        let mut command = self.command("RUSTC", "rustc");
        command.args(["--crate-name", "program", "--crate-type", "lib", "--emit", "metadata"]).arg("-o");
        command.arg(log.with_extension("rmeta")).arg(program);
        command.arg("--extern").arg(named(CRATE, &folder.join(format!("lib{CRATE}.rmeta"))));
        command.arg("--extern").arg(named("runtime", &self.runtime));
        let done = run(&mut command, log)?;
        Ok(if done.status.success() { Ok(()) } else { Err(first_fault(&done.err, LINES)) })
    }

    fn compile(&self, command: &mut Command, folder: &Path, features: &[String]) -> Result<(), Error> {
        command.args(["--crate-name", CRATE]).arg("--out-dir").arg(folder).arg(folder.join("src/lib.rs"));
        command.arg("--extern").arg(named("runtime", &self.runtime));
        for feature in features.iter().map(String::as_str).chain(FEATURES) {
            command.arg("--cfg").arg(format!("feature={feature:?}"));
        }
        let done = run(command, &folder.join("compiler.log"))?;
        let failure = || format!("`{}` does not compile:\n{}", folder.display(), first_fault(&done.err, LINES));
        if done.status.success() { Ok(()) } else { Err(Error::new(failure())) }
    }

    fn command(&self, variable: &str, name: &str) -> Command {
        let mut command = Command::new(env::var_os(variable).unwrap_or_else(|| name.into()));
        let mut dependencies = OsString::from("dependency=");
        dependencies.push(self.runtime.parent().unwrap_or(&self.runtime));
        command.args(WORDS).arg("-L").arg(dependencies).current_dir(&self.root);
        command
    }
}

fn named(name: &str, path: &Path) -> OsString {
    let mut named = OsString::from(format!("{name}="));
    named.push(path);
    named
}

/// The compiled runtime, by what cargo printed.
fn library(printed: &str) -> Option<PathBuf> {
    let mut messages = printed.lines().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let runtime = messages.find(|message| message["target"]["name"] == "runtime")?;
    let files = runtime["filenames"].as_array()?.iter().filter_map(Value::as_str);
    files.map(PathBuf::from).find(|file| file.extension().is_some_and(|ending| ending == "rmeta"))
}

fn run(command: &mut Command, log: &Path) -> Result<ProcessOutput, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    child::run(command, log).map_err(|error| Error::new(format!("cannot run `{name}`: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_is_found_among_the_messages() {
        let printed = r#"{"reason":"compiler-artifact","target":{"name":"bytes"},"filenames":["/t/libbytes-1.rmeta"]}
{"reason":"compiler-artifact","target":{"name":"runtime"},"filenames":["/t/libruntime-2.rmeta"]}
{"reason":"build-finished","success":true}"#;
        assert_eq!(library(printed), Some(PathBuf::from("/t/libruntime-2.rmeta")));
        assert_eq!(library(""), None);
    }
}
