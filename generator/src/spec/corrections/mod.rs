//! Corrections: reviewed changes that overrule a document, in a file beside it (`2020-11-09.corrections.yaml`).
//!
//! ```yaml
//! corrections:
//!   # Another value. `was` lists what the document may say; a value that comes and goes is held this way.
//!   - at: apis.GetJob.parameters[JobId].schema.required
//!     was: [true, null]
//!     is: true
//!     reason: "The service answers MissingJobId without it."
//!   # Another Rust name: of an operation, a component, a parameter or a property.
//!   - at: apis.GetJob.parameters[JobId]
//!     rename: job
//!     reason: "…"
//!   # Of the struct or enum of a parameter, property, list or map: a name in `UpperCamelCase` is that of a type.
//!   - at: apis.GetJob.parameters[Kind]
//!     rename: JobKind
//!     reason: "…"
//!   # Of a value of an enum, and of the constant of an error code.
//!   - at: apis.GetJob.parameters[Kind].schema.enum[x2]
//!     rename: Double
//!     reason: "…"
//!   - at: apis.GetJob.errorCodes["404"][JobNotFound]
//!     rename: NO_SUCH_JOB
//!     reason: "…"
//!   # Whether an operation only reads, where its name and its fields disagree.
//!   - at: apis.PreviewJob.effect
//!     was: null
//!     is: read
//!     reason: "…"
//!   # How an operation gives its items page by page: one of `token`, `number` and `offset`, and what the document does not
//!   # tell (`items`, `next`, `total`, `size`, and the number of the `first` page if that is not 1); or `none`.
//!   - at: apis.ListJobs.paging
//!     was: null
//!     is: {token: Cursor, next: Data.NextCursor, items: "Data.Jobs[]"}
//!     reason: "…"
//!   # A warning of this kind is known and accepted.
//!   - at: info.style
//!     accept: style
//!     reason: "…"
//! ```
//!
//! * A list under `was` lists alternatives; a value that is a list itself stands in a list of its own:
//!   `was: [["a", "b"], null]`. `null` is what is absent. Of a map, `was` names what must be in it: other keys may stand
//!   beside. Scalars are compared as texts, as they are read: `1` is `"1"`.
//! * Lists have no order: `was: [["b", "a"]]` is the list `["a", "b"]`, too.
//! * `is` may be anything, a whole schema too; `null` removes. The key may be absent from the document, and so may an
//!   element of a list that is known by its name; everything above it must be there. A key that the generator does not
//!   read is an error: it would correct nothing.
//! * An element of a list is known by its name: a parameter by its `name`, a host by its region
//!   (`endpoints[cn-hangzhou]`), an error by its code, a text by itself (`methods[get]`); else by its index.
//! * A name that is chosen for one thing renames nothing else. It must not be one that another has.
//! * A text (`title`, `summary`, `description`, …) may be overruled without `was`: it changes too often to be listed.
//! * Each correction is judged against the document as it came, so that their order does not matter. One that no longer
//!   applies is an error.
//!
//! | module | what |
//! |---|---|
//! | `read` | the file → corrections |
//! | `correction`, `name` | a correction; a Rust name that one chooses |
//! | `target` | a path → the element of the document that is corrected |
//! | `value` | values: compared and shown |
//! | `change` | other values |
//! | `acceptance` | warnings that are expected |
//! | `clash` | corrections that conflict |

mod acceptance;
mod change;
mod clash;
mod correction;
mod name_override;
mod read;
mod target;
mod value;

use super::fault::Fault;
use super::file::ParsedFile;
use super::path::{ElementPath, Segment};
use super::tree::{Node, NodeId, Value};
use crate::{Diagnostic, Position};
use acceptance::Acceptance;
use correction::{Action, Correction};
pub(crate) use name_override::{NameKind, NameOverride};
use target::Target;

fn mark(node: &mut Node<'_>) {
    node.at = node.at.as_correction();
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(mark),
        Value::Map(map) => {
            for entry in map {
                entry.at = entry.at.as_correction();
                mark(&mut entry.value);
            }
        }
        _ => {}
    }
}

/// What is left to do once the tree is corrected.
#[derive(Debug, Default)]
pub(crate) struct Corrections<'a> {
    file: Option<ParsedFile<'a>>,
    /// What each correction of the file corrects, as far as it says so.
    targets: Vec<(usize, ElementPath)>,
    pub(crate) renames: Vec<NameOverride<'a>>,
    acceptances: Vec<Acceptance<'a>>,
}

