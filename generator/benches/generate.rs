//! What generating takes: one set of documents, from text to files, in this process. Or what comparing takes: two sets,
//! from text to the report of what changed.
//!
//! ```text
//! generate [FIGURE PATH…] [--threads N] [--rounds N] [--write DIR | --old PATH | --digest]
//! ```
//!
//! Prints `FIGURE/wall`, `FIGURE/cpu`, `FIGURE/of-json` (the CPU time, divided by what `serde_json` takes to read the same
//! texts) and, where the system tells, `FIGURE/peak-memory`, each as a line of JSON. Without a name it takes the project's own
//! documents, which are no JSON. With `--write` the files are written, too, into a folder that is emptied before each round.
//! With `--old` nothing is generated: the documents are compared with those. With `--digest` nothing is measured: it prints a
//! number for the files and one for the diagnostics, which a change for speed must leave as they are.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fmt, fs, io};

use generator::{File, Flavour, Input, Options};
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// The project's own documents.
const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");

fn main() -> ExitCode {
    match Case::of(env::args().skip(1)).and_then(|case| case.measure()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What to measure.
#[derive(Default)]
struct Case {
    figure: String,
    paths: Vec<PathBuf>,
    threads: usize,
    rounds: usize,
    write: Option<PathBuf>,
    old: Option<PathBuf>,
    digest: bool,
}

/// Wall and CPU time.
type Times = (Duration, Duration);

impl Case {
    /// Reads the arguments.
    fn of(arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut case = Self { threads: 1, rounds: 5, ..Self::default() };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` needs a value"));
            match argument.as_str() {
                // What cargo adds.
                "--bench" => {}
                "--threads" => case.threads = value()?.parse()?,
                "--rounds" => case.rounds = value()?.parse()?,
                "--write" => case.write = Some(value()?.into()),
                "--old" => case.old = Some(value()?.into()),
                "--digest" => case.digest = true,
                option if option.starts_with('-') => return Err(format!("unknown option `{option}`").into()),
                _ if case.figure.is_empty() => case.figure = argument,
                _ => case.paths.push(argument.into()),
            }
        }
        if case.figure.is_empty() {
            "generate/specs".clone_into(&mut case.figure);
            case.paths.push(SPECS.into());
        }
        Ok(case)
    }

    /// Warms up once, then measures one sample a round. The memory is that of the first round: what one run takes.
    fn measure(&self) -> Result<(), Box<dyn Error>> {
        rayon::ThreadPoolBuilder::new().num_threads(self.threads).build_global()?;
        if self.digest {
            return self.print_digest();
        }
        let old = inputs(self.old.as_slice())?;
        let round = || {
            // Nobody needs the texts afterwards. Reading them again is not in the time.
            let inputs = inputs(&self.paths)?;
            if self.old.is_some() { self.compare(&old, &inputs) } else { self.generate(inputs) }
        };
        round()?;
        let memory = peak_memory();
        let (mut walls, mut cpus, mut ratios): (Vec<Duration>, Vec<Duration>, Vec<f64>) = Default::default();
        for _ in 0..self.rounds {
            let (wall, cpu) = round()?;
            walls.push(wall);
            cpus.push(cpu);
            if self.old.is_none() {
                let json = self.parse_json()?;
                ratios.extend(json.map(|json| cpu.as_secs_f64() / json.as_secs_f64()));
            }
        }
        let report = |what: &str, unit: &str, samples: &[f64]| {
            println!("{}", json!({ "figure": format!("{}/{what}", self.figure), "unit": unit, "samples": samples }));
        };
        for (what, times) in [("wall", &walls), ("cpu", &cpus)] {
            report(what, "ns", &times.iter().map(|time| (time.as_secs_f64() * 1e9).round()).collect::<Vec<_>>());
        }
        if !ratios.is_empty() {
            report("of-json", "ratio", &ratios);
        }
        if let Some(bytes) = memory {
            report("peak-memory", "bytes", &[bytes]);
        }
        Ok(())
    }

    /// The CPU time of reading the same texts into `serde_json::Value`, which is what a machine and its allocator make of such
    /// documents; `None` where one is no JSON.
    fn parse_json(&self) -> Result<Option<Duration>, Box<dyn Error>> {
        let inputs = inputs(&self.paths)?;
        if !inputs.iter().all(|input| Path::new(&input.path).extension().is_some_and(|ending| ending == "json")) {
            return Ok(None);
        }
        let parse = |input: &Input| serde_json::from_str::<serde_json::Value>(&input.text);
        let (values, (_, cpu)) = timed(|| inputs.iter().try_for_each(|input| parse(input).map(drop)));
        values?;
        Ok(Some(cpu))
    }

    /// Generates once, and prints numbers that differ if the output does.
    fn print_digest(&self) -> Result<(), Box<dyn Error>> {
        let outcome = generator::generate_from(inputs(&self.paths)?, &options());
        let (mut files, mut diagnostics) = (Fnv::default(), Fnv::default());
        outcome.files.iter().for_each(|file| files.add(&format!("{}\n{}", file.path, file.content)));
        outcome.diagnostics.iter().for_each(|diagnostic| diagnostics.add(&format!("{diagnostic:?}")));
        let bytes: usize = outcome.files.iter().map(|file| file.content.len()).sum();
        println!("{}: {} files of {bytes} bytes {files}", self.figure, outcome.files.len());
        println!("{}: {} diagnostics {diagnostics}", self.figure, outcome.diagnostics.len());
        Ok(())
    }

    /// Generates once. The end of the files in memory is not in it.
    fn generate(&self, inputs: Vec<Input>) -> Result<Times, Box<dyn Error>> {
        if let Some(folder) = self.write.as_ref().filter(|folder| folder.exists()) {
            fs::remove_dir_all(folder)?;
        }
        let options = options();
        let (outcome, times) = timed(|| {
            let outcome = generator::generate_from(inputs, &options);
            self.write.iter().try_for_each(|folder| write(folder, &outcome.files)).map(|()| outcome)
        });
        let outcome = outcome?;
        if outcome.summary.operations == 0 || outcome.files.is_empty() {
            return Err(format!("{}: nothing was generated", self.figure).into());
        }
        Ok(times)
    }

    /// Compares once. The end of the report in memory is not in it.
    fn compare(&self, old: &[Input], new: &[Input]) -> Result<Times, Box<dyn Error>> {
        let (comparison, times) = timed(|| generator::diff::compare(old, new));
        if let Some(error) = comparison.errors.first() {
            return Err(format!("{}: {}: {}", self.figure, error.file, error.message).into());
        }
        if old.is_empty() || comparison.report.documents.is_empty() {
            return Err(format!("{}: nothing was compared", self.figure).into());
        }
        Ok(times)
    }
}

fn options() -> Options {
    Options { flavour: Flavour::Standalone { runtime_path: "../runtime".to_owned() } }
}

/// 64-bit FNV-1a: enough to tell that two outputs differ.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl fmt::Display for Fnv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Times) {
    let (wall, cpu) = (Instant::now(), cpu_time());
    let result = work();
    (result, (wall.elapsed(), cpu_time().saturating_sub(cpu)))
}

/// The CPU time that all threads of this process have used so far. Only on Unix.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// Reads all documents at some paths.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for path in paths {
        read(path, &mut inputs).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    }
    Ok(inputs)
}

/// Reads a document with its corrections, or all of a folder, in the order of their names.
fn read(path: &Path, inputs: &mut Vec<Input>) -> io::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| read(entry, inputs));
    }
    if is_document(path) {
        let (shown, text) = (path.to_string_lossy(), fs::read_to_string(path)?);
        let corrections = path.with_extension("corrections.yaml");
        inputs.push(match fs::read_to_string(&corrections) {
            Ok(corrected) => Input::new(shown, text).with_corrections(corrections.to_string_lossy(), corrected),
            Err(_) => Input::new(shown, text),
        });
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (name.ends_with(".json") || name.ends_with(".yaml")) && !name.ends_with(".corrections.yaml")
}

fn write(folder: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &file.content)?;
    }
    Ok(())
}

/// The most memory that this process has taken so far, in bytes, as Linux tells it in kilobytes.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}
