//! What a sheet is for, by what it holds.

use super::grid::Grid;
use super::header::{self, Header, Start};
use super::titles::Named;
use super::vocabulary::{CodeHeading, Heading, Other, Vocabulary, fold};
use crate::sheet::Sheet;
use crate::text::lang::Bilingual;

/// What a sheet was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Columns,
    Codes,
    /// A list of tables, of use only for their names.
    Tables,
    ChangeLog,
    Forms,
    Functions,
    Indexes,
    /// Replaced by another sheet.
    Old,
    Hidden,
    Empty,
    /// None of these: a cover, a figure, notes.
    Other,
}

impl Role {
    pub fn text(self) -> Bilingual {
        let (ja, en) = match self {
            Role::Columns => ("項目の一覧", "a list of columns"),
            Role::Codes => ("コード一覧", "code lists"),
            Role::Tables => ("表の一覧", "a list of tables"),
            Role::ChangeLog => ("変更履歴", "a change log"),
            Role::Forms => ("帳票の一覧", "a list of forms"),
            Role::Functions => ("機能の一覧", "a list of functions"),
            Role::Indexes => ("索引や制約の一覧", "a list of indexes or constraints"),
            Role::Old => ("旧いシート", "an old sheet"),
            Role::Hidden => ("非表示のシート", "a hidden sheet"),
            Role::Empty => ("空のシート", "an empty sheet"),
            Role::Other => ("一覧ではないシート（表紙、図、説明など）", "no list (a cover, a figure, notes)"),
        };
        Bilingual::new(ja, en)
    }

    /// Why a sheet with this role is not used.
    pub fn reason(self) -> Bilingual {
        let (ja, en) = match self {
            Role::Hidden => (
                "非表示のため使いません。使うときは再表示して保存してください",
                "hidden, so not used; unhide it if it counts",
            ),
            Role::Old => ("名前から旧いものと分かるため使いません", "its name says that it is old, so it is not used"),
            Role::Empty => ("何も書かれていません", "there is nothing in it"),
            Role::Tables => (
                "表の名前だけを参照しました。項目はありません",
                "only the names of tables were looked up; it lists no columns",
            ),
            _ => ("項目の一覧ではないため使いません", "not a list of columns, so not used"),
        };
        Bilingual::new(ja, en)
    }
}

/// A sheet with all rows that begin something.
#[derive(Debug)]
pub struct Scanned {
    pub role: Role,
    /// By row.
    pub starts: Vec<(u32, Start)>,
    /// Names of a list of tables.
    pub tables: Vec<Named>,
}

impl Scanned {
    pub fn columns(&self) -> impl Iterator<Item = &Header<Heading>> {
        self.starts.iter().filter_map(|(_, s)| match s {
            Start::Columns(h) => Some(h),
            _ => None,
        })
    }

    pub fn codes(&self) -> impl Iterator<Item = &Header<CodeHeading>> {
        self.starts.iter().filter_map(|(_, s)| match s {
            Start::Codes(h) => Some(h),
            _ => None,
        })
    }

    /// The row and headings of a list that nothing names.
    pub fn nameless(&self) -> Option<(u32, &[String])> {
        self.starts.iter().find_map(|(row, s)| match s {
            Start::Nameless(found) => Some((*row, found.as_slice())),
            _ => None,
        })
    }
}

/// Looks at every row of a sheet.
pub fn scan(grid: &Grid<'_>, words: &Vocabulary) -> Scanned {
    let mut starts: Vec<(u32, Start)> = Vec::new();
    let mut after = 0;
    for row in grid.sheet.rows().iter().map(|r| r.number) {
        if row <= after {
            continue;
        }
        if let Some(start) = header::start(grid, row, words) {
            after = match &start {
                Start::Columns(h) => h.last,
                Start::Codes(h) => h.last,
                _ => row,
            };
            starts.push((row, start));
        }
    }
    let mut scanned = Scanned { role: Role::Other, starts, tables: Vec::new() };
    if scanned.columns().next().is_none() && scanned.codes().next().is_none() {
        scanned.tables = tables(grid, words);
    }
    scanned.role = role(grid.sheet, &scanned);
    scanned
}

