//! A finding as the template of a row prints it; the same template, empty, is what the script fills.

use super::rows::{Row, Rows};
use crate::report::model::Report;
use crate::text::lang::Lang;

/// What one row prints.
#[derive(Debug)]
pub struct RowView<'a> {
    pub fingerprint: &'a str,
    pub level_id: &'static str,
    pub level: &'static str,
    pub rule: &'a str,
    pub title: &'a str,
    pub reference: bool,
    pub status: Option<&'a str>,
    pub current: Vec<&'a str>,
    pub place: Option<&'a str>,
    pub message: &'a str,
    pub lost: Option<&'a str>,
    /// Fingerprint and name.
    pub causes: Vec<(&'a str, String)>,
    pub standard: Option<&'a str>,
    pub basis: Option<&'a str>,
    pub help: &'a str,
    pub decided: Option<&'a str>,
    /// Id and name.
    pub reforms: Vec<(&'a str, String)>,
}

/// A heading with its rows.
#[derive(Debug)]
pub struct RowGroup<'a> {
    pub label: &'a str,
    pub total: usize,
    pub rows: Vec<RowView<'a>>,
}

/// The first rows under their headings.
pub fn groups<'a>(report: &'a Report, rows: &'a Rows<'a>, max: usize, lang: Lang) -> Vec<RowGroup<'a>> {
    let mut groups: Vec<(usize, RowGroup<'a>)> = Vec::new();
    for row in rows.rows.iter().take(max) {
        if groups.last().is_none_or(|(section, _)| *section != row.section) {
            let section = &rows.sections[row.section];
            groups.push((row.section, RowGroup { label: &section.label, total: section.findings, rows: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(view(report, rows, row, lang));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn view<'a>(report: &'a Report, rows: &'a Rows<'a>, row: &'a Row<'a>, lang: Lang) -> RowView<'a> {
    let f = row.finding;
    let causes = row.causes.iter().map(|i| rows.rows[*i].finding);
    let reforms = row.bpr.iter().map(|i| &report.bpr[*i]);
    RowView {
        fingerprint: &f.fingerprint,
        level_id: f.severity.id(),
        level: f.severity.label(lang),
        rule: &f.rule,
        title: &f.title,
        reference: f.reference,
        status: row.status,
        current: row.current.iter().map(String::as_str).collect(),
        place: row.place.as_deref(),
        message: &f.message,
        lost: f.lost.as_deref(),
        causes: causes.map(|c| (c.fingerprint.as_str(), format!("{} {}", c.rule, c.title))).collect(),
        standard: f.standard.as_deref(),
        basis: row.basis.as_deref(),
        help: &f.help,
        decided: row.decided.as_deref(),
        reforms: reforms.map(|b| (b.id.as_str(), reform_name(&b.title, &b.about, lang))).collect(),
    }
}

fn reform_name(title: &str, about: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{title}（{about}）"),
        Lang::En => format!("{title} ({about})"),
    }
}

/// A row with every part and no text.
pub fn blank() -> RowView<'static> {
    RowView {
        fingerprint: "",
        level_id: "",
        level: "",
        rule: "",
        title: "",
        reference: true,
        status: Some(""),
        current: vec![""],
        place: Some(""),
        message: "",
        lost: Some(""),
        causes: vec![("", String::new())],
        standard: Some(""),
        basis: Some(""),
        help: "",
        decided: Some(""),
        reforms: vec![("", String::new())],
    }
}
