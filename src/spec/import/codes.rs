//! The rows of コード一覧（個別）and（連携）.

use std::collections::HashMap;

use super::hints::business_in;
use super::ids::{CodeRef, code_id, code_ref, list_key};
use super::items::nothing_known;
use super::place::Recognised;
use super::report::{Report, quoted};
use super::rows::{DataRow, data_rows};
use crate::spec::edition::{CodeList, CodeValue, FactSources};
use crate::spec::words::is_nothing;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// 自治体固有コード: any value that the municipality sets.
pub(super) const OWN_CODES: &str = "999";

/// A list with the business it belongs to.
pub(super) struct ListRows {
    pub(super) business: String,
    pub(super) list: CodeList,
    /// Positions of its values.
    values: HashMap<String, usize>,
}

/// Reads all lists of a sheet. `business` is that of the sheet, where rows do not name their own.
pub(super) fn read(sheet: &Recognised<'_>, business: Option<&str>, report: &mut Report) -> Vec<ListRows> {
    let mut lists: Vec<ListRows> = Vec::new();
    let mut current: Option<usize> = None;
    let mut business: Option<String> = business.map(str::to_string);
    for row in data_rows(sheet) {
        let at = sheet.at(row.number());
        // as the list's ID, its business may stand on the first row only
        business = row.word("business").and_then(|b| business_in(&b)).or(business);
        if !row.has_known() {
            report.unread(&at, nothing_known(&row));
            continue;
        }
        match list_of(sheet, &row, business.as_deref(), &mut lists, current) {
            Ok(index) => {
                current = Some(index);
                if let Err(reason) = add_value(&mut lists[index], &row) {
                    report.unread(&at, reason);
                }
            }
            Err(reason) => {
                // the rows below belong to the list that could not be told
                current = None;
                report.unread(&at, reason);
            }
        }
    }
    lists
}

/// The list that a row belongs to: its own ID, else that of the row above.
fn list_of(
    sheet: &Recognised<'_>,
    row: &DataRow<'_>,
    business: Option<&str>,
    lists: &mut Vec<ListRows>,
    current: Option<usize>,
) -> Result<usize, Bilingual> {
    let Some(id) = row.word("id") else {
        return current.ok_or_else(|| {
            Bilingual::new(
                "コードIDがなく、どの一覧の値か分かりません",
                "no code id, and no list above that it continues",
            )
        });
    };
    let (named, id) = match code_ref(&id)? {
        Some(CodeRef::Linked { business, id }) => (Some(business), id),
        Some(CodeRef::Own(id)) => (None, id),
        None => (None, code_id(&id)),
    };
    let business = named.or_else(|| business.map(str::to_string)).ok_or_else(|| {
        Bilingual::new("どの業務のコード一覧か分かりません", "it is not clear which business the code list belongs to")
    })?;
    let key = list_key(&business, &id);
    if let Some(known) = lists.iter().position(|l| l.list.key == key) {
        return Ok(known);
    }
    let name = row.word("name").unwrap_or_else(|| format!("コード{id}"));
    let open = id == OWN_CODES || f1(&name).contains("自治体固有コード");
    let at = Some(sheet.at(row.number()));
    let sources = sheet.sources();
    let closed_by = (!open).then(|| sheet.source.to_string());
    let fact_sources = FactSources::new();
    let list = CodeList { key, name, open, closed_by, sources, fact_sources, values: vec![], at };
    lists.push(ListRows { business, list, values: HashMap::new() });
    Ok(lists.len() - 1)
}

/// Adds a row's value. 任意 is no value: the municipality sets its own.
fn add_value(rows: &mut ListRows, row: &DataRow<'_>) -> Result<(), Bilingual> {
    let ListRows { list, values, .. } = rows;
    let any = row.word("value").is_some_and(|v| f1(&v) == "任意");
    list.open |= any;
    if list.open {
        list.closed_by = None;
    }
    let value = row.word("value").filter(|v| !any && !is_value_mark(v));
    let entry =
        CodeValue { value, label: row.word("label"), effective: None, until: None, remarks: row.prose("remarks") };
    if any && entry.label.is_none() && entry.remarks.is_none() {
        return Ok(());
    }
    if entry.value.is_none() && entry.label.is_none() {
        return Err(Bilingual::new("コード値も内容もありません", "neither a code value nor what it means"));
    }
    let same = entry.value.as_ref().and_then(|v| values.get(v)).map(|at| &list.values[*at]);
    match same {
        Some(same) if same.label == entry.label => Ok(()),
        Some(same) => {
            let (value, label) = (quoted(entry.value.as_deref().unwrap_or("")), same.label.as_deref().unwrap_or(""));
            let label = quoted(label);
            Err(Bilingual::new(
                format!("コード値「{value}」が二度あり、内容が違います（先の内容「{label}」）"),
                format!("the code value {value:?} stands twice with different meanings (first {label:?})"),
            ))
        }
        None => {
            values.extend(entry.value.clone().map(|v| (v, list.values.len())));
            list.values.push(entry);
            Ok(())
        }
    }
}

/// A dash in place of a value.
fn is_value_mark(text: &str) -> bool {
    is_nothing(text) && f1(text) != "なし"
}
