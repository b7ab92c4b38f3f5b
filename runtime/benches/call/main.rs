//! What a signed call costs beyond a bare HTTP request: CPU time of this process alone, 64 calls in flight on loopback.
//!
//! `cargo bench -p alibabacloud-runtime --bench call -- --rounds N`
//!
//! The server is this program again, as a process of its own, so its CPU time is not counted. A round is a run of each
//! client: ours, a bare one that sends the same bytes to the same server, and ours without a network. What ours does beyond
//! the bare one is to encode the request, sign it, watch the time, and read the response.

mod clients;
mod operations;
mod server;

use std::error::Error;
use std::process::ExitCode;

use runtime::codegen::Operation;
use runtime_testing::measure;

use self::clients::{Bare, Client, Signed, Unsent};
use self::operations::{Make, large, small};
use self::server::Server;

const IN_FLIGHT: u32 = 64;
const CALLS_EACH: u32 = 400;
const WARM_UP_EACH: u32 = 20;

fn main() -> ExitCode {
    if server::is_asked_for() {
        return server::run();
    }
    measure::main(|rounds| {
        let server = Server::start()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(compare("small", small, &server, rounds))?;
        runtime.block_on(compare("large", large, &server, rounds))
    })
}

/// Measures both clients in turn.
async fn compare<O: Operation>(
    size: &str,
    make: Make<O>,
    server: &Server,
    rounds: usize,
) -> Result<(), Box<dyn Error>> {
    let signed = Signed::new(make, server.address)?;
    let unsent = Unsent::new(make)?;
    let bare = Bare::new(make, server.address).await?;
    run(&bare, WARM_UP_EACH).await?;
    run(&signed, WARM_UP_EACH).await?;

    let (mut bare_samples, mut signed_samples, mut unsent_samples) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        unsent_samples.push(run(&unsent, CALLS_EACH).await?);
        bare_samples.push(run(&bare, CALLS_EACH).await?);
        signed_samples.push(run(&signed, CALLS_EACH).await?);
    }
    let over_bare: Vec<_> = signed_samples.iter().zip(&bare_samples).map(|(signed, bare)| signed - bare).collect();
    measure::report(&format!("call/{size}/unsent/cpu"), "ns", &unsent_samples)?;
    measure::report(&format!("call/{size}/bare/cpu"), "ns", &bare_samples)?;
    measure::report(&format!("call/{size}/signed/cpu"), "ns", &signed_samples)?;
    measure::report(&format!("call/{size}/over-bare/cpu"), "ns", &over_bare)?;
    Ok(())
}

/// Nanoseconds of CPU time a call.
async fn run<C: Client>(client: &C, calls_each: u32) -> Result<f64, Box<dyn Error>> {
    let before = measure::cpu_time();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let client = client.clone();
        tasks.spawn(async move {
            for _ in 0..calls_each {
                client.call().await.map_err(|error| error.to_string())?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(result) = tasks.join_next().await {
        result??;
    }
    Ok(measure::each(measure::cpu_time().saturating_sub(before), IN_FLIGHT * calls_each))
}
