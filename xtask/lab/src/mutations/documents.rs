//! The base documents, and copies of them with a mutation applied.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::Input;
use serde_json::Value;

use super::mutation::Mutation;
use crate::error::Error;

/// The names of the documents.
const NAMES: [&str; 2] = ["roa", "rpc"];

/// Documents by name.
#[derive(Clone, Debug)]
pub(super) struct Documents(BTreeMap<String, Value>);

impl Documents {
    /// Reads them from a folder.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let document = |name: &str| {
            let path = folder.join(format!("{name}.yaml"));
            let text = fs::read_to_string(&path).map_err(|error| Error::io("read", &path, &error))?;
            let value = serde_yaml::from_str(&text);
            let value = value.map_err(|error| Error::new(format!("`{}`: {error}", path.display())))?;
            Ok((name.to_owned(), value))
        };
        NAMES.into_iter().map(document).collect::<Result<_, _>>().map(Self)
    }

    /// The documents with a mutation.
    pub(super) fn with(&self, mutation: &Mutation) -> Result<Self, Error> {
        let fault = |what: String| Error::new(what);
        let mut changed = self.clone();
        let missing = || fault(format!("no document `{}`; there are {}", mutation.of, NAMES.join(", ")));
        let document = changed.0.get_mut(&mutation.of).ok_or_else(missing)?;
        mutation.edits.iter().try_for_each(|edit| edit.apply(document)).map_err(fault)?;
        Ok(changed)
    }

    /// The inputs for the generator. A null document is left out.
    pub(super) fn inputs(&self) -> Vec<Input> {
        let documents = self.0.iter().filter(|(_, value)| !value.is_null());
        documents.map(|(name, value)| Input::new(format!("{name}.json"), value.to_string())).collect()
    }
}
