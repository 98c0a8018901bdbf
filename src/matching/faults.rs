//! What is wrong with a mapping, line by line, for `gapcheck map check`.

use super::mapping::Mapping;
use super::model::{Fault, FaultKind, Matching};
use crate::text::lang::Lang;

/// Every stale, ambiguous, contradicting or unused line with its place, in the order of files and lines.
pub fn told(mapping: &Mapping, matching: &Matching, lang: Lang) -> Vec<String> {
    let mut faults: Vec<&Fault> = matching.faults.iter().chain(&matching.unused).collect();
    faults.sort_by_key(|f| (f.place.file, f.place.span, f.kind as u8, &f.name));
    let mut lines: Vec<String> = faults.into_iter().map(|f| line(mapping, f, lang)).collect();
    lines.dedup();
    lines
}

fn line(mapping: &Mapping, fault: &Fault, lang: Lang) -> String {
    let at = mapping.position(&fault.place);
    let path = &mapping.files[fault.place.file].0.path;
    let place = format!("{path}:{}:{}", at.line, at.column);
    format!("{place}: [[{}]] {}: {}", fault.section, fault.name, what(fault, lang))
}

fn what(fault: &Fault, lang: Lang) -> String {
    let (ja, en) = match fault.kind {
        FaultKind::UnknownCurrent => ("現行にありません", "not in the present system"),
        FaultKind::UnknownStandard => ("標準にありません", "not in the standard"),
        FaultKind::Ambiguous => ("どれのことか決まりません", "could be several things"),
        FaultKind::Contradiction => {
            ("同じ対応表のほかの行と食い違います", "another line of the same file says otherwise")
        }
        FaultKind::Impossible => {
            ("桁の位置か値の数が、現行の項目と合いません", "positions or values do not fit the column")
        }
        FaultKind::Unused => ("効果のない行です", "the line has no effect"),
    };
    let near = fault.nearest.join(lang.pick("、", ", "));
    match (near.is_empty(), lang) {
        (true, _) => lang.pick(ja, en).to_string(),
        (false, Lang::Ja) => format!("{ja}（近い名前: {near}）"),
        (false, Lang::En) => format!("{en} (close names: {near})"),
    }
}
