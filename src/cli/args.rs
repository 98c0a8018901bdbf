//! Commands and options, in both languages.

mod editions;
mod ledger;
mod map;
mod material;
mod migrate;
mod validate;

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use crate::text::lang::Lang;

/// `gapcheck resident-tax current.xml` is short for `gapcheck check resident-tax current.xml`: a first word that names no
/// command is a system.
pub fn with_default_command(mut args: Vec<OsString>) -> Vec<OsString> {
    let whole = command(Lang::En);
    let takes_value = options_with_value(&whole);
    let mut at = 0;
    while at < args.len() {
        let arg = args[at].to_string_lossy();
        if arg.strip_prefix("--").is_some_and(|long| takes_value.contains(long)) {
            at += 2;
        } else if arg.starts_with('-') && arg.len() > 1 {
            at += 1;
        } else {
            if whole.find_subcommand(arg.as_ref()).is_none() {
                args.insert(0, OsString::from("check"));
            }
            break;
        }
    }
    args
}

/// Long names of all options that take a value, so that the value is not taken for a command.
fn options_with_value(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter(|a| a.get_action().takes_values()).filter_map(|a| a.get_long());
    let own: BTreeSet<String> = own.map(String::from).collect();
    command.get_subcommands().map(options_with_value).fold(own, |mut all, more| {
        all.extend(more);
        all
    })
}

struct Words(Lang);

impl Words {
    fn arg(&self, name: &'static str, ja: &str, en: &str) -> Arg {
        Arg::new(name).help(self.0.pick(ja, en).to_string())
    }

    /// A positional argument.
    fn place(&self, name: &'static str, ja: &str, en: &str) -> Arg {
        let arg = self.arg(name, ja, en).help_heading(self.0.pick("引数", "Arguments").to_string());
        arg.hide_possible_values(true)
    }

    fn value(&self, name: &'static str, value: &'static str, ja: &str, en: &str) -> Arg {
        self.arg(name, ja, en).long(name).value_name(value).hide_possible_values(true).hide_default_value(true)
    }

    fn flag(&self, name: &'static str, ja: &str, en: &str) -> Arg {
        self.arg(name, ja, en).long(name).action(ArgAction::SetTrue)
    }

    fn command(&self, name: &'static str, usage: &str, ja: &str, en: &str) -> Command {
        let lang = self.0;
        Command::new(name)
            .about(lang.pick(ja, en).to_string())
            .override_usage(usage.to_string())
            .next_help_heading(lang.pick("オプション", "Options").to_string())
            .subcommand_help_heading(lang.pick("コマンド", "Commands").to_string())
            .help_template(template(lang))
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .arg(self.arg("help", "使い方を表示する", "show this help").short('h').long("help").action(ArgAction::Help))
    }
}

fn template(lang: Lang) -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", lang.pick("使い方", "Usage"))
}

/// The whole command line.
pub fn command(lang: Lang) -> Command {
    super::guard::with_force(whole(lang), lang)
}

fn whole(lang: Lang) -> Command {
    let w = Words(lang);
    let langs = w
        .value("lang", "ja|en", "表示の言語（既定 ja）", "language of all texts (default ja)")
        .value_parser(["ja", "en"])
        .global(true);
    w.command(
        "gapcheck",
        "gapcheck SYSTEM CURRENT…  |  gapcheck COMMAND …",
        "自治体の現行システムを国の標準仕様と比べ、差異と見直し事項を報告します",
        "compares a municipality's present systems with Japan's national standards and reports the gaps",
    )
    .version(env!("CARGO_PKG_VERSION"))
    .arg(w.arg("version", "版を表示する", "show the version").short('V').long("version").action(ArgAction::Version))
    .arg(langs)
    .subcommand_required(true)
    .after_help(
        lang.pick(
            "\n終了コード: 0 指摘なし、1 指摘あり、2 調べられない入力・使い方の誤り、3 内部の失敗",
            "\nExit codes: 0 nothing found, 1 findings, 2 usage or unreadable input, 3 failed inside",
        )
        .to_string(),
    )
    .subcommand(check(&w))
    .subcommand(validate::validate(&w))
    .subcommand(spec(&w))
    .subcommand(editions::init(&w))
    .subcommand(template_command(&w))
    .subcommand(map::map(&w))
    .subcommand(map::survey(&w))
    .subcommand(import(&w))
    .subcommand(ledger::baseline(&w))
    .subcommand(ledger::decisions(&w))
    .subcommand(ledger::diff(&w))
    .subcommand(
        w.command("explain", "gapcheck explain RULE", "規則をひとつ詳しく説明する", "explain one rule in full").arg(
            w.place("rule", "規則のID（GAP0202）か名前（length-overflow）", "id or name of a rule")
                .value_name("RULE")
                .required(true),
        ),
    )
    .subcommand(
        w.command("rules", "gapcheck rules [--format text|json|markdown]", "規則の一覧を出す", "list the rules").arg(
            w.value("format", "FORMAT", "形式: text、json、markdown", "text, json or markdown")
                .value_parser(["text", "json", "markdown"])
                .default_value("text"),
        ),
    )
    .subcommand(
        w.command("completions", "gapcheck completions SHELL", "シェルの補完を出力する", "write shell completions")
            .arg(
                w.place("shell", "bash、elvish、fish、powershell、zsh", "bash, elvish, fish, powershell or zsh")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(clap::value_parser!(clap_complete::Shell)),
            ),
    )
    .subcommand(w.command("man", "gapcheck man", "man ページを出力する", "write the man page"))
}

