//! Data types (データ型): the standard's nine, the current side's, and how one holds the other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::encoding::Content;

/// The nine types of the 基本データリスト legend, named by their official letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ItemType {
    /// 半角文字列. Identifiers made of digits are of this type, so leading zeros matter.
    #[serde(rename = "X")]
    HalfWidthText,
    /// 全角文字列.
    #[serde(rename = "N")]
    FullWidthText,
    /// 整数.
    #[serde(rename = "9")]
    Integer,
    /// 小数点付き実数.
    #[serde(rename = "9V")]
    Decimal,
    /// 符号付き整数.
    #[serde(rename = "S9")]
    SignedInteger,
    /// 画像.
    #[serde(rename = "BLOB")]
    Image,
    /// 西暦年, `YYYY`; open ranges run from 0000 to 9999.
    #[serde(rename = "YEAR")]
    Year,
    /// `YYYY-MM-DD`; open ranges run from 0000-01-01 to 9999-12-31.
    #[serde(rename = "DATE")]
    Date,
    /// `HH:MM:SS`, 秒は省略可能.
    #[serde(rename = "TIME")]
    Time,
}

/// The types of columns in a current layout. Digits, scale and sign are a
/// [`NumberDomain`](super::NumberDomain) of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Text of any width.
    Char,
    /// National text: full-width in host records, any Unicode text in databases.
    Nchar,
    /// A number in a database.
    Number,
    /// A packed decimal (パック10進).
    Packed,
    /// A zoned decimal (ゾーン10進).
    Zoned,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A calendar date with a time of day.
    Timestamp,
    /// Two values: yes and no.
    Flag,
    /// Bytes, such as an image.
    Blob,
}

/// How a current column holds the values of a standard item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindFit {
    /// All of them, and nothing else by its type.
    Same,
    /// All of them, and other values that the standard's type refuses.
    Widening(Surplus),
    /// Not all of them.
    Lossy(LossReason),
}

/// What a wider column may carry besides the values of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Surplus {
    /// Half-width characters in a full-width item.
    HalfWidth,
    /// Full-width characters in a half-width item.
    FullWidth,
    /// Letters and signs in a number.
    NonDigits,
    /// Text or numbers that are no year.
    NonYears,
    /// Text or numbers that are no date.
    NonDates,
    /// Text or numbers that are no time of day.
    NonTimes,
    /// A month and a day beside the year.
    MonthAndDay,
    /// A time of day beside the date.
    TimeOfDay,
    /// A date beside the time of day.
    CalendarDay,
}

/// Why a column cannot hold every value of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LossReason {
    /// A number keeps neither leading zeros nor letters of a half-width text.
    LeadingZeros,
    /// Full-width text has no half-width digits, which numbers, years, dates and times are written with.
    FullWidthDigits,
    /// A number, date or time is no place for text.
    Text,
    /// A date or time is no place for a number or a year.
    Number,
    /// The column has no date.
    CalendarDay,
    /// The column has no time of day.
    TimeOfDay,
    /// A flag has two values. A code list of two values fits nevertheless: its codes decide.
    MoreThanTwoValues,
    /// A column of bytes keeps no text, number or date.
    BytesOnly,
    /// An image needs a column of bytes.
    Image,
    /// A constant is no value of the item's type.
    Constant,
}

impl ItemType {
    /// Every type, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::HalfWidthText,
        Self::FullWidthText,
        Self::Integer,
        Self::Decimal,
        Self::SignedInteger,
        Self::Image,
        Self::Year,
        Self::Date,
        Self::Time,
    ];

    /// The type that an official sheet names. The sheets write some letters in full width (`Ｎ`).
    pub fn from_letters(letters: &str) -> Option<Self> {
        let letters: String = letters.trim().chars().map(half_width).collect();
        Self::ALL.into_iter().find(|kind| kind.letters().eq_ignore_ascii_case(&letters))
    }

    /// The official letters, in half width.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::HalfWidthText => "X",
            Self::FullWidthText => "N",
            Self::Integer => "9",
            Self::Decimal => "9V",
            Self::SignedInteger => "S9",
            Self::Image => "BLOB",
            Self::Year => "YEAR",
            Self::Date => "DATE",
            Self::Time => "TIME",
        }
    }

    /// What the values are written with.
    pub const fn content(self) -> Content {
        match self {
            Self::HalfWidthText => Content::Single,
            Self::FullWidthText => Content::Double,
            _ => Content::Ascii,
        }
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::SignedInteger)
    }
}

impl ColumnType {
    /// Every type.
    pub const ALL: [Self; 10] = [
        Self::Char,
        Self::Nchar,
        Self::Number,
        Self::Packed,
        Self::Zoned,
        Self::Date,
        Self::Time,
        Self::Timestamp,
        Self::Flag,
        Self::Blob,
    ];

    /// The type that a layout file names (`char`, `nchar`, `number` …).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name.trim()))
    }

    /// The name in layout files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Char => "char",
            Self::Nchar => "nchar",
            Self::Number => "number",
            Self::Packed => "packed",
            Self::Zoned => "zoned",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::Flag => "flag",
            Self::Blob => "blob",
        }
    }

    /// Whether lengths count characters or bytes.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Char | Self::Nchar)
    }

    /// What the values are written with.
    pub const fn content(self) -> Content {
        match self {
            Self::Char => Content::Mixed,
            Self::Nchar => Content::Double,
            _ => Content::Ascii,
        }
    }

    /// How a column of this type holds the values of an item.
    pub fn holds(self, item: ItemType) -> KindFit {
        match self {
            Self::Char | Self::Nchar => self.text_holds(item),
            Self::Number | Self::Packed | Self::Zoned => number_holds(item),
            Self::Date => date_holds(item),
            Self::Time => time_holds(item),
            Self::Timestamp => timestamp_holds(item),
            Self::Flag => flag_holds(item),
            Self::Blob => blob_holds(item),
        }
    }

    fn text_holds(self, item: ItemType) -> KindFit {
        match (item, self) {
            (ItemType::HalfWidthText, Self::Nchar) => KindFit::Widening(Surplus::FullWidth),
            (ItemType::FullWidthText, Self::Char) => KindFit::Widening(Surplus::HalfWidth),
            (ItemType::HalfWidthText | ItemType::FullWidthText, _) => KindFit::Same,
            (ItemType::Image, _) => KindFit::Lossy(LossReason::Image),
            (_, Self::Nchar) => KindFit::Lossy(LossReason::FullWidthDigits),
            _ => KindFit::Widening(outside(item)),
        }
    }
}

