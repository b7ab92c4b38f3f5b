//! What the answers of a service mean, without a network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::tempdir;

use super::*;
use crate::project::Project;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;

/// A service that answers from a script, and counts.
#[derive(Debug, Default)]
pub(crate) struct Scripted {
    replies: Mutex<VecDeque<Result<FetchedResponse, FetchError>>>,
    pub(crate) urls: Mutex<Vec<String>>,
    pauses: Mutex<Vec<Duration>>,
}

impl Scripted {
    pub(crate) fn new(replies: impl IntoIterator<Item = Result<FetchedResponse, FetchError>>) -> Arc<Self> {
        Arc::new(Self { replies: Mutex::new(replies.into_iter().collect()), ..Self::default() })
    }
}

impl Fetch for Scripted {
    fn get(&self, url: &str, _: u64) -> Result<FetchedResponse, FetchError> {
        self.urls.lock().unwrap().push(url.to_owned());
        self.replies.lock().unwrap().pop_front().unwrap_or_else(|| panic!("nothing is expected of {url}"))
    }

    fn pause(&self, time: Duration) {
        self.pauses.lock().unwrap().push(time);
    }
}

#[expect(clippy::unnecessary_wraps, reason = "beside replies that are errors")]
pub(crate) fn reply(status: u16, body: &str) -> Result<FetchedResponse, FetchError> {
    Ok(FetchedResponse { status, location: None, body: body.as_bytes().to_vec() })
}

fn broken(kind: FetchErrorKind) -> Result<FetchedResponse, FetchError> {
    Err(FetchError { message: "broken".to_owned(), kind })
}

const DOCUMENT: &str = r#"{"info": {"product": "Ecs", "version": "2014-05-26"}}"#;
const UNKNOWN: &str = r#"{"code": "NotFound", "message": "no such product"}"#;
const PRODUCTS: &str = r#"[
    {"code": "Ecs", "versions": ["2014-05-26", "2016-03-14"], "name": "Compute"},
    {"code": "Ess", "versions": ["2022-02-22"]}
]"#;

/// What becomes of a request, and how often the service was asked.
fn fetch(
    request: &str,
    replies: impl IntoIterator<Item = Result<FetchedResponse, FetchError>>,
) -> (Result<FetchedDocument, Failure>, Arc<Scripted>) {
    let network = Scripted::new(replies);
    let root = std::path::Path::new("/srv/project");
    let project = Project::with_documents(root, "https://example.com/meta/v1/").with_network(network.clone());
    let source = DocumentSource::of(&project, false).unwrap_or_else(|failure| panic!("{}", failure.message));
    let request = DocumentRequest::parse(request).unwrap();
    (source.fetch(&request.product, Some(&request.version), &Progress::new(MessageFormat::Json)), network)
}

#[track_caller]
fn refused(replies: impl IntoIterator<Item = Result<FetchedResponse, FetchError>>, message: &str, help: &str) {
    let (result, network) = fetch("Ecs/2014-05-26", replies);
    let failure = result.expect_err("a document");
    assert_eq!(failure.message, format!("cannot fetch Ecs/2014-05-26 from https://example.com/meta/v1: {message}"));
    assert!(failure.help.contains(help), "{}", failure.help);
    assert!(network.replies.lock().unwrap().is_empty(), "all replies are asked for");
}

#[test]
fn a_document_is_what_the_service_answers() {
    let (document, network) = fetch("Ecs/2014-05-26", [reply(200, DOCUMENT)]);
    let document = document.map_err(|failure| failure.message).unwrap();
    assert_eq!(document.bytes, DOCUMENT.as_bytes());
    assert_eq!(document.name, "https://example.com/meta/v1/products/Ecs/versions/2014-05-26/api-docs.json");
    assert_eq!(*network.urls.lock().unwrap(), [document.name]);
}

#[test]
fn what_is_no_document_is_named() {
    let page = "\n<!DOCTYPE html><html><body>Log in</body></html>";
    refused([reply(200, page)], "the answer is a page in HTML, not a document", "a proxy may ask for a login");
    refused([reply(403, "")], "the service answers with status 403", "browser");
    let moved = FetchedResponse { status: 302, location: Some("https://example.org/".to_owned()), body: Vec::new() };
    let message = "the service redirects to https://example.org/ (status 302), which is not followed";
    refused([Ok(moved)], message, "ALIBABACLOUD_DOCUMENTS");
    refused([broken(FetchErrorKind::Unreachable)], "broken", "check the network and the proxy");
    refused([broken(FetchErrorKind::TooLarge)], "broken", "a few MiB");
}

