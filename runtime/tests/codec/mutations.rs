//! Mutated documents of a described type: nothing is lost, and both ways to read agree.

use runtime::codegen::codec::{Field, Kept, Object, json};
use serde_json::Value;

use crate::{losses, random::Random, sample::Sample};

const BASES: [&str; 4] = [
    r#"{"Active":true,"Count":7,"Score":2.5,"Title":"t","Token":"s","Direction":"north","Zone":{"a":[1]}}"#,
    r#"{"Child":{"Child":{"Count":1},"Count":"2"},"Children":[{"Count":1,"a":0},{"Title":"x"}],"Rows":[[1,2],[3]]}"#,
    r#"{"Instances":{"Instance":[{"Cpu":1,"Id":"i","Type":"t"},{"Cpu":2},{"Cpu":3,"Id":"j"}]},"Tags":{"a":"b","c":"d"},"Directions":["SOUTH"]}"#,
    r#"{"Config":{"a":[1,null,"x"]},"Configs":[1,"2",{}],"Named":{"n":{"Cpu":1,"Name":"m"}},"Body":"b"}"#,
];

fn paths(kept: Vec<Kept>) -> Vec<String> {
    kept.into_iter().map(|kept| kept.path).collect()
}

fn written(sample: &Sample) -> (String, Value) {
    let text = json::to_string("", sample.view()).expect("finite");
    let value = json::from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    (text, value)
}

#[test]
fn mutated_documents_lose_nothing() {
    let mut random = Random::new(7);
    let mut read = 0;
    for base in BASES {
        for _ in 0..25_000 {
            let text = random.mutate(base.as_bytes());
            match json::from_slice::<Value>(&text) {
                Ok(document) if document.is_object() => {
                    read += 1;
                    is_read(&text, &document);
                }
                // That is no fault within an object.
                Err(error) if error.reason() == "expected no number out of range" => {}
                _ => assert!(json::from_slice::<Sample>(&text).is_err(), "{}", String::from_utf8_lossy(&text)),
            }
        }
    }
    assert!(read > 10_000, "{read}");
}

fn is_read(text: &[u8], document: &Value) {
    let shown = String::from_utf8_lossy(text);
    let sample: Sample = json::from_slice(text).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let (again, value) = written(&sample);
    assert!(losses::none(&value, document), "{shown}\n{again}");
    assert_eq!(sample, json::from_slice(again.as_bytes()).expect("JSON"), "{shown}");
    agrees(&sample, text);
}

/// serde reads the same from the same text.
fn agrees(sample: &Sample, text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    let theirs: Sample = serde_json::from_slice(text).unwrap_or_else(|error| panic!("{shown}: {error}"));
    assert!(losses::none(&written(&theirs).1, &written(sample).1), "{shown}\n{theirs:?}\n{sample:?}");
    assert_eq!(paths(theirs.mismatches()), paths(sample.mismatches()), "{shown}");
    assert_eq!(paths(theirs.unknown_fields()), paths(sample.unknown_fields()), "{shown}");
}
