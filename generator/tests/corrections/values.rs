//! Values that are overruled.

use generator::Input;

use crate::{CORRECTIONS, DOCUMENT, check_outcomes, check_same, content, corrected, edited, generate};

#[test]
fn a_wrong_type() {
    check_same(
        &["at: apis.GetJob.responses.200.schema.properties.Total.type, was: string, is: integer"],
        &[("Total: {type: \"string\"", "Total: {type: \"integer\"")],
    );
}

#[test]
fn a_missing_flag_and_one_too_many() {
    check_same(
        &[
            "at: 'apis.GetJob.parameters[Kind].schema.required', was: null, is: true",
            "at: 'apis.GetJob.parameters[JobId].schema.required', was: true, is: false",
            "at: 'apis.GetJob.parameters[Old].schema.deprecated', was: true, is: null",
            "at: apis.ListJobs.deprecated, was: [null, false], is: true",
        ],
        &[
            ("enum: [\"a\", \"b\"]", "enum: [\"a\", \"b\"], required: true"),
            ("description: \"Which one.\", required: true", "description: \"Which one.\", required: false"),
            (", deprecated: true", ""),
            ("summary: \"Lists jobs.\"", "summary: \"Lists jobs.\"\n    deprecated: true"),
        ],
    );
}

#[test]
fn a_secret() {
    check_same(
        &["at: components.schemas.JobDTO.properties.Opener.sensitive, was: null, is: true"],
        &[("Opener: {type: \"string\"}", "Opener: {type: \"string\", sensitive: true}")],
    );
}

#[test]
fn a_text_without_saying_what_it_was() {
    check_same(
        &[
            "at: apis.GetJob.summary, is: 'Gets a job.'",
            "at: 'apis.GetJob.parameters[JobId].schema.description', is: null",
            "at: apis.ListJobs.description, is: 'All of them.'",
        ],
        &[
            ("Gits a job", "Gets a job"),
            (" description: \"Which one.\",", ""),
            ("summary: \"Lists jobs.\"", "summary: \"Lists jobs.\"\n    description: \"All of them.\""),
        ],
    );
}

/// A list of alternatives and a list that is a value differ by brackets.
/// Whatever construct it stands in.
#[test]
fn a_text_of_an_error_without_saying_what_it_was() {
    let document = |message: &str| {
        let codes = format!(
            "    errorCodes: {{\"404\": [{{errorCode: \"NoJob\", errorMessage: \"{message}\"}}]}}\n  ListJobs:\n"
        );
        edited(&[("  ListJobs:\n", &codes)])
    };
    let correction = "at: 'apis.GetJob.errorCodes[\"404\"][NoJob].errorMessage', is: \"No such job.\"";
    let outcome = corrected(&document("No job sush."), &[correction]);
    check_outcomes(&outcome, &generate(Input::new("demo.yaml", document("No such job."))));
}

#[test]
fn a_list_of_values() {
    let kind = "enum: [\"a\", \"b\"]";
    for was in ["[[a, b]]", "[null, [a], [a, b]]"] {
        let correction = format!("at: 'apis.GetJob.parameters[Kind].schema.enum', was: {was}, is: [a, b, c]");
        check_same(&[&correction], &[(kind, "enum: [\"a\", \"b\", \"c\"]")]);
    }
    check_same(&["at: 'apis.GetJob.parameters[Kind].schema.enum', was: [[a, b]], is: null"], &[(kind, "")]);
    check_same(&["at: 'apis.GetJob.parameters[Kind].schema.enum[0]', was: a, is: z"], &[(kind, "enum: [z, b]")]);
    let held = ["at: apis.GetJob.responses.200.schema.properties.Total.enum, was: [null, [x]], is: [x, y]"];
    check_same(&held, &[("maxLength: 9", "maxLength: 9, enum: [x, y]")]);
}

