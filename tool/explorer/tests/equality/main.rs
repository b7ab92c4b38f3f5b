//! The explorer sends what generated clients send, byte for byte: random requests of random operations, at the same time and
//! with the same nonce.
//!
//! ```text
//! random values ─┬─▶ arguments ─▶ object ─▶ captured by the explorer ─┐
//!                ├─▶ serde ─▶ generated request ─▶ recorded           ─┤
//!                └─▶ the program of `--as rust` ─▶ recorded            ─┴─▶ equal
//! ```
//!
//! In `cargo test` with the generated crate of this repository. The step `output` of `cargo xtask ci` runs the others: golden
//! documents with all their operations, and `EXPLORED_OPERATIONS` (50) operations of 20 of the vendor's documents, drawn by
//! `EXPLORED_SEED`, if they are there.

mod driver;
#[path = "../../../../generator/tests/support/metadata.rs"]
mod metadata;
mod programs;
#[path = "../../../../generator/tests/support/project.rs"]
mod project;
mod values;
mod written;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use explorer::arguments;
use explorer::capture::capture;
use explorer::operation::ExploredOperation;
use generator::lookup;
use generator::{File, Flavour, Input, Options, Position, Selection, Severity};
use runtime::Value;
use runtime_testing::Random;
use serde_json::json;

use project::{Project, workspace};

/// A request of an operation.
struct Case {
    /// `ICE 2020-11-09 StartAIAgentInstance`.
    name: String,
    /// The document and the operation.
    key: (String, String),
    /// The request, by wire names.
    object: Value,
    /// What the explorer sends.
    captured: Value,
    /// The program that makes the same call; for the first request of an operation.
    program: Option<String>,
}

/// How many requests are made of each operation.
const REQUESTS: usize = 4;

#[test]
fn the_explorer_sends_what_the_checked_in_client_sends() {
    let document = workspace().join("specs/ice/2020-11-09.yaml");
    let corrections = fs::read_to_string(document.with_extension("corrections.yaml")).ok();
    let mut input = Input::new("ice.yaml", fs::read_to_string(&document).unwrap());
    if let Some(corrections) = corrections {
        input = input.with_corrections("ice.corrections.yaml", corrections);
    }
    let mut random = Random::new(20);
    for name in ["StartAIAgentInstance", "TakeoverAIAgentCall"] {
        let explored = Explored::of(&input, name).expect("the operation is there");
        for _ in 0..50 {
            let case = explored.case(&mut random);
            let recorded = match name {
                "StartAIAgentInstance" => driver::record(&case.object, |config, request| {
                    generated::ice20201109::Client::new(config).unwrap().start_ai_agent_instance(request)
                }),
                _ => driver::record(&case.object, |config, request| {
                    generated::ice20201109::Client::new(config).unwrap().takeover_ai_agent_call(request)
                }),
            };
            same(&case, &recorded);
        }
    }
}

#[test]
#[ignore = "compiles everything that the runtime stands on; the step `output` of `cargo xtask ci` runs it"]
fn the_explorer_sends_what_golden_clients_send() {
    let golden = workspace().join("generator/tests/golden");
    let mut inputs = Vec::new();
    for folder in fs::read_dir(golden).unwrap().map(|entry| entry.unwrap().path()) {
        // Two editions of one document cannot be in one crate.
        let document = folder.join("spec.yaml");
        if let Ok(text) = fs::read_to_string(&document) {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            let input = Input::new(format!("{name}.yaml"), text);
            let corrections = fs::read_to_string(document.with_extension("corrections.yaml"));
            inputs.push(match corrections {
                Ok(text) => input.with_corrections(format!("{name}.corrections.yaml"), text),
                Err(_) => input,
            });
        }
    }
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut random = Random::new(20);
    let mut cases = Vec::new();
    for input in &inputs {
        for name in operations(input) {
            let explored = Explored::of(input, &name).expect("the operation is generated");
            cases.extend(explored.cases(&mut random));
        }
    }
    compare("explored-golden", &inputs, &cases);
}

