//! `cargo xtask bench`: what it takes, what it says, and how it ends. Nothing is measured here: what stands in for cargo
//! "builds" a script that prints figures.

use crate::support::{CommandOutput, Project};

const FIGURES: &str = r#"{"figure":"sign/small/authorization","unit":"ns","samples":[900,1000,950]}
{"figure":"sign/small/signature","unit":"ns","samples":[400,700,500]}
"#;

/// A project with budgets, and figures that its only bench program prints.
fn project(figures: &str, budgets: &str) -> Project {
    let project = Project::new();
    project.put("xtask/lab/budgets.yaml", budgets);
    project.put("runtime/Cargo.toml", "");
    project.put("fake/figures", figures);
    project
}

#[cfg(unix)]
fn run(project: &Project, arguments: &[&str]) -> CommandOutput {
    let (cargo, fake) = (concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fake-bench"), project.path("fake"));
    let arguments: Vec<_> = ["bench"].iter().chain(arguments).copied().collect();
    project.xtask_with(&arguments, &[("CARGO", cargo), ("FAKE", fake.to_str().unwrap())])
}

#[test]
fn wrong_usage_is_distinguished_from_failure() {
    let project = project(FIGURES, "{}");
    project.xtask(&["bench", "speed"]).exits(2).err_has("[possible values: generate, compile, codec, call]");
    project.xtask(&["bench", "--rounds", "0"]).exits(2).err_has("--rounds");
    project.xtask(&["bench", "--help"]).exits(0).out_has("--only <PATTERN>");
}

#[test]
fn a_pattern_that_matches_nothing_is_an_error_at_once() {
    let project = Project::new();
    let help =
        "  = help: `--only` takes a part of a name, or a whole name with `*` and `?` in it; `--list` shows the names";
    for (arguments, expected) in [
        (&["--only", "sign/", "--only", "sgn"][..], "error: no figure matches `--only sgn`\n"),
        (&["--only", "sign"], ""),
        (&["--only", "sign*cpu"], "error: no figure matches `--only sign*cpu`\n"),
        (&["codec", "generate", "--only", "sign"], "error: no figure of `codec` or `generate` matches `--only sign`\n"),
    ] {
        let output = project.xtask(&[&["bench"], arguments].concat());
        if expected.is_empty() {
            // It goes on, to what is missing next.
            output.exits(1).err_has("cannot read `xtask/lab/budgets.yaml`");
        } else {
            output.exits(2).err_has(expected).err_has(help);
        }
    }
    assert!(!project.path("target").exists());
}

#[test]
fn figures_can_be_listed() {
    let output = Project::new().xtask(&["bench", "--list", "--only", "sign/*/signature"]).exits(0);
    assert_eq!(output.out, "sign/small/signature\nsign/large/signature\n");
    Project::new().xtask(&["bench", "call", "--list"]).exits(0).out_has("call/large/over-bare/cpu\n");
}

/// The names that commands know before they measure are those of the project's own budgets.
#[test]
fn every_budget_is_a_figure() {
    let listed = Project::new().xtask(&["bench", "--list"]).exits(0).out;
    let budgets = include_str!("../../budgets.yaml").lines().filter(|line| !line.starts_with('#'));
    let names: Vec<_> = budgets.filter_map(|line| line.split_once(": ")).map(|(name, _)| name).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(listed.lines().any(|line| line == name), "{name}");
    }
}

#[test]
fn nothing_is_measured_before_the_budgets_can_be_read() {
    let project = Project::new();
    let output = project.xtask(&["bench", "call"]).exits(1);
    output.err_has("error: cannot read `xtask/lab/budgets.yaml`: ").err_has("  = help: it is part of the repository");
    project.put("xtask/lab/budgets.yaml", "sign/small/authorization: soon\n");
    let output = project.xtask(&["bench", "call"]).exits(1);
    output
        .err_has("error: xtask/lab/budgets.yaml: `sign/small/authorization: soon` is not a budget\n")
        .err_has("NUMBER UNIT");
    assert!(!project.path("target").exists());
}

