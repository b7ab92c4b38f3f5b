//! How long names may be that become names of files.

use super::hash::hashed;

/// The longest name of a type, constant or file, in bytes. File systems take 255; rustdoc adds up to 14
/// (`constant.NAME.html`), and the settling of a collision up to 18.
pub(super) const LONGEST: usize = 200;

/// The longest name of a module of a product, in bytes: programs are called like it. The compiler writes the name of a
/// program twice into that of an object file, and rustfmt breaks an attribute in which a longer one stands.
pub(super) const LONGEST_PROGRAM: usize = 50;

/// The digits of the hash of a name that is cut.
const DIGITS: usize = 8;

/// A name that is too long, cut, with a hash of what it stands for behind it.
pub(super) fn shortened(name: String, stands_for: &str, longest: usize) -> String {
    if length(&name) <= longest {
        return name;
    }
    let mut left = longest - "_x".len() - DIGITS;
    let fits = |c: &char| {
        let rest = left.checked_sub(bytes(*c));
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let cut: String = name.chars().take_while(fits).collect();
    hashed(&cut, stands_for, DIGITS)
}

fn length(name: &str) -> usize {
    if name.is_ascii() {
        return name.len();
    }
    name.chars().map(bytes).sum()
}

/// The bytes of a letter, also where it is to be a capital.
fn bytes(letter: char) -> usize {
    let capital: usize = letter.to_uppercase().map(char::len_utf8).sum();
    capital.max(letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_only_where_it_is_too_long() {
        let short = |name: &str| shortened(name.to_owned(), "Wire", 20);
        assert_eq!(short("exactly_twenty_bytes"), "exactly_twenty_bytes");
        let long = short("more_than_twenty_bytes");
        assert!(long.starts_with("more_than_x") && long.len() <= 20, "{long}");
        let long = short("MoreThanTwentyBytesInCamelCase");
        assert!(long.starts_with("MoreThanTwX") && long.len() <= 20, "{long}");
        let wide = short("\u{149}\u{149}\u{149}\u{149}\u{149}\u{149}\u{149}");
        assert!(wide.to_uppercase().len() <= 20, "{wide}");
    }

    #[test]
    fn names_that_are_cut_to_the_same_letters_differ() {
        let [one, two] = ["One", "Two"].map(|wire| shortened("a".repeat(30), wire, 20));
        assert_ne!(one, two);
    }
}
