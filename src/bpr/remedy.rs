//! 対応方針: the exits that the law and the standard leave, in the order in which they are to be considered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// What may be done about a gap. The order is that of consideration: first the standard, last a wish to the state or
/// another local rule. Changing the standard system itself is not among them (標準化法 第8条第2項).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// 標準に合わせる: the work changes.
    Adopt,
    /// 廃止: it is given up.
    Drop,
    /// 標準オプション機能を使う.
    Option,
    /// EUC機能で代替する.
    Euc,
    /// 独自施策システム等（疎結合）.
    LocalSystem,
    /// パッケージ特例.
    PackageSpecial,
    /// データ変換・コード変換表.
    Convert,
    /// データクレンジング.
    Cleanse,
    /// 文字同定.
    Identify,
    /// 運用でカバーする.
    Manual,
    /// ベンダに確認する.
    Vendor,
    /// 国への意見・照会.
    Feedback,
    /// 例規の改正.
    RuleChange,
    /// 要検討.
    Pending,
    /// 対応不要.
    Nothing,
}

impl Remedy {
    pub const ALL: [Remedy; 15] = [
        Remedy::Adopt,
        Remedy::Drop,
        Remedy::Option,
        Remedy::Euc,
        Remedy::LocalSystem,
        Remedy::PackageSpecial,
        Remedy::Convert,
        Remedy::Cleanse,
        Remedy::Identify,
        Remedy::Manual,
        Remedy::Vendor,
        Remedy::Feedback,
        Remedy::RuleChange,
        Remedy::Pending,
        Remedy::Nothing,
    ];

    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Remedy::Adopt => ("標準に合わせる", "adopt the standard"),
            Remedy::Drop => ("廃止", "give up"),
            Remedy::Option => ("標準オプション", "standard option"),
            Remedy::Euc => ("EUC", "EUC"),
            Remedy::LocalSystem => ("独自施策システム等", "system of one's own"),
            Remedy::PackageSpecial => ("パッケージ特例", "package exception"),
            Remedy::Convert => ("変換", "convert"),
            Remedy::Cleanse => ("クレンジング", "cleanse"),
            Remedy::Identify => ("文字同定", "identify characters"),
            Remedy::Manual => ("運用", "by hand"),
            Remedy::Vendor => ("ベンダ確認", "ask the vendor"),
            Remedy::Feedback => ("国への意見", "opinion to the state"),
            Remedy::RuleChange => ("例規改正", "amend local rules"),
            Remedy::Pending => ("要検討", "to be considered"),
            Remedy::Nothing => ("対応不要", "nothing to do"),
        };
        lang.pick(ja, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_in_the_order_of_consideration() {
        assert!(Remedy::ALL.is_sorted());
        let words: Vec<&str> = Remedy::ALL.iter().map(|r| r.word(Lang::Ja)).collect();
        assert_eq!(words[..4], ["標準に合わせる", "廃止", "標準オプション", "EUC"]);
        assert!(words.join(",").chars().count() < 255, "a validation list of a workbook holds no more");
    }
}
