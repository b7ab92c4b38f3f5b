//! The program as a user meets it: arguments and folders in; files, messages and an exit code out.

mod bench;
mod catalogue;
mod ci;
mod corrections;
mod drift;
mod generate;
mod import;
mod messages;
mod support;