fn system(w: &Words) -> Arg {
    w.place(
        "system",
        "業務システム: 名称（個人住民税）、別名、業務コード（010）のどれでも",
        "the system: slug, alias, Japanese name or business code",
    )
    .value_name("SYSTEM")
    .required(true)
}

/// What is checked: one system with its files, or all of the configuration.
fn inputs(w: &Words) -> [Arg; 3] {
    [
        system(w).required(false).required_unless_present("all"),
        w.place("current", "現行の資料（current.xml）。- は標準入力", "current.xml files; - is standard input")
            .value_name("CURRENT")
            .required_unless_present("all")
            .num_args(1..),
        w.flag("all", "gapcheck.toml の全業務を一つの報告にする", "every system of gapcheck.toml in one report")
            .conflicts_with("system"),
    ]
}

fn mapping(w: &Words) -> Arg {
    w.value(
        "mapping",
        "FILE",
        "対応表（既定 現行の資料の隣の mapping.toml）",
        "mapping (default: mapping.toml beside the input)",
    )
}

fn category(w: &Words) -> Arg {
    w.value("category", "団体区分", "指定都市、中核市、一般市、町村、特別区、都道府県", "category of the municipality")
        .value_parser(["指定都市", "中核市", "一般市", "町村", "特別区", "都道府県"])
}

fn specs(w: &Words) -> Arg {
    w.value("specs", "DIR", "標準仕様データのフォルダ（何度でも）", "folder with editions (repeatable)")
        .action(ArgAction::Append)
}

fn edition(w: &Words) -> Arg {
    w.value("edition", "[SLUG=]LABEL", "使う版（名前、日付、SHA-256）", "edition to use: label, date or SHA-256")
        .action(ArgAction::Append)
}

fn as_of(w: &Words) -> Arg {
    w.value(
        "as-of",
        "DATE",
        "この日以前の最も新しい版を使う（既定 今日）",
        "use the newest edition not after this day (default today)",
    )
    .value_parser(date)
}

fn config(w: &Words) -> Arg {
    w.value(
        "config",
        "FILE",
        "設定ファイル（既定 上のフォルダに向かって gapcheck.toml を探す）",
        "configuration (default: gapcheck.toml, looked for upwards)",
    )
}

fn current(w: &Words) -> Arg {
    w.place("current", "現行の資料（current.xml）。- は標準入力", "current.xml files; - is standard input")
        .value_name("CURRENT")
        .required(true)
        .num_args(1..)
}

