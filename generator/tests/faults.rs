//! Faulty documents: what is said about them, word for word, and that nothing is generated when there is an error.
//!
//! Each finding says where, what, and what to do about it, or what is done instead.

use generator::{Flavour, Input, Options, Outcome, Severity};

#[path = "support/findings.rs"]
mod findings;

/// The first line of most documents here.
const INFO: &str = "info: {style: \"RPC\", product: \"Demo\", version: \"2024-01-01\"}\n";

fn generate(inputs: &[(&str, &str)]) -> Outcome {
    let input = |(path, text): &(&str, &str)| Input { path: (*path).to_owned(), text: (*text).to_owned() };
    let inputs: Vec<Input> = inputs.iter().map(input).collect();
    generator::generate(&inputs, &Options { flavour: Flavour::Member })
}

/// Compares the findings of some documents, one a line, and whether anything is generated.
#[track_caller]
fn check_all(inputs: &[(&str, &str)], expected: &[&str]) {
    let outcome = generate(inputs);
    let lines: Vec<String> = outcome.findings.iter().map(findings::line).collect();
    assert_eq!(lines, expected, "\n\ngot:\n{}\n", lines.join("\n"));
    let failed = outcome.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(outcome.files.is_empty(), failed, "nothing is generated when there is an error, and only then");
}

/// The same for one document.
#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    check_all(&[(path, text)], expected);
}

/// The same for a YAML document of one operation, given by its keys from line 4 on.
#[track_caller]
fn check_operation(keys: &str, expected: &[&str]) {
    check("demo.yaml", &format!("{INFO}apis:\n  Get:\n{keys}"), expected);
}

/// The same for its parameters, one a line, from line 5 on.
#[track_caller]
fn check_parameters(parameters: &[&str], expected: &[&str]) {
    let lines: String = parameters.iter().flat_map(|parameter| ["      - ", parameter, "\n"]).collect();
    check_operation(&format!("    parameters:\n{lines}"), expected);
}

#[test]
fn not_a_document() {
    let empty = |path: &str| format!("{path}:1:1: error: the file is empty / write a document, or remove the file");
    check("demo.yaml", "", &[&empty("demo.yaml")]);
    check("demo.yaml", "\n# nothing but a comment\n", &[&empty("demo.yaml")]);
    check("demo.json", " \n", &[&empty("demo.json")]);
    let page = |path: &str| {
        format!(
            "{path}:1:1: error: this is an HTML or XML page, not an api-docs document \
             / fetch the document again, or remove the file"
        )
    };
    check("demo.yaml", "<!DOCTYPE html>\n<a href=\"x: y\">404</a>\n", &[&page("demo.yaml")]);
    check("demo.json", "<html></html>", &[&page("demo.json")]);
    check(
        "demo.json",
        "{\"code\":500,\"message\":\"server error\"}",
        &["demo.json:1:1: error: this is no api-docs document: it has neither `info` nor `apis` \
           / it looks like the answer to a failed request: fetch the document again, or remove the file"],
    );
    check(
        "demo.yaml",
        "openapi: 3.0.0\ninfo: {title: Demo}\npaths: {}\n",
        &["demo.yaml:1:1: error: this is no api-docs document: it has no `apis` \
           / it looks like OpenAPI, which is another format"],
    );
    check(
        "demo.yaml",
        "name: demo\n",
        &["demo.yaml:1:1: error: this is no api-docs document: it has neither `info` nor `apis` \
           / it needs `info: {style, product, version}` and `apis`; see the documents under `specs`"],
    );
    check(
        "demo.yaml",
        "- a\n- b\n",
        &["demo.yaml:1:1: error: an api-docs document is a map with `info` and `apis`, this is a list"],
    );
}

#[test]
fn yaml_that_cannot_be_read() {
    check_operation(
        "\tmethods: [\"post\"]\n",
        &["demo.yaml:4:1: error: this is not YAML: tabs disallowed within this context (block indentation) \
           / YAML is indented with blanks; replace the tab"],
    );
    check_operation(
        "    parameters:\n  \t  - name: \"A\"\n",
        &["demo.yaml:5:3: error: this is not YAML: tabs disallowed within this context (block indentation) \
           / YAML is indented with blanks; replace the tab"],
    );
    check_operation(
        "    summary: Gets: it\n",
        &["demo.yaml:4:18: error: this is not YAML: mapping values are not allowed in this context \
           / quote a text that has `: ` in it; else look at the indentation"],
    );
    check_operation(
        "    methods: []\n   parameters: []\n",
        &["demo.yaml:5:4: error: this is not YAML: while parsing a block mapping, did not find expected key"],
    );
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{}}\n---\n{INFO}"),
        &["demo.yaml:3:1: error: a second YAML document begins here; a file holds one"],
    );
    let deep = format!("a: {}{}\n", "[".repeat(200), "]".repeat(200));
    check("demo.yaml", &deep, &["demo.yaml:1:132: error: nested deeper than 128 levels"]);
}