#[test]
fn what_needs_the_vendors_documents_is_skipped_aloud() {
    let project = project(FIGURES, "{}");
    let output = project.xtask_with(&["bench", "compile", "codec"], &[("ALIBABACLOUD_METADATA", "missing")]).exits(0);
    output
        .err_has(
            "skipped compile/ice-2024/check: no vendor documents in `missing`; ALIBABACLOUD_METADATA names another",
        )
        .err_has("skipped codec: ")
        .out_has("\nmet: 0 budgets; 0 figures measured\n");
}

#[cfg(unix)]
#[test]
fn figures_stand_beside_their_budgets() {
    let project = project(FIGURES, "sign/small/authorization: 1 µs\n");
    let output = run(&project, &["call", "--only", "sign/", "--rounds", "3"]).exits(0);
    let expected = "\
figure                    median   min – max   budget  of budget
sign/small/authorization  950 ns  900 – 1000  1.00 µs  95 % met
sign/small/signature      500 ns   400 – 700

samples with a wide spread
  sign: 1 figure, most of all sign/small/signature by 60 % of its median; load ";
    output.out_has(expected).out_has("\nmet: 1 budget; 2 figures measured\n").err_has("[1/1] sign: 2 figures\n");
    let calls = project.get("fake/calls");
    let words = "bench --package alibabacloud-runtime --bench sign --features blocking --no-run";
    assert!(calls.starts_with(words), "{calls}");
    assert!(calls.ends_with("\nsign --bench --rounds 3\n"), "{calls}");
}

#[cfg(unix)]
#[test]
fn a_missed_budget_fails_only_when_that_is_asked_for() {
    let project = project(FIGURES, "sign/small/authorization: 0.5 µs\n");
    let only = ["call", "--only", "sign/"];
    run(&project, &only).exits(0).out_has("  500 ns  190 % MISSED\n").out_has("\nMISSED: 1 of 1 budget; ");
    run(&project, &[&only[..], &["--deny"]].concat()).exits(1);
    project.put("xtask/lab/budgets.yaml", "sign/small/authorization: 5 µs\n");
    run(&project, &[&only[..], &["--deny"]].concat()).exits(0);
}

#[cfg(unix)]
#[test]
fn a_budget_that_names_no_figure_is_an_error() {
    let project = project(FIGURES, "sign/large: 1 µs\ncodec/a: 1\ncal/small: 1 s\n");
    let output = run(&project, &["call"]).exits(1);
    output
        .err_has("error: xtask/lab/budgets.yaml: `sign/large` is not a figure\n")
        .err_has("`cal/small` is not a figure\n");
    // Whoever measures only some figures cannot know.
    run(&project, &["call", "--only", "sign/small"]).exits(0);
}

#[cfg(unix)]
#[test]
fn all_samples_come_as_json_too() {
    let project = project(FIGURES, "sign/small/authorization: 1 µs\n");
    let output = run(&project, &["call", "--only", "sign/small/auth", "--json", "-"]).exits(0);
    let json: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let figure = &json["groups"][0]["figures"][0];
    assert_eq!((&figure["samples"][1], &figure["of_budget"]), (&1000.0.into(), &0.95.into()));
    output.err_has("\nmet: 1 budget; ");
    run(&project, &["call", "--only", "sign/", "--json", "no/such/folder.json"])
        .exits(1)
        .err_has("cannot write `no/such");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_measured_is_reported_and_the_rest_is_measured() {
    let project = project("12 ns\n", "sign/small/authorization: 1 µs\n");
    let output = run(&project, &["call"]).exits(1);
    output
        .err_has("error: sign: a bench program printed a line that is not a figure\n  12 ns\n")
        .err_has("error: call: ");
    // Both programs print the same here.
    project.put("fake/figures", FIGURES);
    let output = run(&project, &["call"]).exits(1);
    output
        .out_has("; 2 figures measured\n")
        .err_has("error: call: `sign/small/authorization` is not a declared figure of this group\n");
    project.put("fake/fail", "error[E0599]: no such method\n");
    let output = run(&project, &["call", "--only", "sign/"]).exits(1);
    output
        .err_has(" failed\n  error[E0599]: no such method\n  = help: the full output is in `")
        .err_has("sign-build.log`\n");
}
