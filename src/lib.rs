//! gapcheck compares a municipality's present systems with Japan's national standards (標準仕様書) and reports the gaps.
//!
//! The rooms, from the ground up: [`text`], [`basis`], [`receipt`], [`xml`], [`domain`], [`finding`], [`spec`] (the standards, as data),
//! [`current`] (what runs today), [`matching`], [`compare`], [`rules`], [`config`], [`ledger`] (what people decided),
//! [`bpr`], [`report`], [`template`], [`check`] (the pipeline), [`cli`].
//!
//! # Glossary
//!
//! | 用語 | type |
//! |---|---|
//! | 標準仕様書の版 | [`spec::edition::Edition`] |
//! | グループ（出力ファイルの単位） | [`spec::edition::Group`] |
//! | データ項目 | [`spec::edition::Item`] |
//! | データ型 | [`domain::ItemType`] |
//! | 桁数（文字数の上限） | [`spec::edition::Digits`], [`domain::Length`] |
//! | データ出力条件（必須・条件付き必須・任意） | [`spec::edition::Value`] |
//! | 実装類型（○） | [`spec::edition::Presence`] |
//! | コード一覧 | [`spec::edition::CodeList`] |
//! | 帳票、印字項目 | [`spec::edition::Form`], [`spec::edition::PrintedItem`] |
//! | 機能、実装必須・標準オプション・実装不可 | [`spec::edition::Function`], [`spec::edition::Class`] |
//! | 団体区分 | [`spec::edition::Category`] |
//! | 連携 | [`spec::edition::Link`] |
//! | 出典の種別 | [`basis::SourceKind`] |
//! | 現行システム | [`current::model::CurrentSystem`] |
//! | 対応表 | [`matching::Mapping`] |
//! | 差異（指摘） | [`finding::Finding`] |
//! | 未判定 | [`compare::Unjudged`] |
//! | 見直し事項 | [`bpr::BprItem`] |

pub mod basis;
pub mod bpr;
pub mod check;
pub mod cli;
pub mod compare;
pub mod config;
pub mod current;
pub mod domain;
pub mod finding;
pub mod ledger;
pub mod matching;
pub mod receipt;
pub mod report;
pub mod rules;
pub mod sheet;
pub mod spec;
pub mod template;
pub mod text;
pub mod validate;
pub mod xml;
