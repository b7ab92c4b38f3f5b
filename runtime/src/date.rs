//! The two date formats of the protocol, from a point in time that the caller supplies.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2026-01-14T08:00:00Z`, the form of `x-acs-date`.
#[must_use]
pub fn iso8601(time: SystemTime) -> String {
    let Civil { year, month, day, hour, minute, second, .. } = Civil::from(time);
    let mut text = String::with_capacity("2026-01-14T08:00:00Z".len());
    push_digits(&mut text, year, 4);
    for (mark, number) in [('-', month as u64), ('-', day), ('T', hour), (':', minute), (':', second)] {
        text.push(mark);
        push_digits(&mut text, number, 2);
    }
    text.push('Z');
    text
}

/// `Wed, 14 Jan 2026 08:00:00 GMT`, the form of the HTTP header `date`.
#[must_use]
pub fn http_date(time: SystemTime) -> String {
    let Civil { year, month, day, hour, minute, second, weekday } = Civil::from(time);
    let month = MONTHS[(month - 1) % 12];
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// Appends a number with zeros in front of it. Every request has a date, and `format!` takes three times as long.
fn push_digits(out: &mut String, number: u64, width: usize) {
    if number > 9 || width > 1 {
        push_digits(out, number / 10, width.saturating_sub(1));
    }
    out.push(char::from(b"0123456789"[(number % 10) as usize]));
}

/// A moment in UTC, taken apart.
struct Civil {
    year: u64,
    /// 1 to 12.
    month: usize,
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
    weekday: &'static str,
}

impl From<SystemTime> for Civil {
    /// A clock before 1970 reads as 1970: the server refuses such a date anyway, and says so.
    fn from(time: SystemTime) -> Self {
        let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let (days, clock) = (seconds / DAY, seconds % DAY);
        let (year, month, day) = calendar(days);
        Self {
            year,
            month,
            day,
            hour: clock / 3600,
            minute: clock / 60 % 60,
            second: clock % 60,
            weekday: usize::try_from(days % 7).map_or("", |index| WEEKDAYS[index % 7]),
        }
    }
}

/// Days since 1970-01-01 to year, month, day in the Gregorian calendar.
///
/// Years are counted from March, so that a leap day is the last day of its year; an era is the
/// 400 years after which the calendar repeats.
fn calendar(days: u64) -> (u64, usize, u64) {
    const ERA: u64 = 146_097;
    const DAYS_TO_1970: u64 = 719_468; // from 0000-03-01

    let days = days + DAYS_TO_1970;
    let (era, day_of_era) = (days / ERA, days % ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let (month, next_year) = if month_from_march < 10 { (month_from_march + 3, 0) } else { (month_from_march - 9, 1) };
    (era * 400 + year_of_era + next_year, usize::try_from(month).unwrap_or(1), day)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn both_formats_of_notable_days() {
        let table = [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_399, "2000-02-28T23:59:59Z", "Mon, 28 Feb 2000 23:59:59 GMT"),
            (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_800, "2000-03-01T00:00:00Z", "Wed, 01 Mar 2000 00:00:00 GMT"),
            (1_768_377_600, "2026-01-14T08:00:00Z", "Wed, 14 Jan 2026 08:00:00 GMT"),
            (1_798_761_599, "2026-12-31T23:59:59Z", "Thu, 31 Dec 2026 23:59:59 GMT"),
            (4_107_542_400, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
            (253_402_300_800, "10000-01-01T00:00:00Z", "Sat, 01 Jan 10000 00:00:00 GMT"),
        ];
        for (seconds, iso, http) in table {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(super::iso8601(time), iso);
            assert_eq!(super::http_date(time), http);
        }
    }

    #[test]
    fn a_clock_before_1970_is_1970() {
        assert_eq!(super::iso8601(UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01T00:00:00Z");
    }
}
