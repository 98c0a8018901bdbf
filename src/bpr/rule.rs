//! What a BPR rule declares.

use super::facets::{Effort, Need, Party, Step};
use super::remedy::Remedy;

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
/// In a text `{about}` stands for what the item is about, `{today}`, `{standard}` and `{change}` for the sides of its facts:
/// nothing is claimed that no finding carries.
#[derive(Debug)]
pub struct BprRule {
    pub id: &'static str,
    pub scope: Scope,
    /// What it is about, as a noun; keywords of a plan are looked for in it.
    pub noun: Words,
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
