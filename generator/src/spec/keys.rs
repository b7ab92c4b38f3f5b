//! The keys that documents may use, position by position, and which one a misspelt key was meant to be.

use super::tree::Member;

/// Keys of the whole document.
pub(super) const DOCUMENT: &[&str] = &[
    "version",
    "provenance",
    "info",
    "directories",
    "components",
    "apis",
    "endpoints",
    "errorCodes",
    "ram",
    "flowControl",
    "changeSet",
];

/// Keys of `info`.
pub(super) const INFO: &[&str] = &["style", "product", "version", "title", "description"];

/// Calling styles.
pub(super) const STYLES: &[&str] = &["AliGenie", "FC", "OSS", "PDS", "ROA", "RPC", "SLS", "V3"];

/// Verbs of HTTP, as documents write them.
pub(super) const METHODS: &[&str] = &["delete", "get", "head", "options", "patch", "post", "put"];

/// Types of schemas.
pub(crate) const KINDS: &[&str] = &["any", "array", "boolean", "integer", "number", "object", "string"];

/// What `effect` says, a key of our own.
pub(super) const EFFECTS: &[&str] = &["read", "write"];

/// Keys of `systemTags`.
pub(super) const SYSTEM_TAGS: &[&str] =
    &["operationType", "riskType", "chargeType", "abilityTreeCode", "abilityTreeNodes"];

/// What `operationType` says.
pub(super) const OPERATION_TYPES: &[&str] =
    &["create", "delete", "get", "list", "none", "read", "readAndWrite", "update", "write"];

/// What `schemes` lists.
pub(super) const SCHEMES: &[&str] = &["http", "https", "sse", "websocket", "ws", "wss"];

/// Formats of schemas that mean something, or might be taken for one that does.
pub(super) const FORMATS: &[&str] = &[
    "binary",
    "byte",
    "date",
    "date-time",
    "double",
    "float",
    "int16",
    "int32",
    "int64",
    "iso8601",
    "iso8601_normal",
    "uint32",
    "uint64",
];

/// Keys of `components`.
pub(super) const COMPONENTS: &[&str] = &["schemas"];

/// Keys of a folder in `directories`.
pub(super) const DIRECTORY: &[&str] = &["id", "title", "type", "children", "name"];

/// Keys of an endpoint.
pub(super) const ENDPOINT: &[&str] =
    &["regionId", "endpoint", "regionName", "areaId", "areaName", "public", "vpc", "goneSince"];

/// Keys of an operation.
pub(super) const API: &[&str] = &[
    "path",
    "methods",
    "schemes",
    "security",
    "operationType",
    "effect",
    "deprecated",
    "systemTags",
    "consumes",
    "produces",
    "parameters",
    "responses",
    "responseDemo",
    "errorCodes",
    "title",
    "summary",
    "description",
    "requestParamsDescription",
    "responseParamsDescription",
    "extraInfo",
    "staticInfo",
    "tags",
    "translator",
    "eventInfo",
    "changeSet",
    "ramActions",
    "flowControl",
    "goneSince",
];

/// Keys of `staticInfo`.
pub(super) const STATIC_INFO: &[&str] =
    &["returnType", "callback", "callbackInterval", "maxCallbackTimes", "substitutions", "noSubstitutionReason"];

/// Keys of an entry of `ramActions`.
pub(super) const RAM_ENTRY: &[&str] = &["operationType", "ramAction"];

/// Keys of `ramAction`.
pub(super) const RAM_ACTION: &[&str] = &["action", "authLevel", "actionConditions", "resources"];

/// Keys of an entry of `errorCodes`.
pub(super) const ERROR_CODE: &[&str] = &["errorCode", "errorMessage", "description", "goneSince"];

/// Keys of a parameter.
pub(super) const PARAMETER: &[&str] = &["name", "in", "style", "schema", "allowEmptyValue", "examples", "goneSince"];

/// Where parameters go.
pub(crate) const PLACES: &[&str] = &["query", "formData", "path", "body", "header", "host"];

/// How complex parameters are written. XML is refused, and `struct` is as good as nothing.
pub(crate) const PARAMETER_STYLES: &[&str] = &["flat", "json", "repeatList", "simple"];

/// Keys of a response.
pub(super) const RESPONSE: &[&str] = &["schema", "headers", "description", "examples", "goneSince"];

