//! The crate that the programs of the guide are compiled against.

use std::path::Path;
use std::process::Command;

/// With `UPDATE_GOLDEN=1`, it is written anew.
#[test]
fn the_crate_of_the_guide_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/testing/guide");
    let command = if std::env::var_os("UPDATE_GOLDEN").is_some() { "gen" } else { "check" };
    let mut program = Command::new(env!("CARGO_BIN_EXE_cargo-alibabacloud"));
    let output = program.args(["alibabacloud", command, "--deny-warnings"]).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "run `UPDATE_GOLDEN=1 cargo test -p cargo-alibabacloud guide`\n{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}
