//! Names are found whatever the order, and however they are written.

use runtime::{
    codegen::codec::{Extra, Field, Object, json},
    object,
};

use crate::sample::Sample;

/// Names that are escaped in JSON, and others that are not ASCII.
#[derive(Default)]
struct Odd {
    backslash: Option<i64>,
    empty: Option<i64>,
    quote: Option<i64>,
    word: Option<i64>,
    extra: Extra,
}

object!(Odd { empty: "", quote: "a\"b", backslash: "a\\", word: "名" });

#[test]
fn names_are_found_in_any_order_and_form() {
    let objects = [
        r#"{"":1,"a\"b":2,"a\\":3,"名":4}"#,
        r#"{"":1,"a\"b":2,"a\\":3,"名":4}"#,
        r#"{"名":4,"a\\":3,"a\"b":2,"":1}"#,
        r#"{"\u540d":4,"a\\":3,"a\u0022b":2,"":1}"#,
        r#"{"\u540d":4,"\u0061\\":3,"a\u0022b":2,"":1}"#,
        r#"{ "名" : 4 , "a\\" : 3 , "a\"b" : 2 , "" : 1 }"#,
        r#"{"名":0,"":0,"名":4,"a\\":3,"":1,"a\"b":2}"#,
    ];
    let list: Vec<Odd> = json::from_slice(format!("[{}]", objects.join(",")).as_bytes()).expect("JSON");
    for odd in &list {
        assert_eq!([odd.empty, odd.quote, odd.backslash, odd.word], [Some(1), Some(2), Some(3), Some(4)]);
        assert!(odd.unknown_fields().is_empty());
        assert_eq!(json::to_string("", odd.view()).expect("finite"), objects[0]);
    }
    let by_serde: Vec<Odd> = serde_json::from_str(&format!("[{}]", objects.join(","))).expect("JSON");
    assert_eq!(by_serde, list);
}

#[test]
fn names_are_written_the_same_for_every_object_of_a_document() {
    // From the second object on, names are written in one piece, but for the first of an object.
    let objects = [
        r#"{"":1,"a\"b":2,"a\\":3,"名":4}"#,
        r#"{"":1,"a\"b":2,"a\\":3,"名":4}"#,
        "{}",
        r#"{"a\"b":2,"名":4}"#,
        r#"{"a\\":3}"#,
        r#"{"名":4}"#,
        r#"{"":1,"a\"b":"x","a\\":3,"b":[],"名":{}}"#,
    ];
    let text = format!("[{}]", objects.join(","));
    let list: Vec<Odd> = json::from_slice(text.as_bytes()).expect("JSON");
    assert_eq!(json::to_string("", list.view()).expect("finite"), text);
}

#[test]
fn expected_names_do_not_hide_faults() {
    let text = |second: &str| format!(r#"{{"Children":[{{"Count":1,"Score":2}},{second}]}}"#);
    assert!(json::from_slice::<Sample>(text(r#"{"Count":1,"Score":2}"#).as_bytes()).is_ok());
    let faults = [
        r#"{,"Count":1,"Score":2}"#,
        r#","Count":1,"Score":2}"#,
        r#"{{"Count":1,"Score":2}"#,
        r#"{"Count":1{"Score":2}"#,
        r#"{"Count":1,,"Score":2}"#,
        r#"{"Count":1"Score":2}"#,
        r#"{"Count";1,"Score":2}"#,
        r#"{"Count"1,"Score":2}"#,
        r#"{"Count":1,"Score":}"#,
        r#"{"Count":1,"Score":2,}"#,
        r#"{"Count":1,"Score":2"#,
    ];
    for fault in faults {
        assert!(json::from_slice::<Sample>(text(fault).as_bytes()).is_err(), "{fault}");
    }
}
