// The chapters of `runtime/guide`, as modules for rustdoc. Their programs name products, so that this crate does not compile
// them, but `runtime/testing/guide` does. Links lead from file to file there, and from module to module here: of two definitions
// of a label, Markdown takes the first one.
#![doc = include_str!("../guide/rustdoc-links.md")]
#![doc = include_str!("../guide/README.md")]

/// Declares a module for each chapter.
macro_rules! chapters {
    ($($name:ident: $file:literal)*) => {
        $(
            #[doc = include_str!("../guide/rustdoc-links.md")]
            #[doc = include_str!($file)]
            pub mod $name {}
        )*
    };
}

chapters! {
    first_call: "../guide/first-call.md"
    requests: "../guide/requests.md"
    errors: "../guide/errors.md"
    timeouts: "../guide/timeouts.md"
    credentials: "../guide/credentials.md"
    streams: "../guide/streams.md"
    testing: "../guide/testing.md"
    blocking: "../guide/blocking.md"
    products: "../guide/products.md"
    updating: "../guide/updating.md"
}
