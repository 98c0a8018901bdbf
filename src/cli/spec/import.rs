//! `gapcheck spec import FILE|DIR…`

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::args::today;
use super::super::exit::Exit;
use super::super::{output, tell};
use crate::spec::edition::Edition;
use crate::spec::import::{
    FileLine, FileRead, ImportOptions, ImportOutcome, Unwritten, draft_profile, gather, import_pile, write_all,
};
use crate::spec::store::user_folder_path;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let asked = if m.get_flag("draft-profile") { draft(m) } else { bring_in(m, lang) };
    asked.unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

/// A profile to start from, on standard output.
fn draft(m: &ArgMatches) -> Result<Exit, Vec<Problem>> {
    for path in gather(&paths(m))? {
        output::print(&draft_profile(&path).map_err(|p| vec![p])?);
    }
    Ok(Exit::Clean)
}

fn bring_in(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let (into, own) = target(m)?;
    let options = ImportOptions {
        system: m.get_one("system").cloned(),
        edition: m.get_many::<String>("edition").and_then(Iterator::last).cloned(),
        date: m.get_one("date").cloned(),
        strict: m.get_flag("strict"),
    };
    let pile = import_pile(&paths(m), &options)?;
    let outcome = pile.outcome;
    output::print(&files_read(&pile.files, &outcome, lang));
    tell(&pile.problems, lang);
    let written = match write_all(&outcome.editions, &into) {
        Ok(written) => written,
        Err(unwritten) => {
            tell(unwritten.problems(), lang);
            let failed = matches!(unwritten, Unwritten::Failed(_));
            return Ok(if failed { Exit::CannotCheck } else { Exit::CannotAsk });
        }
    };
    output::print(&summary(&outcome, &written, lang));
    output::print(&how_to_use(&outcome, (!own).then_some(&into), lang));
    report_unread(&outcome, lang);
    Ok(if outcome.unread.is_empty() && pile.problems.is_empty() { Exit::Clean } else { Exit::CannotAsk })
}

/// One line per file: what it was read as, and how many rows.
fn files_read(files: &[FileLine], outcome: &ImportOutcome, lang: Lang) -> String {
    let mut out = String::new();
    for line in files {
        let unread = outcome.unread.iter().filter(|u| u.file == line.file).count();
        let mut said = match &line.read {
            FileRead::As(parts) => {
                let parts = parts.iter().map(|(part, n)| match lang {
                    Lang::Ja => format!("{} {n} 行", part.name().ja),
                    Lang::En => format!("{} {n} rows", part.name().en),
                });
                parts.collect::<Vec<_>>().join(lang.pick("、", ", "))
            }
            FileRead::Unrelated(why) => match lang {
                Lang::Ja => format!("取り込みません: {}", why.ja),
                Lang::En => format!("not imported: {}", why.en),
            },
            FileRead::Hurt => lang.pick("読めません（下の理由）", "cannot be read; see below").to_string(),
        };
        if let Some(about) = &line.about {
            said = format!("{about} {said}");
        }
        if unread > 0 {
            said.push_str(&match lang {
                Lang::Ja => format!("、読めなかった行 {unread}"),
                Lang::En => format!(", {unread} rows not read"),
            });
        }
        let file = crate::text::clean::visible(&line.file).into_owned();
        out.push_str(&format!("{file}: {}\n", crate::text::clean::visible(&said)));
    }
    out
}

fn paths(m: &ArgMatches) -> Vec<PathBuf> {
    m.get_many::<String>("file").into_iter().flatten().map(PathBuf::from).collect()
}

/// The folder to write to, and whether it is the user's own, which every check looks into.
fn target(m: &ArgMatches) -> Result<(PathBuf, bool), Vec<Problem>> {
    if let Some(dir) = m.get_one::<String>("into") {
        return Ok((PathBuf::from(dir), false));
    }
    let nowhere = || {
        vec![Problem::new(
            "",
            Bilingual::new("書き込むフォルダが決まりません", "there is no folder to write to"),
            Bilingual::new(
                "--into DIR で指定してください（GAPCHECK_DATA が空か、利用者のフォルダが分かりません）",
                "name one with --into DIR (GAPCHECK_DATA is empty, or the user's folder is not known)",
            ),
        )]
    };
    user_folder_path().map(|path| (path, true)).ok_or_else(nowhere)
}

