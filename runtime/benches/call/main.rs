//! What a signed call costs beyond a bare HTTP request: CPU time of this process alone, 64 calls in flight on loopback.
//!
//! `cargo bench -p alibabacloud-runtime --features blocking --bench call -- --rounds N`
//!
//! The server is this program again, as a process of its own, so its CPU time is not counted. A round is a run of each
//! client: ours, a bare one that sends the same bytes to the same server, ours without a network, and ours without async, from
//! as many threads. What ours does beyond the bare one is to encode the request, sign it, watch the time, and read the
//! response.

mod clients;
mod operations;
mod server;

use std::error::Error;
use std::process::ExitCode;
use std::thread;

use runtime::codegen::Operation;
use runtime_testing::measure;
use tokio::runtime::Runtime;

use self::clients::{Bare, Blocking, Client, Signed, Unsent};
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
        compare("small", small, &server, rounds, &runtime)?;
        compare("large", large, &server, rounds, &runtime)
    })
}

/// Measures the clients in turn.
fn compare<O: Operation>(
    size: &str,
    make: Make<O>,
    server: &Server,
    rounds: usize,
    runtime: &Runtime,
) -> Result<(), Box<dyn Error>> {
    let signed = Signed::new(make, server.address)?;
    let blocking = Blocking::new(make, server.address)?;
    let unsent = Unsent::new(make)?;
    let bare = runtime.block_on(Bare::new(make, server.address))?;
    runtime.block_on(run(&bare, WARM_UP_EACH))?;
    runtime.block_on(run(&signed, WARM_UP_EACH))?;
    run_in_threads(&blocking, WARM_UP_EACH)?;

    let [mut bare_samples, mut signed_samples, mut unsent_samples, mut blocking_samples] = [const { Vec::new() }; 4];
    for _ in 0..rounds {
        unsent_samples.push(runtime.block_on(run(&unsent, CALLS_EACH))?);
        bare_samples.push(runtime.block_on(run(&bare, CALLS_EACH))?);
        signed_samples.push(runtime.block_on(run(&signed, CALLS_EACH))?);
        blocking_samples.push(run_in_threads(&blocking, CALLS_EACH)?);
    }
    let over = |more: &[f64], less: &[f64]| more.iter().zip(less).map(|(more, less)| more - less).collect::<Vec<_>>();
    let (over_bare, over_async) = (over(&signed_samples, &bare_samples), over(&blocking_samples, &signed_samples));
    measure::report(&format!("call/{size}/unsent/cpu"), "ns", &unsent_samples)?;
    measure::report(&format!("call/{size}/bare/cpu"), "ns", &bare_samples)?;
    measure::report(&format!("call/{size}/signed/cpu"), "ns", &signed_samples)?;
    measure::report(&format!("call/{size}/over-bare/cpu"), "ns", &over_bare)?;
    measure::report(&format!("call/{size}/blocking/cpu"), "ns", &blocking_samples)?;
    measure::report(&format!("call/{size}/over-async/cpu"), "ns", &over_async)?;
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

/// The same of calls that block, each of those in flight in a thread of its own.
fn run_in_threads<O: Operation>(client: &Blocking<O>, calls_each: u32) -> Result<f64, Box<dyn Error>> {
    let before = measure::cpu_time();
    thread::scope(|scope| {
        let calls = |_| scope.spawn(|| (0..calls_each).try_for_each(|_| client.call()));
        let threads: Vec<_> = (0..IN_FLIGHT).map(calls).collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result.map_err(Into::into),
            Err(_) => Err("a thread panicked".into()),
        })
    })
    .map_err(|error: Box<dyn Error>| error)?;
    Ok(measure::each(measure::cpu_time().saturating_sub(before), IN_FLIGHT * calls_each))
}
