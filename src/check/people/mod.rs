//! What people decided, put into a report after the check: the baseline, decisions, the sections in charge, plan lines.

pub mod baseline;
pub mod decisions;
mod kinds;
pub mod today;

use crate::bpr::{self, Line};
use crate::config::Config;
use crate::ledger::baseline::Baseline;
use crate::ledger::decisions::Ledger;
use crate::report::model::Report;
use crate::report::plan::{PlanLineReport, PlanReport};
use crate::text::lang::Lang;
use crate::text::problem::Problem;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// `--baseline`: for every system, before those of the configuration.
    pub baseline: Option<&'a str>,
    /// `--decisions`, before the file of the configuration.
    pub decisions: Option<&'a str>,
    pub config: &'a Config,
    /// Slugs of the systems that are checked.
    pub systems: &'a [&'a str],
    /// `YYYY-MM-DD`
    pub as_of: &'a str,
    pub lang: Lang,
}

/// Everything that people decided, read.
#[derive(Debug)]
pub struct People<'a> {
    asked: Asked<'a>,
    /// With the systems that they speak about.
    baselines: Vec<(Vec<&'a str>, Baseline)>,
    ledger: Option<Ledger>,
}

impl<'a> People<'a> {
    /// Reads before anything is checked, so that a wrong name costs no time.
    ///
    /// # Errors
    /// A file that is named but missing or cannot be read.
    pub fn load(asked: Asked<'a>) -> Result<People<'a>, Vec<Problem>> {
        Ok(People { baselines: baseline::load(&asked)?, ledger: decisions::load(&asked)?, asked })
    }

    /// Writes it into the report.
    pub fn apply(&self, report: &mut Report) {
        baseline::apply(&self.baselines, &self.asked, report);
        decisions::apply(self.ledger.as_ref(), &self.asked, report);
        let plan = &self.asked.config.plan.lines;
        let lines: Vec<Line<'_>> = plan.iter().map(line).collect();
        bpr::link(&mut report.bpr, &lines);
        report.plan = (!lines.is_empty()).then(|| plan_report(&lines, self.asked.config.plan.name.clone(), report));
    }

    /// Rows that could not be used.
    pub fn faults(&self) -> Vec<Problem> {
        self.ledger.as_ref().map(Ledger::faults).unwrap_or_default()
    }
}

fn line(line: &crate::config::PlanLine) -> Line<'_> {
    let tags = line.tags.iter().filter_map(|t| bpr::Tag::from_word(t.name())).collect();
    Line { id: &line.id, title: &line.title, tags, keywords: &line.keywords }
}

/// The plan as the report shows it: a line without a reform stays.
fn plan_report(lines: &[Line<'_>], name: Option<String>, report: &Report) -> PlanReport {
    let answered = |id: &str| {
        let items = report.bpr.iter().filter(|b| b.plan.iter().any(|l| l.id == id));
        items.map(|b| b.id.clone()).collect()
    };
    let line = |l: &Line<'_>| PlanLineReport {
        id: l.id.into(),
        title: l.title.into(),
        tags: l.tags.iter().map(|t| t.word().to_string()).collect(),
        keywords: l.keywords.to_vec(),
        items: answered(l.id),
    };
    PlanReport { name, lines: lines.iter().map(line).collect() }
}
