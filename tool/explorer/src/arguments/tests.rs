//! Arguments of a made-up operation: what they say, and every way in which they can be wrong.

use generator::Input;
use generator::lookup;
use serde_json::{Value, json};

use super::{Arguments, Fault, read};
use crate::operation::ExploredOperation;
use crate::schema::ObjectShape;

const DOCUMENT: &str = include_str!("../../tests/support/demo.yaml");

fn request() -> &'static ObjectShape {
    let found = lookup::operation(&Input::new("demo.yaml", DOCUMENT), "make").unwrap();
    ExploredOperation::new(found).request()
}

/// Reads arguments beside those that are required.
fn over(base: Option<&Value>, arguments: &[&str]) -> Result<Arguments, Vec<Fault>> {
    let required = if base.is_some() { &[][..] } else { &["InstanceId=i", "Count=1"] };
    let arguments: Vec<String> = required.iter().chain(arguments).map(|argument| (*argument).to_owned()).collect();
    read(&arguments, base, request(), &mut |path| match path {
        "text" => Ok(b"a file\n".to_vec()),
        "json" => Ok(b"[{\"Key\": \"k\"}]\n".to_vec()),
        "number" => Ok(b"7\n".to_vec()),
        "binary" => Ok(vec![0xff]),
        _ => Err("no such file".to_owned()),
    })
}

#[track_caller]
fn gives(arguments: &[&str], expected: &Value) {
    let read = over(None, arguments).unwrap();
    let mut object = read.object.as_object().unwrap().clone();
    object.shift_remove("InstanceId");
    object.shift_remove("Count");
    assert_eq!(Value::Object(object), *expected, "{arguments:?}");
}

#[track_caller]
fn fails(arguments: &[&str], message: &str, help: &str) {
    let faults = over(None, arguments).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].message.as_str(), faults[0].help.as_str()), (message, help));
}

#[test]
fn texts_are_read_by_the_type() {
    gives(&["Text=5", "Ratio=0.5", "Wet=true"], &json!({"Text": "5", "Ratio": 0.5, "Wet": true}));
    gives(&["Text="], &json!({"Text": ""}));
    gives(&["Text=a=b"], &json!({"Text": "a=b"}));
    gives(&["Text={}"], &json!({"Text": "{}"}));
    gives(&["Free={\"a\":[1]}"], &json!({"Free": {"a": [1]}}));
    gives(&["Mode=Fast"], &json!({"Mode": "Fast"}));
}

#[test]
fn names_are_those_of_the_document_whatever_their_case() {
    gives(&["tag.1.KEY=a", "disk.size=4"], &json!({"Tag": [{"Key": "a"}], "Disk.Size": 4}));
    gives(&["Tag=[{\"key\":\"a\"}]"], &json!({"Tag": [{"Key": "a"}]}));
    gives(&["Labels.a.b=c"], &json!({"Labels": {"a.b": "c"}}));
}

#[test]
fn paths_and_json_are_mixed_in_any_order() {
    let expected = json!({"Tag": [{"Key": "a", "Value": "v"}, {"Key": "b"}]});
    gives(&["Tag=[{\"Key\":\"a\"}]", "Tag.1.Value=v", "Tag.2.Key=b"], &expected);
    gives(&["Tag.2.Key=b", "Tag.1.Value=v", "Tag=[{\"Key\":\"a\"}]"], &expected);
    gives(&["Tag.1.Children.1.Weight=3"], &json!({"Tag": [{"Children": [{"Weight": 3}]}]}));
    gives(&["Names.2=b", "Names.1=a"], &json!({"Names": ["a", "b"]}));
    gives(&["Names=[]"], &json!({"Names": []}));
    gives(&["Free.a.b=1", "Free.a.c=x"], &json!({"Free": {"a": {"b": 1, "c": "x"}}}));
}

#[test]
fn values_come_from_files() {
    gives(&["Text=@text"], &json!({"Text": "a file\n"}));
    gives(&["Text=@@text"], &json!({"Text": "@text"}));
    gives(&["Disk.Size=@number"], &json!({"Disk.Size": 7}));
    gives(&["Tag=@json"], &json!({"Tag": [{"Key": "k"}]}));
    let help = "`@FILE` is the content of a file; a text that begins with `@` is written `@@TEXT`";
    fails(&["Text=@other"], "cannot read `other` for `Text`: no such file", help);
    let help = "encode it as the service expects, for example with `base64 FILE`";
    fails(&["Text=@binary"], "`Text` is a text, and the file is no text in UTF-8", help);
}

