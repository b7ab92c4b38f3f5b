//! Warnings that are expected.

use crate::Owner;
use crate::Severity;
use crate::spec::document::Located;
use crate::spec::tree::{NodeId, short};
use crate::spec::{Fault, keys};

/// A warning that is expected.
#[derive(Debug)]
pub(super) struct Acceptance<'a> {
    /// The key and the value there.
    pub(super) places: [Option<NodeId>; 2],
    pub(super) kind: Located<'a>,
}

/// Takes out the warnings that are accepted, and counts them. An acceptance of no warning is a fault.
pub(super) fn accept(acceptances: &[Acceptance<'_>], faults: &mut Vec<Fault>) -> usize {
    let (before, mut stale) = (faults.len(), Vec::new());
    let is_faulty = faults.iter().any(|fault| fault.severity == Severity::Error || !fault.refuses.is_empty());
    for acceptance in acceptances {
        let meets = |fault: &Fault| acceptance.is_for(fault) && fault.kind == acceptance.kind.text;
        // Where there are errors not everything was looked at.
        if !is_faulty && !faults.iter().any(meets) {
            stale.push(acceptance.stale(faults));
        }
        faults.retain(|fault| !meets(fault));
    }
    let accepted = before - faults.len();
    faults.extend(stale);
    accepted
}

impl Acceptance<'_> {
    /// What costs an operation is not accepted: it is corrected.
    fn is_for(&self, fault: &Fault) -> bool {
        fault.severity == Severity::Warning && fault.owner == Owner::Document && self.places.contains(&Some(fault.at))
    }

    /// The help when there is no such warning.
    fn stale(&self, faults: &[Fault]) -> Fault {
        let here: Vec<&str> = faults.iter().filter(|fault| self.is_for(fault)).map(|fault| fault.kind).collect();
        let help = match keys::closest(&self.kind.text, here.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None if here.is_empty() => "there are no warnings here: remove this correction".to_owned(),
            None => format!("the warnings here are of the kind {}", here.join(", ")),
        };
        let message = format!("no warning of the kind `{}` here", short(&self.kind.text));
        Fault::new(Severity::Error, "correction", self.kind.at, message).help(help)
    }
}
