//! Every class of change: how much it weighs, what it asks of the version, and why. This is the only place that says so;
//! `generator/CHANGES.md` is made from it.

use std::fmt::{self, Write as _};

/// How much a change weighs. A reviewer looks at the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Only texts change.
    Documentation,
    /// Something comes.
    Additive,
    /// The same program does something else: another default, limit, host or requiredness.
    Behaviour,
    /// Something goes or becomes something else.
    Breaking,
}

impl Weight {
    /// All, the heaviest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Behaviour, Self::Additive, Self::Documentation];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Additive => "additive",
            Self::Behaviour => "behaviour",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a change asks of the version of `generated`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing: the generated code is the same.
    #[default]
    None,
    /// Every program compiles and means the same.
    Patch,
    /// Every program compiles; there is more to use.
    Minor,
    /// Some program does not compile any more, or means something else.
    Major,
}

impl Bump {
    /// Its name.
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

            /// What programs call it; it does not change.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)* }
            }

            /// What a report calls it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// How much it weighs by itself.
            #[must_use]
            pub fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)* }
            }

            /// What it asks of the version.
            #[must_use]
            pub fn bump(self) -> Bump {
                match self { $(Self::$variant => Bump::$bump,)* }
            }

            /// Why, in a sentence.
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
    /// What a program in Rust notices. The verdict is the greatest [`bump`](Self::bump) of all.
    ItemClass {
        ModuleAdded "module added" Additive Minor "Nothing that exists changes."
        ModuleRemoved "module removed" Breaking Major "Programs that use anything in it no longer compile."
        MethodAdded "method added" Additive Minor "Nothing that exists changes."
        MethodRemoved "method removed" Breaking Major "Programs that call it no longer compile."
        MethodChanged "method changed" Breaking Major "It takes or gives another type: programs that call it no longer compile."
        ConstructorChanged "constructor changed" Breaking Major "`new` takes other arguments: programs that call it no longer compile, or set another field."
        TypeAdded "type added" Additive Minor "Nothing that exists changes."
        TypeRemoved "type removed" Breaking Major "Programs that name it, or a path to it, no longer compile."
        TypeRecast "struct to enum, or back" Breaking Major "Programs that use the type no longer compile."
        FieldAdded "field added" Additive Minor "Structs are non-exhaustive: nobody lists all fields."
        FieldRemoved "field removed" Breaking Major "Programs that read or set it no longer compile."
        FieldRetyped "field type changed" Breaking Major "Programs that read or set it no longer compile."
        VariantAdded "variant added" Additive Minor "Enums are non-exhaustive: every `match` has an arm for the rest."
        VariantRemoved "variant removed" Breaking Major "Programs that name it no longer compile."
        ConstantAdded "constant added" Additive Minor "Nothing that exists changes."
        ConstantRemoved "constant removed" Breaking Major "Programs that name it no longer compile."
        ConstantChanged "constant changed" Behaviour Patch "It stands for another text, and what it stood for is gone."
        Repurposed "name stands for something else" Breaking Major "What had the name has another one: programs compile and mean something else."
        Deprecated "deprecated" Additive Minor "Programs that use it get a warning of the compiler."
        Undeprecated "no longer deprecated" Documentation Patch "A warning of the compiler goes."
    }
}

