//! Code by code, what becomes of today's and what the standard has beyond: the rows of the コード対応表.

use crate::compare::{CodesDiff, Comparison, Pair};
use crate::domain::CodeValue;
use crate::report::rows::{CodeFate, CodeRow};
use crate::rules::describe::ColumnSpec;
use crate::text::lang::Lang;

/// In the standard's order; of one pair first what is settled, then what is not.
pub fn codes_table(c: &Comparison<'_>, lang: Lang) -> Vec<CodeRow> {
    c.pairs
        .iter()
        .filter_map(|p| Some((p, p.codes.as_ref()?)))
        .flat_map(|(p, codes)| of_pair(c, p, codes, lang))
        .collect()
}

fn of_pair(c: &Comparison<'_>, pair: &Pair, codes: &CodesDiff, lang: Lang) -> Vec<CodeRow> {
    let column = ColumnSpec::of(c, pair.column).name(lang);
    let blank = CodeRow {
        item: c.item_subject(pair.item),
        list: c.standard.list(codes.list).name.clone(),
        current: format!("{column} [{}]", codes.current),
        from: Default::default(),
        to: Default::default(),
        fate: CodeFate::Settled,
    };
    let row = |from: Option<&CodeValue>, to: Option<&CodeValue>, fate| CodeRow {
        from: from.map(halves).unwrap_or_default(),
        to: to.map(halves).unwrap_or_default(),
        fate,
        ..blank.clone()
    };
    let diff = &codes.diff;
    let folded = |current: &CodeValue| diff.folded.iter().any(|f| f.current.contains(current));
    let settled = diff.pairs.iter().map(|p| {
        let fate = if folded(&p.current) { CodeFate::Folded } else { CodeFate::Settled };
        row(Some(&p.current), Some(&p.standard), fate)
    });
    let conflicts = diff.conflicts.iter().map(|x| row(Some(&x.current), Some(&x.standard), CodeFate::Conflict));
    let unmapped = diff.unmapped.iter().map(|v| row(Some(v), None, CodeFate::Unmapped));
    let unknown = diff.unlabelled.iter().map(|u| row(Some(&u.current), u.standard.as_ref(), CodeFate::Undecided));
    let unused = diff.unused.iter().map(|v| row(None, Some(v), CodeFate::Unused));
    settled.chain(conflicts).chain(unmapped).chain(unknown).chain(unused).collect()
}

fn halves(code: &CodeValue) -> (String, String) {
    (code.value.clone().unwrap_or_default(), code.label.clone().unwrap_or_default())
}
