//! Dates as they are recorded: calendar days, but also unknown and impossible ones.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Year, month and day of the Gregorian calendar.
pub type Ymd = (u16, u16, u16);

/// One part of a date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A number.
    Known(u16),
    /// 不詳, spelt as recorded: `00`, `99`, `0000`, `9999`, or a season or ten-day code of GIF DS-441
    /// (`A1`).
    Unknown(String),
}

/// A date with a western year, as recorded. Nothing in it is ever repaired: an unknown part stays
/// unknown, and 29 February of a common year stays what it is (住民記録システム標準仕様書 1.1.8).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordedDate {
    /// The western year.
    pub year: Part,
    /// The month, or a season.
    pub month: Part,
    /// The day, or a third of a month.
    pub day: Part,
}

/// What kind of date is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// A day of the calendar (暦上日).
    Day,
    /// A day that the calendar does not have, such as 30 February.
    Impossible,
    /// A date with an unknown part (不詳日).
    Unknown,
    /// `0000-01-01`: no beginning (legend of the 基本データリスト).
    OpenStart,
    /// `9999-12-31`: no end (legend of the 基本データリスト).
    OpenEnd,
}

impl RecordedDate {
    /// A date in the standard's form, `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Self> {
        match *text.split('-').collect::<Vec<_>>() {
            [year, month, day] if text.len() == 10 => Self::from_parts(year, month, day),
            _ => None,
        }
    }

    /// A date of eight characters, `YYYYMMDD`.
    pub fn from_yyyymmdd(text: &str) -> Option<Self> {
        if text.len() != 8 {
            return None;
        }
        Self::from_parts(text.get(..4)?, text.get(4..6)?, text.get(6..)?)
    }

    /// A date of three parts, the year with four digits. `None` when a part is neither a number in
    /// its range nor a code for unknown.
    pub fn from_parts(year: &str, month: &str, day: &str) -> Option<Self> {
        let year = match year {
            "0000" | "9999" => Part::Unknown(year.to_owned()),
            _ if year.len() == 4 => Part::Known(digits(year)?),
            _ => return None,
        };
        Some(Self { year, month: part(month, 12, is_season)?, day: part(day, 31, is_third_of_month)? })
    }

    /// A calendar day.
    pub const fn from_ymd((year, month, day): Ymd) -> Self {
        Self { year: Part::Known(year), month: Part::Known(month), day: Part::Known(day) }
    }

    /// What kind of date this is.
    pub fn nature(&self) -> Nature {
        match (&self.year, &self.month, &self.day) {
            (Part::Known(year), Part::Known(month), Part::Known(day)) => {
                let days = 1..=days_in_month(*year, *month);
                match (1..=12).contains(month) && days.contains(day) {
                    true => Nature::Day,
                    false => Nature::Impossible,
                }
            }
            (Part::Unknown(year), Part::Known(1), Part::Known(1)) if year == "0000" => Nature::OpenStart,
            (Part::Unknown(year), Part::Known(12), Part::Known(31)) if year == "9999" => Nature::OpenEnd,
            _ => Nature::Unknown,
        }
    }

    /// The first and the last day that may be meant; `None` when the year is unknown.
    pub fn range(&self) -> Option<(Ymd, Ymd)> {
        let Part::Known(year) = self.year else {
            return None;
        };
        let (first_month, last_month) = self.month.range(12);
        let (first_day, last_day) = self.day.range(31);
        Some(((year, first_month, first_day), (year, last_month, last_day)))
    }
}

impl fmt::Display for RecordedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (&self.year, &self.month, &self.day);
        write!(f, "{year:4}-{month:2}-{day:2}")
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(number) => write!(f, "{number:0width$}", width = f.width().unwrap_or(0)),
            Self::Unknown(code) => f.write_str(code),
        }
    }
}

impl Part {
    fn range(&self, most: u16) -> (u16, u16) {
        match *self {
            Self::Known(number) => (number, number),
            Self::Unknown(_) => (1, most),
        }
    }
}

/// Days of a month; 31 for a number that is no month.
pub const fn days_in_month(year: u16, month: u16) -> u16 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn is_leap_year(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

fn digits(text: &str) -> Option<u16> {
    let all_digits = text.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| text.parse().ok())?
}

fn part(text: &str, most: u16, is_code: fn(&str) -> bool) -> Option<Part> {
    if matches!(text, "00" | "99") || is_code(text) {
        return Some(Part::Unknown(text.to_owned()));
    }
    let number = digits(text).filter(|n| (1..=most).contains(n) && text.len() <= 2)?;
    Some(Part::Known(number))
}

/// Seasons of GIF DS-441 6.2: A spring, summer, autumn, winter (1–4), B early, C mid, D late.
fn is_season(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'D', b'1'..=b'4'])
}

/// 上旬, 中旬, 下旬 of GIF DS-441 6.3.
fn is_third_of_month(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A', b'1'..=b'3'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nature(iso: &str) -> Option<Nature> {
        RecordedDate::from_iso(iso).map(|date| date.nature())
    }

    #[test]
    fn unknown_and_impossible_dates_are_told_apart() {
        assert_eq!(nature("2024-02-29"), Some(Nature::Day));
        assert_eq!(nature("2023-02-29"), Some(Nature::Impossible));
        assert_eq!(nature("2000-02-29"), Some(Nature::Day));
        assert_eq!(nature("1900-02-29"), Some(Nature::Impossible));
        assert_eq!(nature("2023-02-00"), Some(Nature::Unknown));
        assert_eq!(nature("2023-99-99"), Some(Nature::Unknown));
        assert_eq!(nature("2023-A1-00"), Some(Nature::Unknown));
        assert_eq!(nature("2023-04-A3"), Some(Nature::Unknown));
        assert_eq!(nature("0000-01-01"), Some(Nature::OpenStart));
        assert_eq!(nature("9999-12-31"), Some(Nature::OpenEnd));
        assert_eq!(nature("0000-00-00"), Some(Nature::Unknown));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2023-13-01", "2023-01-32", "2023-1-1", "20230101", "2023-+1-01", "元-01-01"] {
            assert_eq!(RecordedDate::from_iso(text), None, "{text}");
        }
        assert_eq!(RecordedDate::from_yyyymmdd("3600214"), None);
        assert_eq!(RecordedDate::from_yyyymmdd("令和元年"), None);
    }

    #[test]
    fn nothing_is_repaired() {
        for text in ["1985-02-30", "1985-00-00", "1985-99-00", "0000-00-00", "1985-B2-00", "0645-06-17"] {
            let date = RecordedDate::from_iso(text).unwrap();
            assert_eq!(date.to_string(), text);
        }
        let compact = RecordedDate::from_yyyymmdd("19850200").unwrap();
        assert_eq!(compact.to_string(), "1985-02-00");
    }
}
