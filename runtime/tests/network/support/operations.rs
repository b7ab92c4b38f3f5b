//! Operations as generated code has them, written by hand.

use runtime::codegen::{
    Bytes, EventText, Extra, Idempotency, Method, Operation, OperationInfo, Parameter, Value, object,
};

/// A type with the given members.
macro_rules! object_type {
    ($name:ident { $($field:ident: $type:ty = $wire:literal $($secret:ident)?),* $(,)? }) => {
        #[derive(Default)]
        #[allow(clippy::struct_field_names, reason = "the names are those of the service")]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>,)*
            pub(crate) extra: Extra,
        }

        object!($name { $($field: $wire $($secret)?),* });
    };
}

/// A request type and its operation.
macro_rules! operation_type {
    ($name:ident { $($members:tt)* } -> $output:ty = $info:expr) => {
        object_type!($name { $($members)* });

        impl Operation for $name {
            type Output = $output;
            const INFO: OperationInfo = $info;
        }
    };
}

object_type!(TakeoverResponse {
    channel_id: String = "ChannelId",
    human_agent_user_id: String = "HumanAgentUserId",
    request_id: String = "RequestId",
    token: String = "Token" secret,
});

operation_type!(Takeover {
    human_agent_user_id: String = "HumanAgentUserId",
    instance_id: String = "InstanceId",
    require_token: bool = "RequireToken",
} -> TakeoverResponse = OperationInfo::rpc("TakeoverAIAgentCall", Method::Post));

object_type!(OpenAckServiceResponse { order_id: String = "order_id", request_id: String = "request_id" });

operation_type!(OpenAckService { r#type: String = "type" } -> OpenAckServiceResponse =
    OperationInfo::roa("OpenAckService", Method::Post, "/service/open"));

object_type!(Instance {
    cpu: i64 = "Cpu",
    device_available: bool = "DeviceAvailable",
    instance_id: String = "InstanceId",
    memory: i64 = "Memory",
    recyclable: bool = "Recyclable",
});
object_type!(Instances { instance: Vec<Instance> = "Instance" });
object_type!(DescribeInstancesResponse {
    instances: Instances = "Instances",
    page_number: i64 = "PageNumber",
    request_id: String = "RequestId",
    total_count: i64 = "TotalCount",
});

operation_type!(DescribeInstances {} -> DescribeInstancesResponse =
    OperationInfo::rpc("DescribeInstances", Method::Post));

object_type!(ClusterLog { id: i64 = "ID", cluster_id: String = "cluster_id", cluster_log: String = "cluster_log" });

operation_type!(DescribeClusterLogs { cluster_id: String = "ClusterId" } -> Vec<ClusterLog> =
    OperationInfo::roa("DescribeClusterLogs", Method::Get, "/clusters/{ClusterId}/logs")
        .parameters(&[Parameter::path("ClusterId")]));

operation_type!(CancelClusterUpgrade { cluster_id: String = "ClusterId" } -> () =
    OperationInfo::roa("CancelClusterUpgrade", Method::Post, "/api/v2/clusters/{ClusterId}/upgrade/cancel")
        .parameters(&[Parameter::path("ClusterId")]));

// What the data of an event says.
object_type!(ChatEvent { request_id: String = "RequestId" });

operation_type!(Chat { question: String = "Question" } -> EventText<ChatEvent> =
    OperationInfo::rpc("ChatWithKnowledgeBaseStream", Method::Post).event_stream());

operation_type!(GetAgent { agent_id: String = "AgentId" } -> Value =
    OperationInfo::rpc("GetAgent", Method::Get).idempotency(Idempotency::Idempotent));

operation_type!(InvokeFunction {
    body: Bytes = "body",
    function_name: String = "functionName",
    invocation_type: String = "x-fc-invocation-type",
    retries: i64 = "x-fc-retries",
} -> Bytes = OperationInfo::roa("InvokeFunction", Method::Post, "/2023-03-30/functions/{functionName}/invocations")
    .parameters(&[
        Parameter::body("body"),
        Parameter::path("functionName"),
        Parameter::header("x-fc-invocation-type"),
        Parameter::header("x-fc-retries"),
    ]));

operation_type!(CreateService { body: String = "body" } -> String =
    OperationInfo::roa("CreateService", Method::Post, "/services").parameters(&[Parameter::body("body")]));

object_type!(Member { member_type: String = "memberType" });
operation_type!(DeleteGroupMember { body: Member = "body", group_id: String = "groupId" } -> () =
    OperationInfo::roa("DeleteGroupMember", Method::Delete, "/repository/groups/{groupId}/members/remove/aliyun_pk")
        .parameters(&[Parameter::body("body").object_body(), Parameter::path("groupId")]));

operation_type!(UntagResources { body: String = "body" } -> Value =
    OperationInfo::roa("UntagResources", Method::Delete, "/openapi/tags"));

operation_type!(SendAnything { body: Value = "body" } -> Value =
    OperationInfo::roa("SendAnything", Method::Post, "/anything").parameters(&[Parameter::body("body")]));

// A header has no place in the RPC style: the first is no member, as in generated code.
operation_type!(BindNumber { lists: Vec<String> = "X-Lists", number: String = "Number" } -> Value =
OperationInfo::rpc("BindNumber", Method::Post).parameters(&[
    Parameter::unsent("Content-Type"),
    Parameter::unsent("X-Lists"),
    Parameter::form("Number"),
]));

operation_type!(CreateIngress {
    filters: Vec<Option_> = "Filters",
    ids: Vec<i64> = "Ids",
    limits: Vec<f64> = "Limits",
    name: String = "Name",
} -> Value = OperationInfo::rpc("CreateIngress", Method::Put).parameters(&[
    Parameter::form("Filters").json(),
    Parameter::form("Ids").simple(),
    Parameter::form("Limits"),
]));
object_type!(Option_ { key: String = "Key", value: bool = "Value" });

operation_type!(GetPublicMediaInfo { media_id: String = "MediaId" } -> Value =
    OperationInfo::rpc("GetPublicMediaInfo", Method::Post).anonymous());

// A call that a token makes known, which is a parameter.
operation_type!(AssumeRoleWithOidc {
    duration_seconds: i64 = "DurationSeconds",
    oidc_provider_arn: String = "OIDCProviderArn",
    oidc_token: String = "OIDCToken" secret,
    role_arn: String = "RoleArn",
    role_session_name: String = "RoleSessionName",
} -> Value = OperationInfo::rpc("AssumeRoleWithOIDC", Method::Post).anonymous());

operation_type!(CapacityPlan { body: Value = "body" } -> Value =
    OperationInfo::roa("CapacityPlan", Method::Post, "/openapi/assist/actions/capacity-plan")
        .parameters(&[Parameter::body("body").object_body()])
        .anonymous());

object_type!(CanaryNested { code: String = "Code" secret, plain: String = "Plain" });

operation_type!(CanaryRequest {
    config: Value = "Config",
    nested: CanaryNested = "Nested",
    pins: Vec<String> = "Pins" secret,
    secret: String = "Secret" secret,
    tags: std::collections::BTreeMap<String, String> = "Tags",
} -> CanaryResponse = OperationInfo::rpc("CanaryCall", Method::Post).parameters(&[
    Parameter::query("Config").json(),
    Parameter::form("Nested").json(),
]));
object_type!(CanaryResponse { code: String = "Code", message: String = "Message", request_id: String = "RequestId" });
