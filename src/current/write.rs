//! A present system written as current.xml, as `import` does.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::elements::NAMESPACE;
use super::model::*;
use crate::domain::{DateForm, Encoding};

/// The layout as current.xml. What is unknown is left out; what was guessed is marked.
pub fn xml(system: &CurrentSystem, slug: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let root = [
        ("xmlns", Some(NAMESPACE.to_string())),
        ("role", Some(system.role.id().to_string())),
        ("system", Some(slug.to_string())),
        ("scope", (!system.scope.is_empty()).then(|| system.scope.join(" "))),
        ("municipality", system.municipality.clone()),
        ("municipality-name", system.municipality_name.clone()),
        ("category", system.category.clone()),
        ("product", system.product.clone()),
        ("as-of", system.as_of.clone()),
        ("conforms-to", system.conforms_to.as_ref().map(|(label, _)| label.clone())),
        ("guess", Some("role".to_string())),
    ];
    open(&mut out, 0, "current", &root, false);
    if let Some(layout) = &system.layout {
        let attributes = [("complete", yes(layout.complete)), ("encoding", layout.encoding.map(encoding))];
        open(&mut out, 1, "layout", &attributes, false);
        layout.tables.iter().for_each(|t| table(&mut out, t, layout.encoding));
        layout.codes.iter().for_each(|c| code_table(&mut out, c));
        out.push_str("  </layout>\n");
    }
    forms(&mut out, system);
    functions(&mut out, system);
    out.push_str("</current>\n");
    out
}

fn forms(out: &mut String, system: &CurrentSystem) {
    let Some(section) = &system.forms else { return };
    open(out, 1, "forms", &[("complete", Some(section.complete.to_string()))], false);
    for f in &section.entries {
        let attributes = [
            ("name", Some(f.name.clone())),
            ("standard", f.standard.clone()),
            ("audience", f.audience.clone()),
            ("paper", f.paper.clone()),
            ("orientation", f.orientation.clone()),
            ("sides", number(f.sides.map(u32::from))),
            ("color", f.color.clone()),
            ("per-sheet", number(f.per_sheet)),
            ("medium", f.medium.clone()),
            ("volume", number(f.volume)),
            ("barcode", f.barcode.clone()),
            ("window", f.window.map(|w| w.to_string())),
            ("valid-from", f.valid_from.clone()),
            ("local", yes(f.local)),
            ("note", f.note.clone()),
        ];
        open(out, 2, "form", &attributes, f.fields.is_empty());
        if f.fields.is_empty() {
            continue;
        }
        f.fields.iter().for_each(|f| field(out, f));
        out.push_str("    </form>\n");
    }
    out.push_str("  </forms>\n");
}

fn field(out: &mut String, field: &Field) {
    let attributes = [
        ("label", Some(field.label.clone())),
        ("from", words(&field.from)),
        ("max", number(field.max)),
        ("lines", number(field.lines)),
        ("repeat", number(field.repeat)),
        ("note", field.note.clone()),
    ];
    open(out, 3, "field", &attributes, true);
}

fn functions(out: &mut String, system: &CurrentSystem) {
    let Some(section) = &system.functions else { return };
    open(out, 1, "functions", &[("complete", Some(section.complete.to_string()))], false);
    for a in &section.entries {
        let answer = match a.reply {
            Reply::Yes => "yes",
            Reply::No => "no",
            Reply::Partly => "partly",
            Reply::Unknown => "unknown",
        };
        let attributes = [
            ("name", Some(a.name.clone())),
            ("answer", Some(answer.to_string())),
            ("local", a.local.then(|| "true".to_string())),
            ("note", a.note.clone()),
        ];
        open(out, 2, "function", &attributes, true);
    }
    out.push_str("  </functions>\n");
}

/// A character that XML cannot hold, and in how many places it stood.
pub type LeftOut = BTreeMap<char, usize>;

/// The text without the characters that XML cannot hold, and what was left out. Only values can hold them.
pub fn readable(text: &str) -> (String, LeftOut) {
    let mut left_out = LeftOut::new();
    let kept = |c: &char| {
        let fits = !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
        if !fits {
            *left_out.entry(*c).or_default() += 1;
        }
        fits
    };
    let text = text.chars().filter(kept).collect();
    (text, left_out)
}

