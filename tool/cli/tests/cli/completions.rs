//! `completions`: the scripts, in the shells that are there.

use std::process::Command;

use crate::support::{CommandOutput, Folder};

/// What a shell prints for a program, with the script of a shell in the file `script`; nothing if the shell is missing.
fn shell(program: &str, script: &str) -> Option<String> {
    let folder = Folder::empty();
    let completions = folder.run(&["completions", program]).exits(0).out;
    folder.put("script", &completions);
    folder.put("_cargo-alibabacloud", &completions);
    folder.put("test", script);
    let Ok(output) = Command::new(program).arg("test").current_dir(folder.path("")).output() else {
        println!("skipped: {program} is not installed");
        return None;
    };
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn bash_completes_both_forms_and_asks_cargo_for_the_rest() {
    let script = r#"set -eu
_cargo_own() { COMPREPLY=(own); }
complete -F _cargo_own cargo
source ./script
source ./script
try() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    local by; by=$(complete -p "$1" | sed -n 's/.* -F \([^ ]*\).*/\1/p')
    "$by" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "${COMPREPLY[*]}"
}
try cargo-alibabacloud de
try cargo alibabacloud de
try cargo-alibabacloud describe --sec
try cargo alibabacloud describe --section e
try cargo bu
"#;
    if let Some(found) = shell("bash", script) {
        assert_eq!(found, "describe\ndescribe\n--section\nerrors\nown\n");
    }
}

#[test]
fn fish_completes_both_forms() {
    let script = "source script
complete -C 'cargo-alibabacloud descr' | string replace -r '\\t.*' ''
complete -C 'cargo alibabacloud descr' | string replace -r '\\t.*' ''
complete -C 'cargo alibabacloud describe --sec' | string replace -r '\\t.*' ''
";
    if let Some(found) = shell("fish", script) {
        assert_eq!(found, "describe\ndescribe\n--section\n");
    }
}

#[test]
fn zsh_finds_the_function_that_cargo_asks_for() {
    let script = "fpath=($PWD $fpath)\nautoload -U compinit\ncompinit -u -D\necho $_comps[cargo-alibabacloud] $+functions[_cargo-alibabacloud]\n";
    if let Some(found) = shell("zsh", script) {
        assert_eq!(found, "_cargo-alibabacloud 1\n");
    }
}

#[test]
fn there_is_a_script_for_every_shell_and_none_needs_a_project() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        Folder::empty().run(&["completions", shell]).exits(0).out_has("describe");
    }
    Folder::empty().run(&["completions", "tcsh"]).exits(2);
    Folder::empty().run(&["completions", "--help"]).exits(0).out_has("$fpath");
}

#[test]
fn lines_that_are_copied_are_not_wrapped() {
    let folder = Folder::empty();
    let mut command = folder.command("", &["completions", "--help"]);
    let output = CommandOutput::of(command.env("COLUMNS", "60")).exits(0);
    output.out_has(" > ~/.config/fish/conf.d/cargo-alibabacloud.fish\n").out_has(" completions bash)\n");
}
