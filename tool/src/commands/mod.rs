//! The commands, a module each: arguments, and a function that runs the command in a project.

pub mod add;
pub mod describe;
pub mod diff;
pub mod generate;
pub mod import;
pub mod init;
pub mod update;
