//! `describe`: an operation as a page in the terminal, and why it is what it is.
//!
//! | module | what |
//! |---|---|
//! | `view` | what is shown, and at which width |
//! | `page`, `members`, `why` | the page of an operation, its parameters, what was concluded from the document |
//! | `lookup` | finds operations and products |
//! | `contents` | the operations of a product |
//! | `policy`, `json` | the RAM policy of operations; descriptions for programs |
//! | `prose`, `table` | the vendor's Markdown for a terminal |
//! | `text`, `style` | styled text and its lines |

mod contents;
mod json;
mod lookup;
mod members;
mod page;
mod policy;
mod prose;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod view;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use generator::Input;
use generator::describe::Name;
use serde_json::Value;

use self::lookup::{Lookup, Operation};
use self::members::Members;
use self::view::{Section, View, step};
use crate::project::Project;
use crate::report::diagnostics::Policy;
use crate::report::excerpt::Texts;
use crate::report::format::MessageFormat;
use crate::terminal::{self, printable};

/// The widest page, and the one where there is no terminal.
const WIDEST: usize = 100;

/// Show an operation as a page: what it is for, its parameters, response, permissions and errors.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// An operation, by the name that documents have for it, and its product if others have it, too: `RunInstances`,
    /// `Ecs/RunInstances`, `Ecs/2014-05-26/RunInstances`. Behind it, parameters or members of the response to show alone:
    /// `Tag`, `Tag.Key`. A product lists its operations: `Ecs`.
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    /// Show this section alone, in full; may be repeated.
    #[arg(short, long = "section", value_name = "SECTION", value_enum)]
    sections: Vec<Section>,
    /// Show this parameter or member of the response alone, by name or path; may be repeated.
    #[arg(short, long = "parameter", value_name = "NAME")]
    parameters: Vec<String>,
    /// Show everything in full.
    #[arg(long)]
    full: bool,
    /// How many levels of nested members to show.
    #[arg(long, value_name = "N", default_value_t = 3)]
    depth: usize,
    /// Print the smallest RAM policy that allows the operations, as JSON. Warnings tell what documents do not say.
    #[arg(long, conflicts_with_all = ["sections", "parameters", "full", "format"])]
    policy: bool,
    /// The format of the description.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// A tree of .yaml, .yml or .json documents, or one document; may be repeated [default: the project's specs; for
    /// `PRODUCT/OPERATION`, also where `add` takes documents from].
    #[arg(long, value_name = "DIR")]
    specs: Vec<PathBuf>,
    /// Do not use the network.
    #[arg(long)]
    offline: bool,
    /// The format of errors on the standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
}

const EXAMPLES: &str = "\
Examples:
  describe Ecs/RunInstances              the page of an operation
  describe RunInstances Tag              one of its parameters
  describe RunInstances -s errors        all of its errors
  describe RunInstances StopInstance --policy   what a RAM user needs to call both
  describe Ecs                           the operations of a product";

/// For whom descriptions are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a page for each operation.
    #[default]
    Text,
    /// For programs: a JSON list with an object for each operation or product.
    Json,
}

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }

    /// Whether documents are to be fetched over the network.
    pub fn is_remote(&self, project: &Project) -> bool {
        lookup::needs_network(self, project)
    }

    fn names(&self) -> Vec<Name> {
        self.names.iter().map(|name| Name::parse(name)).collect()
    }
}

/// Runs the command.
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let mut lookup = Lookup::of(args, project);
    let mut parts = args.parameters.clone();
    // What is no operation may be a parameter of one that is.
    lookup.unknown.retain(|(name, _)| {
        let part = name.to_string();
        let is_part = lookup.operations.iter().any(|operation| has(operation, &part));
        if is_part {
            parts.push(part);
        }
        !is_part
    });
    report(&lookup, args.message_format);
    let is_done = if args.policy {
        policy::print(
            &lookup.operations.iter().map(|found| &found.description).collect::<Vec<_>>(),
            args.message_format,
        )
    } else {
        print(&lookup, args, &parts)
    };
    if is_done && lookup.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether an operation has a parameter, or a member of the response, with a name or path.
