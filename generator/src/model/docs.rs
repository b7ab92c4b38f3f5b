//! Texts: the vendor's Markdown, not yet rustdoc.

use super::{Gone, Prose};

/// Texts of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationDocs {
    /// A short name.
    pub title: Prose,
    /// One sentence.
    pub summary: Prose,
    /// Long Markdown parts, in order.
    pub parts: Vec<Prose>,
    /// Permissions.
    pub permissions: Vec<Permission>,
    /// Documented errors, sorted by status and code.
    pub errors: Vec<ErrorCode>,
    /// A sample of the JSON response.
    pub sample: Option<String>,
}

/// A permission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    /// The RAM action.
    pub action: String,
    /// The access level.
    pub access: Access,
    /// The resources that it applies to.
    pub resources: Vec<String>,
}

/// The access level of a RAM action.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Lists what there is.
    List,
    /// Reads.
    Read,
    /// Creates, changes or deletes.
    Write,
    /// A level of the vendor's that is none of these.
    Other(String),
    /// None is documented.
    Unstated,
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ErrorCode {
    /// The status as written; not always one of HTTP.
    pub status: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: Prose,
    /// The constant of the module that stands for the code; a code with a part that varies has none.
    pub constant: Option<String>,
}

/// An error code, as the operations of a module together document it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorConstant {
    /// The code: `InvalidInstanceId.NotFound`.
    pub code: String,
    /// The constant: `INVALID_INSTANCE_ID_NOT_FOUND`.
    pub name: String,
    /// The statuses that it is documented with, sorted.
    pub statuses: Vec<String>,
    /// The message that most operations document.
    pub message: Prose,
    /// The methods without `r#` of the operations that document it, sorted by wire name.
    pub methods: Vec<String>,
}

/// A value that a field may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentedValue {
    /// The value on the wire.
    pub wire: String,
    /// What it means.
    pub label: String,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
}

/// Texts of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldDocs {
    /// What it is.
    pub text: Prose,
    /// The default.
    pub default: Option<String>,
    /// An example.
    pub example: Option<String>,
    /// Documented values, where the type does not say them.
    pub values: Vec<DocumentedValue>,
    /// Limits, in words: `1 to 100`, `at most 64 characters`.
    pub limits: Vec<String>,
    /// Whether it is read-only.
    pub read_only: bool,
}
