//! What a signature costs, whole and by stages: CPU time of one, over a small and a large request.
//!
//! `cargo bench -p alibabacloud-runtime --bench sign -- --rounds N`

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;

use runtime::codegen::encoding;
use runtime::codegen::sign::{CanonicalRequest, SigningKey, SigningRequest, authorization, payload_hash};
use runtime_testing::measure;

const COUNT: u32 = 100_000;
const KEY: (&str, &str) = ("LTAI5tBenchmarkBenchmark", "0123456789abcdefghijklmnopqrst");

fn main() -> ExitCode {
    measure::main(|rounds| {
        stages("small", "InstanceId=39f8e0bc005e4f30&RequireToken=true", rounds)?;
        stages("large", &large_query(), rounds)
    })
}

/// Measures each stage, and all in one.
fn stages(size: &str, query: &str, rounds: usize) -> Result<(), Box<dyn Error>> {
    let payload = payload_hash(b"");
    let headers = headers(&payload);
    let request = SigningRequest { method: "POST", path: "/", query, headers: &headers, payload_hash: &payload };
    let canonical = CanonicalRequest::new(&request);
    let string_to_sign = canonical.string_to_sign();
    let (id, key) = (black_box(KEY.0), SigningKey::new(black_box(KEY.1)));
    let signature = string_to_sign.sign(&key);

    let report = |stage: &str, run: &dyn Fn()| {
        let samples: Vec<_> = (0..rounds).map(|_| measure::nanoseconds_each(COUNT, run)).collect();
        measure::report(&format!("sign/{size}/{stage}"), "ns", &samples)
    };
    report("payload-hash", &|| drop(black_box(payload_hash(black_box(b"")))))?;
    report("canonical-request", &|| drop(black_box(CanonicalRequest::new(black_box(&request)))))?;
    report("string-to-sign", &|| drop(black_box(black_box(&canonical).string_to_sign())))?;
    report("signature", &|| {
        black_box(black_box(&string_to_sign).sign(black_box(&key)));
    })?;
    report("header", &|| drop(black_box(black_box(&signature).authorization(id, canonical.signed_headers()))))?;
    report("authorization", &|| drop(black_box(authorization(black_box(&request), id, black_box(&key)))))?;
    Ok(())
}

/// The headers of a call, in the order in which a client sets them.
fn headers(payload_hash: &str) -> [(&str, &str); 9] {
    [
        ("host", "ice.cn-shanghai.aliyuncs.com"),
        ("x-acs-version", "2020-11-09"),
        ("x-acs-action", "StartAIAgentInstance"),
        ("user-agent", "AlibabaCloud (linux; x86_64) Rust/1.95 Core/0.1.0"),
        ("x-acs-date", "2026-01-14T08:00:00Z"),
        ("x-acs-signature-nonce", "64a3e0c0176ff53f2128ae8f74c0a1da"),
        ("accept", "application/json"),
        ("x-acs-content-sha256", payload_hash),
        ("x-acs-credentials-provider", "static_ak"),
    ]
}

/// A query with one parameter of 1 KB of JSON.
fn large_query() -> String {
    let part = r#"{"Greeting":"Hello, how can I help?","Volume":50,"Wait":true,"Next":"#;
    let mut document = part.repeat(14) + "{}" + &"}".repeat(14);
    document.truncate(1024);
    let pairs = [("AIAgentId", "39f8e0bc005e4f30"), ("TemplateConfig", &document), ("UserData", "{}")];
    encoding::canonical_query(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}
