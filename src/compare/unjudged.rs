//! What could not be judged, and why: neither a gap nor 適合.

use serde::{Deserialize, Serialize};

use super::groups::HistoryDiff;
use super::pair::{standard_length, standard_number};
use super::state::{AnswerState, FormState, FunctionState, ItemState};
use super::{Comparison, GroupState, unrecorded};
use crate::current::model::{ColumnCodes, ColumnId, Form, Role, TableId};
use crate::domain::ItemType;
use crate::finding::{Subject, SubjectKind};
use crate::spec::edition::{ClassFor, Value};
use crate::spec::force::Force;
use crate::spec::standard::{FormId, ItemId};
use crate::text::lang::Bilingual;

/// The kind of thing that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnjudgedWhat {
    /// A whole section (layout, forms, functions) was not submitted.
    Section,
    /// A whole business, all forms or all functions are not in the edition (未収録).
    EditionSection,
    /// A group: the layout does not say that it is complete.
    Group,
    /// An item: the layout does not say that it is complete.
    Item,
    /// A facet that the edition does not have (未収録).
    EditionFacet,
    /// A facet that the input does not state.
    CurrentFacet,
    /// A prose condition (※※) decides whether a value is required.
    Condition,
    /// A function without an answer.
    Function,
    /// Ended, or not begun, on the day of the check.
    NotInForce,
    /// Codes without labels.
    CodeLabel,
    /// A class that differs by 団体区分, which is not set.
    Category,
}

/// One thing that could not be judged.
#[derive(Debug, Clone)]
pub struct Unjudged {
    pub what: UnjudgedWhat,
    pub subject: Subject,
    pub reason: Bilingual,
}

/// Everything not judged, in the standard's order.
pub fn all(c: &Comparison<'_>) -> Vec<Unjudged> {
    let mut found = Collect { c, found: Vec::new() };
    found.sections();
    found.not_in_force();
    found.not_recorded();
    found.found.extend(unrecorded::all(c).into_iter().map(|(subject, reason)| Unjudged {
        what: UnjudgedWhat::EditionSection,
        subject,
        reason,
    }));
    found.groups_and_items();
    found.pairs();
    found.group_diffs();
    found.forms();
    found.functions();
    found.found
}

struct Collect<'c, 'a> {
    c: &'c Comparison<'a>,
    found: Vec<Unjudged>,
}

impl Collect<'_, '_> {
    fn add(&mut self, what: UnjudgedWhat, subject: Subject, ja: impl Into<String>, en: impl Into<String>) {
        self.found.push(Unjudged { what, subject, reason: Bilingual::new(ja, en) });
    }

    fn sections(&mut self) {
        let missing = [
            (self.c.current.layout.is_none(), "レイアウト", "layout"),
            (self.c.current.forms.is_none(), "帳票", "forms"),
            (self.c.current.functions.is_none(), "機能", "functions"),
        ];
        for (absent, ja, en) in missing {
            if absent {
                let subject = Subject::new(SubjectKind::System, self.c.system, "", en);
                self.add(
                    UnjudgedWhat::Section,
                    subject,
                    format!("{ja}が提出されていません"),
                    format!("no {en} were submitted"),
                );
            }
        }
    }

    /// What is no law on the day of the check: with its end or its beginning.
    fn not_in_force(&mut self) {
        let c = self.c;
        for group in c.standard.groups().filter(|g| c.groups[g.0] != GroupState::OutOfScope) {
            let whole = c.standard.group_force(group);
            if !whole.is_in_force() {
                self.dated(c.group_subject(group), &whole);
                continue;
            }
            for item in c.standard.items_of(group) {
                self.dated(c.item_subject(item), &c.standard.item_force(item));
            }
        }
        for form in c.standard.forms().filter(|f| c.forms[f.0] == FormState::NotInForce) {
            self.dated(c.form_subject(form), &c.standard.form_force(form));
        }
        for function in c.standard.functions().filter(|f| c.functions[f.0] == FunctionState::NotInForce) {
            self.dated(c.function_subject(function), &c.standard.function_force(function));
        }
    }

