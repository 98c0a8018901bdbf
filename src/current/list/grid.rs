//! A sheet as its reader sees it: struck text left out, merged cells filled.

use std::collections::HashMap;

use crate::sheet::{Sheet, column_name};

/// Cells of merged areas that are filled; larger areas are decoration.
const FILLED: usize = 200_000;

#[derive(Debug)]
pub struct Grid<'s> {
    pub sheet: &'s Sheet,
    /// First cell of the merged area that a cell belongs to, only where the area spans rows or columns.
    merged: HashMap<(u32, u32), (u32, u32)>,
    /// Last row of the areas that begin in a row.
    bottoms: HashMap<u32, u32>,
}

impl<'s> Grid<'s> {
    pub fn new(sheet: &'s Sheet) -> Self {
        let (mut merged, mut bottoms) = (HashMap::new(), HashMap::new());
        for area in sheet.merges() {
            let cells = u64::from(area.bottom - area.top + 1) * u64::from(area.right - area.left + 1);
            if merged.len() as u64 + cells > FILLED as u64 {
                continue;
            }
            for row in area.top..=area.bottom {
                for column in area.left..=area.right {
                    merged.insert((row, column), (area.top, area.left));
                }
            }
            let bottom = bottoms.entry(area.top).or_insert(area.bottom);
            *bottom = area.bottom.max(*bottom);
        }
        Grid { sheet, merged, bottoms }
    }

    pub fn cells(&self, row: u32) -> impl Iterator<Item = (u32, &'s str)> {
        self.sheet.row(row).into_iter().flat_map(|r| r.cells())
    }

    pub fn cell(&self, row: u32, column: u32) -> &'s str {
        self.sheet.cell(row, column)
    }

    /// A cell; of a merged area its first cell's text.
    pub fn shown(&self, row: u32, column: u32) -> &'s str {
        match self.cell(row, column) {
            "" => self.merged.get(&(row, column)).map_or("", |(r, c)| self.cell(*r, *c)),
            text => text,
        }
    }

    /// As [`Grid::shown`], but only areas of one column: a title merged over a whole row says nothing of each column.
    pub fn shown_down(&self, row: u32, column: u32) -> &'s str {
        match self.cell(row, column) {
            "" => match self.merged.get(&(row, column)) {
                Some((top, left)) if *left == column => self.cell(*top, *left),
                _ => "",
            },
            text => text,
        }
    }

    /// The text over a cell of a heading's second row: its own column's, a merged one's, else the nearest to the left.
    pub fn above(&self, row: u32, column: u32) -> &'s str {
        match self.shown(row, column) {
            "" if !self.merged.contains_key(&(row, column)) && !self.bottoms.contains_key(&row) => {
                self.cells(row).take_while(|(c, _)| *c < column).last().map_or("", |(_, t)| t)
            }
            text => text,
        }
    }

    /// The last row that areas merged out of a row's cells reach, not further than three rows.
    pub fn bottom_of_merges(&self, row: u32) -> u32 {
        self.bottoms.get(&row).copied().filter(|b| *b <= row + 3).unwrap_or(row)
    }

    /// `シート!C12`.
    pub fn place(&self, row: u32, column: u32) -> String {
        format!("{}!{}{row}", self.sheet.name, column_name(column))
    }

    /// `シート 12行`.
    pub fn row_place(&self, row: u32) -> String {
        format!("{}!{row}", self.sheet.name)
    }

    /// What stands in a row, for messages.
    pub fn line(&self, row: u32) -> String {
        self.cells(row).map(|(_, t)| t).collect::<Vec<_>>().join(" | ")
    }
}
