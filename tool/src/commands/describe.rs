//! `cargo xtask describe`: what is known of an operation, and why.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use generator::describe::{self, Description, Descriptions, EffectReport, Evidence, Generated, ParameterReport};
use generator::model::{Effect, Paging, PagingStyle, Unpaged};
use generator::{Diagnostic, Input, Position};

use crate::project::Project;
use crate::report::diagnostics::{self, Policy};
use crate::report::excerpt::Texts;
use crate::report::format::MessageFormat;
use crate::specs::Specs;
use crate::terminal::{self, NOTE, WARN, printable};

/// Columns before what a line is about.
const INDENT: usize = 13;

/// Shows what is known of an operation, and why: how it is called, whether it only reads, what is generated from it.
#[derive(clap::Args)]
pub struct Args {
    /// An operation, by the name that documents have for it: `TakeoverAIAgentCall`.
    #[arg(value_name = "OPERATION", required = true)]
    operations: Vec<String>,
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
    let wanted: Vec<&str> = args.operations.iter().map(String::as_str).collect();
    let Descriptions { operations, errors, unknown } = describe::describe(&inputs, &wanted);
    let errors = [faults, errors].concat();
    let texts = Texts::of(inputs.iter().flat_map(Input::files));
    if !errors.is_empty() {
        terminal::err(&args.message_format.diagnostics(&errors, &texts, Policy::default()));
    }
    for (name, closest) in &unknown {
        let message = format!("no document has an operation `{}`", printable(name));
        let help = match closest {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`--specs` names other documents; names are spelled as in the vendor's documents".to_owned(),
        };
        terminal::err(&args.message_format.failure("unknown-operation", "", &message, &help));
    }
    let pages: Vec<String> = operations.iter().map(|operation| page(operation, &texts)).collect();
    terminal::out(&pages.join("\n"));
    if unknown.is_empty() && errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn page(operation: &Description, texts: &Texts<'_>) -> String {
    let Description { product, version, operation: name, summary, .. } = operation;
    let mut page = format!("{NOTE}{product} {version} {name}{NOTE:#}\n");
    if !summary.is_empty() {
        let _ = writeln!(page, "{}", printable(summary));
    }
    page.push('\n');
    line(&mut page, "document", &place(&operation.file, operation.position));
    match &operation.outcome {
        Ok(generated) => call(&mut page, generated),
        Err(reason) => line(&mut page, "refused", &printable(reason)),
    }
    effect(&mut page, &operation.effect);
    if let Ok(generated) = &operation.outcome {
        line(&mut page, "retried", &printable(&generated.retried));
        types(&mut page, generated);
    }
    remarks(&mut page, &operation.diagnostics, texts);
    page
}

fn call(page: &mut String, call: &Generated) {
    line(page, "method", &call.method);
    let path = call.path.as_deref().map_or_else(|| "/ (RPC style)".to_owned(), |path| format!("{path} (ROA style)"));
    let signed = if call.signed { "signed" } else { "not signed" };
    let stream = if call.event_stream { ", answers with a stream of events" } else { "" };
    line(page, "call", &format!("{} {path}, {signed}{stream}", call.verb));
    if call.deprecated {
        line(page, "deprecated", "the document says so");
    }
    let token = match &call.token {
        Some(token) => format!("{token}: the service carries out calls with the same token once"),
        None => "none".to_owned(),
    };
    line(page, "token", &token);
    pages(page, &call.paging);
}

/// How pages follow each other, and below it where the parts are.
fn pages(page: &mut String, paging: &Result<Paging, Unpaged>) {
    let paging = match paging {
        Ok(paging) => paging,
        Err(reason) => return line(page, "paged", &printable(&format!("no: {reason}"))),
    };
    let (selects, total) = match &paging.style {
        PagingStyle::Token { response } => (format!("takes the token `{response}` of the page before"), None),
        PagingStyle::Number { first: 1, total } => ("takes the number of the page".to_owned(), Some(total)),
        PagingStyle::Number { first, total } => (format!("takes the number of the page, from {first} on"), Some(total)),
        PagingStyle::Offset { total } => ("takes the number of items before the page".to_owned(), Some(total)),
    };
    line(page, "paged", &printable(&format!("`{}` {selects}", paging.request)));
    let missing = || "not given".to_owned();
    let size = paging.size.clone().unwrap_or_else(missing);
    let total = total.map(|total| ("total", total.clone().unwrap_or_else(missing)));
    let items = ("items", format!("{}  {}", paging.items_path(), paging.evidence));
    for (name, text) in [items, ("size", size)].into_iter().chain(total) {
        let _ = writeln!(page, "{:INDENT$}{name:5}  {}", "", printable(&text));
    }
}

/// What the operation counts as, and below it what speaks for that.
fn effect(page: &mut String, report: &EffectReport) {
    let conclusion = match (report.effect, is_corrected(report)) {
        (Effect::Read, true) => "read: a correction says so",
        (Effect::Write, true) => "write: a correction says so",
        (Effect::Read, false) => "read: the name and a field say so",
        (Effect::Write, false) => "write: a read needs a name that reads and a field that agrees",
    };
    line(page, "effect", conclusion);
    let rows: Vec<(&str, String, String)> = report.evidence.iter().map(row).collect();
    let source = rows.iter().map(|row| row.0.len()).max().unwrap_or_default();
    let value = rows.iter().filter(|row| !row.2.is_empty()).map(|row| row.1.chars().count()).max().unwrap_or_default();
    for (name, shown, at) in &rows {
        let text = format!("{:INDENT$}{name:source$}  {shown:value$}  {at}", "");
        let _ = writeln!(page, "{}", text.trim_end());
    }
}

/// Where something stands, what it is, and its place.
fn row(evidence: &Evidence) -> (&'static str, String, String) {
    let at = evidence.place.as_ref().map(|(file, position)| place(file, Some(*position)));
    (evidence.source, value(evidence), at.unwrap_or_default())
}

fn is_corrected(report: &EffectReport) -> bool {
    report.evidence.iter().any(|evidence| evidence.source == "effect")
}

fn value(evidence: &Evidence) -> String {
    match (&evidence.value, evidence.source) {
        (Some(word), "name") => format!("begins with `{word}`"),
        (None, "name") => "does not begin with a word that reads".to_owned(),
        (Some(value), _) => printable(value),
        (None, _) => "not given".to_owned(),
    }
}

fn types(page: &mut String, operation: &Generated) {
    let required = operation.parameters.iter().filter(|parameter| parameter.required).count();
    let count = operation.parameters.len();
    let parameters = terminal::count(count, "parameter");
    line(page, "request", &format!("{}: {parameters}, {required} required", operation.request));
    let width = |part: fn(&ParameterReport) -> &str| {
        operation.parameters.iter().map(|parameter| part(parameter).chars().count()).max().unwrap_or_default()
    };
    let [wire, ty] = [width(|parameter| &parameter.wire), width(|parameter| &parameter.ty)];
    for parameter in &operation.parameters {
        let required = if parameter.required { ", required" } else { "" };
        let _ = writeln!(
            page,
            "{:INDENT$}{:wire$}  {:ty$}  {}{required}",
            "",
            printable(&parameter.wire),
            parameter.ty,
            parameter.location
        );
    }
    line(page, "response", &operation.response);
    if !operation.permissions.is_empty() {
        line(page, "permissions", &printable(&operation.permissions.join(", ")));
    }
}

fn remarks(page: &mut String, all: &[Diagnostic], texts: &Texts<'_>) {
    if !all.is_empty() {
        let _ = writeln!(page, "\n{WARN}Diagnostics:{WARN:#}\n");
        page.push_str(&diagnostics::render(all, texts, Policy::default()));
    }
}

fn line(page: &mut String, label: &str, text: &str) {
    let _ = writeln!(page, "{label:INDENT$}{text}");
}

fn place(file: &str, position: Option<Position>) -> String {
    match position {
        Some(Position { line, column }) => format!("{file}:{line}:{column}"),
        None => file.to_owned(),
    }
}
