// A program without async, as the README shows it.

use std::time::Duration;

use generated::ice20201109::{blocking::Client, operations::TakeoverAiAgentCallRequest};
use generated::{Config, Error};

/// Takes a call over, and returns the channel to join.
fn take_over(client: &Client, instance: &str) -> Result<Option<String>, Error> {
    let request = TakeoverAiAgentCallRequest::new().with_instance_id(instance);
    let response = client.takeover_ai_agent_call(request).timeout(Duration::from_secs(5)).send()?;
    Ok(response.into_inner().channel_id)
}

fn main() -> Result<(), Error> {
    let client = Client::new(Config::new("cn-shanghai"))?;
    println!("join {:?}", take_over(&client, "39f8e0bc005e4f30")?);
    Ok(())
}
