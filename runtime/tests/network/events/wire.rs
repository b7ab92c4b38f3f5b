//! The wire format of events: against another reader of it, and however the bytes are split.

use runtime::Bytes;
use runtime::codegen::events::{EVENT_LIMIT, Parser, RawEvent, TooLong};
use runtime_testing::Random;

use crate::support::{event_vectors, text};

/// The events of a stream that comes in these pieces.
fn parse<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<RawEvent>, TooLong> {
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    for piece in pieces {
        let mut piece = Bytes::copy_from_slice(piece);
        while let Some(event) = parser.next(&mut piece)? {
            events.push(event);
        }
        assert!(piece.is_empty());
    }
    Ok(events)
}

/// The same by the letter of the standard: decode, normalize the line ends, and interpret line by line.
fn by_the_letter(bytes: &[u8]) -> Vec<(String, String, String, Option<u64>)> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut lines: Vec<_> = text.split('\n').collect();
    // What has no end is no line.
    lines.pop();
    let (mut events, mut data, mut name) = (Vec::new(), String::new(), String::new());
    let (mut id, mut retry) = (String::new(), None);
    for line in lines {
        let (field, value) = line.split_once(':').map_or((line, ""), |(field, value)| (field, value));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            _ if line.is_empty() => {
                if !data.is_empty() {
                    events.push((data[..data.len() - 1].to_owned(), name.clone(), id.clone(), retry));
                }
                (data, name) = (String::new(), String::new());
            }
            "data" => data = data + value + "\n",
            "event" => value.clone_into(&mut name),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            "retry" if !value.is_empty() && value.chars().all(|c| c.is_ascii_digit()) => {
                retry = Some(value.parse().unwrap_or(u64::MAX));
            }
            _ => {}
        }
    }
    events
}

fn plain(event: RawEvent) -> (String, String, String, Option<u64>) {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let retry = event.retry.map(|retry| u64::try_from(retry.as_millis()).unwrap());
    (event.data, text(event.name.as_deref()), text(event.id.as_deref()), retry)
}

/// Checks that all splits into two, single bytes, and a random split give what stands there.
fn check(bytes: &[u8], random: &mut Random, is_thorough: bool) {
    let whole = parse([bytes]).unwrap();
    let shown = String::from_utf8_lossy(bytes);
    assert_eq!(whole.clone().into_iter().map(plain).collect::<Vec<_>>(), by_the_letter(bytes), "{shown:?}");
    assert_eq!(parse(bytes.chunks(1)).unwrap(), whole, "{shown:?}");
    if is_thorough {
        for at in 0..=bytes.len() {
            assert_eq!(parse([&bytes[..at], &bytes[at..]]).unwrap(), whole, "{shown:?} at {at}");
        }
    }
    let (mut rest, mut pieces) = (bytes, Vec::new());
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(1 + random.below(rest.len().min(20)));
        pieces.push(piece);
        rest = behind;
    }
    assert_eq!(parse(pieces).unwrap(), whole, "{shown:?}");
}

#[test]
fn recorded_streams_in_every_split() {
    let mut random = Random::new(1);
    for vector in event_vectors() {
        check(text(&vector, "/replies/0/body").as_bytes(), &mut random, true);
    }
    for bytes in EXAMPLES {
        check(bytes, &mut random, true);
        // Every split into three.
        let whole = parse([*bytes]).unwrap();
        for second in 0..=bytes.len() {
            for first in 0..=second {
                assert_eq!(parse([&bytes[..first], &bytes[first..second], &bytes[second..]]).unwrap(), whole);
            }
        }
    }
}

const EXAMPLES: &[&[u8]] = &[
    // Those of the standard.
    b"data: YHOO\ndata: +2\ndata: 10\n\n",
    b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
    b"data\n\ndata\ndata\n\ndata:\n",
    b"data:test\n\ndata: test\n\n",
    // Marks, line ends, characters that are cut, and damaged ones.
    b"\xef\xbb\xbfdata: \xef\xbb\xbfx\r\n\r\ndata: y\r\rdata: z\n\r\n\n",
    "data: 汉字 😀\nevent: größe\n\n".as_bytes(),
    b"data: \xe6\xb1 \xff\xc3\n\n",
    b"id: a\ndata: 1\n\nid: b\0\ndata: 2\n\nretry: 10\nretry: 1x\nretry:\ndata: 3\n\nretry: 99999999999999999999\ndata: 4\n\n",
    b"event: a\n\ndata: the name is gone\n\n",
];

#[test]
fn random_streams_in_random_splits() {
    const PARTS: [&[u8]; 18] = [
        b"data",
        b"data:",
        b"data: ",
        b"event: e",
        b"id: ",
        b"id:7",
        b"retry: 3",
        b":",
        b" ",
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xe6\xb1",
        b"x",
        b"{\"a\":1}",
    ];
    // Optimized, it takes no time.
    let usual = if cfg!(debug_assertions) { 300 } else { 10_000 };
    let count = std::env::var("EVENT_STREAMS").map_or(usual, |count| count.parse().unwrap());
    let mut random = Random::new(2);
    for _ in 0..count {
        let mut bytes = Vec::new();
        for _ in 0..random.below(24) {
            match random.one_in(12) {
                true => bytes.push(random.next().to_le_bytes()[7]),
                false => bytes.extend_from_slice(random.pick(&PARTS)),
            }
        }
        check(&bytes, &mut random, false);
    }
}

#[test]
fn the_size_of_an_event_is_limited() {
    let fits = |length: usize| [b"data:", vec![b'x'; length].as_slice(), b"\n\n"].concat();
    let longest = EVENT_LIMIT - "data:".len();
    assert_eq!(parse([&*fits(longest)]).unwrap()[0].data.len(), longest);
    for bytes in [
        fits(longest + 1),
        // In many lines, in one that never ends, and in a comment.
        b"data:x\n".repeat(EVENT_LIMIT / 6 + 1),
        vec![b'x'; EVENT_LIMIT + 1],
        [b":".repeat(EVENT_LIMIT + 1), b"\n".to_vec()].concat(),
    ] {
        assert_eq!(parse([&*bytes]), Err(TooLong));
        assert_eq!(parse(bytes.chunks(1000)), Err(TooLong));
    }
    // Each event counts on its own, and comments keep a connection alive for as long as they like.
    assert_eq!(parse([&*fits(EVENT_LIMIT / 2).repeat(3)]).unwrap().len(), 3);
    assert_eq!(parse([&*b": ping\n".repeat(EVENT_LIMIT / 4)]), Ok(Vec::new()));
}
