//! The check of made-up values.

use runtime_testing::{RoundTripFailure, RoundTripReport, check_round_trip, check_round_trip_with};

use crate::bad::{Doubled, Growing, Unsorted};
use crate::types::{Cluster, Empty, Left, Node, Right};

fn good(report: &RoundTripReport) -> usize {
    assert!(report.is_equal(), "{report}");
    assert_eq!(report.failure, None);
    report.scalars
}

fn failure(report: RoundTripReport) -> RoundTripFailure {
    assert!(!report.is_equal(), "{report}");
    report.failure.expect("the first one is told")
}

#[test]
fn good_types_come_back() {
    assert!(good(&check_round_trip::<Cluster>()) > 100);
    assert!(good(&check_round_trip::<Node>()) > 20);
    assert_eq!(good(&check_round_trip::<Empty>()), 0);
    assert_eq!(check_round_trip::<Empty>().to_string(), "Empty: 12 rounds of 0 scalars, 0 failed");
}

#[test]
fn types_that_contain_themselves_end() {
    for scalars in [good(&check_round_trip::<Left>()), good(&check_round_trip::<Box<Right>>())] {
        assert!((20..200_000).contains(&scalars), "{scalars}");
    }
}

#[test]
fn the_values_are_the_same_in_every_run() {
    assert_eq!(check_round_trip::<Cluster>(), check_round_trip::<Cluster>());
    assert!(good(&check_round_trip_with::<Cluster>(&["running", "STOPPED"])) > 100);
}

#[test]
fn faults_are_found() {
    let unsorted = failure(check_round_trip::<Unsorted>());
    assert_eq!((unsorted.way, &*unsorted.path, &*unsorted.after), ("text by serde", "Title", "nothing"));
    let doubled = failure(check_round_trip::<Doubled>());
    assert_eq!((&*doubled.path, &*doubled.after), ("Count", "nothing"));
    let growing = failure(check_round_trip_with::<Growing>(&["text"]));
    assert_eq!((&*growing.path, &*growing.before, &*growing.after), ("Texts[0]", r#""text!""#, r#""text!!""#));
}
