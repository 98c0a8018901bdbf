//! The commands that bring editions in, write them out and hold them against each other.

use clap::{ArgAction, Command};

use super::{Words, as_of, config, date, edition, specs, system};

pub(super) fn init(w: &Words) -> Command {
    w.command(
        "init",
        "gapcheck init DIR",
        "市区町村のフォルダを作る（gapcheck.toml、standards/、current/、公式ファイルのチェックリスト）",
        "make a municipality's folder: gapcheck.toml, standards/, current/, a checklist of official files",
    )
    .arg(
        w.place("dir", "作るフォルダ（あるものは上書きしない）", "the folder; nothing is overwritten")
            .value_name("DIR")
            .required(true),
    )
}

pub(super) fn status(w: &Words) -> Command {
    w.command(
        "status",
        "gapcheck spec status",
        "業務システムごとに、取り込んだ公式の版と足りないもの",
        "per system: the official edition that is loaded, and what it lacks",
    )
    .arg(specs(w))
    .arg(as_of(w))
    .arg(config(w))
    .arg(
        w.value("format", "FORMAT", "形式: text、json", "text or json")
            .value_parser(["text", "json"])
            .default_value("text"),
    )
}

pub(super) fn changes(w: &Words) -> Command {
    let day = |name: &'static str, ja, en| w.value(name, "YYYY-MM-DD", ja, en).value_parser(date);
    w.command(
        "changes",
        "gapcheck spec changes [SYSTEM] [--from D] [--to D]",
        "法令の改正の一覧（施行・終了・改正）",
        "the calendar of amendments: what begins, ends or is amended",
    )
    .arg(system(w).required(false))
    .arg(day("from", "この日から", "from this day on"))
    .arg(day("to", "この日まで", "up to this day"))
    .arg(specs(w))
    .arg(as_of(w))
    .arg(config(w))
    .arg(
        w.value("format", "FORMAT", "形式: text、json、markdown", "text, json or markdown")
            .value_parser(["text", "json", "markdown"])
            .default_value("text"),
    )
}

pub(super) fn import(w: &Words) -> Command {
    w.command(
        "import",
        "gapcheck spec import FILE|DIR… [--edition LABEL] [--date YYYY-MM-DD] [--into DIR]",
        "公表された標準仕様書のブックを取り込む（機能・帳票の言葉の対応 .toml も一緒に指定できる）",
        "import published workbooks (profiles, .toml, may be named along with them)",
    )
    .arg(
        w.place(
            "file",
            "xlsx、xlsm、xls、ods、csv、zip、それらのあるフォルダ",
            "xlsx, xlsm, xls, ods, csv, zip, or folders of them",
        )
        .value_name("FILE")
        .required(true)
        .num_args(1..),
    )
    .arg(w.value(
        "system",
        "SYSTEM",
        "業務システム（ファイルから分からないとき）",
        "the system, if the files do not tell",
    ))
    .arg(
        w.value("edition", "LABEL", "版の名前（例 第2.1版）", "label of the edition, if the files do not tell")
            .action(ArgAction::Append),
    )
    .arg(
        w.value("date", "YYYY-MM-DD", "版の日付（ファイルから分からないとき）", "its date, if the files do not tell")
            .value_parser(date),
    )
    .arg(w.value(
        "into",
        "DIR",
        "書き込むフォルダ（既定 利用者のデータフォルダ。gapcheck が自動で使う）",
        "folder to write to (default: the user's data folder, which gapcheck uses by itself)",
    ))
    .arg(w.flag("strict", "読めない行が一つでもあれば取り込まない", "import nothing if any row is not understood"))
    .arg(w.flag(
        "draft-profile",
        "取り込まずに、機能・帳票の言葉の対応（TOML）の下書きを出す",
        "import nothing; draft a profile (TOML) for a workbook in an unknown wording",
    ))
}

pub(super) fn export(w: &Words) -> Command {
    w.command(
        "export",
        "gapcheck spec export SYSTEM --xlsx FILE | --csv DIR",
        "公式の列の並びで書き出す",
        "write an edition in the official columns",
    )
    .arg(system(w))
    .arg(w.value("xlsx", "FILE", "書き出すブック", "workbook to write").required_unless_present("csv"))
    .arg(w.value("csv", "DIR", "CSV を書き出すフォルダ", "folder for CSV files"))
    .arg(w.flag("one-sheet", "項目を一枚のシートに並べる（ブックのとき）", "all items on one sheet of the workbook"))
    .arg(specs(w))
    .arg(edition(w))
    .arg(as_of(w))
    .arg(config(w))
}

/// Two editions, as `SYSTEM@LABEL`, `SYSTEM@DATE` or a file.
fn named(w: &Words, name: &'static str, ja: &str, en: &str) -> clap::Arg {
    w.place(name, ja, en).required(true)
}

pub(super) fn diff(w: &Words) -> Command {
    w.command(
        "diff",
        "gapcheck spec diff OLD NEW [--current FILE [--mapping FILE]] [--renames DIR]",
        "二つの版の違いを出す（現行の資料があれば、その影響も）",
        "what changed between two editions and, with the present system, what that means for it",
    )
    .arg(
        named(w, "old", "旧い版: SYSTEM@版の名前、SYSTEM@日付、ファイル", "SYSTEM@LABEL, SYSTEM@DATE or a file")
            .value_name("OLD"),
    )
    .arg(named(w, "new", "新しい版", "the newer one, likewise").value_name("NEW"))
    .arg(
        w.value("format", "FORMAT", "形式: text、json、markdown", "text, json or markdown")
            .value_parser(["text", "json", "markdown"])
            .default_value("text"),
    )
    .arg(w.value(
        "renames",
        "DIR",
        "改名表 <業務>.toml を書くフォルダ（人の答えは残す）",
        "folder for the rename table <slug>.toml (answers in it are kept)",
    ))
    .arg(
        w.value(
            "current",
            "FILE",
            "現行の資料: 両方の版で調べて比べる（何度でも）",
            "present system: check against both (repeatable)",
        )
        .action(ArgAction::Append),
    )
    .arg(w.value("mapping", "FILE", "旧い版で書いた対応表", "mapping written against the older one"))
    .arg(w.value(
        "system",
        "SYSTEM",
        "調べる業務システム（共通業務の版を比べるとき）",
        "the system to check, when the editions are of a shared business",
    ))
    .arg(super::category(w))
    .arg(specs(w))
    .arg(as_of(w))
    .arg(config(w))
}
