//! `cargo xtask import`: a document of the vendor in, a file below `specs` out.
//!
//! What the file says is decided by [`generator::import`], which knows no disk; here the document is read, and the file is
//! written in one step: whoever looks, and whenever the command is stopped, it is the old one or the new one.

pub(crate) mod date;
pub(crate) mod read;
pub(crate) mod report;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::import::{Operations, Options, Outcome, Upstream, import};
use generator::{Diagnostic, Input};

use crate::documents::{self, DocumentRequest, DocumentSource, Progress};
use crate::draft::{self, Replacement, replace_unchanged};
use crate::project::{Project, shown_join};
use crate::report::diagnostics::Policy;
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs;
use crate::terminal;
use read::{Incoming, Unread, other_document};
use report::Advice;

/// Import a document of the vendor into the project's specs.
///
/// Structure follows the document, texts of the file stay. Elements that the document no longer has are kept and marked until
/// `--prune` removes them: the vendor drops elements for a week and restores them the next.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(clap::Args)]
pub struct Args {
    /// The document: a file, JSON or YAML; `-` for standard input; or PRODUCT/VERSION, which is fetched from the vendor's
    /// metadata service, or from the address or folder in `ALIBABACLOUD_DOCUMENTS`.
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    /// An operation to import; may be repeated [default: those that the file has, or all when there is no file yet].
    #[arg(long = "operation", value_name = "NAME", conflicts_with = "all")]
    operations: Vec<String>,
    /// Import all operations.
    #[arg(long)]
    all: bool,
    /// The folder of the files [default: the project's specs].
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Import no texts; new elements are to be described by hand.
    #[arg(long, conflicts_with = "update_texts")]
    no_texts: bool,
    /// Import texts even where the file has its own.
    #[arg(long)]
    update_texts: bool,
    /// Remove elements that the document does not have; with `--update-texts`, texts as well.
    #[arg(long)]
    prune: bool,
    /// The day on which the document was published [default: the date in its name; today for standard
    /// input, and if it is fetched].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse)]
    date: Option<String>,
    /// Import the document even if a newer one was imported before.
    #[arg(long)]
    older: bool,
    /// The source of the document, as recorded in the file [default: its name].
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Do not use the network.
    #[arg(long)]
    offline: bool,
    /// Write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Show every change and every missing text, without limits.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
    /// The command whose options the report names.
    #[arg(skip = Advice::Import)]
    advice: Advice,
}

