//! The compiled plan: for every group, what each column is checked for. Nothing is looked up by name while rows are read.

use std::collections::HashMap;

use super::classes::{
    AMPERSAND, ASCII, CONTROL, FULL, GETA, HALF_KANA, INVALID, MARK, MOJIBAKE, Mask, OUTSIDE, PRIVATE, QUESTION,
    SELECTOR, SIGN,
};
use super::digits::Number;
use crate::domain::ItemType;
use crate::spec::edition::{Digits, Presence, Value};
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::fold::f1;

/// All groups of a standard.
pub struct Plan {
    pub groups: Vec<GroupPlan>,
}

pub struct GroupPlan {
    pub id: GroupId,
    pub name: String,
    /// 業務ID.
    pub business: String,
    pub columns: Vec<ColumnPlan>,
    /// Columns of the primary key; empty where it is not recorded.
    pub key: Vec<usize>,
    pub references: Vec<Reference>,
    pub history: Option<HistoryPlan>,
    /// Start and end columns that belong together.
    pub periods: Vec<(usize, usize)>,
    /// Date, its flag, its notation.
    pub triples: Vec<(usize, Option<usize>, Option<usize>)>,
    pub household: Option<Household>,
}

/// A foreign key of one column to another group's column.
pub struct Reference {
    pub column: usize,
    pub target: usize,
    pub target_column: usize,
    /// The standard does not name the target; it was inferred.
    pub inferred: bool,
}

/// 履歴番号 as a part of the key, and 最新フラグ.
pub struct HistoryPlan {
    /// The rest of the key.
    pub person: Vec<usize>,
    pub number: usize,
    pub latest: Option<usize>,
}

/// 世帯番号, 続柄コード, and 最新フラグ where there is one.
pub struct Household {
    pub number: usize,
    pub relation: usize,
    pub latest: Option<usize>,
}

/// How the values of a column are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Half,
    FullWidth,
    Integer,
    Decimal,
    Signed,
    Year,
    Date,
    Time,
    Blob,
    /// The edition does not record the type.
    Unrecorded,
}

pub struct ColumnPlan {
    pub item: ItemId,
    pub name: String,
    pub romaji: Option<String>,
    pub kind: Kind,
    /// Characters, or integer digits.
    pub max: Option<u32>,
    pub decimals: u32,
    pub required: bool,
    pub optional: bool,
    pub codes: Option<Codes>,
    pub number: Option<Number>,
    /// Whether unknown dates are allowed, where it is recorded.
    pub unknown_dates: Option<bool>,
    /// A name or an address, where ■ stands for a lost character.
    pub is_name: bool,
    /// Bits that want a closer look.
    pub suspicious: Mask,
}

/// The values of a code list.
pub struct Codes {
    pub list: String,
    pub open: bool,
    /// Values of up to eight bytes, packed and sorted.
    short: Vec<u64>,
    long: Vec<Vec<u8>>,
}

impl Codes {
    pub fn new(list: &str, open: bool, values: impl Iterator<Item = String>) -> Codes {
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for value in values {
            match pack(value.as_bytes()) {
                Some(packed) => short.push(packed),
                None => long.push(value.into_bytes()),
            }
        }
        short.sort_unstable();
        long.sort();
        Codes { list: list.to_string(), open, short, long }
    }

    #[inline]
    pub fn contains(&self, value: &[u8]) -> bool {
        match pack(value) {
            Some(packed) => self.short.binary_search(&packed).is_ok(),
            None => self.long.binary_search_by(|v| v.as_slice().cmp(value)).is_ok(),
        }
    }

    /// Whether the value is in the list with zeros before it: what a spreadsheet leaves of it.
    pub fn with_zeros(&self, value: &[u8]) -> bool {
        let mut longer = value.to_vec();
        (0..3).any(|_| {
            longer.insert(0, b'0');
            self.contains(&longer)
        })
    }
}

/// Up to seven bytes with their number in one word.
fn pack(value: &[u8]) -> Option<u64> {
    (value.len() < 8).then(|| value.iter().fold(value.len() as u64, |word, b| word << 8 | u64::from(*b)))
}

/// Bits that want a closer look in every column.
const ALWAYS: Mask = CONTROL | INVALID | PRIVATE | OUTSIDE | SELECTOR | GETA | MOJIBAKE | QUESTION | AMPERSAND;

impl Plan {
    pub fn new(standard: &Standard) -> Plan {
        let mut groups: Vec<GroupPlan> = standard.groups().map(|id| group(standard, id)).collect();
        let by_name: HashMap<(String, String), usize> =
            groups.iter().enumerate().map(|(i, g)| ((g.business.clone(), f1(&g.name)), i)).collect();
        for at in 0..groups.len() {
            groups[at].references = references(standard, &groups, at, &by_name);
        }
        Plan { groups }
    }
}