fn check(w: &Words) -> Command {
    w.command(
        "check",
        "gapcheck [check] SYSTEM CURRENT… [--output FILE]…  |  gapcheck check --all",
        "現行の資料を標準と比べて報告する（check は省略可）",
        "compare layouts, forms and functions with the standard (the word check may be left out)",
    )
    .args(inputs(w))
    .arg(
        w.value(
            "format",
            "FORMAT",
            "画面に出す形式: text、json、jsonl、sarif、junit、github、gitlab、markdown、csv、html、xlsx",
            "format on standard output: text, json, jsonl, sarif, junit, github, gitlab, markdown, csv, html, xlsx",
        )
        .value_parser(clap::builder::PossibleValuesParser::new(crate::report::format::Format::names()))
        .default_value("text"),
    )
    .arg(
        w.value(
            "output",
            "FILE",
            "ファイルにも書く（形式は拡張子から。何度でも）",
            "also write a file, format from its ending (repeatable)",
        )
        .action(ArgAction::Append),
    )
    .arg(specs(w))
    .arg(edition(w))
    .arg(as_of(w))
    .args(material::options(w))
    .arg(mapping(w))
    .arg(config(w))
    .arg(category(w))
    .arg(ledger::baseline_file(w))
    .arg(ledger::decisions_file(w))
    .arg(
        w.value(
            "fail-on",
            "LEVEL",
            "終了コード 1 にする重さ: error（既定）、warning、info、never",
            "level that ends with exit code 1: error (default), warning, info, never",
        )
        .value_parser(["error", "warning", "info", "never"])
        .default_value("error"),
    )
    .arg(
        w.value(
            "min-judged",
            "PERCENT",
            "判定できた割合がこれより低ければ終了コード 1",
            "exit code 1 when less than this share was judged",
        )
        .value_parser(clap::value_parser!(u8).range(0..=100))
        .default_value("0"),
    )
    .arg(w.flag("all-findings", "情報も省かずに表示する", "show informations too"))
    .arg(
        w.value("color", "WHEN", "色: auto（既定）、always、never", "colours: auto (default), always, never")
            .value_parser(["auto", "always", "never"])
            .default_value("auto"),
    )
    .arg(w.flag("quiet", "画面に報告を出さない", "write no report to standard output"))
}

fn spec(w: &Words) -> Command {
    w.command("spec", "gapcheck spec COMMAND …", "標準仕様データを見る・確かめる", "look at and verify editions")
        .subcommand_required(true)
        .subcommand(
            w.command(
                "list",
                "gapcheck spec list [SYSTEM]",
                "版の一覧（使われる版に * が付く）",
                "list editions (the one a check uses is marked *)",
            )
            .arg(system(w).required(false))
            .arg(specs(w))
            .arg(as_of(w))
            .arg(config(w))
            .arg(
                w.value("format", "FORMAT", "形式: text、json", "text or json")
                    .value_parser(["text", "json"])
                    .default_value("text"),
            ),
        )
        .subcommand(
            w.command(
                "show",
                "gapcheck spec show SYSTEM [NAME]",
                "項目・帳票・機能・グループを表示する",
                "show an item, form, function or group",
            )
            .arg(system(w))
            .arg(w.place("name", "名前、キー、または グループ.項目", "a name, a key, or group.item").value_name("NAME"))
            .arg(specs(w))
            .arg(edition(w))
            .arg(as_of(w))
            .arg(config(w)),
        )
        .subcommand(
            w.command(
                "search",
                "gapcheck spec search WORD…",
                "すべての業務から項目・帳票・機能・コードを探す",
                "look for items, forms, functions and codes in all systems",
            )
            .arg(
                w.place("word", "探す語（すべてを含むもの）", "words, all of which must occur")
                    .value_name("WORD")
                    .required(true)
                    .num_args(1..),
            )
            .arg(specs(w))
            .arg(as_of(w))
            .arg(config(w)),
        )
        .subcommand(
            w.command(
                "check",
                "gapcheck spec check FILE…",
                "標準仕様データのファイルを検査する",
                "verify edition files",
            )
            .arg(w.place("file", "JSON ファイル", "JSON files").value_name("FILE").required(true).num_args(1..)),
        )
        .subcommand(editions::import(w))
        .subcommand(editions::export(w))
        .subcommand(editions::diff(w))
        .subcommand(editions::status(w))
        .subcommand(editions::changes(w))
}

