//! HTML in one file, for planners: opens from a file share without a network, reads without a script, prints on A4.
//!
//! The page is well-formed XML too. Everything that comes from inputs passes [`escape::Shown`]; style and script stand in
//! the file and are named by their hashes in its content security policy, which allows nothing else.

pub mod chart;
pub mod definitions;
pub mod escape;
pub mod forms;
pub mod heat;
pub mod kinds;
pub mod method;
pub mod open;
pub mod overview;
pub mod owners;
pub mod payload;
pub mod plan;
pub mod policy;
pub mod reforms;
pub mod row_view;
pub mod rows;

use askama::Template;
use serde::ser::Error;

use super::model::{Report, SystemReport};
use super::words::{disclaimer, lang_of};
use crate::finding::Severity;
use crate::text::lang::Lang;

/// Findings that stand in the page as rows; the others are unpacked by its script.
const STATIC_ROWS: usize = 500;
/// BPR items that stand in the page.
const STATIC_REFORMS: usize = 350;
/// Entries of what was not judged that stand in the page.
const STATIC_OPEN: usize = 200;
/// Forms that stand in the page.
const STATIC_FORMS: usize = 100;

pub const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The page.
#[derive(Template)]
#[template(path = "page.html", config = "src/report/html/askama.toml")]
struct Page<'a> {
    t: Lang,
    report: &'a Report,
    title: String,
    css: &'static str,
    js: String,
    policy: String,
    payload: String,
    disclaimer: &'static str,
    levels: Vec<(&'static str, &'static str, usize)>,
    kinds: Vec<(&'static str, &'static str)>,
    total: usize,
    city: bool,
    o: overview::Overview<'a>,
    owners: Vec<owners::Owner<'a>>,
    heat: Option<heat::Heat<'a>>,
    reforms: Vec<reforms::Reforms<'a>>,
    reforms_total: usize,
    reforms_left: usize,
    plan_heading: String,
    plan_lines: Vec<plan::Line<'a>>,
    forms: Vec<forms::FormChange<'a>>,
    forms_total: usize,
    groups: Vec<row_view::RowGroup<'a>>,
    blank: row_view::RowView<'static>,
    candidates: open::Candidates<'a>,
    open: open::Open<'a>,
    method: method::Method<'a>,
}

impl<'a> Page<'a> {
    fn open_listed(&self) -> &[open::OpenEntry<'a>] {
        &self.open.entries[..self.open.entries.len().min(STATIC_OPEN)]
    }

    fn open_left(&self) -> usize {
        self.open.entries.len() - self.open_listed().len()
    }
}

/// Writes the page.
///
/// # Errors
/// Only if the findings could not be written as JSON, or memory fails.
pub fn html(report: &Report) -> Result<String, serde_json::Error> {
    let t = lang_of(report);
    let rows = rows::rows(report, t);
    let mut reforms = reforms::reforms(report, t);
    let open = open::unjudged(report, t);
    let left = keep(&mut reforms, STATIC_REFORMS);
    let shown = reforms.iter().flat_map(|g| &g.items);
    let order: Vec<usize> = shown.chain(&left).map(|r| r.at).collect();
    let payload = payload::payload(report, &rows, order, &open, t)?;
    let mut forms = forms::forms(report, t);
    let forms_total = forms.len();
    forms.truncate(STATIC_FORMS);
    let counts = report.counts();
    let js = format!("//<![CDATA[\n{}//]]>", include_str!("page.js"));
    let page = Page {
        t,
        report,
        title: title(report, t),
        policy: policy::policy(policy::STYLE, Some(&js)),
        css: policy::STYLE,
        js,
        payload,
        disclaimer: disclaimer(t),
        levels: LEVELS
            .iter()
            .zip([counts.error, counts.warning, counts.info])
            .map(|(l, n)| (l.id(), l.label(t), n))
            .collect(),
        kinds: kinds::all(t).filter(|(p, _)| report.findings.iter().any(|f| f.rule.starts_with(p))).collect(),
        total: report.findings.len(),
        city: report.systems.len() > 1,
        o: overview::overview(report, t),
        owners: owners::owners(report, t),
        heat: heat::heat(report, t),
        reforms,
        reforms_total: report.bpr.len(),
        reforms_left: left.len(),
        plan_heading: report.plan.as_ref().map(|p| super::plan::heading(p, t)).unwrap_or_default(),
        plan_lines: plan::lines(report, t),
        forms,
        forms_total,
        groups: row_view::groups(report, &rows, STATIC_ROWS, t),
        blank: row_view::blank(),
        candidates: open::candidates(report),
        open,
        method: method::method(report, t),
    };
    page.render().map_err(serde_json::Error::custom)
}

/// Leaves the first items of every kind in the page and takes the others out, in the order of the page.
fn keep<'a>(groups: &mut [reforms::Reforms<'a>], max: usize) -> Vec<reforms::Reform<'a>> {
    let mut sizes: Vec<usize> = groups.iter().map(|g| g.items.len()).collect();
    sizes.sort_unstable();
    let (mut room, mut share) = (max, usize::MAX);
    for (i, size) in sizes.iter().enumerate() {
        let fair = (room / (sizes.len() - i)).max(1);
        if *size > fair {
            share = fair;
            break;
        }
        room -= size;
    }
    groups.iter_mut().flat_map(|g| g.items.split_off(share.min(g.items.len()))).collect()
}

/// `見本市 個人住民税 標準仕様との差異`
fn title(report: &Report, lang: Lang) -> String {
    let municipality = report.municipality.as_ref().and_then(|m| m.name.as_deref()).unwrap_or_default();
    let system = match report.systems.as_slice() {
        [one] => name(one, lang),
        _ => lang.pick("全業務", "All systems"),
    };
    let text = match lang {
        Lang::Ja => format!("{municipality} {system} 標準仕様との差異"),
        Lang::En => format!("{municipality} {system}: gaps to the national standard"),
    };
    text.trim().to_string()
}

fn name(system: &SystemReport, lang: Lang) -> &str {
    lang.pick(&system.name, &system.slug)
}
