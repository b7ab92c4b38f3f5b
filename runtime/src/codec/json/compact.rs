//! JSON text without blanks.

/// The JSON text `raw` without the blanks between its tokens.
pub(super) fn compact(raw: &str) -> Box<str> {
    let mut out = String::with_capacity(raw.len());
    let mut quoted = false;
    let mut escaped = false;
    for character in raw.chars() {
        if quoted {
            quoted = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else if matches!(character, ' ' | '\t' | '\n' | '\r') {
            continue;
        } else {
            quoted = character == '"';
        }
        out.push(character);
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn only_blanks_between_tokens_go() {
        let table = [
            ("[ 1 ,\n\t2\r]", "[1,2]"),
            (r#" { "a b" : "c \" d" } "#, r#"{"a b":"c \" d"}"#),
            (r#"[ "\\" , " " ]"#, r#"["\\"," "]"#),
            ("\" \u{3000}你 \"", "\" \u{3000}你 \""),
        ];
        for (raw, expected) in table {
            assert_eq!(&*compact(raw), expected);
        }
    }
}
