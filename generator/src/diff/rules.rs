//! Every class of change: its weight, the version bump that it asks for, and why.

use std::fmt;

/// How much a change weighs. The heaviest need the closest look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Only texts change.
    Documentation,
    /// Something is added.
    Additive,
    /// The same program behaves differently: another default, limit, host or requiredness.
    Behavior,
    /// Something is removed or replaced.
    Breaking,
}

impl Weight {
    /// All weights, the heaviest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Behavior, Self::Additive, Self::Documentation];

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Additive => "additive",
            Self::Behavior => "behavior",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The version bump of `generated` that a change asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing: the generated code is the same.
    #[default]
    None,
    /// Every program compiles and behaves the same.
    Patch,
    /// Every program compiles; there are new items.
    Minor,
    /// Some program no longer compiles, or means something else.
    Major,
}

impl Bump {
    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! classes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $label:literal $weight:ident $bump:ident $reason:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $label, "`: ", $reason)] $variant,)*
        }

        impl $name {
            /// All classes, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The identifier, for programs; it never changes.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }

            /// The label, for reports.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The weight, before the context counts.
            #[must_use]
            pub fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)* }
            }

            /// The version bump.
            #[must_use]
            pub fn bump(self) -> Bump {
                match self { $(Self::$variant => Bump::$bump,)* }
            }

            /// The reason for weight and bump, in a sentence.
            #[must_use]
            pub fn reason(self) -> &'static str {
                match self { $(Self::$variant => $reason,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

classes! {
    /// The classes of item changes: what a program in Rust notices. The verdict is the greatest [`bump`](Self::bump) of all.
    ItemClass {
        ModuleAdded "module added" Additive Minor "Nothing that exists changes."
        ModuleRemoved "module removed" Breaking Major "Programs that use anything in it no longer compile."
        MethodAdded "method added" Additive Minor "Nothing that exists changes."
        MethodRemoved "method removed" Breaking Major "Programs that call it no longer compile."
        MethodChanged "method changed" Breaking Major "It takes or returns another type: programs that call it no longer compile."
        ConstructorChanged "constructor changed" Breaking Major "`new` takes other arguments: programs that call it no longer compile, or set another field."
        TypeAdded "type added" Additive Minor "Nothing that exists changes."
        TypeRemoved "type removed" Breaking Major "Programs that name it, or a path to it, no longer compile."
        TypeRecast "struct to enum, or back" Breaking Major "Programs that use the type no longer compile."
        FieldAdded "field added" Additive Minor "Structs are non-exhaustive: no program lists all fields."
        FieldRemoved "field removed" Breaking Major "Programs that read or set it no longer compile."
        FieldRetyped "field type changed" Breaking Major "Programs that read or set it no longer compile."
        VariantAdded "variant added" Additive Minor "Enums are non-exhaustive: every `match` has an arm for the rest."
        VariantRemoved "variant removed" Breaking Major "Programs that name it no longer compile."
        ConstantAdded "constant added" Additive Minor "Nothing that exists changes."
        ConstantRemoved "constant removed" Breaking Major "Programs that name it no longer compile."
        ConstantChanged "constant changed" Behavior Patch "It has another value, and no constant has the old one."
        SampleAdded "sample added" Additive Minor "Nothing that exists changes."
        SampleRemoved "sample removed" Breaking Major "Tests whose mock replies with it no longer compile."
        BecamePaged "became paged" Additive Minor "The request implements `Paged`: calls get `pages` and `items`. Nothing that exists changes."
        NoLongerPaged "no longer paged" Breaking Major "The request no longer implements `Paged`: programs that call `pages` or `items` no longer compile."
        PagedItemRetyped "type of paged items changed" Breaking Major "`items` gives values of another type: programs that use them no longer compile."
        PagingChanged "paging changed" Behavior Patch "The pages follow each other by other members, or the items come from another list of the same type."
        Repurposed "name stands for something else" Breaking Major "The item that had the name has another one: programs compile and mean something else."
        Deprecated "deprecated" Additive Minor "Programs that use it get a compiler warning."
        Undeprecated "no longer deprecated" Documentation Patch "A compiler warning disappears."
    }
}

classes! {
    /// The classes of wire changes: what the vendor changed in a document. The [`bump`](Self::bump) is the greatest that one
    /// may ask for; what it does ask for depends on the items that are generated.
    Class {
        DocumentAdded "document added" Additive Minor "A module and its feature are added."
        DocumentRemoved "document removed" Breaking Major "A module and its feature are removed."
        ProductStyleChanged "style of the product changed" Behavior Major "Requests have another form; a product with a gateway of its own is refused."
        ProductRenamed "product renamed, case only" Behavior Patch "Requests and hosts have the new spelling; the Rust names are the same."

        OperationAdded "operation added" Additive Major "A method, a request and a response are added; they may take the Rust name of another item."
        OperationRemoved "operation removed" Breaking Major "The method and its types are removed."
        DeprecatedOperationRemoved "deprecated operation removed" Breaking Major "The method and its types are removed; callers have been warned."
        OperationFaulty "operation became faulty" Breaking Major "The document cannot be read there: the method and its types are removed."
        OperationMended "operation no longer faulty" Additive Major "A method, a request and a response are added; they may take the Rust name of another item."
        OperationDeprecated "operation deprecated" Additive Minor "Callers get a compiler warning."
        OperationUndeprecated "operation no longer deprecated" Documentation Patch "A compiler warning disappears."
        VerbsChanged "verbs changed" Behavior Patch "The request may have another HTTP method; the Rust method is the same."
        SchemesChanged "schemes changed" Behavior Major "Calls use HTTPS as before; the response may become a stream, or cease to be one."
        PathChanged "path changed" Behavior Major "The request has another path; a placeholder that no parameter declares becomes a parameter."
        SecurityChanged "security changed" Behavior Major "The call is signed, or no longer; an operation with unknown schemes only is refused."
        ConsumesChanged "request media types changed" Behavior Major "An operation that takes XML only is refused."
        ProducesChanged "response media types changed" Behavior Major "The response may become a stream; an operation that returns XML only is refused."
        EffectChanged "operationType changed" Documentation Patch "It does not decide alone: an operation reads where its name and one of two fields say so."
        EffectTagChanged "operationType among the system tags changed" Documentation Patch "It does not decide alone, as the `operationType` of the operation itself."
        BecameRead "write becomes read" Behavior Patch "Clients may repeat the call when it is not known whether the service has carried it out."
        BecameWrite "read becomes write" Behavior Patch "Clients no longer repeat the call when it is not known whether the service has carried it out."

        PagingChanged "correction of `paging` changed" Behavior Major "The request may implement `Paged`, cease to, or give items of another type."

        ParameterAdded "optional parameter added" Additive Major "The request gets a field and a setter, which may take the Rust name of others; an operation with a parameter in the host, or in XML, is refused."
        RequiredParameterAdded "required parameter added" Breaking Major "`new` of the request takes one more argument; the service rejects requests without it."
        ParameterRemoved "optional parameter removed" Breaking Major "The request loses a field and its setter."
        RequiredParameterRemoved "required parameter removed" Breaking Major "The request loses a field and its setter, and `new` an argument."
        ParameterRenamed "parameter renamed, case only" Behavior Major "The request has another wire name; the Rust name is mostly the same."
        PlaceChanged "place of a parameter changed" Behavior Major "The value is sent in another part of the request; only binary bodies, and headers that RPC does not have, change the field."
        StyleChanged "style of a parameter changed" Behavior Major "The value is encoded differently; an operation with XML is refused."

        FieldAdded "optional field added" Additive Major "The struct gets a field and a setter, which may take the Rust name of others; where it makes a type recursive, other fields get a `Box`. Beside a second list it may no longer be known which one has the items of a page."
        RequiredFieldAdded "required field added" Additive Major "As for an optional field: only the constructors of requests take arguments. In requests it is breaking: the service rejects them without it."
        FieldRemoved "field removed" Breaking Major "The struct loses a field and its setter."
        FieldRenamed "field renamed, case only" Behavior Major "The field has another wire name; the Rust name is mostly the same."
        TypeChanged "type changed" Breaking Major "The field has another Rust type."
        FormatChanged "format changed" Behavior Major "Numbers are `i64` and `f64` whatever the format; only `binary` and `byte` turn a string into bytes."
        BecameRequired "optional becomes required" Behavior Major "`new` of the request takes one more argument, unless the field is nested. In requests it is breaking: the service rejects them without it."
        BecameOptional "required becomes optional" Behavior Major "`new` of the request takes one argument fewer, unless the field is nested."
        ValueAdded "value added" Additive Major "An enum gets a variant, which may take the Rust name of another; numbers stay numbers."
        ValueRemoved "value removed" Breaking Major "An enum loses a variant, and the value is read as `Unknown`; numbers stay numbers."
        ValueRenamed "value renamed, case only" Behavior Major "The value has another spelling on the wire; the Rust name is mostly the same."
        ValuesIntroduced "list of values introduced" Behavior Major "A string becomes an enum; numbers stay numbers."
        ValuesDropped "list of values dropped" Behavior Major "An enum becomes a string; numbers stay numbers."
        LimitsChanged "limits changed" Behavior Patch "Requests are not validated before they are sent: the service decides."
        DefaultChanged "default changed" Behavior Patch "What is not set is not sent: the service fills in another value."
        Deprecated "deprecated" Additive Minor "Programs that use the field get a compiler warning."
        Undeprecated "no longer deprecated" Documentation Patch "A compiler warning disappears."
        Gone "gone from the vendor's document" Behavior Major "It is kept, but the service may no longer know it; a parameter that is gone is no argument of `new`."
        Back "back in the vendor's document" Additive Major "A required parameter is an argument of `new` again."
        ReferenceInlined "reference replaced by a type of its own" Behavior Major "The Rust type has another path; the bytes may be the same."
        ReferenceIntroduced "type of its own replaced by a reference" Behavior Major "The Rust type has another path; the bytes may be the same."
        ReferenceChanged "reference to another component" Behavior Major "The field has another Rust type; the bytes may be the same."
        FieldsIntroduced "free-form object gets fields" Additive Major "Arbitrary JSON becomes a struct."
        FieldsDropped "object loses all its fields" Breaking Major "A struct becomes arbitrary JSON."
        SecrecyChanged "secrecy changed" Behavior Patch "`Debug` hides the value, or no longer does."

        StatusAdded "response added" Documentation Major "Only the successful response has a type: this one may become it."
        StatusRemoved "response removed" Documentation Major "Only the successful response has a type: another one may become it."
        BodyAdded "response body added" Behavior Major "The call returns a value instead of nothing, if this is the successful response."
        BodyRemoved "response body removed" Behavior Major "The call returns nothing instead of a value, if this is the successful response."

        ComponentAdded "component added" Additive Major "A type is added if an operation uses it; where a reference had no target, it replaces arbitrary JSON."
        ComponentRemoved "component removed" Breaking Major "Its type is removed, if an operation used it."

        RegionAdded "region added" Additive Patch "Its host is known from now on."
        RegionRemoved "region removed" Behavior Patch "The vendor's rule for regional hosts gives its host."
        HostChanged "host changed" Behavior Patch "Requests of the region go to another host."

        Description "description" Documentation Patch "Documentation only."
        Title "title" Documentation Patch "Documentation only."
        Example "example" Documentation Patch "Documentation only."
        ValueLabels "labels of values" Documentation Patch "Documentation only."
        ReadOnly "read-only mark" Documentation Patch "Documentation only."
        OperationText "text of an operation" Documentation Patch "Documentation only."
        Sample "sample response" Documentation Major "Documentation and tests; a test whose mock replies with a sample that is removed no longer compiles."
        ErrorCodes "error codes" Documentation Major "Constants are added and removed with the codes; programs that name a removed one no longer compile."
        Permissions "permissions" Documentation Patch "Documentation only."
        Substitutes "substitutes of a deprecated operation" Documentation Patch "Documentation only."
        Contents "table of contents" Documentation Patch "The operations are listed in other groups."
        ProductText "text of the product" Documentation Patch "Documentation only."
    }
}

impl Class {
    /// The weight in requests: what becomes required there breaks programs that do not send it.
    #[must_use]
    pub fn weight_in_requests(self) -> Weight {
        match self {
            Self::BecameRequired | Self::RequiredFieldAdded => Weight::Breaking,
            _ => self.weight(),
        }
    }

    /// Whether only a text changed, so that the values may be long.
    #[must_use]
    pub fn is_text(self) -> bool {
        use Class::{
            Contents, Description, ErrorCodes, Example, OperationText, Permissions, ProductText, Sample, Substitutes,
            Title, ValueLabels,
        };
        matches!(
            self,
            Description
                | Title
                | Example
                | ValueLabels
                | OperationText
                | Sample
                | ErrorCodes
                | Permissions
                | Substitutes
                | Contents
                | ProductText
        )
    }
}
