//! Today's side of a finding, from its typed fields.

use serde_json::Value;

use crate::finding::PlaceRole;
use crate::report::model::ReportedFinding;
use crate::text::lang::Lang;

/// How many columns of one finding are named.
const NAMED: usize = 4;

/// Columns with type and length, one a line; the table or form where the finding names no column.
pub fn current(finding: &ReportedFinding, lang: Lang) -> Vec<String> {
    let columns = columns(&finding.fields);
    if columns.is_empty() {
        return standing(finding, lang).into_iter().collect();
    }
    let mut lines: Vec<String> = columns.iter().take(NAMED).map(|c| column(c, lang)).collect();
    if columns.len() > NAMED {
        let rest = columns.len() - NAMED;
        lines.push(match lang {
            Lang::Ja => format!("ほか {rest} 列"),
            Lang::En => format!("and {rest} more columns"),
        });
    }
    lines
}

/// The specifications of columns in the fields: alone, gathered, or as candidates.
fn columns(fields: &Value) -> Vec<&Value> {
    let of = |v: &'static str| move |entry: &'_ Value| entry.get(v).is_some_and(is_column);
    if let Some(alone) = fields.get("current").filter(|c| is_column(c)) {
        return vec![alone];
    }
    let lists = ["entries", "candidates"].into_iter().filter_map(|name| fields.get(name)?.as_array());
    lists
        .flatten()
        .filter_map(|entry| match entry {
            e if of("current")(e) => e.get("current"),
            e if of("column")(e) => e.get("column"),
            _ => None,
        })
        .collect()
}

fn is_column(value: &Value) -> bool {
    value.get("table").is_some_and(Value::is_string) && value.get("column").is_some_and(Value::is_string)
}

/// `KOJIN.SHIMEI（漢字氏名） nchar 240 バイト`
fn column(spec: &Value, lang: Lang) -> String {
    let text = |name: &str| spec.get(name).and_then(Value::as_str);
    let mut out = format!("{}.{}", text("table").unwrap_or_default(), text("column").unwrap_or_default());
    if let Some(label) = text("label") {
        out.push_str(&match lang {
            Lang::Ja => format!("（{label}）"),
            Lang::En => format!(" ({label})"),
        });
    }
    if let Some(kind) = text("type") {
        out.push_str(&format!(" {kind}"));
    }
    if let Some(length) = spec.get("length").and_then(Value::as_u64) {
        out.push_str(&format!(" {length}{}", unit(text("unit"), length, lang)));
    }
    out
}

fn unit(unit: Option<&str>, length: u64, lang: Lang) -> String {
    let (ja, en) = match unit {
        Some("byte") => ("バイト", "byte"),
        Some("char") => ("文字", "character"),
        Some("digit") => ("桁", "digit"),
        _ => return String::new(),
    };
    match lang {
        Lang::Ja => format!(" {ja}"),
        Lang::En if length == 1 => format!(" {en}"),
        Lang::En => format!(" {en}s"),
    }
}

fn standing(finding: &ReportedFinding, lang: Lang) -> Option<String> {
    let place = finding.places.iter().find(|p| p.role != PlaceRole::Standard)?;
    let (ja, en, name) = match (place.kind.as_str(), &place.table, &place.name) {
        ("form", _, Some(name)) => ("帳票", "form", name),
        ("function", _, Some(name)) => ("機能", "function", name),
        (_, Some(table), _) => ("表", "table", table),
        _ => return None,
    };
    Some(format!("{} {name}", lang.pick(ja, en)))
}
