//! Text that the vendor shows on one of its sites only: `<props="china">…</props>`.
//!
//! A program may talk to either site, so nothing is dropped: where one place says different things to the two sites,
//! both stand there with a label; where they differ in links only, one is enough. Text for one site without a
//! counterpart stands as it is. The third site, of resellers, repeats what the others say and goes where they speak.

use super::chars::has_han;

const OPEN: &str = "<props=";
const CLOSE: &str = "</props>";

/// The text without site markers.
pub(super) fn merge_sites(text: &str) -> String {
    let chinese = has_han(text);
    let mut merged = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        merged.push_str(&rest[..at].replace(CLOSE, ""));
        let marked = &rest[at..];
        if stretch(marked).is_none() {
            merged.push_str(OPEN);
            rest = &marked[OPEN.len()..];
            continue;
        }
        let (variants, tail) = Variants::take(marked);
        variants.write(chinese, tail, &mut merged);
        rest = tail;
    }
    merged.push_str(&rest.replace(CLOSE, ""));
    merged
}

/// What one place says to each site.
#[derive(Default)]
struct Variants {
    china: String,
    international: String,
    resellers: String,
}

impl Variants {
    /// Reads neighbouring marked stretches, with nothing but blanks between them; returns the text behind them, too.
    fn take(text: &str) -> (Self, &str) {
        let mut variants = Self::default();
        let mut rest = text;
        let mut gap = "";
        while let Some((site, body, tail)) = stretch(&rest[gap.len()..]) {
            let variant = match site {
                "china" => &mut variants.china,
                "intl" => &mut variants.international,
                _ => &mut variants.resellers,
            };
            if !variant.is_empty() {
                variant.push_str(gap);
            }
            variant.push_str(body);
            rest = tail;
            gap = &tail[..tail.len() - tail.trim_start().len()];
        }
        (variants, rest)
    }

    /// Appends the texts for each site to the text before it; `tail` is the text behind it.
    fn write(&self, chinese: bool, tail: &str, out: &mut String) {
        let (china, international) = (self.china.trim(), self.international.trim());
        match (china.is_empty(), international.is_empty()) {
            (true, true) => out.push_str(&self.resellers),
            (false, true) => out.push_str(&self.china),
            (true, false) => out.push_str(&self.international),
            _ if visible(china) == visible(international) => {
                out.push_str(if chinese { &self.china } else { &self.international });
            }
            _ => {
                let before = out.rsplit('\n').next().unwrap_or_default();
                let alone = before.trim_matches([' ', '\t', '>']).is_empty()
                    && tail.lines().next().unwrap_or_default().trim().is_empty();
                let short = !china.contains('\n') && !international.contains('\n');
                let text = match (alone || !short, chinese) {
                    (false, true) => format!("{china}（国际站：{international}）"),
                    (false, false) => format!("{china} (international site: {international})"),
                    (true, _) => {
                        let indent = before.to_owned();
                        let (here, abroad) =
                            if chinese { ("中国站", "国际站") } else { ("China site", "International site") };
                        format!(
                            "{}\n\n{indent}{}\n\n",
                            labelled(here, china, chinese),
                            labelled(abroad, international, chinese)
                        )
                    }
                };
                out.push_str(&text);
            }
        }
    }
}

/// A site's text behind its name: on the same line when it is one sentence, below it when it is more.
fn labelled(site: &str, text: &str, chinese: bool) -> String {
    let colon = if chinese { "：" } else { ": " };
    let gap = if text.contains('\n') || text.starts_with(['-', '*', '|', '>']) { "\n\n" } else { "" };
    format!("**{site}**{colon}{gap}{text}")
}

/// The site, the text and the rest of what begins with a marker. Without an end mark the next marker or the end of
/// all counts.
fn stretch(text: &str) -> Option<(&str, &str, &str)> {
    let (site, rest) = text.strip_prefix(OPEN)?.split_once('>')?;
    let site = site.trim_matches(['"', '\'', ' ']);
    let next = rest.find(OPEN).unwrap_or(rest.len());
    match rest[..next].find(CLOSE) {
        Some(end) => Some((site, &rest[..end], &rest[end + CLOSE.len()..])),
        None => Some((site, &rest[..next], &rest[next..])),
    }
}

/// What a reader sees of a text: no link targets, no tags, no blanks.
fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut hidden = None;
    for (at, c) in text.char_indices() {
        match (hidden, c) {
            (Some(end), c) if c == end => hidden = None,
            (None, '<') => hidden = Some('>'),
            (None, '(') if text[..at].ends_with(']') => hidden = Some(')'),
            (None, c) if !c.is_whitespace() => seen.push(c),
            _ => {}
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::merge_sites;

    #[test]
    fn both_sites_are_heard() {
        let table = [
            // One site only.
            ("费用。<props=\"china\">单位：元。</props>", "费用。单位：元。"),
            ("a\n\n<props=\"intl\">\n\n- b\n\n</props>", "a\n\n\n\n- b\n\n"),
            // A difference in links only.
            ("见<props=\"china\">[页](u)</props><props=\"intl\"><ph>[页](v)</ph></props>。", "见[页](u)。"),
            ("see <props=\"china\">[page](u)</props><props=\"intl\">[page](v)</props>.", "see [page](v)."),
            // Different words in a sentence, in a paragraph, in lists.
            ("仅<props=\"china\">甲、乙</props><props=\"intl\">甲</props>可用。", "仅甲、乙（国际站：甲）可用。"),
            (
                "<props=\"intl\">Unit: y.</props>\n\n<props=\"china\">Unit: x.</props>",
                "**China site**: Unit: x.\n\n**International site**: Unit: y.\n\n",
            ),
            (
                "时长：\n<props=\"china\">\n- 甲\n\n</props>\n<props=\"intl\">乙</props>\n完。",
                "时长：\n**中国站**：\n\n- 甲\n\n**国际站**：乙\n\n\n完。",
            ),
            // The resellers' site, and markers without their counterpart.
            ("<props=\"china\">甲</props><props=\"partner\">丙</props>", "甲"),
            ("<props=\"partner\">丙</props>", "丙"),
            ("甲</props>乙<props=\"china\">丙", "甲乙丙"),
            ("<props=", "<props="),
        ];
        for (input, expected) in table {
            assert_eq!(merge_sites(input), expected, "{input:?}");
        }
    }
}
