//! The case of names: `heck`'s rules, which see characters one by one through a formatter, at once where all are ASCII.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `snake_case`
pub(super) fn snake(text: &str) -> String {
    if !text.is_ascii() {
        return text.to_snake_case();
    }
    let mut name = String::with_capacity(text.len() + 8);
    each_letter(text.as_bytes(), |letter, begins| {
        if begins && !name.is_empty() {
            name.push('_');
        }
        name.push(char::from(letter.to_ascii_lowercase()));
    });
    name
}

/// `UpperCamelCase`
pub(super) fn camel(text: &str) -> String {
    if !text.is_ascii() {
        return text.to_upper_camel_case();
    }
    let mut name = String::with_capacity(text.len());
    each_letter(text.as_bytes(), |letter, begins| {
        name.push(char::from(if begins { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }));
    });
    name
}

/// What the letters of a word so far say of the next one.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Boundary,
    Lower,
    Upper,
}

/// Visits letters and digits, and whether a word begins with them.
fn each_letter(text: &[u8], mut visit: impl FnMut(u8, bool)) {
    let (mut mode, mut begins) = (Mode::Boundary, true);
    for (at, &letter) in text.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            (mode, begins) = (Mode::Boundary, true);
            continue;
        }
        let next = text.get(at + 1).copied().unwrap_or_default();
        // The last capital of an acronym begins the word behind it.
        let ends_acronym = mode == Mode::Upper && letter.is_ascii_uppercase() && next.is_ascii_lowercase();
        visit(letter, begins || ends_acronym);
        let with_letter = match letter {
            b'a'..=b'z' => Mode::Lower,
            b'A'..=b'Z' => Mode::Upper,
            _ => mode,
        };
        begins = with_letter == Mode::Lower && next.is_ascii_uppercase();
        mode = if begins || ends_acronym { Mode::Boundary } else { with_letter };
    }
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};
    use heck::{ToSnakeCase, ToUpperCamelCase};

    /// All texts of up to seven characters of four kinds.
    #[test]
    fn names_are_those_of_heck() {
        let mut texts = vec![String::new()];
        for _ in 0..8 {
            for text in &texts {
                assert_eq!((snake(text), camel(text)), (text.to_snake_case(), text.to_upper_camel_case()), "{text}");
            }
            texts = texts.iter().flat_map(|text| ['a', 'B', '1', '_'].map(|c| format!("{text}{c}"))).collect();
        }
        assert_eq!((snake("ßeta ÄIDs").as_str(), camel("ünder").as_str()), ("ßeta_äi_ds", "Ünder"));
    }
}
