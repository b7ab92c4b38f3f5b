use super::*;

fn file(path: &str, content: &str) -> File {
    File { path: path.to_owned(), content: content.to_owned() }
}

/// An operation's file with all that occurs in one, and a component's.
fn files() -> [File; 2] {
    let operation = r#"
use runtime::codegen::{Extra, Operation, UnknownValue, object, open_enum};

/// A response.
pub struct ListResponse {
    pub r#type: Option<ListResponseType>,
    /// Items.
    pub items: Option<Vec<Item>>,
    pub labels: Option<BTreeMap<String, Vec<ListResponseType>>>,
    pub token: Option<String>,
    extra: Extra,
}

impl ListResponse {}

object!(ListResponse {
    items: "Items",
    labels: "x-Labels",
    token: "Token" secret,
    r#type: "Type",
});

pub enum ListResponseType {
    Big,
    Unknown(UnknownValue),
}

open_enum!(ListResponseType {
    Big: "big",
});
"#;
    let component = r#"
pub struct Item {
    pub next: Option<Box<Item>>,
    pub size: Option<i64>,
    extra: Extra,
}

object!(Item {
    next: "Next",
    size: "Size",
});
"#;
    [file("src/a/operations/list.rs", operation), file("src/a/types/item.rs", component)]
}

#[test]
fn a_twin_has_the_same_fields_under_the_same_wire_names() {
    let source = source(&files(), &["ListResponse".to_owned()], Unknown::Dropped).unwrap();
    assert_eq!(source.maps, ["x-Labels".to_owned()].into());
    assert_text(&source.text, include_str!("derive.golden"));
}

#[test]
fn a_twin_may_keep_what_it_does_not_know() {
    let source = source(&files(), &["Item".to_owned()], Unknown::Kept).unwrap();
    assert_text(&source.text, include_str!("flatten.golden"));
}

#[track_caller]
fn assert_text(found: &str, expected: &str) {
    let diff = similar::TextDiff::from_lines(expected, found).unified_diff().to_string();
    assert!(diff.is_empty(), "{diff}");
}

#[test]
fn what_is_not_there_is_told() {
    let said = |root: &str, files: &[File]| {
        source(files, &[root.to_owned()], Unknown::Dropped).err().map(|failure| failure.render()).unwrap()
    };
    assert!(said("Nothing", &files()).contains("no generated type `Nothing`"));
    assert!(said("ListResponseType", &files()).contains("`ListResponseType` is no struct"));
    let [operation, mut component] = files();
    component.content = component.content.replace("    size: \"Size\",", "    length: \"Size\",");
    let text = said("ListResponse", &[operation, component]);
    assert!(text.contains("src/a/types/item.rs: `Item` has no field `length`"), "{text}");
    assert!(said("A", &[file("a.rs", "pub struct A {")]).contains("a.rs: "));
}
