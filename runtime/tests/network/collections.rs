//! Responses that are lists, maps or free-form values as a whole.

use std::collections::BTreeMap;

use runtime::codegen::{CallOptions, Method, OperationInfo};
use runtime::error::ErrorKind;
use runtime::{Error, Output, Response, Value};
use runtime_testing::Reply;

use crate::support::operations::Takeover;
use crate::support::scripted;

const INFO: &OperationInfo = &OperationInfo::rpc("List", Method::Post);

async fn answered<T: Output>(body: &'static str) -> Result<Response<T>, Error> {
    let (_server, client) = scripted([Reply::json(body)]).await;
    client.call_described::<T>(INFO, &Takeover::default(), CallOptions::default()).await
}

/// Objects keep what does not fit; outside of any object there is only the response to keep it.
#[tokio::test]
async fn elements_that_do_not_fit_are_left_out_and_listed() {
    let list = answered::<Vec<i64>>(r#"[1, "2", null, {"a": 3}, 4]"#).await.unwrap();
    assert_eq!(*list, [1, 2, 4]);
    let found = list.mismatches();
    let left_out: Vec<_> = found.iter().map(|kept| (kept.path.as_str(), kept.json.as_str())).collect();
    assert_eq!(left_out, [("[2]", "null"), ("[3]", r#"{"a":3}"#)]);

    let map = answered::<BTreeMap<String, Vec<String>>>(r#"{"a": ["x"], "b": null, "c": [{}]}"#).await.unwrap();
    assert_eq!(*map, BTreeMap::from([("a".to_owned(), vec!["x".to_owned()])]));
    assert_eq!(map.mismatches().len(), 2);
    assert_eq!(map.http().body().as_ref(), br#"{"a": ["x"], "b": null, "c": [{}]}"#);
}

#[tokio::test]
async fn a_number_that_is_too_large_does_not_fail_the_call() {
    let value = answered::<Value>(r#"{"a": 18446744073709551616}"#).await.unwrap();
    assert_eq!(value["a"].as_f64(), Some(18_446_744_073_709_551_616.0));
}

#[tokio::test]
async fn the_wrong_kind_as_a_whole_is_an_error_with_the_body() {
    for body in [r#"{"a": 1}"#, "1", "[1", "<html>"] {
        let error = answered::<Vec<i64>>(body).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Decode, "{error:?}");
        assert_eq!(error.http().unwrap().body(), body);
    }
    assert!(answered::<Vec<i64>>("").await.unwrap().is_empty());
}

/// Objects in a list list their own.
#[tokio::test]
async fn what_objects_keep_is_listed_by_path() {
    let list = answered::<Vec<Takeover>>(r#"[{"InstanceId": "i"}, {"InstanceId": {}, "New": 1}]"#).await.unwrap();
    let paths = |kept: Vec<runtime::Kept>| kept.into_iter().map(|kept| kept.path).collect::<Vec<_>>();
    assert_eq!(paths(list.mismatches()), ["[1].InstanceId"]);
    assert_eq!(paths(list.unknown_fields()), ["[1].New"]);
}
