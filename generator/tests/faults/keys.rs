//! Keys and the types of their values.

use crate::{check, check_operation, check_parameters};

#[test]
fn misspelt_keys() {
    check_parameters(
        &["{name: \"A\", in: \"query\", schema: {type: \"string\", requird: true}}"],
        &["demo.yaml:5:59: warning: unknown key `requird` in a schema / did you mean `required`? / refuses Get"],
    );
    check_operation(
        "    paramters: []\n",
        &["demo.yaml:4:5: warning: unknown key `paramters` in an operation / did you mean `parameters`? / refuses Get"],
    );
    check_parameters(
        &["{nmae: \"A\", in: \"query\", schema: {type: \"string\"}}"],
        &["demo.yaml:5:10: warning: unknown key `nmae` in a parameter / did you mean `name`? / refuses Get"],
    );
    check(
        "demo.json",
        "{\n\t\"info\": {\"style\": \"RPC\", \"product\": \"Demo\", \"verison\": \"1\"},\n\t\"apis\": {\"Get\": {}}\n}",
        &["demo.json:2:46: error: unknown key `verison` in `info` / did you mean `version`?"],
    );
    // A key that resembles none is one of a newer edition, and so is one beside the key that it resembles.
    check_operation("    tenantRelevance: true\n", &[]);
    check_operation("    parameters: []\n    paramters: []\n", &[]);
}

#[test]
fn keys_that_stand_twice() {
    check_operation(
        "    methods: [\"get\"]\n  Get:\n    methods: [\"post\"]\n",
        &["demo.yaml:5:3: warning: duplicate key `Get` in `apis` / remove or rename one of the two / refuses Get"],
    );
    check_parameters(
        &["{name: \"A\", in: \"query\", schema: {type: \"string\", type: \"integer\"}}"],
        &["demo.yaml:5:59: warning: duplicate key `type` in a schema / remove or rename one of the two / refuses Get"],
    );
    check(
        "demo.json",
        "{\"info\": {\"style\": \"RPC\", \"product\": \"Demo\", \"version\": \"1\"},\n \"apis\": {\"Get\": {},\n          \"Get\": {}}}",
        &["demo.json:3:11: warning: duplicate key `Get` in `apis` / remove or rename one of the two / refuses Get"],
    );
}

/// What the generator does not read may be anything, but each key once.
#[test]
fn keys_that_stand_twice_where_nobody_reads() {
    check_operation(
        "    systemTags: {a: [{b: 1, c: 2, b: 3, b: 4}]}\n    unheardOf:\n      x: 1\n      x: 2\n",
        &[
            "demo.yaml:4:35: warning: key `b` occurs 3 times in `a` / remove or rename all but one",
            "demo.yaml:7:7: warning: duplicate key `x` in `unheardOf` / remove or rename one of the two",
        ],
    );
}

/// Words that are not expected one of fine, and those that resemble a known one are pointed out.
#[test]
fn misspelt_words() {
    check_operation(
        "    operationType: \"raed\"\n    schemes: [\"https\", \"htps\", \"quic\"]\n",
        &[
            "demo.yaml:4:20: warning: unknown `operationType: raed` / did you mean `read`? As it is, it is ignored",
            "demo.yaml:5:24: warning: unknown `schemes: htps` / did you mean `https`? As it is, it is ignored",
        ],
    );
    check_parameters(
        &["{name: \"A\", in: \"query\", schema: {type: \"string\", format: \"binnary\"}}"],
        &["demo.yaml:5:67: warning: unknown `format: binnary` / did you mean `binary`? As it is, it is ignored"],
    );
}

#[test]
fn lists_of_values() {
    check_parameters(
        &[
            "{name: \"A\", in: \"query\", schema: {type: \"string\", enum: [\"a\", \"b\", \"a\"]}}",
            "{name: \"B\", in: \"query\", schema: {type: \"string\", enum: [\"a\", ~, {b: c}]}}",
            "{name: \"C\", in: \"query\", schema: {type: \"string\", enum: [\"\", \"\"]}}",
        ],
        &[
            "demo.yaml:5:76: warning: duplicate value `a` in `enum` / it counts once; remove one of the two",
            "demo.yaml:6:71: warning: a value of `enum` is null / it is left out; write `\"\"` for an empty string",
            "demo.yaml:6:74: warning: expected a string for `enum`, found a map / it is ignored",
        ],
    );
}

