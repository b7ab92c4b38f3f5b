//! No secret of any source is printed.

use std::fmt::Debug;
use std::fs;
use std::time::Duration;

use runtime::identity::{AssumeRole, EcsRamRoleCredentials, OidcCredentials, UriCredentials};
use runtime::{Config, CredentialsProvider, Identity};

use crate::support::{Answer, Scripted, ask, origin};

/// A text that is nowhere but in secrets.
const CANARY: &str = "kanarie";

fn prints_no_canary(what: &str, printed: &impl Debug) {
    for text in [format!("{printed:?}"), format!("{printed:#?}")] {
        assert!(!text.to_lowercase().contains(CANARY), "{what}: {text}");
    }
}

/// Answers of all kinds, each full of canaries.
fn answers() -> Vec<Answer> {
    let keys = r#""AccessKeyId":"id","AccessKeySecret":"kanarie","SecurityToken":"kanarie","Expiration":"2035-01-01T00:00:00Z""#;
    let mut answers = vec![Answer::Silence, Answer::Unreachable];
    for status in [200, 403, 404, 500] {
        for body in [
            "kanarie".to_owned(),
            format!(r#"{{"Code":"Success",{keys},"Credentials":{{{keys}}}}}"#),
            format!(r#"{{"Code":"a kanarie","Message":"kanarie",{keys}"#),
            format!(r#"{{"Code":"Success","Credentials":"kanarie","AccessKeyId":["kanarie"],"Other":{{{keys}}}}}"#),
            r#"{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"kanarie","Expiration":"kanarie"}"#.to_owned(),
            r#"{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"kana\nrie kanarie"}"#.to_owned(),
        ] {
            answers.push(Answer::Body(status, body));
        }
    }
    answers
}

/// Everything that can be observed, as text.
#[cfg(feature = "tracing")]
#[derive(Clone, Default)]
struct Observed(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

#[cfg(feature = "tracing")]
impl std::io::Write for Observed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An identity is fetched, and then fetching fails in the background, in all ways.
#[cfg(feature = "tracing")]
#[tokio::test(start_paused = true)]
async fn observers_hear_of_failures_and_see_none() {
    for answer in answers() {
        let observed = Observed::default();
        let writer = observed.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
        let guard = tracing::subscriber::set_default(subscriber.with_writer(move || writer.clone()).finish());
        let is_failure = !matches!(&answer, Answer::Body(200, body) if body.starts_with(r#"{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"kanarie","SecurityToken"#));
        let first = crate::support::document("id", origin() + Duration::from_secs(3600));
        let transport = Scripted::new(move |before, _| match before {
            0 => Answer::Body(200, first.clone()),
            _ => answer.clone(),
        });
        let source = UriCredentials::new().with_uri("http://cred.local/kanarie");
        ask(&source, &transport, origin()).await.unwrap();
        ask(&source, &transport, origin() + Duration::from_secs(3000)).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(guard);
        let text = String::from_utf8(observed.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("identity fetched") && text.contains("credential_uri"), "{text}");
        assert_eq!(text.contains("fetching an identity failed, the last one is used"), is_failure, "{text}");
        prints_no_canary("tracing", &text);
    }
}

#[tokio::test(start_paused = true)]
async fn sources_and_their_errors_print_none() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "kanarie").unwrap();
    for answer in answers() {
        let oidc = OidcCredentials::new().with_role_arn("r").with_provider_arn("p").with_token_file(&token);
        let source = Identity::sts("id", "kanarie", "kanarie");
        let sources: [(&str, Box<dyn CredentialsProvider>); 4] = [
            ("AssumeRole", Box::new(AssumeRole::new(source, "r").with_external_id("kanarie").with_policy("kanarie"))),
            ("OidcCredentials", Box::new(oidc)),
            ("EcsRamRoleCredentials", Box::new(EcsRamRoleCredentials::new())),
            ("UriCredentials", Box::new(UriCredentials::new().with_uri("http://cred.local/kanarie?kanarie"))),
        ];
        for (name, source) in sources {
            let answer = answer.clone();
            let transport = Scripted::new(move |_, _| answer.clone());
            prints_no_canary(name, &source);
            for _ in 0..2 {
                match ask(&*source, &transport, origin()).await {
                    Ok(identity) => prints_no_canary(name, &identity),
                    Err(error) => {
                        prints_no_canary(name, &error);
                        prints_no_canary(name, &error.to_string());
                        let causes = std::iter::successors(std::error::Error::source(&error), |error| error.source());
                        causes.for_each(|cause| prints_no_canary(name, &cause.to_string()));
                    }
                }
                tokio::time::advance(Duration::from_secs(1)).await;
            }
            prints_no_canary(
                name,
                &Config::new("r").with_credentials(std::sync::Arc::<dyn CredentialsProvider>::from(source)),
            );
        }
    }
}
