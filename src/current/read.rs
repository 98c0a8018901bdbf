//! From the tree to the model, several files into one system.

use std::collections::HashMap;
use std::path::Path;

use super::answers;
use super::list::{self, ListReading};
use super::model::*;
use super::records;
use super::tree::{Node, read};
use crate::domain::{ColumnType, DateForm, Encoding};
use crate::sheet;
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;
use crate::xml;

/// What came of reading: a system if at least one file could be read, and everything that could not.
#[derive(Debug)]
pub struct Reading {
    pub system: Option<CurrentSystem>,
    /// Nothing in it may be passed over: the run ends with exit code 2 although the rest was checked.
    pub problems: Vec<Problem>,
}

/// Reads the files of one system. `belongs` tells whether a `system` attribute names the system that is asked for.
pub fn read_files(paths: &[String], belongs: impl Fn(&str) -> Result<(), Bilingual>) -> Reading {
    let mut reading = Reading { system: None, problems: Vec::new() };
    // lists and answer sheets say nothing about themselves: what the others say about the system comes first
    for path in paths.iter().filter(|p| !is_list(p)).chain(paths.iter().filter(|p| is_list(p))) {
        if let Err(problem) = read_one(path, &belongs, &mut reading) {
            reading.problems.push(problem);
        }
    }
    if let Some(system) = &mut reading.system {
        drop_duplicates(system, &mut reading.problems);
    }
    reading
}

/// Whether a path names a column list rather than current.xml, by its ending.
fn is_list(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "ods")
}

fn read_list(path: &str, reading: &mut Reading) -> Result<(), Problem> {
    let workbook = sheet::open(Path::new(path), &sheet::Limits::default())?;
    let (mut system, mut problems) = match answers::is_answers(&workbook) {
        true => answers::read(&workbook),
        false => {
            let ListReading { system, problems } = list::read(&workbook)?;
            (system, problems)
        }
    };
    reading.problems.append(&mut problems);
    match &mut reading.system {
        None => reading.system = Some(system),
        Some(whole) => {
            move_to_file(&mut system, whole.files.len());
            // it says nothing about the scope, so it does not widen it
            system.scope = whole.scope.clone();
            drop_repeated(whole, &mut system);
            whole.files.append(&mut system.files);
            merge(whole, system);
        }
    }
    Ok(())
}

/// Places of a list that comes after other files.
fn move_to_file(system: &mut CurrentSystem, file: usize) {
    system.root.file += file;
    system.functions.iter_mut().flat_map(|f| &mut f.entries).for_each(|a| a.spot.file += file);
    system.forms.iter_mut().flat_map(|f| &mut f.entries).for_each(|f| f.spot.file += file);
    let Some(layout) = &mut system.layout else { return };
    layout.spot.file = file;
    for table in &mut layout.tables {
        table.spot.file = file;
        table.columns.iter_mut().for_each(|c| c.spot.file = file);
    }
}

/// Two sections may hand in the same answer. Where they differ both stay, and that is told.
fn drop_repeated(whole: &CurrentSystem, part: &mut CurrentSystem) {
    let same = |a: &str, b: &str| f1_lower(a) == f1_lower(b);
    if let (Some(known), Some(more)) = (&whole.functions, &mut part.functions) {
        let said = |a: &Answer, b: &Answer| same(&a.name, &b.name) && (a.reply, a.local) == (b.reply, b.local);
        more.entries.retain(|answer| !known.entries.iter().any(|k| said(k, answer)));
    }
    if let (Some(known), Some(more)) = (&whole.forms, &mut part.forms) {
        let said = |a: &Form, b: &Form| {
            let facts = |f: &Form| (f.standard.clone(), f.paper.clone(), f.orientation.clone(), f.sides, f.per_sheet);
            same(&a.name, &b.name) && facts(a) == facts(b)
        };
        more.entries.retain(|form| !known.entries.iter().any(|k| said(k, form)));
    }
}