    fn dated(&mut self, subject: Subject, force: &Force) {
        let (ja, en) = match force {
            Force::InForce => return,
            Force::Ended(last) => (
                format!("{last} で終了しています。過年度分の記録を残すかどうかだけを決めてください"),
                format!("ended on {last}; only decide whether records of earlier years are kept"),
            ),
            Force::NotYet(first) => (format!("{first} に施行されます"), format!("comes into force on {first}")),
        };
        self.add(UnjudgedWhat::NotInForce, subject, ja, en);
    }

    /// Columns, forms and functions of today about a topic that the edition leaves out.
    fn not_recorded(&mut self) {
        let c = self.c;
        let told = |topic: &str| {
            (
                format!("標準にある「{topic}」を、この版は収録していません（未収録）。独自のものとは扱いません"),
                format!(
                    "the standard has {topic:?}, which this edition leaves out; it is not taken for one of your own"
                ),
            )
        };
        for column in c.current.columns().filter(|col| c.matching.links_of_column(*col).next().is_none()) {
            let Some(topic) = c.topic_of_column(column) else { continue };
            let (ja, en) = told(&topic.topic);
            let subject = Subject::new(
                SubjectKind::Column,
                c.system,
                &c.current.table(column.table).name,
                &c.current.column(column).name,
            );
            self.add(UnjudgedWhat::EditionSection, subject, ja, en);
        }
        for (answer, _) in c
            .current
            .functions
            .iter()
            .flat_map(|s| &s.entries)
            .zip(&c.answers)
            .filter(|(_, s)| **s == AnswerState::NotInStandard)
        {
            let Some(topic) = c.standard.not_recorded(&answer.name) else { continue };
            let (ja, en) = told(&topic.topic);
            self.add(
                UnjudgedWhat::EditionSection,
                Subject::new(SubjectKind::CurrentFunction, c.system, "", &answer.name),
                ja,
                en,
            );
        }
        let forms = c.current.forms.iter().flat_map(|s| &s.entries).enumerate();
        for (_, form) in forms.filter(|(at, _)| !c.matching.forms.iter().any(|(m, ..)| m == at)) {
            let Some(topic) = c.standard.not_recorded(&form.name) else { continue };
            let (ja, en) = told(&topic.topic);
            self.add(
                UnjudgedWhat::EditionSection,
                Subject::new(SubjectKind::CurrentForm, c.system, "", &form.name),
                ja,
                en,
            );
        }
    }

    fn groups_and_items(&mut self) {
        if self.c.current.layout.is_none() {
            return;
        }
        for group in self.c.standard.groups() {
            match self.c.groups[group.0] {
                GroupState::Unknown => {
                    let subject = self.c.group_subject(group);
                    self.add(
                        UnjudgedWhat::Group,
                        subject,
                        "対応する表が見つからず、レイアウトに complete=\"true\" がありません",
                        "no table feeds it, and the layout does not say complete=\"true\"",
                    );
                }
                GroupState::Fed => self.unknown_items(group),
                _ => {}
            }
        }
    }

    fn unknown_items(&mut self, group: crate::spec::standard::GroupId) {
        let unknown: Vec<ItemId> =
            self.c.standard.items_of(group).filter(|i| self.c.items[i.0] == ItemState::Unknown).collect();
        for item in unknown {
            self.add(
                UnjudgedWhat::Item,
                self.c.item_subject(item),
                "対応する列が見つからず、レイアウトに complete=\"true\" がありません",
                "no column corresponds, and the layout does not say complete=\"true\"",
            );
        }
    }

    fn pairs(&mut self) {
        for index in 0..self.c.pairs.len() {
            let (item, column) = (self.c.pairs[index].item, self.c.pairs[index].column);
            self.types(index, item, column);
            self.lengths(index, item, column);
            self.numbers(index, item, column);
            self.repetitions(index, item, column);
            self.dates(index, item, column);
            self.unknown_dates(index, item, column);
            self.emptiness(item, column);
            self.codes(index, item, column);
            self.condition(item, column);
        }
    }

