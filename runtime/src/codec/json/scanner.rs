//! The tokens of a JSON text.

use std::borrow::Cow;

use super::{
    super::{DecodeError, number},
    compact,
    reader::{DEPTH, Reader},
    strings,
};

/// The text is not JSON; the reader knows where and why.
#[derive(Debug)]
pub(super) struct Invalid;

/// What becomes of a number that a free-form value cannot hold.
#[derive(Clone, Copy)]
pub(super) enum Numbers {
    /// The value does not fit.
    Exact,
    /// The number is held as text.
    OrText,
    /// The number is rounded to the next float, and held as text beyond all floats.
    Rounded,
}

/// A JSON number.
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Whether it has neither fraction nor exponent.
    pub(super) integer: bool,
}

impl<'a> Reader<'a> {
    /// Notes a fault at the current position.
    #[cold]
    pub(super) fn invalid(&mut self, reason: &'static str) -> Invalid {
        self.reason = reason;
        Invalid
    }

    /// The fault that was noted.
    pub(super) fn error(&self) -> DecodeError {
        DecodeError::new(self.at, self.reason)
    }

    /// Passes blanks; the byte after them.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.bytes().get(self.at) {
            Some(b' ' | b'\t' | b'\n' | b'\r') => self.peek_behind_blanks(),
            byte => byte.copied(),
        }
    }

    #[cold]
    fn peek_behind_blanks(&mut self) -> Option<u8> {
        loop {
            match self.bytes().get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => {
                    self.at += 1;
                    self.blanks += 1;
                }
                byte => return byte.copied(),
            }
        }
    }

    /// Counts the list or object that starts here.
    pub(super) fn enter(&mut self) -> Result<(), Invalid> {
        if self.depth + 1 == DEPTH {
            return Err(self.invalid("nested too deep"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Passes the bracket that closes a list or an object.
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Passes what stands before the next element of a list, or all of its end. False at its end.
    #[inline]
    pub(super) fn next_element(&mut self, first: &mut bool) -> Result<bool, Invalid> {
        match self.peek() {
            Some(b'[') if *first => {
                self.at += 1;
                *first = false;
                if self.peek() != Some(b']') {
                    return Ok(true);
                }
            }
            Some(b',') if !*first => {
                self.at += 1;
                return Ok(true);
            }
            Some(b']') if !*first => {}
            _ => return Err(self.invalid("expected `,` or `]`")),
        }
        self.leave();
        Ok(false)
    }

    /// Passes what stands before the next name in an object, or all of its end. False at its end.
    #[inline]
    fn next_name(&mut self, first: &mut bool) -> Result<bool, Invalid> {
        match self.peek() {
            Some(b'{') if *first => {
                self.at += 1;
                *first = false;
                if self.peek() == Some(b'}') {
                    self.leave();
                    return Ok(false);
                }
            }
            Some(b',') if !*first => self.at += 1,
            Some(b'}') if !*first => {
                self.leave();
                return Ok(false);
            }
            _ => return Err(self.invalid("expected `,` or `}`")),
        }
        if self.peek() == Some(b'"') { Ok(true) } else { Err(self.invalid("expected a name in quotes")) }
    }

    /// Reads the next name in an object and passes the colon. `None` at its end.
    pub(super) fn next_key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, Invalid> {
        if !self.next_name(first)? {
            return Ok(None);
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.invalid("expected `:`"));
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Passes the next name in an object and the colon, if the name is `name` and there is no blank.
    ///
    /// `name` must not hold anything that is escaped in a string.
    #[inline]
    pub(super) fn pass_name(&mut self, first: &mut bool, name: &str) -> bool {
        let end = self.at + r#",""#.len() + name.len() + r#"":"#.len();
        let Some([before, b'"', here @ .., b'"', b':']) = self.bytes().get(self.at..end) else { return false };
        let expected = if *first { b'{' } else { b',' };
        let same = *before == expected && here == name.as_bytes();
        if same {
            self.at = end;
            *first = false;
        }
        same
    }

    /// Reads the string whose opening quote is here.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Invalid> {
        let start = self.at + 1;
        self.at = strings::plain_end(self.bytes(), start);
        let plain = self.slice(start);
        if self.bytes().get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.escaped_string(plain).map(Cow::Owned)
    }

    /// Reads the rest of a string that began with `plain` text.
    #[inline(never)]
    fn escaped_string(&mut self, plain: &str) -> Result<String, Invalid> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        text.push_str(plain);
        self.unescape(Some(&mut text))?;
        let exact = text.as_str().to_owned();
        self.scratch = text;
        Ok(exact)
    }

    /// Passes the string whose opening quote is here.
    fn skip_string(&mut self) -> Result<(), Invalid> {
        self.at = strings::plain_end(self.bytes(), self.at + 1);
        self.unescape(None)
    }

    /// Passes the rest of a string, up to and including its closing quote, and appends what it says to `text`.
    fn unescape(&mut self, mut text: Option<&mut String>) -> Result<(), Invalid> {
        loop {
            match self.bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    let escape = self.bytes().get(self.at + 1..).unwrap_or_default();
                    let (character, length) = strings::unescape(escape).map_err(|reason| self.invalid(reason))?;
                    self.at += 1 + length;
                    if let Some(text) = &mut text {
                        text.push(character);
                    }
                }
                Some(_) => return Err(self.invalid("expected no control character in a string")),
                None => return Err(self.invalid("expected the end of a string")),
            }
            let start = self.at;
            self.at = strings::plain_end(self.bytes(), start);
            if let Some(text) = &mut text {
                text.push_str(self.slice(start));
            }
        }
    }

    /// Reads the number that starts here.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Token<'a>, Invalid> {
        let start = self.at;
        match number::scan(self.bytes(), start) {
            Ok(scan) => {
                self.at = scan.end;
                Ok(Token { text: self.slice(start), integer: scan.integer })
            }
            Err(at) => {
                self.at = at;
                Err(self.invalid("expected a digit"))
            }
        }
    }

    /// Passes `true`, `false` or `null`.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> Result<(), Invalid> {
        if !self.bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            return Err(self.invalid("expected a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Passes a value of any kind.
    pub(super) fn skip(&mut self) -> Result<(), Invalid> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'[') => {
                self.enter()?;
                self.skip_elements(true)
            }
            Some(b'{') => {
                self.enter()?;
                self.skip_members(true)
            }
            _ => Err(self.invalid("expected a value")),
        }
    }

    /// Passes the rest of a list.
    pub(super) fn skip_elements(&mut self, mut first: bool) -> Result<(), Invalid> {
        while self.next_element(&mut first)? {
            self.skip()?;
        }
        Ok(())
    }

    /// Passes the rest of an object.
    pub(super) fn skip_members(&mut self, mut first: bool) -> Result<(), Invalid> {
        while self.next_key(&mut first)?.is_some() {
            self.skip()?;
        }
        Ok(())
    }

    /// The value just passed, which began at `start` when `blanks` had been passed: as compact text.
    pub(super) fn raw(&self, start: usize, blanks: usize) -> Box<str> {
        let text = self.slice(start);
        if self.blanks == blanks { text.into() } else { compact::compact(text) }
    }

    /// The text from `start` up to here.
    #[inline]
    pub(super) fn slice(&self, start: usize) -> &'a str {
        // Both ends lie beside ASCII characters, so there is always something to get.
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }
}
