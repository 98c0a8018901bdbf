use std::collections::{BTreeMap, BTreeSet};

use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Finding, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Phase, Rule, enumerate};
use crate::spec::catalog::Catalog;
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

rule_fields! {
    /// 他のシステムが使う項目に問題がある。
    ///
    /// ## 何を調べるか
    /// 連携先がその項目を使うと分かっている項目のうち、警告以上の指摘（ない、入らない、コードが移らない など）があるものです。原因の下に示します。
    ///
    /// ## なぜ困るか
    /// この業務の移行だけの問題では済まず、連携先の業務にも値が届きません。
    ///
    /// ## 例
    /// 住民基本台帳の「世帯主との続柄」が移らないと、国民健康保険や児童手当の判定に使えない。
    ///
    /// ## 直し方
    /// 原因を解決する期限を、連携先の業務の移行時期に合わせて決めます。
    ///
    /// ## 根拠
    /// 連携の根拠（法令の情報提供など）と、原因の根拠のうち弱い方。
    ///
    /// # English
    ///
    /// Another system uses an item that has a problem.
    ///
    /// ## What it checks
    /// Items that are known to be consumed by another system and have a finding of at least a warning; shown under its cause.
    ///
    /// ## Why it matters
    /// The value is missing elsewhere too.
    ///
    /// ## Example
    /// Without 続柄 of the resident record, health insurance and child allowance cannot be decided.
    ///
    /// ## What to do
    /// Set the date for solving the cause by the migration of the consuming systems.
    ///
    /// ## Basis
    /// The weaker of the link's and the cause's.
    pub struct LinkAffected {
        /// `グループ.項目`
        pub item: String,
        /// Slugs of the systems that use it.
        pub consumers: Vec<String>,
        /// Ids of the rules that found its causes.
        pub causes: Vec<String>,
    }
}

impl Rule for LinkAffected {
    const META: &'static Meta = &Meta {
        id: "GAP0701",
        name: "link-affected",
        title: ("連携先への影響", "other systems affected"),
        area: Area::Link,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Link],
        discriminator: None,
        mirror: Mirror::Waived("連携元だけに現れる影響です"),
        bpr: &["BPR007"],
        since: "0.1.0",
    };
    const PHASE: Phase = Phase::Consequence;

    fn message(e: &[Self], lang: Lang) -> String {
        let names: Vec<String> = e[0].consumers.iter().map(|slug| system_name(slug, lang)).collect();
        // what nearly every system uses needs no list of all systems; the fields keep them
        let shown = if names.len() > 8 { 5 } else { 8 };
        let (item, names) = (&e[0].item, enumerate(&names, shown, lang));
        match lang {
            Lang::Ja => format!("{item} を使う連携先に影響します: {names}"),
            Lang::En => format!("systems that use {item} are affected: {names}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "原因を解決する期限を、連携先の業務の移行時期に合わせて決めてください",
            "set the date for solving the cause by the migration of the consuming systems",
        )
        .to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = if c.role() == Role::Package { Severity::Error } else { Severity::Warning };
        let causes = grave_by_item(emit.earlier);
        for (item, (consumers, link_basis)) in consumers(c) {
            let Some(found) = causes.get(&item.0) else { continue };
            let mut rules: Vec<String> = found.iter().map(|f| f.meta.id.to_string()).collect();
            rules.sort();
            rules.dedup();
            let fields = LinkAffected {
                item: c.standard.item_label(item),
                consumers: consumers.into_iter().collect(),
                causes: rules,
            };
            let mut draft =
                emit.draft(c.item_subject(item), severity, &fields).item(c.standard, item, &[]).rests_on(link_basis);
            let strongest = found.iter().filter_map(|f| f.basis).min();
            draft = found.iter().fold(draft, |d, f| d.because(f));
            emit.push(match strongest {
                Some(basis) => draft.rests_on(basis),
                None => draft,
            });
        }
    }
}

/// Findings of at least a warning, by the item they are about.
fn grave_by_item(findings: &[Finding]) -> BTreeMap<usize, Vec<&Finding>> {
    let mut by_item: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity <= Severity::Warning) {
        let items: BTreeSet<usize> = finding.about.iter().filter_map(|a| a.item).collect();
        items.into_iter().for_each(|item| by_item.entry(item).or_default().push(finding));
    }
    by_item
}

/// Items that links name, with the systems that use them and the strongest of the links' sources.
fn consumers(c: &Comparison<'_>) -> BTreeMap<ItemId, (BTreeSet<String>, SourceKind)> {
    let mut all: BTreeMap<ItemId, (BTreeSet<String>, SourceKind)> = BTreeMap::new();
    for (group, link, items) in c.standard.links() {
        let basis = c.standard.link_basis(group, link);
        for item in items {
            let entry = all.entry(item).or_insert_with(|| (BTreeSet::new(), basis));
            entry.0.insert(link.consumer.clone());
            entry.1 = entry.1.min(basis);
        }
    }
    all
}

fn system_name(slug: &str, lang: Lang) -> String {
    match (Catalog::get().by_slug(slug), lang) {
        (Some(system), Lang::Ja) => system.name.clone(),
        _ => slug.to_string(),
    }
}
