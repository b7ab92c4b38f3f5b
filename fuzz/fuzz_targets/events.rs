//! Streams of events, split anywhere.
//!
//! The first byte says how long the pieces are; the rest is the stream. Nothing panics, the split makes no difference, and no
//! event has a line break where none can be.

#![no_main]

use libfuzzer_sys::fuzz_target;
use runtime::Bytes;
use runtime::codegen::events::{Parser, RawEvent, TooLong};

fn parse<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Result<Vec<RawEvent>, TooLong> {
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    for piece in pieces {
        let mut piece = Bytes::copy_from_slice(piece);
        while let Some(event) = parser.next(&mut piece)? {
            events.push(event);
        }
    }
    Ok(events)
}

fuzz_target!(|data: &[u8]| {
    let Some((&size, stream)) = data.split_first() else { return };
    let whole = parse([stream].into_iter());
    assert_eq!(whole, parse(stream.chunks(usize::from(size).max(1))));
    for event in whole.unwrap_or_default() {
        assert!(!event.data.contains('\r'));
        assert!(!event.name.is_some_and(|name| name.is_empty() || name.contains(['\r', '\n'])));
        assert!(!event.id.is_some_and(|id| id.is_empty() || id.contains(['\r', '\n', '\0'])));
    }
});
