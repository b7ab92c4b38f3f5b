use generator::{Input, lower};

use super::*;

/// An operation with all that occurs in a response, and a component.
const DOCUMENT: &str = r##"
version: "1.0"
info: {style: "RPC", product: "Demo", version: "2024-01-31"}
directories: ["List", "Stop"]
apis:
  List:
    methods: ["post"]
    schemes: ["https"]
    security: [{AK: []}]
    responses:
      "200":
        schema:
          type: "object"
          properties:
            Items: {type: "array", items: {$ref: "#/components/schemas/Item"}}
            x-Labels:
              type: "object"
              additionalProperties: {type: "array", items: {type: "string", enum: ["big", "small"]}}
            Token: {type: "string"}
            Type: {type: "string", enum: ["a", "b"]}
  Stop:
    methods: ["post"]
    schemes: ["https"]
    security: [{AK: []}]
    responses: {"200": {schema: {type: "string"}}}
components:
  schemas:
    Item:
      type: "object"
      properties:
        Next: {$ref: "#/components/schemas/Item"}
        Size: {type: "integer", format: "int64"}
endpoints: []
"##;

fn twins(operation: &str, unknown: Unknown) -> Result<TwinSource, Error> {
    let krate = lower::lower(&[Input::new("demo.yaml", DOCUMENT)]).krate;
    source(krate.modules.first().unwrap(), &[operation], unknown)
}

#[test]
fn a_twin_has_the_same_fields_under_the_same_wire_names() {
    let source = twins("List", Unknown::Dropped).unwrap();
    assert_eq!(source.maps, ["x-Labels".to_owned()].into());
    expect_test::expect_file!["derive.golden"].assert_eq(&source.text);
}

#[test]
fn a_twin_may_keep_unknown_members() {
    let source = twins("List", Unknown::Flattened).unwrap();
    assert_eq!(source.text.matches("    #[serde(flatten)]\n    pub extra: HashMap<String, Value>,\n}\n").count(), 2);
}

#[test]
fn a_response_that_is_not_there_is_an_error() {
    let error = |operation| twins(operation, Unknown::Dropped).err().unwrap().render();
    assert!(error("Nothing").contains("no operation `Nothing`"));
    assert!(error("Stop").contains("the response of `Stop` is not a struct"));
}
