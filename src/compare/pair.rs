//! One column held against one item.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::current::model::{Column, ColumnCodes, ColumnId, Role, Unit};
use crate::domain::{
    CodeDiff, CodeSet, CodeValue, ColumnType, Content, DateDiff, DateDomain, DateForm, EraMap, Fit, ItemType, KindFit,
    Length, LossReason, Lost, NumberDomain, NumberLoss, Repeat, compare,
};
use crate::matching::vocabulary::fold_label;
use crate::matching::{Origin, Shape};
use crate::spec::edition::{Digits, Item, Value};
use crate::spec::standard::{ItemId, ListId, Standard};
use crate::text::fold::f1;

use super::Comparison;

/// Everything in which a column and its item can differ. `None`: not comparable, or one side is not known.
#[derive(Debug)]
pub struct Pair {
    pub item: ItemId,
    pub column: ColumnId,
    pub auto: bool,
    /// How the column holds the item's type.
    pub kind: Option<KindFit>,
    pub length: Option<LengthDiff>,
    pub number: Option<NumberDiff>,
    pub repeat: Option<RepeatDiff>,
    pub dates: Option<DateDiff>,
    /// 不詳日: what today's side says of them held against the standard's rule. `None`: nothing to compare.
    pub unknown_dates: Option<UnknownDates>,
    pub codes: Option<CodesDiff>,
}

/// Both lengths, known.
#[derive(Debug, Clone)]
pub struct LengthDiff {
    pub standard: Length,
    pub current: Length,
    /// The longest value in the data, where it was looked for.
    pub observed: Option<Length>,
}

impl LengthDiff {
    /// Whether everything fits that has to: today's values into the standard, the standard's into a package.
    pub fn fit(&self, role: Role) -> Fit {
        let (from, to) = sides(role, &self.current, &self.standard);
        from.fit_into(to)
    }

    /// The characters that the taking side has for certain beyond what the giving side needs.
    pub fn slack(&self, role: Role) -> Option<Lost> {
        let (from, to) = sides(role, &self.current, &self.standard);
        match to.fit_into(from) {
            Fit::Overflows(spare) => Some(spare),
            Fit::Fits | Fit::Undecided => None,
        }
    }

    /// The data hold a value that is too long for certain.
    pub fn observed_overflow(&self) -> bool {
        self.observed.is_some_and(|o| o.least() > self.standard.most())
    }

    /// The data hold no value that is too long.
    pub fn observed_fit(&self) -> bool {
        self.observed.is_some_and(|o| o.most() <= self.standard.least())
    }
}

/// Unknown dates of one side held against the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownDates {
    Fit,
    /// The side that takes has no place for them.
    NoPlace,
    /// The standard takes none, and the layout declares a value for them.
    Refused,
    /// They are not written with zeros (`0000-00-00`), as the standard's are.
    OtherForm,
    /// The edition does not say whether it takes them.
    StandardUnknown,
    /// A package does not say how it keeps them.
    CurrentUnknown,
}

impl UnknownDates {
    pub fn is_lost(self) -> bool {
        matches!(self, UnknownDates::NoPlace | UnknownDates::Refused | UnknownDates::OtherForm)
    }
}

/// Both numbers, known but for the sign: one that the column does not state is taken as the standard's.
#[derive(Debug, Clone, Copy)]
pub struct NumberDiff {
    pub standard: NumberDomain,
    pub current: NumberDomain,
    /// The column does not state whether it has a sign, and that decides whether the values fit.
    pub sign_unknown: bool,
}

impl NumberDiff {
    /// What the taking side does not keep.
    pub fn losses(&self, role: Role) -> Vec<NumberLoss> {
        let (from, to) = sides(role, &self.current, &self.standard);
        from.subtract(to)
    }

    /// The digits that the taking side has beyond what the giving side needs.
    pub fn slack(&self, role: Role) -> Vec<NumberLoss> {
        let (from, to) = sides(role, &self.current, &self.standard);
        to.subtract(from).into_iter().filter(|loss| *loss != NumberLoss::Sign).collect()
    }
}

/// Both numbers of repetitions, known.
#[derive(Debug, Clone, Copy)]
pub struct RepeatDiff {
    pub standard: Repeat,
    pub current: Repeat,
}

impl RepeatDiff {
    /// The repetitions that the taking side does not keep.
    pub fn loss(&self, role: Role) -> Option<Lost> {
        let (from, to) = sides(role, &self.current, &self.standard);
        from.subtract(*to)
    }
}

/// Which side gives and which takes: today's data go into the standard, the standard's into a package.
fn sides<'a, T>(role: Role, current: &'a T, standard: &'a T) -> (&'a T, &'a T) {
    match role {
        Role::Present => (current, standard),
        Role::Package => (standard, current),
    }
}

