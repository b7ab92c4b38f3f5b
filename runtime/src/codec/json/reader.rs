//! Filling places from JSON text.

use std::borrow::Cow;

use super::{
    super::{DecodeError, Extra, ListPlace, MapPlace, ObjectPlace, Place, Slot, Table, lenient},
    order::{Order, Orders},
    scanner::{Invalid, Numbers},
};

/// How deep lists and objects may be nested: one less than this, as in `serde_json`.
pub(super) const DEPTH: u8 = 128;

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
    orders: Orders,
    /// Where strings with escapes are put together before they get what they need.
    pub(super) scratch: String,
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

/// The name of a member: the index and the name in the table, or any other name.
enum Key<'a> {
    Known(usize, &'static str),
    Unknown(Cow<'a, str>),
}

impl Fit {
    const fn of(fits: bool) -> Self {
        if fits { Self::Fits } else { Self::Misfit }
    }
}

/// Reads the one value that the document in `bytes` holds.
pub(super) fn read(bytes: &[u8], place: Place<'_>) -> Result<(), DecodeError> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| DecodeError::new(error.valid_up_to(), "expected UTF-8 text"))?;
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
    pub(super) fn new(text: &'a str, numbers: Numbers) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            blanks: 0,
            reason: "",
            numbers,
            orders: Orders::default(),
            scratch: String::new(),
        }
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
        // The byte decides first: a place that is moved is copied as a whole, and read again.
        let fits = match self.peek() {
            Some(b'"') => match place {
                Place::Text(slot) => {
                    *slot = Some(self.string()?.into_owned());
                    true
                }
                place => lenient::put_text(place, self.string()?),
            },
            Some(b'-' | b'0'..=b'9') => {
                let token = self.number()?;
                lenient::put_number(place, token.text, token.integer)
            }
            Some(b't') => {
                self.word("true")?;
                lenient::put_boolean(place, true)
            }
            Some(b'f') => {
                self.word("false")?;
                lenient::put_boolean(place, false)
            }
            byte => match (byte, place) {
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
            },
        };
        Ok(Fit::of(fits))
    }

    /// Reads the object that starts here. It fits: what does not is kept in it.
    fn object(&mut self, place: &mut dyn ObjectPlace) -> Result<Fit, Invalid> {
        self.enter()?;
        let table = place.table();
        let mut result = Ok(());
        // Of equal names, the last one counts.
        place.clear();
        place.fill(&mut |slots, extra| result = self.members(table, slots, extra));
        result.map(|()| Fit::Fits)
    }

    fn members(
        &mut self,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        extra: &mut Extra,
    ) -> Result<(), Invalid> {
        let mut order = self.orders.take(table);
        let mut first = true;
        let mut misfits = false;
        while let Some(key) = self.next_member(&mut first, &mut order)? {
            let (name, slot) = match key {
                Key::Known(index, name) => (name, slots.get_mut(index)),
                Key::Unknown(name) => {
                    self.unknown(&name, extra)?;
                    continue;
                }
            };
            let Some(slot) = slot else { return Err(self.invalid(Table::NO_FIELD)) };
            if misfits {
                // Of equal names the last one counts.
                extra.forget(name);
            }
            misfits |= self.member(name, &mut **slot, extra)? == Fit::Misfit;
        }
        self.orders.put(order);
        Ok(())
    }

    /// Reads the next name in an object and passes the colon. `None` at its end.
    #[inline]
    fn next_member(&mut self, first: &mut bool, order: &mut Order) -> Result<Option<Key<'a>>, Invalid> {
        if let Some((index, name)) = order.expected()
            && self.pass_name(first, name)
        {
            order.came(index);
            return Ok(Some(Key::Known(index, name)));
        }
        let Some(name) = self.next_key(first)? else { return Ok(None) };
        Ok(Some(match order.find(&name, matches!(name, Cow::Borrowed(_))) {
            Some((index, known)) => Key::Known(index, known),
            None => Key::Unknown(name),
        }))
    }

    /// Reads the value of a member that the type knows, and keeps it if it does not fit.
    #[inline]
    fn member(&mut self, key: &str, slot: &mut dyn Slot, extra: &mut Extra) -> Result<Fit, Invalid> {
        match self.peek() {
            Some(b'n') => {
                slot.clear();
                return self.word("null").map(|()| Fit::Fits);
            }
            Some(b'"') => {
                if let Place::Text(slot) = slot.place() {
                    *slot = Some(self.string()?.into_owned());
                    return Ok(Fit::Fits);
                }
            }
            _ => {}
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
        extra.keep(key, self.part()?);
        Ok(())
    }

    /// Passes a value of any kind; its text.
    pub(super) fn part(&mut self) -> Result<Box<str>, Invalid> {
        self.peek();
        let (start, blanks) = (self.at, self.blanks);
        self.skip()?;
        Ok(self.raw(start, blanks))
    }

    /// Passes a value; where it stands.
    #[cfg(feature = "credentials")]
    pub(super) fn range(&mut self) -> Result<std::ops::Range<usize>, Invalid> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(start..self.at)
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
