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

/// The region that the profile of the command line tool names, else that of the profile file. Reads the files now.
pub(crate) fn region() -> Result<Option<String>, CredentialsError> {
    let of_tool = region_of(&cli::CliProfile::default(), cli::CliProfile::region);
    let of_file = || region_of(&profile_file::ProfileFile::default(), profile_file::ProfileFile::region);
    match of_tool {
        Ok(Some(region)) => Ok(Some(region)),
        Ok(None) => of_file(),
        Err(error) => of_file().ok().flatten().map(Some).ok_or(error),
    }
}

fn region_of<F: Format>(
    format: &F,
    region: fn(&std::path::Path, &str, Option<&str>) -> Result<Option<String>, CredentialsError>,
) -> Result<Option<String>, CredentialsError> {
    let selection = format.selection()?;
    let (file, text) = selection.read()?;
    region(file, &text, selection.profile.as_deref())
}

/// The name of the profile that is set, else that of the environment.
fn profile(set: Option<&String>) -> Option<String> {
    set.cloned().or_else(|| environment::variable(PROFILE))
}

fn home() -> Result<PathBuf, CredentialsError> {
    environment::home()
        .ok_or_else(|| CredentialsError::new("the home directory is unknown: the variable HOME is not set"))
}
