//! Tells the program which commit it is built from, so that it can ask for the runtime of the same commit. It tells the name
//! of the commit alone, and nothing of this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Written by `cargo package` into the sources of a package.
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PACKAGED}");
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let revision = packaged(&folder).or_else(|| checked_out(&folder));
    println!("cargo::rustc-env=SOURCE_REVISION={}", revision.unwrap_or_default());
}

/// The commit of a package: `{"git": {"sha1": "…"}}`.
fn packaged(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join(PACKAGED)).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    rest.split('"').nth(1).and_then(full_name)
}

/// The commit of a checkout, if this package is part of it and not of a repository around it.
fn checked_out(folder: &Path) -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(folder).output().ok()?;
        let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
        Some(text.trim().to_owned())
    };
    git(&["ls-files", "--error-unmatch", "Cargo.toml"])?;
    // Every commit and every change of the branch adds a line to this file.
    if let Some(log) =
        git(&["rev-parse", "--git-path", "logs/HEAD"]).map(|path| folder.join(path)).filter(|log| log.exists())
    {
        println!("cargo::rerun-if-changed={}", log.display());
    }
    full_name(&git(&["rev-parse", "HEAD"])?)
}

/// The full name of a commit; the text is what another program printed.
fn full_name(text: &str) -> Option<String> {
    let is_full = text.len() >= 40 && text.chars().all(|digit| digit.is_ascii_hexdigit());
    is_full.then(|| text.to_owned())
}
