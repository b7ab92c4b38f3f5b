//! What commands say about documents, for people and for programs.

use serde_json::Value;

use crate::support::{CommandOutput, DOCUMENT, Project};

/// A project whose document has a misspelt key, and one of another version with a reference to nothing.
fn faulty() -> Project {
    let project = Project::new();
    project.put("specs/demo/2024-01-31.yaml", &DOCUMENT.replace("required: false", "requird: false"));
    let dangling = DOCUMENT.replace("type: \"string\"\n          required: false", "$ref: \"#/components/schemas/No\"");
    project.put("specs/demo/2024-02-29.yaml", &dangling.replace("2024-01-31", "2024-02-29"));
    project
}

/// The standard error as one object a line.
#[track_caller]
fn objects(output: &CommandOutput) -> Vec<Value> {
    output.err.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line:?}"))).collect()
}

#[test]
fn people_see_the_place() {
    faulty().xtask(&["gen"]).exits(1).err_has(
        "\
error[misspelt-key]: unknown key `requird` in a schema
  --> specs/demo/2024-01-31.yaml:22:11
   |
22 |           requird: false
   |           ^^^^^^^
   = in: apis.Ping.parameters[Text].schema.requird
   = help: did you mean `required`?

",
    );
}

/// The vendor's documents are one line.
#[test]
fn people_see_a_window_of_a_long_line() {
    let project = Project::new();
    let parameters: Vec<_> = (0..2_000)
        .map(|i| format!(r#"{{"name":"P{i}","in":"query","schema":{{"type":"string","title":"参数"}}}}"#))
        .collect();
    let text = format!(
        r#"{{"info":{{"style":"RPC","product":"Demo","version":"1"}},"apis":{{"Get":{{"parameters":[{}]}}}}}}"#,
        parameters.join(",")
    );
    project.put("docs/1.json", &text.replace(r#""P1000","in":"query""#, r#""P1000","in":"qury""#));
    let output = project.xtask(&["gen", "--specs", "docs", "--out", "sdk"]).exits(0).err_has(
        "
  |
1 | …\",\"title\":\"参数\"}},{\"name\":\"P1000\",\"in\":\"qury\",\"schema\":{\"type\":\"string\",\"title\":\"参数\"}},{\"name\":\"P…
  |                                          ^^^^^^
  = in: apis.Get.parameters[P1000].in
",
    );
    assert!(output.err.lines().all(|line| line.chars().count() < 120), "{}", output.err);
}

#[test]
fn programs_get_an_object_a_line_and_nothing_else() {
    let project = faulty();
    let output = project.xtask(&["gen", "--message-format", "json"]).exits(1);
    assert_eq!(output.out, "");
    let objects = objects(&output);
    let severities: Vec<_> = objects.iter().map(|object| object["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["error", "error"], "warnings count as errors here");
    assert_eq!(
        output.err.lines().next().unwrap(),
        r#"{"severity":"error","kind":"misspelt-key","id":"87308bfa17b1e275","file":"specs/demo/2024-01-31.yaml","line":22,"column":11,"path":"apis.Ping.parameters[Text].schema.requird","operation":"Ping","refuses":["Ping"],"message":"unknown key `requird` in a schema","help":"did you mean `required`?"}"#
    );
    assert_eq!(objects[1]["kind"], "dangling-ref");
}

#[test]
fn failures_that_are_not_about_documents_have_the_same_form() {
    let project = Project::new();
    project.xtask(&["gen"]).exits(0);
    project.put("generated/src/lib.rs", "// mine\n");
    project.put("generated/src/mine.rs", "// mine\n");
    let output = project.xtask(&["gen", "--check", "--message-format", "json"]).exits(1);
    let found: Vec<_> = objects(&output).iter().map(|o| (o["kind"].to_string(), o["file"].to_string())).collect();
    let expected = [
        ("\"foreign-file\"", "\"generated/src/lib.rs\""),
        ("\"foreign-file\"", "\"generated/src/mine.rs\""),
        ("\"out-of-date\"", "\"generated\""),
    ];
    assert_eq!(found, expected.map(|(kind, file)| (kind.to_owned(), file.to_owned())));
    let output = project.xtask(&["gen", "--specs", "missing", "--message-format", "json"]).exits(1);
    assert_eq!(objects(&output)[0]["kind"], "unreadable");
}

#[test]
fn github_gets_annotations() {
    let output = faulty().xtask(&["gen", "--message-format", "github"]).exits(1);
    let expected = "::error file=specs/demo/2024-01-31.yaml,line=22,col=11,title=misspelt-key::unknown key `requird` in a schema\
                    %0Ain: apis.Ping.parameters[Text].schema.requird%0Ahelp: did you mean `required`?\n";
    assert!(output.err.starts_with(expected), "{}", output.err);
    assert!(output.err.lines().all(|line| line.starts_with("::")), "{}", output.err);
}

/// A program that asked for JSON gets nothing else, whatever it did wrong.
#[test]
fn wrong_usage_has_the_form_that_was_asked_for() {
    let project = Project::new();
    let wrong: [&[&str]; 5] = [
        &["gen", "--wrong", "--message-format", "json"],
        &["gen", "--message-format=json", "--check", "--check"],
        &["diff", "--format", "json", "--deny", "braking"],
        &["diff", "--format=json", "a", "b", "c"],
        &["import", "--message-format", "json"],
    ];
    for arguments in wrong {
        let output = project.xtask(arguments).exits(2);
        assert_eq!(output.out, "", "{arguments:?}");
        let [object] = objects(&output).try_into().unwrap();
        assert_eq!((&object["severity"], &object["kind"]), (&"error".into(), &"usage".into()), "{arguments:?}");
        assert!(object["help"].as_str().unwrap().contains("--help"), "{object}");
    }
    let output = project.xtask(&["gen", "--wrong", "--message-format", "json"]).exits(2);
    assert_eq!(objects(&output)[0]["message"], "unexpected argument '--wrong' found");
    let output = project.xtask(&["gen", "--wrong", "--message-format", "github"]).exits(2);
    assert!(
        output.err.starts_with("::error title=usage::unexpected argument '--wrong' found%0Ahelp: "),
        "{}",
        output.err
    );
    project.xtask(&["gen", "--wrong"]).exits(2).err_has("error: unexpected argument '--wrong' found\n\n");
    project.xtask(&["diff", "--help", "--format", "json"]).exits(0).out_has("Usage: cargo xtask diff");
    // A report for programs is one also where there is none.
    let output = project.xtask(&["diff", "nowhere/a.json", "--format", "json"]).exits(1);
    assert_eq!(objects(&output)[0]["kind"].as_str().map(str::is_empty), Some(false));
    project
        .xtask(&["diff", "nowhere/a.json", "--format", "json", "--message-format", "human"])
        .exits(1)
        .err_has("error: `nowhere");
}
