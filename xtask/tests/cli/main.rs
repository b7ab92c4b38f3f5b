//! The program as a user meets it: arguments and folders in; files, messages and an exit code out.

mod bench;
mod catalogue;
mod ci;
mod corrections;
mod destination;
mod diff;
mod drift;
mod generate;
mod git;
mod import;
mod messages;
mod program;
mod revision;
mod support;
mod version;
