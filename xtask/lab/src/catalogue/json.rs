//! Entries as JSON: everything the tables say, and what they leave out. Times are in seconds, sizes in bytes.

use std::collections::BTreeMap;
use std::time::Duration;

use generator::{Diagnostic, Summary};
use serde_json::{Map, Value, json};

use super::command::CargoCommand;
use super::result::{CommandResult, DocumentFailure, DocumentResult, GeneratedOutput};
use super::samples::{Class, SampleResult, Verdict};
use tool::report::diagnostics::reason;

/// The whole document, with a line break behind it.
pub(super) fn document(entries: &[DocumentResult], steps: &[CargoCommand], specs: &str, time: Duration) -> String {
    let document = json!({
        "specs": specs,
        "steps": steps.iter().map(|step| step.name()).collect::<Vec<_>>(),
        "seconds": time.as_secs_f64(),
        "totals": totals(entries),
        "documents": entries.iter().map(entry).collect::<Vec<_>>(),
    });
    // The alternate form of a value is the indented one.
    format!("{document:#}\n")
}

fn totals(entries: &[DocumentResult]) -> Value {
    let generated = || entries.iter().filter_map(|entry| entry.generated.as_ref());
    let sum = |number: fn(&Summary) -> usize| generated().map(|generated| number(&generated.summary)).sum::<usize>();
    let seconds = |step| entries.iter().filter_map(|entry| entry.ran(step)).map(|ran| ran.cpu).sum::<Duration>();
    let samples = || entries.iter().flat_map(|entry| &entry.samples);
    json!({
        "documents": entries.len(),
        "failed": entries.iter().filter(|entry| entry.failure.is_some()).count(),
        "declared": sum(|summary| summary.declared),
        "operations": sum(|summary| summary.operations),
        "refused": sum(|summary| summary.refused),
        "types": sum(|summary| summary.types),
        "warnings": generated().map(|generated| generated.warnings.len()).sum::<usize>(),
        "files": generated().map(|generated| generated.files).sum::<usize>(),
        "bytes": generated().map(|generated| generated.bytes).sum::<u64>(),
        "generation_seconds": generated().map(|generated| generated.time).sum::<Duration>().as_secs_f64(),
        "check_cpu_seconds": seconds(CargoCommand::Check).as_secs_f64(),
        "doc_cpu_seconds": seconds(CargoCommand::Doc).as_secs_f64(),
        "test_cpu_seconds": seconds(CargoCommand::Test).as_secs_f64(),
        "refused_by_reason": tally(generated().flat_map(|generated| &generated.refused).flat_map(reasons)),
        "warnings_by_kind": tally(generated().flat_map(|generated| &generated.warnings).map(|diagnostic| diagnostic.kind)),
        "samples_by_class": tally(samples().map(|sample| key(sample.class))),
        "samples_by_verdict": tally(samples().map(|sample| verdict(sample))),
    })
}

/// The reason, once for each operation that is refused for it.
fn reasons(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    std::iter::repeat_n(reason(diagnostic), diagnostic.refuses.len())
}

/// How often each word occurs.
fn tally<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    let mut tally = BTreeMap::new();
    for word in words {
        *tally.entry(word).or_insert(0) += 1;
    }
    tally.into_iter().map(|(word, number)| (word.to_owned(), json!(number))).collect::<Map<_, _>>().into()
}

fn entry(entry: &DocumentResult) -> Value {
    let commands = entry.ran.iter().map(|run| (run.step.name().to_owned(), ran(run)));
    json!({
        "name": entry.name,
        "document": entry.document,
        "crate": entry.folder,
        "generated": entry.generated.as_ref().map(generated),
        "cargo": commands.collect::<Map<_, _>>(),
        "samples": entry.samples.iter().map(sample).collect::<Vec<_>>(),
        "failure": entry.failure.as_ref().map(failure),
    })
}

fn generated(generated: &GeneratedOutput) -> Value {
    json!({
        "declared": generated.summary.declared,
        "operations": generated.summary.operations,
        "types": generated.summary.types,
        "files": generated.files,
        "bytes": generated.bytes,
        "seconds": generated.time.as_secs_f64(),
        "refused": generated.refused.iter().map(diagnostic).collect::<Vec<_>>(),
        "warnings": generated.warnings.iter().map(diagnostic).collect::<Vec<_>>(),
    })
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    json!({
        "kind": diagnostic.kind,
        "operation": diagnostic.operation,
        "refuses": diagnostic.refuses,
        "message": reason(diagnostic),
        "line": diagnostic.position.map(|position| position.line),
        "column": diagnostic.position.map(|position| position.column),
    })
}

fn ran(ran: &CommandResult) -> Value {
    json!({
        "cpu_seconds": ran.cpu.as_secs_f64(),
        "wall_seconds": ran.wall.as_secs_f64(),
        "rmeta_bytes": ran.rmeta,
        "rlib_bytes": ran.rlib,
        "log": ran.log,
    })
}

fn sample(sample: &SampleResult) -> Value {
    json!({
        "operation": sample.operation,
        "verdict": verdict(sample),
        "class": key(sample.class),
        "exact": sample.exact,
        "converted": sample.converted,
        "unknown": sample.unknown,
        "mismatched": sample.mismatched,
        "fault": sample.fault,
    })
}

fn failure(failure: &DocumentFailure) -> Value {
    json!({
        "stage": failure.stage,
        "message": failure.message,
        "excerpt": anstream::adapter::strip_str(&failure.excerpt).to_string(),
        "log": failure.log,
    })
}

fn key(class: Class) -> &'static str {
    match class {
        Class::Exact => "exact",
        Class::Converted => "converted",
        Class::Unknown => "unknown",
        Class::Mismatched => "mismatched",
        Class::Lost => "lost",
        Class::Unreadable => "unreadable",
        Class::Silent => "silent",
    }
}

fn verdict(sample: &SampleResult) -> &'static str {
    match sample.verdict() {
        Verdict::Exact => "exact",
        Verdict::Tolerated => "tolerated",
        Verdict::Failed => "failed",
    }
}