/// The code lists and how they differ.
#[derive(Debug, Clone)]
pub struct CodesDiff {
    pub list: ListId,
    /// Id of the current list.
    pub current: String,
    pub diff: CodeDiff,
}

/// All one-to-one pairs, in the standard's order.
pub fn all(c: &Comparison<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for item in c.standard.items() {
        for link in c.matching.links_of_item(item).filter(|l| l.shape == Shape::Pair) {
            pairs.extend(link.columns.iter().map(|column| pair(c, item, *column, &link.origin)));
        }
    }
    pairs
}

fn pair(c: &Comparison<'_>, item: ItemId, column: ColumnId, origin: &Origin) -> Pair {
    let (i, col) = (c.standard.item(item), c.current.column(column));
    Pair {
        item,
        column,
        auto: origin.is_auto(),
        kind: kind(c, item, col),
        length: length(c.role(), i, col),
        number: number(c.role(), i, col),
        repeat: repeat(c.standard, item, col),
        unknown_dates: unknown_dates(c.role(), i, col),
        dates: dates(i, col).map(|(current, standard)| current.subtract(&standard)),
        codes: codes(c, item, col),
    }
}

/// Both lengths. A column that does not state its length proves by its longest value what it holds today.
fn length(role: Role, item: &Item, column: &Column) -> Option<LengthDiff> {
    let standard = standard_length(item).or_else(|| written_length(role, item, column))?;
    let declared = current_length(item, column);
    let observed = column.max_observed.and_then(|n| measured(item, column, n));
    let current = declared.or(observed.filter(|_| role == Role::Present))?;
    Some(LengthDiff { standard, current, observed })
}

/// The characters that a package needs for the standard's years, dates and times, where it does not say how it writes them.
fn written_length(role: Role, item: &Item, column: &Column) -> Option<Length> {
    if role != Role::Package {
        return None;
    }
    match item.data_type? {
        ItemType::Year if !column.date.is_some_and(|d| d != DateForm::Year) => Some(Length::chars(4)),
        ItemType::Date if column.date.is_none() => Some(Length::chars(10)),
        // 秒は省略可能
        ItemType::Time if column.date.is_none() => Some(Length::chars(5)),
        _ => None,
    }
}
/// How the column holds the item's type. `None` also for a flag whose item may or may not have more than two values.
fn kind(c: &Comparison<'_>, item: ItemId, column: &Column) -> Option<KindFit> {
    let (i, held) = (c.standard.item(item), column.column_type?);
    let fit = held.holds(i.data_type?);
    // a single digit has no leading zeros to lose, and the digits of a zoned field stand as they are
    let kept = match (column.length, i.digits) {
        (Some(held_digits), Some(Digits::Chars(digits))) => {
            (held_digits, digits) == (1, 1) || (held == ColumnType::Zoned && held_digits <= digits)
        }
        _ => false,
    };
    if fit == KindFit::Lossy(LossReason::LeadingZeros) && kept && c.role() == Role::Present {
        return Some(KindFit::Same);
    }
    if fit != KindFit::Lossy(LossReason::MoreThanTwoValues) {
        return Some(fit);
    }
    match more_than_two_values(c.standard, item) {
        Some(true) => Some(fit),
        Some(false) => Some(KindFit::Same),
        None => None,
    }
}

/// Whether an item takes more than two values: by its code list, else by its digits. One digit without codes may be a flag.
fn more_than_two_values(standard: &Standard, item: ItemId) -> Option<bool> {
    let i = standard.item(item);
    match (&i.code, standard.list_of(item)) {
        (Some(_), None) => None,
        (_, Some(list)) => {
            let list = standard.list(list);
            (!list.open).then_some(list.values.len() > 2)
        }
        (None, None) => match i.digits {
            Some(Digits::Chars(0 | 1)) | None => None,
            Some(_) => Some(true),
        },
    }
}

/// 桁数 of a number item. Whether 9V takes values below zero is not written in the legend.
pub fn standard_number(item: &Item) -> Option<NumberDomain> {
    let signed = match item.data_type? {
        ItemType::SignedInteger => true,
        ItemType::Integer | ItemType::Decimal => false,
        _ => return None,
    };
    let domain = match item.digits? {
        Digits::Chars(n) => NumberDomain::integer(n),
        Digits::Decimal { integer, decimals } => NumberDomain::decimal(integer, decimals),
    };
    Some(domain.with_sign(signed))
}

