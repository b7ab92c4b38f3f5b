//! Texts that try to take over a terminal, or to leave their place on a page.

use generator::Input;

use super::{DEMO, fits, operation, plain, shown, view};
use crate::commands::describe::json;
use crate::commands::describe::view::View;

/// Texts, as they stand in double quotes in YAML.
const TEXTS: [&str; 9] = [
    r"\e[2J\e[31mred\e]0;title\a",
    r"a\u202eb\u2066c\ufeff\u200bd",
    r"\r\nfirst\n\n\tsecond\b\b",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船船",
    r"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep",
    r"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - deep and deeper, and it is a long line",
    r"| a | b | c | d | e | f | g | h | i | j | k | l |\n|-|-|-|-|-|-|-|-|-|-|-|-|\n| long cell | b | c | d | e | f | another cell | h | i | j | k | l |",
    "⚠️ 👩‍👩‍👧 e\u{301} `code` **bold** [link](https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)",
];

/// The document with a text in every place for one.
fn hostile(text: &str) -> Input {
    let places = [
        "The dock, as `ListDocks` gives it.",
        "A text of your own.",
        "Who is on board.",
        "No.",
        "dock-7",
        "sailor",
        "A ship.",
        "Launches a ship from a **dock**. The dock has to be free.",
        "Launch a ship",
        "demo:LaunchShip",
        "Forbidden.RAM",
        "Commands the ship.",
    ];
    let text = places
        .iter()
        .fold(DEMO.to_owned(), |document, place| document.replace(&format!("\"{place}\""), &format!("\"{text}\"")));
    Input::new("specs/demo.yaml", text)
}

#[test]
fn no_text_takes_over_the_terminal() {
    for text in TEXTS {
        let operation = operation(&hostile(text), "LaunchShip");
        for width in [40, 60, 100] {
            let page = shown(&operation, &View { is_full: true, ..view(width, &[]) });
            fits(&page, width);
            let is_bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{feff}\u{200b}".contains(c);
            assert!(!plain(&page).contains(is_bad), "{:?}", plain(&page));
        }
        let json = json::text(&json::operation(&operation.description, 3));
        assert!(!json.contains(|c: char| "\u{1b}\u{7}\u{202e}\u{2066}\u{feff}\u{200b}".contains(c)));
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
