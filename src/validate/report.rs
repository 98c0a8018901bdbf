//! The report of a run, in the model that every format writes.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Inputs, file_name};
use super::findings::DataFinding;
use super::mask::pattern;
use super::plan::Plan;
use super::run::Found;
use super::tally::Sample;
use super::unjudged::{Unjudged, is_judged};
use crate::config::{Config, Level};
use crate::finding::cap::capped;
use crate::finding::{Severity, SubjectKind};
use crate::report::model::*;
use crate::rules;
use crate::spec::load::Origin;
use crate::spec::standard::Standard;
use crate::text::lang::{Bilingual, Lang};

/// What is told, and how.
pub struct Telling<'a> {
    pub slug: &'a str,
    /// Name of the system.
    pub name: &'a str,
    pub config: &'a Config,
    /// Values in clear.
    pub show_values: bool,
    pub lang: Lang,
}

/// Puts the report together.
pub fn report(
    telling: &Telling<'_>,
    standard: &Standard,
    plan: &Plan,
    inputs: &Inputs,
    found: &Found,
    mut findings: Vec<DataFinding>,
    unjudged: &[Unjudged],
) -> Report {
    let lang = telling.lang;
    let off = levels(telling.config, &mut findings);
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut counts = SeverityCounts::default();
    findings.iter().for_each(|f| counts.add(f.finding.severity));
    let m = &telling.config.municipality;
    let named = m.code.is_some() || m.name.is_some();
    Report {
        schema: ReportTag::V1,
        tool: Tool { name: "gapcheck".into(), version: env!("CARGO_PKG_VERSION").into() },
        command: "validate".into(),
        lang: lang.pick("ja", "en").into(),
        partial: found.partial,
        municipality: named.then(|| MunicipalityName {
            code: m.code.clone(),
            name: m.name.clone(),
            category: m.category.map(|c| c.name().to_string()),
        }),
        systems: vec![SystemReport {
            slug: telling.slug.to_string(),
            name: telling.name.to_string(),
            role: "data".into(),
            product: None,
            codes: standard.editions.iter().flat_map(|e| e.edition.businesses.iter().cloned()).collect(),
            editions: editions(standard),
            inputs: read(found),
            summary: Summary { items: tally(standard, plan, found, &findings), findings: counts, ..Summary::default() },
            rules: outcomes(&findings, &off, found),
            unjudged: unjudged.iter().map(|u| entry(standard, plan, u, lang)).collect(),
            rows: Vec::new(),
            codes_table: Vec::new(),
        }],
        findings: findings.iter().map(|f| reported(telling, found, f)).collect(),
        bpr: Vec::new(),
        notes: notes(plan, inputs, found, unjudged).iter().map(|n| n.get(lang).to_string()).collect(),
        baseline: None,
        decisions: None,
    }
}

/// In the order of reading: severity, rule, group and column as the standard has them.
fn order(f: &DataFinding) -> (Severity, &'static str, (usize, usize), &str) {
    let about = f.finding.about.first().copied().unwrap_or_default();
    let place = (about.group.unwrap_or(usize::MAX), about.item.unwrap_or(0));
    (f.finding.severity, f.finding.meta.id, place, f.finding.subject.name.as_str())
}

/// Configured levels and switches, capped again. Returns the rules that are off, with the reason.
fn levels(config: &Config, findings: &mut Vec<DataFinding>) -> BTreeMap<&'static str, String> {
    let mut off = BTreeMap::new();
    for (wanted, rule) in &config.rules {
        let Some(found) = rules::find(wanted) else { continue };
        let level = match rule.level {
            Level::Off => {
                off.insert(found.meta.id, rule.reason.clone());
                continue;
            }
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        };
        for f in findings.iter_mut().filter(|f| f.finding.meta.id == found.meta.id) {
            (f.finding.severity, f.finding.capped) = capped(level, f.finding.basis);
        }
    }
    findings.retain(|f| !off.contains_key(f.finding.meta.id));
    off
}

fn editions(standard: &Standard) -> Vec<EditionUsed> {
    let day = standard.day();
    let used = standard.editions.iter().enumerate().map(|(at, e)| EditionUsed {
        oldest_text: standard.oldest_law(at).map(str::to_string),
        after_check_date: day.is_some_and(|day| e.edition.edition.date.as_str() > day),
        slug: e.edition.system.clone(),
        label: e.edition.edition.label.clone(),
        date: e.edition.edition.date.clone(),
        basis: e.edition.edition.basis.id().into(),
        sha256: e.sha256.clone(),
        origin: match &e.origin {
            Origin::Bundled => "bundled".into(),
            Origin::File(path) => path.clone(),
        },
    });
    used.collect()
}

