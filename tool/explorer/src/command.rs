//! The command line.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use generator::{Diagnostic, Severity};
use runtime::Value;
use runtime::error::ErrorKind;
use tool::documents::{Cache, Fetch};
use tool::project::Project;
use tool::report::diagnostics::Policy;
use tool::report::excerpt::Texts;
use tool::report::failure::Failure;
use tool::report::format::MessageFormat;
use tool::terminal::{self, BAD, NOTE, WARN};
use tool_network::Network;

use crate::arguments::{self, Arguments};
use crate::call::{CallFailure, Outcome, Prepared};
use crate::capture::Failed;
use crate::client::ClientOptions;
use crate::document::{Missing, Wanted};
use crate::operation::ExploredOperation;
use crate::{dry_run, output};

/// The exit code of wrong usage.
const WRONG_USAGE: u8 = 2;
/// The exit code after Ctrl-C, as shells give it.
const INTERRUPTED: u8 = 130;
/// How long work on files may take to end after Ctrl-C.
const GRACE: Duration = Duration::from_millis(500);

/// Call an operation from its document alone: nothing is generated or compiled.
///
/// Standard output has the response only: JSON on lines of its own, text as it is, events one by one, bytes as they come.
/// Everything else goes to standard error.
#[derive(clap::Args)]
#[command(after_long_help = HELP)]
pub struct Args {
    /// The product, and its version unless it is that of the project or the one that the vendor prefers: `ecs`,
    /// `ecs/2014-05-26`.
    #[arg(value_name = "PRODUCT[/VERSION]")]
    product: String,
    /// The operation; upper and lower case are alike.
    #[arg(value_name = "OPERATION")]
    operation: String,
    /// The parameters, by wire names; nested ones by path, such as `Tag.1.Key=a`, or as JSON.
    #[arg(value_name = "NAME=VALUE")]
    arguments: Vec<String>,
    /// A JSON object with parameters, as `--as json` prints it; `-` is standard input. Arguments win over it.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Show the request instead of sending it. Uses no network but for the document.
    #[arg(long, conflicts_with_all = ["form", "save"])]
    dry_run: bool,
    /// Print the request in this form instead of sending it.
    #[arg(id = "form", long = "as", value_name = "FORM", value_enum, conflicts_with = "save")]
    form: Option<Form>,
    /// Save the body of the response to this file. It is there when it is complete.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    #[command(flatten)]
    client: ClientOptions,
    /// A tree of documents, or one document [default: the project's specs, then the source of documents].
    #[arg(long, value_name = "FILE|DIR")]
    specs: Vec<PathBuf>,
    /// Use no network for the document: only what was fetched before.
    #[arg(long)]
    offline: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

/// A form in which a request is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A JSON object by wire names, for `--from`.
    Json,
}

/// No line is longer than a narrow terminal: clap breaks longer ones anywhere.
const HELP: &str = "\
Values:
  Tag.1.Key=a   a member of the first element; elements are numbered from 1
  'Tag=[{...}]' a list or an object as JSON; both ways can be mixed
  Text=@FILE    the content of a file, unchanged; `@-` is standard input.
                Keeps secrets out of the command line
  Text=@@a      a text that begins with `@`

Documents that were fetched are kept for a day in the user's cache folder.
Credentials, regions, proxies and retries are as in programs with a
generated crate.

Exit codes:
  0    the call succeeded, or the request was shown
  1    the call failed, also if the response reports a failure with a
       successful status; or there is no document
  2    wrong usage: an option, a parameter or its value, an operation that
       does not exist, no region
  130  interrupted with Ctrl-C

Examples:
  cargo alibabacloud call Sts GetCallerIdentity --region cn-hangzhou
  cargo alibabacloud call ICE TakeoverAIAgentCall InstanceId=i-1 --dry-run
  cargo alibabacloud call Ecs RunInstances RegionId=cn-hangzhou \\
      Tag.1.Key=a Tag.1.Value=b 'DataDisk=[{\"Size\":40}]' --as json";

/// Why a command ends.
enum End {
    /// It did what it was asked to.
    Done,
    /// It failed, which was said.
    Failed,
    /// The command line is at fault, which was said.
    WrongUsage,
    /// Ctrl-C.
    Interrupted,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Done => Self::SUCCESS,
            End::Failed => Self::FAILURE,
            End::WrongUsage => Self::from(WRONG_USAGE),
            End::Interrupted => Self::from(INTERRUPTED),
        }
    }
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }
}