#[test]
#[ignore = "compiles everything that the runtime stands on; the step `output` of `cargo xtask ci` runs it"]
fn the_explorer_sends_what_clients_of_real_documents_send() {
    let Some(folder) = metadata::folder() else { return };
    let number = |name: &str, default| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (wanted, seed) = (number("EXPLORED_OPERATIONS", 50), number("EXPLORED_SEED", 20));
    let mut random = Random::new(u64::try_from(seed).unwrap_or_default());
    let mut drawn: Vec<(Input, Vec<String>)> = Vec::new();
    let mut documents = documents(&folder);
    while drawn.len() < 20 && !documents.is_empty() {
        let path = documents.remove(random.below(documents.len()));
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let input = metadata::read(&folder, &name);
        let names = operations(&input);
        if !names.is_empty() {
            drawn.push((input, names));
        }
    }
    let mut cases = Vec::new();
    let mut names: Vec<Vec<String>> = vec![Vec::new(); drawn.len()];
    // In turns, so that all products have their share.
    let mut turns = (0..drawn.len()).cycle().take(wanted * drawn.len());
    while names.iter().map(Vec::len).sum::<usize>() < wanted
        && let Some(turn) = turns.next()
    {
        let (input, left) = &mut drawn[turn];
        if left.is_empty() {
            continue;
        }
        let name = left.remove(random.below(left.len()));
        let explored = Explored::of(input, &name).expect("the operation is generated");
        cases.extend(explored.cases(&mut random));
        names[turn].push(name);
    }
    println!("{} operations of {} products", names.iter().map(Vec::len).sum::<usize>(), drawn.len());
    let inputs: Vec<Input> = drawn.into_iter().zip(&names).map(|((input, _), names)| selected(input, names)).collect();
    compare("explored", &inputs, &cases);
}

/// The newest document of each product, in one edition.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let children = |path: &Path| -> Vec<PathBuf> {
        let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let edition = children(folder).into_iter().filter(|path| path.is_dir()).max_by_key(|path| children(path).len());
    let products = children(&edition.unwrap()).into_iter().filter(|path| path.is_dir());
    products.filter_map(|product| Some(children(&product).pop()?.join("api-docs.json"))).collect()
}

/// The operations that are generated of a document.
fn operations(input: &Input) -> Vec<String> {
    let lowered = generator::lower::lower(std::slice::from_ref(input));
    let operations = lowered.krate.modules.into_iter().flat_map(|module| module.operations);
    operations.map(|operation| operation.wire).collect()
}

fn selected(input: Input, names: &[String]) -> Input {
    let operations = names.iter().map(|name| (name.clone(), Position { line: 1, column: 1 })).collect();
    input.with_selection(Some(Selection { path: "selection".to_owned(), operations }))
}

/// An operation of a document.
struct Explored {
    operation: ExploredOperation,
    document: String,
}

impl Explored {
    fn of(input: &Input, name: &str) -> Option<Self> {
        let found = lookup::operation(input, name).ok()?;
        Some(Self { operation: ExploredOperation::new(found), document: input.path.clone() })
    }

    /// Some random requests, with a program for the first.
    fn cases(&self, random: &mut Random) -> Vec<Case> {
        let mut cases: Vec<Case> = (0..REQUESTS).map(|_| self.case(random)).collect();
        if let Some(first) = cases.first_mut() {
            first.program = Some(programs::of(&self.operation, &first.object));
        }
        cases
    }

    /// A random request, and what the explorer sends for it.
    fn case(&self, random: &mut Random) -> Case {
        let request = self.operation.request();
        let (product, version) = self.operation.product();
        let name = format!("{product} {version} {}", self.operation.name());
        let values = values::object(request, random, 0);
        let mut written = written::Written::default();
        let words = written.arguments(&values, request, random);
        let mut file = |path: &str| Ok(written.files[path].clone());
        let read = arguments::read(&words, None, request, &mut file);
        let object = read.unwrap_or_else(|faults| panic!("{name}: {words:?}: {faults:?}")).object;
        assert_eq!(object, values, "{name}: {words:?}");
        let captured = driver::blocking(capture(&self.operation, &object, driver::config(), driver::identity()));
        let captured = match &captured {
            Ok(captured) => {
                if let Some(stages) = captured.stages() {
                    let sent = captured.request.headers()["authorization"].to_str().unwrap();
                    assert_eq!(stages.authorization, sent, "the stages are those of the signature");
                }
                driver::shown(&captured.request)
            }
            Err(failed) => json!({ "error": failed.to_string() }),
        };
        Case { name, key: (self.document.clone(), self.operation.name().to_owned()), object, captured, program: None }
    }
}

