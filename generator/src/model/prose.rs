//! The vendor's texts, each rendered once for all that say the same.

use super::{Module, Object, TypeDef};
use crate::docs;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A text of the vendor: Markdown, not yet rustdoc.
///
/// Half of the texts of a document repeat another one. Those that `Module::share_prose` has found share what is made of them.
#[derive(Clone, Default)]
pub struct Prose {
    text: String,
    rendered: Option<Arc<Rendered>>,
}

/// What is made of a text, once somebody has asked for it.
#[derive(Default)]
struct Rendered {
    lines: OnceLock<Vec<String>>,
    sentence: OnceLock<String>,
}

impl Prose {
    /// The lines of a doc comment, as [`docs::rustdoc`] makes them.
    pub(crate) fn lines(&self) -> Cow<'_, [String]> {
        let lines = || docs::rustdoc(&self.text);
        match &self.rendered {
            Some(rendered) => Cow::Borrowed(rendered.lines.get_or_init(lines)),
            None => Cow::Owned(lines()),
        }
    }

    /// The first sentence on one line, as [`docs::one_line`] makes it.
    pub(crate) fn sentence(&self) -> Cow<'_, str> {
        let sentence = || docs::one_line(&self.text);
        match &self.rendered {
            Some(rendered) => Cow::Borrowed(rendered.sentence.get_or_init(sentence)),
            None => Cow::Owned(sentence()),
        }
    }

    /// A number that equal texts have in common.
    fn fingerprint(&self) -> u64 {
        let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        let words = self.text.as_bytes().chunks(8).map(|bytes| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word)
        });
        words.fold(self.text.len() as u64, mix)
    }
}

impl Module {
    /// Finds the texts that say the same, before the module is rendered.
    pub(crate) fn share_prose(&mut self) {
        let mut texts: Vec<(u64, &mut Prose)> = Vec::new();
        self.each_prose(&mut |text| {
            if !text.is_empty() {
                texts.push((text.fingerprint(), text));
            }
        });
        texts.sort_unstable_by_key(|(fingerprint, _)| *fingerprint);
        for same in texts.chunk_by_mut(|(a, one), (b, other)| a == b && one == other) {
            if let [_, _, ..] = same {
                let rendered = Arc::new(Rendered::default());
                for (_, text) in same {
                    text.rendered = Some(Arc::clone(&rendered));
                }
            }
        }
    }

    fn each_prose<'m>(&'m mut self, visit: &mut dyn FnMut(&'m mut Prose)) {
        for operation in &mut self.operations {
            of_object(&mut operation.request, visit);
            operation.types.iter_mut().for_each(|definition| of_type(definition, visit));
            let docs = &mut operation.docs;
            for short in [&mut docs.title, &mut docs.summary] {
                // Methods, requests and contents show it.
                short.rendered = Some(Arc::default());
                visit(short);
            }
            docs.parts.iter_mut().for_each(&mut *visit);
            docs.errors.iter_mut().for_each(|error| visit(&mut error.message));
        }
        let types = self.components.iter_mut().flat_map(|component| &mut component.types);
        types.for_each(|definition| of_type(definition, visit));
        self.errors.iter_mut().for_each(|error| visit(&mut error.message));
    }
}

fn of_type<'m>(definition: &'m mut TypeDef, visit: &mut dyn FnMut(&'m mut Prose)) {
    match definition {
        TypeDef::Object(object) => of_object(object, visit),
        TypeDef::Enum(list) => visit(&mut list.text),
    }
}

fn of_object<'m>(object: &'m mut Object, visit: &mut dyn FnMut(&'m mut Prose)) {
    visit(&mut object.text);
    object.fields.iter_mut().for_each(|field| visit(&mut field.docs.text));
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self { text, rendered: None }
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for Prose {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Prose {}

impl PartialOrd for Prose {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Prose {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Prose;
    use crate::model::{ErrorConstant, Module};
    use std::sync::Arc;

    fn module(messages: &[&str]) -> Module {
        let error = |message: &&str| ErrorConstant {
            code: String::new(),
            name: String::new(),
            statuses: Vec::new(),
            message: Prose::from(*message),
            methods: Vec::new(),
        };
        Module { errors: messages.iter().map(error).collect(), ..Module::default() }
    }

    #[test]
    fn equal_texts_are_rendered_once() {
        let texts = ["The id of an image. More.", "Other", "The id of an image. More.", "", ""];
        let mut shared = module(&texts);
        shared.share_prose();
        let messages: Vec<&Prose> = shared.errors.iter().map(|error| &error.message).collect();
        let rendered = |at: usize| messages[at].rendered.as_ref();
        assert!(Arc::ptr_eq(rendered(0).unwrap(), rendered(2).unwrap()));
        assert!([1, 3, 4].into_iter().all(|at| rendered(at).is_none()));
        assert_eq!(shared, module(&texts), "what is shared changes nothing");
        for (text, alone) in messages.iter().zip(texts.map(Prose::from)) {
            assert_eq!((text.lines(), text.sentence()), (alone.lines(), alone.sentence()));
        }
        assert_eq!(messages[2].lines().as_ref(), rendered(0).unwrap().lines.get().unwrap().as_slice());
        assert_eq!(messages[2].sentence(), "The id of an image.");
    }
}
