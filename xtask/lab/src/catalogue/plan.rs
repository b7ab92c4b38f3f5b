//! What to do with every document, and where.

use std::path::{Path, PathBuf};

use generator::{File, Flavour, Options};

use super::command::CargoCommand;
use tool::destination::check_content;
use tool::project::{Project, shown_join};
use tool::report::format::MessageFormat;
use tool::sync::{FolderComparison, Mode, sync};

/// What to do with every document.
pub(super) struct Plan {
    /// The commands of cargo, in order.
    pub(super) steps: Vec<CargoCommand>,
    /// How many documents are worked on at a time.
    pub(super) jobs: usize,
    /// Where the crates are written.
    pub(super) place: OutputFolder,
    /// The form of messages.
    pub(super) format: MessageFormat,
}

/// Where the crates are.
#[derive(Clone)]
pub(super) struct OutputFolder {
    /// The folder, absolute.
    pub(super) out: PathBuf,
    /// The folder as messages name it.
    pub(super) shown: String,
    /// The project.
    pub(super) project: Project,
}

impl OutputFolder {
    /// How to generate a crate in this folder.
    pub(super) fn options(&self, folder: &Path) -> Options {
        Options { flavour: Flavour::Standalone { runtime_path: self.project.runtime_for(folder) } }
    }

    /// How messages name a path below the folder.
    pub(super) fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.out).unwrap_or(path);
        shown_join(&self.shown, &below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

/// Writes a crate, whatever document the one that is there was made from; the folder is `shown` in messages.
pub(super) fn write(folder: &Path, shown: &str, files: &[File]) -> Result<FolderComparison, String> {
    check_content(folder, shown).map_err(|refused| format!("{}; move it away", refused.message))?;
    sync(folder, files, Mode::Replace).map_err(|error| error.to_string())
}
