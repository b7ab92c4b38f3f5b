//! What comes of real responses, and of what is none.

use std::net::TcpListener;
use std::time::Duration;

use runtime_testing::{Loopback, Reply};
use tokio::runtime::Runtime;
use tool::documents::{Fetch, FetchError, FetchErrorKind, FetchedResponse};
use tool_network::Network;

/// What is fetched from a server that replies like this, and the server's view of it.
fn fetch(reply: Reply, limit: u64) -> (Result<FetchedResponse, FetchError>, String) {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(Loopback::start([reply])).unwrap();
    let network = Network::new().unwrap();
    let fetched = network.get(&format!("http://{}/meta/v1/a/api-docs.json", server.address()), limit);
    let requests = server.requests();
    (fetched, requests.first().map(|request| format!("{request:?}")).unwrap_or_default())
}

fn kind(reply: Reply, limit: u64) -> FetchErrorKind {
    fetch(reply, limit).0.expect_err("a response").kind
}

#[test]
fn a_document_is_fetched_as_it_is() {
    let (fetched, request) = fetch(Reply::json("{\"a\": 1}"), 100);
    assert_eq!(fetched, Ok(FetchedResponse { status: 200, location: None, body: b"{\"a\": 1}".to_vec() }));
    assert!(request.contains("/meta/v1/a/api-docs.json"), "{request}");
    assert!(request.contains("cargo-alibabacloud/"), "{request}");
}

#[test]
fn redirects_and_errors_are_responses() {
    let headers = vec![("location".to_owned(), "https://example.com/login".to_owned())];
    let (fetched, _) = fetch(Reply::Answer { status: 302, headers, body: "gone".into() }, 100);
    let location = Some("https://example.com/login".to_owned());
    assert_eq!(fetched, Ok(FetchedResponse { status: 302, location, body: b"gone".to_vec() }));
    let (fetched, _) = fetch(Reply::Answer { status: 503, headers: Vec::new(), body: "".into() }, 100);
    assert_eq!(fetched.map(|response| response.status), Ok(503));
}

#[test]
fn half_a_response_is_none() {
    assert_eq!(kind(Reply::Close, 100), FetchErrorKind::Interrupted);
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\":";
    assert_eq!(kind(Reply::Raw(half.into()), 100), FetchErrorKind::Interrupted);
    assert_eq!(kind(Reply::Raw("garbage\r\n\r\n".into()), 100), FetchErrorKind::Interrupted);
}

#[test]
fn a_response_that_is_too_large_is_not_read_to_its_end() {
    assert_eq!(kind(Reply::json("x".repeat(101)), 100), FetchErrorKind::TooLarge);
    // Without a length as well.
    let chunked =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n65\r\n{}\r\n0\r\n\r\n", "x".repeat(101));
    assert_eq!(kind(Reply::Raw(chunked.into()), 100), FetchErrorKind::TooLarge);
}

#[test]
fn a_host_that_nobody_listens_at_is_unreachable() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let network = Network::new().unwrap();
    for url in [format!("http://{address}/"), "http://".to_owned(), "no address".to_owned()] {
        let error = network.get(&url, 100).expect_err("a response");
        assert_eq!(error.kind, FetchErrorKind::Unreachable, "{url}: {}", error.message);
        assert!(!error.message.contains('\n'));
        for advice in ["region", "endpoint", "; "] {
            assert!(!error.message.contains(advice), "{}", error.message);
        }
    }
    network.pause(Duration::ZERO);
}
