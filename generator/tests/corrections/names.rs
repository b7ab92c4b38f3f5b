//! Rust names that are chosen.

use expect_test::expect;

use crate::{DOCUMENT, check_faults, content, corrected, lines};

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
            "at: components.schemas.JobDTO.properties.End, was: null, is: {type: object, properties: {At: {type: string}}}",
            "at: components.schemas.JobDTO.properties.End.properties.At, rename: when",
        ],
    );
    assert!(content(&outcome, "types/job_dto.rs").contains("    when: \"At\","), "{:?}", lines(&outcome));
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
            demo.corrections.yaml:2:51: error: `kind` is the Rust name of `Kind` already / choose another one / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:3:31: error: `ListJobs` is the Rust name of `ListJobs` already / choose another one / apis.GetJob
            demo.corrections.yaml:5:63: error: `same` is the Rust name of `Id` already / choose another one / components.schemas.JobDTO.properties.Opener
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
            demo.corrections.yaml:2:51: error: `jobID` cannot be the Rust name of a field / write it as generated code does: `job_id` / apis.GetJob.parameters[JobId]
            demo.corrections.yaml:3:50: error: `type` cannot be the Rust name of a field / Rust or generated code uses this name itself: choose another one / apis.GetJob.parameters[Kind]
            demo.corrections.yaml:4:49: error: `extra` cannot be the Rust name of a field / Rust or generated code uses this name itself: choose another one / apis.GetJob.parameters[Old]
            demo.corrections.yaml:5:31: error: `read_job` cannot be the Rust name of an operation / write it as generated code does: `ReadJob` / apis.GetJob
            demo.corrections.yaml:6:33: error: `Config` cannot be the Rust name of an operation / Rust or generated code uses this name itself: choose another one / apis.ListJobs
            demo.corrections.yaml:7:45: error: `String` cannot be the Rust name of a component / Rust or generated code uses this name itself: choose another one / components.schemas.JobDTO
            demo.corrections.yaml:8:59: error: `a b` cannot be the Rust name of a field / write it as generated code does: `a_b` / components.schemas.JobDTO.properties.Id
            demo.corrections.yaml:9:62: error: `3d` cannot be the Rust name of a field / write it as generated code does: `_3d` / components.schemas.JobDTO.properties.Owner
        "#]],
    );
}
