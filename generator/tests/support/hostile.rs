//! Texts that try to get a tag of their own into a page.

use crate::random::Random;

/// What every planted tag and identifier holds, and nothing else does.
pub(crate) const MARK: &str = "zz";

/// What opens, closes, hides or breaks something, in Markdown, HTML or Rust.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "<script zz>", "</script zz>", "<img src=zz onerror=zz>", "<zz>", "<b zz>", "<details zz>", "</details>", "<summary zz>", "<!-- zz", "-->",
    "<?zz", "?>", "<![CDATA[zz", "]]>", "<!DOCTYPE zz>", "<a href=\"https://zz.test/\">", "</a>", "<br>", "<pre zz>", "<notice>", "</notice>",
    "<props=\"china\">", "</props>", "`", "``", "```", "````", "~~~", "~~~~", "\\", "\\`", "\\<zz>", "\\\\<zz>", "&lt;zz&gt;", "&#60;zz&#62;", "[", "](",
    "](https://zz.test/<zz>)", "[zz]: https://zz.test", "<https://zz.test/?a=<zz>>", "|", "\\|", "\n| a | b |\n|---|---|\n", "*", "**", "_", "#", "# ", "> ",
    "- ", "1. ", "    ", "\t", "\n", "\n\n", "\r", "\u{2028}", "\u{202e}", "*/ fn zz() {}", "\nfn zz() {} //", "\"); fn zz() {} (\"", "r#\"", "中文，", "。",
];

/// Words that fill a line, so that it has to be broken.
const WORDS: [&str; 5] = ["word ", "another word ", " Name", "x ", "{\"a\": [\"b c\"]} "];

/// A text of up to `most` pieces.
pub(crate) fn text(random: &mut Random, most: usize) -> String {
    let pieces = 1 + random.below(most);
    (0..pieces).map(|_| if random.below(3) == 0 { *random.pick(&WORDS) } else { *random.pick(&PIECES) }).collect()
}

/// How many texts or documents to try: some, or as many as the environment variable says.
pub(crate) fn cases(some: u64) -> u64 {
    std::env::var("MARKUP_CASES").ok().map_or(some, |cases| cases.parse().expect("MARKUP_CASES is a number"))
}
