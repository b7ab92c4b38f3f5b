//! Compiling a generated crate, beside its twin with serde's derives, and a program that makes two calls with it.

mod twin;

use std::fs;
use std::path::{Path, PathBuf};

use super::artifact::Artifact;
use super::figure::Figure;
use super::generated_crate::{GeneratedCrate, MODULE};
use super::group::{Bench, FigureGroup};
use super::throwaway::{Target, Throwaway};
use super::unit::Unit;
use crate::error::Error;

/// Calls two operations of the crate.
const TWO_CALLS: &str = include_str!("two_calls.rs");

/// Makes a request without the crate: what a program is as large as in any case.
const NO_CALLS: &str = include_str!("no_calls.rs");

/// As programs are shipped.
const STRIPPED: [&str; 5] = ["rustc", "--release", "--", "-C", "strip=symbols"];

/// What cargo does with the crate: the name in figures, the command, the profile.
const LIBRARY: [(&str, &str, &str); 3] =
    [("check", "check", "dev"), ("debug", "build", "dev"), ("release", "build", "release")];

/// What is measured of the crate: compiling it, and the size of the library; both also as a part of what the twin takes.
const LIBRARY_FIGURES: [&str; 4] = ["cpu", "cpu/of-derive", "rlib", "rlib/of-derive"];

/// What is measured of the programs: compiling and linking, also as a part of what the program without calls takes; the
/// size, with the calls and without.
const PROGRAMS: [&str; 4] = [
    "compile/two-calls/release/cpu",
    "compile/two-calls/release/cpu/of-no-calls",
    "compile/two-calls/size",
    "compile/two-calls/size-without-calls",
];

/// A group for each way to compile the crate, one for the programs.
pub(super) fn groups() -> Vec<FigureGroup> {
    let library = LIBRARY.map(|(name, command, profile)| FigureGroup {
        name: format!("compile/ice-2024/{name}"),
        // Checking makes no library.
        figures: LIBRARY_FIGURES.map(|what| format!("compile/ice-2024/{name}/{what}")).to_vec(),
        needs_metadata: true,
        measure: Box::new(move |bench| library(name, command, profile, bench)),
    });
    let programs = FigureGroup {
        name: "compile/two-calls".to_owned(),
        figures: PROGRAMS.map(str::to_owned).to_vec(),
        needs_metadata: true,
        measure: Box::new(programs),
    };
    library.into_iter().chain([programs]).collect()
}

/// The library by itself, without what it stands on, and its twin with serde's derives in turn with it.
fn library(name: &str, command: &str, profile: &str, bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
    let krate = GeneratedCrate::write(bench)?;
    let ours = Subject {
        krate: Throwaway::at(&krate.folder, bench)?,
        words: vec![command, "--lib", "--profile", profile, "--features", MODULE],
        target: Target { name: "generated", source: "src/lib.rs" },
    };
    let files = twin::files(&krate.files, MODULE)?;
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let derives = Subject {
        krate: Throwaway::write("derives", twin::DEPENDENCIES, &files, bench)?,
        words: vec![command, "--lib", "--profile", profile],
        target: Target { name: "derives", source: "src/lib.rs" },
    };
    bench.begin("building the dependencies, then the crate and its twin in turn");
    let [ours, derives] = in_turn(&[ours, derives], bench)?;
    let figure = format!("compile/ice-2024/{name}");
    let rlibs = [&ours, &derives].map(|built| built.artifact.file("rlib").map(|rlib| size(rlib)).transpose());
    let [rlib, of_derives] = rlibs;
    let (rlib, of_derives) = (rlib?.into_iter().collect::<Vec<_>>(), of_derives?.into_iter().collect::<Vec<_>>());
    let [cpu, cpu_ratio, size, size_ratio] = LIBRARY_FIGURES.map(|what| format!("{figure}/{what}"));
    let figures = [
        Figure::new(cpu_ratio, Unit::Ratio, ratios(&ours.cpu, &derives.cpu)),
        Figure::new(size_ratio, Unit::Ratio, ratios(&rlib, &of_derives)),
        Figure::new(cpu, Unit::Time, ours.cpu),
        Figure::new(size, Unit::Size, rlib),
    ];
    Ok(figures.into_iter().flatten().collect())
}

/// A program that uses the library, without what the library takes, and in turn with it one that makes no call.
fn programs(bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
    let krate = GeneratedCrate::write(bench)?;
    let tokio = "tokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n";
    let hyper = "http-body-util = \"0.1\"\nhyper-util = { version = \"0.1\", features = [\"client-legacy\", \"http1\", \
                 \"tokio\"] }\n";
    bench.begin("building the programs");
    let program = |name: &'static str, dependencies: &str, main: &str| {
        let krate = Throwaway::write(name, dependencies, &[("src/main.rs", main)], bench)?;
        Ok::<_, Error>(Subject { krate, words: STRIPPED.to_vec(), target: Target { name, source: "src/main.rs" } })
    };
    let two = program("two-calls", &(krate.dependency() + tokio), TWO_CALLS)?;
    let none = program("no-calls", &format!("{hyper}{tokio}"), NO_CALLS)?;
    let [two, none] = in_turn(&[two, none], bench)?;
    let [cpu, ratio, size, size_without] = PROGRAMS;
    let figures = [
        Figure::new(ratio, Unit::Ratio, ratios(&two.cpu, &none.cpu)),
        Figure::new(cpu, Unit::Time, two.cpu),
        Figure::new(size, Unit::Size, vec![program_size(two.artifact.executable)?]),
        Figure::new(size_without, Unit::Size, vec![program_size(none.artifact.executable)?]),
    ];
    Ok(figures.into_iter().flatten().collect())
}

/// What is built again and again, and by which command.
struct Subject<'w> {
    krate: Throwaway,
    words: Vec<&'w str>,
    target: Target,
}

/// What came of it.
struct Built {
    /// The processors' time of each build, in nanoseconds.
    cpu: Vec<f64>,
    /// What the last one made.
    artifact: Artifact,
}

/// Builds two subjects in turn, so that what the machine does besides slows both down.
fn in_turn(subjects: &[Subject<'_>; 2], bench: &Bench<'_>) -> Result<[Built; 2], Error> {
    let first = |subject: &Subject<'_>| subject.krate.build(&subject.words, subject.target.name, bench);
    let built = |subject| Ok::<_, Error>(Built { cpu: Vec::new(), artifact: first(subject)?.artifact });
    let [one, other] = subjects;
    let mut all = [built(one)?, built(other)?];
    bench.measuring();
    for _ in 0..bench.rounds {
        for (subject, built) in subjects.iter().zip(&mut all) {
            let (cpu, artifact) = subject.krate.sample(&subject.words, &subject.target, bench)?;
            built.cpu.push(cpu);
            built.artifact = artifact;
        }
    }
    Ok(all)
}

/// Each sample divided by the one that was taken next to it.
fn ratios(samples: &[f64], others: &[f64]) -> Vec<f64> {
    samples.iter().zip(others).map(|(sample, other)| sample / other).collect()
}

fn program_size(executable: Option<PathBuf>) -> Result<f64, Error> {
    size(&executable.ok_or_else(|| Error::new("cargo built no program"))?)
}

fn size(file: &Path) -> Result<f64, Error> {
    let size = |found: fs::Metadata| u32::try_from(found.len()).map_or(f64::INFINITY, f64::from);
    fs::metadata(file).map(size).map_err(|error| Error::new(format!("cannot read `{}`: {error}", file.display())))
}