fn read(found: &Found) -> Vec<Input> {
    let input =
        |path: &str| Input { kind: "data".into(), path: shown(path), sha256: None, skipped: Vec::new(), receipt: None };
    found.files.iter().map(|f| input(&f.path)).collect()
}

/// As a path is told: from the working folder, else the file's name alone.
pub fn shown(path: &str) -> String {
    let given = std::path::Path::new(path);
    if !given.is_absolute() {
        return path.to_string();
    }
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| given.strip_prefix(here).ok());
    inside.map_or_else(|| file_name(path), |p| p.display().to_string())
}

/// What became of the items of the groups whose files were read.
fn tally(standard: &Standard, plan: &Plan, found: &Found, findings: &[DataFinding]) -> Tally {
    let read: BTreeSet<usize> = found.files.iter().map(|f| f.binding.group).collect();
    let mut worst: BTreeMap<usize, Severity> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    for f in findings {
        for item in f.finding.about.iter().filter_map(|a| a.item) {
            if f.finding.meta.id == "DAT0103" {
                missing.insert(item);
            }
            let worst = worst.entry(item).or_insert(f.finding.severity);
            *worst = (*worst).min(f.finding.severity);
        }
    }
    let mut tally = Tally::default();
    for group in read.iter().map(|at| &plan.groups[*at]) {
        for c in &group.columns {
            tally.standard += 1;
            let at = c.item.0;
            *match worst.get(&at) {
                _ if missing.contains(&at) => &mut tally.missing,
                Some(Severity::Error) => &mut tally.nonconform,
                Some(Severity::Warning) => &mut tally.partial,
                // an information is a difference that its source does not let weigh more
                Some(Severity::Info) => &mut tally.unjudged,
                None if found.partial || !is_judged(standard, c) => &mut tally.unjudged,
                None => &mut tally.conform,
            } += 1;
        }
    }
    tally
}

fn outcomes(findings: &[DataFinding], off: &BTreeMap<&'static str, String>, found: &Found) -> Vec<RuleStatus> {
    let data = rules::all().iter().filter(|r| r.meta.is_data_rule());
    data.map(|r| {
        let id = r.meta.id;
        let n = findings.iter().filter(|f| f.finding.meta.id == id).count();
        let (outcome, count, reason) = match (off.get(id), n) {
            (Some(reason), _) => (Outcome::Off, None, Some(reason.clone())),
            (None, 0) if found.partial && id >= "DAT0401" => {
                (Outcome::NotApplicable, None, Some("partial".to_string()))
            }
            (None, 0) => (Outcome::Clean, None, None),
            (None, n) => (Outcome::Found, Some(n), None),
        };
        RuleStatus { id: id.to_string(), outcome, count, reason }
    })
    .collect()
}

fn entry(standard: &Standard, plan: &Plan, u: &Unjudged, lang: Lang) -> UnjudgedEntry {
    let subject = u.subject(standard, plan);
    let name = match subject.kind {
        SubjectKind::Group => subject.name.clone(),
        _ => format!("{}.{}", subject.within, subject.name),
    };
    UnjudgedEntry { what: u.what.to_string(), subject: subject.key(), name, reason: u.reason.get(lang).to_string() }
}

