//! Several commands at once in one project.

use std::fmt::Write;
use std::process::Child;

use crate::support::{Folder, document};

/// How many commands run at once.
const COMMANDS: usize = 8;

/// A document with as many operations as there are commands, and their names.
fn operations() -> (String, Vec<String>) {
    let text = document();
    let (head, rest) = text.split_once("apis:\n").unwrap();
    let (ping, tail) = rest.split_once("components:\n").unwrap();
    let ping = &ping[..ping.find("  Echo:").unwrap()];
    let names: Vec<String> = (0..COMMANDS).map(|number| format!("Ping{number}")).collect();
    let directory = names.iter().fold(String::new(), |mut list, name| {
        let _ = writeln!(list, "  - \"{name}\"");
        list
    });
    let head = head.replace("  - \"Ping\"\n  - \"Echo\"\n", &directory);
    let apis: String = names.iter().map(|name| ping.replace("Ping", name)).collect();
    (format!("{head}apis:\n{apis}components:\n{tail}"), names)
}

/// Waits for all, which must go well.
fn all_exit_well(commands: Vec<Child>) {
    for command in commands {
        let output = command.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn operations_that_are_added_at_once_are_all_there() {
    let folder = Folder::configured();
    let (text, names) = operations();
    folder.put("vendor/demo/2024-01-31/api-docs.yaml", &text);
    all_exit_well(names.iter().map(|name| folder.spawn(&["add", "demo/2024-01-31", name])).collect());
    let [configuration, specs] = ["alibabacloud.yaml", "specs/demo/2024-01-31.yaml"].map(|path| folder.get(path));
    for name in &names {
        assert!(configuration.contains(&format!("\"{name}\"")), "no {name} in:\n{configuration}");
        assert!(specs.contains(&format!("  {name}:")), "no {name} in:\n{specs}");
    }
    folder.run(&["gen"]).exits(0);
}

#[test]
fn products_that_are_added_at_once_are_all_there() {
    let folder = Folder::configured();
    let versions: Vec<String> = (1..=COMMANDS).map(|month| format!("2023-0{month}-01")).collect();
    for version in &versions {
        folder.put(&format!("vendor/demo/{version}/api-docs.yaml"), &document().replace("2024-01-31", version));
    }
    let add = |version: &String| folder.spawn(&["add", &format!("demo/{version}")]);
    all_exit_well(versions.iter().map(add).collect());
    let configuration = folder.get("alibabacloud.yaml");
    for version in &versions {
        assert!(configuration.contains(version), "no {version} in:\n{configuration}");
    }
}
