//! Pages and items of blocking calls.

use std::sync::Arc;

use runtime::ResumeToken;
use runtime::codegen::BlockingCore;
use runtime::error::ErrorKind;

use super::operations::*;
use super::styles::numbered;
use crate::support::canned::{Canned, failure, success};
use crate::support::{ICE, fixed_config};

fn client(service: &Canned) -> BlockingCore {
    BlockingCore::new(fixed_config().with_transport(Arc::new(service.clone())), &ICE).unwrap()
}

#[test]
fn pages_and_items_are_iterators() {
    let service = numbered(25, 10, |_| r#","TotalCount":25"#.to_owned());
    let client = client(&service);
    let pages: Vec<_> = client.call(ByNumber::default()).pages().map(Result::unwrap).collect();
    assert_eq!(pages.len(), 3);
    let jobs: Result<Vec<Job>, _> = client.call(ByNumber::default()).items().collect();
    assert_eq!(ids(jobs.unwrap()), (0..25).collect::<Vec<_>>());
    let first: Vec<_> = client.call(ByNumber::default()).items().take(3).map(Result::unwrap).collect();
    assert_eq!(ids(first), [0, 1, 2]);
}

#[test]
fn after_an_error_the_same_page_is_fetched_again_and_a_token_continues_anywhere() {
    let mut fails = true;
    let service = Canned::new(move |asked| {
        let number = asked.number("PageNumber").unwrap_or(1);
        if number == 2 && std::mem::take(&mut fails) {
            return failure(400, "Refused");
        }
        success(page(((number - 1) * 2)..(number * 2).min(5), r#","TotalCount":5"#))
    });
    let client = client(&service);
    let request = || ByNumber { page_size: Some(2), ..ByNumber::default() };
    let mut items = client.call(request()).items();
    let before: Vec<_> = items.by_ref().take(2).map(Result::unwrap).collect();
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Service);
    let third = items.next().unwrap().unwrap();
    let token: ResumeToken = items.resume_token().to_string().parse().unwrap();
    let rest: Vec<_> = client.call(request()).items().resume(&token).unwrap().map(Result::unwrap).collect();
    assert_eq!(ids(before.into_iter().chain([third]).chain(rest).collect()), [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn in_async_code_each_is_an_error() {
    let service = numbered(5, 10, |_| String::new());
    let client = client(&service);
    let mut items = client.call(ByNumber::default()).items();
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Blocking);
    assert!(service.asked().is_empty());
    let jobs = tokio::task::spawn_blocking(move || items.map(Result::unwrap).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(ids(jobs), (0..5).collect::<Vec<_>>());
}
