//! Which documents, and what they are called.

use std::collections::BTreeSet;

use crate::pattern::Pattern;
use tool::specs::DocumentFile;

/// What the vendor calls every document; in a name it says nothing.
const USUAL_NAME: &str = "/api-docs";

/// A document to work on.
#[derive(Clone, Debug)]
pub(super) struct SelectedDocument {
    /// The document.
    pub(super) document: DocumentFile,
    /// A short name, different from that of all others: `2024-06/ice/2020-11-09`.
    pub(super) name: String,
}

/// The documents that a pattern matches (all when there is none), and the patterns that match no document.
pub(super) fn choose(documents: Vec<DocumentFile>, only: &[Pattern]) -> (Vec<SelectedDocument>, Vec<Pattern>) {
    let names = names(documents.iter().map(|document| document.relative.as_str()));
    let all = documents.into_iter().zip(names).map(|(document, name)| SelectedDocument { document, name });
    let all: Vec<_> = all.collect();
    let hits = |pattern: &Pattern, selected: &SelectedDocument| {
        pattern.matches(&selected.name) || pattern.matches(&selected.document.relative)
    };
    let idle = only.iter().filter(|pattern| !all.iter().any(|selected| hits(pattern, selected))).cloned().collect();
    let is_wanted = |selected: &SelectedDocument| only.is_empty() || only.iter().any(|pattern| hits(pattern, selected));
    (all.into_iter().filter(is_wanted).collect(), idle)
}

/// Short names: without ending and without the usual name, as long as they stay different.
fn names<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let without_ending = |path: &'a str| path.rsplit_once('.').map_or(path, |(name, _)| name);
    let short = |path| {
        let name = without_ending(path);
        name.strip_suffix(USUAL_NAME).filter(|name| !name.is_empty()).unwrap_or(name)
    };
    let shortened: BTreeSet<_> = paths.clone().map(short).collect();
    let all_differ = shortened.len() == paths.clone().count();
    paths.map(|path| if all_differ { short(path) } else { path }.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_as_long_as_they_differ() {
        let of = |paths: &[&str]| names(paths.iter().copied());
        assert_eq!(of(&["24/ice/1/api-docs.json", "demo/2.yaml"]), ["24/ice/1", "demo/2"]);
        assert_eq!(of(&["a/api-docs.json", "a.yaml"]), ["a/api-docs.json", "a.yaml"]);
        assert_eq!(of(&["api-docs.json"]), ["api-docs"]);
    }
}