#[test]
fn things_that_are_missing_and_things_that_are_too_many() {
    check_same(
        &[
            "at: components.schemas.JobDTO.properties.End, was: null, is: {type: string, description: When.}",
            "at: 'apis.GetJob.parameters[Page]', was: null, is: {name: Page, in: query, schema: {type: integer}}",
            "at: 'apis.GetJob.parameters[Kind]', was: {name: Kind}, is: null",
            "at: 'apis.GetJob.parameters[0]', was: {name: JobId}, is: null",
            "at: apis.ListJobs.parameters, was: null, is: [{name: Page, in: query, schema: {type: integer}}]",
            "at: components.schemas.JobDTO.properties.Owner, was: {type: object}, is: {type: object}",
        ],
        &[
            ("        Id: {type", "        End: {type: string, description: When.}\n        Id: {type"),
            (
                "{name: \"JobId\", in: \"query\", schema: {type: \"string\", description: \"Which one.\", required: true}}",
                "{name: \"Page\", in: \"query\", schema: {type: \"integer\"}}",
            ),
            ("      - {name: \"Kind\", in: \"query\", schema: {type: \"string\", enum: [\"a\", \"b\"]}}\n", ""),
            ("properties: {Name: {type: \"string\"}}", "properties: {}"),
            (
                "summary: \"Lists jobs.\"",
                "summary: \"Lists jobs.\"\n    parameters: [{name: Page, in: query, schema: {type: integer}}]",
            ),
        ],
    );
}

/// A whole operation, a host, the heading of the table of contents: nothing is special.
#[test]
fn anything_else() {
    check_same(
        &[
            "at: apis.StopJob, was: null, is: {summary: 'Stops a job.', methods: [post]}",
            "at: endpoints, was: null, is: [{regionId: r1, endpoint: demo.example.com}]",
            "at: info.title, is: 'Demonstrations'",
        ],
        &[
            ("  ListJobs:", "  StopJob: {summary: \"Stops a job.\", methods: [post]}\n  ListJobs:"),
            ("components:", "endpoints: [{regionId: r1, endpoint: demo.example.com}]\ncomponents:"),
            ("version: \"2024-01-01\"", "version: \"2024-01-01\", title: Demonstrations"),
        ],
    );
}

/// What the vendor adds and takes away changes nothing that is generated.
#[test]
fn a_value_that_comes_and_goes() {
    let corrections = [
        "at: 'apis.GetJob.parameters[JobId].schema.required', was: [true, null, false], is: true",
        "at: apis.GetJob.responses.200.schema.properties.Total.type, was: [string, integer], is: string",
        "at: apis.GetJob.responses.200.schema.properties.Total.format, was: [null, int64], is: null",
        "at: 'apis.GetJob.parameters[Kind].schema.enum', was: [null, [a, b]], is: [a, b]",
        "at: 'apis.GetJob.parameters[Old]', was: [null, {name: Old}], \
         is: {name: Old, in: query, schema: {type: string, deprecated: true}}",
    ];
    let other = edited(&[
        (", required: true", ""),
        ("Total: {type: \"string\"", "Total: {type: \"integer\", format: \"int64\""),
        (", enum: [\"a\", \"b\"]", ""),
        ("      - {name: \"Old\", in: \"query\", schema: {type: \"string\", deprecated: true}}\n", ""),
    ]);
    let expected = generate(Input::new("demo.yaml", DOCUMENT));
    check_outcomes(&corrected(DOCUMENT, &corrections), &expected);
    check_outcomes(&corrected(&other, &corrections), &expected);
    let uncorrected = generate(Input::new("demo.yaml", other));
    assert_ne!(content(&uncorrected, "get_job.rs"), content(&expected, "get_job.rs"));
}

#[test]
fn the_order_of_corrections_changes_nothing() {
    let mut corrections = [
        "at: 'apis.GetJob.parameters[0]', was: {name: JobId}, is: null",
        "at: 'apis.GetJob.parameters[A]', was: null, is: {name: A, in: query, schema: {type: string}}",
        "at: 'apis.GetJob.parameters[2].schema.type', was: string, is: integer",
        "at: 'apis.GetJob.parameters[B]', was: null, is: {name: B, in: query, schema: {type: string}}",
        "at: 'apis.GetJob.parameters[1].schema.enum', was: [[a, b]], is: [a]",
        "at: 'apis.GetJob.parameters[B].schema', rename: other",
    ];
    let expected = corrected(DOCUMENT, &corrections);
    for _ in 0..corrections.len() {
        corrections.rotate_left(1);
        check_outcomes(&corrected(DOCUMENT, &corrections), &expected);
        corrections.swap(0, 3);
        check_outcomes(&corrected(DOCUMENT, &corrections), &expected);
    }
}

