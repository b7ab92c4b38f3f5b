//! `completions`: a script by which a shell completes the command line.

use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;
use tool::terminal;

/// The program, as shells know it.
const PROGRAM: &str = "cargo-alibabacloud";

/// The program in the names of functions for bash.
const IN_BASH: &str = "cargo_alibabacloud";

/// Behind the script for bash: cargo's own completion knows no subcommands of others, so it is asked for the rest.
const OF_CARGO_IN_BASH: &str = include_str!("completions/cargo.bash");

/// The same for fish.
const OF_CARGO_IN_FISH: &str = include_str!("completions/cargo.fish");

/// Print a script by which a shell completes `cargo alibabacloud`.
#[derive(clap::Args)]
// Lines that are meant to be copied stay whole.
#[command(after_help = PLACES, term_width = 0)]
pub(crate) struct Args {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

const PLACES: &str = "\
Where to put it:
  bash        in ~/.bashrc, behind what loads other completions: source <(cargo alibabacloud completions bash)
  zsh         cargo alibabacloud completions zsh > DIR/_cargo-alibabacloud
              where DIR is in $fpath before compinit runs; cargo's own completion, _cargo, finds it there
  fish        cargo alibabacloud completions fish > ~/.config/fish/completions/cargo-alibabacloud.fish
              echo 'source ~/.config/fish/completions/cargo-alibabacloud.fish' > ~/.config/fish/conf.d/cargo-alibabacloud.fish
  powershell  cargo alibabacloud completions powershell | Out-String | Invoke-Expression, in $PROFILE
  elvish      eval (cargo alibabacloud completions elvish | slurp), in rc.elv

PowerShell and elvish complete `cargo-alibabacloud`, with a hyphen; the others `cargo alibabacloud`, too.";

/// Runs the command: `command` is the whole command line.
pub(crate) fn run(args: &Args, command: Command) -> ExitCode {
    terminal::out(&script(args.shell, command));
    ExitCode::SUCCESS
}

fn script(shell: Shell, command: Command) -> String {
    // `clap_complete` gives functions for bash two names if there is a hyphen in that of the program. In other names there must
    // be no blank.
    let name = if shell == Shell::Bash { IN_BASH } else { PROGRAM };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command.name(name).bin_name(name), name, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => script + OF_CARGO_IN_BASH,
        Shell::Fish => script + OF_CARGO_IN_FISH,
        _ => script,
    }
}
