//! All texts of the vendor's documents: rustdoc accepts what comes out, and hardly any markup is left for a reader to see.

use std::collections::{BTreeMap, BTreeSet};

use generator::docs::{code, mask_credentials, one_line, rustdoc};
use serde_json::Value;

use crate::leftovers::{KINDS, Kind, paragraphs};
use crate::{lints, listing, metadata};

/// Keys of prose.
const PROSE: [&str; 7] = [
    "description",
    "title",
    "summary",
    "requestParamsDescription",
    "responseParamsDescription",
    "extraInfo",
    "errorMessage",
];

/// What is wrong with the pages of some texts.
#[derive(Default)]
struct Report {
    faults: Vec<String>,
    /// By kind, the paragraphs with visible leftovers.
    leftovers: BTreeMap<&'static str, Vec<String>>,
}

#[test]
fn real_documents_are_clean() {
    let Some(folder) = metadata::folder() else { return };
    let mut texts = BTreeSet::new();
    for document in listing::all(&folder) {
        let text = metadata::read(&folder, &document).text;
        collect(&serde_json::from_str(&text).expect("a JSON document"), &mut texts);
    }
    let texts: Vec<String> = texts.into_iter().collect();
    let mut report = Report::default();
    std::thread::scope(|scope| {
        let parts: Vec<_> = texts.chunks(texts.len() / 4 + 1).map(|part| scope.spawn(|| check(part))).collect();
        for part in parts {
            let part = part.join().expect("no text makes it panic");
            report.faults.extend(part.faults);
            for (kind, texts) in part.leftovers {
                report.leftovers.entry(kind).or_default().extend(texts);
            }
        }
    });
    println!("{} texts", texts.len());
    let faults = report.faults;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
    let of_kind = |kind: &Kind| report.leftovers.get(kind.name).map_or(&[][..], Vec::as_slice);
    for kind in &KINDS {
        println!("{:6} {}", of_kind(kind).len(), kind.name);
    }
    for kind in &KINDS {
        let (texts, meant) = (of_kind(kind), kind.meant);
        assert!(
            texts.len() <= meant,
            "{}: {} paragraphs, {meant} are known:\n{}",
            kind.name,
            texts.len(),
            texts.join("\n")
        );
    }
}

fn check(texts: &[String]) -> Report {
    let mut report = Report::default();
    for text in texts {
        let lines = rustdoc(text);
        let mut found = lints::faults(&lines);
        for line in [one_line(text), code(text)] {
            found.extend(line.contains('\n').then(|| "a line end".to_owned()));
            let faults = lints::faults(&[line]).into_iter();
            found.extend(faults.filter(|fault| !fault.starts_with("a wide line") && fault != "a blank line at an end"));
        }
        let masked = mask_credentials(text);
        found.extend((mask_credentials(&masked) != masked).then(|| "masking twice changes it".to_owned()));
        report.faults.extend(found.into_iter().map(|fault| format!("{fault} from {text:?}")));
        for paragraph in paragraphs(&lines) {
            for kind in KINDS.iter().filter(|kind| (kind.shows)(&paragraph)) {
                report.leftovers.entry(kind.name).or_default().push(paragraph.shown());
            }
        }
    }
    report
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => {
            for (name, value) in members {
                let titles = value.as_object().filter(|_| name == "enumValueTitles");
                let titles = titles.into_iter().flat_map(|titles| titles.values()).filter_map(Value::as_str);
                let prose = value.as_str().filter(|_| PROSE.contains(&name.as_str()));
                texts.extend(prose.into_iter().chain(titles).map(str::to_owned));
                collect(value, texts);
            }
        }
        _ => {}
    }
}
