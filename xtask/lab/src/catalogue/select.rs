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

/// A random sample of documents, in their order.
///
/// Each document draws a number from the seed and its name, and those with the lowest ones are taken: which others there are
/// does not matter.
pub(super) fn sample(documents: Vec<SelectedDocument>, size: usize, seed: u64) -> Vec<SelectedDocument> {
    let mut drawn: Vec<(u64, String)> =
        documents.iter().map(|selected| (draw(seed, &selected.name), selected.name.clone())).collect();
    drawn.sort_unstable();
    let sample: BTreeSet<String> = drawn.into_iter().take(size).map(|(_, name)| name).collect();
    documents.into_iter().filter(|selected| sample.contains(&selected.name)).collect()
}

/// A number from a seed and a name: 64-bit FNV-1a, then the finalizer of `SplitMix64`, for FNV hardly mixes the last bytes.
fn draw(seed: u64, name: &str) -> u64 {
    let bytes = seed.to_le_bytes().into_iter().chain(name.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
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

    /// The numbers of the documents that a seed draws out of a hundred.
    fn drawn(seed: u64, without: Option<usize>) -> BTreeSet<String> {
        let one = |number: usize| SelectedDocument {
            document: DocumentFile::default(),
            name: format!("24/product{number}/2024-01-01"),
        };
        let documents = (0..100).filter(|number| Some(*number) != without).map(one).collect();
        sample(documents, 10, seed).into_iter().map(|selected| selected.name).collect()
    }

    #[test]
    fn a_seed_always_draws_the_same_sample_and_another_one_another() {
        assert_eq!(drawn(7, None), drawn(7, None));
        assert_eq!(drawn(7, None).len(), 10);
        assert!(drawn(7, None).intersection(&drawn(8, None)).count() < 6);
        // Over many seeds, every document is drawn.
        let all: BTreeSet<String> = (0..100).flat_map(|seed| drawn(seed, None)).collect();
        assert!(all.len() > 95, "{}", all.len());
    }

    #[test]
    fn a_document_less_changes_one_at_most() {
        for without in 0..100 {
            assert!(drawn(7, None).difference(&drawn(7, Some(without))).count() <= 1);
        }
        let all = sample(Vec::new(), 10, 7);
        assert!(all.is_empty());
    }

    #[test]
    fn names_are_short_as_long_as_they_differ() {
        let of = |paths: &[&str]| names(paths.iter().copied());
        assert_eq!(of(&["24/ice/1/api-docs.json", "demo/2.yaml"]), ["24/ice/1", "demo/2"]);
        assert_eq!(of(&["a/api-docs.json", "a.yaml"]), ["a/api-docs.json", "a.yaml"]);
        assert_eq!(of(&["api-docs.json"]), ["api-docs"]);
    }
}
