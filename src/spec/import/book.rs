//! One file: which of its sheets is what, and what they hold.

use super::codes::{self, ListRows};
use super::forms::{self, FormRow, PrintedRow};
use super::functions::{self, FunctionRow};
use super::hints::{Hints, business_in};
use super::items::{self, ItemRow};
use super::place::Recognised;
use super::profile::{Kind, Profile};
use super::report::{Report, no_header};
use super::settings::Settings;
use super::titles;
use crate::basis::SourceKind;
use crate::sheet::{Header, Sheet, Title, Workbook, find_header};
use crate::spec::edition::{SheetPlace, Source};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// What was read from one file.
pub(super) struct Book {
    pub(super) source: Source,
    pub(super) hints: Hints,
    /// Text of the title row.
    pub(super) title: Option<String>,
    /// Business that the file as a whole is about.
    pub(super) business: Option<String>,
    pub(super) items: Vec<ItemRow>,
    pub(super) lists: Vec<ListRows>,
    pub(super) functions: Vec<FunctionRow>,
    pub(super) forms: Vec<FormRow>,
    pub(super) printed: Vec<PrintedRow>,
}

/// What a sheet is.
enum Role<'p> {
    Items(Header),
    Codes(Header),
    Profile(&'p Profile, Header),
    Legend,
    Aside,
}

pub(super) fn read(workbook: Workbook, profiles: &[Profile], settings: &Settings, report: &mut Report) -> Book {
    let roles: Vec<Option<Role<'_>>> = workbook.sheets.iter().map(|s| role(s, &workbook.file, profiles).ok()).collect();
    let of_data = |r: &&Option<Role<'_>>| matches!(r, Some(Role::Items(_) | Role::Codes(_) | Role::Profile(..)));
    let any = roles.iter().any(|r| of_data(&r));
    let source = source(&workbook);
    let mut book = Book {
        hints: Hints::of(stem(&workbook.file)),
        source,
        title: None,
        business: None,
        items: vec![],
        lists: vec![],
        functions: vec![],
        forms: vec![],
        printed: vec![],
    };
    for (sheet, role) in workbook.sheets.iter().zip(&roles) {
        aside(sheet, role.as_ref(), &workbook, any, report);
    }
    if !any {
        report.problems.push(nothing_recognised(&workbook));
        return book;
    }
    read_sheets(&mut book, &workbook, roles, settings, report);
    book
}

/// Items first: their IDs tell which business the other sheets belong to.
fn read_sheets(
    book: &mut Book,
    workbook: &Workbook,
    roles: Vec<Option<Role<'_>>>,
    settings: &Settings,
    report: &mut Report,
) {
    let mut others = Vec::new();
    let source = book.source.id.clone();
    let place = |sheet, header| Recognised { file: &workbook.file, source: &source, sheet, header };
    for (sheet, role) in workbook.sheets.iter().zip(roles) {
        match role {
            Some(Role::Items(header)) => {
                let sheet = place(sheet, header);
                book.introduce(&sheet);
                book.items.extend(items::read(&sheet, report));
            }
            Some(Role::Codes(header)) => others.push((place(sheet, header), None)),
            Some(Role::Profile(profile, header)) => others.push((place(sheet, header), Some(profile))),
            _ => {}
        }
    }
    for (sheet, _) in &others {
        book.introduce(sheet);
    }
    for cover in workbook.sheets.iter().filter(|s| f1(&s.name).contains(COVER)) {
        let texts = cover.rows().iter().take(60).flat_map(|r| r.cells()).map(|(_, text)| text);
        let known = std::mem::take(&mut book.hints);
        book.hints = texts.fold(known, |known, text| known.or(Hints::of(text)));
    }
    book.business = book
        .one_business()
        .or_else(|| business_in(stem(&workbook.file)))
        .or_else(|| settings.system.filter(|s| s.codes.len() == 1).map(|s| s.codes[0].clone()));
    for (sheet, profile) in others {
        let told = sheet.titles().find_map(business_in).or_else(|| business_in(&sheet.sheet.name));
        let business = told.or_else(|| book.business.clone());
        let business = business.as_deref();
        match profile.map(|p| (p, p.kind)) {
            None => book.lists.extend(codes::read(&sheet, business, report)),
            Some((p, Kind::Functions)) => book.functions.extend(functions::read(&sheet, p, business, report)),
            Some((p, Kind::Forms)) => book.forms.extend(forms::read_forms(&sheet, p, business, report)),
            Some((p, Kind::PrintedItems)) => book.printed.extend(forms::read_printed(&sheet, p, report)),
        }
    }
}

impl Book {
    /// Takes what a sheet's title rows and name say of the edition.
    fn introduce(&mut self, sheet: &Recognised<'_>) {
        let outright = sheet.titles().fold(Hints::default(), |known, text| known.or(Hints::outright(text)));
        let named = outright.or(std::mem::take(&mut self.hints));
        let titled = sheet.titles().fold(named, |known, text| known.or(Hints::of(text)));
        self.hints = titled.or(Hints::of(&sheet.sheet.name));
        if self.title.is_none() {
            let first = sheet.titles().map(|t| t.trim().trim_start_matches(['■', '◆', '●']).trim());
            self.title = first.map(str::to_string).find(|t| is_title(t));
        }
    }