fn has(operation: &Operation, part: &str) -> bool {
    let outcome = operation.description.outcome.as_ref();
    outcome.is_ok_and(|generated| !Members::new(generated, 1, 0).find(part).is_empty())
}

/// Prints what was not found.
fn report(lookup: &Lookup, format: MessageFormat) {
    if !lookup.errors.is_empty() {
        let texts = Texts::of(lookup.inputs.iter().flat_map(Input::files));
        terminal::err(&format.diagnostics(&lookup.errors, &texts, Policy::default()));
    }
    for failure in &lookup.failures {
        terminal::err(&format.failure(failure.kind, "", &failure.message, &failure.help));
    }
    for (name, closest) in &lookup.unknown {
        let name = printable(&name.to_string());
        let message = match lookup.operations.as_slice() {
            [] if lookup.inputs.is_empty() => {
                format!("there is no product `{name}`, and the project has no document with an operation of this name")
            }
            [] => format!("no document has an operation or product `{name}`"),
            [one] => {
                format!("no document has an operation `{name}`, and `{}` no such parameter", one.description.operation)
            }
            _ => format!("no document has an operation `{name}`, and none of the others such a parameter"),
        };
        let help = match closest.clone().or_else(|| closest_part(lookup, &name)) {
            Some(name) => format!("did you mean `{}`?", printable(&name)),
            None => "name the product, too, as in `Ecs/RunInstances`, or other documents with `--specs`".to_owned(),
        };
        terminal::err(&format.failure("unknown-operation", "", &message, &help));
    }
}

/// The parameter that is called like a name that nothing has.
fn closest_part(lookup: &Lookup, name: &str) -> Option<String> {
    let generated = lookup.operations.iter().filter_map(|operation| operation.description.outcome.as_ref().ok());
    let names = generated.flat_map(|generated| generated.operation().request.fields.iter().map(|f| f.wire.as_str()));
    generator::closest(name, names).map(str::to_owned)
}

/// Prints pages, or JSON; whether all parts were found.
fn print(lookup: &Lookup, args: &Args, parts: &[String]) -> bool {
    if args.format == Format::Json {
        let operations = lookup.operations.iter().map(|operation| json::operation(&operation.description, args.depth));
        let list: Vec<Value> = operations.chain(lookup.products.iter().map(json::contents)).collect();
        terminal::out(&json::text(&Value::Array(list)));
        return true;
    }
    let texts = Texts::of(lookup.inputs.iter().flat_map(Input::files));
    let width = width();
    let view = View { width, depth: args.depth, step: step(width), sections: &args.sections, is_full: args.full };
    let mut pages: Vec<String> =
        lookup.products.iter().map(|contents| contents::page(contents, width, view.step)).collect();
    let mut is_complete = true;
    for operation in &lookup.operations {
        match parts {
            [] => {
                let mut page = page::page(operation, &view);
                if view.is_asked(Section::Why) {
                    page += &why::diagnostics(&operation.description.diagnostics, &texts);
                }
                pages.push(page);
            }
            parts => pages.extend(page::parts(&operation.description, &view, parts)),
        }
    }
    for part in parts.iter().filter(|part| !lookup.operations.iter().any(|operation| has(operation, part))) {
        let message = format!("no parameter, and no member of a response, is called `{}`", printable(part));
        let help = closest_part(lookup, part).map_or_else(
            || "names are spelled as in the vendor's documents: `Tag`, `Tag.Key`".to_owned(),
            |name| format!("did you mean `{}`?", printable(&name)),
        );
        terminal::err(&args.message_format.failure("unknown-parameter", "", &message, &help));
        is_complete = false;
    }
    terminal::out(&pages.join("\n"));
    is_complete
}

/// The width of the terminal within bounds.
fn width() -> usize {
    terminal::columns().unwrap_or(WIDEST).min(WIDEST)
}
