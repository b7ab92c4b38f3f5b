//! Where the document of an operation comes from.

use std::path::PathBuf;

use generator::lookup::{self, FoundOperation, NotFound};
use generator::{Diagnostic, Input};
use tool::documents;
use tool::project::Project;
use tool::report::failure::Failure;
use tool::report::format::MessageFormat;

/// What is looked for.
pub(crate) struct Wanted<'a> {
    pub(crate) product: &'a str,
    pub(crate) version: Option<&'a str>,
    pub(crate) operation: &'a str,
    /// Folders or documents that are named on the command line.
    pub(crate) specs: &'a [PathBuf],
    pub(crate) format: MessageFormat,
}

/// Why there is no operation.
pub(crate) enum Missing {
    /// A document cannot be had, or it has no such operation.
    Failed(Failure),
    /// Likewise, and the command line is at fault.
    WrongUsage(Failure),
    /// A document is faulty.
    Faulty { diagnostics: Vec<Diagnostic>, input: Box<Input> },
}

impl Wanted<'_> {
    /// Finds the operation: in the documents that are named; else in that of the project; else where documents come from, also
    /// for an operation that the project's document lacks.
    pub(crate) fn find(&self, project: &Project) -> Result<FoundOperation, Missing> {
        let (product, version) = (self.product, self.version);
        if !self.specs.is_empty() {
            let input = documents::named(self.specs, product, version, project).map_err(Missing::Failed)?;
            return self.within(input);
        }
        let own = documents::own(project, product, version).map_err(Missing::Failed)?;
        let Some(own) = own else { return self.fetched(project, product, version) };
        match lookup::operation(&own, self.operation) {
            Err(NotFound::Unknown { product, version, .. }) => self.fetched(project, &product, Some(&version)),
            found => self.judged(found, own),
        }
    }

    fn fetched(&self, project: &Project, product: &str, version: Option<&str>) -> Result<FoundOperation, Missing> {
        let input = documents::fetched(project, product, version, self.format).map_err(Missing::Failed)?;
        self.within(input)
    }

    fn within(&self, input: Input) -> Result<FoundOperation, Missing> {
        let found = lookup::operation(&input, self.operation);
        self.judged(found, input)
    }

    fn judged(&self, found: Result<FoundOperation, NotFound>, input: Input) -> Result<FoundOperation, Missing> {
        let failure = |kind, message, help| Failure { kind, message, help };
        let is_meant = |product: &str| product.eq_ignore_ascii_case(self.product);
        let other = |product: &str, version: &str| {
            let message = format!("`{}` is the document of {product} {version}", input.path);
            Missing::WrongUsage(failure("other-document", message, format!("name that product: `{product}/{version}`")))
        };
        match found {
            Ok(found) if is_meant(&found.module.product) => Ok(found),
            Ok(found) => Err(other(&found.module.product, &found.module.version)),
            Err(NotFound::Unknown { product, version, .. }) if !is_meant(&product) => Err(other(&product, &version)),
            Err(NotFound::Unknown { product, version, closest }) => {
                let message =
                    format!("{product} {version} has no operation `{}`", tool::terminal::printable(self.operation));
                let help = match closest {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("`cargo alibabacloud describe {product}/{version}` lists them"),
                };
                Err(Missing::WrongUsage(failure("unknown-operation", message, help)))
            }
            Err(NotFound::Refused { operation, reason }) => {
                let message = format!("`{operation}` cannot be called: {reason}");
                Err(Missing::Failed(failure("refused-operation", message, "call it with another tool".to_owned())))
            }
            Err(NotFound::Faulty(diagnostics)) => Err(Missing::Faulty { diagnostics, input: Box::new(input) }),
        }
    }
}