/// Line ends and tabs in a value are references, since a reader takes them for blanks otherwise.
fn value(text: &str) -> String {
    escape(text).replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

fn open(out: &mut String, depth: usize, name: &str, attributes: &[(&str, Option<String>)], empty: bool) {
    let _ = write!(out, "{}<{name}", "  ".repeat(depth));
    for (name, text) in attributes.iter().filter_map(|(n, v)| v.as_ref().map(|v| (n, v))) {
        let _ = write!(out, " {name}=\"{}\"", value(text));
    }
    out.push_str(if empty { "/>\n" } else { ">\n" });
}

fn number(n: Option<u32>) -> Option<String> {
    n.map(|n| n.to_string())
}

fn yes(flag: bool) -> Option<String> {
    flag.then(|| "true".to_string())
}

fn words(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

fn table(out: &mut String, table: &Table, outer: Option<Encoding>) {
    let name = if table.view { "view" } else { "table" };
    let history = table.history.map(|h| match h {
        HistoryKept::Full => "full",
        HistoryKept::Diff => "diff",
        HistoryKept::Latest => "latest",
        HistoryKept::ByYear => "by-year",
    });
    let attributes = [
        ("name", Some(table.name.clone())),
        ("label", table.label.clone()),
        ("rows", number(table.rows)),
        ("history", history.map(str::to_string)),
        ("history-key", words(&table.history_key)),
        ("local", yes(table.local)),
        ("note", table.note.clone()),
        ("guess", table.guess.clone()),
    ];
    open(out, 2, name, &attributes, false);
    // groups that are open, outer ones first
    let mut around: Vec<usize> = Vec::new();
    for c in &table.columns {
        let mut path: Vec<usize> =
            std::iter::successors(c.group, |at| table.groups.get(*at).and_then(|g| g.parent)).collect();
        path.reverse();
        let shared = around.iter().zip(&path).take_while(|(a, b)| a == b).count();
        close_groups(out, &mut around, shared);
        for at in path.into_iter().skip(shared) {
            group(out, 3 + around.len(), table.groups.get(at));
            around.push(at);
        }
        column(out, 3 + around.len(), (table, outer), c);
    }
    close_groups(out, &mut around, 0);
    let _ = writeln!(out, "    </{name}>");
}

fn close_groups(out: &mut String, around: &mut Vec<usize>, keep: usize) {
    while around.len() > keep {
        around.pop();
        let _ = writeln!(out, "{}</group>", "  ".repeat(3 + around.len()));
    }
}

fn group(out: &mut String, depth: usize, group: Option<&Group>) {
    let attributes = group.map_or_else(Vec::new, |g| {
        vec![
            ("name", Some(g.name.clone()).filter(|n| !n.is_empty())),
            ("occurs", number(g.occurs)),
            ("redefines", g.redefines.clone()),
            ("offset", number(g.offset)),
        ]
    });
    open(out, depth, "group", &attributes, false);
}

fn column(out: &mut String, depth: usize, (table, outer): (&Table, Option<Encoding>), c: &Column) {
    let unit = c.unit.map(|u| match u {
        Unit::Char => "char",
        Unit::Byte => "byte",
        Unit::Digit => "digit",
    });
    let codes = c.codes.as_ref().map(|codes| match codes {
        ColumnCodes::FreeText => "none".to_string(),
        ColumnCodes::List(id) => id.clone(),
    });
    let grouped = c.group.and_then(|at| table.groups.get(at)).and_then(|g| g.redefines.as_ref());
    let around = table.group_occurs(c).max(1);
    let attributes = [
        ("name", Some(c.name.clone())),
        ("label", c.label.clone()),
        ("type", c.column_type.map(|t| t.name().to_string())),
        ("length", number(c.length)),
        ("unit", unit.map(str::to_string)),
        ("encoding", c.encoding.filter(|e| Some(*e) != outer).map(encoding)),
        ("scale", number(c.scale)),
        ("signed", c.signed.map(|s| s.to_string())),
        ("key", c.key.map(|k| if k == Key::Primary { "primary" } else { "foreign" }.to_string())),
        ("nullable", c.nullable.map(|n| n.to_string())),
        ("references", c.references.clone()),
        ("codes", codes),
        ("date", c.date.map(|d| date(d).to_string())),
        ("era", words(&c.eras)),
        ("unknown", words(&c.unknown)),
        ("sentinels", words(&c.sentinels)),
        ("gaiji", c.gaiji.map(|g| g.to_string())),
        ("max-observed", number(c.max_observed)),
        ("null-count", number(c.null_count)),
        ("offset", number(c.offset)),
        ("occurs", number(c.occurs.map(|n| n / around).filter(|n| *n != 1 || around == 1))),
        ("redefines", c.redefines.clone().filter(|r| grouped != Some(r))),
        ("local", yes(c.local)),
        ("note", c.note.clone()),
        ("guess", c.guess.clone()),
    ];
    open(out, depth, "column", &attributes, true);
}

fn code_table(out: &mut String, codes: &CodeTable) {
    let attributes = [("id", Some(codes.id.clone())), ("label", codes.label.clone()), ("from", codes.from.clone())];
    open(out, 2, "codes", &attributes, codes.values.is_empty());
    if codes.values.is_empty() {
        return;
    }
    for code in &codes.values {
        open(out, 3, "code", &[("value", Some(code.value.clone())), ("label", code.label.clone())], true);
    }
    out.push_str("    </codes>\n");
}

fn encoding(encoding: Encoding) -> String {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Cp932 => "CP932",
        Encoding::EucJp => "EUC-JP",
        Encoding::Jef => "JEF",
        Encoding::Keis => "KEIS",
        Encoding::Ebcdic => "EBCDIC",
    }
    .to_string()
}

fn date(form: DateForm) -> &'static str {
    match form {
        DateForm::Iso => "iso",
        DateForm::Yyyymmdd => "yyyymmdd",
        DateForm::Wareki { .. } => "wareki",
        DateForm::Julian => "julian",
        DateForm::Yyyymm => "yyyymm",
        DateForm::Year => "yyyy",
        DateForm::Native | DateForm::Timestamp => "native",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_counted() {
        let (text, left_out) = readable("a\u{1}b\u{1}\u{FFFF}\u{1B}\n\t宛\u{85}");
        assert_eq!(text, "ab\n\t宛\u{85}");
        assert_eq!(left_out.into_iter().collect::<Vec<_>>(), [('\u{1}', 2), ('\u{1B}', 1), ('\u{FFFF}', 1)]);
    }

    #[test]
    fn line_ends_in_values_are_references() {
        assert_eq!(value("a\r\n\t\"<&"), "a&#13;&#10;&#9;&quot;&lt;&amp;");
    }
}
