//! Changes members of a profile in the text of a file; every other byte stays as it is.

use std::ops::Range;

use crate::codec::json::{element_ranges, member_ranges};

/// The text of the file with other values of some members of a profile, each given as JSON text; `None` if there is no such
/// profile.
pub(super) fn with_members(text: &str, profile: &str, members: &[(&str, String)]) -> Option<String> {
    let profiles = member(text, "profiles")?;
    let is_named = |at: &Range<usize>| {
        let name = text.get(at.clone()).and_then(|profile| Some(&profile[member(profile, "name")?]));
        name.and_then(|name| serde_json::from_str::<String>(name).ok()).as_deref() == Some(profile)
    };
    let within = text.get(profiles.clone())?;
    let mut ranges = element_ranges(within)?.into_iter().map(|at| at.start + profiles.start..at.end + profiles.start);
    let at = ranges.find(is_named)?;
    let mut changed = text.get(at.clone())?.to_owned();
    for (name, value) in members {
        changed = with_member(&changed, name, value)?;
    }
    Some([text.get(..at.start)?, &changed, text.get(at.end..)?].concat())
}

/// Where the value of a member stands: of equal names, the last one counts.
fn member(object: &str, name: &str) -> Option<Range<usize>> {
    member_ranges(object)?.into_iter().rev().find_map(|(key, at)| (key == name).then_some(at))
}

/// The object with this value of a member, which is added at the end if it is not there.
fn with_member(object: &str, name: &str, value: &str) -> Option<String> {
    if let Some(at) = member(object, name) {
        return Some([object.get(..at.start)?, value, object.get(at.end..)?].concat());
    }
    let name = serde_json::to_string(name).ok()?;
    match member_ranges(object)?.last() {
        Some((_, last)) => {
            // As the first member is indented.
            let inside = object.strip_prefix('{')?;
            let blanks = inside.get(..inside.len() - inside.trim_start().len())?;
            Some([object.get(..last.end)?, ",", blanks, &name, ": ", value, object.get(last.end..)?].concat())
        }
        None => Some(format!("{{{name}: {value}}}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_members_change() {
        let text = "{\n\t\"current\": \"a\",\n\t\"profiles\": [\n\t\t{\n\t\t\t\"name\": \"a\",\n\t\t\t\"n\": 1.0e2,\n\
                    \t\t\t\"token\": \"\\u0041\"\n\t\t},\n\t\t{ \"name\" : \"b\" }\n\t],\n\t\"x\": 12345678901234567890123\n}\n";
        let changed = with_members(text, "a", &[("token", "\"B\"".to_owned()), ("expire", "7".to_owned())]).unwrap();
        let expected = text.replace("\"\\u0041\"", "\"B\",\n\t\t\t\"expire\": 7");
        assert_eq!(changed, expected);
        let changed = with_members(text, "b", &[("token", "\"B\"".to_owned())]).unwrap();
        assert_eq!(changed, text.replace("{ \"name\" : \"b\" }", "{ \"name\" : \"b\", \"token\": \"B\" }"));
    }

    #[test]
    fn the_last_of_equal_names_counts_and_the_first_of_equal_profiles() {
        let text = r#"{"profiles":[],"profiles":[{"name":"a","t":1,"t":2},{"name":"a","t":3}]}"#;
        let changed = with_members(text, "a", &[("t", "9".to_owned())]).unwrap();
        assert_eq!(changed, r#"{"profiles":[],"profiles":[{"name":"a","t":1,"t":9},{"name":"a","t":3}]}"#);
    }

    #[test]
    fn nothing_is_changed_that_is_not_understood() {
        for text in
            ["", "[]", "{}", r#"{"profiles":{}}"#, r#"{"profiles":[1,{"name":1}]}"#, r#"{"profiles":[{"name":"a"}]"#]
        {
            assert_eq!(with_members(text, "a", &[("t", "9".to_owned())]), None, "{text}");
        }
    }
}
