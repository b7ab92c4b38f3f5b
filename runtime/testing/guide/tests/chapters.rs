//! The chapters as they are read: in the repository, where links lead from file to file, and in rustdoc.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// More than two screens is not a short chapter.
const LINES: usize = 80;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guide")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(guide().join(path)).unwrap()
}

/// The files of the chapters, and their texts.
fn chapters() -> Vec<(String, String)> {
    let files = fs::read_dir(guide()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut chapters: Vec<_> =
        files.filter(|file| !["README.md", "rustdoc-links.md"].contains(&file.as_str())).collect();
    chapters.sort();
    chapters.into_iter().map(|file| (read(&file), file)).map(|(text, file)| (file, text)).collect()
}

/// The label and the target of each link definition.
fn definitions(text: &str) -> Vec<(&str, &str)> {
    text.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: ")).collect()
}

#[test]
fn the_test_is_shown_as_it_is_run() {
    let (_, code) = include_str!("testing.rs").split_once("\n\n").unwrap();
    assert!(read("testing.md").contains(code), "testing.md differs from tests/testing.rs");
}

#[test]
fn each_chapter_is_short_listed_shown_by_rustdoc_and_compiled() {
    let modules = read("../src/guide.rs");
    let compiled = include_str!("../src/lib.rs");
    let contents = read("README.md");
    let listed: BTreeSet<&str> = definitions(&contents).into_iter().map(|(_, file)| file).collect();
    let chapters = chapters();
    assert_eq!(chapters.len(), 10);
    assert_eq!(listed, chapters.iter().map(|(file, _)| file.as_str()).collect());
    for (file, text) in chapters {
        assert!(text.lines().count() <= LINES, "{file} has more than {LINES} lines");
        let module = file.trim_end_matches(".md").replace('-', "_");
        assert!(modules.contains(&format!("    {module}: \"../guide/{file}\"\n")), "{file}");
        assert!(compiled.contains(&format!("    {module}: \"../../../guide/{file}\"\n")), "{file}");
    }
}

/// Rustdoc lists a module with the first sentence of its page.
#[test]
fn rustdoc_lists_each_chapter_with_what_the_contents_say_of_it() {
    let (contents, modules) = (read("README.md"), read("../src/guide.rs"));
    let files: BTreeMap<&str, &str> = definitions(&contents).into_iter().collect();
    let entries = contents.lines().filter_map(|line| line.split_once(". [")?.1.split_once("]: "));
    let summaries: Vec<String> = entries
        .map(|(title, summary)| {
            let summary = format!("{}{}.", summary[..1].to_uppercase(), &summary[1..]);
            format!("    /// {summary}\n    {}: ", files[title].trim_end_matches(".md").replace('-', "_"))
        })
        .collect();
    assert_eq!(summaries.len(), 10);
    for summary in summaries {
        assert!(modules.contains(&summary), "runtime/src/guide.rs lacks\n{summary}");
    }
}

/// A link of the repository is one of rustdoc as well, since the definition there comes first.
#[test]
fn links_lead_to_files_and_in_rustdoc_to_modules() {
    let links = read("rustdoc-links.md");
    let rustdoc: BTreeSet<String> = definitions(&links).into_iter().map(|(label, _)| label.to_lowercase()).collect();
    for (file, text) in chapters().into_iter().chain([("README.md".to_owned(), read("README.md"))]) {
        assert!(!text.contains("](") && !text.contains("]: http"), "{file}: rustdoc has no other place for this link");
        for (label, target) in definitions(&text) {
            assert!(guide().join(target).exists(), "{file}: {target}");
            assert!(rustdoc.contains(&label.to_lowercase()), "{file}: rustdoc-links.md lacks [{label}]");
            assert!(text.matches(&format!("[{label}]")).count() > 1, "{file}: [{label}] is not used");
        }
    }
}

/// A placeholder like `<name>` is a redirection to a shell, and commands are copied as they stand.
#[test]
fn commands_have_no_placeholders_that_a_shell_takes_as_redirections() {
    let readme = ("README.md of the repository".to_owned(), read("../../README.md"));
    for (file, text) in chapters().into_iter().chain([readme]) {
        for commands in text.split("```sh\n").skip(1) {
            let commands = commands.split("```").next().unwrap();
            assert!(!commands.contains(['<', '>']), "{file}: {commands}");
        }
    }
}

/// What is compiled is what is shown.
#[test]
fn programs_have_no_hidden_lines() {
    for (file, text) in chapters() {
        for program in text.split("```rust").skip(1) {
            let code = program.split("```").next().unwrap();
            assert!(!program.starts_with(",ignore") && !code.contains("\n# "), "{file}:{code}");
        }
    }
}
