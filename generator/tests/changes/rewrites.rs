//! Texts that are written otherwise and rendered alike are no change; and whatever is done to a text, the verdict is none
//! exactly where the generated files are the same.

use generator::diff::Bump;
use generator::{File, Flavour, Input, Options};
use serde_json::{Value, json};

use crate::documents::{BODY, JOB, PARAMETERS, applied, at, base, document};
use crate::{compare, tree};

/// A text with something of everything, ways to write the same, and whether they are rendered alike.
#[rustfmt::skip]
const REWRITES: [(&str, &str, bool); 17] = [
    ("## Limits\n\nAt most 5.", "#### Limits\n\nAt most 5.", true),
    ("One.<br>Two.", "One.<br />Two.", true),
    ("- a\n- b", "* a\n* b", true),
    ("- a\n- b", "+ a\n+ b", true),
    ("One.\n\nTwo.", "One.\n\n\n\nTwo.", true),
    ("One.\n\nTwo.", "One.  \n\n Two.", true),
    ("a &lt; b", "a < b", true),
    ("a &amp; b", "a & b", true),
    ("```json\n{}\n```", "```\n{}\n```", true),
    ("<b>so</b> it is", "**so** it is", true),
    ("One\r\ntwo", "One\ntwo", true),
    ("1. a\n2. b", "1. a\n1. b", true),
    ("Say `a`.", "Say ``a``.", true),
    ("At most 5.", "At most 6.", false),
    ("One. Two.", "One.\n\nTwo.", false),
    ("a < b", "a > b", false),
    ("- a\n- b", "1. a\n2. b", false),
];

/// Where texts of the vendor's Markdown stand, all of which reach the files.
fn places() -> Vec<(&'static str, String)> {
    let api = |key: &str| format!("/apis/GetJob/{key}");
    let below = |above: &str, key: &str| format!("{above}/{key}");
    vec![
        ("a summary", api("summary")),
        ("the description of an operation", api("description")),
        ("more about the request", api("requestParamsDescription")),
        ("more about the response", api("responseParamsDescription")),
        ("more at the end", api("extraInfo")),
        ("the description of a parameter", below(PARAMETERS, "1/schema/description")),
        ("the title of a parameter", below(PARAMETERS, "3/schema/title")),
        ("the description of a nested field", below(PARAMETERS, "3/schema/items/properties/Key/description")),
        ("the description of a body", api("responses/200/schema/description")),
        ("the description of a field", below(BODY, "Total/description")),
        ("a description beside a reference", below(BODY, "Job/description")),
        ("the description of a component", "/components/schemas/Job/description".to_owned()),
        ("the description in a component", below(JOB, "Id/description")),
        ("the description of values", below(JOB, "State/description")),
        ("the description of the product", "/info/description".to_owned()),
        ("the title of the product", "/info/title".to_owned()),
    ]
}

/// Texts that are shown in one line, or as they are.
fn lines() -> Vec<(&'static str, String)> {
    let below = |above: &str, key: &str| format!("{above}/{key}");
    vec![
        ("a heading", "/directories/0/title".to_owned()),
        ("the message of an error", "/apis/GetJob/errorCodes/400/0/errorMessage".to_owned()),
        ("the label of a value", below(JOB, "State/enumValueTitles/done")),
        ("an example", below(BODY, "Total/example")),
        ("an example of a parameter", below(PARAMETERS, "1/schema/example")),
        ("an example of what is required", below(PARAMETERS, "0/schema/example")),
        ("an example that is no secret", below(BODY, "Names/example")),
        ("a default", below(PARAMETERS, "1/schema/default")),
        ("a default of a number", below(BODY, "Total/default")),
        ("the title of what has a description", below(JOB, "Id/title")),
        ("the title of an operation with a summary", "/apis/GetJob/title".to_owned()),
        ("a sample", "/apis/GetJob/responseDemo".to_owned()),
        ("the description of a failure", "/apis/GetJob/responses/404/description".to_owned()),
        ("the description of what nobody uses", "/components/schemas/Plan/description".to_owned()),
        ("the level of a permission", "/apis/GetJob/ramActions/0/operationType".to_owned()),
    ]
}

fn with(place: &str, text: &str) -> Input {
    let (above, key) = place.rsplit_once('/').unwrap();
    document(&applied(base(), &[at(above, key, json!(text))]))
}

