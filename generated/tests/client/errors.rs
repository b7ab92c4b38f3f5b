//! Recorded answers to `TakeoverAIAgentCall`, good and bad, through the generated client.

use std::collections::BTreeMap;

use generated::ice20201109::operations::{TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse};
use generated::{Error, Object, Response, Value};
use runtime::testing::Reply;
use serde_json::json;

use crate::support::{answer_vectors, scripted, text};

const UUID: Option<&str> = Some("7B117AF5-2A16-412C-B127-FA6175ED1AD0");

/// Vector, status, code, message, request id, whether it is throttling. Who answers without a code has none.
type Failure = (&'static str, u16, Option<&'static str>, Option<&'static str>, Option<&'static str>, bool);

const FAILURES: [Failure; 21] = [
    ("302", 302, None, None, None, false),
    ("400-bom", 400, Some("X"), Some("bom"), UUID, false),
    ("400-empty", 400, None, None, None, false),
    ("400-html", 400, None, None, None, false),
    ("400-json-array", 400, None, None, None, false),
    ("400-json-null", 400, None, None, None, false),
    ("400-json-string", 400, None, None, None, false),
    ("400-mixed-case", 400, Some("lowcode"), Some("low message"), Some("low"), false),
    ("400-rpc", 400, Some("InvalidParameter"), Some("The specified parameter InstanceId is not valid."), UUID, false),
    ("403-rpc-access-denied", 403, Some("NoPermission"), Some("You are not authorized."), UUID, false),
    ("429-ratelimit-headers", 429, Some("Throttling.Api"), Some("fc"), UUID, true),
    ("500-rpc", 500, Some("InternalError"), Some("The request processing has failed."), UUID, false),
    ("503-empty-no-type", 503, None, None, None, false),
    ("503-throttling-code", 503, Some("Throttling"), Some("fc"), UUID, true),
    ("599", 599, Some("Odd"), Some("odd"), UUID, false),
    ("other-code-with-header", 400, Some("InvalidParameter"), Some("bad"), UUID, true),
    ("retry-none-by-default", 503, Some("ServiceUnavailable"), Some("x"), UUID, false),
    ("throttling-code-header", 400, Some("Throttling.User"), Some("flow control"), UUID, true),
    ("throttling-header-mixed", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("throttling-header-zero", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("unicode-message", 400, Some("X"), Some("参数 错误 😀"), UUID, false),
];
