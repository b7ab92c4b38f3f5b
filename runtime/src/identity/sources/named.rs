//! The name of a source as part of another one: `default/env`, `cli_profile/static_ak`.

use std::sync::{Arc, Mutex};

use super::flight::lock;
use crate::identity::Identity;

/// Puts a prefix before the provider names of identities. The last one is remembered, so that calls share it.
pub(super) struct Prefix {
    /// Ends with a slash.
    prefix: &'static str,
    last: Mutex<Option<(Identity, Identity)>>,
}

impl Prefix {
    pub(super) const fn new(prefix: &'static str) -> Self {
        Self { prefix, last: Mutex::new(None) }
    }

    /// The identity with the prefix before its provider name, unless it has it already.
    pub(super) fn name(&self, identity: Identity) -> Identity {
        if identity.provider_name().starts_with(self.prefix) {
            return identity;
        }
        let mut last = lock(&self.last);
        if let Some((plain, named)) = last.as_ref()
            && Arc::ptr_eq(&plain.0, &identity.0)
        {
            return named.clone();
        }
        let name = format!("{}{}", self.prefix, identity.provider_name());
        let named = identity.clone().with_provider_name(name);
        *last = Some((identity, named.clone()));
        named
    }
}
