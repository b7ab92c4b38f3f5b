//! The format of generated code: which macros and names of this crate it uses.

/// All items of a generated crate, if the crate was generated for the format of this runtime.
///
/// The number of the format is that of the generator, `generator::FORMAT`. For any other number, the items expand to one
/// error that names the command to run.
///
/// ```
/// runtime::generated_code! {
///     format: 1, command: "cargo xtask gen",
///
///     pub use runtime::Config;
/// }
///
/// let config = Config::new("cn-shanghai");
/// ```
///
/// ```compile_fail
/// runtime::generated_code! {
///     format: 0, command: "cargo xtask gen",
///
///     pub use runtime::Config;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! generated_code {
    (format: 1, command: $command:literal, $($items:tt)*) => { $($items)* };
    (format: $format:literal, command: $command:literal, $($items:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "this crate was generated for format ", $format, " of `alibabacloud-runtime`, and is compiled with a runtime of \
             format 1: run `", $command, "`, which writes code and the version of the runtime that belong together"
        ));
    };
}
