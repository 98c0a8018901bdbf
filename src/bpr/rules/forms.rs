//! Reforms about forms and how they are printed.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR005: BprRule = BprRule {
    id: "BPR005",
    scope: Scope::Form,
    noun: ("帳票の様式", "forms"),
    title: ("帳票の様式を改める", "change the form"),
    as_is: ("「{about}」：{today}", "{about}: {today}"),
    to_be: ("「{about}」：{standard}", "{about}: {standard}"),
    review: ("「{about}」：{change}", "{about}: {change}"),
    effect: ("「{about}」を新しいシステムから出力できる", "the new system can print {about}"),
    remedies: &[
        Remedy::Adopt,
        Remedy::Drop,
        Remedy::Option,
        Remedy::Euc,
        Remedy::LocalSystem,
        Remedy::Manual,
        Remedy::Vendor,
        Remedy::RuleChange,
    ],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Settings, Step::Rules],
};

/// Ids of before: what was decided about printing contracts and paper belongs to the form itself now.
pub(super) const BPR013: BprRule = BprRule { id: "BPR013", ..BPR005 };
pub(super) const BPR017: BprRule = BprRule { id: "BPR017", scope: Scope::System, ..BPR005 };

pub(super) const BPR019: BprRule = BprRule {
    id: "BPR019",
    scope: Scope::System,
    noun: ("新しく使う帳票", "forms that are new"),
    title: ("新しく使う帳票を決める", "decide about forms that are new"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：標準の帳票 {standard}", "{about}: forms of the standard: {standard}"),
    review: (
        "{change} のうち使うものを決め、使う場面と、元になるデータを確かめる",
        "decide which are used, when, and with what data: {change}",
    ),
    effect: ("使う帳票と使わない帳票が分かれる：{change}", "settled which are used: {change}"),
    remedies: &[Remedy::Adopt, Remedy::Option, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Settings],
};
