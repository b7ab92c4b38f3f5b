//! What is written as flattened parameters.

use std::collections::BTreeMap;

use runtime::codegen::codec::{Field, flat, json};
use serde_json::json as value;

use crate::sample::Sample;

/// The pairs, as `name=text`.
fn pairs(name: &str, value: &impl Field) -> Vec<String> {
    let mut out = vec![("Before".to_owned(), String::new())];
    flat::write(name, value.view(), &mut out).expect("finite");
    out.drain(1..).map(|(name, text)| name + "=" + &text).collect()
}

#[test]
fn scalars_stand_by_themselves() {
    assert_eq!(pairs("A", &"é &".to_owned()), ["A=é &"]);
    assert_eq!(pairs("A", &String::new()), ["A="]);
    assert_eq!(pairs("A", &true), ["A=true"]);
    assert_eq!(pairs("A", &-5_i64), ["A=-5"]);
    assert_eq!(pairs("A", &1.0), ["A=1"]);
    assert_eq!(pairs("A", &1e-7), ["A=1e-7"]);
    assert_eq!(pairs("A", &value!("text")), ["A=text"]);
    assert!(pairs("A", &value!(null)).is_empty());
}

#[test]
fn elements_are_counted_from_one_and_members_named() {
    let document = value!({
        "Children": [{"Count": 1}, {}, {"Rows": [[7, 8]], "Tags": {"a.b": "c"}}],
        "Config": {"list": [1, null, {"x": true}], "empty": [], "none": null},
        "Named": {"n": {"Id": "i"}},
        "Zone": {"kept": [1.5]},
    });
    let sample: Sample = json::from_slice(document.to_string().as_bytes()).expect("JSON");
    let expected = [
        "S.Children.1.Count=1",
        "S.Children.3.Rows.1.1=7",
        "S.Children.3.Rows.1.2=8",
        "S.Children.3.Tags.a.b=c",
        "S.Config.list.1=1",
        "S.Config.list.3.x=true",
        "S.Named.n.Id=i",
        "S.Zone.kept.1=1.5",
    ];
    assert_eq!(pairs("S", &sample), expected);
    assert_eq!(pairs("", &sample), expected.map(|pair| &pair[2..]));
}

#[test]
fn empty_containers_yield_nothing() {
    assert!(pairs("A", &Vec::<String>::new()).is_empty());
    assert!(pairs("A", &BTreeMap::<String, i64>::new()).is_empty());
    assert!(pairs("A", &Sample::default()).is_empty());
    assert!(pairs("A", &vec![Vec::<String>::new(); 2]).is_empty());
    assert!(pairs("A", &value!({"a": [{}]})).is_empty());
}

#[test]
fn errors_name_the_parameter() {
    let rates = BTreeMap::from([("eur".to_owned(), vec![1.0, f64::NAN])]);
    let error = flat::write("Rates", rates.view(), &mut Vec::new()).expect_err("not finite");
    assert_eq!(error.path(), "Rates.eur.2");
}
