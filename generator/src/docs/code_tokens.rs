//! Classifies the tokens of prose: identifiers and sample values, which are code; addresses; ordinary words.

/// Mixed-case words that are prose nevertheless.
const PROSE: &[&str] = &[
    "CentOS",
    "CoAP",
    "DDoS",
    "DevOps",
    "EiB",
    "FreeBSD",
    "GHz",
    "GiB",
    "GitHub",
    "GitLab",
    "GraphQL",
    "ICMPv6",
    "IPsec",
    "IPv4",
    "IPv6",
    "InfiniBand",
    "JMeter",
    "JavaScript",
    "KiB",
    "LaTeX",
    "MHz",
    "MiB",
    "MySQL",
    "NVMe",
    "NaN",
    "OAuth",
    "OpenAI",
    "OpenSSL",
    "OpenTelemetry",
    "PiB",
    "PostgreSQL",
    "PowerPC",
    "PowerShell",
    "RabbitMQ",
    "RoCE",
    "THz",
    "TensorFlow",
    "TiB",
    "TypeScript",
    "WebAssembly",
    "WebP",
    "WebRTC",
    "WebSocket",
    "WebVTT",
    "macOS",
];

/// Longer tokens are not examined: no name is that long.
const LONGEST: usize = 1000;

/// The range of an address (`scheme://…`) in a chunk.
pub(super) fn find_address(chunk: &str) -> Option<(usize, usize)> {
    let (start, scheme) = chunk.match_indices("://").find_map(|(mark, _)| {
        let scheme = chunk[..mark].strip_suffix("(s)").unwrap_or(&chunk[..mark]);
        let start = scheme.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        (start < mark).then_some((start, mark - start))
    })?;
    let tail = &chunk[start..];
    let mut end = tail.find(['"', '`', '|', '\'', '，']).unwrap_or(tail.len());
    for next in [",http", ";http"] {
        end = tail[..end].find(next).unwrap_or(end);
    }
    end = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
    while let Some(last) = tail[..end].chars().next_back().filter(|_| end < LONGEST) {
        let open = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '>' => '<',
            '.' | ',' | ';' | ':' => ' ',
            _ => break,
        };
        if count(&tail[..end], open) >= count(&tail[..end], last) {
            break;
        }
        end -= 1;
    }
    Some((start, start + end.max(scheme + 3)))
}

fn count(text: &str, c: char) -> usize {
    text.chars().filter(|&other| other == c).count()
}

/// What ends a token within a chunk.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '|' | '"' | '\'' | '!' | '?' | '(' | ')' | '`')
}

/// The range of a token without the punctuation of the sentence around it.
pub(super) fn core(token: &str) -> (usize, usize) {
    let (mut start, mut end) = (0, token.len());
    if token.len() > LONGEST {
        return (end, end);
    }
    loop {
        let core = &token[start..end];
        let (before, after) = (leading(core), if core.len() > 1 { trailing(core) } else { 0 });
        if before + after == 0 {
            return (start, end);
        }
        start += before;
        end -= if before == 0 { after } else { 0 };
    }
}

/// The number of leading bytes that belong to the sentence.
fn leading(core: &str) -> usize {
    let unbalanced = |open, close| usize::from(count(core, open) > count(core, close));
    let stars = core.len() - core.trim_start_matches('*').len();
    match core.bytes().next() {
        _ if core.starts_with("::") => 0,
        Some(b'[' | b'.' | b':' | b'=' | b'+' | b'&' | b'^' | b']' | b'}' | b'>' | b'~' | b'@') => 1,
        Some(b'{') => unbalanced('{', '}'),
        Some(b'<') => unbalanced('<', '>'),
        Some(b'*') if stars < 3 && core[stars..].starts_with(|c: char| c.is_ascii_alphanumeric()) => stars,
        _ => 0,
    }
}

/// The number of trailing bytes that belong to the sentence.
fn trailing(core: &str) -> usize {
    let unbalanced = |close, open| usize::from(count(core, close) > count(core, open));
    let word = core.trim_end_matches('*');
    match core.bytes().next_back() {
        _ if core.ends_with("::") => 0,
        Some(b'.' | b':' | b'-' | b'=' | b'~' | b'^' | b'\\' | b'&' | b'[' | b'{' | b'<' | b'@' | b'#') => 1,
        Some(b']') => unbalanced(']', '['),
        Some(b'}') => unbalanced('}', '{'),
        Some(b'>') => unbalanced('>', '<'),
        Some(b'*') if core.len() - word.len() < 3 && word.ends_with(|c: char| c.is_ascii_alphanumeric()) => 1,
        _ => 0,
    }
}

/// Whether a token is an identifier, a sample value, a path or a flag.
pub(super) fn is_code(token: &str) -> bool {
    let bytes = token.as_bytes();
    if !bytes.iter().any(u8::is_ascii_alphanumeric) {
        return false;
    }
    let starred = |pair: &[u8]| {
        matches!(pair, [b'/' | b'.' | b':' | b'-' | b'_', b'*'] | [b'*', b'/' | b'.' | b':' | b'-' | b'_'])
    };
    token.contains('_')
        || token.contains("***")
        || token.contains("::")
        || token.contains('\\')
        || token.contains("${")
        || token.contains(".N.")
        || token.ends_with("()")
        || bytes.windows(2).any(starred)
        || encloses(token)
        || (bytes.starts_with(b"--") && bytes.get(2).is_some_and(u8::is_ascii_alphabetic))
        || (bytes.starts_with(b"/") && bytes.get(1).is_some_and(u8::is_ascii_alphabetic) && token.len() > 3)
        || token.split(|c: char| !c.is_ascii_alphanumeric()).any(is_mixed_case)
}

/// Whether a token holds something in angle brackets, as in `List<Map>`, rather than the ends of two placeholders of several
/// words: `number>/<End`.
fn encloses(token: &str) -> bool {
    token.find('<').is_some_and(|open| !token[..open].contains('>') && token[open..].contains('>'))
}

/// Whether a word looks like the name of a type or a field: at least two capitals and a small letter (`ImageId`), no
/// plural of an acronym (`IDs`), which is the rule of clippy's `doc_markdown`; or a capital within small letters
/// (`imageId`).
fn is_mixed_case(word: &str) -> bool {
    let bytes = word.as_bytes();
    // The vendor's brand, `ApsaraDB`.
    if PROSE.contains(&word) || word.starts_with("Apsara") {
        return false;
    }
    if let [b'a'..=b'z', b'a'..=b'z', rest @ ..] = bytes {
        return rest.iter().any(u8::is_ascii_uppercase);
    }
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    singular.bytes().filter(u8::is_ascii_uppercase).nth(1).is_some()
        && singular.bytes().any(|byte| byte.is_ascii_lowercase())
}
