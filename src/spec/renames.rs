//! The rename table of a revision (`renames/<slug>.toml`): what is called what from one edition to the next.
//!
//! `spec diff --renames DIR` writes it, people answer its proposals in it, `map migrate --renames FILE` reads it. A line that a person has
//! answered is never changed by the program.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::diff::{Kind, Link, Pairing};
use super::edition::Edition;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::schema::toml_syntax;
use crate::text::source::Source;

/// A table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameTable {
    #[serde(default)]
    pub system: String,
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub rename: Vec<Rename>,
}

/// One line: `old` of the older edition is `new` of the newer one, or might be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    pub kind: Kind,
    pub old: String,
    pub new: String,
    pub status: Status,
    #[serde(default)]
    pub evidence: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Recognised by the program.
    Certain,
    /// For a person to answer with confirmed or rejected.
    Proposed,
    Confirmed,
    Rejected,
}

impl Status {
    fn id(self) -> &'static str {
        match self {
            Status::Certain => "certain",
            Status::Proposed => "proposed",
            Status::Confirmed => "confirmed",
            Status::Rejected => "rejected",
        }
    }
}

const HEAD: &str = "\
# 版の間の改名表 / renames between two editions
# status: certain 自動で引き継ぐ、proposed 確認待ち。人が confirmed（正しい）か rejected（違う）に書き換える。
# certain is carried; change proposed to confirmed or rejected. Answered lines are never changed by gapcheck.

system = \"\"
";

/// Reads a table.
///
/// # Errors
/// Not readable, no TOML, or words that are not known; with the place.
pub fn load(path: &str) -> Result<RenameTable, Problem> {
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    parse(path, &text)
}

fn parse(path: &str, text: &str) -> Result<RenameTable, Problem> {
    let source = Source::new(path, text.to_string(), String::new());
    toml::from_str(text).map_err(|e| toml_syntax(&source, &e))
}

/// The file of a system's table in a folder.
pub fn path_in(dir: &Path, edition: &Edition) -> PathBuf {
    dir.join(format!("{}.toml", edition.system))
}

/// The table of a pairing as a file. Lines that people answered in the earlier text stay as they are, with their notes and
/// comments; the others are written anew.
///
/// # Errors
/// The earlier text is no table.
pub fn write(pairing: &Pairing<'_>, earlier: Option<(&str, &str)>) -> Result<String, Problem> {
    let (path, text) = earlier.unwrap_or(("", HEAD));
    let known = parse(path, text)?;
    let mut document: DocumentMut = text.parse().map_err(|_| unreadable(path, &std::io::Error::other("TOML")))?;
    let (old, new) = (&pairing.old.edition, &pairing.new.edition);
    for (name, text) in [("system", &old.system), ("from", &old.edition.label), ("to", &new.edition.label)] {
        document[name] = value(text.as_str());
    }
    let mut lines = ArrayOfTables::new();
    let answered = |status| matches!(status, Status::Confirmed | Status::Rejected);
    if let Some(Item::ArrayOfTables(there)) = document.get("rename") {
        for (table, line) in there.iter().zip(&known.rename) {
            if answered(line.status) {
                lines.push(table.clone());
            }
        }
    }
    let same = |a: &Rename, b: &Rename| (a.kind, f1(&a.old), f1(&a.new)) == (b.kind, f1(&b.old), f1(&b.new));
    for line in renames(pairing) {
        if !known.rename.iter().any(|k| answered(k.status) && same(k, &line)) {
            lines.push(table(&line));
        }
    }
    document.remove("rename");
    if !lines.is_empty() {
        document.insert("rename", Item::ArrayOfTables(lines));
    }
    Ok(document.to_string())
}

fn table(line: &Rename) -> Table {
    let mut table = Table::new();
    table["kind"] = value(line.kind.id());
    table["old"] = value(&line.old);
    table["new"] = value(&line.new);
    table["status"] = value(line.status.id());
    table["evidence"] = value(line.evidence.iter().collect::<toml_edit::Array>());
    table
}

/// What a pairing says about names: everything that is called differently, and every proposal.
pub fn renames(pairing: &Pairing<'_>) -> Vec<Rename> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        let sure = pairing.sure(kind).iter().map(|l| (l, Status::Certain));
        let links = sure.chain(pairing.proposed(kind).iter().map(|l| (l, Status::Proposed)));
        for (link, status) in links {
            let (old, new) = (pairing.old.label(kind, link.old), pairing.new.label(kind, link.new));
            if status == Status::Certain && (f1(&old) == f1(&new) || follows(pairing, kind, link)) {
                continue;
            }
            let evidence = link.evidence.iter().map(|e| e.id()).collect();
            out.push(Rename { kind, old, new, status, evidence, note: None });
        }
    }
    out
}

/// Renamed only because its group or form is: that one's line says it.
fn follows(pairing: &Pairing<'_>, kind: Kind, link: &Link) -> bool {
    let parents = if kind == Kind::PrintedItem { Kind::Form } else { Kind::Group };
    let became = pairing.old.parent(kind, link.old).and_then(|p| pairing.of_old(parents, p)).map(|l| l.new);
    let same_name = f1(pairing.old.name(kind, link.old)) == f1(pairing.new.name(kind, link.new));
    same_name && became.is_some() && became == pairing.new.parent(kind, link.new)
}

fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        path,
        Bilingual::new("改名表を読めません", format!("the rename table cannot be read: {error}")),
        Bilingual::new(
            "spec diff OLD NEW --renames DIR で作ったファイルを指定してください",
            "name a file made by spec diff OLD NEW --renames DIR",
        ),
    )
}
