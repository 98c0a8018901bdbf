//! JSON and TOML checked against a JSON Schema, with the place of every fault in the file.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::clean::{shorten, visible};
use super::lang::Bilingual;
use super::lines::Span;
use super::problem::Problem;
use super::source::Source;

/// At most so many faults of one file are told; the rest mostly follow from the first.
const TOLD: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    Toml,
}

/// A schema that texts are checked against.
pub struct Schema {
    schema: Value,
    validator: Validator,
}

impl Schema {
    /// # Errors
    /// The schema itself is broken (a bug, found by test).
    pub fn new(schema: Value) -> Result<Self, String> {
        let validator = jsonschema::validator_for(&schema).map_err(|e| e.to_string())?;
        Ok(Schema { schema, validator })
    }

    /// Reads a text and checks it.
    ///
    /// # Errors
    /// Every fault with line and column: syntax first, then what the schema does not allow.
    pub fn check(&self, source: &Source, format: Format) -> Result<Value, Vec<Problem>> {
        let value = parse(source, format).map_err(|problem| vec![problem])?;
        let faults: Vec<Problem> = self
            .validator
            .iter_errors(&value)
            .take(TOLD)
            .map(|error| {
                let pointer = error.instance_path().to_string();
                let span = locate(&source.text, format, &pointer, unexpected_key(&error));
                let (what, todo) = self.describe(&error, &pointer);
                source.problem(span.start, what, todo)
            })
            .collect();
        if faults.is_empty() { Ok(value) } else { Err(faults) }
    }

    fn describe(&self, error: &ValidationError<'_>, pointer: &str) -> (Bilingual, Bilingual) {
        let at = if pointer.is_empty() { "/" } else { pointer };
        let found = shorten(&visible(&error.instance().to_string()), 60).into_owned();
        let (what, expected) = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let names = unexpected.join(", ");
                let allowed = self.allowed_names(error).join(", ");
                (
                    Bilingual::new(format!("{at}: 知らない名前です: {names}"), format!("{at}: unknown name: {names}")),
                    Bilingual::new(format!("使える名前: {allowed}"), format!("names allowed here: {allowed}")),
                )
            }
            ValidationErrorKind::Required { property } => (
                Bilingual::new(format!("{at}: {property} がありません"), format!("{at}: {property} is missing")),
                Bilingual::new(format!("{property} を書いてください"), format!("add {property}")),
            ),
            ValidationErrorKind::Enum { options } => (
                Bilingual::new(format!("{at}: 使えない値です: {found}"), format!("{at}: value not allowed: {found}")),
                Bilingual::new(format!("使える値: {options}"), format!("values allowed: {options}")),
            ),
            ValidationErrorKind::Constant { expected_value } => (
                Bilingual::new(format!("{at}: 使えない値です: {found}"), format!("{at}: value not allowed: {found}")),
                Bilingual::new(format!("使える値: {expected_value}"), format!("value allowed: {expected_value}")),
            ),
            ValidationErrorKind::Type { kind } => (
                Bilingual::new(
                    format!("{at}: 値の種類が違います: {found}"),
                    format!("{at}: wrong kind of value: {found}"),
                ),
                Bilingual::new(format!("{} を書いてください", kind_ja(kind)), format!("expected {}", kind_en(kind))),
            ),
            ValidationErrorKind::Pattern { pattern } => (
                Bilingual::new(format!("{at}: 書き方が違います: {found}"), format!("{at}: wrong form: {found}")),
                Bilingual::new(format!("形式: {pattern}"), format!("expected form: {pattern}")),
            ),
            other => {
                let keyword = other.keyword().to_string();
                (
                    Bilingual::new(
                        format!("{at}: 決まり（{keyword}）に合いません: {found}"),
                        format!("{at}: does not satisfy {keyword}: {found}"),
                    ),
                    Bilingual::new("スキーマの該当箇所を確認してください", "see that place in the schema"),
                )
            }
        };
        (what, expected)
    }

    /// Names allowed where an unknown one was found.
    fn allowed_names(&self, error: &ValidationError<'_>) -> Vec<String> {
        let path = error.schema_path().to_string();
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let properties = self.schema.pointer(parent).and_then(|s| s.get("properties")).and_then(Value::as_object);
        properties.map(|p| p.keys().cloned().collect()).unwrap_or_default()
    }
}

fn unexpected_key<'e>(error: &'e ValidationError<'_>) -> Option<&'e str> {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.first().map(String::as_str),
        _ => None,
    }
}

fn kind_ja(kind: &TypeKind) -> String {
    name_kinds(kind, |k| match k {
        "string" => "文字列",
        "integer" => "整数",
        "number" => "数",
        "boolean" => "true か false",
        "array" => "並び [ … ]",
        "object" => "表 { … }",
        _ => "空の値 null",
    })
    .join(" または ")
}

fn kind_en(kind: &TypeKind) -> String {
    name_kinds(kind, |k| match k {
        "string" => "a string",
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list [ … ]",
        "object" => "a table { … }",
        _ => "null",
    })
    .join(" or ")
}

