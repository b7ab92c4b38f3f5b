//! The program in repositories of others, with made-up documents. No network, no compiler: `../installed` has those.

mod completions;
mod concurrency;
mod crates;
mod guide;
mod misuse;
mod releases;
mod start;
mod support;
mod workspaces;
