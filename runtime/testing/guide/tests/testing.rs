//! A test of a program's own function, as the chapter about testing shows it.

use std::time::Duration;

use alibabacloud::Error;
use alibabacloud::ecs20140526::{Client, operations::DescribeInstanceAttributeRequest};
use alibabacloud::mock::{Mock, Reply};
use serde_json::json;

/// The status of an instance.
async fn status(client: &Client, id: &str) -> Result<Option<String>, Error> {
    let request = DescribeInstanceAttributeRequest::new(id);
    Ok(client.describe_instance_attribute(request).await?.into_inner().status)
}

#[tokio::test]
async fn the_status_comes_after_throttling() {
    let mock = Mock::new()
        .when::<DescribeInstanceAttributeRequest>()
        .then_throttle(Duration::from_millis(300))
        .then(Reply::json(json!({ "Status": "Running" })));
    let client = Client::new(mock.config()).unwrap();

    assert_eq!(status(&client, "i-1").await.unwrap().as_deref(), Some("Running"));
    assert!(mock.slept()[0] >= Duration::from_millis(300));
    mock.assert_sent::<DescribeInstanceAttributeRequest>(|request| request.instance_id.as_deref() == Some("i-1"));
}
