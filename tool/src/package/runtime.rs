//! Where the runtime of a crate comes from: what the configuration says, else where this program comes from, so that both
//! are of one commit.

use std::path::Path;

use generator::Dependency;
use generator::config::Runtime;

use crate::program::{self, Origin};
use crate::project::{CONFIGURATION, Project, real, slashed};
use crate::report::failure::Failure;

/// The dependency on the runtime, for a manifest in a folder.
pub(super) fn dependency(project: &Project, folder: &Path) -> Result<Dependency, Failure> {
    let configured = project.configuration().and_then(|configuration| configuration.runtime.as_ref());
    match configured {
        Some(Runtime::Git { url, revision: Some(revision) }) => {
            Ok(Dependency::Git { url: url.value.clone(), revision: revision.value.clone() })
        }
        Some(Runtime::Git { url, revision: None }) => match program::origin() {
            Some(Origin::Git { revision, .. }) => Ok(Dependency::Git { url: url.value.clone(), revision }),
            Some(Origin::Registry { .. }) | None => Err(unknown("the commit of the runtime", "`rev` under `runtime`")),
        },
        Some(Runtime::Registry { version, registry }) => Ok(Dependency::Registry {
            version: version.value.trim_start_matches(['=', ' ']).to_owned(),
            registry: registry.as_ref().map(|registry| registry.value.clone()),
        }),
        Some(Runtime::Path(path)) => {
            let runtime = project.root().join(&path.value);
            if !runtime.join("Cargo.toml").is_file() {
                return Err(Failure {
                    kind: "runtime",
                    message: format!("`{}` is not the folder of a crate", path.value),
                    help: format!(
                        "name the folder `runtime` of a checkout in `{CONFIGURATION}`, relative to that file"
                    ),
                });
            }
            Ok(Dependency::Path(relative(&real(&runtime), &real(folder))))
        }
        None => match program::origin() {
            Some(Origin::Git { url: Some(url), revision }) => Ok(Dependency::Git { url, revision }),
            Some(Origin::Registry { version }) => Ok(Dependency::Registry { version, registry: None }),
            Some(Origin::Git { url: None, .. }) | None => {
                Err(unknown("where the runtime comes from", "`runtime` with `git`, `version` or `path`"))
            }
        },
    }
}

fn unknown(what: &str, key: &str) -> Failure {
    Failure {
        kind: "runtime",
        message: format!("this program was not installed by cargo, so it does not know {what}"),
        help: format!("add {key} to `{CONFIGURATION}`, or install the program by `cargo install`"),
    }
}

/// A path as seen from a folder: relative, so that the two can move together.
fn relative(path: &Path, from: &Path) -> String {
    let shared = path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return slashed(path);
    }
    let rest: std::path::PathBuf = path.components().skip(shared).collect();
    format!("{}{}", "../".repeat(from.components().count() - shared), slashed(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative() {
        let of = |path: &str, from: &str| relative(Path::new(path), Path::new(from));
        assert_eq!(of("/srv/a/runtime", "/srv/b/crates/c"), "../../../a/runtime");
        assert_eq!(of("/srv/a/runtime", "/srv/a"), "runtime");
        assert_eq!(of("/srv/a/my runtime", "/srv/a/b"), "../my runtime");
    }
}
