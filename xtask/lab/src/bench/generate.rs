//! From documents to files, and to the report of what changed: `generator/benches/generate.rs` with some sets of
//! documents, a process for each.

use super::figure::Figure;
use super::group::{Bench, FigureGroup};
use super::program::Program;
use crate::error::Error;
use tool::project::real;

const PROGRAM: Program<'_> = Program { package: "generator", folder: "generator", name: "generate", features: "" };

/// What is done with some documents.
#[derive(Clone, Copy)]
struct Set {
    name: &'static str,
    documents: BenchDocuments,
    work: Work,
}

#[derive(Clone, Copy)]
enum BenchDocuments {
    /// The project's own.
    Own,
    /// The vendor's, below this folder.
    Vendors(&'static str),
}

#[derive(Clone, Copy)]
enum Work {
    Generate,
    /// The files are written, too.
    Write,
    /// With an older edition, the vendor's in this folder.
    Compare(&'static str),
}

/// Two operations, a middling product, a large one, and everything; the large one with a year and a half between.
const SETS: [Set; 6] = [
    Set { name: "generate/specs", documents: BenchDocuments::Own, work: Work::Generate },
    Set { name: "generate/ice-2024", documents: BenchDocuments::Vendors("2024-06-zh/ice"), work: Work::Generate },
    Set { name: "generate/ecs-2024", documents: BenchDocuments::Vendors("2024-06-zh/ecs"), work: Work::Generate },
    Set { name: "generate/all-2024", documents: BenchDocuments::Vendors("2024-06-zh"), work: Work::Generate },
    Set { name: "generate/all-2024-written", documents: BenchDocuments::Vendors("2024-06-zh"), work: Work::Write },
    Set {
        name: "diff/ecs-2024-2025",
        documents: BenchDocuments::Vendors("2025-12-zh/ecs"),
        work: Work::Compare("2024-06-zh/ecs"),
    },
];

/// What is measured of each. Only Linux reports the memory.
const FIGURES: [&str; 3] = ["wall", "cpu", "peak-memory"];

/// What is measured where files are made of JSON: the CPU time, divided by that of `serde_json` for reading the same texts.
/// Both are work on small strings and the allocator's, so that the ratio is nearly the same on every machine; a hash, say,
/// runs on instructions of its own.
const RATIO: &str = "of-json";

/// A group for each set of documents and number of threads.
pub(super) fn groups() -> Vec<FigureGroup> {
    let group = |set: Set, threads: &'static str, words: &'static str| FigureGroup {
        name: format!("{}/{words}", set.name),
        figures: set.figures().map(|what| format!("{}/{words}/{what}", set.name)).collect(),
        needs_metadata: matches!(set.documents, BenchDocuments::Vendors(_)),
        measure: Box::new(move |bench| set.measure(threads, words, bench)),
    };
    let both = |set: Set| [group(set, "1", "1-thread"), group(set, "2", "2-threads")];
    SETS.into_iter().flat_map(both).collect()
}

impl Set {
    fn figures(self) -> impl Iterator<Item = &'static str> {
        let has_ratio =
            matches!((self.documents, self.work), (BenchDocuments::Vendors(_), Work::Generate | Work::Write));
        FIGURES.into_iter().chain(has_ratio.then_some(RATIO))
    }

    fn measure(self, threads: &str, words: &str, bench: &Bench<'_>) -> Result<Vec<Figure>, Error> {
        let path = self.documents.path(bench);
        let mut words = vec![format!("{}/{words}", self.name), path, "--threads".to_owned(), threads.to_owned()];
        match self.work {
            Work::Generate => {}
            Work::Write => {
                let folder = bench.folder.join("written").to_string_lossy().into_owned();
                words.extend(["--write".to_owned(), folder]);
            }
            Work::Compare(old) => words.extend(["--old".to_owned(), BenchDocuments::Vendors(old).path(bench)]),
        }
        PROGRAM.figures(bench, &words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl BenchDocuments {
    fn path(self, bench: &Bench<'_>) -> String {
        let path = match self {
            Self::Own => bench.project.specs(),
            Self::Vendors(folder) => bench.project.metadata().join(folder),
        };
        // The program runs in another folder.
        real(&path).to_string_lossy().into_owned()
    }
}
