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
    /// The standard's name, where it has one.
    pub name: &'a str,
    /// Today's name, where it is another one.
    pub today: Option<&'a str>,
    pub system: &'a str,
    /// Who receives it, where the finding says so.
    pub audience: Option<&'static str>,
    /// Residents or organisations receive it, and have to be told.
    pub notice: bool,
    /// Copies a year.
    pub volume: Option<u64>,
    pub lines: Vec<Line<'a>>,
    /// What to do about the form as a whole.
    pub todo: Vec<&'a str>,
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
    let pairs = pairs(report);
    let mut index: HashMap<(&str, &str), usize> = HashMap::new();
    let mut forms: Vec<FormChange<'_>> = Vec::new();
    for finding in report.findings.iter().filter(|f| is_form(&f.rule)) {
        let own = form_name(finding);
        let standard = pairs.get(&(finding.system.as_str(), own)).copied();
        let name = standard.unwrap_or(own);
        let at = *index.entry((&finding.system, name)).or_insert_with(|| {
            let system = systems.get(finding.system.as_str()).copied().unwrap_or_default();
            forms.push(FormChange {
                name,
                today: None,
                system,
                audience: None,
                notice: false,
                volume: None,
                lines: Vec::new(),
                todo: Vec::new(),
                findings: 0,
            });
            forms.len() - 1
        });
        let today = standard.map(|_| own).or_else(|| text(&finding.fields, "current"));
        forms[at].today = forms[at].today.or(today.filter(|t| *t != name));
        add(&mut forms[at], finding, lang);
    }
    forms
}

/// Today's forms that findings name together with the standard's.
fn pairs(report: &Report) -> HashMap<(&str, &str), &str> {
    let forms = report.findings.iter().filter(|f| is_form(&f.rule));
    forms.filter_map(|f| pair(f).map(|(today, standard)| ((f.system.as_str(), today), standard))).collect()
}

/// Today's form and the standard's.
fn pair(finding: &ReportedFinding) -> Option<(&str, &str)> {
    let form = text(&finding.fields, "form")?;
    if matches!(finding.subject_parts.kind, SubjectKind::CurrentField | SubjectKind::CurrentForm) {
        return Some((form, finding.fields.get("standard")?.as_array()?.first()?.as_str()?));
    }
    text(&finding.fields, "current").map(|current| (current, form))
}

fn add<'a>(form: &mut FormChange<'a>, finding: &'a ReportedFinding, lang: Lang) {
    form.findings += 1;
    form.volume = form.volume.or_else(|| finding.fields.get("volume").and_then(Value::as_u64));
    let word = text(&finding.fields, "audience");
    form.audience = form.audience.or_else(|| audience(word?, lang));
    form.notice |= matches!(word, Some("resident" | "organization"));
    let whole = matches!(finding.subject_parts.kind, SubjectKind::Form | SubjectKind::CurrentForm);
    if whole && !form.todo.contains(&finding.help.as_str()) {
        form.todo.push(&finding.help);
    }
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
    let whole = || lang.pick("帳票全体", "the whole form");
    let what = text(fields, "printed").or_else(|| text(fields, "field")).unwrap_or_else(whole);
    vec![Line { finding, what: what.to_string(), current: today(finding, lang), standard: standard(finding, lang) }]
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
    if let Some(ties) = fields.get("ties").and_then(Value::as_array) {
        let words: Vec<String> = ties.iter().filter_map(|t| tie(t, lang)).collect();
        return words.join(lang.pick("、", ", "));
    }
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

fn standard(finding: &ReportedFinding, lang: Lang) -> String {
    if matches!(&finding.rule[..], "GAP0502" | "GAP0505") {
        return lang.pick("なし", "none").into();
    }
    let fields = &finding.fields;
    let named = || text(fields, "item").or_else(|| text(fields, "printed")).or_else(|| text(fields, "form"));
    finding.standard.as_deref().or_else(named).unwrap_or("—").to_string()
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

/// A plain tie, or one that says more: `{"barcode":"eL-QR"}`, `{"medium":["in-house","outsourced"]}`.
fn tie(tie: &Value, lang: Lang) -> Option<String> {
    if let Some(word) = tie.as_str() {
        return Some(tie_word(word, lang).to_string());
    }
    let (kind, what) = tie.as_object()?.iter().next()?;
    let sides: Vec<&str> = match what {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(|w| tie_word(w, lang)).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let (word, sides) = (tie_word(kind, lang), sides.join(" → "));
    Some(match lang {
        Lang::Ja => format!("{word}（{sides}）"),
        Lang::En => format!("{word} ({sides})"),
    })
}

fn tie_word(tie: &str, lang: Lang) -> &str {
    let (ja, en) = match tie {
        "outsourced" => ("印刷・封入の委託", "printing by a contractor"),
        "window" => ("窓あき封筒", "window envelope"),
        "barcode" => ("バーコード", "barcode"),
        "medium" => ("媒体", "medium"),
        "in-house" => ("庁内印刷", "in-house printing"),
        "electronic" => ("電子", "electronic"),
        other => return other,
    };
    lang.pick(ja, en)
}