/// The numbers of both sides, as far as the column states them. Without `scale` a column for whole numbers has no decimals;
/// for a decimal item it is not known how many it has.
fn number(role: Role, item: &Item, column: &Column) -> Option<NumberDiff> {
    let standard = standard_number(item)?;
    let decimal = item.data_type == Some(ItemType::Decimal);
    let scale = if decimal { column.scale? } else { column.scale.unwrap_or(0) };
    let observed = column.max_observed.filter(|_| role == Role::Present);
    let length = column.length.or(observed)?;
    let kind = column.column_type?;
    let current = match (kind, column.unit) {
        (ColumnType::Packed, Some(Unit::Byte)) => NumberDomain::packed(length, scale, false),
        (ColumnType::Packed, None) => return None,
        (ColumnType::Number | ColumnType::Packed | ColumnType::Zoned, _) => {
            NumberDomain::column(length.max(observed.unwrap_or(0)), scale, false)
        }
        (ColumnType::Char, _) if !decimal => return text_number(standard, column),
        _ => return None,
    };
    // whether 9V takes values below zero is not written, so a sign is no difference there
    let judged = column.signed.filter(|_| !decimal);
    let matters = role.pick(!standard.signed, standard.signed) && !decimal;
    Some(NumberDiff {
        standard,
        current: current.with_sign(judged.unwrap_or(standard.signed)),
        sign_unknown: matters && column.signed.is_none(),
    })
}

/// A text column that holds a number: a sign takes one of its characters.
fn text_number(standard: NumberDomain, column: &Column) -> Option<NumberDiff> {
    let room = digits_in_text(column)?;
    let signed = column.signed.unwrap_or(standard.signed && room > standard.integer_digits);
    let digits = if signed { room.saturating_sub(1) } else { room };
    Some(NumberDiff { standard, current: NumberDomain::integer(digits).with_sign(signed), sign_unknown: false })
}

/// How many digits a text column has room for, where that is certain.
fn digits_in_text(column: &Column) -> Option<u32> {
    let length = match (column.unit, column.encoding) {
        (Some(Unit::Byte), Some(encoding)) => Length::bytes(column.length?, encoding, Content::Ascii),
        _ => Length::chars(column.length?),
    };
    length.is_exact().then(|| length.most())
}

/// Repetitions of both sides. An empty 繰り返し means once in an official edition; a reference edition may only not have it.
fn repeat(standard: &Standard, item: ItemId, column: &Column) -> Option<RepeatDiff> {
    let current = Repeat::times(column.occurs?)?;
    let times = match standard.item(item).repeat {
        Some(times) => Repeat::times(times)?,
        None if standard.is_official(item) => Repeat::ONCE,
        None => return None,
    };
    Some(RepeatDiff { standard: times, current })
}

/// 桁数 of a text item, in characters.
pub fn standard_length(item: &Item) -> Option<Length> {
    match (item.data_type?, item.digits?) {
        (ItemType::HalfWidthText | ItemType::FullWidthText, Digits::Chars(n)) => Some(Length::chars(n)),
        _ => None,
    }
}

/// The length of a text column. Without a unit it is known only where characters and bytes are the same.
pub fn current_length(item: &Item, column: &Column) -> Option<Length> {
    let kind = column.column_type?;
    if !matches!(kind, ColumnType::Char | ColumnType::Nchar) {
        return None;
    }
    measured(item, column, column.length?)
}

/// So much of a text column, measured as the column is.
fn measured(item: &Item, column: &Column, length: u32) -> Option<Length> {
    let kind = column.column_type.filter(|k| matches!(k, ColumnType::Char | ColumnType::Nchar))?;
    let content = content(item, kind);
    match (column.unit, column.encoding) {
        (Some(Unit::Char | Unit::Digit), _) => Some(Length::chars(length)),
        (Some(Unit::Byte), Some(encoding)) => Some(Length::bytes(length, encoding, content)),
        (None, _) if content == Content::Ascii => Some(Length::chars(length)),
        (Some(Unit::Byte), None) if content == Content::Ascii => Some(Length::chars(length)),
        _ => None,
    }
}

/// The length of a column in characters or digits, where that is certain.
pub fn length_in_characters(item: &Item, column: &Column) -> Option<u32> {
    match column.column_type? {
        ColumnType::Char | ColumnType::Nchar => {
            current_length(item, column).filter(Length::is_exact).map(|length| length.most())
        }
        ColumnType::Number | ColumnType::Zoned => column.length,
        _ => None,
    }
}

/// What the column is made of: identifiers and codes are plain half-width characters.
fn content(item: &Item, column: ColumnType) -> Content {
    match (item.data_type, column) {
        (Some(ItemType::HalfWidthText | ItemType::Year | ItemType::Date | ItemType::Time), ColumnType::Char) => {
            Content::Ascii
        }
        (_, kind) => kind.content(),
    }
}

