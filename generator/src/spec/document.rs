//! The typed form of a document: the vendor's keys with the vendor's meaning, wire names only.
//!
//! An absent key is `None`, `false` or empty. Every element knows its [`NodeId`]. Keys without an influence on requests,
//! responses or their documentation are left out.

use super::tree::NodeId;
use std::borrow::Cow;

/// A text of the document.
pub type Text<'a> = Cow<'a, str>;

/// A text and its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located<'a> {
    /// The place of the value.
    pub at: NodeId,
    /// The text.
    pub text: Text<'a>,
}

/// Something under a name, in the order of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<'a, T> {
    /// The place of the name.
    pub at: NodeId,
    /// The name.
    pub name: Text<'a>,
    /// What it names.
    pub value: T,
}

/// A whole document: one version of one product.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// The place of the root.
    pub at: NodeId,
    /// Which product, version and calling style.
    pub info: Info<'a>,
    /// The table of contents.
    pub directories: Vec<Directory<'a>>,
    /// `components.schemas`.
    pub schemas: Vec<Named<'a, Schema<'a>>>,
    /// The operations.
    pub apis: Vec<Named<'a, Api<'a>>>,
    /// Region → host.
    pub endpoints: Vec<Endpoint<'a>>,
}

/// `info`.
#[derive(Clone, Debug, Default)]
pub struct Info<'a> {
    /// The place of the value.
    pub at: NodeId,
    /// `RPC`, `ROA`, `V3`, …
    pub style: Located<'a>,
    /// The product's code, case kept.
    pub product: Located<'a>,
    /// The version, nearly always a date.
    pub version: Located<'a>,
    /// A title, rarely given.
    pub title: Option<Text<'a>>,
    /// A description, rarely given.
    pub description: Option<Text<'a>>,
}

/// A node of the table of contents.
#[derive(Clone, Debug)]
pub enum Directory<'a> {
    /// An operation, by name.
    Operation(Text<'a>),
    /// A folder.
    Folder {
        /// Its title, when it has one.
        title: Option<Text<'a>>,
        /// What it holds.
        children: Vec<Directory<'a>>,
    },
}

/// An entry of `endpoints`.
#[derive(Clone, Debug, Default)]
pub struct Endpoint<'a> {
    /// The place of the whole.
    pub at: NodeId,
    /// The region's id.
    pub region: Text<'a>,
    /// The public host, without scheme.
    pub endpoint: Text<'a>,
    /// The host inside a VPC, when it is listed.
    pub vpc: Option<Text<'a>>,
}

/// An operation.
#[derive(Clone, Debug, Default)]
pub struct Api<'a> {
    /// URL template, empty or absent for RPC.
    pub path: Option<Located<'a>>,
    /// Allowed verbs, lower case.
    pub methods: Vec<Text<'a>>,
    /// `http`, `https`, `sse`, …
    pub schemes: Vec<Text<'a>>,
    /// Alternatives of security schemes, flattened to their names.
    pub security: Vec<Located<'a>>,
    /// `operationType`: `read`, `write`, `readAndWrite`.
    pub operation_type: Option<Located<'a>>,
    /// `systemTags.operationType`: `get`, `list`, `create`, `update`, `delete`, `none`.
    pub tagged_type: Option<Located<'a>>,
    /// `effect`, a key of our own, for corrections: `read` or `write`.
    pub effect: Option<Located<'a>>,
    /// `paging`, a key of our own, for corrections: how its pages follow each other.
    pub paging: Option<PagingKey<'a>>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Since when the vendor's document does not have it any more.
    pub gone_since: Option<Located<'a>>,
    /// Media types of the request.
    pub consumes: Vec<Text<'a>>,
    /// Media types of the response.
    pub produces: Vec<Text<'a>>,
    /// The parameters.
    pub parameters: Vec<Parameter<'a>>,
    /// Code → response.
    pub responses: Vec<Named<'a, Response<'a>>>,
    /// A text that holds a JSON list of samples.
    pub response_demo: Option<Located<'a>>,
    /// Status → errors.
    pub error_codes: Vec<Named<'a, Vec<ErrorCode<'a>>>>,
    /// A short name.
    pub title: Option<Text<'a>>,
    /// One sentence.
    pub summary: Option<Text<'a>>,
    /// Long Markdown.
    pub description: Option<Text<'a>>,
    /// Markdown before the request's table.
    pub request_description: Option<Text<'a>>,
    /// Markdown after the response's table.
    pub response_description: Option<Text<'a>>,
    /// Markdown at the end of the page.
    pub extra_info: Option<Text<'a>>,
    /// Operations that replace a deprecated one, as `Product::version::Operation`.
    pub substitutions: Vec<Text<'a>>,
    /// Why nothing replaces it.
    pub no_substitution_reason: Option<Text<'a>>,
    /// Permissions.
    pub ram_actions: Vec<RamAction<'a>>,
}

/// `paging`: wire paths, `Data.NextToken`. What is absent is concluded from the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagingKey<'a> {
    /// The place of the value.
    pub at: NodeId,
    /// Whether there are no pages: the value is `none`, and nothing else is set.
    pub is_none: bool,
    /// The parameter that takes the token of the next page.
    pub token: Option<Located<'a>>,
    /// The parameter that takes the number of the page.
    pub number: Option<Located<'a>>,
    /// The number of the first page; 1 where it is absent.
    pub first: Option<Located<'a>>,
    /// The parameter that takes the number of items before the page.
    pub offset: Option<Located<'a>>,
    /// The parameter that limits the items of a page.
    pub size: Option<Located<'a>>,
    /// The list of items in the response.
    pub items: Option<Located<'a>>,
    /// The token of the next page in the response.
    pub next: Option<Located<'a>>,
    /// The number of all items in the response; `none` where there is none.
    pub total: Option<Located<'a>>,
}

