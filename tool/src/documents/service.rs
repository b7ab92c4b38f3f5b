//! The vendor's metadata service: where its documents are, and what its answers mean.
//!
//! `GET <base>/products/<product>/versions/<version>/api-docs.json` is a document, `GET <base>/products.json` the list of all
//! products. The service answers with documents, with error objects (of status 200, too), or with pages for people.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::report::failure::Failure;
use crate::specs::read::LARGEST;

use super::products::Products;
use super::source::{TOO_LARGE, VARIABLE, failure};
use super::{DocumentRequest, Fetch, FetchError, FetchErrorKind, FetchedDocument, FetchedResponse, Progress};

/// The address of the vendor's service.
pub(super) const SERVICE: &str = "https://api.aliyun.com/meta/v1";

/// How often a request is sent that may succeed a moment later.
const ATTEMPTS: u32 = 3;

/// The time before the first repetition; it doubles.
const PAUSE: Duration = Duration::from_millis(500);

/// An error object is no longer than this. A document may be long, and is not parsed twice.
const LONGEST_ERROR: usize = 64 * 1024;

/// How much of an error is shown.
const SHOWN: usize = 200;

/// A service that answers like the vendor's.
pub(crate) struct Service<'p> {
    base: String,
    network: &'p Arc<dyn Fetch>,
}

/// Why there is no document.
enum Refusal {
    /// The service does not know it.
    Unknown(String),
    /// Anything else, and what to do.
    Failed(String, &'static str),
    /// Something that may be over in a moment.
    Transient(String),
}

impl<'p> Service<'p> {
    /// The service at an address.
    pub(super) fn new(base: &str, network: &'p Arc<dyn Fetch>) -> Result<Self, Failure> {
        let rest = ["https://", "http://"].iter().find_map(|scheme| base.strip_prefix(scheme));
        let is_plain = |rest: &str| !rest.is_empty() && !rest.contains(['?', '#', '@', ' ', '\\']);
        if rest.is_none_or(|rest| !is_plain(rest)) {
            let message = "the address of the documents must be like `https://host/path`, without a user or a query";
            return Err(failure(
                message.to_owned(),
                &format!("correct {VARIABLE}, or `documents` in the configuration"),
            ));
        }
        Ok(Self { base: base.trim_end_matches('/').to_owned(), network })
    }

    /// Fetches a document. The case of letters in product and version does not matter.
    pub(super) fn document(
        &self,
        product: &str,
        version: Option<&str>,
        progress: &Progress,
    ) -> Result<FetchedDocument, Failure> {
        let request = match version {
            Some(version) => DocumentRequest { product: product.to_owned(), version: version.to_owned() },
            None => self.preferred(product, progress)?,
        };
        self.requested(&request, progress)
    }

    /// The version that the vendor prefers.
    fn preferred(&self, product: &str, progress: &Progress) -> Result<DocumentRequest, Failure> {
        let help = format!("name the version: `{product}/VERSION`");
        match self.products(progress) {
            Ok(None) | Err(Refusal::Unknown(_)) => {
                Err(failure(format!("{} has no list of products", self.base), &help))
            }
            Ok(Some(products)) => products.preferred(product).map_err(|(message, help)| failure(message, &help)),
            Err(Refusal::Failed(message, help)) => Err(self.without_list(&message, help)),
            Err(Refusal::Transient(message)) => Err(self.without_list(&message, "try again later")),
        }
    }

    /// The list of all products; `None` if the answer is none.
    fn products(&self, progress: &Progress) -> Result<Option<Products>, Refusal> {
        let url = format!("{}/products.json", self.base);
        self.repeated(&url, "the list of products", progress).map(|list| Products::read(&list))
    }

    fn without_list(&self, message: &str, help: &str) -> Failure {
        failure(format!("cannot fetch the list of products from {}: {message}", self.base), help)
    }

    fn requested(&self, request: &DocumentRequest, progress: &Progress) -> Result<FetchedDocument, Failure> {
        match self.attempts(request, progress) {
            Ok(document) => Ok(document),
            Err(Refusal::Unknown(message)) => self.unknown(request, &message, progress),
            Err(Refusal::Failed(message, help)) => Err(self.failed(request, &message, help)),
            Err(Refusal::Transient(message)) => Err(self.failed(request, &message, "try again later")),
        }
    }

    /// A document under another spelling, or what to do about its name.
    fn unknown(
        &self,
        request: &DocumentRequest,
        message: &str,
        progress: &Progress,
    ) -> Result<FetchedDocument, Failure> {
        let products = self.products(progress).ok().flatten();
        match products.as_ref().and_then(|products| products.respelled(request)) {
            Some(respelled) => match self.attempts(&respelled, progress) {
                Ok(document) => Ok(document),
                Err(Refusal::Unknown(message) | Refusal::Failed(message, _) | Refusal::Transient(message)) => {
                    Err(self.failed(&respelled, &message, "try again later"))
                }
            },
            None => {
                let help = match products.map(|products| products.advice(request)) {
                    Some(Some(advice)) => advice,
                    Some(None) => "the service lists it all the same: try again later".to_owned(),
                    None => "check product and version; case may matter".to_owned(),
                };
                Err(self.failed(request, message, &help))
            }
        }
    }

