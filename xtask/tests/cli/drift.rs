//! The crate `generated` is what the documents in `specs` give.

use std::process::Command;

#[test]
fn generated_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["gen", "--check"]).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "\n{}{}", text(&output.stdout), text(&output.stderr));
}
