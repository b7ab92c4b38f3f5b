//! Which of two editions is the newer one: the file says of which day the one is that was imported last.
//!
//! An older edition lacks what came since then. Taken for the newest it would mark all of that as gone, or remove it.

use super::Options;
use super::form::PROVENANCE;
use super::tree::{field, member};
use crate::spec::Fault;
use crate::spec::file::File;
use crate::spec::tree::Node;
use crate::{Diagnostic, Input, Severity};

/// Whether the document is another one of the same day: the vendor serves several.
///
/// # Errors
///
/// A diagnostic when it is older than what was imported last, or may be: when it does not say of which day it is. Taking an
/// older one on purpose ([`Options::older`]) is no error. The same bytes are never older.
pub(super) fn judge(existing: &Input, ours: &Node<'_>, options: &Options) -> Result<bool, Vec<Diagnostic>> {
    let Some(known) = member(ours, PROVENANCE).filter(|known| field(known, "sha256") != options.sha256) else {
        return Ok(false);
    };
    let date = member(known, "date");
    let at = date.map_or(known.at, |date| date.at);
    let refused = |message: String, help: &str| {
        let fault = Fault::new(Severity::Error, "edition", at, message).help(help);
        Err(File::parse(&existing.path, &existing.text)
            .map_or_else(|e| vec![*e], |(file, _)| file.diagnostics(vec![fault])))
    };
    match (options.date.as_deref(), field(known, "date")) {
        (None, recorded) => {
            let recorded = if recorded.is_empty() { "of an unknown day" } else { recorded };
            let message =
                format!("the document does not say of which day it is; the one imported last is {}", of(recorded));
            refused(message, "say it: `--date YYYY-MM-DD`, or a file name with the date in it")
        }
        (Some(_), "") => Ok(false),
        (Some(_), recorded) if !is_date(recorded) => {
            refused(format!("`{recorded}` is no date"), "write it as YYYY-MM-DD: the day of the document imported last")
        }
        (Some(date), recorded) if date < recorded && !options.older => {
            let message = format!("the document is of {date}, the one imported last of {recorded}: it is older");
            refused(message, "import a newer one; `--older` takes it, and what came since then counts as gone")
        }
        (Some(date), recorded) => Ok(date == recorded),
    }
}

fn of(recorded: &str) -> String {
    if is_date(recorded) { format!("of {recorded}") } else { recorded.to_owned() }
}

/// Whether a text has the form `YYYY-MM-DD`, so that the order of texts is that of days.
fn is_date(text: &str) -> bool {
    let is_fit = |(index, byte): (usize, u8)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_fit)
}
