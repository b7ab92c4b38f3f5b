//! The vendor's own documents: each one generates, every operation is accounted for, every finding has its place,
//! and what comes out is Rust. `ALIBABACLOUD_METADATA_ALL=1` takes all documents instead of some.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use generator::{Flavour, Input, Options, Outcome, Severity};

#[path = "support/metadata.rs"]
mod metadata;
#[path = "support/syntax.rs"]
mod syntax;

/// Large and small, all calling styles, three editions.
const SOME: [&str; 13] = [
    "2024-06-zh/captcha/2023-03-05/api-docs.json",
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/cs/2015-12-15/api-docs.json",
    "2024-06-zh/datalake/2020-07-10/api-docs.json",
    "2024-06-zh/es-serverless/2022-08-22/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
    "2024-06-zh/oss/2019-05-17/api-docs.json",
    "2024-06-zh/sls/2020-12-30/api-docs.json",
    "2024-06-zh/sts/2015-04-01/api-docs.json",
    "2025-12-en/cs/2015-12-15/api-docs.json",
    "2025-12-en/ice/2020-11-09/api-docs.json",
    "2025-12-zh/ecs/2014-05-26/api-docs.json",
    "2025-12-zh/ice/2020-11-09/api-docs.json",
];

/// The kinds of warnings that real documents have. A new kind here is a new kind of defect: look at it.
const WARNINGS: [&str; 4] = ["dangling-ref", "duplicate-parameter", "no-operations", "sample"];

#[test]
fn real_documents() {
    let Some(folder) = metadata::folder() else { return };
    let mut documents = Vec::new();
    collect(&folder, &folder, &mut documents);
    documents.sort();
    assert!(!documents.is_empty(), "no documents in {}", folder.display());
    if env::var_os("ALIBABACLOUD_METADATA_ALL").is_none() {
        documents.retain(|document| SOME.contains(&document.as_str()));
    }
    let (mut kinds, mut operations, mut refused) = (BTreeMap::<&str, usize>::new(), 0, 0);
    for document in &documents {
        let outcome = check(metadata::read(&folder, document));
        operations += outcome.summary.operations;
        refused += outcome.summary.refused;
        for finding in &outcome.findings {
            *kinds.entry(finding.kind).or_default() += 1;
        }
    }
    println!("{} documents, {operations} operations generated, {refused} refused", documents.len());
    for (kind, count) in kinds {
        println!("{count:6} {kind}");
    }
}

/// All documents, by their paths relative to the root.
fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            let relative: Vec<_> = path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
            found.push(relative.join("/"));
        }
    }
}

/// Generates from one document and checks what comes out.
fn check(input: Input) -> Outcome {
    let name = input.path.clone();
    let outcome = generator::generate(&[input], &Options { flavour: Flavour::Member });
    let summary = &outcome.summary;
    assert_eq!(summary.operations + summary.refused, summary.declared, "{name}: operations got lost");
    for finding in &outcome.findings {
        assert!(finding.position.is_some(), "{name}: no position: {finding:?}");
        match finding.severity {
            Severity::Error => panic!("{name}: {finding:?}"),
            Severity::Warning => assert!(WARNINGS.contains(&finding.kind), "{name}: {finding:?}"),
            Severity::Refused => assert!(finding.operation.is_some(), "{name}: {finding:?}"),
        }
    }
    syntax::assert_rust(&name, &outcome.files);
    outcome
}
