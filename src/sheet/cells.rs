//! Cell values as text, the way people see them.

use calamine::{Data, DataRef, ExcelDateTime};

/// Text of a value. `format` is its number format, where known: `00000` shows 1 as `00001`.
pub(super) fn text_of_ref(value: &DataRef<'_>, format: Option<&str>) -> String {
    match value {
        DataRef::SharedString(text) => lines(text),
        DataRef::String(text) => lines(text),
        DataRef::Int(n) => padded(n.to_string(), format),
        DataRef::Float(n) => padded(number(*n), format),
        DataRef::Bool(b) => truth(*b),
        DataRef::DateTime(date) => moment(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// As [`text_of_ref`], for readers that do not tell formats.
pub(super) fn text_of(value: &Data) -> String {
    match value {
        Data::String(text) => lines(text),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => number(*n),
        Data::Bool(b) => truth(*b),
        Data::DateTime(date) => moment(date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso(text),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// Line breaks as `\n`.
pub(super) fn lines(text: &str) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.to_string(),
    }
}

fn truth(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_string()
}

/// Whole numbers without a decimal point.
pub(super) fn number(value: f64) -> String {
    match value.fract() == 0.0 && value.abs() < 1e15 {
        true => format!("{value:.0}"),
        false => value.to_string(),
    }
}

/// A format of zeros only shows leading zeros.
fn padded(number: String, format: Option<&str>) -> String {
    let zeros = format.filter(|f| !f.is_empty() && f.len() <= 20 && f.bytes().all(|b| b == b'0'));
    match zeros {
        Some(zeros) if number.bytes().all(|b| b.is_ascii_digit()) => format!("{number:0>width$}", width = zeros.len()),
        _ => number,
    }
}

/// `YYYY-MM-DD`, `HH:MM:SS` or both.
fn moment(value: &ExcelDateTime) -> String {
    let days = value.as_f64();
    if !(0.0..2_958_466.0).contains(&days) {
        return number(days);
    }
    let seconds = (days.fract() * 86_400.0).round() as u64;
    if value.is_duration() || days < 1.0 {
        let total = (days * 86_400.0).round() as u64;
        return clock(total);
    }
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match seconds % 86_400 {
        0 => date,
        rest => format!("{date} {}", clock(rest)),
    }
}

fn clock(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `2023-09-29T00:00:00` is the day.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if !date.is_empty() && time.starts_with("00:00:00") => date.to_string(),
        Some((date, time)) if !date.is_empty() => format!("{date} {time}"),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_have_no_needless_point_and_keep_shown_zeros() {
        assert_eq!(text_of_ref(&DataRef::Float(1.0), None), "1");
        assert_eq!(text_of_ref(&DataRef::Float(1.0), Some("00000")), "00001");
        assert_eq!(text_of_ref(&DataRef::Float(123456789123456.0), Some("General")), "123456789123456");
        assert_eq!(text_of(&Data::Float(5.25)), "5.25");
    }

    #[test]
    fn dates_and_times_are_iso() {
        let date = |days: f64| moment(&ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false));
        assert_eq!(date(45198.0), "2023-09-29");
        assert_eq!(date(45198.5), "2023-09-29 12:00:00");
        assert_eq!(date(0.375), "09:00:00");
        assert_eq!(iso("2023-09-29T00:00:00"), "2023-09-29");
    }
}