/// Scalars mean what their text says, in both forms of a document.
#[test]
fn documents_and_corrections_may_be_json() {
    let json = r#"{"info":{"style":"RPC","product":"Demo","version":"1"},"apis":{"Get":{"methods":["post"],
        "parameters":[{"name":"A","in":"query","schema":{"type":"string","maxLength":10,"required":true}}]}}}"#;
    let parts = [("maxLength", "[\"10\", 20]", "30"), ("required", "\"true\"", "false")];
    let yaml = parts.map(|(key, was, is)| {
        format!("  - {{at: 'apis.Get.parameters[A].schema.{key}', was: {was}, is: {is}, reason: x}}\n")
    });
    let input = Input::new("demo.json", json);
    let from_yaml = generate(input.clone().with_corrections(CORRECTIONS, format!("corrections:\n{}", yaml.concat())));
    let own = parts.map(|(key, was, is)| {
        format!(r#"{{"at": "apis.Get.parameters[A].schema.{key}", "was": {was}, "is": {is}, "reason": "x"}}"#)
    });
    let own = format!("{{\"corrections\": [{}]}}", own.join(","));
    let from_json = generate(input.clone().with_corrections("demo.corrections.json", own));
    let edited = json.replace("10", "30").replace("true", "false");
    let expected = generate(Input::new("demo.json", edited));
    check_outcomes(&from_yaml, &expected);
    check_outcomes(&from_json, &expected);
}

/// The vendor reorders lists from week to week.
#[test]
fn lists_have_no_order() {
    let kind = "enum: [\"a\", \"b\"]";
    let correction = "at: 'apis.GetJob.parameters[Kind].schema.enum', was: [[b, a]], is: [a, b, c]";
    check_same(&[correction], &[(kind, "enum: [\"a\", \"b\", \"c\"]")]);
    // Also of maps: the first pattern fits both parameters, the second one only the first.
    let was = "[[{in: query}, {name: Old}, {name: JobId}]]";
    let correction = format!("at: apis.GetJob.parameters, was: {was}, is: []");
    let start = DOCUMENT.find("      - {name: \"JobId\"").unwrap();
    let end = DOCUMENT.find("    responses:").unwrap();
    check_same(&[&correction], &[(&DOCUMENT[start..end], ""), ("    parameters:\n", "    parameters: []\n")]);
}

/// Hosts are known by their region, errors by their code, texts by themselves.
#[test]
fn elements_by_their_names() {
    let hosts = "endpoints: [{regionId: r1, endpoint: one.example.com}, {regionId: r2, endpoint: two.example.com}]\n";
    let codes = "errorCodes: {\"404\": [{errorCode: NoJob, errorMessage: None.}]}\n    methods";
    let document = edited(&[("apis:\n", &format!("{hosts}apis:\n"))]).replacen("methods", codes, 1);
    let outcome = corrected(
        &document,
        &[
            "at: 'endpoints[r2].endpoint', was: two.example.com, is: 2.example.com",
            "at: 'endpoints[r3]', was: null, is: {regionId: r3, endpoint: three.example.com}",
            "at: 'apis.GetJob.errorCodes.404[NoJob].errorMessage', was: None., is: There is none.",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[b]', was: b, is: z",
        ],
    );
    let expected = document
        .replace("two.example", "2.example")
        .replace("2.example.com}]", "2.example.com}, {regionId: r3, endpoint: three.example.com}]")
        .replace("None.", "There is none.")
        .replace("[\"a\", \"b\"]", "[\"a\", \"z\"]");
    check_outcomes(&outcome, &generate(Input::new("demo.yaml", expected)));
}
