//! Keys and the types of their values.

use crate::{check, check_operation, check_parameters};

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
