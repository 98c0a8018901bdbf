//! The report, as it is written in JSON (`specs/schema/report.schema.json`). Deterministic: no times, no machine names.

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::people::{Acceptance, BaselineUse, DecisionView, DecisionsUse};
use super::plan::PlanReport;
use super::rows::{CodeRow, StandardRow};
use crate::bpr::BprItem;
use crate::finding::{Place, Severity};

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "gapcheck report")]
pub struct Report {
    pub schema: ReportTag,
    pub tool: Tool,
    pub command: String,
    pub lang: String,
    /// Interrupted: only what was found until then.
    pub partial: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub municipality: Option<MunicipalityName>,
    pub systems: Vec<SystemReport>,
    pub findings: Vec<ReportedFinding>,
    pub bpr: Vec<BprItem>,
    /// What was noticed while reading.
    pub notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub baseline: Option<BaselineUse>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decisions: Option<DecisionsUse>,
    /// The municipality's own plan, line by line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub plan: Option<PlanReport>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ReportTag {
    #[serde(rename = "gapcheck.report/1")]
    V1,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    pub name: String,
    pub version: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MunicipalityName {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// 団体区分.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub category: Option<String>,
}

/// One system of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SystemReport {
    pub slug: String,
    pub name: String,
    pub role: String,
    /// Name of the product that runs today.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<String>,
    /// Business codes that were submitted.
    pub codes: Vec<String>,
    pub editions: Vec<EditionUsed>,
    pub inputs: Vec<Input>,
    pub summary: Summary,
    pub rules: Vec<RuleStatus>,
    pub unjudged: Vec<UnjudgedEntry>,
    /// Every item, form and function of what was submitted, for tables of the whole correspondence.
    #[serde(skip)]
    pub rows: Vec<StandardRow>,
    #[serde(skip)]
    pub codes_table: Vec<CodeRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditionUsed {
    pub slug: String,
    pub label: String,
    pub date: String,
    /// `official` or `reference`.
    pub basis: String,
    pub sha256: String,
    /// Where it was found.
    pub origin: String,
    /// The day of the oldest text of a law that it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(default)]
    pub oldest_text: Option<String>,
    /// No edition of that day or before is there: this one is dated after the day of the check.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[schemars(default)]
    pub after_check_date: bool,
}

/// A file that was read, or that could not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// `current` or `mapping`.
    pub kind: String,
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    /// Parts that could not be read.
    pub skipped: Vec<Skipped>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<usize>,
    pub what: String,
    pub todo: String,
}

/// Counts. Defined once, because they are quoted in councils.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    pub items: Tally,
    pub forms: Tally,
    pub functions: Tally,
    pub findings: SeverityCounts,
    /// The same by class, classes that nothing has left out.
    #[serde(default)]
    pub classes: Vec<ClassTally>,
    #[serde(default)]
    pub matching: MatchingState,
}

/// The counts of one class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassTally {
    pub kind: Kind,
    pub class: StandardClass,
    pub tally: Tally,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Items,
    Forms,
    Functions,
}

/// データ出力条件 of an item, 実装区分 of a form or function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandardClass {
    Mandatory,
    /// Items only.
    Conditional,
    Optional,
    /// Forms and functions only.
    Forbidden,
    /// Differs by 団体区分, which is not set.
    ByCategory,
    /// 未収録.
    Unrecorded,
}

impl StandardClass {
    pub const ALL: [StandardClass; 6] = [
        StandardClass::Mandatory,
        StandardClass::Conditional,
        StandardClass::Optional,
        StandardClass::Forbidden,
        StandardClass::ByCategory,
        StandardClass::Unrecorded,
    ];
}

/// How far the present tables and columns are led to the standard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MatchingState {
    pub tables: Homes,
    pub columns: Homes,
}

impl MatchingState {
    /// Fewer than half of the tables have a counterpart or need none.
    pub fn is_little(&self) -> bool {
        let t = &self.tables;
        2 * (t.confirmed + t.automatic + t.not_needed) < t.all()
    }
}

/// Tables or columns of today by what is known of their counterpart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Homes {
    /// By a line of the mapping.
    pub confirmed: usize,
    pub automatic: usize,
    /// Left out with a reason, or the municipality's own.
    pub not_needed: usize,
    pub candidate: usize,
    pub unknown: usize,
}

impl Homes {
    pub fn all(&self) -> usize {
        self.confirmed + self.automatic + self.not_needed + self.candidate + self.unknown
    }
}

