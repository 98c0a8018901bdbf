//! A current.xml that conforms: every table, column, code, form and function as the standard has them.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::current::elements::NAMESPACE;
use crate::current::model::Role;
use crate::domain::ItemType;
use crate::spec::edition::{
    Audience, Class, ClassFor, CodeList, Color, Digits, Form, History, Item, Orientation, Presence,
};
use crate::spec::standard::{FormId, GroupId, Standard};

/// Writes the template. For `present`, what is optional is left out.
pub fn current(standard: &Standard, slug: &str, role: Role) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let own = standard.own();
    let label = &own.edition.edition.label;
    let scope: Vec<&str> = standard.editions.iter().flat_map(|e| &e.edition.businesses).map(String::as_str).collect();
    line(
        &mut out,
        0,
        "<!-- gapcheck template current: 標準（",
        &format!("{slug} {label}"),
        "）どおりの例。名前・型・桁数を実際のものに書き換えてください -->",
    );
    let _ = writeln!(
        out,
        "<current xmlns=\"{NAMESPACE}\" role=\"{}\" system=\"{slug}\" scope=\"{}\">",
        role.id(),
        scope.join(" ")
    );
    layout(&mut out, standard, role);
    forms(&mut out, standard, role);
    functions(&mut out, standard, role);
    out.push_str("</current>\n");
    out
}

fn line(out: &mut String, depth: usize, before: &str, text: &str, after: &str) {
    let _ = writeln!(out, "{}{before}{}{after}", "  ".repeat(depth), text.replace("--", "－－"));
}

/// An element with the attributes that have a value.
fn element(out: &mut String, depth: usize, name: &str, attributes: &[(&str, Option<String>)], empty: bool) {
    let _ = write!(out, "{}<{name}", "  ".repeat(depth));
    for (name, value) in attributes.iter().filter_map(|(n, v)| v.as_ref().map(|v| (n, v))) {
        let _ = write!(out, " {name}=\"{}\"", escape(value.as_str()));
    }
    out.push_str(if empty { "/>\n" } else { ">\n" });
}

fn some(text: &str) -> Option<String> {
    Some(text.to_string())
}

fn wanted(item: &Item, role: Role) -> bool {
    role == Role::Package || item.presence != Some(Presence::Optional)
}

fn layout(out: &mut String, standard: &Standard, role: Role) {
    let attributes = [("complete", some("true")), ("encoding", some("UTF-8")), ("unit", some("char"))];
    element(out, 1, "layout", &attributes, false);
    for group in standard.groups() {
        table(out, standard, group, role);
    }
    for edition in &standard.editions {
        edition.edition.code_lists.iter().for_each(|list| codes(out, list));
    }
    out.push_str("  </layout>\n");
}

fn table(out: &mut String, standard: &Standard, group: GroupId, role: Role) {
    let g = standard.group(group);
    let history = g.history.map(|h| match h {
        History::Full => "full",
        History::Diff => "diff",
        History::Latest => "latest",
        History::ByYear => "by-year",
    });
    let attributes = [("name", some(&g.key)), ("label", some(&g.name)), ("history", history.and_then(some))];
    element(out, 2, "table", &attributes, false);
    for item in g.items.iter().filter(|i| wanted(i, role)) {
        column(out, standard, item);
    }
    out.push_str("    </table>\n");
}

fn column(out: &mut String, standard: &Standard, item: &Item) {
    let (kind, length, scale) = shape(item);
    let date = match item.data_type {
        Some(ItemType::Date) => some("iso"),
        Some(ItemType::Year) => some("yyyy"),
        _ => None,
    };
    let unknown =
        (item.data_type == Some(ItemType::Date) && item.unknown_dates == Some(true)).then(|| "0000-00-00".to_string());
    let signed = match item.data_type {
        Some(ItemType::SignedInteger) => Some("true"),
        Some(ItemType::Integer) => Some("false"),
        _ => None,
    };
    let target = item.foreign_key.as_ref().and_then(|k| reference(standard, &k.group, k.item.as_deref()));
    let key = if item.primary_key { some("primary") } else { item.foreign_key.as_ref().and_then(|_| some("foreign")) };
    let nullable =
        if item.primary_key || item.value == Some(crate::spec::edition::Value::Required) { "false" } else { "true" };
    let attributes = [
        ("name", some(&item.key)),
        ("label", some(&item.name)),
        ("type", kind.and_then(some)),
        ("length", length.map(|n| n.to_string())),
        ("scale", scale.map(|n| n.to_string())),
        ("signed", signed.and_then(some)),
        ("key", key),
        ("nullable", some(nullable)),
        ("references", target),
        ("codes", item.code.as_ref().map(|c| c.rsplit(':').next().unwrap_or(c).to_string())),
        ("date", date),
        ("unknown", unknown),
        ("occurs", item.repeat.map(|n| n.to_string())),
    ];
    element(out, 3, "column", &attributes, true);
}

