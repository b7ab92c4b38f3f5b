//! A report with everything that a report can have.

use generator::Owner;
use generator::Position;
use generator::diff::{
    Change, Class, DocumentChanges, Edition, ItemChange, ItemClass, OwnerChanges, Part, Place, Report, Use,
};

use super::view::View;
use crate::version::Version;

const OLD: &str = "HEAD:specs/demo/2024-01-31.yaml";
const NEW: &str = "specs/demo/2024-01-31.yaml";

/// The report of a document with all that may change, and of one that comes.
pub(super) fn report() -> Report {
    Report { documents: vec![demo(), added()] }
}

/// The report as it is shown by default.
pub(super) fn view(report: &Report) -> View<'_> {
    View { report, sides: ["HEAD", "specs"], crate_name: "generated", version: Version::parse("0.1.0"), verbose: false }
}

fn demo() -> DocumentChanges {
    DocumentChanges {
        module: "demo20240131".to_owned(),
        product: "Demo".to_owned(),
        version: "2024-01-31".to_owned(),
        old: Some(Edition { path: OLD.to_owned(), declared: 6, generated: 5 }),
        new: Some(Edition { path: NEW.to_owned(), declared: 6, generated: 5 }),
        owners: vec![
            document(),
            owner(
                Owner::Operation("DropJob".to_owned()),
                vec![removed()],
                vec![
                    of(0, item(ItemClass::MethodRemoved, "Client::drop_job", None, None)),
                    of(0, item(ItemClass::ModuleRemoved, "operations::drop_job", Some("7 items"), None)),
                ],
            ),
            owner(
                Owner::Operation("GetJob".to_owned()),
                vec![added_operation()],
                vec![of(0, item(ItemClass::MethodAdded, "Client::get_job", None, None))],
            ),
            submit_job(),
            owner(Owner::Operation("TextJob".to_owned()), texts(), Vec::new()),
            OwnerChanges {
                generated: false,
                differs: false,
                ..owner(Owner::Operation("XmlJob".to_owned()), vec![removed()], Vec::new())
            },
            component(),
        ],
    }
}

/// A document whose vendor's text is one line, from a folder of other documents.
fn added() -> DocumentChanges {
    let path = "more/other.json".to_owned();
    let whole = change(Class::DocumentAdded, "", (None, None), (0, 1));
    let whole = Change { new: Some(place(&path, 1, 1)), ..whole };
    let module = ItemChange { path: "other1".to_owned(), ..item(ItemClass::ModuleAdded, "", None, Some("12 items")) };
    DocumentChanges {
        module: "other1".to_owned(),
        product: "Other".to_owned(),
        version: "1".to_owned(),
        old: None,
        new: Some(Edition { path, declared: 1, generated: 1 }),
        owners: vec![owner(Owner::Document, vec![whole], vec![of(0, module)])],
    }
}

fn document() -> OwnerChanges {
    let hosts = vec![
        change(Class::HostChanged, "cn-shanghai", (Some("a.example.com"), Some("b.example.com")), (90, 91)),
        change(Class::RegionAdded, "cn-beijing", (None, Some("c.example.com")), (0, 95)),
    ];
    owner(Owner::Document, hosts, Vec::new())
}

fn submit_job() -> OwnerChanges {
    let correction = "- at: \"apis.SubmitJob.parameters[Start].schema.type\"\n  was: [string, integer]\n  is: string\n  reason: \"Held back.\"";
    let start = Change {
        correction: Some(correction.to_owned()),
        part: Part::Request,
        ..change(Class::TypeChanged, "Start", (Some("string"), Some("integer")), (20, 21))
    };
    let wire = vec![
        start,
        Change {
            part: Part::Response("200".to_owned()),
            ..change(Class::FieldRemoved, "Items[].`a|<b>", (Some("string"), None), (30, 0))
        },
        Change { part: Part::Request, ..change(Class::DefaultChanged, "Size", (Some("10"), None), (40, 41)) },
        Change { part: Part::Request, ..change(Class::ParameterAdded, "Kind", (None, Some("string")), (0, 50)) },
        change(Class::Description, "Kind", (Some("Which kind."), Some("The kind of job.")), (60, 61)),
    ];
    let start = "operations::submit_job::SubmitJobRequest::start";
    let rust = vec![
        of(0, item(ItemClass::FieldRetyped, start, Some("String"), Some("i64"))),
        of(1, item(ItemClass::FieldRemoved, "operations::submit_job::SubmitJobResponseItems::a_b", None, None)),
        of(3, item(ItemClass::FieldAdded, "operations::submit_job::SubmitJobRequest::kind", None, None)),
        item(ItemClass::FieldRetyped, "operations::submit_job::SubmitJobRequest::id", Some("String"), Some("i64")),
    ];
    owner(Owner::Operation("SubmitJob".to_owned()), wire, rust)
}

fn component() -> OwnerChanges {
    let values = (0..12).map(|index| {
        let value = format!("Value{index}");
        Change { part: Part::Schema, ..change(Class::ValueAdded, "State", (None, Some(&value)), (0, 70 + index)) }
    });
    let state = |index| {
        let path = format!("types::job::JobState::Value{index}");
        of(index, item(ItemClass::VariantAdded, &path, None, None))
    };
    let user = |operation: &str, request| Use { operation: operation.to_owned(), request, response: true };
    OwnerChanges {
        used_by: vec![user("GetJob", false), user("SubmitJob", true)],
        ..owner(Owner::Component("Job".to_owned()), values.collect(), (0..12).map(state).collect())
    }
}

fn texts() -> Vec<Change> {
    let text = |most: &str| format!("{}At most {most} of `a`.\n{}", "Many words. ".repeat(9), "```");
    let [before, after] = [text("5"), text("6")];
    let sample = ["{\"Id\": 7}", "{\n  \"Id\": 7\n}"];
    vec![
        change(Class::Description, "Text", (Some(&before), Some(&after)), (80, 81)),
        change(Class::Sample, "", (Some(sample[0]), Some(sample[1])), (82, 83)),
    ]
}

fn removed() -> Change {
    change(Class::OperationRemoved, "", (None, None), (10, 0))
}

fn added_operation() -> Change {
    change(Class::OperationAdded, "", (None, None), (0, 15))
}

fn owner(owner: Owner, wire: Vec<Change>, rust: Vec<ItemChange>) -> OwnerChanges {
    let used_by = Vec::new();
    OwnerChanges { owner, generated: true, differs: true, used_by, wire, rust }
}

/// A change with its lines, 0 where there is none.
fn change(class: Class, path: &str, (before, after): (Option<&str>, Option<&str>), (old, new): (u32, u32)) -> Change {
    Change {
        id: format!("id of {} {path}", class.id()),
        class,
        weight: class.weight(),
        part: Part::Whole,
        path: path.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        old: (old > 0).then(|| place(OLD, old, 7)),
        new: (new > 0).then(|| place(NEW, new, 9)),
        correction: None,
    }
}

fn place(file: &str, line: u32, column: u32) -> Place {
    Place { file: file.to_owned(), position: Position { line, column } }
}

/// An item's change with its cause.
fn of(cause: usize, item: ItemChange) -> ItemChange {
    ItemChange { cause: Some(cause), ..item }
}

fn item(class: ItemClass, path: &str, before: Option<&str>, after: Option<&str>) -> ItemChange {
    let (before, after) = (before.map(str::to_owned), after.map(str::to_owned));
    let path = format!("demo20240131::{path}");
    ItemChange { id: format!("id of {}", class.id()), class, path, before, after, origin: String::new(), cause: None }
}
