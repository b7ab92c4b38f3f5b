//! The entry of a version in `CHANGELOG.md`: a block of made lines between marks, in the midst of what people wrote.
//!
//! ```text
//! ## 0.2.0
//!
//! <!-- changes -->
//!
//! * Breaking: …
//!
//! <!-- /changes -->
//! ```

use super::Version;

/// The line before the made ones.
const BEGIN: &str = "<!-- changes -->";

/// The line behind them.
const END: &str = "<!-- /changes -->";

/// The changelog with these changes in the entry of a version. Nothing but the block of that entry is replaced; an entry of
/// a version that never came to be becomes the entry of this one.
pub(crate) fn updated(changelog: &str, released: Version, version: Version, changes: &str) -> String {
    let (head, entries) = entries(changelog);
    let own = entries.iter().position(|entry| version_of(entry) == Some(version));
    let place = own.or_else(|| entries.iter().position(|entry| is_unreleased(entry, released, version)));
    let is_made = place.and_then(|place| entries.get(place)).is_some_and(|entry| entry.contains(BEGIN));
    if changes.is_empty() && !is_made {
        return changelog.to_owned();
    }
    let block = format!("{BEGIN}\n\n{changes}{}{END}\n", if changes.is_empty() { "" } else { "\n" });
    // What has no version, such as an entry of things to come, stays on top.
    let above = place.or_else(|| entries.iter().position(|entry| version_of(entry).is_some())).unwrap_or(entries.len());
    let (above, below) = entries.split_at(above);
    let before = [&[head], above].concat().concat();
    match below.split_first().filter(|_| place.is_some()) {
        Some((entry, below)) => [before, with_entry(entry, version, &block), below.concat()].concat(),
        None => [spaced(before), format!("## {version}\n\n{block}"), spaced_before(below)].concat(),
    }
}

/// An entry as that of a version, with its block.
fn with_entry(entry: &str, version: Version, block: &str) -> String {
    let (heading, body) = entry.split_once('\n').unwrap_or((entry, ""));
    let heading = if version_of(heading) == Some(version) { heading.to_owned() } else { format!("## {version}") };
    format!("{heading}\n{}", with_block(body, block))
}

/// A text that another entry may follow.
fn spaced(text: String) -> String {
    let end = if text.is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
    text + end
}

/// Entries that may follow another one.
fn spaced_before(entries: &[&str]) -> String {
    if entries.is_empty() { String::new() } else { format!("\n{}", entries.concat()) }
}

