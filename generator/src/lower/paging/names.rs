//! Names of members that have to do with pages. Documents spell them in every way: `PageNo`, `page_no`, `pageNo`.

use crate::model::Field;

/// Parameters that take a token, the best first: where there are two, the second mostly belongs to something else.
pub(super) const TOKENS: &[&str] = &[
    "nexttoken",
    "nextpagetoken",
    "pagetoken",
    "continuationtoken",
    "nextcontinuationtoken",
    "scrolltoken",
    "nextmarker",
    "marker",
    "nextcursor",
    "cursor",
    "token",
];

/// Parameters that take the number of a page.
pub(super) const NUMBERS: &[&str] =
    &["pagenumber", "pageno", "pagenum", "currentpage", "pageindex", "page", "currpage"];

/// Parameters that take the number of items before a page.
pub(super) const OFFSETS: &[&str] = &["offset", "startindex"];

/// Parameters that limit the items of a page: those that go with tokens first.
pub(super) const TOKEN_SIZES: &[&str] =
    &["maxresults", "maxresult", "maxitems", "maxitem", "maxkeys", "maximumpagesize"];

/// Those that go with numbers.
pub(super) const PAGE_SIZES: &[&str] = &["pagesize", "perpage", "limit", "size", "maximumpagesize"];

/// Members of a response that count all items, whatever is on the page.
pub(super) const TOTALS: &[&str] = &[
    "totalcount",
    "total",
    "totalitems",
    "totalitem",
    "totalnum",
    "totalnumber",
    "totalrecords",
    "totalrecordcount",
    "totalrecordscount",
    "totalhits",
    "totalelements",
    "xtotalcount",
];

/// Words in the names of lists that stand beside the items and are none.
const ASIDE: &[&str] = &[
    "error", "failed", "failure", "invalid", "nonexist", "notexist", "notfound", "unfound", "param", "header",
    "warning",
];

/// A name without case and separators.
pub(super) fn normalized(wire: &str) -> String {
    wire.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// How well a name is one of a list; less is better.
pub(super) fn rank(wire: &str, names: &[&str]) -> Option<usize> {
    let wire = normalized(wire);
    names.iter().position(|name| *name == wire)
}

/// How well a member of the response gives the token that a parameter takes; less is better.
///
/// A response often repeats the request: `NextMarker` gives what `Marker` takes even if there is a `Marker`, too.
pub(super) fn token_rank(parameter: &str, member: &str) -> Option<usize> {
    let (parameter, member) = (normalized(parameter), normalized(member));
    let next = if parameter.starts_with("next") { parameter.clone() } else { format!("next{parameter}") };
    if member == next {
        return Some(0);
    }
    if member == parameter {
        return Some(1);
    }
    let is_next = member.starts_with("next") && TOKENS.contains(&member.as_str());
    // A parameter that is called no more than `Token` may be any token.
    (is_next && parameter != "token").then_some(2)
}

/// Whether a list, or what it stands in, is called like something that stands beside the items.
pub(super) fn is_aside(path: &[&Field]) -> bool {
    let is_aside = |wire: String| ASIDE.iter().any(|word| wire.contains(word));
    path.iter().any(|field| is_aside(normalized(&field.wire)))
}

/// What a parameter that counts is said to begin with: its default, else its example.
pub(super) fn first_value(parameter: &[&Field]) -> Option<i64> {
    let docs = &parameter.last()?.docs;
    [&docs.default, &docs.example].into_iter().flatten().find_map(|text| text.trim().parse().ok())
}

/// Whether an operation is called after a list: `ListJobs` after `JobList`, `Jobs`, `JobInfos`.
pub(super) fn is_named_after(operation: &str, list: &str) -> bool {
    let (operation, list) = (normalized(operation), normalized(list));
    let mut stem = list.as_str();
    while let Some(shorter) = ["list", "set", "info", "item", "s"].iter().find_map(|ending| stem.strip_suffix(ending)) {
        stem = shorter;
    }
    !stem.is_empty() && operation.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::{is_named_after, token_rank};

    #[test]
    fn the_token_that_comes_next_goes_before_the_one_that_is_repeated() {
        let ranks = |parameter| ["NextMarker", "Marker", "NextToken", "Other"].map(|m| token_rank(parameter, m));
        assert_eq!(ranks("marker"), [Some(0), Some(1), Some(2), None]);
        assert_eq!(ranks("NextToken"), [Some(2), None, Some(0), None]);
        assert_eq!(ranks("token"), [None, None, Some(0), None]);
        assert_eq!(token_rank("page_token", "nextPageToken"), Some(0));
    }

    #[test]
    fn lists_are_named_like_their_operation() {
        let cases = [("ListJobs", "JobList", true), ("ListJobs", "Jobs", true), ("ListJobs", "Tags", false)];
        for (operation, list, is_named) in cases {
            assert_eq!(is_named_after(operation, list), is_named, "{operation} {list}");
        }
    }
}