    fn edition_facet(&mut self, item: ItemId, ja: &str, en: &str) {
        let subject = self.c.item_subject(item);
        self.add(
            UnjudgedWhat::EditionFacet,
            subject,
            format!("{ja}が標準仕様データに収録されていません"),
            format!("the edition does not have its {en}"),
        );
    }

    fn current_facet(&mut self, item: ItemId, column: ColumnId, ja: &str, en: &str) {
        let (subject, name) = (self.c.item_subject(item), self.c.current.column_name(column));
        self.add(
            UnjudgedWhat::CurrentFacet,
            subject,
            format!("{name} の{ja}が書かれていません"),
            format!("{name} does not state its {en}"),
        );
    }

    fn types(&mut self, index: usize, item: ItemId, column: ColumnId) {
        match (self.c.standard.item(item).data_type, self.c.current.column(column).column_type) {
            (None, _) => self.edition_facet(item, "データ型", "type"),
            (Some(_), None) => self.current_facet(item, column, "型", "type"),
            (Some(_), Some(_)) if self.c.pairs[index].kind.is_none() => self.edition_facet(item, "コード", "codes"),
            _ => {}
        }
    }

    fn lengths(&mut self, index: usize, item: ItemId, column: ColumnId) {
        let i = self.c.standard.item(item);
        let (Some(kind), Some(_)) = (i.data_type, self.c.current.column(column).column_type) else { return };
        let text = matches!(kind, ItemType::HalfWidthText | ItemType::FullWidthText);
        let measured = text || matches!(kind, ItemType::Integer | ItemType::Decimal | ItemType::SignedInteger);
        if measured && i.digits.is_none() {
            return self.edition_facet(item, "桁数", "digits");
        }
        if text && standard_length(i).is_some() && self.c.pairs[index].length.is_none() && self.holds_text(column) {
            self.current_facet(item, column, "桁数（または単位、文字コード）", "length, unit or encoding");
        }
    }

    fn numbers(&mut self, index: usize, item: ItemId, column: ColumnId) {
        use crate::domain::ColumnType::{Char, Nchar, Number, Packed, Zoned};
        let holds = matches!(self.c.current.column(column).column_type, Some(Char | Nchar | Number | Packed | Zoned));
        if holds && standard_number(self.c.standard.item(item)).is_some() && self.c.pairs[index].number.is_none() {
            self.current_facet(item, column, "桁数（または単位、小数桁数）", "length, unit or scale");
        }
    }

    /// A column that does not state its repetitions may keep them as rows.
    fn repetitions(&mut self, index: usize, item: ItemId, column: ColumnId) {
        let repeats = |n: Option<u32>| n.is_some_and(|n| n > 1);
        let (standard, current) = (self.c.standard.item(item).repeat, self.c.current.column(column).occurs);
        match self.c.pairs[index].repeat {
            Some(_) => {}
            None if repeats(current) => self.edition_facet(item, "繰り返し", "repetitions"),
            None if repeats(standard) && self.c.role() == Role::Package => {
                self.current_facet(item, column, "繰り返し数（occurs）", "repetitions");
            }
            None => {}
        }
    }

    fn unknown_dates(&mut self, index: usize, item: ItemId, column: ColumnId) {
        let pair = &self.c.pairs[index];
        if pair.dates.is_none() || pair.unknown_dates_lost.is_some() {
            return;
        }
        let (allowed, own) = (self.c.standard.item(item).unknown_dates, &self.c.current.column(column).unknown);
        match (self.c.role(), allowed) {
            (Role::Present, None) if !own.is_empty() => {
                self.edition_facet(item, "不詳日を許すかどうか", "rule about unknown dates");
            }
            (Role::Package, Some(true)) => {
                self.current_facet(item, column, "不詳を表す値（unknown）", "value for unknown dates");
            }
            _ => {}
        }
    }

