//! `import`: a document in, a file below `specs` out.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{CommandOutput, Project};

const FILE: &str = "specs/demo/2024-01-31.yaml";

/// Another edition of the document that every project here begins with.
const DOCUMENT: &str = r#"{
  "version": "1.0",
  "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
  "directories": ["Ping", "Stop"],
  "apis": {
    "Stop": {"methods": ["post"], "parameters": [], "responses": {}, "summary": "Upstream's."},
    "Ping": {
      "summary": "Upstream's.", "methods": ["post"], "schemes": ["https"], "security": [{"AK": []}],
      "operationType": "write", "eventInfo": {"enable": false},
      "parameters": [{"name": "Count", "in": "query", "schema": {"type": "integer", "format": "int32"}}],
      "responses": {"200": {"schema": {"type": "object", "properties": {
        "RequestId": {"type": "string", "description": "Upstream's."}}}}}
    }
  },
  "components": {"schemas": {}},
  "endpoints": [{"regionId": "cn-shanghai", "endpoint": "demo.cn-shanghai.aliyuncs.com"}]
}"#;

fn project() -> Project {
    let project = Project::new();
    project.put("new/demo.2025-05-16.json", DOCUMENT);
    project
}

fn import(project: &Project, arguments: &[&str]) -> CommandOutput {
    project.xtask(&[&["import", "new/demo.2025-05-16.json"], arguments].concat())
}