/// Type, length and scale of a column that holds exactly the item.
fn shape(item: &Item) -> (Option<&'static str>, Option<u32>, Option<u32>) {
    let chars = match item.digits {
        Some(Digits::Chars(n)) => Some(n),
        _ => None,
    };
    match (item.data_type, item.digits) {
        (None, _) => (None, None, None),
        (Some(ItemType::HalfWidthText), _) => (Some("char"), chars, None),
        (Some(ItemType::FullWidthText), _) => (Some("nchar"), chars, None),
        (Some(ItemType::Decimal), Some(Digits::Decimal { integer, decimals })) => {
            (Some("number"), Some(integer + decimals), Some(decimals))
        }
        (Some(ItemType::Integer | ItemType::SignedInteger | ItemType::Decimal), _) => (Some("number"), chars, None),
        (Some(ItemType::Image), _) => (Some("blob"), None, None),
        (Some(ItemType::Year | ItemType::Date), _) => (Some("char"), chars, None),
        (Some(ItemType::Time), _) => (Some("time"), None, None),
    }
}

fn reference(standard: &Standard, group: &str, item: Option<&str>) -> Option<String> {
    let target = standard.groups().map(|g| standard.group(g)).find(|g| g.name == group)?;
    let item = match item {
        Some(name) => target.items.iter().find(|i| i.name == name),
        None => target.items.iter().find(|i| i.primary_key),
    };
    Some(format!("{}.{}", target.key, item?.key))
}

fn codes(out: &mut String, list: &CodeList) {
    element(out, 2, "codes", &[("id", some(&list.key)), ("label", some(&list.name))], false);
    for code in &list.values {
        let value = code.value.clone().or_else(|| code.label.clone());
        element(out, 3, "code", &[("value", value), ("label", code.label.clone())], true);
    }
    out.push_str("    </codes>\n");
}

fn forms(out: &mut String, standard: &Standard, role: Role) {
    element(out, 1, "forms", &[("complete", some("true"))], false);
    for form in standard.forms() {
        let f = standard.form(form);
        let optional = f.class.of(None) == ClassFor::Known(Class::Optional);
        if role == Role::Package || !optional {
            one_form(out, standard, form, f, role);
        }
    }
    out.push_str("  </forms>\n");
}

fn one_form(out: &mut String, standard: &Standard, id: FormId, form: &Form, role: Role) {
    let audience = match form.audience {
        Audience::Resident => "resident",
        Audience::Organization => "organization",
        Audience::Internal => "internal",
    };
    let orientation = form.orientation.map(|o| if o == Orientation::Portrait { "portrait" } else { "landscape" });
    let color = form.color.map(|c| if c == Color::Mono { "mono" } else { "color" });
    let attributes = [
        ("name", Some(standard.form_label(id))),
        ("audience", some(audience)),
        ("paper", form.paper.clone()),
        ("orientation", orientation.and_then(some)),
        ("sides", form.sides.map(|n| n.to_string())),
        ("color", color.and_then(some)),
        ("per-sheet", form.per_sheet.map(|n| n.to_string())),
        ("medium", form.medium.clone()),
    ];
    element(out, 2, "form", &attributes, form.items.is_empty());
    for printed in &form.items {
        let source = standard.printed_source(id, printed).filter(|i| wanted(standard.item(*i), role));
        let from = source.map(|i| format!("{}.{}", standard.group(standard.group_of(i)).key, standard.item(i).key));
        let attributes = [
            ("label", some(&printed.name)),
            ("from", from),
            ("max", printed.max.map(|n| n.to_string())),
            ("lines", printed.lines.map(|n| n.to_string())),
            ("repeat", printed.repeat.map(|n| n.to_string())),
        ];
        element(out, 3, "field", &attributes, true);
    }
    if !form.items.is_empty() {
        out.push_str("    </form>\n");
    }
}

fn functions(out: &mut String, standard: &Standard, role: Role) {
    element(out, 1, "functions", &[("complete", some("true"))], false);
    for function in standard.functions() {
        let f = standard.function(function);
        let answer = match f.class.of(None) {
            ClassFor::Known(Class::Forbidden) => "no",
            ClassFor::Known(Class::Optional) if role == Role::Present => "no",
            _ => "yes",
        };
        element(
            out,
            2,
            "function",
            &[("name", Some(standard.function_label(function))), ("answer", some(answer))],
            true,
        );
    }
    out.push_str("  </functions>\n");
}