classes! {
    /// What the vendor changed in a document. The [`bump`](Self::bump) is the most that it may ask for: what it does ask
    /// for is seen in the items that come of it.
    Class {
        DocumentAdded "document added" Additive Minor "A module and its feature come."
        DocumentRemoved "document removed" Breaking Major "A module and its feature go."
        ProductStyleChanged "style of the product changed" Behaviour Major "Requests take another form; a product with a gateway of its own is not generated."

        ProductRenamed "product renamed, case only" Behaviour Patch "Requests and hosts carry another spelling; the Rust names are the same."

        OperationAdded "operation added" Additive Major "A method, a request and a response come; what comes may take the Rust name of another."
        OperationRemoved "operation removed" Breaking Major "The method and its types go."
        DeprecatedOperationRemoved "deprecated operation removed" Breaking Major "The method and its types go; callers have been warned."
        OperationFaulty "operation became faulty" Breaking Major "What the document says of it cannot be read: the method and its types go."
        OperationMended "operation no longer faulty" Additive Major "A method, a request and a response come; what comes may take the Rust name of another."
        OperationDeprecated "operation deprecated" Additive Minor "Callers get a warning of the compiler."
        OperationUndeprecated "operation no longer deprecated" Documentation Patch "A warning of the compiler goes."
        VerbsChanged "verbs changed" Behaviour Patch "The request may go by another verb; the method in Rust is the same."
        SchemesChanged "schemes changed" Behaviour Major "Calls go by HTTPS as before; the answer may become a stream, or cease to be one."
        PathChanged "path changed" Behaviour Major "The request goes to another path; a placeholder that no parameter declares becomes a parameter."
        SecurityChanged "security changed" Behaviour Major "The call is signed, or no longer; an operation with foreign schemes only is not generated."
        ConsumesChanged "request media types changed" Behaviour Major "An operation that takes XML only is not generated."
        ProducesChanged "response media types changed" Behaviour Major "The answer may become a stream; an operation that gives XML only is not generated."
        EffectChanged "operationType changed" Documentation Patch "Whether it reads or writes is told, and has no influence on the call."

        ParameterAdded "optional parameter added" Additive Major "The request gets a field and a setter, which may take the Rust name of another; an operation with one in the host, or in XML, is not generated."
        RequiredParameterAdded "required parameter added" Breaking Major "`new` of the request takes one more argument; requests without it are refused."
        ParameterRemoved "optional parameter removed" Breaking Major "The request loses a field and its setter."
        RequiredParameterRemoved "required parameter removed" Breaking Major "The request loses a field and its setter, and `new` an argument."
        ParameterRenamed "parameter renamed, case only" Behaviour Major "The request carries another name; the Rust name is mostly the same."
        PlaceChanged "place of a parameter changed" Behaviour Major "The value goes in another part of the request; only bytes in a body and headers that RPC does not have are other fields."
        StyleChanged "style of a parameter changed" Behaviour Major "The value is written differently; an operation with XML is not generated."

        FieldAdded "optional field added" Additive Major "The struct gets a field and a setter, which may take the Rust name of another; where it leads back to the struct, others get a `Box`."
        RequiredFieldAdded "required field added" Additive Major "As an optional one: only requests as a whole have constructors with arguments. In requests it is breaking: they are refused without it."
        FieldRemoved "field removed" Breaking Major "The struct loses a field and its setter."
        FieldRenamed "field renamed, case only" Behaviour Major "The field has another name on the wire; the Rust name is mostly the same."
        TypeChanged "type changed" Breaking Major "The field has another Rust type."
        FormatChanged "format changed" Behaviour Major "Numbers are `i64` and `f64` whatever the format; only `binary` and `byte` make bytes of a text."
        BecameRequired "optional becomes required" Behaviour Major "`new` of the request takes one more argument, in which nested fields have no part. In requests it is breaking: they are refused without it."
        BecameOptional "required becomes optional" Behaviour Major "`new` of the request takes one argument fewer, in which nested fields have no part."
        ValueAdded "value added" Additive Major "An enum gets a variant, which may take the Rust name of another; numbers stay numbers."
        ValueRemoved "value removed" Breaking Major "An enum loses a variant, and the value is read as `Unknown`; numbers stay numbers."
        ValueRenamed "value renamed, case only" Behaviour Major "The value has another spelling on the wire; the Rust name is mostly the same."
        ValuesIntroduced "list of values introduced" Behaviour Major "A text becomes an enum; numbers stay numbers."
        ValuesDropped "list of values dropped" Behaviour Major "An enum becomes a text; numbers stay numbers."
        LimitsChanged "limits changed" Behaviour Patch "Nothing is checked before a request is sent: the service decides."
        DefaultChanged "default changed" Behaviour Patch "What is not set is not sent: the service fills it in differently."
        Deprecated "deprecated" Additive Minor "Programs that use the field get a warning of the compiler."
        Undeprecated "no longer deprecated" Documentation Patch "A warning of the compiler goes."
        Gone "gone from the vendor's document" Behaviour Major "It is kept, but the service may not know it any more; a parameter that is gone is no argument of `new`."
        Back "back in the vendor's document" Additive Major "A parameter that must be given is an argument of `new` again."
        ReferenceInlined "reference replaced by a type of its own" Behaviour Major "The Rust type has another path; the bytes may be the same."
        ReferenceIntroduced "type of its own replaced by a reference" Behaviour Major "The Rust type has another path; the bytes may be the same."
        ReferenceChanged "reference to another component" Behaviour Major "The field has another Rust type; the bytes may be the same."
        FieldsIntroduced "free-form object gets fields" Additive Major "Arbitrary JSON becomes a struct."
        FieldsDropped "object loses all its fields" Breaking Major "A struct becomes arbitrary JSON."
        SecrecyChanged "secrecy changed" Behaviour Patch "Debug output hides the value, or no longer does."

        StatusAdded "response added" Documentation Major "Only the response of success has a type: one may become it."
        StatusRemoved "response removed" Documentation Major "Only the response of success has a type: another may become it."
        BodyAdded "response body added" Behaviour Major "The call gives a value in place of nothing, if this is the response of success."
        BodyRemoved "response body removed" Behaviour Major "The call gives nothing in place of a value, if this is the response of success."

        ComponentAdded "component added" Additive Major "A type comes, once an operation leads to it; where a reference led nowhere, in place of arbitrary JSON."
        ComponentRemoved "component removed" Breaking Major "Its type goes, if an operation led to it."

        RegionAdded "region added" Additive Patch "Its host is known from now on."
        RegionRemoved "region removed" Behaviour Patch "Its host follows from the vendor's rule for regional hosts."
        HostChanged "host changed" Behaviour Patch "Requests of the region go to another host."

        Description "description" Documentation Patch "A text."
        Title "title" Documentation Patch "A text."
        Example "example" Documentation Patch "A text."
        ValueLabels "labels of values" Documentation Patch "A text."
        ReadOnly "read-only mark" Documentation Patch "A text."
        OperationText "text of an operation" Documentation Patch "A text."
        Sample "sample response" Documentation Patch "A text, and the test that reads it."
        ErrorCodes "error codes" Documentation Major "Constants come and go with the codes; one that goes breaks the programs that name it."
        Permissions "permissions" Documentation Patch "A text."
        Substitutes "substitutes of a deprecated operation" Documentation Patch "A text."
        Contents "table of contents" Documentation Patch "The operations are listed in other groups."
        ProductText "text of the product" Documentation Patch "A text."
    }
}