/// The text before the first entry, and the entries, each from its heading on.
fn entries(changelog: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> = line_starts(changelog).filter(|start| changelog[*start..].starts_with("## ")).collect();
    let ends = starts.iter().skip(1).copied().chain([changelog.len()]);
    let entries = starts.iter().zip(ends).map(|(start, end)| &changelog[*start..end]).collect();
    (&changelog[..starts.first().copied().unwrap_or(changelog.len())], entries)
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// Whether an entry is of a version since the release that this one takes the place of: a lower one, or one that was made
/// and then given up. What people plan for a higher one is theirs.
fn is_unreleased(entry: &str, released: Version, version: Version) -> bool {
    version_of(entry).is_some_and(|own| own > released && (own < version || entry.contains(BEGIN)))
}

/// The version in a heading: `## 0.2.0`, `## [v0.2.0] - 2025-01-31`.
fn version_of(heading: &str) -> Option<Version> {
    let word = heading.strip_prefix("## ")?.split_whitespace().next()?;
    Version::of_tag(word.trim_matches(['[', ']']))
}

/// The body of an entry with the block in the place of the old one, or at its end.
fn with_block(body: &str, block: &str) -> String {
    let begin = line_starts(body).find(|start| body[*start..].starts_with(BEGIN));
    let place = begin.and_then(|begin| {
        let end = begin + body[begin..].find(&format!("\n{END}"))? + 1;
        Some((begin, body[end..].find('\n').map_or(body.len(), |length| end + length + 1)))
    });
    match place {
        Some((begin, end)) => [&body[..begin], block, &body[end..]].concat(),
        None => {
            let written = body.trim_end();
            let rest = &body[written.len()..];
            let before = if written.is_empty() { "\n".to_owned() } else { format!("{written}\n\n") };
            format!("{before}{block}{}", if rest.len() > 1 { "\n" } else { "" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "# Changelog\n\nAll.\n\n## 0.1.0\n\n* By hand.\n";

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    fn update(changelog: &str, to: &str, changes: &str) -> String {
        updated(changelog, version("0.1.0"), version(to), changes)
    }

    #[test]
    fn a_new_entry_stands_above_the_old_ones() {
        let text = update(OLD, "0.1.1", "* One.\n");
        let expected = "# Changelog\n\nAll.\n\n## 0.1.1\n\n<!-- changes -->\n\n* One.\n\n<!-- /changes -->\n\n## 0.1.0\n\n* By hand.\n";
        assert_eq!(text, expected);
        assert_eq!(update(&text, "0.1.1", "* One.\n"), expected, "twice is once");
        assert_eq!(update("", "0.1.1", "* One.\n"), "## 0.1.1\n\n<!-- changes -->\n\n* One.\n\n<!-- /changes -->\n");
    }

    #[test]
    fn old_entries_stay_as_they_are() {
        let old = "# Changelog\n\n## To come\n\n* A plan.\n\n## 0.1.0\n\n* By hand.\n\n## 0.0.1\n\n* The first.\n";
        let entry = "## 0.1.1\n\n<!-- changes -->\n\n* One.\n\n<!-- /changes -->\n\n## 0.1.0\n";
        let expected = old.replace("## 0.1.0\n", entry);
        assert_eq!(update(old, "0.1.1", "* One.\n"), expected);
        assert_eq!(update(&expected, "0.1.1", "* One.\n"), expected);
    }

    #[test]
    fn what_people_wrote_stays() {
        let text = update(OLD, "0.1.1", "* One.\n");
        let edited = text
            .replace("## 0.1.1\n\n", "## 0.1.1\n\nBefore.\n\n")
            .replace("/changes -->\n", "/changes -->\n\nBehind.\n");
        let expected = edited.replace("* One.\n", "* Two.\n* Three.\n");
        assert_eq!(update(&edited, "0.1.1", "* Two.\n* Three.\n"), expected);
    }

    #[test]
    fn an_entry_by_hand_gets_the_block_at_its_end() {
        let by_hand = OLD.replace("## 0.1.0", "## [0.2.0] - soon\n\n* A word.\n\n## 0.1.0");
        let block = "<!-- changes -->\n\n* One.\n\n<!-- /changes -->\n";
        let expected = by_hand.replace("* A word.\n", &format!("* A word.\n\n{block}"));
        assert_eq!(update(&by_hand, "0.2.0", "* One.\n"), expected);
        let last = "## 0.2.0\n";
        assert_eq!(update(last, "0.2.0", "* One.\n"), format!("## 0.2.0\n\n{block}"));
        assert_eq!(update("## 0.2.0\n\n* A word.\n", "0.2.0", "* One.\n"), format!("## 0.2.0\n\n* A word.\n\n{block}"));
    }

    #[test]
    fn an_entry_that_was_never_released_becomes_the_next_one() {
        let text = update(OLD, "0.1.1", "* One.\n");
        let expected = text.replace("0.1.1", "0.2.0").replace("* One.", "* Two.");
        assert_eq!(update(&text, "0.2.0", "* Two.\n"), expected);
        assert_eq!(
            update(&update(&text, "1.0.0", "* One.\n"), "0.1.1", "* One.\n"),
            text,
            "a version that was given up"
        );
        let planned = OLD.replace("## 0.1.0", "## 1.0.0\n\n* A plan.\n\n## 0.1.0");
        assert!(update(&planned, "0.1.1", "* One.\n").contains("\n## 1.0.0\n\n* A plan.\n\n"));
        assert_eq!(update(OLD, "0.2.0", ""), OLD);
        assert_eq!(update(&text, "0.2.0", ""), text.replace("0.1.1", "0.2.0").replace("\n* One.\n", ""));
    }

    #[test]
    fn a_block_without_an_end_is_left_alone() {
        let broken = OLD.replace("## 0.1.0", "## 0.1.1\n\n<!-- changes -->\n\n* Mine.\n\n## 0.1.0");
        let text = update(&broken, "0.1.1", "* One.\n");
        assert!(
            text.contains("<!-- changes -->\n\n* Mine.\n\n<!-- changes -->\n\n* One.\n\n<!-- /changes -->\n\n## 0.1.0"),
            "{text}"
        );
    }
}
