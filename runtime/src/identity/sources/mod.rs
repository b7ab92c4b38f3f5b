//! The sources of identities besides environment variables, and what they are made of.
//!
//! ```text
//! DefaultCredentials ─▶ OidcCredentials, EcsRamRoleCredentials, UriCredentials, AssumeRole
//!                          └─▶ cache ─▶ flight, freshness        └─▶ sts, file ─▶ exchange
//! ```

mod assume_role;
pub(in crate::identity) mod cache;
mod default;
mod ecs_ram_role;
pub(in crate::identity) mod exchange;
pub(in crate::identity) mod file;
mod flight;
mod freshness;
mod oidc;
mod sts;
mod uri;

pub use self::assume_role::AssumeRole;
pub use self::default::{DefaultCredentials, DefaultCredentialsBuilder};
pub use self::ecs_ram_role::EcsRamRoleCredentials;
pub use self::oidc::OidcCredentials;
pub use self::uri::UriCredentials;
