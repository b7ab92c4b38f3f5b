//! `add`: operations of a product, into the imported documents and the configuration.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use generator::config::{Addition, add};

use super::import;
use crate::draft::Draft;
use crate::program;
use crate::project::{CONFIGURATION, Project};
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::SpecFiles;
use crate::terminal::{self, WARN};

/// Add operations of a product to a crate: import them, and list them in the configuration.
#[derive(clap::Args)]
pub struct Args {
    /// The product, and its version if there are several: `ecs`, `ecs/2014-05-26`.
    #[arg(value_name = "PRODUCT[/VERSION]")]
    product: String,
    /// The operations, by the names that documents have for them [default: all].
    #[arg(value_name = "OPERATION")]
    operations: Vec<String>,
    /// The document, JSON or YAML; `-` is standard input [default: from the folder `documents` of the configuration].
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The crate, if the configuration has several.
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,
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
pub fn run(args: &Args, project: &Project) -> ExitCode {
    match added(args, project) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure { kind, message, help }) => {
            terminal::err(&args.message_format.failure(kind, "", &message, &help));
            ExitCode::FAILURE
        }
    }
}

/// Whether it went well; if not, that has been printed, or is returned.
fn added(args: &Args, project: &Project) -> Result<bool, Failure> {
    let package = &project.one_crate(args.krate.as_deref())?.name.value;
    let (product, version) = match args.product.split_once('/') {
        Some((product, version)) => (product, Some(version)),
        None => (args.product.as_str(), None),
    };
    let document = match &args.from {
        Some(path) => path.clone(),
        None => find(project, product, version)?,
    };
    let Some(document) = import::Addition::read(document, &args.operations, args.message_format, project) else {
        return Ok(false);
    };
    check(&document, product, version)?;
    // The new text comes first: nothing is imported that cannot be listed.
    let path = project.root().join(CONFIGURATION);
    let text = fs::read_to_string(&path).map_err(|error| unusable("read", &error))?;
    let (name, version) = (document.product.clone(), document.version.clone());
    let addition = Addition { package, product: &name, version: &version, operations: &args.operations };
    let new = add(CONFIGURATION, &text, &addition).ok_or_else(|| by_hand(&addition))?;
    if !document.import(project) {
        return Ok(false);
    }
    if new != text {
        let draft = Draft::within(project.root());
        draft.replace_safely(&path, &new).map_err(|error| unusable("write", &error))?;
        terminal::out(&format!("{WARN}~{WARN:#} {CONFIGURATION}\n"));
    }
    terminal::out(&format!("next: `{} gen`\n", program::name()));
    Ok(true)
}

/// Makes sure that a document is about the product that was named.
fn check(document: &import::Addition, product: &str, version: Option<&str>) -> Result<(), Failure> {
    let is_meant = document.product.eq_ignore_ascii_case(product)
        && version.is_none_or(|version| document.version.eq_ignore_ascii_case(version));
    if is_meant {
        return Ok(());
    }
    Err(Failure {
        kind: "other-document",
        message: format!("the document is about {} {}", document.product, document.version),
        help: format!("name that product: `{}/{}`", document.product.to_lowercase(), document.version),
    })
}

/// That the text of the configuration cannot be changed.
fn by_hand(addition: &Addition<'_>) -> Failure {
    let Addition { package, product, version, .. } = addition;
    Failure {
        kind: "configuration",
        message: format!("cannot add to the products of `{package}`: the list in `{CONFIGURATION}` is in brackets"),
        help: format!("write it with one element a line, or add `{product}`, `{version}` and the operations by hand"),
    }
}

fn unusable(action: &str, error: &std::io::Error) -> Failure {
    Failure {
        kind: "configuration",
        message: format!("cannot {action} `{CONFIGURATION}`: {error}"),
        help: "fix the cause, then run the command again".to_owned(),
    }
}

/// The document of a product below the folder that the configuration names.
fn find(project: &Project, product: &str, version: Option<&str>) -> Result<PathBuf, Failure> {
    let failure = |message: String, help: String| Err(Failure { kind: "missing-document", message, help });
    let documents = project.configuration().and_then(|configuration| configuration.documents.as_ref());
    let Some(folder) = documents.filter(|documents| !documents.value.contains("://")) else {
        let help = format!("name one with `--from FILE`, or a folder with `documents` in `{CONFIGURATION}`");
        return failure(format!("no document of `{product}` is at hand"), help);
    };
    let found = SpecFiles::find(&[project.root().join(&folder.value)], project);
    if let Some(fault) = found.faults.first().filter(|_| found.documents.is_empty()) {
        return failure(format!("`{}`: {}", fault.file, fault.message), fault.help.clone().unwrap_or_default());
    }
    let candidates: Vec<_> = found
        .documents
        .iter()
        .filter(|document| parts(&document.relative).any(|part| part.eq_ignore_ascii_case(product)))
        .filter(|document| version.is_none_or(|version| document.relative.contains(version)))
        .collect();
    match candidates.as_slice() {
        [only] => Ok(only.path().to_owned()),
        [] => {
            let known = found.documents.iter().flat_map(|document| parts(&document.relative));
            let wanted = version.map_or_else(|| product.to_owned(), |version| format!("{product} {version}"));
            let message = format!("no document of `{wanted}` in `{}`", folder.value);
            match generator::closest(product, known).filter(|close| !close.eq_ignore_ascii_case(product)) {
                Some(close) => failure(message, format!("did you mean `{close}`?")),
                None => failure(message, "name the document with `--from FILE`".to_owned()),
            }
        }
        several => {
            let names: Vec<_> = several.iter().take(SHOWN).map(|document| format!("`{}`", document.relative)).collect();
            let more = if several.len() > SHOWN { ", …" } else { "" };
            let message = format!("there are several documents of `{product}`: {}{more}", names.join(", "));
            failure(message, format!("name the version, `{product}/VERSION`, or the document with `--from FILE`"))
        }
    }
}

/// How many documents are named at most.
const SHOWN: usize = 5;

/// The names in a path, without the ending of the file: `2024-06/ecs/2014-05-26/api-docs.json`.
fn parts(relative: &str) -> impl Iterator<Item = &str> {
    let stem = relative.rsplit_once('.').map_or(relative, |(stem, _)| stem);
    stem.split('/')
}
