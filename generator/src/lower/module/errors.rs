//! The error codes of a module: each one once, with a constant of its own.

use crate::model::{ErrorConstant, Operation};
use crate::names;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Gives every documented code its constant, in the operations as well.
pub(super) fn settle(operations: &mut [Operation]) -> Vec<ErrorConstant> {
    let codes: BTreeMap<String, String> = {
        let all = operations.iter().flat_map(|operation| &operation.docs.errors).map(|error| error.code.as_str());
        let names = names::constants(all.filter(|code| is_constant(code)));
        names.into_iter().map(|(code, name)| (code.to_owned(), name)).collect()
    };
    for error in operations.iter_mut().flat_map(|operation| &mut operation.docs.errors) {
        error.constant = codes.get(&error.code).cloned();
    }
    constants(operations)
}

/// Whether a code is sent as it is documented. In others a part stands for what varies: `MissingParam.%s`.
fn is_constant(code: &str) -> bool {
    !code.is_empty() && !code.contains(['%', '{', '$', '*'])
}

/// What is said about one code.
#[derive(Default)]
struct Said<'o> {
    name: &'o str,
    statuses: BTreeSet<&'o str>,
    messages: BTreeMap<&'o str, usize>,
    methods: Vec<&'o str>,
}

fn constants(operations: &[Operation]) -> Vec<ErrorConstant> {
    let mut codes: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    for operation in operations {
        for error in &operation.docs.errors {
            let Some(name) = &error.constant else { continue };
            let said = codes.entry(&error.code).or_default();
            said.name = name;
            said.statuses.insert(&error.status);
            *said.messages.entry(&error.message).or_default() += 1;
            // One operation may document a code with several statuses.
            if said.methods.last() != Some(&operation.file.as_str()) {
                said.methods.push(&operation.file);
            }
        }
    }
    codes.into_iter().map(|(code, said)| constant(code, &said)).collect()
}

fn constant(code: &str, said: &Said<'_>) -> ErrorConstant {
    let owned = |text: &&str| (*text).to_owned();
    // The most frequent message; of equally frequent ones the shortest, which names least of one operation.
    let messages = said.messages.iter().filter(|(text, _)| !text.is_empty());
    let message = messages.max_by_key(|(text, count)| (**count, Reverse(text.len()), Reverse(**text)));
    ErrorConstant {
        code: code.to_owned(),
        name: said.name.to_owned(),
        statuses: said.statuses.iter().map(owned).collect(),
        message: message.map(|(text, _)| owned(text)).unwrap_or_default(),
        methods: said.methods.iter().map(owned).collect(),
    }
}
