//! The answer sheets of `template functions|forms`, filled in by the sections that know: what is answered becomes part of the
//! present system, what is left empty stays unknown.

use std::path::Path;

use super::model::*;
use super::rows::Rows;
use crate::sheet::{Limits, Sheet, Title, Workbook, find_header, open};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

fn function_titles() -> Vec<Title> {
    vec![
        Title::new("name", &["機能名", "function"]).needed(),
        Title::new("answer", &["回答", "answer"]).needed(),
        Title::new("local", &["独自施策", "local"]),
        Title::new("owner", &["担当課", "owner"]),
        Title::new("note", &["備考", "note"]),
    ]
}

fn form_titles() -> Vec<Title> {
    vec![
        Title::new("standard", &["標準の帳票", "standard form"]).needed(),
        Title::new("name", &["現行の帳票名", "current form"]).needed(),
        Title::new("paper", &["用紙", "paper"]),
        Title::new("orientation", &["向き", "orientation"]),
        Title::new("sides", &["面", "sides"]),
        Title::new("color", &["色", "color"]),
        Title::new("per-sheet", &["一枚の人数", "per sheet"]),
        Title::new("medium", &["媒体", "medium"]),
        Title::new("volume", &["年間件数", "volume"]),
        Title::new("owner", &["担当課", "owner"]),
        Title::new("note", &["備考", "note"]),
    ]
}

/// Whether a file is an answer sheet, so that it can be told where something else is wanted.
pub fn is_answer_sheet(path: &str) -> bool {
    open(Path::new(path), &Limits::default()).is_ok_and(|book| is_answers(&book))
}

/// Whether a sheet of the workbook is one of the two.
pub fn is_answers(workbook: &Workbook) -> bool {
    workbook.sheets.iter().any(|s| is(s, &function_titles()) || is(s, &form_titles()))
}

fn is(sheet: &Sheet, titles: &[Title]) -> bool {
    !sheet.is_empty() && find_header(sheet, titles).is_ok()
}

/// Reads every sheet that has the headings.
pub fn read(workbook: &Workbook) -> (CurrentSystem, Vec<Problem>) {
    let mut system = CurrentSystem::unstated();
    let mut problems = Vec::new();
    for sheet in workbook.sheets.iter().filter(|s| !s.is_empty()) {
        let file = system.files.len();
        if let Ok(header) = find_header(sheet, &function_titles()) {
            let mut rows = Rows::new(workbook, sheet, header, file);
            let entries = functions(&mut rows);
            let section = system.functions.get_or_insert_with(Section::open);
            section.entries.extend(entries);
            let (source, mut found) = rows.finish();
            system.files.push(source);
            problems.append(&mut found);
        } else if let Ok(header) = find_header(sheet, &form_titles()) {
            let mut rows = Rows::new(workbook, sheet, header, file);
            let (entries, complete) = forms(&mut rows);
            let section = system.forms.get_or_insert_with(|| Section { complete, ..Section::open() });
            section.complete &= complete;
            section.entries.extend(entries);
            let (source, mut found) = rows.finish();
            system.files.push(source);
            problems.append(&mut found);
        }
    }
    system.notes.push(Bilingual::new(
        format!("{}: 回答用紙として読みました。空欄は未回答です", workbook.path),
        format!("{}: read as an answer sheet; empty cells are not answered", workbook.path),
    ));
    (system, problems)
}

fn functions(rows: &mut Rows<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for row in rows.below() {
        let (Some(name), Some(written)) = (rows.text(row, "name"), rows.text(row, "answer")) else { continue };
        let Some(reply) = reply(&written) else {
            rows.fault(
                row,
                &format!("回答「{written}」が分かりません"),
                &format!("unknown answer {written:?}"),
                "あり、なし、一部、不明 のどれかを書いてください。未回答として調べました",
                "write yes, no, partly or unknown; it was checked as not answered",
            );
            continue;
        };
        let local = rows.text(row, "local").is_some_and(|t| reply_yes(&t));
        answers.push(Answer { name, reply, local, note: note(rows, row), spot: rows.spot(row) });
    }
    answers
}

/// The forms, and whether every form of the standard was answered.
fn forms(rows: &mut Rows<'_>) -> (Vec<Form>, bool) {
    let (mut forms, mut complete) = (Vec::new(), true);
    for row in rows.below() {
        let (standard, name) = (rows.text(row, "standard"), rows.text(row, "name"));
        let Some(name) = name else {
            complete &= standard.is_none();
            continue;
        };
        if reply(&name) == Some(Reply::No) {
            continue;
        }
        forms.push(form(rows, row, name, standard));
    }
    (forms, complete)
}

