//! A value and its copy, without knowing their type.

use runtime::codegen::codec::{DecodeError, Field, Object, Place, View, json};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use serde_json::de::StrRead;

/// A way out and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    SerdeText,
    SerdeTree,
    Codec,
    Clone,
}

impl Way {
    pub(super) const ALL: [Self; 4] = [Self::SerdeText, Self::SerdeTree, Self::Codec, Self::Clone];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SerdeText => "text by serde",
            Self::SerdeTree => "tree by serde",
            Self::Codec => "JSON by the codec",
            Self::Clone => "a clone",
        }
    }
}

/// A value and what came back of it.
#[derive(Default)]
pub(super) struct Pair<T> {
    original: Option<T>,
    copy: Option<T>,
}

type SerdeResult<T = ()> = Result<T, serde_json::Error>;

/// What is compiled for each type.
pub(super) trait Subject {
    /// The place of the value.
    fn original(&mut self) -> Place<'_>;
    fn view(&self) -> Option<View<'_>>;
    /// What came back.
    fn copy(&self) -> Option<View<'_>>;
    fn write(&self, to: &mut serde_json::Serializer<&mut Vec<u8>>) -> SerdeResult;
    fn tree(&self) -> SerdeResult<Value>;
    fn read(&mut self, from: &mut serde_json::Deserializer<StrRead<'_>>) -> SerdeResult;
    fn read_tree(&mut self, tree: Value) -> SerdeResult;
    fn read_json(&mut self, text: &str) -> Result<(), DecodeError>;
    fn clone_original(&mut self);
    /// Whether the copy is like the value.
    fn equal(&self) -> bool;
}

impl<T: Clone + Object + PartialEq + Serialize + DeserializeOwned> Subject for Pair<T> {
    fn original(&mut self) -> Place<'_> {
        T::place(&mut self.original)
    }

    fn view(&self) -> Option<View<'_>> {
        self.original.as_ref().map(Field::view)
    }

    fn copy(&self) -> Option<View<'_>> {
        self.copy.as_ref().map(Field::view)
    }

    fn write(&self, to: &mut serde_json::Serializer<&mut Vec<u8>>) -> SerdeResult {
        self.original.serialize(to)
    }

    fn tree(&self) -> SerdeResult<Value> {
        self.original.serialize(serde_json::value::Serializer)
    }

    fn read(&mut self, from: &mut serde_json::Deserializer<StrRead<'_>>) -> SerdeResult {
        self.copy = None;
        self.copy = Some(T::deserialize(from)?);
        Ok(())
    }

    fn read_tree(&mut self, tree: Value) -> SerdeResult {
        self.copy = None;
        self.copy = Some(T::deserialize(tree)?);
        Ok(())
    }

    fn read_json(&mut self, text: &str) -> Result<(), DecodeError> {
        self.copy = None;
        self.copy = Some(json::from_slice(text.as_bytes())?);
        Ok(())
    }

    fn clone_original(&mut self) {
        self.copy = self.original.clone();
    }

    fn equal(&self) -> bool {
        self.original == self.copy
    }
}

impl dyn Subject + '_ {
    /// Makes the copy by sending the value out and back.
    pub(super) fn travel(&mut self, way: Way) -> Result<(), String> {
        match way {
            Way::SerdeText => self.through_text().map_err(|error| error.to_string()),
            Way::SerdeTree => self.tree().and_then(|tree| self.read_tree(tree)).map_err(|error| error.to_string()),
            Way::Codec => self.through_codec(),
            Way::Clone => {
                self.clone_original();
                Ok(())
            }
        }
    }

    fn through_text(&mut self) -> SerdeResult {
        let mut text = Vec::new();
        self.write(&mut serde_json::Serializer::new(&mut text))?;
        let text = String::from_utf8_lossy(&text);
        let mut from = serde_json::Deserializer::from_str(&text);
        self.read(&mut from)?;
        from.end()
    }

    fn through_codec(&mut self) -> Result<(), String> {
        let Some(view) = self.view() else { return Err("there is no value".to_owned()) };
        let text = json::to_string("", view).map_err(|error| error.to_string())?;
        self.read_json(&text).map_err(|error| error.to_string())
    }
}
