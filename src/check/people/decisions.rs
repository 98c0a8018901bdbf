//! Decisions, held against what was found: every finding and BPR item gets what holds for it.

use std::collections::HashMap;
use std::path::Path;

use super::Asked;
use super::kinds;
use super::today::{Absence, earlier, seen};
use crate::bpr::BprItem;
use crate::config::Config;
use crate::domain::any_day;
use crate::finding::PlaceRole;
use crate::ledger::decisions::{Decision, Ledger, Standing};
use crate::ledger::view::{Cells, DecisionView};
use crate::report::model::{Report, ReportedFinding};
use crate::report::people::{DecisionsUse, LedgerRow, RowStanding};
use crate::text::fold::f1_lower;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

/// `--decisions`, then the configuration.
pub fn path(named: Option<&str>, config: &Config) -> Option<String> {
    let configured = || config.decisions.file.as_ref().map(|p| config.resolve(p).display().to_string());
    named.map(str::to_string).or_else(configured)
}

/// The file, or nothing where the configuration names one that was not written yet.
///
/// # Errors
/// The file cannot be read; one that was named on the command line is missing.
pub fn load(asked: &Asked<'_>) -> Result<Option<Ledger>, Vec<Problem>> {
    let Some(path) = path(asked.decisions, asked.config) else { return Ok(None) };
    if asked.decisions.is_none() && !Path::new(&path).exists() {
        return Ok(None);
    }
    Ledger::load(&path, any_day).map(Some).map_err(|p| vec![p])
}

/// Writes what was decided into the report.
pub fn apply(ledger: Option<&Ledger>, asked: &Asked<'_>, report: &mut Report) {
    if let Some(ledger) = ledger {
        let all = seen(report).into_iter().chain(earlier(report));
        let mut today: HashMap<String, String> = HashMap::new();
        all.for_each(|s| {
            today.entry(s.key).or_insert(s.state);
        });
        let used = used(ledger, &today, asked.config, report);
        report.notes.push(note(&used, asked.lang));
        views(ledger, &today, report);
        report.decisions = Some(used);
    } else if let Some(path) = path(None, asked.config) {
        report.notes.push(not_yet(&path).get(asked.lang).to_string());
    }
    owners(asked.config, report);
}

fn used(ledger: &Ledger, today: &HashMap<String, String>, config: &Config, report: &Report) -> DecisionsUse {
    let absence = Absence::of(report, config);
    let known: Vec<&str> = report
        .systems
        .iter()
        .flat_map(|s| s.editions.iter().map(|e| &e.slug).chain([&s.slug]))
        .map(String::as_str)
        .collect();
    let index = ledger.index();
    let mut rows = Vec::new();
    for (at, row) in ledger.rows.iter().map(|r| &r.decision).enumerate() {
        let ours =
            index.get(&row.key) == Some(&at) && (today.contains_key(&row.key) || known.contains(&kinds::slug(row)));
        if ours {
            let standing = match today.get(&row.key) {
                Some(state) => row.standing(state),
                None => row.standing_absent(absence.of_row(row)),
            };
            rows.push(ledger_row(row, standing));
        }
    }
    DecisionsUse { path: ledger.path.clone(), rows }
}

fn ledger_row(row: &Decision, standing: Standing) -> LedgerRow {
    let (standing, solved_on) = match standing {
        Standing::Open => (RowStanding::Open, None),
        Standing::Recheck => (RowStanding::Recheck, None),
        Standing::Solved(day) => (RowStanding::Solved, day),
        Standing::Unclear => (RowStanding::Unclear, None),
    };
    LedgerRow {
        key: row.key.clone(),
        standing,
        solved_on,
        kind: row.kind.clone(),
        system: kinds::slug(row).to_string(),
        group: row.group.clone(),
        item: row.item.clone(),
        current: row.current.clone(),
        cells: Cells::of(row),
        revision: row.revision.clone(),
    }
}

