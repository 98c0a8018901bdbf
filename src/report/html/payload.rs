//! All findings, compressed, for the script of the page: JSON, deflate, base64.
//!
//! Rows are written rule by rule, column by column: what resembles each other stands side by side and packs well. `page.js`
//! puts them into the order of the page again. Texts that repeat are told once and named by their index.

use std::collections::HashMap;
use std::io::Write;

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use super::escape::shown;
use super::open::Open;
use super::rows::{Row, Rows, level_index};
use crate::bpr::BprItem;
use crate::report::model::Report;
use crate::text::lang::Lang;

/// What the script unpacks.
#[derive(Debug, Serialize)]
struct Payload<'a> {
    levels: Vec<&'static str>,
    /// Id and title.
    rules: Vec<(&'a str, String)>,
    /// Slug and name.
    systems: Vec<(&'a str, String)>,
    sections: Vec<String>,
    bases: Vec<String>,
    owners: Vec<String>,
    reforms: Vec<ReformData<'a>>,
    /// Reforms in the order of the page.
    order: Vec<usize>,
    rows: Columns<'a>,
    open: Vec<[String; 4]>,
}

/// Id, title, about, remedies.
#[derive(Debug, Serialize)]
struct ReformData<'a>(&'a str, String, String, Vec<String>);

/// The columns of the rows; `at` is the place of a row on the page, as the step from that of the row before.
#[derive(Debug, Default, Serialize)]
struct Columns<'a> {
    at: Vec<i64>,
    fingerprint: Vec<&'a str>,
    level: Vec<usize>,
    rule: Vec<usize>,
    system: Vec<usize>,
    section: Vec<usize>,
    /// Message, help, standard, lost.
    texts: Vec<[String; 4]>,
    place: Vec<String>,
    basis: Vec<usize>,
    owner: Vec<usize>,
    decided: Vec<String>,
    current: Vec<String>,
    status: Vec<&'a str>,
    reference: Vec<u8>,
    causes: Vec<&'a [usize]>,
    reforms: Vec<&'a [usize]>,
}

/// The payload as text that stands in the page.
///
/// # Errors
/// Only if it could not be written as JSON or compressed in memory at all.
pub fn payload(
    report: &Report,
    rows: &Rows<'_>,
    order: Vec<usize>,
    open: &Open<'_>,
    lang: Lang,
) -> Result<String, serde_json::Error> {
    let json = serde_json::to_vec(&gather(report, rows, order, open, lang))?;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(9));
    encoder.write_all(&json).map_err(serde_json::Error::io)?;
    Ok(BASE64.encode(&encoder.finish().map_err(serde_json::Error::io)?))
}

fn gather<'a>(report: &'a Report, rows: &'a Rows<'a>, order: Vec<usize>, open: &Open<'_>, lang: Lang) -> Payload<'a> {
    let mut rules = Names::default();
    let mut bases = Names::default();
    let mut owners = Names::default();
    let systems: HashMap<&str, usize> = report.systems.iter().enumerate().map(|(i, s)| (s.slug.as_str(), i)).collect();
    let mut by_rule: Vec<usize> = (0..rows.rows.len()).collect();
    by_rule.sort_by_key(|at| &rows.rows[*at].finding.rule);
    let mut data = Columns::default();
    let mut before = 0;
    for at in by_rule {
        let row = &rows.rows[at];
        let system = systems.get(row.finding.system.as_str()).copied().unwrap_or(usize::MAX);
        data.push(row, at as i64 - before, rules.index(&row.finding.rule), system);
        data.owner.push(owners.index(row.owner));
        data.basis.push(bases.index(row.basis.as_deref().unwrap_or_default()));
        before = at as i64;
    }
    let titles: HashMap<&str, &str> = report.findings.iter().map(|f| (f.rule.as_str(), f.title.as_str())).collect();
    Payload {
        levels: crate::report::html::LEVELS.iter().map(|l| l.label(lang)).collect(),
        rules: rules.order.iter().map(|id| (*id, text(titles.get(id).copied()))).collect(),
        systems: report.systems.iter().map(|s| (s.slug.as_str(), text(Some(lang.pick(&s.name, &s.slug))))).collect(),
        sections: rows.sections.iter().map(|s| text(Some(&s.label))).collect(),
        owners: owners.order.iter().map(|o| text(Some(o))).collect(),
        bases: bases.order.iter().map(|b| text(Some(b))).collect(),
        reforms: report.bpr.iter().map(|b| reform(b)).collect(),
        order,
        rows: data,
        open: open.entries.iter().map(|e| [e.system, e.what, e.name, e.reason].map(|t| text(Some(t)))).collect(),
    }
}

fn reform(item: &BprItem) -> ReformData<'_> {
    let remedies = item.remedies.iter().map(|r| text(Some(r))).collect();
    ReformData(&item.id, text(Some(&item.title)), text(Some(&item.about)), remedies)
}

impl<'a> Columns<'a> {
    fn push(&mut self, row: &'a Row<'a>, step: i64, rule: usize, system: usize) {
        let f = row.finding;
        self.at.push(step);
        self.fingerprint.push(&f.fingerprint);
        self.level.push(level_index(f.severity));
        self.rule.push(rule);
        self.system.push(system);
        self.section.push(row.section);
        self.texts.push(
            [Some(&f.message), Some(&f.help), f.standard.as_ref(), f.lost.as_ref()]
                .map(|t| text(t.map(String::as_str))),
        );
        self.place.push(text(row.place.as_deref()));
        self.current.push(row.current.iter().map(|c| shown(c)).collect::<Vec<_>>().join("\n"));
        self.decided.push(text(row.decided.as_deref()));
        self.status.push(row.status.unwrap_or_default());
        self.reference.push(u8::from(f.reference));
        self.causes.push(&row.causes);
        self.reforms.push(&row.bpr);
    }
}

fn text(text: Option<&str>) -> String {
    text.map(|t| shown(t).into_owned()).unwrap_or_default()
}

/// Texts in the order in which they first came.
#[derive(Default)]
struct Names<'a> {
    order: Vec<&'a str>,
    at: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    fn index(&mut self, name: &'a str) -> usize {
        *self.at.entry(name).or_insert_with(|| {
            self.order.push(name);
            self.order.len() - 1
        })
    }
}
