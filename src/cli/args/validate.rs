//! `validate`: exported data.

use clap::Command;

use super::{Words, check, system};

/// Options that mean the same as those of `check`.
const SHARED: [&str; 12] = [
    "format",
    "output",
    "specs",
    "edition",
    "as-of",
    "config",
    "category",
    "fail-on",
    "min-judged",
    "all-findings",
    "color",
    "quiet",
];

pub(super) fn validate(w: &Words) -> Command {
    let check = check(w);
    let shared = check.get_arguments().filter(|a| SHARED.contains(&a.get_id().as_str())).cloned();
    w.command(
        "validate",
        "gapcheck validate SYSTEM PATH… [--output FILE]…",
        "出力したデータファイルを標準のグループと比べて調べる",
        "check exported data files against the standard's groups",
    )
    .arg(system(w))
    .arg(
        w.place(
            "path",
            "データファイル（業務コード_グループ名.csv、.gz も可）かそのフォルダ。- は標準入力",
            "data files (business_group.csv, .gz too) or folders of them; - is standard input",
        )
        .value_name("PATH")
        .required(true)
        .num_args(1..),
    )
    .arg(w.value(
        "group",
        "NAME",
        "ファイルのグループ（ファイル名から分からないとき）",
        "group of the files, where their names do not say it",
    ))
    .arg(w.value(
        "data-encoding",
        "ENCODING",
        "文字コード: UTF-8、UTF-16、CP932、EUC-JP（既定 BOM と内容から）",
        "encoding: UTF-8, UTF-16, CP932, EUC-JP (default: told from a mark or the beginning)",
    ))
    .arg(
        w.value(
            "delimiter",
            "comma|tab",
            "区切り文字（既定 見出しから）",
            "delimiter (default: told from the heading)",
        )
        .value_parser(["comma", "tab"]),
    )
    .arg(w.flag(
        "no-header",
        "見出し行がない（標準の順の列として読む）",
        "the files have no heading: columns in the standard's order",
    ))
    .arg(
        w.value("threads", "N", "同時に使うコアの数（既定 すべて）", "cores to use (default: all)")
            .value_parser(clap::value_parser!(u16).range(1..)),
    )
    .arg(
        w.value(
            "memory",
            "SIZE",
            "主キーと参照に使うメモリ（例 64MB。超えた分は一時ファイル。既定 1GB）",
            "memory for keys and references, 64MB; the rest goes to a temporary file (default 1GB)",
        )
        .value_parser(size),
    )
    .arg(w.flag("show-values", "値を伏せずに出す（既定は形だけ）", "show values in clear (default: their pattern)"))
    .args(shared)
}

/// `64MB`, `2GB`, or bytes.
fn size(text: &str) -> Result<u64, String> {
    let upper = text.to_ascii_uppercase();
    let units: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    let (number, unit) =
        units.iter().find_map(|(name, unit)| Some((upper.strip_suffix(name)?, *unit))).unwrap_or((upper.as_str(), 1));
    let number: u64 = number.trim().parse().map_err(|_| "64MB".to_string())?;
    number.checked_mul(unit).filter(|n| *n > 0).ok_or_else(|| "64MB".to_string())
}
