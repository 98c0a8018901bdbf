//! From counts to findings: one per rule, group and column, resting on the facts that the rule names.

use std::collections::HashMap;

use super::fault::Fault;
use super::files::{Inputs, expected_name, file_name};
use super::keys::unplace;
use super::plan::{ColumnPlan, Kind, Plan};
use super::run::Found;
use super::stores::Outcome;
use super::tally::Sample;
use crate::basis::Facet;
use crate::finding::identity::SubjectKind;
use crate::finding::{Finding, Severity, Sink, Subject};
use crate::rules::data::*;
use crate::rules::draft::{Draft, Emit};
use crate::rules::rule::Rule;
use crate::spec::standard::Standard;

/// A finding, with how often and where.
pub struct DataFinding {
    pub finding: Finding,
    /// Rows, persons or files.
    pub count: u64,
    pub samples: Vec<Sample>,
}

/// Everything that was found.
pub fn findings(standard: &Standard, slug: &str, plan: &Plan, inputs: &Inputs, found: &Found) -> Vec<DataFinding> {
    let mut all = All { standard, slug, plan, found, sink: Sink::default(), told: HashMap::new() };
    all.files(inputs);
    (0..plan.groups.len()).for_each(|group| all.group(group));
    found.outcomes.iter().for_each(|(group, outcome)| all.outcome(*group, outcome));
    let told = all.told;
    let findings = all.sink.findings();
    let with_counts = findings.into_iter().map(|finding| {
        let (count, samples) = told.get(&finding.fingerprint).cloned().unwrap_or((finding.count as u64, Vec::new()));
        DataFinding { finding, count, samples }
    });
    with_counts.collect()
}

struct All<'a> {
    standard: &'a Standard,
    slug: &'a str,
    plan: &'a Plan,
    found: &'a Found,
    sink: Sink,
    /// By fingerprint: how often, and where first.
    told: HashMap<String, (u64, Vec<Sample>)>,
}

/// Where a fact goes: an item, or the group as a whole.
enum Where {
    Group,
    Column(usize),
    /// A heading that is no item.
    Heading(String),
}

