//! How far the bundled editions reach, and on what their facts rest: `docs/coverage.md`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::catalog::Catalog;
use super::standard::{ItemId, Standard};
use super::store::{Store, Wanted};
use crate::basis::{Facet, SourceKind};
use crate::text::lang::Lang;

/// Counts of one edition.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub groups: usize,
    pub items: usize,
    pub lists: usize,
    pub forms: usize,
    pub printed: usize,
    pub functions: usize,
    pub links: usize,
    /// Facts by the kind of source they rest on.
    pub facts: BTreeMap<SourceKind, usize>,
    /// 未収録: facets of items (type, digits, value, presence) that no source supports.
    pub unrecorded: usize,
}

/// Counts the facts of the system's own edition.
pub fn coverage(standard: &Standard) -> Coverage {
    let e = &standard.own().edition;
    let mut c = Coverage {
        groups: e.groups.len(),
        items: e.groups.iter().map(|g| g.items.len()).sum(),
        lists: e.code_lists.len(),
        forms: e.forms.len(),
        printed: e.forms.iter().map(|f| f.items.len()).sum(),
        functions: e.functions.len(),
        links: e.links.len(),
        ..Coverage::default()
    };
    for group in standard.groups() {
        c.count(standard.group_basis(group, Facet::Existence));
    }
    for item in standard.items() {
        item_facts(standard, item, &mut c);
    }
    for form in standard.forms() {
        c.count(standard.form_basis(form, Facet::Existence));
        let f = standard.form(form);
        let facets = [
            (f.paper.is_some(), Facet::Paper),
            (f.orientation.is_some(), Facet::Orientation),
            (f.color.is_some(), Facet::Color),
            (!f.class.is_empty(), Facet::Class),
        ];
        facets.iter().filter(|(there, _)| *there).for_each(|(_, facet)| c.count(standard.form_basis(form, *facet)));
        f.items.iter().for_each(|p| c.count(standard.printed_basis(form, p, Facet::Existence)));
    }
    for function in standard.functions() {
        c.count(standard.function_basis(function, Facet::Existence));
        if !standard.function(function).class.is_empty() {
            c.count(standard.function_basis(function, Facet::Class));
        }
    }
    standard.links().for_each(|(group, link, _)| c.count(standard.link_basis(group, link)));
    c
}

fn item_facts(standard: &Standard, item: ItemId, c: &mut Coverage) {
    let i = standard.item(item);
    c.count(standard.item_basis(item, Facet::Existence));
    let facets = [
        (i.data_type.is_some(), Facet::Type),
        (i.digits.is_some(), Facet::Digits),
        (i.value.is_some(), Facet::Value),
        (i.presence.is_some(), Facet::Presence),
    ];
    for (there, facet) in facets {
        match there {
            true => c.count(standard.item_basis(item, facet)),
            false => c.unrecorded += 1,
        }
    }
    if i.code.is_some() {
        c.count(standard.item_basis(item, Facet::Code));
    }
}

impl Coverage {
    fn count(&mut self, kind: SourceKind) {
        *self.facts.entry(kind).or_default() += 1;
    }

    fn share(&self, n: usize) -> String {
        let all: usize = self.facts.values().sum::<usize>() + self.unrecorded;
        format!("{:.0}%", 100.0 * n as f64 / all.max(1) as f64)
    }
}

/// The table of all bundled editions, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from(HEAD);
    let kinds = &SourceKind::ALL[1..];
    let names: Vec<&str> = kinds.iter().map(|k| k.label(Lang::Ja)).collect();
    let _ = writeln!(
        out,
        "| システム | グループ | 項目 | コード一覧 | 帳票 | 印字項目 | 機能 | 連携 | {} | 未収録 |",
        names.join(" | ")
    );
    let _ = writeln!(out, "|---|{}", "---:|".repeat(8 + names.len()));
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    for system in &Catalog::get().systems {
        let wanted = Wanted { edition: None, as_of: "9999-12-31" };
        let loaded = store.choose(&system.slug, wanted).ok().and_then(|e| store.load(e).ok());
        let Some(loaded) = loaded else { continue };
        let c = coverage(&Standard::new(vec![loaded]));
        let shares: Vec<String> = kinds.iter().map(|k| c.share(c.facts.get(k).copied().unwrap_or(0))).collect();
        let _ = writeln!(
            out,
            "| {} `{}` | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            system.name,
            system.slug,
            c.groups,
            c.items,
            c.lists,
            c.forms,
            c.printed,
            c.functions,
            c.links,
            shares.join(" | "),
            c.share(c.unrecorded)
        );
    }
    out
}

const HEAD: &str = "# 参考版の範囲と出典 / Coverage of the reference editions

Generated from the bundled editions. 割合は、事実（グループ・項目・帳票・印字項目・機能・連携の有無、項目の型・桁数・出力条件・実装類型・コード、帳票の様式と区分、機能の区分）がどの種類の出典に基づくかを表します。「未収録」は、出典がないため書いていない項目の型・桁数・出力条件・実装類型です。
The shares say what kind of source each fact rests on; 未収録 are facets of items (type, digits, value, presence) that are left out because no source gives them.

指摘の重さは出典の種類で頭打ちになります: 法令 → エラー、公表資料・類推 → 警告、旧版・観察・一般的な知識 → 情報。
Findings are capped by it: statute → error; public document, analogy → warning; superseded, observed, general knowledge → info.

";
