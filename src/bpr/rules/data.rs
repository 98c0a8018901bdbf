//! Reforms about data: values, extra columns, conversion, codes, characters, history, meaning.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR001: BprRule = BprRule {
    id: "BPR001",
    scope: Scope::Group,
    noun: ("必要な値", "values that are asked for"),
    title: ("標準の項目の値を用意する", "provide values for items of the standard"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard} を記録する", "{about}: {standard} are recorded"),
    review: (
        "{change} について、値の作り方（固定値、他の資料からの補完、聞き取り、届出時の記入）を決める",
        "settle how values are made (constant, other records, asking, filing): {change}",
    ),
    effect: ("{change} を移行データとして書き出せる", "these can be written out when migrating: {change}"),
    remedies: &[Remedy::Convert, Remedy::Cleanse, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Migration],
};

pub(super) const BPR002: BprRule = BprRule {
    id: "BPR002",
    scope: Scope::Table,
    noun: ("独自項目", "extra columns"),
    title: ("独自項目の行き先を決める", "decide where extra columns go"),
    as_is: ("{about}：標準に行き先のない {today}", "{about}: without a home in the standard: {today}"),
    to_be: ("{change} は標準の項目にない", "not among the standard's items: {change}"),
    review: (
        "{change} を使う事務と頻度を確かめ、廃止、標準オプション、EUC、独自施策システム等のどれにするかを決める",
        "find out which work uses them, then choose to give up, option, EUC or a system of one's own: {change}",
    ),
    effect: ("{change} の置き場が決まる", "settled where they go: {change}"),
    remedies: &[Remedy::Adopt, Remedy::Drop, Remedy::Option, Remedy::Euc, Remedy::LocalSystem],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Plan],
};

pub(super) const BPR003: BprRule = BprRule {
    id: "BPR003",
    scope: Scope::Table,
    noun: ("桁数・日付", "lengths and dates"),
    title: ("桁数・日付の変換方法を決める", "settle the conversion of lengths and dates"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard}", "{about}: {standard}"),
    review: (
        "{change} の変換方法を決めて変換表に残す。標準の形に直せない値は実データで数える",
        "settle the conversion and keep it on file, counting what cannot be converted: {change}",
    ),
    effect: ("{change} を失わずに移行できる", "nothing of these is lost in migration: {change}"),
    remedies: &[Remedy::Convert, Remedy::Cleanse],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Migration],
};

pub(super) const BPR004: BprRule = BprRule {
    id: "BPR004",
    scope: Scope::Table,
    noun: ("コード", "codes"),
    title: ("コード体系を標準に合わせる", "bring codes in line with the standard"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard}", "{about}: {standard}"),
    review: (
        "{change} を件数を数えて決め、コード変換表に書く",
        "count and settle, and write into the table of codes: {change}",
    ),
    effect: (
        "決めた変換で、次の値を標準の意味のとおり渡せる：{change}",
        "handed over with the standard's meaning: {change}",
    ),
    remedies: &[Remedy::Adopt, Remedy::Convert, Remedy::Feedback],
    ordinance: Need::Check,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality],
    effort: Effort::Small,
    steps: &[Step::Comparison, Step::Migration],
};

pub(super) const BPR008: BprRule = BprRule {
    id: "BPR008",
    scope: Scope::Table,
    noun: ("文字・外字", "characters"),
    title: ("文字を行政事務標準文字に合わせる", "bring characters in line with the standard's set"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about} の文字は行政事務標準文字による", "characters of {about} are those of the standard's set"),
    review: (
        "{change} を行い、使用件数と、本人への確認の要るものを決める",
        "do, count and settle who has to be asked: {change}",
    ),
    effect: ("{about} の値を連携先と同じ文字で渡せる", "values of {about} are handed over in the same characters"),
    remedies: &[Remedy::Convert, Remedy::Identify, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::Check,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Large,
    steps: &[Step::Comparison, Step::Migration],
};

pub(super) const BPR009: BprRule = BprRule {
    id: "BPR009",
    scope: Scope::Group,
    noun: ("履歴とキー", "history and keys"),
    title: ("履歴とキーの持ち方を決める", "settle history and keys"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard}", "{about}: {standard}"),
    review: (
        "{change} について、移行する期間とキーの付け方を決める",
        "settle the period to carry over and how keys are given: {change}",
    ),
    effect: ("{change} を標準の形で移行できる", "migrated in the standard's form: {change}"),
    remedies: &[Remedy::Convert, Remedy::Cleanse, Remedy::Manual, Remedy::Vendor],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality, Party::Vendor],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Plan, Step::Migration],
};

pub(super) const BPR016: BprRule = BprRule {
    id: "BPR016",
    scope: Scope::Group,
    noun: ("項目の意味", "meaning of items"),
    title: ("名前の似た項目の意味を確かめる", "make sure what items of familiar names mean"),
    as_is: (
        "{about}：名前が似て意味の違うかもしれない {today}",
        "{about}: familiar names, perhaps another meaning: {today}",
    ),
    to_be: ("{standard} には標準の定義どおりの値が入る", "by the standard's definition: {standard}"),
    review: ("{change}を実データで確かめる", "find out with real data {change}"),
    effect: ("{standard} に違う意味の値が入るのを防ぐ", "no value of another meaning in {standard}"),
    remedies: &[Remedy::Adopt, Remedy::Convert, Remedy::Cleanse, Remedy::Manual],
    ordinance: Need::NotNeeded,
    notice: Need::Check,
    waits_for: &[Party::Municipality],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Migration],
};

pub(super) const BPR018: BprRule = BprRule {
    id: "BPR018",
    scope: Scope::Group,
    noun: ("項目の分け方・まとめ方", "dividing and joining of items"),
    title: ("項目の分け方・まとめ方を決める", "settle how items are divided and joined"),
    as_is: ("{about}：{today}", "{about}: {today}"),
    to_be: ("{about}：{standard}", "{about}: {standard}"),
    review: (
        "{change} 規則を決め、分けられない値を実データで数える",
        "settle the rules, and count with real data what they cannot treat: {change}",
    ),
    effect: ("{standard} を標準どおりに渡せる", "handed over as the standard says: {standard}"),
    remedies: &[Remedy::Adopt, Remedy::Convert, Remedy::Cleanse, Remedy::Manual],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Migration],
};
