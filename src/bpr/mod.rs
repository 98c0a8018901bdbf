//! BPR items: the work reforms that findings lead to. One item answers all findings of a kind about one subject.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::identity::bpr_id;
use crate::finding::{Finding, Subject, SubjectKind};
use crate::ledger::view::DecisionView;
use crate::text::lang::Lang;

/// What a BPR item is about: findings of the same rule come together by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Group,
    Table,
    Form,
    Function,
    System,
}

/// A rule that turns findings into a work reform.
#[derive(Debug)]
pub struct BprRule {
    pub id: &'static str,
    pub scope: Scope,
    /// 見直し内容, Japanese and English.
    pub title: (&'static str, &'static str),
    /// 対応方針 candidates in the allowed order.
    pub remedies: &'static [&'static str],
}

/// All BPR rules. Ids are stable and never reused.
pub const RULES: &[BprRule] = &[
    BprRule {
        id: "BPR001",
        scope: Scope::Group,
        title: ("標準の必須項目の値を用意する", "provide the values the standard asks for"),
        remedies: &["変換", "クレンジング", "運用", "ベンダ確認"],
    },
    BprRule {
        id: "BPR002",
        scope: Scope::Table,
        title: ("独自項目の行き先を決める", "decide where extra columns go"),
        remedies: &["標準に合わせる", "標準オプション", "EUC", "独自施策システム等"],
    },
    BprRule {
        id: "BPR003",
        scope: Scope::Table,
        title: ("桁数・日付の変換規則を決める", "settle the conversion of lengths and dates"),
        remedies: &["変換", "クレンジング"],
    },
    BprRule {
        id: "BPR004",
        scope: Scope::Table,
        title: ("コード体系を標準に合わせる", "bring codes in line with the standard"),
        remedies: &["標準に合わせる", "変換", "国への意見"],
    },
    BprRule {
        id: "BPR005",
        scope: Scope::Form,
        title: ("帳票の様式を見直す", "review the form"),
        remedies: &["標準に合わせる", "EUC", "独自施策システム等", "例規改正"],
    },
    BprRule {
        id: "BPR006",
        scope: Scope::Function,
        title: ("新しく使う機能の事務手順を決める", "settle the procedure for a new function"),
        remedies: &["標準に合わせる", "運用", "ベンダ確認"],
    },
    BprRule {
        id: "BPR007",
        scope: Scope::System,
        title: ("連携先の業務と移行時期を調整する", "agree dates with the consuming systems"),
        remedies: &["運用", "変換", "ベンダ確認"],
    },
];

/// A work reform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BprItem {
    /// `b1-…`
    pub id: String,
    pub rule: String,
    /// `s1-…` of what it is about.
    pub subject: String,
    /// What it is about, in clear.
    pub about: String,
    pub title: String,
    pub remedies: Vec<String>,
    /// Fingerprints of the findings it answers.
    pub findings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject_parts: Option<Subject>,
    /// What people decided about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<DecisionView>,
}

/// The work reforms of one system, in the order of their rules and subjects.
pub fn items(system: &str, findings: &[Finding], lang: Lang) -> Vec<BprItem> {
    let mut gathered: BTreeMap<(&'static str, Subject), Vec<String>> = BTreeMap::new();
    for finding in findings {
        for rule in finding.meta.bpr.iter().filter_map(|id| RULES.iter().find(|r| r.id == *id)) {
            let subject = subject_of(rule.scope, system, finding);
            gathered.entry((rule.id, subject)).or_default().push(finding.fingerprint.clone());
        }
    }
    gathered.into_iter().filter_map(|((id, subject), findings)| item(id, &subject, findings, lang)).collect()
}

fn item(id: &str, subject: &Subject, findings: Vec<String>, lang: Lang) -> Option<BprItem> {
    let rule = RULES.iter().find(|r| r.id == id)?;
    Some(BprItem {
        id: bpr_id(id, subject),
        rule: id.to_string(),
        subject: subject.key(),
        about: subject.name.clone(),
        title: lang.pick(rule.title.0, rule.title.1).to_string(),
        remedies: rule.remedies.iter().map(|r| r.to_string()).collect(),
        findings,
        subject_parts: Some(subject.clone()),
        decision: None,
    })
}

/// The subject that a finding's reform is about: its table, form or group, else the thing itself.
fn subject_of(scope: Scope, system: &str, finding: &Finding) -> Subject {
    let own = &finding.subject;
    let table = || finding.places.iter().find_map(|p| p.table.clone());
    match scope {
        Scope::System => Subject::new(SubjectKind::System, system, "", system),
        Scope::Table => match table() {
            Some(table) => Subject::new(SubjectKind::Table, system, "", &table),
            None => own.clone(),
        },
        Scope::Group if own.kind == SubjectKind::Item => Subject::new(SubjectKind::Group, &own.system, "", &own.within),
        Scope::Form if own.kind == SubjectKind::PrintedItem => {
            Subject::new(SubjectKind::Form, &own.system, "", &own.within)
        }
        _ => own.clone(),
    }
}

/// The item's texts in a language. Items of rules that this version does not know keep theirs.
pub fn in_language(item: &mut BprItem, lang: Lang) {
    if let Some(rule) = RULES.iter().find(|r| r.id == item.rule) {
        item.title = lang.pick(rule.title.0, rule.title.1).to_string();
    }
}
