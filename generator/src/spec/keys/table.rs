//! The keys of each construct. A row is
//!
//! ```text
//! "key" = form => Variant: Role, Change;
//! ```
//!
//! with the part behind `=>` for the keys that the generator reads.

use super::construct::Form::{
    Directories, Element, Fact, Flag, Group, Hint, Labels, List, Names, Note, Notes, One, Own, Samples, Text, Values,
    Words,
};
use super::construct::{Change, Construct, Form, Key, ReadKey, Reading, Role};

/// Defines a construct, and the enum of the keys that the generator reads.
macro_rules! construct {
    ($(#[$doc:meta])* $table:ident $(read as $keys:ident)?, $name:literal;
        $($key:literal = $form:expr $(=> $variant:ident: $role:ident, $change:ident)?;)*
        $(internal: $($internal:literal)+;)?
    ) => {
        $(#[$doc])*
        pub(crate) static $table: Construct = Construct {
            name: $name,
            keys: &[$(Key {
                name: $key,
                form: $form,
                reading: construct!(@reading $($role $change)?),
            },)*],
            internal: &[$($($internal,)+)?],
        };

        construct! { @enum $table [$($keys)?] $($($key $variant $role,)?)* }
    };
    (@reading) => { None };
    (@reading $role:ident $change:ident) => { Some(Reading { role: Role::$role, change: Change::$change }) };
    (@enum $table:ident []) => {};
    (@enum $table:ident [$keys:ident] $($key:literal $variant:ident $role:ident,)+) => {
        #[derive(Clone, Copy)]
        pub(in crate::spec) enum $keys { $($variant,)+ }

        impl ReadKey for $keys {
            const CONSTRUCT: &'static Construct = &$table;

            fn of(name: &str) -> Option<Self> {
                match name { $($key => Some(Self::$variant),)+ _ => None }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            fn role(self) -> Role {
                match self { $(Self::$variant => Role::$role,)+ }
            }
        }
    };
}

/// Every construct.
pub(crate) static ALL: [&Construct; 17] = [
    &DOCUMENT,
    &INFO,
    &DIRECTORY,
    &COMPONENTS,
    &ENDPOINT,
    &OPERATION,
    &PAGING,
    &SYSTEM_TAGS,
    &STATIC_INFO,
    &RAM_ENTRY,
    &RAM_ACTION,
    &RAM_RESOURCE,
    &ERROR_CODE,
    &PARAMETER,
    &RESPONSE,
    &HEADER,
    &SCHEMA,
];

/// Whether a key, whatever it stands in, holds a text for readers: those change every week.
pub(in crate::spec) fn is_text(name: &str) -> bool {
    let is_text = |key: &&Key| matches!(key.form, Form::Text | Form::Samples);
    ALL.iter().any(|construct| construct.keys.iter().filter(is_text).any(|key| key.name == name))
}

/// Says since when upstream does not have an element any more.
pub(crate) const GONE: &str = "goneSince";

/// The same for the values of an enum: value → date.
pub(crate) const VALUES_GONE: &str = "enumGoneSince";

/// What the values of an enum mean: value → text.
pub(crate) const VALUE_LABELS: &str = "enumValueTitles";

/// Says what was imported last.
pub(crate) const PROVENANCE: &str = "provenance";

construct! {
    /// The whole document.
    DOCUMENT read as DocumentKey, "the document";
    "version"     = Fact;
    "provenance"  = Own;
    "info"        = Group(&INFO)                                                => Info: Structure, Wire;
    "directories" = Directories                                                 => Directories: Advisory, Documentation;
    "apis"        = Names(&Element(&OPERATION))                                 => Apis: Structure, Wire;
    "components"  = Group(&COMPONENTS)                                          => Components: Structure, Wire;
    "endpoints"   = List(&["regionId", "endpoint"], &Element(&ENDPOINT))        => Endpoints: Advisory, Wire;
    internal: "errorCodes" "ram" "flowControl" "changeSet";
}

construct! {
    /// Which product, version and calling style.
    INFO read as InfoKey, "`info`";
    "product"     = Fact => Product: Structure, Wire;
    "version"     = Fact => Version: Structure, Identity;
    "style"       = Fact => Style: Structure, Wire;
    "title"       = Text => Title: Advisory, Documentation;
    "description" = Text => Description: Advisory, Documentation;
}

construct! {
    /// A folder of the table of contents, which `import` merges by rules of its own.
    DIRECTORY read as DirectoryKey, "a directory";
    "id"       = Fact;
    "title"    = Text        => Title: Advisory, Documentation;
    "type"     = Fact;
    "children" = Directories => Children: Advisory, Documentation;
    internal: "name";
}

construct! {
    /// What operations share.
    COMPONENTS read as ComponentsKey, "`components`";
    "schemas" = Names(&Element(&SCHEMA)) => Schemas: Structure, Wire;
}

construct! {
    /// A host of a region.
    ENDPOINT read as EndpointKey, "an endpoint";
    "regionId"  = Fact => RegionId: Advisory, Wire;
    "endpoint"  = Fact => Endpoint: Advisory, Wire;
    "public"    = Fact => Public: Advisory, Wire;
    "vpc"       = Fact => Vpc: Advisory, Wire;
    "goneSince" = Own;
    internal: "regionName" "areaId" "areaName";
}

construct! {
    /// An operation.
    OPERATION read as OperationKey, "an operation";
    "title"                     = Text                   => Title: Advisory, Documentation;
    "summary"                   = Text                   => Summary: Advisory, Documentation;
    "description"               = Text                   => Description: Advisory, Documentation;
    "requestParamsDescription"  = Text                   => RequestDescription: Advisory, Documentation;
    "responseParamsDescription" = Text                   => ResponseDescription: Advisory, Documentation;
    "extraInfo"                 = Text                   => ExtraInfo: Advisory, Documentation;
    "goneSince"                 = Own                    => GoneSince: Advisory, Wire;
    "path"                      = Fact                   => Path: Structure, Wire;
    "methods"                   = Words                  => Methods: Structure, Wire;
    "schemes"                   = Words                  => Schemes: Structure, Wire;
    "security"                  = Fact                   => Security: Structure, Wire;
    "operationType"             = Fact                   => OperationType: Advisory, Documentation;
    "effect"                    = Own                    => Effect: Structure, Wire;
    "paging"                    = Group(&PAGING)         => Paging: Structure, Wire;
    "deprecated"                = Flag                   => Deprecated: Advisory, Wire;
    "consumes"                  = Words                  => Consumes: Structure, Wire;
    "produces"                  = Words                  => Produces: Structure, Wire;
    "systemTags"                = Group(&SYSTEM_TAGS)    => SystemTags: Advisory, Documentation;
    "staticInfo"                = Group(&STATIC_INFO)    => StaticInfo: Advisory, Documentation;
    "ramActions"                = Notes(&RAM_ENTRY)      => RamActions: Advisory, Documentation;
    "parameters"                = List(&["name", "in"], &Element(&PARAMETER)) => Parameters: Structure, Wire;
    "responses"                 = Names(&Element(&RESPONSE)) => Responses: Structure, Wire;
    "responseDemo"              = Samples                => ResponseDemo: Advisory, Documentation;
    "errorCodes"                = Names(&List(&["errorCode", "errorMessage"], &Element(&ERROR_CODE)))
                                                         => ErrorCodes: Advisory, Documentation;
    internal: "tags" "translator" "eventInfo" "changeSet" "flowControl";
}

construct! {
    /// How the pages of an operation follow each other. Ours alone.
    PAGING read as PagingKeys, "`paging`";
    "token"  = Own => Token: Structure, Wire;
    "number" = Own => Number: Structure, Wire;
    "first"  = Own => First: Structure, Wire;
    "offset" = Own => Offset: Structure, Wire;
    "size"   = Own => Size: Structure, Wire;
    "items"  = Own => Items: Structure, Wire;
    "next"   = Own => Next: Structure, Wire;
    "total"  = Own => Total: Structure, Wire;
}

construct! {
    /// Effect, risk and charge, for people.
    SYSTEM_TAGS read as SystemTagsKey, "`systemTags`";
    "operationType" = Note => OperationType: Advisory, Documentation;
    "riskType"      = Note;
    "chargeType"    = Note;
    internal: "abilityTreeCode" "abilityTreeNodes" "tenantRelevance" "autoTest" "notSupportAutoTestReason";
}

construct! {
    /// How to wait for a result, and what replaces a deprecated operation.
    STATIC_INFO read as StaticInfoKey, "`staticInfo`";
    "returnType"           = Note;
    "callback"             = Note;
    "callbackInterval"     = Note;
    "maxCallbackTimes"     = Note;
    "substitutions"        = Note => Substitutions: Advisory, Documentation;
    "noSubstitutionReason" = Text => NoSubstitutionReason: Advisory, Documentation;
}

construct! {
    /// A permission that an operation asks for.
    RAM_ENTRY read as RamEntryKey, "an entry of `ramActions`";
    "operationType" = Note                => OperationType: Advisory, Documentation;
    "ramAction"     = Group(&RAM_ACTION)  => RamAction: Advisory, Documentation;
}

construct! {
    /// The permission itself.
    RAM_ACTION read as RamActionKey, "`ramAction`";
    "action"           = Note                  => Action: Advisory, Documentation;
    "authLevel"        = Note;
    "actionConditions" = Note;
    "resources"        = Notes(&RAM_RESOURCE)  => Resources: Advisory, Documentation;
}

construct! {
    /// A resource that a permission applies to.
    RAM_RESOURCE read as RamResourceKey, "a resource";
    "product"      = Note => Product: Advisory, Documentation;
    "resourceType" = Note => ResourceType: Advisory, Documentation;
    "arn"          = Note => Arn: Advisory, Documentation;
}

construct! {
    /// An error that an operation documents.
    ERROR_CODE read as ErrorCodeKey, "an error code";
    "errorCode"    = Fact => Code: Advisory, Documentation;
    "errorMessage" = Text => Message: Advisory, Documentation;
    "description"  = Text => Description: Advisory, Documentation;
    "goneSince"    = Own;
}

construct! {
    /// A parameter of an operation.
    PARAMETER read as ParameterKey, "a parameter";
    "name"      = Fact                    => Name: Structure, Wire;
    "goneSince" = Own                     => GoneSince: Advisory, Wire;
    "in"        = Fact                    => In: Structure, Wire;
    "style"     = Fact                    => Style: Structure, Wire;
    "schema"    = One(&Element(&SCHEMA))  => Schema: Structure, Wire;
    internal: "allowEmptyValue" "examples";
}

construct! {
    /// A response.
    RESPONSE read as ResponseKey, "a response";
    "description" = Text                     => Description: Advisory, Documentation;
    "goneSince"   = Own;
    "headers"     = Names(&Element(&HEADER));
    "schema"      = One(&Element(&SCHEMA))   => Schema: Structure, Wire;
    internal: "examples";
}

construct! {
    /// A header of a response, for people.
    HEADER, "a header";
    "goneSince" = Own;
    "style"     = Fact;
    "schema"    = One(&Element(&SCHEMA));
}

construct! {
    /// A schema, wherever it stands.
    SCHEMA read as SchemaKey, "a schema";
    "type"                 = Fact                     => Type: Structure, Wire;
    "format"               = Fact                     => Format: Structure, Wire;
    "description"          = Text                     => Description: Advisory, Documentation;
    "title"                = Text                     => Title: Advisory, Documentation;
    "goneSince"            = Own                      => GoneSince: Advisory, Wire;
    "required"             = Flag                     => Required: Structure, Wire;
    "deprecated"           = Flag                     => Deprecated: Advisory, Wire;
    "readOnly"             = Flag                     => ReadOnly: Advisory, Documentation;
    "isFileTransferUrl"    = Flag;
    "example"              = Text                     => Example: Advisory, Documentation;
    "default"              = Hint                     => Default: Advisory, Wire;
    // Whoever says that a value is secret should not be overruled by silence.
    "sensitive"            = Note                     => Sensitive: Advisory, Wire;
    "enum"                 = Values                   => Enum: Structure, Wire;
    "enumGoneSince"        = Own                      => EnumGoneSince: Advisory, Wire;
    "enumValueTitles"      = Labels                   => EnumValueTitles: Advisory, Documentation;
    "minimum"              = Hint                     => Minimum: Advisory, Wire;
    "maximum"              = Hint                     => Maximum: Advisory, Wire;
    "exclusiveMinimum"     = Flag                     => ExclusiveMinimum: Advisory, Wire;
    "exclusiveMaximum"     = Flag                     => ExclusiveMaximum: Advisory, Wire;
    "minLength"            = Hint                     => MinLength: Advisory, Wire;
    "maxLength"            = Hint                     => MaxLength: Advisory, Wire;
    "pattern"              = Hint                     => Pattern: Advisory, Wire;
    "minItems"             = Hint                     => MinItems: Advisory, Wire;
    "maxItems"             = Hint                     => MaxItems: Advisory, Wire;
    "$ref"                 = Fact                     => Reference: Structure, Wire;
    "ref"                  = Fact                     => DamagedReference: Advisory, Wire;
    "properties"           = Names(&Element(&SCHEMA)) => Properties: Structure, Wire;
    "items"                = One(&Element(&SCHEMA))   => Items: Structure, Wire;
    "additionalProperties" = One(&Element(&SCHEMA))   => AdditionalProperties: Structure, Wire;
    internal:
        "docRequired" "itemNode" "itemName" "visibility" "backendName" "name" "nullable" "index" "parseType"
        "sdkPropertyName" "nullToEmpty" "bizType" "valueMapping" "trim" "enumValues" "checkBlank" "dateFormat" "sdkIgnore"
        "backendParamType" "extendType" "xml" "components" "alibabaCloud" "info" "examples";
}
