//! What rustdoc makes of a doc comment: its parser with its settings.

use pulldown_cmark::{Event, Options, Parser};

/// The extensions of Markdown that rustdoc turns on.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Everything of a page that reaches the browser as HTML, line by line.
pub(crate) fn html(markdown: &str) -> Vec<String> {
    let mut html = Vec::new();
    for event in Parser::new_ext(markdown, options()) {
        if let Event::Html(text) | Event::InlineHtml(text) = event {
            html.extend(text.lines().map(str::to_owned));
        }
    }
    html
}
