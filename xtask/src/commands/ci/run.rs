//! Running steps one after the other, and telling how it went.

use std::fmt::Write;
use std::io;
use std::time::{Duration, Instant};

use super::steps::Step;
use tool::terminal::{BAD, GOOD, NOTE, WARN};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepOutcome {
    /// Well.
    Passed,
    /// Badly.
    Failed,
    /// What it needs is not there.
    Skipped,
    /// It was not reached.
    NotReached,
}

/// What became of the steps.
pub(super) struct Run<'a> {
    results: Vec<(&'a Step, StepOutcome, Duration)>,
}

impl<'a> Run<'a> {
    /// Runs the steps by `execute`, and reports progress by `say`.
    pub(super) fn of(
        steps: &[&'a Step],
        keep_going: bool,
        say: impl Fn(&str),
        execute: impl Fn(&Step) -> io::Result<StepOutcome>,
    ) -> Self {
        let mut run = Self { results: Vec::new() };
        for (index, step) in steps.iter().enumerate() {
            if run.outcome() == StepOutcome::Failed && !keep_going {
                run.results.push((step, StepOutcome::NotReached, Duration::ZERO));
                continue;
            }
            let heading = format!("[{}/{}] {}: {}", index + 1, steps.len(), step.name, step.command_line());
            say(&format!("\n{NOTE}{heading}{NOTE:#}\n"));
            let started = Instant::now();
            let outcome = execute(step).unwrap_or_else(|error| {
                say(&format!("{BAD}error{BAD:#}: cannot start the command: {error}\n"));
                StepOutcome::Failed
            });
            let time = started.elapsed();
            say(&line(step, outcome, time));
            run.results.push((step, outcome, time));
        }
        run
    }

    /// Failed as soon as one step failed.
    pub(super) fn outcome(&self) -> StepOutcome {
        let has_failed = self.results.iter().any(|(_, outcome, _)| *outcome == StepOutcome::Failed);
        if has_failed { StepOutcome::Failed } else { StepOutcome::Passed }
    }

    /// A line for each step, and the whole time; for failed steps what to do.
    pub(super) fn summary(&self) -> String {
        let mut text = "\n".to_owned();
        for (step, outcome, time) in &self.results {
            text += &line(step, *outcome, *time);
            if *outcome == StepOutcome::Failed {
                let _ = writeln!(text, "        command: {}", step.command_line());
                let _ = writeln!(text, "        help: {}", step.repair);
            }
        }
        let total = self.results.iter().map(|(_, _, time)| *time).sum::<Duration>();
        let (word, style) = word(self.outcome());
        let _ = writeln!(text, "{style}{word:7}{style:#} all in all ({:.1} s)", total.as_secs_f64());
        text
    }
}

fn line(step: &Step, outcome: StepOutcome, time: Duration) -> String {
    let (word, style) = word(outcome);
    let time =
        if outcome == StepOutcome::NotReached { String::new() } else { format!(" ({:.1} s)", time.as_secs_f64()) };
    format!("{style}{word:7}{style:#} {}{time}\n", step.name)
}

fn word(outcome: StepOutcome) -> (&'static str, anstyle::Style) {
    match outcome {
        StepOutcome::Passed => ("ok", GOOD),
        StepOutcome::Failed => ("FAILED", BAD),
        StepOutcome::Skipped => ("skipped", WARN),
        StepOutcome::NotReached => ("not run", WARN),
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::STEPS;
    use super::*;

    /// Runs the first four steps; those named fail.
    fn run(failing: &[&str], keep_going: bool) -> (Run<'static>, Vec<StepOutcome>) {
        let names = ["fmt", "clippy", "gen", "version"];
        let steps: Vec<_> = STEPS.iter().filter(|step| names.contains(&step.name)).collect();
        let outcome =
            |step: &Step| if failing.contains(&step.name) { StepOutcome::Failed } else { StepOutcome::Passed };
        let run = Run::of(&steps, keep_going, |_| (), |step| Ok(outcome(step)));
        let outcomes = run.results.iter().map(|(_, outcome, _)| *outcome).collect();
        (run, outcomes)
    }

    #[test]
    fn all_steps_run_when_all_pass() {
        let (run, outcomes) = run(&[], false);
        assert_eq!(run.outcome(), StepOutcome::Passed);
        assert_eq!(outcomes, [StepOutcome::Passed; 4]);
    }

    #[test]
    fn the_first_failure_ends_the_run() {
        let (run, outcomes) = run(&["clippy"], false);
        assert_eq!(run.outcome(), StepOutcome::Failed);
        assert_eq!(
            outcomes,
            [StepOutcome::Passed, StepOutcome::Failed, StepOutcome::NotReached, StepOutcome::NotReached]
        );
    }

    #[test]
    fn a_step_that_is_skipped_does_not_fail_the_run() {
        let steps: Vec<_> = STEPS.iter().take(1).collect();
        let run = Run::of(&steps, false, |_| (), |_| Ok(StepOutcome::Skipped));
        assert_eq!(run.outcome(), StepOutcome::Passed);
        assert!(anstream::adapter::strip_str(&run.summary()).to_string().contains("skipped fmt (0.0 s)\n"));
    }

    #[test]
    fn the_run_goes_on_when_asked_to_and_fails_all_the_same() {
        let (run, outcomes) = run(&["clippy", "gen"], true);
        assert_eq!(run.outcome(), StepOutcome::Failed);
        assert_eq!(outcomes, [StepOutcome::Passed, StepOutcome::Failed, StepOutcome::Failed, StepOutcome::Passed]);
    }

    #[test]
    fn the_summary_says_how_to_repeat_and_to_repair() {
        let summary = anstream::adapter::strip_str(&run(&["gen"], false).0.summary()).to_string();
        let expected =
            "FAILED  gen (0.0 s)\n        command: cargo xtask gen --check\n        help: run `cargo xtask gen`\n";
        assert!(summary.contains(expected), "{summary}");
        assert!(summary.contains("not run version\n"), "{summary}");
    }

    #[test]
    fn a_command_that_cannot_be_started_has_failed() {
        let steps: Vec<_> = STEPS.iter().take(1).collect();
        let printed = std::cell::RefCell::new(String::new());
        let run =
            Run::of(&steps, false, |text| printed.borrow_mut().push_str(text), |_| Err(io::ErrorKind::NotFound.into()));
        assert_eq!(run.outcome(), StepOutcome::Failed);
        assert!(printed.borrow().contains("cannot start the command: "), "{printed:?}");
    }
}
