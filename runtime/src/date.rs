//! The two date formats of the protocol, from a point in time that the caller supplies; and back from one of them.

#[cfg(feature = "credentials")]
use std::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;
/// The days of 400 years.
const ERA: u64 = 146_097;
/// From 0000-03-01.
const DAYS_TO_1970: u64 = 719_468;
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

/// Seconds since 1970; 0 before.
#[cfg(feature = "credentials")]
pub(crate) fn unix_seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// Reads `2026-01-14T08:00:00Z`, the form in which services say when an identity expires. A fraction of a second is left
/// out, and the zone may be `+08:00`. `None` is any other text, or a time before 1970.
#[cfg(feature = "credentials")]
pub(crate) fn parse_iso8601(text: &str) -> Option<SystemTime> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let zone = time.find(['Z', '+', '-'])?;
    let (time, zone) = time.split_at(zone);
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time.split('.').next()?, ':')?;
    let is_valid = year <= 9999
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let seconds = is_valid.then(|| days(year, month, day))?? * DAY + hour * 3600 + minute * 60 + second;
    let time = UNIX_EPOCH + Duration::from_secs(seconds);
    let (sign, offset) = zone.split_at(1);
    if sign == "Z" {
        return offset.is_empty().then_some(time);
    }
    let [hours, minutes] = numbers(offset, ':')?;
    let offset = (hours < 24 && minutes < 60).then(|| Duration::from_secs(hours * 3600 + minutes * 60))?;
    if sign == "+" { time.checked_sub(offset) } else { time.checked_add(offset) }
}

/// The numbers of a text, which has exactly as many of them as are asked for.
#[cfg(feature = "credentials")]
fn numbers<const N: usize>(text: &str, separator: char) -> Option<[u64; N]> {
    let number = |part: &str| -> Option<u64> {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok())?
    };
    text.split(separator).map(number).collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; `None` before 1970. The reverse of [`calendar`].
#[cfg(feature = "credentials")]
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month_from_march) = if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let (era, year_of_era) = (year / 400, year % 400);
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * ERA + day_of_era).checked_sub(DAYS_TO_1970)
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
            #[cfg(feature = "credentials")]
            if seconds < 253_402_300_800 {
                assert_eq!(super::parse_iso8601(iso), Some(time));
            }
        }
    }

    #[test]
    fn a_clock_before_1970_is_1970() {
        assert_eq!(super::iso8601(UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01T00:00:00Z");
    }

    #[cfg(feature = "credentials")]
    #[test]
    fn what_is_read_as_a_time() {
        let time = UNIX_EPOCH + Duration::from_secs(1_768_377_600);
        for text in [
            "2026-01-14T08:00:00Z",
            " 2026-01-14 08:00:00.999Z",
            "2026-01-14T16:00:00+08:00",
            "2026-01-14T07:30:00-00:30",
        ] {
            assert_eq!(super::parse_iso8601(text), Some(time), "{text}");
        }
        for text in [
            "",
            "T",
            "2026-01-14",
            "2026-01-14T08:00:00",
            "2026-13-14T08:00:00Z",
            "2026-01-14T08:00Z",
            "2026-01-14T08:00:00Zulu",
            "1969-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "1970-01-01T00:00:00+00:01x",
            "99999-01-01T00:00:00Z",
            "2026-01--4T08:00:00Z",
            "١970-01-01T00:00:00Z",
            "1768377600",
        ] {
            assert_eq!(super::parse_iso8601(text), None, "{text}");
        }
    }
}