    /// The one business that all items are of.
    fn one_business(&self) -> Option<String> {
        let first = &self.items.first()?.business;
        self.items.iter().all(|i| &i.business == first).then(|| first.clone())
    }
}

/// Not the heading of a code sheet, not what only tells the edition.
fn is_title(text: &str) -> bool {
    let aside = ["版：", "日付：", "コード一覧", "業務名"];
    text.chars().count() > 4 && !aside.iter().any(|a| text.starts_with(a))
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn source(workbook: &Workbook) -> Source {
    let hints = Hints::of(stem(&workbook.file));
    Source {
        id: format!("wb-{}", &workbook.sha256[..10]),
        kind: SourceKind::Official,
        title: stem(&workbook.file).to_string(),
        as_of: hints.date,
        url: None,
        file: Some(workbook.file.clone()),
        sha256: Some(workbook.sha256.clone()),
        note: None,
    }
}

fn role<'p>(sheet: &Sheet, file: &str, profiles: &'p [Profile]) -> Result<Role<'p>, crate::sheet::NoHeader> {
    let name = f1(&sheet.name);
    if sheet.is_empty() || ASIDE.iter().any(|word| name.contains(word)) {
        return Ok(Role::Aside);
    }
    if name.starts_with("凡例") || titles::legends().iter().any(|t| find_header(sheet, t).is_ok()) {
        return Ok(Role::Legend);
    }
    let not_items = match find_header(sheet, &titles::items()) {
        Ok(header) => return Ok(Role::Items(header)),
        Err(none) => none,
    };
    if let Ok(header) = find_header(sheet, &titles::codes()) {
        return Ok(Role::Codes(header));
    }
    let suiting = profiles.iter().filter(|p| p.suits(sheet, file));
    let fitting = suiting.filter_map(|p| find_header(sheet, &p.headings()).ok().map(|h| (p, h)));
    let best = fitting.enumerate().max_by_key(|(i, (_, h))| (h.found(), std::cmp::Reverse(*i)));
    best.map(|(_, (profile, header))| Role::Profile(profile, header)).ok_or(not_items)
}

/// The cover may tell label and date.
const COVER: &str = "表紙";

/// Sheets that every workbook may have beside its data.
const ASIDE: [&str; 7] = [COVER, "目次", "改定履歴", "更新履歴", "変更履歴", "改版履歴", "はじめに"];

/// Says what becomes of a sheet that is not read.
fn aside(sheet: &Sheet, role: Option<&Role<'_>>, workbook: &Workbook, any: bool, report: &mut Report) {
    let note = match role {
        Some(Role::Legend) => Bilingual::new("凡例のシートです（読み飛ばしました）", "a legend; skipped"),
        Some(Role::Aside) if sheet.is_empty() => Bilingual::new("空のシートです", "the sheet is empty"),
        Some(Role::Aside) => Bilingual::new("データのないシートです（読み飛ばしました）", "no data sheet; skipped"),
        Some(_) if sheet.hidden => Bilingual::new("非表示のシートも読みました", "a hidden sheet; it was read too"),
        Some(_) => return,
        None if sheet.hidden => {
            Bilingual::new("非表示のシートです（読み飛ばしました）", "a hidden sheet without data; skipped")
        }
        None => {
            if any && let Err(none) = find_header(sheet, &titles::items()) {
                let at = SheetPlace { file: workbook.file.clone(), sheet: sheet.name.clone(), row: none.row };
                report.unread(&at, no_header(&titles::looked_for(), &none));
            }
            return;
        }
    };
    report.note(&workbook.file, Some(&sheet.name), note);
}

fn nothing_recognised(workbook: &Workbook) -> Problem {
    let fullest = workbook.sheets.iter().max_by_key(|s| (s.rows().len(), std::cmp::Reverse(s.name.clone())));
    let none = fullest.and_then(|s| find_header(s, &titles::items()).err().map(|none| (s, none)));
    let what = match none {
        Some((sheet, none)) => {
            let why = no_header(&titles::looked_for(), &none);
            let name = crate::text::clean::visible(&sheet.name).into_owned();
            Bilingual::new(
                format!("標準のブックとして読めるシートがありません。シート「{name}」: {}", why.ja),
                format!("no sheet of a standard was recognised; sheet {name:?}: {}", why.en),
            )
        }
        None => Bilingual::new("標準のブックとして読めるシートがありません", "no sheet of a standard was recognised"),
    };
    Problem::new(
        &workbook.path,
        what,
        Bilingual::new(
            "公表された 基本データリスト・項目定義書・コード一覧・機能要件・帳票要件 か確認してください。見出しの違う機能要件・帳票要件は取込みプロファイル（.toml）を一緒に指定すると読めます",
            "check that it is a published data list, code list, function or form list; other headings can be told by a profile (.toml) given along with the files",
        ),
    )
}

/// Whether titles of this kind are found in a sheet at all; for drafting profiles.
pub(super) fn has_header(sheet: &Sheet, titles: &[Title]) -> bool {
    find_header(sheet, titles).is_ok()
}
