//! From the tree of a current.xml to the model.

use super::kind::FileKind;
use super::material::{Material, Part};
use super::merge;
use super::model::*;
use super::receipt::Receipt;
use super::records;
use super::tree::{Node, read};
use crate::domain::{ColumnType, DateForm, Encoding};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::xml;

/// Reads a current.xml. `belongs` tells whether its `system` attribute names the system that is asked for.
///
/// # Errors
/// It cannot be read as a whole, or it belongs to another system.
pub fn document(material: &Material<'_>, belongs: &impl Fn(&str) -> Result<(), Bilingual>) -> Result<Part, Problem> {
    let (source, note) = xml::from_bytes(material.path, material.bytes)?;
    let mut problems = Vec::new();
    let mut part = {
        let root = read(&source, &mut problems)?;
        records::check(&root, &source, &mut problems);
        if let Some(name) = root.text("system")
            && let Err(todo) = belongs(name)
        {
            let at = root.value_span("system").unwrap_or(root.span).start;
            let what =
                Bilingual::new(format!("このファイルは「{name}」のものです"), format!("this file is for {name:?}"));
            return Err(source.problem(at, what, todo));
        }
        // without a role it was told already as a missing attribute
        root.text("role").map(|role| system(&root, if role == "package" { Role::Package } else { Role::Present }, 0))
    };
    let receipt = Receipt::new(material.path, FileKind::CurrentXml.id());
    if let Some(system) = &mut part {
        system.notes.extend(note);
        system.files.push(source);
    }
    Ok(Part { system: part.unwrap_or_else(CurrentSystem::unstated), problems, receipt })
}

fn system(root: &Node<'_>, role: Role, file: usize) -> CurrentSystem {
    let spot = Spot { file, span: root.span };
    let conforms = root.owned("conforms-to").map(|label| {
        let span = root.value_span("conforms-to").unwrap_or(root.span);
        (label, Spot { file, span })
    });
    CurrentSystem {
        files: Vec::new(),
        notes: Vec::new(),
        role,
        municipality: root.owned("municipality"),
        municipality_name: root.owned("municipality-name"),
        category: root.owned("category"),
        scope: root.words("scope"),
        product: root.owned("product"),
        as_of: root.owned("as-of"),
        conforms_to: conforms,
        root: spot,
        layout: sections(root, "layout", |n| layout(n, file), merge::layout),
        forms: sections(root, "forms", |n| section(n, "form", file, form), merge::section),
        functions: sections(root, "functions", |n| section(n, "function", file, answer), merge::section),
        by_name: Default::default(),
    }
}

fn sections<T>(root: &Node<'_>, name: &'static str, read: impl Fn(&Node<'_>) -> T, merge: fn(&mut T, T)) -> Option<T> {
    let mut parts = root.children(name).map(read);
    let mut first = parts.next()?;
    parts.for_each(|part| merge(&mut first, part));
    Some(first)
}

fn section<T>(node: &Node<'_>, entry: &'static str, file: usize, read: fn(&Node<'_>, usize) -> T) -> Section<T> {
    Section {
        complete: node.bool("complete").unwrap_or(false),
        spot: Spot { file, span: node.span },
        entries: node.children(entry).map(|n| read(n, file)).collect(),
    }
}

/// What an element inherits when it says nothing itself.
#[derive(Clone, Copy)]
struct Inherited {
    unit: Option<Unit>,
    encoding: Option<Encoding>,
    occurs: Option<u32>,
    file: usize,
}

impl Inherited {
    fn with(self, node: &Node<'_>) -> Self {
        let occurs = match (self.occurs, node.count("occurs")) {
            (Some(outer), Some(inner)) => Some(outer.saturating_mul(inner)),
            (outer, inner) => inner.or(outer),
        };
        Inherited {
            unit: unit(node).or(self.unit),
            encoding: encoding(node).or(self.encoding),
            occurs,
            file: self.file,
        }
    }
}

fn layout(node: &Node<'_>, file: usize) -> Layout {
    let inherited = Inherited { unit: None, encoding: None, occurs: None, file }.with(node);
    Layout {
        complete: node.bool("complete").unwrap_or(false),
        spot: Spot { file, span: node.span },
        encoding: inherited.encoding,
        tables: node.children.iter().filter(|c| c.def.name != "codes").map(|n| table(n, inherited)).collect(),
        codes: node.children("codes").map(|n| code_table(n, file)).collect(),
    }
}

fn table(node: &Node<'_>, inherited: Inherited) -> Table {
    let (mut columns, mut groups) = (Vec::new(), Vec::new());
    collect_columns(node, inherited.with(node), Around::default(), &mut groups, &mut columns);
    Table {
        name: node.owned("name").unwrap_or_default(),
        label: node.owned("label"),
        view: node.def.name == "view",
        rows: node.count("rows"),
        history: node.text("history").and_then(history),
        history_key: node.words("history-key"),
        local: node.bool("local").unwrap_or(false),
        note: node.owned("note"),
        guess: node.owned("guess"),
        spot: Spot { file: inherited.file, span: node.span },
        groups,
        columns,
    }
}

/// What stands around a column.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    group: Option<usize>,
    redefines: Option<&'a str>,
}

fn collect_columns<'a>(
    node: &'a Node<'_>,
    inherited: Inherited,
    around: Around<'a>,
    groups: &mut Vec<Group>,
    columns: &mut Vec<Column>,
) {
    for child in &node.children {
        let redefines = child.text("redefines").or(around.redefines);
        if child.def.name != "group" {
            columns.push(column(child, inherited.with(child), Around { redefines, ..around }));
            continue;
        }
        groups.push(Group {
            name: child.owned("name").unwrap_or_default(),
            parent: around.group,
            offset: child.count("offset"),
            occurs: child.count("occurs"),
            redefines: child.owned("redefines"),
        });
        let inside = Around { group: Some(groups.len() - 1), redefines };
        collect_columns(child, inherited.with(child), inside, groups, columns);
    }
}