fn summary(outcome: &ImportOutcome, written: &[PathBuf], lang: Lang) -> String {
    let mut out = String::new();
    for (edition, path) in outcome.editions.iter().zip(written) {
        out.push_str(&format!("{}: {}\n", lang.pick("書きました", "written"), path.display()));
        out.push_str(&format!("  {} {}\n", edition.system, version(edition, lang)));
        out.push_str(&format!("  {}\n", counts(edition, lang)));
        out.push_str(&not_in_it(edition, lang));
        for source in edition.sources.iter().filter(|s| s.file.is_some()) {
            let file = source.file.as_deref().unwrap_or_default();
            let sha256 = source.sha256.as_deref().unwrap_or("-");
            out.push_str(&format!("  {}: {file}  SHA-256 {sha256}\n", lang.pick("元", "from")));
        }
    }
    for note in &outcome.notes {
        let sheet = note.sheet.as_ref().map(|s| format!(" [{s}]")).unwrap_or_default();
        out.push_str(&format!("{}: {}{sheet}: {}\n", lang.pick("注記", "note"), note.file, note.text.get(lang)));
    }
    out
}

/// What the workbooks did not bring, and a check will therefore not judge.
fn not_in_it(edition: &Edition, lang: Lang) -> String {
    let parts = [
        (edition.groups.is_empty(), "項目（基本データリスト）", "items (data list)"),
        (edition.forms.is_empty(), "帳票（帳票要件）", "forms (form requirements)"),
        (edition.functions.is_empty(), "機能（機能要件）", "functions (function requirements)"),
    ];
    let absent: Vec<&str> = parts.iter().filter(|(absent, ..)| *absent).map(|(_, ja, en)| lang.pick(ja, en)).collect();
    match (absent.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("  {}は入っていません。調べても未判定になります\n", absent.join("と")),
        (false, Lang::En) => format!("  without {}: a check will not judge them\n", absent.join(" and ")),
    }
}

fn version(edition: &Edition, lang: Lang) -> String {
    let v = &edition.edition;
    match lang {
        Lang::Ja => format!("{}（{}、{}）", v.label, v.date, v.basis.id()),
        Lang::En => format!("{} ({}, {})", v.label, v.date, v.basis.id()),
    }
}

fn counts(e: &Edition, lang: Lang) -> String {
    let items: usize = e.groups.iter().map(|g| g.items.len()).sum();
    let (groups, lists, forms, functions) = (e.groups.len(), e.code_lists.len(), e.forms.len(), e.functions.len());
    match lang {
        Lang::Ja => format!("グループ{groups} 項目{items} コード{lists} 帳票{forms} 機能{functions}"),
        Lang::En => format!("{groups} groups, {items} items, {lists} code lists, {forms} forms, {functions} functions"),
    }
}

fn how_to_use(outcome: &ImportOutcome, elsewhere: Option<&PathBuf>, lang: Lang) -> String {
    let Some(edition) = outcome.editions.first() else { return String::new() };
    let (slug, date) = (&edition.system, &edition.edition.date);
    let specs = elsewhere.map(|d: &PathBuf| format!(" --specs {}", Path::new(d).display())).unwrap_or_default();
    let later = *date > today();
    match (lang, later) {
        (Lang::Ja, false) => {
            format!("これからは gapcheck {slug} CURRENT{specs} が同梱の参考版の代わりにこの版を使います\n")
        }
        (Lang::Ja, true) => format!(
            "{date} からは gapcheck {slug} CURRENT{specs} が同梱の参考版の代わりにこの版を使います（先に使うには --as-of {date}）\n"
        ),
        (Lang::En, false) => {
            format!("from now on gapcheck {slug} CURRENT{specs} uses it in place of the bundled edition\n")
        }
        (Lang::En, true) => format!(
            "from {date} on gapcheck {slug} CURRENT{specs} uses it in place of the bundled edition (before: --as-of {date})\n"
        ),
    }
}

/// Every row that was left out, on standard error, so that it is seen even when the output is kept.
fn report_unread(outcome: &ImportOutcome, lang: Lang) {
    if outcome.unread.is_empty() {
        return;
    }
    output::error_line(&match lang {
        Lang::Ja => format!("読めなかった行（部分を含む）: {}", outcome.unread.len()),
        Lang::En => format!("rows not read, wholly or in a part: {}", outcome.unread.len()),
    });
    for row in &outcome.unread {
        let at = match lang {
            Lang::Ja => format!("{} シート「{}」{}行目", row.file, row.sheet, row.row),
            Lang::En => format!("{} sheet {:?} row {}", row.file, row.sheet, row.row),
        };
        output::error_line(&format!("  {at}: {}", row.reason.get(lang)));
    }
}
