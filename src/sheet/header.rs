//! Finding the header of a table by its titles, wherever it stands and however its cells are merged or split.

use super::grid::Sheet;
use crate::text::fold::f1_lower;

/// A column that is looked for.
#[derive(Debug, Clone)]
pub struct Title {
    pub key: String,
    /// Headings that name it, folded by [`fold_title`]; of a heading in two rows also both parts run together.
    names: Vec<String>,
    /// Without it there is no header.
    pub needed: bool,
    /// The heading may stand over several columns whose cells belong together.
    pub wide: bool,
}

impl Title {
    pub fn new(key: &str, names: &[&str]) -> Self {
        Title { key: key.to_string(), names: names.iter().map(|n| fold_title(n)).collect(), needed: false, wide: false }
    }

    pub fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

/// A column that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub key: String,
    /// The columns under the heading, from the left.
    pub columns: Vec<u32>,
}

/// Where the header stands and what its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub first_row: u32,
    /// Data begin in the row below.
    pub last_row: u32,
    columns: Vec<Column>,
    /// Headings that no title named, as they stand.
    pub others: Vec<String>,
}

impl Header {
    pub fn has(&self, key: &str) -> bool {
        self.columns.iter().any(|c| c.key == key)
    }

    /// The columns under a heading; empty when the sheet has no such heading.
    pub fn columns(&self, key: &str) -> &[u32] {
        self.columns.iter().find(|c| c.key == key).map_or(&[], |c| &c.columns)
    }

    /// How many titles were found.
    pub fn found(&self) -> usize {
        self.columns.len()
    }

    /// Whether any title stands over this column.
    pub fn covers(&self, column: u32) -> bool {
        self.columns.iter().any(|c| c.columns.contains(&column))
    }
}

/// Why there is no header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoHeader {
    /// The row that came closest.
    pub row: u32,
    /// Its texts.
    pub found: Vec<String>,
    /// Keys of needed titles that it lacks.
    pub missing: Vec<String>,
}

/// Filled rows from the top in which a header may begin.
const DEPTH: usize = 120;

/// Folds a heading: width, white space, case, leading numbers, separators.
pub fn fold_title(text: &str) -> String {
    let folded = f1_lower(text);
    let digits = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    let body = if digits.len() < folded.len() { digits.trim_start_matches(['.', ')', ':']) } else { digits };
    body.chars().filter(|c| !"_・-‐－:■◆●※*.、,".contains(*c)).collect()
}

/// Finds the header with the most titles; of equals the lower one in height, then the upper one in place.
///
/// # Errors
/// No row has all needed titles; the row that came closest is named.
pub fn find_header(sheet: &Sheet, titles: &[Title]) -> Result<Header, NoHeader> {
    let mut best: Option<Header> = None;
    let mut closest: Option<(usize, u32)> = None;
    for row in sheet.rows().iter().take(DEPTH) {
        for height in 1..=2 {
            let header = header_at(sheet, titles, row.number, height);
            let missing = missing(&header, titles).count();
            let rank = |h: &Header| (h.found(), std::cmp::Reverse(h.last_row - h.first_row));
            let beaten = best.as_ref().is_some_and(|b| rank(b) >= rank(&header));
            if missing == 0 && !beaten {
                best = Some(header);
            } else if height == 1 && header.found() > 0 && closest.is_none_or(|(found, _)| header.found() > found) {
                closest = Some((header.found(), row.number));
            }
        }
    }
    let best = best.map(|header| with_parts_below(sheet, header));
    best.ok_or_else(|| no_header(sheet, titles, closest.map(|(_, row)| row)))
}

/// A row that only names the parts of a heading merged over several columns belongs to the header.
fn with_parts_below(sheet: &Sheet, mut header: Header) -> Header {
    let below = header.last_row + 1;
    let is_part = |column: u32, text: &str| {
        let area = (header.first_row..=header.last_row).find_map(|r| sheet.merge_at(r, column));
        area.is_some_and(|a| a.right > a.left) && !text.chars().any(char::is_numeric)
    };
    let parts = sheet.row(below).is_some_and(|r| r.cells().all(|(column, text)| is_part(column, text)));
    header.last_row += u32::from(parts);
    header
}

fn missing<'t>(header: &Header, titles: &'t [Title]) -> impl Iterator<Item = &'t Title> {
    titles.iter().filter(|t| t.needed && !header.has(&t.key))
}

fn no_header(sheet: &Sheet, titles: &[Title], closest: Option<u32>) -> NoHeader {
    let fullest =
        sheet.rows().iter().take(DEPTH).max_by_key(|r| (r.cells().count().min(8), std::cmp::Reverse(r.number)));
    let row = closest.or(fullest.map(|r| r.number)).unwrap_or(1);
    let header = header_at(sheet, titles, row, 1);
    let found = sheet.row(row).map(|r| r.cells().map(|(_, text)| text.to_string()).take(30).collect());
    NoHeader {
        row,
        found: found.unwrap_or_default(),
        missing: missing(&header, titles).map(|t| t.key.clone()).collect(),
    }
}

