//! Forms that change: 現行 and 標準 side by side, form by form.

use std::collections::HashMap;

use serde_json::Value;

use super::kinds::is_form;
use crate::finding::SubjectKind;
use crate::report::model::{Report, ReportedFinding};
use crate::text::lang::Lang;

/// How many lines a form shows; the rest by one link.
const SHOWN: usize = 12;

/// A form with what was found about it.
#[derive(Debug)]
pub struct FormChange<'a> {
    pub name: &'a str,
    pub system: &'a str,
    /// Who receives it, where the finding says so.
    pub audience: Option<&'static str>,
    /// Copies a year.
    pub volume: Option<u64>,
    pub lines: Vec<Line<'a>>,
    pub findings: usize,
}

impl FormChange<'_> {
    pub fn more(&self) -> bool {
        self.findings > SHOWN
    }
}

/// One difference.
#[derive(Debug)]
pub struct Line<'a> {
    pub finding: &'a ReportedFinding,
    pub what: String,
    pub current: String,
    pub standard: String,
}

/// The forms in the order of their gravest finding as reported.
pub fn forms(report: &Report, lang: Lang) -> Vec<FormChange<'_>> {
    let systems: HashMap<&str, &str> =
        report.systems.iter().map(|s| (s.slug.as_str(), lang.pick(&s.name, &s.slug))).collect();
    let mut index: HashMap<(&str, &str), usize> = HashMap::new();
    let mut forms: Vec<FormChange<'_>> = Vec::new();
    for finding in report.findings.iter().filter(|f| is_form(&f.rule)) {
        let name = form_name(finding);
        let at = *index.entry((&finding.system, name)).or_insert_with(|| {
            let system = systems.get(finding.system.as_str()).copied().unwrap_or_default();
            forms.push(FormChange { name, system, audience: None, volume: None, lines: Vec::new(), findings: 0 });
            forms.len() - 1
        });
        add(&mut forms[at], finding, lang);
    }
    forms
}

fn add<'a>(form: &mut FormChange<'a>, finding: &'a ReportedFinding, lang: Lang) {
    form.findings += 1;
    form.volume = form.volume.or_else(|| finding.fields.get("volume").and_then(Value::as_u64));
    form.audience = form.audience.or_else(|| audience(finding.fields.get("audience")?.as_str()?, lang));
    if form.findings <= SHOWN {
        form.lines.extend(lines(finding, lang));
    }
}

fn form_name(finding: &ReportedFinding) -> &str {
    let parts = &finding.subject_parts;
    match parts.kind {
        SubjectKind::PrintedItem | SubjectKind::CurrentField if !parts.within.is_empty() => &parts.within,
        _ => &parts.name,
    }
}

fn audience(word: &str, lang: Lang) -> Option<&'static str> {
    Some(match word {
        "resident" => lang.pick("住民等が受け取る", "received by residents"),
        "organization" => lang.pick("事業者・団体が受け取る", "received by organisations"),
        "internal" => lang.pick("庁内で使う", "used inside"),
        _ => return None,
    })
}

/// One line for each difference of the paper, else one for the finding.
fn lines<'a>(finding: &'a ReportedFinding, lang: Lang) -> Vec<Line<'a>> {
    let fields = &finding.fields;
    if let Some(differences) = fields.get("differences").and_then(Value::as_array) {
        return differences.iter().map(|d| paper(finding, d, lang)).collect();
    }
    let what = text(fields, "printed").or_else(|| text(fields, "field")).unwrap_or(&finding.title);
    vec![Line { finding, what: what.to_string(), current: today(finding, lang), standard: standard(finding) }]
}

fn paper<'a>(finding: &'a ReportedFinding, difference: &Value, lang: Lang) -> Line<'a> {
    let side = |name: &str| value_word(text(difference, name).unwrap_or_default(), lang).to_string();
    Line {
        finding,
        what: facet_word(text(difference, "facet").unwrap_or_default(), lang).to_string(),
        current: side("current"),
        standard: side("standard"),
    }
}

fn today(finding: &ReportedFinding, lang: Lang) -> String {
    let fields = &finding.fields;
    if let Some(field) = text(fields, "field").or_else(|| text(fields, "current")) {
        return field.to_string();
    }
    let names = |name: &str| fields.get(name).and_then(Value::as_array).map(|l| joined(l, lang));
    names("candidates").or_else(|| names("from")).filter(|t| !t.is_empty()).unwrap_or_else(|| match &finding.rule[..] {
        "GAP0502" => finding.subject_parts.name.clone(),
        "GAP0509" => lang.pick("元データなし", "no data for it").into(),
        "GAP0501" | "GAP0504" => lang.pick("なし", "none").into(),
        _ => "—".into(),
    })
}

fn joined(list: &[Value], lang: Lang) -> String {
    list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn standard(finding: &ReportedFinding) -> String {
    let fields = &finding.fields;
    let told = finding.standard.as_deref().or_else(|| text(fields, "item")).or_else(|| text(fields, "printed"));
    told.unwrap_or("—").to_string()
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

fn facet_word(facet: &str, lang: Lang) -> &str {
    let (ja, en) = match facet {
        "paper" => ("用紙", "paper"),
        "orientation" => ("向き", "orientation"),
        "sides" => ("面", "sides"),
        "color" => ("色", "colour"),
        "perSheet" => ("一枚の人数", "per sheet"),
        other => return other,
    };
    lang.pick(ja, en)
}

fn value_word(value: &str, lang: Lang) -> &str {
    let ja = match value {
        "portrait" => "縦",
        "landscape" => "横",
        "mono" => "単色",
        "color" => "カラー",
        "other" => "その他",
        other => other,
    };
    lang.pick(ja, value)
}
