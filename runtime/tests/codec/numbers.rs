//! Numbers: how they are written, and that they are what they are whatever features of `serde_json` the program has.
//!
//! Continuous integration runs these tests with the feature `arbitrary_precision`, too: see CONTRIBUTING.md.

use std::fmt;

use runtime::codegen::codec::{Field, Object, flat, json, serialize, text};
use serde_derive::Deserialize;
use serde_json::Value;

use crate::sample::Sample;

/// Numbers as they may come, and how they go on the wire.
const NUMBERS: [(&str, &str); 24] = [
    ("0", "0"),
    ("-0", "0"),
    ("-0.0", "0"),
    ("0e5", "0"),
    ("7", "7"),
    ("1.0", "1"),
    ("-1.50", "-1.5"),
    ("1e3", "1000"),
    ("1E+3", "1000"),
    ("120e-2", "1.2"),
    ("0.1", "0.1"),
    ("0.000001", "0.000001"),
    ("0.0000001", "1e-7"),
    ("-1.25e-7", "-1.25e-7"),
    ("5e-324", "5e-324"),
    ("9007199254740992", "9007199254740992"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("18446744073709551615", "18446744073709551615"),
    ("1e19", "10000000000000000000"),
    ("100000000000000000000", "100000000000000000000"),
    ("125000000000000000000.0", "125000000000000000000"),
    ("1e21", "1e+21"),
    ("-1.25e21", "-1.25e+21"),
    ("1.7976931348623157e308", "1.7976931348623157e+308"),
];

/// What is written of a member in each of the ways to write one; all ways agree.
#[track_caller]
fn written(value: &impl Field) -> String {
    let json = json::to_string("P", value.view()).expect("finite");
    let mut pairs = Vec::new();
    flat::write("P", value.view(), &mut pairs).expect("finite");
    assert_eq!(pairs, [("P".to_owned(), json.clone())]);
    assert_eq!(text::scalar("P", value.view()).expect("finite").as_ref(), Some(&json));
    assert_eq!(text::simple("P", value.view()).expect("finite").as_ref(), Some(&json));
    json
}

/// What `Debug` shows; zero without a sign, which a parsed `Value` may have lost.
fn shown(sample: &Sample) -> String {
    format!("{sample:?}").replace("-0.0", "0").replace(" 0.0", " 0")
}

/// The sample with a member, read in each of the ways to read one; all ways agree.
#[track_caller]
fn read(member: &str, value: &str) -> Sample {
    #[derive(Deserialize)]
    struct Around {
        #[serde(flatten)]
        sample: Sample,
    }
    let document = format!(r#"{{"{member}":{value}}}"#);
    let sample: Sample = serde_json::from_str(&document).expect("JSON");
    let parsed: Value = serde_json::from_str(&document).expect("JSON");
    let others = [
        json::from_slice(document.as_bytes()).expect("JSON"),
        serde_json::from_reader(document.as_bytes()).expect("JSON"),
        serde_json::from_value(parsed).expect("an object"),
        serde_json::from_str::<Around>(&document).expect("JSON").sample,
    ];
    for other in others {
        assert_eq!(other, sample, "{document}");
        assert_eq!(other.mismatches().len(), sample.mismatches().len(), "{document}");
        assert_eq!(shown(&other), shown(&sample), "{document}");
    }
    sample
}

#[test]
fn every_way_to_read_and_write_agrees() {
    for (number, expected) in NUMBERS {
        let config = read("Config", number).config.expect("fits");
        assert_eq!(written(&config), expected, "{number}");
        // As a caller has it.
        assert_eq!(written(&serde_json::from_str::<Value>(number).expect("JSON")), expected, "{number}");
        let float: f64 = number.parse().expect("a float");
        assert_eq!(written(&Value::from(float)).parse(), Ok(float), "{number}");
        assert_eq!(written(&float).parse(), Ok(float), "{number}");
        // Deep inside, and where no type has a member.
        let inside = read("Config", &format!(r#"{{"a":[{number}]}}"#)).config.expect("fits");
        assert_eq!(json::to_string("", inside.view()).expect("finite"), format!(r#"{{"a":[{expected}]}}"#));
        assert_eq!(read("More", number).unknown_fields().len(), 1);
        read("Rows", &format!("[[1],{number}]"));
    }
}

#[test]
fn numbers_fit_the_types_that_they_fit() {
    for (number, expected) in NUMBERS {
        let score = read("Score", number).score;
        if ["18446744073709551615", "-9223372036854775808"].contains(&number) {
            assert_eq!(score, None, "no float has these digits");
        } else {
            assert_eq!(written(&score.expect("fits")), expected);
        }
        let whole = expected.parse::<i64>().ok();
        assert_eq!(read("Count", number).count, whole, "{number}");
        assert_eq!(read("Children", &format!("[{{\"Count\":{number}}}]")).children.expect("fits")[0].count, whole);
    }
}

#[test]
fn a_number_in_place_of_anything_else_does_not_fit() {
    for member in ["Child", "Children", "Instances", "Named", "Rows", "Body"] {
        for number in ["1", "1.5", "1e21", "-0"] {
            let sample = read(member, number);
            assert_eq!(sample.mismatches().len(), 1, "{member} {number}");
            assert_eq!(sample.mismatches()[0].path, member);
            assert!(!sample.mismatches()[0].json.contains("private"));
        }
    }
    assert_eq!(read("Title", "1.5").title.as_deref(), Some("1.5"));
    assert_eq!(read("Active", "1").active, Some(true));
    assert_eq!(read("Tags", r#"{"a":1.5,"b":2}"#).tags.expect("fits")["a"], "1.5");
}

#[test]
fn what_is_beyond_64_bits_is_rounded_by_serde_alone() {
    let document = r#"{"Config":18446744073709551617,"Count":18446744073709551617,"More":1.50}"#;
    let sample: Sample = serde_json::from_str(document).expect("JSON");
    let expected = r#"{"Config":18446744073709552000,"Count":1.8446744073709552e19,"More":1.5}"#;
    assert_eq!(json::to_string("", sample.view()).expect("finite").replace("e+19", "e19"), expected);
    let sample: Sample = json::from_slice(document.as_bytes()).expect("JSON");
    assert_eq!(json::to_string("", sample.view()).expect("finite"), document);
    assert!(serde_json::from_str::<Sample>(r#"{"Config":1e400}"#).is_err());
}

/// `serde_json` has a private name for numbers; in a document it is a name like any other.
#[test]
fn a_map_that_is_no_number_stays_a_map() {
    let maps = [r#"{"$serde_json::private::Number":"x"}"#, r#"{"$serde_json::private::Number":{"a":[1]}}"#, "{}"];
    for map in maps {
        for member in ["Config", "More", "Named", "Tags"] {
            let document = format!(r#"{{"{member}":{map}}}"#);
            let ours: Sample = json::from_slice(document.as_bytes()).expect("JSON");
            let theirs: Sample = serde_json::from_str(&document).expect("JSON");
            assert_eq!(ours, theirs, "{document}");
            assert_eq!(json::to_string("", theirs.view()).expect("finite"), document);
        }
    }
}

/// A formatter is a serializer that takes scalars only: a number is one.
#[test]
fn numbers_are_numbers_in_every_format() {
    struct Shown(Value);

    impl fmt::Display for Shown {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            serialize(&self.0, f)
        }
    }

    for (number, shown) in [("1", "1"), ("1.50", "1.5"), ("18446744073709551615", "18446744073709551615"), ("-0", "-0")]
    {
        assert_eq!(Shown(serde_json::from_str(number).expect("JSON")).to_string(), shown);
        assert_eq!(Shown(json::from_slice(number.as_bytes()).expect("JSON")).to_string(), shown);
    }
}

#[test]
fn serialized_again_they_are_equal() {
    for (number, _) in NUMBERS {
        let sample = read("Config", number);
        let again = serde_json::to_string(&sample).expect("finite");
        assert_eq!(serde_json::from_str::<Sample>(&again).expect("JSON"), sample, "{number} {again}");
        let again = serde_json::to_value(&sample).expect("finite");
        assert_eq!(serde_json::from_value::<Sample>(again).expect("an object"), sample, "{number}");
        let again = json::to_string("", sample.view()).expect("finite");
        assert_eq!(json::from_slice::<Sample>(again.as_bytes()).expect("JSON"), sample, "{number} {again}");
    }
}
