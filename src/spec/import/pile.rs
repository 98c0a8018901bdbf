//! A pile of files: folders, zip files, workbooks of many systems and versions. What is fine is imported, what is not is
//! named with the reason.

use std::path::{Path, PathBuf};

use super::assemble;
use super::book::{self, Book};
use super::profile;
use super::report::Report;
use super::settings::Settings;
use super::{ImportOptions, ImportOutcome, drop_repeated, is_reference, nothing_to_read, reference_again};
use crate::sheet::{self, Limits};
use crate::spec::catalog::Catalog;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRead {
    /// Read: as what, with the rows of each.
    As(Vec<(FilePart, usize)>),
    /// Nothing of a standard; no fault.
    Unrelated(Bilingual),
    /// Damaged, locked or refused: nothing was taken from it.
    Hurt,
}

/// What a file of a standard holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilePart {
    Items,
    Codes,
    Functions,
    Forms,
    PrintedItems,
}

impl FilePart {
    pub fn name(self) -> Bilingual {
        let (ja, en) = match self {
            FilePart::Items => ("基本データリスト", "data list"),
            FilePart::Codes => ("コード一覧", "code lists"),
            FilePart::Functions => ("機能要件", "functions"),
            FilePart::Forms => ("帳票要件", "forms"),
            FilePart::PrintedItems => ("帳票詳細要件", "printed items"),
        };
        Bilingual::new(ja, en)
    }
}

/// A file of the pile, and what became of it.
#[derive(Debug, Clone)]
pub struct FileLine {
    pub file: String,
    pub read: FileRead,
    /// System and label, as far as the file tells them.
    pub about: Option<String>,
}

/// What came of the whole pile.
#[derive(Debug)]
pub struct Pile {
    pub outcome: ImportOutcome,
    pub files: Vec<FileLine>,
    /// Files that are hurt, versions that nobody tells: not imported.
    pub problems: Vec<Problem>,
}

/// A file with its bytes, from the disk or out of a zip.
struct Supply {
    name: String,
    content: Result<Vec<u8>, Problem>,
    /// Named on the command line, not found in a folder.
    named: bool,
}

/// Reads files, folders and zip files, and puts the parts of one system and version together.
///
/// # Errors
/// Nothing at all could be imported.
pub fn import_pile(paths: &[PathBuf], options: &ImportOptions) -> Result<Pile, Vec<Problem>> {
    let settings = Settings::of(options).map_err(|p| vec![p])?;
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let (mut profiles, mut books) = (Vec::new(), Vec::new());
    for supply in supplies(paths, &mut problems) {
        sort(supply, &mut files, &mut problems, &mut profiles, &mut books);
    }
    profiles.extend(profile::built_in());
    let mut report = Report::default();
    drop_repeated(&mut books, &mut report);
    let mut read = Vec::new();
    let mut unknown = Vec::new();
    for workbook in books {
        let file = workbook.file.clone();
        let book = book::read(workbook, &profiles, &settings, &mut report);
        match report.problems.pop() {
            Some(why) => {
                files.push(FileLine { file, read: FileRead::Unrelated(why.what.clone()), about: None });
                unknown.push(why);
            }
            None => {
                files.push(line(&file, &book));
                read.push(book);
            }
        }
    }
    if read.is_empty() {
        problems.extend(unknown);
        return Err(if problems.is_empty() { vec![nothing_to_read()] } else { problems });
    }
    let mut editions = Vec::new();
    for group in by_version(read, &settings) {
        let (made, mut faults) = assemble::editions(group, &settings, &mut report);
        editions.extend(made);
        problems.append(&mut faults);
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    if editions.is_empty() {
        return Err(problems);
    }
    let outcome = ImportOutcome { editions, unread: report.unread, notes: report.notes };
    if options.strict && !outcome.unread.is_empty() {
        return Err(outcome.unread.iter().map(super::UnreadRow::problem).collect());
    }
    Ok(Pile { outcome, files, problems })
}

fn sort(
    supply: Supply,
    files: &mut Vec<FileLine>,
    problems: &mut Vec<Problem>,
    profiles: &mut Vec<profile::Profile>,
    books: &mut Vec<sheet::Workbook>,
) {
    let file = supply.name.rsplit(['/', '\\']).next().unwrap_or_default().to_string();
    let mut tell = |read: FileRead| files.push(FileLine { file: file.clone(), read, about: None });
    let ending = file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let bytes = match supply.content {
        Ok(bytes) => bytes,
        Err(problem) => {
            tell(FileRead::Hurt);
            return problems.push(problem);
        }
    };
    if ending == "toml" && supply.named {
        return match profile::load(Path::new(&supply.name)) {
            Ok(profile) => profiles.push(profile),
            Err(problem) => problems.push(problem),
        };
    }
    if let Some(why) = unrelated(&ending, &bytes) {
        return tell(FileRead::Unrelated(why));
    }
    match sheet::read(&supply.name, &bytes, &Limits::default()) {
        Ok(book) if is_reference(&book) => {
            tell(FileRead::Hurt);
            problems.push(reference_again(&book));
        }
        Ok(book) => books.push(book),
        Err(problem) => {
            tell(FileRead::Hurt);
            problems.push(problem);
        }
    }
}

/// Why a file is none that could hold a standard; None for what the sheet readers take.
fn unrelated(ending: &str, bytes: &[u8]) -> Option<Bilingual> {
    if bytes.starts_with(b"%PDF") || ending == "pdf" {
        return Some(Bilingual::new(
            "PDF です。表として読めません。同じ資料の Excel 版を使ってください",
            "a PDF, which cannot be read as a table; use the workbook of the same document",
        ));
    }
    let known = super::files::ENDINGS.contains(&ending);
    (!known).then(|| {
        let shown = super::report::quoted(ending);
        Bilingual::new(
            format!("ブックでも CSV でもありません（{shown}）"),
            format!("neither a workbook nor CSV ({shown})"),
        )
    })
}

fn line(file: &str, book: &Book) -> FileLine {
    let rows = [
        (FilePart::Items, book.items.len()),
        (FilePart::Codes, book.lists.iter().map(|l| l.list.values.len()).sum()),
        (FilePart::Functions, book.functions.len()),
        (FilePart::Forms, book.forms.len()),
        (FilePart::PrintedItems, book.printed.len()),
    ];
    let system = slug(book).and_then(|slug| Catalog::get().by_slug(slug)).map(|s| s.name.clone());
    let about: Vec<String> = system.into_iter().chain(book.hints.label.clone()).collect();
    FileLine {
        file: file.to_string(),
        read: FileRead::As(rows.into_iter().filter(|(_, n)| *n > 0).collect()),
        about: (!about.is_empty()).then(|| about.join(" ")),
    }
}

/// The system that a book is about, as far as it is about one.
fn slug(book: &Book) -> Option<&'static str> {
    let business = book.items.first().map(|i| i.business.as_str()).or(book.business.as_deref())?;
    Catalog::get().owner(business).map(|s| s.slug.as_str())
}

