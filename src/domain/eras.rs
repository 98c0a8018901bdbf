//! The five eras (元号) since the Meiji restoration and the symbols that stand for them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calendar::Ymd;

/// An era of the Japanese calendar, in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

struct Facts {
    name: &'static str,
    letter: char,
    symbol: char,
    first_day: Ymd,
    last_day: Option<Ymd>,
    accepted_until: Option<Ymd>,
}

/// Until the end of 1872 dates are lunisolar and no arithmetic converts them.
pub(super) const FIRST_GREGORIAN_YEAR: u16 = 1873;

impl Era {
    /// Every era, in order of time.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    const fn facts(self) -> Facts {
        match self {
            Self::Meiji => Facts {
                name: "明治",
                letter: 'M',
                symbol: '1',
                first_day: (1868, 1, 25),
                last_day: Some((1912, 7, 29)),
                accepted_until: Some((1912, 7, 30)),
            },
            Self::Taisho => Facts {
                name: "大正",
                letter: 'T',
                symbol: '2',
                first_day: (1912, 7, 30),
                last_day: Some((1926, 12, 24)),
                accepted_until: Some((1926, 12, 25)),
            },
            Self::Showa => Facts {
                name: "昭和",
                letter: 'S',
                symbol: '3',
                first_day: (1926, 12, 25),
                last_day: Some((1989, 1, 7)),
                accepted_until: Some((1989, 1, 7)),
            },
            Self::Heisei => Facts {
                name: "平成",
                letter: 'H',
                symbol: '4',
                first_day: (1989, 1, 8),
                last_day: Some((2019, 4, 30)),
                accepted_until: Some((2019, 4, 30)),
            },
            Self::Reiwa => Facts {
                name: "令和",
                letter: 'R',
                symbol: '5',
                first_day: (2019, 5, 1),
                last_day: None,
                accepted_until: None,
            },
        }
    }

    /// 昭和
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// 昭, the first character of the name.
    pub fn kanji(self) -> &'static str {
        let name = self.name();
        name.char_indices().nth(1).map_or(name, |(at, _)| &name[..at])
    }

    /// S
    pub const fn letter(self) -> char {
        self.facts().letter
    }

    /// The era that a letter, a kanji or a name means.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|era| {
            let is_letter = name.chars().eq([era.letter()]);
            name == era.name() || name == era.kanji() || is_letter
        })
    }

    /// Its first day. Meiji counts from the first day of its first, lunisolar year.
    pub const fn first_day(self) -> Ymd {
        self.facts().first_day
    }

    /// Its last day, the day before the next era began; `None` for the present era.
    pub const fn last_day(self) -> Option<Ymd> {
        self.facts().last_day
    }

    /// The last day that records may carry. 明治45年7月30日 and 大正15年12月25日, first days of the
    /// next era, are accepted (住民記録システム標準仕様書 1.1.8).
    pub const fn accepted_until(self) -> Option<Ymd> {
        self.facts().accepted_until
    }

    /// The era of a day; `None` before Meiji.
    pub fn of_day(day: Ymd) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|era| era.first_day() <= day)
    }

    /// The western year of a year of this era. The first year (元年) is 1.
    pub fn western_year(self, year: u16) -> Option<u16> {
        self.first_day().0.checked_add(year)?.checked_sub(1)
    }

    /// The year of this era that a western year is.
    pub fn era_year(self, western_year: u16) -> Option<u16> {
        let years_before = self.first_day().0.checked_sub(1)?;
        western_year.checked_sub(years_before).filter(|&year| year > 0)
    }

    pub(super) fn overlaps(self, (earliest, latest): (Ymd, Ymd)) -> bool {
        self.first_day() <= latest && self.accepted_until().is_none_or(|last| earliest <= last)
    }
}

/// Which symbol in the data stands for which era. 1 明治 … 5 令和 is usual, but other numberings
/// exist, such as 5 昭和, 7 平成, 9 令和 in pension forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EraMap(BTreeMap<char, Era>);

impl EraMap {
    /// A numbering of one's own.
    pub fn new(symbols: impl IntoIterator<Item = (char, Era)>) -> Self {
        Self(symbols.into_iter().collect())
    }

    /// A numbering as layouts write it, `5=昭和,7=平成,9=R`. Commas, semicolons and spaces separate;
    /// `:` may stand for `=`.
    pub fn from_text(text: &str) -> Option<Self> {
        let symbols = text.split([',', ';', ' ', '、', '　']).filter(|pair| !pair.is_empty()).map(|pair| {
            let (symbol, era) = pair.split_once(['=', ':'])?;
            let symbol = symbol.parse().ok()?;
            Some((symbol, Era::from_name(era)?))
        });
        symbols.collect::<Option<_>>().map(Self)
    }

    /// The era that a symbol stands for.
    pub fn era(&self, symbol: char) -> Option<Era> {
        self.0.get(&symbol).copied()
    }

    /// The first symbol that stands for an era.
    pub fn symbol(&self, era: Era) -> Option<char> {
        let found = self.0.iter().find(|&(_, &mapped)| mapped == era);
        found.map(|(&symbol, _)| symbol)
    }
}

impl Default for EraMap {
    fn default() -> Self {
        Self::new(Era::ALL.map(|era| (era.facts().symbol, era)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::days_in_month;

    fn day_after((year, month, day): Ymd) -> Ymd {
        match (month, day) {
            (12, 31) => (year + 1, 1, 1),
            _ if day == days_in_month(year, month) => (year, month + 1, 1),
            _ => (year, month, day + 1),
        }
    }

    #[test]
    fn eras_follow_each_other_without_a_gap() {
        for [era, next] in Era::ALL.array_windows() {
            assert_eq!(day_after(era.last_day().unwrap()), next.first_day());
        }
        assert_eq!(Era::Reiwa.last_day(), None);
    }

    #[test]
    fn names_letters_and_kanji_are_read() {
        for era in Era::ALL {
            assert_eq!(Era::from_name(era.name()), Some(era));
            assert_eq!(Era::from_name(era.kanji()), Some(era));
            assert_eq!(Era::from_name(&era.letter().to_string()), Some(era));
        }
        assert_eq!(Era::Showa.kanji(), "昭");
        assert_eq!(Era::from_name(""), None);
    }

    #[test]
    fn numberings_differ() {
        let pension = EraMap::from_text("5=昭和, 7:平成,9=R").unwrap();
        assert_eq!(pension.era('7'), Some(Era::Heisei));
        assert_eq!(pension.symbol(Era::Reiwa), Some('9'));
        assert_eq!(pension.symbol(Era::Meiji), None);
        assert_eq!(EraMap::default().symbol(Era::Showa), Some('3'));
        assert_eq!(EraMap::from_text("5=慶応"), None);
    }

    #[test]
    fn years_are_counted_from_one() {
        assert_eq!(Era::Reiwa.western_year(1), Some(2019));
        assert_eq!(Era::Showa.era_year(1985), Some(60));
        assert_eq!(Era::Reiwa.era_year(2018), None);
        assert_eq!(Era::of_day((1989, 1, 7)), Some(Era::Showa));
        assert_eq!(Era::of_day((1989, 1, 8)), Some(Era::Heisei));
    }
}
