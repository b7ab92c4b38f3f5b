//! What a document says counts, not the order in which it says it.

use generator::Input;

use crate::documents::{base, document};
use crate::random::Random;
use crate::{compare, metadata, tree};

/// Real documents: large ones, and with duplicated parameters, recursion, dangling references, refusals.
const REAL: [&str; 5] = [
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/datalake/2020-07-10/api-docs.json",
    "2024-06-zh/dds/2015-12-01/api-docs.json",
    "2024-06-zh/ecs/2014-05-26/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
];

/// Shuffles every map and every list.
fn check(input: &Input, rounds: u64) {
    for seed in 0..rounds {
        let mut random = Random::new(seed);
        let other = tree::document(&input.path, &tree::shuffled(tree::parse(input), &mut random));
        let comparison = compare(input, &other);
        assert_eq!(comparison.errors, [], "{}", input.path);
        assert_eq!(comparison.report.documents, [], "{}, seed {seed}", input.path);
    }
}

#[test]
fn another_order_is_no_change() {
    check(&document(&base()), 20);
}

#[test]
fn another_order_of_real_documents_is_no_change() {
    let Some(folder) = metadata::folder() else { return };
    for name in REAL {
        check(&metadata::read(&folder, name), 1);
    }
}
