//! The facets of an item that lie in the values themselves: one column held against one item.

use super::{Facets, State, edition, unknown};
use crate::compare::pair::{standard_length, standard_number};
use crate::compare::{Comparison, Pair, UnjudgedWhat};
use crate::current::model::{Column, ColumnCodes, Role};
use crate::domain::{ColumnType, DateForm, Fit, ItemType, KindFit, Length, NumberLoss, Surplus};
use crate::finding::Aspect;
use crate::spec::edition::{Item, Value};
use crate::text::lang::Bilingual;

pub(super) fn facets(c: &Comparison<'_>, pair: &Pair, facets: &mut Facets) {
    let look = Look { c, pair, i: c.standard.item(pair.item), col: c.current.column(pair.column) };
    facets.note(Aspect::Type, look.kind());
    facets.note(Aspect::Digits, look.digits());
    facets.note(Aspect::Repertoire, look.repertoire());
    facets.note(Aspect::Number, look.number());
    facets.note(Aspect::Date, look.date());
    facets.note(Aspect::UnknownDates, look.unknown_dates());
    facets.note(Aspect::Codes, look.codes());
    facets.note(Aspect::Repeat, look.repeat());
    facets.note(Aspect::Required, look.required());
}

struct Look<'c, 'a> {
    c: &'c Comparison<'a>,
    pair: &'c Pair,
    i: &'c Item,
    col: &'c Column,
}

impl Look<'_, '_> {
    fn edition(&self, ja: &str, en: &str) -> State {
        edition(self.c.item_subject(self.pair.item), ja, en)
    }

    fn current(&self, ja: &str, en: &str) -> State {
        let name = self.c.current.column_name(self.pair.column);
        let reason =
            Bilingual::new(format!("{name} の{ja}が書かれていません"), format!("{name} does not state its {en}"));
        unknown(UnjudgedWhat::CurrentFacet, self.c.item_subject(self.pair.item), reason)
    }

    fn unclear(&self, ja: &str, en: &str) -> State {
        let name = self.c.current.column_name(self.pair.column);
        let reason = Bilingual::new(format!("{name} {ja}"), format!("{name} {en}"));
        unknown(UnjudgedWhat::CurrentFacet, self.c.item_subject(self.pair.item), reason)
    }

    fn is_text(&self) -> bool {
        matches!(self.i.data_type, Some(ItemType::HalfWidthText | ItemType::FullWidthText))
    }

    fn is_number(&self) -> bool {
        matches!(self.i.data_type, Some(ItemType::Integer | ItemType::Decimal | ItemType::SignedInteger))
    }

    fn holds_text(&self) -> bool {
        matches!(self.col.column_type, Some(ColumnType::Char | ColumnType::Nchar))
    }

    fn typed(&self) -> bool {
        self.i.data_type.is_some() && self.col.column_type.is_some()
    }

    fn kind(&self) -> State {
        match (self.i.data_type, self.col.column_type, self.pair.kind) {
            (None, ..) => self.edition("データ型", "type"),
            (_, None, _) => self.current("型", "type"),
            (_, _, None) => self.edition("コード", "codes"),
            (_, _, Some(KindFit::Lossy(_))) => State::Differs,
            (_, _, Some(KindFit::Widening(Surplus::FullWidth))) => self.unclear(
                "は全角文字の列で、半角の値を持てるか書かれていません",
                "is full-width text, and does not say whether it holds half-width values",
            ),
            _ => State::Fits,
        }
    }

    fn digits(&self) -> State {
        // what the type is unknown of is told there
        if !self.typed() {
            return State::Unknown(Vec::new());
        }
        if (self.is_text() || self.is_number()) && self.i.digits.is_none() {
            return self.edition("桁数", "digits");
        }
        if let Some(length) = &self.pair.length {
            let role = self.c.role();
            let observed = role == Role::Present && length.observed_fit();
            return match length.fit(role) {
                _ if role == Role::Present && length.observed_overflow() => State::Differs,
                Fit::Fits => State::Fits,
                Fit::Undecided if observed => State::Fits,
                Fit::Undecided | Fit::Overflows(_) => State::Differs,
            };
        }
        match self.i.data_type {
            Some(ItemType::HalfWidthText | ItemType::FullWidthText) => self.text_digits(),
            Some(ItemType::Integer | ItemType::Decimal | ItemType::SignedInteger) => self.number_digits(),
            Some(ItemType::Year | ItemType::Date | ItemType::Time) => State::NotAsked,
            Some(ItemType::Image) => State::NotAsked,
            None => State::Unknown(Vec::new()),
        }
    }