/// Of a long text as much is quoted as one reads.
#[test]
fn long_texts() {
    let long = "long ".repeat(1_000);
    check_operation(
        &format!("    methods: [\"{long}\"]\n    parameters: \"first\\nsecond\"\n"),
        &[
            &format!(
                "demo.yaml:4:15: warning: unknown method `{}…` / expected one of delete, get, head, options, patch, post, put / refuses Get",
                &long[..60]
            ),
            "demo.yaml:5:17: warning: expected a list for `parameters`, found the string `first…` \
             / write a list as `[first, second]`, or with a dash before each element / refuses Get",
        ],
    );
}

#[test]
fn gigantic_texts() {
    let long = "x".repeat((1 << 20) + 1);
    let quoted = format!("{}…", &long[..60]);
    check_parameters(
        &[&format!("{{name: \"A\", in: \"{long}\", schema: {{type: \"string\", description: \"{long}\"}}}}")],
        &[
            &format!(
                "demo.yaml:5:25: warning: `in` is longer than 1048576 bytes: `{quoted}` / shorten it / refuses Get"
            ),
            &format!(
                "demo.yaml:5:1048644: warning: `description` is longer than 1048576 bytes: `{quoted}` / it is ignored"
            ),
        ],
    );
}

#[test]
fn wrong_types_of_values() {
    check_operation(
        "    parameters: {name: \"A\"}\n    responses: []\n    deprecated: \"maybe\"\n    errorCodes: {\"400\": {}}\n",
        &[
            "demo.yaml:4:17: warning: expected a list for `parameters`, found a map / write a list as `[first, second]`, or with a dash before each element / refuses Get",
            "demo.yaml:5:16: warning: expected a map for `responses`, found a list / write a map as `{key: value}`, or with one key per line / refuses Get",
            "demo.yaml:6:17: warning: expected `true` or `false` for `deprecated`, found the string `maybe` / it is ignored; write `true` or `false`, or leave the key out",
            "demo.yaml:7:25: warning: expected a list for `errorCodes`, found a map / it is ignored; write a list as `[first, second]`, or with a dash before each element",
        ],
    );
    check_parameters(
        &[
            "\"A\"",
            "{name: [\"A\"], in: true, schema: \"string\"}",
            "{name: \"A\", in: \"query\", schema: {type: {}, properties: [], enum: \"x\", required: 1, items: []}}",
        ],
        &[
            "demo.yaml:5:9: warning: expected a map for a parameter, found the string `A` / write a map as `{key: value}`, or with one key per line / refuses Get",
            "demo.yaml:6:16: warning: expected a string for `name`, found a list / write a string in quotes / refuses Get",
            "demo.yaml:6:27: warning: expected a string for `in`, found `true` / write a string in quotes / refuses Get",
            "demo.yaml:6:41: warning: expected a map for a schema, found the string `string` / write a map as `{key: value}`, or with one key per line / refuses Get",
            "demo.yaml:7:49: warning: expected a string for `type`, found a map / write a string in quotes / refuses Get",
            "demo.yaml:7:65: warning: expected a map for `properties`, found a list / write a map as `{key: value}`, or with one key per line / refuses Get",
            "demo.yaml:7:75: warning: expected a list for `enum`, found the string `x` / write a list as `[first, second]`, or with a dash before each element / refuses Get",
            "demo.yaml:7:90: warning: expected `true` or `false` for `required`, found the number 1 / write `true` or `false`, or leave the key out / refuses Get",
            "demo.yaml:7:100: warning: expected a map for a schema, found a list / write a map as `{key: value}`, or with one key per line / refuses Get",
        ],
    );
    check(
        "demo.yaml",
        "info: \"ICE\"\napis:\ncomponents: []\nendpoints: {}\ndirectories: \"x\"\n",
        &[
            "demo.yaml:1:7: error: expected a map for `info`, found the string `ICE` / write a map as `{key: value}`, or with one key per line",
            "demo.yaml:2:5: error: expected a map for `apis`, found null / write a map as `{key: value}`, or with one key per line",
            "demo.yaml:3:13: error: expected a map for `components`, found a list / write a map as `{key: value}`, or with one key per line",
            "demo.yaml:4:12: warning: expected a list for `endpoints`, found a map / it is ignored; write a list as `[first, second]`, or with a dash before each element",
            "demo.yaml:5:14: warning: expected a list for `directories`, found the string `x` / it is ignored; write a list as `[first, second]`, or with a dash before each element",
        ],
    );
    // Documentation alone: real documents have such.
    check_operation(
        "    summary: [\"a\", \"b\"]\n",
        &["demo.yaml:4:14: warning: expected a string for `summary`, found a list / it is ignored"],
    );
}
