//! Vendor prose becomes documentation that rustdoc accepts and people can read.

mod leftovers;
mod lints;
#[path = "../support/listing.rs"]
mod listing;
#[path = "../support/metadata.rs"]
mod metadata;
#[path = "../support/page.rs"]
mod page;
mod real;

use generator::docs::{cell, code, one_line, rustdoc};

/// One row for each hazard that upstream's texts hold.
const HAZARDS: &[(&str, &str, &str)] = &[
    ("plain text", "The size of a box.", "The size of a box."),
    ("nothing", " \n\t\r\n", ""),
    ("Chinese beside Latin letters", "盒子的ID，用于API查询。", "盒子的 ID，用于 API 查询。"),
    ("indented code", "Like this:\n\n    a = 1\n    b = 2", "Like this:\n\n```text\na = 1\nb = 2\n```"),
    ("indented prose", "甲。\n\n    乙丙丁。", "甲。\n\n乙丙丁。"),
    ("a fence without a language", "```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
    ("a fence with another language", "```json\n{}\n```", "```text\n{}\n```"),
    ("a fence that is never closed", "Debris ````````When it starts", "Debris When it starts"),
    ("a fence of one backtick", "A：\n`\na: b\n`", "A：\n\n```text\na: b\n```"),
    ("code without content", "A state.``", "A state."),
    ("a backtick that is meant", "( ) ` ~ !", "( ) \\` ~ !"),
    ("an escaped mark of code", "Not \\`a`, `b` or `c`.", "Not `a`, `b` or `c`."),
    (
        "an escaped link",
        "See \\\\[box]\\\\(\\~\\~123\\~\\~).",
        "See [box](https://www.alibabacloud.com/help/doc-detail/123.htm).",
    ),
    ("an escaped list", "\\\\*   A box.\n\\\\*   B.", "- A box.\n- B."),
    ("escaped emphasis", "The \\\\*\\\\*box\\\\*\\\\* is", "The **box** is"),
    ("escapes in code", "`a: b\\_c` `d=\\*\\*\\*\\*` `\\d+\\_`", "`a: b_c` `d=****` `\\d+\\_`"),
    ("an escaped mask", "i-1\\*****", "`i-1*****`"),
    ("an escaped ampersand", "O\\\\&M", "O&M"),
    ("a link without a target", "\\<a href=\"{0}\">Box\\</a>.", "Box."),
    ("placeholders of several words", "\\<a box>/\\<b box>", "\\<a box>/\\<b box>"),
    ("underscores around words", "盒。_注意：甲_。", "盒。*注意：甲*。"),
    ("underscores that are meant", "甲（_）*乙*丙（_）", "甲（\\_）*乙*丙（\\_）"),
    ("a heading without a blank", "A.\n###B\nC", "A.\n\n**B**\n\nC"),
    ("bold text that is never closed", "**Before you open it, look.", "Before you open it, look."),
    ("a path of Windows", "C:\\\\*.txt and `C:\\\\_a`", "`C:\\*.txt` and `C:\\\\_a`"),
    ("a fence with text behind it", "```\na\n```。完", "```text\na\n```\n\n。完"),
    ("brackets", "Range [1, 63], see [file] or [BoxId].", "Range \\[1, 63], see \\[file] or \\[`BoxId`]."),
    ("a bare address", "See https://x.test/a_b。", "See <https://x.test/a_b>。"),
    ("an address with a placeholder", "See http://<box>.x.test/.", "See `http://<box>.x.test/`."),
    ("tags without a meaning", "<ph>A <i>b</i></ph> c", "A b c"),
    ("an unclosed tag", "A List<Map> of <box-id>", "A `List<Map>` of `<box-id>`"),
    ("a closing tag without its opening", "A</props> b</i>", "A b"),
    ("one site", "Unit.<props=\"china\"> Box.</props>", "Unit. Box."),
    ("two sites", "只有<props=\"china\">甲乙</props><props=\"intl\">甲</props>。", "只有甲乙（国际站：甲）。"),
    ("a notice", "A.\n><notice>\nLook.\n></notice>\n\nB.", "A.\n\n> **Notice:** Look.\n\nB."),
    ("a Chinese warning", "甲。<warning>小心。</warning>", "甲。\n\n> **警告：** 小心。"),
    ("a comment", "A <!-- b --> c", "A c"),
    ("a link to a page", "See [box](~~123~~).", "See [box](https://www.alibabacloud.com/help/doc-detail/123.htm)."),
    ("a link to an anchor", "见[盒](~~123#a-1~~)。", "见[盒](https://help.aliyun.com/document_detail/123.html#a-1)。"),
    ("other links", "[A](#a), [B](ListBoxes), [c](https://x.test/?spm=1)", "A, B, [c](https://x.test/)"),
    ("a table", "|a|b|\n|:-|-|\n|`x`|<br>y|", "| a | b |\n| :--- | --- |\n| `x` | y |"),
    ("a table with a short rule", "|a|b|\n|-|\n|x\\|y|z|", "| a | b |\n| --- | --- |\n| x\\|y | z |"),
    ("headings", "A.\n## B\nC.\n### D", "A.\n\n**B**\n\nC."),
    ("an empty heading first", "## Usage notes\nA.", "A."),
    ("images", "A.\n![](https://x.test/a.png\" width=\"5)\n![Box](b.png)", "A.\n\nBox"),
    ("a bare carriage return", "甲。\r乙。", "甲。\n\n乙。"),
    ("line ends of Windows", "- a\r\n- b\r\n", "- `a`\n- `b`"),
    ("controls and invisible characters", "a\0b\u{8}c\u{200B}d\u{FEFF}e\u{202E}f", "abcdef"),
    ("line separators", "甲。\u{2028}乙。\u{2029}丙。", "甲。\n\n乙。\\\n丙。"),
    ("tabs", "a\tb", "a b"),
    ("the end of a comment", "x /* y */ z", "x /\\* y \\*/ z"),
    ("double quotes", "\"a\" \"#", "\"a\" \"#"),
    ("backslashes", "a\\b \\d+ C:\\box \\", "`a\\b` `\\d+` `C:\\box` \\\\"),
    ("an odd backtick", "a ` b", "a \\` b"),
    ("braces", "{{a}} {b}", "{{a}} {b}"),
    ("a slash first", "/ 甲", "/ 甲"),
    ("marks at the beginning", "1\\. a", "1\\. a"),
    ("ranges with tildes", "1~10, 20~30", "1\\~10, 20\\~30"),
    ("emphasis beside Chinese marks", "**甲：**乙，**丙**丁", "**甲：** 乙，**丙**丁"),
    ("names with underscores", "__time__ and a_b", "`__time__` and `a_b`"),
    ("masked samples", "[i-123****, i-****] x-meta-*", "\\[`i-123****`, `i-****`] `x-meta-*`"),
    ("bullets of office programs", "甲：\n● 乙\n●丙", "甲：\n\n- 乙\n- 丙"),
    ("empty items", "- a\n-\n- \n- b\n  - c", "- `a`\n- `b`\n  - `c`"),
    ("values", "- Free: 甲\n- **paid**: 乙\n- `x`", "- `Free`: 甲\n- `paid`: 乙\n- `x`"),
    ("no values", "- Free: 甲\n- not paid: 乙", "- Free: 甲\n- not paid: 乙"),
    ("details", "A.\n<details>\n<summary>B</summary>\n\nC.\n</details>", "A.\n\n**B**\n\nC."),
    ("nothing but a note", "> Not for public use.", "Not for public use."),
    ("a note whose label is lost", "A box.\n> : It is full.", "A box.\n\n> It is full."),
    ("the vendor's brand", "ApsaraDB over IPsec", "ApsaraDB over IPsec"),
    ("JSON in prose", "as {\"a\": [\"b\"]}.", "as `{\"a\": [\"b\"]}`."),
    ("a key", concat!("id LT", "AI0123456789abcdef"), "id `LTAI****`"),
    ("a webhook", "https://x.test/send?access_token=0a1b2c3d", "`https://x.test/send?access_token=****`"),
];

#[test]
fn every_hazard_is_defused() {
    for (hazard, text, expected) in HAZARDS {
        let lines = rustdoc(text);
        assert_eq!(lines.join("\n"), *expected, "{hazard}");
        assert_eq!(lints::faults(&lines), Vec::<String>::new(), "{hazard}");
    }
}

#[test]
fn long_lines_are_broken_where_it_is_not_seen() {
    let lines = rustdoc(&format!("{}，{}[{}](https://x.test)", "甲".repeat(40), "乙".repeat(12), "丙".repeat(8)));
    assert_eq!(lines[0], format!("{}，", "甲".repeat(40)));
    assert_eq!(lines[1], format!("{}[{}](https://x.test)", "乙".repeat(12), "丙".repeat(8)));
    assert_eq!(rustdoc(&"甲".repeat(50)), ["甲".repeat(48), "甲".repeat(2)]);
    let lines = rustdoc(&"word ".repeat(40));
    assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= 96), "{lines:?}");
    let long = format!("`{}`", "x y".repeat(40));
    assert_eq!(rustdoc(&long), [long]);
}

