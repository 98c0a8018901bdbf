//! Conversion between Japanese (和暦) and western dates. It repairs nothing: what cannot be converted
//! exactly is refused, and the reason is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calendar::{Part, RecordedDate};
use super::eras::{Era, EraMap, FIRST_GREGORIAN_YEAR};
use super::kind::half_width;

/// Why a date was not converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotConverted {
    /// The text is no date of any known form.
    Malformed,
    /// No era is known by the first character.
    UnknownEra,
    /// The date lies outside the era that it names, such as 昭和64年2月.
    OutsideEra(Era),
    /// The date lies before 1873-01-01, in the lunisolar calendar.
    Lunisolar,
    /// The year is unknown. The western form has no place for an era without a year, nor can a
    /// date without a year be given an era.
    YearUnknown,
    /// The month or day is unknown and the year has two eras.
    AmbiguousEra,
    /// The form has no symbol for the era, or not enough digits for the year.
    Unwritable(Era),
}

/// A form of Japanese dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarekiStyle {
    /// `3600214`
    Digits,
    /// `S60.02.14`
    Letter,
    /// `昭和60年2月14日`, `令和元年5月1日`
    Kanji,
}

const SEPARATORS: [char; 6] = ['.', '/', '-', '年', '月', ' '];

/// The western form of a Japanese date.
///
/// Reads seven digits (`3600214`), letters (`S60.02.14`, `R1/5/1`, `S600214`), names
/// (`昭和60年2月14日`, `令和元年5月1日`) and full-width digits. Unknown months and days (00, 99) stay
/// unknown; days that the calendar does not have stay as they are.
pub fn wareki_to_iso(text: &str, eras: &EraMap) -> Result<RecordedDate, NotConverted> {
    let text: String = text.trim().chars().map(half_width).collect();
    let (era, rest) = split_era(&text, eras).ok_or(NotConverted::UnknownEra)?;
    let rest = rest.replacen('元', "1", 1);
    let [year, month, day] = split_parts(&rest).ok_or(NotConverted::Malformed)?;
    let year = western_year(era, year)?;
    let date = RecordedDate::from_parts(&year, month, day).ok_or(NotConverted::Malformed)?;
    check_era(era, &date)?;
    Ok(date)
}

/// The Japanese form of a western date.
///
/// A day on which one era ends and the next begins is given to the next.
pub fn iso_to_wareki(date: &RecordedDate, style: WarekiStyle, eras: &EraMap) -> Result<String, NotConverted> {
    let Part::Known(western_year) = date.year else {
        return Err(NotConverted::YearUnknown);
    };
    let era = era_of(date)?;
    let year = era
        .era_year(western_year)
        .filter(|&year| style == WarekiStyle::Kanji || year < 99)
        .ok_or(NotConverted::Unwritable(era))?;
    let (month, day) = (&date.month, &date.day);
    Ok(match style {
        WarekiStyle::Digits => {
            let symbol = eras.symbol(era).ok_or(NotConverted::Unwritable(era))?;
            format!("{symbol}{year:02}{month:2}{day:2}")
        }
        WarekiStyle::Letter => format!("{}{year:02}.{month:2}.{day:2}", era.letter()),
        WarekiStyle::Kanji if year == 1 => format!("{}元年{month}月{day}日", era.name()),
        WarekiStyle::Kanji => format!("{}{year}年{month}月{day}日", era.name()),
    })
}

fn split_era<'a>(text: &'a str, eras: &EraMap) -> Option<(Era, &'a str)> {
    let named = Era::ALL.into_iter().find_map(|era| {
        let rest = text
            .strip_prefix(era.name())
            .or_else(|| text.strip_prefix(era.kanji()))
            .or_else(|| text.strip_prefix([era.letter(), era.letter().to_ascii_lowercase()]))?;
        Some((era, rest))
    });
    named.or_else(|| split_symbol(text, eras))
}

