//! Where members go, for what the vectors do not have.

use runtime::codegen::Bytes;
use runtime::codegen::{CallOptions, Method, OperationInfo};
use runtime::error::ErrorKind;
use runtime::{Operation, Value};
use runtime_testing::{ReceivedRequest, Reply};
use serde_json::json;

use crate::support::operations::{
    BindNumber, CancelClusterUpgrade, CreateIngress, CreateService, DeleteGroupMember, InvokeFunction, Member, Option_,
    SendAnything, Takeover, UntagResources,
};
use crate::support::scripted;

const JSON: Option<&str> = Some("application/json; charset=utf-8");

async fn sent<O: Operation>(request: O) -> ReceivedRequest {
    let (server, client) = scripted([Reply::json("")]).await;
    client.call(request).await.unwrap();
    let [received] = server.requests().try_into().unwrap();
    received
}

#[tokio::test]
async fn octets_headers_and_path() {
    let received = sent(InvokeFunction {
        body: Some(Bytes::from_static(b"\0\xFF")),
        function_name: Some("f/1".to_owned()),
        invocation_type: Some("Async".to_owned()),
        retries: Some(3),
        ..InvokeFunction::default()
    })
    .await;
    assert_eq!(received.target, "/2023-03-30/functions/f%2F1/invocations");
    assert_eq!(received.body.as_ref(), b"\0\xFF");
    assert_eq!(received.header("content-type"), Some("application/octet-stream"));
    assert_eq!(received.header("content-length"), Some("2"));
    assert_eq!(received.header("x-fc-invocation-type"), Some("Async"));
    assert_eq!(received.header("x-fc-retries"), Some("3"));
}

#[tokio::test]
async fn no_body_has_no_type_and_says_its_length() {
    let received = sent(InvokeFunction { function_name: Some("f".to_owned()), ..InvokeFunction::default() }).await;
    assert_eq!(received.header("content-type"), None);
    assert_eq!(received.header("content-length"), Some("0"));
    assert_eq!(received.header("x-fc-retries"), None);
}

#[tokio::test]
async fn a_text_body_is_sent_as_it_is() {
    let body = r#"{ "a": "中" }"#;
    let received = sent(CreateService { body: Some(body.to_owned()), ..CreateService::default() }).await;
    assert_eq!(received.body, body);
    assert_eq!(received.header("content-type"), JSON);
}

