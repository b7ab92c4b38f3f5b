//! What the tests share: a folder with files, and processes that are told what to do.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use runtime::identity::CliProfileCredentials;
use tempfile::{TempDir, tempdir};

/// A folder with a file for the vendor's command line tool.
pub(crate) struct Config {
    folder: TempDir,
}

impl Config {
    /// With this text.
    pub(crate) fn new(text: &str) -> Self {
        let config = Self { folder: tempdir().unwrap() };
        config.write(text);
        config
    }

    /// With one profile, `p`, which is the current one, of these members.
    pub(crate) fn profile(members: &str) -> Self {
        Self::new(&profile(members))
    }

    pub(crate) fn write(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder().join("config.json")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn source(&self) -> CliProfileCredentials {
        CliProfileCredentials::new().with_file(self.path())
    }
}

/// The text of a file with one profile, `p`, which is the current one, of these members.
pub(crate) fn profile(members: &str) -> String {
    format!(r#"{{"current": "p", "profiles": [{{"name": "p", {members}}}]}}"#)
}

/// What a process is told to do, if this one was started by [`child`].
pub(crate) fn task() -> Option<PathBuf> {
    env::var_os("PROFILES_TASK").map(PathBuf::from)
}

/// This test once more, in a process of its own that has nothing else in its environment. `task` is what [`task`] gives there.
pub(crate) fn child(test: &str, task: &Path) -> Command {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args([test, "--exact", "--nocapture", "--include-ignored"]).env_clear().env("PROFILES_TASK", task);
    child.stdin(Stdio::null());
    child
}

/// Waits for a child; what it has printed, if all went well there.
pub(crate) fn printed(child: &mut Command) -> String {
    let Output { status, stdout, stderr } = child.output().unwrap();
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert!(status.success() && stdout.contains("1 passed"), "{status} {stdout} {stderr}");
    stdout
}
