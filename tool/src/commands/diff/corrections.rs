//! What would hold breaking changes back, as a block for the corrections file of each document.

use generator::diff::{DocumentChanges, Report};

use super::wording::below_revision;

/// Suggestions for one document.
pub(super) struct SuggestedCorrections {
    /// The file that they belong into.
    file: String,
    /// Entries below `corrections:`, YAML.
    pub(super) entries: String,
}

impl SuggestedCorrections {
    /// What to do with it.
    pub(super) fn heading(&self) -> String {
        format!("to hold back breaking changes, add the entries you want to `corrections` in `{}`:", self.file)
    }
}

/// The blocks of all documents that have any.
pub(super) fn blocks(report: &Report) -> Vec<SuggestedCorrections> {
    report.documents.iter().filter_map(block).collect()
}

fn block(document: &DocumentChanges) -> Option<SuggestedCorrections> {
    let path = below_revision(&document.new.as_ref()?.path);
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    let changes = document.owners.iter().flat_map(|owner| &owner.wire);
    let entries: Vec<&str> = changes.filter_map(|change| change.correction.as_deref()).collect();
    let text: String = entries.iter().map(|entry| indented(entry)).collect();
    (!entries.is_empty()).then(|| SuggestedCorrections {
        file: format!("{bare}.corrections.yaml"),
        entries: format!("corrections:\n{text}"),
    })
}

/// An entry as it stands in the file.
fn indented(entry: &str) -> String {
    entry.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}