fn group(standard: &Standard, id: GroupId) -> GroupPlan {
    let g = standard.group(id);
    let columns: Vec<ColumnPlan> = standard.items_of(id).map(|item| column(standard, item)).collect();
    let named = |name: &str| columns.iter().position(|c| c.name == name);
    let key: Vec<usize> =
        standard.items_of(id).enumerate().filter(|(_, i)| standard.item(*i).primary_key).map(|(at, _)| at).collect();
    let number = named("履歴番号").filter(|n| key.contains(n));
    let latest = named("最新フラグ");
    let history = number.and_then(|number| {
        let person: Vec<usize> = key.iter().copied().filter(|k| *k != number).collect();
        (!person.is_empty()).then_some(HistoryPlan { person, number, latest })
    });
    let relation = ["続柄コード1", "続柄コード", "世帯主との続柄コード"].iter().find_map(|n| named(n));
    let household = named("世帯番号").zip(relation).map(|(number, relation)| Household { number, relation, latest });
    GroupPlan {
        id,
        name: g.name.clone(),
        business: g.business.clone(),
        periods: periods(&columns),
        triples: triples(&columns),
        columns,
        key,
        references: Vec::new(),
        history,
        household,
    }
}

fn column(standard: &Standard, id: ItemId) -> ColumnPlan {
    let item = standard.item(id);
    let kind = match item.data_type {
        Some(ItemType::HalfWidthText) => Kind::Half,
        Some(ItemType::FullWidthText) => Kind::FullWidth,
        Some(ItemType::Integer) => Kind::Integer,
        Some(ItemType::Decimal) => Kind::Decimal,
        Some(ItemType::SignedInteger) => Kind::Signed,
        Some(ItemType::Year) => Kind::Year,
        Some(ItemType::Date) => Kind::Date,
        Some(ItemType::Time) => Kind::Time,
        Some(ItemType::Image) => Kind::Blob,
        None => Kind::Unrecorded,
    };
    let (max, decimals) = match item.digits {
        Some(Digits::Chars(n)) => (Some(n), 0),
        Some(Digits::Decimal { integer, decimals }) => (Some(integer), decimals),
        None => (None, 0),
    };
    let is_name =
        ["氏名", "名称", "住所", "町字", "方書", "通称", "本籍", "筆頭者"].iter().any(|w| item.name.contains(w));
    let width = match kind {
        Kind::Half => FULL | SIGN,
        Kind::FullWidth => ASCII | HALF_KANA,
        _ => 0,
    };
    ColumnPlan {
        item: id,
        name: item.name.clone(),
        romaji: item.romaji.clone(),
        kind,
        max,
        decimals,
        required: item.value == Some(Value::Required),
        optional: item.presence == Some(Presence::Optional),
        codes: codes(standard, id),
        number: Number::of(&item.name, max),
        unknown_dates: item.unknown_dates,
        is_name,
        suspicious: ALWAYS | width | if is_name { MARK } else { 0 },
    }
}

/// A list of which some values are not recorded says nothing about a value.
fn codes(standard: &Standard, id: ItemId) -> Option<Codes> {
    let list = standard.list(standard.list_of(id)?);
    let whole = !list.values.is_empty() && list.values.iter().all(|v| v.value.is_some());
    whole.then(|| Codes::new(&list.name, list.open, list.values.iter().filter_map(|v| v.value.clone())))
}

/// Names that differ only in 開始 and 終了, both dates or both years.
fn periods(columns: &[ColumnPlan]) -> Vec<(usize, usize)> {
    let is_time = |c: &ColumnPlan| matches!(c.kind, Kind::Date | Kind::Year);
    let starts = columns.iter().enumerate().filter(|(_, c)| is_time(c) && c.name.contains("開始"));
    starts
        .filter_map(|(at, c)| {
            let end = c.name.replace("開始", "終了");
            let found = columns.iter().position(|e| e.name == end && e.kind == c.kind)?;
            Some((at, found))
        })
        .collect()
}

fn triples(columns: &[ColumnPlan]) -> Vec<(usize, Option<usize>, Option<usize>)> {
    let named = |name: String| columns.iter().position(|c| c.name == name);
    let dates = columns.iter().enumerate().filter(|(_, c)| c.kind == Kind::Date);
    dates
        .filter_map(|(at, c)| {
            let flag = named(format!("{}_不詳フラグ", c.name));
            flag.map(|f| (at, Some(f), named(format!("{}_不詳表記", c.name))))
        })
        .collect()
}

fn references(
    standard: &Standard,
    groups: &[GroupPlan],
    at: usize,
    by_name: &HashMap<(String, String), usize>,
) -> Vec<Reference> {
    let from = &groups[at];
    let mut found = Vec::new();
    for (column, c) in from.columns.iter().enumerate() {
        let Some(key) = standard.item(c.item).foreign_key.as_ref() else { continue };
        let Some(target) = by_name.get(&(from.business.clone(), f1(&key.group))).copied() else { continue };
        let wanted = key.item.as_deref().unwrap_or(&c.name);
        let target_column = groups[target].columns.iter().position(|t| t.name == wanted);
        let inferred = key.inferred;
        found.extend(target_column.map(|target_column| Reference { column, target, target_column, inferred }));
    }
    found
}
