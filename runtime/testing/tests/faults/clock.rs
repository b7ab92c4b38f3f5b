//! An hour with a clock that jumps.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use runtime_testing::VirtualTime;
use runtime_testing::faults::FaultServer;

use crate::support::{CreateJob, attempts, client, config, in_parallel, named, options};

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
    let jumping = (time.clone(), time.join());
    tokio::spawn(async move {
        let (time, participant) = jumping;
        for jump in [5 * HOUR, -3 * HOUR] {
            time.sleep(Duration::from_secs(20 * 60 + 1)).await;
            offset.store(jump, Ordering::Relaxed);
        }
        drop(participant);
    });
    // Eight callers, every half minute.
    let requests = in_parallel(&time, 8, |caller| {
        let (time, client) = (time.clone(), client.clone());
        async move {
            let mut requests = 0;
            while time.elapsed() < Duration::from_secs(3600) {
                let outcome = named(&client, CreateJob::default(), &format!("{caller} at {:?}", time.elapsed())).await;
                requests += attempts(&outcome);
                outcome.unwrap();
                time.sleep(Duration::from_secs(30)).await;
            }
            requests
        }
    })
    .await;
    let (report, requests) = (server.report(), requests.iter().sum::<u32>());
    assert_eq!((report.calls, report.effects, report.double_effects), (960, 960, 0), "{report}");
    // Only the calls that were under way together, the first ones after a jump, were refused first.
    let refused = report.refused("InvalidTimeStamp.Expired");
    assert!((2..=16).contains(&refused), "{report}");
    assert_eq!(u64::from(requests), report.calls + refused, "{report}");
    println!("960 calls in an hour, {requests} requests");
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