fn column(node: &Node<'_>, inherited: Inherited, around: Around<'_>) -> Column {
    Column {
        name: node.owned("name").unwrap_or_default(),
        label: node.owned("label"),
        column_type: node.text("type").and_then(ColumnType::from_name),
        length: node.count("length"),
        unit: inherited.unit,
        encoding: inherited.encoding,
        scale: node.count("scale"),
        signed: node.bool("signed"),
        key: node.text("key").map(|k| if k == "primary" { Key::Primary } else { Key::Foreign }),
        nullable: node.bool("nullable"),
        references: node.owned("references"),
        codes: node
            .text("codes")
            .map(|c| if c == "none" { ColumnCodes::FreeText } else { ColumnCodes::List(c.to_string()) }),
        date: node.text("date").and_then(|form| DateForm::from_name(form, written_digits(node))),
        eras: node.words("era"),
        unknown: node.words("unknown"),
        sentinels: node.words("sentinels"),
        gaiji: node.bool("gaiji"),
        max_observed: node.count("max-observed"),
        null_count: node.count("null-count"),
        offset: node.count("offset"),
        occurs: inherited.occurs,
        redefines: around.redefines.map(str::to_string),
        group: around.group,
        local: node.bool("local").unwrap_or(false),
        note: node.owned("note"),
        guess: node.owned("guess"),
        spot: Spot { file: inherited.file, span: node.span },
    }
}

/// Digits that a date column shows: a packed field holds two a byte, less the sign, unless its length is stated in digits.
fn written_digits(node: &Node<'_>) -> Option<u8> {
    let length = node.count("length")?;
    let packed = node.text("type") == Some("packed") && node.text("unit") != Some("digit");
    let digits = if packed { length.saturating_mul(2).saturating_sub(1) } else { length };
    // a packed field has an odd number of digits; the leading one of an even form is a filler
    u8::try_from(digits).ok()
}

fn code_table(node: &Node<'_>, file: usize) -> CodeTable {
    CodeTable {
        id: node.owned("id").unwrap_or_default(),
        label: node.owned("label"),
        from: node.owned("from"),
        spot: Spot { file, span: node.span },
        values: node.children("code").map(|n| code(n, file)).collect(),
    }
}

fn code(node: &Node<'_>, file: usize) -> Code {
    let spot = Spot { file, span: node.span };
    Code { value: node.owned("value").unwrap_or_default(), label: node.owned("label"), spot }
}

fn form(node: &Node<'_>, file: usize) -> Form {
    Form {
        name: node.owned("name").unwrap_or_default(),
        standard: node.owned("standard"),
        audience: node.owned("audience"),
        paper: node.owned("paper"),
        orientation: node.owned("orientation"),
        sides: node.text("sides").and_then(|s| s.parse().ok()),
        color: node.owned("color"),
        per_sheet: node.count("per-sheet"),
        medium: node.owned("medium"),
        volume: node.count("volume"),
        barcode: node.owned("barcode"),
        window: node.bool("window"),
        valid_from: node.owned("valid-from"),
        local: node.bool("local").unwrap_or(false),
        note: node.owned("note"),
        spot: Spot { file, span: node.span },
        fields: node.children("field").map(|n| field(n, file)).collect(),
    }
}

fn field(node: &Node<'_>, file: usize) -> Field {
    Field {
        label: node.owned("label").unwrap_or_default(),
        from: node.words("from"),
        max: node.count("max"),
        lines: node.count("lines"),
        repeat: node.count("repeat"),
        note: node.owned("note"),
        spot: Spot { file, span: node.span },
    }
}

fn answer(node: &Node<'_>, file: usize) -> Answer {
    let reply = match node.text("answer") {
        Some("yes") => Reply::Yes,
        Some("no") => Reply::No,
        Some("partly") => Reply::Partly,
        _ => Reply::Unknown,
    };
    Answer {
        name: node.owned("name").unwrap_or_default(),
        reply,
        local: node.bool("local").unwrap_or(false),
        note: node.owned("note"),
        spot: Spot { file, span: node.span },
    }
}

fn unit(node: &Node<'_>) -> Option<Unit> {
    Some(match node.text("unit")? {
        "char" => Unit::Char,
        "byte" => Unit::Byte,
        _ => Unit::Digit,
    })
}

fn encoding(node: &Node<'_>) -> Option<Encoding> {
    node.text("encoding").and_then(Encoding::from_name)
}

fn history(text: &str) -> Option<HistoryKept> {
    Some(match text {
        "full" => HistoryKept::Full,
        "diff" => HistoryKept::Diff,
        "latest" => HistoryKept::Latest,
        "by-year" => HistoryKept::ByYear,
        _ => return None,
    })
}
