//! Operations that answer with a stream of events: the text as a whole, and event by event.

mod reconnect;
mod stream;
mod wire;

use std::collections::BTreeMap;

use runtime::error::ErrorKind;

use crate::support::operations::Chat;
use crate::support::{event_vectors, mocked, reply, text};

#[tokio::test]
async fn the_text_of_every_recorded_stream() {
    let mut outcomes = BTreeMap::new();
    for vector in event_vectors() {
        let (mock, client) = mocked([reply(&vector["replies"][0])]);
        let outcome = client.call(Chat::default()).await;
        // The same header as for every operation.
        assert_eq!(mock.requests()[0].header("accept"), Some("application/json"));
        let (id, body) = (text(&vector, "/id").to_owned(), text(&vector, "/replies/0/body"));
        outcomes.insert(
            id,
            match outcome {
                Ok(response) => {
                    assert_eq!((&**response, response.http().body().as_ref()), (body, body.as_bytes()));
                    assert!(!format!("{response:?}").contains("RequestId"), "nobody has judged what it holds");
                    "text".to_owned()
                }
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Service, "{error}");
                    error.code().unwrap().to_owned()
                }
            },
        );
    }
    let expected = [
        ("sse-comment-and-multiline", "text"),
        ("sse-crlf", "text"),
        ("sse-error-400", "InvalidParameter"),
        ("sse-json-200", "text"),
        ("sse-no-final-blank-line", "text"),
        ("sse-non-json", "text"),
        ("sse-unknown-field-and-bare-line", "text"),
    ];
    assert_eq!(outcomes, expected.map(|(id, outcome)| (id.to_owned(), outcome.to_owned())).into());
}
