//! What could not be judged, and why: neither a gap nor 適合.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::state::{AnswerState, FormState, FunctionState};
use super::{Comparison, GroupState, unrecorded};
use crate::finding::{Subject, SubjectKind};
use crate::spec::force::Force;
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

/// Everything not judged: whole sections, then what the facet table has as unknown, in the standard's order.
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
    found.groups();
    found.answers();
    let mut told = HashSet::new();
    // what is unknown of a group is told once, however many of its items rest on it
    let facets = c.facets.unknown().filter(|u| told.insert((u.what, u.subject.key(), u.reason.ja.clone())));
    found.found.extend(facets.cloned());
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

    fn groups(&mut self) {
        if self.c.current.layout.is_none() {
            return;
        }
        for group in self.c.standard.groups() {
            if self.c.groups[group.0] == GroupState::Unknown {
                let subject = self.c.group_subject(group);
                self.add(
                    UnjudgedWhat::Group,
                    subject,
                    "対応する表が見つからず、レイアウトに complete=\"true\" がありません",
                    "no table feeds it, and the layout does not say complete=\"true\"",
                );
            }
        }
    }

    /// Answers that fit several functions of the standard.
    fn answers(&mut self) {
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
    }
}
