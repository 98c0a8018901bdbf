//! 項目対応表, 帳票対応表, 機能対応表: the whole standard with today's side, the gaps, and what was decided.

use std::collections::{BTreeSet, HashMap};

use super::decided::{held, hidden_cells, hidden_columns, standing_word, typed_cells, typed_columns};
use super::subjects::Line;
use super::table::{Cell, Column, Kind, Table, Tone};
use crate::finding::{PlaceRole, Severity};
use crate::ledger::decisions::Computed;
use crate::ledger::kinds;
use crate::report::decided::acceptance_text;
use crate::report::model::{Report, ReportedFinding};
use crate::report::rows::{Verdict, state};
use crate::report::words::{basis_text, input_place, place_text};
use crate::text::lang::Lang;

/// Names of systems by their slugs; both are understood when the workbook is read back.
pub(super) struct Names<'r> {
    names: HashMap<&'r str, &'r str>,
}

impl<'r> Names<'r> {
    pub fn of(report: &'r Report, lang: Lang) -> Names<'r> {
        let name = |s: &'r crate::report::model::SystemReport| (s.slug.as_str(), lang.pick(s.name.as_str(), &s.slug));
        Names { names: report.systems.iter().map(name).collect() }
    }

    pub fn get<'n>(&'n self, slug: &'n str) -> &'n str {
        self.names.get(slug).copied().unwrap_or(slug)
    }
}

/// One of the three.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sheet {
    Items,
    Forms,
    Functions,
}

impl Sheet {
    /// Name, title, and the column of ids.
    fn words(self, lang: Lang) -> (&'static str, &'static str, Computed) {
        match self {
            Sheet::Items => (
                lang.pick("項目対応表", "items"),
                lang.pick("項目対応表（データ項目と表）", "Items and tables"),
                Computed::ItemId,
            ),
            Sheet::Forms => (
                lang.pick("帳票対応表", "forms"),
                lang.pick("帳票対応表（帳票と印字項目）", "Forms and printed items"),
                Computed::FormId,
            ),
            Sheet::Functions => {
                (lang.pick("機能対応表", "functions"), lang.pick("機能対応表", "Functions"), Computed::FunctionId)
            }
        }
    }
}

pub(super) fn table(sheet: Sheet, lines: &[Line<'_>], names: &Names<'_>, lang: Lang) -> Table {
    let (name, title, id) = sheet.words(lang);
    Table {
        name,
        title: title.to_string(),
        note: lang
            .pick(
                "黄色の見出しの欄に記入し、gapcheck decisions pull で取り込みます。ほかの欄は保護されています（パスワードなし）",
                "Fill in the columns with yellow headings and take them in with gapcheck decisions pull; the others are locked, without a password",
            )
            .to_string(),
        columns: columns(id, lang),
        rows: lines.iter().map(|line| row(line, names, lang)).collect(),
        frozen: 3,
        filtered: true,
    }
}

fn columns(id: Computed, lang: Lang) -> Vec<Column> {
    let ledger = |heading, width| Column::of_ledger(lang, heading, width, Kind::Shown);
    let own = |which, width| Column::computed(lang, which, width);
    let mut columns = vec![
        ledger("業務", 12),
        ledger("グループ", 18),
        ledger("項目", 22),
        own(id, 13),
        ledger("種別", 10),
        ledger("現行", 26),
        own(Computed::Standard, 14),
        own(Computed::Class, 11),
        own(Computed::Verdict, 11),
        own(Computed::Severity, 8),
        own(Computed::Rules, 11),
        own(Computed::Gap, 48),
        own(Computed::Lost, 24),
        own(Computed::Help, 36),
        own(Computed::Place, 22),
        own(Computed::Basis, 22),
        own(Computed::Findings, 7),
        own(Computed::Baseline, 16),
        own(Computed::Holds, 20),
    ];
    columns.extend(typed_columns(lang));
    columns.extend(hidden_columns(lang));
    columns.push(own(Computed::Fingerprints, 20).with(Kind::Hidden));
    columns
}

fn row(line: &Line<'_>, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
    let Line { key, subject, row, findings, decided } = line;
    let (current, origin) = current(line);
    let today = if findings.is_empty() { String::new() } else { state(findings) };
    let mut cells = vec![
        Cell::text(names.get(&subject.system)),
        Cell::text(&subject.within),
        Cell::text(&subject.name),
        Cell::maybe(row.map(|r| r.key.as_str())),
        Cell::text(kinds::word(subject.kind)),
        Cell::lines(current.into_iter().chain(origin)),
        Cell::maybe(row.map(|r| r.standard.as_str())),
        Cell::maybe(row.map(|r| r.class.as_str())),
        verdict(line, lang),
        severity(findings, lang),
        Cell::lines(unique(findings.iter().map(|f| f.rule.clone()))),
        Cell::lines(findings.iter().map(|f| if f.reference { reference(&f.message, lang) } else { f.message.clone() })),
        Cell::lines(unique(findings.iter().filter_map(|f| f.lost.clone()))),
        Cell::lines(unique(findings.iter().map(|f| f.help.clone()))),
        Cell::lines(unique(findings.iter().filter_map(|f| input_place(f).and_then(place_text)))),
        Cell::lines(unique(findings.iter().filter_map(|f| basis_text(f, lang)))),
        Cell::Number(findings.len()),
        Cell::lines(unique(findings.iter().filter_map(|f| acceptance_text(f, lang)))),
        held(findings.iter().filter_map(|f| f.decision.as_ref()), *decided, lang),
    ];
    cells.extend(typed_cells(*decided));
    cells.extend(hidden_cells(key, &today, *decided));
    cells.push(Cell::lines(findings.iter().map(|f| &f.fingerprint)));
    cells
}

fn reference(message: &str, lang: Lang) -> String {
    format!("{}{message}", lang.pick("［参考］", "(reference) "))
}

/// In the order of the findings, each once.
pub(super) fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|t| seen.insert(t.clone())).collect()
}