/// Runs the command in a project, or without one in the current folder.
pub fn run(args: &Args, project: Option<Project>) -> ExitCode {
    // Without an event loop there is no network; what needs it says so.
    let network = Network::new().ok().filter(|_| !args.offline).map(|network| network as Arc<dyn Fetch>);
    let cache = Cache::new(Cache::folder(), network);
    let project = project.unwrap_or_else(|| Project::at(Path::new("."))).with_network(cache.clone());
    match args.run(&project, &cache) {
        Ok(end) | Err(end) => end.into(),
    }
}

impl Args {
    fn run(&self, project: &Project, cache: &Cache) -> Result<End, End> {
        let (product, version) = match self.product.split_once('/') {
            Some((product, version)) => (product, Some(version)),
            None => (self.product.as_str(), None),
        };
        let wanted =
            Wanted { product, version, operation: &self.operation, specs: &self.specs, format: self.message_format };
        let found = wanted.find(project);
        for note in cache.notes() {
            self.note(&note);
        }
        let operation = ExploredOperation::new(found.map_err(|missing| self.missing(missing))?);
        let object = self.object(&operation)?;
        if let Some(form) = self.form {
            let text = match form {
                Form::Json => serde_json::to_string_pretty(&object).unwrap_or_default(),
            };
            return self.written(output::text(&text));
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| self.failed("call", &format!("no event loop: {error}"), ""))?;
        let end = match self.dry_run {
            true => runtime.block_on(self.dry_run(&operation, &object)),
            false => self.ready(&operation).and_then(|()| runtime.block_on(self.call(&operation, &object))),
        };
        // Work on files ends, a lookup of addresses that hangs does not matter.
        runtime.shutdown_timeout(GRACE);
        end
    }

    /// The request, by wire names.
    fn object(&self, operation: &ExploredOperation) -> Result<Value, End> {
        let mut stdin = StandardInput { is_read: false };
        let base = self.from.as_deref().map(|path| self.base(path, &mut stdin)).transpose()?;
        let mut file = |path: &str| stdin.read(Path::new(path));
        let read = arguments::read(&self.arguments, base.as_ref(), operation.request(), &mut file);
        let Arguments { object, warnings } = read.map_err(|faults| {
            for fault in &faults {
                self.failed("argument", &fault.message, &fault.help);
            }
            End::WrongUsage
        })?;
        for warning in &warnings {
            self.warn(warning);
        }
        Ok(object)
    }

    fn base(&self, path: &Path, stdin: &mut StandardInput) -> Result<Value, End> {
        let wrong = |message: &str, help: &str| {
            self.failed("argument", message, help);
            End::WrongUsage
        };
        let shown = terminal::printable(&path.display().to_string());
        let bytes = stdin.read(path).map_err(|reason| {
            wrong(
                &format!("cannot read `{shown}`: {reason}"),
                "name a file with a JSON object, or `-` for standard input",
            )
        })?;
        serde_json::from_slice(&bytes).map_err(|error| {
            wrong(&format!("`{shown}` is no JSON: {error}"), "`--as json` prints a request in this form")
        })
    }

    /// Makes sure that the response has a place to go.
    fn ready(&self, operation: &ExploredOperation) -> Result<(), End> {
        let is_stream = operation.call().event_stream;
        let is_binary = matches!(operation.output(), generator::model::Output::Bytes) && !is_stream;
        let (message, help) = if is_binary && self.save.is_none() && output::is_terminal() {
            (
                "the response is binary, and standard output is a terminal",
                "`--save FILE` saves it; or redirect it: `> FILE`",
            )
        } else if is_stream && self.save.is_some() {
            ("the response is a stream of events, which `--save` does not save", "redirect it: `> FILE`")
        } else {
            return Ok(());
        };
        self.failed("output", message, help);
        Err(End::WrongUsage)
    }

