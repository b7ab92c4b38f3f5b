//! Sources that files describe: the profiles of the vendor's command line tool, and the profile file of its libraries.
//!
//! ```text
//! CliProfileCredentials ──┐              ┌─▶ cli: document, mode ─┐
//!                         ├─▶ watched ───┤                        ├─▶ plan ─▶ source
//! ProfileFileCredentials ─┘              └─▶ ini, profile_file ───┘
//! ```

mod cli;
mod ini;
mod lock;
mod place;
mod plan;
mod profile_file;
mod replace;
mod watched;

use std::path::PathBuf;

pub use self::cli::CliProfileCredentials;
pub use self::profile_file::ProfileFileCredentials;
use self::watched::Format;
use crate::environment;
use crate::identity::CredentialsError;

const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// The region that a profile of the command line tool names, else that of the profile file: of this name, or the one that is
/// used without a name. Reads the files now. The error says of both why they name none.
pub(crate) fn region(profile: Option<&str>) -> Result<String, CredentialsError> {
    region_of(&cli::CliProfile::named(profile)).or_else(|of_tool| {
        region_of(&profile_file::ProfileFile::named(profile))
            .map_err(|of_file| CredentialsError::new(format!("{of_tool}; {of_file}")))
    })
}

fn region_of<F: Format>(format: &F) -> Result<String, CredentialsError> {
    let selection = format.selection()?;
    let (file, text) = selection.read()?;
    F::region(file, &text, selection.profile.as_deref())
}

/// The name of the profile that is set, else that of the environment.
fn profile(set: Option<&String>) -> Option<String> {
    set.cloned().or_else(|| environment::variable(PROFILE))
}

fn home() -> Result<PathBuf, CredentialsError> {
    environment::home()
        .ok_or_else(|| CredentialsError::new("the home directory is unknown: the variable HOME is not set"))
}