/// Runs the command.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let folder = args.specs.clone().unwrap_or_else(|| project.specs());
    let done = args.incoming(project).map_err(|unread| args.print(unread)).and_then(|incoming| {
        Job { args, folder: &folder, shown: project.shown(&folder), incoming: &incoming, describes: describes(project) }
            .run()
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether new elements without a text are reported: in this repository, people describe them.
fn describes(project: &Project) -> bool {
    project.configuration().is_none()
}

/// Where `add` takes a document from.
pub(crate) enum AdditionPlace<'a> {
    /// A file, or `-` for standard input.
    File(&'a Path),
    /// Where documents are fetched from: a product, and its version unless that is obvious.
    Source { product: &'a str, version: Option<&'a str>, is_offline: bool },
}

impl AdditionPlace<'_> {
    fn incoming(&self, project: &Project, format: MessageFormat) -> Result<Incoming, Unread> {
        match *self {
            Self::File(path) => Ok(Incoming::read(path, project)?),
            Self::Source { product, version, is_offline } => {
                let source = DocumentSource::of(project, is_offline).map_err(Unread::Unfetched)?;
                Incoming::fetch(&source, product, version, &Progress::new(format))
            }
        }
    }
}

/// A document of which operations are to be imported, for `add`.
pub(crate) struct Addition {
    args: Args,
    incoming: Incoming,
    /// The product, as the document has it.
    pub(crate) product: String,
    /// The version of the product.
    pub(crate) version: String,
    /// The operations that were named, as the document spells them.
    pub(crate) operations: Vec<String>,
}

impl Addition {
    /// Reads a document, or fetches the one of a product; nothing if that failed, which has been printed then. No operations
    /// means all of them.
    pub(crate) fn read(
        place: &AdditionPlace<'_>,
        operations: Vec<String>,
        date: Option<String>,
        message_format: MessageFormat,
        project: &Project,
    ) -> Option<Self> {
        let args = Args {
            document: PathBuf::new(),
            all: operations.is_empty(),
            operations,
            specs: None,
            no_texts: false,
            update_texts: false,
            prune: false,
            date,
            older: false,
            source: None,
            offline: false,
            dry_run: false,
            verbose: false,
            message_format,
            advice: Advice::Add,
        };
        let incoming = place.incoming(project, message_format).map_err(|unread| args.print(unread)).ok()?;
        let upstream = Upstream::read(&incoming.input)
            .map_err(|diagnostics| print_diagnostics(&args, &diagnostics, [&incoming.input]))
            .ok()?;
        let [product, version] = [upstream.product(), upstream.version()].map(str::to_owned);
        let operations = spelled(&args.operations, &upstream);
        Some(Self { args, incoming, product, version, operations })
    }

    /// Imports the operations; whether that went well. If not, that has been printed.
    pub(crate) fn import(&self, project: &Project) -> bool {
        let folder = project.specs();
        let shown = project.shown(&folder);
        Job { args: &self.args, folder: &folder, shown, incoming: &self.incoming, describes: describes(project) }
            .run()
            .is_ok()
    }
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }

    /// Whether the document is to be fetched over a network.
    pub fn is_remote(&self, project: &Project) -> bool {
        !self.offline && self.request().is_some() && documents::is_remote(project)
    }

    /// The version of a product that is to be fetched, if the document is named like this.
    fn request(&self) -> Option<DocumentRequest> {
        self.document.to_str().and_then(DocumentRequest::parse)
    }

    /// Prints why there is no document.
    fn print(&self, unread: Unread) {
        match unread {
            Unread::Faulty(diagnostic) => print_diagnostics(self, &[*diagnostic], []),
            Unread::Unfetched(Failure { kind, message, help }) => {
                terminal::err(&self.message_format.failure(kind, "", &message, &help));
            }
        }
    }

    fn incoming(&self, project: &Project) -> Result<Incoming, Unread> {
        let Some(request) = self.request() else { return Ok(Incoming::read(&self.document, project)?) };
        let source = DocumentSource::of(project, self.offline).map_err(Unread::Unfetched)?;
        Incoming::fetch(&source, &request.product, Some(&request.version), &Progress::new(self.message_format))
    }
}

/// Names of operations as the document spells them; those that it does not have stay as they are.
fn spelled(names: &[String], upstream: &Upstream<'_>) -> Vec<String> {
    names.iter().map(|name| upstream.operation(name).unwrap_or(name).to_owned()).collect()
}

/// Prints diagnostics with excerpts of these files.
fn print_diagnostics<'a>(args: &Args, diagnostics: &[Diagnostic], files: impl IntoIterator<Item = &'a Input>) {
    let texts = Texts::of(files.into_iter().flat_map(Input::files));
    terminal::err(&args.message_format.diagnostics(diagnostics, &texts, Policy::default()));
}

struct Job<'a> {
    args: &'a Args,
    folder: &'a Path,
    /// The folder as messages name it.
    shown: String,
    incoming: &'a Incoming,
    /// Whether new elements are described by hand.
    describes: bool,
}

/// A result whose error has been printed.
type Reported<T> = Result<T, ()>;

/// A document, imported into the file as it was at that time.
struct Imported {
    path: PathBuf,
    /// The path as messages name it.
    shown: String,
    existing: Option<Input>,
    options: Options,
    outcome: Outcome,
}

