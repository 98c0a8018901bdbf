//! What makes a run end with 2 or 1 beside its findings: parts that were not read, too little judged, an interruption.
//! Every format that a CI server shows tells them.

use super::model::{Report, SystemReport};
use crate::text::lang::Lang;

/// One of them, with its place where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub kind: TroubleKind,
    /// Name of the system as people know it; empty for the whole run.
    pub system: String,
    pub path: Option<String>,
    /// Counted from 1.
    pub line: Option<usize>,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    Skipped,
    FewJudged,
    Partial,
}

impl TroubleKind {
    /// Stable, for programs.
    pub fn id(self) -> &'static str {
        match self {
            TroubleKind::Skipped => "input-skipped",
            TroubleKind::FewJudged => "min-judged",
            TroubleKind::Partial => "partial",
        }
    }
}

/// Whether less of a system's items is judged than asked for, in percent.
pub fn judged_too_few(system: &SystemReport, wanted: usize) -> bool {
    let items = &system.summary.items;
    items.judged() * 100 < wanted * items.in_question()
}

/// `min_judged`: percent, as asked for with `--min-judged`.
pub fn troubles(report: &Report, min_judged: usize, lang: Lang) -> Vec<Trouble> {
    let mut all = Vec::new();
    if report.partial {
        all.push(Trouble {
            kind: TroubleKind::Partial,
            system: String::new(),
            path: None,
            line: None,
            message: lang
                .pick(
                    "中断（partial）: ここまでに見つかったものだけです",
                    "partial: the run was interrupted, only what was found until then",
                )
                .into(),
        });
    }
    for system in &report.systems {
        let name = lang.pick(&system.name, &system.slug).to_string();
        for input in &system.inputs {
            all.extend(input.skipped.iter().map(|s| Trouble {
                kind: TroubleKind::Skipped,
                system: name.clone(),
                path: Some(input.path.clone()),
                line: s.line,
                message: format!("{}: {} {}", lang.pick("読めなかった箇所", "not read"), s.what, s.todo),
            }));
        }
        if judged_too_few(system, min_judged) {
            let items = &system.summary.items;
            let (judged, all_items) = (items.judged(), items.in_question());
            all.push(Trouble {
                kind: TroubleKind::FewJudged,
                path: system.inputs.first().map(|i| i.path.clone()),
                line: None,
                message: match lang {
                    Lang::Ja => {
                        format!("{name}: 判定済 {judged} / 全 {all_items} は --min-judged {min_judged} に届きません")
                    }
                    Lang::En => {
                        format!("{name}: {judged} of {all_items} judged is less than --min-judged {min_judged}")
                    }
                },
                system: name,
            });
        }
    }
    all
}