fn header_at(sheet: &Sheet, titles: &[Title], row: u32, height: u32) -> Header {
    let mut header = Header { first_row: row, last_row: last_row(sheet, row, height), columns: vec![], others: vec![] };
    let headings = headings(sheet, row, height);
    // an exact heading beats one that only fits without its remark in brackets
    let mut matched: Vec<Option<usize>> = headings.iter().map(|h| matching(titles, h, false)).collect();
    for (heading, slot) in headings.iter().zip(&mut matched) {
        if slot.is_none() {
            let loose = matching(titles, heading, true);
            *slot = loose.filter(|t| !headings.iter().any(|h| matching(titles, h, false) == Some(*t)));
        }
    }
    for (heading, slot) in headings.iter().zip(&matched) {
        match slot {
            Some(title) => add(&mut header, &titles[*title], heading),
            None => header.others.push(heading.shown()),
        }
    }
    extend_wide(&mut header, titles, &headings);
    header
}

fn add(header: &mut Header, title: &Title, heading: &Heading) {
    let columns = heading.column..=heading.right;
    match header.columns.iter_mut().find(|c| c.key == title.key) {
        Some(known) if title.wide => known.columns.extend(columns),
        Some(_) => header.others.push(heading.shown()),
        None => header.columns.push(Column { key: title.key.clone(), columns: columns.collect() }),
    }
}

/// A wide heading without merged cells: the next column belongs to it when it has no heading of its own.
fn extend_wide(header: &mut Header, titles: &[Title], headings: &[Heading]) {
    for column in &mut header.columns {
        let wide = titles.iter().any(|t| t.key == column.key && t.wide);
        if let (true, [only]) = (wide, column.columns.as_slice())
            && !headings.iter().any(|h| (h.column..=h.right).contains(&(only + 1)))
        {
            let next = only + 1;
            column.columns.push(next);
        }
    }
}

/// The texts over one column.
struct Heading {
    column: u32,
    right: u32,
    top: String,
    /// Of a header in two rows, where the lower row has a text of its own.
    below: Option<String>,
}

impl Heading {
    fn shown(&self) -> String {
        let parts = [Some(self.top.as_str()), self.below.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        parts.join("/")
    }
}

fn headings(sheet: &Sheet, row: u32, height: u32) -> Vec<Heading> {
    let filled = |r: u32| sheet.row(r).into_iter().flat_map(|x| x.cells()).map(|(c, _)| c);
    let mut columns: Vec<u32> = filled(row).collect();
    if height == 2 {
        columns.extend(filled(row + 1));
    }
    columns.sort_unstable();
    columns.dedup();
    let mut headings: Vec<Heading> = Vec::with_capacity(columns.len());
    for column in columns {
        let below = (height == 2).then(|| sheet.cell(row + 1, column).to_string()).filter(|t| !t.is_empty());
        let mut top = sheet.shown(row, column).to_string();
        if top.is_empty()
            && let Some(left) = headings.last().filter(|h| h.below.is_some() && below.is_some())
        {
            top = left.top.clone();
        }
        let own = if below.is_some() && sheet.cell(row, column).is_empty() { row + 1 } else { row };
        let area = sheet.merge_at(own, column).filter(|a| a.left == column);
        let right = match (&below, area) {
            // a merged upper heading does not make its lower ones wide
            (Some(_), Some(area)) if area.bottom == row && area.right > column => column,
            (_, Some(area)) => area.right.min(column + 30),
            (_, None) => column,
        };
        headings.push(Heading { column, right, top, below });
    }
    headings
}

fn matching(titles: &[Title], heading: &Heading, loosely: bool) -> Option<usize> {
    let (top, below) = (fold_title(&heading.top), heading.below.as_deref().map(fold_title));
    let fits = |text: &str| {
        let text = if loosely { without_remark(text) } else { text };
        titles.iter().position(|t| !text.is_empty() && t.names.iter().any(|n| n == text))
    };
    match below {
        None => fits(&top),
        Some(below) => {
            fits(&format!("{top}{below}")).or_else(|| fits(&below)).or_else(|| fits(&top).filter(|t| titles[*t].wide))
        }
    }
}

/// Without a remark in brackets at the end.
fn without_remark(text: &str) -> &str {
    match (text.ends_with(')'), text.find('(')) {
        (true, Some(at)) => &text[..at],
        _ => text,
    }
}

/// The header goes down as far as cells merged out of it.
fn last_row(sheet: &Sheet, row: u32, height: u32) -> u32 {
    let mut last = row + height - 1;
    for (column, _) in sheet.row(row).into_iter().flat_map(|r| r.cells()) {
        if let Some(area) = sheet.merge_at(row, column).filter(|a| a.top == row && a.bottom < row + 4) {
            last = last.max(area.bottom);
        }
    }
    last
}
