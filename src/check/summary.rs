//! The counts that councils quote, by their one definition.

use super::classes::by_class;
use super::matched::matched;
use super::verdict::{Judged, Verdicts};
use crate::compare::Comparison;
use crate::finding::Finding;
use crate::report::model::{SeverityCounts, Summary, Tally};
use crate::report::rows::Verdict;

/// Counts everything.
pub fn summary(c: &Comparison<'_>, verdicts: &Verdicts, findings: &[Finding]) -> Summary {
    let mut counts = SeverityCounts::default();
    findings.iter().for_each(|f| counts.add(f.severity));
    Summary {
        items: tally(verdicts.items.iter().copied()),
        forms: tally(verdicts.forms.iter().copied()),
        functions: tally(verdicts.functions.iter().copied()),
        findings: counts,
        classes: by_class(c, verdicts),
        matching: matched(c),
    }
}

pub fn tally(judged: impl Iterator<Item = Judged>) -> Tally {
    let mut tally = Tally::default();
    for one in judged {
        tally.standard += 1;
        *match one.verdict {
            Verdict::Conform => &mut tally.conform,
            Verdict::Partial => &mut tally.partial,
            Verdict::Nonconform => &mut tally.nonconform,
            Verdict::Missing => &mut tally.missing,
            Verdict::Unjudged => &mut tally.unjudged,
            Verdict::NotApplicable => &mut tally.not_applicable,
            Verdict::OutOfScope => &mut tally.out_of_scope,
        } += 1;
        tally.auto_paired += usize::from(one.auto);
    }
    tally
}
