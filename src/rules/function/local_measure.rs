use serde::{Deserialize, Serialize};

use crate::compare::{AnswerState, Comparison};
use crate::current::model::{Reply, TableId};
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::fold::f1;
use crate::text::lang::Lang;

/// What belongs to the local measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    Function,
    Form,
    Table,
}

rule_fields! {
    /// 独自施策の機能、帳票、表がある。
    ///
    /// ## 何を調べるか
    /// `local="true"` と書かれた機能（使っているもの）、帳票、表のうち、標準に対応するものがないものです。
    ///
    /// ## なぜ困るか
    /// 独自施策は標準準拠システムの中に置けません。独自施策システム等として切り離し、連携でつなぐ必要があります。製品に含まれていれば、切り離されていないことになります。
    ///
    /// ## 例
    /// 市独自の給付金の支給管理を、児童手当システムの中で行っている。
    ///
    /// ## 直し方
    /// 独自施策システム等として分ける範囲、必要な連携、独自施策システム等ID の付番を決めます。続ける必要があるかも、この機会に見直します。
    ///
    /// ## 根拠
    /// 提出された資料の記載だけに基づきます。
    ///
    /// # English
    ///
    /// Functions, forms or tables of a local measure.
    ///
    /// ## What it checks
    /// Functions (in use), forms and tables that say `local="true"` and have no counterpart in the standard.
    ///
    /// ## Why it matters
    /// Local measures have no place inside a conforming system. They are kept apart (独自施策システム等) and linked; inside a package they are not apart.
    ///
    /// ## Example
    /// A benefit of the city's own is managed inside the child-allowance system.
    ///
    /// ## What to do
    /// Decide what is kept apart, which links it needs and its system ID, and whether the measure goes on at all.
    ///
    /// ## Basis
    /// Only what was submitted.
    pub struct LocalMeasure {
        pub thing: Thing,
        pub name: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub label: Option<String>,
        pub package: bool,
    }
}

impl Rule for LocalMeasure {
    const META: &'static Meta = &Meta {
        id: "GAP0607",
        name: "local-measure",
        title: ("独自施策", "local measure"),
        area: Area::Function,
        aspect: None,
        grain: Grain::Function,
        present: &[Severity::Info],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("独自施策のないことは問題になりません"),
        bpr: &["BPR012"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let LocalMeasure { thing, name, label, .. } = &e[0];
        let (ja, en) = match thing {
            Thing::Function => ("機能", "function"),
            Thing::Form => ("帳票", "form"),
            Thing::Table => ("表", "table"),
        };
        let named = match (label, lang) {
            (Some(label), Lang::Ja) => format!("{name}（{label}）"),
            (Some(label), Lang::En) => format!("{name} ({label})"),
            (None, _) => name.clone(),
        };
        match lang {
            Lang::Ja => format!("{ja}「{named}」は独自施策のものです"),
            Lang::En => format!("the {en} {named} belongs to a local measure"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => (
                "標準準拠システムから切り離し、独自施策システム等として連携でつないでください",
                "keep it apart from the conforming system and link it",
            ),
            false => (
                "独自施策システム等として分ける範囲と必要な連携を決め、続ける必要があるかも見直してください",
                "decide what is kept apart and which links it needs, and whether the measure goes on",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        functions(c, emit);
        forms(c, emit);
        tables(c, emit);
    }
}

fn fields(c: &Comparison<'_>, thing: Thing, name: &str, label: Option<String>) -> LocalMeasure {
    LocalMeasure { thing, name: name.to_string(), label, package: c.role().pick(false, true) }
}

fn severity(c: &Comparison<'_>) -> Severity {
    c.role().pick(Severity::Info, Severity::Warning)
}

fn functions(c: &Comparison<'_>, emit: &mut Emit<'_, LocalMeasure>) {
    for (at, answer) in c.current.functions.iter().flat_map(|s| &s.entries).enumerate() {
        let used = matches!(answer.reply, Reply::Yes | Reply::Partly);
        if used && answer.local && c.answers[at] == AnswerState::NotInStandard {
            let subject = Subject::new(SubjectKind::CurrentFunction, c.system, "", &answer.name);
            let draft = emit.draft(subject, severity(c), &fields(c, Thing::Function, &answer.name, None));
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}

fn forms(c: &Comparison<'_>, emit: &mut Emit<'_, LocalMeasure>) {
    for (at, form) in c.current.forms.iter().flat_map(|s| &s.entries).enumerate() {
        let homed = c.matching.forms.iter().any(|(t, ..)| *t == at);
        if form.local && !homed && !c.matching.ignored_current.contains(&f1(&form.name)) {
            let subject = Subject::new(SubjectKind::CurrentForm, c.system, "", &form.name);
            let draft = emit.draft(subject, severity(c), &fields(c, Thing::Form, &form.name, None));
            emit.push(draft.spot(c.current, form.spot, "form", &form.name));
        }
    }
}

fn tables(c: &Comparison<'_>, emit: &mut Emit<'_, LocalMeasure>) {
    for (at, table) in c.current.tables().iter().enumerate() {
        let id = TableId(at);
        let homed = c.matching.groups_of(id).next().is_some();
        if table.local && !homed && !c.matching.ignored_tables.contains_key(&id) {
            let subject = Subject::new(SubjectKind::Table, c.system, "", &table.name);
            let draft = emit.draft(subject, severity(c), &fields(c, Thing::Table, &table.name, table.label.clone()));
            emit.push(draft.table(c.current, id));
        }
    }
}
