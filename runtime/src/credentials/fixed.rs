//! Credentials that never change.

use super::{Credentials, CredentialsError, CredentialsProvider};
use crate::BoxFuture;

impl CredentialsProvider for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(match (self.access_key_id(), self.access_key_secret()) {
            ("", _) => Err(CredentialsError::new("the access key id is empty")),
            (_, "") => Err(CredentialsError::new("the access key secret is empty")),
            _ => Ok(self.clone()),
        }))
    }
}
