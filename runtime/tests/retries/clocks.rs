//! Clocks that are off.

use std::time::{Duration, SystemTime};

use runtime::Config;
use runtime::codegen::ClientCore;
use runtime::mock::{Mock, Reply};

use crate::support::{ICE, KEY, Kind, Read, check_signature, client, config, ended};

const HOUR: Duration = Duration::from_secs(3600);

/// A service that takes requests of its own time only, 15 minutes more or less, and is ahead of the mock by `ahead`.
fn service(ahead: Duration) -> Mock {
    let mock = Mock::new();
    let clock = mock.clock().clone();
    mock.on_any(move |request| {
        let theirs = clock.now() + ahead;
        let date = request.header("x-acs-date").unwrap().to_owned();
        let earliest = iso8601(theirs - HOUR / 4);
        let latest = iso8601(theirs + HOUR / 4);
        let is_taken = earliest <= date && date <= latest;
        let refused =
            Reply::error(400, "InvalidTimeStamp.Expired", "Specified time stamp is expired.").with_date(theirs);
        Ok(if is_taken { Reply::json("{}") } else { refused })
    })
}

/// The time as `x-acs-date` has it, taken from a request of that time.
fn iso8601(time: SystemTime) -> String {
    use std::task::{Context, Poll, Waker};
    let mock = Mock::new().when::<Read>().then(Reply::json("{}"));
    mock.clock().set(time);
    let mut call = client(mock.config()).call(Read::default()).into_future();
    let Poll::Ready(Ok(_)) = std::pin::Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("a call of a mock is over at once")
    };
    mock.requests()[0].header("x-acs-date").unwrap().to_owned()
}

#[tokio::test]
async fn the_clock_of_the_host_is_learned_once() {
    for ahead in [HOUR, 24 * 365 * HOUR] {
        let mock = service(ahead);
        let client = client(config(&mock));
        for expected in [2, 1, 1] {
            let ended = ended(&client, Kind::Write).await;
            assert!(ended.error.is_none() && ended.attempts == expected, "{:?}", ended.error);
        }
        assert_eq!(mock.slept(), [Duration::ZERO]);
        mock.requests().iter().for_each(|request| check_signature(request, KEY));
    }
}

#[tokio::test]
async fn clients_of_one_shared_configuration_share_it_host_by_host() {
    let mock = service(HOUR);
    let shared = mock.shared_config();
    let of = |config: Config| ClientCore::new(config, &ICE).unwrap();
    for (config, expected) in [
        (shared.config("cn-shanghai"), 2),
        (shared.config("cn-shanghai"), 1),
        (shared.config("cn-beijing"), 2),
        (mock.shared_config().config("cn-shanghai"), 2),
    ] {
        assert_eq!(ended(&of(config), Kind::Read).await.attempts, expected);
    }
}

#[tokio::test]
async fn a_clock_that_jumps_by_hours_costs_one_attempt_a_jump() {
    let mock = Mock::new();
    let (clock, theirs) = (mock.clock().clone(), std::sync::Arc::new(std::sync::Mutex::new(mock.clock().now())));
    let service = std::sync::Arc::clone(&theirs);
    let mock = mock.on_any(move |request| {
        let now = *service.lock().unwrap();
        let sent = request.header("x-acs-date").unwrap();
        let is_taken = sent >= iso8601(now - HOUR / 4).as_str() && sent <= iso8601(now + HOUR / 4).as_str();
        let refused = Reply::error(400, "InvalidTimeStamp.Expired", "m").with_date(now);
        Ok(if is_taken { Reply::json("{}") } else { refused })
    });
    let client = client(config(&mock));
    let mut attempts = Vec::new();
    // A call a minute for an hour; ours jumps ahead by three hours, and back by seven.
    for minute in 0..60 {
        match minute {
            20 => clock.advance(3 * HOUR),
            40 => clock.set(clock.now() - 7 * HOUR),
            _ => {}
        }
        let ended = ended(&client, Kind::Write).await;
        assert!(ended.error.is_none(), "minute {minute}: {:?}", ended.error);
        attempts.push(ended.attempts);
        clock.advance(HOUR / 60);
        *theirs.lock().unwrap() += HOUR / 60;
    }
    let twice: Vec<_> = attempts.iter().enumerate().filter(|(_, attempts)| **attempts == 2).map(|(at, _)| at).collect();
    assert_eq!((twice, attempts.iter().sum::<u32>()), (vec![20, 40], 62));
}

#[tokio::test]
async fn without_a_date_there_is_nothing_to_learn() {
    for reply in [
        Reply::error(400, "InvalidTimeStamp.Expired", "m"),
        Reply::error(400, "InvalidTimeStamp.Format", "m").with_header("date", "yesterday"),
    ] {
        let mock = Mock::new().when_any().then(reply);
        assert_eq!(ended(&client(config(&mock)), Kind::Read).await.attempts, 1);
    }
}

#[tokio::test]
async fn a_clock_that_cannot_be_corrected_is_corrected_once() {
    let skewed = Reply::error(400, "InvalidTimeStamp.Expired", "m").with_date(SystemTime::UNIX_EPOCH);
    let mock = Mock::new().when_any().then(skewed.clone()).then_status(500).then(skewed);
    let ended = ended(&client(config(&mock)), Kind::Read).await;
    assert_eq!((ended.attempts, ended.error.unwrap().code()), (3, Some("InvalidTimeStamp.Expired")));
    assert_eq!(mock.requests()[1].header("x-acs-date"), Some("1970-01-01T00:00:00Z"));
}
