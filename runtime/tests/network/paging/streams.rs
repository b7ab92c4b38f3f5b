//! Pages and items as streams: options, errors, dropping, and what is printed.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use runtime::error::ErrorKind;
use runtime::{Body, Bytes, Retry};

use super::operations::*;
use super::styles::numbered;
use crate::support::canned::{Canned, failure, success};
use crate::support::fixed_config;

/// All that a stream gives, as code sees it that knows streams only.
async fn drained<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut all = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        all.push(item);
    }
    all
}

fn total_of_25() -> Canned {
    numbered(25, 100, |_| r#","TotalCount":25"#.to_owned())
}

#[tokio::test]
async fn they_are_streams() {
    let client = total_of_25().client(fixed_config());
    let items = drained(client.call(ByNumber::default()).items()).await;
    assert_eq!(ids(items.into_iter().map(Result::unwrap).collect()), (0..25).collect::<Vec<_>>());
    let pages = drained(client.call(ByNumber::default()).pages()).await;
    let sizes: Vec<_> =
        pages.into_iter().map(|page| ids(page.unwrap().jobs.clone().unwrap().job.unwrap()).len()).collect();
    assert_eq!(sizes, [10, 10, 5], "a page keeps its items");
}

#[tokio::test]
async fn no_page_is_fetched_before_it_is_needed() {
    let service = total_of_25();
    let client = service.client(fixed_config());
    let jobs = client.call(ByNumber::default()).items().collect_up_to(10).await.unwrap();
    assert_eq!((ids(jobs), service.asked().len()), ((0..10).collect(), 1));
    let jobs = client.call(ByNumber::default()).items().collect_up_to(1000).await.unwrap();
    assert_eq!(jobs.len(), 25);
}

#[tokio::test]
async fn each_page_has_the_options_of_the_call() {
    let service = total_of_25();
    let call = service.client(fixed_config()).call(ByNumber::default()).header("x-mark", "h").query("Mark", "q");
    call.pages().collect().await.unwrap();
    let marks: Vec<_> = service
        .asked()
        .iter()
        .map(|asked| format!("{:?} {:?}", asked.headers.get("x-mark").unwrap(), asked.get("Mark")))
        .collect();
    assert_eq!(marks, [r#""h" Some("q")"#; 3]);
}

#[tokio::test]
async fn a_body_goes_with_each_page_unless_it_passes_once() {
    let service = total_of_25();
    let client = service.client(fixed_config());
    assert_eq!(client.call(ByNumber::default()).body("octets").pages().collect().await.unwrap().len(), 3);

    let once = Body::stream(http_body_util::Full::new(Bytes::from("octets")));
    let error = client.call(ByNumber::default()).body(once).pages().collect().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (
            ErrorKind::Request,
            "cannot build the request: a body that passes once can be sent with one call only, and this makes several"
        )
    );
}

/// A service that fails for each request at first.
fn failing_first(code: &'static str) -> Canned {
    let mut made = 0;
    Canned::new(move |asked| {
        made += 1;
        if made % 2 == 1 {
            return failure(503, code);
        }
        let start = (asked.number("PageNumber").unwrap_or(1) - 1) * 2;
        success(page(start..start + 2, r#","TotalCount":6"#))
    })
}

#[tokio::test]
async fn each_page_is_retried_by_itself() {
    let service = failing_first("ServiceUnavailable");
    let config = fixed_config().with_sleep(|_| Box::pin(std::future::ready(())));
    let pages = service.client(config).call(ByNumber::default()).retry(Retry::standard()).pages();
    let attempts: Vec<_> = pages.collect().await.unwrap().iter().map(|page| page.attempts().count()).collect();
    assert_eq!((attempts, service.asked().len()), (vec![2, 2, 2], 6));
}

#[tokio::test]
async fn after_an_error_the_same_page_is_fetched() {
    let mut items = failing_first("Forbidden").client(fixed_config()).call(ByNumber::default()).items();
    let (mut jobs, mut errors) = (Vec::new(), 0);
    while let Err(error) = items.collect_into(&mut jobs).await {
        assert_eq!(error.code(), Some("Forbidden"));
        errors += 1;
    }
    assert_eq!((ids(jobs), errors), ((0..6).collect(), 3));
}

#[tokio::test]
async fn what_waits_for_a_page_may_be_dropped() {
    let service = failing_first("ServiceUnavailable");
    let config = fixed_config().with_sleep(|_| Box::pin(tokio::task::yield_now())).with_retry(Retry::standard());
    let mut items = service.client(config).call(ByNumber::default()).items();
    let mut ids = Vec::new();
    while ids.len() < 6 {
        // Each page is given up between its two attempts, and then waited for.
        let once = Box::pin(items.next()).as_mut().poll(&mut Context::from_waker(Waker::noop()));
        match once {
            Poll::Ready(job) => ids.push(job.unwrap().unwrap().id.unwrap()),
            Poll::Pending => ids.push(items.next().await.unwrap().unwrap().id.unwrap()),
        }
    }
    assert!(items.next().await.is_none());
    assert_eq!((ids, service.asked().len()), ((0..6).collect(), 6), "no request is made again");
}

#[tokio::test]
async fn what_is_printed_shows_neither_request_nor_token() {
    let service = Canned::new(|_| success(page([1, 2], r#","NextToken":"canary-token""#)));
    let request = ByToken { kind: Some("canary-kind".into()), ..ByToken::default() };
    let client = service.client(fixed_config());
    let mut items = client.call(request.clone()).items();
    items.next().await.unwrap().unwrap();
    let mut pages = client.call(request).pages();
    pages.next().await.unwrap().unwrap();
    assert_eq!(
        format!("{items:?} {pages:?}"),
        "Items { next: ResumeToken { operation: \"ICE 2020-11-09 ByToken\", page: First, given: 1 }, .. } \
         Pages { next: ResumeToken { operation: \"ICE 2020-11-09 ByToken\", page: Token([redacted]), given: 0 }, .. }"
    );
}
