//! The check of sample responses.

use runtime::Value;
use runtime_testing::check_sample;

use crate::support::operations::{ClusterLog, DescribeInstancesResponse};

#[test]
fn what_becomes_of_a_sample() {
    let table = [
        (
            r#"{"RequestId":"r","PageNumber":1,"Instances":{"Instance":[{"Cpu":4},{}]}}"#,
            "3 exact, 0 converted, 0 unknown, 0 mismatched",
        ),
        (r#"{"RequestId":null,"PageNumber":1.0}"#, "2 exact, 0 converted, 0 unknown, 0 mismatched"),
        (
            r#"{"RequestId":7,"PageNumber":"1","Instances":{"Instance":[{"Recyclable":"True","Cpu":"4"}]}}"#,
            "0 exact, 4 converted, 0 unknown, 0 mismatched",
        ),
        (
            r#"{"New":{"a":[1,2.50,"x"]},"Instances":{"Instance":[{"Old":null}]}}"#,
            "4 exact, 0 converted, 2 unknown, 0 mismatched",
        ),
        (r#"{"PageNumber":"many","Instances":[{"Cpu":4}]}"#, "2 exact, 0 converted, 0 unknown, 2 mismatched"),
        ("[]", "0 exact, 0 converted, 0 unknown, 0 mismatched, unreadable: expected an object at byte 0"),
    ];
    for (sample, expected) in table {
        assert_eq!(check_sample::<DescribeInstancesResponse>(sample).to_string(), expected, "{sample}");
    }
}

#[test]
fn every_kind_of_output() {
    assert!(check_sample::<Vec<ClusterLog>>(r#"[{"ID":1,"cluster_id":"c"}]"#).is_exact());
    assert!(check_sample::<Value>(r#"{"any":[1,{}]}"#).is_exact());
    assert!(check_sample::<String>("plain text").is_exact());
    assert!(check_sample::<()>("whatever").is_exact());
    assert!(!check_sample::<DescribeInstancesResponse>(r#"{"New":1}"#).is_exact());
    assert!(check_sample::<DescribeInstancesResponse>(r#"{"New":1}"#).is_lossless());
    assert!(!check_sample::<DescribeInstancesResponse>("<xml/>").is_lossless());
}
