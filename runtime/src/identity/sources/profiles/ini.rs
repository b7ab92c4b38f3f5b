//! The syntax of profile files: sections of keys and values.

use std::collections::BTreeMap;

/// The keys of a section, in lower case, and their values.
pub(super) type Section = BTreeMap<String, String>;

/// The text is no profile file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Invalid {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

/// The sections of a text, by name.
///
/// The syntax is that of Python's `configparser`, which the vendor's Python library reads these files with: keys are
/// compared without case; `=` or `:` stands behind a key; a line that begins with `#` or `;` is a comment; a line that is
/// indented deeper than its key belongs to the value. As there, `#` begins a comment inside a value, too.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Section>, Invalid> {
    let mut parser = Parser::default();
    for (index, line) in text.lines().enumerate() {
        parser.line(line).map_err(|reason| Invalid { line: index + 1, reason })?;
    }
    Ok(parser.sections)
}

#[derive(Default)]
struct Parser {
    sections: BTreeMap<String, Section>,
    section: Option<String>,
    /// The key that a line may continue the value of, and how deep it is indented.
    key: Option<(String, usize)>,
}

impl Parser {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        if content.is_empty() || content.starts_with(['#', ';']) {
            return Ok(());
        }
        if let Some((key, depth)) = &self.key
            && indent > *depth
        {
            let key = key.clone();
            self.continue_value(&key, content);
            return Ok(());
        }
        match content.strip_prefix('[') {
            Some(rest) => self.begin_section(rest),
            None => self.set(content, indent),
        }
    }

    fn begin_section(&mut self, rest: &str) -> Result<(), &'static str> {
        let (name, behind) = rest.split_once(']').ok_or("expected `]` behind the name of a section")?;
        if !(behind.trim_start().is_empty() || behind.trim_start().starts_with(['#', ';'])) {
            return Err("expected nothing behind the name of a section");
        }
        let name = name.trim().to_owned();
        if self.sections.insert(name.clone(), Section::new()).is_some() {
            return Err("expected each section once");
        }
        (self.section, self.key) = (Some(name), None);
        Ok(())
    }

    fn set(&mut self, content: &str, indent: usize) -> Result<(), &'static str> {
        let (key, value) = content.split_once(['=', ':']).ok_or("expected a key, `=` and a value")?;
        let key = key.trim().to_ascii_lowercase();
        let section = self.current().ok_or("expected a section, such as `[default]`, before the first key")?;
        if section.insert(key.clone(), without_comment(value)).is_some() {
            return Err("expected each key of a section once");
        }
        self.key = Some((key, indent));
        Ok(())
    }

    fn continue_value(&mut self, key: &str, content: &str) {
        if let Some(value) = self.current().and_then(|section| section.get_mut(key)) {
            value.push('\n');
            value.push_str(&without_comment(content));
        }
    }

    fn current(&mut self) -> Option<&mut Section> {
        self.sections.get_mut(self.section.as_ref()?)
    }
}

fn without_comment(value: &str) -> String {
    value.split('#').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_keys_values_and_comments() {
        let text = "; first\n# second\n[default]\r\nType = access_key\naccess_key_id: id # behind\nempty =\n\n\
                    [ dev ] # named\n  type=ram_role_arn\n  policy = {\n      \"a\": 1\n   }\n  next = a=b\n";
        let sections = parse(text).unwrap();
        assert_eq!(sections.keys().collect::<Vec<_>>(), ["default", "dev"]);
        let default: Vec<_> = sections["default"].iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(default, [("access_key_id", "id"), ("empty", ""), ("type", "access_key")]);
        assert_eq!(sections["dev"]["type"], "ram_role_arn");
        assert_eq!(sections["dev"]["next"], "a=b");
    }

    #[test]
    fn an_indented_line_continues_a_value() {
        let sections = parse("[a]\npolicy = {\n  \"Version\": \"1\",\n  # left out\n  \"x\": 2}\nnext = 1\n").unwrap();
        assert_eq!(sections["a"]["policy"], "{\n\"Version\": \"1\",\n\"x\": 2}");
        assert_eq!(sections["a"]["next"], "1");
        // Keys that are all indented alike are keys.
        let sections = parse("[a]\n  x = 1\n  y = 2\n").unwrap();
        assert_eq!((sections["a"]["x"].as_str(), sections["a"]["y"].as_str()), ("1", "2"));
    }

    #[test]
    fn faults_say_the_line_and_show_nothing() {
        for (text, line) in [
            ("key = value\n", 1),
            ("[a\n", 1),
            ("[a] b\n", 1),
            ("[a]\n\nkanarie\n", 3),
            ("[a]\n[a]\n", 2),
            ("[a]\nx=1\nX=2\n", 3),
        ] {
            let invalid = parse(text).unwrap_err();
            assert_eq!(invalid.line, line, "{text:?}");
            assert!(!invalid.reason.contains("kanarie"));
        }
    }
}