    fn text_digits(&self) -> State {
        if standard_length(self.i).is_none() {
            return self.edition("桁数", "digits");
        }
        match self.pair.kind {
            _ if self.holds_text() => self.current("桁数（または単位、文字コード）", "length, unit or encoding"),
            // digits without leading zeros to lose, as the type found
            Some(KindFit::Same) => State::Fits,
            _ => State::Unknown(Vec::new()),
        }
    }

    fn number_digits(&self) -> State {
        let Some(number) = &self.pair.number else {
            let known = standard_number(self.i).is_some();
            return if known { State::Unknown(Vec::new()) } else { self.edition("桁数", "digits") };
        };
        let lost = number.losses(self.c.role()).iter().any(|l| *l != NumberLoss::Sign);
        State::judged(!lost)
    }

    fn number(&self) -> State {
        if !self.is_number() {
            return State::NotAsked;
        }
        if !self.typed() || self.i.digits.is_none() {
            return State::Unknown(Vec::new());
        }
        match &self.pair.number {
            None if matches!(self.pair.kind, Some(KindFit::Lossy(_))) => State::Unknown(Vec::new()),
            None => self.current("桁数（または単位、小数桁数）", "length, unit or scale"),
            Some(number) if number.losses(self.c.role()).contains(&NumberLoss::Sign) => State::Differs,
            Some(number) if number.sign_unknown => self.current("符号の有無（signed）", "sign"),
            Some(_) => State::Fits,
        }
    }

    /// Characters outside the standard's, which an encoding that is not known may or may not have.
    fn repertoire(&self) -> State {
        if self.i.data_type != Some(ItemType::FullWidthText) {
            return State::NotAsked;
        }
        if self.holds_text() && self.col.encoding.is_none() {
            return self.current("文字コード（encoding）", "encoding");
        }
        State::Fits
    }

    fn date(&self) -> State {
        match self.i.data_type {
            Some(ItemType::Date) if self.col.column_type.is_none() => State::Unknown(Vec::new()),
            Some(ItemType::Year | ItemType::Date) => self.calendar(),
            Some(ItemType::Time) => self.time(),
            _ => State::NotAsked,
        }
    }

    fn calendar(&self) -> State {
        match &self.pair.dates {
            None => self.current("日付の形（date）", "date form"),
            Some(dates) => State::judged(dates.form_differs.is_none() && dates.sentinel_values.is_empty()),
        }
    }

    /// 秒は省略可能: five or eight characters.
    fn time(&self) -> State {
        let written = self.pair.length.as_ref().map(|l| l.current);
        let exact = |n| written == Some(Length::chars(n));
        match self.col.column_type {
            Some(ColumnType::Time | ColumnType::Timestamp) => State::Fits,
            Some(ColumnType::Char) if exact(5) || exact(8) => State::Fits,
            Some(_) => self.unclear(
                "は時刻の書き方（HH:MM:SS など）が分かりません",
                "does not say how times are written (HH:MM:SS or otherwise)",
            ),
            None => State::Unknown(Vec::new()),
        }
    }

    fn unknown_dates(&self) -> State {
        use crate::compare::UnknownDates::*;
        match self.pair.unknown_dates {
            None => State::NotAsked,
            Some(Fit) => State::Fits,
            Some(NoPlace | Refused | OtherForm) => State::Differs,
            Some(StandardUnknown) => self.edition("不詳日を許すかどうか", "rule about unknown dates"),
            Some(CurrentUnknown) => self.current("不詳を表す値（unknown）", "value for unknown dates"),
        }
    }

