//! The guide's documents are parts of the vendor's: a program of the guide compiles against the real ones, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diff::surface::{self, ItemKind, SurfaceItem};
use generator::{Input, Selection};

use crate::{listing, metadata};

/// A made-up product; the guide says so.
const MADE_UP: &str = "demo/2024-01-01";

/// `product/version` and the text of each document of the guide.
fn documents() -> Vec<(String, String)> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/testing/guide/specs");
    let files = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let documents = files(specs).flat_map(files).map(|path| {
        let product = name(path.parent().unwrap());
        (format!("{product}/{}", name(&path)), fs::read_to_string(path).unwrap())
    });
    let mut documents: Vec<_> = documents.filter(|(document, _)| document != MADE_UP).collect();
    documents.sort();
    documents
}

fn items(input: Input) -> Vec<SurfaceItem> {
    let lowered = generator::lower::lower(&[input]);
    lowered.krate.modules.iter().flat_map(surface::items).collect()
}

/// The operations that items belong to, by wire name.
fn operations(items: &[SurfaceItem]) -> Selection {
    let operations: BTreeSet<&str> = items
        .iter()
        .filter_map(|item| match &item.owner {
            generator::Owner::Operation(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let position = generator::Position { line: 1, column: 1 };
    let operations = operations.into_iter().map(|name| (name.to_owned(), position)).collect();
    Selection { path: "alibabacloud.yaml".to_owned(), operations }
}

/// What a program depends on. It is none of the value of a constant, nor of how pages follow each other.
fn uses(items: &[SurfaceItem]) -> BTreeSet<(&str, ItemKind, &str)> {
    let signature = |item: &SurfaceItem| !matches!(item.kind, ItemKind::Constant | ItemKind::Paging);
    items.iter().map(|item| (&*item.path, item.kind, if signature(item) { &*item.signature } else { "" })).collect()
}

#[test]
fn programs_of_the_guide_compile_against_the_real_documents() {
    let Some(folder) = metadata::folder() else { return };
    let real = listing::all(&folder);
    for (document, text) in documents() {
        let guide = items(Input::new(document.as_str(), text));
        let selection = operations(&guide);
        let editions: Vec<&String> =
            real.iter().filter(|path| path.ends_with(&format!("/{document}/api-docs.json"))).collect();
        assert!(
            !editions.is_empty(),
            "{document}: the folder has no such document; name it as made up, here and in the guide"
        );
        for edition in editions {
            let whole = items(metadata::read(&folder, edition).with_selection(Some(selection.clone())));
            let invented: Vec<_> = uses(&guide).difference(&uses(&whole)).map(|item| format!("{item:?}")).collect();
            assert!(invented.is_empty(), "not in {edition}:\n{}", invented.join("\n"));
        }
    }
}
