//! Documents as a whole: files that are no documents, what a document has to say about itself, several at once.

use crate::{INFO, check, check_all, check_operation, generate};

const TOO_DEEP: &str = "error: nested deeper than 128 levels \
                        / no real document is nested deeper than 53 levels: look for unclosed brackets";

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
        &["demo.json:1:1: error: not an api-docs document: it has neither `info` nor `apis` \
           / it looks like the response to a failed request: fetch the document again, or remove the file"],
    );
    check(
        "demo.yaml",
        "openapi: 3.0.0\ninfo: {title: Demo}\npaths: {}\n",
        &["demo.yaml:1:1: error: not an api-docs document: it has no `apis` \
           / it looks like OpenAPI, which is another format"],
    );
    check(
        "demo.yaml",
        "name: demo\n",
        &["demo.yaml:1:1: error: not an api-docs document: it has neither `info` nor `apis` \
           / it needs `info: {style, product, version}` and `apis`; see the documents under `specs`"],
    );
    check(
        "demo.yaml",
        "- a\n- b\n",
        &[
            "demo.yaml:1:1: error: expected a map with `info` and `apis`, found a list / see the documents under `specs`",
        ],
    );
}

#[test]
fn yaml_that_cannot_be_read() {
    check_operation(
        "\tmethods: [\"post\"]\n",
        &["demo.yaml:4:1: error: invalid YAML: a tab in the indentation \
           / replace the tab: YAML is indented with spaces"],
    );
    check_operation(
        "    parameters:\n  \t  - name: \"A\"\n",
        &["demo.yaml:5:3: error: invalid YAML: a tab in the indentation \
           / replace the tab: YAML is indented with spaces"],
    );
    check_operation(
        "    summary: Gets: it\n",
        &["demo.yaml:4:18: error: invalid YAML: mapping values are not allowed in this context \
           / quote a string that has `: ` in it; else check the indentation"],
    );
    check_operation(
        "    methods: []\n   parameters: []\n",
        &["demo.yaml:5:4: error: invalid YAML: while parsing a block mapping, did not find expected key \
           / check the indentation of this line and the lines before"],
    );
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{}}\n---\n{INFO}"),
        &["demo.yaml:3:1: error: a second YAML document begins here, a file holds one / remove `---` and what follows"],
    );
    let deep = format!("a: {}{}\n", "[".repeat(200), "]".repeat(200));
    check("demo.yaml", &deep, &[&format!("demo.yaml:1:132: {TOO_DEEP}")]);
}

#[test]
fn json_that_cannot_be_read() {
    check(
        "demo.json",
        "{\n  \"apis\": {},\n}",
        &["demo.json:3:1: error: invalid JSON: trailing comma / remove the comma before the bracket"],
    );
    check(
        "demo.json",
        "{\n  \"apis\": {\"Gét",
        &["demo.json:2:15: error: invalid JSON: EOF while parsing a string \
           / the file ends too early: fetch it again, or complete it"],
    );
}

