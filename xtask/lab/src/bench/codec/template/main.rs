//! Reads and writes large responses: with the generated types, and with the same types on serde's derives.
//!
//! The designs take turns in blocks, each a few times through the document with everything that was built given back;
//! a sample is the median of a round's blocks.

mod counting;
mod derive;
mod flatten;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::{fs, io};

use generated::ice20201109::operations::{
    GetMediaInfoResponse, ListMediaBasicInfosResponse, ListTranscodeJobsResponse,
};
use runtime::codegen::codec::{Field, json};
use runtime_testing::measure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How many blocks each design has in a round, and how often each goes through the document.
const BLOCKS: usize = 5;
const REPEATS: u32 = 4;

/// What is measured: its name and one run.
type Design<'a> = (&'a str, &'a dyn Fn());

fn main() -> ExitCode {
    measure::main(|rounds| {
        shape::<GetMediaInfoResponse, derive::GetMediaInfoResponse, flatten::GetMediaInfoResponse>(
            "get-media-info",
            rounds,
        )?;
        shape::<ListMediaBasicInfosResponse, derive::ListMediaBasicInfosResponse, flatten::ListMediaBasicInfosResponse>(
            "list-media-basic-infos",
            rounds,
        )?;
        shape::<ListTranscodeJobsResponse, derive::ListTranscodeJobsResponse, flatten::ListTranscodeJobsResponse>(
            "list-transcode-jobs",
            rounds,
        )
    })
}

fn shape<O, D, F>(name: &str, rounds: usize) -> Result<(), Box<dyn Error>>
where
    O: Field + Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
    F: Serialize + DeserializeOwned,
{
    for (file, figure) in [(name.to_owned(), "documented"), (format!("{name}-unknown"), "unknown")] {
        let text = fs::read(format!("{}/data/{file}.json", env!("CARGO_MANIFEST_DIR")))?;
        check::<O>(&text).map_err(|error| format!("{file}: {error}"))?;
        subject::<O, D, F>(&format!("codec/{name}/{figure}"), &text, rounds)?;
    }
    Ok(())
}

/// Whether nothing is lost on the way through our types, and nothing added.
fn check<O: Field + Serialize + DeserializeOwned>(text: &[u8]) -> Result<(), Box<dyn Error>> {
    let expected: Value = serde_json::from_slice(text)?;
    let ours: O = json::from_slice(text)?;
    let written = json::to_string("", ours.view())?;
    let by_serde: O = serde_json::from_slice(text)?;
    for (codec, found) in [
        ("our reader and writer", serde_json::from_str(&written)?),
        ("our reader and serde_json's writer", serde_json::to_value(&ours)?),
        ("serde_json's reader and writer", serde_json::to_value(&by_serde)?),
    ] {
        if !are_equal(&found, &expected) {
            return Err(format!("{codec} change the document").into());
        }
    }
    Ok(())
}

/// Equal but for how whole numbers are spelt: a float of 10 is `10` in a text, and not the integer in a value.
fn are_equal(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let is_there = |(name, value): (&String, &Value)| found.get(name).is_some_and(|one| are_equal(one, value));
            found.len() == expected.len() && expected.iter().all(is_there)
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(one, other)| are_equal(one, other))
        }
        (Value::Number(found), Value::Number(expected)) => found.as_f64() == expected.as_f64(),
        _ => found == expected,
    }
}

fn subject<O, D, F>(name: &str, text: &[u8], rounds: usize) -> Result<(), Box<dyn Error>>
where
    O: Field + Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
    F: Serialize + DeserializeOwned,
{
    let decode: [Design<'_>; 4] = [
        ("ours", &|| drop(black_box(json::from_slice::<O>(black_box(text))))),
        ("derive", &|| drop(black_box(serde_json::from_slice::<D>(black_box(text))))),
        ("flatten", &|| drop(black_box(serde_json::from_slice::<F>(black_box(text))))),
        ("ours-by-serde", &|| drop(black_box(serde_json::from_slice::<O>(black_box(text))))),
    ];
    report_times(&format!("{name}/decode"), &decode, rounds)?;
    report_allocations(name, &decode)?;

    let ours: O = json::from_slice(text)?;
    let derive: D = serde_json::from_slice(text)?;
    let flatten: F = serde_json::from_slice(text)?;
    let encode: [Design<'_>; 3] = [
        ("ours", &|| drop(black_box(json::to_string("", black_box(&ours).view())))),
        ("derive", &|| drop(black_box(serde_json::to_string(black_box(&derive))))),
        ("flatten", &|| drop(black_box(serde_json::to_string(black_box(&flatten))))),
    ];
    report_times(&format!("{name}/encode"), &encode, rounds)?;
    report_allocations(&format!("{name}/encode"), &encode)?;
    Ok(measure::report(&format!("{name}/size"), "bytes", &[number(text.len())])?)
}

fn report_times(name: &str, designs: &[Design<'_>], rounds: usize) -> io::Result<()> {
    let mut samples = vec![Vec::new(); designs.len()];
    designs.iter().for_each(|(_, run)| run());
    for _ in 0..rounds {
        let mut blocks = vec![Vec::new(); designs.len()];
        for _ in 0..BLOCKS {
            for (times, (_, run)) in blocks.iter_mut().zip(designs) {
                times.push(measure::nanoseconds_each(REPEATS, run));
            }
        }
        for (samples, mut times) in samples.iter_mut().zip(blocks) {
            times.sort_by(f64::total_cmp);
            samples.push(times[BLOCKS / 2]);
        }
    }
    designs
        .iter()
        .zip(&samples)
        .try_for_each(|((design, _), samples)| measure::report(&format!("{name}/{design}"), "ns", samples))
}

fn report_allocations(name: &str, designs: &[Design<'_>]) -> io::Result<()> {
    designs.iter().try_for_each(|(design, run)| {
        let [calls, bytes] = counting::during(run);
        measure::report(&format!("{name}/allocations/{design}"), "count", &[number(calls)])?;
        measure::report(&format!("{name}/allocated/{design}"), "bytes", &[number(bytes)])
    })
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
