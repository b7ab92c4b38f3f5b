//! The command line.

mod advice;
mod args;
mod input;
mod messages;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use runtime::Value;
use runtime::codegen::ClientCore;
use runtime::error::ErrorKind;
use tool::documents::{Cache, Fetch};
use tool::project::Project;
use tool::terminal::{self, BAD, NOTE};
use tool_network::Network;

pub use self::args::Args;
use self::args::Form;
use crate::call::{BodyPlace, CallFailure, Outcome, Prepared};
use crate::capture::Failed;
use crate::client::{self, ClientOptions};
use crate::document::Wanted;
use crate::operation::ExploredOperation;
use crate::save::BodyFile;
use crate::{dry_run, output, program};

/// The exit code of wrong usage.
const WRONG_USAGE: u8 = 2;
/// The exit code after Ctrl-C, as shells give it.
const INTERRUPTED: u8 = 130;
/// How long work on files may take to end after Ctrl-C.
const GRACE: Duration = Duration::from_millis(500);

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

/// What is called, as the command line names it.
struct Named<'a> {
    product: &'a str,
    version: Option<&'a str>,
    operation: &'a str,
    arguments: Vec<String>,
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
    /// What is called. The operation may stand behind the product, as `describe` takes it.
    fn named(&self) -> Result<Named<'_>, End> {
        let mut parts = self.product.splitn(3, '/');
        let product = parts.next().unwrap_or_default();
        // Versions are dates.
        let (version, path) = match (parts.next(), parts.next()) {
            (Some(operation), None) if !operation.starts_with(|first: char| first.is_ascii_digit()) => {
                (None, Some(operation))
            }
            (version, operation) => (version, operation),
        };
        match (path, self.operation.as_deref()) {
            (Some(operation), first) => {
                let arguments = first.map(str::to_owned).into_iter().chain(self.arguments.iter().cloned()).collect();
                Ok(Named { product, version, operation, arguments })
            }
            (None, Some(operation)) => Ok(Named { product, version, operation, arguments: self.arguments.clone() }),
            (None, None) => {
                let product = terminal::printable(&self.product);
                let help = format!("`cargo alibabacloud describe {product}` lists the operations");
                self.failed("argument", "the operation is missing", &help);
                Err(End::WrongUsage)
            }
        }
    }

    fn run(&self, project: &Project, cache: &Cache) -> Result<End, End> {
        let Named { product, version, operation, arguments } = self.named()?;
        let wanted = Wanted { product, version, operation, specs: &self.specs, format: self.message_format };
        let found = wanted.find(project);
        for note in cache.notes() {
            self.note(&note);
        }
        let operation = ExploredOperation::new(found.map_err(|missing| self.missing(missing))?);
        let object = self.object(&operation, &arguments)?;
        let client = &self.client_of(&operation, &object);
        if let Some(form) = self.form {
            let text = match form {
                Form::Json => serde_json::to_string_pretty(&object).unwrap_or_default(),
                Form::Rust => self.program(&operation, &object, client, project)?,
            };
            return self.written(output::text(&text));
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| self.failed("call", &format!("no event loop: {error}"), ""))?;
        let end = match self.dry_run {
            true => runtime.block_on(self.dry_run(&operation, &object, client)),
            false => self
                .place(&operation)
                .and_then(|place| runtime.block_on(self.call(&operation, &object, client, &place))),
        };
        // Work on files ends, a lookup of addresses that hangs does not matter.
        runtime.shutdown_timeout(GRACE);
        end
    }

    /// The settings of the client. Where no region is known, it is that of the parameter `RegionId`.
    fn client_of(&self, operation: &ExploredOperation, object: &Value) -> ClientOptions {
        let mut options = self.client.clone();
        let has_host = options.region.is_some() || options.endpoint.is_some() || options.connect.is_some();
        let parameters = object.as_object().into_iter().flatten();
        let mut regions = parameters.filter(|(name, _)| name.eq_ignore_ascii_case("RegionId"));
        let region = regions.find_map(|(_, region)| client::region(region.as_str()?).ok());
        if let Some(region) = region.filter(|_| !has_host)
            && ClientCore::new(options.config(), &operation.service())
                .is_err_and(|error| error.kind() == ErrorKind::Config)
        {
            self.note(&format!("the region is that of the parameter `RegionId`: {region}"));
            options.region = Some(region);
        }
        options
    }

    fn program(
        &self,
        operation: &ExploredOperation,
        object: &Value,
        client: &ClientOptions,
        project: &Project,
    ) -> Result<String, End> {
        if self.client.connect.is_some() {
            let message = "a program cannot connect to another address than its host's";
            self.failed("argument", message, "leave out `--connect`, or `--as rust`");
            return Err(End::WrongUsage);
        }
        program::program(operation, object, client.settings(), project).map_err(|unfit| {
            self.failed("argument", &unfit.to_string(), "");
            End::WrongUsage
        })
    }

    /// Where the response goes. What can be found to be wrong with it is found before anything is sent.
    fn place(&self, operation: &ExploredOperation) -> Result<BodyPlace<'_>, End> {
        let is_stream = operation.call().event_stream;
        let is_binary = matches!(operation.output(), generator::model::Output::Bytes) && !is_stream;
        let (message, help) = if is_binary && self.save.is_none() && output::is_terminal() {
            (
                "the response is binary, and standard output is a terminal",
                "`--save FILE` saves it; or redirect it: `> FILE`",
            )
        } else if is_stream && self.save.as_deref().is_some_and(|path| path != Path::new("-")) {
            ("the response is a stream of events, which `--save` does not save", "redirect it: `> FILE`")
        } else {
            let Some(path) = self.save.as_deref().filter(|path| *path != Path::new("-")) else {
                return Ok(BodyPlace::Stdout);
            };
            if is_binary {
                return Ok(BodyPlace::Download(path));
            }
            let help = "nothing was sent; name a file in a folder that is there and can be written into";
            return BodyFile::begin(path).map(BodyPlace::File).map_err(|reason| self.failed("output", &reason, help));
        };
        self.failed("output", message, help);
        Err(End::WrongUsage)
    }

    async fn dry_run(&self, operation: &ExploredOperation, object: &Value, client: &ClientOptions) -> Result<End, End> {
        match dry_run::show(operation, object, client).await {
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

    async fn call(
        &self,
        operation: &ExploredOperation,
        object: &Value,
        client: &ClientOptions,
        place: &BodyPlace<'_>,
    ) -> Result<End, End> {
        let prepared = Prepared { operation, object, options: client, place };
        let Some(Outcome { failure, line }) = prepared.run().await else { return Err(End::Interrupted) };
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

    fn written(&self, written: Result<(), output::Ended>) -> Result<End, End> {
        match written {
            Ok(()) | Err(output::Ended::Closed) => Ok(End::Done),
            Err(output::Ended::Failed(error)) => {
                Err(self.failed("output", &format!("cannot write to standard output: {error}"), ""))
            }
        }
    }
}