#[test]
fn what_may_be_over_in_a_moment_is_tried_three_times() {
    let server = r#"{"code":500,"message":"server error"}"#;
    let error = "the service answers with an error: 500, server error";
    refused([reply(200, server), reply(200, server), reply(200, server)], error, "try again later");
    refused([reply(503, ""), reply(429, ""), reply(502, "bad")], "the service answers with status 502", "later");
    refused([reply(200, ""), reply(200, " \n"), reply(200, "")], "the answer is empty", "later");
    let (document, network) =
        fetch("Ecs/2014-05-26", [broken(FetchErrorKind::Interrupted), reply(500, server), reply(200, DOCUMENT)]);
    assert!(document.is_ok());
    assert_eq!(*network.pauses.lock().unwrap(), [500, 1000].map(Duration::from_millis));
}

#[test]
fn the_case_of_letters_does_not_matter() {
    let (document, network) = fetch("ecs/2014-05-26", [reply(404, ""), reply(200, PRODUCTS), reply(200, DOCUMENT)]);
    assert!(document.is_ok());
    let urls = network.urls.lock().unwrap();
    assert_eq!(urls[1], "https://example.com/meta/v1/products.json");
    assert_eq!(urls[2], "https://example.com/meta/v1/products/Ecs/versions/2014-05-26/api-docs.json");
}

#[test]
fn without_a_version_it_is_the_one_that_the_vendor_prefers() {
    let preferred = |product: &str| {
        let list = PRODUCTS.replace("\"name\"", "\"defaultVersion\": \"2014-05-26\", \"name\"");
        let old = r#", {"code": "Old", "versions": ["1", "2"], "defaultVersion": "3"}]"#;
        let list = list.trim_end().strip_suffix(']').unwrap().to_owned() + old;
        let network = Scripted::new([reply(200, &list), reply(200, DOCUMENT)]);
        let project = Project::with_documents(std::path::Path::new("/"), "https://example.com").with_network(network);
        let source = DocumentSource::of(&project, false).unwrap_or_else(|failure| panic!("{}", failure.message));
        let fetched = source.fetch(product, None, &Progress::new(MessageFormat::Json));
        fetched.map(|document| document.name).map_err(|failure| format!("{}; {}", failure.message, failure.help))
    };
    let path = |path: &str| Ok(format!("https://example.com/products/{path}/api-docs.json"));
    assert_eq!(preferred("ecs"), path("Ecs/versions/2014-05-26"));
    assert_eq!(preferred("Ess"), path("Ess/versions/2022-02-22"));
    assert_eq!(preferred("old"), Err("`old` has several versions; name `Old/1` or `Old/2`".to_owned()));
    assert_eq!(preferred("Esss"), Err("there is no product `Esss`; did you mean `Ess/2022-02-22`?".to_owned()));
}

#[test]
fn a_list_of_products_that_cannot_be_fetched_is_not_called_missing() {
    let advice = |replies: Vec<Result<FetchedResponse, FetchError>>| {
        let project = Project::with_documents(std::path::Path::new("/"), "https://example.com");
        let project = project.with_network(Scripted::new(replies));
        let source = DocumentSource::of(&project, false).unwrap_or_else(|failure| panic!("{}", failure.message));
        let failure = source.fetch("Ecs", None, &Progress::new(MessageFormat::Json)).expect_err("a document");
        (failure.message, failure.help)
    };
    let base = "cannot fetch the list of products from https://example.com: ";
    let (message, help) = advice((0..3).map(|_| reply(503, "")).collect());
    assert!(message.starts_with(base) && message.contains("503"), "{message}");
    assert_eq!(help, "try again later");
    let (message, help) = advice(vec![broken(FetchErrorKind::Unreachable)]);
    assert!(message.starts_with(base), "{message}");
    assert!(!help.is_empty());
    let (message, help) = advice(vec![reply(404, UNKNOWN)]);
    assert_eq!(message, "https://example.com has no list of products");
    assert_eq!(help, "name the version: `Ecs/VERSION`");
}

