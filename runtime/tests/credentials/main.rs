//! Where identities come from: the sources, what keeps their identities, and the chain of them.
//!
//! * `scenarios` runs what the official SDKs were recorded doing, each in a process of its own with a real environment.
//! * `chain` is about which source is asked.
//! * `cache`, `runtimes` and `rotation` are about many calls that need an identity at a time.
//! * `sources` is about what each of them sends, and makes of what comes back.
//! * `profiles` is about the sources that files describe.
//! * `diagnosis` is about what people see: the error of the chain, and the example program.
//! * `secrets` looks for secrets in everything that is printed.
#![cfg(feature = "credentials")]

mod cache;
mod chain;
mod diagnosis;
#[expect(dead_code, reason = "its `main` is that of another program")]
#[path = "../../examples/credentials.rs"]
mod example;
#[cfg(unix)]
mod profiles;
mod rotation;
mod runtimes;
mod scenarios;
mod secrets;
mod sources;
mod support;
