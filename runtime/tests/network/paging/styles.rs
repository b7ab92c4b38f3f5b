//! Where pages begin, how one leads to the next, and where they end.

use super::operations::*;
use crate::support::canned::{Asked, Canned, success};
use crate::support::fixed_config;

/// A service with so many jobs that takes page numbers, and gives no more than so many jobs on a page.
pub(super) fn numbered(jobs: usize, most: usize, rest: impl Fn(&Asked) -> String + Send + 'static) -> Canned {
    Canned::new(move |asked| {
        let size = asked.number("PageSize").unwrap_or(10).min(most);
        let start = (asked.number("PageNumber").unwrap_or(1) - 1) * size;
        success(page((start..jobs).take(size), &rest(asked)))
    })
}

fn total(total: usize) -> impl Fn(&Asked) -> String {
    move |_| format!(r#","TotalCount":{total}"#)
}

fn asked(numbers: &[&str]) -> Vec<Option<String>> {
    let number = |number: &&str| (!number.is_empty()).then(|| (*number).to_owned());
    numbers.iter().map(number).collect()
}

#[tokio::test]
async fn tokens_lead_on_until_there_is_none() {
    // An empty page with a token is not the end; a null and an empty text are no tokens.
    for end in ["", r#","NextToken":"""#, r#","NextToken":null"#] {
        let service = Canned::new(move |asked| {
            success(match asked.get("NextToken") {
                None => page([1, 2], r#","NextToken":"a""#),
                Some("a") => page([], r#","NextToken":"b""#),
                Some("b") => r#"{"NextToken":7}"#.to_owned(),
                Some("7") => page([3], end),
                other => panic!("{other:?}"),
            })
        });
        let jobs = service.client(fixed_config()).call(ByToken::default()).items().collect().await.unwrap();
        assert_eq!(ids(jobs), [1, 2, 3]);
        assert_eq!(service.asked_for("NextToken"), asked(&["", "a", "b", "7"]));
    }
}

#[tokio::test]
async fn a_token_of_the_caller_is_the_beginning() {
    let service = Canned::new(|_| success(page([3], "")));
    let request = ByToken { next_token: Some("x".into()), ..ByToken::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked_for("NextToken")), (vec![3], asked(&["x"])));
}

#[tokio::test]
async fn numbers_end_with_the_total() {
    // As many requests as there are pages: none for an empty page, whether the last page is full or not.
    for (jobs, pages) in [(25, vec!["", "2", "3"]), (20, vec!["", "2"]), (3, vec![""]), (0, vec![""])] {
        let service = numbered(jobs, 100, total(jobs));
        let found = service.client(fixed_config()).call(ByNumber::default()).items().collect().await.unwrap();
        assert_eq!(ids(found), (0..jobs).collect::<Vec<_>>());
        assert_eq!(service.asked_for("PageNumber"), asked(&pages), "{jobs}");
    }
}

#[tokio::test]
async fn the_number_and_size_of_the_caller_are_kept_to() {
    let service = numbered(25, 100, total(25));
    let request = ByNumber { page_number: Some(3), page_size: Some(4), ..ByNumber::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!(ids(jobs), (8..25).collect::<Vec<_>>());
    assert_eq!(service.asked_for("PageNumber"), asked(&["3", "4", "5", "6", "7"]));
    assert!(service.asked_for("PageSize").iter().all(|size| size.as_deref() == Some("4")));

    // The last page alone: whether the pages before it were larger is not known.
    let service = numbered(25, 100, total(25));
    let request = ByNumber { page_number: Some(3), page_size: Some(10), ..ByNumber::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked().len()), ((20..25).collect(), 2));
}

#[tokio::test]
async fn a_number_may_be_text_and_the_total_stand_within_an_object() {
    let service = numbered(25, 100, |_| r#","Data":{"Total":"25"}"#.to_owned());
    let request = ByText { page_number: Some("2".into()), ..ByText::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked_for("PageNumber")), ((10..25).collect(), asked(&["2", "3"])));
}

#[tokio::test]
async fn pages_may_be_counted_from_zero() {
    let service = Canned::new(|asked| {
        let start = asked.number("PageNumber").unwrap_or(0) * 10;
        success(page((start..30).take(10), r#","TotalCount":30"#))
    });
    let jobs = service.client(fixed_config()).call(FromZero::default()).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked_for("PageNumber")), ((0..30).collect(), asked(&["", "1", "2"])));
}

#[tokio::test]
async fn what_moves_may_stand_within_an_object() {
    let service = || {
        Canned::new(|asked| match asked.get("Place.Cursor") {
            None => success(page([1], r#","NextToken":"c""#)),
            Some("c") => success(page([2], "")),
            other => panic!("{other:?}"),
        })
    };
    // What else stands there stays; if it is not there, it is made.
    let place = Place { kind: Some("k".into()), ..Place::default() };
    for (place, kind) in [(Some(place), Some("k".to_owned())), (None, None)] {
        let service = service();
        let request = Nested { place, ..Nested::default() };
        let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
        assert_eq!((ids(jobs), service.asked_for("Place.Kind")), (vec![1, 2], vec![kind.clone(), kind]));
    }
}

#[tokio::test]
async fn a_service_may_give_fewer_items_than_it_is_asked_for() {
    let service = numbered(120, 50, total(120));
    let request = ByNumber { page_size: Some(1000), ..ByNumber::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked().len()), ((0..120).collect(), 3));

    let service = numbered(120, 50, |_| String::new());
    let request = ByNumberWithoutTotal { page_size: Some(1000), ..ByNumberWithoutTotal::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked().len()), ((0..120).collect(), 4), "the last one is empty");
}

#[tokio::test]
async fn pages_may_leave_items_out() {
    // The service hides every job whose id is a multiple of three, and counts it.
    let service = Canned::new(|asked| {
        let start = (asked.number("PageNumber").unwrap_or(1) - 1) * 5;
        success(page((start..20).take(5).filter(|id| id % 3 != 0), r#","TotalCount":20"#))
    });
    let jobs = service.client(fixed_config()).call(ByNumber::default()).items().collect().await.unwrap();
    assert_eq!(ids(jobs), (0..20).filter(|id| id % 3 != 0).collect::<Vec<_>>());
}

#[tokio::test]
async fn offsets_count_items() {
    let offsets = |jobs: usize, most: usize| {
        Canned::new(move |asked| {
            let size = asked.number("Limit").unwrap_or(10).min(most);
            let start = asked.number("Offset").unwrap_or(0);
            success(page((start..jobs).take(size), &format!(r#","TotalCount":{jobs}"#)))
        })
    };
    let service = offsets(25, 4);
    let request = ByOffset { offset: Some(10), limit: Some(100), ..ByOffset::default() };
    let jobs = service.client(fixed_config()).call(request).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked_for("Offset")), ((10..25).collect(), asked(&["10", "14", "18", "22"])));

    let service = offsets(25, 10);
    let jobs = service.client(fixed_config()).call(ByOffsetWithoutTotal::default()).items().collect().await.unwrap();
    assert_eq!((ids(jobs), service.asked_for("Offset")), ((0..25).collect(), asked(&["", "10", "20", "25"])));
}

#[tokio::test]
async fn the_first_request_is_that_of_a_single_call() {
    let service = numbered(3, 100, total(3));
    let client = service.client(fixed_config());
    let request = ByNumber { kind: Some("k".into()), ..ByNumber::default() };
    client.call(request.clone()).await.unwrap();
    client.call(request).pages().collect().await.unwrap();
    let [single, first] = service.asked().try_into().ok().unwrap();
    assert_eq!((single.query, single.headers), (first.query, first.headers));
}
