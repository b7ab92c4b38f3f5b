//! Numbers as text, without losing any of them.

use std::fmt::Write as _;

/// The part of a text that is a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Where the number ends.
    pub(crate) end: usize,
    /// Whether it has neither fraction nor exponent.
    pub(crate) integer: bool,
}

/// Finds the JSON number that starts at `start`; on a fault, says where it is.
pub(crate) fn scan(bytes: &[u8], start: usize) -> Result<Scan, usize> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    let mut integer = true;
    if bytes.get(at) == Some(&b'.') {
        integer = false;
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        integer = false;
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Ok(Scan { end: at, integer })
}

/// Where the run of digits at `start` ends; there must be one digit.
fn digits(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    while let Some(b'0'..=b'9') = bytes.get(at) {
        at += 1;
    }
    if at == start { Err(at) } else { Ok(at) }
}

/// Reads a whole number from a JSON number; `1.0` and `1E3` are whole, too.
pub(crate) fn integer(token: &str) -> Option<i64> {
    token.parse().ok().or_else(|| Decimal::of(token)?.integer())
}

/// Reads a floating-point number from a JSON number.
///
/// Whoever writes `integer`s means every digit, so there an inexact number is none. Fractions are inexact by nature.
pub(crate) fn float(token: &str, integer: bool) -> Option<f64> {
    let value: f64 = token.parse().ok()?;
    let fits = value.is_finite() && (!integer || is_exact(token, value));
    fits.then_some(value)
}

/// Reads a floating-point number from text that is a JSON number and whose digits it can give back.
pub(crate) fn float_in_text(text: &str) -> Option<f64> {
    if is_number(text) { float(text, true) } else { None }
}

/// Whether text is a JSON number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    scan(text.as_bytes(), 0).is_ok_and(|scan| scan.end == text.len())
}

/// Reads a whole number from text that is exactly how the number is written.
pub(crate) fn integer_in_text(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = text == "0" || matches!(digits.as_bytes(), [b'1'..=b'9', ..]);
    if canonical { text.parse().ok() } else { None }
}

/// Whether `value` writes as the same decimal number as `token`.
fn is_exact(token: &str, value: f64) -> bool {
    // Fifteen digits always survive.
    const SAFE: usize = 15;
    let small = token.len() <= SAFE && token.bytes().all(|byte| byte.is_ascii_digit());
    small || Decimal::of(token).is_some_and(|decimal| Decimal::of(&format!("{value:e}")) == Some(decimal))
}

/// Appends a whole number.
pub(crate) fn write_integer(value: i64, out: &mut String) {
    // No number has more digits.
    let mut digits = [b'0'; 20];
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit += (rest % 10) as u8;
        start -= 1;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    let digits = digits.get(start..).unwrap_or_default();
    out.push_str(std::str::from_utf8(digits).unwrap_or_default());
}

/// From here on, a float is written with an exponent.
const FIRST_WITH_EXPONENT: f64 = 1e21;

/// Appends the shortest text that reads back as `value`, in the form of JavaScript. False if it is not finite.
///
/// That is the form in which the vendor's libraries for JavaScript send numbers: zero has no sign, whole numbers have no
/// fraction, below 10⁻⁶ and from 10²¹ on there is an exponent with its sign: `1e-7`, `1e+21`.
#[must_use]
pub(crate) fn write_float(value: f64, out: &mut String) -> bool {
    if let Some(whole) = small_whole(value) {
        write_integer(whole, out);
        return true;
    }
    // Writing to a string cannot fail.
    let _ = match value.abs() {
        0.0 => write!(out, "0"),
        1e-6..FIRST_WITH_EXPONENT => write!(out, "{value}"),
        small if small < 1.0 => write!(out, "{value:e}"),
        _ => write!(out, "{}", format!("{value:e}").replace('e', "e+")),
    };
    value.is_finite()
}

/// The whole number that `value` is, if it is one that all neighbors of are floats, too.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "only if it is exact"
)]
fn small_whole(value: f64) -> Option<i64> {
    const EXACT: i64 = 1 << 53;
    // What is too large, or not a number, becomes another one.
    let whole = value as i64;
    (whole as f64 == value && (-EXACT..=EXACT).contains(&whole)).then_some(whole)
}

/// Reads a whole number beyond 64 bits as the float that is written with the same digits, if there is one.
pub(crate) fn large_whole(token: &str) -> Option<f64> {
    float(token, true).filter(|value| value.abs() < FIRST_WITH_EXPONENT)
}

