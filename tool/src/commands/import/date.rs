//! Days, as `YYYY-MM-DD`.

use std::time::{SystemTime, UNIX_EPOCH};

const SHAPE: &str = "0000-00-00";
const SECONDS: u64 = 86_400;

/// A date as it is given on the command line.
pub(crate) fn parse(text: &str) -> Result<String, String> {
    if is_date(text) { Ok(text.to_owned()) } else { Err("a date has the form YYYY-MM-DD".to_owned()) }
}

/// The dates in a path, from the last to the first.
pub(super) fn within(path: &str) -> impl Iterator<Item = &str> {
    let starts = (0..path.len()).rev();
    starts.filter_map(|start| path.get(start..start + SHAPE.len())).filter(|part| is_date(part))
}

/// The day that it is, in UTC; none where the clock is not set.
#[expect(clippy::disallowed_methods, reason = "the only question of this command that a clock answers")]
pub(super) fn today() -> Option<String> {
    of(SystemTime::now())
}

/// The day of a moment, in UTC.
fn of(moment: SystemTime) -> Option<String> {
    let days = moment.duration_since(UNIX_EPOCH).ok()?.as_secs() / SECONDS;
    let mut left = u32::try_from(days).ok()?;
    let mut year = 1970;
    while left >= days_of_year(year) {
        left -= days_of_year(year);
        year += 1;
    }
    let mut month = 1;
    while left >= days_of_month(year, month) {
        left -= days_of_month(year, month);
        month += 1;
    }
    Some(format!("{year:04}-{month:02}-{:02}", left + 1))
}

fn is_date(text: &str) -> bool {
    let has_shape = text.len() == SHAPE.len()
        && text.bytes().zip(SHAPE.bytes()).all(
            |(byte, shape)| {
                if shape == b'-' { byte == b'-' } else { byte.is_ascii_digit() }
            },
        );
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok());
    let parts = has_shape.then(|| (number(0..4), number(5..7), number(8..10)));
    matches!(parts, Some((Some(year), Some(month @ 1..=12), Some(day @ 1..))) if day <= days_of_month(year, month))
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_year(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn dates() {
        assert_eq!(parse("2024-02-29").as_deref(), Ok("2024-02-29"));
        for wrong in ["", "2025-02-29", "2025-13-01", "2025-00-10", "25-01-01", "2025-1-1", "2025/01/01", "今日2025-1"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        let within = |path| within(path).collect::<Vec<_>>();
        assert_eq!(within("ice_2020-11-09.2025-05-31.json"), ["2025-05-31", "2020-11-09"]);
        assert_eq!(within("2025-05/api-docs.json"), [""; 0]);
        assert_eq!(within("文2025-05-31档"), ["2025-05-31"]);
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
        ] {
            assert_eq!(of(UNIX_EPOCH + Duration::from_secs(seconds)).as_deref(), Some(day));
        }
    }
}
