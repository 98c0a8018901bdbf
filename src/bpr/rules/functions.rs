//! Reforms about functions: new ones, those that go, options, local measures.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR006: BprRule = BprRule {
    id: "BPR006",
    scope: Scope::Function,
    title: ("新しく使う機能の事務手順を決める", "settle the procedure for a new function"),
    as_is: (
        "{about} を、いまはシステムで行っていない、または一部しか行っていない（指摘 {n} 件）",
        "{about} is not, or only partly, done with the system today ({n} findings)",
    ),
    to_be: ("標準準拠システムの機能として備わる", "the conforming system has it as a function"),
    review: (
        "手作業や別の道具で行っている手順を洗い出し、機能を使う手順、権限、研修を決める",
        "write down how it is done by hand or with other tools, then settle procedure, permissions and training",
    ),
    effect: ("手作業と二重入力が減る", "less work by hand, nothing entered twice"),
    remedies: &[Remedy::Adopt, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality],
    effort: Effort::Small,
    steps: &[Step::Comparison, Step::Training],
};

pub(super) const BPR010: BprRule = BprRule {
    id: "BPR010",
    scope: Scope::Function,
    title: ("標準にない機能をやめる手順を決める", "settle how to do without a function"),
    as_is: (
        "{about} は標準にない、または実装しないこととされた機能である（指摘 {n} 件）",
        "{about} is a function that the standard does not have or forbids ({n} findings)",
    ),
    to_be: ("標準仕様書にある機能だけを使う", "only functions of the standard are used"),
    review: (
        "使っている事務を確かめ、標準の機能での進め方、EUC、疎結合の別システムのどれにするかを決める",
        "find out which work uses it, then choose: the standard's way, EUC, or a loosely coupled system",
    ),
    effect: ("改修費と版ごとの確認がなくなる", "no more changes to pay for and to test with every edition"),
    remedies: &[
        Remedy::Adopt,
        Remedy::Drop,
        Remedy::Euc,
        Remedy::LocalSystem,
        Remedy::PackageSpecial,
        Remedy::Manual,
        Remedy::Feedback,
    ],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Plan],
};

pub(super) const BPR011: BprRule = BprRule {
    id: "BPR011",
    scope: Scope::System,
    title: ("標準オプションの提供をベンダに確かめる", "ask the vendor about standard options"),
    as_is: (
        "標準オプションの項目、帳票、機能を使っており、新しい製品にあるとは限らない（指摘 {n} 件）",
        "standard options are in use, which the new product may not offer ({n} findings)",
    ),
    to_be: ("要る標準オプションの提供を書面で確かめている", "the options that are needed are promised in writing"),
    review: (
        "使っている標準オプションをまとめてベンダに確認し、提供されないものは代わりの手順を決める",
        "ask the vendor about all options in use, and settle another way for those not offered",
    ),
    effect: ("契約後に機能の不足が見つかるのを防ぐ", "nothing is found missing after the contract"),
    remedies: &[Remedy::Adopt, Remedy::Option, Remedy::Euc, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Vendor],
    effort: Effort::Small,
    steps: &[Step::Comparison, Step::Enquiry],
};

pub(super) const BPR012: BprRule = BprRule {
    id: "BPR012",
    scope: Scope::Function,
    title: ("独自施策の仕組みを標準の外に移す", "move local measures out of the standard system"),
    as_is: (
        "{about} は自治体独自の施策のためのものである（指摘 {n} 件）",
        "{about} serves a measure of the municipality's own ({n} findings)",
    ),
    to_be: (
        "独自施策システム等として標準準拠システムと疎結合で構築する",
        "it is a system of one's own, loosely coupled with the conforming one",
    ),
    review: (
        "施策を続けるかを決め、続けるものは要るデータ、連携の方法、費用をまとめる",
        "decide whether the measure goes on, and for those that do settle data, links and cost",
    ),
    effect: ("標準の版が変わっても独自施策に影響しない", "new editions of the standard do not touch local measures"),
    remedies: &[Remedy::Drop, Remedy::Euc, Remedy::LocalSystem, Remedy::Manual],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Plan, Step::Enquiry],
};
