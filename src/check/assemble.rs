//! From findings to the report's model.

use std::collections::BTreeMap;

use super::Request;
use super::codes_table::codes_table;
use super::engine::{Looked, Status};
use super::rows::rows;
use super::summary::summary;
use super::verdict::Verdicts;
use crate::bpr;
use crate::compare::{Comparison, Unjudged};
use crate::config::Config;
use crate::finding::{Finding, Place, PlaceRole, RuleOutcome};
use crate::report::model::*;
use crate::rules;
use crate::spec::edition::Category;
use crate::spec::load::Origin;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

/// A report about nothing yet.
pub fn empty(config: &Config, category: Option<Category>, lang: Lang) -> Report {
    let m = &config.municipality;
    let category = category.map(|c| c.name().to_string()).or_else(|| m.category.map(|c| c.name().to_string()));
    let named = m.code.is_some() || m.name.is_some() || category.is_some();
    Report {
        schema: ReportTag::V1,
        tool: Tool { name: "gapcheck".into(), version: env!("CARGO_PKG_VERSION").into() },
        command: "check".into(),
        lang: lang.pick("ja", "en").into(),
        partial: false,
        municipality: named.then(|| MunicipalityName { code: m.code.clone(), name: m.name.clone(), category }),
        systems: Vec::new(),
        findings: Vec::new(),
        bpr: Vec::new(),
        notes: Vec::new(),
        baseline: None,
        decisions: None,
        plan: None,
    }
}

/// The report of one system.
pub fn report(request: &Request<'_>, c: &Comparison<'_>, looked: &Looked, problems: &[Problem]) -> Report {
    let lang = request.lang;
    let findings = sorted(&looked.findings);
    let verdicts = Verdicts::of(c, &looked.findings);
    Report {
        municipality: municipality(request, c),
        systems: vec![SystemReport {
            slug: request.system.slug.clone(),
            name: request.system.name.clone(),
            role: c.role().id().into(),
            product: c.current.product.clone(),
            codes: codes(c),
            editions: editions(c),
            inputs: inputs(request, c, problems),
            summary: summary(c, &verdicts, &looked.findings),
            rows: rows(c, &verdicts, lang),
            codes_table: codes_table(c, lang),
            rules: looked.rules.iter().map(|(id, status)| rule_status(id, status, lang)).collect(),
            unjudged: unjudged(c, lang),
        }],
        findings: findings.iter().map(|f| reported(request, f)).collect(),
        bpr: bpr::items(&request.system.slug, &request.system.name, &looked.findings, lang),
        notes: c.current.notes.iter().map(|n| n.get(lang).to_string()).collect(),
        ..empty(request.config, c.category, lang)
    }
}

/// In the order of reading: severity, then place, then rule and identity. The order of rules never shows.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| {
        a.severity
            .cmp(&b.severity)
            .then_with(|| first_place(a).map(|p| p.order()).cmp(&first_place(b).map(|p| p.order())))
            .then_with(|| a.meta.id.cmp(b.meta.id))
            .then_with(|| a.subject.cmp(&b.subject))
            .then_with(|| a.fingerprint.cmp(&b.fingerprint))
    });
    sorted
}

/// Where to look in the input.
fn first_place(finding: &Finding) -> Option<&Place> {
    finding.places.iter().find(|p| p.role != PlaceRole::Standard)
}

/// Whose report it is: what the configuration says comes before what the input says, as for 団体区分.
fn municipality(request: &Request<'_>, c: &Comparison<'_>) -> Option<MunicipalityName> {
    let configured = &request.config.municipality;
    let name = MunicipalityName {
        code: configured.code.clone().or_else(|| c.current.municipality.clone()),
        name: configured.name.clone().or_else(|| c.current.municipality_name.clone()),
        category: c.category.map(|c| c.name().to_string()),
    };
    (name.code.is_some() || name.name.is_some() || name.category.is_some()).then_some(name)
}

fn codes(c: &Comparison<'_>) -> Vec<String> {
    let all = c.standard.editions.iter().flat_map(|e| &e.edition.businesses);
    all.filter(|b| c.current.covers(b)).cloned().collect()
}

