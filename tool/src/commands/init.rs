//! `init`: a configuration to begin with.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use generator::config::{Configuration, package_name_fault};

use crate::draft::{Replacement, replace_unchanged};
use crate::program::{self, Origin};
use crate::project::CONFIGURATION;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::terminal::{self, GOOD};

/// Write a configuration into the current folder.
#[derive(clap::Args)]
pub struct Args {
    /// The name of the package to generate.
    #[arg(value_name = "NAME", default_value = "alibabacloud")]
    name: String,
    /// The folder of the crate [default: the name].
    #[arg(long, value_name = "DIR")]
    path: Option<String>,
    /// The repository of the runtime [default: the one that this program was installed from].
    #[arg(long, value_name = "URL", conflicts_with = "runtime_path")]
    runtime_git: Option<String>,
    /// The folder of the runtime in a checkout.
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<String>,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match env::current_dir().map_err(|error| unwritable(&error)).and_then(|folder| write(args, &folder)) {
        Ok(()) => {
            let next = format!(
                "{GOOD}+{GOOD:#} {CONFIGURATION}\nnext: `{0} add PRODUCT/VERSION OPERATION`, then `{0} gen`\n",
                program::name()
            );
            terminal::out(&next);
            ExitCode::SUCCESS
        }
        Err(Failure { kind, message, help }) => {
            terminal::err(&args.message_format.failure(kind, CONFIGURATION, &message, &help));
            ExitCode::FAILURE
        }
    }
}

fn write(args: &Args, folder: &Path) -> Result<(), Failure> {
    if let Some(help) = package_name_fault(&args.name) {
        let message = format!("`{}` is no name for a package", args.name);
        return Err(Failure { kind: "configuration", message, help });
    }
    if folder.join(CONFIGURATION).exists() {
        return Err(exists_already());
    }
    let text = text(args);
    if let Err(diagnostics) = Configuration::read(CONFIGURATION, &text) {
        let fault = diagnostics.into_iter().next();
        let (message, help) =
            fault.map_or_else(Default::default, |fault| (fault.message, fault.help.unwrap_or_default()));
        return Err(Failure { kind: "configuration", message, help });
    }
    match replace_unchanged(&folder.join(CONFIGURATION), None, &text).map_err(|error| unwritable(&error))? {
        Replacement::Done => Ok(()),
        Replacement::Outdated => Err(exists_already()),
    }
}

fn exists_already() -> Failure {
    Failure {
        kind: "configuration",
        message: format!("`{CONFIGURATION}` exists already"),
        help: format!("add to it: `{} add PRODUCT/VERSION OPERATION`, or edit it", program::name()),
    }
}

fn unwritable(error: &std::io::Error) -> Failure {
    Failure {
        kind: "output",
        message: format!("cannot write `{CONFIGURATION}`: {error}"),
        help: "fix the cause, then run the command again".to_owned(),
    }
}

/// The text of the configuration.
fn text(args: &Args) -> String {
    let installed = || match program::origin() {
        Some(Origin::Git { url, .. }) => url,
        Some(Origin::Registry { .. }) | None => None,
    };
    let runtime = match &args.runtime_path {
        Some(path) => format!("runtime:\n  path: {}\n", quoted(path)),
        None => args.runtime_git.clone().or_else(installed).map_or_else(String::new, |url| {
            format!(
                "# The commit is the one that the program was built from; `rev` names another one.\n\
                 runtime:\n  git: {}\n",
                quoted(&url)
            )
        }),
    };
    let path = args.path.as_ref().map(|path| format!("    path: {}\n", quoted(path))).unwrap_or_default();
    format!(
        "# What `{} gen` generates. `specs` has the documents, which `add` and `import` write.\n\
         {runtime}crates:\n  - name: {}\n{path}    products:\n",
        program::name(),
        quoted(&args.name)
    )
}

/// A string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
