//! A command line, split into program and arguments as the vendor's command line tool splits `process_command`.

/// How a backslash is read.
#[derive(Clone, Copy)]
pub(super) enum Backslash {
    /// As in a POSIX shell: it takes the special meaning from the next character.
    Escapes,
    /// As in paths of Windows: it stands for itself, except before a double quote between double quotes.
    Separates,
}

impl Backslash {
    pub(super) const HERE: Self = if cfg!(windows) { Self::Separates } else { Self::Escapes };

    /// Whether it escapes a character between double quotes.
    fn escapes_quoted(self, next: char) -> bool {
        match self {
            Self::Escapes => matches!(next, '"' | '\\' | '$' | '`' | '\n'),
            Self::Separates => next == '"',
        }
    }
}

/// The words of a command: the program and its arguments. No shell is involved: nothing is expanded.
///
/// # Errors
///
/// A quote is not closed, a backslash ends the command, or there is no program.
pub(super) fn split(command: &str, backslash: Backslash) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = command.chars();
    while let Some(char) = rest.next() {
        match char {
            '\'' | '"' => quoted(word.get_or_insert_default(), char, &mut rest, backslash)?,
            '\\' if matches!(backslash, Backslash::Escapes) => {
                let escaped = rest.next().ok_or("it ends with a backslash")?;
                word.get_or_insert_default().push(escaped);
            }
            char if char.is_whitespace() => words.extend(word.take()),
            char => word.get_or_insert_default().push(char),
        }
    }
    words.extend(word);
    match words.first() {
        Some(program) if !program.is_empty() => Ok(words),
        _ => Err("it names no program"),
    }
}

/// Appends what stands before the closing quote.
fn quoted(
    word: &mut String,
    quote: char,
    rest: &mut std::str::Chars<'_>,
    backslash: Backslash,
) -> Result<(), &'static str> {
    while let Some(char) = rest.next() {
        let next = rest.clone().next();
        match (char, next) {
            (char, _) if char == quote => return Ok(()),
            ('\\', Some(next)) if quote == '"' && backslash.escapes_quoted(next) => {
                word.push(next);
                rest.next();
            }
            (char, _) => word.push(char),
        }
    }
    Err("a quote is unclosed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_quotes_and_backslashes() {
        let table: [(&str, &[&str]); 8] = [
            ("tool", &["tool"]),
            ("  tool  --profile\tdev\n", &["tool", "--profile", "dev"]),
            (r#""/opt/my tools/x" 'a b'c"#, &["/opt/my tools/x", "a bc"]),
            (r#"tool "" '' x"#, &["tool", "", "", "x"]),
            (r"tool a\ b \'c", &["tool", "a b", "'c"]),
            (r#"tool "\"\\\$\`\n" '\"'"#, &["tool", r#""\$`\n"#, r#"\""#]),
            ("tool $HOME | other; x > y *", &["tool", "$HOME", "|", "other;", "x", ">", "y", "*"]),
            ("tööl ü", &["tööl", "ü"]),
        ];
        for (command, words) in table {
            assert_eq!(split(command, Backslash::Escapes).unwrap(), words, "{command}");
        }
    }

    #[test]
    fn on_windows_a_backslash_is_part_of_a_path() {
        let command = r#"C:\tools\cred.exe "C:\Program Files\x" "say \"a\"" \"#;
        let words = [r"C:\tools\cred.exe", r"C:\Program Files\x", r#"say "a""#, r"\"];
        assert_eq!(split(command, Backslash::Separates).unwrap(), words);
    }

    #[test]
    fn faults() {
        for command in ["", "  ", "''", "\"\" x", "a 'b", "a \"b", "a \\"] {
            split(command, Backslash::Escapes).unwrap_err();
        }
    }
}
