//! Detects corrections that conflict with each other.

use super::correction::{Action, Correction};
use crate::spec::Fault;
use crate::spec::file::ParsedFile;
use crate::spec::path::Segment;
use crate::spec::tree::Node;

use super::target::Target;

/// The corrections that stand alone; each other is a fault.
pub(super) fn free<'a>(
    file: &ParsedFile<'_>,
    root: &Node<'_>,
    list: Vec<Correction<'a>>,
    faults: &mut Vec<Fault>,
) -> Vec<Correction<'a>> {
    let mut sorted: Vec<(String, Vec<Segment>, Correction<'a>)> =
        list.into_iter().map(|correction| (task(&correction), steps(root, &correction), correction)).collect();
    sorted.sort_by(|a, b| (&a.0, &a.1, a.2.at).cmp(&(&b.0, &b.1, b.2.at)));
    let mut free: Vec<(String, Vec<Segment>, Correction<'a>)> = Vec::new();
    for (task, steps, correction) in sorted {
        // In this order, what lies inside a place follows it, with nothing but other such in between.
        match free.last().filter(|(other, above, _)| *other == task && inside(&steps, above, &correction)) {
            Some((_, above, first)) => faults.push(clash(file, &correction, first, steps == *above)),
            None => free.push((task, steps, correction)),
        }
    }
    let mut free: Vec<_> = free.into_iter().map(|(_, _, correction)| correction).collect();
    free.sort_by_key(|correction| correction.index);
    free
}

/// What a correction does, as far as two must not do the same at one target.
fn task(correction: &Correction<'_>) -> String {
    match &correction.action {
        Action::Value(_) => "is".to_owned(),
        // A field and its type have a name each.
        Action::Rename(name) if name.text.starts_with(char::is_uppercase) => "rename type".to_owned(),
        Action::Rename(_) => "rename".to_owned(),
        Action::Accept(kind) => format!("accept {}", kind.text),
    }
}

/// The place, whatever it is called.
fn steps(root: &Node<'_>, correction: &Correction<'_>) -> Vec<Segment> {
    let found = Target::find(root, &correction.path).map(|target| target.steps);
    let mut steps = found.unwrap_or_else(|_| correction.path.steps().to_vec());
    // A parameter may be meant by its schema.
    if matches!((&correction.action, steps.as_slice()), (Action::Rename(_), [.., Segment::Index(_), Segment::Key(_)])) {
        steps.pop();
    }
    steps
}

fn inside(steps: &[Segment], above: &[Segment], correction: &Correction<'_>) -> bool {
    match correction.action {
        Action::Value(_) => steps.starts_with(above),
        Action::Rename(_) | Action::Accept(_) => steps == above,
    }
}

fn clash(file: &ParsedFile<'_>, correction: &Correction<'_>, first: &Correction<'_>, same: bool) -> Fault {
    let position = file.positions(&[first.at.in_file()]).first().copied();
    let line = position.map_or(0, |position| position.line);
    match same {
        true => {
            let message = format!("`{}` is corrected twice, first on line {line}", correction.path);
            correction.fault(correction.at, message, "merge the two corrections")
        }
        false => {
            let message = format!("`{}` lies inside `{}`, which line {line} corrects", correction.path, first.path);
            correction.fault(correction.at, message, "move this value into that correction")
        }
    }
}