#[test]
fn json_that_cannot_be_read() {
    check("demo.json", "{\n  \"apis\": {},\n}", &["demo.json:3:1: error: this is not JSON: trailing comma"]);
    check(
        "demo.json",
        "{\n  \"apis\": {\"Gét",
        &["demo.json:2:15: error: this is not JSON: EOF while parsing a string \
           / the file ends too early: fetch it again, or complete it"],
    );
}

#[test]
fn misspelt_keys() {
    check_parameters(
        &["{name: \"A\", in: \"query\", schema: {type: \"string\", requird: true}}"],
        &["demo.yaml:5:59: error: unknown key `requird` in a schema / did you mean `required`?"],
    );
    check_operation(
        "    paramters: []\n",
        &["demo.yaml:4:5: error: unknown key `paramters` in an operation / did you mean `parameters`?"],
    );
    check_parameters(
        &["{nmae: \"A\", in: \"query\", schema: {type: \"string\"}}"],
        &["demo.yaml:5:10: error: unknown key `nmae` in a parameter / did you mean `name`?"],
    );
    check(
        "demo.json",
        "{\n\t\"info\": {\"style\": \"RPC\", \"product\": \"Demo\", \"verison\": \"1\"},\n\t\"apis\": {\"Get\": {}}\n}",
        &["demo.json:2:46: error: unknown key `verison` in `info` / did you mean `version`?"],
    );
    // A key that resembles none is one of a newer edition.
    check_operation("    tenantRelevance: true\n", &[]);
}

#[test]
fn keys_that_stand_twice() {
    check_operation(
        "    methods: [\"get\"]\n  Get:\n    methods: [\"post\"]\n",
        &["demo.yaml:5:3: error: `Get` stands a second time in `apis` / remove or rename one of the two"],
    );
    check_parameters(
        &["{name: \"A\", in: \"query\", schema: {type: \"string\", type: \"integer\"}}"],
        &["demo.yaml:5:59: error: `type` stands a second time in a schema / remove or rename one of the two"],
    );
    check(
        "demo.json",
        "{\"info\": {\"style\": \"RPC\", \"product\": \"Demo\", \"version\": \"1\"},\n \"apis\": {\"Get\": {},\n          \"Get\": {}}}",
        &["demo.json:3:11: error: `Get` stands a second time in `apis` / remove or rename one of the two"],
    );
}

#[test]
fn wrong_types_of_values() {
    check_operation(
        "    parameters: {name: \"A\"}\n    responses: []\n    deprecated: \"maybe\"\n    errorCodes: {\"400\": {}}\n",
        &[
            "demo.yaml:4:17: error: `parameters` must be a list, this is a map",
            "demo.yaml:5:16: error: `responses` must be a map, this is a list",
            "demo.yaml:6:17: error: `deprecated` must be `true` or `false`, this is a text",
            "demo.yaml:7:25: error: `errorCodes` must be a list, this is a map",
        ],
    );
    check_parameters(
        &[
            "\"A\"",
            "{name: [\"A\"], in: true, schema: \"string\"}",
            "{name: \"A\", in: \"query\", schema: {type: {}, properties: [], enum: \"x\", required: 1, items: []}}",
        ],
        &[
            "demo.yaml:5:9: error: a parameter must be a map, this is a text",
            "demo.yaml:6:16: error: `name` must be a text, this is a list",
            "demo.yaml:6:27: error: `in` must be a text, this is a boolean",
            "demo.yaml:6:41: error: a schema must be a map, this is a text",
            "demo.yaml:7:49: error: `type` must be a text, this is a map",
            "demo.yaml:7:65: error: `properties` must be a map, this is a list",
            "demo.yaml:7:75: error: `enum` must be a list, this is a text",
            "demo.yaml:7:90: error: `required` must be `true` or `false`, this is a number",
            "demo.yaml:7:100: error: a schema must be a map, this is a list",
        ],
    );
    check(
        "demo.yaml",
        "info: \"ICE\"\napis:\ncomponents: []\nendpoints: {}\ndirectories: \"x\"\n",
        &[
            "demo.yaml:1:7: error: `info` must be a map, this is a text",
            "demo.yaml:2:5: error: `apis` must be a map, this is empty",
            "demo.yaml:3:13: error: `components` must be a map, this is a list",
            "demo.yaml:4:12: error: `endpoints` must be a list, this is a map",
            "demo.yaml:5:14: error: `directories` must be a list, this is a text",
        ],
    );
    // Documentation alone: real documents have such.
    check_operation(
        "    summary: [\"a\", \"b\"]\n",
        &["demo.yaml:4:14: warning: `summary` must be a text, this is a list / it counts as absent"],
    );
}