/// A digit stands for an era only in front of a whole date: `3600214` and `3-60-02-14`, but not
/// `35.2.14`.
fn split_symbol<'a>(text: &'a str, eras: &EraMap) -> Option<(Era, &'a str)> {
    let mut characters = text.chars();
    let era = eras.era(characters.next()?)?;
    let rest = characters.as_str();
    let is_whole_date = rest.len() == 6 && !rest.contains(SEPARATORS);
    (is_whole_date || rest.starts_with(SEPARATORS)).then_some((era, rest))
}

fn split_parts(rest: &str) -> Option<[&str; 3]> {
    let rest = rest.trim_start_matches(SEPARATORS).trim_end_matches('日');
    if rest.contains(SEPARATORS) {
        let parts: Vec<_> = rest.split(SEPARATORS).filter(|part| !part.is_empty()).collect();
        return parts.try_into().ok();
    }
    match rest.len() {
        6 => Some([rest.get(..2)?, rest.get(2..4)?, rest.get(4..)?]),
        _ => None,
    }
}

fn western_year(era: Era, year: &str) -> Result<String, NotConverted> {
    let is_number = year.len() <= 2 && year.bytes().all(|b| b.is_ascii_digit());
    let number = year.parse().ok().filter(|_| is_number);
    match number.ok_or(NotConverted::Malformed)? {
        0 | 99 => Err(NotConverted::YearUnknown),
        year => era.western_year(year).map(|year| format!("{year:04}")).ok_or(NotConverted::Malformed),
    }
}

fn check_era(era: Era, date: &RecordedDate) -> Result<(), NotConverted> {
    let range = date.range().ok_or(NotConverted::YearUnknown)?;
    if !era.overlaps(range) {
        return Err(NotConverted::OutsideEra(era));
    }
    let (earliest, _) = range;
    match earliest.0 < FIRST_GREGORIAN_YEAR {
        true => Err(NotConverted::Lunisolar),
        false => Ok(()),
    }
}

