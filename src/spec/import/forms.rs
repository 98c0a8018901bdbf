//! The rows of 帳票要件 and 帳票詳細要件.

use super::functions::{business_of, class, effective, id};
use super::items::nothing_known;
use super::place::Recognised;
use super::profile::Profile;
use super::report::{Report, quoted};
use super::rows::{DataRow, data_rows};
use crate::spec::edition::{Audience, Color, Direction, FactSources, Form, Orientation, PrintedItem, SheetPlace};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// A form with the business it belongs to, and whether its sheet tells who it goes to.
pub(super) struct FormRow {
    pub(super) business: Option<String>,
    pub(super) form: Form,
    pub(super) audience_known: bool,
}

/// A printed item with the form it belongs to.
pub(super) struct PrintedRow {
    pub(super) form_key: Option<String>,
    pub(super) form_name: Option<String>,
    pub(super) printed: PrintedItem,
    pub(super) at: SheetPlace,
}

pub(super) fn read_forms(
    sheet: &Recognised<'_>,
    profile: &Profile,
    business: Option<&str>,
    report: &mut Report,
) -> Vec<FormRow> {
    let mut forms = Vec::new();
    for row in data_rows(sheet) {
        match form(sheet, profile, &row, business, report) {
            Ok(form) => forms.push(form),
            Err(reason) => report.unread(&sheet.at(row.number()), reason),
        }
    }
    forms
}

fn form(
    sheet: &Recognised<'_>,
    profile: &Profile,
    row: &DataRow<'_>,
    business: Option<&str>,
    report: &mut Report,
) -> Result<FormRow, Bilingual> {
    if !row.has_known() {
        return Err(nothing_known(row));
    }
    let at = sheet.at(row.number());
    let key = id(row.text("key"))?;
    let name = row.word("name").ok_or_else(|| Bilingual::new("帳票の名称がありません", "the form has no name"))?;
    let class = class(profile, row, &at, report);
    let business = business_of(key.as_deref(), row, business);
    let audience = audience(row.text("audience"));
    let form = Form {
        key: key.unwrap_or_default(),
        name,
        aliases: Vec::new(),
        audience: audience.unwrap_or(Audience::Resident),
        direction: direction(row.text("direction")),
        sources: sheet.sources(),
        class,
        form_number: row.word("form-number"),
        legal_basis: row.word("legal-basis"),
        paper: row.word("paper"),
        orientation: orientation(row.text("orientation")),
        sides: sides(row.text("sides")),
        color: color(row.text("color")),
        per_sheet: number("一枚当たり人数", row.text("per-sheet"), &at, report),
        medium: row.word("medium"),
        fact_sources: FactSources::new(),
        definition: row.prose("definition"),
        items: Vec::new(),
        effective: effective(row.text("effective")),
        until: None,
        at: Some(at),
    };
    Ok(FormRow { business, form, audience_known: audience.is_some() })
}

pub(super) fn read_printed(sheet: &Recognised<'_>, profile: &Profile, report: &mut Report) -> Vec<PrintedRow> {
    let mut printed = Vec::new();
    let (mut form_key, mut form_name): (Option<String>, Option<String>) = (None, None);
    for row in data_rows(sheet) {
        let at = sheet.at(row.number());
        if let Some(key) = row.word("form-key") {
            (form_key, form_name) = (id(&key).ok().flatten(), None);
        }
        form_name = row.word("form-name").or(form_name);
        match printed_item(profile, &row, &at, report) {
            Ok(item) => {
                printed.push(PrintedRow { form_key: form_key.clone(), form_name: form_name.clone(), printed: item, at })
            }
            Err(reason) => report.unread(&at, reason),
        }
    }
    printed
}

fn printed_item(
    profile: &Profile,
    row: &DataRow<'_>,
    at: &SheetPlace,
    report: &mut Report,
) -> Result<PrintedItem, Bilingual> {
    if !row.has_known() {
        return Err(nothing_known(row));
    }
    let name =
        row.word("name").ok_or_else(|| Bilingual::new("印字項目の名称がありません", "the printed item has no name"))?;
    Ok(PrintedItem {
        name,
        item: row.word("item").map(|key| f1(&key)),
        max: number("文字数", row.text("max"), at, report),
        class: class(profile, row, at, report),
        condition: row.prose("condition"),
        repeat: number("繰り返し", row.text("repeat"), at, report),
        lines: number("行数", row.text("lines"), at, report),
        effective: None,
        until: None,
        sources: Vec::new(),
        fact_sources: FactSources::new(),
    })
}

fn number(what: &str, text: &str, at: &SheetPlace, report: &mut Report) -> Option<u32> {
    if crate::spec::words::is_nothing(text) {
        return None;
    }
    let folded = f1(text);
    let read = folded.trim_end_matches(['字', '文', '桁', '行', '回', '人', '件', '名']).parse().ok();
    if read.is_none() {
        let shown = quoted(text);
        let reason =
            Bilingual::new(format!("{what}「{shown}」が数字ではありません"), format!("{what} {shown:?} is no number"));
        report.unread(at, reason);
    }
    read
}

/// 外部 or 住民 → resident, 内部 → internal, 機関・事業者 → organization.
fn audience(text: &str) -> Option<Audience> {
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    match () {
        () if has(&["内部", "職員"]) => Some(Audience::Internal),
        () if has(&["機関", "事業者", "団体", "法人", "他市", "国・"]) => Some(Audience::Organization),
        () if has(&["外部", "住民", "対象者", "納税"]) => Some(Audience::Resident),
        () => None,
    }
}

fn direction(text: &str) -> Direction {
    let received = ["受領", "申請", "届出", "受付"].iter().any(|w| text.contains(w));
    if received { Direction::Received } else { Direction::Issued }
}

fn orientation(text: &str) -> Option<Orientation> {
    match (text.contains('縦') || text.contains("タテ"), text.contains('横') || text.contains("ヨコ")) {
        (true, false) => Some(Orientation::Portrait),
        (false, true) => Some(Orientation::Landscape),
        _ => None,
    }
}

fn sides(text: &str) -> Option<u8> {
    match (text.contains("両面"), text.contains("片面")) {
        (true, false) => Some(2),
        (false, true) => Some(1),
        _ => None,
    }
}

fn color(text: &str) -> Option<Color> {
    match () {
        () if ["白黒", "モノクロ", "単色"].iter().any(|w| text.contains(w)) => Some(Color::Mono),
        () if text.contains("カラー") => Some(Color::Color),
        () => None,
    }
}
