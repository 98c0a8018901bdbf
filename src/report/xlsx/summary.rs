//! 要約: one page for the council, and what to do first.

use std::collections::BTreeMap;

use super::table::{Cell, Column, Table, Tone};
use crate::report::model::{Report, ReportedFinding, SeverityCounts, SystemReport, Tally};
use crate::report::people::RowStanding;
use crate::report::words::{disclaimer, first_steps, judged, reference_notice};
use crate::text::lang::Lang;

/// Columns of the table of systems.
const WIDTH: usize = 15;

pub(super) fn summary(report: &Report, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let municipality = report.municipality.as_ref().and_then(|m| m.name.as_deref()).unwrap_or_default();
    let mut rows: Vec<Vec<Cell>> = report.systems.iter().flat_map(|s| of_system(s, report, lang)).collect();
    if report.systems.len() > 1 {
        rows.extend(whole(report, lang));
    }
    let steps = first_steps(report, lang);
    let steps = steps.iter().enumerate().map(|(i, s)| format!("{}. {s}", i + 1));
    section(&mut rows, lang.pick("まず行うこと", "What to do first"), steps);
    decisions(&mut rows, report, lang);
    baseline(&mut rows, report, lang);
    section(&mut rows, lang.pick("記録", "Notes"), report.notes.iter().cloned());
    let notices = report.systems.iter().find_map(|s| reference_notice(s, lang)).into_iter();
    let notices = notices.chain([disclaimer(lang).to_string()]);
    section(&mut rows, lang.pick("ご注意", "Please note"), notices);
    Table {
        name: lang.pick("要約", "summary"),
        title: format!("{municipality} {}", lang.pick("標準仕様との差異の要約", "Gaps to the national standards"))
            .trim()
            .into(),
        note: match report.partial {
            true => lang.pick("途中で中断した結果です", "interrupted: only what was found until then").into(),
            false => format!("gapcheck {}", report.tool.version),
        },
        columns: vec![
            column("業務", "system", 22),
            column("対象", "of", 10),
            column("標準の数", "in the standard", 9),
            column("適合", "conform", 8),
            column("一部適合", "partly", 9),
            column("不適合", "nonconform", 9),
            column("不足", "missing", 8),
            column("未判定", "not judged", 9),
            column("対象外", "not applicable", 9),
            column("未提出", "not submitted", 9),
            column("自動で対応付け", "paired without a person", 11),
            column("判定", "judged", 20),
            column("エラー", "errors", 8),
            column("警告", "warnings", 8),
            column("情報", "informations", 8),
        ],
        rows,
        frozen: 1,
        filtered: false,
    }
}

fn of_system(system: &SystemReport, report: &Report, lang: Lang) -> Vec<Vec<Cell>> {
    let findings = report.findings.iter().filter(|f| f.system == system.slug);
    let tallies = [&system.summary.items, &system.summary.forms, &system.summary.functions];
    block(lang.pick(&system.name, &system.slug), tallies, findings, lang)
}

/// All systems together. Shared businesses are counted once.
fn whole(report: &Report, lang: Lang) -> Vec<Vec<Cell>> {
    let sum = |of: fn(&SystemReport) -> &Tally| report.systems.iter().map(of).fold(Tally::default(), add);
    let tallies = [sum(|s| &s.summary.items), sum(|s| &s.summary.forms), sum(|s| &s.summary.functions)];
    block(lang.pick("全業務", "all systems"), tallies.each_ref(), report.findings.iter(), lang)
}

fn add(mut sum: Tally, one: &Tally) -> Tally {
    sum.standard += one.standard;
    sum.conform += one.conform;
    sum.partial += one.partial;
    sum.nonconform += one.nonconform;
    sum.missing += one.missing;
    sum.unjudged += one.unjudged;
    sum.out_of_scope += one.out_of_scope;
    sum.not_applicable += one.not_applicable;
    sum.auto_paired += one.auto_paired;
    sum
}

