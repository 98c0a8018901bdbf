//! What a sheet of `.xlsx` shows but its values do not say: struck text, hidden rows and columns, formulas without a result.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::grid::{Doubt, Filling};
use super::refuse::Refusal;

type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Parts of a rich text: whether struck (`None`: as the cell is), and the text.
type Runs = Vec<(Option<bool>, String)>;

/// The parts of a workbook that look and values share.
pub(super) struct Looks<'b> {
    zip: Zip<'b>,
    /// Part of each sheet, by its name.
    parts: HashMap<String, String>,
    /// Rich texts by their number in the table of shared texts.
    rich: HashMap<usize, Runs>,
}

impl<'b> Looks<'b> {
    /// `None` where the container is unusual; values are read all the same.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let targets = targets(&text(&mut zip, "xl/_rels/workbook.xml.rels")?);
        let parts = sheets(&text(&mut zip, "xl/workbook.xml")?)
            .into_iter()
            .filter_map(|(name, id)| Some((name, targets.get(&id)?.clone())))
            .collect();
        let rich = text(&mut zip, "xl/sharedStrings.xml").map(|t| rich(&t)).unwrap_or_default();
        Some(Looks { zip, parts, rich })
    }

    /// Marks the doubtful cells of a sheet. `struck` tells the styles that strike through.
    pub(super) fn mark(&mut self, name: &str, struck: &[bool], filling: &mut Filling) -> Result<(), Refusal> {
        let Some(part) = self.parts.get(name).cloned() else { return Ok(()) };
        let Some(text) = text(&mut self.zip, &part) else { return Ok(()) };
        let mut scan = Scan {
            rich: &self.rich,
            struck,
            filling,
            rows: HashSet::new(),
            columns: Vec::new(),
            row: 0,
            column: 0,
            hidden: false,
            cell: None,
        };
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event().map_err(|e| Refusal::Broken(e.to_string()))? {
                Event::Start(tag) => scan.open(&tag),
                Event::Empty(tag) => {
                    scan.open(&tag);
                    scan.close(tag.local_name().as_ref());
                }
                Event::End(tag) => scan.close(tag.local_name().as_ref()),
                Event::Text(text) => scan.text(&unescaped(&text)),
                Event::GeneralRef(reference) => scan.text(&resolved(&reference)),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

struct Cell {
    style: usize,
    shared: bool,
    /// A formula whose result is a text, which may be empty.
    text: bool,
    formula: bool,
    value: Option<String>,
    in_value: bool,
    /// An inline rich text.
    runs: Runs,
    run: Option<bool>,
    in_text: bool,
}

struct Scan<'s> {
    rich: &'s HashMap<usize, Runs>,
    struck: &'s [bool],
    filling: &'s mut Filling,
    rows: HashSet<u32>,
    columns: Vec<(u32, u32)>,
    row: u32,
    column: u32,
    hidden: bool,
    cell: Option<Cell>,
}

impl Scan<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match (tag.local_name().as_ref(), &mut self.cell) {
            ("col", None) if truth(tag, "hidden") => {
                let at = |name| attribute(tag, name).and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
                self.columns.push((at("min").saturating_sub(1), at("max").saturating_sub(1)));
            }
            ("row", None) => {
                self.row = attribute(tag, "r").and_then(|r| r.parse().ok()).unwrap_or(self.row + 1);
                self.column = 0;
                self.hidden = truth(tag, "hidden");
                if self.hidden {
                    self.rows.insert(self.row);
                }
            }
            ("c", None) => {
                if let Some(column) = attribute(tag, "r").and_then(|r| column_of(&r)) {
                    self.column = column;
                }
                self.cell = Some(Cell {
                    style: attribute(tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
                    shared: attribute(tag, "t").as_deref() == Some("s"),
                    text: attribute(tag, "t").as_deref() == Some("str"),
                    formula: false,
                    value: None,
                    in_value: false,
                    runs: Vec::new(),
                    run: None,
                    in_text: false,
                });
            }
            ("f", Some(cell)) => cell.formula = true,
            ("v", Some(cell)) => (cell.in_value, cell.value) = (true, Some(String::new())),
            ("r", Some(cell)) => cell.run = None,
            ("rPr", Some(cell)) => cell.run = Some(false),
            ("strike" | "dstrike", Some(cell)) => {
                cell.run = Some(attribute(tag, "val").is_none_or(|v| v != "0" && v != "false"))
            }
            ("t", Some(cell)) => cell.in_text = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        if cell.in_value
            && let Some(value) = &mut cell.value
        {
            value.push_str(text);
        }
        if cell.in_text {
            cell.runs.push((cell.run, text.to_string()));
        }
    }

    fn close(&mut self, name: &str) {
        match (name, &mut self.cell) {
            ("v", Some(cell)) => cell.in_value = false,
            ("t", Some(cell)) => cell.in_text = false,
            ("c", Some(_)) => {
                if let Some(cell) = self.cell.take() {
                    self.cell_read(cell);
                }
                self.column += 1;
            }
            _ => {}
        }
    }

    fn cell_read(&mut self, cell: Cell) {
        let (row, column) = (self.row, self.column);
        let no_result = cell.value.as_deref().is_none_or(|v| v.is_empty() && !cell.text);
        if cell.formula && no_result && cell.runs.is_empty() {
            return self.filling.doubt(row, column, Doubt::NoResult, String::new());
        }
        if cell.value.is_none() && cell.runs.is_empty() {
            return;
        }
        if self.hidden {
            return self.filling.doubt(row, column, Doubt::HiddenRow, String::new());
        }
        if self.columns.iter().any(|(min, max)| (*min..=*max).contains(&column)) {
            return self.filling.doubt(row, column, Doubt::HiddenColumn, String::new());
        }
        let whole = self.struck.get(cell.style).copied().unwrap_or(false);
        let shared = cell.value.as_deref().filter(|_| cell.shared).and_then(|v| v.trim().parse::<usize>().ok());
        let runs = shared.and_then(|i| self.rich.get(&i)).unwrap_or(&cell.runs);
        let gone = |run: &Option<bool>| run.unwrap_or(whole);
        if runs.is_empty() {
            if whole {
                self.filling.doubt(row, column, Doubt::Struck, String::new());
            }
            return;
        }
        if !runs.iter().any(|(run, _)| gone(run)) {
            return;
        }
        let kept: String = runs.iter().filter(|(run, _)| !gone(run)).map(|(_, t)| t.as_str()).collect();
        let doubt = if kept.trim().is_empty() { Doubt::Struck } else { Doubt::PartlyStruck };
        self.filling.doubt(row, column, doubt, if doubt == Doubt::Struck { String::new() } else { kept });
    }
}

/// Names and relation ids of the sheets.
fn sheets(xml: &str) -> Vec<(String, String)> {
    each(xml, "sheet", |tag| Some((attribute(tag, "name")?, attribute(tag, "id")?)))
}

/// Parts by relation id.
fn targets(xml: &str) -> HashMap<String, String> {
    let all = each(xml, "Relationship", |tag| Some((attribute(tag, "Id")?, attribute(tag, "Target")?)));
    let path = |target: String| match target.strip_prefix('/') {
        Some(whole) => whole.to_string(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    };
    all.into_iter().map(|(id, target)| (id, path(target))).collect()
}

fn each<T>(xml: &str, name: &str, take: impl Fn(&BytesStart<'_>) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => found.extend(take(&tag)),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The shared texts that have runs of their own look.
fn rich(xml: &str) -> HashMap<usize, Runs> {
    let mut found: HashMap<usize, Runs> = HashMap::new();
    let (mut at, mut runs, mut is_rich, mut run, mut in_text, mut phonetic) =
        (0usize, Runs::new(), false, None, false, false);
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "si" if empty => at += 1,
                "si" => (runs, is_rich) = (Runs::new(), false),
                "r" => (is_rich, run) = (true, None),
                "rPr" => run = Some(false),
                "strike" | "dstrike" => run = Some(attribute(&tag, "val").is_none_or(|v| v != "0" && v != "false")),
                "rPh" => phonetic = true,
                "t" => in_text = !phonetic && !empty,
                _ => {}
            },
            Event::Text(text) if in_text => runs.push((run, unescaped(&text))),
            Event::GeneralRef(reference) if in_text => runs.push((run, resolved(&reference))),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => {
                    if is_rich {
                        found.insert(at, std::mem::take(&mut runs));
                    }
                    at += 1;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// `&#28450;`, `&amp;`.
fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    let name: &str = reference;
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_xml_entity(name).unwrap_or_default().to_string(),
    }
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_string(), |t| t.into_owned())
}

fn text(zip: &mut Zip<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    zip.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// `C12` is column 2.
fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number =
        letters.fold(0u32, |n, b| n.saturating_mul(26).saturating_add(u32::from(b.to_ascii_uppercase() - b'A') + 1));
    number.checked_sub(1)
}

fn truth(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|v| v == "1" || v == "true")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(|v| v.into_owned())
}
