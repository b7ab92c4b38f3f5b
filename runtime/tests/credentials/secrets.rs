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
