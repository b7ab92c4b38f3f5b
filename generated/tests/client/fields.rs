//! The fields of the generated types, held against the list of facts that the specification is held against.

use std::collections::BTreeMap;

use generated::ice20201109::operations::{
    StartAiAgentInstanceRequest, StartAiAgentInstanceResponse, TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse,
};
use runtime::codegen::codec::{Field, Place, Table};

/// Types with a schema of their own: their Rust name, and where their fields are listed.
const COMPONENTS: [(&str, &str); 3] = [
    ("AiAgentConfig", "AIAgentConfig"),
    ("AiAgentRuntimeConfig", "AIAgentRuntimeConfig"),
    ("AiAgentTemplateConfig", "AIAgentTemplateConfig"),
];

/// What a field takes, and whether it is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub kind: String,
    pub secret: bool,
}

/// All fields below a type, by wire path; array elements have a path, too, that ends in `[]`.
pub fn of<T: Field>(root: &str) -> BTreeMap<String, Known> {
    let mut fields = BTreeMap::new();
    add(root, false, T::place(&mut None), &mut fields);
    fields.remove(root);
    fields
}

/// Where the fields of an object are listed that stands at `path`.
pub fn path_of<'a>(table: &Table, path: &'a str) -> &'a str {
    component(table).unwrap_or(path)
}

fn component(table: &Table) -> Option<&'static str> {
    COMPONENTS.iter().find(|(name, _)| *name == table.name).map(|(_, component)| *component)
}

fn add(path: &str, secret: bool, place: Place<'_>, fields: &mut BTreeMap<String, Known>) {
    let kind = match place {
        Place::Boolean(_) => "boolean".to_owned(),
        Place::Integer(_) => "integer".to_owned(),
        Place::Number(_) => "number".to_owned(),
        Place::Text(_) => "string".to_owned(),
        Place::List(list) => {
            list.fill(&mut |element| {
                add(&format!("{path}[]"), false, element, fields);
                false
            });
            "array".to_owned()
        }
        Place::Object(object) => {
            let table = object.table();
            let path = path_of(table, path);
            object.fill(&mut |slots, _| {
                for (member, slot) in table.members.iter().zip(slots) {
                    add(&format!("{path}.{}", member.name), member.secret, slot.place(), fields);
                }
            });
            component(table).map_or("object".to_owned(), |component| format!("$ref/{component}"))
        }
        Place::Bytes(_) | Place::Any(_) | Place::Token(_) | Place::Map(_) => panic!("{path} has a type of its own"),
    };
    fields.insert(path.to_owned(), Known { kind, secret });
}

/// All fields of the module.
fn all() -> BTreeMap<String, Known> {
    let mut all = of::<StartAiAgentInstanceRequest>("StartAIAgentInstance.query");
    all.extend(of::<StartAiAgentInstanceResponse>("StartAIAgentInstance.200"));
    all.extend(of::<TakeoverAiAgentCallRequest>("TakeoverAIAgentCall.query"));
    all.extend(of::<TakeoverAiAgentCallResponse>("TakeoverAIAgentCall.200"));
    all
}

#[test]
fn the_types_have_the_fields_of_the_facts_and_no_others() {
    let facts = include_str!("../../../generator/tests/facts/ice-2020-11-09.tsv").lines().map(|line| {
        let mut columns = line.split('\t');
        let (path, kind) = (columns.next().unwrap(), columns.next().unwrap());
        // Numbers are 64 bits wide, whatever the format says.
        let kind = if kind.starts_with('$') { kind } else { kind.split('/').next().unwrap() };
        (path.to_owned(), kind.to_owned())
    });
    let facts: BTreeMap<_, _> = facts.collect();
    let fields: BTreeMap<_, _> = all().into_iter().map(|(path, known)| (path, known.kind)).collect();
    assert_eq!(fields, facts);
    // 10 parameters, 6 response fields, 212 named properties and 25 array elements below them.
    assert_eq!(fields.len(), 10 + 6 + 212 + 25);
}

#[test]
fn secrets_are_known() {
    let all = all();
    let secrets: Vec<_> = all.iter().filter(|(_, known)| known.secret).map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        secrets,
        [
            "AIAgentConfig.LlmConfig.OpenAIExtraQuery",
            "AIAgentRuntimeConfig.AuthToken",
            "AIAgentRuntimeConfig.AvatarChat3D.AuthToken",
            "AIAgentRuntimeConfig.VisionChat.AuthToken",
            "AIAgentRuntimeConfig.VoiceChat.AuthToken",
            "TakeoverAIAgentCall.200.Token",
        ]
    );
}
