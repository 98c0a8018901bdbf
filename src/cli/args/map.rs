//! `map`: suggest, check, pull, migrate.

use clap::{ArgAction, Command};

use super::{Words, as_of, config, current, edition, mapping, migrate, specs, system};

pub(super) fn map(w: &Words) -> Command {
    let both = |command: Command| {
        command
            .arg(system(w))
            .arg(current(w))
            .arg(mapping(w))
            .arg(specs(w))
            .arg(edition(w))
            .arg(as_of(w))
            .arg(config(w))
    };
    w.command(
        "map",
        "gapcheck map COMMAND …",
        "現行と標準の対応表を作る・確かめる・引き継ぐ",
        "propose, verify and carry correspondences",
    )
    .subcommand_required(true)
    .subcommand(
        both(w.command(
            "suggest",
            "gapcheck map suggest SYSTEM CURRENT… [--mapping FILE] [--output FILE]",
            "対応表を書き出す（確かな対応は行、候補は根拠つきのコメント。今ある行は残る）",
            "write a mapping: safe pairs as lines, candidates as comments with their evidence; existing lines stay",
        ))
        .arg(w.value(
            "output",
            "FILE",
            "書き出すファイル（既定 標準出力）",
            "file to write (default: standard output)",
        )),
    )
    .subcommand(both(w.command(
        "check",
        "gapcheck map check SYSTEM CURRENT… [--mapping FILE]",
        "古い行、食い違う行、効果のない行を探す（あれば終了コード 1）",
        "find stale, contradicting and unused lines (exit code 1 when there are any)",
    )))
    .subcommand(
        w.command(
            "pull",
            "gapcheck map pull FILE… --mapping FILE [--current FILE]…",
            "対応候補への回答（報告書の xlsx、mapping-answers.csv）を対応表に取り込む。今ある行は残り、食い違いがあれば終了コード 1",
            "take answers to candidates (the report's workbook, mapping-answers.csv) into a mapping; its lines stay; exit code 1 on conflicts",
        )
        .arg(
            w.place("file", "回答した xlsx または CSV", "answered xlsx or CSV files")
                .value_name("FILE")
                .required(true)
                .num_args(1..),
        )
        .arg(mapping(w).required(true))
        .arg(
            w.value(
                "current",
                "FILE",
                "名前を確かめる現行の資料（何度でも。既定 対応表の隣の current.xml）",
                "present system whose names are verified (repeatable; default: current.xml beside the mapping)",
            )
            .action(ArgAction::Append),
        )
        .arg(w.value("system", "SYSTEM", "対応表がまだないときの業務", "the system, where there is no mapping yet"))
        .arg(specs(w))
        .arg(edition(w))
        .arg(as_of(w))
        .arg(config(w)),
    )
    .subcommand(
        w.command(
            "diff",
            "gapcheck map diff A B",
            "二つの対応表の違いを出す（違えば終了コード 1）",
            "what two mappings say differently (exit code 1 when they differ)",
        )
        .arg(w.place("first", "対応表", "a mapping").value_name("A").required(true))
        .arg(w.place("second", "比べる対応表", "the other mapping").value_name("B").required(true)),
    )
    .subcommand(
        w.command(
            "merge",
            "gapcheck map merge FILE… [--output FILE]",
            "同じ製品を使う団体の対応表をまとめる。一致しない行はコメントになり、終了コード 1",
            "gather municipalities' mappings of one product; lines on which they differ become comments, exit code 1",
        )
        .arg(w.place("file", "各団体の対応表", "the municipalities' mappings").value_name("FILE").required(true).num_args(1..))
        .arg(w.value("output", "FILE", "書き出すファイル（既定 標準出力）", "file to write (default: standard output)")),
    )
    .subcommand(migrate::migrate(w))
}

pub(super) fn survey(w: &Words) -> Command {
    w.command(
        "survey",
        "gapcheck survey CONFIG… [--format text|json|html|xlsx] [--output FILE]… [--reports DIR]",
        "多くの団体をまとめて調べ、団体と業務の一覧と、製品ごとに共通する差異を報告する",
        "check many municipalities: towns and systems, and the gaps that towns of one product share",
    )
    .arg(
        w.place(
            "config",
            "各団体の gapcheck.toml、またはそれらを含むフォルダ",
            "gapcheck.toml files, or folders that hold them",
        )
        .value_name("CONFIG")
        .required(true)
        .num_args(1..),
    )
    .arg(
        w.value("format", "FORMAT", "形式: text、json、html、xlsx", "text, json, html or xlsx")
            .value_parser(["text", "json", "html", "xlsx"])
            .default_value("text"),
    )
    .arg(
        w.value("output", "FILE", "書き出すファイル（何度でも）", "file to write (repeatable)")
            .action(ArgAction::Append),
    )
    .arg(w.value(
        "reports",
        "DIR",
        "団体と業務ごとの JSON を書くフォルダ",
        "folder for the JSON of each town and system",
    ))
    .arg(w.flag("quiet", "画面に出さない", "print nothing"))
    .arg(specs(w))
    .arg(as_of(w))
}
