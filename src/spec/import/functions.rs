//! The rows of 機能要件.

use super::facts::function_id;
use super::hints::date_in;
use super::items::nothing_known;
use super::place::Recognised;
use super::profile::Profile;
use super::report::Report;
use super::rows::{DataRow, data_rows};
use crate::spec::edition::{Classes, FactSources, Function};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// A function with the business it belongs to, where the row or its ID tells.
pub(super) struct FunctionRow {
    pub(super) business: Option<String>,
    pub(super) function: Function,
}

pub(super) fn read(
    sheet: &Recognised<'_>,
    profile: &Profile,
    business: Option<&str>,
    report: &mut Report,
) -> Vec<FunctionRow> {
    let mut functions: Vec<FunctionRow> = Vec::new();
    let mut name: Option<String> = None;
    for row in data_rows(sheet) {
        let at = sheet.at(row.number());
        name = row.word("name").or(name);
        match function(sheet, profile, &row, name.as_deref(), business, report) {
            Ok(function) => functions.push(function),
            Err(reason) => report.unread(&at, reason),
        }
    }
    functions
}

fn function(
    sheet: &Recognised<'_>,
    profile: &Profile,
    row: &DataRow<'_>,
    name: Option<&str>,
    business: Option<&str>,
    report: &mut Report,
) -> Result<FunctionRow, Bilingual> {
    if !row.has_known() {
        return Err(nothing_known(row));
    }
    let at = sheet.at(row.number());
    let key = id(row.text("key"))?;
    let name = name.ok_or_else(|| Bilingual::new("機能の名称がありません", "the function has no name"))?;
    let class = class(profile, row, &at, report);
    let business = business_of(key.as_deref(), row, business);
    let function = Function {
        key: key.unwrap_or_default(),
        name: name.to_string(),
        aliases: Vec::new(),
        business: business.clone(),
        sources: sheet.sources(),
        class,
        definition: row.prose("definition"),
        requirement: row.prose("requirement"),
        effective: effective(row.text("effective")),
        until: None,
        fact_sources: FactSources::new(),
        items: Vec::new(),
        forms: words_of(row.text("forms")),
        at: Some(at),
    };
    Ok(FunctionRow { business, function })
}

/// A 機能ID or 帳票ID: seven digits, or whatever stands there. None where there is none.
pub(super) fn id(text: &str) -> Result<Option<String>, Bilingual> {
    let mut folded = f1(text);
    // a number lost its leading zeros
    if (5..7).contains(&folded.len()) && folded.bytes().all(|b| b.is_ascii_digit()) && !folded.starts_with('0') {
        folded = format!("{folded:0>7}");
    }
    match function_id(&folded) {
        Some(digits) if digits.len() == folded.len() => Ok(Some(digits)),
        _ if folded.is_empty() => Ok(None),
        _ if folded.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) => Ok(Some(folded)),
        _ => {
            let shown = super::report::quoted(text);
            Err(Bilingual::new(
                format!("ID「{shown}」が英数字ではありません"),
                format!("the id {shown:?} is not alphanumeric"),
            ))
        }
    }
}

/// Business: from a 7-digit ID, the row's own column, the sheet.
pub(super) fn business_of(key: Option<&str>, row: &DataRow<'_>, sheet: Option<&str>) -> Option<String> {
    let by_key = key.filter(|k| function_id(k).is_some()).map(|k| k[..3].to_string());
    by_key.or_else(|| row.word("business").and_then(|b| super::hints::business_in(&b))).or(sheet.map(str::to_string))
}

pub(super) fn class(
    profile: &Profile,
    row: &DataRow<'_>,
    at: &crate::spec::edition::SheetPlace,
    report: &mut Report,
) -> Classes {
    profile.classes(|key| row.text(key)).unwrap_or_else(|reason| {
        report.unread(at, reason);
        Classes::default()
    })
}

/// 適合基準日 as a day where it is one, else as it stands.
pub(super) fn effective(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| date_in(text).unwrap_or_else(|| text.to_string()))
}

/// IDs in one cell.
fn words_of(text: &str) -> Vec<String> {
    text.split([',', '、', '\n', ' ', '　', '，']).map(f1).filter(|w| !w.is_empty()).collect()
}
