//! Shows where the credentials of a program come from, and whose they are:
//!
//! ```sh
//! cargo run -p alibabacloud-runtime --example credentials [PROFILE]
//! ```
//!
//! Tries the sources of `DefaultCredentials` in their order, with the reason for each that has none. Then asks the Security
//! Token Service (STS) for the account. Prints no secrets.

use std::error::Error as StdError;
use std::process::ExitCode;

use runtime::codegen::{ClientCore, Extra, Method, Operation, OperationInfo, ServiceInfo, object};
use runtime::identity::{CredentialsContext, CredentialsError, DefaultCredentials, DefaultCredentialsBuilder};
use runtime::{BoxFuture, Config, CredentialsProvider, Error, Identity};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let profile = std::env::args().nth(1);
    match report(Config::for_endpoint("sts.aliyuncs.com"), profile).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the sources, and the account that STS gives for the first that has an identity.
pub(crate) async fn report(config: Config, profile: Option<String>) -> Result<(), Error> {
    let builder = DefaultCredentials::builder();
    let credentials = profile.into_iter().fold(builder, DefaultCredentialsBuilder::profile).build();
    let client = ClientCore::new(config.with_credentials(Printed(credentials)), &STS)?;
    let caller = client.call(GetCallerIdentity::default()).await?;
    println!();
    for (name, value) in [("account", &caller.account_id), ("kind", &caller.identity_type), ("ARN", &caller.arn)] {
        println!("{name:<13} {}", value.as_deref().unwrap_or("unknown"));
    }
    Ok(())
}

/// The usual sources, which are printed while they are tried.
#[derive(Debug)]
struct Printed(DefaultCredentials);

impl CredentialsProvider for Printed {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            let mut found = None;
            for (name, source) in self.0.sources() {
                if found.is_some() {
                    println!("{name:<13} not tried");
                    continue;
                }
                match source.identity(context).await {
                    Ok(identity) => {
                        let id = identity.access_key_id().unwrap_or("a bearer token");
                        println!("{name:<13} {id}, from {}", identity.provider_name());
                        found = Some(identity);
                    }
                    Err(error) => println!("{name:<13} {}", line(&error)),
                }
            }
            found.ok_or_else(|| CredentialsError::new("no source has an identity"))
        })
    }
}

/// An error and its causes.
fn line(error: &dyn StdError) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}

static STS: ServiceInfo = ServiceInfo::new("Sts", "2015-04-01", &[]);

#[derive(Default)]
struct GetCallerIdentity {
    extra: Extra,
}

object!(GetCallerIdentity {});

impl Operation for GetCallerIdentity {
    type Output = Caller;
    const INFO: OperationInfo = OperationInfo::rpc("GetCallerIdentity", Method::Post);
}

/// Who the service takes the caller for.
#[derive(Default)]
pub(crate) struct Caller {
    account_id: Option<String>,
    arn: Option<String>,
    identity_type: Option<String>,
    extra: Extra,
}

object!(Caller { account_id: "AccountId", arn: "Arn", identity_type: "IdentityType" });
