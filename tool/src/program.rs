//! The program that runs the commands: its name in messages, and what it was built from.

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use crate::report::format::MessageFormat;
use crate::terminal;

/// The program that runs the commands.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What users type: `cargo alibabacloud`.
    pub name: &'static str,
    /// The commit that it was built from, where the build could tell.
    pub revision: Option<&'static str>,
}

static PROGRAM: OnceLock<Program> = OnceLock::new();

/// Sets the program, once and first of all; without it, it is `cargo xtask`.
pub fn set(program: Program) {
    // A second program in one process is a defect, and no reason to stop.
    let _ = PROGRAM.set(program);
}

/// The words that users type before the name of a command.
pub fn name() -> &'static str {
    program().name
}

/// The exit code of a command that ended with another: a failure if its output is lost, which is printed.
pub fn finished(code: ExitCode, format: MessageFormat) -> ExitCode {
    let Some(error) = terminal::lost() else { return code };
    let message = format!("cannot write to the standard output: {error}");
    terminal::err(&format.failure("output", "", &message, "make room for it, or write it elsewhere"));
    if code == ExitCode::SUCCESS { ExitCode::FAILURE } else { code }
}

/// The program and its version, as manifests record it.
pub(crate) fn signature() -> String {
    format!("{} {}", name().replace(' ', "-"), env!("CARGO_PKG_VERSION"))
}

fn program() -> Program {
    PROGRAM.get().copied().unwrap_or(Program { name: "cargo xtask", revision: None })
}

/// Where a program comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A commit of a repository.
    Git { url: Option<String>, revision: String },
    /// A registry.
    Registry { version: String },
}

/// Where this program comes from: as `cargo install` has recorded it beside the program, else as the build could tell.
pub(crate) fn origin() -> Option<Origin> {
    let recorded = env::current_exe().ok().and_then(|program| installed(&program));
    let built = || program().revision.map(|revision| Origin::Git { url: None, revision: revision.to_owned() });
    recorded.or_else(built)
}

/// What `cargo install` has recorded in `.crates.toml`, in the folder above that of the program.
fn installed(program: &Path) -> Option<Origin> {
    let record = std::fs::read_to_string(program.parent()?.parent()?.join(".crates.toml")).ok()?;
    record.lines().find_map(recorded)
}

/// The origin in a line such as `"cargo-alibabacloud 0.1.0 (git+https://example.com/a.git?branch=b#5f3a…)" = […]`.
fn recorded(line: &str) -> Option<Origin> {
    let package = line.trim_start().strip_prefix("\"cargo-alibabacloud ")?;
    let (version, source) = package.split_once(" (")?;
    let (source, _) = source.split_once(")\"")?;
    match source.split_once('+')? {
        ("git", address) => {
            let (address, revision) = address.split_once('#')?;
            let url = address.split_once('?').map_or(address, |(url, _)| url);
            Some(Origin::Git { url: Some(without_password(url)), revision: revision.to_owned() })
        }
        ("registry" | "sparse", _) => Some(Origin::Registry { version: version.to_owned() }),
        _ => None,
    }
}

/// The address without a password or a token: it becomes part of a file. The name of a user stays for SSH, where it is no
/// secret.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) =
        rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    let Some((user, host)) = authority.rsplit_once('@') else { return url.to_owned() };
    let user = user.split(':').next().filter(|_| scheme == "ssh").map(|user| format!("{user}@")).unwrap_or_default();
    format!("{scheme}://{user}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_of_cargo_tells_where_a_program_comes_from() {
        let git = |url: &str| Some(Origin::Git { url: Some(url.to_owned()), revision: "5f3a".to_owned() });
        for (source, expected) in [
            ("git+https://example.com/a.git#5f3a", git("https://example.com/a.git")),
            ("git+https://example.com/a.git?branch=b#5f3a", git("https://example.com/a.git")),
            ("git+https://me:secret@example.com/a.git?rev=5f3a#5f3a", git("https://example.com/a.git")),
            ("git+https://token@example.com/a#5f3a", git("https://example.com/a")),
            ("git+ssh://git@example.com/a.git#5f3a", git("ssh://git@example.com/a.git")),
            ("git+ssh://git:secret@example.com/a.git#5f3a", git("ssh://git@example.com/a.git")),
            ("git+file:///srv/a#5f3a", git("file:///srv/a")),
            (
                "registry+https://github.com/rust-lang/crates.io-index",
                Some(Origin::Registry { version: "0.1.0".to_owned() }),
            ),
            ("path+file:///home/me/a/tool/cli", None),
        ] {
            let line = format!("\"cargo-alibabacloud 0.1.0 ({source})\" = [\"cargo-alibabacloud\"]");
            assert_eq!(recorded(&line), expected, "{source}");
        }
        assert_eq!(recorded("\"cargo-deny 0.1.0 (git+https://example.com/a.git#5f3a)\" = []"), None);
        assert_eq!(recorded("[v1]"), None);
    }
}
