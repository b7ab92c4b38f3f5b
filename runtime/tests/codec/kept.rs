//! What is kept, under which path, and what becomes of it.

use runtime::codegen::codec::{Field, Kept, Object, json};
use serde_json::{Value, json as value};

use crate::sample::Sample;

fn sample(document: &Value) -> Sample {
    json::from_slice(document.to_string().as_bytes()).expect("JSON")
}

fn written(sample: &Sample) -> Value {
    let text = json::to_string("", sample.view()).expect("finite");
    serde_json::from_str(&text).expect("JSON")
}

fn paths(kept: &[Kept]) -> Vec<(&str, &str)> {
    kept.iter().map(|kept| (kept.path.as_str(), kept.json.as_str())).collect()
}

#[test]
fn paths_lead_through_objects_lists_and_maps() {
    let document = value!({
        "Instances": {"Instance": [{"Cpu": "many", "Gpu": 1}, {"Cpu": 2}], "More": []},
        "Named": {"a.b": {"Id": {}, "Zone": "z"}},
        "Child": {"Child": {"Rows": [[1], "x"], "Unknown": null}},
        "Config": {"Free": 1},
    });
    let sample = sample(&document);
    assert_eq!(
        paths(&sample.mismatches()),
        [("Child.Child.Rows", r#"[[1],"x"]"#), ("Instances.Instance[0].Cpu", r#""many""#), ("Named.a.b.Id", "{}")]
    );
    assert_eq!(
        paths(&sample.unknown_fields()),
        [
            ("Child.Child.Unknown", "null"),
            ("Instances.Instance[0].Gpu", "1"),
            ("Instances.More", "[]"),
            ("Named.a.b.Zone", r#""z""#),
        ]
    );
    assert_eq!(written(&sample), document);
}

#[test]
fn the_innermost_object_keeps_what_does_not_fit() {
    let sample = sample(&value!({"Children": [{"Count": {}}, {"Count": 1}], "Title": "t"}));
    let children = sample.children.as_deref().expect("fits");
    assert_eq!((children[0].count, children[1].count), (None, Some(1)));
    assert_eq!(children[0].mismatches().len(), 1);
    assert_eq!(sample.title.as_deref(), Some("t"));
}

#[test]
fn of_equal_names_the_last_one_counts() {
    let table = [
        (r#"{"Count":1,"Count":2}"#, Some(2), 0, r#"{"Count":2}"#),
        (r#"{"Count":1,"Count":"x"}"#, None, 1, r#"{"Count":"x"}"#),
        (r#"{"Count":"x","Count":1}"#, Some(1), 0, r#"{"Count":1}"#),
        (r#"{"Count":"x","Count":null}"#, None, 0, "{}"),
        (r#"{"Count":1,"Count":null}"#, None, 0, "{}"),
        (r#"{"Count":"x","Count":"y"}"#, None, 1, r#"{"Count":"y"}"#),
        (r#"{"Other":1,"Other":2}"#, None, 0, r#"{"Other":2}"#),
        (r#"{"Child":{"Count":1,"a":1},"Child":{"Title":"t"}}"#, None, 0, r#"{"Child":{"Title":"t"}}"#),
        (r#"{"Rows":[[1]],"Rows":[[2]]}"#, None, 0, r#"{"Rows":[[2]]}"#),
        (r#"{"Tags":{"a":"1"},"Tags":{"b":"2"}}"#, None, 0, r#"{"Tags":{"b":"2"}}"#),
    ];
    for (document, count, mismatches, text) in table {
        let ours: Sample = json::from_slice(document.as_bytes()).expect("JSON");
        let theirs: Sample = serde_json::from_str(document).expect("JSON");
        for sample in [ours, theirs] {
            assert_eq!(sample.count, count, "{document}");
            assert_eq!(sample.mismatches().len(), mismatches, "{document}");
            assert_eq!(json::to_string("", sample.view()).expect("finite"), text, "{document}");
        }
    }
}

#[test]
fn numbers_are_kept_as_they_are_written() {
    let text = r#"{"Big":123456789012345678901234567890,"Count":1.50e0,"Float":1.0000000000000000000001,"Huge":1e999}"#;
    let sample: Sample = json::from_slice(text.as_bytes()).expect("JSON");
    assert_eq!(json::to_string("", sample.view()).expect("finite"), text);
}

#[test]
fn a_member_set_later_hides_what_was_kept() {
    let mut sample = sample(&value!({"Count": "many", "Zone": 1}));
    sample.count = Some(3);
    assert!(sample.mismatches().is_empty());
    assert_eq!(written(&sample), value!({"Count": 3, "Zone": 1}));
    sample.count = None;
    assert_eq!(written(&sample), value!({"Count": "many", "Zone": 1}));
}

#[test]
fn null_is_absent() {
    let sample =
        sample(&value!({"Active": null, "Child": null, "Config": null, "Rows": null, "Tags": null, "Title": null}));
    assert_eq!(sample, Sample::default());
    assert_eq!(written(&sample), value!({}));
}

/// The classes of values that services are known to send in place of the declared ones.
#[test]
fn no_kind_of_value_breaks_or_loses_anything() {
    let members = [
        "Active",
        "Body",
        "Child",
        "Children",
        "Config",
        "Configs",
        "Count",
        "Direction",
        "Directions",
        "Instances",
        "Named",
        "Rows",
        "Score",
        "Tags",
        "Title",
        "Token",
        "Unknown",
    ];
    let values = [
        value!(null),
        value!(""),
        value!("7"),
        value!("true"),
        value!("True"),
        value!("[1,2]"),
        value!(true),
        value!(false),
        value!(0),
        value!(1),
        value!(-3),
        value!(1.0),
        value!(21.5),
        value!(3_517_972_480_i64),
        value!(u64::MAX),
        value!([]),
        value!({}),
        value!([1]),
        value!(["a"]),
        value!([{}]),
        value!([[]]),
        value!([null]),
        value!({"a": 1}),
        value!({"a": null}),
        value!({"Cpu": 1}),
        value!([{"Cpu": "a"}]),
        value!({"Instance": {"Cpu": 1}}),
        value!({"Instance": [{"Cpu": 1}, {"Cpu": []}]}),
        value!([{"Cpu": 1}, ""]),
        value!({"x": {"Id": 1}, "y": 2}),
    ];
    for name in members {
        for content in &values {
            let document = value!({"Title": "before", name: content, "Zone": "after"});
            let sample = sample(&document);
            assert!(crate::losses::none(&written(&sample), &document), "{document} {}", written(&sample));
            let again: Sample = serde_json::from_value(document.clone()).expect("an object");
            assert!(crate::losses::none(&written(&again), &document), "{document} {}", written(&again));
            assert_eq!(paths(&sample.mismatches()).len(), paths(&again.mismatches()).len(), "{document}");
        }
    }
}

#[test]
fn kept_secrets_do_not_show() {
    let sample = sample(&value!({"Token": ["hunter2"], "DbPassword": "hunter2", "Zone": {"apiKey": "hunter2"}}));
    assert_eq!(format!("{:?}", sample.mismatches()), "[Token: [redacted]]");
    assert_eq!(format!("{:?}", sample.unknown_fields()), r#"[DbPassword: [redacted], Zone: {"apiKey": [redacted]}]"#);
    assert_eq!(sample.mismatches()[0].json, r#"["hunter2"]"#);
}

#[test]
fn a_clone_keeps_it_too() {
    let document = value!({
        "Body": "\u{e9}", "Child": {"Rows": [[1]]}, "Children": [{"Count": {}}, {}], "Kind": 3, "Unknown": [true],
    });
    let sample = sample(&document);
    let clone = sample.clone();
    assert_eq!(clone, sample);
    assert_eq!(paths(&clone.mismatches()), paths(&sample.mismatches()));
    assert_eq!(written(&clone), written(&sample));
    let mut changed = clone;
    changed.title = Some("t".to_owned());
    assert_ne!(changed, sample);
}
