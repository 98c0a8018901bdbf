//! A first profile for a workbook in an unknown wording, for a person to correct.

use std::path::Path;

use super::book::has_header;
use super::profile::{self, Kind, Profile};
use crate::sheet::{self, Limits, Row, Sheet};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Drafts a profile (TOML) from the sheet that looks most like a list of functions or forms. Headings that are known are
/// filled in; all others stand in comments, to be put where they belong.
///
/// # Errors
/// A file that cannot be read, or without anything that could be a header.
pub fn draft_profile(path: &Path) -> Result<String, Problem> {
    let workbook = sheet::open(path, &Limits::default())?;
    let known = profile::built_in();
    let best = workbook
        .sheets
        .iter()
        .filter_map(|sheet| header_row(sheet).map(|row| (sheet, row)))
        .max_by_key(|(sheet, row)| (known_headings(&known, row), sheet.rows().len()));
    let (sheet, row) = best.ok_or_else(|| nothing_to_draft(&workbook.path))?;
    Ok(draft(&known, sheet, row))
}

/// The row with the most different short texts among the first.
fn header_row(sheet: &Sheet) -> Option<&Row> {
    let short = |row: &&Row| {
        let texts = row.cells().map(|(_, t)| t).filter(|t| (1..=30).contains(&t.chars().count()));
        texts.collect::<std::collections::HashSet<_>>().len()
    };
    let rows = sheet.rows().iter().take(40).filter(|r| short(r) >= 2);
    rows.max_by_key(|r| (short(r), std::cmp::Reverse(r.number)))
}

fn known_headings(profiles: &[Profile], row: &Row) -> usize {
    let known = |text: &str| profiles.iter().any(|p| key_of(p, text).is_some());
    row.cells().filter(|(_, text)| known(text)).count()
}

fn key_of<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    let folded = sheet::fold_title(text);
    let fits = |names: &[String]| names.iter().any(|n| sheet::fold_title(n) == folded);
    profile.titles.iter().find(|(_, names)| fits(names)).map(|(key, _)| key.as_str())
}

/// The known profile that shares most headings with the row.
fn closest<'p>(known: &'p [Profile], sheet: &Sheet, row: &Row) -> Option<&'p Profile> {
    let score = |p: &Profile| {
        let named = p.suits(sheet, "") && !p.sheets.is_empty();
        let headings = row.cells().filter(|(_, t)| key_of(p, t).is_some()).count();
        (has_header(sheet, &p.headings()), named, headings)
    };
    known.iter().max_by_key(|p| score(p))
}

fn draft(known: &[Profile], sheet: &Sheet, row: &Row) -> String {
    let quote = |text: &str| toml::Value::String(text.to_string()).to_string();
    let closest = closest(known, sheet, row);
    let kind = match closest.map_or(Kind::Functions, |p| p.kind) {
        Kind::Functions => "functions",
        Kind::Forms => "forms",
        Kind::PrintedItems => "printed-items",
    };
    let mut titles: Vec<(String, String)> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for (_, text) in row.cells() {
        let heading: String = text.split_whitespace().collect();
        match closest.and_then(|p| key_of(p, text)) {
            Some(key) if titles.iter().all(|(k, _)| k != key) => titles.push((key.to_string(), heading)),
            _ => unknown.push(heading),
        }
    }
    let mut out = vec![
        "# 取込みプロファイルの下書き。見出しを確かめ、# の行を該当する所に移してから使ってください。".to_string(),
        "# kind: functions（機能要件）、forms（帳票要件）、printed-items（帳票詳細要件）".to_string(),
        format!("name = {}", quote(&format!("{}（下書き）", sheet.name))),
        format!("kind = {}", quote(kind)),
        format!("sheets = [{}]", quote(&f1(&sheet.name))),
        "needed = [\"name\"]".to_string(),
        String::new(),
        "[titles]".to_string(),
    ];
    out.extend(titles.iter().map(|(key, heading)| format!("{key} = [{}]", quote(heading))));
    if titles.iter().all(|(key, _)| key != "name") {
        out.push("name = [\"…\"]  # 名称の見出し".to_string());
    }
    out.push(format!("# 使える名前: {}", keys(closest)));
    out.extend(unknown.iter().map(|heading| format!("# ? = [{}]  # {}行目", quote(heading), row.number)));
    out.push(CLASSES.to_string());
    out.join("\n")
}

fn keys(profile: Option<&Profile>) -> String {
    profile.map(|p| p.titles.keys().cloned().collect::<Vec<_>>().join("、")).unwrap_or_default()
}

const CLASSES: &str = r#"
# 実装区分の列。団体区分で分かれるときは [[class]] を列の数だけ書く。
[[class]]
titles = ["実装区分"]
for = ["default"]

[marks]
mandatory = ["◎", "実装必須", "実装必須機能"]
optional = ["○", "標準オプション", "標準オプション機能"]
forbidden = ["×", "実装不可", "実装不可機能"]
none = ["-", "ー", "―"]
"#;

fn nothing_to_draft(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("見出し行になりそうな行がありません", "no row looks like a header"),
        Bilingual::new(
            "機能要件または帳票要件のブックか確認してください",
            "check that it is a list of functions or forms",
        ),
    )
}
