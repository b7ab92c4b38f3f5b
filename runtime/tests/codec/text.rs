//! What is written as plain text.

use bytes::Bytes;
use runtime::codegen::codec::{Field, text};
use serde_json::{Value, json as value};

use crate::sample::{Direction, Sample};

fn scalar(value: &impl Field) -> Option<String> {
    text::scalar("P", value.view()).expect("finite")
}

fn simple(value: &impl Field) -> Option<String> {
    text::simple("P", value.view()).expect("finite")
}

#[test]
fn scalars() {
    assert_eq!(scalar(&"a b".to_owned()).as_deref(), Some("a b"));
    assert_eq!(scalar(&i64::MIN).as_deref(), Some("-9223372036854775808"));
    assert_eq!(scalar(&0.1).as_deref(), Some("0.1"));
    assert_eq!(scalar(&false).as_deref(), Some("false"));
    assert_eq!(scalar(&Bytes::from_static(b"raw")).as_deref(), Some("raw"));
    assert_eq!(scalar(&Direction::South).as_deref(), Some("SOUTH"));
    assert_eq!(scalar(&value!(1.0)).as_deref(), Some("1"));
    assert_eq!(scalar(&value!("x")).as_deref(), Some("x"));
    assert_eq!(scalar(&Value::Null), None);
}

#[test]
fn what_has_no_plain_text_is_json() {
    let mut sample = Sample::default();
    sample.count = Some(1);
    assert_eq!(scalar(&sample).as_deref(), Some(r#"{"Count":1}"#));
    assert_eq!(scalar(&vec!["a".to_owned()]).as_deref(), Some(r#"["a"]"#));
    assert_eq!(scalar(&value!({"b": [1]})).as_deref(), Some(r#"{"b":[1]}"#));
}

#[test]
fn simple_lists_are_joined() {
    assert_eq!(simple(&vec!["a".to_owned(), "b,c".to_owned()]).as_deref(), Some("a,b,c"));
    assert_eq!(simple(&vec![1_i64, 2]).as_deref(), Some("1,2"));
    assert_eq!(simple(&Vec::<i64>::new()).as_deref(), Some(""));
    assert_eq!(simple(&value!(["a", null, 1.0, true])).as_deref(), Some("a,,1,true"));
    assert_eq!(simple(&"x".to_owned()).as_deref(), Some("x"));
}

#[test]
fn errors_name_the_parameter() {
    let error = text::scalar("Rate", f64::NAN.view()).expect_err("not finite");
    assert_eq!(error.path(), "Rate");
    let error = text::simple("Rates", vec![0.0, f64::NAN].view()).expect_err("not finite");
    assert_eq!(error.path(), "Rates[1]");
    let error = text::scalar("Body", Bytes::from_static(b"\xFF").view()).expect_err("not text");
    assert_eq!(error.to_string(), "`Body` cannot be sent: the binary content is not UTF-8 text");
}