fn same(case: &Case, recorded: &Value) {
    assert_eq!(
        case.captured, *recorded,
        "{}\nthe explorer (left) differs from the client (right) for\n{:#}",
        case.name, case.object
    );
}

/// Generates clients, makes the same calls with them, and compares.
fn compare(name: &str, inputs: &[Input], cases: &[Case]) {
    let runtime_path = workspace().join("runtime").to_string_lossy().into_owned();
    let outcome = generator::generate(inputs, &Options { flavour: Flavour::Standalone { runtime_path } });
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut files: Vec<File> = outcome.files;
    files.retain(|file| !file.path.starts_with("tests/") && !file.path.starts_with("examples/"));
    for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
        file.content = manifest(&file.content);
    }
    let objects: Vec<&Value> = cases.iter().map(|case| &case.object).collect();
    files.push(File { path: "tests/explored.rs".to_owned(), content: program(inputs, cases) });
    files.push(File { path: "tests/driver.rs".to_owned(), content: include_str!("driver.rs").to_owned() });
    files.push(File { path: "tests/objects.json".to_owned(), content: json!(objects).to_string() });
    files.extend(programs::files(cases));
    Project::write(name, &files).cargo("test --test explored --test programs --all-features");
    let recorded = |file: &str| -> Vec<Value> {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join(file);
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    programs::compare(cases, &recorded("programs.json"));
    let recorded = recorded("recorded.json");
    assert_eq!(recorded.len(), cases.len());
    let sent = cases.iter().filter(|case| case.captured.get("error").is_none()).count();
    for (case, recorded) in cases.iter().zip(&recorded) {
        same(case, recorded);
    }
    println!("{} requests, {sent} of them complete, are equal byte for byte", cases.len());
}

/// The manifest without examples, and with what the program needs.
fn manifest(generated: &str) -> String {
    let (before, after) = generated.split_once("\n[[example]]").unwrap_or((generated, ""));
    let lints = after.find("\n[lints").map_or("", |at| &after[at..]);
    // `tokio` is there for the examples.
    format!("{before}serde = \"1\"\nserde_json = \"1\"\n{lints}")
}

/// The program that makes the same calls with generated clients.
fn program(inputs: &[Input], cases: &[Case]) -> String {
    // Names that two operations would have are settled among all of a document.
    let modules = generator::lower::lower(inputs).krate.modules;
    let methods: BTreeMap<_, _> = modules
        .iter()
        .flat_map(|module| {
            let methods = module.operations.iter().map(|operation| (&operation.wire, &operation.method));
            methods.map(|(wire, method)| ((module.source.clone(), wire.clone()), (&module.name, method)))
        })
        .collect();
    let mut code = "//! Records requests of generated clients.\n\nmod driver;\n\n#[test]\nfn record() {\n    \
                    let objects: Vec<serde_json::Value> = serde_json::from_str(include_str!(\"objects.json\")).unwrap();\n    \
                    let mut recorded = Vec::new();\n"
        .to_owned();
    for (number, case) in cases.iter().enumerate() {
        let (module, method) = methods[&case.key];
        let _ = writeln!(
            code,
            "    recorded.push(driver::record(&objects[{number}], |config, request| \
             generated::{module}::Client::new(config).unwrap().{method}(request)));"
        );
    }
    code.push_str("    std::fs::write(\"recorded.json\", serde_json::to_string(&recorded).unwrap()).unwrap();\n}\n");
    code
}
