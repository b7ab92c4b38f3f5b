//! Profiles of people who have signed in through `CloudSSO`.

use std::fmt;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use http::uri::{Authority, Scheme};
use http::{Method, Uri};
use serde_json::{Value, json};

use super::document::Profile;
use crate::identity::sources::cache::Source;
use crate::identity::sources::exchange::{Exchange, request};
use crate::identity::sources::profiles::place::{Name, Place};
use crate::identity::{CredentialsContext, CredentialsError, Identity};
use crate::{BoxFuture, date};

/// Exchanges the access token of a sign-in for keys.
#[derive(Clone, PartialEq)]
pub(in crate::identity::sources::profiles) struct CloudSso {
    place: Place,
    /// The host of the sign-in URL.
    host: Authority,
    account: String,
    access_configuration: String,
    token: String,
    /// When the token ends, in seconds since 1970.
    token_ends: u64,
}

impl CloudSso {
    pub(super) fn new(profile: &Profile<'_>) -> Result<Self, CredentialsError> {
        const URL: &str = "cloud_sso_sign_in_url";

        let url = profile.required(URL)?.parse::<Uri>().map(Uri::into_parts).ok();
        let url = url.filter(|url| url.scheme.as_ref() == Some(&Scheme::HTTPS));
        let host = url.and_then(|url| url.authority).filter(|host| !host.as_str().contains('@'));
        Ok(Self {
            host: host.ok_or_else(|| profile.place.fault(format_args!("`{URL}` is not a URL with https")))?,
            account: profile.required("cloud_sso_account_id")?,
            access_configuration: profile.required("cloud_sso_access_config")?,
            token: profile.required("access_token")?,
            token_ends: profile.number("cloud_sso_access_token_expire")?.unwrap_or_default(),
            place: profile.place.clone(),
        })
    }

    async fn exchanged(&self, context: CredentialsContext<'_>) -> Result<Identity, CredentialsError> {
        let headers = [
            (HOST, self.host.to_string()),
            (ACCEPT, "application/json".to_owned()),
            (CONTENT_TYPE, "application/json".to_owned()),
            (AUTHORIZATION, format!("Bearer {}", self.token)),
        ];
        let body = json!({ "AccountId": self.account, "AccessConfigurationId": self.access_configuration });
        let uri =
            Uri::builder().scheme(Scheme::HTTPS).authority(self.host.clone()).path_and_query("/cloud-credentials");
        let uri = uri.build().map_err(|_| CredentialsError::new("`cloud_sso_sign_in_url` is not a URL"))?;
        let answer = Exchange::new().send(context, request(Method::POST, uri, headers, body.to_string())?).await?;
        match answer.members()?.get("CloudCredential").and_then(Value::as_object) {
            Some(members) => answer.identity(members, "cloud_sso"),
            None => Err(answer.unusable("has no CloudCredential")),
        }
    }
}

impl Source for CloudSso {
    fn fetch<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            if self.token_ends <= date::unix_seconds(context.now()) {
                let name = Name(&self.place.profile);
                return Err(CredentialsError::new(format!(
                    "its sign-in has expired; sign in again with `aliyun configure --mode CloudSSO --profile {name}`"
                )));
            }
            self.exchanged(context).await
        })
    }
}

/// Without the token.
impl fmt::Debug for CloudSso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CloudSso").field("place", &self.place).finish_non_exhaustive()
    }
}
