//! Credentials that never change.

use super::{Credentials, CredentialsError, CredentialsProvider};
use crate::BoxFuture;

impl CredentialsProvider for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}