impl Class {
    /// How much it weighs in what is sent: what requests must have from now on breaks those who do not send it.
    #[must_use]
    pub fn weight_in_requests(self) -> Weight {
        match self {
            Self::BecameRequired | Self::RequiredFieldAdded => Weight::Breaking,
            _ => self.weight(),
        }
    }

    /// Whether nothing but a text changed, so that what it was and is may be long.
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

/// `generator/CHANGES.md`: all classes with their verdicts.
#[must_use]
pub fn table() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n## What a program in Rust notices\n\nThe verdict is the greatest bump of these.\n\n");
    text.push_str("| change | class | bump | why |\n|---|---|---|---|\n");
    for class in ItemClass::ALL {
        let _ = writeln!(text, "| {class} | {} | {} | {} |", class.weight(), class.bump(), class.reason());
    }
    text.push_str("\n## What the vendor changed\n\nThe bump is the most that a change may ask for.\n\n");
    text.push_str("| change | class | at most | why |\n|---|---|---|---|\n");
    for class in Class::ALL {
        let _ = writeln!(text, "| {class} | {} | {} | {} |", class.weight(), class.bump(), class.reason());
    }
    text
}

const HEAD: &str = "<!-- Made from generator/src/diff/rules.rs by its test; UPDATE_EXPECT=1 writes it anew. -->

# Classes of change

What `cargo xtask diff` tells, how much it weighs and which version it asks for. Another order of a list, or a text that is
rendered alike, is no change. A change that programs in Rust do not notice asks for a patch where the generated files differ,
if only in their documentation, and for nothing where they are the same.
";
