//! Every stage sees the same in a schema: what is odd in one place is no struct, text or body in another.

use crate::{INFO, check};
use generator::model::{BodyKind, Operation, Output, ParameterLocation, Style, Type};
use generator::{Input, lower};

/// The only operation of a document with these components, parameters and responses.
fn operation(components: &str, parameters: &str, responses: &str) -> Operation {
    let text = format!(
        "{INFO}components: {{schemas: {{{components}}}}}\n\
         apis: {{Get: {{path: \"\", parameters: [{parameters}], responses: {{{responses}}}}}}}\n"
    );
    let lowered = lower::lower(&[Input::new("demo.yaml", text)]);
    lowered.krate.modules[0].operations[0].clone()
}

const ODD: &str = "Odd: {ref: \"Thing\", type: \"object\", properties: {X: {type: \"string\"}}}";

/// It has properties, yet it becomes no struct: whoever refers to it must not name one.
#[test]
fn a_component_that_is_a_damaged_reference_has_no_type() {
    let of = "name: \"A\", in: \"query\", schema: {$ref: \"#/components/schemas/Odd\"}";
    let operation = operation(ODD, &format!("{{{of}}}"), "");
    assert_eq!(operation.request.fields[0].ty, Type::Any);
    check(
        "demo.yaml",
        &format!("{INFO}components: {{schemas: {{{ODD}}}}}\napis: {{Get: {{parameters: [{{{of}}}]}}}}\n"),
        &[
            "demo.yaml:2:35: warning: `ref: Thing` at Odd is a damaged reference / did you mean `$ref`? Arbitrary JSON is used in its place",
        ],
    );
}

/// A value that is one word is written as it is: in quotes the service would not know it.
#[test]
fn an_enum_is_no_json() {
    let schemas = [
        "{type: \"string\", enum: [\"a\", \"b\"]}",
        "{$ref: \"#/components/schemas/Kind\"}",
        "{type: \"string\"}",
        "{type: \"array\", items: {type: \"string\", enum: [\"a\", \"b\"]}}",
        "{$ref: \"#/components/schemas/Kinds\"}",
    ];
    let parameter = |(i, schema)| format!("{{name: \"P{i}\", in: \"query\", style: \"json\", schema: {schema}}}");
    let parameters: Vec<String> = schemas.into_iter().enumerate().map(parameter).collect();
    let components =
        "Kind: {type: \"string\", enum: [\"a\", \"b\"]}, Kinds: {type: \"array\", items: {type: \"string\"}}";
    let operation = operation(components, &parameters.join(", "), "");
    let json = operation.parameters.iter().filter(|parameter| parameter.style == Style::Json);
    assert_eq!(json.map(|parameter| parameter.wire.as_str()).collect::<Vec<_>>(), ["P3", "P4"]);
}

#[test]
fn bodies() {
    let cases = [
        ("{type: \"string\"}", BodyKind::Text),
        ("{type: \"string\", format: \"binary\"}", BodyKind::Binary),
        ("{type: \"object\", properties: {A: {type: \"string\"}}}", BodyKind::JsonObject),
        ("{properties: {A: {type: \"string\"}}}", BodyKind::JsonObject),
        ("{type: \"object\"}", BodyKind::Json),
        ("{type: \"array\", items: {type: \"string\"}}", BodyKind::Json),
        ("{ref: \"Thing\", type: \"string\"}", BodyKind::Json),
    ];
    for (schema, expected) in cases {
        let operation = operation("", &format!("{{name: \"body\", in: \"body\", schema: {schema}}}"), "");
        assert_eq!(operation.parameters[0].place, ParameterLocation::Body(expected), "{schema}");
    }
}

#[test]
fn answers() {
    let cases = [
        ("{type: \"string\"}", Output::Text),
        ("{type: \"string\", format: \"byte\"}", Output::Bytes),
        ("{$ref: \"#/components/schemas/File\"}", Output::Bytes),
        ("{type: \"object\"}", Output::Json(Type::Any)),
        ("{ref: \"Thing\", type: \"string\"}", Output::Json(Type::Any)),
        ("{$ref: \"#/components/schemas/Nowhere\", type: \"string\"}", Output::Json(Type::Any)),
    ];
    for (schema, expected) in cases {
        let file = "File: {type: \"string\", format: \"binary\"}";
        let operation = operation(file, "", &format!("\"200\": {{schema: {schema}}}"));
        assert_eq!(operation.output, expected, "{schema}");
    }
}
