//! The commands that bring editions in, write them out and hold them against each other.

use clap::{ArgAction, Command};

use super::{Words, as_of, config, date, edition, specs, system};

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
            "xlsx、xlsm、xls、ods、csv、それらのあるフォルダ",
            "xlsx, xlsm, xls, ods, csv, or folders of them",
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