#[test]
fn what_a_document_is_about() {
    check(
        "demo.yaml",
        "info: {style: \"\", product: \"Demo\"}\napis: {Get: {}}\n",
        &["demo.yaml:1:7: error: `info` has no `style`", "demo.yaml:1:7: error: `info` has no `version`"],
    );
    check(
        "demo.yaml",
        "info: {style: \"RCP\", product: \"Demo\", version: \"1\"}\napis: {Get: {}}\n",
        &["demo.yaml:1:15: warning: unknown style `RCP` \
           / did you mean `RPC`? As it is, operations with a path are called by it, others as in RPC"],
    );
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{}}\n"),
        &["demo.yaml:2:1: warning: the document has no operations / nothing is generated for it"],
    );
    check_operation(
        "    methods: [\"pots\", \"fetch\"]\n",
        &[
            "demo.yaml:4:15: error: unknown method `pots` / did you mean `post`?",
            "demo.yaml:4:23: error: unknown method `fetch` / it must be one of delete, get, head, options, patch, post, put",
        ],
    );
}

#[test]
fn names_that_files_and_links_cannot_have() {
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{{}: {{}}}}\n", "Long".repeat(50)),
        &["demo.yaml:2:8: error: the name of an operation is longer than 120 characters / file systems do not take it"],
    );
    check(
        "demo.yaml",
        "info: {style: \"RPC\", product: \"De mo\", version: \"1/2\"}\n\
         apis:\n  \"Get it\": {}\n  \"\": {}\n  \"a\\nb\": {}\n\
         components: {schemas: {\"../x\": {type: \"object\"}}}\n",
        &[
            "demo.yaml:1:31: error: `De mo` cannot be the name of a product / such a name is made of letters a to z, digits, `_`, `-` and `.`",
            "demo.yaml:1:49: error: `1/2` cannot be the name of a version / such a name is made of letters a to z, digits, `_`, `-` and `.`",
            "demo.yaml:3:3: error: `Get it` cannot be the name of an operation / such a name is made of letters a to z, digits, `_`, `-` and `.`",
            "demo.yaml:4:3: error: an operation without a name",
            "demo.yaml:5:3: error: `a\\nb` cannot be the name of an operation / such a name is made of letters a to z, digits, `_`, `-` and `.`",
            "demo.yaml:6:24: error: `../x` cannot be the name of a component / such a name is made of letters a to z, digits, `_`, `-` and `.`",
        ],
    );
}

#[test]
fn parameters() {
    check_parameters(
        &[
            "{name: \"A\", in: \"qery\", schema: {type: \"string\"}}",
            "{name: \"B\", in: \"cookie\", schema: {type: \"string\"}}",
            "{name: \"C\", schema: {type: \"string\"}}",
            "{in: \"query\", schema: {type: \"string\"}}",
            "{name: \" \", in: \"query\", schema: {type: \"string\"}}",
        ],
        &[
            "demo.yaml:5:25: error: unknown `in: qery` of parameter `A` / did you mean `query`?",
            "demo.yaml:6:25: error: unknown `in: cookie` of parameter `B` / it must be one of query, formData, path, body, header, host",
            "demo.yaml:7:9: error: a parameter that does not say where it goes / add `in`, one of query, formData, path, body, header, host",
            "demo.yaml:8:9: error: a parameter without a name / give it a `name` as it is on the wire",
            "demo.yaml:9:16: error: a parameter without a name / give it a `name` as it is on the wire",
        ],
    );
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", style: \"jason\", schema: {type: \"array\", items: {type: \"string\"}}}",
            "{name: \"B\", in: \"query\", style: \"pipes\", schema: {type: \"array\", items: {type: \"string\"}}}",
        ],
        &[
            "demo.yaml:5:41: warning: unknown style `jason` of parameter `A` / did you mean `json`? It is flattened, as without a style",
            "demo.yaml:6:41: warning: unknown style `pipes` of parameter `B` / it is flattened, as without a style",
        ],
    );
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", schema: {type: \"integer\", required: true}}",
            "{name: \"A\", in: \"query\", schema: {type: \"string\"}}",
            "{name: \"B\", in: \"query\", schema: {type: \"string\"}}",
            "{name: \"B\", in: \"query\", schema: {type: \"string\"}}",
        ],
        &["demo.yaml:6:9: warning: parameter `A` is listed twice with different definitions \
           / they are merged; it is required when one of them is"],
    );
}

