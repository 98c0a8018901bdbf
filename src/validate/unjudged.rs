//! What a run could not check, and why: facets that the edition does not record, files that were not given.
//! A clean run says so; silence is not "no".

use super::plan::{ColumnPlan, Kind, Plan};
use super::run::Found;
use crate::finding::Subject;
use crate::finding::identity::SubjectKind;
use crate::spec::edition::Value;
use crate::spec::standard::Standard;
use crate::text::lang::Bilingual;

/// One thing that was not judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unjudged {
    /// `type`, `digits`, `value`, `condition`, `codes`, `unknownDates`, `reference`, `key`.
    pub what: &'static str,
    /// Group and column of the plan; no column where the group as a whole is meant.
    pub group: usize,
    pub column: Option<usize>,
    pub reason: Bilingual,
}

impl Unjudged {
    pub fn subject(&self, standard: &Standard, plan: &Plan) -> Subject {
        let group = &plan.groups[self.group];
        let slug = standard.slug_of_group(group.id);
        match self.column {
            Some(column) => Subject::new(SubjectKind::Item, slug, &group.name, &group.columns[column].name),
            None => Subject::new(SubjectKind::Group, slug, "", &group.name),
        }
    }
}

/// Everything that was not judged of the groups whose files were read.
pub fn unjudged(standard: &Standard, plan: &Plan, found: &Found, given: &[bool]) -> Vec<Unjudged> {
    let mut all = Vec::new();
    for (at, group) in plan.groups.iter().enumerate() {
        let read: Vec<_> = found.files.iter().filter(|f| f.binding.group == at).collect();
        if read.is_empty() {
            continue;
        }
        for (column, c) in group.columns.iter().enumerate() {
            if read.iter().all(|f| f.binding.columns[column].is_none()) {
                continue;
            }
            let mut add = |what, reason| all.push(Unjudged { what, group: at, column: Some(column), reason });
            of_column(standard, c, &mut add);
            for reference in group.references.iter().filter(|r| r.column == column && !given[r.target]) {
                let target = &plan.groups[reference.target].name;
                add(
                    "reference",
                    Bilingual::new(
                        format!("参照先「{target}」のファイルが渡されていません"),
                        format!("the file of {target}, which it refers to, was not given"),
                    ),
                );
            }
        }
        if group.key.is_empty() {
            let reason = Bilingual::new("主キーが未収録です", "the primary key is not recorded");
            all.push(Unjudged { what: "key", group: at, column: None, reason });
        }
    }
    all
}

fn of_column(standard: &Standard, c: &ColumnPlan, add: &mut impl FnMut(&'static str, Bilingual)) {
    let item = standard.item(c.item);
    if c.kind == Kind::Unrecorded {
        add("type", Bilingual::new("データ型が未収録です", "the type is not recorded"));
    }
    if wants_digits(c.kind) && c.max.is_none() {
        add("digits", Bilingual::new("桁数が未収録です", "the number of digits is not recorded"));
    }
    match item.value {
        None if standard.is_official(c.item) => {}
        None => add("value", Bilingual::new("データ出力条件が未収録です", "the データ出力条件 is not recorded")),
        Some(Value::Conditional) => add(
            "condition",
            Bilingual::new("条件付き必須の条件は文章のため判定しません", "the condition is prose and is not judged"),
        ),
        Some(_) => {}
    }
    if item.code.is_some() && c.codes.is_none() {
        add("codes", Bilingual::new("コード一覧の値が未収録です", "the values of the code list are not recorded"));
    }
    if c.kind == Kind::Date && item.unknown_dates.is_none() {
        let reason = ("不詳日を許すかどうかが未収録です", "whether unknown dates are allowed is not recorded");
        add("unknownDates", Bilingual::new(reason.0, reason.1));
    }
}

/// Whether 桁数 says something about values of this type that the type itself does not.
pub fn wants_digits(kind: Kind) -> bool {
    matches!(kind, Kind::Half | Kind::FullWidth | Kind::Integer | Kind::Decimal | Kind::Signed | Kind::Unrecorded)
}

/// Whether a finding-free column may be called conforming: everything that its values could violate was looked at.
pub fn is_judged(standard: &Standard, c: &ColumnPlan) -> bool {
    let item = standard.item(c.item);
    let typed = c.kind != Kind::Unrecorded && (!wants_digits(c.kind) || c.max.is_some());
    let valued = match item.value {
        Some(value) => value != Value::Conditional,
        None => standard.is_official(c.item),
    };
    typed && valued && (item.code.is_none() || c.codes.is_some())
}
