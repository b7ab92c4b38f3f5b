//! The error codes of a module: each one once, with a constant of its own.

use super::super::overrides::{self, NameOverrides};
use crate::Severity;
use crate::model::{ErrorConstant, Operation, Prose};
use crate::names;
use crate::spec::Fault;
use crate::spec::corrections::NameOverride;
use crate::spec::document::Document;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Gives every documented code its constant, in the operations as well.
pub(super) fn settle(
    operations: &mut [Operation],
    document: &Document<'_>,
    overrides: &NameOverrides<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<ErrorConstant> {
    let codes: BTreeMap<String, String> = {
        let all = operations.iter().flat_map(|operation| &operation.docs.errors).map(|error| error.code.as_str());
        let mut names = names::constants(all.filter(|code| is_constant(code)));
        let renamed = renamed(&names, document, overrides, faults);
        overrides::apply(&mut names, renamed, str::to_owned, faults);
        names.into_iter().map(|(code, name)| (code.to_owned(), name)).collect()
    };
    for error in operations.iter_mut().flat_map(|operation| &mut operation.docs.errors) {
        error.constant = codes.get(&error.code).cloned();
    }
    constants(operations)
}

/// The codes that corrections choose a constant for. A code has one constant, whichever operation it is named at.
fn renamed<'n, 'd>(
    names: &BTreeMap<&'n str, String>,
    document: &'d Document<'d>,
    overrides: &NameOverrides<'d>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<&'n str, &'d NameOverride<'d>> {
    let mut renamed: BTreeMap<&str, &NameOverride<'_>> = BTreeMap::new();
    let statuses = document.apis.iter().flat_map(|api| &api.value.error_codes);
    for error in statuses.flat_map(|status| &status.value) {
        let Some((code, _)) = names.get_key_value(error.code.trim()) else { continue };
        let Some(rename) = overrides.of(error.at) else { continue };
        match renamed.get(code) {
            Some(first) if first.name.text != rename.name.text => {
                let message = format!("the code `{code}` is named `{}` elsewhere in this file", first.name.text);
                let fault = Fault::new(Severity::Error, "correction", rename.name.at, message);
                faults.push(fault.help("an error code has one constant: remove one of the two corrections"));
            }
            _ => drop(renamed.insert(code, rename)),
        }
    }
    renamed
}

/// Whether a code is sent as it is documented. In others a part stands for what varies: `MissingParam.%s`.
fn is_constant(code: &str) -> bool {
    !code.is_empty() && !code.contains(['%', '{', '$', '*'])
}

/// What operations document about one code.
#[derive(Default)]
struct Documented<'o> {
    name: &'o str,
    statuses: BTreeSet<&'o str>,
    messages: BTreeMap<&'o str, usize>,
    methods: Vec<&'o str>,
}

fn constants(operations: &[Operation]) -> Vec<ErrorConstant> {
    let mut codes: BTreeMap<&str, Documented<'_>> = BTreeMap::new();
    for operation in operations {
        for error in &operation.docs.errors {
            let Some(name) = &error.constant else { continue };
            let documented = codes.entry(&error.code).or_default();
            documented.name = name;
            documented.statuses.insert(&error.status);
            *documented.messages.entry(&error.message).or_default() += 1;
            // One operation may document a code with several statuses.
            if documented.methods.last() != Some(&operation.file.as_str()) {
                documented.methods.push(&operation.file);
            }
        }
    }
    codes.into_iter().map(|(code, documented)| constant(code, &documented)).collect()
}

fn constant(code: &str, documented: &Documented<'_>) -> ErrorConstant {
    let owned = |text: &&str| (*text).to_owned();
    // The most frequent message; of equally frequent ones the shortest, which names least of one operation.
    let messages = documented.messages.iter().filter(|(text, _)| !text.is_empty());
    let message = messages.max_by_key(|(text, count)| (**count, Reverse(text.len()), Reverse(**text)));
    ErrorConstant {
        code: code.to_owned(),
        name: documented.name.to_owned(),
        statuses: documented.statuses.iter().map(owned).collect(),
        message: message.map(|(text, _)| Prose::from(*text)).unwrap_or_default(),
        methods: documented.methods.iter().map(owned).collect(),
    }
}
