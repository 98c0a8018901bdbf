//! 計画の行との対応: every line of the plan with the first reforms that answer it, the gravest first.

use std::collections::HashMap;

use crate::bpr::BprItem;
use crate::report::model::Report;
use crate::report::plan::PlanLineReport;
use crate::text::lang::Lang;

/// How many reforms a line links by name.
const LINKED: usize = 5;

#[derive(Debug)]
pub struct Line<'a> {
    pub line: &'a PlanLineReport,
    /// Id and text.
    pub first: Vec<(&'a str, String)>,
    pub more: bool,
}

pub fn lines(report: &Report, lang: Lang) -> Vec<Line<'_>> {
    let items: HashMap<&str, &BprItem> = report.bpr.iter().map(|b| (b.id.as_str(), b)).collect();
    let systems: HashMap<&str, &str> =
        report.systems.iter().map(|s| (s.slug.as_str(), lang.pick(&s.name, &s.slug))).collect();
    report.plan.iter().flat_map(|p| &p.lines).map(|l| line(l, &items, &systems)).collect()
}

fn line<'a>(line: &'a PlanLineReport, items: &HashMap<&str, &'a BprItem>, systems: &HashMap<&str, &str>) -> Line<'a> {
    let mut found: Vec<&BprItem> = line.items.iter().filter_map(|id| items.get(id.as_str()).copied()).collect();
    found.sort_by_key(|b| (b.worst, std::cmp::Reverse(b.volume)));
    let text = |b: &BprItem| {
        let system = b.system.as_deref().and_then(|s| systems.get(s).copied()).unwrap_or_default();
        match system == b.about {
            true => format!("{system}: {}", b.title),
            false => format!("{system} {}: {}", b.about, b.title),
        }
    };
    let first = found.iter().take(LINKED).map(|b| (b.id.as_str(), text(b))).collect();
    Line { line, first, more: found.len() > LINKED }
}
