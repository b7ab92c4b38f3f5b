//! The words that some keys take.

/// Calling styles.
pub(crate) const STYLES: &[&str] = &["AliGenie", "FC", "OSS", "PDS", "ROA", "RPC", "SLS", "V3"];

/// Verbs of HTTP, as documents write them.
pub(crate) const METHODS: &[&str] = &["delete", "get", "head", "options", "patch", "post", "put"];

/// Types of schemas.
pub(crate) const TYPES: &[&str] = &["any", "array", "boolean", "integer", "number", "object", "string"];

/// What `effect` says.
pub(crate) const EFFECTS: &[&str] = &["read", "write"];

/// What `operationType` says.
pub(crate) const OPERATION_TYPES: &[&str] =
    &["create", "delete", "get", "list", "none", "read", "readAndWrite", "update", "write"];

/// What `schemes` lists.
pub(crate) const SCHEMES: &[&str] = &["http", "https", "sse", "websocket", "ws", "wss"];

/// Formats of schemas that mean something, or might be taken for one that does.
pub(crate) const FORMATS: &[&str] = &[
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

/// Where parameters go.
pub(crate) const LOCATIONS: &[&str] = &["query", "formData", "path", "body", "header", "host"];

/// How complex parameters are written. XML is refused, and `struct` is as good as nothing.
pub(crate) const PARAMETER_STYLES: &[&str] = &["flat", "json", "repeatList", "simple"];