#[test]
fn a_long_first_paragraph_is_split_behind_its_first_sentence() {
    let text = format!("Opens a box, e.g. A box.v2. It {}.", "opens it slowly and ".repeat(12));
    assert_eq!(rustdoc(&text)[..2], ["Opens a box, e.g. A box.v2.".to_owned(), String::new()]);
}

#[test]
fn one_line_is_the_first_sentence() {
    let table = [
        ("Opens a box. Slowly.", "Opens a box."),
        ("## Usage notes\nSee [the `Box`](~~1~~) at https://x.test。再来。", "See the `Box` at `https://x.test`。"),
        ("盒子的状态，取值：\n- 开\n- 关", "盒子的状态，取值"),
        ("- 甲\n- 乙", "甲"),
        ("已废弃。请用NewBox。谢谢。", "已废弃。请用 `NewBox`。"),
        ("# a", "a"),
        ("---", ""),
        ("", ""),
    ];
    for (text, expected) in table {
        assert_eq!(one_line(text), expected, "{text:?}");
    }
    assert_eq!(one_line(&"甲".repeat(300)), format!("{}…", "甲".repeat(100)));
    assert_eq!(cell(&one_line("a | b `c|d`")), "a \\| b `c\\|d`");
    assert_eq!(cell(&code("a|b")), "`a\\|b`");
}
