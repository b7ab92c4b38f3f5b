//! Random texts that are the same in every run.

/// A small generator of numbers (xorshift64*).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("small");
        usize::try_from(self.next() % end).expect("small")
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// `text` with one to three small changes.
    pub(crate) fn mutate(&mut self, text: &[u8]) -> Vec<u8> {
        let mut text = text.to_vec();
        for _ in 0..=self.below(3) {
            let start = self.below(text.len() + 1);
            let end = (start + self.below(4)).min(text.len());
            match self.below(4) {
                0 => drop(text.drain(start..end)),
                1 => drop(text.splice(start..end, self.pick(&PARTS).bytes())),
                2 => drop(text.splice(start..start, self.pick(&PARTS).bytes())),
                _ => {
                    let other = self.below(text.len() + 1);
                    let copy = text[start.min(other)..(start.min(other) + 12).min(text.len())].to_vec();
                    drop(text.splice(start..start, copy));
                }
            }
        }
        text
    }
}

/// What JSON is made of, whole and broken.
const PARTS: [&str; 58] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "/",
    " ",
    "\n",
    "\t",
    "\r",
    "\0",
    "\u{b}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "你",
    "😀",
    "null",
    "true",
    "false",
    "nul",
    "True",
    "0",
    "1",
    "9",
    "-",
    "-0",
    "+",
    ".",
    "e",
    "E",
    "1.0",
    "1e3",
    "1.50",
    "00",
    "0.1",
    "1e400",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775808",
    "\"1\"",
    "\"true\"",
    "\"\"",
    "[]",
    "{}",
    "\\u",
    "\\ud83d",
    "\\ude00",
    "\\u0041",
    "\\n",
    "\\x",
    "\"Count\":",
    "\"Title\":",
    "\"a\":1,",
    "[1,",
];
