//! Reforms about functions: new ones, those that go, options, local measures.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR006: BprRule = BprRule {
    id: "BPR006",
    scope: Scope::Function,
    noun: ("機能と事務手順", "functions and procedures"),
    title: ("事務の手順を決める", "settle the procedure"),
    as_is: ("「{about}」：{today}", "{about}: {today}"),
    to_be: ("「{about}」：{standard}", "{about}: {standard}"),
    review: (
        "「{about}」をいま行っている手順を洗い出し、機能を使う手順、権限、研修を決める",
        "write down how {about} is done today, then settle procedure, permissions and training",
    ),
    effect: ("「{about}」を標準の機能で行える", "{about} can be done with the standard's function"),
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
    noun: ("標準にない機能", "functions that the standard does not have"),
    title: ("標準にない機能をやめる手順を決める", "settle how to do without a function"),
    as_is: ("「{about}」：{today}", "{about}: {today}"),
    to_be: ("「{about}」は{standard}", "{about} is {standard}"),
    review: (
        "「{about}」を使う事務を確かめ、標準の機能での進め方、EUC、疎結合の別システムのどれにするかを決める",
        "find out which work uses {about}, then choose the standard's way, EUC, or a loosely coupled system",
    ),
    effect: ("「{about}」のための改修がなくなる", "no more changes for {about}"),
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
    noun: ("標準オプション", "standard options"),
    title: ("標準オプションの提供をベンダに確かめる", "ask the vendor about standard options"),
    as_is: ("{about} で使っている標準オプション：{today}", "standard options in use in {about}: {today}"),
    to_be: ("{change} の提供を書面で確かめている", "promised in writing: {change}"),
    review: (
        "{change} をベンダに確かめ、提供されないものは代わりの手順を決める",
        "ask the vendor, and settle another way for what is not offered: {change}",
    ),
    effect: ("{change} の不足が契約後に見つかるのを防ぐ", "not found missing after the contract: {change}"),
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
    noun: ("独自施策", "local measures"),
    title: ("独自施策の仕組みを標準の外に移す", "move local measures out of the standard system"),
    as_is: ("{today}", "{today}"),
    to_be: (
        "「{about}」を独自施策システム等として疎結合で構築する",
        "{about} is a system of one's own, loosely coupled",
    ),
    review: (
        "「{about}」の施策を続けるかを決め、続けるなら要るデータ、連携の方法、費用をまとめる",
        "decide whether the measure of {about} goes on, and if so settle data, links and cost",
    ),
    effect: ("標準の版が変わっても「{about}」に影響しない", "new editions of the standard do not touch {about}"),
    remedies: &[Remedy::Drop, Remedy::Euc, Remedy::LocalSystem, Remedy::Manual],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Plan, Step::Enquiry],
};
