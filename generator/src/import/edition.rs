//! Refuses an edition that is older than the last imported one, whose date is recorded in the file.
//!
//! An older edition lacks what was added since then: its import would mark all of that as gone, or remove it.

use super::form::PROVENANCE;
use super::options::Options;
use super::tree::{field, member};
use crate::spec::Fault;
use crate::spec::file::ParsedFile;
use crate::spec::tree::Node;
use crate::{Diagnostic, Input, Severity};

/// Whether the document is another variant of the same day: the vendor serves several.
///
/// # Errors
///
/// A diagnostic when the document is older than the last imported one and [`Options::older`] is not set, or when its date is
/// unknown. The same bytes are never older.
pub(super) fn check(existing: &Input, ours: &Node<'_>, options: &Options) -> Result<bool, Vec<Diagnostic>> {
    let Some(known) = member(ours, PROVENANCE).filter(|known| field(known, "sha256") != options.sha256) else {
        return Ok(false);
    };
    let date = member(known, "date");
    let at = date.map_or(known.at, |date| date.at);
    let refused = |message: String, help: &str| {
        let fault = Fault::new(Severity::Error, "edition", at, message).help(help);
        Err(ParsedFile::parse(&existing.path, &existing.text)
            .map_or_else(|e| vec![*e], |(file, _)| file.diagnostics(vec![fault])))
    };
    match (options.date.as_deref(), field(known, "date")) {
        (None, recorded) => {
            let recorded = if is_date(recorded) { recorded } else { "an unknown date" };
            let message = format!("the date of the document is unknown; the last imported one is of {recorded}");
            refused(message, "pass `--date YYYY-MM-DD`, or use a file name that contains the date")
        }
        (Some(_), "") => Ok(false),
        (Some(_), recorded) if !is_date(recorded) => {
            refused(format!("`{recorded}` is not a date"), "write the date of the last imported document as YYYY-MM-DD")
        }
        (Some(date), recorded) if date < recorded && !options.older => {
            let message = format!("the document of {date} is older than the last imported one of {recorded}");
            refused(message, "import a newer one; with `--older`, what was added since then counts as gone")
        }
        (Some(date), recorded) => Ok(date == recorded),
    }
}

/// Whether a text has the form `YYYY-MM-DD`, so that texts compare like dates.
fn is_date(text: &str) -> bool {
    let is_fit = |(index, byte): (usize, u8)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_fit)
}
