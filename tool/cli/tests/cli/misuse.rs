//! What goes wrong, and the sentence for it.

use crate::support::{CONFIGURATION, Folder, files};

#[test]
fn without_a_configuration_there_is_nothing_to_do() {
    let folder = Folder::empty();
    for command in [&["gen"][..], &["check"], &["add", "demo"], &["diff"]] {
        folder.run(command).exits(1).err_has(
            "error: no `alibabacloud.yaml` in this folder, nor in one above it\n  = help: write one: `cargo alibabacloud init`\n",
        );
    }
    let json = folder.run(&["gen", "--message-format", "json"]).exits(1);
    assert!(json.err.starts_with(r#"{"severity":"error","kind":"no-configuration","#), "{}", json.err);
}

#[test]
fn half_a_configuration_is_refused_with_its_place() {
    for (text, expected) in [
        ("", "error: the file is empty\n"),
        ("crates:\n", "alibabacloud.yaml:1:7\n"),
        ("crates: []\n", "error: the configuration lists no crate\n"),
        ("crates:\n  - name: \"my-cloud\"\n", "error: crate `my-cloud` lists no product\n"),
        ("crates:\n  - nam: \"my-cloud\"\n", "= help: did you mean `name`?\n"),
        (
            "crates:\n  - name: \"my-cloud\"\n    path: \"crates\\\\cloud\"\n",
            "= help: write `crates/cloud`, which every system understands\n",
        ),
        ("crates:\n  - name: \"my cloud\"\n", "error: `my cloud` is no name for a package\n"),
    ] {
        let folder = Folder::empty();
        folder.put("alibabacloud.yaml", text);
        folder.run(&["gen"]).exits(1).err_has(expected);
        assert_eq!(files(&folder.path("")), ["alibabacloud.yaml"]);
    }
}

#[test]
fn a_second_configuration_is_not_written() {
    let folder = Folder::configured();
    folder.run(&["init"]).exits(1).err_has("error: `alibabacloud.yaml` exists already\n");
    assert_eq!(folder.get("alibabacloud.yaml"), CONFIGURATION);
    let empty = Folder::empty();
    empty.run(&["init", "tokio"]).exits(1).err_has("error: `tokio` is no name for a package\n");
    empty.run(&["init", "a", "--path", "b\\c"]).exits(1).err_has("= help: write `b/c`");
    assert_eq!(files(&empty.path("")), [""; 0]);
}

#[test]
fn all_operations_of_a_product_that_lists_some() {
    let folder = Folder::generated();
    let before = folder.get("alibabacloud.yaml");
    folder
        .run(&["add", "demo/2024-01-31"])
        .exits(1)
        .err_has("error: the entry of `Demo` 2024-01-31 in `alibabacloud.yaml` lists its operations\n")
        .err_has("= help: name those to add, or remove the key `operations`");
    assert_eq!(folder.get("alibabacloud.yaml"), before);
}

#[test]
fn products_and_operations_are_suggested() {
    let folder = Folder::configured();
    for (arguments, message) in [
        (&["add", "demoo"][..], "error: no document of `demoo` in `vendor`\n  = help: did you mean `demo`?\n"),
        (
            &["add", "cdn"],
            "error: no document of `cdn` in `vendor`\n  = help: name another version, or the file of the document\n",
        ),
        (&["add", "demo/2023"], "error: no document of `demo 2023` in `vendor`\n"),
        (
            &["add", "demo"],
            "error: there are several documents of `demo`: `demo/2024-01-31/api-docs.yaml`, `demo/2025-01-31/api-docs.yaml`\n  = help: name the version, `demo/VERSION`, or the file of the document\n",
        ),
        (&["add", "demo/2024-01-31", "Pingg"], "error: the document has no operation `Pingg`\n"),
        (&["add", "demo/2024-01-31", "Pingg"], "  = help: did you mean `Ping`?\n"),
        (
            &["add", "ecs", "--from", "vendor/demo/2024-01-31/api-docs.yaml"],
            "error: the document is about Demo 2024-01-31\n  = help: name that product: `demo/2024-01-31`\n",
        ),
        (&["add", "ecs", "--from", "missing.json"], "error: no such file\n"),
        (
            &["add", "demo/2024-01-31", "--crate", "your-cloud"],
            "error: `alibabacloud.yaml` has no crate `your-cloud`\n  = help: its crates are `my-cloud`\n",
        ),
    ] {
        folder.run(arguments).exits(1).err_has(message);
        assert_eq!(folder.get("alibabacloud.yaml"), CONFIGURATION);
        assert!(!folder.path("specs").exists());
    }
    folder.edit("alibabacloud.yaml", "documents: \"vendor\"\n", "");
    let output = folder.run(&["add", "demo", "--offline"]).exits(1);
    output.err_has("error: documents come from https://api.aliyun.com/meta/v1, which needs the network\n");
}

#[test]
fn a_product_without_a_document_is_reported_where_it_is_listed() {
    let folder = Folder::generated();
    folder.edit("alibabacloud.yaml", "2024-01-31", "2023-01-31");
    folder
        .run(&["gen"])
        .exits(1)
        .err_has("error: no document of Demo 2023-01-31 in `specs`\n")
        .err_has(" alibabacloud.yaml:8:18\n")
        .err_has("= help: there is 2024-01-31\n");
    folder.edit("alibabacloud.yaml", "\"Demo\"", "\"Demoo\"");
    folder.run(&["gen"]).exits(1).err_has("= help: did you mean `demo`?\n");
    std::fs::remove_dir_all(folder.path("specs")).unwrap();
    folder.run(&["gen"]).exits(1).err_has("= help: import one: `cargo alibabacloud add demoo/2023-01-31`\n");
}

#[test]
fn folders_of_others_are_not_written_into() {
    let folder = Folder::configured();
    folder.run(&["add", "demo/2024-01-31", "Ping"]).exits(0);
    folder.put("my-cloud/notes.txt", "");
    let message = "error: `my-cloud` is not empty, and not a crate generated by `cargo alibabacloud gen`: it has `notes.txt`\n  = help: give the crate another `path` in `alibabacloud.yaml`, of a folder that is empty or does not exist\n";
    folder.run(&["gen"]).exits(1).err_has(message);
    for (path, message) in [
        ("..", "is in it\n"),
        (".", "is in it\n"),
        ("specs", "it is the folder"),
        ("vendor/demo/../../specs/a", "documents are there\n"),
    ] {
        folder.put(
            "alibabacloud.yaml",
            &CONFIGURATION.replace(
                "    products:\n",
                &format!(
                    "    path: \"{path}\"\n    products:\n      - product: \"Demo\"\n        version: \"2024-01-31\"\n"
                ),
            ),
        );
        folder.run(&["gen"]).exits(1).err_has("error: refusing to write a crate into ").err_has(message);
    }
}

#[test]
fn a_runtime_that_is_not_there_is_refused() {
    let folder = Folder::generated();
    let git = "  git: \"https://example.com/alibabacloud.git\"\n  rev: \"0123456789012345678901234567890123456789\"\n";
    folder.edit("alibabacloud.yaml", git, "  path: \"../runtime\"\n");
    folder.run(&["gen"]).exits(1).err_has("error: `../runtime` is not the folder of a crate\n");
    folder.edit("alibabacloud.yaml", "runtime:\n  path: \"../runtime\"\n", "");
    let message = "error: this program was not installed by cargo, so it does not know where the runtime comes from\n";
    folder
        .run(&["gen"])
        .exits(1)
        .err_has(message)
        .err_has("= help: add `runtime` with `git`, `version` or `path` to `alibabacloud.yaml`");
    folder.edit("alibabacloud.yaml", "crates:", "runtime:\n  version: \"0.1.0\"\n  registry: \"ours\"\ncrates:");
    folder.run(&["gen"]).exits(0);
    assert!(folder.get("my-cloud/Cargo.toml").contains("\nversion = \"=0.1.0\"\nregistry = \"ours\"\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    use std::fs::File;

    let folder = Folder::generated();
    for arguments in [
        &["describe", "Demo/Ping"][..],
        &["describe", "Demo/Ping", "--format", "json"],
        &["completions", "bash"],
        &["check"],
        &["--help"],
        &["--version"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = folder.command("", arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("error: cannot write to the standard output: "), "{arguments:?}: {message}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_is_no_failure() {
    use std::io::pipe;

    let folder = Folder::generated();
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let output = folder.command("", &["describe", "Demo/Ping"]).stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]));
}

#[test]
fn add_names_no_options_that_it_does_not_have() {
    let folder = Folder::configured();
    let output = folder.run(&["add", "demo/2024-01-31", "Ping"]).exits(0);
    let output = output.out_has("1 operation not taken (name those that you need, too)\n");
    assert!(!output.out.contains("`--"), "{}", output.out);
    folder.run(&["import", "vendor/demo/2025-01-31/api-docs.yaml", "--operation", "Ping"]).exits(0).out_has("`--all`");
}