/// Keys of a schema, those of the portal's internals among them.
pub(super) const SCHEMA: &[&str] = &[
    "type",
    "format",
    "properties",
    "items",
    "additionalProperties",
    "$ref",
    "required",
    "docRequired",
    "deprecated",
    "readOnly",
    "description",
    "title",
    "example",
    "default",
    "enum",
    "enumValueTitles",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "isFileTransferUrl",
    "itemNode",
    "itemName",
    "visibility",
    "backendName",
    "name",
    "nullable",
    "index",
    "sensitive",
    "parseType",
    "sdkPropertyName",
    "nullToEmpty",
    "bizType",
    "valueMapping",
    "trim",
    "ref",
    "enumValues",
    "checkBlank",
    "dateFormat",
    "sdkIgnore",
    "backendParamType",
    "extendType",
    "xml",
    "components",
    "alibabaCloud",
    "info",
    "examples",
    "goneSince",
    "enumGoneSince",
];

/// The keys that requests and responses are made from, position by position. What is wrong with another one is worth a
/// warning: a text, an example, a hint is lost.
pub(super) mod structure {
    /// Of the whole document.
    pub(in crate::spec) const DOCUMENT: &[&str] = &["info", "components", "apis"];

    /// Of `info`.
    pub(in crate::spec) const INFO: &[&str] = &["style", "product", "version"];

    /// Of `components`.
    pub(in crate::spec) const COMPONENTS: &[&str] = &["schemas"];

    /// Of an operation.
    pub(in crate::spec) const API: &[&str] =
        &["path", "methods", "schemes", "security", "consumes", "produces", "parameters", "responses"];

    /// Of a parameter.
    pub(in crate::spec) const PARAMETER: &[&str] = &["name", "in", "style", "schema"];

    /// Of a response.
    pub(in crate::spec) const RESPONSE: &[&str] = &["schema"];

    /// Of a schema.
    pub(in crate::spec) const SCHEMA: &[&str] =
        &["type", "format", "properties", "items", "additionalProperties", "$ref", "required", "enum"];

    /// Of what only documents: none.
    pub(in crate::spec) const NONE: &[&str] = &[];
}

/// The known key that a misspelt one was meant to be.
///
/// A key counts as misspelt when it equals a known one but for case, or but for one typing error (two in long keys).
/// Anything else is taken for a key of a newer edition.
pub(super) fn meant(key: &str, known: &[&'static str]) -> Option<&'static str> {
    if key.len() < 3 || known.contains(&key) {
        return None;
    }
    let lower = key.to_ascii_lowercase();
    let allowed = |k: &str| if k.len() >= 8 { 2 } else { 1 };
    known
        .iter()
        .filter(|k| k.len().abs_diff(key.len()) <= 2)
        .map(|k| (distance(&lower, &k.to_ascii_lowercase()), *k))
        .filter(|(distance, k)| *distance <= allowed(k))
        .min()
        .map(|(_, k)| k)
}

/// Whether a map lacks a key, be it misspelt.
pub(super) fn lacks(entries: &[Member<'_>], key: &str, known: &[&'static str]) -> bool {
    entries.iter().all(|entry| entry.key != key && meant(&entry.key, known) != Some(key))
}

/// Names that are longer are not compared: it would take long, and nobody types them.
const LONGEST: usize = 100;

/// The candidate closest to a misspelt name, when one is close.
pub(crate) fn closest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_ascii_lowercase();
    let allowed = 1 + name.len() / 8;
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|c| c.len().abs_diff(name.len()) <= allowed)
        .map(|c| (distance(&lower, &c.to_ascii_lowercase()), c))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, c)| c)
}

/// Typing errors between two short words: characters inserted, left out, replaced, or two neighbours swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_keys() {
        let cases = [
            ("requird", Some("required")),
            ("Required", Some("required")),
            ("requried", Some("required")),
            ("descripton", Some("description")),
            ("propertys", Some("properties")),
            ("tpye", Some("type")),
            ("maxitems", Some("maxItems")),
            ("x-note", None),
            ("exmaple", Some("example")),
            ("examples", None),
            ("someNewerKey", None),
        ];
        for (key, expected) in cases {
            assert_eq!(meant(key, SCHEMA), expected, "{key}");
        }
    }

    #[test]
    fn no_known_key_is_taken_for_another() {
        for keys in [
            DOCUMENT,
            INFO,
            COMPONENTS,
            DIRECTORY,
            ENDPOINT,
            API,
            STATIC_INFO,
            RAM_ENTRY,
            RAM_ACTION,
            ERROR_CODE,
            PARAMETER,
            RESPONSE,
            SCHEMA,
        ] {
            for key in keys {
                assert_eq!(meant(key, keys), None);
            }
        }
    }
}
