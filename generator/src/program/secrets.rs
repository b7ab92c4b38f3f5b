//! Secrets of a request, which a program takes from environment variables.

use heck::ToShoutySnakeCase as _;
use std::collections::{BTreeMap, BTreeSet};

/// The function that takes one, at the end of a program.
pub(super) const FUNCTION: &str = "
/// The value of an environment variable, which is no part of the program.
fn secret(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!(\"set the environment variable `{name}`\"))
}
";

/// The secrets by their paths in the request, each with its variable once all are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets(BTreeMap<String, String>);

impl Secrets {
    /// The expression that takes the secret which stands here.
    pub(super) fn expression(&mut self, path: &str) -> String {
        let variable = self.0.entry(path.to_owned()).or_default();
        format!("secret({variable:?})?")
    }

    /// The same secrets with their variables: the name of the member, and its whole path where names meet.
    pub(super) fn named(self) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for path in self.0.keys() {
            *count.entry(short(path)).or_default() += 1;
        }
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let variables = self.0.into_keys().map(|path| {
            let name = Some(short(&path)).filter(|name| count.get(name) == Some(&1)).unwrap_or_else(|| whole(&path));
            let numbered = (2..).map(|number| format!("{name}_{number}"));
            let name = [name.clone()].into_iter().chain(numbered).find(|name| !taken.contains(name));
            let name = name.unwrap_or_default();
            taken.insert(name.clone());
            (path, name)
        });
        Self(variables.collect())
    }

    /// A program without spaces between an expression and its `?`, which `prettyplease` leaves within macros.
    pub(super) fn tidied(&self, program: String) -> String {
        self.0.values().fold(program, |program, variable| {
            let call = format!("secret({variable:?})");
            let mut parts = program.split(call.as_str());
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |text, part| text + &call + part.trim_start())
        })
    }

    /// The variables with the places of their secrets, in the order of the places.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, variable)| (variable.as_str(), path.as_str()))
    }
}

/// The variable by the member alone: `Node[0].LoginPassword` is `LOGIN_PASSWORD`.
fn short(path: &str) -> String {
    let member = path.rsplit('.').next().unwrap_or(path);
    variable(member.split('[').next().unwrap_or(member))
}

/// The variable by the path, elements counted from 1: `Node[0].LoginPassword` is `NODE_1_LOGIN_PASSWORD`.
fn whole(path: &str) -> String {
    let mut parts = path.split('[');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (index, rest) = part.split_once(']').unwrap_or((part, ""));
        let number = index.parse::<usize>().map_or_else(|_| index.to_owned(), |index| (index + 1).to_string());
        name.extend(["_", &number, rest]);
    }
    variable(&name)
}

/// A name as those of variables are written.
fn variable(name: &str) -> String {
    match name.to_shouty_snake_case() {
        empty if empty.is_empty() => "SECRET".to_owned(),
        name => name,
    }
}
