//! The incoming document: what it is, and whether it can be used.

use super::spelling::Spelling;
use super::tree::{field, members};
use super::{Operations, fault, select};
use crate::spec::file::File;
use crate::spec::tree::Node;
use crate::spec::{Fault, Source};
use crate::{Finding, Input, Position, Severity};
use std::collections::BTreeSet;

/// A document that can be imported.
#[derive(Debug)]
pub struct Upstream<'a> {
    path: &'a str,
    pub(super) root: Node<'a>,
    product: String,
    version: String,
    /// Faults of single operations: they only count when these are taken.
    faults: Vec<Finding>,
}

impl<'a> Upstream<'a> {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The findings when it is no document, or says not of which product and version.
    pub fn read(input: &'a Input) -> Result<Self, Vec<Finding>> {
        let (_, root) = File::parse(&input.path, &input.text).map_err(|finding| vec![*finding])?;
        if let Some(answer) = answer(&root) {
            let help = "fetch the document again";
            let position = Some(Position { line: 1, column: 1 });
            return Err(vec![Finding { position, ..fault("document", &input.path, &answer, help) }]);
        }
        let (document, faults) = errors(input)?;
        let [product, version] = document;
        Ok(Self { path: &input.path, root, product, version, faults })
    }

    /// The file that the document belongs in, below the folder of all of them: `ice/2020-11-09.yaml`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}/{}.yaml", self.product.to_lowercase(), self.version)
    }

    /// The tree of our file, which must be about the same.
    pub(super) fn counterpart<'b>(&self, input: &'b Input) -> Result<Node<'b>, Vec<Finding>>
    where
        'a: 'b,
    {
        let (_, root) = File::parse(&input.path, &input.text).map_err(|finding| vec![*finding])?;
        let (document, faults) = errors(input)?;
        if !faults.is_empty() {
            return Err(faults);
        }
        let ours = document.map(|text| text.to_lowercase());
        if ours != [&self.product, &self.version].map(|text| text.to_lowercase()) {
            let message = format!(
                "this file is about {} {}, the document is about {} {}",
                ours[0], ours[1], self.product, self.version
            );
            return Err(vec![fault("other-document", &input.path, &message, "move the file to where it belongs")]);
        }
        Ok(root)
    }

    /// The operations that the file has from now on.
    pub(super) fn selected(
        &self,
        ours: Option<&Node<'_>>,
        wanted: &Operations,
        spelling: &Spelling,
    ) -> Result<BTreeSet<String>, Vec<Finding>> {
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
        let is_taken = |fault: &&Finding| fault.operation.as_ref().is_none_or(|name| selected.contains(name));
        let faults: Vec<Finding> = self.faults.iter().filter(is_taken).cloned().collect();
        if faults.is_empty() { Ok(selected) } else { Err(faults) }
    }

    fn unknown(&self, name: &str, known: &[&str]) -> Finding {
        let offered: Vec<String> = select::offered(name, known).iter().map(|name| format!("`{name}`")).collect();
        let help = match offered.as_slice() {
            [] => format!("the document has {} operations; names count case", known.len()),
            _ => format!("did you mean {}?", offered.join(" or ")),
        };
        fault("unknown-operation", self.path, &format!("the document has no operation `{name}`"), &help)
    }
}

/// Product and version of a document, and the errors of its operations; or its other errors.
fn errors(input: &Input) -> Result<([String; 2], Vec<Finding>), Vec<Finding>> {
    let mut source = Source::read(input).map_err(|finding| vec![*finding])?;
    let mut faults = std::mem::take(&mut source.faults);
    faults.retain(|fault| fault.severity == Severity::Error);
    let info = &source.document.info;
    for (name, what) in [(&info.product, "product"), (&info.version, "version")] {
        let is_known = faults.iter().any(|fault| fault.at == name.at);
        if name.text.trim().starts_with('.') && !is_known {
            let message = format!("`{}` cannot be the name of a {what}", name.text.trim());
            faults.push(
                Fault::new(Severity::Error, "name", name.at, message).help("files are named after it: no dot first"),
            );
        }
    }
    let names = [&info.product, &info.version].map(|name| name.text.trim().to_owned());
    let (of_operations, others): (Vec<Fault>, Vec<Fault>) =
        faults.into_iter().partition(|fault| fault.operation.is_some());
    if others.is_empty() { Ok((names, source.findings(of_operations))) } else { Err(source.findings(others)) }
}

/// What the answer to a failed request says, if this is one.
fn answer(root: &Node<'_>) -> Option<String> {
    let has = |name: &str| members(root).iter().find(|entry| entry.key.eq_ignore_ascii_case(name));
    let code = has("code").filter(|_| has("info").is_none() && has("apis").is_none())?;
    let message = has("message").map(|entry| field(root, &entry.key)).unwrap_or_default();
    let said: Vec<&str> = [field(root, &code.key), message].into_iter().filter(|said| !said.is_empty()).collect();
    Some(format!("this is the answer to a failed request, not an api-docs document: {}", said.join(", ")))
}
