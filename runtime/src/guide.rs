// The chapters of `runtime/guide`, as modules for rustdoc. Their programs name products, so that this crate does not compile
// them, but `runtime/testing/guide` does. Links lead from file to file there, and from module to module here: of two definitions
// of a label, Markdown takes the first one.
#![doc = include_str!("../guide/rustdoc-links.md")]
#![doc = include_str!("../guide/README.md")]

/// Declares a module for each chapter, which rustdoc lists with its summary.
macro_rules! chapters {
    ($(#[$summary:meta] $name:ident: $file:literal)*) => {
        $(
            #[$summary]
            ///
            #[doc = include_str!("../guide/rustdoc-links.md")]
            #[doc = include_str!($file)]
            pub mod $name {}
        )*
    };
}

chapters! {
    /// A client, a call, its response.
    first_call: "../guide/first-call.md"
    /// Nested values, enumerations, JSON.
    requests: "../guide/requests.md"
    /// What failed, who has to act, what to log.
    errors: "../guide/errors.md"
    /// What is tried again, and what never is.
    timeouts: "../guide/timeouts.md"
    /// Where they come from, roles, your own source.
    credentials: "../guide/credentials.md"
    /// Lists, waiting, events, files.
    streams: "../guide/streams.md"
    /// Your functions against a mock of the service.
    testing: "../guide/testing.md"
    /// Without async.
    blocking: "../guide/blocking.md"
    /// Regions, shared connections, proxies.
    products: "../guide/products.md"
    /// New editions of the specifications.
    updating: "../guide/updating.md"
}
