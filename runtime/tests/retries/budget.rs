//! What an outage may add to its own load.

use std::time::Duration;

use runtime::Retry;
use runtime::codegen::ClientCore;
use runtime::mock::{Mock, Reply};

use crate::support::{ICE, Kind, Read, client, config, ended};

#[tokio::test]
async fn a_hundred_retries_then_none_then_one_for_five_successes() {
    let failing = Mock::new().when_any().then_status(503).times(1000).then(Reply::json("{}"));
    let client = client(config(&failing));
    let mut retries = 0;
    for _ in 0..200 {
        retries += ended(&client, Kind::Read).await.attempts - 1;
    }
    // 500 tokens at 5 each.
    assert_eq!((retries, failing.requests().len()), (100, 300));
    for _ in 0..700 {
        ended(&client, Kind::Read).await;
    }
    assert_eq!(failing.requests().len(), 1000);
    // Each success gives one token back.
    for successes in [4, 1] {
        for _ in 0..successes {
            assert_eq!(ended(&client, Kind::Read).await.attempts, 1);
        }
    }
    let failing = failing.when_any().times(0).then_status(503);
    assert_eq!(ended(&client, Kind::Read).await.attempts, 2);
    assert_eq!(ended(&client, Kind::Read).await.attempts, 1);
    assert_eq!(failing.requests().len(), 1005 + 3);
}

#[tokio::test]
async fn after_a_timeout_a_retry_takes_twice_as_much() {
    let mock = Mock::new().when_any().then_timeout();
    let client = client(config(&mock));
    for _ in 0..100 {
        ended(&client, Kind::Read).await;
    }
    assert_eq!(mock.requests().len(), 100 + 50);
}

#[tokio::test]
async fn clients_of_one_shared_configuration_share_it() {
    let mock = Mock::new().when_any().then_status(503);
    let (shared, other) = (mock.shared_config(), mock.shared_config());
    let client = |shared: &runtime::SharedConfig, region| ClientCore::new(shared.config(region), &ICE).unwrap();
    for _ in 0..100 {
        ended(&client(&shared, "cn-shanghai"), Kind::Read).await;
    }
    assert_eq!(ended(&client(&shared, "cn-beijing"), Kind::Read).await.attempts, 1);
    assert_eq!(ended(&client(&other, "cn-beijing"), Kind::Read).await.attempts, 3);
}

#[tokio::test]
async fn what_corrects_a_call_takes_nothing() {
    let skewed = || Reply::error(400, "InvalidTimeStamp.Expired", "m").with_date(std::time::UNIX_EPOCH);
    let mock = Mock::new().when_any().then(skewed());
    let client = client(config(&mock));
    for _ in 0..300 {
        assert_eq!(ended(&client, Kind::Read).await.attempts, 2);
    }
    let mock = mock.when_any().times(0).then_throttle(Duration::from_millis(1));
    assert_eq!(ended(&client, Kind::Read).await.attempts, 3);
    let error = client.call(Read::default()).retry(Retry::off()).await.unwrap_err();
    assert!(error.is_throttling());
    assert_eq!(mock.requests().len(), 600 + 3 + 1);
}