impl<'a> Corrections<'a> {
    /// Corrects the tree of a document. What does not apply is a fault; all others are applied.
    pub(super) fn apply(
        file: Option<&'a crate::Corrections>,
        root: &mut Node<'a>,
        faults: &mut Vec<Fault>,
    ) -> Result<Self, Box<Diagnostic>> {
        let Some(file) = file else { return Ok(Self::default()) };
        let (file, mut own) = ParsedFile::parse(&file.path, &file.text)?;
        mark(&mut own);
        let list = read::corrections(own, faults);
        let targets = list.iter().map(|correction| (correction.index, correction.path.clone())).collect();
        let list = clash::free(&file, root, list, faults);
        let mut corrections = Self { file: Some(file), targets, ..Self::default() };
        change::apply_all(root, &list, faults);
        for correction in &list {
            corrections.keep(root, correction, faults);
        }
        Ok(corrections)
    }

    /// Keeps what concerns names and warnings, with its place in the corrected tree.
    fn keep(&mut self, root: &Node<'a>, correction: &Correction<'a>, faults: &mut Vec<Fault>) {
        if let Action::Value(_) = correction.action {
            return;
        }
        let target = match Target::find(root, &correction.path) {
            Ok(target) if target.node.is_some() => target,
            Ok(target) => return faults.push(target.not_found().fault(correction)),
            Err(not_found) => return faults.push(not_found.fault(correction)),
        };
        match &correction.action {
            Action::Rename(name) => match target.named(&name.text) {
                Some((kind, target)) => {
                    let path = correction.path.to_string();
                    self.renames.push(NameOverride { target, kind, path, name: name.clone() });
                }
                None => {
                    let message = format!("`{}` has no Rust name", correction.path);
                    let help = "only operations, components, parameters, properties, their types, values and error codes have one";
                    faults.push(correction.fault(correction.at, message, help));
                }
            },
            Action::Accept(kind) => {
                let places = [target.key, target.node.map(|node| node.at)];
                self.acceptances.push(Acceptance { places, kind: kind.clone() });
            }
            Action::Value(_) => {}
        }
    }

    /// Takes out the warnings that are accepted, and counts them. An acceptance of no warning is a fault.
    pub(crate) fn accept(&self, faults: &mut Vec<Fault>) -> usize {
        acceptance::accept(&self.acceptances, faults)
    }

    /// Whether a correction is about a place, about what it lies in, or about what lies in it.
    pub(crate) fn concern(&self, path: &ElementPath) -> bool {
        let meets = |a: &Segment, b: &Segment| match (a, b) {
            (Segment::Key(a) | Segment::Name(a), Segment::Key(b) | Segment::Name(b)) => a == b,
            // What an index means, the document says, which is corrected by now.
            _ => true,
        };
        self.targets.iter().any(|(_, target)| target.steps().iter().zip(path.steps()).all(|(a, b)| meets(a, b)))
    }

    /// The position of a place of the corrections.
    pub(super) fn position(&self, at: NodeId) -> Option<Position> {
        let file = self.file.as_ref().filter(|_| at.is_correction())?;
        file.positions(&[at.in_file()]).first().copied()
    }

    /// The file and position of a place that is one of the corrections.
    pub(super) fn place(&self, at: NodeId) -> Option<(String, Position)> {
        Some((self.file.as_ref()?.path.to_owned(), self.position(at)?))
    }

    /// Faults in the corrections, or in what they put into the document, with their positions.
    pub(super) fn diagnostics(&self, mut faults: Vec<Fault>) -> Vec<Diagnostic> {
        for fault in &mut faults {
            fault.at = fault.at.in_file();
        }
        let mut diagnostics = self.file.as_ref().map(|file| file.diagnostics(faults)).unwrap_or_default();
        for diagnostic in &mut diagnostics {
            diagnostic.path = diagnostic.path.take().map(|path| self.target(&path).unwrap_or(path));
        }
        diagnostics
    }

    /// The path in the document that a path in the corrections is about.
    fn target(&self, path: &str) -> Option<String> {
        let path: ElementPath = path.parse().ok()?;
        let [_, Segment::Index(index), rest @ ..] = path.steps() else { return None };
        let (_, target) = self.targets.iter().find(|(known, _)| known == index)?;
        let inner: &[Segment] = match rest {
            [Segment::Key(key), inner @ ..] if key == "is" => inner,
            _ => &[],
        };
        Some(inner.iter().cloned().fold(target.clone(), |path, step| path.join(step)).to_string())
    }
}
