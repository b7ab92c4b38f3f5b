//! `describe`: an operation as a page, and why it is what it is.
//!
//! | module | what |
//! |---|---|
//! | `view` | what is shown, and at which width |
//! | `page`, `members`, `why` | the page of an operation, its parameters, what was concluded from the document |
//! | `prose`, `table` | the vendor's Markdown for a terminal |
//! | `text`, `style` | styled text and its lines |

mod members;
mod page;
mod prose;
mod style;
mod table;
mod text;
mod view;
mod why;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use generator::Input;
use generator::describe::{self, Descriptions, Name};
use terminal_size::Width;

use self::view::{Section, View, step};
use crate::project::Project;
use crate::report::diagnostics::Policy;
use crate::report::excerpt::Texts;
use crate::report::format::MessageFormat;
use crate::specs::Specs;
use crate::terminal::{self, printable};

/// The widest page, and the one where there is no terminal.
const WIDEST: usize = 100;

/// The narrowest page.
const NARROWEST: usize = 40;

/// Shows an operation as a page: what it is for, how it is called, its parameters, its response, its errors and permissions.
#[derive(clap::Args)]
pub struct Args {
    /// An operation, by the name that documents have for it: `TakeoverAIAgentCall`, `Ecs/RunInstances`,
    /// `Ecs/2014-05-26/RunInstances`.
    #[arg(value_name = "OPERATION", required = true)]
    operations: Vec<String>,
    /// Show this section alone, in full; may be repeated.
    #[arg(long = "section", value_name = "SECTION", value_enum)]
    sections: Vec<Section>,
    /// Show everything in full.
    #[arg(long)]
    full: bool,
    /// How many levels of nested members to show.
    #[arg(long, value_name = "N", default_value_t = 3)]
    depth: usize,
    /// A tree of .yaml, .yml or .json documents, or one document; may be repeated [default: the project's specs].
    #[arg(long, value_name = "DIR")]
    specs: Vec<PathBuf>,
    /// The format of errors on the standard error.
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
pub fn run(args: &Args, project: &Project) -> ExitCode {
    let roots = if args.specs.is_empty() { vec![project.specs()] } else { args.specs.clone() };
    let Specs { inputs, faults } = Specs::read(&roots, project);
    let wanted: Vec<Name> = args.operations.iter().map(|name| Name::parse(name)).collect();
    let Descriptions { operations, errors, unknown } = describe::describe(&inputs, &wanted);
    let errors = [faults, errors].concat();
    let texts = Texts::of(inputs.iter().flat_map(Input::files));
    if !errors.is_empty() {
        terminal::err(&args.message_format.diagnostics(&errors, &texts, Policy::default()));
    }
    for (name, closest) in &unknown {
        let message = format!("no document has an operation `{}`", printable(&name.to_string()));
        let help = match closest {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`--specs` names other documents; names are spelled as in the vendor's documents".to_owned(),
        };
        terminal::err(&args.message_format.failure("unknown-operation", "", &message, &help));
    }
    let width = width();
    let view = View { width, depth: args.depth, step: step(width), sections: &args.sections, is_full: args.full };
    let pages: Vec<String> = operations.iter().map(|operation| page::page(operation, &view, &texts)).collect();
    terminal::out(&pages.join("\n"));
    if unknown.is_empty() && errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The width of the terminal within bounds.
fn width() -> usize {
    let width = terminal_size::terminal_size_of(io::stdout()).map(|(Width(width), _)| usize::from(width));
    width.unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}
