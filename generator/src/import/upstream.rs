//! The document to import: its product and version, and whether it can be read.

use super::options::Operations;
use super::select;
use super::spelling::Spelling;
use super::tree::{field, members};
use crate::Owner;
use crate::spec::file::ParsedFile;
use crate::spec::tree::Node;
use crate::spec::{Fault, LoadedDocument};
use crate::{Diagnostic, Input, Position, Severity};
use std::collections::BTreeSet;

/// A document that can be imported.
#[derive(Debug)]
pub struct Upstream<'a> {
    pub(super) input: &'a Input,
    pub(super) root: Node<'a>,
    product: String,
    version: String,
}

impl<'a> Upstream<'a> {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The diagnostics when it cannot be read, or its product or version is unknown.
    pub fn read(input: &'a Input) -> Result<Self, Vec<Diagnostic>> {
        let (_, root) = ParsedFile::parse(&input.path, &input.text).map_err(|diagnostic| vec![*diagnostic])?;
        if let Some(message) = error_response(&root) {
            let help = "fetch the document again";
            let position = Some(Position { line: 1, column: 1 });
            return Err(vec![Diagnostic { position, ..Diagnostic::error("document", &input.path, &message, help) }]);
        }
        let [product, version] = identity(&mut LoadedDocument::read(input).map_err(|diagnostic| vec![*diagnostic])?)?;
        Ok(Self { input, root, product, version })
    }

    /// The code of its product, as the document has it: `Ecs`.
    #[must_use]
    pub fn product(&self) -> &str {
        &self.product
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The path of its file below the folder of specifications: `ice/2020-11-09.yaml`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}/{}.yaml", self.product.to_lowercase(), self.version)
    }

    /// An operation as the document spells it; `None` if it has none of this name, upper and lower case alike, or several.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&str> {
        let mut alike = select::operations(&self.root).filter(|operation| operation.eq_ignore_ascii_case(name));
        let first = alike.next()?;
        let exact = || select::operations(&self.root).find(|operation| *operation == name);
        if alike.next().is_none() { Some(first) } else { exact() }
    }

    /// The tree of our file, which must have the same product and version.
    pub(super) fn counterpart<'b>(&self, input: &'b Input) -> Result<Node<'b>, Vec<Diagnostic>>
    where
        'a: 'b,
    {
        let (_, root) = ParsedFile::parse(&input.path, &input.text).map_err(|diagnostic| vec![*diagnostic])?;
        let mut source = LoadedDocument::read(input).map_err(|diagnostic| vec![*diagnostic])?;
        let document = identity(&mut source)?;
        strict(&source)?;
        let ours = document.map(|text| text.to_lowercase());
        if ours != [&self.product, &self.version].map(|text| text.to_lowercase()) {
            let message = format!(
                "this file is for {} {}, but the document is for {} {}",
                ours[0], ours[1], self.product, self.version
            );
            return Err(vec![Diagnostic::error(
                "other-document",
                &input.path,
                &message,
                "import into another file, or move this one",
            )]);
        }
        Ok(root)
    }

    /// The operations that the file is going to have.
    pub(super) fn selected(
        &self,
        ours: Option<&Node<'_>>,
        wanted: &Operations,
        spelling: &Spelling,
    ) -> Result<BTreeSet<String>, Vec<Diagnostic>> {
        let theirs: Vec<&str> = select::operations(&self.root).collect();
        let present = ours.into_iter().flat_map(select::operations);
        let called = |name| spelling.operations.get(name).map_or_else(|| str::to_owned(name), Clone::clone);
        let mut selected: BTreeSet<String> = present.map(called).collect();
        let known: BTreeSet<&str> = theirs.iter().copied().collect();
        match wanted {
            Operations::Named(names) => {
                let unknown: Vec<&String> =
                    names.iter().filter(|name| !known.contains(name.as_str()) && !selected.contains(*name)).collect();
                if !unknown.is_empty() {
                    return Err(unknown.into_iter().map(|name| self.unknown(name, &theirs)).collect());
                }
                selected.extend(names.iter().cloned());
            }
            Operations::All => selected.extend(theirs.iter().map(|&name| name.to_owned())),
            Operations::Present if ours.is_none() => selected.extend(theirs.iter().map(|&name| name.to_owned())),
            Operations::Present => {}
        }
        Ok(selected)
    }

    fn unknown(&self, name: &str, known: &[&str]) -> Diagnostic {
        let similar: Vec<String> = select::similar(name, known).iter().map(|name| format!("`{name}`")).collect();
        let help = match similar.as_slice() {
            [] => format!("the document has {} operations", known.len()),
            _ => format!("did you mean {}?", similar.join(" or ")),
        };
        Diagnostic::error(
            "unknown-operation",
            &self.input.path,
            &format!("the document has no operation `{name}`"),
            &help,
        )
    }
}

/// Product and version of a document.
fn identity(source: &mut LoadedDocument<'_>) -> Result<[String; 2], Vec<Diagnostic>> {
    let info = &source.document.info;
    let (mut faults, mut is_known) = (Vec::new(), true);
    for (name, what) in [(&info.product, "product"), (&info.version, "version")] {
        let is_faulty = source.faults.iter().any(|fault| fault.at == name.at && fault.severity == Severity::Error);
        if name.text.trim().starts_with('.') && !is_faulty {
            let message = format!("`{}` is not a valid {what}", name.text.trim());
            faults.push(
                Fault::new(Severity::Error, "name", name.at, message)
                    .help("it becomes a file name, which must not begin with a dot"),
            );
        }
        is_known &= !is_faulty && !name.text.trim().is_empty();
    }
    if !is_known {
        faults.extend(source.faults.iter().filter(|fault| is_of_document(fault)).cloned());
    }
    let names = [&info.product, &info.version].map(|name| name.text.trim().to_owned());
    if faults.is_empty() { Ok(names) } else { Err(source.diagnostics(faults)) }
}

/// The errors that make the whole document unreadable.
pub(super) fn readable(source: &LoadedDocument<'_>) -> Result<(), Vec<Diagnostic>> {
    without(source, is_of_document)
}

/// All errors: our own file must be readable in full.
fn strict(source: &LoadedDocument<'_>) -> Result<(), Vec<Diagnostic>> {
    without(source, is_error)
}

fn without(source: &LoadedDocument<'_>, matches: fn(&Fault) -> bool) -> Result<(), Vec<Diagnostic>> {
    let faults: Vec<Fault> = source.faults.iter().filter(|fault| matches(fault)).cloned().collect();
    if faults.is_empty() { Ok(()) } else { Err(source.diagnostics(faults)) }
}

fn is_of_document(fault: &Fault) -> bool {
    is_error(fault) && fault.owner == Owner::Document
}

/// Corrections that do not apply are reported by the generator.
fn is_error(fault: &Fault) -> bool {
    fault.severity == Severity::Error && fault.kind != "correction"
}

/// The message for an error response of the vendor's server, if this is one.
fn error_response(root: &Node<'_>) -> Option<String> {
    let has = |name: &str| members(root).iter().find(|entry| entry.key.eq_ignore_ascii_case(name));
    let code = has("code").filter(|_| has("info").is_none() && has("apis").is_none())?;
    let message = has("message").map(|entry| field(root, &entry.key)).unwrap_or_default();
    let parts: Vec<&str> = [field(root, &code.key), message].into_iter().filter(|part| !part.is_empty()).collect();
    Some(format!("this is an error response, not an api-docs document: {}", parts.join(", ")))
}
