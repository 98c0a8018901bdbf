//! What became of every item, form and function of the standard: the facet table with what the rules found beside it.
//! What is counted, listed in the workbook and written as JSON is read from here.

use crate::compare::{Comparison, FacetTable, Facets, FormState, FunctionState, GroupState, ItemState};
use crate::current::model::Reply;
use crate::finding::{About, Finding, Severity};
use crate::report::rows::Verdict;
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::{FormId, FunctionId, ItemId};

/// The verdict on one thing, and whether it was paired without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    pub verdict: Verdict,
    pub auto: bool,
}

impl From<Verdict> for Judged {
    fn from(verdict: Verdict) -> Self {
        Judged { verdict, auto: false }
    }
}

/// In the standard's order.
#[derive(Debug)]
pub struct Verdicts {
    pub items: Vec<Judged>,
    pub forms: Vec<Judged>,
    pub functions: Vec<Judged>,
    /// What was compared, findings included.
    pub facets: FacetTable,
}

impl Verdicts {
    pub fn of(c: &Comparison<'_>, findings: &[Finding]) -> Verdicts {
        let mut facets = c.facets.clone();
        let items = Worst::of(&mut facets.items, findings, |about| about.item);
        let forms = Worst::of(&mut facets.forms, findings, |about| about.form);
        let functions = Worst::of(&mut facets.functions, findings, |about| about.function);
        Verdicts {
            items: c.standard.items().map(|i| item(c, i, items[i.0].verdict(&facets.items[i.0]))).collect(),
            forms: c.standard.forms().map(|f| form(c, f, forms[f.0].verdict(&facets.forms[f.0]))).collect(),
            functions: c
                .standard
                .functions()
                .map(|f| function(c, f, functions[f.0].verdict(&facets.functions[f.0])).into())
                .collect(),
            facets,
        }
    }
}

/// The gravest finding about a thing, consequences included.
#[derive(Clone, Copy, Default)]
struct Worst(Option<Severity>);

impl Worst {
    /// The gravest finding about each thing. A facet that a finding speaks of differs, also where only its source keeps the
    /// finding low; what is an information by the rule's own table takes nothing away.
    fn of(facets: &mut [Facets], findings: &[Finding], key: impl Fn(&About) -> Option<usize>) -> Vec<Worst> {
        let mut worst = vec![Worst::default(); facets.len()];
        for finding in findings.iter().filter(|f| f.severity != Severity::Info || f.capped) {
            for thing in finding.about.iter().filter_map(&key) {
                if let Some(aspect) = finding.meta.aspect {
                    facets[thing].found(aspect);
                }
                worst[thing].0 = Some(worst[thing].0.map_or(finding.severity, |s| s.min(finding.severity)));
            }
        }
        worst
    }

    fn verdict(self, facets: &Facets) -> Verdict {
        match self.0 {
            Some(Severity::Error) => Verdict::Nonconform,
            Some(Severity::Warning) => Verdict::Partial,
            // a finding that only its source keeps low is no conformity
            Some(Severity::Info) => Verdict::Unjudged,
            None if !facets.all_fit() => Verdict::Unjudged,
            None => Verdict::Conform,
        }
    }
}

fn item(c: &Comparison<'_>, item: ItemId, compared: Verdict) -> Judged {
    let group_missing = c.groups[c.standard.group_of(item).0] == GroupState::Missing;
    match c.items[item.0] {
        ItemState::OutOfScope => Verdict::OutOfScope.into(),
        ItemState::Ignored | ItemState::Generated | ItemState::NotInForce => Verdict::NotApplicable.into(),
        ItemState::Missing => Verdict::Missing.into(),
        _ if group_missing => Verdict::Missing.into(),
        ItemState::Candidate | ItemState::Unknown => Verdict::Unjudged.into(),
        ItemState::Paired => {
            let auto = c.matching.links_of_item(item).any(|l| l.origin.is_auto());
            Judged { verdict: compared, auto }
        }
    }
}

fn form(c: &Comparison<'_>, form: FormId, compared: Verdict) -> Judged {
    match c.forms[form.0] {
        FormState::OutOfScope => Verdict::OutOfScope.into(),
        FormState::Ignored | FormState::HandedIn | FormState::NotInForce => Verdict::NotApplicable.into(),
        FormState::Missing => Verdict::Missing.into(),
        FormState::Candidate | FormState::Unknown => Verdict::Unjudged.into(),
        FormState::Matched => {
            let today = c.matching.forms.iter().find(|(_, f, _)| *f == form);
            Judged { verdict: compared, auto: today.is_some_and(|(.., origin)| origin.is_auto()) }
        }
    }
}

/// A mandatory function that is not there is missing, whatever the finding weighs; a part of one is a part.
fn function(c: &Comparison<'_>, function: FunctionId, compared: Verdict) -> Verdict {
    let class = c.standard.function(function).class.of(c.category);
    match (c.functions[function.0], class) {
        (FunctionState::OutOfScope, _) => Verdict::OutOfScope,
        (FunctionState::Ignored | FunctionState::NotInForce, _) => Verdict::NotApplicable,
        (FunctionState::Answered(_, Reply::No) | FunctionState::NotUsed, ClassFor::Known(Class::Mandatory)) => {
            Verdict::Missing
        }
        (FunctionState::Answered(_, Reply::Partly), ClassFor::Known(_)) if compared == Verdict::Unjudged => {
            Verdict::Partial
        }
        (FunctionState::Answered(..) | FunctionState::NotUsed, ClassFor::Known(_)) => compared,
        _ => Verdict::Unjudged,
    }
}
