//! The reader accepts, rejects and understands what `serde_json` does.

use runtime::{
    codegen::codec::{DecodeError, Extra, json},
    object,
};
use serde_json::Value;

use crate::random::Random;

/// Knows no member, so that everything is passed over.
#[derive(Default)]
pub(crate) struct Nothing {
    extra: Extra,
}

object!(Nothing {});

/// The one fault that is no fault of the text.
const OUT_OF_RANGE: &str = "expected no number out of range";

const BASES: [&str; 6] = [
    r#"{"a":[1,2.5,-0,1e2,true,false,null,"x\ny"],"b":{"c":{}, "d":[]},"":"é你😀"}"#,
    " [ [ ] , { } , \"\\u00e9\\ud83d\\ude00\\\\\\\"\\/\\b\\f\\n\\r\\t\" , -12.75E-3 ] ",
    r#"{"Count":9223372036854775807,"Big":18446744073709551615,"Neg":-9223372036854775808}"#,
    "\"plain text that is longer than one word of eight bytes, and \\\"quotes\\\" in it\"",
    "[0.1,1.7976931348623157e308,5e-324,123456789012345678,0.30000000000000004]",
    "[[[[[[{\"a\":[[[{}]]]}]]]]]]",
];

/// Compares the readings of `text`, and says whether it is JSON.
///
/// They may differ on numbers out of range: `serde_json` rounds whole ones, and draws the line early for others.
fn compare(text: &[u8]) -> bool {
    let theirs = serde_json::from_slice::<Value>(text);
    let out_of_range = theirs.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
    match (json::from_slice::<Value>(text), theirs) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{ours} {theirs}"),
        (Err(error), _) if error.reason() == OUT_OF_RANGE => {}
        (Ok(_), Err(_)) if out_of_range => {}
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{:?}: {ours:?} {theirs:?}", String::from_utf8_lossy(text)),
    }
    let valid = json::from_slice::<Value>(text).map_or_else(|error| error.reason() == OUT_OF_RANGE, |_| true);
    let passed = json::from_slice::<Vec<Nothing>>(&[b"[{\"a\":", text, b"}]"].concat());
    assert!(out_of_range || !valid || passed.is_ok(), "{:?}", String::from_utf8_lossy(text));
    valid
}

/// Equal up to the last bit of a float: `serde_json` does not always round correctly.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(left, right)| left.0 == right.0 && same(left.1, right.1))
        }
        // A whole number of 64 bits is equal to the last digit. One that is written otherwise is a float.
        (Value::Number(left), Value::Number(right)) if left != right && (left.is_f64() || right.is_f64()) => {
            let (left, right) = (left.as_f64().expect("float"), right.as_f64().expect("float"));
            (left - right).abs() <= left.abs() * 1e-15
        }
        _ => left == right,
    }
}

/// How many mutations to try; the environment variable is for a longer search.
fn mutations() -> usize {
    std::env::var("CODEC_MUTATIONS").map_or(200_000, |text| text.parse().expect("CODEC_MUTATIONS should be a number"))
}

#[test]
fn mutated_texts() {
    let mut random = Random::new(0x5EED);
    let (each, mut valid) = (mutations().div_ceil(BASES.len()), 0);
    for base in BASES {
        assert!(compare(base.as_bytes()), "{base}");
        valid += (0..each).filter(|_| compare(&random.mutate(base.as_bytes()))).count();
    }
    // Enough of both kinds, or the mutations are not worth their time.
    let tried = each * BASES.len();
    println!("{tried} mutated texts, {valid} of them JSON");
    assert!((tried / 10..tried * 9 / 10).contains(&valid), "{valid} of {tried}");
}

#[test]
fn every_prefix_and_many_bytes_everywhere() {
    for base in BASES {
        for end in 0..base.len() {
            compare(&base.as_bytes()[..end]);
            for byte in b"{}[]:,\"\\/ \n\t\x00\x1F0 19-+.eEfnrtu\x7F\x80\xC3\xE4\xED\xFF" {
                let mut text = base.as_bytes().to_vec();
                text[end] = *byte;
                compare(&text);
            }
        }
    }
}

