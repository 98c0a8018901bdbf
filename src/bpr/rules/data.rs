//! Reforms about data: values, extra columns, conversion, codes, characters, history, meaning.

use crate::bpr::facets::{Effort, Need, Party, Step};
use crate::bpr::remedy::Remedy;
use crate::bpr::rule::{BprRule, Scope};

pub(super) const BPR001: BprRule = BprRule {
    id: "BPR001",
    scope: Scope::Group,
    title: ("標準の必須項目の値を用意する", "provide the values the standard asks for"),
    as_is: (
        "{about} に要る値のうち、現行に入っていない、または空になりうるものがある（指摘 {n} 件）",
        "values that {about} needs are not kept today, or may be empty ({n} findings)",
    ),
    to_be: (
        "標準の出力条件が必須とする項目に、すべての行で値が入る",
        "every row has a value in the items that the standard requires",
    ),
    review: (
        "値の作り方（固定値、他の資料からの補完、聞き取り、届出時の記入）を項目ごとに決め、今から入力する運用に改める",
        "settle for every item how the value is made (constant, other records, asking, filing) and begin to enter it now",
    ),
    effect: (
        "移行データを標準の形で出力でき、移行リハーサルでのやり直しが減る",
        "data can be written out in the standard's form, with fewer rehearsals",
    ),
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
    title: ("独自項目の行き先を決める", "decide where extra columns go"),
    as_is: (
        "{about} に、標準に行き先のない独自項目がある（指摘 {n} 件）",
        "{about} has columns that have no home in the standard ({n} findings)",
    ),
    to_be: (
        "標準仕様書にない項目は標準準拠システムに持たない",
        "a conforming system does not carry what the standard does not have",
    ),
    review: (
        "使っている事務と頻度を確かめ、廃止、標準オプション、EUC、独自施策システム等のどれにするかを決める",
        "find out which work uses them and how often, then choose: give up, standard option, EUC, a system of one's own",
    ),
    effect: (
        "使われていない項目の維持をやめ、残す項目の置き場と費用がはっきりする",
        "unused columns are no longer kept up; place and cost of the rest are clear",
    ),
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
    title: ("桁数・日付の変換方法を決める", "settle the conversion of lengths and dates"),
    as_is: (
        "{about} の型、桁数、日付の形が標準と違い、そのままでは入らない値がある（指摘 {n} 件）",
        "types, lengths or date forms of {about} differ, so that some values do not fit ({n} findings)",
    ),
    to_be: ("標準のデータ型、桁数、日付の形に収まる", "all values fit the standard's types, lengths and date forms"),
    review: (
        "実データの最大桁と不詳日の件数を調べ、分け方、略し方、変換方法を決めて変換表に残す",
        "measure real lengths and unknown dates, settle how values are split, shortened and converted, and keep that on file",
    ),
    effect: ("移行時の桁あふれと値の欠落を防ぐ", "nothing is cut off or lost in migration"),
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
    title: ("コード体系を標準に合わせる", "bring codes in line with the standard"),
    as_is: (
        "{about} に、標準に対応のない、または意味の違うコードがある（指摘 {n} 件）",
        "{about} uses codes that the standard does not have or gives another meaning ({n} findings)",
    ),
    to_be: ("標準のコード一覧の値だけを使う", "only values of the standard's code lists are used"),
    review: (
        "使われているコードの件数を数え、変換先を決めてコード変換表を作る。変換先のない値は区分そのものを見直す",
        "count the codes in use, settle what each becomes, and review classifications that have no counterpart",
    ),
    effect: (
        "他の業務や団体と同じ意味でデータを渡せ、統計の手直しが減る",
        "data mean the same in other systems and municipalities; statistics need no mending",
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
    title: ("文字を行政事務標準文字に合わせる", "bring characters in line with the standard's set"),
    as_is: (
        "{about} に外字または標準と違う文字コードの値がある（指摘 {n} 件）",
        "{about} holds local characters or another encoding ({n} findings)",
    ),
    to_be: (
        "行政事務標準文字で持ち、外字は作らない",
        "values are kept in the standard's characters, and no local ones are made",
    ),
    review: (
        "外字の使用件数を数えて文字同定を行い、本人への確認や告知書の扱いを決める",
        "count the local characters in use, identify each, and settle how the people concerned are told",
    ),
    effect: (
        "外字の作成と保守がなくなり、連携先で文字化けしない",
        "no more making of characters; nothing is garbled elsewhere",
    ),
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
    title: ("履歴とキーの持ち方を決める", "settle history and keys"),
    as_is: (
        "{about} の履歴、キー、または参照先が、標準の求める形で得られない（指摘 {n} 件）",
        "history, keys or references that {about} needs cannot be had as the standard asks ({n} findings)",
    ),
    to_be: (
        "標準の主キーで一意になり、求める期間の履歴を持つ",
        "rows are unique by the standard's key and keep the history asked for",
    ),
    review: (
        "残っている履歴の範囲を確かめ、移行する期間、キーの付け方、欠けた参照の補い方を決める",
        "find out what history is left, then settle the period to carry over, how keys are given, and missing references",
    ),
    effect: ("移行後も過去の証明や更正に応じられる", "past states can still be certified and corrected"),
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
    title: ("名前の似た項目の意味を確かめる", "make sure what items of familiar names mean"),
    as_is: (
        "{about} に、現行と名前が似て意味の違う項目がある（指摘 {n} 件）",
        "{about} has items whose names are familiar but whose meaning is another ({n} findings)",
    ),
    to_be: ("標準の定義どおりの値が入る", "values are what the standard's definition says"),
    review: (
        "現行の値が標準の定義のどれに当たるかを実データで確かめ、当たらない値の扱いを決める",
        "find out with real data which definition today's values meet, and settle what becomes of those that meet none",
    ),
    effect: ("証明や通知に誤った内容が載るのを防ぐ", "certificates and notices do not say something wrong"),
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
    title: ("項目の分け方・まとめ方を決める", "settle how items are divided and joined"),
    as_is: (
        "{about} に、現行と分け方の違う項目がある（指摘 {n} 件）",
        "{about} has items that are divided otherwise today ({n} findings)",
    ),
    to_be: ("標準の項目ごとに値が分かれて入る", "every item of the standard has its own value"),
    review: (
        "区切り・桁位置・辞書など分け方の規則を決め、分けられない値の数を実データで数えて、直し方と期限を決める",
        "settle the rule of division (signs, positions, a dictionary), count with real data what it cannot divide, and decide how and when that is corrected",
    ),
    effect: (
        "住所や氏名が正しく分かれ、帳票と連携で手直しが要らない",
        "addresses and names are divided rightly, with nothing to correct on forms or in links",
    ),
    remedies: &[Remedy::Adopt, Remedy::Convert, Remedy::Cleanse, Remedy::Manual],
    ordinance: Need::NotNeeded,
    notice: Need::NotNeeded,
    waits_for: &[Party::Municipality],
    effort: Effort::Medium,
    steps: &[Step::Comparison, Step::Migration],
};
