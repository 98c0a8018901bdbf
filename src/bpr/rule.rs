//! What a BPR rule declares.

use super::facets::{Effort, Need, Party, Step};
use super::remedy::Remedy;
use crate::text::lang::Lang;

/// What a BPR item is about: findings of the same rule come together by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Group,
    Table,
    Form,
    Function,
    System,
}

/// Japanese and English.
pub type Words = (&'static str, &'static str);

/// A rule that turns findings into a work reform. Ids are stable and never reused.
///
/// `{about}` in a text stands for what the item is about, `{n}` for the number of findings.
#[derive(Debug)]
pub struct BprRule {
    pub id: &'static str,
    pub scope: Scope,
    /// 見直し内容 in a few words.
    pub title: Words,
    /// 現状（As-Is）.
    pub as_is: Words,
    /// 標準（To-Be）.
    pub to_be: Words,
    /// 見直し内容.
    pub review: Words,
    /// 効果.
    pub effect: Words,
    /// 対応方針 candidates in the allowed order.
    pub remedies: &'static [Remedy],
    /// 条例等改正の要否.
    pub ordinance: Need,
    /// 住民周知の要否.
    pub notice: Need,
    pub waits_for: &'static [Party],
    pub effort: Effort,
    /// Work items of the ministry's procedure that it is evidence for.
    pub steps: &'static [Step],
}

impl BprRule {
    /// A text with its places filled in.
    pub(super) fn fill(words: Words, lang: Lang, about: &str, n: usize) -> String {
        lang.pick(words.0, words.1).replace("{n}", &n.to_string()).replace("{about}", about)
    }
}
