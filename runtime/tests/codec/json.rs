//! What is written as JSON.

use std::collections::BTreeMap;

use bytes::Bytes;
use runtime::codegen::codec::{Field, json};
use serde_json::{Value, json as value};

use crate::sample::{Direction, Instance, Instances, Sample};

fn written(value: &impl Field) -> String {
    json::to_string("Root", value.view()).expect("finite")
}

#[test]
fn members_stand_by_name_and_unset_ones_do_not() {
    assert_eq!(written(&Sample::default()), "{}");
    let mut instance = Instance::default();
    instance.cpu = Some(4);
    instance.r#type = Some("t".to_owned());
    let mut instances = Instances::default();
    instances.instance = Some(vec![instance, Instance::default()]);
    let mut sample = Sample::default();
    sample.title = Some("你/é".to_owned());
    sample.instances = Some(instances);
    sample.active = Some(false);
    sample.score = Some(1.0);
    sample.direction = Some(Direction::from("sideways"));
    sample.tags = Some(BTreeMap::from([("b".to_owned(), "1".to_owned()), ("a".to_owned(), "2".to_owned())]));
    sample.rows = Some(vec![vec![], vec![1, -2]]);
    let expected = concat!(
        r#"{"Active":false,"Direction":"sideways","Instances":{"Instance":[{"Cpu":4,"Type":"t"},{}]},"#,
        r#""Rows":[[],[1,-2]],"Score":1,"Tags":{"a":"2","b":"1"},"Title":"你/é"}"#
    );
    assert_eq!(written(&sample), expected);
}

#[test]
fn empty_containers_are_written() {
    let mut sample = Sample::default();
    sample.children = Some(vec![]);
    sample.child = Some(Box::default());
    sample.tags = Some(BTreeMap::new());
    sample.config = Some(value!({"a": [], "b": {}}));
    assert_eq!(written(&sample), r#"{"Child":{},"Children":[],"Config":{"a":[],"b":{}},"Tags":{}}"#);
}

#[test]
fn free_form_values_keep_their_order() {
    let value: Value = serde_json::from_str(r#"{"z":1,"a":{"y":null,"b":[1.0,2.5,true]}}"#).expect("JSON");
    assert_eq!(written(&value), r#"{"z":1,"a":{"y":null,"b":[1,2.5,true]}}"#);
}

#[test]
fn every_character_is_escaped_as_serde_json_does() {
    let text: String = ('\0'..='\u{ff}').chain(['\u{2028}', '你', '😀']).collect();
    assert_eq!(written(&text), serde_json::to_string(&text).expect("text"));
    for character in '\0'..='\u{ff}' {
        let text = character.to_string();
        assert_eq!(written(&text), serde_json::to_string(&text).expect("text"));
    }
}

#[test]
fn errors_name_the_path() {
    let mut inner = Sample::default();
    inner.score = Some(f64::NAN);
    let mut outer = Sample::default();
    outer.children = Some(vec![Sample::default(), inner]);
    let mut sample = Sample::default();
    sample.child = Some(Box::new(outer));
    let error = json::to_string("Config", sample.view()).expect_err("not finite");
    assert_eq!(error.path(), "Config.Child.Children[1].Score");
    assert_eq!(error.to_string(), "`Config.Child.Children[1].Score` cannot be sent: the number is not finite");

    let error = json::to_string("Body", Bytes::from_static(b"\xFF").view()).expect_err("not text");
    assert_eq!((error.path(), error.reason()), ("Body", "the binary content is not UTF-8 text"));
    let error = json::to_string("Rates", vec![vec![1.0, f64::INFINITY]].view()).expect_err("not finite");
    assert_eq!(error.path(), "Rates[0][1]");
    let error = json::to_string("", BTreeMap::from([("k".to_owned(), f64::NAN)]).view()).expect_err("not finite");
    assert_eq!(error.path(), "k");
}

#[test]
fn of_equal_names_the_last_object_counts() {
    let text = br#"{"Instances":{"Instance":[{}],"New":1},"Instances":{}}"#;
    let sample: Sample = json::from_slice(text).unwrap();
    assert_eq!(sample.instances, Some(Instances::default()));
    assert_eq!(serde_json::from_slice::<Sample>(text).unwrap().instances, Some(Instances::default()));
}
