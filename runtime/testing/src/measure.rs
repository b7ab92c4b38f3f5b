//! What bench programs share: CPU time, the option `--rounds`, and figures as lines of JSON.
//!
//! A figure is printed as one line on standard output:
//!
//! ```json
//! {"figure":"sign/authorization","unit":"ns","samples":[512.1,509.8]}
//! ```
//!
//! CPU time, not wall time: it hardly changes when the machine does something else as well. Only on Unix.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

const DEFAULT_ROUNDS: usize = 5;

/// The body of a bench program: runs it with the number of rounds that the arguments ask for.
pub fn main(bench: impl FnOnce(usize) -> Result<(), Box<dyn Error>>) -> ExitCode {
    match rounds(std::env::args().skip(1)).map_err(Into::into).and_then(bench) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody left to tell when this fails, too.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The CPU time that all threads of this process have used so far.
#[must_use]
pub fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// Nanoseconds of CPU time that one of `count` repetitions takes.
pub fn nanoseconds_each(count: u32, mut repeat: impl FnMut()) -> f64 {
    let before = cpu_time();
    for _ in 0..count {
        repeat();
    }
    each(cpu_time().saturating_sub(before), count)
}

/// Nanoseconds of each of `count` equal parts.
#[must_use]
pub fn each(total: Duration, count: u32) -> f64 {
    total.as_secs_f64() * 1e9 / f64::from(count)
}

/// Prints a figure with one sample a round.
///
/// # Errors
///
/// Standard output cannot be written.
pub fn report(figure: &str, unit: &str, samples: &[f64]) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{}", line(figure, unit, samples))
}

fn line(figure: &str, unit: &str, samples: &[f64]) -> serde_json::Value {
    // A tenth is finer than any clock.
    let samples: Vec<_> = samples.iter().map(|sample| (sample * 10.0).round() / 10.0).collect();
    serde_json::json!({ "figure": figure, "unit": unit, "samples": samples })
}

/// Reads `--rounds N`; `--bench` is what cargo adds.
fn rounds(arguments: impl IntoIterator<Item = String>) -> Result<usize, String> {
    let mut rounds = DEFAULT_ROUNDS;
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--rounds" => {
                let number = arguments.next().unwrap_or_default();
                rounds = number
                    .parse()
                    .ok()
                    .filter(|&rounds| rounds > 0)
                    .ok_or_else(|| format!("`--rounds {number}`: give a number from 1 on"))?;
            }
            other => return Err(format!("unknown argument `{other}`; there is `--rounds N`")),
        }
    }
    Ok(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &str) -> Result<usize, String> {
        rounds(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn rounds_are_read_and_what_cargo_adds_is_ignored() {
        assert_eq!(read(""), Ok(DEFAULT_ROUNDS));
        assert_eq!(read("--bench"), Ok(DEFAULT_ROUNDS));
        assert_eq!(read("--rounds 12 --bench"), Ok(12));
    }

    #[test]
    fn other_arguments_are_refused_by_name() {
        for (arguments, named) in [("--rounds", "--rounds"), ("--rounds 0", "0"), ("--rounds x", "x"), ("sign", "sign")]
        {
            assert!(read(arguments).unwrap_err().contains(named), "{arguments}");
        }
    }

    #[test]
    fn a_figure_is_one_line_of_json() {
        let line = line("call/over-bare/cpu", "ns", &[1234.5678, 2.0]).to_string();
        assert_eq!(line, r#"{"figure":"call/over-bare/cpu","unit":"ns","samples":[1234.6,2.0]}"#);
    }

    #[test]
    fn cpu_time_is_shared_evenly() {
        assert_eq!(each(Duration::from_micros(3), 2).to_string(), "1500");
        let mut calls = 0;
        assert!(nanoseconds_each(3, || calls += 1) >= 0.0);
        assert_eq!(calls, 3);
    }
}
