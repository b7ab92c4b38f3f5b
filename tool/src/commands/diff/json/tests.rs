use expect_test::expect_file;

use super::super::sample;
use super::*;

#[test]
fn a_report_for_programs() {
    let report = sample::report();
    let text = render(&sample::view(&report));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["documents"].as_array().unwrap().len(), 2);
    let submit = &value["documents"][0]["owners"][3];
    let head = json!({ "head": &value, "documents": [{ "owners": [submit] }] });
    let mut head = head;
    head["head"].as_object_mut().unwrap().remove("documents");
    expect_file!["report.json"].assert_eq(&format!("{head:#}\n"));
}

/// Every object of a kind has the same keys, so that programs need not ask.
#[test]
fn keys_are_always_there() {
    let value: Value = serde_json::from_str(&render(&sample::view(&sample::report()))).unwrap();
    let owners =
        value["documents"].as_array().unwrap().iter().flat_map(|document| document["owners"].as_array().unwrap());
    for list in ["changes", "rust_changes"] {
        let all: Vec<Vec<&String>> = owners
            .clone()
            .flat_map(|owner| owner[list].as_array().unwrap())
            .map(|object| object.as_object().unwrap().keys().collect())
            .collect();
        assert!(all.len() > 3 && all.windows(2).all(|pair| pair[0] == pair[1]), "{all:?}");
    }
}
