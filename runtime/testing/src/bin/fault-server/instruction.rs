//! Instructions to the running server, a line each on standard input.

use std::str::FromStr;

use runtime_testing::faults::{Fault, FaultRates, FaultServer, Rate};

const HELP: &str = "\
outage on         reset the connection of every request
outage off        end the outage
clock SECONDS     set the clock forward, or back if the number is negative
rate FAULT RATE   set the rate of one fault, such as `rate slow 5%`; the others keep theirs
calm              set all rates to 0
report            print the summary so far
quit              print the summary and exit
";

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instruction {
    Outage(bool),
    Clock(i64),
    Rate(Fault, Rate),
    Calm,
    Report,
    Help,
    Quit,
}

impl Instruction {
    /// Does it; the text to print.
    pub(crate) fn follow(self, server: &FaultServer) -> String {
        match self {
            Self::Outage(outage) => server.set_outage(outage),
            Self::Clock(seconds) => server.jump_clock(seconds),
            Self::Rate(fault, rate) => match server.rates().with(fault, rate).checked() {
                Ok(rates) => server.set_rates(rates),
                Err(error) => return format!("error: {error}\n"),
            },
            Self::Calm => server.set_rates(FaultRates::none()),
            Self::Report => return server.report().to_string(),
            Self::Help => return HELP.to_owned(),
            Self::Quit => {}
        }
        "done\n".to_owned()
    }
}

impl FromStr for Instruction {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let words: Vec<_> = line.split_whitespace().collect();
        Ok(match words[..] {
            ["outage", "on"] => Self::Outage(true),
            ["outage", "off"] => Self::Outage(false),
            ["clock", seconds] => {
                Self::Clock(seconds.parse().map_err(|_| format!("`{seconds}` is not a whole number of seconds"))?)
            }
            ["rate", fault, rate] => Self::Rate(
                Fault::named(fault).ok_or_else(|| format!("there is no fault `{fault}`; see `--help`"))?,
                rate.parse().map_err(|error| format!("`{rate}`: {error}"))?,
            ),
            ["calm"] => Self::Calm,
            ["report"] => Self::Report,
            ["help"] => Self::Help,
            ["quit"] => Self::Quit,
            _ => return Err(format!("unknown instruction `{}`; type `help` for a list", line.trim())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_read() {
        for (line, expected) in [
            ("outage on", Instruction::Outage(true)),
            (" outage  off ", Instruction::Outage(false)),
            ("clock -3600", Instruction::Clock(-3600)),
            ("rate half-body 100%", Instruction::Rate(Fault::HalfBody, Rate::percent(100))),
            ("calm", Instruction::Calm),
        ] {
            assert_eq!(line.parse(), Ok(expected), "{line}");
        }
        for (line, expected) in [
            ("outage", "unknown instruction `outage`; type `help` for a list"),
            ("clock soon", "`soon` is not a whole number of seconds"),
            ("rate fast 5%", "there is no fault `fast`; see `--help`"),
            ("rate slow much", "`much`: expected a percentage from 0% to 100%, or a number from 0 to 1"),
        ] {
            assert_eq!(line.parse::<Instruction>(), Err(expected.to_owned()));
        }
    }
}