    fn codes(&self) -> State {
        if self.i.code.is_none() {
            return State::NotAsked;
        }
        let Some(codes) = &self.pair.codes else {
            return match (&self.col.codes, self.c.standard.list_of(self.pair.item)) {
                (_, None) => self.edition("コードの値", "code values"),
                (Some(ColumnCodes::FreeText), _) => State::Differs,
                _ => self.current("コードの値（codes）", "code values"),
            };
        };
        let d = &codes.diff;
        let package = self.c.role() == Role::Package;
        let beside = package && !(d.width.is_empty() && d.unused.is_empty());
        if beside || !(d.conflicts.is_empty() && d.unmapped.is_empty() && d.folded.is_empty()) {
            return State::Differs;
        }
        let known = d.pairs.len() + d.unlabelled.len();
        let asked = self.c.current.codes(&codes.current).map_or(0, |list| list.values.len());
        let mut states = d.unlabelled.iter().map(|code| {
            let value = code.current.value.clone().unwrap_or_default();
            self.label(
                format!("コード {value} は、どちらかの側に内容（label）がないため意味を比べられません"),
                format!("code {value} has no label on one side, so meanings cannot be compared"),
            )
        });
        let first = states.next();
        let labels = states.fold(first, |all, state| all.map(|all| all.and(state)));
        let open = self.c.standard.list(codes.list).open && known < asked && d.pairs.len() < asked;
        let question = open.then(|| {
            self.label(
                "開いたコード一覧にない値があります。標準のどの値にするかを確かめてください".to_string(),
                "some values are not in the open code list; find out what they become".to_string(),
            )
        });
        match (labels, question) {
            (Some(a), Some(b)) => a.and(b),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => State::Fits,
        }
    }

    fn label(&self, ja: String, en: String) -> State {
        unknown(UnjudgedWhat::CodeLabel, self.c.item_subject(self.pair.item), Bilingual::new(ja, en))
    }

    /// A column that does not state its repetitions may keep them as rows.
    fn repeat(&self) -> State {
        let several = |n: Option<u32>| n.is_some_and(|n| n > 1);
        match &self.pair.repeat {
            Some(repeat) => State::judged(repeat.loss(self.c.role()).is_none()),
            None if several(self.col.occurs) => self.edition("繰り返し", "repetitions"),
            None if several(self.i.repeat) && self.c.role() == Role::Package => {
                self.current("繰り返し数（occurs）", "repetitions")
            }
            None if several(self.i.repeat) => State::Fits,
            None => State::NotAsked,
        }
    }

    /// Whether a required value can be empty. The data speak before the declaration; for a package the declaration is what it claims.
    fn required(&self) -> State {
        let (nullable, empty) = (self.col.nullable, self.col.null_count);
        match self.i.value {
            Some(Value::Optional) => State::NotAsked,
            Some(Value::Required) => match (self.c.role(), empty, nullable) {
                (_, Some(1..), _) => State::Differs,
                (Role::Present, Some(0), _) | (_, _, Some(false)) => State::Fits,
                (_, _, Some(true)) => State::Differs,
                (_, _, None) => self.current("空を許すかどうか（nullable）", "whether it may be empty"),
            },
            _ if nullable == Some(false) && empty.unwrap_or(0) == 0 => State::Fits,
            None => self.edition("データ出力条件", "data output condition"),
            Some(Value::Conditional) => {
                let condition = self.i.condition.clone().unwrap_or_else(|| "-".into());
                let reason = Bilingual::new(
                    format!("条件付き必須です（条件: {condition}）。条件は人が確認してください"),
                    format!("required on a condition ({condition}) that a person has to judge"),
                );
                unknown(UnjudgedWhat::Condition, self.c.item_subject(self.pair.item), reason)
            }
        }
    }
}

/// The form in which a value of a type is written.
pub(super) fn written_as(kind: ItemType) -> Option<DateForm> {
    match kind {
        ItemType::Date => Some(DateForm::Iso),
        ItemType::Year => Some(DateForm::Year),
        _ => None,
    }
}
