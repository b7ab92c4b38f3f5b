//! The sources of identities besides environment variables, and what they are made of.
//!
//! ```text
//! DefaultCredentials ─▶ profiles ─▶ OidcCredentials, EcsRamRoleCredentials, UriCredentials, AssumeRole
//!                          └─▶ cache ─▶ flight, freshness        └─▶ sts, file ─▶ exchange
//! ```

mod answer;
mod assume_role;
mod cache;
mod default;
mod ecs_ram_role;
mod exchange;
mod file;
mod flight;
mod freshness;
mod named;
mod oidc;
mod profiles;
mod sts;
mod uri;

pub use self::assume_role::AssumeRole;
pub use self::default::{DefaultCredentials, DefaultCredentialsBuilder};
pub use self::ecs_ram_role::EcsRamRoleCredentials;
pub use self::oidc::OidcCredentials;
pub(crate) use self::profiles::region;
pub use self::profiles::{CliProfileCredentials, ProfileFileCredentials};
pub use self::uri::UriCredentials;
