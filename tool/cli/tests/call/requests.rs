//! What is sent, shown, or refused before it is sent.

use std::io::Write;
use std::process::Stdio;

use crate::support::{CommandOutput, Folder};

fn demo(arguments: &[&str]) -> CommandOutput {
    CommandOutput::of(&mut Folder::new().demo(arguments))
}

#[test]
fn a_dry_run_shows_what_would_be_sent_without_secrets() {
    let folder = Folder::new();
    let mut command = folder.demo(&["LogIn", "Password=canary word", "User=me", "--dry-run"]);
    command.env("ALIBABA_CLOUD_SECURITY_TOKEN", "canary-token");
    let output = CommandOutput::of(&mut command).exits(0);
    for part in [
        "POST https://demo.cn-shanghai.aliyuncs.com/?User=me\n",
        "\nx-acs-action: LogIn\n",
        "\nx-acs-security-token: [redacted]\n",
        "\nauthorization: ACS3-HMAC-SHA256 Credential=key-id,SignedHeaders=content-type;host;",
        ",Signature=[redacted]\n",
        "\nPassword=[redacted]\n",
        "\nCanonical request\nPOST\n/\nUser=me\ncontent-type:application/x-www-form-urlencoded\n",
        "\nString to sign\nACS3-HMAC-SHA256\n",
    ] {
        assert!(output.out.contains(part), "no {part:?} in:\n{}", output.out);
    }
    assert!(!output.out.contains("canary"), "{}", output.out);
    assert_eq!(output.err, "");
}

#[test]
fn without_keys_a_dry_run_is_signed_with_a_placeholder() {
    let folder = Folder::new();
    let mut command = folder.demo(&["DescribeThing", "--dry-run"]);
    command.env_remove("ALIBABA_CLOUD_ACCESS_KEY_ID").env_remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
    let output = CommandOutput::of(&mut command).exits(0).err_has("so a placeholder signs");
    output.out_has("Credential=PLACEHOLDER-ACCESS-KEY-ID,");
}

#[test]
fn a_profile_has_keys_and_a_region() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path(".aliyun")).unwrap();
    let profile = |name: &str, region: &str| {
        format!(
            r#"{{"name":"{name}","mode":"AK","access_key_id":"id-of-{name}","access_key_secret":"canary","region_id":"{region}"}}"#
        )
    };
    let profiles =
        format!(r#"{{"current":"a","profiles":[{},{}]}}"#, profile("a", "cn-beijing"), profile("b", "us-west-1"));
    std::fs::write(folder.path(".aliyun/config.json"), profiles).unwrap();
    let output = CommandOutput::of(&mut folder.demo(&["DescribeThing", "--dry-run", "--profile", "b"])).exits(0);
    output.out_has("Credential=id-of-b,").out_has("https://demo.us-west-1.aliyuncs.com/");
    let output = CommandOutput::of(&mut folder.demo(&["DescribeThing", "--profile", "c", "--dry-run"])).exits(1);
    assert_eq!(output.out, "");
    output.err_has("there is no profile \"c\"");
    let output = CommandOutput::of(&mut folder.demo(&["DescribeThing", "--profile", "c"])).exits(1);
    output.err_has("there is no profile \"c\"");
}