fn name_kinds(kind: &TypeKind, name: fn(&str) -> &'static str) -> Vec<&'static str> {
    match kind {
        TypeKind::Single(t) => vec![name(&t.to_string())],
        TypeKind::Multiple(set) => set.iter().map(|t| name(&t.to_string())).collect(),
    }
}

/// Reads a JSON or TOML text into one tree.
///
/// # Errors
/// A syntax error with its place.
pub fn parse(source: &Source, format: Format) -> Result<Value, Problem> {
    match format {
        Format::Json => serde_json::from_str(&source.text).map_err(|e| json_syntax(source, &e)),
        Format::Toml => match DeTable::parse(&source.text) {
            Ok(table) => Ok(table_value(table.get_ref())),
            Err(e) => Err(toml_syntax(source, &e)),
        },
    }
}

fn json_syntax(source: &Source, error: &serde_json::Error) -> Problem {
    let line = error.line().saturating_sub(1);
    let start = source.lines().line_span(&source.text, line).start;
    let offset = start + error.column().saturating_sub(1);
    source.problem(
        offset,
        Bilingual::new("JSON として読めません", format!("not JSON: {error}")),
        Bilingual::new(
            "この位置の前後の引用符、コンマ、括弧を確認してください",
            "check quotes, commas and brackets around this place",
        ),
    )
}

/// A TOML syntax error with its place, also from typed reading.
pub fn toml_syntax(source: &Source, error: &toml::de::Error) -> Problem {
    let offset = error.span().map_or(0, |span| span.start);
    source.problem(
        offset,
        Bilingual::new("TOML として読めません", format!("not TOML: {}", error.message())),
        Bilingual::new(
            "この位置の引用符、[ ]、= と、同じ名前が二度ないことを確認してください",
            "check quotes, [ ], = and that no name stands twice",
        ),
    )
}

fn table_value(table: &DeTable<'_>) -> Value {
    Value::Object(table.iter().map(|(k, v)| (k.get_ref().to_string(), toml_value(v.get_ref()))).collect())
}

fn toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(s) => Value::String(s.to_string()),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Integer(i) => {
            i64::from_str_radix(&i.as_str().replace('_', ""), i.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(f) => f.as_str().replace('_', "").parse::<f64>().ok().map_or(Value::Null, Value::from),
        DeValue::Datetime(d) => Value::String(d.to_string()),
        DeValue::Array(a) => Value::Array(a.iter().map(|v| toml_value(v.get_ref())).collect()),
        DeValue::Table(t) => table_value(t),
    }
}

/// Where a JSON pointer leads in the text; with `key`, that key inside the object there.
pub fn locate(text: &str, format: Format, pointer: &str, key: Option<&str>) -> Span {
    let mut steps: Vec<String> = pointer.split('/').skip(1).map(|s| s.replace("~1", "/").replace("~0", "~")).collect();
    steps.extend(key.map(str::to_string));
    let found = match format {
        Format::Json => locate_json(text, &steps),
        Format::Toml => locate_toml(text, &steps),
    };
    found.unwrap_or_default()
}

fn locate_json(text: &str, steps: &[String]) -> Option<Span> {
    use jsonc_parser::ast::Value as Ast;
    use jsonc_parser::common::Ranged;
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()).ok()?;
    let mut at = parsed.value?;
    let mut span = Span::new(at.range().start, at.range().end);
    for step in steps {
        at = match at {
            Ast::Object(mut object) => {
                let property = object.take(step)?;
                span = Span::new(property.range.start, property.range.end);
                property.value
            }
            Ast::Array(mut array) => {
                let index: usize = step.parse().ok()?;
                let element = (index < array.elements.len()).then(|| array.elements.swap_remove(index))?;
                span = Span::new(element.range().start, element.range().end);
                element
            }
            _ => return Some(span),
        };
    }
    Some(span)
}

fn locate_toml(text: &str, steps: &[String]) -> Option<Span> {
    let root = DeTable::parse(text).ok()?;
    let (first, rest) = match steps.split_first() {
        Some(split) => split,
        None => return Some(Span::default()),
    };
    let (key, mut at) = root.get_ref().get_key_value(first.as_str())?;
    let mut span = Span::new(key.span().start, key.span().end);
    for step in rest {
        match at.get_ref() {
            DeValue::Table(table) => {
                let Some((key, value)) = table.get_key_value(step.as_str()) else { return Some(span) };
                span = Span::new(key.span().start, key.span().end);
                at = value;
            }
            DeValue::Array(array) => {
                let Some(value) = step.parse().ok().and_then(|i: usize| array.get(i)) else { return Some(span) };
                span = Span::new(value.span().start, value.span().end);
                at = value;
            }
            _ => return Some(span),
        }
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::Position;
    use serde_json::json;

    fn schema() -> Schema {
        Schema::new(json!({
            "type": "object", "additionalProperties": false, "required": ["name"],
            "properties": {"name": {"type": "string"}, "list": {"type": "array", "items": {"enum": ["a", "b"]}}}
        }))
        .unwrap()
    }

    fn faults(text: &str, format: Format) -> Vec<(Position, String)> {
        let source = Source::new("f", text.into(), String::new());
        let problems = schema().check(&source, format).unwrap_err();
        problems.into_iter().map(|p| (p.position.unwrap(), p.what.en)).collect()
    }

    #[test]
    fn faults_are_found_at_their_line_in_both_formats() {
        let json = "{\"name\": \"x\",\n \"list\": [\"a\",\n  \"c\"]}";
        assert_eq!(faults(json, Format::Json)[0].0, Position { line: 3, column: 3 });
        let toml = "name = \"x\"\nlist = [\"a\",\n  \"c\"]";
        assert_eq!(faults(toml, Format::Toml)[0].0, Position { line: 3, column: 3 });
        let unknown = faults("name = \"x\"\n\"氏名\" = 1\n", Format::Toml);
        assert_eq!(unknown[0].0, Position { line: 2, column: 1 });
        assert!(unknown[0].1.contains("氏名"), "{unknown:?}");
    }

    #[test]
    fn syntax_errors_have_a_place_too() {
        assert_eq!(faults("{\"name\":\n x}", Format::Json)[0].0.line, 2);
        assert_eq!(faults("name = \"x\"\n= 2", Format::Toml)[0].0.line, 2);
        assert!(faults("list = []", Format::Toml)[0].1.contains("name"));
    }
}
