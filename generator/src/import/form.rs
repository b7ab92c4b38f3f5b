//! The language of the documents as a table: which keys a file of ours has, in which order, and what an import does with
//! each.
//!
//! Whatever is not in the table is internal to the vendor's portal and is dropped. It has what the generator reads, and a
//! few harmless facts for people: `systemTags` (effect, risk, charge), `staticInfo` (how to wait for a result), the
//! `headers` of responses, the `id`s of directories.

use crate::spec::tree::Member;

/// What a value is, and what becomes of it.
#[derive(Debug)]
pub(super) enum Form {
    /// Follows upstream.
    Fact,
    /// Follows upstream; `false` says the same as nothing.
    Flag,
    /// A list of words that follows upstream; its order says nothing.
    Words,
    /// A default or limit, which only the documentation has: follows upstream. Where upstream is silent, ours stays: many
    /// stand in upstream's prose alone. Pruning removes it.
    Hint,
    /// Follows upstream, but what upstream does not say (any more) stays: a fact about the operation, not about requests.
    Note,
    /// A list that is such a note, its elements cut to what is known about them.
    Notes(&'static [Key]),
    /// Made by hand or reviewed: stays.
    Text,
    /// A text that holds a JSON list of samples.
    Samples,
    /// Value → text.
    Labels,
    /// The values of an enum. One that is gone upstream stays and is named in `enumGoneSince`.
    Values,
    /// Ours alone; upstream has no such key.
    Own,
    /// A group of keys that is nothing by itself.
    Group(&'static [Key]),
    /// An element: has keys, and may be gone upstream.
    Element(&'static [Key]),
    /// An element of which there is one.
    One(&'static Form),
    /// Name → element.
    Names(&'static Form),
    /// A list of elements, known by the first of these keys; the others tell copies apart.
    List(&'static [&'static str], &'static Form),
    /// The table of contents.
    Directories,
}

/// A key and its value's form.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) form: Form,
}

const fn key(name: &'static str, form: Form) -> Key {
    Key { name, form }
}

/// Says since when upstream does not have an element any more.
pub(super) const GONE: &str = "goneSince";

/// The same for the values of an enum: value → date.
pub(super) const VALUES_GONE: &str = "enumGoneSince";

/// What the values of an enum mean: value → text.
pub(super) const VALUE_LABELS: &str = "enumValueTitles";

/// Says what was imported last.
pub(super) const PROVENANCE: &str = "provenance";

pub(super) static DOCUMENT: &[Key] = &[
    key("version", Form::Fact),
    key(PROVENANCE, Form::Own),
    key("info", Form::Group(INFO)),
    key("directories", Form::Directories),
    key("apis", Form::Names(&Form::Element(API))),
    key("components", Form::Group(COMPONENTS)),
    key("endpoints", Form::List(&["regionId", "endpoint"], &Form::Element(ENDPOINT))),
];

const INFO: &[Key] = &[
    key("product", Form::Fact),
    key("version", Form::Fact),
    key("style", Form::Fact),
    key("title", Form::Text),
    key("description", Form::Text),
];

static COMPONENTS: &[Key] = &[key("schemas", Form::Names(&SCHEMA))];

const ENDPOINT: &[Key] = &[
    key("regionId", Form::Fact),
    key("endpoint", Form::Fact),
    key("public", Form::Fact),
    key("vpc", Form::Fact),
    key(GONE, Form::Own),
];

static API: &[Key] = &[
    key("title", Form::Text),
    key("summary", Form::Text),
    key("description", Form::Text),
    key("requestParamsDescription", Form::Text),
    key("responseParamsDescription", Form::Text),
    key("extraInfo", Form::Text),
    key(GONE, Form::Own),
    key("path", Form::Fact),
    key("methods", Form::Words),
    key("schemes", Form::Words),
    key("security", Form::Fact),
    key("operationType", Form::Fact),
    key("effect", Form::Own),
    key("deprecated", Form::Flag),
    key("consumes", Form::Words),
    key("produces", Form::Words),
    key("systemTags", Form::Group(SYSTEM_TAGS)),
    key("staticInfo", Form::Group(STATIC_INFO)),
    key("ramActions", Form::Notes(RAM_ENTRY)),
    key("parameters", Form::List(&["name", "in"], &Form::Element(PARAMETER))),
    key("responses", Form::Names(&Form::Element(RESPONSE))),
    key("responseDemo", Form::Samples),
    key("errorCodes", Form::Names(&Form::List(&["errorCode", "errorMessage"], &Form::Element(ERROR_CODE)))),
];

const SYSTEM_TAGS: &[Key] =
    &[key("operationType", Form::Note), key("riskType", Form::Note), key("chargeType", Form::Note)];

const STATIC_INFO: &[Key] = &[
    key("returnType", Form::Note),
    key("callback", Form::Note),
    key("callbackInterval", Form::Note),
    key("maxCallbackTimes", Form::Note),
    key("substitutions", Form::Note),
    key("noSubstitutionReason", Form::Text),
];

const RAM_ENTRY: &[Key] = &[key("operationType", Form::Note), key("ramAction", Form::Group(RAM_ACTION))];

const RAM_ACTION: &[Key] = &[
    key("action", Form::Note),
    key("authLevel", Form::Note),
    key("actionConditions", Form::Note),
    key("resources", Form::Notes(RAM_RESOURCE)),
];

const RAM_RESOURCE: &[Key] = &[key("product", Form::Note), key("resourceType", Form::Note), key("arn", Form::Note)];

const ERROR_CODE: &[Key] = &[
    key("errorCode", Form::Fact),
    key("errorMessage", Form::Text),
    key("description", Form::Text),
    key(GONE, Form::Own),
];

static PARAMETER: &[Key] = &[
    key("name", Form::Fact),
    key(GONE, Form::Own),
    key("in", Form::Fact),
    key("style", Form::Fact),
    key("schema", Form::One(&SCHEMA)),
];

static RESPONSE: &[Key] = &[
    key("description", Form::Text),
    key(GONE, Form::Own),
    key("headers", Form::Names(&Form::Element(HEADER))),
    key("schema", Form::One(&SCHEMA)),
];

static HEADER: &[Key] = &[key(GONE, Form::Own), key("style", Form::Fact), key("schema", Form::One(&SCHEMA))];

static SCHEMA: Form = Form::Element(&[
    key("type", Form::Fact),
    key("format", Form::Fact),
    key("description", Form::Text),
    key("title", Form::Text),
    key(GONE, Form::Own),
    key("required", Form::Flag),
    key("deprecated", Form::Flag),
    key("readOnly", Form::Flag),
    key("isFileTransferUrl", Form::Flag),
    key("example", Form::Text),
    key("default", Form::Hint),
    // Whoever says that a value is secret should not be overruled by silence.
    key("sensitive", Form::Note),
    key("enum", Form::Values),
    key(VALUES_GONE, Form::Own),
    key(VALUE_LABELS, Form::Labels),
    key("minimum", Form::Hint),
    key("maximum", Form::Hint),
    key("exclusiveMinimum", Form::Flag),
    key("exclusiveMaximum", Form::Flag),
    key("minLength", Form::Hint),
    key("maxLength", Form::Hint),
    key("pattern", Form::Hint),
    key("minItems", Form::Hint),
    key("maxItems", Form::Hint),
    key("$ref", Form::Fact),
    key("ref", Form::Fact),
    key("properties", Form::Names(&SCHEMA)),
    key("items", Form::One(&SCHEMA)),
    key("additionalProperties", Form::One(&SCHEMA)),
]);

/// Puts a member of the document in its place, or in place of the one that is there.
pub(super) fn put<'a>(document: &mut Vec<Member<'a>>, new: Member<'a>) {
    match document.iter_mut().find(|entry| entry.key == new.key) {
        Some(entry) => entry.value = new.value,
        None => {
            document.push(new);
            document.sort_by_key(|entry| DOCUMENT.iter().position(|key| key.name == entry.key).unwrap_or(usize::MAX));
        }
    }
}