#[test]
fn accepted_and_rejected() {
    let accepted = ["0", "-0", "-0.0", "1E+2", "1e-2", "\"\\u0000\"", "\"\u{7f}\"", "\t\r\n []", "{\"\":{\"\":0}}"];
    for text in accepted {
        assert!(compare(text.as_bytes()), "{text}");
    }
    let rejected = [
        "",
        " ",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "nul",
        "nulls",
        "tru",
        "True",
        "'a'",
        "\"",
        "\"\\\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\n\"",
        "\"\0\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[",
        "]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "[]]",
        "{}{}",
        "\u{feff}{}",
        "\u{a0}1",
        "/**/1",
        "1 // c",
    ];
    for text in rejected {
        assert!(!compare(text.as_bytes()), "{text}");
    }
    for text in [&b"\"\xFF\""[..], b"\xC0\x80", b"\"\xED\xA0\x80\"", b"{\"a\":\"\xE4\xBD\"}"] {
        assert!(!compare(text));
    }
}

#[test]
fn nesting_is_limited_as_in_serde_json() {
    for depth in [1, 126, 127, 128, 129, 500] {
        let lists = "[".repeat(depth) + &"]".repeat(depth);
        let objects = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        for text in [lists.as_bytes(), objects.as_bytes()] {
            let theirs = serde_json::from_slice::<Value>(text).is_ok();
            assert_eq!(theirs, depth < 128);
            assert_eq!(json::from_slice::<Value>(text).is_ok(), theirs, "{depth}");
        }
        assert_eq!(json::from_slice::<Nothing>(objects.as_bytes()).is_ok(), depth < 128, "{depth}");
        let inside = json::from_slice::<Nothing>(format!("{{\"a\":{lists}}}").as_bytes());
        assert_eq!(inside.is_ok(), depth < 127, "{depth}");
    }
}

#[test]
fn errors_say_where_and_what_but_never_show_the_text() {
    let table = [
        ("", 0, "expected a value"),
        ("{\"hunter2\" 1}", 11, "expected `:`"),
        ("{\"a\":hunter2}", 5, "expected a value"),
        ("{\"a\":1 \"hunter2\"}", 7, "expected `,` or `}`"),
        ("[1 2]", 3, "expected `,` or `]`"),
        ("[1] hunter2", 4, "expected the end of the text"),
        ("\"hunter2", 8, "expected the end of a string"),
        ("\"hunter2\\x\"", 8, "expected an escape sequence"),
        ("-x", 1, "expected a digit"),
        ("{x}", 1, "expected a name in quotes"),
    ];
    for (text, position, reason) in table {
        let error = json::from_slice::<Value>(text.as_bytes()).expect_err("broken");
        assert_eq!((error.position(), error.reason()), (position, reason), "{text}");
        assert_eq!(error.to_string(), format!("{reason} at byte {position}"));
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    let error = json::from_slice::<Value>(b"[\"ab\xFF\"]").expect_err("not UTF-8");
    assert_eq!((error.position(), error.reason()), (4, "expected UTF-8 text"));
}

#[test]
fn a_document_of_another_kind_is_an_error() {
    fn reason<T>(result: Result<T, DecodeError>) -> &'static str {
        result.err().expect("another kind").reason()
    }
    for text in ["null", "[]", "\"{}\"", "1", "true"] {
        assert_eq!(reason(json::from_slice::<Nothing>(text.as_bytes())), "expected an object", "{text}");
    }
    assert_eq!(reason(json::from_slice::<Vec<Nothing>>(b"[{},1]")), "expected a list of fitting elements");
    assert_eq!(reason(json::from_slice::<i64>(b"1.5")), "expected a whole number of 64 bits");
    assert_eq!(reason(json::from_slice::<Value>(b"18446744073709551616")), OUT_OF_RANGE);
}
