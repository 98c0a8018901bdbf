//! What kinds of work a reform touches, in the words of municipal plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, FactKind as K};

/// A kind of work. Set from facts, never from wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Tag {
    標準化,
    様式,
    例規,
    /// Forms with a seal; no edition records one so far.
    押印,
    窓口,
    申請,
    自動化,
    連携,
    データ,
    文字,
    印刷,
    期限,
    周知,
}

impl Tag {
    pub const ALL: [Tag; 13] = [
        Tag::標準化,
        Tag::様式,
        Tag::例規,
        Tag::押印,
        Tag::窓口,
        Tag::申請,
        Tag::自動化,
        Tag::連携,
        Tag::データ,
        Tag::文字,
        Tag::印刷,
        Tag::期限,
        Tag::周知,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Tag::標準化 => "標準化",
            Tag::様式 => "様式",
            Tag::例規 => "例規",
            Tag::押印 => "押印",
            Tag::窓口 => "窓口",
            Tag::申請 => "申請",
            Tag::自動化 => "自動化",
            Tag::連携 => "連携",
            Tag::データ => "データ",
            Tag::文字 => "文字",
            Tag::印刷 => "印刷",
            Tag::期限 => "期限",
            Tag::周知 => "周知",
        }
    }

    pub fn from_word(word: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|t| t.word() == word)
    }
}

/// The tags of one fact.
pub(super) fn of_fact(fact: &Fact) -> &'static [Tag] {
    match fact.kind {
        K::NewForm | K::PrintedNew | K::PrintedGone | K::PrintedShort | K::PrintedMeaning => &[Tag::様式],
        K::ExtraForm => &[Tag::標準化, Tag::様式],
        K::Paper => &[Tag::様式, Tag::印刷],
        K::Medium => &[Tag::印刷],
        K::PrintedUnfed => &[Tag::様式, Tag::データ],
        K::ExtraColumn | K::ExtraTable => &[Tag::標準化, Tag::データ],
        K::FunctionPartly | K::FunctionNone => &[Tag::標準化, Tag::自動化],
        K::FunctionForbidden | K::FunctionExtra | K::Local | K::OptionUsed => &[Tag::標準化],
        K::Gaiji | K::Encoding => &[Tag::文字],
        K::Link => &[Tag::連携],
        K::Transition => &[Tag::期限],
        K::Disagreement | K::Other => &[],
        K::NewGroup
        | K::NoKey
        | K::NewItem
        | K::MayBeEmpty
        | K::CodeUnmapped
        | K::CodeConflict
        | K::CodeFolded
        | K::CodeWidth
        | K::CodeFree
        | K::Date
        | K::Length
        | K::Type
        | K::Key
        | K::History
        | K::Split
        | K::Merge
        | K::Meaning => &[Tag::データ],
    }
}

/// A form that residents hand in, by its name as people know it.
pub fn is_handed_in(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["申請書", "届", "届出書", "請求書", "申告書", "申出書"];
    let bare = name.split(['（', '(']).next().unwrap_or_default();
    ENDINGS.iter().any(|e| bare.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        assert!(Tag::ALL.iter().all(|t| Tag::from_word(t.word()) == Some(*t)));
        assert_eq!(Tag::from_word("標準"), None);
    }

    #[test]
    fn only_what_is_handed_in_is_an_application() {
        assert!(["児童手当認定請求書", "転出届", "減免申請書（個人）"].iter().all(|n| is_handed_in(n)));
        assert!(!["申請書受理通知書", "納税通知書", "届出一覧"].iter().any(|n| is_handed_in(n)));
    }
}
