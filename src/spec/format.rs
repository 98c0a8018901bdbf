//! The canonical form of an edition file: one object per line, in the standard's own order, so that a revision reads as a diff.

use serde::Serialize;
use serde_json::Value;

use super::edition::Edition;

/// Writes an edition canonically, with a final line end.
///
/// # Errors
/// Only if an edition could not be written as JSON at all.
pub fn canonical(edition: &Edition) -> Result<String, serde_json::Error> {
    let head = [
        ("schema", serde_json::to_string(&edition.schema)?),
        ("system", serde_json::to_string(&edition.system)?),
        ("businesses", serde_json::to_string(&edition.businesses)?),
        ("title", serde_json::to_string(&edition.title)?),
        ("includes", serde_json::to_string(&edition.includes)?),
    ];
    let head: Vec<String> = head.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    let mut parts = vec![head.join(","), format!("\"edition\":{}", serde_json::to_string(&edition.edition)?)];
    parts.push(list("sources", &edition.sources)?);
    parts.push(list("groups", &edition.groups)?);
    parts.push(list("codeLists", &edition.code_lists)?);
    parts.push(list("forms", &edition.forms)?);
    parts.push(list("functions", &edition.functions)?);
    parts.push(list("links", &edition.links)?);
    if !edition.not_recorded.is_empty() {
        parts.push(list("notRecorded", &edition.not_recorded)?);
    }
    if !edition.amendments.is_empty() {
        parts.push(list("amendments", &edition.amendments)?);
    }
    Ok(format!("{{{}}}\n", parts.join(",\n")))
}

fn list<T: Serialize>(name: &str, objects: &[T]) -> Result<String, serde_json::Error> {
    let lines: Vec<String> = objects.iter().map(object_lines).collect::<Result<_, _>>()?;
    Ok(match lines.is_empty() {
        true => format!("\"{name}\":[]"),
        false => format!("\"{name}\":[\n{}\n]", lines.join(",\n")),
    })
}

/// One line, or for an object with `items` of its own: its head, then a line for each of them.
fn object_lines<T: Serialize>(object: &T) -> Result<String, serde_json::Error> {
    let line = serde_json::to_string(object)?;
    let Some(at) = line.find("\"items\":[{") else { return Ok(line) };
    let Value::Object(map) = serde_json::from_str::<Value>(&line)? else { return Ok(line) };
    let Some(Value::Array(items)) = map.get("items") else { return Ok(line) };
    let (head, tail) = line.split_at(at + "\"items\":[".len());
    let (items, rest) = split_items(tail, items.len());
    Ok(format!("{head}\n{}\n]{}", items.join(",\n"), rest))
}

/// Cuts a serialised array's inside into its `count` elements, and what follows the closing bracket.
fn split_items(text: &str, count: usize) -> (Vec<&str>, &str) {
    let mut stream = Vec::with_capacity(count);
    let mut rest = text;
    for _ in 0..count {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
        let _ = values.next();
        let (element, after) = rest.split_at(values.byte_offset());
        stream.push(element);
        rest = after.strip_prefix([',', ']']).unwrap_or(after);
    }
    (stream, rest)
}
