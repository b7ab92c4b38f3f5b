//! Rust names that are chosen.

use expect_test::expect;

use crate::{DOCUMENT, check_faults, check_outcome, content, corrected, edited, lines};

#[test]
fn everything_that_has_a_name() {
    let outcome = corrected(
        DOCUMENT,
        &[
            "at: apis.GetJob, rename: ReadJob",
            "at: 'apis.GetJob.parameters[JobId].schema', rename: id",
            "at: 'apis.GetJob.parameters[Kind]', rename: job_kind",
            "at: apis.GetJob.responses.200.schema.properties.Job, rename: found",
            "at: components.schemas.JobDTO, rename: Job",
            "at: components.schemas.JobDTO.properties.Owner, rename: belongs_to",
            "at: components.schemas.JobDTO.properties.Owner.properties.Name, rename: login",
        ],
    );
    assert_eq!(lines(&outcome), [""; 0]);
    let operation = content(&outcome, "operations/read_job.rs");
    for part in [
        "#[doc(alias = \"GetJob\")]",
        "pub struct ReadJobRequest {",
        "pub struct ReadJobResponse {",
        "pub enum ReadJobRequestKind {",
        "pub id: Option<String>,",
        "/// Wire name `JobId`, required.",
        "    id: \"JobId\",",
        "pub job_kind: Option<ReadJobRequestKind>,",
        "pub found: Option<Job>,",
        "OperationInfo::rpc(\"GetJob\", Method::Post)",
    ] {
        assert!(operation.contains(part), "no {part:?} in:\n{operation}");
    }
    let component = content(&outcome, "types/job.rs");
    for part in [
        "#[doc(alias = \"JobDTO\")]",
        "pub struct Job {",
        "pub belongs_to: Option<JobOwner>,",
        "    belongs_to: \"Owner\",",
        "pub struct JobOwner {",
        "pub login: Option<String>,",
        "/// Wire path `JobDTO.Owner`.",
    ] {
        assert!(component.contains(part), "no {part:?} in:\n{component}");
    }
    assert!(content(&outcome, "client.rs").contains("pub fn read_job("));
}

/// The name of something that a correction adds.
#[test]
fn something_added() {
    let outcome = corrected(
        DOCUMENT,
        &[
            "at: components.schemas.JobDTO.properties.End, was: null, is: {type: object, properties: {NodeId: {type: string}}}",
            "at: components.schemas.JobDTO.properties.End.properties.NodeId, rename: when",
        ],
    );
    assert!(content(&outcome, "types/job_dto.rs").contains("    when: \"NodeId\","), "{:?}", lines(&outcome));
}

/// The names of others stay what they are, so that a name can be taken only where nobody has it.
#[test]
fn a_name_that_another_one_has() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobId]', rename: kind",
            "at: apis.GetJob, rename: ListJobs",
            "at: components.schemas.JobDTO.properties.Id, rename: same",
            "at: components.schemas.JobDTO.properties.Opener, rename: same",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:51: error: `kind` is already the Rust name of `Kind` / choose another name / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:3:31: error: `ListJobs` is already the Rust name of `ListJobs` / choose another name / apis.GetJob
            demo.corrections.yaml:5:63: error: `same` is already the Rust name of `Id` / choose another name / components.schemas.JobDTO.properties.Opener
        "#]],
    );
    let outcome = corrected(
        DOCUMENT,
        &["at: 'apis.GetJob.parameters[JobId]', rename: kind", "at: 'apis.GetJob.parameters[Kind]', rename: job_id"],
    );
    let operation = content(&outcome, "get_job.rs");
    assert!(operation.contains("    kind: \"JobId\",\n    job_id: \"Kind\","), "{operation}");
}

