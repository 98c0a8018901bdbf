//! CSV, one row a finding, as spreadsheets open it: UTF-8 with a byte order mark; no cell becomes a formula.

use super::decided::status_word;
use super::model::{Report, ReportedFinding};
use super::troubles::{Trouble, troubles};
use super::words::{basis_text, input_place, lang_of, place_text};
use crate::finding::Severity;
use crate::sheet::guard_formula;
use crate::text::clean::visible;
use crate::text::lang::Lang;

pub fn csv_table(report: &Report, min_judged: usize) -> String {
    let lang = lang_of(report);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut put = |cells: Vec<String>| {
        // writing to memory cannot fail
        let _ = writer.write_record(cells.iter().map(|c| guard_formula(&visible(c)).into_owned()));
    };
    put(headings(lang));
    troubles(report, min_judged, lang).iter().for_each(|t| put(trouble(t, lang)));
    report.findings.iter().for_each(|f| put(row(f, lang)));
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

fn headings(lang: Lang) -> Vec<String> {
    let ja = "業務,重さ,規則,種別,グループ,項目,内容,標準,失われる値,対応方針,該当箇所,根拠,参考,件数,対象キー,指摘キー,状態,承認,決定した方針,担当課,期限,状況";
    let en = "system,severity,rule,title,group,item,message,standard,lost,what to do,where,basis,reference,count,subject,fingerprint,state,baseline,decided policy,owner,due,progress";
    lang.pick(ja, en).split(',').map(str::to_string).collect()
}

/// What was not read or judged, as a row without a finding's keys.
fn trouble(t: &Trouble, lang: Lang) -> Vec<String> {
    let mut cells = vec![String::new(); headings(lang).len()];
    let place = t.path.as_deref().map(|p| t.line.map_or_else(|| p.to_string(), |l| format!("{p}:{l}")));
    cells[0] = t.system.clone();
    cells[1] = Severity::Error.label(lang).into();
    cells[2] = t.kind.id().into();
    cells[6] = t.message.clone();
    cells[10] = place.unwrap_or_default();
    cells
}

fn row(f: &ReportedFinding, lang: Lang) -> Vec<String> {
    let decided = f.decision.clone().unwrap_or_default().cells;
    vec![
        f.system.clone(),
        f.severity.label(lang).into(),
        f.rule.clone(),
        f.title.clone(),
        f.subject_parts.within.clone(),
        f.subject_parts.name.clone(),
        f.message.clone(),
        f.standard.clone().unwrap_or_default(),
        f.lost.clone().unwrap_or_default(),
        f.help.clone(),
        input_place(f).and_then(place_text).unwrap_or_default(),
        basis_text(f, lang).unwrap_or_default(),
        if f.reference { lang.pick("参考", "yes").into() } else { String::new() },
        f.count.to_string(),
        f.subject.clone(),
        f.fingerprint.clone(),
        f.state.clone(),
        status_word(&f.status, lang).into(),
        decided.policy.unwrap_or_default(),
        decided.owner.unwrap_or_default(),
        decided.due.unwrap_or_default(),
        decided.progress.unwrap_or_default(),
    ]
}
