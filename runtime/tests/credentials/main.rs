//! Where identities come from: the sources, what keeps their identities, and the chain of them.
//!
//! * `scenarios` runs what the official SDKs were recorded doing, each in a process of its own with a real environment.
//! * `cache`, `runtimes` and `rotation` are about many calls that need an identity at a time.
//! * `sts`, `oidc`, `metadata` and `uri` are about what each source sends, and makes of what comes back.
//! * `profiles` is about the sources that files describe.
//! * `secrets` looks for them in everything that is printed.
#![cfg(feature = "credentials")]

mod cache;
#[cfg(unix)]
mod profiles;
mod rotation;
mod runtimes;
mod scenarios;
mod secrets;
mod sources;
mod support;
