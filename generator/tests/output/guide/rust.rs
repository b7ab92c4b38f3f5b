//! Excerpts of generated files: an item as it stands there, without its documentation and attributes unless asked for.
//!
//! | selector | excerpt |
//! |---|---|
//! | `pub struct Job`, `object!(Job` | the item that begins like that |
//! | `docs pub struct Job` | … with documentation and attributes |
//! | `pub struct Job { id, name }` | … with these members only, and `…` for the others |
//! | `pub fn get_job` | the signature |
//! | `//! # Endpoints` | a chapter of the documentation of the file |

/// Stands for what is left out.
const ELIDED: &str = "// …";

/// The item of `source` that `selected` chooses, moved to the left margin.
pub(super) fn excerpt(source: &str, selected: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    if selected.starts_with("//! ") {
        return chapter(&lines, selected);
    }
    let (selected, documented) = match selected.strip_prefix("docs ") {
        Some(selected) => (selected, true),
        None => (selected, false),
    };
    let (head, members) = selector(selected);
    let item = item(&lines, head);
    let margin = indentation(item[0]);
    let mut item: Vec<String> = item.iter().map(|line| line.get(margin..).unwrap_or_default().to_owned()).collect();
    if let Some(members) = members {
        item = with_members(&item, &members);
    }
    if !documented {
        item.retain(|line| !is_about_the_next(line));
    }
    if head.contains("fn ") {
        item = signature(&item);
    } else if head.starts_with("const ") {
        item = chain(&joined(&item));
    }
    item.join("\n")
}

/// What stands in front of `{ … }` in a selector, and the names in it.
pub(super) fn selector(selector: &str) -> (&str, Option<Vec<&str>>) {
    match selector.strip_suffix(" }").and_then(|selector| selector.split_once(" { ")) {
        Some((head, members)) => (head, Some(members.split(", ").collect())),
        None => (selector, None),
    }
}

/// The lines of the only item that begins with `head`.
fn item<'a, 'b>(lines: &'b [&'a str], head: &str) -> &'b [&'a str] {
    let begins = |line: &str| {
        let behind = line.trim_start().strip_prefix(head);
        behind.is_some_and(|behind| !behind.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    };
    let at = super::only((0..lines.len()).filter(|at| begins(lines[*at])), head);
    let before = lines[..at].iter().rev().take_while(|line| is_about_the_next(line)).count();
    &lines[at - before..=end(lines, at)]
}

/// Documentation and attributes, which belong to the item behind them.
fn is_about_the_next(line: &str) -> bool {
    ["///", "#["].iter().any(|mark| line.trim_start().starts_with(mark))
}

/// The last line of what begins at `at`: a constant ends with its semicolon, anything else with the bracket at its
/// indentation that closes and opens nothing.
fn end(lines: &[impl AsRef<str>], at: usize) -> usize {
    let first = lines[at].as_ref();
    let is_constant = first.trim_start().trim_start_matches("pub ").starts_with("const ");
    let ends = |line: &str| match is_constant {
        true => line.ends_with(';'),
        false => {
            indentation(line) == indentation(first)
                && line.trim_start().starts_with([')', '}', ']'])
                && !line.ends_with(['{', '(', '['])
        }
    };
    if first.ends_with([';', ',', '}']) {
        return at;
    }
    at + lines[at..].iter().position(|line| ends(line.as_ref())).unwrap_or_else(|| panic!("no end: {first}"))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// An item with some of its members, and documentation of these only.
fn with_members(item: &[String], members: &[&str]) -> Vec<String> {
    let head = item.iter().position(|line| !is_about_the_next(line)).unwrap();
    let (head, body) = item.split_at(head + 1);
    let (body, close) = body.split_at(body.len() - 1);
    let (mut kept, mut found, mut at) = (vec![head.last().unwrap().clone()], 0, 0);
    while at < body.len() {
        let start = at;
        while is_about_the_next(&body[at]) || body[at].is_empty() {
            at += 1;
        }
        let last = end(body, at);
        if members.contains(&name(&body[at])) {
            kept.extend(body[start..=last].iter().filter(|line| !line.is_empty()).cloned());
            found += 1;
        }
        at = last + 1;
    }
    assert_eq!(found, members.len(), "{} does not have all of {members:?}", head.last().unwrap());
    kept.push(format!("    {ELIDED}"));
    kept.extend_from_slice(close);
    kept
}

/// The name of the member that begins with a line.
fn name(line: &str) -> &str {
    let is_part = |part: char| part.is_alphanumeric() || "_#".contains(part);
    let mut words = line.split(|other: char| !is_part(other)).filter(|word| !word.is_empty());
    words.find(|word| !["pub", "fn", "const"].contains(word)).unwrap_or_default()
}

/// A function without its body, and in one line.
fn signature(item: &[String]) -> Vec<String> {
    let (about, function): (Vec<_>, Vec<_>) = item.iter().cloned().partition(|line| is_about_the_next(line));
    let body = function.iter().position(|line| line.ends_with('{')).expect("a function has a body");
    about.into_iter().chain([joined(&function[..=body]) + " … }"]).collect()
}

/// Lines of code as one line.
fn joined(lines: &[String]) -> String {
    let line = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    [("( ", "("), ("[ ", "["), (", )", ")"), (", ]", "]"), (" .", "."), ("( &", "(&")]
        .iter()
        .fold(line, |line, (loose, tight)| line.replace(loose, tight))
}

/// A constant with each call of its chain in a line.
fn chain(constant: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut lines = vec![String::new()];
    for (at, part) in constant.char_indices() {
        match part {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '.' if depth == 0 && constant[..at].ends_with(')') => lines.push("    ".to_owned()),
            _ => {}
        }
        lines.last_mut().expect("there is a line").push(part);
    }
    lines
}

/// A chapter of the documentation of a file, to the next one.
fn chapter(lines: &[&str], heading: &str) -> String {
    let begin = super::only((0..lines.len()).filter(|at| lines[*at] == heading), heading);
    let chapter = lines[begin + 1..].iter().take_while(|line| line.starts_with("//!") && !line.starts_with("//! # "));
    let chapter = std::iter::once(heading).chain(chapter.copied());
    chapter.collect::<Vec<_>>().join("\n").trim_end_matches("\n//!").to_owned()
}
