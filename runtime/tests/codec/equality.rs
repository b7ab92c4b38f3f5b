//! When two values are equal.

use runtime::codegen::codec::json;

use crate::sample::Sample;

fn sample(text: &str) -> Sample {
    json::from_slice(text.as_bytes()).expect("JSON")
}

#[test]
fn equal() {
    let table = [
        ("{}", r#"{"Title":null}"#),
        (r#"{"Count":1,"Title":"a"}"#, r#"{ "Title" : "a", "Count" : 1.0 }"#),
        (r#"{"Zone":{"a":1,"b":[1, 2]}}"#, r#"{"Zone":{"b":[1,2],"a":1}}"#),
        (r#"{"Zone":"\u0041"}"#, r#"{"Zone":"A"}"#),
        (r#"{"Count":"x"}"#, r#"{"Count":"x"}"#),
        (r#"{"Config":[1.0,{"a":1e3,"b":2}]}"#, r#"{"Config":[1,{"b":2,"a":1000}]}"#),
        (r#"{"Big":18446744073709551616}"#, r#"{"Big":18446744073709551616}"#),
        (r#"{"Tags":{"a":"1","b":"2"}}"#, r#"{"Tags":{"b":"2","a":"1"}}"#),
        (r#"{"Children":[{"Child":{"Count":1}}]}"#, r#"{"Children":[{"Child":{"Count":1}}]}"#),
    ];
    for (left, right) in table {
        assert_eq!(sample(left), sample(right));
    }
}

#[test]
fn not_equal() {
    let table = [
        ("{}", r#"{"Title":""}"#),
        (r#"{"Count":1}"#, r#"{"Count":2}"#),
        (r#"{"Count":1}"#, r#"{"Count":"x"}"#),
        (r#"{"Count":"x"}"#, r#"{"Count":"y"}"#),
        (r#"{"Count":1}"#, r#"{"Count":1,"Zone":1}"#),
        (r#"{"Zone":1}"#, r#"{"Zonf":1}"#),
        (r#"{"Big":18446744073709551616}"#, r#"{"Big":18446744073709551617}"#),
        (r#"{"Tags":{"a":"1"}}"#, r#"{"Tags":{"a":"1","b":"2"}}"#),
        (r#"{"Tags":{"a":"1"}}"#, r#"{"Tags":{"b":"1"}}"#),
        (r#"{"Rows":[[1]]}"#, r#"{"Rows":[[1],[]]}"#),
        (r#"{"Config":[1]}"#, r#"{"Config":["1"]}"#),
        (r#"{"Config":{"a":1}}"#, r#"{"Config":{"a":1,"b":null}}"#),
        (r#"{"Config":9007199254740992}"#, r#"{"Config":9007199254740993}"#),
        (r#"{"Direction":"north"}"#, r#"{"Direction":"North"}"#),
        (r#"{"Children":[{"Child":{"Count":1}}]}"#, r#"{"Children":[{"Child":{"Count":2}}]}"#),
    ];
    for (left, right) in table {
        assert_ne!(sample(left), sample(right));
        assert_ne!(sample(right), sample(left));
    }
    let mut sample = Sample::default();
    sample.score = Some(f64::NAN);
    assert_ne!(sample, sample.clone());
}
