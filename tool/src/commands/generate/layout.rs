//! How the output is divided into crates, and what is kept of the ones that are there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use generator::{Dependency, Flavour, Workspace};

use crate::report::failure::Failure;
use crate::sync::members;

/// How the output is divided into crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layout {
    /// One crate, with a module and a feature for each product version.
    Modules,
    /// A workspace, with a crate for each product version.
    Crates,
}

impl Layout {
    /// The layout of what is in a folder; none where nothing is.
    fn of(folder: &Path) -> io::Result<Option<Self>> {
        let is_there = folder.join("Cargo.toml").exists();
        Ok(members(folder)?.map(|_| Self::Crates).or(is_there.then_some(Self::Modules)))
    }

    /// The layout to write: the one that is asked for, else the one that is there.
    ///
    /// # Errors
    ///
    /// The one that is there is another, and not to be replaced, or it cannot be read.
    pub(super) fn choose(asked: Option<Self>, folder: &Path, shown: &str, is_replaced: bool) -> Result<Self, Failure> {
        let refused = |message: String, help: &str| Failure { kind: "destination", message, help: help.to_owned() };
        let present = Self::of(folder)
            .map_err(|error| refused(format!("cannot read `{shown}/Cargo.toml`: {error}"), "make it readable"))?;
        match (present, asked) {
            (Some(present), Some(asked)) if present != asked && !is_replaced => {
                let message = format!("`{shown}` holds {}; nothing was written", present.what());
                Err(refused(
                    message,
                    "leave out `--layout`, name another folder, or replace what is there with `--replace`",
                ))
            }
            (present, asked) => Ok(asked.or(present).unwrap_or(Self::Modules)),
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Modules => "one crate with a module for each product version",
            Self::Crates => "a workspace with a crate for each product version",
        }
    }

    /// The flavour of an output in a folder of its own.
    pub(super) fn flavour(self, folder: &Path, runtime_path: String) -> Flavour {
        match self {
            Self::Modules => Flavour::Standalone { runtime_path },
            Self::Crates => Flavour::Workspace(Workspace {
                is_of_this_repository: true,
                runtime: Dependency::Path(runtime_path),
                versions: versions(folder),
            }),
        }
    }
}

/// The versions of the packages that are there: a crate keeps its own, whatever happens to others.
fn versions(folder: &Path) -> BTreeMap<String, String> {
    let members = members(folder).ok().flatten().unwrap_or_default().into_iter();
    let version = |member: &str| {
        let manifest = fs::read_to_string(folder.join(member).join("Cargo.toml")).ok()?;
        let mut package = manifest.lines().skip_while(|line| *line != "[package]").skip(1);
        let line =
            package.by_ref().take_while(|line| !line.starts_with('[')).find(|line| line.starts_with("version = "))?;
        Some(line.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
    };
    members.filter_map(|member| version(&member).map(|version| (member, version))).collect()
}
