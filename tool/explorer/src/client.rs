//! What is said of calls besides the operation: region, profile, host, retries.

use std::net::SocketAddr;
use std::time::Duration;

use generator::program::{ClientSettings, Retries};
use http::uri::Authority;
use runtime::{Config, Retry};

/// Options of the command line. What is not set is as in any program with the runtime.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ClientOptions {
    /// The region [default: that of `ALIBABA_CLOUD_REGION_ID`, or of the profile, or the parameter `RegionId`].
    #[arg(long, value_name = "REGION", value_parser = region, help_heading = "Call")]
    pub(crate) region: Option<String>,
    /// The host, `host` or `host:port`, whatever the region.
    #[arg(long, value_name = "HOST", value_parser = endpoint, help_heading = "Call")]
    pub(crate) endpoint: Option<String>,
    /// The profile with the credentials: of `~/.aliyun/config.json`, or of the profile file [default: the usual sources].
    #[arg(long, value_name = "NAME", help_heading = "Call")]
    pub(crate) profile: Option<String>,
    /// How long the call may take as a whole, in seconds [default: 60; without a limit where the response is a stream].
    #[arg(long, value_name = "SECONDS", value_parser = seconds, help_heading = "Call")]
    pub(crate) timeout: Option<Duration>,
    /// The number of attempts, or `off` for one without a token of its own [default: 3].
    #[arg(long, value_name = "ATTEMPTS|off", value_parser = retry, help_heading = "Call")]
    pub(crate) retry: Option<Retries>,
    /// Connect to this address over plain HTTP instead of to the host: a stand-in for the service on this machine.
    #[arg(long, value_name = "ADDRESS", value_parser = loopback, help_heading = "Call")]
    pub(crate) connect: Option<SocketAddr>,
}

impl ClientOptions {
    /// The configuration of the client.
    pub(crate) fn config(&self) -> Config {
        let mut config = match &self.profile {
            Some(profile) => Config::load_profile(profile),
            None => Config::load(),
        };
        if let Some(region) = &self.region {
            config = config.with_region(region);
        }
        if let Some(endpoint) = &self.endpoint {
            config = config.with_endpoint(endpoint);
        }
        match self.retry {
            None => config,
            Some(Retries::Off) => config.with_retry(Retry::off()),
            Some(Retries::Attempts(attempts)) => config.with_retry(Retry::standard().max_attempts(attempts)),
        }
    }

    /// The same for a program.
    pub(crate) fn settings(&self) -> ClientSettings<'_> {
        ClientSettings {
            region: self.region.as_deref(),
            profile: self.profile.as_deref(),
            endpoint: self.endpoint.as_deref(),
            timeout: self.timeout,
            retries: self.retry,
        }
    }
}

/// A region's id, by the characters that hosts have.
pub(crate) fn region(text: &str) -> Result<String, String> {
    let is_id = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_id.then(|| text.to_owned()).ok_or_else(|| "write the id of a region, such as `cn-hangzhou`".to_owned())
}

fn endpoint(text: &str) -> Result<String, String> {
    let authority =
        text.parse::<Authority>().ok().filter(|authority| !text.contains('@') && !authority.host().is_empty());
    let authority = authority.ok_or_else(|| {
        "write `host` or `host:port`, without a scheme and a path, such as `ecs.cn-hangzhou.aliyuncs.com`".to_owned()
    })?;
    let behind = text.get(authority.host().len()..).unwrap_or_default();
    match behind.strip_prefix(':').map(str::parse::<u16>) {
        Some(Ok(0) | Err(_)) => Err("write a port from 1 to 65535".to_owned()),
        _ => Ok(text.to_owned()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "write a number of seconds above 0, such as `10` or `0.5`".to_owned())
}

fn retry(text: &str) -> Result<Retries, String> {
    match text {
        "off" => Ok(Retries::Off),
        text => match text.parse() {
            Ok(attempts) if attempts > 0 => Ok(Retries::Attempts(attempts)),
            _ => Err("write a number of attempts from 1, or `off`".to_owned()),
        },
    }
}

/// Credentials must not leave the machine over plain HTTP.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    match text.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_loopback() => Ok(address),
        Ok(_) => Err("the connection is not encrypted, so only an address of this machine will do".to_owned()),
        Err(_) => Err("write an address of this machine with its port, such as `127.0.0.1:8080`".to_owned()),
    }
}
