//! A mutation before its oracles: the crates of both editions, compiled, documented, and used by programs.

use std::fs;
use std::path::{Path, PathBuf};

use generator::{File, Flavour, Options, Severity, lower};

use super::compiler::Compiler;
use super::documents::Documents;
use super::mutation::Both;
use super::program;
use super::semver::SemverChecks;
use super::verdict::OracleVerdict;
use crate::error::Error;
use tool::project::Project;
use tool::sync::{Mode, sync};

/// All that is needed to ask.
pub(super) struct Oracles {
    pub(super) compiler: Compiler,
    pub(super) semver: SemverChecks,
    pub(super) project: Project,
}

/// A generated crate.
pub(super) struct BuiltCrate {
    folder: PathBuf,
    files: Vec<File>,
    /// A program that uses all of it.
    program: PathBuf,
    /// Its documentation as JSON.
    documentation: PathBuf,
}

impl BuiltCrate {
    /// Removes what nobody reads any more; sources, programs and logs stay.
    pub(super) fn forget(&self) {
        // A file that stays only takes space.
        let _ = fs::remove_file(&self.documentation);
    }
}

impl Oracles {
    /// Generates, compiles and documents a crate; a program that uses all of it must compile.
    pub(super) fn build(&self, documents: &Documents, folder: &Path) -> Result<BuiltCrate, Error> {
        let files = self.generate(documents, folder)?;
        let krate = lower::lower(&documents.inputs()).krate;
        let features: Vec<String> = krate.callable().map(|module| module.name.clone()).collect();
        let program = folder.join("program.rs");
        fs::write(&program, program::text(&krate)).map_err(|error| Error::io("write", &program, &error))?;
        self.compiler.library(folder, &features)?;
        let documentation = self.compiler.documentation(folder, &features)?;
        let own = self.compiler.program(&program, folder, &folder.join("program.log"))?;
        own.map_err(|why| Error::new(format!("`{}` does not compile with its own crate:\n{why}", program.display())))?;
        Ok(BuiltCrate { folder: folder.to_owned(), files, program, documentation })
    }

    fn generate(&self, documents: &Documents, folder: &Path) -> Result<Vec<File>, Error> {
        let runtime_path = self.project.runtime_for(folder);
        let options = Options { flavour: Flavour::Standalone { runtime_path: runtime_path.clone() } };
        let outcome = generator::generate(&documents.inputs(), &options);
        if let Some(error) = outcome.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(Error::new(format!("nothing is generated: {}", error.message)));
        }
        sync(folder, &outcome.files, Mode::Write).map_err(|error| Error::new(error.to_string()))?;
        // The path to the runtime is that of the folder, and says nothing about the documents.
        let same = |file: File| File { content: file.content.replace(&runtime_path, "runtime"), ..file };
        Ok(outcome.files.into_iter().map(same).collect())
    }

    /// Compares two crates, both ways.
    pub(super) fn ask(&self, base: &BuiltCrate, changed: &BuiltCrate) -> Result<Both<OracleVerdict>, Error> {
        Ok(Both { there: self.one(base, changed, changed)?, back: self.one(changed, base, changed)? })
    }

    /// Compares two crates, and writes the logs to the folder of one of them.
    fn one(&self, old: &BuiltCrate, new: &BuiltCrate, writes: &BuiltCrate) -> Result<OracleVerdict, Error> {
        if old.files == new.files {
            return Ok(OracleVerdict::default());
        }
        let direction = if writes.folder == new.folder { "there" } else { "back" };
        let log = |name: &str| writes.folder.join(format!("{direction}-{name}.log"));
        let program = self.compiler.program(&old.program, &new.folder, &log("program"))?;
        let (semver, lints) = self.semver.ask(&old.documentation, &new.documentation, &log("semver"))?;
        Ok(OracleVerdict { differs: true, breaks: program.is_err(), semver, lints })
    }
}