    /// Whether a required value can be empty.
    fn emptiness(&mut self, item: ItemId, column: ColumnId) {
        let col = self.c.current.column(column);
        let stated = col.nullable.is_some() || col.null_count.is_some();
        match self.c.standard.item(item).value {
            Some(Value::Required) if !stated => {
                self.current_facet(item, column, "空を許すかどうか（nullable）", "whether it may be empty");
            }
            None if col.nullable != Some(false) => self.edition_facet(item, "データ出力条件", "data output condition"),
            _ => {}
        }
    }

    fn holds_text(&self, column: ColumnId) -> bool {
        use crate::domain::ColumnType;
        matches!(self.c.current.column(column).column_type, Some(ColumnType::Char | ColumnType::Nchar))
    }

    fn dates(&mut self, index: usize, item: ItemId, column: ColumnId) {
        let typed = self.c.current.column(column).column_type.is_some();
        if typed && self.c.standard.item(item).data_type == Some(ItemType::Date) && self.c.pairs[index].dates.is_none()
        {
            self.current_facet(item, column, "日付の形（date）", "date form");
        }
    }

    fn codes(&mut self, index: usize, item: ItemId, column: ColumnId) {
        if self.c.standard.item(item).code.is_none() {
            return;
        }
        let Some(codes) = &self.c.pairs[index].codes else {
            match &self.c.current.column(column).codes {
                Some(ColumnCodes::FreeText) => {}
                _ => self.current_facet(item, column, "コードの値（codes）", "code values"),
            }
            return;
        };
        for code in codes.diff.unlabelled.clone() {
            let value = code.current.value.unwrap_or_default();
            self.add(
                UnjudgedWhat::CodeLabel,
                self.c.item_subject(item),
                format!("コード {value} は、どちらかの側に内容（label）がないため意味を比べられません"),
                format!("code {value} has no label on one side, so meanings cannot be compared"),
            );
        }
    }

    fn condition(&mut self, item: ItemId, column: ColumnId) {
        let i = self.c.standard.item(item);
        let may_be_empty = self.c.current.column(column).nullable != Some(false);
        if i.value == Some(Value::Conditional) && may_be_empty {
            let condition = i.condition.clone().unwrap_or_else(|| "-".into());
            self.add(
                UnjudgedWhat::Condition,
                self.c.item_subject(item),
                format!("条件付き必須です（条件: {condition}）。条件は人が確認してください"),
                format!("required on a condition ({condition}) that a person has to judge"),
            );
        }
    }

    /// Keys and history that today's tables do not state.
    fn group_diffs(&mut self) {
        let c = self.c;
        for diff in &c.group_diffs {
            let names = |tables: &[TableId]| {
                let names: Vec<&str> = tables.iter().map(|t| c.current.table(*t).name.as_str()).collect();
                names.join("、")
            };
            if !diff.keyless.is_empty() {
                let tables = names(&diff.keyless);
                self.add(
                    UnjudgedWhat::CurrentFacet,
                    c.group_subject(diff.group),
                    format!("表 {tables} の主キー（key）が書かれていません"),
                    format!("{tables} does not state its primary key"),
                );
            }
            if let HistoryDiff::Unknown(tables) = &diff.history {
                let tables = names(tables);
                self.add(
                    UnjudgedWhat::CurrentFacet,
                    c.group_subject(diff.group),
                    format!("表 {tables} の履歴の持ち方（history）が書かれていません"),
                    format!("{tables} does not state how it keeps history"),
                );
            }
        }
    }

