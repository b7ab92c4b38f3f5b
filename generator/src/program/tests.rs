//! Programs of a made-up product.

use super::{ClientSettings, Program, Retries, UnfitValue};
use crate::Input;
use crate::lower::lower;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn document() -> Value {
    let parameter = |name: &str, schema: Value| json!({"name": name, "in": "query", "schema": schema});
    let text = json!({"type": "string"});
    let tag = json!({"type": "object", "properties": {
        "Key": text, "ApiToken": text, "Old": {"type": "string", "deprecated": true}, "Weight": {"type": "number"},
    }});
    json!({
        "version": "1.0",
        "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
        "apis": {
            "MakeThing": {
                "methods": ["post"],
                "parameters": [
                    parameter("Name", json!({"type": "string", "required": true})),
                    parameter("Count", json!({"type": "integer"})),
                    parameter("Quick", json!({"type": "boolean"})),
                    parameter("Password", text.clone()),
                    parameter("Tokens", json!({"type": "array", "items": text})),
                    parameter("Credentials", json!({"type": "any"})),
                    parameter("Mode", json!({"type": "string", "enum": ["fast", "slow"]})),
                    parameter("Client", tag.clone()),
                    parameter("Tag", json!({"type": "array", "items": tag})),
                    parameter("Names", json!({"type": "array", "items": text})),
                    parameter("Labels", json!({"type": "object", "additionalProperties": {"type": "string"}})),
                    parameter("Anything", json!({"type": "any"})),
                ],
                "responses": {"200": {"schema": {"type": "object", "properties": {"Id": text}}}},
            },
            "StoreThing": {
                "methods": ["put"],
                "parameters": [{"name": "Content", "in": "body", "schema": {"type": "string", "format": "binary"}}],
                "responses": {},
            },
            "FetchThing": {
                "methods": ["get"],
                "produces": ["application/octet-stream"],
                "parameters": [],
                "responses": {"200": {"schema": {"type": "string", "format": "binary"}}},
            },
        },
    })
}

fn program(operation: &str, request: &Value, region: Option<&str>) -> Result<String, UnfitValue> {
    with(operation, request, ClientSettings { region, ..ClientSettings::default() })
}

fn with(operation: &str, request: &Value, client: ClientSettings<'_>) -> Result<String, UnfitValue> {
    let lowered = lower(&[Input::new("demo.json", document().to_string())]);
    let module = &lowered.krate.modules[0];
    let operation = module.operations.iter().find(|known| known.wire == operation).unwrap();
    let request = request.as_object().unwrap();
    let setup = ["cargo add --path generated --features demo20240131".to_owned()];
    Program { module, operation, request, client, setup: &setup }.text()
}

#[track_caller]
fn check(operation: &str, request: &Value, expected: &Expect) {
    expected.assert_eq(&program(operation, request, Some("cn-beijing")).unwrap());
}

