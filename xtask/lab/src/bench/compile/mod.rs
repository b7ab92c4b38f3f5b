//! Compiling a generated crate, and a program that makes two calls with it.

use std::fs;
use std::path::{Path, PathBuf};

use super::figure::Figure;
use super::generated_crate::{GeneratedCrate, MODULE};
use super::group::{Bench, FigureGroup};
use super::throwaway::Throwaway;
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

/// What is measured of the programs: compiling and linking; the size, with the calls and without.
const PROGRAMS: [&str; 3] =
    ["compile/two-calls/release/cpu", "compile/two-calls/size", "compile/two-calls/size-without-calls"];

/// A group for each way to compile the crate, one for the programs.
pub(super) fn groups() -> Vec<FigureGroup> {
    let library = LIBRARY.map(|(name, command, profile)| FigureGroup {
        name: format!("compile/ice-2024/{name}"),
        // Checking makes no library.
        figures: ["cpu", "rlib"].map(|what| format!("compile/ice-2024/{name}/{what}")).to_vec(),
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

/// The library by itself, without what it stands on.
fn library(name: &str, command: &str, profile: &str, bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
    let library = Throwaway::at(&GeneratedCrate::write(bench)?.folder, bench)?;
    bench.begin("building the dependencies, then the crate");
    let words = [command, "--lib", "--profile", profile, "--features", MODULE];
    let (samples, artifact) = library.samples(&words, "generated", "src/lib.rs", bench)?;
    let rlib = artifact.file("rlib").map(|rlib| size(rlib)).transpose()?;
    let figures = [
        Figure::new(format!("compile/ice-2024/{name}/cpu"), Unit::Time, samples),
        Figure::new(format!("compile/ice-2024/{name}/rlib"), Unit::Size, rlib.into_iter().collect()),
    ];
    Ok(figures.into_iter().flatten().collect())
}

/// A program that uses the library, without what the library takes.
fn programs(bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
    let krate = GeneratedCrate::write(bench)?;
    let tokio = "tokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n";
    let hyper = "http-body-util = \"0.1\"\nhyper-util = { version = \"0.1\", features = [\"client-legacy\", \"http1\", \
                 \"tokio\"] }\n";
    bench.begin("building the programs");
    let two = Throwaway::write("two-calls", &(krate.dependency() + tokio), &[("src/main.rs", TWO_CALLS)], bench)?;
    let (samples, artifact) = two.samples(&STRIPPED, "two-calls", "src/main.rs", bench)?;
    let two_size = program_size(artifact.executable)?;
    let none = Throwaway::write("no-calls", &format!("{hyper}{tokio}"), &[("src/main.rs", NO_CALLS)], bench)?;
    let none_size = program_size(none.build(&STRIPPED, "no-calls", bench)?.artifact.executable)?;
    let [cpu, size, size_without] = PROGRAMS;
    let figures = [
        Figure::new(cpu, Unit::Time, samples),
        Figure::new(size, Unit::Size, vec![two_size]),
        Figure::new(size_without, Unit::Size, vec![none_size]),
    ];
    Ok(figures.into_iter().flatten().collect())
}

fn program_size(executable: Option<PathBuf>) -> Result<f64, Error> {
    size(&executable.ok_or_else(|| Error::new("cargo built no program"))?)
}

fn size(file: &Path) -> Result<f64, Error> {
    let size = |found: fs::Metadata| u32::try_from(found.len()).map_or(f64::INFINITY, f64::from);
    fs::metadata(file).map(size).map_err(|error| Error::new(format!("cannot read `{}`: {error}", file.display())))
}
