//! Dates of exported data: `YYYY-MM-DD`, the forms of unknown dates, and what only looks like a date.
//!
//! Unknown dates as GIF DS-441 writes them (9, 99, 9999; 00 and 0000 by exception; seasons A1–D4 and ten-day codes A1–A3).

/// What a value in a date item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A calendar day.
    Day,
    /// A form of an unknown date.
    Unknown,
    /// The end of an open range: 0000-01-01 or 9999-12-31.
    Open,
    /// A day that the calendar does not have, written YYYY-MM-DD.
    NoDay,
    /// A date in another writing: yyyymmdd, 和暦, with a point.
    OtherForm,
    /// As spreadsheets write: 2026/4/1.
    Slashes,
    /// No date at all.
    NoDate,
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

const DAYS: [u8; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    u32::from(DAYS[month as usize]) + u32::from(leap && month == 2)
}

/// The form of a value.
#[inline]
pub fn form(value: &[u8]) -> Form {
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = value {
        let (year, month, day) = (number(&[*y1, *y2, *y3, *y4]), number(&[*m1, *m2]), number(&[*d1, *d2]));
        if let (Some(year), Some(month), Some(day)) = (year, month, day) {
            if (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month) {
                return if (1..9999).contains(&year) { Form::Day } else { open_or_unknown(value) };
            }
            return if is_unknown(year, month, day) { Form::Unknown } else { Form::NoDay };
        }
        return match coded(value, year) {
            true => Form::Unknown,
            false => Form::NoDate,
        };
    }
    other(value)
}

fn open_or_unknown(value: &[u8]) -> Form {
    match value {
        b"0000-01-01" | b"9999-12-31" => Form::Open,
        _ => Form::Unknown,
    }
}

/// 0 or 9 in all digits of the day, of month and day, or of the whole.
fn is_unknown(year: u32, month: u32, day: u32) -> bool {
    let (no_month, no_day) = (month == 0 || month == 99, day == 0 || day == 99);
    match (no_month, no_day) {
        (false, true) => (1..=12).contains(&month),
        (true, true) => true,
        (true, false) => false,
        (false, false) => (year == 0 || year == 9999) && (1..=12).contains(&month) && (1..=31).contains(&day),
    }
}

/// Seasons (`2026-A1-00`) and tens of days (`2026-04-A1`).
fn coded(value: &[u8], year: Option<u32>) -> bool {
    let (month, day) = (&value[5..7], &value[8..10]);
    let season = matches!(month, [b'A'..=b'D', b'1'..=b'4']) && matches!(day, b"00" | b"99");
    let tens = number(month).is_some_and(|m| (1..=12).contains(&m)) && matches!(day, [b'A', b'1'..=b'3']);
    year.is_some() && (season || tens)
}

#[cold]
fn other(value: &[u8]) -> Form {
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let only = |allowed: &[u8]| value.iter().all(|b| b.is_ascii_digit() || allowed.contains(b));
    let parts = |by: u8| value.split(|b| *b == by).count() == 3;
    if only(b"/") && parts(b'/') && digits >= 3 {
        return Form::Slashes;
    }
    if only(b"/: ") && value.contains(&b'/') && digits >= 6 {
        return Form::Slashes;
    }
    let plain = only(b"") && (6..=8).contains(&digits);
    let parted = (only(b"-") && parts(b'-') || only(b".") && parts(b'.')) && digits >= 3;
    let era = matches!(value, [b'M' | b'T' | b'S' | b'H' | b'R' | b'm' | b't' | b's' | b'h' | b'r', rest @ ..] if !rest.is_empty() && rest.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-')));
    let with_time = value.len() > 10 && form(&value[..10]) == Form::Day && only(b"-:T .+Z");
    match plain || parted || era || with_time || is_japanese(value) {
        true => Form::OtherForm,
        false => Form::NoDate,
    }
}

/// 令和8年4月1日 and the words of unknown dates.
fn is_japanese(value: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(value) else { return false };
    text.contains('年') || text.contains("不詳") || text.ends_with('頃')
}

/// Whether a value of the form of a time is within range; `None`: it has not that form.
pub fn time(value: &[u8]) -> Option<bool> {
    let value = match value {
        [h1, h2, b':', m1, m2] => [*h1, *h2, *m1, *m2, b'0', b'0'],
        [h1, h2, b':', m1, m2, b':', s1, s2] => [*h1, *h2, *m1, *m2, *s1, *s2],
        _ => return None,
    };
    let pair = |at: usize| number(&value[at..at + 2]);
    Some(pair(0)? < 24 && pair(2)? < 60 && pair(4)? < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_told_from_the_others() {
        for (value, expected) in [
            ("2026-04-01", Form::Day),
            ("2024-02-29", Form::Day),
            ("2026-02-29", Form::NoDay),
            ("2026-13-01", Form::NoDay),
            ("2026-04-00", Form::Unknown),
            ("2026-00-00", Form::Unknown),
            ("0000-00-00", Form::Unknown),
            ("9999-99-99", Form::Unknown),
            ("2026-04-99", Form::Unknown),
            ("2026-A1-00", Form::Unknown),
            ("2026-04-A2", Form::Unknown),
            ("2026-E1-00", Form::NoDate),
            ("2026-00-05", Form::NoDay),
            ("0000-01-01", Form::Open),
            ("9999-12-31", Form::Open),
            ("20260401", Form::OtherForm),
            ("5080401", Form::OtherForm),
            ("R8.4.1", Form::OtherForm),
            ("令和8年4月1日", Form::OtherForm),
            ("2026-04-01 00:00:00", Form::OtherForm),
            ("2026/4/1", Form::Slashes),
            ("2026/4/1 0:00", Form::Slashes),
            ("不明", Form::NoDate),
            ("abc", Form::NoDate),
        ] {
            assert_eq!(form(value.as_bytes()), expected, "{value}");
        }
        assert_eq!(time(b"23:59:59"), Some(true));
        assert_eq!(time(b"23:59"), Some(true));
        assert_eq!(time(b"24:00:00"), Some(false));
        assert_eq!(time(b"2359"), None);
    }
}
