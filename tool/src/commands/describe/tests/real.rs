//! Pages of the vendor's documents, where they are.

use std::path::Path;

use generator::describe::{Name, contents, describe};

use super::{fits, shown, view};
use crate::commands::describe::contents as table_of_contents;
use crate::commands::describe::lookup::Operation;
use crate::commands::describe::lookup::Product;
use crate::commands::describe::view::{View, step};
use crate::project::Project;
use crate::specs::Specs;

/// How many operations of a document are shown, unless the variable `DESCRIBED_OPERATIONS` says how many: then it is all documents.
const SHOWN: usize = 3;

/// Otherwise it is one document of so many: reading them takes most of the time.
const EVERY: usize = 8;

#[test]
fn no_line_is_wider_than_asked() {
    let project = Project::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    if let Some(missing) = project.missing_metadata() {
        println!("skipped: {missing}");
        return;
    }
    let asked = std::env::var("DESCRIBED_OPERATIONS").ok().map(|most| most.parse().expect("a number"));
    let (most, step_by) = asked.map_or((SHOWN, EVERY), |most: usize| (most, 1));
    let mut count = 0;
    for input in Specs::read(&[project.metadata()], &project).inputs.into_iter().step_by(step_by) {
        let product = input.path.rsplit('/').nth(2).unwrap_or_default().to_owned();
        let inputs = [input];
        let Some(found) = contents(&inputs, &Name::parse(&product)).pop() else { continue };
        fits(&table_of_contents::page(&Product::of(found.clone()), 60, step(60)), 60);
        let names: Vec<Name> = found
            .groups
            .iter()
            .flat_map(|group| &group.entries)
            .map(|entry| Name { operation: Some(entry.operation.clone()), ..Name::default() })
            .collect();
        let every = names.len().div_ceil(most.max(1)).max(1);
        let names: Vec<Name> = names.into_iter().step_by(every).collect();
        for description in describe(&inputs, &names).operations {
            let operation = Operation { description, others: Vec::new() };
            for (width, is_full) in [(60, true), (80, false), (100, false)] {
                fits(&shown(&operation, &View { is_full, ..view(width, &[]) }), width);
            }
            count += 1;
        }
    }
    println!("{count} operations");
    assert!(count > 0);
}
