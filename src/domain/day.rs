//! A calendar day as people and spreadsheets write it.

use jiff::ToSpan;

use super::calendar::{Nature, RecordedDate};
use super::eras::EraMap;
use super::wareki::wareki_to_iso;
use crate::text::fold::f1;

/// Serial numbers that are taken for days: 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// `YYYY-MM-DD` of a day written in any usual form: `2026-04-01`, `2026/4/1`, `2026年4月1日`, `20260401`, `令和8年4月1日`,
/// `R8.4.1`, a day with a time or a weekday behind it, a spreadsheet's serial number (46113). `None`: no whole day.
pub fn any_day(text: &str) -> Option<String> {
    let text = without_time(text.trim());
    let text = f1(text.split(['(', '（']).next().unwrap_or_default());
    let day = western(&text).or_else(|| serial(&text)).or_else(|| wareki_to_iso(&text, &EraMap::default()).ok())?;
    (day.nature() == Nature::Day).then(|| day.to_string())
}

fn without_time(text: &str) -> &str {
    match text.split_once([' ', '　', 'T']) {
        Some((day, time)) if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    }
}

fn western(text: &str) -> Option<RecordedDate> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return RecordedDate::from_yyyymmdd(text);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日']).collect();
    match parts[..] {
        [year, month, day] | [year, month, day, ""] if year.len() == 4 => {
            RecordedDate::from_parts(year, &two(month)?, &two(day)?)
        }
        _ => None,
    }
}

fn two(number: &str) -> Option<String> {
    let digits = matches!(number.len(), 1 | 2) && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| format!("{number:0>2}"))
}

/// Days since the end of 1899, as spreadsheets count them.
fn serial(text: &str) -> Option<RecordedDate> {
    let days: i64 = text.parse().ok().filter(|n| SERIALS.contains(n) && text.len() == 5)?;
    let day = jiff::civil::date(1899, 12, 30).checked_add(days.days()).ok()?;
    RecordedDate::from_iso(&day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_they_are_written() {
        for text in [
            "2026-04-01",
            "2026/4/1",
            "2026/04/01 0:00:00",
            "2026-04-01T00:00:00",
            "2026.4.1",
            "2026年4月1日",
            "２０２６年４月１日（水）",
            "20260401",
            "令和8年4月1日",
            "令和８年 ４月 １日",
            "R8.4.1",
            "R08/04/01",
            "r8-4-1",
            "46113",
        ] {
            assert_eq!(any_day(text).as_deref(), Some("2026-04-01"), "{text}");
        }
        assert_eq!(any_day("平成31年4月30日").as_deref(), Some("2019-04-30"));
        assert_eq!(any_day("令和元年5月1日").as_deref(), Some("2019-05-01"));
    }

    #[test]
    fn what_is_no_whole_day_is_left_alone() {
        for text in [
            "",
            "年度内",
            "2026/4",
            "4月1日",
            "2026-02-30",
            "平成40年1月1日",
            "9999",
            "123456",
            "2026年4月末",
            "次回更改時",
        ] {
            assert_eq!(any_day(text), None, "{text}");
        }
    }
}
