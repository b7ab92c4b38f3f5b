//! A repository of git for a test's project.

use std::process::Command;

use crate::support::Project;

/// Whether there is git; says so when there is not.
pub(crate) fn is_missing() -> bool {
    let is_missing = Command::new("git").arg("--version").output().is_err();
    if is_missing {
        eprintln!("skipped: there is no program `git`");
    }
    is_missing
}

/// Runs git in the project. Nothing that a user or a machine has set matters.
#[track_caller]
pub(crate) fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
    command.args(["-c", "tag.gpgsign=false", "-c", "core.hooksPath=/nowhere", "-c", "core.autocrlf=false"]);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", project.path("no-config"));
    let output = command.args(arguments).current_dir(project.path("")).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Commits everything, the first time into a new repository.
#[track_caller]
pub(crate) fn commit(project: &Project, message: &str) {
    if !project.path(".git").exists() {
        git(project, &["init", "--quiet", "--initial-branch=main"]);
    }
    git(project, &["add", "--all"]);
    git(project, &["commit", "--quiet", "--allow-empty", "--message", message]);
}
