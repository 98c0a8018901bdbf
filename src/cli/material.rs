//! What the command line says about materials that say nothing of themselves, and the receipt of reading them.

use clap::ArgMatches;
use serde::Serialize;

use crate::current::list::Vocabulary;
use crate::current::model::{Role, Unit};
use crate::current::options::{Options, types};
use crate::current::receipt::{Counts, Receipt};
use crate::domain::Encoding;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;
use crate::xml::read_limited;

/// Reads the options.
///
/// # Errors
/// An unknown encoding, or a file of types or headings that cannot be read.
pub fn options(m: &ArgMatches) -> Result<Options, Vec<Problem>> {
    let named = |name: &str| m.try_get_one::<String>(name).ok().flatten();
    let role = named("role").map(|r| if r == "package" { Role::Package } else { Role::Present });
    let unit = named("unit").map(|u| if u == "byte" { Unit::Byte } else { Unit::Char });
    let scope = m.try_get_many::<String>("scope").ok().flatten().into_iter().flatten().cloned().collect();
    let mut options = Options { role, unit, scope, ..Options::default() };
    options.complete = m.try_get_one::<bool>("complete").ok().flatten().copied().unwrap_or(false);
    if let Some(name) = named("data-encoding").or(named("encoding")) {
        options.encoding = Some(Encoding::from_name(name).ok_or_else(|| vec![unknown_encoding(name)])?);
    }
    if let Some(path) = named("types") {
        options.types = types(&text(path)?).map_err(|e| vec![broken(path, &e)])?;
    }
    if let Some(path) = named("headings") {
        let mut words = Vocabulary::bundled().clone();
        words.extend(&text(path)?).map_err(|e| vec![broken(path, &e)])?;
        options.words = Some(words);
    }
    Ok(options)
}

fn text(path: &str) -> Result<String, Vec<Problem>> {
    let bytes = read_limited(path).map_err(|p| vec![p])?;
    crate::text::sniff::text(&bytes).map(|d| d.text).map_err(|fault| vec![fault.problem(path)])
}

fn broken(path: &str, error: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            format!("書き方に誤りがあります: {}", error.trim_end()),
            format!("it is not written well: {}", error.trim_end()),
        ),
        Bilingual::new(
            "ヘルプと docs/definitions.ja.md の例に合わせて直してください",
            "correct it after the example in docs/definitions.md",
        ),
    )
}

fn unknown_encoding(name: &str) -> Problem {
    Problem::new(
        "--data-encoding",
        Bilingual::new(format!("文字コード {name} は分かりません"), format!("unknown encoding {name}")),
        Bilingual::new(
            "CP932、UTF-8、UTF-16、EUC-JP、JEF、KEIS、EBCDIC のどれかを指定してください",
            "use CP932, UTF-8, UTF-16, EUC-JP, JEF, KEIS or EBCDIC",
        ),
    )
}

/// The receipts of a run, as `--receipt` writes them.
#[derive(Serialize)]
struct Receipts {
    schema: &'static str,
    /// Of all files together.
    #[serde(flatten)]
    counts: Counts,
    files: Vec<crate::receipt::Receipt>,
}

/// The receipts as JSON.
pub fn receipt_json(receipts: &[Receipt], lang: Lang) -> String {
    let mut counts = Counts::default();
    receipts.iter().for_each(|r| counts += r.counts);
    let files = receipts.iter().map(|r| r.in_lang(lang)).collect();
    let all = Receipts { schema: "gapcheck.receipt/1", counts, files };
    serde_json::to_string_pretty(&all).map(|text| text + "\n").unwrap_or_default()
}

/// The receipt in a few lines: what was read, what was not.
pub fn receipt_lines(receipt: &crate::receipt::Receipt, lang: Lang) -> Vec<String> {
    let c = receipt.counts;
    let file = &receipt.file;
    let mut lines = vec![match lang {
        Lang::Ja => format!(
            "{file}: 表 {}、項目 {}、桁数 {}、主キー {}、必須 {}、コード一覧 {}、帳票 {}、機能 {} を読みました（行 {} のうち {}）",
            c.tables,
            c.columns,
            c.lengths,
            c.keys,
            c.not_null,
            c.code_lists,
            c.forms,
            c.functions,
            receipt.rows.seen,
            receipt.rows.used
        ),
        Lang::En => format!(
            "{file}: read {} tables, {} columns, {} lengths, {} keys, {} not null, {} code lists, {} forms, {} functions ({} of {} rows)",
            c.tables,
            c.columns,
            c.lengths,
            c.keys,
            c.not_null,
            c.code_lists,
            c.forms,
            c.functions,
            receipt.rows.used,
            receipt.rows.seen
        ),
    }];
    let more = |left: usize| {
        lang.pick("ほか ", "and ").to_string()
            + &left.to_string()
            + lang.pick(" 件（--receipt FILE.json にすべて）", " more (all in --receipt FILE.json)")
    };
    let unused: Vec<String> = receipt
        .sheets
        .iter()
        .filter(|s| !s.used)
        .map(|s| format!("「{}」（{}）", s.name, s.reason.as_ref().unwrap_or(&s.role)))
        .collect();
    let mut tell = |title: &str, all: Vec<String>| {
        if all.is_empty() {
            return;
        }
        let mut shown: Vec<String> = all.iter().take(SHOWN).cloned().collect();
        if all.len() > SHOWN {
            shown.push(more(all.len() - SHOWN));
        }
        lines.push(format!("  {title}: {}", shown.join(lang.pick("、", "; "))));
    };
    tell(lang.pick("使わなかったシート", "sheets not used"), unused);
    tell(lang.pick("読まなかった見出し", "headings not read"), receipt.headings.not_used.clone());
    let words =
        receipt.not_understood.iter().map(|w| format!("{}「{}」{}件（{}）", w.heading, w.word, w.count, w.first));
    tell(lang.pick("分からなかった語（不明として扱いました）", "words not understood (left unknown)"), words.collect());
    let left = receipt.left_out.iter().map(|l| format!("{}「{}」{}", l.place, l.text, l.reason));
    tell(lang.pick("読まなかった行・セル", "rows and cells not read"), left.collect());
    lines
}

/// Entries of each kind that are shown on a terminal.
const SHOWN: usize = 8;
