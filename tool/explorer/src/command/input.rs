//! The request, out of arguments, files and the standard input.

use std::io::Read;
use std::path::Path;

use runtime::Value;
use tool::terminal;

use super::{Args, End};
use crate::arguments::json::{JsonFault, json};
use crate::arguments::{self, Arguments};
use crate::operation::ExploredOperation;

impl Args {
    /// The request, by wire names.
    pub(super) fn object(&self, operation: &ExploredOperation, arguments: &[String]) -> Result<Value, End> {
        let mut stdin = StandardInput { is_read: false };
        let base = self.from.as_deref().map(|path| self.base(path, &mut stdin)).transpose()?;
        let mut file = |path: &str| stdin.read(Path::new(path));
        let read = arguments::read(arguments, base.as_ref(), operation.request(), &mut file);
        let Arguments { object, warnings } = read.map_err(|faults| {
            for fault in &faults {
                self.failed("argument", &fault.message, &fault.help);
            }
            End::WrongUsage
        })?;
        for warning in &warnings {
            self.warn(warning);
        }
        Ok(object)
    }

    fn base(&self, path: &Path, stdin: &mut StandardInput) -> Result<Value, End> {
        let wrong = |message: &str, help: &str| {
            self.failed("argument", message, help);
            End::WrongUsage
        };
        let shown = terminal::printable(&path.display().to_string());
        let bytes = stdin.read(path).map_err(|reason| {
            wrong(
                &format!("cannot read `{shown}`: {reason}"),
                "name a file with a JSON object, or `-` for standard input",
            )
        })?;
        let text =
            str::from_utf8(&bytes).map_err(|_| wrong(&format!("`{shown}` is no text in UTF-8"), "save it as UTF-8"))?;
        json(text).map_err(|error| {
            let reason = terminal::printable(&error.to_string());
            match error {
                JsonFault::Twice(_) => wrong(&format!("in `{shown}`, {reason}"), "leave one of them out"),
                JsonFault::Syntax(_) => {
                    wrong(&format!("`{shown}` is no JSON: {reason}"), "`--as json` prints a request in this form")
                }
            }
        })
    }
}

/// The standard input, which can be read once.
struct StandardInput {
    is_read: bool,
}

impl StandardInput {
    /// The content of a file, `-` for the standard input.
    fn read(&mut self, path: &Path) -> Result<Vec<u8>, String> {
        if path != Path::new("-") {
            return std::fs::read(path).map_err(|error| error.to_string());
        }
        if std::mem::replace(&mut self.is_read, true) {
            return Err("standard input can be read once only".to_owned());
        }
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}
