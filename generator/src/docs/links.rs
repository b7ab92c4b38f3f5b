//! Which addresses can be linked to.

/// The address a link leads to, fit for the round brackets of a Markdown link; `None` when it leads nowhere (relative,
/// an operation's name, a template) and only its text should stay.
///
/// The vendor writes a page of its documentation as `~~<number>~~`. These become addresses of the help site in the
/// language of the text: "see …" without a target would be a dead end, and tools do not follow outside links.
pub(super) fn target(destination: &str, chinese: bool) -> Option<String> {
    let destination = destination.trim();
    if let Some(rest) = destination.strip_prefix("~~") {
        return help_page(rest, chinese);
    }
    let address = strip_repeated_scheme(destination);
    if !is_http(address) {
        return None;
    }
    let end = address.find(['"', '\'', ' ', '<', '>']).unwrap_or(address.len());
    let clean = without_tracking(&address[..end]);
    is_linkable(&clean).then(|| escaped(&clean))
}

/// Whether a bare address names a real place rather than a template such as `https://<bucket>.example.com`.
pub(super) fn is_linkable(address: &str) -> bool {
    let host =
        address.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let template = ['*', '{', '}', '$', '<', '>', '`', '\\', '"', '^', '…', ' '];
    is_http(address)
        && host.contains('.')
        && !host.starts_with('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && !address.contains(template)
        && !address.contains("xxx")
        && !address.chars().any(char::is_control)
}

fn is_http(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// `<number>~~`, `<number>#<anchor>~~` or `<number>~~#<anchor>`.
fn help_page(reference: &str, chinese: bool) -> Option<String> {
    let reference = reference.replace("~~", "");
    let (page, anchor) = reference.split_once('#').unwrap_or((&reference, ""));
    if page.is_empty() || !page.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut address = if chinese {
        format!("https://help.aliyun.com/document_detail/{page}.html")
    } else {
        format!("https://www.alibabacloud.com/help/doc-detail/{page}.htm")
    };
    if !anchor.is_empty() && anchor.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        address.push('#');
        address.push_str(anchor);
    }
    Some(address)
}

/// `http://https://…`, pasted into a form that had a scheme already.
fn strip_repeated_scheme(address: &str) -> &str {
    ["http://", "https://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme).filter(|rest| is_http(rest)))
        .unwrap_or(address)
}

/// The address without the query parameters that say where a click came from.
pub(super) fn without_tracking(address: &str) -> String {
    let (page, anchor) = address.find('#').map_or((address, ""), |at| address.split_at(at));
    let Some((place, query)) = page.split_once('?') else { return address.to_owned() };
    let tracks = |part: &str| ["spm=", "scm="].iter().any(|name| part.starts_with(name));
    let kept: Vec<&str> = query.split('&').filter(|part| !tracks(part)).collect();
    let query = kept.join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    [place, mark, &query, anchor].concat()
}

/// The address with everything percent-encoded that could end a link, a table cell or a line.
fn escaped(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c) {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
                escaped.extend(['%', digit(byte >> 4), digit(byte)]);
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{is_linkable, target};

    #[test]
    fn targets() {
        let table = [
            ("~~123~~", Some("https://help.aliyun.com/document_detail/123.html")),
            ("~~123#sec-a1~~", Some("https://help.aliyun.com/document_detail/123.html#sec-a1")),
            ("~~123~~#sec", Some("https://help.aliyun.com/document_detail/123.html#sec")),
            ("~~ListThings~~", None),
            ("#anchor", None),
            ("../page.md", None),
            ("", None),
            ("mailto:a@x.test", None),
            ("https://x.test/a?spm=1.2&b=c&scm=3#d", Some("https://x.test/a?b=c#d")),
            ("https://x.test/a?spm=1", Some("https://x.test/a")),
            ("http://https://x.test", Some("https://x.test")),
            ("https://x.test/a.png\" width=\"500", Some("https://x.test/a.png")),
            ("https://x.test/a(b)|c", Some("https://x.test/a%28b%29%7Cc")),
            ("https://x.test/页", Some("https://x.test/%E9%A1%B5")),
            ("https://{region}.x.test", None),
            ("https://localhost", None),
        ];
        for (input, expected) in table {
            assert_eq!(target(input, true).as_deref(), expected, "{input:?}");
        }
        assert_eq!(target("~~7~~", false).as_deref(), Some("https://www.alibabacloud.com/help/doc-detail/7.htm"));
    }

    #[test]
    fn templates_are_not_linkable() {
        assert!(is_linkable("https://a.x.test:80/b_c?d=e"));
        for address in
            ["https://<b>.x.test", "https://a.x.test/b****", "https://xxx.x.test", "ftp://x.test", "https://"]
        {
            assert!(!is_linkable(address), "{address}");
        }
    }
}