#[test]
fn arguments_win_over_a_whole_request() {
    let base = json!({"InstanceId": "i", "Count": "2", "Tag": [{"Key": "a"}, {"Key": "b"}], "Text": null});
    let object = |arguments: &[&str]| over(Some(&base), arguments).unwrap().object;
    assert_eq!(object(&[])["Tag"], json!([{"Key": "a"}, {"Key": "b"}]));
    assert_eq!(object(&[]).get("Text"), None);
    assert_eq!(object(&["Count=3", "Tag.2.Key=c"])["Tag"], json!([{"Key": "a"}, {"Key": "c"}]));
    assert_eq!(object(&["Tag=[{\"Value\":\"v\"}]"])["Tag"], json!([{"Value": "v"}]));
    let faults = over(Some(&json!({"InstanceId": "i", "Count": 1, "Tga": 1, "Tag": {"Key": 1}})), &[]).unwrap_err();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, ["there is no parameter `Tga`", "`Tag` is a list of object, not an object"]);
    let faults = over(Some(&json!([])), &[]).unwrap_err();
    assert_eq!(faults[0].message, "the request is an object, not a list");
}

#[test]
fn what_is_of_another_type_is_refused() {
    fails(&["Wet=yes"], "`Wet` is `true` or `false`, not `yes`", "write `Wet=true`");
    fails(&["Disk.Size=4.5"], "`Disk.Size` is an integer, not `4.5`", "write `Disk.Size=1`");
    fails(&["Ratio=much"], "`Ratio` is a number, not `much`", "write `Ratio=0.5`");
    let range = "it is an integer from -9223372036854775808 to 9223372036854775807";
    fails(&["Disk.Size=9223372036854775808"], "the value of `Disk.Size` is out of range", range);
    fails(&["Tag=[{\"Weight\":9223372036854775808}]"], "the value of `Tag.1.Weight` is out of range", range);
    fails(&["Tag={\"Key\":\"a\"}"], "`Tag` is a list, not an object", "write it in brackets: `Tag=[{…}]`");
    // A value that may be secret is not repeated.
    fails(&["Tag=secret"], "`Tag` is a list of object", "write `Tag.1.Key=TEXT`");
    fails(&["Labels=a"], "`Labels` is a map of text", "write `Labels.KEY=TEXT`");
    let quotes = "put it in single quotes, so that the shell leaves its double quotes alone";
    fails(&["Tag=[{Key:1}]"], "`Tag` is no JSON: key must be a string at line 1 column 3", quotes);
    fails(&["Free={a:1}"], "`Free` is no JSON: key must be a string at line 1 column 2", quotes);
    fails(&["Tag=[1]"], "`Tag.1` is an object, not a number", "write it in braces: `{\"NAME\": VALUE}`");
    fails(&["Tag=[{\"Weight\":\"x\"}]"], "`Tag.1.Weight` is an integer, not a text", "write it without quotes");
    let whole = "write a whole number of 64 bits";
    fails(&["Tag=[{\"Weight\":1.5}]"], "`Tag.1.Weight` is an integer, not a number", whole);
    fails(&["Names=[null]"], "`Names.1` is a text, not null", "leave it out");
    fails(&["Names=[[]]"], "`Names.1` is a text, not a list", "write a text");
    fails(
        &["Tag=[{\"Children\":1}]"],
        "`Tag.1.Children` is a list of object, not a number",
        "write it in brackets: `[…]`",
    );
}

#[test]
fn names_that_lead_nowhere_are_refused() {
    fails(&["Txt=1"], "there is no parameter `Txt`", "did you mean `Text`?");
    fails(&["Tags.1.Key=a"], "there is no parameter `Tags`", "did you mean `Tag`?");
    let known = "there are `Count`, `Disk.Size`, `Free`, `InstanceId`, `Labels`, `Mode`, `Names`, `Ratio`, …";
    fails(&["Completely.Else=1"], "there is no parameter `Completely`", known);
    fails(&["Tag.1.Kee=a"], "`Tag.1` has no member `Kee`", "did you mean `Key`?");
    fails(&["Tag=[{\"Kee\":1}]"], "`Tag.1` has no member `Kee`", "did you mean `Key`?");
    fails(&["Tag.0.Key=a"], "elements of `Tag` are numbered from 1, not from 0", "write `Tag.1.Key=TEXT`");
    fails(&["Tag.Key=a"], "`Tag` is a list: `Key` is no number of an element", "write `Tag.1.Key=TEXT`");
    let weight = "write `Tag.1.Weight=1`";
    fails(&["Tag.0.Weight=1"], "elements of `Tag` are numbered from 1, not from 0", weight);
    fails(&["Tag.Weight=1"], "`Tag` is a list: `Weight` is no number of an element", weight);
    let parameter = "its members are parameters: write `Disk.Size=1`";
    fails(&["Disk={\"Size\":\"40\"}"], "there is no parameter `Disk`", parameter);
    fails(&["Text.1=a"], "`Text` is a text, and has no member `1`", "write `Text=TEXT`");
    let dots = "names are separated by one dot each, as in `Tag.1.Key`";
    fails(&["Tag..Key=a"], "`Tag..Key=` has an empty name", dots);
    fails(&["=a"], "`=` has an empty name", dots);
    let json = "write it as JSON: `Free=[…]` or `Free={…}`";
    fails(&["Free.1=a"], "`Free` is any JSON: whether it is a list or an object is not known", json);
    fails(&["Text"], "the argument `Text` has no value", "write `Text=VALUE`");
    fails(&["Texd"], "the argument `Texd` has no value", "did you mean `Text=VALUE`?");
    // It may be a value whose name was forgotten.
    fails(&["hunter2"], "argument 3 has no name", "arguments are written `NAME=VALUE`");
    let from = "`--from FILE` takes a request as JSON, `--from -` that on standard input";
    fails(&["{\"Password\":\"hunter2\"}"], "argument 3 has no name", from);
}