#[test]
fn paths() {
    let document = |path: &str| {
        format!(
            "info: {{style: \"ROA\", product: \"Demo\", version: \"1\"}}\napis:\n  Get:\n    path: \"{path}\"\n    \
             parameters: [{{name: \"d\", in: \"path\", schema: {{type: \"string\"}}}}]\n"
        )
    };
    check(
        "demo.yaml",
        &document("/a/{b}"),
        &[
            "demo.yaml:4:11: warning: the path `/a/{b}` has the placeholder `{b}` but no such parameter / a required text parameter of that name is added",
            "demo.yaml:5:18: warning: parameter `d` is not in the path `/a/{b}` / it is sent in the query",
        ],
    );
    check(
        "demo.yaml",
        &document("/a/{d}/{e"),
        &[
            "demo.yaml:4:11: error: a placeholder of the path `/a/{d}/{e` has no end / placeholders are written `{name}`",
        ],
    );
}

#[test]
fn schemas() {
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", schema: {type: \"strng\"}}",
            "{name: \"B\", in: \"query\", schema: {type: \"file\"}}",
            "{name: \"C\", in: \"query\", schema: {description: \"a thing\"}}",
            "{name: \"D\", in: \"query\"}",
        ],
        &[
            "demo.yaml:5:49: warning: unknown type `strng` at Get.Request.A / did you mean `string`? Arbitrary JSON is used in its place",
            "demo.yaml:6:49: warning: unknown type `file` at Get.Request.B / arbitrary JSON is used in its place",
            "demo.yaml:7:42: warning: neither `type` nor `$ref` at Get.Request.C / arbitrary JSON is used in its place",
            "demo.yaml:8:9: warning: neither `type` nor `$ref` at Get.Request.D / arbitrary JSON is used in its place",
        ],
    );
}

#[test]
fn references() {
    let text = format!(
        "{INFO}components: {{schemas: {{Thing: {{type: \"object\", properties: {{X: {{type: \"string\"}}}}}}, Loop: {{$ref: \"#/components/schemas/Loop\"}}}}}}\n\
         apis:\n  Get:\n    parameters:\n\
         \x20     - {{name: \"A\", in: \"query\", schema: {{$ref: \"#/components/schemas/Thng\"}}}}\n\
         \x20     - {{name: \"B\", in: \"query\", schema: {{$ref: \"#/components/schemas/Elsewhere\"}}}}\n\
         \x20     - {{name: \"C\", in: \"query\", schema: {{$ref: \"Thing\"}}}}\n\
         \x20     - {{name: \"D\", in: \"query\", schema: {{ref: \"Thing\"}}}}\n\
         \x20     - {{name: \"E\", in: \"query\", schema: {{$ref: \"#/components/schemas/Loop\"}}}}\n"
    );
    check(
        "demo.yaml",
        &text,
        &[
            "demo.yaml:2:97: warning: component `Loop` stands for itself / arbitrary JSON is used in its place",
            "demo.yaml:6:49: warning: `$ref` at Get.Request.A points to `Thng`, which `components.schemas` does not have / did you mean `Thing`? Arbitrary JSON is used in its place",
            "demo.yaml:7:49: warning: `$ref` at Get.Request.B points to `Elsewhere`, which `components.schemas` does not have / arbitrary JSON is used in its place",
            "demo.yaml:8:49: warning: `$ref: Thing` at Get.Request.C is not of the form `#/components/schemas/Name` / arbitrary JSON is used in its place",
            "demo.yaml:9:48: warning: `ref: Thing` at Get.Request.D is a damaged reference / did you mean `$ref`? Arbitrary JSON is used in its place",
        ],
    );
}

/// A long chain of components that only stand for the next one.
#[test]
fn references_without_end_do_not_overflow() {
    let link = |i: usize| format!("C{i}: {{type: \"array\", items: {{$ref: \"#/components/schemas/C{}\"}}}}", i + 1);
    let links: Vec<String> = (0..5_000).map(link).collect();
    let operation =
        "apis: {Get: {parameters: [{name: \"A\", in: \"query\", schema: {$ref: \"#/components/schemas/C0\"}}]}}";
    let outcome =
        generate(&[("demo.yaml", &format!("{INFO}{operation}\ncomponents: {{schemas: {{{}}}}}\n", links.join(", ")))]);
    let kinds: Vec<&str> = outcome.findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, ["too-deep"]);
}

