//! Reforms about a whole system: links, transition, the standard itself.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR007: BprRule = BprRule {
    id: "BPR007",
    scope: Scope::System,
    title: ("連携先の業務と移行時期を調整する", "agree dates with the consuming systems"),
    as_is: (
        "他の業務が使う項目のうち、渡せない、または標準どおりでないものがある（指摘 {n} 件）",
        "items that other systems consume cannot be had or do not conform ({n} findings)",
    ),
    to_be: (
        "連携要件どおりの項目を、求められた時期に渡す",
        "items are handed over as the link requirements say, in time",
    ),
    review: (
        "連携先の担当課と、渡せない項目の扱い、移行の順番、切替え前後のつなぎ方を決める",
        "settle with the sections that consume them what is missing, who migrates first, and the time between",
    ),
    effect: ("先に移行した業務が止まるのを防ぐ", "systems that migrate first do not stop"),
    remedies: &[Remedy::Convert, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Plan, Step::Settings],
};

pub(super) const BPR014: BprRule = BprRule {
    id: "BPR014",
    scope: Scope::System,
    title: ("経過措置の終わりまでの計画を立てる", "plan until the transitional measure ends"),
    as_is: (
        "経過措置または特定移行支援のもとで動いている（指摘 {n} 件）",
        "it runs under a transitional measure ({n} findings)",
    ),
    to_be: ("期限までに標準準拠システムへ移行する", "it is moved to a conforming system before the date"),
    review: (
        "期限から逆算して、要る改修、契約、移行の時期を決め、進み具合を定期に確かめる",
        "plan changes, contracts and migration back from the date, and look at progress regularly",
    ),
    effect: ("期限切れによる不適合を防ぐ", "it does not stop conforming when the date has passed"),
    remedies: &[Remedy::Adopt, Remedy::Vendor, Remedy::Feedback],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality, Party::Vendor, Party::State],
    effort: Effort::Large,
    steps: &[Step::Plan],
};

pub(super) const BPR015: BprRule = BprRule {
    id: "BPR015",
    scope: Scope::System,
    title: ("標準仕様書の食い違いを照会する", "ask about contradictions in the standard"),
    as_is: (
        "標準の資料どうしが食い違い、判定が変わる（指摘 {n} 件）",
        "documents of the standard disagree, and that changes a verdict ({n} findings)",
    ),
    to_be: ("国の回答に従って判定する", "the verdict follows the state's answer"),
    review: (
        "食い違いの箇所を示して所管省庁に照会し、回答までの扱いを決める",
        "show the places to the ministry in charge, and settle what holds until it answers",
    ),
    effect: ("あとから要件が変わっての手戻りを防ぐ", "no work is done twice when requirements change"),
    remedies: &[Remedy::Vendor, Remedy::Feedback, Remedy::Pending],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::State],
    effort: Effort::Small,
    steps: &[Step::Comparison],
};