/// What was read and how, and what could not be checked.
fn notes(plan: &Plan, inputs: &Inputs, found: &Found, unjudged: &[Unjudged]) -> Vec<Bilingual> {
    let mut notes = Vec::new();
    let rows: u64 = found.files.iter().map(|f| f.rows).sum();
    let groups: BTreeSet<usize> = found.files.iter().map(|f| f.binding.group).collect();
    notes.push(Bilingual::new(
        format!("{} ファイル（{} グループ）、{rows} 行を読みました", found.files.len(), groups.len()),
        format!("read {rows} rows of {} files ({} groups)", found.files.len(), groups.len()),
    ));
    for file in &found.files {
        let name = file_name(&file.path);
        if file.dialect.guessed {
            let encoding = file.dialect.encoding.name();
            notes.push(Bilingual::new(
                format!("{name}: UTF-8 でないため、{encoding} とみて読みました（--data-encoding で指定できます）"),
                format!("{name}: no UTF-8; read as {encoding} (say which with --data-encoding)"),
            ));
        }
        if file.binding.by_position {
            notes.push(Bilingual::new(
                format!("{name}: 項目名の見出しがないため、標準の順の列として読みました"),
                format!("{name}: no heading with item names; read by position in the standard's order"),
            ));
        }
        if file.trailing > 0 {
            notes.push(Bilingual::new(
                format!("{name}: 末尾の 0x1A を読み飛ばしました"),
                format!("{name}: left out 0x1A at the end"),
            ));
        }
    }
    for path in &inputs.left_out {
        let name = file_name(path);
        notes.push(Bilingual::new(
            format!("{name}: 出力ファイルの拡張子（csv、tsv、txt、gz）でないため読みませんでした"),
            format!("{name}: not read; its ending is none of csv, tsv, txt, gz"),
        ));
    }
    let all: usize = groups.iter().map(|g| plan.groups[*g].columns.len()).sum();
    let words = [
        ("type", "データ型が未収録", "type not recorded"),
        ("digits", "桁数が未収録", "digits not recorded"),
        ("value", "データ出力条件が未収録", "データ出力条件 not recorded"),
        ("condition", "条件付き必須の条件が文章", "condition in prose"),
        ("codes", "コード一覧の値が未収録", "values of the code list not recorded"),
        ("unknownDates", "不詳日の可否が未収録", "unknown dates not recorded"),
        ("reference", "参照先のファイルなし", "file referred to not given"),
        ("key", "主キーが未収録（グループ）", "primary key not recorded (groups)"),
    ];
    let count = |what: &str| unjudged.iter().filter(|u| u.what == what).count();
    let told: Vec<_> = words.iter().map(|w| (w, count(w.0))).filter(|(_, n)| *n > 0).collect();
    if !told.is_empty() {
        let list = |lang: Lang| -> Vec<String> {
            told.iter().map(|((_, ja, en), n)| format!("{} {n}", lang.pick(ja, en))).collect()
        };
        notes.push(Bilingual::new(
            format!("調べられなかったこと（{all} 列のうち）: {}", list(Lang::Ja).join("、")),
            format!("not checked (of {all} columns): {}", list(Lang::En).join(", ")),
        ));
    }
    notes
}

fn reported(telling: &Telling<'_>, found: &Found, f: &DataFinding) -> ReportedFinding {
    let lang = telling.lang;
    let finding = &f.finding;
    let rule = rules::find(finding.meta.id);
    let texts = rule.and_then(|r| r.render(&finding.fields, lang)).unwrap_or_default();
    ReportedFinding {
        rule: finding.meta.id.into(),
        name: finding.meta.name.into(),
        title: finding.meta.title(lang).into(),
        severity: finding.severity,
        basis: finding.basis,
        basis_source: finding.source.clone(),
        capped: finding.capped,
        reference: finding.basis.is_some_and(|b| b.for_reference_only()),
        system: telling.slug.to_string(),
        fingerprint: finding.fingerprint.clone(),
        subject: finding.subject.key(),
        subject_parts: finding.subject.clone(),
        state: finding.state.clone(),
        status: "new".into(),
        accepted: None,
        decision: None,
        columns: Vec::new(),
        discriminator: finding.discriminator.clone(),
        message: texts.message,
        help: texts.help,
        standard: texts.standard,
        lost: texts.lost,
        fields: finding.fields.clone(),
        count: f.count as usize,
        samples: f.samples.iter().map(|s| sample(telling, found, s, finding.meta.id == "DAT0106")).collect(),
        causes: Vec::new(),
        places: finding.places.clone(),
    }
}

/// `010_個人.csv 12行目 9999-99-99`. Of a row of the wrong shape the number of its columns is told, never its text.
fn sample(telling: &Telling<'_>, found: &Found, s: &Sample, is_shape: bool) -> String {
    let file = found.files.get(s.file).map_or_else(String::new, |f| file_name(&f.path));
    let place = match telling.lang {
        Lang::Ja => format!("{file} {}行目", s.line),
        Lang::En => format!("{file} line {}", s.line),
    };
    let shown = match telling.show_values || is_shape {
        true => s.value.clone(),
        false => pattern(&s.value),
    };
    format!("{place} {shown}").trim_end().to_string()
}
