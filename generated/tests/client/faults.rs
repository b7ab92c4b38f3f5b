//! The headline operations while everything fails. Both write and have no token: what may have been carried out is not
//! sent again, everything else is.

use generated::error::Retryability;
use generated::ice20201109::Client;
use generated::ice20201109::operations::{StartAiAgentInstanceRequest, TakeoverAiAgentCallRequest};
use generated::{Config, Identity};
use runtime_testing::VirtualTime;
use runtime_testing::faults::{CALL_HEADER, Fault, FaultOptions, FaultRates, FaultServer, Rate};

use crate::support::HOST;

#[tokio::test]
async fn no_call_is_carried_out_twice_and_no_result_is_lost() {
    let time = VirtualTime::new();
    let clock = (time.clone(), time.clone());
    // A server that never answers costs real time.
    let faults = Fault::ALL.iter().copied().filter(|fault| *fault != Fault::Hang);
    let options = FaultOptions::new().seed(11).rates(FaultRates::each(faults, Rate::percent(4)));
    let server = FaultServer::start(options.clock(move || clock.0.now())).await.unwrap();
    let config = Config::new("cn-shanghai")
        .with_credentials(Identity::access_key(FaultOptions::ACCESS_KEY_ID, FaultOptions::ACCESS_KEY_SECRET))
        .with_clock(move || clock.1.now())
        .with_sleep(move |wait| time.sleep(wait))
        .with_connect_override(HOST, server.address());
    let client = Client::new(config).unwrap();
    let (mut succeeded, mut retried) = (0, 0);
    for index in 0..100 {
        let name = format!("call-{index}");
        let outcome = match index % 2 {
            0 => {
                let call = client.start_ai_agent_instance(StartAiAgentInstanceRequest::default());
                call.header(CALL_HEADER, &name).await.map(|response| response.attempts().count())
            }
            _ => {
                let call = client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new());
                call.header(CALL_HEADER, &name).await.map(|response| response.attempts().count())
            }
        };
        let record = server.call(&name);
        assert!(record.effects <= 1, "{name}: {record:?}");
        assert_eq!(outcome.is_ok(), record.answers == 1, "{name}: {record:?}");
        match outcome {
            Ok(attempts) => {
                succeeded += 1;
                retried += u32::from(attempts > 1);
            }
            // Whoever makes the call again is warned if that can have the effect twice.
            Err(error) if record.effects == 1 => assert_eq!(error.retryability(), Retryability::Unsafe, "{error:#}"),
            Err(_) => {}
        }
    }
    assert!(succeeded > 30 && retried > 5, "{succeeded} {retried}\n{}", server.report());
    assert_eq!(server.report().refused("SignatureDoesNotMatch"), 0);
}
