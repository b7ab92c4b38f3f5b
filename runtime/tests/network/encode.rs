//! Percent-encoding and canonical queries.

use std::fmt::Write;

use proptest::prelude::*;
use runtime::codegen::encoding::{canonical_query, percent};

#[test]
fn texts() {
    let table = [
        ("", ""),
        ("AZaz09-_.~", "AZaz09-_.~"),
        (" ", "%20"),
        ("+", "%2B"),
        ("*", "%2A"),
        ("!'()", "%21%27%28%29"),
        ("/?#[]@:", "%2F%3F%23%5B%5D%40%3A"),
        ("&=%", "%26%3D%25"),
        ("%20", "%2520"),
        ("a\0\n\r\t\u{7F}", "a%00%0A%0D%09%7F"),
        ("中文", "%E4%B8%AD%E6%96%87"),
        ("😀", "%F0%9F%98%80"),
        ("é x", "%C3%A9%20x"),
    ];
    for (text, encoded) in table {
        assert_eq!(percent(text), encoded);
    }
}

#[test]
fn every_ascii_character() {
    for byte in 0..=0x7F_u8 {
        let text = char::from(byte).to_string();
        let stays = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        assert_eq!(percent(&text), if stays { text } else { format!("%{byte:02X}") });
    }
}

#[test]
fn queries() {
    let table: [(&[(&str, &str)], &str); 7] = [
        (&[], ""),
        (&[("a", "")], "a="),
        (&[("b", "2"), ("a", "1")], "a=1&b=2"),
        (&[("aa", "1"), ("Zz", "2"), ("a.10", "3"), ("a.2", "4")], "Zz=2&a.10=3&a.2=4&aa=1"),
        (&[("k y", "v&v"), ("中", "=")], "k%20y=v%26v&%E4%B8%AD=%3D"),
        (&[("a", "first"), ("b", ""), ("a", "second")], "a=first&b="),
        // Sorted by name, not by encoded name: `~` is behind `é` when encoded.
        (&[("é", "2"), ("~", "1")], "~=1&%C3%A9=2"),
    ];
    for (pairs, query) in table {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        assert_eq!(canonical_query(&pairs.collect::<Vec<_>>()), query);
    }
}

proptest! {
    #[test]
    fn bytes_that_do_not_stay_are_escaped_one_by_one(text in any::<String>()) {
        let mut expected = String::new();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                expected.push(char::from(byte));
            } else {
                write!(expected, "%{byte:02X}").unwrap();
            }
        }
        prop_assert_eq!(percent(&text), expected);
    }
}
