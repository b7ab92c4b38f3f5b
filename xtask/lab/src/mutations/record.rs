//! `recorded.yaml`: what was said about each mutation the last time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::mutation::{Both, Mutation, Way};
use super::verdict::{Heard, Record, Said};

const HEAD: &str = "\
# What is said about each mutation of mutations.yaml, `there` and `back`: `said` by `generator::diff`, `heard` from the
# oracles, a program that uses everything and cargo-semver-checks. `cargo xtask mutations --update` writes this file.
";

/// The text of the file.
pub(super) fn write(mutations: &[Mutation], records: &BTreeMap<String, Record>) -> String {
    let mut text = HEAD.to_owned();
    for (name, record) in mutations.iter().filter_map(|m| Some((&m.name, records.get(&m.name)?))) {
        let _ = writeln!(text, "\n{}:", Value::from(name.as_str()));
        for way in Way::ALL {
            let _ = writeln!(text, "  {}:\n    said: {}", way.name(), spaced(&record.said.of(way).value()));
            if let Some(heard) = &record.heard {
                let _ = writeln!(text, "    heard: {}", spaced(&heard.of(way).value()));
            }
        }
    }
    text
}

/// JSON in a line, with spaces where YAML wants them.
fn spaced(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let members = map.iter().map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), spaced(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// Reads the file; mutations that were never looked at are not in it.
pub(super) fn read(text: &str) -> Result<BTreeMap<String, Record>, String> {
    let all: Option<BTreeMap<String, Value>> = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let record = |(name, value): (String, Value)| {
        let record = one(&value).ok_or_else(|| format!("what is recorded of `{name}` is damaged"))?;
        Ok((name, record))
    };
    all.unwrap_or_default().into_iter().map(record).collect()
}

fn one(value: &Value) -> Option<Record> {
    let said = Both::try_new(|way| Said::read(&value[way.name()]["said"]).ok_or(())).ok()?;
    let heard = Both::try_new(|way| Heard::read(&value[way.name()]["heard"]).ok_or(())).ok();
    Some(Record { said, heard })
}

#[cfg(test)]
mod tests {
    use super::super::mutation;
    use super::*;
    use generator::diff::Bump;

    #[test]
    fn what_is_written_is_read() {
        let mutations = mutation::read(r#"[{name: "a: b", edits: [], there: none, back: none}]"#).unwrap();
        let said = Said { bump: Bump::Patch, wire: [("text: c".to_owned(), 1)].into(), rust: BTreeMap::new() };
        let said = Both { there: said.clone(), back: said };
        for heard in [None, Some(Both::default())] {
            let records = BTreeMap::from([("a: b".to_owned(), Record { said: said.clone(), heard })]);
            assert_eq!(read(&write(&mutations, &records)), Ok(records));
        }
        assert_eq!(read(HEAD), Ok(BTreeMap::new()));
        assert_eq!(read("a: {}"), Err("what is recorded of `a` is damaged".to_owned()));
    }
}
