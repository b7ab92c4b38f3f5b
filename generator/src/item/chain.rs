//! Calls that build a value of the runtime: `Paging::token("NextToken", "NextToken").size("MaxResults")`.

/// A constructor, and the methods that are called on its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain<'m> {
    /// The constructor.
    pub constructor: Invocation<'m>,
    /// The methods, in their order.
    pub methods: Vec<Invocation<'m>>,
}

/// A function or method that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation<'m> {
    /// Its path or name.
    pub name: &'static str,
    /// What it is called with.
    pub operands: Vec<Operand<'m>>,
}

/// What a function or method is called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand<'m> {
    /// A text: `"a"`.
    Text(&'m str),
    /// A text that may be missing: `Some("a")`, `None`.
    Maybe(Option<&'m str>),
    /// A number: `0i64`.
    Integer(i64),
    /// A path: `Method::Post`.
    Path(&'static str),
    /// A list: `&[Parameter::path("Id")]`.
    List(Vec<Chain<'m>>),
}

impl<'m> Chain<'m> {
    /// A call of a constructor.
    #[must_use]
    pub fn new(name: &'static str, operands: Vec<Operand<'m>>) -> Self {
        Self { constructor: Invocation { name, operands }, methods: Vec::new() }
    }

    /// The same with a method called on its value.
    #[must_use]
    pub fn call(mut self, name: &'static str, operands: Vec<Operand<'m>>) -> Self {
        self.methods.push(Invocation { name, operands });
        self
    }
}