/// Own cells first, then those of the BPR items above.
fn views(ledger: &Ledger, today: &HashMap<String, String>, report: &mut Report) {
    let rows = ledger.by_key();
    let view = |key: &str| {
        let row = rows.get(key)?;
        let cells = Cells::of(row);
        let recheck = today.get(key).is_some_and(|state| row.standing(state) == Standing::Recheck);
        (!cells.is_empty()).then(|| DecisionView { cells, recheck, ..DecisionView::default() })
    };
    let mut above: HashMap<&str, Vec<(&str, DecisionView)>> = HashMap::new();
    for item in &mut report.bpr {
        item.decision = view(&item.id);
    }
    for item in &mut report.bpr {
        inherit_earlier(item, &view);
    }
    for item in &report.bpr {
        // what was decided about a reform of before holds for its own findings first
        for (earlier, decision) in item.earlier.iter().filter_map(|e| Some((e, view(&e.id)?))) {
            for fingerprint in earlier.findings.iter().filter_map(|at| item.findings.get(*at)) {
                above.entry(fingerprint).or_default().push((&earlier.id, decision.clone()));
            }
        }
        if let Some(decision) = &item.decision {
            for fingerprint in &item.findings {
                above.entry(fingerprint).or_default().push((&item.id, decision.clone()));
            }
        }
    }
    for finding in &mut report.findings {
        let mut own = view(&finding.subject).unwrap_or_default();
        for (id, decision) in above.get(finding.fingerprint.as_str()).into_iter().flatten() {
            let alone = own.cells.is_empty();
            if own.cells.inherit(&decision.cells) {
                own.inherited_from.get_or_insert_with(|| id.to_string());
                own.recheck |= alone && decision.recheck;
            }
        }
        finding.decision = (!own.cells.is_empty()).then_some(own);
    }
}

/// A reform without a decision of its own shows those of the reforms that it took in, where all say the same.
fn inherit_earlier(item: &mut BprItem, view: &impl Fn(&str) -> Option<DecisionView>) {
    if item.decision.is_some() {
        return;
    }
    let mut views = item.earlier.iter().filter_map(|e| Some((e, view(&e.id)?)));
    let Some((first, mut decision)) = views.next() else { return };
    if views.all(|(_, other)| other.cells == decision.cells) {
        decision.inherited_from = Some(first.id.clone());
        item.decision = Some(decision);
    }
}

/// 担当課 from the configuration: of the table, else of the system.
fn owners(config: &Config, report: &mut Report) {
    for finding in &mut report.findings {
        let owner = owner(config, &finding.system, &tables(finding));
        fill_owner(&mut finding.decision, owner);
    }
    for item in &mut report.bpr {
        let owner = item.system.as_deref().and_then(|s| owner(config, s, &[item.about.as_str()]));
        fill_owner(&mut item.decision, owner);
    }
}

fn tables(finding: &ReportedFinding) -> Vec<&str> {
    let current = finding.places.iter().filter(|p| p.role == PlaceRole::Current);
    current.filter_map(|p| p.table.as_deref()).collect()
}

fn owner(config: &Config, system: &str, tables: &[&str]) -> Option<String> {
    let system = config.systems.get(system)?;
    let of_table = system.owners.iter().find(|(name, _)| tables.iter().any(|t| f1_lower(t) == f1_lower(name)));
    of_table.map(|(_, owner)| owner.clone()).or_else(|| system.owner.clone())
}

fn fill_owner(decision: &mut Option<DecisionView>, owner: Option<String>) {
    let Some(owner) = owner else { return };
    let decision = decision.get_or_insert_with(DecisionView::default);
    if decision.cells.owner.is_none() {
        decision.cells.owner = Some(owner);
        decision.default_owner = true;
    }
}

fn note(used: &DecisionsUse, lang: Lang) -> String {
    let count = |standing: RowStanding| used.rows.iter().filter(|r| r.standing == standing).count();
    let typed = used.rows.iter().filter(|r| !r.cells.is_empty()).count();
    let (all, path) = (used.rows.len(), &used.path);
    let mut note = match lang {
        Lang::Ja => format!("決定（{path}）: 記入済 {typed} / 全 {all}"),
        Lang::En => format!("decisions ({path}): {typed} of {all} rows filled in"),
    };
    for (standing, ja, en) in [
        (RowStanding::Recheck, "要再確認", "to be looked at again"),
        (RowStanding::Solved, "解消済", "solved"),
        (RowStanding::Unclear, "引継ぎ要確認", "unclear"),
    ] {
        let n = count(standing);
        if n > 0 {
            note.push_str(&match lang {
                Lang::Ja => format!("、{ja} {n}"),
                Lang::En => format!(", {n} {en}"),
            });
        }
    }
    note
}

fn not_yet(path: &str) -> Bilingual {
    Bilingual::new(
        format!("決定の記録 {path} はまだありません（gapcheck decisions write で作れます）"),
        format!("there are no decisions yet in {path} (gapcheck decisions write creates the file)"),
    )
}
