//! What cargo built, as it says in its messages.

use std::path::PathBuf;

use serde_json::Value;

/// A compiled target.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Artifact {
    /// Whether it had been compiled before.
    pub(super) is_fresh: bool,
    /// The files.
    files: Vec<PathBuf>,
    /// The program, if it is one.
    pub(super) executable: Option<PathBuf>,
}

impl Artifact {
    /// What was built of the target with this name.
    pub(super) fn find(messages: &str, target: &str) -> Option<Self> {
        messages.lines().find_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            let is_it = message["reason"] == "compiler-artifact" && message["target"]["name"] == target;
            is_it.then(|| Self {
                is_fresh: message["fresh"] == true,
                files: message["filenames"].as_array().into_iter().flatten().filter_map(path).collect(),
                executable: path(&message["executable"]),
            })
        })
    }

    /// The other targets that were compiled, and not before.
    pub(super) fn others(messages: &str, target: &str) -> Vec<String> {
        let name = |line: &str| {
            let message: Value = serde_json::from_str(line).ok()?;
            let is_compiled = message["reason"] == "compiler-artifact" && message["fresh"] == false;
            message["target"]["name"].as_str().filter(|name| is_compiled && *name != target).map(str::to_owned)
        };
        messages.lines().filter_map(name).collect()
    }

    /// The file with this ending.
    pub(super) fn file(&self, ending: &str) -> Option<&PathBuf> {
        self.files.iter().find(|file| file.extension().is_some_and(|found| found == ending))
    }
}

fn path(value: &Value) -> Option<PathBuf> {
    value.as_str().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_found_in_cargos_messages() {
        let messages = r#"text
{"reason":"build-script-executed","target":{"name":"sign"}}
{"reason":"compiler-artifact","target":{"name":"call"},"filenames":["/t/call"],"executable":"/t/call","fresh":true}
{"reason":"compiler-artifact","target":{"name":"sign"},"filenames":["/t/a.rmeta","/t/a.rlib"],"executable":null,"fresh":false}
"#;
        let call = Artifact::find(messages, "call").unwrap();
        assert_eq!((call.is_fresh, call.executable), (true, Some("/t/call".into())));
        let sign = Artifact::find(messages, "sign").unwrap();
        assert_eq!((sign.is_fresh, sign.file("rlib"), &sign.executable), (false, Some(&"/t/a.rlib".into()), &None));
        assert_eq!(Artifact::find(messages, "other"), None);
        assert_eq!(Artifact::others(messages, "call"), ["sign"]);
    }
}