#[test]
fn what_can_be_no_name() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobId]', rename: jobID",
            "at: 'apis.GetJob.parameters[Kind]', rename: type",
            "at: 'apis.GetJob.parameters[Old]', rename: extra",
            "at: apis.GetJob, rename: read_job",
            "at: apis.ListJobs, rename: Config",
            "at: components.schemas.JobDTO, rename: String",
            "at: components.schemas.JobDTO.properties.Id, rename: 'a b'",
            "at: components.schemas.JobDTO.properties.Owner, rename: 3d",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:51: error: `jobID` cannot be the Rust name of a field / write it in the form of generated code: `job_id` / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:3:50: error: `type` cannot be the Rust name of a field / Rust or generated code uses this name itself: choose another name / apis.GetJob.parameters[Kind]
            demo.corrections.yaml:4:49: error: `extra` cannot be the Rust name of a field / Rust or generated code uses this name itself: choose another name / apis.GetJob.parameters[Old]
            demo.corrections.yaml:5:31: error: `read_job` cannot be the Rust name of an operation / write it in the form of generated code: `ReadJob` / apis.GetJob
            demo.corrections.yaml:6:33: error: `Config` cannot be the Rust name of an operation / Rust or generated code uses this name itself: choose another name / apis.ListJobs
            demo.corrections.yaml:7:45: error: `String` cannot be the Rust name of a component / Rust or generated code uses this name itself: choose another name / components.schemas.JobDTO
            demo.corrections.yaml:8:59: error: `a b` cannot be the Rust name of a field / write it in the form of generated code: `a_b` / components.schemas.JobDTO.properties.Id
            demo.corrections.yaml:9:62: error: `3d` cannot be the Rust name of a field / write it in the form of generated code: `_3d` / components.schemas.JobDTO.properties.Owner
        "#]],
    );
}

/// [`DOCUMENT`] with what has names besides: nested types, values, error codes.
fn rich() -> String {
    let codes =
        "\n    errorCodes: {\"404\": [{errorCode: \"NoJob\", errorMessage: \"None.\"}, {errorCode: \"Bad.%s\"}]}";
    edited(&[
        ("summary: \"Gits a job.\"", &format!("summary: \"Gits a job.\"{codes}")),
        ("summary: \"Lists jobs.\"", &format!("summary: \"Lists jobs.\"{codes}")),
        (
            "Total: {type",
            "Rows: {type: \"array\", items: {type: \"object\", properties: {Cell: {type: \"object\", properties: {A: {type: \"string\"}}}}}}\n            Total: {type",
        ),
    ])
}

/// A name in `UpperCamelCase` is that of the type, one in `snake_case` that of the field.
#[test]
fn types_values_and_error_codes() {
    let outcome = corrected(
        &rich(),
        &[
            "at: 'apis.GetJob.parameters[Kind]', rename: JobKind",
            "at: 'apis.GetJob.parameters[Kind]', rename: sort",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[a]', rename: First",
            "at: 'apis.GetJob.responses.200.schema.properties.Rows.items', rename: Row",
            "at: components.schemas.JobDTO.properties.Owner, rename: Person",
            "at: 'apis.GetJob.errorCodes.404[NoJob]', rename: MISSING_JOB",
        ],
    );
    assert_eq!(lines(&outcome), [""; 0]);
    let operation = content(&outcome, "operations/get_job.rs");
    for part in [
        "pub enum JobKind {",
        "pub sort: Option<JobKind>,",
        "    First: \"a\",\n    B: \"b\",",
        "pub struct Row {",
        "pub rows: Option<Vec<Row>>,",
        "/// Wire path `GetJob.Response.Rows`.",
        // What is nested in it keeps its name.
        "pub cell: Option<GetJobResponseRowsCell>,",
    ] {
        assert!(operation.contains(part), "no {part:?} in:\n{operation}");
    }
    let component = content(&outcome, "types/job_dto.rs");
    assert!(
        component.contains("pub struct Person {") && component.contains("pub owner: Option<Person>,"),
        "{component}"
    );
    // A code has one constant, also for the operation that was not named.
    let errors = content(&outcome, "errors.rs");
    assert!(errors.contains("pub const MISSING_JOB: &str = \"NoJob\";") && !errors.contains("NO_JOB"), "{errors}");
}