/// Today's side: what corresponds and who says so, else the places of the findings.
fn current(line: &Line<'_>) -> (Vec<String>, Option<String>) {
    if let Some(row) = line.row.filter(|r| !r.current.is_empty()) {
        let origin = Some(row.origin.clone()).filter(|o| !o.is_empty());
        return (vec![row.current.clone()], origin.map(|o| format!("［{o}］")));
    }
    let places = line.findings.iter().flat_map(|f| &f.places).filter(|p| p.role == PlaceRole::Current);
    let names = places.filter_map(|p| match (&p.table, &p.name) {
        (Some(table), Some(column)) => Some(format!("{table}.{column}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    });
    let mut names = unique(names);
    if names.is_empty() {
        names.extend(line.decided.map(|d| d.current.clone()).filter(|c| !c.is_empty()));
    }
    (names, None)
}

fn verdict(line: &Line<'_>, lang: Lang) -> Cell {
    if let Some(row) = line.row {
        let tone = match row.verdict {
            Verdict::Conform => Tone::Good,
            Verdict::Nonconform | Verdict::Missing => Tone::Bad,
            Verdict::Partial => Tone::Doubtful,
            Verdict::Unjudged | Verdict::NotApplicable | Verdict::OutOfScope => Tone::Quiet,
        };
        return Cell::toned(row.verdict.word(lang), tone);
    }
    match line.decided.filter(|_| line.findings.is_empty()) {
        Some(gone) => Cell::toned(&standing_word(gone, lang), Tone::Quiet),
        None if !line.subject.kind.is_of_the_standard() => {
            Cell::toned(lang.pick("標準に対応なし・全体", "beside the standard"), Tone::Quiet)
        }
        None => Cell::Empty,
    }
}

/// The gravest.
pub(super) fn severity(findings: &[&ReportedFinding], lang: Lang) -> Cell {
    match findings.iter().map(|f| f.severity).min() {
        Some(severity @ Severity::Error) => Cell::toned(severity.label(lang), Tone::Bad),
        Some(severity @ Severity::Warning) => Cell::toned(severity.label(lang), Tone::Doubtful),
        Some(severity @ Severity::Info) => Cell::toned(severity.label(lang), Tone::Quiet),
        None => Cell::Empty,
    }
}
