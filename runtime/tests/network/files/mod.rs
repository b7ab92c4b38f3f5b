//! Files in both directions: uploads from files and readers, downloads as they come and to files.

mod download;
mod large;
mod save;
mod upload;