impl Imported {
    fn is_changed(&self) -> bool {
        self.existing.as_ref().is_none_or(|existing| existing.text != self.outcome.text)
    }

    /// Writes the file.
    fn write(&self) -> io::Result<Replacement> {
        self.path.parent().into_iter().for_each(draft::remove_left_behind);
        if !self.is_changed() {
            return Ok(Replacement::Done);
        }
        let old = self.existing.as_ref().map(|existing| existing.text.as_str());
        replace_unchanged(&self.path, old, &self.outcome.text)
    }
}

impl Job<'_> {
    fn run(&self) -> Reported<()> {
        let dry_run = self.args.dry_run;
        let (imported, written) = loop {
            let imported = self.imported()?;
            match if dry_run { Ok(Replacement::Done) } else { imported.write() } {
                // What others imported meanwhile is not lost.
                Ok(Replacement::Outdated) => {}
                written => break (imported, written),
            }
        };
        let Imported { shown, options, outcome, .. } = &imported;
        terminal::out(&report::text(&outcome.report, options, self.args.advice, self.args.verbose));
        self.warn(outcome, shown);
        if let Err(error) = written {
            let help = "fix the cause, then import again; the file is unchanged";
            let message = format!("cannot write `{shown}`: {error}");
            terminal::err(&self.args.message_format.failure("output", shown, &message, help));
            return Err(());
        }
        terminal::out(&report::last(outcome, shown, imported.is_changed(), dry_run));
        Ok(())
    }

    /// Imports the document into the file as it is.
    fn imported(&self) -> Reported<Imported> {
        let input = &self.incoming.input;
        let upstream =
            Upstream::read(input).map_err(|diagnostics| print_diagnostics(self.args, &diagnostics, [input]))?;
        if let Some(request) = self.args.request()
            && let Some(other) = other_document(&upstream, &request, &input.path)
        {
            print_diagnostics(self.args, &[other], []);
            return Err(());
        }
        let file = upstream.file();
        let (path, shown) = (self.folder.join(&file), shown_join(&self.shown, &file));
        let existing = self.existing(&path, &shown)?;
        let options = self.options(&file, &upstream);
        let outcome = import(upstream, existing.as_ref(), &options)
            .map_err(|diagnostics| print_diagnostics(self.args, &diagnostics, existing.iter().chain([input])))?;
        Ok(Imported { path, shown, existing, options, outcome })
    }

    /// The file as it is, if there is one.
    fn existing(&self, path: &Path, shown: &str) -> Reported<Option<Input>> {
        if !path.exists() {
            return Ok(None);
        }
        let read = specs::read::document(path, shown)
            .map_err(|diagnostic| print_diagnostics(self.args, &[*diagnostic], []))?;
        Ok(Some(read))
    }

    fn options(&self, file: &str, upstream: &Upstream<'_>) -> Options {
        let args = self.args;
        let operations = match args.operations.as_slice() {
            _ if args.all => Operations::All,
            [] => Operations::Present,
            named => Operations::Named(spelled(named, upstream)),
        };
        Options {
            operations,
            without_texts: args.no_texts,
            update_texts: args.update_texts,
            prune: args.prune,
            unite: false,
            older: args.older,
            source: args.source.clone().unwrap_or_else(|| self.incoming.name.clone()),
            date: args.date.clone().or_else(|| self.incoming.date(file)),
            sha256: self.incoming.sha256.clone(),
        }
    }

    /// Warnings about the document and about the new text.
    fn warn(&self, outcome: &Outcome, shown: &str) {
        let mut warnings = report::warnings(&outcome.report, self.describes || self.args.no_texts, self.args.verbose);
        for warning in &mut warnings {
            shown.clone_into(&mut warning.file);
        }
        print_diagnostics(self.args, &outcome.report.retained, [&self.incoming.input]);
        print_diagnostics(self.args, &warnings, &[Input::new(shown, outcome.text.as_str())]);
    }
}
