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
mod told;
pub(crate) mod view;

use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use generator::diff::{self, Report, Weight};
use generator::{Diagnostic, Input};

use crate::report::diagnostics::{self, Policy};
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::Specs;
use crate::terminal::{self, BAD, count};
use crate::workspace::Workspace;
use side::Side;
use view::View;

/// Tells what changed between two editions of documents, and which version of `generated` that asks for.
///
/// OLD and NEW are folders, documents, or revisions of git: `HEAD`, `v0.1.0`, `main~3`, or `v0.1.0:specs/ice` for a part
/// of one. Where a path and a revision have the same name, it is the path. A single document without NEW is compared with
/// the project's document of the same product and version.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What was.
    #[arg(value_name = "OLD", default_value = "HEAD")]
    old: String,
    /// What is [default: the project's specs as they are now].
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// For whom the report is.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Fail when generated code has changes of a class; may be repeated, or be a list with commas.
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = weight())]
    deny: Vec<Weight>,
    /// Show every change by itself, however many there are.
    #[arg(long)]
    verbose: bool,
    /// The form of everything that is told on the standard error [default: json with `--format json`, else human].
    #[arg(long, value_name = "FORMAT", value_enum)]
    message_format: Option<MessageFormat>,
}

impl Args {
    /// A program that reads the report reads what is told beside it.
    fn message_format(&self) -> MessageFormat {
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

fn weight() -> impl TypedValueParser<Value = Weight> {
    PossibleValuesParser::new(Weight::ALL.map(Weight::name))
        .try_map(|name| Weight::ALL.into_iter().find(|weight| weight.name() == name).ok_or("no class of changes"))
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> ExitCode {
    match compared(args) {
        Ok(is_fine) => ExitCode::from(u8::from(!is_fine)),
        Err(Failure { kind, message, help }) => {
            terminal::err(&args.message_format().failure(kind, "", &message, &help));
            ExitCode::FAILURE
        }
    }
}

/// Prints the report; whether nothing in it is denied.
fn compared(args: &Args) -> Result<bool, Failure> {
    let workspace = Workspace::find();
    let old = Side::of(&args.old, &workspace)?;
    let new =
        args.new.as_deref().map_or_else(|| Ok(Side::working_tree(&workspace)), |new| Side::of(new, &workspace))?;
    let (mut report, errors) = compare(&old.specs, &new.specs);
    if !errors.is_empty() {
        tell(args.message_format(), &errors, [&old, &new]);
        return Ok(false);
    }
    if old.is_document && args.new.is_none() {
        only_the_same(&mut report)?;
    }
    let version = old.version.filter(|_| new.version.is_some());
    let view = View { report: &report, sides: [&old.name, &new.name], version, verbose: args.verbose };
    terminal::out(&match args.format {
        Format::Text => text::render(&view, text::wrap::width()),
        Format::Markdown => markdown::render(&view),
        Format::Json => json::render(&view),
    });
    Ok(!is_denied(args, &report))
}

/// What changed, unless there are errors on a side.
fn compare(old: &Specs, new: &Specs) -> (Report, Vec<Diagnostic>) {
    let diff::Comparison { report, errors } = diff::compare(&old.inputs, &new.inputs);
    let errors = [old.faults.as_slice(), &new.faults, &errors].concat();
    (if errors.is_empty() { report } else { Report::default() }, errors)
}

/// Tells why documents cannot be compared.
fn tell(format: MessageFormat, errors: &[Diagnostic], sides: [&Side; 2]) {
    let texts = Texts::of(sides.into_iter().flat_map(|side| &side.specs.inputs).flat_map(Input::files));
    terminal::err(&match format {
        MessageFormat::Human => {
            let last = format!("{BAD}error{BAD:#}: {}; nothing is compared\n", count(errors.len(), "error"));
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
        help: "name two documents; `cargo xtask import` takes a document over into the project".to_owned(),
    })
}

/// Whether the report has what is denied; then it is told.
fn is_denied(args: &Args, report: &Report) -> bool {
    let denied: Vec<&str> = Weight::ALL
        .into_iter()
        .filter(|weight| args.deny.contains(weight) && report.has(*weight))
        .map(Weight::name)
        .collect();
    if denied.is_empty() {
        return false;
    }
    let classes = denied.join(" and ");
    let message = format!("there are {classes} changes, and `--deny` forbids them");
    let help =
        "hold them back by corrections, or accept them: run again without `--deny`, and `cargo xtask gen --bump`";
    terminal::err(&args.message_format().failure("denied", "", &message, help));
    true
}
