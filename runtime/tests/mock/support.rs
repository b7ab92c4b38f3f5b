//! Operations as generated code has them, written by hand, and clients for them.

use runtime::Config;
use runtime::codegen::{
    Bytes, ClientCore, EventText, Extra, Method, Operation, OperationInfo, Parameter, Sampled, ServiceInfo, Value,
    object,
};

pub(crate) static ICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);
pub(crate) static ECS: ServiceInfo = ServiceInfo::new("Ecs", "2014-05-26", &[]);

/// A client of the first product. Nothing that is observed of it may show a secret.
pub(crate) fn client(config: Config) -> ClientCore {
    #[cfg(feature = "tracing")]
    runtime_testing::Observer::forbid_everywhere(&["canary", "mock-access-key-secret"]);
    ClientCore::new(config, &ICE).unwrap()
}

/// A type with the given members.
macro_rules! object_type {
    ($name:ident { $($field:ident: $type:ty = $wire:literal $($secret:ident)?),* $(,)? }) => {
        #[derive(Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>,)*
            pub(crate) extra: Extra,
        }

        object!($name { $($field: $wire $($secret)?),* });
    };
}

object_type!(StartRequest { agent: String = "AIAgentId", pass_code: String = "PassCode" secret });
object_type!(StartResponse { instance_id: String = "InstanceId", join: String = "Join" secret });

impl Operation for StartRequest {
    type Output = StartResponse;
    const INFO: OperationInfo = OperationInfo::rpc("StartAIAgentInstance", Method::Post);
}

impl Sampled for StartRequest {
    const SAMPLE: &'static str = r#"{"InstanceId":"39f8e0bc005e4f309379701645f4****"}"#;
}

impl StartRequest {
    pub(crate) fn of(agent: &str) -> Self {
        Self { agent: Some(agent.to_owned()), ..Self::default() }
    }
}

object_type!(DescribeRequest { region: String = "RegionId" });

impl Operation for DescribeRequest {
    type Output = Value;
    const INFO: OperationInfo =
        OperationInfo::rpc("DescribeInstances", Method::Post).effect(runtime::codegen::Effect::Read);
}

object_type!(AnonymousRequest { media: String = "MediaId" });

impl Operation for AnonymousRequest {
    type Output = Value;
    const INFO: OperationInfo = OperationInfo::rpc("GetPublicMediaInfo", Method::Post).anonymous();
}

object_type!(ChatEvent { text: String = "Text" });
object_type!(ChatRequest { question: String = "Question" });

impl Operation for ChatRequest {
    type Output = EventText<ChatEvent>;
    const INFO: OperationInfo = OperationInfo::rpc("ChatStream", Method::Post).event_stream();
}

impl Sampled for ChatRequest {
    const SAMPLE: &'static str = "{\n  \"Text\": \"a\"\n}\n";
}

object_type!(InvokeRequest { body: Bytes = "body", function: String = "functionName" });

impl Operation for InvokeRequest {
    type Output = Bytes;
    const INFO: OperationInfo =
        OperationInfo::roa("InvokeFunction", Method::Post, "/functions/{functionName}/invocations")
            .parameters(&[Parameter::body("body"), Parameter::path("functionName")]);
}
