//! `map migrate`.

use clap::Command;

use super::{Words, as_of, config, specs};

pub(super) fn migrate(w: &Words) -> Command {
    w.command(
        "migrate",
        "gapcheck map migrate --from EDITION --to EDITION [--mapping FILE] [--decisions FILE] [--baseline FILE]",
        "対応表・決定・受入れ済みの差異を別の版に引き継ぐ",
        "carry a mapping, decisions and a baseline to another edition",
    )
    .arg(
        w.value(
            "from",
            "EDITION",
            "元の版: SYSTEM@版の名前、SYSTEM@日付、ファイル",
            "SYSTEM@LABEL, SYSTEM@DATE or a file",
        )
        .required(true),
    )
    .arg(w.value("to", "EDITION", "引き継ぐ先の版", "the edition to carry to, likewise").required(true))
    .arg(w.value("mapping", "FILE", "対応表", "mapping"))
    .arg(w.value("decisions", "FILE", "決定（decisions.csv）", "decisions (decisions.csv)"))
    .arg(w.value("baseline", "FILE", "受入れ済みの差異（JSON Lines）", "baseline (JSON lines)"))
    .arg(w.value(
        "renames",
        "FILE",
        "改名表（spec diff --renames が書き、人が答えたもの）",
        "rename table, written by spec diff --renames and answered by people",
    ))
    .arg(w.value(
        "output-dir",
        "DIR",
        "書き出すフォルダ（既定 何も書かず、どうなるかだけを示す）",
        "folder to write to (default: only tell what would be carried)",
    ))
    .arg(
        w.value("format", "FORMAT", "形式: text、json、markdown", "text, json or markdown")
            .value_parser(["text", "json", "markdown"])
            .default_value("text"),
    )
    .arg(w.value(
        "system",
        "SYSTEM",
        "調べる業務システム（共通業務の版のとき）",
        "the system, when the editions are of a shared business",
    ))
    .arg(specs(w))
    .arg(as_of(w))
    .arg(config(w))
}
