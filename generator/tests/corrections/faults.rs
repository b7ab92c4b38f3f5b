//! Corrections that do not apply.

use expect_test::{Expect, expect};
use generator::Input;

use crate::{CORRECTIONS, DOCUMENT, check_faults, check_outcome, generate};

/// What is said about a file as a whole.
#[track_caller]
fn check_file(text: &str, expected: &Expect) {
    check_outcome(&generate(Input::new("demo.yaml", DOCUMENT).with_corrections(CORRECTIONS, text)), expected);
}

#[test]
fn the_file() {
    check_file("corrections: []\n", &expect![[""]]);
    check_file("corrections:\n", &expect![[""]]);
    check_file(
        "{}\n",
        &expect![[r#"
        demo.corrections.yaml:1:1: error: missing key `corrections` / begin with `corrections:`, or remove the file
    "#]],
    );
    check_file(
        "corrections:\ncorrections:\n",
        &expect![[r#"
        demo.corrections.yaml:2:1: error: duplicate key `corrections` / merge the two lists / corrections
    "#]],
    );
    check_file(
        "",
        &expect![[r#"
        demo.corrections.yaml:1:1: error: the file is empty / write a document, or remove the file
    "#]],
    );
    check_file(
        "- at: x\n",
        &expect![[r#"
        demo.corrections.yaml:1:1: error: expected a map with the key `corrections`, found a list / begin with `corrections:`
    "#]],
    );
    check_file(
        "correctons: []\n",
        &expect![[r#"
            demo.corrections.yaml:1:1: error: unknown key `correctons` / the only key is `corrections`, a list / correctons
        "#]],
    );
    check_file(
        "corrections: {at: x}\n",
        &expect![[r#"
            demo.corrections.yaml:1:14: error: expected a list for `corrections`, found a map / each correction is an element: `- at: …` / corrections
        "#]],
    );
    check_file(
        "corrections:\n  - x\n  - [y]\n",
        &expect![[r#"
            demo.corrections.yaml:2:5: error: expected a map for a correction, found the string `x` / a correction has `at`, `reason` and an action / corrections[x]
            demo.corrections.yaml:3:5: error: expected a map for a correction, found a list / a correction has `at`, `reason` and an action / corrections[1]
        "#]],
    );
    check_file(
        "corrections: [\n",
        &expect![[r#"
            demo.corrections.yaml:2:1: error: invalid YAML: while parsing a node, did not find expected node content / check the quotes and the indentation here
        "#]],
    );
}

#[test]
fn keys() {
    check_file(
        "corrections:\n  - ar: info.title\n    is: X\n    raeson: because\n    sincerely: me\n  - at: info.title\n    is: X\n    \
         is: Y\n    reason: ''\n  - at: info.title\n    reason: x\n  - at: info.style\n    is: ROA\n    rename: x\n    \
         reason: x\n",
        &expect![[r#"
            demo.corrections.yaml:2:5: error: missing `at` in a correction / a path looks like `apis.GetJob.parameters[JobId].schema.required` / corrections[0]
            demo.corrections.yaml:2:5: error: missing `reason` in a correction / say why the metadata is wrong, and how you know / corrections[0]
            demo.corrections.yaml:2:5: error: unknown key `ar` in a correction / did you mean `at`? / corrections[0].ar
            demo.corrections.yaml:4:5: error: unknown key `raeson` in a correction / did you mean `reason`? / corrections[0].raeson
            demo.corrections.yaml:5:5: error: unknown key `sincerely` in a correction / expected one of at, was, is, rename, accept, reason / corrections[0].sincerely
            demo.corrections.yaml:8:5: error: duplicate key `is` in a correction / remove one of the two / info.title
            demo.corrections.yaml:9:13: error: missing `reason` in a correction / say why the metadata is wrong, and how you know / info.title
            demo.corrections.yaml:10:5: error: missing action in a correction / add one of `is`, `rename` and `accept` / corrections[2]
            demo.corrections.yaml:14:13: error: a correction cannot have both `is` and `rename` / split it into two corrections / corrections[3].rename
        "#]],
    );
    check_faults(
        &[
            "at: 5, is: 1",
            "at: 'apis..x', is: 1",
            "at: info.style, was: X, rename: x",
            "at: info.style, rename: 7",
            "at: info.style, accept: [x]",
            "at: info.style, accept: ''",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:10: error: expected a path for `at`, found the number 5 / a path looks like `apis.GetJob.parameters[JobId].schema.required` / corrections[0].at
            demo.corrections.yaml:3:10: error: invalid path `apis..x`: expected a key after `.` / a path looks like `apis.GetJob.parameters[JobId].schema.required` / corrections[1].at
            demo.corrections.yaml:4:10: error: `info.style` has no Rust name / only operations, components, parameters, properties, their types, values and error codes have one / info.style
            demo.corrections.yaml:4:27: error: `was` has no effect beside `rename` / remove `was` / info.style
            demo.corrections.yaml:5:30: error: expected a string for `rename`, found the number 7 / it is the name in Rust, such as `job_id` or `GetJob` / corrections[3].rename
            demo.corrections.yaml:6:30: error: expected a string for `accept`, found a list / it is the kind of a warning, such as `style` / corrections[4].accept
            demo.corrections.yaml:7:30: error: expected a string for `accept`, found the string `` / it is the kind of a warning, such as `style` / corrections[5].accept
        "#]],
    );
}

#[test]
fn a_place_that_is_not_there() {
    check_faults(
        &[
            "at: apis.GetJbo.summary, is: x",
            "at: 'apis.GetJob.parameters[Kinds].schema.required', was: null, is: true",
            "at: 'apis.GetJob.parameters[Kind].schema.requird', was: true, is: null",
            "at: 'apis.GetJob.parameters[7]', was: {}, is: null",
            "at: 'apis.GetJob.parameters[8]', was: null, is: {}",
            "at: 'apis.GetJob.parameters[Page]', was: null, is: {name: Pgae}",
            "at: info.style.x, was: null, is: 1",
            "at: nothing, was: 1, is: 2",
            "at: nothing.like.that, was: 1, is: 2",
            "at: components.schemas.JobDTO.properties.Onwer, rename: x",
            "at: apis.Nothing, accept: style",
            "at: info, rename: x",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:10: error: `apis` has no `GetJbo` / did you mean `GetJob`? If not, the document no longer has it: remove this correction / apis.GetJbo.summary
            demo.corrections.yaml:3:10: error: `apis.GetJob.parameters` has no `Kinds` / did you mean `Kind`? If not, the document no longer has it: remove this correction / apis.GetJob.parameters[Kinds].schema.required
            demo.corrections.yaml:4:10: error: `apis.GetJob.parameters[Kind].schema` has no `requird` / the document no longer has it: remove this correction; if it comes and goes, also list `null` under `was` / apis.GetJob.parameters[Kind].schema.requird
            demo.corrections.yaml:5:10: error: `apis.GetJob.parameters` has no `7` / the document no longer has it: remove this correction / apis.GetJob.parameters[7]
            demo.corrections.yaml:6:10: error: `apis.GetJob.parameters` has no `8` / the document no longer has it: remove this correction / apis.GetJob.parameters[8]
            demo.corrections.yaml:7:57: error: the value at `apis.GetJob.parameters[Page]` has another name / give it the key `name: "Page"` / apis.GetJob.parameters[Page]
            demo.corrections.yaml:8:10: error: `info.style` is the string `RPC` and has no `x` / the document no longer has it: remove this correction / info.style.x
            demo.corrections.yaml:9:10: error: the document has no `nothing` / the document no longer has it: remove this correction; if it comes and goes, also list `null` under `was` / nothing
            demo.corrections.yaml:10:10: error: `nothing.like.that` lies inside `nothing`, which line 9 corrects / move this value into that correction / nothing.like.that
            demo.corrections.yaml:11:10: error: `components.schemas.JobDTO.properties` has no `Onwer` / did you mean `Owner`? If not, the document no longer has it: remove this correction / components.schemas.JobDTO.properties.Onwer
            demo.corrections.yaml:12:10: error: `apis` has no `Nothing` / the document no longer has it: remove this correction / apis.Nothing
            demo.corrections.yaml:13:10: error: `info` has no Rust name / only operations, components, parameters, properties, their types, values and error codes have one / info
        "#]],
    );
}

#[test]
fn another_value() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobId].schema.required', was: [false, null], is: [x]",
            "at: 'apis.GetJob.parameters[Kind].schema.enum', was: [a, b], is: [c]",
            "at: 'apis.GetJob.parameters[Kind]', was: [null, {name: Kind, in: body}], is: null",
            "at: 'apis.GetJob.parameters[Old].schema.type', is: integer",
            "at: 'apis.GetJob.parameters[Old].schema.required', is: true",
            "at: components.schemas.JobDTO.properties.Owner, was: [{properties: {Nom: {}}}], is: null",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:64: error: the document says `true` at `apis.GetJob.parameters[JobId].schema.required`, which `was` does not list / if the correction is still right, also list this value; if not, remove the correction / apis.GetJob.parameters[JobId].schema.required
            demo.corrections.yaml:3:10: error: `apis.GetJob.parameters[Kind].schema.enum` lies inside `apis.GetJob.parameters[Kind]`, which line 4 corrects / move this value into that correction / apis.GetJob.parameters[Kind].schema.enum
            demo.corrections.yaml:4:47: error: the document says `{name: "Kind", in: "query", schema: {type: "string", enum: […` at `apis.GetJob.parameters[Kind]`, which `was` does not list / if the correction is still right, also list this value; if not, remove the correction / apis.GetJob.parameters[Kind]
            demo.corrections.yaml:5:10: error: missing `was` in a correction / add what the document says now: `was: "string"` / apis.GetJob.parameters[Old].schema.type
            demo.corrections.yaml:6:10: error: missing `was` in a correction / add what the document says now: `was: null` / apis.GetJob.parameters[Old].schema.required
            demo.corrections.yaml:7:59: error: the document says `{type: "object", properties: {Name: {type: "string"}}}` at `components.schemas.JobDTO.properties.Owner`, which `was` does not list / if the correction is still right, also list this value; if not, remove the correction / components.schemas.JobDTO.properties.Owner
        "#]],
    );
}

#[test]
fn nothing_to_correct() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobId].schema.required', was: [false, null], is: true",
            "at: 'apis.GetJob.parameters[Kind].schema.required', was: true, is: null",
            "at: apis.GetJob.summary, is: Gits a job.",
            "at: 'apis.GetJob.parameters[Old].schema.type', was: [string, 'string'], is: string",
            "at: info.version, was: [], is: x",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:83: error: the document itself now says `true` at `apis.GetJob.parameters[JobId].schema.required` / remove this correction, or, if the value comes and goes, also list it under `was` / apis.GetJob.parameters[JobId].schema.required
            demo.corrections.yaml:3:10: error: `apis.GetJob.parameters[Kind].schema` has no `required` / the document no longer has it: remove this correction; if it comes and goes, also list `null` under `was` / apis.GetJob.parameters[Kind].schema.required
            demo.corrections.yaml:4:35: error: the document itself now says `"Gits a job."` at `apis.GetJob.summary` / remove this correction, or, if the value comes and goes, also list it under `was` / apis.GetJob.summary
            demo.corrections.yaml:5:58: error: `was` lists only what `is` says, so nothing is corrected / list under `was` what the document says; a value that is a list needs brackets of its own / corrections[3].was
            demo.corrections.yaml:6:29: error: `was` lists only what `is` says, so nothing is corrected / list under `was` what the document says; a value that is a list needs brackets of its own / corrections[4].was
        "#]],
    );
}

#[test]
fn corrections_in_each_others_way() {
    check_faults(
        &[
            "at: apis.GetJob.summary, is: x",
            "at: 'apis.GetJob.parameters[Kind].schema', was: {}, is: {type: string}",
            "at: apis.GetJob.summary, is: y",
            "at: 'apis.GetJob.parameters[1].schema.enum', was: [[a, b]], is: null",
            "at: 'apis.GetJob.parameters[Kind].schema.type', was: string, is: integer",
            "at: apis.ListJobs, rename: ListAll",
            "at: apis.ListJobs, rename: ListSome",
            "at: 'apis.GetJob.parameters[Old]', rename: x",
            "at: 'apis.GetJob.parameters[2].schema', rename: y",
        ],
        &expect![[r#"
            demo.corrections.yaml:4:10: error: `apis.GetJob.summary` is corrected twice, first on line 2 / merge the two corrections / apis.GetJob.summary
            demo.corrections.yaml:5:10: error: `apis.GetJob.parameters[1].schema.enum` lies inside `apis.GetJob.parameters[Kind].schema`, which line 3 corrects / move this value into that correction / apis.GetJob.parameters[1].schema.enum
            demo.corrections.yaml:6:10: error: `apis.GetJob.parameters[Kind].schema.type` lies inside `apis.GetJob.parameters[Kind].schema`, which line 3 corrects / move this value into that correction / apis.GetJob.parameters[Kind].schema.type
            demo.corrections.yaml:8:10: error: `apis.ListJobs` is corrected twice, first on line 7 / merge the two corrections / apis.ListJobs
            demo.corrections.yaml:10:10: error: `apis.GetJob.parameters[2].schema` is corrected twice, first on line 9 / merge the two corrections / apis.GetJob.parameters[2].schema
        "#]],
    );
}

/// What is wrong with a value is said where it is written, with its path in the document.
#[test]
fn faults_in_what_is_put_into_the_document() {
    check_faults(
        &[
            "at: components.schemas.JobDTO.properties.Id, was: {type: string}, is: {type: text, requird: true}",
            "at: components.schemas.JobDTO.properties.End, was: null, is: {$ref: '#/components/schemas/Nothing'}",
            "at: 'apis.GetJob.parameters[Old].in', was: query, is: qery",
            "at: 'apis.ListJobs.parametres', was: null, is: []",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:83: warning: unknown type `text` at JobDTO.Id / expected one of any, array, boolean, integer, number, object, string; arbitrary JSON is used in its place / components.schemas.JobDTO.properties.Id.type
            demo.corrections.yaml:2:89: error: unknown key `requird` in a schema / did you mean `required`? / components.schemas.JobDTO.properties.Id.requird
            demo.corrections.yaml:3:74: warning: `$ref` at JobDTO.End refers to `Nothing`, which is not in `components.schemas` / arbitrary JSON is used in its place / components.schemas.JobDTO.properties.End.$ref
            demo.corrections.yaml:4:60: error: unknown `in: qery` of parameter `Old` / did you mean `query`? / apis.GetJob.parameters[Old].in
            demo.corrections.yaml:5:10: error: unknown key `parametres` in an operation / did you mean `parameters`? / apis.ListJobs.parametres
        "#]],
    );
}

/// What nothing reads corrects nothing, whether it resembles something or is an internal of the vendor's.
#[test]
fn keys_that_nothing_reads() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobId].schema.requird', was: null, is: true",
            "at: 'apis.GetJob.parameters[Kind].schema.mandatory', was: null, is: true",
            "at: 'apis.GetJob.parameters[Old].schema.visibility', was: null, is: Private",
            "at: apis.GetJob.eventInfo, was: null, is: {enable: false}",
            "at: 'apis.GetJob.parameters[Old].schema.isFileTransferUrl', was: null, is: true",
            "at: components.schemas.JobDTO.properties.Id, was: {type: string}, is: {type: string, secret: true}",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:10: error: unknown key `requird` in a schema / did you mean `required`? / apis.GetJob.parameters[JobId].schema.requird
            demo.corrections.yaml:3:10: error: the generator does not read `mandatory` in a schema / it has no effect on generated code: remove this correction / apis.GetJob.parameters[Kind].schema.mandatory
            demo.corrections.yaml:4:10: error: the generator does not read `visibility` in a schema / it has no effect on generated code: remove this correction / apis.GetJob.parameters[Old].schema.visibility
            demo.corrections.yaml:5:10: error: the generator does not read `eventInfo` in an operation / it has no effect on generated code: remove this correction / apis.GetJob.eventInfo
            demo.corrections.yaml:6:10: error: the generator does not read `isFileTransferUrl` in a schema / it has no effect on generated code: remove this correction / apis.GetJob.parameters[Old].schema.isFileTransferUrl
            demo.corrections.yaml:7:91: error: the generator does not read `secret` in a schema / it has no effect on generated code: remove this correction / components.schemas.JobDTO.properties.Id.secret
        "#]],
    );
}

#[test]
fn what_is_spelled_differently_now() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[JobID].schema.required', was: true, is: false",
            "at: components.schemas.JobDto.properties.Id.type, was: string, is: integer",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[A]', rename: First",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:10: error: `apis.GetJob.parameters` has no `JobID`: it is now named `JobId` / write `JobId` / apis.GetJob.parameters[JobID].schema.required
            demo.corrections.yaml:3:10: error: `components.schemas` has no `JobDto`: it is now named `JobDTO` / write `JobDTO` / components.schemas.JobDto.properties.Id.type
            demo.corrections.yaml:4:10: error: `apis.GetJob.parameters[Kind].schema.enum` has no `A`: it is now named `a` / write `a` / apis.GetJob.parameters[Kind].schema.enum[A]
        "#]],
    );
}

#[test]
fn elements_that_are_added_under_another_name() {
    check_faults(
        &[
            "at: 'apis.GetJob.parameters[Page]', was: null, is: {name: page, in: query, schema: {type: string}}",
            "at: 'apis.GetJob.parameters[Kind].schema.enum[c]', was: null, is: d",
        ],
        &expect![[r#"
            demo.corrections.yaml:2:57: error: the value at `apis.GetJob.parameters[Page]` has another name / give it the key `name: "Page"` / apis.GetJob.parameters[Page]
            demo.corrections.yaml:3:72: error: the value at `apis.GetJob.parameters[Kind].schema.enum[c]` has another name / write `is: "c"` / apis.GetJob.parameters[Kind].schema.enum[c]
        "#]],
    );
}
