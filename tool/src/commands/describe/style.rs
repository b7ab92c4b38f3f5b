//! Styles of a page. Only what is legible on dark and on light: no bright colours, no yellow, no blue.

use anstyle::{AnsiColor, Style};

/// Headings of sections.
pub(super) const HEADING: Style = Style::new().bold().underline();
/// Names of members, the title.
pub(super) const NAME: Style = Style::new().bold();
/// Headings within texts.
pub(super) const STRONG: Style = Style::new().bold();
/// Code and values.
pub(super) const CODE: Style = AnsiColor::Magenta.on_default();
/// What must be given.
pub(super) const REQUIRED: Style = AnsiColor::Red.on_default();
/// Types, labels, frames.
pub(super) const QUIET: Style = Style::new().dimmed();
/// Addresses.
pub(super) const LINK: Style = Style::new().underline();
/// What to look out for: deprecated, gone, not generated.
pub(super) const ALERT: Style = AnsiColor::Red.on_default().bold();
