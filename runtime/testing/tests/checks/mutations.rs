//! The check of changed samples.

use std::collections::BTreeMap;

use runtime::{Output, Value};
use runtime_testing::{MutationReport, check_mutations, check_sample};

use crate::bad::{Forgetful, Inventive, Panicking, Rounding, Strict, Unbending};
use crate::types::{Cluster, Empty, Node, SAMPLE};

/// A report without failures.
fn good<T: Output>(sample: &str) -> MutationReport {
    assert!(check_sample::<T>(sample).is_lossless(), "{sample}");
    let report = check_mutations::<T>(sample);
    assert!(report.is_lossless(), "{report}");
    assert!(report.failures.is_empty());
    report
}

/// The failures of a bad type, as text.
fn failures<T: Output>(sample: &str) -> Vec<String> {
    let report = check_mutations::<T>(sample);
    assert!(!report.is_lossless(), "{report}");
    assert_eq!(report.failures.len(), report.failed.min(5));
    report.failures.iter().map(ToString::to_string).collect()
}

#[test]
fn good_types_survive_everything() {
    let report = good::<Cluster>(SAMPLE);
    // Enough of everything, or the changes are not worth their time.
    assert!(report.mutations > 500, "{report}");
    assert!(report.converted > 50, "{report}");
    assert!(report.kept > 200, "{report}");
    // Only the kind of the document as a whole is refused: as text, as lists, as its own text.
    assert_eq!(report.refused, 4, "{report}");
}

#[test]
fn the_changes_are_the_same_in_every_run() {
    assert_eq!(check_mutations::<Cluster>(SAMPLE), check_mutations::<Cluster>(SAMPLE));
    assert_eq!(good::<Empty>("{}").to_string(), good::<Empty>(" { } ").to_string());
}

#[test]
fn values_that_nothing_is_around_are_refused() {
    let list = good::<Vec<Node>>(r#"[{"Cpu":1},{"Id":"x"}]"#);
    assert!(list.refused > 20, "{list}");
    assert!(list.converted > 5 && list.kept > 10, "{list}");
    let map = good::<BTreeMap<String, Vec<Node>>>(r#"{"a":[{"Cpu":1}],"b":[]}"#);
    assert!(map.refused > 20 && map.kept > 10, "{map}");
    // A sample that does not fit in the first place is for another check to find.
    let unreadable = check_mutations::<Vec<Node>>(r#"{"Cpu":1}"#);
    assert!(unreadable.is_lossless() && unreadable.refused > 20, "{unreadable}");
}

#[test]
fn free_form_values_take_almost_everything() {
    let report = good::<Value>(r#"{"a":[1,{"b":true}],"c":"x"}"#);
    assert!(report.mutations > 50 && report.kept == 0 && report.converted == 0, "{report}");
    // Numbers beyond 64 bits.
    assert!(report.refused < report.mutations / 4, "{report}");
}

#[test]
fn what_is_not_json_is_not_changed() {
    assert_eq!(good::<String>("plain text"), MutationReport::default());
    assert_eq!(good::<String>(r#"{"a":1}"#), MutationReport::default());
    assert_eq!(good::<()>("{}"), MutationReport::default());
    assert_eq!(check_mutations::<Cluster>("<xml/>"), MutationReport::default());
}

#[test]
fn long_samples_are_changed_in_some_places() {
    let nodes: Vec<String> = (0..100).map(|cpu| format!(r#"{{"Cpu":{cpu}}}"#)).collect();
    let report = good::<Cluster>(&format!(r#"{{"Nodes":[{}]}}"#, nodes.join(",")));
    assert!((500..1500).contains(&report.mutations), "{report}");
}

#[test]
fn losses_are_found() {
    let forgetful = failures::<Forgetful>(r#"{"Active":true}"#);
    assert_eq!(forgetful[0], r#"`` as "zz.new \"成员\"":"x",: lost or changed: zz.new "成员""#);
    let inventive = failures::<Inventive>(r#"{"Active":true}"#);
    assert_eq!(inventive[0], "`` as null: lost or changed: ");
    let rounding = failures::<Rounding>(r#"{"Count":1}"#);
    assert_eq!(rounding, ["`Count` as 9007199254740993: lost or changed: Count"]);
}

#[test]
fn errors_and_panics_are_found() {
    let strict = failures::<Strict>(r#"{"Count":1}"#);
    assert_eq!(strict[0], r#"`Count` as "": is unreadable: expected a list of fitting elements at byte 0"#);
    let panicking = failures::<Panicking>(r#"{"Title":"t"}"#);
    assert_eq!(panicking[0], "`` as null: reading or writing panics");
}

#[test]
fn scalars_that_do_not_convert_are_found() {
    assert!(failures::<Unbending>(r#"{"Count":3}"#).contains(&r#"`Count` as "3": is not converted"#.to_owned()));
}
