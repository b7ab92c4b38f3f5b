//! serde's traits.

use bytes::Bytes;
use runtime::codegen::codec::{Field, Object, json};
use serde::de::{
    DeserializeOwned, IntoDeserializer,
    value::{Error, MapDeserializer},
};
use serde_json::{Value, json as value};

use crate::sample::Sample;

const DOCUMENT: &str = concat!(
    r#"{"Active":true,"Child":{"Count":1,"Zone":{"a":[1,null]}},"Config":{"z":1,"a":[]},"Count":"many","#,
    r#""Direction":"up","Instances":{"Instance":[{"Cpu":1},{"Cpu":{}}]},"Rows":[[1],[2,3]],"Score":2.5,"#,
    r#""Tags":{"a":"b"},"Title":"t","Token":"s"}"#
);

fn sample() -> Sample {
    json::from_slice(DOCUMENT.as_bytes()).expect("JSON")
}

#[test]
fn serialize_emits_what_the_writer_does() {
    let ours = json::to_string("", sample().view()).expect("finite");
    assert_eq!(ours, DOCUMENT);
    assert_eq!(serde_json::to_string(&sample()).expect("finite"), DOCUMENT);
    assert_eq!(serde_json::to_value(sample()).expect("finite"), serde_json::from_str::<Value>(DOCUMENT).expect("JSON"));
}

#[test]
fn deserialize_reads_what_the_reader_does() {
    fn check(again: &Sample) {
        assert_eq!(again, &sample());
        assert_eq!(again.mismatches(), sample().mismatches());
        assert_eq!(again.unknown_fields(), sample().unknown_fields());
    }
    check(&serde_json::from_str(DOCUMENT).expect("JSON"));
    check(&serde_json::from_slice(DOCUMENT.as_bytes()).expect("JSON"));
    check(&serde_json::from_reader(DOCUMENT.as_bytes()).expect("JSON"));
    check(&serde_json::from_value(serde_json::from_str(DOCUMENT).expect("JSON")).expect("an object"));
}

#[test]
fn a_null_is_absent_but_in_free_form_lists() {
    let text = r#"{"Child":null,"Config":null,"Configs":[null,1],"Named":{"a":null},"Title":null,"Zone":null}"#;
    let by_serde: Sample = serde_json::from_str(text).expect("JSON");
    let ours: Sample = json::from_slice(text.as_bytes()).expect("JSON");
    assert_eq!(by_serde, ours);
    assert_eq!(by_serde.config, None);
    assert_eq!(by_serde.configs, Some(vec![value!(null), value!(1)]));
    assert_eq!(by_serde.mismatches(), ours.mismatches());
}

#[test]
fn a_value_of_another_kind_is_an_error() {
    fn error<T: DeserializeOwned>(value: Value) -> String {
        serde_json::from_value::<T>(value).err().expect("another kind").to_string()
    }
    for value in [value!(null), value!([]), value!("hunter2"), value!(1)] {
        assert_eq!(error::<Sample>(value), "expected an object");
    }
    assert_eq!(error::<crate::sample::Direction>(value!([])), "expected a string");
}

#[test]
fn lists_and_maps_that_do_not_fit_are_kept_whole() {
    let document = value!({
        "Children": [{"Title": "a"}, {"x": 1}, null, {"Title": "b"}],
        "Rows": [[1, 2], [3, {"a": 1}, 4], [5]],
        "Tags": {"a": "1", "b": ["x"], "c": "2", "d": null},
    });
    let sample: Sample = serde_json::from_value(document.clone()).expect("an object");
    assert_eq!(sample.mismatches().len(), 3);
    assert_eq!(serde_json::to_value(&sample).expect("finite"), document);
}

#[test]
fn binary_content_survives() {
    for content in [&b"text"[..], b"\xFF\x00"] {
        let mut sample = Sample::default();
        sample.body = Some(Bytes::copy_from_slice(content));
        let value = serde_json::to_value(&sample).expect("finite");
        assert_eq!(serde_json::from_value::<Sample>(value).expect("an object"), sample);
    }
}

#[test]
fn numbers_beyond_64_bits_come_out_as_text() {
    let sample: Sample = json::from_slice(br#"{"Count":18446744073709551616,"More":[1e999]}"#).expect("JSON");
    assert_eq!(serde_json::to_string(&sample).expect("finite"), r#"{"Count":"18446744073709551616","More":["1e999"]}"#);
}

/// What other formats hand over and JSON does not.
#[test]
fn other_formats() {
    fn read<'a, T: IntoDeserializer<'a, Error>>(name: &'a str, value: T) -> Sample {
        let members = MapDeserializer::<_, Error>::new(std::iter::once((name, value)));
        serde::Deserialize::deserialize(members).expect("a map")
    }
    assert_eq!(read("Count", 5_u8).count, Some(5));
    assert_eq!(read("Count", 7_i128).count, Some(7));
    assert_eq!(read("Count", 1_u128 << 63).mismatches()[0].json, "9223372036854775808");
    assert_eq!(read("Score", i128::from(i64::MIN) * 2).score, Some(-18_446_744_073_709_551_616.0));
    assert_eq!(read("Title", 'x').title.as_deref(), Some("x"));
    assert_eq!(read("Title", 1.5_f32).title.as_deref(), Some("1.5"));
    assert_eq!(read("Count", ()).count, None);
    assert!(read("Count", ()).mismatches().is_empty());
    assert_eq!(read("Config", f64::NAN).config, Some(value!("NaN")));
    let bytes = serde::de::value::BytesDeserializer::<Error>::new(b"raw");
    assert_eq!(read("Body", bytes).body.as_deref(), Some(&b"raw"[..]));
    assert_eq!(read("Title", bytes).title.as_deref(), Some("raw"));
}
