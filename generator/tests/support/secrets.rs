//! Which fields of generated types `Debug` hides, and which it shows although their names look like secrets.

use std::collections::{BTreeMap, BTreeSet};

use generator::File;

/// What a name ends in that may be a secret: wider than what the generator goes by, so that there is something to decide.
const WIDER: [&str; 22] = [
    "auth",
    "token",
    "tokens",
    "secret",
    "secrets",
    "key",
    "keys",
    "sk",
    "pwd",
    "passwd",
    "password",
    "passwords",
    "passphrase",
    "credential",
    "credentials",
    "cookie",
    "cookies",
    "sign",
    "signature",
    "signedurl",
    "signedurls",
    "authorization",
];

/// Names that look like secrets and are shown. Each was decided by what its documents say of it: names of things, paging
/// tokens, identifiers of keys, masks of addresses, what is public anyway.
const DECIDED: &str = include_str!("../secrets.txt");

/// Fields whose values are text, binary or free-form content, or lists and maps of these.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// The names that are hidden, with how often.
    pub(crate) hidden: BTreeMap<String, usize>,
    /// The names that look like secrets and are shown, with how often.
    pub(crate) shown: BTreeMap<String, usize>,
}

impl Fields {
    /// Adds the fields of generated files.
    pub(crate) fn add(&mut self, files: &[File]) {
        for file in files {
            let mut types = BTreeMap::new();
            for line in file.content.lines().map(str::trim) {
                if let Some((name, ty)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": Option<")) {
                    types.insert(name, ty);
                } else if let Some((name, row)) = line.split_once(": \"") {
                    let (Some(ty), Some((wire, mark))) = (types.get(name), row.split_once('"')) else { continue };
                    self.field(wire, ty, mark.trim_end_matches(',') == " secret");
                }
            }
        }
    }

    fn field(&mut self, wire: &str, ty: &str, hidden: bool) {
        if hidden {
            *self.hidden.entry(wire.to_owned()).or_default() += 1;
        } else if looks_secret(wire) && ["String>", "Value>", "Bytes>"].iter().any(|end| ty.contains(end)) {
            *self.shown.entry(wire.to_owned()).or_default() += 1;
        }
    }

    /// The shown names that nobody has decided about.
    pub(crate) fn undecided(&self) -> Vec<&str> {
        let decided: BTreeSet<&str> = DECIDED.lines().collect();
        self.shown.keys().map(String::as_str).filter(|name| !decided.contains(name)).collect()
    }
}

fn looks_secret(wire: &str) -> bool {
    let plain = wire.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    WIDER.iter().any(|ending| plain.ends_with(ending))
}
