//! `gapcheck decisions write` and `gapcheck decisions pull`

use std::path::Path;

use clap::ArgMatches;

use super::check::{as_of, find_config, outcome, systems};
use super::exit::Exit;
use super::lock::alone;
use super::{output, tell};
use crate::check::people::decisions::path;
use crate::check::people::today::{Absence, seen};
use crate::config::Config;
use crate::current::is_answer_sheet;
use crate::domain::any_day;
use crate::ledger::decisions::{Absent, Conflict, Ledger, Merged, Updated};
use crate::text::clean::visible;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let result = match m.subcommand() {
        Some(("write", m)) => write(m, lang),
        Some(("pull", m)) => pull(m, lang),
        _ => return Exit::CannotAsk,
    };
    result.unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

/// Where the decisions are kept.
fn place(m: &ArgMatches, config: &Config) -> Result<String, Vec<Problem>> {
    let named = m.get_one::<String>("decisions").map(String::as_str);
    path(named, config).ok_or_else(|| vec![no_file()])
}

/// The file of decisions, empty where it is not there yet. It is written again whole, so nothing of it may be unread.
fn ledger(path: &str) -> Result<Ledger, Vec<Problem>> {
    match Path::new(path).exists() {
        true => Ledger::load(path, any_day).and_then(Ledger::writable).map_err(|p| vec![p]),
        false => Ok(Ledger { path: path.into(), ..Ledger::default() }),
    }
}

fn no_file() -> Problem {
    Problem::new(
        "",
        Bilingual::new("決定を記録するファイルが指定されていません", "no file of decisions is named"),
        Bilingual::new(
            "--decisions decisions.csv を付けるか、gapcheck.toml の [decisions] に file = \"decisions.csv\" を書いてください",
            "add --decisions decisions.csv, or write file = \"decisions.csv\" under [decisions] in gapcheck.toml",
        ),
    )
}

fn write(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let config = find_config(m)?;
    systems(m, &config)?;
    let path = place(m, &config)?;
    // told before the long work; read again when it is this run's turn
    let faults = ledger(&path)?.faults();
    let mut outcome = outcome(m, &config, lang)?;
    outcome.problems.extend(faults);
    tell(&outcome.problems, lang);
    let absence = Absence::of(&outcome.report, &config);
    // what was not read or failed may still be there
    let sure = outcome.problems.is_empty() && outcome.failures.is_empty();
    let absent = |row: &_| match absence.of_row(row) {
        Absent::Solved if !sure => Absent::Unclear,
        other => other,
    };
    let today = as_of(m);
    let (saved, counts) = alone(&path, || {
        let mut ledger = ledger(&path)?;
        let counts = ledger.update(&seen(&outcome.report), absent, &today);
        Ok((save(&ledger, lang), counts))
    })?;
    let exit = if sure { Exit::Clean } else { Exit::CannotAsk };
    if saved == Exit::Clean {
        output::print(&updated(&path, counts, lang));
    }
    Ok(exit.max(saved))
}

fn updated(path: &str, counts: Updated, lang: Lang) -> String {
    let Updated { rows, added, recheck, solved, unclear } = counts;
    match lang {
        Lang::Ja => format!(
            "{path}: 全 {rows} 行、追加 {added}、要再確認 {recheck}、新しく解消済 {solved}、引継ぎ要確認 {unclear}\n"
        ),
        Lang::En => format!(
            "{path}: {rows} rows, {added} added, {recheck} to be looked at again, {solved} newly solved, {unclear} unclear\n"
        ),
    }
}

fn save(ledger: &Ledger, lang: Lang) -> Exit {
    output::write_or_print(Some(&ledger.path), &ledger.to_csv(), lang)
}

fn pull(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let config = find_config(m)?;
    let path = place(m, &config)?;
    let (copies, mut problems) = copies(m);
    let (saved, merged) = alone(&path, || {
        let mut ledger = ledger(&path)?;
        problems.extend(ledger.faults());
        let merged: Vec<Merged> = copies.iter().map(|copy| ledger.merge(copy)).collect();
        Ok((save(&ledger, lang), merged))
    })?;
    let mut conflicts = 0;
    for (copy, merged) in copies.iter().zip(&merged) {
        conflicts += merged.conflicts.len();
        problems.extend(copy.keyless());
        problems.extend(copy.headless());
        problems.extend(merged.without_key.iter().map(|line| without_key(&copy.path, *line)));
        // what was taken is told when it is safe
        if saved == Exit::Clean {
            output::print(&pulled(&copy.path, merged, lang));
        }
    }
    tell(&problems, lang);
    let found = if conflicts > 0 { Exit::Findings } else { Exit::Clean };
    let read = if problems.is_empty() { Exit::Clean } else { Exit::CannotAsk };
    Ok(found.max(read).max(saved))
}

/// The copies that were named, and why some could not be read.
fn copies(m: &ArgMatches) -> (Vec<Ledger>, Vec<Problem>) {
    let (mut copies, mut problems) = (Vec::new(), Vec::new());
    for file in m.get_many::<String>("file").into_iter().flatten() {
        match Ledger::load(file, any_day) {
            Ok(copy) => copies.push(copy),
            Err(_) if is_answer_sheet(file) => problems.push(answer_sheet(file)),
            Err(problem) => problems.push(problem),
        }
    }
    (copies, problems)
}

fn answer_sheet(file: &str) -> Problem {
    Problem::new(
        file,
        Bilingual::new("決定の記録ではなく、機能・帳票の回答用紙です", "it is an answer sheet, not decisions"),
        Bilingual::new(
            "現行の資料といっしょに指定してください: gapcheck SYSTEM current.xml 回答用紙.csv",
            "name it beside the present system: gapcheck SYSTEM current.xml SHEET.csv",
        ),
    )
}

fn pulled(file: &str, merged: &Merged, lang: Lang) -> String {
    let Merged { taken, added, unchanged, conflicts, .. } = merged;
    let mut out = match lang {
        Lang::Ja => {
            format!("{file}: 反映 {taken} 行、追加 {added} 行、変更なし {unchanged} 行、衝突 {} 件\n", conflicts.len())
        }
        Lang::En => {
            format!("{file}: {taken} rows taken, {added} added, {unchanged} unchanged, {} conflicts\n", conflicts.len())
        }
    };
    conflicts.iter().for_each(|c| out.push_str(&conflict(c, lang)));
    out
}

fn conflict(c: &Conflict, lang: Lang) -> String {
    let [name, kept, copy] = [&c.name, &c.kept, &c.copy].map(|text| visible(text).into_owned());
    let (path, line, key, heading) = (&c.path, c.line, &c.key, &c.heading);
    match lang {
        Lang::Ja => {
            format!("  衝突 {key} {name}\n    {heading}: 残した値「{kept}」、{path} {line} 行目の値「{copy}」\n")
        }
        Lang::En => format!("  conflict {key} {name}\n    {heading}: kept {kept:?}, {path} row {line} has {copy:?}\n"),
    }
}

fn without_key(file: &str, line: u32) -> Problem {
    Problem::new(
        file,
        Bilingual::new(format!("{line} 行目に key がありません"), format!("row {line} has no key")),
        Bilingual::new(
            "この行は取り込めません。元の行の key を写してください",
            "it cannot be taken in; copy the key of the original row",
        ),
    )
}
