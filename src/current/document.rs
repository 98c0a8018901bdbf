//! The reference of current.xml in Markdown, from the same table that the reader uses.

use std::fmt::Write;

use super::elements::{ELEMENTS, Kind};
use crate::text::lang::Lang;

/// `docs/current.md` and `docs/current.ja.md`; a test keeps them current.
pub fn markdown(lang: Lang) -> String {
    let mut out = String::from(lang.pick(HEAD_JA, HEAD_EN));
    for def in ELEMENTS {
        let _ = write!(out, "\n## `<{}>`\n\n{}\n", def.name, lang.pick(def.ja, def.en));
        if !def.children.is_empty() {
            let children: Vec<String> = def.children.iter().map(|c| format!("`<{c}>`")).collect();
            let _ = write!(out, "\n{}: {}\n", lang.pick("中に書くもの", "Inside"), children.join(" "));
        }
        let _ = write!(
            out,
            "\n| {} | {} | {} |\n|---|---|---|\n",
            lang.pick("属性", "attribute"),
            lang.pick("値", "value"),
            lang.pick("意味", "meaning")
        );
        for attr in def.attrs {
            let mark = if attr.required { lang.pick("（必須）", " (required)") } else { "" };
            let _ = writeln!(
                out,
                "| `{}`{mark} | {} | {} |",
                attr.name,
                kind(attr.kind, lang),
                lang.pick(attr.ja, attr.en)
            );
        }
    }
    out
}

fn kind(kind: Kind, lang: Lang) -> String {
    match kind {
        Kind::Text => lang.pick("文字列", "text").into(),
        Kind::Count => lang.pick("0 以上の整数", "whole number").into(),
        Kind::Bool => "`true` `false`".into(),
        Kind::Date => "YYYY-MM-DD".into(),
        Kind::Choice(words) => words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" "),
        Kind::Words => lang.pick("空白で区切った語", "words separated by spaces").into(),
        Kind::Encoding => "CP932, UTF-8, UTF-16, EUC-JP, JEF, KEIS, EBCDIC".into(),
    }
}

const HEAD_JA: &str = "# 現行システムの書き方（current.xml）\n\n\
名前空間は `urn:gapcheck:current:1` です。書かれていない属性は「不明」で、差異とも適合ともみなしません。\n\
`complete=\"true\"` と書いた節だけが「ここにないものは、ない」ことを表します。\n\
文字コードは UTF-8、UTF-16、CP932（Shift_JIS）、EUC-JP のどれでも構いません。\n\n\
標準どおりの記入例から始めると早く書けます。\n\n\
```sh\ngapcheck template current resident-tax --role present --output current.xml\n```\n";

const HEAD_EN: &str = "# How to describe a present system (current.xml)\n\n\
The namespace is `urn:gapcheck:current:1`. An attribute that is absent is unknown: neither a gap nor conformity.\n\
Only a section that says `complete=\"true\"` lets something be missing from it.\n\
UTF-8, UTF-16, CP932 (Shift_JIS) and EUC-JP are read.\n\n\
It is quickest to start from an example that conforms:\n\n\
```sh\ngapcheck template current resident-tax --role present --output current.xml\n```\n";
