//! Reading and writing responses, beside types with serde's derives: a program in a crate of its own.
//!
//! | module | what |
//! |---|---|
//! | `sample` | large documents from documented samples |
//! | `twin` | the same types as generated, with serde's derives |
//! | `template/` | the program |

mod sample;
mod twin;

use std::collections::BTreeMap;
use std::process::Command;

use super::child;
use super::figure::Figure;
use super::generated_crate::GeneratedCrate;
use super::group::{Bench, FigureGroup};
use super::throwaway::{Throwaway, quoted};
use super::unit::Unit;
use crate::error::Error;
use twin::Unknown;

/// The operations whose responses are read, as the vendor and as figures call them.
const OPERATIONS: [(&str, &str); 3] = [
    ("GetMediaInfo", "get-media-info"),
    ("ListMediaBasicInfos", "list-media-basic-infos"),
    ("ListTranscodeJobs", "list-transcode-jobs"),
];

const MAIN: &str = include_str!("template/main.rs");
const COUNTING: &str = include_str!("template/counting.rs");

/// The reported ratios: the name of the figure, what the program measured, and what that is divided by; and of which
/// documents. Where there are unknown members, derives that drop them do less.
const RATIOS: [(&str, &str, &str, &str); 11] = [
    ("decode/of-derive", "decode/ours", "decode/derive", ""),
    ("decode/of-flatten", "decode/ours", "decode/flatten", ""),
    ("decode-by-serde/of-derive", "decode/ours-by-serde", "decode/derive", DOCUMENTED),
    ("encode/of-derive", "encode/ours", "encode/derive", DOCUMENTED),
    ("encode/of-flatten", "encode/ours", "encode/flatten", UNKNOWN),
    ("allocations/of-derive", "allocations/ours", "allocations/derive", DOCUMENTED),
    ("allocations/of-flatten", "allocations/ours", "allocations/flatten", UNKNOWN),
    ("decode-by-serde/allocations/of-derive", "allocations/ours-by-serde", "allocations/derive", DOCUMENTED),
    ("encode/allocations/of-derive", "encode/allocations/ours", "encode/allocations/derive", DOCUMENTED),
    ("allocated/of-derive", "allocated/ours", "allocated/derive", DOCUMENTED),
    ("allocated/of-flatten", "allocated/ours", "allocated/flatten", UNKNOWN),
];

/// What the figures of these documents are called by.
const DOCUMENTED: &str = "/documented";
const UNKNOWN: &str = "/unknown";

/// How fast: what the figure is called, and the time that the program measured.
const SPEEDS: [(&str, &str); 2] = [("decode/speed", "decode/ours"), ("encode/speed", "encode/ours")];

/// One program, hence one group.
pub(super) fn groups() -> Vec<FigureGroup> {
    vec![FigureGroup { name: "codec".to_owned(), figures: names(), needs_metadata: true, measure: Box::new(measure) }]
}

/// The names of the reported figures.
fn names() -> Vec<String> {
    let subjects = OPERATIONS
        .iter()
        .flat_map(|(_, name)| [DOCUMENTED, UNKNOWN].map(|documents| (format!("codec/{name}{documents}"), documents)));
    let of_subject = |(subject, documents): (String, &str)| {
        let ratios = RATIOS.iter().filter(|(.., only)| documents.ends_with(only)).map(|(what, ..)| *what);
        let all = SPEEDS.iter().map(|(what, _)| *what).chain(ratios);
        all.map(|what| format!("{subject}/{what}")).collect::<Vec<_>>()
    };
    subjects.flat_map(of_subject).collect()
}

fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
    let krate = GeneratedCrate::write(bench)?;
    bench.begin("building the program");
    let files = files(&krate)?;
    let files: Vec<_> = files.iter().map(|(path, content)| (path.as_str(), content.as_str())).collect();
    let program = Throwaway::write("codec", &dependencies(&krate, bench), &files, bench)?;
    let executable = program.build(&["build", "--release"], "codec", bench)?.artifact.executable;
    let executable = executable.ok_or_else(|| Error::new("cargo built no program"))?;
    bench.begin("measuring");
    bench.measuring();
    let mut command = Command::new(executable);
    command.args(["--rounds", &bench.rounds.to_string()]);
    let printed = child::run(&mut command, &bench.folder.join("codec-run.log"))?.out;
    let raw = Figure::parse(&printed)?.into_iter().map(|figure| (figure.name.clone(), figure)).collect();
    Ok(derived(&raw))
}