fn editions(c: &Comparison<'_>) -> Vec<EditionUsed> {
    let day = c.standard.day();
    let used = c.standard.editions.iter().enumerate().map(|(at, e)| EditionUsed {
        oldest_text: c.standard.oldest_law(at).map(str::to_string),
        after_check_date: day.is_some_and(|day| e.edition.edition.date.as_str() > day),
        slug: e.edition.system.clone(),
        label: e.edition.edition.label.clone(),
        date: e.edition.edition.date.clone(),
        basis: e.edition.edition.basis.id().into(),
        sha256: e.sha256.clone(),
        origin: match &e.origin {
            Origin::Bundled => "bundled".into(),
            Origin::File(path) => path.clone(),
        },
    });
    used.collect()
}

fn inputs(request: &Request<'_>, c: &Comparison<'_>, problems: &[Problem]) -> Vec<Input> {
    let lang = request.lang;
    let mut skipped: BTreeMap<&str, Vec<Skipped>> = BTreeMap::new();
    for p in problems {
        skipped.entry(&p.path).or_default().push(Skipped {
            line: p.position.map(|x| x.line),
            column: p.position.map(|x| x.column),
            what: p.what.get(lang).to_string(),
            todo: p.todo.get(lang).to_string(),
        });
    }
    let mut inputs = Vec::new();
    for path in &request.current {
        let sha256 = c.current.files.iter().find(|f| f.path == *path).map(|f| f.sha256.clone());
        let skipped = skipped.get(path.as_str()).cloned().unwrap_or_default();
        inputs.push(Input { kind: "current".into(), path: path.clone(), sha256, skipped });
    }
    for (source, _) in &c.mapping.files {
        let sha256 = Some(source.sha256.clone());
        inputs.push(Input { kind: "mapping".into(), path: source.path.clone(), sha256, skipped: Vec::new() });
    }
    inputs
}

fn rule_status(id: &str, status: &Status, lang: Lang) -> RuleStatus {
    let (outcome, count, reason) = match status {
        Status::Looked(RuleOutcome::Found(n)) => (Outcome::Found, Some(*n), None),
        Status::Looked(_) => (Outcome::Clean, None, None),
        Status::NotApplicable(why) => (Outcome::NotApplicable, None, Some(why.get(lang).to_string())),
        Status::Failed(why) => (Outcome::Failed, None, Some(why.clone())),
        Status::Off(why) => (Outcome::Off, None, Some(why.clone())),
    };
    RuleStatus { id: id.to_string(), outcome, count, reason }
}

fn unjudged(c: &Comparison<'_>, lang: Lang) -> Vec<UnjudgedEntry> {
    let entry = |u: &Unjudged| UnjudgedEntry {
        what: serde_json::to_value(u.what).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default(),
        subject: u.subject.key(),
        name: match u.subject.within.is_empty() {
            true => u.subject.name.clone(),
            false => format!("{}.{}", u.subject.within, u.subject.name),
        },
        reason: u.reason.get(lang).to_string(),
    };
    c.unjudged.iter().map(entry).collect()
}

fn reported(request: &Request<'_>, finding: &Finding) -> ReportedFinding {
    let lang = request.lang;
    let rule = rules::find(finding.meta.id);
    let texts = rule.and_then(|r| r.render(&finding.fields, lang)).unwrap_or_default();
    ReportedFinding {
        rule: finding.meta.id.into(),
        name: finding.meta.name.into(),
        title: finding.meta.title(lang).into(),
        severity: finding.severity,
        basis: finding.basis,
        basis_source: finding.source.clone(),
        capped: finding.capped,
        reference: finding.basis.is_some_and(|b| b.for_reference_only()),
        system: request.system.slug.clone(),
        fingerprint: finding.fingerprint.clone(),
        subject: finding.subject.key(),
        subject_parts: finding.subject.clone(),
        state: finding.state.clone(),
        status: "new".into(),
        accepted: None,
        decision: None,
        columns: finding.columns.clone(),
        discriminator: finding.discriminator.clone(),
        message: texts.message,
        help: texts.help,
        standard: texts.standard,
        lost: texts.lost,
        fields: finding.fields.clone(),
        count: finding.count,
        samples: Vec::new(),
        causes: finding.causes.clone(),
        places: finding.places.clone(),
    }
}