/// What text or a number may carry that is no value of a number, year, date or time.
fn outside(item: ItemType) -> Surplus {
    match item {
        ItemType::Year => Surplus::NonYears,
        ItemType::Date => Surplus::NonDates,
        ItemType::Time => Surplus::NonTimes,
        _ => Surplus::NonDigits,
    }
}

fn number_holds(item: ItemType) -> KindFit {
    match item {
        ItemType::HalfWidthText => KindFit::Lossy(LossReason::LeadingZeros),
        ItemType::FullWidthText => KindFit::Lossy(LossReason::Text),
        ItemType::Image => KindFit::Lossy(LossReason::Image),
        number if number.is_number() => KindFit::Same,
        _ => KindFit::Widening(outside(item)),
    }
}

fn date_holds(item: ItemType) -> KindFit {
    match item {
        ItemType::Date => KindFit::Same,
        ItemType::Year => KindFit::Widening(Surplus::MonthAndDay),
        ItemType::Time => KindFit::Lossy(LossReason::TimeOfDay),
        _ => calendar_loses(item),
    }
}

fn time_holds(item: ItemType) -> KindFit {
    match item {
        ItemType::Time => KindFit::Same,
        ItemType::Date => KindFit::Lossy(LossReason::CalendarDay),
        _ => calendar_loses(item),
    }
}

fn timestamp_holds(item: ItemType) -> KindFit {
    match item {
        ItemType::Date => KindFit::Widening(Surplus::TimeOfDay),
        ItemType::Time => KindFit::Widening(Surplus::CalendarDay),
        ItemType::Year => KindFit::Widening(Surplus::MonthAndDay),
        _ => calendar_loses(item),
    }
}

fn calendar_loses(item: ItemType) -> KindFit {
    KindFit::Lossy(match item {
        ItemType::HalfWidthText | ItemType::FullWidthText => LossReason::Text,
        ItemType::Image => LossReason::Image,
        _ => LossReason::Number,
    })
}

fn flag_holds(item: ItemType) -> KindFit {
    KindFit::Lossy(match item {
        ItemType::FullWidthText => LossReason::Text,
        ItemType::Image => LossReason::Image,
        _ => LossReason::MoreThanTwoValues,
    })
}

fn blob_holds(item: ItemType) -> KindFit {
    match item {
        ItemType::Image => KindFit::Same,
        _ => KindFit::Lossy(LossReason::BytesOnly),
    }
}

/// The ASCII character of a full-width form (U+FF01–FF5E); any other character as it is.
pub(super) fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_either_width() {
        for kind in ItemType::ALL {
            assert_eq!(ItemType::from_letters(kind.letters()), Some(kind));
        }
        assert_eq!(ItemType::from_letters("Ｎ"), Some(ItemType::FullWidthText));
        assert_eq!(ItemType::from_letters("９Ｖ"), Some(ItemType::Decimal));
        assert_eq!(ItemType::from_letters("Z"), None);
        for kind in ColumnType::ALL {
            assert_eq!(ColumnType::from_name(kind.name()), Some(kind));
        }
    }

    #[test]
    fn every_item_type_has_a_column_type_of_its_own() {
        for item in ItemType::ALL {
            let own = ColumnType::ALL.into_iter().any(|column| column.holds(item) == KindFit::Same);
            assert_eq!(own, item != ItemType::Year, "{item:?}");
        }
    }

    #[test]
    fn identifiers_lose_their_zeros_in_numbers() {
        for column in [ColumnType::Number, ColumnType::Packed, ColumnType::Zoned] {
            let fit = column.holds(ItemType::HalfWidthText);
            assert_eq!(fit, KindFit::Lossy(LossReason::LeadingZeros));
        }
    }

    #[test]
    fn text_columns_hold_everything_but_images() {
        for item in ItemType::ALL {
            let lossy = matches!(ColumnType::Char.holds(item), KindFit::Lossy(_));
            assert_eq!(lossy, item == ItemType::Image);
        }
        let digits = ColumnType::Char.holds(ItemType::Integer);
        assert_eq!(digits, KindFit::Widening(Surplus::NonDigits));
    }

    #[test]
    fn images_need_bytes_and_bytes_need_images() {
        for column in ColumnType::ALL {
            let same = column.holds(ItemType::Image) == KindFit::Same;
            assert_eq!(same, column == ColumnType::Blob);
        }
        for item in ItemType::ALL {
            let same = ColumnType::Blob.holds(item) == KindFit::Same;
            assert_eq!(same, item == ItemType::Image);
        }
    }

    #[test]
    fn a_timestamp_holds_both_of_its_halves() {
        assert_eq!(ColumnType::Timestamp.holds(ItemType::Date), KindFit::Widening(Surplus::TimeOfDay));
        assert_eq!(ColumnType::Date.holds(ItemType::Time), KindFit::Lossy(LossReason::TimeOfDay));
    }
}
