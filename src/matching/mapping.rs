//! The mapping file: correspondences that people confirmed, in TOML, named as people name things.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::spec::edition::OneOrMany;
use crate::text::digest::sha256_hex;
use crate::text::lang::Bilingual;
use crate::text::lines::{Position, Span};
use crate::text::problem::Problem;
use crate::text::schema::{Format, Schema, toml_syntax};
use crate::text::source::Source;
use crate::xml::read_limited;

/// A mapping file as it is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gapcheck mapping")]
pub struct MappingFile {
    /// The system: slug, alias, Japanese name or business code.
    pub system: String,
    /// Edition label that it was written against.
    #[serde(default)]
    pub edition: Option<String>,
    /// A product's shared mapping, overridden line by line.
    #[serde(default)]
    pub extends: Option<OneOrMany>,
    #[serde(default)]
    pub table: Vec<TableLine>,
    /// A name that stands for an item in every table.
    #[serde(default)]
    pub name: Vec<NameLine>,
    #[serde(default)]
    pub pair: Vec<PairLine>,
    #[serde(default)]
    pub split: Vec<SplitLine>,
    #[serde(default)]
    pub merge: Vec<MergeLine>,
    #[serde(default)]
    pub pivot: Vec<PivotLine>,
    #[serde(default)]
    pub codes: Vec<CodesLine>,
    #[serde(default)]
    pub ignore: Vec<IgnoreLine>,
    #[serde(default)]
    pub reject: Vec<RejectLine>,
    #[serde(default)]
    pub form: Vec<FormLine>,
    #[serde(default)]
    pub field: Vec<FieldLine>,
    #[serde(default)]
    pub function: Vec<FunctionLine>,
}

/// One table feeds one or more groups.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "OneOrMany")]
    pub standard: Spanned<OneOrMany>,
    /// Which of its rows.
    #[serde(default, rename = "where")]
    pub condition: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A label or physical name of today, and the item name that it stands for in every table that feeds a group with such an
