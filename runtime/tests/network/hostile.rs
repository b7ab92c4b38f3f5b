//! Hosts that do odd things, and callers that do many things at once.

use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use runtime::Error;
use runtime::codegen::ClientCore;
use runtime::transport::{Phase, TransportError};
use runtime_testing::{Loopback, Reply};
use tokio::task::JoinSet;

use crate::support::operations::Takeover;
use crate::support::threaded::{answer, read_head, threaded};
use crate::support::{HOST, ICE, fixed_config, scripted};

/// What a call gives that is answered by these bytes and the end of the connection.
async fn answered(bytes: impl Into<Vec<u8>>) -> Result<String, Error> {
    let bytes = bytes.into();
    served(move |stream| stream.write_all(&bytes).unwrap()).await
}

async fn served(mut serve: impl FnMut(&mut TcpStream) + Send + 'static) -> Result<String, Error> {
    let server = threaded(move |stream: &mut BufReader<TcpStream>| {
        read_head(stream);
        serve(stream.get_mut());
    });
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, server.address), &ICE).unwrap();
    let response = client.call(Takeover::default()).await?;
    Ok(response.into_inner().channel_id.unwrap_or_default())
}

#[tokio::test]
async fn every_way_to_send_a_response() {
    let body = r#"{"ChannelId":"c"}"#;
    for head_and_body in [
        format!("HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{body}"),
        format!("HTTP/1.1 200\r\ncontent-length: 17\r\n\r\n{body}"),
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}"),
        format!("HTTP/1.0 200 OK\r\n\r\n{body}"),
        format!("HTTP/1.0 200 OK\r\ncontent-length: 17\r\n\r\n{body}"),
        format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{body}"),
        format!("HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{body}"),
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{\"C\r\ne;x=y\r\nhannelId\":\"c\"}\r\n0\r\nt: 1\r\n\r\n"
            .to_owned(),
        // More than was announced: the rest belongs to nobody.
        format!("HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{body}HTTP/1.1 500 Smuggled\r\n\r\n"),
    ] {
        assert_eq!(answered(head_and_body.as_str()).await.unwrap(), "c", "{head_and_body}");
    }
}

#[tokio::test]
async fn byte_by_byte() {
    let answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n11\r\n{\"ChannelId\":\"c\"}\r\n0\r\n\r\n";
    let given = served(|stream| {
        stream.set_nodelay(true).unwrap();
        for byte in answer.bytes() {
            stream.write_all(&[byte]).unwrap();
        }
    });
    assert_eq!(given.await.unwrap(), "c");
}

#[tokio::test]
async fn what_is_no_response() {
    for (bytes, phase) in [
        (&b"\0\xFF\x80garbage\r\n\r\n"[..], Phase::Receive),
        (b"HTTP/1.1 2000 OK\r\n\r\n", Phase::Receive),
        (b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}", Phase::Receive),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}", Phase::Receive),
        (b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n{}", Phase::Receive),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\n{}", Phase::Body),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}", Phase::Body),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", Phase::Body),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}", Phase::Body),
    ] {
        let error = answered(bytes).await.unwrap_err();
        assert_eq!(error.as_transport().map(TransportError::phase), Some(phase), "{}: {error}", bytes.escape_ascii());
    }
}

/// What comes behind a response, at once or later, is not taken for the next one.
#[tokio::test]
async fn an_answer_that_nobody_asked_for() {
    let server = threaded(|stream| {
        read_head(stream);
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        let stray = "HTTP/1.1 200 OK\r\ncontent-length: 21\r\n\r\n{\"ChannelId\":\"stray\"}";
        write!(stream.get_mut(), "{answer}{stray}").unwrap();
    });
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, server.address), &ICE).unwrap();
    for _ in 0..10 {
        assert_eq!(client.call(Takeover::default()).await.unwrap().channel_id, None);
        server.wait_for_close();
    }
}

#[tokio::test]
async fn a_thousand_calls_at_once() {
    let (server, client) = scripted((0..1000).map(|_| Reply::json("{}"))).await;
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        calls.spawn(client.call(Takeover::default()).into_future());
    }
    while let Some(result) = calls.join_next().await {
        result.unwrap().unwrap();
    }
    assert_eq!(server.requests().len(), 1000);
}

/// Calls that are dropped at whatever point leave nothing behind.
#[tokio::test]
async fn five_hundred_dropped_calls() {
    let replies = (0..500).map(|call| if call % 2 == 0 { Reply::Silence } else { Reply::json("{}") });
    let (server, client) = scripted(replies.chain([])).await;
    for turns in 0..500_u32 {
        let mut call = client.call(Takeover::default()).into_future();
        for _ in 0..turns % 5 {
            tokio::select! {
                biased;
                _ = &mut call => break,
                () = tokio::task::yield_now() => {}
            }
        }
    }
    drop(server);
    let after = Loopback::start((0..3).map(|_| Reply::json("{}"))).await.unwrap();
    let fresh = ClientCore::new(fixed_config().with_connect_override(HOST, after.address()), &ICE).unwrap();
    fresh.call(Takeover::default()).await.unwrap();
}

/// A dropped call closes its connection, and the next one does not see what became of it.
#[tokio::test]
async fn a_dropped_call_takes_its_connection_along() {
    let server = threaded(|stream| {
        // A call that is dropped when it was received, then one that is answered.
        if !answer(stream) {
            return;
        }
        read_head(stream);
    });
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, server.address), &ICE).unwrap();
    for _ in 0..20 {
        client.call(Takeover::default()).await.unwrap();
        let mut dropped = client.call(Takeover::default()).into_future();
        let pending = std::future::poll_fn(|context| {
            std::task::Poll::Ready(std::pin::Pin::new(&mut dropped).poll(context).is_pending())
        });
        assert!(pending.await);
        drop(dropped);
        server.wait_for_close();
    }
}

/// Interim responses without an end do not keep the deadline from being seen.
#[tokio::test]
async fn a_host_that_never_comes_to_the_point() {
    let server = threaded(|stream: &mut BufReader<TcpStream>| {
        read_head(stream);
        let interim = b"HTTP/1.1 102 Processing\r\n\r\n".repeat(1000);
        while stream.get_mut().write_all(&interim).is_ok() {}
    });
    let config = fixed_config().with_timeout(Duration::from_millis(50)).with_connect_override(HOST, server.address);
    let error = ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap_err();
    let error = error.as_transport().unwrap();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Receive, true), "{error}");
}
