//! A request that is shown instead of sent.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use runtime::identity::{CredentialsContext, CredentialsError, DefaultCredentials};
use runtime::transport::HttpTransport;
use runtime::{CredentialsProvider, Identity, Value};
use tool::terminal::{NOTE, printable};

use crate::capture::{self, CapturedRequest, Failed, NoNetwork};
use crate::client::ClientOptions;
use crate::operation::ExploredOperation;

/// How long credentials are looked for.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The key of requests that are shown without one.
const PLACEHOLDER: &str = "PLACEHOLDER-ACCESS-KEY-ID";

/// A request as people read it, and what they should know about it.
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) notes: Vec<String>,
}

/// Shows the request of a call.
pub(crate) async fn show(
    operation: &ExploredOperation,
    object: &Value,
    options: &ClientOptions,
) -> Result<Shown, Failed> {
    let mut notes = Vec::new();
    let network = Arc::new(NoNetwork::default());
    let identity = match identity(options.profile.as_deref(), network.clone()).await {
        Ok(identity) => identity,
        // A profile that was named is at fault itself, unless its identity comes from the network.
        Err(error) if options.profile.is_some() && !network.is_asked() => return Err(Failed::Profile(error)),
        Err(reason) => {
            if !operation.call().anonymous {
                // Of a profile that was named, people want to know what is wrong with it.
                let reason = options.profile.as_ref().map(|_| format!(": {reason}")).unwrap_or_default();
                let reason = printable(&reason);
                notes.push(format!(
                    "no credentials were found without a network, so a placeholder signs: {PLACEHOLDER}{reason}"
                ));
            }
            Identity::access_key(PLACEHOLDER, "placeholder-secret").with_provider_name("placeholder")
        }
    };
    let captured = capture::capture(operation, object, options.config(), identity).await?;
    Ok(Shown { text: text(&captured), notes })
}

/// The identity that the environment or a profile has without asking anybody.
async fn identity(profile: Option<&str>, network: Arc<dyn HttpTransport>) -> Result<Identity, CredentialsError> {
    let mut chain = DefaultCredentials::builder().without_oidc().without_ecs_ram_role().without_uri();
    if let Some(profile) = profile {
        chain = chain.profile(profile).without_environment();
    }
    chain.build().identity(CredentialsContext::new(&network, now(), TIME_LIMIT)).await
}

#[expect(clippy::disallowed_methods, reason = "temporary keys end at a time of the system's clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

fn text(captured: &CapturedRequest) -> String {
    let request = &captured.request;
    let shown = |text: &str| printable(&captured.redacted(text));
    let mut page = format!("{NOTE}{}{NOTE:#} {}\n", request.method(), shown(&request.uri().to_string()));
    for (name, value) in captured.headers() {
        let value = if name == "authorization" { without_signature(&value) } else { value };
        let _ = writeln!(page, "{name}: {}", shown(&value));
    }
    match str::from_utf8(captured.body()) {
        Ok("") => {}
        Ok(body) => {
            let _ = writeln!(page, "\n{}", shown(body));
        }
        Err(_) => {
            let _ = writeln!(page, "\n[{} bytes]", captured.body().len());
        }
    }
    match captured.stages() {
        Some(stages) => {
            let _ = writeln!(page, "\n{NOTE}Canonical request{NOTE:#}\n{}", shown(&stages.canonical_request));
            let _ = writeln!(page, "\n{NOTE}String to sign{NOTE:#}\n{}", stages.string_to_sign);
        }
        None => page.push_str("\nnot signed\n"),
    }
    page
}

/// Whoever has the signature can send the request.
fn without_signature(authorization: &str) -> String {
    match authorization.split_once("Signature=") {
        Some((before, _)) => format!("{before}Signature=[redacted]"),
        None => "[redacted]".to_owned(),
    }
}
