//! A report in another language: texts are made again from the typed fields of its findings.

use crate::bpr;
use crate::report::model::Report;
use crate::rules;
use crate::text::lang::Lang;

/// Findings of rules that this version does not know, or whose fields have another form, keep their texts.
pub fn in_language(report: &mut Report, lang: Lang) {
    for finding in &mut report.findings {
        let Some(rule) = rules::find(&finding.rule) else { continue };
        let Some(texts) = rule.render(&finding.fields, lang) else { continue };
        finding.title = rule.meta.title(lang).into();
        finding.message = texts.message;
        finding.help = texts.help;
        finding.standard = texts.standard;
        finding.lost = texts.lost;
    }
    for item in &mut report.bpr {
        bpr::in_language(item, lang);
    }
    report.lang = lang.pick("ja", "en").into();
}