#[test]
fn values_are_written_by_their_types() {
    let request = json!({
        "Name": "a \"quoted\"\n name", "Count": -3, "Quick": true, "Mode": "slow", "Names": ["a", "b"], "Client": {"Key": "k"},
        "Tag": [{"Key": "a", "Weight": 1}, {}], "Labels": {"env": "test"}, "Anything": {"a": [1, 2.5, u64::MAX, null, "\u{1b}"]},
    });
    check(
        "MakeThing",
        &request,
        &expect![[r#"
            //! Calls `MakeThing` of `Demo` `2024-01-31`.
            //!
            //! ```sh
            //! cargo add --path generated --features demo20240131
            //! cargo add tokio --features macros,rt
            //! cargo add serde_json
            //! ```

            use generated::Config;
            use generated::demo20240131::Client;
            use generated::demo20240131::operations::MakeThingRequest;
            use generated::demo20240131::operations::make_thing::{
                MakeThingRequestClient, MakeThingRequestMode, MakeThingRequestTag,
            };
            use serde_json::json;
            use std::collections::BTreeMap;
            use std::error::Error;

            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Box<dyn Error>> {
                let client = Client::new(Config::new("cn-beijing"))?;
                let request = MakeThingRequest::new("a \"quoted\"\n name")
                    .with_anything(json!({"a": [1, 2.5, 18446744073709551615_u64, null, "\u{1b}"]}))
                    .with_client(MakeThingRequestClient::default().with_key("k"))
                    .with_count(-3)
                    .with_labels(BTreeMap::from([("env".to_owned(), "test".to_owned())]))
                    .with_mode(MakeThingRequestMode::Slow)
                    .with_names(vec!["a".to_owned(), "b".to_owned()])
                    .with_quick(true)
                    .with_tag(
                        vec![
                            MakeThingRequestTag::default().with_key("a").with_weight(1.0),
                            MakeThingRequestTag::default()
                        ],
                    );
                let response = client.make_thing(request).await?;
                println!("{response:#?}");
                Ok(())
            }
        "#]],
    );
}

#[test]
fn secrets_are_no_part_of_a_program() {
    let request =
        json!({"Name": "n", "Password": "hunter2", "Mode": "unheard-of", "Tag": [{"Old": "x"}], "Anything": "text"});
    let text = program("MakeThing", &request, None).unwrap();
    assert!(!text.contains("hunter2"));
    expect![[r#"
        //! Calls `MakeThing` of `Demo` `2024-01-31`.
        //!
        //! ```sh
        //! cargo add --path generated --features demo20240131
        //! cargo add tokio --features macros,rt
        //! ```
        //!
        //! The secret `Password` comes from the environment variable `PASSWORD`.

        use generated::Config;
        use generated::demo20240131::Client;
        use generated::demo20240131::operations::MakeThingRequest;
        use generated::demo20240131::operations::make_thing::{MakeThingRequestMode, MakeThingRequestTag};
        use std::error::Error;

        #[allow(deprecated, reason = "the document deprecates it")]
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn Error>> {
            let client = Client::new(Config::load())?;
            let request = MakeThingRequest::new("n")
                .with_anything("text")
                .with_mode(MakeThingRequestMode::from("unheard-of"))
                .with_password(secret("PASSWORD")?)
                .with_tag(vec![MakeThingRequestTag::default().with_old("x")]);
            let response = client.make_thing(request).await?;
            println!("{response:#?}");
            Ok(())
        }

        /// The value of an environment variable, which is no part of the program.
        fn secret(name: &str) -> Result<String, String> {
            std::env::var(name).map_err(|_| format!("set the environment variable `{name}`"))
        }
    "#]]
    .assert_eq(&text);
}

#[test]
fn each_secret_has_a_variable_of_its_own_whatever_its_type() {
    let request = json!({
        "Name": "n", "Password": "canary", "Tokens": ["canary", "canary"], "Credentials": {"a": "canary"},
        "Tag": [{"ApiToken": "canary"}, {"ApiToken": "canary"}],
    });
    let text = program("MakeThing", &request, None).unwrap();
    assert!(!text.contains("canary"), "{text}");
    let (head, body) = text.split_once("MakeThingRequest::new").unwrap();
    for (path, variable) in [
        ("Password", "PASSWORD"),
        ("Tokens[0]", "TOKENS_1"),
        ("Tokens[1]", "TOKENS_2"),
        ("Credentials", "CREDENTIALS"),
        ("Tag[0].ApiToken", "TAG_1_API_TOKEN"),
        ("Tag[1].ApiToken", "TAG_2_API_TOKEN"),
    ] {
        let line = format!("//! The secret `{path}` comes from the environment variable `{variable}`.\n");
        assert!(head.contains(&line), "{line}{head}");
        assert_eq!(body.matches(&format!("secret(\"{variable}\")?")).count(), 1, "{variable}: {body}");
    }
    assert!(body.contains("secret(\"CREDENTIALS\")?.parse::<Value>()?"), "{body}");
}

#[test]
fn a_client_is_made_with_the_settings_of_the_call() {
    let client = |settings| {
        let text = with("FetchThing", &json!({}), settings).unwrap();
        let (_, client) = text.split_once("let client = ").unwrap();
        client.split_once("let request").unwrap().0.split_whitespace().collect::<String>()
    };
    let settings = ClientSettings {
        region: Some("cn-beijing"),
        profile: Some("a \"b\""),
        endpoint: Some("demo.example.com:8443"),
        timeout: Some(std::time::Duration::from_millis(2500)),
        retries: Some(Retries::Attempts(5)),
    };
    assert_eq!(
        client(settings),
        "Client::new(Config::load_profile(\"a\\\"b\\\"\").with_region(\"cn-beijing\")\
         .with_endpoint(\"demo.example.com:8443\").with_timeout(Duration::from_millis(2500))\
         .with_retry(Retry::standard().max_attempts(5)),)?;"
    );
    let off = ClientSettings { retries: Some(Retries::Off), ..ClientSettings::default() };
    assert_eq!(client(off), "Client::new(Config::load().with_retry(Retry::off()))?;");
    let text = with("FetchThing", &json!({}), settings).unwrap();
    assert!(
        text.contains("use generated::{Config, Retry};\n") && text.contains("use std::time::Duration;\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_json_is_saved_to_a_file() {
    check(
        "FetchThing",
        &json!({}),
        &expect![[r#"
            //! Calls `FetchThing` of `Demo` `2024-01-31`.
            //!
            //! ```sh
            //! cargo add --path generated --features demo20240131
            //! cargo add tokio --features macros,rt
            //! ```

            use generated::Config;
            use generated::demo20240131::Client;
            use generated::demo20240131::operations::FetchThingRequest;
            use std::error::Error;

            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Box<dyn Error>> {
                let client = Client::new(Config::new("cn-beijing"))?;
                let request = FetchThingRequest::new();
                let file = client.fetch_thing(request).download().to_file("fetch_thing.out").await?;
                println!("{} bytes", file.len());
                Ok(())
            }
        "#]],
    );
}

#[test]
fn bytes_are_a_text_or_numbers() {
    let request = |content: &Value| {
        let text = program("StoreThing", &json!({ "Content": content }), None)?;
        Ok(text.lines().find(|line| line.contains("let request")).unwrap().trim().to_owned())
    };
    let written =
        |content: &str| Ok(format!("let request = StoreThingRequest::new().with_content(Bytes::from({content}));"));
    assert_eq!(request(&json!("a\nb")), written("\"a\\nb\""));
    assert_eq!(request(&json!([0, 255])), written("vec![0, 255]"));
    let refused = |content: &Value| request(content).map_err(|unfit: UnfitValue| unfit.to_string());
    let expected = "`Content`: expected a text, or a list of the numbers of bytes";
    assert_eq!(refused(&json!([256])), Err(expected.to_owned()));
    assert_eq!(refused(&json!({})), Err(expected.to_owned()));
}

#[test]
fn a_request_that_does_not_fit_is_an_error() {
    let refused = |request: &Value| program("MakeThing", request, None).unwrap_err().to_string();
    assert_eq!(refused(&json!({})), "`Name`: is required");
    assert_eq!(refused(&json!({"Name": null})), "`Name`: is required");
    assert_eq!(refused(&json!({"Name": 1})), "`Name`: expected a text");
    assert_eq!(refused(&json!({"Name": "n", "Nmae": 1})), "`Nmae`: there is no member of this name");
    assert_eq!(refused(&json!({"Name": "n", "Tag": [{}, {"Key": 7}]})), "`Tag[1].Key`: expected a text");
    assert_eq!(refused(&json!({"Name": "n", "Labels": {"a": []}})), "`Labels.a`: expected a text");
    assert_eq!(refused(&json!({"Name": "n", "Count": 1.5})), "`Count`: expected an integer of 64 bits");
}
