//! Signatures as one reads them in a line.

/// Two signatures without the paths of their types; with them where they would be the same.
pub(super) fn pair(before: &str, after: &str) -> (String, String) {
    let (short_before, short_after) = (short(before), short(after));
    if short_before == short_after { (before.to_owned(), after.to_owned()) } else { (short_before, short_after) }
}

/// `Vec<ice20201109::types::tag::Tag>` → `Vec<Tag>`
fn short(signature: &str) -> String {
    let in_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | ':');
    let mut text = String::with_capacity(signature.len());
    let mut rest = signature;
    while !rest.is_empty() {
        let (path, behind) = rest.split_at(rest.find(|c| !in_path(c)).unwrap_or(rest.len()));
        text.push_str(path.rsplit("::").next().unwrap_or_default());
        let (other, next) = behind.split_at(behind.find(in_path).unwrap_or(behind.len()));
        text.push_str(other);
        rest = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{pair, short};

    #[test]
    fn paths_are_left_off() {
        let whole = "(r#type: Vec<ice::types::r#mod::Tag>, rest: BTreeMap<String, ice::operations::x::Y>) -> ()";
        assert_eq!(short(whole), "(r#type: Vec<Tag>, rest: BTreeMap<String, Y>) -> ()");
    }

    #[test]
    fn paths_stay_where_they_are_the_difference() {
        let (before, after) = pair("Vec<a::types::tag::Tag>", "Vec<a::operations::x::Tag>");
        assert_eq!((before.as_str(), after.as_str()), ("Vec<a::types::tag::Tag>", "Vec<a::operations::x::Tag>"));
    }
}