#[test]
fn a_value_is_given_once() {
    fails(&["Text=a", "text=b"], "`Text` is given twice", "leave one of them out");
    fails(&["Tag.1.Key=a", "Tag=[{\"Key\":\"b\"}]"], "`Tag` is given twice", "leave one of them out");
    fails(&["Free=1", "Free.a=1"], "`Free.a` is given twice", "leave one of them out");
    fails(&["Tag=[{\"Key\":\"a\",\"key\":\"b\"}]"], "`Tag.1.Key` is given twice", "leave one of them out");
    let column = "in `Tag`, `Key` is given twice at line 1 column 17";
    fails(&["Tag=[{\"Key\":\"a\",\"Key\":\"b\"}]"], column, "leave one of them out");
    let column = "in `Free`, `a` is given twice at line 1 column 12";
    fails(&["Free={\"a\":[1],\"a\":1}"], column, "leave one of them out");
    gives(&["Free=[{\"a\":null},{\"a\":1.5}]"], &json!({"Free": [{"a": null}, {"a": 1.5}]}));
    let gap = "elements are numbered from 1, without gaps";
    fails(&["Tag.2.Key=a"], "there is `Tag.2`, but no `Tag.1`", gap);
    fails(&["Tag.1.Key=a", "Tag.9999999999.Key=a"], "there is `Tag.9999999999`, but no `Tag.2`", gap);
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let faults = read(&[], None, request(), &mut |_| Err(String::new())).unwrap_err();
    let message =
        "2 required parameters are missing:\n  Count       integer  How many\n  InstanceId  text     The instance";
    assert_eq!(faults[0].message, message);
    assert_eq!(faults[0].help, "write each as `NAME=VALUE`: `Count=1`");
    // One that is misspelt is not missing as well.
    let faults = read(&["Cuont=1".to_owned()], None, request(), &mut |_| Err(String::new())).unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>(),
        ["there is no parameter `Cuont`"]
    );
}

#[test]
fn other_values_than_the_document_lists_are_sent_with_a_warning() {
    let read = over(None, &["Mode=Fasst"]).unwrap();
    assert_eq!(read.object["Mode"], "Fasst");
    assert_eq!(read.warnings, ["the document lists other values of `Mode`: `Fast`, `Slow`; did you mean `Fast`?"]);
    assert!(over(None, &["Mode=Slow"]).unwrap().warnings.is_empty());
}

#[test]
fn a_parameter_with_a_wrong_value_is_not_missing() {
    let messages = |base: Option<&Value>, arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        let faults = read(&arguments, base, request(), &mut |_| Err(String::new())).unwrap_err();
        faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>()
    };
    assert_eq!(messages(None, &["InstanceId=i", "Count=x"]), ["`Count` is an integer, not `x`"]);
    let base = json!({"InstanceId": [], "Count": 1});
    assert_eq!(messages(Some(&base), &[]), ["`InstanceId` is a text, not a list"]);
    let nothing = json!({"InstanceId": null, "Count": 1});
    assert!(messages(Some(&nothing), &[])[0].starts_with("1 required parameter is missing:"));
}

#[test]
fn members_that_are_required_are_asked_for() {
    const DOCUMENT: &str = "
info: {style: 'ROA', product: 'Demo', version: '2024-01-31'}
apis:
  Make:
    path: '/things'
    methods: ['post']
    parameters:
      - name: 'body'
        in: 'body'
        schema:
          type: 'object'
          properties:
            name: {type: 'string', required: true}
            zone: {type: 'string'}
            disks:
              type: 'array'
              items: {type: 'object', properties: {size: {type: 'integer', required: true}, kind: {type: 'string', required: true}}}
";
    let found = lookup::operation(&Input::new("demo.yaml", DOCUMENT), "make").unwrap();
    let request = ExploredOperation::new(found).request();
    let read = |argument: &str| read(&[argument.to_owned()], None, request, &mut |_| Err(String::new()));
    assert_eq!(read("body={}").unwrap().warnings, ["`body` lacks a member that is required: `name`"]);
    let text = r#"body={"name":"n","disks":[{"size":1,"kind":"a"},{}]}"#;
    assert_eq!(read(text).unwrap().warnings, ["`body.disks.2` lacks members that are required: `kind`, `size`"]);
    assert_eq!(read("name=x").unwrap_err()[0].help, "did you mean `body.name`?");
}
