//! Sheets of code lists.

use super::block::Places;
use super::book::Book;
use super::entry::is_ditto;
use super::grid::Grid;
use super::header::Start;
use super::sheet_role::Scanned;
use super::vocabulary::CodeHeading;
use crate::current::model::{Code, CodeTable};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::source::Source;

/// Reads every list of a sheet. Gives the rows that were used.
pub fn read(book: &mut Book<'_>, grid: &Grid<'_>, scanned: &Scanned, source: &Source, places: &Places) -> u64 {
    let mut used = 0;
    let mut header = None;
    let (mut list, mut name): (Option<String>, Option<String>) = (None, None);
    let mut last = 0;
    let mut titles: Vec<u32> = Vec::new();
    let rows: Vec<u32> = grid.sheet.rows().iter().map(|r| r.number).collect();
    for row in rows {
        if let Some((_, Start::Codes(found))) = scanned.starts.iter().find(|(at, _)| *at == row) {
            // a list of its own under a title that names it
            let alone = titles.iter().rev().find_map(|r| grid.cells(*r).last());
            if found.column(CodeHeading::List).is_none() && found.column(CodeHeading::ListName).is_none() {
                name = Some(alone.map_or(grid.sheet.name.clone(), |(_, t)| title(t)));
                list = None;
            }
            (header, last) = (Some(found.clone()), found.last);
            book.used_headings(found.found.iter().map(|f| f.text.as_str()));
            found.unknown.iter().for_each(|(_, t)| book.not_used(t));
            used += 1 + titles.len() as u64;
            titles.clear();
            continue;
        }
        if row <= last {
            used += 1;
            continue;
        }
        let Some(header) = &header else {
            titles.push(row);
            continue;
        };
        let get = |heading| {
            let text = header.column(heading).map_or("", |c| grid.shown_down(row, c)).trim();
            Some(text.to_string()).filter(|t| !t.is_empty() && !is_ditto(t))
        };
        let (own_list, own_name) = (get(CodeHeading::List), get(CodeHeading::ListName));
        if own_list.is_some() && own_list != list {
            name = None;
        }
        list = own_list.or(list);
        name = own_name.or(name);
        let (value, label) = (get(CodeHeading::Value), get(CodeHeading::Label));
        let id = list.clone().or_else(|| name.clone());
        let (Some(value), Some(id)) = (value, id) else {
            match grid.cells(row).count() {
                1 => titles.push(row),
                _ => book.leave(
                    grid.row_place(row),
                    &grid.line(row),
                    1,
                    Bilingual::new("コード値のない行です", "a row without a code"),
                ),
            }
            continue;
        };
        let spot = places.spot(source, row);
        let known = book.lists.iter().position(|l| f1_lower(&l.id) == f1_lower(&id));
        let at = known.unwrap_or_else(|| {
            let label = name.clone().filter(|n| *n != id);
            book.lists.push(CodeTable { id, label, from: None, spot, values: Vec::new() });
            book.lists.len() - 1
        });
        book.lists[at].values.push(Code { value, label, spot });
        used += 1;
    }
    if let Some(first) = titles.first() {
        let reason = Bilingual::new("コードの行ではありません", "no rows of codes");
        book.leave(grid.row_place(*first), &grid.line(*first), titles.len() as u64, reason);
    }
    used
}

/// `■性別区分`, `コード名：性別区分`.
fn title(text: &str) -> String {
    let text = text.rsplit([':', '：']).next().unwrap_or(text);
    text.trim_matches(['■', '□', '●', '◆', '◇', '【', '】', ' ', '　']).to_string()
}
