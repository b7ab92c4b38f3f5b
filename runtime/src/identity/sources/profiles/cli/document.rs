//! The file of the vendor's command line tool: `config.json`.

use std::path::Path;

use serde_json::{Map, Value};

use crate::identity::CredentialsError;
use crate::identity::sources::profiles::place::{Name, Place};

/// The file, read.
pub(super) struct Document<'a> {
    file: &'a Path,
    root: Map<String, Value>,
}

/// One of its profiles.
pub(super) struct Profile<'a> {
    pub(super) place: Place,
    members: &'a Map<String, Value>,
}

impl<'a> Document<'a> {
    pub(super) fn parse(file: &'a Path, text: &str) -> Result<Self, CredentialsError> {
        let shown = file.display();
        match serde_json::from_str(text) {
            Ok(Value::Object(root)) => Ok(Self { file, root }),
            Ok(_) => Err(CredentialsError::new(format!("{shown} is not a JSON object"))),
            // The error itself may show what stands there.
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                let fault = if error.is_eof() { "ends unexpectedly" } else { "is not valid JSON" };
                Err(CredentialsError::new(format!("{shown}:{line}:{column}: the file {fault}")))
            }
        }
    }

    /// The profile of this name, else the current one.
    pub(super) fn profile(&self, name: Option<&str>) -> Result<Profile<'_>, CredentialsError> {
        let name = match name {
            Some(name) => name,
            None => self.current()?,
        };
        self.named(name)?.ok_or_else(|| {
            let (name, file) = (Name(name), self.file.display());
            CredentialsError::new(format!("there is no profile {name} in {file}"))
        })
    }

    fn current(&self) -> Result<&str, CredentialsError> {
        match self.root.get("current") {
            Some(Value::String(name)) if !name.is_empty() => Ok(name),
            _ => {
                let file = self.file.display();
                Err(CredentialsError::new(format!(
                    "{file} names no current profile; set ALIBABA_CLOUD_PROFILE, or run `aliyun configure`"
                )))
            }
        }
    }

    /// The first profile of this name.
    pub(super) fn named(&self, name: &str) -> Result<Option<Profile<'_>>, CredentialsError> {
        let place = Place::new(self.file, name);
        let profiles = match self.root.get("profiles") {
            Some(Value::Array(profiles)) => profiles.as_slice(),
            Some(Value::Null) | None => &[],
            Some(_) => return Err(place.fault("`profiles` of the file is not a list")),
        };
        let named = |profile: &&Value| profile.get("name").and_then(Value::as_str) == Some(name);
        let profile = profiles.iter().find(named).and_then(Value::as_object);
        Ok(profile.map(|members| Profile { place, members }))
    }
}

impl Profile<'_> {
    /// The text of a member, unless it is missing, null or empty, as the tool writes what is not set.
    pub(super) fn text(&self, member: &str) -> Result<Option<&str>, CredentialsError> {
        match self.members.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(self.place.fault(format_args!("`{member}` is not a string"))),
        }
    }

    pub(super) fn required(&self, member: &str) -> Result<String, CredentialsError> {
        self.text(member)?.map(str::to_owned).ok_or_else(|| self.place.missing(member))
    }

    pub(super) fn optional(&self, member: &str) -> Result<Option<String>, CredentialsError> {
        self.text(member).map(|text| text.map(str::to_owned))
    }

    /// A number above zero: the tool writes zero for what is not set.
    pub(super) fn number(&self, member: &str) -> Result<Option<u64>, CredentialsError> {
        match self.members.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) if number.as_i64().is_some_and(|number| number <= 0) => Ok(None),
            Some(Value::Number(number)) if number.is_u64() => Ok(number.as_u64()),
            Some(_) => Err(self.place.fault(format_args!("`{member}` is not an integer"))),
        }
    }

    pub(super) fn flag(&self, member: &str) -> Result<bool, CredentialsError> {
        match self.members.get(member) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.place.fault(format_args!("`{member}` is not a boolean"))),
        }
    }
}
