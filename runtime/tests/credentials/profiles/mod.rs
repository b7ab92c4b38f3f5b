//! Identities that files describe: the profiles of the vendor's command line tool, and the profile file of its libraries.
//!
//! * `modes` and `types` are about what each kind of profile gives, and what it sends for that.
//! * `changes` and `damaged` are about files that change, and that cannot be used.
//! * `oauth` and `killed` are about tokens that are renewed in the file, by many processes and by killed ones.
//! * `external` runs real commands; `load` runs processes with a real environment.
//! * `secrets` looks for them in everything that is printed.

mod changes;
mod damaged;
mod external;
mod killed;
mod load;
mod modes;
mod oauth;
mod secrets;
mod support;
mod types;