/// Dates of a DATE or YEAR item and its column; a column that does not say how it writes them stays unknown.
fn dates(item: &Item, column: &Column) -> Option<(DateDomain, DateDomain)> {
    let wanted = match item.data_type? {
        ItemType::Date => DateForm::Iso,
        ItemType::Year => DateForm::Year,
        _ => return None,
    };
    let form = date_form(column)?;
    // open ends of ranges, as the legend has them for years
    let open = |value: &&String| wanted != DateForm::Year || !matches!(value.as_str(), "0000" | "9999");
    let domain = DateDomain {
        form,
        unknown: column.unknown.first().cloned(),
        sentinels: column.sentinels.iter().filter(open).cloned().collect(),
        eras: EraMap::from_text(&column.eras.join(",")).filter(|_| !column.eras.is_empty()),
        allows_unknown: None,
    };
    Some((domain, DateDomain { form: wanted, ..DateDomain::standard(item.unknown_dates) }))
}

fn date_form(column: &Column) -> Option<DateForm> {
    column.date.or(match column.column_type? {
        ColumnType::Date => Some(DateForm::Native),
        ColumnType::Timestamp => Some(DateForm::Timestamp),
        _ => None,
    })
}

/// What today's side declares for unknown dates, against whether the standard takes them and how it writes them.
fn unknown_dates(role: Role, item: &Item, column: &Column) -> Option<UnknownDates> {
    if !matches!(item.data_type?, ItemType::Date | ItemType::Year) {
        return None;
    }
    let declared = !column.unknown.is_empty();
    let as_standard = matches!(date_form(column), None | Some(DateForm::Iso | DateForm::Native | DateForm::Year));
    let zeros =
        |value: &String| value.chars().any(|c| c == '0') && value.chars().all(|c| c.is_ascii_digit() || c == '-');
    let written = |value: &String| zeros(value) && value.split('-').any(|part| part.chars().all(|c| c == '0'));
    if declared && as_standard && item.unknown_dates != Some(false) && !column.unknown.iter().all(written) {
        return Some(UnknownDates::OtherForm);
    }
    let native = matches!(date_form(column), Some(DateForm::Native | DateForm::Timestamp));
    Some(match (item.unknown_dates, declared) {
        (Some(false), true) => role.pick(UnknownDates::NoPlace, UnknownDates::Refused),
        (Some(false), false) | (Some(true), true) => UnknownDates::Fit,
        (Some(true), false) if role == Role::Present => UnknownDates::Fit,
        (Some(true), false) if native => UnknownDates::NoPlace,
        (Some(true), false) => UnknownDates::CurrentUnknown,
        (None, true) => UnknownDates::StandardUnknown,
        (None, false) => return None,
    })
}

fn codes(c: &Comparison<'_>, item: ItemId, column: &Column) -> Option<CodesDiff> {
    let list = c.standard.list_of(item)?;
    let Some(ColumnCodes::List(id)) = &column.codes else { return None };
    let own = c.current.codes(id)?;
    if own.values.is_empty() {
        return None;
    }
    let map = code_map(c, id, list);
    // mapped to nothing: the value is left empty in the standard, by a person's decision, where the standard takes empty values
    let required = c.standard.item(item).value == Some(Value::Required);
    let kept = own.values.iter().filter(|v| required || map.get(&v.value).is_none_or(|to| !to.is_empty()));
    let values = kept.map(|v| CodeValue { value: Some(v.value.clone()), label: v.label.clone() }).collect();
    let current = CodeSet { values, open: false };
    let mut diff = compare(&current, &standard_codes(c.standard, list), &map, fold_label);
    // what the law no longer or not yet has need not be produced
    let not_in_force: Vec<&Option<String>> = c
        .standard
        .list(list)
        .values
        .iter()
        .filter(|v| !c.standard.value_force(v).is_in_force())
        .map(|v| &v.value)
        .collect();
    diff.unused.retain(|code| !not_in_force.contains(&&code.value));
    Some(CodesDiff { list, current: id.clone(), diff })
}

fn standard_codes(standard: &Standard, id: ListId) -> CodeSet {
    let list = standard.list(id);
    let values = list.values.iter().map(|v| CodeValue { value: v.value.clone(), label: v.label.clone() }).collect();
    // where the standard leaves the values to the municipality it asserts nothing; elsewhere what it lacks is a question
    let official = standard.is_official_list(id);
    let free = list.open && (official || list.values.iter().all(|v| v.value.is_none()));
    CodeSet { values, open: free }
}

/// What people said about the values of a list: lines for this standard list before lines for any.
fn code_map(c: &Comparison<'_>, id: &str, list: ListId) -> BTreeMap<String, String> {
    let name = f1(&c.standard.list(list).name);
    let lines = |named: bool| {
        c.matching.codes.iter().filter(move |(current, standard, _)| {
            current == id && if named { standard.as_deref() == Some(&name) } else { standard.is_none() }
        })
    };
    let mut map = BTreeMap::new();
    let named: Vec<_> = lines.clone()(true).collect();
    for (.., values) in named.into_iter().chain(lines(false)) {
        for (from, to) in values {
            map.entry(from.clone()).or_insert_with(|| to.clone());
        }
    }
    map
}
