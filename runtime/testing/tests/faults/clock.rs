//! An hour with a clock that jumps.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use runtime_testing::VirtualTime;
use runtime_testing::faults::FaultServer;

use crate::support::{CreateJob, attempts, client, config, named, options};

const HOUR: i64 = 3600;

#[tokio::test]
async fn every_call_of_an_hour_is_signed_with_a_time_that_the_service_takes() {
    let time = VirtualTime::new();
    let offset = Arc::new(AtomicI64::new(0));
    let local = {
        let (time, offset) = (time.clone(), Arc::clone(&offset));
        move || shifted(time.now(), offset.load(Ordering::Relaxed))
    };
    let server = FaultServer::start(options(&time)).await.unwrap();
    let client = client(config(&time).with_clock(local), &server);
    let (mut calls, mut requests) = (0, 0);
    while time.elapsed() <= Duration::from_secs(3600) {
        match time.elapsed().as_secs() {
            1200 => offset.store(5 * HOUR, Ordering::Relaxed),
            2400 => offset.store(-3 * HOUR, Ordering::Relaxed),
            _ => {}
        }
        let outcome = named(&client, CreateJob::default(), &format!("call-{calls}")).await;
        calls += 1;
        requests += attempts(&outcome);
        outcome.unwrap();
        time.sleep(Duration::from_secs(10)).await;
    }
    let report = server.report();
    assert_eq!((report.effects, report.double_effects), (calls, 0), "{report}");
    // Only the first call after each jump was refused first.
    assert_eq!((u64::from(requests), report.refused("InvalidTimeStamp.Expired")), (calls + 2, 2), "{report}");
    println!("{calls} calls in an hour, {requests} requests");
}

#[tokio::test]
async fn the_clock_of_a_service_that_jumps_is_followed() {
    let time = VirtualTime::new();
    let server = FaultServer::start(options(&time)).await.unwrap();
    let client = client(config(&time), &server);
    for jump in [0, 7 * HOUR, -20 * HOUR] {
        server.jump_clock(jump);
        for _ in 0..3 {
            client.call(CreateJob::default()).await.unwrap();
        }
    }
    assert_eq!(server.report().refused("InvalidTimeStamp.Expired"), 2);
}

fn shifted(time: SystemTime, seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { time - distance } else { time + distance }
}