/// What became of the things of one kind. `standard` is the sum of all but `autoPaired`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    pub standard: usize,
    /// A confirmed or safe pair, all facts known, no error or warning.
    pub conform: usize,
    /// Warnings only.
    pub partial: usize,
    /// An error.
    pub nonconform: usize,
    pub missing: usize,
    pub unjudged: usize,
    /// 未提出.
    pub out_of_scope: usize,
    /// Out of use here, or made by the new system itself.
    pub not_applicable: usize,
    /// Of those with a counterpart, how many were paired without a person.
    pub auto_paired: usize,
}

impl Tally {
    pub fn judged(&self) -> usize {
        self.conform + self.partial + self.nonconform + self.missing
    }

    /// Judged or not, but in question.
    pub fn in_question(&self) -> usize {
        self.judged() + self.unjudged
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeverityCounts {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
}

impl SeverityCounts {
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
    }

    /// Findings at or above a level.
    pub fn at_least(&self, level: Severity) -> usize {
        match level {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Info => self.error + self.warning + self.info,
        }
    }
}

/// What became of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleStatus {
    pub id: String,
    pub outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<usize>,
    /// Why it did not look, or failed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Clean,
    Found,
    NotApplicable,
    Off,
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnjudgedEntry {
    pub what: String,
    /// `s1-…`
    pub subject: String,
    /// In clear.
    pub name: String,
    pub reason: String,
}

/// A finding with its texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportedFinding {
    pub rule: String,
    pub name: String,
    pub title: String,
    pub severity: Severity,
    /// Kind of the weakest fact it rests on; absent when it rests on none of the standard.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub basis: Option<crate::basis::SourceKind>,
    /// Titles of the documents of that fact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub basis_source: Option<String>,
    /// Lowered because of what it rests on.
    pub capped: bool,
    /// 参考: rests on an analogy or weaker.
    pub reference: bool,
    pub system: String,
    pub fingerprint: String,
    /// `s1-…`
    pub subject: String,
    pub subject_parts: crate::finding::Subject,
    pub state: String,
    /// Against the baseline: `new`, `accepted`, `changed` (要再確認) or `expired` (accepted until a day that has passed).
    pub status: String,
    /// Why it was accepted, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub accepted: Option<Acceptance>,
    /// What people decided about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<DecisionView>,
    /// Current `TABLE.COLUMN`s that are part of the fingerprint.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub columns: Vec<String>,
    /// What tells it from others about the same subject.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub discriminator: String,
    pub message: String,
    pub help: String,
    /// 標準.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub standard: Option<String>,
    /// 失われる値.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lost: Option<String>,
    pub fields: Value,
    pub count: usize,
    /// Masked samples of values.
    pub samples: Vec<String>,
    /// Fingerprints of the findings it follows from.
    pub causes: Vec<String>,
    pub places: Vec<Place>,
}

impl ReportedFinding {
    /// Accepted as it is: it does not count and is not told unless asked for.
    pub fn is_accepted(&self) -> bool {
        self.status == "accepted"
    }
}

impl Report {
    /// Findings that stand by themselves: no consequences, which are told under their causes, and nothing accepted
    /// unless all are asked for. A consequence whose causes are all left out stands by itself.
    pub fn leading(&self, all: bool) -> impl Iterator<Item = &ReportedFinding> {
        let left_out: HashSet<&str> =
            self.findings.iter().filter(|f| !all && f.is_accepted()).map(|f| f.fingerprint.as_str()).collect();
        self.findings.iter().filter(move |f| {
            (all || !f.is_accepted()) && f.causes.iter().all(|cause| left_out.contains(cause.as_str()))
        })
    }

    /// Findings by what caused them.
    pub fn consequences(&self) -> BTreeMap<&str, Vec<&ReportedFinding>> {
        let mut by_cause: BTreeMap<&str, Vec<&ReportedFinding>> = BTreeMap::new();
        for finding in &self.findings {
            for cause in &finding.causes {
                by_cause.entry(cause).or_default().push(finding);
            }
        }
        by_cause
    }

    /// Findings that are not accepted.
    pub fn counts(&self) -> SeverityCounts {
        let mut counts = SeverityCounts::default();
        self.findings.iter().filter(|f| !f.is_accepted()).for_each(|f| counts.add(f.severity));
        counts
    }
}

/// The JSON Schema of reports.
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Report>().to_value()
}
