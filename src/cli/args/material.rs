//! Options for materials that say nothing about themselves.

use clap::{Arg, ArgAction};

use super::Words;

/// `--role --scope --complete --unit --data-encoding --types --headings`.
pub(super) fn options(w: &Words) -> Vec<Arg> {
    vec![
        w.value(
            "role",
            "ROLE",
            "資料に書かれていない役割: present（現行、既定）か package",
            "role that the material does not state: present (default) or package",
        )
        .value_parser(["present", "package"]),
        w.value(
            "scope",
            "CODE",
            "資料が扱う業務コード（何度でも、カンマ区切りも可）",
            "business codes that the material covers (repeatable, or with commas)",
        )
        .action(ArgAction::Append)
        .value_delimiter(','),
        w.flag("complete", "資料にないものは、ない（全量である）とみなす", "the material is all there is"),
        w.value(
            "unit",
            "UNIT",
            "桁数の単位が書かれていないとき: char（文字）か byte",
            "what lengths count where nothing says so: char or byte",
        )
        .value_parser(["char", "byte"]),
        w.value(
            "data-encoding",
            "NAME",
            "データの文字コード（CP932、UTF-8、JEF など）",
            "encoding of the data (CP932, UTF-8, JEF and others)",
        ),
        w.value(
            "types",
            "FILE",
            "ドメイン型の表（TOML: 型名 → type、length、unit、date）",
            "domain types (TOML: a name with type, length, unit, date)",
        ),
        w.value(
            "headings",
            "FILE",
            "見出しの語を足す表（TOML、mappings/headings.toml と同じ形）",
            "further words of headings (TOML, as mappings/headings.toml)",
        ),
    ]
}