fn dependencies(krate: &GeneratedCrate, bench: &Bench<'_>) -> String {
    let root = bench.project.root();
    let (runtime, testing) = (quoted(&root.join("runtime")), quoted(&root.join("runtime/testing")));
    format!(
        "{}\
         runtime = {{ package = \"alibabacloud-runtime\", path = {runtime}, default-features = false }}\n\
         runtime-testing = {{ package = \"alibabacloud-runtime-testing\", path = {testing}, features = [\"measure\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = {{ version = \"1\", features = [\"preserve_order\"] }}\n",
        krate.dependency()
    )
}

/// The files of the program, without its manifest.
fn files(krate: &GeneratedCrate) -> Result<Vec<(String, String)>, Error> {
    let operations = OPERATIONS.map(|(operation, _)| operation);
    let twins = |unknown| twin::source(&krate.model, &operations, unknown);
    let [derive, flatten] = [Unknown::Dropped, Unknown::Flattened].map(twins);
    let (derive, flatten) = (derive?, flatten?);
    let mut files = vec![
        ("src/main.rs".to_owned(), MAIN.to_owned()),
        ("src/counting.rs".to_owned(), COUNTING.to_owned()),
        ("src/derive.rs".to_owned(), derive.text),
        ("src/flatten.rs".to_owned(), flatten.text),
    ];
    for (operation, name) in OPERATIONS {
        let documented = sample::large(&krate.document, operation)?;
        files.push((format!("data/{name}-unknown.json"), sample::with_unknown(&documented, &derive.maps).to_string()));
        files.push((format!("data/{name}.json"), documented.to_string()));
    }
    Ok(files)
}

/// The reported figures, from those that the program measured.
fn derived(raw: &BTreeMap<String, Figure>) -> Vec<Figure> {
    let subjects = raw.iter().filter_map(|(name, figure)| Some((name.strip_suffix("/size")?, figure.median())));
    let of_subject = |(subject, size): (&str, f64)| {
        let samples = |what: &str| raw.get(&format!("{subject}/{what}")).map(|figure| figure.samples.clone());
        let speeds = SPEEDS.iter().filter_map(|(what, time)| {
            // Bytes in a nanosecond are thousands of megabytes in a second.
            let speeds = samples(time)?.iter().map(|time| size / time * 1e3).collect();
            Figure::new(format!("{subject}/{what}"), Unit::Speed, speeds)
        });
        let ratios = RATIOS.iter().filter(|(.., documents)| subject.ends_with(documents));
        let ratios = ratios.filter_map(|(what, ours, theirs, _)| {
            let ratios = samples(ours)?.iter().zip(samples(theirs)?).map(|(ours, theirs)| ours / theirs).collect();
            Figure::new(format!("{subject}/{what}"), Unit::Ratio, ratios)
        });
        speeds.chain(ratios).collect::<Vec<_>>()
    };
    subjects.flat_map(of_subject).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_and_speeds_are_made_from_what_the_program_measured() {
        let figure =
            |name: &str, unit, samples: &[f64]| (name.to_owned(), Figure::new(name, unit, samples.to_vec()).unwrap());
        let raw = BTreeMap::from([
            figure("codec/a/unknown/size", Unit::Size, &[1_000_000.0]),
            figure("codec/a/unknown/decode/ours", Unit::Time, &[2e6, 4e6]),
            figure("codec/a/unknown/decode/derive", Unit::Time, &[4e6, 4e6]),
            figure("codec/a/unknown/encode/derive", Unit::Time, &[1e6, 1e6]),
            figure("codec/a/unknown/encode/flatten", Unit::Time, &[2e6, 1e6]),
            figure("codec/a/unknown/encode/ours", Unit::Time, &[1e6, 1e6]),
        ]);
        let figures: Vec<_> = derived(&raw).into_iter().map(|figure| (figure.name, figure.samples)).collect();
        let expected = [
            ("codec/a/unknown/decode/speed", vec![500.0, 250.0]),
            ("codec/a/unknown/encode/speed", vec![1000.0, 1000.0]),
            ("codec/a/unknown/decode/of-derive", vec![0.5, 1.0]),
            ("codec/a/unknown/encode/of-flatten", vec![0.5, 1.0]),
        ];
        assert_eq!(figures, expected.map(|(name, samples)| (name.to_owned(), samples)));
    }
}