#[tokio::test]
async fn a_json_body_travels_with_every_method() {
    const HASHES: [&str; 2] = [
        "b080bea57f634859be77e603f8c9fe07a980d0e98356cafe272f8923f0cfded6",
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    ];
    let declared = DeleteGroupMember::INFO;
    for method in [Method::Get, Method::Delete, Method::Head, Method::Options, Method::Patch, Method::Put, Method::Post]
    {
        let info = OperationInfo::roa(declared.action, method, declared.path.unwrap()).parameters(declared.parameters);
        let info = &info;
        let member = Member { member_type: Some("USERS".to_owned()), ..Member::default() };
        for (body, text, hash) in [(Some(member), r#"{"memberType":"USERS"}"#, HASHES[0]), (None, "{}", HASHES[1])] {
            let request = DeleteGroupMember { body, group_id: Some("g".to_owned()), ..DeleteGroupMember::default() };
            let (server, client) = scripted([Reply::json("")]).await;
            client.call_described::<()>(info, &request, CallOptions::default()).await.unwrap();
            let [received] = server.requests().try_into().unwrap();
            assert_eq!(received.method, method.as_str());
            assert_eq!(received.target, "/repository/groups/g/members/remove/aliyun_pk", "{method:?}");
            assert_eq!(received.body, text, "{method:?}");
            assert_eq!(received.header("content-type"), JSON, "{method:?}");
            assert_eq!(received.header("content-length"), Some(text.len().to_string().as_str()), "{method:?}");
            assert_eq!(received.header("x-acs-content-sha256"), Some(hash), "{method:?}");
            let signed = received.header("authorization").unwrap();
            assert!(signed.contains("SignedHeaders=content-type;host;"), "{method:?} {signed}");
        }
    }
}

/// Some operations have a parameter of that name in the query.
#[tokio::test]
async fn a_query_parameter_called_body_is_a_query_parameter() {
    let received = sent(UntagResources { body: Some("{}".to_owned()), ..UntagResources::default() }).await;
    assert_eq!((received.method.as_str(), received.target.as_str()), ("DELETE", "/openapi/tags?body=%7B%7D"));
    assert_eq!((received.header("content-type"), received.header("content-length")), (None, None));
    assert!(received.body.is_empty());
}

#[tokio::test]
async fn a_body_of_any_kind_is_the_text_itself_or_json() {
    let table = [
        (json!("<a> \"中\"\n"), "<a> \"中\"\n"),
        (json!(""), ""),
        (json!("null"), "null"),
        (json!(["a", null, 1.0]), r#"["a",null,1]"#),
        (json!({"b": "x", "a": -0.0}), r#"{"b":"x","a":0}"#),
        (json!(1e21), "1e+21"),
        (json!(false), "false"),
    ];
    for (body, text) in table {
        let received = sent(SendAnything { body: Some(body.clone()), ..SendAnything::default() }).await;
        assert_eq!((received.body.as_ref(), received.header("content-type")), (text.as_bytes(), JSON), "{body}");
    }
    let received = sent(SendAnything { body: Some(Value::Null), ..SendAnything::default() }).await;
    assert_eq!((received.body.as_ref(), received.header("content-type")), (&b""[..], None));
}

/// A text in place of an object is kept when a request is read, and no less the document itself.
#[tokio::test]
async fn a_text_for_a_body_of_another_type_is_the_text_itself() {
    let request: DeleteGroupMember = serde_json::from_str(r#"{"groupId":"g","body":"{ \"a\": 1 }"}"#).unwrap();
    assert_eq!(sent(request).await.body, r#"{ "a": 1 }"#);
}

/// Neither as an unknown member, nor as one that the type has, nor as one whose value does not fit.
#[tokio::test]
async fn what_has_no_place_is_not_sent() {
    let documents = [
        r#"{"Number":"1","Content-Type":"x"}"#,
        r#"{"Number":"1","Content-Type":{"a":["x"]},"X-Lists":["x"]}"#,
        r#"{"Number":"1","Content-Type":7,"X-Lists":{"a":"x"}}"#,
    ];
    for document in documents {
        let received = sent(serde_json::from_str::<BindNumber>(document).unwrap()).await;
        assert_eq!((received.target.as_str(), received.body.as_ref()), ("/", &b"Number=1"[..]), "{document}");
        assert_eq!(received.header("content-type"), Some("application/x-www-form-urlencoded"), "{document}");
        assert_eq!(received.header("x-lists"), None, "{document}");
    }
}

#[tokio::test]
async fn a_form_takes_every_style() {
    let received = sent(CreateIngress {
        filters: Some(vec![Option_ { key: Some("a".to_owned()), value: Some(false), ..Option_::default() }]),
        ids: Some(vec![2, -1]),
        limits: Some(vec![1.0, 0.5, 1e-7, -0.0, 1e20, 1e21]),
        name: Some("a b".to_owned()),
        ..CreateIngress::default()
    })
    .await;
    assert_eq!((received.method.as_str(), received.target.as_str()), ("PUT", "/?Name=a%20b"));
    let form = "Filters=%5B%7B%22Key%22%3A%22a%22%2C%22Value%22%3Afalse%7D%5D&Ids=2%2C-1&Limits.1=1&Limits.2=0.5&Limits.3=1e-7\
                &Limits.4=0&Limits.5=100000000000000000000&Limits.6=1e%2B21";
    assert_eq!(received.body, form);
}

#[tokio::test]
async fn empty_lists_are_written_by_style() {
    let received = sent(CreateIngress {
        filters: Some(Vec::new()),
        ids: Some(Vec::new()),
        limits: Some(Vec::new()),
        ..CreateIngress::default()
    })
    .await;
    assert_eq!(received.body, "Filters=%5B%5D&Ids=");
}

#[tokio::test]
async fn stronger_sources_win_over_weaker_ones() {
    use crate::support::{fixed_config, scripted_with};

    let config = fixed_config().with_header("X-Acs-A", "client").with_header("x-acs-b", "client");
    let config = config.with_query("Q", "client").with_query("Only", "client").with_query("InstanceId", "client");
    let (server, client) = scripted_with(config, [Reply::json("{}")]).await;
    let call = client.call(Takeover { instance_id: Some("operation".to_owned()), ..Takeover::default() });
    let call = call.header("x-acs-a", "call").header("ACCEPT", "text/plain").header("content-type", "text/x");
    call.query("Q", "call").query("Q", "last").query("InstanceId", "call").await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.target, "/?InstanceId=operation&Only=client&Q=last");
    assert_eq!(request.header("x-acs-a"), Some("call"));
    assert_eq!(request.header("x-acs-b"), Some("client"));
    assert_eq!(request.header("accept"), Some("text/plain"));
    assert_eq!(request.header("content-type"), Some("text/x"));
}

#[tokio::test]
async fn an_unset_path_parameter_is_refused_before_sending() {
    for cluster_id in [None, Some(String::new())] {
        let (server, client) = scripted([]).await;
        let call = client.call(CancelClusterUpgrade { cluster_id, ..CancelClusterUpgrade::default() });
        let error = call.await.unwrap_err();
        assert!(error.kind() == ErrorKind::Request, "{error}");
        assert!(error.to_string().contains("`ClusterId`"), "{error}");
        assert_eq!(server.connections(), 0);
    }
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_before_sending() {
    let (server, client) = scripted([]).await;
    let error =
        client.call(CreateIngress { limits: Some(vec![f64::NAN]), ..CreateIngress::default() }).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Request && error.to_string().contains("Limits"), "{error}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn unfit_headers_are_refused_by_name() {
    let (_server, client) = scripted([]).await;
    for value in ["hidden\r\nx: y", "hidden\n", "hidden中"] {
        let error = client.call(Takeover::default()).header("x-acs-extra", value).await.unwrap_err().to_string();
        assert!(error.contains("x-acs-extra") && !error.contains("hidden"), "{error}");
    }
}

#[tokio::test]
async fn what_a_request_keeps_besides_its_members_is_sent() {
    let request: Takeover = serde_json::from_str(r#"{"InstanceId":"i","New":{"A":[1,"x"]}}"#).unwrap();
    assert_eq!(sent(request).await.target, "/?InstanceId=i&New.A.1=1&New.A.2=x");
}