fn import(w: &Words) -> Command {
    w.command(
        "import",
        "gapcheck import FILE… --system SYSTEM [--receipt FILE.json] [--output FILE]",
        "テーブル定義書、項目一覧などを current.xml にする",
        "turn table definitions and the like into current.xml",
    )
    .arg(
        w.place(
            "file",
            "テーブル定義書など（xlsx、xlsm、xlsb、xls、ods、CSV、TSV、txt、XML）",
            "table definitions (xlsx, xlsm, xlsb, xls, ods, CSV, TSV, txt, XML)",
        )
        .value_name("FILE")
        .required(true)
        .num_args(1..),
    )
    .arg(
        w.value(
            "system",
            "SYSTEM",
            "業務システム（名称、別名、業務コード）",
            "the system: slug, alias, Japanese name or business code",
        )
        .required(true),
    )
    .args(material::options(w))
    .arg(w.value("encoding", "NAME", "--data-encoding の旧い名前", "old name of --data-encoding").hide(true))
    .arg(w.value(
        "receipt",
        "FILE.json",
        "読み取りの控え（読んだもの、読まなかったもの）を JSON で書く",
        "write the receipt of the reading (what was read, what was not) as JSON",
    ))
    .arg(w.value(
        "output",
        "FILE",
        "書き出すファイル（既定 標準出力）",
        "file to write (default: standard output)",
    ))
}

fn template_command(w: &Words) -> Command {
    let one = |name: &'static str, ja: &str, en: &str| {
        w.command(name, &format!("gapcheck template {name} SYSTEM [--output FILE]"), ja, en)
            .arg(system(w))
            .arg(specs(w))
            .arg(edition(w))
            .arg(as_of(w))
            .arg(config(w))
    };
    let output =
        || w.value("output", "FILE", "書き出すファイル（既定 標準出力）", "file to write (default: standard output)");
    w.command(
        "template",
        "gapcheck template current|mapping|functions|forms|export SYSTEM",
        "記入済みのひな形を作る",
        "write a filled-in start",
    )
    .subcommand_required(true)
    .subcommand(
        one("current", "標準どおりの current.xml を作る", "write a current.xml that conforms")
            .arg(
                w.value(
                    "role",
                    "ROLE",
                    "package（既定）または present（任意のものを省く）",
                    "package (default) or present, which leaves out what is optional",
                )
                .value_parser(["package", "present"])
                .default_value("package"),
            )
            .arg(output()),
    )
    .subcommand(one("mapping", "空の対応表を作る", "write an empty mapping").arg(output()))
    .subcommand(
        one("functions", "機能の回答用紙（CSV）を作る", "write the answer sheet for functions (CSV)")
            .arg(output())
            .arg(category(w)),
    )
    .subcommand(
        one("forms", "帳票の回答用紙（CSV）を作る", "write the answer sheet for forms (CSV)")
            .arg(output())
            .arg(category(w)),
    )
    .subcommand(
        one("export", "グループごとの CSV の見出し行を作る", "write the header line of every group's CSV")
            .arg(w.value("output", "DIR", "書き出すフォルダ", "folder to write to").required(true)),
    )
}

/// A day as `YYYY-MM-DD`.
fn date(text: &str) -> Result<String, String> {
    let parsed: Result<jiff::civil::Date, _> = text.parse();
    match parsed {
        Ok(date) if date.to_string() == text => Ok(date.to_string()),
        _ => Err("YYYY-MM-DD".into()),
    }
}

/// Today in Japan.
pub fn today() -> String {
    let japan = jiff::tz::TimeZone::fixed(jiff::tz::offset(9));
    jiff::Timestamp::now().to_zoned(japan).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_in_both_languages() {
        command(Lang::Ja).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn every_help_text_is_in_its_language() {
        fn walk(command: &Command, check: &dyn Fn(&str)) {
            check(&command.get_about().map(|a| a.to_string()).unwrap_or_default());
            command.get_arguments().for_each(|a| check(&a.get_help().map(|h| h.to_string()).unwrap_or_default()));
            command.get_subcommands().for_each(|c| walk(c, check));
        }
        walk(&command(Lang::Ja), &|text| assert!(text.chars().any(|c| c as u32 > 0x3000), "{text}"));
        walk(&command(Lang::En), &|text| assert!(!text.is_empty() && text.is_ascii(), "{text}"));
    }

    #[test]
    fn a_system_in_the_first_place_means_check() {
        let os = |args: &[&str]| args.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(with_default_command(os(&["010", "c.xml"])), os(&["check", "010", "c.xml"]));
        assert_eq!(with_default_command(os(&["--lang", "en", "010"])), os(&["check", "--lang", "en", "010"]));
        assert_eq!(with_default_command(os(&["--lang", "en", "rules"])), os(&["--lang", "en", "rules"]));
        assert_eq!(with_default_command(os(&["--help"])), os(&["--help"]));
    }
}
