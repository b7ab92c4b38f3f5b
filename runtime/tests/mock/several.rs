//! What makes several calls: pages, and waiting.

use std::time::Duration;

use runtime::codegen::{Effect, Extra, Method, Operation, OperationInfo, Paging, object};
use runtime::mock::{Mock, Reply};
use runtime::{Paged, Value};
use serde_json::json;

use crate::support::{DescribeRequest, client};

#[derive(Default)]
struct ListRequest {
    page_number: Option<i64>,
    extra: Extra,
}

object!(ListRequest { page_number: "PageNumber" });

#[derive(Default)]
struct ListResponse {
    names: Option<Vec<String>>,
    extra: Extra,
}

object!(ListResponse { names: "Names" });

impl Operation for ListRequest {
    type Output = ListResponse;
    const INFO: OperationInfo = OperationInfo::rpc("ListNames", Method::Post).effect(Effect::Read);
}

impl Paged for ListRequest {
    type Item = String;
    const PAGING: Paging = Paging::number("PageNumber", Some("TotalCount"));
    fn items(page: &mut ListResponse) -> Option<&mut Vec<String>> {
        page.names.as_mut()
    }
}

#[tokio::test]
async fn a_handler_sees_the_request_of_each_page() {
    let mock = Mock::new().on::<ListRequest>(|request| {
        let page = request.page_number.unwrap_or(1);
        Ok(Reply::json(json!({ "Names": [format!("name {page}")], "TotalCount": 3 })))
    });
    let names = client(mock.config()).call(ListRequest::default()).items().collect().await.unwrap();
    assert_eq!(names, ["name 1", "name 2", "name 3"]);
    let pages: Vec<_> = mock.sent::<ListRequest>().iter().map(|sent| sent.page_number).collect();
    assert_eq!(pages, [None, Some(2), Some(3)]);
}

#[tokio::test]
async fn waiting_takes_no_time() {
    let state = |state: &str| Reply::json(json!({ "Status": state }));
    let mock = Mock::new()
        .when::<DescribeRequest>()
        .then(state("new"))
        .then_throttle(Duration::from_secs(90))
        .then(state("done"));
    let call = client(mock.config()).call(DescribeRequest::default());
    let wait = call.wait_until(|response: &runtime::Response<Value>| response["Status"] == "done");
    let begin = mock.clock().now();
    wait.every(Duration::from_secs(60)).await.unwrap();
    mock.assert_used_up();
    assert!(mock.clock().now().duration_since(begin).unwrap() >= Duration::from_secs(54 + 90));
}
