//! The command line.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use runtime_testing::faults::{Fault, FaultOptions, FaultRates, Rate};

/// What the command line asks for.
pub(crate) struct Arguments {
    pub(crate) options: FaultOptions,
    pub(crate) outage: bool,
    pub(crate) access_key_id: String,
}

/// Reads the command line; prints help or what is wrong with it, and exits.
pub(crate) fn parse() -> Arguments {
    let mut command = command();
    let matches = command.get_matches_mut();
    read(&matches).unwrap_or_else(|message| command.error(ErrorKind::ValueValidation, message).exit())
}

fn read(matches: &ArgMatches) -> Result<Arguments, String> {
    // Each has a default.
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let millis = |name: &str| Duration::from_millis(matches.get_one(name).copied().unwrap_or_default());
    let address = matches.get_one("address").copied().unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let port = matches.get_one("port").copied().unwrap_or_default();
    let access_key_id = text("access-key-id");
    let mut options = FaultOptions::new()
        .address(SocketAddr::new(address, port))
        .seed(matches.get_one("seed").copied().unwrap_or_default())
        .rates(rates(matches)?)
        .access_key(&access_key_id, &text("access-key-secret"))
        .clock_offset(matches.get_one("clock-offset").copied().unwrap_or_default())
        .hint(millis("hint"))
        .delay(millis("delay"));
    if let Some(path) = matches.get_one::<PathBuf>("body") {
        let body = fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        options = options.body(body);
    }
    Ok(Arguments { options, outage: matches.get_flag("outage"), access_key_id })
}

fn rates(matches: &ArgMatches) -> Result<FaultRates, String> {
    let all = matches.get_one::<Rate>("all").copied().unwrap_or_default();
    let rate = |fault: &Fault| matches.get_one::<Rate>(fault.name()).copied().unwrap_or(all);
    Fault::ALL.iter().fold(FaultRates::none(), |rates, fault| rates.with(*fault, rate(fault))).checked()
}

fn command() -> Command {
    let rate = |name: &'static str, help: String| {
        Arg::new(name).long(name).value_name("RATE").help(help).value_parser(value_parser!(Rate))
    };
    let faults =
        Fault::ALL.iter().map(|fault| rate(fault.name(), fault.description().trim_end_matches('.').to_owned()));
    Command::new("fault-server")
        .about("Serve requests as Alibaba Cloud does, and inject faults")
        .after_help(
            "A RATE is the share of requests that a fault occurs with, such as `5%` or `0.05`. At most one fault occurs \
             with a request. The header `x-fault-call` names the call that a request belongs to; the faults of a call \
             depend on the seed, its name, and the number of the attempt only.",
        )
        .args(general())
        .next_help_heading("Faults")
        .arg(rate("all", "Set the rate of all faults that have no rate of their own".to_owned()))
        .args(faults)
        .arg(
            Arg::new("outage")
                .long("outage")
                .action(ArgAction::SetTrue)
                .help("Begin with a total outage: reset the connection of every request"),
        )
}

fn general() -> [Arg; 9] {
    let option = |name: &'static str, value: &'static str, default: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).default_value(default).help(help)
    };
    let number = value_parser!(u64);
    let (id, secret) = (FaultOptions::ACCESS_KEY_ID, FaultOptions::ACCESS_KEY_SECRET);
    [
        option("address", "ADDRESS", "127.0.0.1", "Listen on this address").value_parser(value_parser!(IpAddr)),
        option("port", "PORT", "8080", "Listen on this port; 0 is any free one").value_parser(value_parser!(u16)),
        option("seed", "NUMBER", "0", "Choose the affected requests by this seed").value_parser(number),
        option("access-key-id", "ID", id, "Accept requests of this access key")
            .value_parser(NonEmptyStringValueParser::new()),
        option("access-key-secret", "SECRET", secret, "Check signatures with this secret"),
        option("clock-offset", "SECONDS", "0", "Set the clock forward, or back if the number is negative")
            .allow_negative_numbers(true)
            .value_parser(value_parser!(i64)),
        option("hint", "MILLISECONDS", "500", "Ask throttled clients to wait this long").value_parser(number),
        option("delay", "MILLISECONDS", "2000", "Delay slow answers this long").value_parser(number),
        Arg::new("body")
            .long("body")
            .value_name("FILE")
            .help("Send this file as the body of successful answers")
            .value_parser(value_parser!(PathBuf)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(arguments: &str) -> String {
        let matches = command().try_get_matches_from(["fault-server"].into_iter().chain(arguments.split_whitespace()));
        match matches {
            Ok(matches) => read(&matches).err().unwrap(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn rates_of_their_own_win_over_the_rate_of_all() {
        let arguments = ["fault-server", "--all", "1%", "--slow", "20%", "--hang", "0", "--clock-offset", "-3600"];
        let matches = command().try_get_matches_from(arguments).unwrap();
        let expected = FaultRates::each(Fault::ALL.iter().copied(), Rate::percent(1));
        let expected = expected.with(Fault::Slow, Rate::percent(20)).with(Fault::Hang, Rate::default());
        assert_eq!(rates(&matches), Ok(expected));
        assert!(read(&matches).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (arguments, expected) in [
            ("--slow 5", "invalid value '5' for '--slow <RATE>': expected a percentage from 0% to 100%"),
            ("--all 6%", "the rates of all faults add up to 102.00 %, which is more than 100 %"),
            ("--drop 5%", "unexpected argument '--drop' found"),
            ("--body /no/such/file", "cannot read `/no/such/file`: "),
        ] {
            assert!(error(arguments).contains(expected), "{}", error(arguments));
        }
    }
}