/// The number that a JSON number says, in its one normal form: `digits × 10^exponent`.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// `None` when the exponent is out of reason.
    fn of(token: &str) -> Option<Self> {
        let (negative, token) = token.strip_prefix('-').map_or((false, token), |rest| (true, rest));
        let (mantissa, exponent) = token.split_once(['e', 'E']).unwrap_or((token, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = [whole, fraction].concat();
        let mut exponent = exponent.parse::<i32>().ok().map(i64::from)?;
        exponent -= i64::try_from(fraction.len()).ok()?;

        let significant = digits.trim_end_matches('0').len();
        exponent += i64::try_from(digits.len() - significant).ok()?;
        digits.truncate(significant);
        digits.drain(..digits.len() - digits.trim_start_matches('0').len());
        if digits.is_empty() {
            exponent = 0;
        }
        Some(Self { negative, digits, exponent })
    }

    fn integer(mut self) -> Option<i64> {
        // No more digits than an `i64` has, however large the exponent.
        const MOST: i64 = 19;
        if !(0..=MOST).contains(&self.exponent) {
            return None;
        }
        self.digits.insert_str(0, if self.negative { "-0" } else { "0" });
        self.digits.extend((0..self.exponent).map(|_| '0'));
        self.digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_written_short() {
        let table = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.0, "-1"),
            (100.0, "100"),
            (1.5, "1.5"),
            (-120.25, "-120.25"),
            (0.1, "0.1"),
            (0.000_012_5, "0.0000125"),
            (0.000_001, "0.000001"),
            (0.000_000_1, "1e-7"),
            (0.000_000_125, "1.25e-7"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (9_007_199_254_740_994.0, "9007199254740994"),
            (1e18, "1000000000000000000"),
            (1e19, "10000000000000000000"),
            (-123_456_789_012_345_680_000.0, "-123456789012345680000"),
            (999_999_999_999_999_900_000.0, "999999999999999900000"),
            (1e21, "1e+21"),
            (-1.25e21, "-1.25e+21"),
            (1.25e300, "1.25e+300"),
            (f64::MAX, "1.7976931348623157e+308"),
            (0.000_000_999_9, "9.999e-7"),
            (-1e-7, "-1e-7"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (5e-324, "5e-324"),
        ];
        for (value, text) in table {
            let mut out = String::new();
            assert!(write_float(value, &mut out));
            assert_eq!(out, text);
            assert_eq!(out.parse(), Ok(value), "{text}");
        }
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!write_float(value, &mut String::new()));
        }
    }

    #[test]
    fn whole_numbers_are_written_with_all_digits() {
        for value in [0, 1, -1, 9, 10, -10, 99, 100, 1_234_567_890, i64::MAX, i64::MIN, i64::MIN + 1] {
            let mut out = String::new();
            write_integer(value, &mut out);
            assert_eq!(out, value.to_string());
        }
    }

    #[test]
    fn whole_numbers_are_read_exactly_or_not_at_all() {
        let table = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("1.0", Some(1)),
            ("-1.000", Some(-1)),
            ("1E7", Some(10_000_000)),
            ("1.5e3", Some(1500)),
            ("1500e-2", Some(15)),
            ("0e400", Some(0)),
            ("9223372036854775807.0", Some(i64::MAX)),
            ("-9223372036854775808.0", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("1.00000000000000000001", None),
            ("9007199254740991.4", None),
            ("1.5", None),
            ("1e-1", None),
            ("1e19", None),
            ("1e99999999999999999999", None),
        ];
        for (token, value) in table {
            assert_eq!(integer(token), value, "{token}");
        }
    }

    #[test]
    fn text_is_a_number_only_if_nothing_is_lost() {
        let integers = [("0", Some(0)), ("-7", Some(-7)), ("123", Some(123))];
        for (text, value) in integers {
            assert_eq!(integer_in_text(text), value, "{text}");
        }
        for text in ["", "-", "-0", "007", "+1", " 1", "1 ", "1.0", "1e3", "9223372036854775808", "١"] {
            assert_eq!(integer_in_text(text), None, "{text}");
        }
        let floats = [("0", 0.0), ("-1.50", -1.5), ("1e3", 1000.0), ("0.30000000000000004", 0.1 + 0.2)];
        for (text, value) in floats {
            assert_eq!(float_in_text(text), Some(value), "{text}");
        }
        for text in ["", "1.", ".5", "1e400", "1e-400", "NaN", "inf", "0x10", "9007199254740993", "0.10000000000000001"]
        {
            assert_eq!(float_in_text(text), None, "{text}");
        }
    }

    #[test]
    fn an_integer_fits_a_float_only_with_all_its_digits() {
        assert_eq!(float("9007199254740992", true), Some(9_007_199_254_740_992.0));
        assert_eq!(float("9007199254740993", true), None);
        assert_eq!(float("1000000000000000000000", true), Some(1e21));
        assert_eq!(float("0.10000000000000001", false), Some(0.1));
        assert_eq!(float("1e400", false), None);
    }
}
