//! What file names, title rows and sheet names say: label, date, business.

use crate::spec::catalog::Catalog;
use crate::text::fold::f1;

/// Label and date as one text gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hints {
    pub(super) label: Option<String>,
    pub(super) date: Option<String>,
}

impl Hints {
    pub(super) fn of(text: &str) -> Hints {
        Hints { label: label_in(text), date: date_in(text) }
    }

    /// What a cell says outright: `版：…`, `日付：…`.
    pub(super) fn outright(text: &str) -> Hints {
        let said = |heads: [&str; 2]| heads.iter().find_map(|h| text.trim().strip_prefix(h)).map(str::trim);
        let label = said(["版：", "版:"]).filter(|l| !l.is_empty()).map(str::to_string);
        Hints { label, date: said(["日付：", "日付:"]).and_then(date_in) }
    }

    /// What is already known goes first.
    pub(super) fn or(self, other: Hints) -> Hints {
        Hints { label: self.label.or(other.label), date: self.date.or(other.date) }
    }
}

/// Label of an edition in a text: 第2.1版 anywhere, or what stands in 【…版】.
pub fn label_in(text: &str) -> Option<String> {
    let bracketed = text.split('【').skip(1).filter_map(|rest| rest.split_once('】')).map(|(inside, _)| inside.trim());
    let numbered = numbered_label(&f1(text));
    let named = bracketed.filter(|inside| inside.contains('版') && numbered_label(&f1(inside)).is_none());
    numbered.or_else(|| named.map(str::to_string).next())
}

/// 第2.1版 in a folded text.
fn numbered_label(folded: &str) -> Option<String> {
    folded.match_indices('第').find_map(|(at, _)| {
        let rest = &folded[at + '第'.len_utf8()..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(end);
        let fits = number.starts_with(|c: char| c.is_ascii_digit()) && after.starts_with('版');
        fits.then(|| format!("第{number}版"))
    })
}

/// A day in a text, as `YYYY-MM-DD`: `20230929`, `2023-9-29`, `2023年9月29日`, `令和5年9月29日`.
pub fn date_in(text: &str) -> Option<String> {
    let folded = f1(text).replace("元年", "1年");
    let numbers = numbers(&folded);
    for (i, (at, digits)) in numbers.iter().enumerate() {
        if digits.len() == 8
            && let Some(date) = day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
        {
            return Some(date);
        }
        let (Some((month_at, month)), Some((day_at, of_month))) = (numbers.get(i + 1), numbers.get(i + 2)) else {
            continue;
        };
        let separated = |from: usize, length: usize, to: usize| {
            matches!(folded.get(from + length..to), Some("-" | "/" | "." | "年" | "月"))
        };
        if !separated(*at, digits.len(), *month_at) || !separated(*month_at, month.len(), *day_at) {
            continue;
        }
        let Ok(year) = digits.parse::<u32>() else { continue };
        let year = match (digits.len(), folded[..*at].ends_with("令和")) {
            (4, _) => year,
            (1 | 2, true) => year + 2018,
            _ => continue,
        };
        if let (Ok(month), Ok(of_month)) = (month.parse(), of_month.parse())
            && let Some(date) = day(year, month, of_month)
        {
            return Some(date);
        }
    }
    None
}

/// Runs of digits with their places.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut base = 0;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let length = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        out.push((base + start, &tail[..length]));
        base += start + length;
        rest = &tail[length..];
    }
    out
}

fn day(year: u32, month: u32, day: u32) -> Option<String> {
    let days = match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    let fits = (2000..2100).contains(&year) && (1..=days).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Business code (業務ID) that a text names: by the longest name in the catalogue, else by a number of three digits.
pub(super) fn business_in(text: &str) -> Option<String> {
    let folded = f1(text);
    let catalog = Catalog::get();
    let businesses = catalog.businesses.iter().map(|(code, name)| (f1(name), code));
    let systems = catalog.systems.iter().filter(|s| s.codes.len() == 1).flat_map(|s| {
        let names = std::iter::once(&s.name).chain(&s.names);
        names.map(|name| (f1(name), &s.codes[0]))
    });
    let named = businesses.chain(systems).filter(|(name, _)| folded.contains(name.as_str()));
    let longest = named.max_by_key(|(name, code)| (name.chars().count(), std::cmp::Reverse((*code).clone())));
    longest.map(|(_, code)| code.clone()).or_else(|| {
        let codes = numbers(&folded).into_iter().map(|(_, digits)| digits);
        codes.filter(|d| d.len() == 3).find(|d| catalog.businesses.contains_key(*d)).map(str::to_string)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_in_brackets_or_alone() {
        assert_eq!(label_in("基本データリスト【第2.1版】_20230929").as_deref(), Some("第2.1版"));
        assert_eq!(label_in("（第１．０版）").as_deref(), Some("第1.0版"));
        assert_eq!(label_in("【令和7年度改定版】").as_deref(), Some("令和7年度改定版"));
        assert_eq!(Hints::outright("版：試行 3").label.as_deref(), Some("試行 3"));
        assert_eq!(Hints::outright("日付：2023-09-29").date.as_deref(), Some("2023-09-29"));
        assert_eq!(label_in("【個人住民税】第3章"), None);
    }

    #[test]
    fn days_in_all_usual_forms() {
        for text in ["x_20230929.xlsx", "2023-09-29", "2023/9/29 更新", "２０２３年９月２９日", "令和5年9月29日版"]
        {
            assert_eq!(date_in(text).as_deref(), Some("2023-09-29"), "{text}");
        }
        assert_eq!(date_in("令和元年5月1日").as_deref(), Some("2019-05-01"));
        for text in ["2026-08_x", "20231399", "03100001", "1-2-3", "昭和60年1月1日"] {
            assert_eq!(date_in(text), None, "{text}");
        }
    }

    #[test]
    fn businesses_are_told_by_name_or_number() {
        assert_eq!(business_in("コード一覧（個別）_住登外者宛名番号管理").as_deref(), Some("031"));
        assert_eq!(business_in("010_基本データリスト").as_deref(), Some("010"));
        assert_eq!(business_in("地方税（共通）").as_deref(), Some("016"));
        assert_eq!(business_in("コード一覧"), None);
    }
}