fn form(rows: &mut Rows<'_>, row: u32, name: String, standard: Option<String>) -> Form {
    let orientation = rows.word(row, "orientation", &[("portrait", &["縦", "たて"]), ("landscape", &["横", "よこ"])]);
    let sides = rows.word(row, "sides", &[("1", &["片面", "片"]), ("2", &["両面", "両"])]);
    let mono = ("mono", &["白黒", "モノクロ", "単色", "黒"][..]);
    let color = rows.word(row, "color", &[mono, ("color", &["カラー", "多色", "2色"])]);
    let medium = rows.text(row, "medium").map(|text| match f1_lower(&text).as_str() {
        "外部委託" | "委託" | "外注" | "業者印刷" => "outsourced".to_string(),
        "庁内" | "庁内印刷" | "自庁" | "内部" => "in-house".to_string(),
        _ => text,
    });
    Form {
        name,
        standard,
        paper: rows.text(row, "paper"),
        orientation,
        sides: sides.and_then(|s| s.parse().ok()),
        color,
        per_sheet: rows.number(row, "per-sheet"),
        medium,
        volume: rows.number(row, "volume"),
        note: note(rows, row),
        ..Form::named(rows.spot(row))
    }
}

fn note(rows: &Rows<'_>, row: u32) -> Option<String> {
    let owner = rows.text(row, "owner").map(|owner| format!("担当課: {owner}"));
    let parts: Vec<String> = owner.into_iter().chain(rows.text(row, "note")).collect();
    (!parts.is_empty()).then(|| parts.join(" / "))
}

/// An answer as people write it.
fn reply(text: &str) -> Option<Reply> {
    Some(match f1_lower(text).as_str() {
        "はい" | "あり" | "有" | "有り" | "○" | "〇" | "◯" | "◎" | "yes" | "y" | "1" => Reply::Yes,
        "いいえ" | "なし" | "無" | "無し" | "×" | "✕" | "x" | "no" | "n" | "0" | "-" => Reply::No,
        "一部" | "一部あり" | "△" | "partly" => Reply::Partly,
        "不明" | "未定" | "確認中" | "?" | "unknown" => Reply::Unknown,
        _ => return None,
    })
}

fn reply_yes(text: &str) -> bool {
    reply(text) == Some(Reply::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::read as bytes;

    fn sheet(csv: &str) -> (CurrentSystem, Vec<Problem>) {
        let book = bytes("answers.csv", csv.as_bytes(), &Limits::default()).expect("CSV");
        assert!(is_answers(&book));
        read(&book)
    }

    #[test]
    fn answers_are_read_as_people_write_them() {
        let (system, problems) = sheet(
            "業務,機能名,実装区分,回答,独自施策,担当課,備考\n010,甲,実装必須,あり,,税務課,済\n010,乙,実装必須,△,,,\n010,丙,実装必須,,,,\n010,丁,,○,○,,\n010,戊,,たぶん,,,\n",
        );
        let functions = system.functions.expect("functions");
        let read: Vec<(&str, Reply, bool)> =
            functions.entries.iter().map(|a| (a.name.as_str(), a.reply, a.local)).collect();
        assert_eq!(read, [("甲", Reply::Yes, false), ("乙", Reply::Partly, false), ("丁", Reply::Yes, true)]);
        assert_eq!(functions.entries[0].note.as_deref(), Some("担当課: 税務課 / 済"));
        assert!(!functions.complete);
        assert_eq!(problems.iter().filter_map(|p| p.position).map(|p| p.line).collect::<Vec<_>>(), [6]);
    }

    #[test]
    fn forms_are_complete_only_when_all_are_answered() {
        let head = "標準の帳票,様式番号,区分,標準の用紙,現行の帳票名,用紙,向き,面,色,一枚の人数,媒体,年間件数\n";
        let (system, problems) =
            sheet(&format!("{head}通知書,,,A4,市の通知書,A3,横,両面,白黒,1人,外部委託,\"12,000件\"\n証明書,,,,なし\n"));
        assert!(problems.is_empty(), "{problems:?}");
        let forms = system.forms.expect("forms");
        let form = &forms.entries[0];
        assert_eq!((form.name.as_str(), form.standard.as_deref()), ("市の通知書", Some("通知書")));
        assert_eq!((form.orientation.as_deref(), form.sides, form.volume), (Some("landscape"), Some(2), Some(12_000)));
        assert_eq!((form.per_sheet, form.medium.as_deref()), (Some(1), Some("outsourced")));
        assert!(forms.complete && forms.entries.len() == 1);
        let (system, problems) = sheet(&format!("{head}通知書,,,A4,市の通知書,A3,ななめ\n証明書,,,,\n"));
        assert!(!system.forms.expect("forms").complete);
        assert_eq!(problems.len(), 1);
    }
}
