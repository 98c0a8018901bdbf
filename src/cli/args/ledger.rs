//! The commands about what people decided.

use clap::{Arg, ArgAction, Command};

use super::{Words, as_of, category, config, date, edition, inputs, mapping, specs};

/// `--baseline` of a check.
pub(super) fn baseline_file(w: &Words) -> Arg {
    w.value("baseline", "FILE", "承認済の指摘（数えず、画面にも出さない）", "accepted findings, which do not count")
}

/// `--decisions`, also of a check.
pub(super) fn decisions_file(w: &Words) -> Arg {
    w.value(
        "decisions",
        "FILE",
        "決定の記録 decisions.csv（既定 gapcheck.toml の [decisions] file）",
        "decisions.csv (default: file under [decisions] in gapcheck.toml)",
    )
}

/// Everything that a check of the same systems takes.
fn question(w: &Words, command: Command) -> Command {
    command.args(inputs(w)).arg(mapping(w)).arg(specs(w)).arg(edition(w)).arg(as_of(w)).arg(config(w)).arg(category(w))
}

pub(super) fn baseline(w: &Words) -> Command {
    let write = w.command(
        "write",
        "gapcheck baseline write SYSTEM CURRENT… --baseline FILE --reason TEXT [--owner NAME] [--until DATE]",
        "今日の指摘を理由付きで承認する（書いてある理由は残る）",
        "accept today's findings with a reason; reasons already written stay",
    );
    w.command("baseline", "gapcheck baseline write …", "指摘を承認する（基準）", "accept findings")
        .subcommand_required(true)
        .subcommand(
            question(w, write)
                .arg(
                    w.value("baseline", "FILE", "書き換えるファイル（なければ作る）", "file to update or create")
                        .required(true),
                )
                .arg(
                    w.value("reason", "TEXT", "新しい指摘を承認する理由", "why new findings are accepted")
                        .required(true),
                )
                .arg(w.value("owner", "NAME", "担当課", "section in charge"))
                .arg(
                    w.value("until", "DATE", "いつまで承認するか（YYYY-MM-DD）", "accepted until (YYYY-MM-DD)")
                        .value_parser(date),
                ),
        )
}

pub(super) fn diff(w: &Words) -> Command {
    let report = |name: &'static str, value: &'static str, ja: &str, en: &str| {
        w.place(name, ja, en).value_name(value).required(true)
    };
    w.command(
        "diff",
        "gapcheck diff OLD.json NEW.json [--format text|json|markdown|html] [--output FILE]…",
        "二回の結果を比べる（解消、新規、変化）。差があれば終了コード 1",
        "compare two reports: solved, new, changed; exit code 1 when they differ",
    )
    .arg(report("old", "OLD", "前の結果（--output report.json）", "the earlier report (JSON)"))
    .arg(report("new", "NEW", "今の結果", "the later report (JSON)"))
    .arg(
        w.value("format", "FORMAT", "形式: text、json、markdown、html", "text, json, markdown or html")
            .value_parser(["text", "json", "markdown", "html"])
            .default_value("text"),
    )
    .arg(
        w.value(
            "output",
            "FILE",
            "書き出すファイル。形式は拡張子で決まる（何度でも。既定 標準出力）",
            "file to write, in the format of its ending (repeatable; default: standard output)",
        )
        .action(ArgAction::Append),
    )
}

pub(super) fn decisions(w: &Words) -> Command {
    let write = w.command(
        "write",
        "gapcheck decisions write SYSTEM CURRENT… --decisions FILE.csv",
        "決定の記録を今日の差異に合わせる（記入済の欄は変わらない）",
        "bring decisions.csv up to today's gaps; what was typed stays",
    );
    let pull = w.command(
        "pull",
        "gapcheck decisions pull FILE… --decisions FILE.csv",
        "各課が記入した写し（xlsx、CSV）を取り込む。衝突があれば終了コード 1",
        "take edited copies (xlsx, CSV) back in; exit code 1 on conflicts",
    );
    w.command("decisions", "gapcheck decisions write|pull …", "決定を記録し、取り込む", "write and take in decisions")
        .subcommand_required(true)
        .subcommand(question(w, write).arg(decisions_file(w)))
        .subcommand(
            pull.arg(
                w.place("file", "記入された xlsx または CSV", "filled-in xlsx or CSV files")
                    .value_name("FILE")
                    .required(true)
                    .num_args(1..),
            )
            .arg(decisions_file(w))
            .arg(config(w)),
        )
}
