use super::*;

const FILE: &str = r#"# Ours.
runtime:
  git: "https://example.com/alibabacloud.git"
crates:
  - name: "my-cloud" # the first
    path: "crates/my cloud"
    workspace: false
    products:
      - product: "Ecs"
        version: "2014-05-26"
        operations:
          - "DescribeInstances"

      - product: "Sts"
        version: "2015-04-01"
  # The second.
  - name: "voice"
    products:
"#;

fn faults(text: &str) -> Vec<String> {
    let faults = Configuration::read("alibabacloud.yaml", text).unwrap_err();
    let shown = |fault: &Diagnostic| {
        let position = fault.position.map_or_else(String::new, |at| format!("{}:{}: ", at.line, at.column));
        format!("{position}{}; {}", fault.message, fault.help.as_deref().unwrap_or_default())
    };
    faults.iter().map(shown).collect()
}

#[test]
fn a_file_is_read_with_its_defaults() {
    let file = Configuration::read("alibabacloud.yaml", FILE).unwrap();
    let [first, second] = file.crates.as_slice() else { panic!("{file:?}") };
    assert_eq!(
        (first.name.value.as_str(), first.folder(), first.workspace),
        ("my-cloud", "crates/my cloud", Some(false))
    );
    assert_eq!((second.folder(), second.workspace, second.products.len()), ("voice", None, 0));
    let [ecs, sts] = first.products.as_slice() else { panic!("{first:?}") };
    assert_eq!(ecs.operations.as_ref().unwrap()["DescribeInstances"], Position { line: 12, column: 13 });
    assert!(sts.operations.is_none() && sts.matches("STS", "2015-04-01"));
    assert!(matches!(&file.runtime, Some(Runtime::Git { url, revision: None }) if url.position.line == 3));
}

#[test]
fn faults_have_their_place_and_a_way_out() {
    for (text, expected) in [
        ("{}", "1:1: missing key `crates`; list the crates to generate: `- name: \"my-cloud\"`"),
        (
            "[]",
            "1:1: expected a map for the configuration, found a list; write a map with the keys documents, specs, runtime, crates",
        ),
        ("crate: []\ncrates: []", "1:1: unknown key `crate` in the configuration; did you mean `crates`?"),
        ("crates: []\ncrates: []", "2:1: duplicate key `crates` in the configuration; remove one of the two"),
        ("crates: {}", "1:9: expected a list for `crates`, found a map; write a dash before each element"),
        ("crates:\n  - path: \"a\"", "2:5: missing key `name` in a crate; name the package: `name: \"my-cloud\"`"),
        (
            "crates:\n  - name: \"my cloud\"",
            "2:5: `my cloud` is no name for a package; begin with a letter; letters, digits, `-` and `_` may follow",
        ),
        (
            "crates:\n  - name: \"runtime\"",
            "2:5: `runtime` is no name for a package; generated code uses the name `runtime` itself: choose another name",
        ),
        (
            "crates:\n  - name: \"self\"",
            "2:5: `self` is no name for a package; `self` is a keyword of Rust: choose another name",
        ),
        (
            "crates:\n  - name: \"a\"\n    path: \"x\\\\y\"",
            "3:11: `path` has a backslash: `x\\y`; write `x/y`, which every system understands",
        ),
        (
            "crates:\n  - name: \"a\"\n  - name: \"a\"\n    path: \"b\"",
            "3:5: two crates have the same name: `a` and `a`; give one of them another name, or merge them",
        ),
        (
            "crates:\n  - name: \"a\"\n  - name: \"b\"\n    path: \"a/\"",
            "3:5: two crates have the same folder: `a` and `b`; give one of them another folder, or merge them",
        ),
        (
            "crates:\n  - name: \"a\"\n    products:\n      - product: \"Ecs\"",
            "4:9: missing key `version` in a product; a product looks like `product: \"Ecs\"`, `version: \"2014-05-26\"`",
        ),
        (
            "crates:\n  - name: \"a\"\n    workspace: \"yes\"",
            "3:16: expected `true` or `false` for `workspace`, found the string `yes`; write `true` or `false`, or leave the key out",
        ),
        ("runtime: {}\ncrates: []", "1:10: `runtime` names no source; name one source: `git`, `version` or `path`"),
        (
            "runtime: {git: \"a\", path: \"b\"}\ncrates: []",
            "1:10: `runtime` cannot have both `git` and `path`; name one source: `git`, `version` or `path`",
        ),
        ("runtime: {path: \"a\", rev: \"b\"}\ncrates: []", "1:27: `rev` has no effect without `git`; remove `rev`"),
    ] {
        assert_eq!(faults(text), [expected], "{text}");
    }
    let products = "crates:\n  - name: \"a\"\n    products:\n";
    for (text, expected) in [
        (
            "      - {product: \"Ecs\", version: \"1\", operations: []}",
            "4:52: `operations` lists none; list operations, or leave the key out for all of them",
        ),
        (
            "      - {product: \"Ecs\", version: \"1\", operations: [\"A\", \"A\"]}",
            "4:58: operation `A` is listed twice; remove one of the two",
        ),
        (
            "      - {product: \"Ecs\", version: \"1\"}\n      - {product: \"ECS\", version: \"1\"}",
            "5:9: ECS 1 is listed twice in a crate; merge the two entries",
        ),
        (
            "      - {product: \"Ecs\", version: 1}",
            "4:35: expected a string for `version`, found the number 1; write a string in quotes",
        ),
    ] {
        assert_eq!(faults(&format!("{products}{text}"))[0], expected, "{text}");
    }
    assert_eq!(
        faults("crates:\n  - name: \"a\n"),
        ["2:11: invalid YAML: while scanning a quoted scalar, found unexpected end of stream; a quote is unclosed"]
    );
}

#[test]
fn additions_leave_everything_else() {
    let operations = ["DescribeInstances", "StopInstance"].map(str::to_owned);
    let add = |package, product, version, operations| {
        super::add("a.yaml", FILE, &Addition { package, product, version, operations })
    };
    let stop = "          - \"DescribeInstances\"\n          - \"StopInstance\"\n";
    assert_eq!(
        add("my-cloud", "ecs", "2014-05-26", &operations),
        Some(FILE.replace("          - \"DescribeInstances\"\n", stop))
    );
    assert_eq!(add("my-cloud", "STS", "2015-04-01", &operations).as_deref(), Some(FILE), "it has all of them");
    let entry = "      - product: \"Oss\"\n        version: \"1\"\n        operations:\n          - \"DescribeInstances\"\n          - \"StopInstance\"\n";
    assert_eq!(
        add("my-cloud", "Oss", "1", &operations),
        Some(FILE.replace("  # The second.", &format!("{entry}  # The second.")))
    );
    let entry = "      - product: \"Oss\"\n        version: \"1\"\n";
    assert_eq!(add("voice", "Oss", "1", &[]), Some(format!("{FILE}{entry}")));
}

#[test]
fn lists_in_brackets_are_left_to_people() {
    let flow = "crates: [{name: \"a\", products: [{product: \"Ecs\", version: \"1\", operations: [\"A\"]}]}]\n";
    let add = |product, operations: &[String]| {
        super::add("a.yaml", flow, &Addition { package: "a", product, version: "1", operations })
    };
    assert_eq!(add("Ecs", &["A".to_owned()]).as_deref(), Some(flow));
    assert_eq!(add("Ecs", &["B".to_owned()]), None);
    assert_eq!(add("Oss", &[]), None);
}
