//! The vendor's own documents: what is written says what was read. `ALIBABACLOUD_METADATA_ALL=1` takes all of them.

use std::env;
use std::time::{Duration, Instant};

use generator::{Diagnostic, Flavour, Input, Options};

use super::{imported, listing, metadata, options};

/// Small ones, all calling styles.
const SOME: [&str; 8] = [
    "2024-06-zh/captcha/2023-03-05/api-docs.json",
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/datalake/2020-07-10/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
    "2024-06-zh/pds/2022-03-01/api-docs.json",
    "2024-06-zh/oss/2019-05-17/api-docs.json",
    "2024-06-zh/sls/2020-12-30/api-docs.json",
    "2025-12-en/cs/2015-12-15/api-docs.json",
];

#[test]
fn what_is_written_says_what_was_read() {
    let Some(folder) = metadata::folder() else { return };
    let mut documents = listing::all(&folder);
    if env::var_os("ALIBABACLOUD_METADATA_ALL").is_none() {
        documents.retain(|document| SOME.contains(&document.as_str()));
    }
    let (mut operations, mut components, mut size, mut time) = (0, 0, 0, Duration::ZERO);
    for document in &documents {
        let upstream = metadata::read(&folder, document);
        let start = Instant::now();
        let outcome = imported(&upstream, None, &options());
        time += start.elapsed();
        let again = imported(&upstream, Some(&Input::new("specs/old.yaml", &outcome.text)), &options());
        assert!(again.text == outcome.text, "{document}: twice is not the same");
        compare(document, &upstream.text, &outcome.text);
        operations += outcome.operations;
        components += outcome.components;
        size += outcome.text.len();
    }
    let count = documents.len();
    println!("{count} documents, {operations} operations, {components} components: {size} bytes in {time:.1?}");
}

/// The same files must come out, and the same diagnostics but for their places.
fn compare(document: &str, theirs: &str, ours: &str) {
    let [theirs, ours] = [theirs, ours]
        .map(|text| generator::generate(&[Input::new("specs/demo", text)], &Options { flavour: Flavour::Member }));
    let paths = |files: &[generator::File]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&theirs.files), paths(&ours.files), "{document}");
    for (their, our) in theirs.files.iter().zip(&ours.files) {
        let path = &their.path;
        assert!(their.content == our.content, "{document}: {path}\n{}", difference(&their.content, &our.content));
    }
    assert_eq!(messages(&theirs.diagnostics), messages(&ours.diagnostics), "{document}");
}

fn difference(theirs: &str, ours: &str) -> String {
    similar::TextDiff::from_lines(theirs, ours).unified_diff().context_radius(1).to_string()
}

fn messages(diagnostics: &[Diagnostic]) -> Vec<&str> {
    let mut messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    messages.sort_unstable();
    messages
}