#[test]
fn a_request_as_json_is_read_again() {
    let folder = Folder::new();
    let arguments = ["Make", "instanceid=i", "Count=2", "Tag.1.Key=a", "Names=[\"x\"]", "--as", "json"];
    let output = CommandOutput::of(&mut folder.demo(&arguments)).exits(0);
    let expected = "{\n  \"InstanceId\": \"i\",\n  \"Count\": 2,\n  \"Tag\": [\n    {\n      \"Key\": \"a\"\n    }\n  ],\n  \
                    \"Names\": [\n    \"x\"\n  ]\n}\n";
    assert_eq!(output.out, expected);
    std::fs::write(folder.path("request.json"), &output.out).unwrap();
    let again = CommandOutput::of(&mut folder.demo(&["Make", "--from", "request.json", "--as", "json"])).exits(0);
    assert_eq!(again.out, expected);
    let mut command = folder.demo(&["Make", "--from", "-", "Count=3", "--as", "json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(expected.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected.replace('2', "3"));
    std::fs::write(folder.path("marked.json"), format!("\u{feff}{expected}")).unwrap();
    let marked = CommandOutput::of(&mut folder.demo(&["Make", "--from", "marked.json", "--as", "json"])).exits(0);
    assert_eq!(marked.out, expected);
    std::fs::write(folder.path("twice.json"), "{\"Count\": 1, \"Count\": 2}").unwrap();
    let twice = CommandOutput::of(&mut folder.demo(&["Make", "--from", "twice.json"])).exits(2);
    twice.err_has("in `twice.json`, `Count` is given twice at line 1");
    std::fs::write(folder.path("broken.json"), "{").unwrap();
    let output = CommandOutput::of(&mut folder.demo(&["Make", "--from", "broken.json"])).exits(2);
    output.err_has("`broken.json` is no JSON: EOF");
    CommandOutput::of(&mut folder.demo(&["Make", "--from", "none"])).exits(2).err_has("cannot read `none`: ");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let output = demo(&["Make", "Wet=maybe", "Tag.0.Key=a"]).exits(2);
    assert_eq!(
        output.err,
        "error: `Wet` is `true` or `false`, not `maybe`\n  = help: write `Wet=true`\n\
         error: elements of `Tag` are numbered from 1, not from 0\n  = help: write `Tag.1.Key=TEXT`\n\
         error: 2 required parameters are missing:\n  Count       integer  How many\n  InstanceId  text     The instance\n  \
         = help: write each as `NAME=VALUE`: `Count=1`\n"
    );
    let output = demo(&["Make", "InstanceId=i", "Count=1", "Mode=Warp", "--as", "json"]).exits(0);
    output.err_has("warning: the document lists other values of `Mode`: `Fast`, `Slow`");
    let output = demo(&["Make", "Wet=maybe", "--message-format", "json"]).exits(2);
    assert_eq!(output.err.lines().filter(|line| line.starts_with("{\"severity\":\"error\"")).count(), 2);
}

#[test]
fn nothing_is_sent_without_credentials_or_a_region() {
    let folder = Folder::new();
    let mut command = folder.demo(&["DescribeThing"]);
    command.env_remove("ALIBABA_CLOUD_ACCESS_KEY_ID");
    let output = CommandOutput::of(&mut command).exits(1);
    assert!(output.err.starts_with("error: no credentials: "), "{}", output.err);
    let mut command = folder.demo(&["DescribeThing"]);
    command.env_remove("ALIBABA_CLOUD_REGION_ID");
    let output = CommandOutput::of(&mut command).exits(2).err_has("there is no region");
    assert!(!output.err.contains("Config::"), "{}", output.err);
    assert!(output.err.ends_with("name one with `--region REGION`, such as cn-shanghai\n"), "{}", output.err);
}

#[test]
fn a_program_has_the_options_of_the_call() {
    let options = ["--endpoint", "demo.example.com", "--profile", "b", "--timeout", "2.5", "--retry", "off"];
    let output = CommandOutput::of(Folder::new().demo(&["DescribeThing", "--as", "rust"]).args(options)).exits(0);
    for part in [
        "Config::load_profile(\"b\")",
        ".with_endpoint(\"demo.example.com\")",
        ".with_timeout(Duration::from_millis(2500))",
        ".with_retry(Retry::off())",
    ] {
        assert!(output.out.contains(part), "no {part} in:\n{}", output.out);
    }
    demo(&["DescribeThing", "--as", "rust", "--connect", "127.0.0.1:1"]).exits(2).err_has("leave out `--connect`");
}

#[test]
fn options_are_checked() {
    demo(&["DescribeThing", "--timeout", "0"]).exits(2).err_has("write a number of seconds above 0");
    demo(&["DescribeThing", "--retry", "never"]).exits(2).err_has("write a number of attempts from 1, or `off`");
    demo(&["DescribeThing", "--connect", "192.0.2.1:80"]).exits(2).err_has("only an address of this machine");
    demo(&["DescribeThing", "--region", ""]).exits(2).err_has("write the id of a region, such as `cn-hangzhou`");
    for endpoint in ["https://foo.com", "foo.com/", "", "a@foo.com"] {
        demo(&["DescribeThing", "--endpoint", endpoint]).exits(2).err_has("write `host` or `host:port`");
    }
    demo(&["DescribeThing", "--endpoint", "foo:99999"]).exits(2).err_has("write a port from 1 to 65535");
    demo(&["DescribeThing", "--endpoint", "foo:443", "--dry-run"]).exits(0).out_has("https://foo:443/");
    demo(&["DescribeThing", "--as", "xml"]).exits(2).err_has("possible values: json");
    demo(&["DescribeThing", "--dry-run", "--as", "json"]).exits(2).err_has("cannot be used with");
}

#[test]
fn a_region_that_is_not_said_is_that_of_the_request() {
    let folder = Folder::new();
    let text = crate::support::DOCUMENT.replace("{name: \"Id\", in", "{name: \"RegionId\", in");
    std::fs::write(folder.path("demo.yaml"), text).unwrap();
    let mut command = folder.demo(&["DescribeThing", "RegionId=cn-beijing", "--dry-run"]);
    let output = CommandOutput::of(command.env_remove("ALIBABA_CLOUD_REGION_ID")).exits(0);
    output
        .out_has("https://demo.cn-beijing.aliyuncs.com/?")
        .err_has("note: the region is that of the parameter `RegionId`");
    let output = CommandOutput::of(&mut folder.demo(&["DescribeThing", "RegionId=cn-beijing", "--dry-run"])).exits(0);
    assert_eq!(output.out_has("https://demo.cn-shanghai.aliyuncs.com/?").err, "");
}

#[test]
fn an_operation_may_stand_behind_its_product() {
    let run = |arguments: &[&str]| {
        let folder = Folder::new();
        CommandOutput::of(folder.command(arguments).args(["--specs", "demo.yaml", "--dry-run"]))
    };
    run(&["demo/describething", "Id=a"]).exits(0).out_has("/?Id=a\n");
    run(&["demo/2024-01-31/DescribeThing", "Id=a"]).exits(0).out_has("/?Id=a\n");
    run(&["demo/2024-01-31", "DescribeThing", "Id=a"]).exits(0).out_has("/?Id=a\n");
    run(&["demo"]).exits(2).err_has("the operation is missing").err_has("`cargo alibabacloud describe demo`");
    run(&["demo", "Nope"]).exits(2).err_has("`cargo alibabacloud describe Demo/2024-01-31` lists them");
    run(&["demo", "Describe"]).exits(2).err_has("did you mean `DescribeThing`?");
}
