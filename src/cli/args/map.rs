//! `map`: suggest, check, migrate.

use clap::Command;

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
    .subcommand(migrate::migrate(w))
}
