//! Prints what can be observed of a call that is throttled once: `cargo run --example tracing --features tracing`.

use runtime::codegen::{ClientCore, Extra, Method, Operation, OperationInfo, ServiceInfo, object};
use runtime::{Config, Identity, Value};
use runtime_testing::{Loopback, Reply};
use tracing_subscriber::fmt::format::FmtSpan;

const HOST: &str = "ice.cn-shanghai.aliyuncs.com";
static SERVICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);

/// What `generated` has for each operation.
#[derive(Default)]
struct ListJobs {
    extra: Extra,
}

object!(ListJobs {});

impl Operation for ListJobs {
    type Output = Value;
    const INFO: OperationInfo = OperationInfo::rpc("ListJobs", Method::Post);
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .init();

    let throttled = Reply::Answer {
        status: 429,
        headers: vec![("x-acs-retry-after".to_owned(), "50".to_owned())],
        body: r#"{"Code":"Throttling.User","Message":"too fast","RequestId":"r-1"}"#.into(),
    };
    let server = Loopback::start([throttled, Reply::json(r#"{"RequestId":"r-2","Jobs":[]}"#)]).await?;
    let config = Config::new("cn-shanghai")
        .with_credentials(Identity::access_key("id", "secret"))
        .with_connect_override(HOST, server.address());
    let response = ClientCore::new(config, &SERVICE)?.call(ListJobs::default()).await?;
    println!("{} after {} attempts", *response, response.attempts().count());
    Ok(())
}