fn read_one(
    path: &str,
    belongs: &impl Fn(&str) -> Result<(), Bilingual>,
    reading: &mut Reading,
) -> Result<(), Problem> {
    if is_list(path) {
        return read_list(path, reading);
    }
    let (source, note) = xml::load(path)?;
    let mut found = Vec::new();
    let file = reading.system.as_ref().map_or(0, |s| s.files.len());
    let mut part = {
        let root = read(&source, &mut found)?;
        records::check(&root, &source, &mut found);
        if let Some(name) = root.text("system")
            && let Err(todo) = belongs(name)
        {
            let at = root.value_span("system").unwrap_or(root.span).start;
            let what =
                Bilingual::new(format!("このファイルは「{name}」のものです"), format!("this file is for {name:?}"));
            return Err(source.problem(at, what, todo));
        }
        let Some(role) = root.text("role") else {
            // told already as a missing attribute
            reading.problems.append(&mut found);
            return Ok(());
        };
        let role = if role == "package" { Role::Package } else { Role::Present };
        system(&root, role, file)
    };
    reading.problems.append(&mut found);
    part.notes.extend(note);
    let source: Source = source;
    match &mut reading.system {
        None => {
            part.files.push(source);
            reading.system = Some(part);
        }
        Some(system) if system.role != part.role => {
            let at = source.position(part.root.span.start);
            return Err(Problem::new(
                path,
                Bilingual::new("ほかのファイルと role が違います", "its role differs from the other files'"),
                Bilingual::new(
                    "present と package は別々に実行してください",
                    "check present and package in separate runs",
                ),
            )
            .at(at));
        }
        Some(system) => {
            system.files.push(source);
            merge(system, part);
        }
    }
    Ok(())
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
        layout: sections(root, "layout", |n| layout(n, file), merge_layout),
        forms: sections(root, "forms", |n| section(n, "form", file, form), merge_section),
        functions: sections(root, "functions", |n| section(n, "function", file, answer), merge_section),
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

fn merge(system: &mut CurrentSystem, part: CurrentSystem) {
    let all = system.scope.is_empty() || part.scope.is_empty();
    system.scope = if all { Vec::new() } else { union(&system.scope, part.scope) };
    system.notes.extend(part.notes);
    system.municipality = system.municipality.take().or(part.municipality);
    system.municipality_name = system.municipality_name.take().or(part.municipality_name);
    system.category = system.category.take().or(part.category);
    system.product = system.product.take().or(part.product);
    system.as_of = system.as_of.take().or(part.as_of);
    system.conforms_to = system.conforms_to.take().or(part.conforms_to);
    merge_option(&mut system.layout, part.layout, merge_layout);
    merge_option(&mut system.forms, part.forms, merge_section);
    merge_option(&mut system.functions, part.functions, merge_section);
}

fn union(a: &[String], b: Vec<String>) -> Vec<String> {
    let mut all = a.to_vec();
    all.extend(b.into_iter().filter(|x| !a.contains(x)));
    all
}

fn merge_option<T>(into: &mut Option<T>, part: Option<T>, merge: fn(&mut T, T)) {
    match (into.as_mut(), part) {
        (Some(whole), Some(part)) => merge(whole, part),
        (None, part) => *into = part,
        (Some(_), None) => {}
    }
}

fn merge_layout(whole: &mut Layout, part: Layout) {
    whole.complete &= part.complete;
    whole.encoding = whole.encoding.or(part.encoding);
    whole.tables.extend(part.tables);
    whole.codes.extend(part.codes);
}

fn merge_section<T>(whole: &mut Section<T>, part: Section<T>) {
    whole.complete &= part.complete;
    whole.entries.extend(part.entries);
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
    let mut columns = Vec::new();
    collect_columns(node, inherited.with(node), None, &mut columns);
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
        columns,
    }
}

fn collect_columns(node: &Node<'_>, inherited: Inherited, redefines: Option<&str>, columns: &mut Vec<Column>) {
    for child in &node.children {
        let own = child.text("redefines").or(redefines);
        match child.def.name {
            "group" => collect_columns(child, inherited.with(child), own, columns),
            _ => columns.push(column(child, inherited.with(child), own)),
        }
    }
}

fn column(node: &Node<'_>, inherited: Inherited, redefines: Option<&str>) -> Column {
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
        redefines: redefines.map(str::to_string),
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

/// A name that stands twice would let one definition hide the other; the first is kept.
fn drop_duplicates(system: &mut CurrentSystem, problems: &mut Vec<Problem>) {
    let files = &system.files;
    if let Some(layout) = &mut system.layout {
        unique(files, &mut layout.tables, |t| (f1_lower(&t.name), t.spot), ("表", "table"), problems);
        unique(files, &mut layout.codes, |c| (f1_lower(&c.id), c.spot), ("コード一覧", "code list"), problems);
        for table in &mut layout.tables {
            unique(files, &mut table.columns, |c| (f1_lower(&c.name), c.spot), ("項目", "column"), problems);
        }
        for codes in &mut layout.codes {
            unique(files, &mut codes.values, |c| (c.value.clone(), c.spot), ("コード値", "code value"), problems);
        }
    }
    if let Some(forms) = &mut system.forms {
        unique(files, &mut forms.entries, |f| (f1_lower(&f.name), f.spot), ("帳票", "form"), problems);
        for form in &mut forms.entries {
            unique(files, &mut form.fields, |f| (f1_lower(&f.label), f.spot), ("印字項目", "printed item"), problems);
        }
    }
    if let Some(functions) = &mut system.functions {
        unique(files, &mut functions.entries, |a| (f1_lower(&a.name), a.spot), ("機能", "function"), problems);
    }
}

fn unique<T>(
    files: &[Source],
    entries: &mut Vec<T>,
    key: impl Fn(&T) -> (String, Spot),
    (ja, en): (&str, &str),
    problems: &mut Vec<Problem>,
) {
    let mut seen: HashMap<String, Spot> = HashMap::with_capacity(entries.len());
    entries.retain(|entry| {
        let (name, spot) = key(entry);
        let Some(first) = seen.get(&name) else {
            seen.insert(name, spot);
            return true;
        };
        let at = files[first.file].position(first.span.start);
        let place = format!("{}:{}", files[first.file].path, at.line);
        problems.push(files[spot.file].problem(
            spot.span.start,
            Bilingual::new(
                format!("{ja}「{name}」が二度あります（最初は {place}）"),
                format!("the {en} {name:?} stands twice (first at {place})"),
            ),
            Bilingual::new(
                "どちらかの名前を直すか、片方を取り除いてください。最初のものだけを調べました",
                "rename or remove one; only the first was checked",
            ),
        ));
        false
    });
}