/// item. A `[[pair]]` line about the column or the item holds before it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameLine {
    /// Label or physical name of columns, without the table.
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    /// Name of items, without the group.
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// One column is one item; or a piece of a packed column; or a constant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairLine {
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub current: Option<Spanned<String>>,
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    /// First and last position (from 1) of the piece.
    #[serde(default)]
    pub part: Option<[u32; 2]>,
    /// A constant or generated value instead of a column.
    #[serde(default)]
    pub value: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// One column becomes several items.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "Vec<String>")]
    pub standard: Vec<Spanned<String>>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Several columns become one item.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeLine {
    #[schemars(with = "Vec<String>")]
    pub current: Vec<Spanned<String>>,
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Columns side by side (twelve months) become rows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PivotLine {
    #[schemars(with = "Vec<String>")]
    pub current: Vec<Spanned<String>>,
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    /// The item that tells the rows apart.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub key: Option<Spanned<String>>,
    /// Its values, one per column.
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Current values of a list and what they become.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodesLine {
    #[schemars(with = "String")]
    pub list: Spanned<String>,
    /// Name of the standard's list; without it the map holds for every list that columns of `list` meet.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub standard: Option<Spanned<String>>,
    pub map: BTreeMap<String, String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Not in use, on either side; the reason is required.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IgnoreLine {
    /// One name or several.
    #[serde(default)]
    #[schemars(with = "Option<OneOrMany>")]
    pub current: Option<Spanned<OneOrMany>>,
    /// One name or several.
    #[serde(default)]
    #[schemars(with = "Option<OneOrMany>")]
    pub standard: Option<Spanned<OneOrMany>>,
    pub reason: String,
}

/// A candidate that is wrong; never proposed again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    #[serde(default)]
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "OneOrMany")]
    pub standard: Spanned<OneOrMany>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A printed item: `帳票.印字項目` on both sides.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "String")]
    pub standard: Spanned<String>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FunctionLine {
    #[schemars(with = "String")]
    pub current: Spanned<String>,
    #[schemars(with = "OneOrMany")]
    pub standard: Spanned<OneOrMany>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A line of a mapping file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingPlace {
    pub file: usize,
    pub span: Span,
}

/// A mapping file and what it extends, nearest first: an earlier file's line overrides a later one's about the same thing.
#[derive(Debug, Default)]
pub struct Mapping {
    pub files: Vec<(Source, MappingFile)>,
}

impl Mapping {
    pub fn place(&self, file: usize, span: Range<usize>) -> MappingPlace {
        MappingPlace { file, span: Span::new(span.start, span.end) }
    }

    pub fn position(&self, place: &MappingPlace) -> Position {
        self.files[place.file].0.position(place.span.start)
    }

    pub fn end_position(&self, place: &MappingPlace) -> Position {
        self.files[place.file].0.position(place.span.end)
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The JSON Schema of mapping files (as `specs/schema/mapping.schema.json`).
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<MappingFile>().to_value()
}

/// Reads a mapping and everything it extends.
///
/// # Errors
/// Faults of the files, each with its place; `extends` that goes in a circle.
pub fn load(path: &str, belongs: impl Fn(&str) -> Result<(), Bilingual>) -> Result<Mapping, Vec<Problem>> {
    load_rewritten(path, belongs, &|_, text| text)
}

/// Path and text of a mapping file to the text that is read in its place.
pub type Rewrite<'r> = &'r dyn Fn(&str, String) -> String;

/// As [`load`], with every file's text rewritten before it is understood.
///
/// # Errors
/// As [`load`].
pub fn load_rewritten(
    path: &str,
    belongs: impl Fn(&str) -> Result<(), Bilingual>,
    rewrite: Rewrite<'_>,
) -> Result<Mapping, Vec<Problem>> {
    let mut mapping = Mapping::default();
    let mut seen = HashSet::new();
    follow(PathBuf::from(path), &mut Vec::new(), &mut seen, &mut mapping, &belongs, rewrite)?;
    mapping.files.reverse();
    Ok(mapping)
}

/// Reads what a file extends, the last first, and then the file itself: read backwards, each file stands before whatever it
/// extends, and a file that two others extend stands once, behind both.
fn follow(
    path: PathBuf,
    above: &mut Vec<PathBuf>,
    seen: &mut HashSet<PathBuf>,
    mapping: &mut Mapping,
    belongs: &impl Fn(&str) -> Result<(), Bilingual>,
    rewrite: Rewrite<'_>,
) -> Result<(), Vec<Problem>> {
    let identity = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    if above.contains(&identity) {
        return Err(vec![circle(&path)]);
    }
    if !seen.insert(identity.clone()) {
        return Ok(());
    }
    let (source, file) = load_one(&path.display().to_string(), rewrite)?;
    if let Err(todo) = belongs(&file.system) {
        let what = Bilingual::new(
            format!("この対応表は「{}」のものです", file.system),
            format!("this mapping is for {:?}", file.system),
        );
        return Err(vec![source.problem(0, what, todo)]);
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let extends: Vec<PathBuf> = file.extends.iter().flat_map(OneOrMany::ids).map(|p| folder.join(p)).collect();
    above.push(identity);
    for next in extends.into_iter().rev() {
        follow(next, above, seen, mapping, belongs, rewrite)?;
    }
    above.pop();
    mapping.files.push((source, file));
    Ok(())
}

/// Bytes of one line. Names and reasons are shown in every report.
const LINE: usize = 16 * 1024;

fn too_long() -> Bilingual {
    Bilingual::new(format!("行が上限 {LINE} バイトを超えています"), format!("the line is longer than {LINE} bytes"))
}

fn shorter() -> Bilingual {
    Bilingual::new("名前と理由を短くしてください", "shorten the name or the reason")
}

fn load_one(path: &str, rewrite: Rewrite<'_>) -> Result<(Source, MappingFile), Vec<Problem>> {
    let bytes = read_limited(path).map_err(|p| vec![p])?;
    let sha256 = sha256_hex(&bytes);
    let text = String::from_utf8(bytes).map_err(|_| {
        vec![Problem::new(
            path,
            Bilingual::new("UTF-8 ではありません", "not UTF-8"),
            Bilingual::new("UTF-8 で保存し直してください", "save it as UTF-8"),
        )]
    })?;
    let source = Source::new(path, rewrite(path, text), sha256);
    if let Some(line) = source.text.lines().find(|line| line.len() > LINE) {
        // every report would show it
        let at = line.as_ptr() as usize - source.text.as_ptr() as usize;
        return Err(vec![source.problem(at, too_long(), shorter())]);
    }
    if let Ok(schema) = schema() {
        schema.check(&source, Format::Toml)?;
    }
    let file = toml::from_str(&source.text).map_err(|e| vec![toml_syntax(&source, &e)])?;
    Ok((source, file))
}

fn schema() -> &'static Result<Schema, String> {
    static SCHEMA: OnceLock<Result<Schema, String>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new(json_schema()))
}

fn circle(path: &Path) -> Problem {
    Problem::new(
        path.display().to_string(),
        Bilingual::new("extends が同じファイルに戻っています", "extends leads back to the same file"),
        Bilingual::new("extends の並びから循環を取り除いてください", "take the circle out of extends"),
    )
}
