//! All findings, compressed, for the script of the page: JSON, deflate, base64.
//!
//! Columns are numbered here and in `page.js`; texts that repeat are told once and named by their index.

use std::collections::HashMap;
use std::io::Write;

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use super::escape::shown;
use super::open::Open;
use super::reforms::Reforms;
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
    reforms: Vec<ReformData<'a>>,
    /// Reforms in the order of the page.
    order: Vec<usize>,
    rows: Vec<RowData<'a>>,
    open: Vec<[String; 4]>,
}

/// Id, title, about, remedies.
#[derive(Debug, Serialize)]
struct ReformData<'a>(&'a str, String, String, Vec<String>);

/// Fingerprint, level, rule, system, section, message, help, standard, lost, place, basis, current, status, reference, causes, reforms.
#[derive(Debug, Serialize)]
struct RowData<'a>(
    &'a str,
    usize,
    usize,
    usize,
    usize,
    String,
    String,
    String,
    String,
    String,
    usize,
    String,
    &'static str,
    u8,
    &'a [usize],
    &'a [usize],
);

/// The payload as text that stands in the page.
///
/// # Errors
/// Only if it could not be written as JSON or compressed in memory at all.
pub fn payload(
    report: &Report,
    rows: &Rows<'_>,
    reforms: &[Reforms<'_>],
    open: &Open<'_>,
    lang: Lang,
) -> Result<String, serde_json::Error> {
    let json = serde_json::to_vec(&gather(report, rows, reforms, open, lang))?;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&json).map_err(serde_json::Error::io)?;
    Ok(BASE64.encode(&encoder.finish().map_err(serde_json::Error::io)?))
}

fn gather<'a>(
    report: &'a Report,
    rows: &'a Rows<'a>,
    reforms: &[Reforms<'a>],
    open: &Open<'_>,
    lang: Lang,
) -> Payload<'a> {
    let mut rules = Names::default();
    let mut bases = Names::default();
    let systems: HashMap<&str, usize> = report.systems.iter().enumerate().map(|(i, s)| (s.slug.as_str(), i)).collect();
    let data = rows
        .rows
        .iter()
        .map(|r| {
            let system = systems.get(r.finding.system.as_str()).copied().unwrap_or(usize::MAX);
            row(r, &mut rules, &mut bases, system)
        })
        .collect();
    let titles: HashMap<&str, &str> = report.findings.iter().map(|f| (f.rule.as_str(), f.title.as_str())).collect();
    Payload {
        levels: crate::report::html::LEVELS.iter().map(|l| l.label(lang)).collect(),
        rules: rules.order.iter().map(|id| (*id, text(titles.get(id).copied()))).collect(),
        systems: report.systems.iter().map(|s| (s.slug.as_str(), text(Some(lang.pick(&s.name, &s.slug))))).collect(),
        sections: rows.sections.iter().map(|s| text(Some(&s.label))).collect(),
        bases: bases.order.iter().map(|b| text(Some(b))).collect(),
        reforms: report.bpr.iter().map(|b| reform(b)).collect(),
        order: reforms.iter().flat_map(|g| &g.items).map(|r| r.at).collect(),
        rows: data,
        open: open.entries.iter().map(|e| [e.system, e.what, e.name, e.reason].map(|t| text(Some(t)))).collect(),
    }
}

fn reform(item: &BprItem) -> ReformData<'_> {
    let remedies = item.remedies.iter().map(|r| text(Some(r))).collect();
    ReformData(&item.id, text(Some(&item.title)), text(Some(&item.about)), remedies)
}

fn row<'a>(r: &'a Row<'a>, rules: &mut Names<'a>, bases: &mut Names<'a>, system: usize) -> RowData<'a> {
    let f = r.finding;
    RowData(
        &f.fingerprint,
        level_index(f.severity),
        rules.index(&f.rule),
        system,
        r.section,
        text(Some(&f.message)),
        text(Some(&f.help)),
        text(f.standard.as_deref()),
        text(f.lost.as_deref()),
        text(r.place.as_deref()),
        bases.index(r.basis.as_deref().unwrap_or_default()),
        r.current.iter().map(|c| shown(c)).collect::<Vec<_>>().join("\n"),
        r.status.unwrap_or_default(),
        u8::from(f.reference),
        &r.causes,
        &r.bpr,
    )
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
