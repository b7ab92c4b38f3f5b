//! `cargo xtask diff`: what changed between two editions of documents, and which version of `generated` that asks for.
//!
//! ```text
//! side (path or revision → documents) ──▶ generator::diff::compare ──▶ text, markdown or json
//! ```

pub(crate) mod changelog;
mod corrections;
mod cut;
mod json;
mod markdown;
#[cfg(test)]
mod sample;
pub(crate) mod short;
mod side;
mod text;
mod texts;
pub(crate) mod view;
mod wording;

pub(crate) use side::documents_at;

use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use generator::diff::{self, Report, Weight};
use generator::{Diagnostic, Input};

use crate::program;
use crate::project::{Project, Target};
use crate::report::diagnostics::{self, Policy};
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::Specs;
use crate::terminal::{self, BAD, count};
use side::DiffSide;
use view::View;

/// Show what changed between two editions of documents, and which version of the generated crate the changes require.
///
/// OLD and NEW are folders, documents, or revisions of git: `HEAD`, `v0.1.0`, `main~3`, or `v0.1.0:specs/ice` for a part
/// of one. A path takes precedence over a revision of the same name. A single document without NEW is compared with the
/// project's document of the same product and version.
#[derive(clap::Args)]
pub struct Args {
    /// The old edition.
    #[arg(value_name = "OLD", default_value = "HEAD")]
    old: String,
    /// The new edition [default: the project's specs in the working tree].
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// The format of the report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Fail if generated code has changes of this class; may be repeated, or be a comma-separated list.
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = weight())]
    deny: Vec<Weight>,
    /// The crate of the configuration that the report is about [default: all crates, one after the other].
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,
    /// Show every change, without limits or groups.
    #[arg(long)]
    verbose: bool,
    /// The format of messages on standard error [default: json with `--format json`, else human].
    #[arg(long, value_name = "FORMAT", value_enum)]
    message_format: Option<MessageFormat>,
}

impl Args {
    /// The format of messages: a program that reads the report reads these, too.
    pub fn message_format(&self) -> MessageFormat {
        let usual = if self.format == Format::Json { MessageFormat::Json } else { MessageFormat::Human };
        self.message_format.unwrap_or(usual)
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For programs: one object with everything.
    Json,
}

/// `behavior` as it is spelled in Britain.
const BEHAVIOR_IN_BRITISH: &str = "behaviour";

/// A class of changes on the command line.
pub(crate) fn weight() -> impl TypedValueParser<Value = Weight> {
    let value = |weight: Weight| {
        let value = PossibleValue::new(weight.name());
        // The British spelling is no less right.
        if weight == Weight::Behavior { value.alias(BEHAVIOR_IN_BRITISH) } else { value }
    };
    PossibleValuesParser::new(Weight::ALL.map(value)).try_map(|name| {
        let name = if name == BEHAVIOR_IN_BRITISH { Weight::Behavior.name() } else { name.as_str() };
        Weight::ALL.into_iter().find(|weight| weight.name() == name).ok_or("no class of changes")
    })
}

/// Runs the command.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    match compared(args, project) {
        Ok(is_fine) => ExitCode::from(u8::from(!is_fine)),
        Err(Failure { kind, message, help }) => {
            terminal::err(&args.message_format().failure(kind, "", &message, &help));
            ExitCode::FAILURE
        }
    }
}

/// Prints the reports; returns whether nothing in them is denied.
fn compared(args: &Args, project: &Project) -> Result<bool, Failure> {
    let targets = project.named(args.krate.as_deref())?;
    if targets.len() > 1 && args.format == Format::Json {
        return Err(Failure {
            kind: "several-crates",
            message: "there are several crates, and `--format json` is for one report".to_owned(),
            help: "name the crate with `--crate`".to_owned(),
        });
    }
    let mut is_fine = true;
    for target in &targets {
        is_fine &= compared_for(args, project, target)?;
    }
    Ok(is_fine)
}

