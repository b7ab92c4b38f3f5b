//! What is expected of the recorded answers.

const UUID: Option<&str> = Some("7B117AF5-2A16-412C-B127-FA6175ED1AD0");

/// Vector, status, code, message, request id, throttling.
pub(crate) type Row = (&'static str, u16, Option<&'static str>, Option<&'static str>, Option<&'static str>, bool);

pub(crate) const FAILURES: [Row; 27] = [
    ("302", 302, None, None, None, false),
    ("400-bom", 400, Some("X"), Some("bom"), UUID, false),
    ("400-description-detail", 400, Some("A"), Some("m"), None, false),
    ("400-empty", 400, None, None, None, false),
    ("400-html", 400, None, None, None, false),
    ("400-json-array", 400, None, None, None, false),
    ("400-json-null", 400, None, None, None, false),
    ("400-json-string", 400, None, None, None, false),
    ("400-mixed-case", 400, Some("lowcode"), Some("low message"), Some("low"), false),
    ("400-roa-lowercase", 400, Some("ErrorClusterNotFound"), Some("cluster not found"), UUID, false),
    ("400-roa-request_id", 400, Some("X"), Some("m"), Some("r-1"), false),
    ("400-roa-requestid-lowercase", 400, Some("X"), Some("m"), Some("r-1"), false),
    ("400-rpc", 400, Some("InvalidParameter"), Some("The specified parameter InstanceId is not valid."), UUID, false),
    ("400-xml-other-type", 400, Some("X"), None, None, false),
    ("403-rpc-access-denied", 403, Some("NoPermission"), Some("You are not authorized."), UUID, false),
    ("429-ratelimit-headers", 429, Some("Throttling.Api"), Some("fc"), UUID, true),
    ("500-rpc", 500, Some("InternalError"), Some("The request processing has failed."), UUID, false),
    ("503-empty-no-type", 503, None, None, None, false),
    ("503-throttling-code", 503, Some("Throttling"), Some("fc"), UUID, true),
    ("599", 599, Some("Odd"), Some("odd"), UUID, false),
    ("binary-error", 404, Some("FunctionNotFound"), Some("m"), Some("r"), false),
    ("other-code-with-header", 400, Some("InvalidParameter"), Some("bad"), UUID, true),
    ("retry-none-by-default", 503, Some("ServiceUnavailable"), Some("x"), UUID, false),
    ("throttling-code-header", 400, Some("Throttling.User"), Some("flow control"), UUID, true),
    ("throttling-header-mixed", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("throttling-header-zero", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("unicode-message", 400, Some("X"), Some("参数 错误 😀"), UUID, false),
];

/// Vector, status and value, as `Debug` shows it.
pub(crate) const SUCCESSES: [(&str, u16, &str); 18] = [
    (
        "200-bool-as-string",
        200,
        r#"DescribeInstancesResponse { Instances: Instances { Instance: [Instance { Cpu: 4, DeviceAvailable: "yes", Recyclable: true }] } }"#,
    ),
    (
        "200-business-error",
        200,
        r#"TakeoverResponse { Code: "InvalidX", Message: "still 200", RequestId: "r", Success: false }"#,
    ),
    ("200-case-mismatch", 200, r#"TakeoverResponse { channelid: "c", requestId: "r" }"#),
    ("200-duplicate-keys", 200, r#"TakeoverResponse { RequestId: "second" }"#),
    ("200-float-for-int", 200, "DescribeInstancesResponse { PageNumber: 1, TotalCount: 3.7 }"),
    ("200-json-null", 200, "TakeoverResponse"),
    (
        "200-nested",
        200,
        r#"DescribeInstancesResponse { Instances: Instances { Instance: [Instance { Cpu: 4, Extra: 1, InstanceId: "i-1", Memory: 8192, Recyclable: false, SecurityGroupIds: {"SecurityGroupId": ["sg-1"]} }] }, PageNumber: 1, RequestId: "r" }"#,
    ),
    (
        "200-null-in-array",
        200,
        r#"DescribeInstancesResponse { Instances: Instances { Instance: [null, {"InstanceId": "i-1"}] }, RequestId: "r" }"#,
    ),
    ("200-nulls", 200, "TakeoverResponse"),
    (
        "200-object-for-array",
        200,
        r#"DescribeInstancesResponse { Instances: Instances { Instance: {"InstanceId": "i-1"} }, RequestId: "r" }"#,
    ),
    (
        "200-ok",
        200,
        r#"TakeoverResponse { ChannelId: "70f2", HumanAgentUserId: "uid2", RequestId: "r", Token: [redacted] }"#,
    ),
    (
        "200-unknown-fields",
        200,
        r#"TakeoverResponse { Another: true, ChannelId: "c", NewField: {"a": [1]}, RequestId: "r" }"#,
    ),
    ("201-roa", 201, r#"OpenAckServiceResponse { order_id: "o" }"#),
    ("204", 204, "TakeoverResponse"),
    ("array-body", 200, r#"[ClusterLog { ID: 1, cluster_id: "c", cluster_log: "l" }, ClusterLog { ID: 2, x: 1 }]"#),
    ("binary-body", 200, r#"b"raw \xc3\xbf bytes""#),
    ("none-body", 200, "()"),
    ("none-body-empty", 202, "()"),
];

/// Successful by status, but not readable.
pub(crate) const UNREADABLE: [(&str, &str); 2] = [
    ("200-html", "TakeoverAIAgentCall succeeded (200), but its response cannot be read: expected a value at byte 0"),
    (
        "array-body-object",
        "DescribeClusterLogs succeeded (200), but its response cannot be read: expected a list of fitting elements at byte 0",
    ),
];