#[test]
fn an_unknown_product_or_version_has_a_suggestion() {
    let advice = |request: &str, list: &str| {
        // An empty list may be there in a moment, and is requested again.
        let lists = std::iter::repeat_with(|| reply(200, list)).take(if list.is_empty() { 3 } else { 1 });
        let (result, _) = fetch(request, std::iter::once(reply(200, UNKNOWN)).chain(lists));
        let failure = result.expect_err("a document");
        assert!(failure.message.ends_with("the service answers with an error: NotFound, no such product"));
        failure.help
    };
    assert_eq!(
        advice("Ecx/2014-05-26", PRODUCTS),
        "there is no product `Ecx`; did you mean `Ecs/2014-05-26` or `Ecs/2016-03-14`?"
    );
    assert_eq!(
        advice("ecs/2015-05-26", PRODUCTS),
        "there is no version `2015-05-26`; name `Ecs/2014-05-26` or `Ecs/2016-03-14`"
    );
    assert!(advice("nothing/1", PRODUCTS).starts_with("there is no product `nothing`; the vendor's portal"));
    assert_eq!(advice("Ecs/2014-05-26", PRODUCTS), "the service lists it all the same: try again later");
    // The list is a help, and no condition.
    for list in ["", "<html>", "{}", "[1, {\"code\": 2}]"] {
        let help = advice("Ecx/2014-05-26", list);
        assert!(help == "check product and version; case may matter" || help.contains("no product `Ecx`"), "{help}");
    }
}

#[test]
fn a_text_of_the_service_stays_one_short_line() {
    let long = format!(r#"{{"Code": "A\nB\u001b[31m", "Message": "{}"}}"#, "x".repeat(1000));
    let (result, _) = fetch("Ecs/2014-05-26", [reply(400, &long), reply(200, PRODUCTS)]);
    let message = result.expect_err("a document").message;
    assert!(message.contains("A B [31m, xxx") && message.ends_with("x…") && message.len() < 400, "{message}");
    assert!(!message.contains(char::is_control));
}

#[test]
fn documents_come_from_a_folder_too() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("docs/ecs/2014-05-26");
    std::fs::create_dir_all(&path).unwrap();
    std::fs::write(path.join("api-docs.json"), DOCUMENT).unwrap();
    // No network is needed.
    let project = Project::with_documents(folder.path(), "docs");
    assert!(!is_remote(&project));
    let source = DocumentSource::of(&project, true).unwrap_or_else(|failure| panic!("{}", failure.message));
    let fetch = |product, version| source.fetch(product, version, &Progress::new(MessageFormat::Json));
    for version in [Some("2014-05-26"), None] {
        assert_eq!(fetch("Ecs", version).unwrap_or_else(|_| panic!()).bytes, DOCUMENT.as_bytes());
    }
    let refused = |product, version| fetch(product, version).expect_err("a document");
    assert_eq!(refused("Ecs", Some("2016-03-14")).message, "no document of `Ecs 2016-03-14` in `docs`");
    assert_eq!(refused("Eccs", None).help, "did you mean `ecs`?");
    std::fs::create_dir_all(folder.path().join("docs/ecs/2016-03-14")).unwrap();
    std::fs::write(folder.path().join("docs/ecs/2016-03-14/api-docs.json"), DOCUMENT).unwrap();
    assert!(refused("ecs", None).message.starts_with("there are several documents of `ecs`: `ecs/2014-05-26/"));
}

#[test]
fn without_a_network_the_command_says_what_is_missing() {
    let failure = |project: &Project, is_offline| DocumentSource::of(project, is_offline).err().unwrap();
    let project = Project::at(std::path::Path::new("/srv/project"));
    assert!(is_remote(&project));
    let offline = failure(&project, true);
    assert_eq!(offline.message, "documents come from https://api.aliyun.com/meta/v1, which needs the network");
    assert_eq!(failure(&project, false).message, "this program is built without its feature `network`");
    let network = Scripted::new([]);
    for address in ["ftp://example.com", "https://user@example.com", "https://example.com/?a=1", "https://"] {
        let project = Project::with_documents(project.root(), address).with_network(network.clone());
        let failure = failure(&project, false);
        assert!(failure.message.contains("without a user or a query"), "{address}: {}", failure.message);
        assert!(!failure.message.contains("user@"), "an address may hold a secret");
    }
}
