//! The commands about what people decided.

use clap::{Arg, Command};

use super::{Words, as_of, category, config, date, edition, inputs, mapping, specs};

/// `--baseline` of a check.
pub(super) fn baseline_file(w: &Words) -> Arg {
    w.value("baseline", "FILE", "承認済の指摘（数えず、画面にも出さない）", "accepted findings, which do not count")
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
        "gapcheck diff OLD.json NEW.json [--format text|json|markdown] [--output FILE]",
        "二回の結果を比べる（解消、新規、変化）。差があれば終了コード 1",
        "compare two reports: solved, new, changed; exit code 1 when they differ",
    )
    .arg(report("old", "OLD", "前の結果（--output report.json）", "the earlier report (JSON)"))
    .arg(report("new", "NEW", "今の結果", "the later report (JSON)"))
    .arg(
        w.value("format", "FORMAT", "形式: text、json、markdown", "text, json or markdown")
            .value_parser(["text", "json", "markdown"])
            .default_value("text"),
    )
    .arg(w.value(
        "output",
        "FILE",
        "書き出すファイル（既定 標準出力）",
        "file to write (default: standard output)",
    ))
}