#[test]
fn common_mistakes_have_advice() {
    let advice = |path: &str, text: &str| {
        let diagnostic = generate(&[(path, text)]).diagnostics.into_iter().next().unwrap();
        format!("{}: {}\n", diagnostic.message, diagnostic.help.unwrap())
    };
    let mut said = String::new();
    for text in [
        "{\"a\": \"\t\"}",
        "{a: 1}",
        "{\"a\" 1}",
        "{\"a\": 1 \"b\": 2}",
        "{\"a\": yes}",
        "{\"a\": \"\\d\"}",
        "{} }",
        "[1,]",
    ] {
        said += &advice("a.json", text);
    }
    for text in
        ["a: \"x", "a: \"\\d\"", "a: *b", "a: [1, 2", "a: @x", "a: 'b' c", "a: {b: c: d}", "- a\nb: c", "a: b\n  c: d"]
    {
        said += &advice("a.yaml", text);
    }
    expect_test::expect![[r"
        invalid JSON: control character (\u0000-\u001F) found while parsing a string: write it as an escape, such as `\t` or `\n`
        invalid JSON: key must be a string: put the key in quotes
        invalid JSON: expected `:`: a colon is missing after the key
        invalid JSON: expected `,` or `}`: a comma is missing, or the closing quote of the string before
        invalid JSON: expected value: a value is missing, or a string is not in quotes
        invalid JSON: invalid escape: write a backslash as `\\`
        invalid JSON: trailing characters: a document ends with its last bracket: remove what follows it
        invalid JSON: trailing comma: remove the comma before the bracket
        invalid YAML: while scanning a quoted scalar, found unexpected end of stream: a quote is unclosed
        invalid YAML: while parsing a quoted scalar, found unknown escape character: a backslash in double quotes begins an escape: write `\\`, or use single quotes
        invalid YAML: while parsing node, found unknown anchor: an alias `*name` needs an anchor `&name` before it; quote a string that begins with `*`
        invalid YAML: while parsing a flow sequence, expected ',' or ']': a comma or a closing bracket is missing, or a string is not in quotes
        invalid YAML: unexpected character: `@': quote a string that begins with this character
        invalid YAML: invalid trailing content after double-quoted scalar: only a comment may follow a string in quotes
        invalid YAML: while parsing a flow mapping, did not find expected ',' or '}': a comma or a closing bracket is missing, or a string is not in quotes
        invalid YAML: while parsing a block collection, did not find expected '-' indicator: check the indentation of this line and the lines before
        invalid YAML: mapping values are not allowed in this context: quote a string that has `: ` in it; else check the indentation
    "]].assert_eq(&said);
}

#[test]
fn what_a_document_is_about() {
    check(
        "demo.yaml",
        "info: {style: \"\", product: \"Demo\"}\napis: {Get: {}}\n",
        &[
            "demo.yaml:1:7: error: `info` has no `version` / add the version, as in `version: \"2014-05-26\"`",
            "demo.yaml:1:15: error: `info` has no `style` \
             / add how the product is called, as in `style: \"RPC\"` or `style: \"ROA\"`",
        ],
    );
    check(
        "demo.yaml",
        "info: {style: \"RCP\", product: \"Demo\", version: \"1\"}\napis: {Get: {}}\n",
        &["demo.yaml:1:15: warning: unknown style `RCP` \
           / did you mean `RPC`? As it is, operations with a path are called by path, others as in RPC"],
    );
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{}}\n"),
        &["demo.yaml:2:1: warning: the document has no operations / nothing is generated for it"],
    );
    check_operation(
        "    methods: [\"pots\", \"fetch\"]\n",
        &[
            "demo.yaml:4:15: warning: unknown method `pots` / did you mean `post`? / refuses Get",
            "demo.yaml:4:23: warning: unknown method `fetch` / expected one of delete, get, head, options, patch, post, put / refuses Get",
        ],
    );
}

#[test]
fn names_that_files_and_links_cannot_have() {
    check(
        "demo.yaml",
        &format!("{INFO}apis: {{{}: {{}}}}\n", "Long".repeat(50)),
        &[
            "demo.yaml:2:8: warning: the name of an operation is longer than 120 characters / shorten it: the longest real name has 68 characters / refuses TooLong",
        ],
    );
    check(
        "demo.yaml",
        "info: {style: \"RPC\", product: \"De mo\", version: \"1/2\"}\n\
         apis:\n  \"Get it\": {}\n  \"\": {}\n  \"a\\nb\": {}\n\
         components: {schemas: {\"../x\": {type: \"object\"}}}\n",
        &[
            "demo.yaml:1:31: error: `De mo` cannot be the name of a product / use only ASCII letters, digits, `_`, `-` and `.`",
            "demo.yaml:1:49: error: `1/2` cannot be the name of a version / use only ASCII letters, digits, `_`, `-` and `.`",
            "demo.yaml:3:3: warning: `Get it` cannot be the name of an operation / use only ASCII letters, digits, `_`, `-` and `.` / refuses Get it",
            "demo.yaml:4:3: warning: an operation has an empty name / give it a name, or remove it / refuses ",
            "demo.yaml:5:3: warning: `a\\nb` cannot be the name of an operation / use only ASCII letters, digits, `_`, `-` and `.` / refuses a\nb",
            "demo.yaml:6:24: warning: `../x` cannot be the name of a component / use only ASCII letters, digits, `_`, `-` and `.`",
        ],
    );
}

