//! `gapcheck.toml`: which systems, which editions, which levels, who is in charge. Unknown keys are errors.

mod faults;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::Value;

use crate::text::digest::sha256_hex;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::schema::{Format, Schema, toml_syntax};
use crate::text::source::Source;
use crate::xml::read_limited;

pub const FILE_NAME: &str = "gapcheck.toml";

/// The configuration of a municipality or a vendor's project. Paths are relative to the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gapcheck.toml")]
pub struct Config {
    /// Folder that no path of this file may leave, relative to it (default: the file's own folder).
    #[serde(default)]
    pub root: Option<PathBuf>,
    #[serde(default)]
    pub municipality: Municipality,
    #[serde(default)]
    pub specs: Specs,
    /// By slug.
    #[serde(default)]
    pub systems: BTreeMap<String, SystemConfig>,
    /// By rule id.
    #[serde(default)]
    pub rules: BTreeMap<String, RuleConfig>,
    #[serde(default)]
    pub plan: Plan,
    #[serde(default)]
    pub decisions: Decisions,
    #[serde(skip)]
    pub folder: PathBuf,
    #[serde(skip)]
    pub path: Option<String>,
    /// What is wrong with single entries; the rest is used.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// 全国地方公共団体コード.
    pub code: Option<String>,
    pub name: Option<String>,
    /// 団体区分.
    pub category: Option<CategoryName>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub enum CategoryName {
    指定都市,
    中核市,
    一般市,
    町村,
    特別区,
    都道府県,
}

impl CategoryName {
    pub fn name(self) -> &'static str {
        match self {
            CategoryName::指定都市 => "指定都市",
            CategoryName::中核市 => "中核市",
            CategoryName::一般市 => "一般市",
            CategoryName::町村 => "町村",
            CategoryName::特別区 => "特別区",
            CategoryName::都道府県 => "都道府県",
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Specs {
    /// Folders with editions, searched in this order before the bundled ones.
    #[serde(default)]
    pub dirs: Vec<PathBuf>,
    /// Slug → label or SHA-256 of the edition to use.
    #[serde(default)]
    pub pin: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemConfig {
    #[serde(default)]
    pub current: Vec<PathBuf>,
    pub mapping: Option<PathBuf>,
    /// 担当課.
    pub owner: Option<String>,
    /// 担当課 of single tables, by physical name.
    #[serde(default)]
    pub owners: BTreeMap<String, String>,
    pub baseline: Option<PathBuf>,
    pub transition: Option<Transition>,
}

/// 経過措置 or 特定移行支援.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    pub kind: TransitionKind,
    /// `YYYY-MM-DD`
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub until: String,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum TransitionKind {
    特定移行支援,
    経過措置,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleConfig {
    pub level: Level,
    /// Why; required.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Info,
    Warning,
    Error,
}

/// Lines of the municipality's own plan that BPR items are linked to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub name: Option<String>,
    #[serde(default)]
    pub lines: Vec<PlanLine>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    pub id: String,
    pub title: String,
    /// Kinds of work; items that touch one are linked.
    #[serde(default)]
    pub tags: Vec<PlanTag>,
    /// Words that are looked for in what an item is about.
    #[serde(default)]
    pub keywords: Vec<String>,
}

/// A kind of work, in the words of municipal plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum PlanTag {
    標準化,
    様式,
    例規,
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

impl PlanTag {
    pub fn name(self) -> &'static str {
        match self {
            PlanTag::標準化 => "標準化",
            PlanTag::様式 => "様式",
            PlanTag::例規 => "例規",
            PlanTag::押印 => "押印",
            PlanTag::窓口 => "窓口",
            PlanTag::申請 => "申請",
            PlanTag::自動化 => "自動化",
            PlanTag::連携 => "連携",
            PlanTag::データ => "データ",
            PlanTag::文字 => "文字",
            PlanTag::印刷 => "印刷",
            PlanTag::期限 => "期限",
            PlanTag::周知 => "周知",
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    pub file: Option<PathBuf>,
}

/// The JSON Schema of gapcheck.toml.
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Config>().to_value()
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Unreadable, not TOML, unknown keys or wrong values, each with its line.
    pub fn load(path: &str) -> Result<Config, Vec<Problem>> {
        let bytes = read_limited(path).map_err(|p| vec![p])?;
        let sha256 = sha256_hex(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| vec![not_utf8(path)])?;
        let source = Source::new(path, text, sha256);
        static SCHEMA: OnceLock<Result<Schema, String>> = OnceLock::new();
        if let Ok(schema) = SCHEMA.get_or_init(|| Schema::new(json_schema())) {
            schema.check(&source, Format::Toml)?;
        }
        let mut config: Config = toml::from_str(&source.text).map_err(|e| vec![toml_syntax(&source, &e)])?;
        config.folder = Path::new(path).parent().unwrap_or(Path::new("")).to_path_buf();
        config.path = Some(path.to_string());
        config.problems = faults::of(&source, &mut config);
        Ok(config)
    }

    /// The nearest `gapcheck.toml`, from a folder upwards.
    pub fn find(from: &Path) -> Option<PathBuf> {
        let from = std::fs::canonicalize(from).ok()?;
        from.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
    }

    /// A path of the configuration, seen from where the program runs.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        tidy(&self.folder.join(path))
    }
}

/// Without `.` and with `..` taken off where a named folder stands before it, so that places read well.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        let named = out.file_name().is_some();
        match part {
            Component::CurDir => {}
            Component::ParentDir if named => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

fn not_utf8(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("UTF-8 ではありません", "not UTF-8"),
        Bilingual::new("UTF-8 で保存し直してください", "save it as UTF-8"),
    )
}
