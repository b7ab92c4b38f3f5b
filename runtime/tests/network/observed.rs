//! What a program that subscribes to `tracing` sees of its calls.

use std::future::ready;

use runtime::Retry;
use runtime_testing::{Observer, Reply};
use tracing::Instrument;

use crate::support::operations::Takeover;
use crate::support::{HOST, fixed_config, scripted_with};

fn answer(status: u16, body: &'static str) -> Reply {
    Reply::Answer { status, headers: Vec::new(), body: body.into() }
}

/// What is seen of a call that is answered like this.
async fn seen(replies: impl IntoIterator<Item = Reply>) -> Vec<String> {
    let config = fixed_config().with_retry(Retry::standard()).with_sleep(|_| Box::pin(ready(())));
    let (_server, client) = scripted_with(config, replies).await;
    let observer = Observer::new();
    let _guard = tracing::subscriber::set_default(observer.clone());
    let request = Takeover { instance_id: Some("i-1".to_owned()), ..Takeover::default() };
    let _ = client.call(request).query("Secret", "hidden value").await;
    // hyper has events of its own.
    observer.lines().into_iter().filter(|line| !line.contains(" hyper_util")).collect()
}

#[tokio::test]
async fn a_call_that_succeeds_at_the_second_attempt() {
    let lines = seen([
        answer(429, r#"{"Code":"Throttling.User","Message":"hidden value","RequestId":"r-1"}"#),
        answer(200, r#"{"RequestId":"r-2"}"#),
    ]);
    let lines = lines.await;
    let expected = [
        &format!(
            "INFO call otel.name=ICE/TakeoverAIAgentCall otel.kind=\"client\" alibaba_cloud.product=\"ICE\" \
             alibaba_cloud.version=\"2020-11-09\" alibaba_cloud.operation=\"TakeoverAIAgentCall\" server.address=\"{HOST}\""
        ),
        &format!(
            "DEBUG attempt otel.name=\"POST\" otel.kind=\"client\" http.request.method=\"POST\" server.address=\"{HOST}\""
        ),
        &format!("TRACE alibabacloud message=connected server.address=\"{HOST}\""),
        "record http.response.status_code=429",
        "record alibaba_cloud.request_id=\"r-1\"",
        "record error.type=\"Throttling.User\"",
        "record otel.status_code=\"ERROR\"",
        "DEBUG alibabacloud message=attempt failed, another follows error.type=\"Throttling.User\" \
         alibaba_cloud.retry_delay_ms=",
        &format!(
            "DEBUG attempt otel.name=\"POST\" otel.kind=\"client\" http.request.method=\"POST\" \
             http.request.resend_count=1 server.address=\"{HOST}\""
        ),
        "record http.response.status_code=200",
        "record alibaba_cloud.request_id=\"r-2\"",
        "record http.response.status_code=200",
        "record alibaba_cloud.request_id=\"r-2\"",
        "record alibaba_cloud.attempts=2",
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}\n{expected}");
    }
}

#[tokio::test]
async fn what_a_service_repeats_of_a_request_is_not_shown() {
    let echo = r#"{"Code":"hidden value","Message":"no hidden value","RequestId":"hidden value"}"#;
    let lines = seen([answer(400, echo)]).await;
    assert!(lines.iter().all(|line| !line.contains("hidden value")), "{lines:#?}");
    assert!(lines.iter().any(|line| line == "record error.type=\"400\""), "{lines:#?}");
    assert!(lines.last().unwrap().contains("call failed"), "{lines:#?}");
}

#[tokio::test]
async fn a_call_that_is_not_sent() {
    let observer = Observer::new();
    let config = runtime::Config::for_endpoint("localhost:1").with_credentials(runtime::Identity::access_key("", ""));
    let client = runtime::codegen::ClientCore::new(config, &crate::support::ICE).unwrap();
    let _guard = tracing::subscriber::set_default(observer.clone());
    let outer = tracing::info_span!("outer");
    let _ = async { client.call(Takeover::default()).await }.instrument(outer).await;
    let lines = observer.lines();
    assert!(lines.contains(&"record error.type=\"credentials\"".to_owned()), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("server.address=\"localhost\" server.port=1")), "{lines:#?}");
}
