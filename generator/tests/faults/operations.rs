//! Operations: parameters, paths, types, references, samples; what is refused.

use crate::{INFO, check, check_operation, check_parameters, generate};

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
            "demo.yaml:5:25: warning: unknown `in: qery` of parameter `A` / did you mean `query`? / refuses Get",
            "demo.yaml:6:25: warning: unknown `in: cookie` of parameter `B` / expected one of query, formData, path, body, header, host / refuses Get",
            "demo.yaml:7:9: warning: missing `in` in a parameter / add `in`, one of query, formData, path, body, header, host / refuses Get",
            "demo.yaml:8:9: warning: missing `name` in a parameter / add `name`, the name on the wire / refuses Get",
            "demo.yaml:9:16: warning: missing `name` in a parameter / add `name`, the name on the wire / refuses Get",
        ],
    );
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", style: \"jason\", schema: {type: \"array\", items: {type: \"string\"}}}",
            "{name: \"B\", in: \"query\", style: \"pipes\", schema: {type: \"array\", items: {type: \"string\"}}}",
        ],
        &[
            "demo.yaml:5:41: warning: unknown style `jason` of parameter `A` / did you mean `json`? It is flattened, as without a style",
            "demo.yaml:6:41: warning: unknown style `pipes` of parameter `B` / expected one of flat, json, repeatList, simple; it is flattened, as without a style",
        ],
    );
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", schema: {type: \"integer\", required: true}}",
            "{name: \"A\", in: \"query\", schema: {type: \"string\"}}",
            "{name: \"B\", in: \"query\", schema: {type: \"string\"}}",
            "{name: \"B\", in: \"query\", schema: {type: \"string\", description: \"the same\"}}",
            "{name: \"C\", in: \"query\", schema: {type: \"array\", items: {type: \"object\", properties: {X: {type: \"string\"}}}}}",
            "{name: \"C\", in: \"query\", schema: {type: \"array\", items: {type: \"object\", properties: {Y: {type: \"string\"}}}}}",
        ],
        &[
            "demo.yaml:6:9: warning: parameter `A` is listed twice with a different `type` \
             / they are merged; the result is required if one of them is",
            "demo.yaml:10:9: warning: parameter `C` is listed twice with a different `schema` \
             / they are merged; the result is required if one of them is",
        ],
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
            "demo.yaml:4:11: warning: no parameter for the placeholder `{b}` in the path `/a/{b}` / a required string parameter of that name is added",
            "demo.yaml:5:18: warning: parameter `d` is not in the path `/a/{b}` / it is sent in the query",
        ],
    );
    check(
        "demo.yaml",
        &document("/a/{d}/{e"),
        &[
            "demo.yaml:4:11: warning: unclosed placeholder in the path `/a/{d}/{e` / write a placeholder as `{name}` / refuses Get",
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
            "demo.yaml:6:49: warning: unknown type `file` at Get.Request.B / expected one of any, array, boolean, integer, number, object, string; arbitrary JSON is used in its place",
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
            "demo.yaml:2:97: warning: component `Loop` refers to itself / arbitrary JSON is used in its place",
            "demo.yaml:6:49: warning: `$ref` at Get.Request.A refers to `Thng`, which is not in `components.schemas` / did you mean `Thing`? Arbitrary JSON is used in its place",
            "demo.yaml:7:49: warning: `$ref` at Get.Request.B refers to `Elsewhere`, which is not in `components.schemas` / arbitrary JSON is used in its place",
            "demo.yaml:8:49: warning: `$ref: Thing` at Get.Request.C is not of the form `#/components/schemas/Name` / did you mean `#/components/schemas/Thing`? Arbitrary JSON is used in its place",
            "demo.yaml:9:48: warning: `ref: Thing` at Get.Request.D is a damaged reference / did you mean `$ref`? Arbitrary JSON is used in its place",
        ],
    );
}

#[test]
fn references_without_end_do_not_overflow() {
    let link = |i: usize| format!("C{i}: {{type: \"array\", items: {{$ref: \"#/components/schemas/C{}\"}}}}", i + 1);
    let links: Vec<String> = (0..5_000).map(link).collect();
    let operation =
        "apis: {Get: {parameters: [{name: \"A\", in: \"query\", schema: {$ref: \"#/components/schemas/C0\"}}]}}";
    let outcome =
        generate(&[("demo.yaml", &format!("{INFO}{operation}\ncomponents: {{schemas: {{{}}}}}\n", links.join(", ")))]);
    let kinds: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(kinds, ["too-deep"]);
}

#[test]
fn samples() {
    check_operation(
        "    responseDemo: \"[{\"\n",
        &[
            "demo.yaml:4:19: warning: invalid `responseDemo`: it is not a JSON list of samples (EOF while parsing an object at line 1 column 2) \
           / the operation has no sample response",
        ],
    );
    check_operation(
        "    responseDemo: '[{\"type\": \"json\", \"example\": {}}]'\n",
        &[
            "demo.yaml:4:19: warning: invalid `responseDemo`: it is not a JSON list of samples (`example` is not a string) \
           / the operation has no sample response",
        ],
    );
    check_operation(
        "    responseDemo: '[{\"type\": \"json\", \"example\": \"{Id: 1}\"}]'\n",
        &[
            "demo.yaml:4:19: warning: invalid `responseDemo`: its JSON sample is not valid JSON (key must be a string at line 1 column 2) \
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
