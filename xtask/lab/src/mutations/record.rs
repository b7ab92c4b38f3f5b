//! `recorded.yaml`: the last verdicts on each mutation.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::mutation::{Both, Direction, Mutation};
use super::verdict::{DiffVerdict, OracleVerdict, Record};

const HEAD: &str = "\
# The verdicts on each mutation of mutations.yaml, `there` and `back`: `diff` by `generator::diff`, `oracles` by the
# oracles, a program that uses everything and cargo-semver-checks. `cargo xtask mutations --update` writes this file.
";

/// The text of the file.
pub(super) fn write(mutations: &[Mutation], records: &BTreeMap<String, Record>) -> String {
    let mut text = HEAD.to_owned();
    for (name, record) in mutations.iter().filter_map(|m| Some((&m.name, records.get(&m.name)?))) {
        let _ = writeln!(text, "\n{}:", Value::from(name.as_str()));
        for direction in Direction::ALL {
            let _ = writeln!(text, "  {}:\n    diff: {}", direction.name(), spaced(&record.diff.of(direction).value()));
            if let Some(oracles) = &record.oracles {
                let _ = writeln!(text, "    oracles: {}", spaced(&oracles.of(direction).value()));
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
        let record = one(&value).ok_or_else(|| format!("the record of `{name}` is malformed"))?;
        Ok((name, record))
    };
    all.unwrap_or_default().into_iter().map(record).collect()
}

fn one(value: &Value) -> Option<Record> {
    let diff = Both::try_new(|direction| DiffVerdict::read(&value[direction.name()]["diff"]).ok_or(())).ok()?;
    let oracles = Both::try_new(|direction| OracleVerdict::read(&value[direction.name()]["oracles"]).ok_or(())).ok();
    Some(Record { diff, oracles })
}

#[cfg(test)]
mod tests {
    use super::super::mutation;
    use super::*;
    use generator::diff::Bump;

    #[test]
    fn what_is_written_is_read() {
        let mutations = mutation::read(r#"[{name: "a: b", edits: [], there: none, back: none}]"#).unwrap();
        let diff = DiffVerdict { bump: Bump::Patch, wire: [("text: c".to_owned(), 1)].into(), rust: BTreeMap::new() };
        let diff = Both { there: diff.clone(), back: diff };
        for oracles in [None, Some(Both::default())] {
            let records = BTreeMap::from([("a: b".to_owned(), Record { diff: diff.clone(), oracles })]);
            assert_eq!(read(&write(&mutations, &records)), Ok(records));
        }
        assert_eq!(read(HEAD), Ok(BTreeMap::new()));
        assert_eq!(read("a: {}"), Err("the record of `a` is malformed".to_owned()));
    }
}
