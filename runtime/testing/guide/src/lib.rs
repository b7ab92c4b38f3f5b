//! The programs of the guide and of README, compiled: each code block is a doctest of this crate.
//!
//! Rustdoc makes one program of them all. They are compiled against the crate in `alibabacloud/`, which is generated from the
//! small documents in `specs/` by `cargo alibabacloud gen`.
#![cfg(doctest)]

macro_rules! compiled {
    ($($name:ident: $file:literal)*) => {
        $(
            #[doc = include_str!($file)]
            mod $name {}
        )*
    };
}

compiled! {
    readme: "../../../../README.md"
    first_call: "../../../guide/first-call.md"
    requests: "../../../guide/requests.md"
    errors: "../../../guide/errors.md"
    timeouts: "../../../guide/timeouts.md"
    credentials: "../../../guide/credentials.md"
    streams: "../../../guide/streams.md"
    testing: "../../../guide/testing.md"
    blocking: "../../../guide/blocking.md"
    products: "../../../guide/products.md"
    updating: "../../../guide/updating.md"
}