    async fn dry_run(&self, operation: &ExploredOperation, object: &Value) -> Result<End, End> {
        match dry_run::show(operation, object, &self.client).await {
            Ok(shown) => {
                for note in &shown.notes {
                    self.note(note);
                }
                terminal::out(&shown.text);
                Ok(End::Done)
            }
            Err(Failed::Call(error)) => Err(self.call_failed(&error, operation)),
            Err(failed) => Err(self.failed("call", &failed.to_string(), "")),
        }
    }

    async fn call(&self, operation: &ExploredOperation, object: &Value) -> Result<End, End> {
        let save = self.save.as_deref();
        let Some(Outcome { failure, line }) = (Prepared { operation, object, options: &self.client, save }).run().await
        else {
            return Err(End::Interrupted);
        };
        // Of what was not sent there is nothing more to say.
        let is_sent = !matches!(&failure, Some(CallFailure::Call(error)) if matches!(
            error.kind(), ErrorKind::Config | ErrorKind::Request | ErrorKind::Credentials
        ));
        let end = match failure {
            None => Ok(End::Done),
            Some(CallFailure::Call(error)) => Err(self.call_failed(&error, operation)),
            Some(CallFailure::Output(message) | CallFailure::Request(message)) => {
                Err(self.failed("output", &message, ""))
            }
        };
        if self.message_format.is_human() && is_sent {
            let style = if end.is_ok() { NOTE } else { BAD };
            terminal::err(&format!("{style}{line}{style:#}\n"));
        }
        end
    }

    /// Says why a call failed.
    fn call_failed(&self, error: &runtime::Error, operation: &ExploredOperation) -> End {
        let message = terminal::printable(&format!("{error:#}"));
        let has_host = self.client.region.is_some() || self.client.endpoint.is_some();
        if error.kind() == ErrorKind::Config && !has_host {
            let regions: Vec<&str> = operation.regions().take(3).collect();
            let such = if regions.is_empty() { String::new() } else { format!(", such as {}", regions.join(", ")) };
            self.failed("region", &message, &format!("name one with `--region REGION`{such}"));
            return End::WrongUsage;
        }
        self.failed("call", &message, "")
    }

    fn missing(&self, missing: Missing) -> End {
        match missing {
            Missing::Failed(Failure { kind, message, help }) => self.failed(kind, &message, &help),
            Missing::WrongUsage(Failure { kind, message, help }) => {
                self.failed(kind, &message, &help);
                End::WrongUsage
            }
            Missing::Faulty { diagnostics, input } => {
                let texts = Texts::of(input.files());
                terminal::err(&self.message_format.diagnostics(&diagnostics, &texts, Policy::default()));
                End::Failed
            }
        }
    }

    fn written(&self, written: Result<(), output::Ended>) -> Result<End, End> {
        match written {
            Ok(()) | Err(output::Ended::Closed) => Ok(End::Done),
            Err(output::Ended::Failed(error)) => {
                Err(self.failed("output", &format!("cannot write to standard output: {error}"), ""))
            }
        }
    }

    fn failed(&self, kind: &'static str, message: &str, help: &str) -> End {
        match (self.message_format.is_human(), help) {
            (true, "") => terminal::err(&format!("{BAD}error{BAD:#}: {message}\n")),
            _ => terminal::err(&self.message_format.failure(kind, "", message, help)),
        }
        End::Failed
    }

    fn warn(&self, message: &str) {
        if self.message_format.is_human() {
            return terminal::err(&format!("{WARN}warning{WARN:#}: {message}\n"));
        }
        let warning = Diagnostic { severity: Severity::Warning, ..Diagnostic::error("argument", "", message, "") };
        terminal::err(&self.message_format.diagnostics(&[warning], &Texts::default(), Policy::default()));
    }

    /// Says something that people should know, and programs need not.
    fn note(&self, message: &str) {
        if self.message_format.is_human() {
            terminal::err(&format!("{NOTE}note{NOTE:#}: {message}\n"));
        }
    }
}

/// The standard input, which can be read once.
struct StandardInput {
    is_read: bool,
}

impl StandardInput {
    /// The content of a file, `-` for the standard input.
    fn read(&mut self, path: &Path) -> Result<Vec<u8>, String> {
        if path != Path::new("-") {
            return std::fs::read(path).map_err(|error| error.to_string());
        }
        if std::mem::replace(&mut self.is_read, true) {
            return Err("standard input can be read once only".to_owned());
        }
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}
