//! What `cargo xtask` compiles.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages of a build, `syn v3.0.9 [full]`, once for each set of features; none where cargo cannot tell without a network.
fn packages(words: &[&str]) -> Option<BTreeSet<String>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--offline", "--locked", "--no-dedupe", "--prefix", "none", "--format", "{p} [{f}]"]);
    let output = command.args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    if !output.status.success() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

fn is(package: &str, name: &str) -> bool {
    package.starts_with(&format!("{name} v"))
}

/// Cargo compiles a package anew for each set of features, and whatever depends on it: the generator, above all.
#[test]
fn nothing_is_compiled_twice_for_xtask_and_the_workspace() {
    let Some(alone) = packages(&["--package", "xtask", "--edges", "normal,build"]) else { return };
    assert!(alone.iter().any(|package| is(package, "generator")), "{alone:?}");
    let built = ["--workspace", "--edges", "normal,build"];
    let tested = ["--workspace", "--all-features", "--edges", "normal,build,dev"];
    for words in [&built[..], &tested] {
        let Some(together) = packages(words) else { return };
        for package in &alone {
            assert!(together.contains(package), "{words:?}: {package}\n{together:#?}");
        }
    }
}

/// They are in `xtask-lab`, or come in tests alone.
#[test]
fn gen_waits_for_nothing_that_it_does_not_use() {
    let Some(alone) = packages(&["--package", "xtask", "--edges", "normal,build"]) else { return };
    for unused in ["yaml_serde", "serde_derive", "sha2", "tokio", "hyper", "runtime", "wait4", "xtask-lab"] {
        assert!(!alone.iter().any(|package| is(package, unused)), "{unused}");
    }
    assert_eq!(alone.iter().filter(|package| is(package, "syn")).count(), 1, "{alone:#?}");
}