/// Prints the report of a crate; returns whether nothing in it is denied.
fn compared_for(args: &Args, project: &Project, target: &Target<'_>) -> Result<bool, Failure> {
    let old = DiffSide::of(&args.old, project, target)?;
    let new = args
        .new
        .as_deref()
        .map_or_else(|| Ok(DiffSide::working_tree(project, target)), |new| DiffSide::of(new, project, target))?;
    let (mut report, errors) = compare(&old.specs, &new.specs);
    if !errors.is_empty() {
        print_errors(args.message_format(), &errors, [&old, &new]);
        return Ok(false);
    }
    if old.is_document && args.new.is_none() {
        only_the_same(&mut report)?;
    }
    let version = old.version.filter(|_| new.version.is_some());
    let crate_name = target.crate_name();
    let sides = [old.name.as_str(), new.name.as_str()];
    let view = View { report: &report, sides, crate_name: &crate_name, version, verbose: args.verbose };
    terminal::out(&match args.format {
        Format::Text => text::render(&view, text::wrap::width()),
        Format::Markdown => markdown::render(&view),
        Format::Json => json::render(&view),
    });
    Ok(!is_denied(&args.deny, args.message_format(), &report))
}

/// Prints what changed between two texts of the same documents, and whether nothing in it is denied.
///
/// # Errors
///
/// The documents cannot be compared, for the first of these reasons.
pub(crate) fn between(
    (old, new): (&[Input], &[Input]),
    project: &Project,
    deny: &[Weight],
    verbose: bool,
    format: MessageFormat,
) -> Result<bool, Box<Diagnostic>> {
    let diff::Comparison { report, errors } = diff::compare(old, new);
    if let Some(error) = errors.into_iter().next() {
        return Err(Box::new(error));
    }
    let targets = project.targets();
    let crate_name = match targets.as_slice() {
        [only] => only.crate_name(),
        _ => "crate".to_owned(),
    };
    let view = View { report: &report, sides: ["before", "after"], version: None, crate_name: &crate_name, verbose };
    terminal::out(&text::render(&view, text::wrap::width()));
    Ok(!is_denied(deny, format, &report))
}

/// What changed, unless there are errors on a side.
fn compare(old: &Specs, new: &Specs) -> (Report, Vec<Diagnostic>) {
    let diff::Comparison { report, errors } = diff::compare(&old.inputs, &new.inputs);
    let errors = [old.faults.as_slice(), &new.faults, &errors].concat();
    (if errors.is_empty() { report } else { Report::default() }, errors)
}

/// Prints why documents cannot be compared.
fn print_errors(format: MessageFormat, errors: &[Diagnostic], sides: [&DiffSide; 2]) {
    let texts = Texts::of(sides.into_iter().flat_map(|side| &side.specs.inputs).flat_map(Input::files));
    terminal::err(&match format {
        MessageFormat::Human => {
            let last = format!("{BAD}error{BAD:#}: {}; nothing was compared\n", count(errors.len(), "error"));
            diagnostics::render(errors, &texts, Policy::default()) + &last
        }
        _ => format.diagnostics(errors, &texts, Policy::default()),
    });
}

/// Leaves only the document that was named, if the project has it, too.
fn only_the_same(report: &mut Report) -> Result<(), Failure> {
    report.documents.retain(|document| document.old.is_some());
    let Some(missing) = report.documents.iter().find(|document| document.new.is_none()) else { return Ok(()) };
    let path = missing.old.as_ref().map_or("", |edition| edition.path.as_str());
    Err(Failure {
        kind: "no-counterpart",
        message: format!(
            "the project has no document of {} {} to compare `{path}` with",
            missing.product, missing.version
        ),
        help: format!("name two documents; `{} import` takes a document over into the project", program::name()),
    })
}

/// Whether the report has changes that are denied; if so, prints that.
fn is_denied(deny: &[Weight], format: MessageFormat, report: &Report) -> bool {
    let denied: Vec<&str> = Weight::ALL
        .into_iter()
        .filter(|weight| deny.contains(weight) && report.has(*weight))
        .map(Weight::name)
        .collect();
    if denied.is_empty() {
        return false;
    }
    let classes = denied.join(" and ");
    let message = format!("there are {classes} changes, denied by `--deny`");
    let help = format!("hold them back with corrections, or accept them with `{} gen --bump`", program::name());
    terminal::err(&format.failure("denied", "", &message, &help));
    true
}