/// Two versions of a system are two editions. A book that does not tell its version goes with the only one of its system.
fn by_version(books: Vec<Book>, settings: &Settings) -> Vec<Vec<Book>> {
    if settings.label.is_some() {
        return vec![books];
    }
    let (told, untold): (Vec<Book>, Vec<Book>) = books.into_iter().partition(|b| b.hints.label.is_some());
    let mut groups: Vec<Vec<Book>> = Vec::new();
    for book in told {
        match groups.iter_mut().find(|g| g[0].hints.label == book.hints.label) {
            Some(group) => group.push(book),
            None => groups.push(vec![book]),
        }
    }
    let mut rest = Vec::new();
    for book in untold {
        let same = |g: &Vec<Book>| g.iter().any(|b| slug(b).is_some() && slug(b) == slug(&book));
        let homes: Vec<usize> = (0..groups.len()).filter(|at| same(&groups[*at])).collect();
        match homes.as_slice() {
            [one] => groups[*one].push(book),
            [] if groups.len() == 1 && slug(&book).is_none() => groups[0].push(book),
            _ => rest.push(book),
        }
    }
    if !rest.is_empty() {
        groups.push(rest);
    }
    groups
}

fn supplies(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<Supply> {
    let mut all = Vec::new();
    for path in paths {
        let named = !path.is_dir();
        let files = match named {
            true => vec![path.clone()],
            false => super::files::everything(path).unwrap_or_else(|problem| {
                problems.push(problem);
                Vec::new()
            }),
        };
        for file in files {
            open(&file, named, &mut all);
        }
    }
    all
}

fn open(path: &Path, named: bool, all: &mut Vec<Supply>) {
    let name = path.display().to_string();
    let content = crate::xml::read_limited(&name);
    let is_zip = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    let bytes = match content {
        Ok(bytes) if is_zip => bytes,
        content => return all.push(Supply { name, content, named }),
    };
    match sheet::unpack(&name, &bytes, &Limits::default()) {
        Err(problem) => all.push(Supply { name, content: Err(problem), named }),
        Ok(members) => all.extend(members.into_iter().map(|(member, bytes)| {
            let name = format!("{name}/{member}");
            let content = if member.to_ascii_lowercase().ends_with(".zip") { Err(nested(&name)) } else { Ok(bytes) };
            Supply { name, content, named: false }
        })),
    }
}

fn nested(name: &str) -> Problem {
    Problem::new(
        name,
        Bilingual::new("zip の中の zip は読みません", "a zip inside a zip is not read"),
        Bilingual::new("中の zip を先に取り出して指定してください", "take the inner zip out first and name it"),
    )
}
