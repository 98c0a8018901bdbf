//! Reforms about a whole system: links, transition, the standard itself.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR007: BprRule = BprRule {
    id: "BPR007",
    scope: Scope::System,
    noun: ("連携", "links"),
    title: ("連携先の業務と移行時期を調整する", "agree dates with the consuming systems"),
    as_is: (
        "{about} が渡す項目のうち、渡せないか標準どおりでないもの：{today}",
        "items of {about} that cannot be handed over or do not conform: {today}",
    ),
    to_be: ("{standard} を連携要件どおりに渡す", "handed over by the link requirements: {standard}"),
    review: (
        "{change} を使う課と、渡せない間のつなぎ方を決める",
        "settle with the sections that use them how to bridge the time: {change}",
    ),
    effect: ("{change} を使う業務が止まらない", "systems that use these do not stop: {change}"),
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
    noun: ("期限", "dates"),
    title: ("経過措置の終わりまでの計画を立てる", "plan until the transitional measure ends"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard} に標準準拠システムへ移行する", "{about}: moved to a conforming system {standard}"),
    review: (
        "{change}。要る改修、契約、移行の時期を決め、進み具合を定期に確かめる",
        "{change}; settle changes, contracts and dates, and look at progress regularly",
    ),
    effect: ("{about} の期限切れによる不適合を防ぐ", "{about} does not stop conforming when the date has passed"),
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
    noun: ("標準の資料", "documents of the standard"),
    title: ("標準仕様書の食い違いを照会する", "ask about contradictions in the standard"),
    as_is: ("{today}", "{today}"),
    to_be: ("{change} は国の回答に従う", "the state's answer holds: {change}"),
    review: (
        "{change} を所管省庁に照会し、回答までの扱いを決める",
        "ask the ministry in charge, and settle what holds until it answers: {change}",
    ),
    effect: ("{change} が変わっての手戻りを防ぐ", "no work is done twice: {change}"),
    remedies: &[Remedy::Vendor, Remedy::Feedback, Remedy::Pending],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::State],
    effort: Effort::Small,
    steps: &[Step::Comparison],
};