/// Runs it with something on the standard input.
fn piped(project: &Project, input: &[u8], arguments: &[&str]) -> CommandOutput {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["import", "-"]).args(arguments).current_dir(project.path("."));
    command.env("CARGO_MANIFEST_DIR", project.path("xtask")).env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that has read enough closes its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    CommandOutput { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn an_empty_pipe_is_distinguished_from_an_empty_file() {
    let project = project();
    let output = piped(&project, b"\n", &[]).exits(1);
    output.err_has(
        "error: standard input is empty\n  --> standard input\n  = help: the command before the pipe printed nothing: ",
    );
    project.put("new/empty.json", "");
    project.xtask(&["import", "new/empty.json"]).exits(1).err_has("error: the file is empty\n  --> new/empty.json\n");
}

#[test]
fn what_a_killed_import_left_behind_is_removed_by_the_next_one() {
    let project = project();
    let draft = "specs/demo/.xtask-1.tmp";
    let is_there = |arguments: &[&str]| {
        project.put(draft, "half of a te");
        import(&project, arguments).exits(0);
        project.path(draft).exists()
    };
    assert!(is_there(&["--dry-run"]));
    assert!(!is_there(&[]));
    assert!(!is_there(&[]), "also when there is nothing to be written");
}

#[test]
fn a_new_edition_over_the_file() {
    let project = project();
    let output = import(&project, &[]).exits(0);
    let expected = "operation Ping
  - parameters[Text]: kept, marked `goneSince: 2025-05-16`
  + parameters[Count]
1 came, 1 went
2 texts worded differently in the document: as in the file (`--update-texts` takes them)
1 operation not taken (`--operation NAME` or `--all` takes them)
wrote specs/demo/2024-01-31.yaml (1 operation, 0 components)
";
    assert_eq!(output.out, expected);
    assert!(
        output.err.starts_with("warning[undescribed]: new parameter `Count` has no description\n"),
        "{}",
        output.err
    );
    let file = project.get(FILE);
    for part in [
        "  source: \"demo.2025-05-16.json\"\n  date: \"2025-05-16\"\n  sha256: \"",
        "    summary: \"Answers.\"\n",
        "      - name: \"Count\"\n        in: \"query\"\n",
        "      - name: \"Text\"\n        goneSince: \"2025-05-16\"\n",
    ] {
        assert!(file.contains(part), "no {part:?} in:\n{file}");
    }
    assert!(!file.contains("eventInfo") && !file.contains("Stop"));
    project.xtask(&["gen", "--specs", FILE, "--out", "sdk", "--check"]).err_has("out of date");

    import(&project, &[]).exits(0).out_has("unchanged\n");
    assert_eq!(project.get(FILE), file, "the same bytes change nothing");
    assert_eq!(project.files("specs").len(), 1);
    import(&project, &["--prune"]).exits(0).out_has("- parameters[Text]: removed");
    assert!(!project.get(FILE).contains("Text"));
}

#[test]
fn into_another_folder() {
    let project = project();
    let wanted =
        ["--specs", "out", "--no-texts", "--operation", "Stop", "--source", "the portal", "--date", "2025-01-31"];
    import(&project, &wanted).exits(0).out_has("wrote out/demo/2024-01-31.yaml (1 operation, 0 components)\n");
    let file = project.get("out/demo/2024-01-31.yaml");
    assert!(file.contains("  source: \"the portal\"\n  date: \"2025-01-31\"\n"), "{file}");
    assert!(file.contains("  Stop:\n    methods: [\"post\"]\n") && !file.contains("Upstream's."), "{file}");
    let file = project.files("specs");
    import(&project, &["--dry-run", "--all"]).exits(0).out_has("would write specs/demo/2024-01-31.yaml (2 operations");
    assert_eq!(project.files("specs"), file);
}

#[test]
fn the_standard_input() {
    let project = project();
    piped(&project, DOCUMENT.as_bytes(), &["--specs", "out", "--all"]).exits(0).out_has("+ operation Ping\n");
    let file = project.get("out/demo/2024-01-31.yaml");
    let date = file.split_once("provenance:\n  source: \"standard input\"\n  date: \"").unwrap().1;
    // It is of today, whatever day that is by now.
    assert!(date.starts_with("20") && date.as_bytes()[10..].starts_with(b"\"\n  sha256: \""), "{file}");
    piped(&project, &newer(), &["--specs", "out"]).exits(0).out_has("this document of 20");
}

/// The same document with a parameter less.
fn newer() -> Vec<u8> {
    let parameter = r#"{"name": "Count", "in": "query", "schema": {"type": "integer", "format": "int32"}}"#;
    assert!(DOCUMENT.contains(parameter));
    DOCUMENT.replace(parameter, "").into_bytes()
}

#[test]
fn an_older_edition_is_refused() {
    let project = project();
    import(&project, &[]).exits(0);
    let (before, newer) = (project.get(FILE), String::from_utf8(newer()).unwrap());
    project.put("new/demo.2025-01-31.json", &newer);
    project.put("new/api-docs.json", &newer);
    // The date in a name may be that of the version.
    project.put("new/2024-01-31.json", &newer);
    let older = |arguments: &[&str]| project.xtask(&[&["import", "new/demo.2025-01-31.json"], arguments].concat());
    let undated = |file: &str, arguments: &[&str]| project.xtask(&[&["import", file], arguments].concat());

    older(&[])
        .exits(1)
        .err_has("error: the document of 2025-01-31 is older than the last imported one of 2025-05-16\n")
        .err_has(" --> specs/demo/2024-01-31.yaml:")
        .err_has("  = in: provenance.date\n")
        .err_has("with `--older`, what was added since then counts as gone");
    older(&["--date", "2025-05-15", "--prune"]).exits(1).err_has("the document of 2025-05-15 is older");
    for file in ["new/api-docs.json", "new/2024-01-31.json"] {
        undated(file, &[])
            .exits(1)
            .err_has("error: the date of the document is unknown; the last imported one is of 2025-05-16\n")
            .err_has("pass `--date YYYY-MM-DD`, or use a file name that contains the date");
    }
    assert_eq!(project.get(FILE), before, "nothing was written");

    // The same bytes are no older edition, whatever they are called.
    project.put("new/copy.json", DOCUMENT);
    undated("new/copy.json", &[]).exits(0).out_has("unchanged\n");
    older(&["--older", "--dry-run"]).exits(0).out_has("- parameters[Count]: kept, marked `goneSince: 2025-01-31`");
    older(&["--date", "2025-05-16", "--dry-run"]).exits(0).out_has("this document of 2025-05-16 differs from the one");
    undated("new/api-docs.json", &["--date", "2025-05-17"]).exits(0).out_has("- parameters[Count]: kept");
    assert!(project.get(FILE).contains("  date: \"2025-05-17\"\n"));
    let odd = project.get(FILE).replace("  date: \"2025-05-17\"", "  date: \"last week\"");
    project.put(FILE, &odd);
    import(&project, &[]).exits(1).err_has("error: `last week` is not a date\n");
}

/// Into a file without an edition, or into none, a document of any day can be imported.
#[test]
fn the_first_edition_needs_no_date() {
    let project = project();
    project.put("new/api-docs.json", DOCUMENT);
    project.xtask(&["import", "new/api-docs.json", "--specs", "out"]).exits(0);
    let file = project.get("out/demo/2024-01-31.yaml");
    assert!(file.contains("provenance:\n  source: \"api-docs.json\"\n  sha256: \""), "{file}");
    project.xtask(&["import", "new/api-docs.json"]).exits(0);
}

#[test]
fn faults_leave_the_file_as_it_is() {
    let project = project();
    let before = project.files("specs");
    let cases: [(&[u8], &str); 9] = [
        (b"", "error: standard input is empty\n  --> standard input\n"),
        (&DOCUMENT.as_bytes()[..300], "error: invalid JSON: EOF"),
        (b"<html><body>", "error: this is an HTML or XML page, not an api-docs document\n"),
        (b"{\"code\": 500, \"message\": \"server error\"}", "not an api-docs document: 500, server error\n"),
        (b"some: yaml\n", "error: not an api-docs document: it has neither `info` nor `apis`\n"),
        (
            b"info: {style: RPC, product: ../x, version: \"1\"}\napis: {}\n",
            "error: `../x` cannot be the name of a product",
        ),
        (b"info: {style: RPC, version: \"1\"}\napis: {}\n", "error: `info` has no `product`\n"),
        (b"\"\xff\"", "error: not UTF-8 text\n  --> standard input:1:2\n"),
        (b"info: {\n", "error: invalid YAML"),
    ];
    for (input, expected) in cases {
        piped(&project, input, &[]).exits(1).err_has(expected).err_has("1 error; nothing was written\n");
        assert_eq!(project.files("specs"), before);
    }
    let large = vec![b' '; 64 * 1024 * 1024 + 1];
    piped(&project, &large, &[]).exits(1).err_has("error: larger than 64 MiB\n  --> standard input\n");
    import(&project, &["--operation", "Pong"]).exits(1).err_has("error: the document has no operation `Pong`");
    project.xtask(&["import", "missing.json"]).exits(1).err_has("error: no such file\n  --> missing.json\n");
    import(&project, &["--date", "yesterday"]).exits(2).err_has("a date has the form YYYY-MM-DD");
    assert_eq!(project.files("specs"), before);
}

#[test]
fn a_faulty_file_is_not_touched() {
    let project = project();
    let faulty = project.get(FILE).replace("parameters:", "paramters:");
    project.put(FILE, &faulty);
    import(&project, &[])
        .exits(1)
        .err_has("error: unknown key `paramters`")
        .err_has(" --> specs/demo/2024-01-31.yaml:");
    assert_eq!(project.get(FILE), faulty);
}

#[test]
fn a_write_that_fails_leaves_nothing_behind() {
    let project = project();
    // A folder in place of the file cannot be replaced.
    project.put("out/demo/2024-01-31.yaml/mine", "");
    import(&project, &["--specs", "out"]).exits(1);
    fs::remove_dir_all(project.path("out")).unwrap();
    project.put("out/demo", "a file in place of the folder");
    import(&project, &["--specs", "out"]).exits(1).err_has("error: cannot write `out/demo/2024-01-31.yaml`: ");
    assert_eq!(project.files("out").len(), 1);
}