    fn forms(&mut self) {
        let c = self.c;
        let Some(section) = &c.current.forms else { return };
        for form in c.standard.forms() {
            let class = c.standard.form(form).class.of(c.category);
            if c.forms[form.0] == FormState::Missing && class == ClassFor::ByCategory {
                self.add(
                    UnjudgedWhat::Category,
                    c.form_subject(form),
                    "団体区分（--category）を指定してください",
                    "set --category",
                );
            }
            if c.forms[form.0] == FormState::Matched {
                self.fields(form, &section.entries);
            }
        }
        for ((form, field), printed) in &c.fields.unclear {
            let label = &section.entries[*form].fields[*field].label;
            self.add(
                UnjudgedWhat::CurrentFacet,
                c.printed_subject(printed.0, printed.1),
                format!("欄「{label}」の元の列（from）が標準の項目に対応しておらず、同じ意味かを確かめられません"),
                format!("the field {label} does not say which item's column it shows, so its meaning cannot be told"),
            );
        }
    }

    /// What is not known of a form that has its counterpart.
    fn fields(&mut self, form: FormId, entries: &[Form]) {
        let c = self.c;
        let printed = &c.standard.form(form).items;
        let today = || c.matching.forms.iter().filter(|(_, f, _)| *f == form).map(|(at, ..)| &entries[*at]);
        if printed.is_empty() {
            let (ja, en) =
                ("印字項目が標準仕様データに収録されていません", "the edition does not have its printed items");
            return self.add(UnjudgedWhat::EditionFacet, c.form_subject(form), ja, en);
        }
        if today().any(|f| f.fields.is_empty()) {
            let (ja, en) = ("現行の印字項目（field）が書かれていません", "the form of today does not state its fields");
            self.add(UnjudgedWhat::CurrentFacet, c.form_subject(form), ja, en);
        }
        let max = |standard: bool, own: bool| {
            c.fields.pairs.iter().filter(|p| p.printed.0 == form).any(|p| {
                let field = &entries[p.field.0].fields[p.field.1];
                (printed[p.printed.1].max.is_some(), field.max.is_some()) == (standard, own)
            })
        };
        if max(true, false) {
            let (ja, en) = ("印字できる文字数（max）が書かれていない欄があります", "some fields do not state max");
            self.add(UnjudgedWhat::CurrentFacet, c.form_subject(form), ja, en);
        }
        if max(false, true) {
            let (ja, en) = (
                "印字できる文字数が標準仕様データに収録されていません",
                "the edition does not have the characters that fit",
            );
            self.add(UnjudgedWhat::EditionFacet, c.form_subject(form), ja, en);
        }
    }

    fn functions(&mut self) {
        let c = self.c;
        let Some(section) = &c.current.functions else { return };
        for (answer, _) in section.entries.iter().zip(&c.answers).filter(|(_, s)| **s == AnswerState::Ambiguous) {
            let subject = Subject::new(SubjectKind::CurrentFunction, c.system, "", &answer.name);
            self.add(
                UnjudgedWhat::Function,
                subject,
                "同じ名前の機能が標準に複数あります。業務コードを付けて（010:機能名）答えてください",
                "several functions of the standard have this name; answer with the business code (010:name)",
            );
        }
        for function in self.c.standard.functions() {
            let state = self.c.functions[function.0];
            let subject = self.c.function_subject(function);
            let class = self.c.standard.function(function).class.of(self.c.category);
            // where the class is not known, an answer would not make it judged either
            if state == FunctionState::Unanswered && class != ClassFor::Unrecorded {
                self.add(UnjudgedWhat::Function, subject, "回答がありません", "there is no answer");
                continue;
            }
            let judged =
                matches!(state, FunctionState::Answered(..) | FunctionState::NotUsed | FunctionState::Unanswered);
            match class {
                ClassFor::ByCategory if judged => {
                    self.add(
                        UnjudgedWhat::Category,
                        subject,
                        "団体区分（--category）を指定してください",
                        "set --category",
                    );
                }
                ClassFor::Unrecorded if judged => self.add(
                    UnjudgedWhat::EditionFacet,
                    subject,
                    "実装区分が標準仕様データに収録されていません",
                    "the edition does not have its class",
                ),
                _ => {}
            }
        }
    }
}
