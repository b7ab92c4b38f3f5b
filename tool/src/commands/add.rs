//! `add`: operations of a product, into the imported documents and the configuration.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use generator::config::{Addition, add};

use super::import;
use crate::draft::{Replacement, replace_unchanged};
use crate::program;
use crate::project::{CONFIGURATION, Project};
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::terminal::{self, WARN};

/// Add operations of a product to a crate: import them, and list them in the configuration.
#[derive(clap::Args)]
pub struct Args {
    /// The product, and its version unless it is the one that the vendor prefers: `ecs`, `ecs/2014-05-26`.
    #[arg(value_name = "PRODUCT[/VERSION]")]
    product: String,
    /// The operations, by the names that documents have for them; upper and lower case are alike [default: all].
    #[arg(value_name = "OPERATION")]
    operations: Vec<String>,
    /// The document, JSON or YAML; `-` is standard input [default: from the address or folder `documents` of the configuration,
    /// or from the vendor's metadata service].
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The day on which the document was published [default: the date in its name; today if it is fetched].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = import::date::parse)]
    date: Option<String>,
    /// Do not use the network.
    #[arg(long)]
    offline: bool,
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
    project.one_crate(args.krate.as_deref())?;
    let (product, version) = match args.product.split_once('/') {
        Some((product, version)) => (product, Some(version)),
        None => (args.product.as_str(), None),
    };
    let place = match &args.from {
        Some(path) => import::AdditionPlace::File(path),
        None => import::AdditionPlace::Source { product, version, is_offline: args.offline },
    };
    let (operations, date) = (args.operations.clone(), args.date.clone());
    let Some(document) = import::Addition::read(&place, operations, date, args.message_format, project) else {
        return Ok(false);
    };
    check(&document, product, version)?;
    let listing = Listing { args, project, document: &document };
    // The new text comes first: nothing is imported that cannot be listed.
    listing.texts()?;
    if !document.import(project) {
        return Ok(false);
    }
    if listing.write()? {
        terminal::out(&format!("{WARN}~{WARN:#} {CONFIGURATION}\n"));
    }
    terminal::out(&format!("next: `{} gen`\n", program::name()));
    Ok(true)
}

/// The operations of a document, in the configuration.
struct Listing<'a> {
    args: &'a Args,
    project: &'a Project,
    document: &'a import::Addition,
}

impl Listing<'_> {
    /// Lists them; whether that changed the configuration, which others may change meanwhile.
    fn write(&self) -> Result<bool, Failure> {
        loop {
            let [old, new] = self.texts()?;
            if old == new {
                return Ok(false);
            }
            let path = self.project.root().join(CONFIGURATION);
            match replace_unchanged(&path, Some(&old), &new).map_err(|error| unusable("write", &error))? {
                Replacement::Done => return Ok(true),
                Replacement::Outdated => {}
            }
        }
    }

    /// The configuration as it is, and with the operations.
    fn texts(&self) -> Result<[String; 2], Failure> {
        let old = fs::read_to_string(self.project.root().join(CONFIGURATION));
        let old = old.map_err(|error| unusable("read", &error))?;
        let old = old.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(old);
        let krate = self.project.one_crate(self.args.krate.as_deref())?;
        let (product, version) = (&self.document.product, &self.document.version);
        let listed = krate.products.iter().find(|listed| listed.matches(product, version));
        let operations = &self.document.operations;
        if operations.is_empty() && listed.is_some_and(|listed| listed.operations.is_some()) {
            return Err(lists_its_operations(product, version));
        }
        let addition = Addition { package: &krate.name.value, product, version, operations };
        let new = add(CONFIGURATION, &old, &addition).ok_or_else(|| by_hand(&addition))?;
        Ok([old, new])
    }
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

/// That all operations are asked for of a product that has a list of them.
fn lists_its_operations(product: &str, version: &str) -> Failure {
    Failure {
        kind: "configuration",
        message: format!("the entry of `{product}` {version} in `{CONFIGURATION}` lists its operations"),
        help: "name those to add, or remove the key `operations` from the entry for all of them".to_owned(),
    }
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
