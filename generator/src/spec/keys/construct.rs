//! What a row of the table says.

/// A construct of the format: a map with known keys.
#[derive(Debug)]
pub(crate) struct Construct {
    /// What messages call it: `a schema`.
    pub(crate) name: &'static str,
    /// Its keys, in the order in which `import` writes them.
    pub(crate) keys: &'static [Key],
    /// Keys that mean nothing outside the vendor's portal: neither read nor imported.
    pub(crate) internal: &'static [&'static str],
}

/// A key of a construct.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What its value is, and what `import` does with it.
    pub(crate) form: Form,
    /// What the generator makes of it; nothing of a key that is only kept for people.
    pub(crate) reading: Option<Reading>,
}

/// What the generator makes of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) role: Role,
    /// What a change of the value is to `diff`.
    #[cfg_attr(not(test), expect(dead_code, reason = "what diff does is written there; a test compares"))]
    pub(crate) change: Change,
}

/// What a key contributes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Requests and responses are made from it: a fault in it costs what it lies in.
    Structure,
    /// It documents or hints: a fault in it is a warning, and the key counts as absent.
    Advisory,
}

/// What a change of a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A change of the interface: of what is called, sent, answered or warned of.
    Wire,
    /// A change of the documentation.
    Documentation,
    /// None: the key says which document this is.
    Identity,
}

/// What a value is, and what an import does with it.
#[derive(Debug)]
pub(crate) enum Form {
    /// Follows upstream.
    Fact,
    /// Follows upstream; `false` is the same as absent.
    Flag,
    /// A list of words that follows upstream; its order means nothing.
    Words,
    /// A default or limit, which only the documentation shows: follows upstream. Where upstream is silent, ours stays: many
    /// stand in upstream's prose alone. Pruning removes it.
    Hint,
    /// Follows upstream, but what upstream does not say (any more) stays: a fact about the operation, not about requests.
    Note,
    /// A list of such notes; each keeps its known keys only.
    Notes(&'static Construct),
    /// Written by hand or reviewed: stays.
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
    Group(&'static Construct),
    /// An element: has keys, and may be gone upstream.
    Element(&'static Construct),
    /// An element of which there is one.
    One(&'static Form),
    /// Name → element.
    Names(&'static Form),
    /// A list of elements, known by the first of these keys; the others tell copies apart.
    List(&'static [&'static str], &'static Form),
    /// The table of contents.
    Directories,
}

/// The keys of one construct that the generator reads, as an enum.
pub(in crate::spec) trait ReadKey: Copy {
    /// The construct.
    const CONSTRUCT: &'static Construct;

    /// The key of this name, if the generator reads it.
    fn of(name: &str) -> Option<Self>;

    /// Its name.
    fn name(self) -> &'static str;

    /// What it contributes to.
    fn role(self) -> Role;
}

impl Construct {
    /// The names of all keys that may stand in it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name).chain(self.internal.iter().copied())
    }

    /// Whether requests and responses are made from a key.
    pub(in crate::spec) fn is_structure(&self, name: &str) -> bool {
        let reading = self.keys.iter().find(|key| key.name == name).and_then(|key| key.reading);
        reading.is_some_and(|reading| reading.role == Role::Structure)
    }
}