fn role(sheet: &Sheet, scanned: &Scanned) -> Role {
    let other = |wanted| scanned.starts.iter().any(|(_, s)| matches!(s, Start::Other(o) if *o == wanted));
    if sheet.rows().is_empty() {
        return Role::Empty;
    }
    if sheet.hidden {
        return Role::Hidden;
    }
    if scanned.columns().next().is_some() {
        return Role::Columns;
    }
    if scanned.codes().next().is_some() {
        return Role::Codes;
    }
    if !scanned.tables.is_empty() {
        return Role::Tables;
    }
    match () {
        () if other(Other::ChangeLog) => Role::ChangeLog,
        () if other(Other::Form) => Role::Forms,
        () if other(Other::Function) => Role::Functions,
        () if other(Other::Index) => Role::Indexes,
        () => Role::Other,
    }
}

/// The names below a row of headings that name tables and no columns.
fn tables(grid: &Grid<'_>, words: &Vocabulary) -> Vec<Named> {
    let rows: Vec<u32> = grid.sheet.rows().iter().map(|r| r.number).collect();
    for (at, &row) in rows.iter().enumerate().take(60) {
        let mut columns: Vec<(u32, Heading)> = Vec::new();
        for (column, text) in grid.cells(row) {
            match words.layout(text) {
                Some(h) if h.names_column() => return Vec::new(),
                Some(h) if h.names_table() => columns.push((column, h)),
                _ => {}
            }
        }
        if columns.is_empty() || grid.cells(row).count() < 2 || rows.len() == at + 1 {
            continue;
        }
        let below = &rows[at + 1..];
        // a title block asks for names as well, but beside its labels
        let filled = below.iter().filter(|r| columns.iter().any(|(c, _)| !grid.shown_down(**r, *c).is_empty())).count();
        if filled == 0
            || below
                .iter()
                .any(|r| grid.cells(*r).next().is_some_and(|(_, t)| words.layout(t).is_some_and(Heading::names_table)))
        {
            continue;
        }
        let get = |r: u32, wanted: &[Heading]| {
            let (c, _) = wanted.iter().find_map(|w| columns.iter().find(|(_, h)| h == w))?;
            Some(grid.shown_down(r, *c).trim().to_string()).filter(|t| !t.is_empty())
        };
        return below
            .iter()
            .map(|&r| {
                let label = get(r, &[Heading::TableLabel, Heading::TableName]);
                let name = get(r, &[Heading::Table, Heading::TableName]).or_else(|| label.clone());
                Named { label: label.filter(|l| Some(l) != name.as_ref()), name }
            })
            .filter(|n| n.name.is_some())
            .collect();
    }
    Vec::new()
}

/// Sheets whose name says that another one replaced them.
pub fn is_old(name: &str, all: &[&str]) -> bool {
    let folded = fold(name);
    let rest = [
        "旧",
        "旧版",
        "(旧)",
        "(旧版)",
        "old",
        "(old)",
        "bak",
        "(bak)",
        "backup",
        "廃止",
        "(廃止)",
        "(2)",
        "のコピー",
        "コピ-",
        "のバックアップ",
    ]
    .iter()
    .find_map(|mark| folded.strip_prefix(mark).or_else(|| folded.strip_suffix(mark)));
    let Some(rest) = rest else {
        return matches!(folded.as_str(), "使用しない" | "不使用" | "未使用");
    };
    let document =
        ["", "一覧", "項目一覧", "レイアウト", "テ-ブル定義", "テーブル定義", "定義", "テーブル定義書", "sheet", "版"];
    document.contains(&rest) || all.iter().any(|other| *other != name && fold(other) == rest)
}
