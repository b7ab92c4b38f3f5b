//! The service that signs people in.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName};
use http::uri::{PathAndQuery, Scheme};
use http::{Method, Uri};
use serde_json::{Map, Value};

use super::stored::Tokens;
use crate::identity::sources::answer::{self, Answer};
use crate::identity::sources::exchange::{self, Exchange};
use crate::identity::{CredentialsContext, CredentialsError, Identity};
use crate::{date, encoding};

/// The vendor has one service for China and one for everywhere else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Site {
    China,
    International,
}

impl Site {
    /// The site that `oauth_site_type` names; China unless it says anything.
    pub(super) fn named(name: Option<&str>) -> Option<Self> {
        let is = |expected: &str| name.is_some_and(|name| name.eq_ignore_ascii_case(expected));
        match name {
            None => Some(Self::China),
            Some(_) if is("CN") => Some(Self::China),
            Some(_) if is("INTL") => Some(Self::International),
            Some(_) => None,
        }
    }

    const fn host(self) -> &'static str {
        match self {
            Self::China => "oauth.aliyun.com",
            Self::International => "oauth.alibabacloud.com",
        }
    }

    /// As which program people have signed in: the vendor's command line tool.
    const fn client_id(self) -> &'static str {
        match self {
            Self::China => "4038181954557748008",
            Self::International => "4103531455503354461",
        }
    }

    /// Renews the tokens by the refresh token.
    pub(super) async fn renew(
        self,
        context: CredentialsContext<'_>,
        refresh: &str,
    ) -> Result<Tokens, CredentialsError> {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh),
            ("client_id", self.client_id()),
            ("Timestamp", &date::iso8601(context.now())),
        ];
        let fields = fields.map(|(name, value)| format!("{name}={}", encoding::percent(value)));
        let content_type = (CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned());
        let answer = self.post(context, "/v1/token", content_type, None, fields.join("&")).await?;
        let members = answer.members()?;
        let access = answer::text(&members, "access_token").ok_or_else(|| answer.unusable("has no access_token"))?;
        Ok(Tokens {
            access: Some(access.to_owned()),
            access_ends: date::unix_seconds(context.now()).saturating_add(lifetime(&members)),
            // A service need not give another one.
            refresh: Some(answer::text(&members, "refresh_token").unwrap_or(refresh).to_owned()),
        })
    }

    /// Exchanges the access token for keys.
    pub(super) async fn exchange(
        self,
        context: CredentialsContext<'_>,
        access: &str,
    ) -> Result<Identity, CredentialsError> {
        let content_type = (CONTENT_TYPE, "application/json".to_owned());
        let bearer = (AUTHORIZATION, format!("Bearer {access}"));
        let answer = self.post(context, "/v1/exchange", content_type, Some(bearer), String::new()).await?;
        // Some of the vendor's libraries expect `AccessKeyId`, others `accessKeyId`.
        let members: Map<_, _> =
            answer.members()?.into_iter().map(|(name, value)| (capitalized(&name), value)).collect();
        let keys = answer.identity(&members, "oauth")?;
        // The file must never hold a new key beside an old token.
        match (keys.security_token(), keys.expires_at()) {
            (None, _) => Err(answer.unusable("has no SecurityToken")),
            (_, None) => Err(answer.unusable("has no Expiration")),
            _ => Ok(keys),
        }
    }

    async fn post(
        self,
        context: CredentialsContext<'_>,
        path: &'static str,
        content_type: (HeaderName, String),
        bearer: Option<(HeaderName, String)>,
        body: String,
    ) -> Result<Answer, CredentialsError> {
        let uri = Uri::builder()
            .scheme(Scheme::HTTPS)
            .authority(self.host())
            .path_and_query(PathAndQuery::from_static(path))
            .build()
            .map_err(|_| CredentialsError::new("the URL of the sign-in is invalid"))?;
        let headers = [Some((HOST, self.host().to_owned())), Some(content_type), bearer];
        let request = exchange::request(Method::POST, uri, headers.into_iter().flatten(), body)?;
        Exchange::new().send(context, request).await
    }
}

/// How many seconds an access token lives: an hour unless the answer says.
fn lifetime(members: &Map<String, Value>) -> u64 {
    members.get("expires_in").and_then(Value::as_u64).unwrap_or(3600)
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