impl All<'_> {
    fn files(&mut self, inputs: &Inputs) {
        let basis = self.standard.completeness_of_all();
        for path in &inputs.unknown {
            let subject = Subject::new(SubjectKind::System, self.slug, "", self.slug);
            let fields = FileUnknown { file: file_name(path) };
            let emit = Emit::<FileUnknown>::new(&mut self.sink, &[]);
            let draft = emit.draft(subject, Severity::Error, &fields).rests_on(basis).data_file(&file_name(path));
            self.push(draft, 1, Vec::new());
        }
        if inputs.folder {
            let given = inputs.given(self.plan);
            for (at, group) in self.plan.groups.iter().enumerate().filter(|(at, _)| !given[*at]) {
                let file = expected_name(&group.business, &group.name);
                let fields = GroupFileMissing { group: group.name.clone(), file };
                self.tell(at, Where::Group, Severity::Error, &fields, 1, Vec::new());
            }
        }
    }

    fn group(&mut self, at: usize) {
        let (plan, found) = (self.plan, self.found);
        let group = &plan.groups[at];
        let read: Vec<_> = found.files.iter().filter(|f| f.binding.group == at).collect();
        let (mut missing, mut extra): (Vec<usize>, Vec<&String>) = (Vec::new(), Vec::new());
        for file in &read {
            missing.extend(file.binding.missing.iter().filter(|m| !group.columns[**m].optional));
            extra.extend(&file.binding.extra);
        }
        missing.sort_unstable();
        missing.dedup();
        extra.sort_unstable();
        extra.dedup();
        for column in missing {
            let fields = ColumnMissing { group: group.name.clone(), column: group.columns[column].name.clone() };
            self.tell(at, Where::Column(column), Severity::Error, &fields, 1, Vec::new());
        }
        for column in extra {
            let fields = ColumnExtra { group: group.name.clone(), column: column.clone() };
            self.tell(at, Where::Heading(column.clone()), Severity::Warning, &fields, 1, Vec::new());
        }
        if let Some(first) = read.iter().find_map(|f| f.binding.disorder) {
            let fields = ColumnOrder { group: group.name.clone(), column: group.columns[first].name.clone() };
            self.tell(at, Where::Group, Severity::Warning, &fields, 1, Vec::new());
        }
        let tally = &found.tallies[at];
        if tally.misshapen > 0 {
            let expected = read.first().map_or(0, |f| f.binding.expected as u64);
            let fields =
                RowShape { group: group.name.clone(), expected, quotes: tally.open_quotes, rows: tally.misshapen };
            self.tell(at, Where::Group, Severity::Error, &fields, tally.misshapen, tally.shape_samples.clone());
        }
        for (column, counts) in tally.columns.iter().enumerate() {
            for fault in Fault::ALL {
                let rows = counts.faults[fault.index()];
                if rows > 0 {
                    let samples = tally.samples.get(&(column, fault)).cloned().unwrap_or_default();
                    self.fault(at, column, fault, rows, samples);
                }
            }
        }
    }

    fn fault(&mut self, at: usize, n: usize, fault: Fault, rows: u64, samples: Vec<Sample>) {
        let plan = self.plan;
        let c = &plan.groups[at].columns[n];
        let group = plan.groups[at].name.clone();
        let column = c.name.clone();
        let place = Where::Column(n);
        let error = Severity::Error;
        match fault {
            Fault::Type => {
                self.tell(at, place, error, &DataType { group, column, letters: letters(c), rows }, rows, samples)
            }
            Fault::Length => {
                let longest = self.found.tallies[at].columns[n].longest;
                let fields = DataLength { group, column, max: c.max.unwrap_or(0), longest, rows };
                self.tell(at, place, error, &fields, rows, samples);
            }
            Fault::Empty => self.tell(at, place, error, &RequiredEmpty { group, column, rows }, rows, samples),
            Fault::Code => {
                let (list, open) = c.codes.as_ref().map(|l| (l.list.clone(), l.open)).unwrap_or_default();
                let severity = if open { Severity::Warning } else { error };
                self.tell(at, place, severity, &DataCodeUnknown { group, column, list, open, rows }, rows, samples);
            }
            Fault::Date => self.tell(at, place, error, &DateInvalid { group, column, rows }, rows, samples),
            Fault::CheckDigit => self.tell(at, place, error, &CheckDigit { group, column, rows }, rows, samples),
            Fault::Number => {
                self.tell(at, place, error, &NumberFormat { group, column, letters: letters(c), rows }, rows, samples);
            }
            Fault::Pattern => {
                let form = c.number.map_or_else(|| "HH:MM:SS".to_string(), |n| n.form());
                self.tell(at, place, error, &DataPattern { group, column, form, rows }, rows, samples);
            }
            Fault::Triple => self.tell(at, place, error, &UnknownDateTriple { group, column, rows }, rows, samples),
            Fault::EndBeforeStart => {
                let start = column.replace("終了", "開始");
                self.tell(at, place, error, &EndBeforeStart { group, column, start, rows }, rows, samples);
            }
            Fault::Encoding => {
                let files = self.found.files.iter().filter(|f| f.binding.group == at);
                let mut names: Vec<&str> = files.map(|f| f.dialect.encoding.name()).collect();
                names.sort_unstable();
                names.dedup();
                let encoding = names.join("、");
                self.tell(at, place, error, &EncodingInvalid { group, column, encoding, rows }, rows, samples);
            }
            Fault::Private => {
                self.tell(at, place, Severity::Warning, &PrivateUse { group, column, rows }, rows, samples)
            }
            Fault::Outside => {
                self.tell(at, place, Severity::Warning, &OutsideRepertoire { group, column, rows }, rows, samples);
            }
            Fault::Width => {
                let width = if c.kind == Kind::Half { "半角" } else { "全角" }.to_string();
                let fields = WidthClass { group, column, letters: letters(c), width, rows };
                self.tell(at, place, error, &fields, rows, samples);
            }
            Fault::Control => self.tell(at, place, error, &ControlCharacter { group, column, rows }, rows, samples),
            Fault::Selector => {
                self.tell(at, place, Severity::Warning, &VariationSelector { group, column, rows }, rows, samples);
            }
            Fault::Placeholder => {
                self.tell(at, place, Severity::Warning, &Placeholder { group, column, rows }, rows, samples);
            }
            Fault::Mojibake => self.tell(at, place, error, &Mojibake { group, column, rows }, rows, samples),
            Fault::Spreadsheet => {
                self.tell(at, place, error, &SpreadsheetDamage { group, column, rows }, rows, samples)
            }
        }
    }

    fn outcome(&mut self, at: usize, outcome: &Outcome) {
        let plan = self.plan;
        let g = &plan.groups[at];
        let group = g.name.clone();
        let samples = |places: &[u64]| -> Vec<Sample> {
            places.iter().map(|p| unplace(*p)).map(|(file, line)| Sample { file, line, value: String::new() }).collect()
        };
        match outcome {
            Outcome::Duplicates(found) if found.count > 0 => {
                let key = g.key.iter().map(|k| g.columns[*k].name.clone()).collect();
                let fields = KeyDuplicate { group, key, rows: found.count };
                self.tell(at, Where::Group, Severity::Error, &fields, found.count, samples(&found.places));
            }
            Outcome::Dangling(n, found) if found.count > 0 => {
                let reference = &g.references[*n];
                let column = g.columns[reference.column].name.clone();
                let target = plan.groups[reference.target].name.clone();
                let severity = if reference.inferred { Severity::Warning } else { Severity::Error };
                let fields = ReferenceBroken { group, column, target, rows: found.count };
                self.tell(at, Where::Column(reference.column), severity, &fields, found.count, samples(&found.places));
            }
            Outcome::History(gaps, flags) => {
                let Some(history) = &g.history else { return };
                let column = g.columns[history.number].name.clone();
                if gaps.count > 0 {
                    let fields = HistoryGap { group: group.clone(), column, persons: gaps.count };
                    let place = Where::Column(history.number);
                    self.tell(at, place, Severity::Warning, &fields, gaps.count, samples(&gaps.places));
                }
                if let Some(latest) = history.latest.filter(|_| flags.count > 0) {
                    let column = g.columns[latest].name.clone();
                    let fields = LatestFlag { group, column, persons: flags.count };
                    let place = Where::Column(latest);
                    self.tell(at, place, Severity::Error, &fields, flags.count, samples(&flags.places));
                }
            }
            Outcome::Households(found) if found.count > 0 => {
                let Some(household) = &g.household else { return };
                let column = g.columns[household.relation].name.clone();
                let fields = HouseholdHead { group, column, persons: found.count };
                let place = Where::Column(household.relation);
                self.tell(at, place, Severity::Warning, &fields, found.count, samples(&found.places));
            }
            _ => {}
        }
    }

    fn tell<R: Rule>(
        &mut self,
        at: usize,
        place: Where,
        severity: Severity,
        fields: &R,
        count: u64,
        samples: Vec<Sample>,
    ) {
        let plan = self.plan;
        let group = &plan.groups[at];
        let slug = self.standard.slug_of_group(group.id).to_string();
        let emit = Emit::<R>::new(&mut self.sink, &[]);
        let s = self.standard;
        let facts = R::META.facts;
        let draft = match &place {
            Where::Group => {
                let subject = Subject::new(SubjectKind::Group, &slug, "", &group.name);
                let mut draft = emit.draft(subject, severity, fields);
                // a fact about the key rests on the items that are the key
                for column in group.key.iter().filter(|_| facts.contains(&Facet::Key)) {
                    draft = draft.rests_on_item(s, group.columns[*column].item, Facet::Key);
                }
                match facts.contains(&Facet::Existence) {
                    true => draft.group(s, group.id, &[Facet::Existence]),
                    false => draft.group(s, group.id, &[]),
                }
            }
            Where::Column(column) => {
                let c = &group.columns[*column];
                let subject = Subject::new(SubjectKind::Item, &slug, &group.name, &c.name);
                let draft = emit.draft(subject, severity, fields);
                self.resting(draft, c, facts)
            }
            Where::Heading(name) => {
                let subject = Subject::new(SubjectKind::Column, self.slug, &group.name, name);
                let basis = s.completeness(s.edition_of_group(group.id));
                emit.draft(subject, severity, fields).rests_on(basis).group(s, group.id, &[])
            }
        };
        let draft = samples.iter().fold(draft, |draft, sample| {
            let file = self.found.files.get(sample.file).map_or_else(String::new, |f| super::report::shown(&f.path));
            let name = match &place {
                Where::Column(column) => Some(group.columns[*column].name.as_str()),
                _ => None,
            };
            draft.data_row(&file, sample.line as usize, &group.name, name)
        });
        self.push(draft, count, samples);
    }

    /// What a finding about values rests on: the facets that its rule names. Values of a list rest on the list.
    fn resting(&self, draft: Draft, c: &ColumnPlan, facts: &[Facet]) -> Draft {
        let of_item: Vec<Facet> = facts.iter().copied().filter(|f| *f != Facet::Values).collect();
        // nobody recorded who said that the item must be there: then its existence alone
        let recorded = |f: &Facet| *f != Facet::Presence || self.standard.item(c.item).presence.is_some();
        let of_item: Vec<Facet> = of_item.into_iter().filter(recorded).collect();
        let draft = draft.item(self.standard, c.item, &of_item);
        match self.standard.list_of(c.item).filter(|_| facts.contains(&Facet::Values)) {
            Some(list) => draft.rests_on(self.standard.list_basis(list, Facet::Values)),
            None => draft,
        }
    }

    fn push(&mut self, draft: Draft, count: u64, samples: Vec<Sample>) {
        let atom = draft.into_atom();
        self.told.entry(atom.fingerprint()).and_modify(|(n, _)| *n += count).or_insert((count, samples));
        self.sink.push(atom);
    }
}

/// The official letters of a type.
fn letters(c: &ColumnPlan) -> String {
    let letters = match c.kind {
        Kind::Half => "X",
        Kind::FullWidth => "N",
        Kind::Integer => "9",
        Kind::Decimal => "9V",
        Kind::Signed => "S9",
        Kind::Year => "YEAR",
        Kind::Date => "DATE",
        Kind::Time => "TIME",
        Kind::Blob => "BLOB",
        Kind::Unrecorded => "",
    };
    letters.to_string()
}
