//! Services that do not keep to the rules of their pages: no loop, nothing lost, nothing twice.

use runtime::error::{ErrorKind, Retryability};

use super::operations::*;
use super::styles::numbered;
use crate::support::canned::{Canned, success};
use crate::support::fixed_config;

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    // At once, in a circle, and back to the one of the caller.
    for (circle, expected) in [(vec!["a", "a"], 2), (vec!["a", "b", "c", "a"], 4), (vec!["a", "x"], 2)] {
        let mut tokens = circle.into_iter();
        let mut id = 0;
        let service = Canned::new(move |_| {
            id += 1;
            success(page([id], &format!(r#","NextToken":"{}""#, tokens.next().unwrap())))
        });
        let request = ByToken { next_token: Some("x".into()), ..ByToken::default() };
        let mut items = service.client(fixed_config()).call(request).items();
        let mut jobs = Vec::new();
        let error = items.collect_into(&mut jobs).await.unwrap_err();
        assert_eq!(ids(jobs), (1..=expected).collect::<Vec<_>>(), "all pages were given");
        assert_eq!(
            error.to_string(),
            "ByToken succeeded (200), but it returned a token for the next page that was used before: following it would \
             repeat pages; all pages up to this one were returned (request id r)"
        );
        assert_eq!((error.kind(), error.retryability()), (ErrorKind::Decode, Retryability::Safe));
        assert!(items.next().await.is_none());
        assert!(items.resume_token().to_string().contains(r#""page":"end""#));
    }
}

#[tokio::test]
async fn a_service_that_takes_no_notice_of_numbers_is_an_error() {
    let same = |rest: &'static str| Canned::new(move |_| success(page(0..10, rest)));
    let services = [same(r#","TotalCount":35"#), same("")];
    for service in services {
        let mut items = service.client(fixed_config()).call(ByNumber::default()).items();
        let mut jobs = Vec::new();
        let error = items.collect_into(&mut jobs).await.unwrap_err();
        assert_eq!(ids(jobs), (0..10).collect::<Vec<_>>(), "nothing twice");
        assert_eq!(
            error.to_string(),
            "ByNumber succeeded (200), but the page has the same items as the previous one: the service may ignore page \
             numbers; call `next` again to accept the page (request id r)"
        );
        // Who insists gets it.
        assert_eq!(items.next().await.unwrap().unwrap().id, Some(0));
        assert_eq!(service.asked_for("PageNumber")[1..], [Some("2".into()), Some("2".into())]);
    }
    let service = same(r#","TotalCount":35"#);
    let mut pages = service.client(fixed_config()).call(ByOffset::default()).pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_err());
}

#[tokio::test]
async fn the_last_page_for_every_number_beyond_it_is_the_end() {
    // The size is asked for, so that the only page is known to be short.
    for (jobs, size) in [(25, None), (3, Some(10))] {
        let service = Canned::new(move |asked| {
            let number = asked.number("PageNumber").unwrap_or(1).min(jobs / 10 + 1);
            success(page(((number - 1) * 10..jobs).take(10), ""))
        });
        let request = ByNumberWithoutTotal { page_size: size, ..ByNumberWithoutTotal::default() };
        let found = service.client(fixed_config()).call(request).items().collect().await.unwrap();
        assert_eq!(ids(found), (0..jobs).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_total_may_lie() {
    // Too small to be true: until an empty page. Too large: also. Not a number: as if there were none.
    for total in ["0", "3", "-1", "1000000", r#""many""#, "null", "{}"] {
        let service = numbered(25, 100, move |_| format!(r#","TotalCount":{total}"#));
        let jobs = service.client(fixed_config()).call(ByNumber::default()).items().collect().await.unwrap();
        assert_eq!((ids(jobs), service.asked().len()), ((0..25).collect(), 4), "{total}");
    }
}

#[tokio::test]
async fn a_page_without_a_list_is_empty() {
    let service = Canned::new(|_| success(r#"{"TotalCount":7,"Jobs":"none"}"#));
    let jobs = service.client(fixed_config()).call(ByNumber::default()).items().collect().await.unwrap();
    assert_eq!((jobs.len(), service.asked().len()), (0, 1));
}

#[tokio::test]
async fn a_request_without_the_member_is_an_error_for_the_second_page() {
    let service = Canned::new(|_| success(page([1], r#","NextToken":"canary""#)));
    let mut pages = service.client(fixed_config()).call(Misdescribed::default()).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot build the request: `NextToken` of Misdescribed cannot be set to the token of the next page"
    );
}