/// Nothing else is said about such a name, and its operation is read all the same.
#[test]
fn names_that_are_too_long() {
    let long = "Long".repeat(500);
    let too_long = |of: &str, most: usize| {
        format!(
            "the name of {of} is longer than {most} characters / shorten it: the longest real name has 68 characters"
        )
    };
    check_operation(
        &format!(
            "    parameters:\n\
             \x20     - {{in: \"qery\", name: \"{long}\", schema: {{type: \"string\"}}}}\n\
             \x20     - {{in: \"query\", name: \"B\", schema: {{type: \"object\", properties: {{{long}: {{type: \"strng\"}}}}}}}}\n\
             \x20     - {{in: \"query\", name: \"C\", schema: {{type: \"string\", enum: [\"{long}\", \"a\"]}}}}\n"
        ),
        &[
            "demo.yaml:5:14: warning: unknown `in: qery` of parameter `TooLong` / did you mean `query`? / refuses Get",
            &format!("demo.yaml:5:28: warning: {} / refuses Get", too_long("a parameter", 1000)),
            &format!("demo.yaml:6:72: warning: {} / refuses Get", too_long("a property", 1000)),
            "demo.yaml:6:2081: warning: unknown type `strng` at Get.Request.B.TooLong / did you mean `string`? Arbitrary JSON is used in its place",
            "demo.yaml:7:66: warning: a value of `enum` is longer than 1000 characters / it is left out",
        ],
    );
}

/// What would fill the memory is not read.
#[test]
fn documents_that_are_too_large() {
    let list = "0,".repeat(1_000_001);
    for (path, text) in [("demo.json", format!("[{list}0]")), ("demo.yaml", format!("a: [{list}0]"))] {
        let expected = format!(
            "{path}:1:1: error: the document is too large: it has more than 1000000 commas and lines \
             / no real document has a tenth of that: look for repeated content"
        );
        check(path, &text, &[&expected]);
    }
}

#[test]
fn two_documents_of_one_version() {
    let (text, other) = (
        format!("{INFO}apis: {{Get: {{}}}}\n"),
        "{\"apis\": {\"Put\": {}}, \"info\": {\"style\": \"RPC\",\n \"version\": \"2024-01-01\", \"product\": \"Demo\"}}",
    );
    let expected = "b.json:2:13: error: Demo 2024-01-01 is also described in a.yaml \
                    / remove one of the two files, or pass one edition only";
    check_all(&[("a.yaml", &text), ("b.json", other)], &[expected]);
    check_all(&[("b.json", other), ("a.yaml", &text)], &[expected]);
}

#[test]
fn several_faults() {
    let text = format!(
        "{INFO}apis:\n  Get:\n    metods: []\n    parameters:\n\
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
            "b.json:1:1: error: invalid JSON: EOF while parsing an object / the file ends too early: fetch it again, or complete it",
            "z.yaml:4:5: warning: unknown key `metods` in an operation / did you mean `methods`? / refuses Get",
            "z.yaml:6:25: warning: unknown `in: body?` of parameter `A` / did you mean `body`? / refuses Get",
            "z.yaml:6:59: warning: unknown key `descripton` in a schema / did you mean `description`?",
            "z.yaml:7:82: warning: `$ref` at Get.Request.B.X refers to `No`, which is not in `components.schemas` / arbitrary JSON is used in its place",
            "z.yaml:7:110: warning: duplicate key `X` in `properties` / remove or rename one of the two / refuses Get",
            "z.yaml:8:14: warning: expected a string for `summary`, found a map / it is ignored",
            "z.yaml:9:3: warning: duplicate key `Get` in `apis` / remove or rename one of the two / refuses Get",
            "z.yaml:10:1: warning: unknown key `endpionts` in the document / did you mean `endpoints`?",
        ],
    );
}

/// Real documents reach 53 levels; this is as deep as either form may be.
#[test]
fn deep_documents() {
    let schema = |levels: usize| {
        format!("{}{{\"type\": \"string\"}}{}", "{\"type\": \"array\", \"items\": ".repeat(levels), "}".repeat(levels))
    };
    let document = |levels: usize| {
        format!(
            "{{\"info\": {{\"style\": \"RPC\", \"product\": \"Demo\", \"version\": \"1\"}}, \"apis\": {{\"Get\": {{\"parameters\": \
             [{{\"name\": \"A\", \"in\": \"query\", \"schema\": {}}}]}}}}}}",
            schema(levels)
        )
    };
    check("demo.json", &document(120), &[]);
    check("demo.yaml", &document(120), &[]);
    check("demo.json", &document(200), &[&format!("demo.json:1:3428: {TOO_DEEP}")]);
    check("demo.yaml", &document(200), &[&format!("demo.yaml:1:3464: {TOO_DEEP}")]);
}
