//! The programs of `--as rust`: compiled, run, and what they send compared with what the explorer sends.

use std::fmt::Write as _;

use explorer::operation::ExploredOperation;
use explorer::program;
use generator::File;
use generator::program::ClientSettings;
use runtime::Value;
use tool::project::Project;

use super::{Case, same};

/// How a program says which client it uses.
const CLIENT: &str = "Client::new(Config::new(\"cn-shanghai\"))";

/// How it takes a secret.
const SECRET: &str = "std::env::var(";

/// The program of a request.
pub(crate) fn of(operation: &ExploredOperation, object: &Value) -> String {
    let nowhere = Project::at(&std::env::temp_dir());
    let client = ClientSettings { region: Some("cn-shanghai"), ..ClientSettings::default() };
    let program = program::program(operation, object, client, &nowhere);
    program.unwrap_or_else(|unfit| panic!("{}: {unfit}: {object:#}", operation.name()))
}

/// The programs as modules of one program that runs them.
pub(crate) fn files(cases: &[Case]) -> Vec<File> {
    let programs: Vec<&String> = cases.iter().filter_map(|case| case.program.as_ref()).collect();
    let mut main = "//! Runs programs, and records what they send.\n\n#![allow(unused_imports)]\n\n\
                    extern crate generated as alibabacloud;\n\nmod driver;\n"
        .to_owned();
    let mut runs = String::new();
    let mut files = Vec::new();
    for (number, program) in programs.into_iter().enumerate() {
        let _ = writeln!(main, "#[path = \"programs/p{number}.rs\"]\nmod p{number};");
        let _ = writeln!(runs, "    recorded.push(driver::run(p{number}::main));");
        let program = program.replacen("\nasync fn main", "\npub(crate) async fn main", 1);
        let content = program.replacen(CLIENT, "Client::new(crate::driver::recording())", 1);
        assert_ne!(content, program, "the program makes a client");
        files.push(File { path: format!("tests/programs/p{number}.rs"), content });
    }
    let _ = write!(
        main,
        "\n#[test]\nfn record() {{\n    let mut recorded = Vec::new();\n{runs}    \
         std::fs::write(\"programs.json\", serde_json::to_string(&recorded).unwrap()).unwrap();\n}}\n"
    );
    files.push(File { path: "tests/programs.rs".to_owned(), content: main });
    files
}

/// Whether the programs sent the same.
pub(crate) fn compare(cases: &[Case], recorded: &[Value]) {
    let with_program = || cases.iter().filter_map(|case| Some((case, case.program.as_ref()?)));
    assert_eq!(with_program().count(), recorded.len());
    let mut equal = 0;
    for ((case, program), recorded) in with_program().zip(recorded) {
        // Secrets are no part of a program, and errors of one name the step that failed.
        if !program.contains(SECRET) && case.captured.get("error").is_none() {
            same(case, recorded);
            equal += 1;
        }
    }
    println!("{} programs compile, {equal} of them make calls, which are equal byte for byte", recorded.len());
}
