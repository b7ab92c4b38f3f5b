//! A crate in another repository: where its runtime comes from, the workspace around it, and the part of its manifest that
//! belongs to its users.
//!
//! | module | what |
//! |---|---|
//! | `runtime` | where the runtime comes from |
//! | `workspace` | the cargo workspace that the crate is in the folder of |
//! | `manifest` | the generated part of the manifest, put into the manifest that is there |

pub(crate) mod manifest;
mod runtime;
pub(crate) mod workspace;

use generator::Package;

use crate::commands::generate::quoted;
use crate::program;
use crate::project::{Project, Target, real};
use crate::report::failure::Failure;
use crate::terminal::NOTE;
use workspace::CargoWorkspace;

/// The package of a crate of the configuration; `None` for the crate of this repository.
pub(crate) fn of(target: &Target<'_>, project: &Project) -> Result<Option<Package>, Failure> {
    let Some(settings) = target.settings else { return Ok(None) };
    let around = CargoWorkspace::around(&target.folder);
    let is_member = around.is_some() && settings.workspace != Some(false);
    if let (None, Some(true)) = (&around, settings.workspace) {
        return Err(Failure {
            kind: "workspace",
            message: format!("`{}` is to be a member of a workspace, but no folder above it has one", target.name),
            help: "leave out `workspace: true`, or add `[workspace]` to the manifest above".to_owned(),
        });
    }
    let license = settings.license.as_ref().map(|license| license.value.clone());
    let mut inherited = around.as_ref().filter(|_| is_member).map(CargoWorkspace::inherited).unwrap_or_default();
    if license.is_some() {
        inherited.remove("license");
        inherited.remove("license-file");
    }
    Ok(Some(Package {
        name: target.name.to_owned(),
        license,
        inherited,
        is_root: around.is_some() && !is_member,
        runtime: runtime::dependency(project, &target.folder)?,
        generator: program::signature(),
    }))
}

/// Makes sure that a crate that does not exist yet has a name of its own in the workspace.
pub(crate) fn check_name(target: &Target<'_>, project: &Project) -> Result<(), Failure> {
    let around = CargoWorkspace::around(&target.folder).filter(|_| !target.folder.join("Cargo.toml").exists());
    let members = around.and_then(|workspace| workspace.members()).unwrap_or_default();
    match members.get(target.name).filter(|folder| real(folder) != real(&target.folder)) {
        None => Ok(()),
        Some(folder) => Err(Failure {
            kind: "configuration",
            message: format!("the workspace already has a package `{}`, in `{}`", target.name, project.shown(folder)),
            help: "give the crate another name".to_owned(),
        }),
    }
}

/// How a new crate becomes a member of the workspace that it is in the folder of; empty if it is one, or is not to be.
pub(crate) fn membership_note(target: &Target<'_>, shown: &str) -> String {
    let is_wanted = target.settings.is_some_and(|settings| settings.workspace != Some(false));
    let around = CargoWorkspace::around(&target.folder).filter(|_| is_wanted);
    match around.and_then(|workspace| workspace.members()) {
        Some(members) if !members.contains_key(target.name) => format!(
            "{NOTE}note{NOTE:#}: `{0}` is not a member of the workspace yet: add `{shown}` to `members`, or depend on it: \
             `cargo add --path {1}`\n",
            target.name,
            quoted(shown.as_ref())
        ),
        _ => String::new(),
    }
}
