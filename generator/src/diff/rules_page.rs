//! `generator/CHANGES.md`: the classes of change as a page, made from the rules.

use super::rules::{Class, ItemClass};
use std::fmt::Write as _;

/// The text of `generator/CHANGES.md`: all classes with their bumps.
#[must_use]
pub fn page() -> String {
    let mut text = HEAD.to_owned();
    text.push_str(
        "\n## Item changes: what a program in Rust notices\n\nThe verdict is the greatest bump of these.\n\n",
    );
    text.push_str("| change | class | bump | why |\n|---|---|---|---|\n");
    for class in ItemClass::ALL {
        let _ = writeln!(text, "| {class} | {} | {} | {} |", class.weight(), class.bump(), class.reason());
    }
    text.push_str(
        "\n## Wire changes: what the vendor changed\n\nThe bump is the greatest that a change may ask for.\n\n",
    );
    text.push_str("| change | class | at most | why |\n|---|---|---|---|\n");
    for class in Class::ALL {
        let _ = writeln!(text, "| {class} | {} | {} | {} |", class.weight(), class.bump(), class.reason());
    }
    text
}

const HEAD: &str = "<!-- Made from generator/src/diff/rules.rs by its test; UPDATE_EXPECT=1 writes it anew. -->

# Classes of change

The changes that `cargo xtask diff` reports, their weight, and the version bump that they ask for. Another order of a list, or a
text that is rendered alike, is no change. A change that programs in Rust do not notice asks for a patch where the generated
files differ, if only in their documentation, and for nothing where they are the same.
";
