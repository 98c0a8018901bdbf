//! The baseline, held against what was found.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Asked;
use crate::ledger::baseline::{Baseline, BaselineRecord, Standing};
use crate::report::model::{Report, ReportedFinding};
use crate::report::people::{Acceptance, BaselineEntry, BaselineUse};
use crate::text::lang::Lang;
use crate::text::problem::Problem;

/// The baselines of the systems asked for, each file read once.
pub fn load<'a>(asked: &Asked<'a>) -> Result<Vec<(Vec<&'a str>, Baseline)>, Vec<Problem>> {
    let mut paths: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
    for slug in asked.systems {
        let configured = asked.config.systems.get(*slug).and_then(|s| s.baseline.as_ref());
        let configured = configured.map(|path| asked.config.resolve(path).display().to_string());
        if let Some(path) = asked.baseline.map(str::to_string).or(configured) {
            paths.entry(path).or_default().push(slug);
        }
    }
    let mut baselines = Vec::new();
    let mut problems = Vec::new();
    for (path, systems) in paths {
        match Baseline::load(&path) {
            Ok(baseline) => baselines.push((systems, baseline)),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(baselines) } else { Err(problems) }
}

/// Gives every finding its status, and tells what of the baselines needs a look.
pub fn apply(baselines: &[(Vec<&str>, Baseline)], asked: &Asked<'_>, report: &mut Report) {
    if baselines.is_empty() {
        return;
    }
    let mut used = BaselineUse::default();
    for (systems, baseline) in baselines {
        used.paths.push(baseline.path.clone());
        stand(systems, baseline, asked.as_of, report, &mut used);
        used.unmatched.extend(unmatched(systems, baseline, report));
    }
    report.notes.extend(notes(&used, asked.lang));
    report.baseline = Some(used);
}

fn stand(systems: &[&str], baseline: &Baseline, as_of: &str, report: &mut Report, used: &mut BaselineUse) {
    let index = baseline.by_fingerprint();
    for finding in report.findings.iter_mut().filter(|f| systems.contains(&f.system.as_str())) {
        let known = index.get(finding.fingerprint.as_str()).into_iter().flatten();
        let Some(record) = known.copied().find(|r| r.is_of(&finding.system)) else { continue };
        let status = match record.standing(&finding.state, as_of) {
            Standing::Accepted => {
                used.accepted += 1;
                "accepted"
            }
            Standing::Changed => {
                used.changed += 1;
                "changed"
            }
            Standing::Expired => {
                used.expired.push(entry(record, &finding.system));
                "expired"
            }
        };
        finding.status = status.into();
        finding.accepted = Some(acceptance(record));
    }
}

/// Entries of systems that something was submitted of, and that nothing matches.
fn unmatched(systems: &[&str], baseline: &Baseline, report: &Report) -> Vec<BaselineEntry> {
    let submitted: HashMap<&str, bool> =
        report.systems.iter().map(|s| (s.slug.as_str(), !s.inputs.is_empty())).collect();
    let judged: Vec<&str> = systems.iter().copied().filter(|s| submitted.get(s) == Some(&true)).collect();
    let found: HashSet<(&str, &str)> =
        report.findings.iter().map(|f| (f.fingerprint.as_str(), f.system.as_str())).collect();
    baseline.unmatched(&judged, &found).map(|r| entry(r, r.system.as_deref().unwrap_or(&r.subject.system))).collect()
}

fn acceptance(record: &BaselineRecord) -> Acceptance {
    Acceptance { reason: record.reason.clone(), owner: record.owner.clone(), until: record.until.clone() }
}

fn entry(record: &BaselineRecord, system: &str) -> BaselineEntry {
    BaselineEntry {
        fingerprint: record.fingerprint.clone(),
        system: system.into(),
        rule: record.rule.clone(),
        name: record.name(),
        acceptance: acceptance(record),
    }
}

/// The counts, then what has to be looked at, one line each.
fn notes(used: &BaselineUse, lang: Lang) -> Vec<String> {
    let BaselineUse { paths, accepted, changed, expired, unmatched } = used;
    let paths = paths.join(lang.pick("、", ", "));
    let mut note = match lang {
        Lang::Ja => format!("基準（baseline {paths}）: 承認済 {accepted}"),
        Lang::En => format!("baseline {paths}: {accepted} accepted"),
    };
    let parts = [
        (*changed, "要再確認（承認後に変わったもの）", "changed since"),
        (expired.len(), "期限切れ", "expired"),
        (unmatched.len(), "該当する指摘がなくなったもの", "match nothing any more"),
    ];
    for (n, ja, en) in parts.into_iter().filter(|(n, ..)| *n > 0) {
        note.push_str(&match lang {
            Lang::Ja => format!("、{ja} {n}"),
            Lang::En => format!(", {n} {en}"),
        });
    }
    let mut notes = vec![note];
    for (entries, ja, en) in [(expired, "期限切れ", "expired"), (unmatched, "該当なし", "no match")] {
        notes.extend(entries.iter().take(5).map(|e| format!("  {} {}", lang.pick(ja, en), line(e))));
    }
    notes
}

fn line(entry: &BaselineEntry) -> String {
    let until = entry.acceptance.until.as_deref().unwrap_or_default();
    let parts = [entry.rule.as_str(), entry.name.as_str(), until, entry.acceptance.reason.as_str()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The records that accept what was found.
pub fn records(report: &Report, reason: &str, owner: Option<&str>, until: Option<&str>) -> Vec<BaselineRecord> {
    let record = |f: &ReportedFinding| BaselineRecord {
        fingerprint: f.fingerprint.clone(),
        rule: f.rule.clone(),
        system: Some(f.system.clone()),
        subject: f.subject_parts.clone(),
        columns: f.columns.clone(),
        discriminator: f.discriminator.clone(),
        state: f.state.clone(),
        reason: reason.to_string(),
        owner: owner.map(str::to_string),
        until: until.map(str::to_string),
    };
    report.findings.iter().map(record).collect()
}