#[test]
fn samples() {
    check_operation(
        "    responseDemo: \"[{\"\n",
        &[
            "demo.yaml:4:19: warning: `responseDemo` is unusable: it is no JSON list of samples (EOF while parsing an object at line 1 column 2) \
           / the operation has no sample response",
        ],
    );
    check_operation(
        "    responseDemo: '[{\"type\": \"json\", \"example\": \"{Id: 1}\"}]'\n",
        &[
            "demo.yaml:4:19: warning: `responseDemo` is unusable: its JSON sample is no JSON (key must be a string at line 1 column 2) \
           / the operation has no sample response",
        ],
    );
    for silent in [
        "null",
        "\" \"",
        "'[{\"type\": \"xml\", \"example\": \"<a/>\"}]'",
        "'[{\"type\": \"json\", \"example\": \"\"}]'",
    ] {
        check_operation(&format!("    responseDemo: {silent}\n"), &[]);
    }
}

#[test]
fn refusals() {
    check(
        "demo.yaml",
        "info: {style: \"ROA\", product: \"Demo\", version: \"1\"}\n\
         apis:\n\
         \x20 Get: {path: \"/\", methods: [\"get\"]}\n\
         \x20 InHost: {path: \"/\", parameters: [{name: \"bucket\", in: \"host\", schema: {type: \"string\"}}]}\n\
         \x20 Xml: {path: \"/\", parameters: [{name: \"body\", in: \"body\", style: \"xml\", schema: {type: \"object\"}}]}\n\
         \x20 XmlOnly: {path: \"/\", produces: [\"application/xml\"]}\n\
         \x20 Foreign: {path: \"/\", security: [{PrivateKey: []}]}\n",
        &[
            "demo.yaml:4:36: refused: InHost: a parameter is part of the host",
            "demo.yaml:5:33: refused: Xml: the request body is XML",
            "demo.yaml:6:3: refused: XmlOnly: the response body is XML",
            "demo.yaml:7:36: refused: Foreign: security scheme PrivateKey",
        ],
    );
}

#[test]
fn two_documents_of_one_version() {
    let (text, other) = (
        format!("{INFO}apis: {{Get: {{}}}}\n"),
        "{\"apis\": {\"Put\": {}}, \"info\": {\"style\": \"RPC\",\n \"version\": \"2024-01-01\", \"product\": \"Demo\"}}",
    );
    let expected = "b.json:2:13: error: Demo 2024-01-01 is described in a.yaml, too \
                    / remove one of the two files, or point `--specs` to one edition only";
    check_all(&[("a.yaml", &text), ("b.json", other)], &[expected]);
    check_all(&[("b.json", other), ("a.yaml", &text)], &[expected]);
}

/// Everything that is wrong is said in one run, file by file and from top to bottom.
#[test]
fn several_faults() {
    let text = format!(
        "{INFO}apis:\n  Get:\n    parametres: []\n    parameters:\n\
         \x20     - {{name: \"A\", in: \"body?\", schema: {{type: \"string\", descripton: \"x\"}}}}\n\
         \x20     - {{name: \"B\", in: \"query\", schema: {{type: \"object\", properties: {{X: {{$ref: \"#/components/schemas/No\"}}, X: {{type: \"string\"}}}}}}}}\n\
         \x20   summary: {{}}\n  Get: {{}}\nendpionts: []\n"
    );
    check_all(
        &[
            ("z.yaml", &text),
            ("b.json", "{"),
            ("good.yaml", &format!("{INFO}apis: {{Get: {{}}}}\n").replace("Demo", "Good")),
        ],
        &[
            "b.json:1:1: error: this is not JSON: EOF while parsing an object / the file ends too early: fetch it again, or complete it",
            "z.yaml:4:5: error: unknown key `parametres` in an operation / did you mean `parameters`?",
            "z.yaml:6:25: error: unknown `in: body?` of parameter `A` / did you mean `body`?",
            "z.yaml:6:59: error: unknown key `descripton` in a schema / did you mean `description`?",
            "z.yaml:7:82: warning: `$ref` at Get.Request.B.X points to `No`, which `components.schemas` does not have / arbitrary JSON is used in its place",
            "z.yaml:7:110: error: `X` stands a second time in `properties` / remove or rename one of the two",
            "z.yaml:8:14: warning: `summary` must be a text, this is a map / it counts as absent",
            "z.yaml:9:3: error: `Get` stands a second time in `apis` / remove or rename one of the two",
            "z.yaml:10:1: error: unknown key `endpionts` in the document / did you mean `endpoints`?",
        ],
    );
}