/// An error that an operation documents.
#[derive(Clone, Debug, Default)]
pub struct ErrorCode<'a> {
    /// The place of the whole.
    pub at: NodeId,
    /// The code, possibly with `%s` in it.
    pub code: Text<'a>,
    /// The message.
    pub message: Option<Text<'a>>,
    /// An explanation, since 2025.
    pub description: Option<Text<'a>>,
}

/// A permission that an operation asks for.
#[derive(Clone, Debug, Default)]
pub struct RamAction<'a> {
    /// `product:Action`.
    pub action: Text<'a>,
    /// The access level, such as `create` or `none`.
    pub level: Option<Text<'a>>,
    /// The resources: type and ARN.
    pub resources: Vec<RamResource<'a>>,
}

/// A resource that a permission applies to.
#[derive(Clone, Debug, Default)]
pub struct RamResource<'a> {
    /// The product that owns it.
    pub product: Option<Text<'a>>,
    /// The resource's type.
    pub kind: Option<Text<'a>>,
    /// The ARN.
    pub arn: Option<Text<'a>>,
}

/// A parameter of an operation.
#[derive(Clone, Debug, Default)]
pub struct Parameter<'a> {
    /// The place of the whole.
    pub at: NodeId,
    /// The wire name.
    pub name: Located<'a>,
    /// Where it goes: `query`, `formData`, `path`, `body`, `header`, `host`.
    pub location: Located<'a>,
    /// How a complex value is written.
    pub style: Option<Located<'a>>,
    /// Since when the vendor's document does not have it any more.
    pub gone_since: Option<Located<'a>>,
    /// Its type.
    pub schema: Schema<'a>,
}

/// A response.
#[derive(Clone, Debug, Default)]
pub struct Response<'a> {
    /// The place of the whole.
    pub at: NodeId,
    /// The body's type; absent means no body.
    pub schema: Option<Schema<'a>>,
    /// A text, rarely.
    pub description: Option<Text<'a>>,
}

/// A type, at any position.
#[expect(clippy::struct_excessive_bools, reason = "the format has as many flags")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema<'a> {
    /// The place of the whole.
    pub at: NodeId,
    /// `string`, `integer`, `number`, `boolean`, `object`, `array`, `any`.
    pub kind: Option<Located<'a>>,
    /// `int32`, `int64`, `float`, `double`, `binary`, `byte`, …
    pub format: Option<Text<'a>>,
    /// Fields of an object.
    pub properties: Option<Vec<Named<'a, Schema<'a>>>>,
    /// Elements of an array.
    pub items: Option<Box<Schema<'a>>>,
    /// Values of a map.
    pub additional_properties: Option<Box<Schema<'a>>>,
    /// `$ref`.
    pub reference: Option<Located<'a>>,
    /// A damaged `$ref`, spelt `ref`.
    pub damaged_reference: Option<Located<'a>>,
    /// Whether the field must be given.
    pub required: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Since when the vendor's document does not have it any more.
    pub gone_since: Option<Located<'a>>,
    /// The same for values: value → date.
    pub values_gone: Vec<(Text<'a>, Located<'a>)>,
    /// Whether it is read-only.
    pub read_only: bool,
    /// Whether the value is a secret, where the document says so.
    pub sensitive: Option<bool>,
    /// Markdown.
    pub description: Option<Text<'a>>,
    /// Older or shorter text.
    pub title: Option<Text<'a>>,
    /// An example.
    pub example: Option<Text<'a>>,
    /// The default.
    pub default: Option<Text<'a>>,
    /// The values it may have.
    pub values: Option<Vec<Located<'a>>>,
    /// Value → label.
    pub value_titles: Vec<(Text<'a>, Text<'a>)>,
    /// Smallest value.
    pub minimum: Option<Text<'a>>,
    /// Largest value.
    pub maximum: Option<Text<'a>>,
    /// Whether the smallest value is excluded.
    pub exclusive_minimum: bool,
    /// Whether the largest value is excluded.
    pub exclusive_maximum: bool,
    /// Shortest text, in characters.
    pub min_length: Option<Text<'a>>,
    /// Longest text, in characters.
    pub max_length: Option<Text<'a>>,
    /// Fewest elements.
    pub min_items: Option<Text<'a>>,
    /// Most elements.
    pub max_items: Option<Text<'a>>,
    /// Regular expression.
    pub pattern: Option<Text<'a>>,
}

impl Document<'_> {
    /// Whether paths of operations mean nothing: an RPC product always calls `/`.
    pub(crate) fn ignores_paths(&self) -> bool {
        self.info.style.text.trim() == "RPC"
    }
}

impl<'a> Api<'a> {
    /// The response of success: 200, else the first 2xx; one with a body goes before one without.
    pub(crate) fn success(&self) -> Option<&Named<'a, Response<'a>>> {
        let successes = self.responses.iter().filter(|response| response.name.starts_with('2'));
        successes
            .min_by_key(|response| (response.name != "200", response.value.schema.is_none(), response.name.as_ref()))
    }

    /// The schema of its body.
    pub(crate) fn success_schema(&self) -> Option<&Schema<'a>> {
        self.success()?.value.schema.as_ref()
    }
}

/// Names and the nodes that hold them.
pub(crate) fn names<'d, T>(list: &'d [Named<'d, T>]) -> impl Iterator<Item = (&'d str, NodeId)> + Clone {
    list.iter().map(|named| (named.name.as_ref(), named.at))
}
