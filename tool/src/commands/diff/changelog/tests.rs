use expect_test::expect;
use generator::Owner;
use generator::diff::Report;

use super::super::sample;
use super::*;

#[test]
fn breaking_changes_come_first() {
    expect![[r"
        * Breaking, Demo 2024-01-31: operations removed: `DropJob`
        * Breaking, Demo 2024-01-31 `SubmitJob`: request `Start`: type changed: `string` → `integer`; `demo20240131::operations::submit_job::SubmitJobRequest::start`: field type changed: `String` → `i64`
        * Breaking, Demo 2024-01-31 `SubmitJob`: response 200 ``Items[].`a|<b>``: field removed: `string`; `demo20240131::operations::submit_job::SubmitJobResponseItems::a_b`: field removed
        * Breaking, Demo 2024-01-31 `SubmitJob`: `demo20240131::operations::submit_job::SubmitJobRequest::id`: field type changed: `String` → `i64`
        * Behavior, Demo 2024-01-31: `cn-shanghai`: host changed: `a.example.com` → `b.example.com`
        * Behavior, Demo 2024-01-31 `SubmitJob`: request `Size`: default changed: `10` → none
        * New, Demo 2024-01-31: operations `GetJob`
        * New, Demo 2024-01-31: regions `cn-beijing`
        * New, Demo 2024-01-31 `SubmitJob`: request `Kind`
        * New, Demo 2024-01-31 `Job`, used in requests of `SubmitJob`; in responses of `GetJob`, `SubmitJob`: values of `State`: `Value0`, `Value1`, `Value2`, `Value3`, `Value4`, `Value5`, `Value6`, `Value7`, `Value8`, `Value9`, `Value10`, `Value11`
        * New, Other 1: a new module, 1 operation
        * Documentation, Demo 2024-01-31: description 2, sample response 1
    "]].assert_eq(&lines(&sample::report()));
}

#[test]
fn nothing_needs_no_line() {
    assert_eq!(lines(&Report::default()), "");
}

/// However much changes, no operation that came, went or changed is left out.
#[test]
fn operations_are_named_however_many_there_are() {
    let mut report = sample::report();
    let document = &mut report.documents[0];
    let owners = document.owners.clone();
    document.owners.clear();
    for index in 0..300 {
        for owner in &owners {
            let Owner::Operation(name) = &owner.owner else { continue };
            document
                .owners
                .push(OwnerChanges { owner: Owner::Operation(format!("{name}{index:03}")), ..owner.clone() });
        }
    }
    let text = lines(&report);
    for name in ["DropJob", "GetJob", "SubmitJob"] {
        for index in 0..300 {
            assert!(text.contains(&format!("`{name}{index:03}`")), "{name}{index:03}");
        }
    }
    assert!(text.lines().count() < 420, "{}", text.lines().count());
    assert!(text.contains(" more in `SubmitJob"), "{text}");
}

/// Of fields as many are named as one reads.
#[test]
fn long_lists_of_fields_are_counted() {
    let text = lines(&sample::report());
    assert!(text.contains("`Value11`"), "{text}");
    let mut report = sample::report();
    let component = report.documents[0].owners.last_mut().unwrap();
    let more: Vec<_> = component.wire.iter().cycle().take(40).cloned().collect();
    component.wire = more;
    let text = lines(&report);
    assert!(text.contains("`Value11` and 28 more"), "{text}");
}
