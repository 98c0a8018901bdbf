//! What people decided, in words.

use super::model::ReportedFinding;
use super::people::{Cells, DecisionView};
use crate::text::lang::Lang;

/// Where a finding stands against the baseline; empty for one that was never accepted.
pub fn status_word(status: &str, lang: Lang) -> &str {
    let (ja, en) = match status {
        "accepted" => ("承認済", "accepted"),
        "changed" => ("要再確認", "changed since it was accepted"),
        "expired" => ("期限切れ", "no longer accepted"),
        "new" => ("", ""),
        other => return other,
    };
    lang.pick(ja, en)
}

/// `要再確認: 移行後に見直す（税務課、2027-03-31 まで）`
pub fn acceptance_text(finding: &ReportedFinding, lang: Lang) -> Option<String> {
    let accepted = finding.accepted.as_ref()?;
    let until = accepted.until.as_ref().map(|day| match lang {
        Lang::Ja => format!("{day} まで"),
        Lang::En => format!("until {day}"),
    });
    let remarks: Vec<String> = accepted.owner.iter().cloned().chain(until).collect();
    let mut text = format!("{}: {}", status_word(&finding.status, lang), accepted.reason);
    if !remarks.is_empty() {
        text.push_str(&match lang {
            Lang::Ja => format!("（{}）", remarks.join("、")),
            Lang::En => format!(" ({})", remarks.join(", ")),
        });
    }
    Some(text)
}

/// `要再確認 対応方針 EUC、担当課 税務課、期限 2027-03-31`; nothing where only the configured section is known.
pub fn decision_text(decision: &DecisionView, lang: Lang) -> Option<String> {
    let mut parts = cell_texts(&decision.cells, lang);
    if decision.default_owner && parts.len() == 1 {
        return None;
    }
    if decision.inherited_from.is_some() {
        parts.push(lang.pick("見直し事項（BPR）から", "from the work reform above it").into());
    }
    let text = parts.join(lang.pick("、", ", "));
    match (decision.recheck, text.is_empty()) {
        (_, true) => None,
        (true, false) => Some(format!("{}: {text}", lang.pick("要再確認", "changed since it was decided"))),
        (false, false) => Some(text),
    }
}

/// Headings of the cells that people type, in the order of the file.
pub const CELL_WORDS: [(&str, &str); 9] = [
    ("対応方針", "policy"),
    ("担当課", "owner"),
    ("期限", "due"),
    ("状況", "progress"),
    ("条例等改正", "ordinance"),
    ("住民周知", "notice"),
    ("備考", "remarks"),
    ("決定者", "decided by"),
    ("決定日", "decided on"),
];

fn cell_texts(cells: &Cells, lang: Lang) -> Vec<String> {
    let named = CELL_WORDS.iter().zip(cells.list());
    named.filter_map(|((ja, en), cell)| cell.map(|c| format!("{} {c}", lang.pick(ja, en)))).collect()
}
