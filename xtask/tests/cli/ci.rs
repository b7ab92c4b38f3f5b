//! `cargo xtask ci`: the parts that run nothing.

use crate::support::Project;

#[test]
fn the_steps_are_listed_with_their_commands() {
    let output = Project::new().xtask(&["ci", "--list"]).exits(0);
    for command in [
        "cargo fmt --all --check",
        "cargo clippy --workspace --all-targets --all-features -- -D warnings",
        "cargo clippy --package alibabacloud-runtime --no-default-features -- -D warnings",
        "cargo xtask gen --check",
        "cargo xtask gen --check --bump",
        "cargo test --workspace --all-features",
        "cargo test --workspace --all-features --test output --test wire --test equality -- --ignored",
        "BLOCKING_CALLS='1000' cargo test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
         --features serde_json/arbitrary_precision",
        "cargo test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
         --features serde_json/arbitrary_precision --test faults -- --ignored --nocapture",
        "TRANSFER_MIB='1024' cargo test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
         --features serde_json/arbitrary_precision --test network -- large_files --nocapture",
        "RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features",
        "cargo deny check bans licenses sources",
        "cargo xtask catalogue --check --test --only /sts/ --only /fc/ --only /cloudcontrol/ --only 2024-06-zh/cs/ --only 2024-06-zh/ice/",
    ] {
        assert!(output.out.contains(&format!("          {command}\n")), "no {command:?} in:\n{}", output.out);
    }
}

#[test]
fn selected_steps_keep_their_order() {
    let output = Project::new().xtask(&["ci", "--list", "test", "fmt"]).exits(0);
    let names: Vec<_> =
        output.out.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(' ').next()).collect();
    assert_eq!(names, [Some("fmt"), Some("test")]);
}

#[test]
fn an_unknown_step_is_wrong_usage() {
    Project::new().xtask(&["ci", "tset"]).exits(2).err_has("test");
}

#[test]
fn what_needs_the_vendors_documents_is_skipped_aloud_without_them() {
    let output = Project::new().xtask_with(&["ci", "catalogue"], &[("ALIBABACLOUD_METADATA", "missing")]).exits(0);
    output
        .out_has("\nskipped: no vendor documents in `missing`; ")
        .out_has("\nskipped catalogue (")
        .out_has("ok      all in all");
}
