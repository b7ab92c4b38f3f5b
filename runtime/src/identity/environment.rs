//! Credentials from environment variables.

use std::fmt;

use super::{CredentialsContext, CredentialsError, CredentialsProvider, Identity};
use crate::BoxFuture;

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Reads `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for temporary keys,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`, anew for every request. An empty variable counts as missing.
///
/// It is the first of the [sources](crate::identity#sources) of a client without credentials.
#[derive(Clone, Copy)]
pub struct EnvironmentCredentials {
    read: fn(&str) -> Option<String>,
}

impl EnvironmentCredentials {
    /// Credentials from the environment of this process.
    #[must_use]
    pub fn new() -> Self {
        Self { read: crate::environment::variable }
    }

    fn load(self) -> Result<Identity, CredentialsError> {
        let required = |name| {
            (self.read)(name).ok_or_else(|| {
                CredentialsError::new(format!(
                    "the environment variable {name} is not set or empty; set it, or give keys with \
                     `Config::with_credentials`"
                ))
            })
        };
        let (id, secret) = (required(ID)?, required(SECRET)?);
        let identity = match (self.read)(TOKEN) {
            Some(token) => Identity::sts(id, secret, token),
            None => Identity::access_key(id, secret),
        };
        // The name that the official default chain gives this source.
        Ok(identity.with_provider_name("default/env"))
    }
}

impl Default for EnvironmentCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnvironmentCredentials").finish_non_exhaustive()
    }
}

impl CredentialsProvider for EnvironmentCredentials {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(std::future::ready((*self).load()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(read: fn(&str) -> Option<String>) -> Result<Identity, CredentialsError> {
        EnvironmentCredentials { read }.load()
    }

    #[test]
    fn a_lasting_key() {
        let identity = load(|name| (name != TOKEN).then(|| name.to_owned())).unwrap();
        assert_eq!(identity.access_key_id(), Some(ID));
        assert_eq!(identity.access_key_secret(), Some(SECRET));
        assert_eq!(identity.security_token(), None);
        assert_eq!(identity.provider_name(), "default/env");
    }

    #[test]
    fn a_temporary_key() {
        let identity = load(|name| Some(name.to_owned())).unwrap();
        assert_eq!(identity.security_token(), Some(TOKEN));
        assert_eq!(identity.provider_name(), "default/env");
    }

    #[test]
    fn a_missing_variable_is_named() {
        assert!(load(|name| (name != ID).then(String::new)).unwrap_err().to_string().contains(ID));
        assert!(load(|name| (name != SECRET).then(String::new)).unwrap_err().to_string().contains(SECRET));
    }
}