#[test]
fn names_of_types_values_and_codes_that_cannot_be() {
    let outcome = corrected(
        &rich(),
        &[
            "at: 'apis.GetJob.parameters[Kind]', rename: GetJobRequest",
            "at: 'apis.GetJob.parameters[JobId]', rename: JobID",
            "at: 'apis.GetJob.methods[post]', rename: Put",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[a]', rename: B",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[b]', rename: Unknown",
            "at: 'apis.GetJob.errorCodes.404[NoJob]', rename: no_job",
            "at: 'apis.GetJob.responses.200.schema.properties.Rows.items', rename: String",
        ],
    );
    check_outcome(
        &outcome,
        &expect![[r#"
            demo.corrections.yaml:2:50: error: `GetJobRequest` is already the Rust name of `GetJob.Request` / choose another name / apis.GetJob.parameters[Kind]
            demo.corrections.yaml:3:51: error: `JobID` cannot be the Rust name of a type / write it in the form of generated code: `JobId`, or `job_id` for the field / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:4:10: error: `apis.GetJob.methods[post]` has no Rust name / only operations, components, parameters, properties, their types, values and error codes have one / apis.GetJob.methods[post]
            demo.corrections.yaml:5:65: error: `B` is already the Rust name of `b` / choose another name / apis.GetJob.parameters[Kind].schema.enum[a]
            demo.corrections.yaml:6:65: error: `Unknown` cannot be the Rust name of a variant / Rust or generated code uses this name itself: choose another name / apis.GetJob.parameters[Kind].schema.enum[b]
            demo.corrections.yaml:7:55: error: `no_job` cannot be the Rust name of a constant / write it in the form of generated code: `NO_JOB` / apis.GetJob.errorCodes.404[NoJob]
            demo.corrections.yaml:8:76: error: `String` cannot be the Rust name of a type / Rust or generated code uses this name itself: choose another name / apis.GetJob.responses.200.schema.properties.Rows.items
        "#]],
    );
}

/// A name for what has none is a mistake.
#[test]
fn names_for_nothing() {
    let outcome = corrected(
        &rich(),
        &[
            "at: 'apis.GetJob.parameters[JobId]', rename: JobId",
            "at: apis.GetJob.responses.200.schema.properties.Rows, rename: Row",
            "at: apis.GetJob.responses.200.schema.properties.Job, rename: Job",
            "at: apis.GetJob.responses.200.schema, rename: Answer",
            "at: 'apis.GetJob.errorCodes.404[\"Bad.%s\"]', rename: BAD",
        ],
    );
    check_outcome(
        &outcome,
        &expect![[r#"
            demo.corrections.yaml:2:51: error: `apis.GetJob.parameters[JobId]` has no type of its own in Rust / objects with properties and strings with a list of values have one, in a list its `items`; that of a reference is its component's, that of a response its operation's; a field is written `job_id` / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:3:68: error: `apis.GetJob.responses.200.schema.properties.Rows` has no type of its own in Rust / objects with properties and strings with a list of values have one, in a list its `items`; that of a reference is its component's, that of a response its operation's; a field is written `row` / apis.GetJob.responses.200.schema.properties.Rows
            demo.corrections.yaml:4:67: error: `apis.GetJob.responses.200.schema.properties.Job` has no type of its own in Rust / objects with properties and strings with a list of values have one, in a list its `items`; that of a reference is its component's, that of a response its operation's; a field is written `job` / apis.GetJob.responses.200.schema.properties.Job
            demo.corrections.yaml:5:52: error: `apis.GetJob.responses.200.schema` has no type of its own in Rust / objects with properties and strings with a list of values have one, in a list its `items`; that of a reference is its component's, that of a response its operation's; a field is written `answer` / apis.GetJob.responses.200.schema
            demo.corrections.yaml:6:58: error: `apis.GetJob.errorCodes.404["Bad.%s"]` has no constant in Rust / codes with a part that varies have none: remove this correction / apis.GetJob.errorCodes.404["Bad.%s"]
        "#]],
    );
    let outcome = corrected(
        &rich(),
        &[
            "at: 'apis.GetJob.errorCodes.404[NoJob]', rename: MISSING",
            "at: 'apis.ListJobs.errorCodes.404[NoJob]', rename: NOT_THERE",
        ],
    );
    check_outcome(
        &outcome,
        &expect![[r#"
        demo.corrections.yaml:3:57: error: the code `NoJob` is named `MISSING` elsewhere in this file / an error code has one constant: remove one of the two corrections / apis.ListJobs.errorCodes.404[NoJob]
    "#]],
    );
}
