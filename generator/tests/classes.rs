//! The table of all classes of change is the one that the code gives.

use generator::diff::{Class, ItemClass, Weight, rules, rules_page};
use std::collections::BTreeSet;

#[test]
fn the_table_in_the_repository_is_up_to_date() {
    expect_test::expect_file!["../CHANGES.md"].assert_eq(&rules_page::page());
}

#[test]
fn labels_tell_classes_apart_and_reasons_are_sentences() {
    let items = ItemClass::ALL.iter().map(|class| (class.label(), class.reason()));
    for list in [items.collect::<Vec<_>>(), Class::ALL.iter().map(|class| (class.label(), class.reason())).collect()] {
        let labels: BTreeSet<&str> = list.iter().map(|(label, _)| *label).collect();
        assert_eq!(labels.len(), list.len());
        for (label, reason) in list {
            assert!(reason.ends_with('.') && reason.starts_with(|c: char| c.is_uppercase() || c == '`'), "{label}");
            assert!(!reason.contains('|') && !label.contains('|'), "{label}");
        }
    }
}

#[test]
fn what_breaks_programs_is_major_and_nothing_else_is() {
    for class in ItemClass::ALL {
        assert_eq!(class.weight() == Weight::Breaking, class.bump() == rules::Bump::Major, "{class}");
    }
}
