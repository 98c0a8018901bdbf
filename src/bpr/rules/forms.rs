//! Reforms about forms and how they are printed.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR005: BprRule = BprRule {
    id: "BPR005",
    scope: Scope::Form,
    title: ("帳票の様式を見直す", "review the form"),
    as_is: (
        "{about} の用紙、印字項目、または有無が標準と違う（指摘 {n} 件）",
        "paper, printed items or existence of {about} differ from the standard ({n} findings)",
    ),
    to_be: ("標準の帳票要件とレイアウトで出力する", "it is printed by the standard's form requirements and layout"),
    review: (
        "標準の様式に切り替え、独自の記載と押印をやめる。様式を定める規則・要綱、印刷・封入の契約、窓口の案内を合わせて直す",
        "switch to the standard's form, give up additions and seals, and change local rules, printing contracts and guidance with it",
    ),
    effect: (
        "様式の維持と印刷の手間が減り、住民には他の団体と同じ様式で届く",
        "less upkeep and printing work; residents get the same form everywhere",
    ),
    remedies: &[Remedy::Adopt, Remedy::Drop, Remedy::Option, Remedy::Euc, Remedy::LocalSystem, Remedy::RuleChange],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Settings, Step::Rules],
};

pub(super) const BPR013: BprRule = BprRule {
    id: "BPR013",
    scope: Scope::Form,
    title: ("印刷・封入・郵送の契約を見直す", "review printing, enclosing and mailing"),
    as_is: (
        "{about} の外部委託、バーコード、窓あき封筒が標準の様式に合わない（指摘 {n} 件）",
        "outsourced printing, barcode or window envelopes of {about} do not fit the standard's form ({n} findings)",
    ),
    to_be: ("標準の様式のまま印刷・封入できる", "the standard's form can be printed and enclosed as it is"),
    review: (
        "委託仕様、封筒、バーコードの位置を標準の様式に合わせ、切替えの時期を契約更新と当初発送に合わせる",
        "fit contract, envelopes and barcodes to the standard's form, and change over with contract and annual dispatch",
    ),
    effect: ("切替え直後の誤発送と刷り直しを防ぐ", "no wrong dispatch or reprint after the change"),
    remedies: &[Remedy::Adopt, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Plan, Step::Settings],
};

pub(super) const BPR017: BprRule = BprRule {
    id: "BPR017",
    scope: Scope::System,
    title: ("用紙の変わる帳票をまとめて切り替える", "change the forms whose paper changes together"),
    as_is: (
        "用紙の大きさ、向き、面、色、または一枚の人数が標準と違う帳票がある（指摘 {n} 件）",
        "forms have another size, orientation, sides, colour or people per sheet than the standard ({n} findings)",
    ),
    to_be: (
        "標準の用紙とレイアウトで出力し、変わることを前もって知らせてある",
        "they are printed on the standard's paper, and that was announced in advance",
    ),
    review: (
        "紙をやめられるもの（ペーパーレス化）を先に分け、残る帳票の封筒、プリンタ、折り・封入、保管を一覧にして、切替えと周知の時期をまとめて決める",
        "set apart what can do without paper, list envelopes, printers, folding and filing of the rest, and settle one date",
    ),
    effect: (
        "封筒や機械の買い直しと、住民や窓口への説明が一度で済む",
        "envelopes and machines are bought, and residents and counters told, only once",
    ),
    remedies: &[Remedy::Adopt, Remedy::Option, Remedy::Manual, Remedy::Vendor, Remedy::RuleChange],
    ordinance: Need::Check,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Plan, Step::Settings, Step::Rules],
};
