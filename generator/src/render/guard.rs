//! Items that compile with one format of the runtime only.

use super::code;
use crate::FORMAT;
use crate::item::Guarded;
use std::fmt::Write as _;

/// A call of the runtime's macro with the items, or with an error if the runtime has another format.
pub(super) fn guarded(text: &mut String, guarded: &Guarded<'_>) -> Result<(), syn::Error> {
    let _ = writeln!(text, "runtime::generated_code! {{\n    format: {FORMAT}, command: {:?},", guarded.command);
    for item in &guarded.items {
        text.push('\n');
        for line in code::code(item)?.lines() {
            // The documentation of an item ends with no blank; a line in between may be empty.
            let _ = writeln!(text, "{}{line}", if line.is_empty() { "" } else { "    " });
        }
    }
    text.push_str("}\n");
    Ok(())
}