/// Three rows: items, forms, functions. The counts of findings stand once, in the row of items.
fn block<'f>(
    name: &str,
    tallies: [&Tally; 3],
    findings: impl Iterator<Item = &'f ReportedFinding>,
    lang: Lang,
) -> Vec<Vec<Cell>> {
    let kinds = [("項目", "items"), ("帳票", "forms"), ("機能", "functions")];
    let mut rows: Vec<Vec<Cell>> =
        kinds.into_iter().zip(tallies).map(|((ja, en), t)| of_tally(name, lang.pick(ja, en), t, lang)).collect();
    let mut counts = SeverityCounts::default();
    findings.for_each(|f| counts.add(f.severity));
    rows[0].extend([counts.error, counts.warning, counts.info].map(Cell::Number));
    rows
}

fn of_tally(system: &str, kind: &str, t: &Tally, lang: Lang) -> Vec<Cell> {
    let mut cells = vec![Cell::text(system), Cell::text(kind)];
    let counts = [
        t.standard,
        t.conform,
        t.partial,
        t.nonconform,
        t.missing,
        t.unjudged,
        t.not_applicable,
        t.out_of_scope,
        t.auto_paired,
    ];
    cells.extend(counts.map(Cell::Number));
    cells.push(Cell::text(&judged(t, lang)));
    cells
}

fn section(rows: &mut Vec<Vec<Cell>>, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    rows.push(vec![Cell::Empty; WIDTH]);
    rows.push(vec![Cell::toned(title, Tone::Quiet)]);
    rows.extend(lines.iter().map(|line| vec![Cell::wide(line)]));
}

/// By section in charge, how much is decided; and how the rows of decisions stand.
fn decisions(rows: &mut Vec<Vec<Cell>>, report: &Report, lang: Lang) {
    let mut by_owner: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in report.findings.iter().filter(|f| !f.is_accepted()) {
        let cells = finding.decision.as_ref().map(|d| &d.cells);
        let owner = cells.and_then(|c| c.owner.as_deref()).unwrap_or(lang.pick("担当課未定", "no section yet"));
        let (all, decided) = by_owner.entry(owner).or_default();
        *all += 1;
        *decided += usize::from(cells.is_some_and(|c| c.policy.is_some()));
    }
    let lines = by_owner.into_iter().map(|(owner, (all, decided))| match lang {
        Lang::Ja => format!("{owner}: 方針決定 {decided} / 指摘 {all}"),
        Lang::En => format!("{owner}: {decided} of {all} findings decided"),
    });
    let mut lines: Vec<String> = lines.collect();
    if let Some(used) = &report.decisions {
        for (standing, ja, en) in [
            (RowStanding::Recheck, "要再確認", "changed since they were decided"),
            (RowStanding::Solved, "解消済", "solved"),
            (RowStanding::Unclear, "引継ぎ要確認", "unclear whether solved"),
        ] {
            let n = used.rows.iter().filter(|r| r.standing == standing).count();
            if n > 0 {
                lines.push(format!("{}: {n}", lang.pick(ja, en)));
            }
        }
    }
    section(rows, lang.pick("担当課ごとの進み具合", "Progress by section in charge"), lines.into_iter());
}

fn baseline(rows: &mut Vec<Vec<Cell>>, report: &Report, lang: Lang) {
    let Some(used) = &report.baseline else { return };
    let mut lines = vec![format!("{}: {}", lang.pick("承認済", "accepted"), used.accepted)];
    for (entries, ja, en) in [
        (&used.expired, "期限切れ", "accepted until a day that has passed"),
        (&used.unmatched, "該当する指摘なし", "nothing found today matches"),
    ] {
        let told = entries.iter().map(|e| {
            let until = e.acceptance.until.as_deref().unwrap_or_default();
            format!("{} {} {}: {} {until}", lang.pick(ja, en), e.rule, e.name, e.acceptance.reason)
        });
        lines.extend(told);
    }
    section(rows, lang.pick("承認（基準）", "Baseline"), lines.into_iter());
}
