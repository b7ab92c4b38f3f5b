//! Filling places from JSON text.

use super::{
    super::{DecodeError, Extra, ListPlace, MapPlace, ObjectPlace, Place, Slot, Table, lenient},
    scanner::{Invalid, Numbers},
};

/// A position in a JSON text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many lists and objects are open.
    pub(super) depth: u8,
    /// How many blanks were passed between tokens: if none, the text is compact.
    pub(super) blanks: usize,
    /// Why the text is not JSON, once that is known.
    pub(super) reason: &'static str,
    pub(super) numbers: Numbers,
}

/// Whether a value fitted its place.
///
/// The reader stands behind the value in both cases. So nothing is read twice, however deep a list stands that turns out
/// not to fit. A place that a value did not fit is left to be cleared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Fits,
    Misfit,
}

impl Fit {
    const fn of(fits: bool) -> Self {
        if fits { Self::Fits } else { Self::Misfit }
    }
}

/// Reads the one value that the document in `bytes` holds.
pub(super) fn read(bytes: &[u8], place: Place<'_>) -> Result<(), DecodeError> {
    let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::new(error.valid_up_to(), "expected UTF-8 text"))?;
    let expected = place.expected();
    let mut reader = Reader::new(text, Numbers::Exact);
    let document = reader.document(place);
    match document {
        Ok(Fit::Fits) => Ok(()),
        Ok(Fit::Misfit) => Err(DecodeError::new(0, expected)),
        Err(Invalid) => Err(reader.error()),
    }
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str, numbers: Numbers) -> Self {
        Self { text, at: 0, depth: 0, blanks: 0, reason: "", numbers }
    }

    /// Reads a value and the blanks around it, and nothing else.
    fn document(&mut self, place: Place<'_>) -> Result<Fit, Invalid> {
        let fit = self.value(place)?;
        if self.peek().is_some() {
            return Err(self.invalid("expected the end of the text"));
        }
        Ok(fit)
    }

    /// Reads a value into `place`.
    fn value(&mut self, place: Place<'_>) -> Result<Fit, Invalid> {
        let fits = match (self.peek(), place) {
            (Some(b'"'), place) => lenient::put_text(place, self.string()?),
            (Some(b'-' | b'0'..=b'9'), place) => {
                let token = self.number()?;
                lenient::put_number(place, token.text, token.integer)
            }
            (Some(b't'), place) => {
                self.word("true")?;
                lenient::put_boolean(place, true)
            }
            (Some(b'f'), place) => {
                self.word("false")?;
                lenient::put_boolean(place, false)
            }
            (Some(b'{'), Place::Object(place)) => return self.object(place),
            (Some(b'['), Place::List(place)) => return self.list(place),
            (Some(b'{'), Place::Map(place)) => return self.map(place),
            (_, Place::Any(slot)) => {
                *slot = self.any()?;
                slot.is_some()
            }
            (_, _) => {
                self.skip()?;
                false
            }
        };
        Ok(Fit::of(fits))
    }

    /// Reads the object that starts here. It fits: what does not is kept in it.
    fn object(&mut self, place: &mut dyn ObjectPlace) -> Result<Fit, Invalid> {
        self.enter()?;
        let table = place.table();
        let mut result = Ok(());
        place.fill(&mut |slots, extra| result = self.members(table, slots, extra));
        result.map(|()| Fit::Fits)
    }

    fn members(&mut self, table: &Table, slots: &mut [&mut dyn Slot], extra: &mut Extra) -> Result<(), Invalid> {
        let mut first = true;
        let mut guess = 0;
        let mut misfits = false;
        while let Some(key) = self.next_key(&mut first)? {
            let known = table.find(&key, guess);
            let Some((index, slot)) = known.and_then(|index| Some((index, slots.get_mut(index)?))) else {
                self.unknown(&key, extra)?;
                continue;
            };
            guess = index + 1;
            if misfits {
                // Of equal names the last one counts.
                extra.forget(&key);
            }
            misfits |= self.member(&key, &mut **slot, extra)? == Fit::Misfit;
        }
        Ok(())
    }

    /// Reads the value of a member that the type knows, and keeps it if it does not fit.
    #[inline]
    fn member(&mut self, key: &str, slot: &mut dyn Slot, extra: &mut Extra) -> Result<Fit, Invalid> {
        if self.peek() == Some(b'n') {
            slot.clear();
            return self.word("null").map(|()| Fit::Fits);
        }
        let (start, blanks) = (self.at, self.blanks);
        let fit = self.value(slot.place())?;
        if fit == Fit::Misfit {
            slot.clear();
            extra.keep(key, self.raw(start, blanks));
        }
        Ok(fit)
    }

    /// Keeps the value of a member that the type does not know.
    fn unknown(&mut self, key: &str, extra: &mut Extra) -> Result<(), Invalid> {
        self.peek();
        let (start, blanks) = (self.at, self.blanks);
        self.skip()?;
        extra.keep(key, self.raw(start, blanks));
        Ok(())
    }

    /// Reads the list that starts here. It fits if all its elements do.
    fn list(&mut self, place: &mut dyn ListPlace) -> Result<Fit, Invalid> {
        self.enter()?;
        let mut first = true;
        let mut result = Ok(Fit::Fits);
        place.fill(&mut |element| {
            match self.next_element(&mut first) {
                Ok(true) => result = self.value(element),
                Ok(false) => return false,
                Err(invalid) => result = Err(invalid),
            }
            matches!(result, Ok(Fit::Fits))
        });
        if let Ok(Fit::Misfit) = result {
            self.skip_elements(first)?;
        }
        result
    }

    /// Reads the map that starts here. It fits if all its values do.
    fn map(&mut self, place: &mut dyn MapPlace) -> Result<Fit, Invalid> {
        self.enter()?;
        let mut first = true;
        let mut result = Ok(Fit::Fits);
        place.fill(&mut |key, value| {
            match self.next_key(&mut first) {
                Ok(Some(name)) => {
                    *key = name.into_owned();
                    result = self.value(value);
                }
                Ok(None) => return false,
                Err(invalid) => result = Err(invalid),
            }
            matches!(result, Ok(Fit::Fits))
        });
        if let Ok(Fit::Misfit) = result {
            self.skip_members(first)?;
        }
        result
    }
}