/// An edition and what is generated from it.
struct Written {
    input: Input,
    files: Vec<File>,
}

impl Written {
    fn new(input: Input) -> Self {
        let options = Options { flavour: Flavour::Member };
        Self { files: generator::generate(std::slice::from_ref(&input), &options).files, input }
    }
}

/// The verdict; it must be none exactly where the files are the same.
#[track_caller]
fn verdict(name: &str, old: &Written, new: &Written) -> Bump {
    let comparison = compare(&old.input, &new.input);
    assert_eq!(comparison.errors, [], "{name}");
    let bump = comparison.report.bump();
    assert_eq!(bump == Bump::None, old.files == new.files, "{name}: {bump}, {:#?}", comparison.report);
    bump
}

#[test]
fn a_text_that_is_rendered_alike_is_no_change() {
    let places = places();
    for (index, (old, new, is_alike)) in REWRITES.into_iter().enumerate() {
        for (place, pointer) in &places {
            let (old, new) = (with(pointer, old), with(pointer, new));
            for (old, new) in [(&old, &new), (&new, &old)] {
                let report = compare(old, new).report;
                assert_eq!(report.is_empty(), is_alike, "{place}: {:?}: {report:#?}", REWRITES[index]);
            }
        }
        // What is rendered is the same everywhere.
        let (place, pointer) = &places[index % places.len()];
        let bump = verdict(place, &Written::new(with(pointer, old)), &Written::new(with(pointer, new)));
        assert_eq!(bump == Bump::None, is_alike, "{place}: {:?}", REWRITES[index]);
    }
}

#[test]
fn the_verdict_is_none_exactly_where_the_files_are_the_same() {
    let texts = ["true", "false", "7", "null", " get", "list", "a &gt; b", "# a > b", "a\nb", "a b"];
    let (mut same, mut other) = (0, 0);
    for (place, pointer) in [places(), lines()].concat() {
        let written = texts.map(|text| Written::new(with(&pointer, text)));
        for (pair, texts) in written.windows(2).zip(texts.windows(2)) {
            match verdict(&format!("{place}: {texts:?}"), &pair[0], &pair[1]) {
                Bump::None => same += 1,
                _ => other += 1,
            }
        }
    }
    println!("{same} with the same files, {other} with others");
    assert!(same > 50 && other > 100, "hardly anything is tested");
}

/// A sample is JSON, whose layout and escapes are not kept.
#[test]
fn a_sample_laid_out_otherwise_is_no_change() {
    let sample = |json: &str| {
        let demo = json!([{"type": "json", "example": json}]).to_string();
        Written::new(with("/apis/GetJob/responseDemo", &demo))
    };
    let cases = [
        ("{\r\n\t\"Total\": 1\r\n}", "{\n  \"Total\": 1  \n}", true),
        ("{\"Names\": [\"a\u{200b}\"]}", "{\"Names\": [\"a\\u200b\"]}", true),
        ("{\"Total\": 1}", "{\"Total\": 2}", false),
        ("{\"Total\": 1}", "{ \"Total\": 1}", false),
    ];
    for (old, new, is_alike) in cases {
        let bump = verdict(old, &sample(old), &sample(new));
        assert_eq!(bump == Bump::None, is_alike, "{old:?} → {new:?}");
        assert_eq!(compare(&sample(old).input, &sample(new).input).report.is_empty(), is_alike, "{old:?} → {new:?}");
    }
}

/// All texts of a document at once, and of one with all kinds of marks in it.
#[test]
fn a_document_written_otherwise_is_no_change() {
    let texts = |side: fn(&(&'static str, &'static str, bool)) -> &'static str| {
        let alike: Vec<_> = REWRITES.iter().filter(|(.., is_alike)| *is_alike).collect();
        let edits = places().into_iter().enumerate().map(|(index, (_, pointer))| {
            let (above, key) = pointer.rsplit_once('/').unwrap();
            at(above, key, Value::from(side(alike[index % alike.len()])))
        });
        document(&applied(base(), &edits.collect::<Vec<_>>()))
    };
    let (old, new) = (texts(|rewrite| rewrite.0), texts(|rewrite| rewrite.1));
    assert_ne!(tree::parse(&old), tree::parse(&new));
    assert!(compare(&old, &new).report.is_empty(), "{:#?}", compare(&old, &new).report);
    assert_eq!(verdict("everything", &Written::new(old), &Written::new(new)), Bump::None);
}