fn era_of(date: &RecordedDate) -> Result<Era, NotConverted> {
    let (earliest, latest) = date.range().ok_or(NotConverted::YearUnknown)?;
    if earliest.0 < FIRST_GREGORIAN_YEAR {
        return Err(NotConverted::Lunisolar);
    }
    match (Era::of_day(earliest), Era::of_day(latest)) {
        (Some(era), Some(last)) if era == last => Ok(era),
        (Some(_), Some(_)) => Err(NotConverted::AmbiguousEra),
        _ => Err(NotConverted::Lunisolar),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Nature, days_in_month};

    fn convert(text: &str) -> Result<String, NotConverted> {
        wareki_to_iso(text, &EraMap::default()).map(|date| date.to_string())
    }

    fn write(iso: &str, style: WarekiStyle) -> Result<String, NotConverted> {
        let date = RecordedDate::from_iso(iso).unwrap();
        iso_to_wareki(&date, style, &EraMap::default())
    }

    #[test]
    fn every_day_survives_the_round_trip() {
        let eras = EraMap::default();
        let styles = [WarekiStyle::Digits, WarekiStyle::Letter, WarekiStyle::Kanji];
        for year in 1873..=2100 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = RecordedDate::from_ymd((year, month, day));
                    for style in styles {
                        let text = iso_to_wareki(&date, style, &eras).unwrap();
                        assert_eq!(wareki_to_iso(&text, &eras), Ok(date.clone()), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_usual_forms_are_read() {
        for text in [
            "3600214",
            "S60.02.14",
            "s60/2/14",
            "S.60-02-14",
            "S60. 2.14",
            "S600214",
            "昭和60年2月14日",
            "昭60.2.14",
            "３６００２１４",
            "3-60-02-14",
        ] {
            assert_eq!(convert(text).as_deref(), Ok("1985-02-14"), "{text}");
        }
        assert_eq!(convert("令和元年5月1日").as_deref(), Ok("2019-05-01"));
        assert_eq!(convert("R元.5.1").as_deref(), Ok("2019-05-01"));
    }

    #[test]
    fn the_last_days_of_meiji_and_taisho_are_accepted() {
        assert_eq!(convert("M45.07.30").as_deref(), Ok("1912-07-30"));
        assert_eq!(convert("T01.07.30").as_deref(), Ok("1912-07-30"));
        assert_eq!(convert("2151225").as_deref(), Ok("1926-12-25"));
        assert_eq!(convert("S01.12.25").as_deref(), Ok("1926-12-25"));
        let taisho = write("1912-07-30", WarekiStyle::Kanji);
        assert_eq!(taisho.as_deref(), Ok("大正元年7月30日"));
        assert_eq!(convert("M45.07.31"), Err(NotConverted::OutsideEra(Era::Meiji)));
    }

    #[test]
    fn unknown_parts_stay_unknown() {
        assert_eq!(convert("3600200").as_deref(), Ok("1985-02-00"));
        assert_eq!(convert("3600000").as_deref(), Ok("1985-00-00"));
        assert_eq!(convert("3609999").as_deref(), Ok("1985-99-99"));
        assert_eq!(write("1985-02-00", WarekiStyle::Digits).as_deref(), Ok("3600200"));
        assert_eq!(write("1985-00-00", WarekiStyle::Digits).as_deref(), Ok("3600000"));
        assert_eq!(convert("3640000").as_deref(), Ok("1989-00-00"));
        assert_eq!(write("1989-00-00", WarekiStyle::Digits), Err(NotConverted::AmbiguousEra));
        assert_eq!(convert("3000000"), Err(NotConverted::YearUnknown));
        assert_eq!(convert("3990214"), Err(NotConverted::YearUnknown));
        assert_eq!(write("0000-00-00", WarekiStyle::Digits), Err(NotConverted::YearUnknown));
    }

    #[test]
    fn impossible_days_stay_impossible() {
        let date = wareki_to_iso("3600230", &EraMap::default()).unwrap();
        assert_eq!(date.to_string(), "1985-02-30");
        assert_eq!(date.nature(), Nature::Impossible);
        assert_eq!(write("1985-02-30", WarekiStyle::Digits).as_deref(), Ok("3600230"));
    }

    #[test]
    fn lunisolar_dates_are_not_converted() {
        assert_eq!(convert("M05.12.02"), Err(NotConverted::Lunisolar));
        assert_eq!(convert("1050000"), Err(NotConverted::Lunisolar));
        assert_eq!(convert("M06.01.01").as_deref(), Ok("1873-01-01"));
        assert_eq!(write("1872-12-31", WarekiStyle::Letter), Err(NotConverted::Lunisolar));
    }

    #[test]
    fn what_cannot_be_converted_is_told() {
        assert_eq!(convert("S64.02.01"), Err(NotConverted::OutsideEra(Era::Showa)));
        assert_eq!(convert("19850214"), Err(NotConverted::UnknownEra));
        assert_eq!(convert("6010101"), Err(NotConverted::UnknownEra));
        assert_eq!(convert("35.2.14"), Err(NotConverted::UnknownEra));
        assert_eq!(convert("S60.13.01"), Err(NotConverted::Malformed));
        assert_eq!(convert("昭和60年2月頃"), Err(NotConverted::Malformed));
        assert_eq!(convert(""), Err(NotConverted::UnknownEra));
        assert_eq!(write("2200-01-01", WarekiStyle::Digits), Err(NotConverted::Unwritable(Era::Reiwa)));
    }

    #[test]
    fn other_numberings_are_followed() {
        let pension = EraMap::from_text("5=昭和,7=平成,9=令和").unwrap();
        let date = wareki_to_iso("5600214", &pension).unwrap();
        assert_eq!(date, RecordedDate::from_ymd((1985, 2, 14)));
        let text = iso_to_wareki(&date, WarekiStyle::Digits, &pension);
        assert_eq!(text.as_deref(), Ok("5600214"));
    }
}