    /// Requests a document.
    fn attempts(&self, request: &DocumentRequest, progress: &Progress) -> Result<FetchedDocument, Refusal> {
        let DocumentRequest { product, version } = request;
        let url = format!("{}/products/{product}/versions/{version}/api-docs.json", self.base);
        let bytes = self.repeated(&url, &request.to_string(), progress)?;
        Ok(FetchedDocument { bytes, name: url, archived: None })
    }

    /// Requests something until there is an answer that will not change in a moment.
    fn repeated(&self, url: &str, what: &str, progress: &Progress) -> Result<Vec<u8>, Refusal> {
        let mut pause = PAUSE;
        let mut attempt = 1;
        loop {
            progress.show(&match attempt {
                1 => format!("fetching {what}"),
                _ => format!("fetching {what}, attempt {attempt} of {ATTEMPTS}"),
            });
            match judged(self.network.get(url, LARGEST << 20)) {
                Err(Refusal::Transient(_)) if attempt < ATTEMPTS => {}
                answer => return answer,
            }
            self.network.pause(pause);
            pause *= 2;
            attempt += 1;
        }
    }

    fn failed(&self, request: &DocumentRequest, message: &str, help: &str) -> Failure {
        failure(format!("cannot fetch {request} from {}: {message}", self.base), help)
    }
}

/// The document of an answer, or what the answer says instead.
fn judged(answer: Result<FetchedResponse, FetchError>) -> Result<Vec<u8>, Refusal> {
    let FetchedResponse { status, location, body } = match answer {
        Ok(response) => response,
        Err(FetchError { message, kind }) => {
            return Err(match kind {
                FetchErrorKind::Interrupted => Refusal::Transient(message),
                FetchErrorKind::Unreachable => Refusal::Failed(message, UNREACHABLE),
                FetchErrorKind::TooLarge => Refusal::Failed(message, TOO_LARGE),
            });
        }
    };
    if (300..400).contains(&status) {
        let target = location.map(|location| format!(" to {location}")).unwrap_or_default();
        let message = format!("the service redirects{target} (status {status}), which is not followed");
        return Err(Refusal::Failed(message, "set the address of the documents: see ALIBABACLOUD_DOCUMENTS"));
    }
    let error = error_object(&body);
    let code = error.as_ref().and_then(|(code, _)| code.parse::<u16>().ok());
    let described = error.as_ref().map(|(code, message)| {
        let parts: Vec<&str> = [code.as_str(), message].into_iter().filter(|part| !part.is_empty()).collect();
        format!("the service answers with an error: {}", shown(&parts.join(", ")))
    });
    let (is_busy, is_failed) = (|status| status == 429 || (500..600).contains(&status), !(200..300).contains(&status));
    match described {
        Some(message) if is_busy(status) || code.is_some_and(is_busy) => Err(Refusal::Transient(message)),
        Some(message) => Err(Refusal::Unknown(message)),
        None if is_busy(status) => Err(Refusal::Transient(format!("the service answers with status {status}"))),
        None if status == 404 => Err(Refusal::Unknown("the service answers with status 404".to_owned())),
        None if is_failed => Err(Refusal::Failed(format!("the service answers with status {status}"), PROXY)),
        None if body.iter().all(u8::is_ascii_whitespace) => Err(Refusal::Transient("the answer is empty".to_owned())),
        None if is_page(&body) => {
            Err(Refusal::Failed("the answer is a page in HTML, not a document".to_owned(), PROXY))
        }
        None => Ok(body),
    }
}

/// Whether a response is what was asked for, and not an error of any kind.
pub(super) fn is_answer(response: &FetchedResponse) -> bool {
    judged(Ok(response.clone())).is_ok()
}

/// What to do where there is no network.
const UNREACHABLE: &str = "check the network and the proxy in `HTTPS_PROXY`, or import the document from a file";

/// What to do about an answer that is none of the service.
const PROXY: &str = "open the address in a browser: a proxy may ask for a login, or the address may be wrong";

/// Code and message of an error object, which has neither `info` nor `apis`.
fn error_object(body: &[u8]) -> Option<(String, String)> {
    let object: Value = (body.len() <= LONGEST_ERROR).then(|| serde_json::from_slice(body).ok())??;
    let has = |name: &str| object.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v);
    if has("info").is_some() || has("apis").is_some() {
        return None;
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some((text(has("code")?), has("message").map(text).unwrap_or_default()))
}

fn is_page(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'<')
}

/// A text of the service in one short line.
fn shown(text: &str) -> String {
    let line: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.len() < text.len() { line + "…" } else { line }
}
