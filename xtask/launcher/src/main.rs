//! The program of the alias `cargo xtask`: becomes `xtask`, built anew when its sources have changed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use xtask_launcher::{Package, launch};

fn main() -> ExitCode {
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    // The package with the commands is in the folder above this one's.
    let folder = own.parent().map(Path::to_owned).unwrap_or(own);
    launch(&Package { name: "xtask", folder }, env::args_os().skip(1)).unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::FAILURE
    })
}
