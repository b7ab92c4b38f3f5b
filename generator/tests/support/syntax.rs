//! Whether generated files are Rust at all.

use std::path::Path;

use generator::File;

/// Parses every Rust file.
#[track_caller]
pub(crate) fn assert_rust(name: &str, files: &[File]) {
    for file in files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|ending| ending == "rs")) {
        if let Err(error) = syn::parse_file(&file.content) {
            panic!("{name}: {} is no Rust: {error}\n{}", file.path, file.content);
        }
    }
}
