//! A model of a service with jobs that come and go: whatever it does, pages end, and no job is lost or comes twice.

use proptest::prelude::*;

use super::operations::*;
use crate::support::canned::{Asked, Canned, success};
use crate::support::fixed_config;

/// What a service does between two requests, and how it cuts its pages.
#[derive(Clone, Debug)]
struct Model {
    jobs: usize,
    /// How many jobs are added at the end, or taken from it, before each request.
    changes: Vec<isize>,
    asked_size: Option<i64>,
    most: usize,
    start: usize,
    has_total: bool,
    /// Which requests by token get an empty page that leads on.
    empty: Vec<bool>,
}

fn models() -> impl Strategy<Value = Model> {
    let changes = prop::collection::vec(-6_isize..6, 0..12);
    let empty = prop::collection::vec(any::<bool>(), 0..12);
    let sizes = (prop::option::of(1_i64..20), 1_usize..12, 1_usize..4);
    (0_usize..60, changes, sizes, any::<bool>(), empty).prop_map(|(jobs, changes, sizes, has_total, empty)| {
        let (asked_size, most, start) = sizes;
        Model { jobs, changes, asked_size, most, start, has_total, empty }
    })
}

impl Model {
    /// The service, given where the first page begins and how a request says where its page does.
    fn service(self, begin: impl Fn(&Asked, usize) -> usize + Send + 'static) -> Canned {
        let (mut jobs, mut changes) = (self.jobs, self.changes.into_iter());
        Canned::new(move |asked| {
            jobs = jobs.saturating_add_signed(changes.next().unwrap_or(0));
            let size = asked.number("PageSize").or(asked.number("Limit")).unwrap_or(10).min(self.most);
            let total = if self.has_total { format!(r#","TotalCount":{jobs}"#) } else { String::new() };
            success(page((begin(asked, size)..jobs).take(size), &total))
        })
    }

    /// The jobs that were there all the time, from the first page on: those must be found.
    fn certain(&self, first: usize) -> std::ops::Range<usize> {
        let least = self.changes.iter().scan(self.jobs, |jobs, change| {
            *jobs = jobs.saturating_add_signed(*change);
            Some(*jobs)
        });
        first..least.min().unwrap_or(self.jobs).min(self.jobs).max(first)
    }
}

fn check(found: &[usize], certain: std::ops::Range<usize>, model: &Model) {
    assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "twice, or out of order: {found:?} {model:?}");
    assert!(certain.clone().all(|id| found.contains(&id)), "lost of {certain:?}: {found:?} {model:?}");
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Set `PROPTEST_CASES` for more.
fn cases() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: 150, ..config } }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn by_number(model in models()) {
        let service = model.clone().service(|asked, size| (asked.number("PageNumber").unwrap_or(1) - 1) * size);
        let size = model.asked_size.map_or(10, |size| usize::try_from(size).unwrap()).min(model.most);
        let request = ByNumber {
            page_number: Some(model.start.try_into().unwrap()),
            page_size: model.asked_size,
            ..ByNumber::default()
        };
        let found = ids(run(service.client(fixed_config()).call(request).items().collect()).unwrap());
        check(&found, model.certain((model.start - 1) * size), &model);
        prop_assert!(service.asked().len() <= (model.jobs + 70) / size + 2);
    }

    #[test]
    fn by_offset(model in models()) {
        let service = model.clone().service(|asked, _| asked.number("Offset").unwrap_or(0));
        let request = ByOffset { offset: Some(model.start.try_into().unwrap()), limit: model.asked_size, ..ByOffset::default() };
        let found = ids(run(service.client(fixed_config()).call(request).items().collect()).unwrap());
        check(&found, model.certain(model.start), &model);
    }

    #[test]
    fn by_token(model in models()) {
        let (jobs, most, empty) = (model.jobs, model.most, model.empty.clone());
        let mut made = 0;
        let service = Canned::new(move |asked| {
            // `place-request`, so that an empty page has another token.
            let token = asked.get("NextToken").unwrap_or("0-0");
            let start: usize = token.split_once('-').unwrap().0.parse().unwrap();
            let size = if empty.get(made).copied().unwrap_or(false) { 0 } else { most };
            made += 1;
            let end = (start + size).min(jobs);
            success(page(start..end, &if end < jobs { format!(r#","NextToken":"{end}-{made}""#) } else { String::new() }))
        });
        let found = ids(run(service.client(fixed_config()).call(ByToken::default()).items().collect()).unwrap());
        prop_assert_eq!(found, (0..jobs).collect::<Vec<_>>());
    }
}

/// Set `PAGES` for more than a thousand.
#[test]
fn many_pages() {
    let pages = std::env::var("PAGES").map_or(1000, |pages| pages.parse().unwrap());
    let service = Canned::new(move |asked| {
        let start: usize = asked.get("NextToken").map_or(0, |token| token.parse().unwrap());
        let next = if start + 1 < pages { format!(r#","NextToken":"{}""#, start + 1) } else { String::new() };
        success(page([start], &next))
    });
    let found = ids(run(service.client(fixed_config()).call(ByToken::default()).items().collect()).unwrap());
    assert_eq!(found, (0..pages).collect::<Vec<_>>());
    assert_eq!(service.asked().len(), pages);
}
