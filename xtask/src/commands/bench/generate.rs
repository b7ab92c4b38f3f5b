//! From documents to files: `generator/benches/generate.rs` with some sets of documents, a process for each.

use super::area::Group;
use super::failure::Failure;
use super::figure::Figure;
use super::program::Program;
use super::session::Bench;
use crate::workspace::real;

const PROGRAM: Program<'_> = Program { package: "generator", name: "generate", words: &[] };

/// Documents that are generated together.
#[derive(Clone, Copy)]
struct Set {
    name: &'static str,
    documents: Documents,
    /// Whether the files are written, too.
    writes: bool,
}

#[derive(Clone, Copy)]
enum Documents {
    /// The project's own.
    Own,
    /// The vendor's, below this folder.
    Vendors(&'static str),
}

/// Two operations, a middling product, a large one, and everything.
const SETS: [Set; 5] = [
    Set { name: "specs", documents: Documents::Own, writes: false },
    Set { name: "ice-2024", documents: Documents::Vendors("2024-06-zh/ice"), writes: false },
    Set { name: "ecs-2024", documents: Documents::Vendors("2024-06-zh/ecs"), writes: false },
    Set { name: "all-2024", documents: Documents::Vendors("2024-06-zh"), writes: false },
    Set { name: "all-2024-written", documents: Documents::Vendors("2024-06-zh"), writes: true },
];

/// A group for each set of documents and number of threads.
pub(super) fn groups() -> Vec<Group> {
    let group = |set: Set, threads: &'static str, words: &'static str| Group {
        name: format!("generate/{}/{words}", set.name),
        needs_metadata: matches!(set.documents, Documents::Vendors(_)),
        measure: Box::new(move |bench| set.measure(threads, words, bench)),
    };
    let both = |set: Set| [group(set, "1", "1-thread"), group(set, "2", "2-threads")];
    SETS.into_iter().flat_map(both).collect()
}

impl Set {
    fn measure(self, threads: &str, words: &str, bench: &Bench<'_>) -> Result<Vec<Figure>, Failure> {
        let path = match self.documents {
            Documents::Own => bench.workspace.specs(),
            Documents::Vendors(folder) => bench.workspace.metadata().join(folder),
        };
        // The program runs in another folder.
        let path = real(&path).to_string_lossy().into_owned();
        let mut words =
            vec![format!("generate/{}/{words}", self.name), path, "--threads".to_owned(), threads.to_owned()];
        if self.writes {
            let folder = bench.folder.join("written").to_string_lossy().into_owned();
            words.extend(["--write".to_owned(), folder]);
        }
        PROGRAM.figures(bench, &words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}
