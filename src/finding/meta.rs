//! What is declared about a rule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aspect::Aspect;
use super::severity::Severity;
use crate::basis::Facet;
use crate::text::lang::Lang;

/// The declaration of a rule. Ids are stable and never reused.
#[derive(Debug)]
pub struct Meta {
    /// `GAP0202`, `DAT0202`.
    pub id: &'static str,
    /// `length-overflow`.
    pub name: &'static str,
    /// In a few words, Japanese and English.
    pub title: (&'static str, &'static str),
    pub area: Area,
    /// The facet that its findings speak of, where they speak of one.
    pub aspect: Option<Aspect>,
    pub grain: Grain,
    /// Severities it may have for what runs today, before the cap; empty: does not apply.
    pub present: &'static [Severity],
    /// The same for a package that claims to conform.
    pub package: &'static [Severity],
    pub suppresses: &'static [Suppress],
    /// Facts of the standard that its findings rest on.
    pub facts: &'static [Facet],
    /// The field that tells two findings about the same subject and columns apart.
    pub discriminator: Option<&'static str>,
    pub mirror: Mirror,
    /// BPR rules that answer it.
    pub bpr: &'static [&'static str],
    /// First version of gapcheck that has it.
    pub since: &'static str,
}

impl Meta {
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title.0, self.title.1)
    }

    /// Whether the rule checks exported data (`validate`) rather than layouts.
    pub fn is_data_rule(&self) -> bool {
        self.area == Area::Data
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Item,
    Domain,
    Code,
    Group,
    Form,
    Function,
    Link,
    Mapping,
    Spec,
    Data,
}

/// What one finding covers. Facts of the same table, list or system come together in one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    Item,
    Column,
    Value,
    List,
    Table,
    Group,
    Form,
    PrintedItem,
    Field,
    Function,
    Line,
    System,
}

impl Grain {
    /// Whether findings of this grain gather several facts.
    pub fn gathers(self) -> bool {
        matches!(self, Grain::Table | Grain::List | Grain::System)
    }

    /// Whether the current columns are part of the identity.
    pub fn by_column(self) -> bool {
        matches!(self, Grain::Item | Grain::Column | Grain::Value | Grain::List)
    }
}

/// What a finding explains: findings of these rules about the same thing are not reported beside it.
#[derive(Debug, Clone, Copy)]
pub struct Suppress {
    pub rules: &'static [&'static str],
    pub within: Within,
}

/// The thing that both findings are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    Group,
    Item,
    Table,
    Column,
    Form,
}

/// The rule that looks the other way.
#[derive(Debug, Clone, Copy)]
pub enum Mirror {
    Rule(&'static str),
    /// There is none, and why.
    Waived(&'static str),
}
