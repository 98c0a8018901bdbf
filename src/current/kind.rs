//! What a file is, told by what it holds; its name is only a last resort.

use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

use super::material::Material;

/// The kinds of files that people bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// current.xml, and any other XML, so that its reader can say what is wrong.
    CurrentXml,
    /// `.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`.
    Workbook,
    /// CSV, TSV and the like.
    DelimitedText,
    SqlDdl,
    /// COBOL record descriptions.
    Copybook,
    /// A5:SQL Mk-2's ER diagram.
    A5er,
}

impl FileKind {
    /// In receipts.
    pub const fn id(self) -> &'static str {
        match self {
            FileKind::CurrentXml => "xml",
            FileKind::Workbook => "workbook",
            FileKind::DelimitedText => "text",
            FileKind::SqlDdl => "ddl",
            FileKind::Copybook => "copybook",
            FileKind::A5er => "a5er",
        }
    }
}

/// Tells the kind of a file.
///
/// # Errors
/// It is none of them: what it seems to be and what to do.
pub fn tell(material: &Material<'_>) -> Result<FileKind, Problem> {
    let bytes = material.bytes;
    if let Some(foreign) = foreign(bytes) {
        return Err(foreign.problem(material.path));
    }
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => return Ok(FileKind::Workbook),
        _ => {}
    }
    let Ok(decoded) = material.text() else {
        // the reader names the byte; XML may declare an encoding of its own
        return Ok(if starts_as_xml(bytes) { FileKind::CurrentXml } else { FileKind::DelimitedText });
    };
    Ok(of_text(&decoded.text, material.path))
}

fn starts_as_xml(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().copied().filter(|b| !b.is_ascii_whitespace() && *b != 0).take(8).collect();
    head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&head).starts_with(b"<")
}

fn of_text(text: &str, path: &str) -> FileKind {
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if body.starts_with('<') {
        return FileKind::CurrentXml;
    }
    if is_a5er(body) {
        return FileKind::A5er;
    }
    if is_ddl(text) {
        return FileKind::SqlDdl;
    }
    if is_copybook(text) {
        return FileKind::Copybook;
    }
    // nothing speaks for a list: a name that says XML is believed, so that its reader can say what is wrong
    match path == "-" || path.to_ascii_lowercase().ends_with(".xml") {
        true if !is_delimited(body) => FileKind::CurrentXml,
        _ => FileKind::DelimitedText,
    }
}

fn is_delimited(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains([',', '\t', ';']))
}

fn is_a5er(text: &str) -> bool {
    let head = || text.lines().take(60).map(str::trim);
    head().any(|l| l.starts_with("# A5:ER")) || head().any(|l| l == "[Entity]") && head().any(|l| l.contains('='))
}

/// A statement that makes tables or comments stands at the beginning of a line.
fn is_ddl(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start).filter(|l| !l.is_empty());
    lines.any(|line| {
        let mut words = line.split_whitespace().map(str::to_ascii_uppercase);
        let (first, rest) = (words.next().unwrap_or_default(), words.take(5).collect::<Vec<_>>());
        let has = |word: &str| rest.iter().any(|w| w == word || w.starts_with(&format!("{word}(")));
        match first.as_str() {
            "CREATE" => has("TABLE"),
            "ALTER" => has("TABLE"),
            "COMMENT" => has("ON") && (has("TABLE") || has("COLUMN")),
            _ => false,
        }
    })
}

/// Two level numbers with a name, and a picture.
fn is_copybook(text: &str) -> bool {
    let mut levels = 0;
    let mut pictures = 0;
    for line in text.lines().take(2000) {
        // columns 1 to 6 hold numbers, column 7 the mark of a comment
        if line.chars().nth(6).is_some_and(|c| matches!(c, '*' | '/')) {
            continue;
        }
        let upper = line.to_ascii_uppercase();
        let mut words = upper.split_whitespace().peekable();
        if words.peek().is_some_and(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit())) {
            words.next();
        }
        let level = words.next().unwrap_or_default();
        let is_level = level.len() <= 2
            && level.parse::<u8>().is_ok_and(|n| matches!(n, 1..=49 | 66 | 77 | 88))
            && words.next().is_some_and(|name| {
                name.trim_end_matches('.').chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
            });
        levels += u32::from(is_level);
        let picture = |w: &str| matches!(w, "PIC" | "PICTURE");
        pictures += u32::from(upper.split_whitespace().any(picture));
    }
    levels >= 2 && pictures >= 1
}

/// Files that hold no description at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Foreign {
    Empty,
    Pdf,
    Picture,
    Html,
    SpreadsheetXml,
    Archive,
    Database,
    Program,
    RichText,
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let start = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if start.iter().all(u8::is_ascii_whitespace) {
        return Some(Foreign::Empty);
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(2048)]).trim_start().to_ascii_lowercase();
    let starts = |marks: &[&[u8]]| marks.iter().any(|m| bytes.starts_with(m));
    if head.starts_with("%pdf") {
        return Some(Foreign::Pdf);
    }
    if starts(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM\x36", b"RIFF"]) {
        return Some(Foreign::Picture);
    }
    if (head.starts_with("<html") || head.starts_with("<!doctype html")) && head.contains("<table")
        || head.starts_with("<table>")
        || head.starts_with("<table ")
    {
        return Some(Foreign::Html);
    }
    if head.starts_with('<') && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(Foreign::SpreadsheetXml);
    }
    if starts(&[b"\x1F\x8B", b"7z\xBC\xAF", b"Rar!", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD"]) {
        return Some(Foreign::Archive);
    }
    if starts(&[b"SQLite format 3", b"\0\x01\0\0Standard Jet DB", b"\0\x01\0\0Standard ACE DB"]) {
        return Some(Foreign::Database);
    }
    if starts(&[b"\x7FELF", b"MZ\x90"]) {
        return Some(Foreign::Program);
    }
    head.starts_with("{\\rtf").then_some(Foreign::RichText)
}

impl Foreign {
    fn problem(self, path: &str) -> Problem {
        let (ja, en, todo_ja, todo_en) = match self {
            Foreign::Empty => {
                ("ファイルが空です", "the file is empty", "取り出しをやり直してください", "export it again")
            }
            Foreign::Pdf => (
                "PDF です。表の形が失われているため読みません",
                "a PDF: the shape of its tables is lost, so it is not read",
                "元になったブック（xlsx など）や DDL、コピー句を作成元から取り寄せてください",
                "ask its author for the workbook, DDL or copybook that it was made from",
            ),
            Foreign::Picture => (
                "画像です",
                "a picture",
                "元になったブック（xlsx など）を作成元から取り寄せてください",
                "ask its author for the workbook that it was made from",
            ),
            Foreign::Html => (
                "HTML の表です（名前が .xls でも中身は HTML のことがあります）",
                "a table in HTML, whatever its name says",
                "表計算ソフトで開き、.xlsx 形式で保存し直してください",
                "open it in a spreadsheet program and save it as .xlsx",
            ),
            Foreign::SpreadsheetXml => (
                "XML スプレッドシート 2003 です",
                "an XML Spreadsheet 2003",
                "表計算ソフトで開き、.xlsx 形式で保存し直してください",
                "open it in a spreadsheet program and save it as .xlsx",
            ),
            Foreign::Archive => (
                "圧縮されたファイルです",
                "a compressed archive",
                "展開し、中のファイルを指定してください",
                "unpack it and name the files inside",
            ),
            Foreign::Database => (
                "データベースそのもののファイルです",
                "the file of a database itself",
                "テーブル定義（CREATE TABLE）を書き出して指定してください",
                "export its table definitions (CREATE TABLE) and name that file",
            ),
            Foreign::Program => (
                "プログラムのファイルです",
                "a program",
                "テーブル定義書、DDL、コピー句などを指定してください",
                "name a table definition, DDL or copybook",
            ),
            Foreign::RichText => (
                "リッチテキスト（RTF）です",
                "a rich text document (RTF)",
                "表を表計算ソフトに貼り付け、.xlsx 形式で保存してください",
                "paste its tables into a spreadsheet and save that as .xlsx",
            ),
        };
        Problem::new(path, Bilingual::new(ja, en), Bilingual::new(todo_ja, todo_en))
    }
}

#[cfg(test)]
mod tests {
    use super::super::options::Options;
    use super::*;

    fn kind(path: &str, bytes: &[u8]) -> Result<FileKind, Problem> {
        tell(&Material { path, bytes, options: &Options::default() })
    }

    #[test]
    fn content_tells_the_kind_whatever_the_name() {
        let told: &[(&str, FileKind)] = &[
            ("<?xml version=\"1.0\"?><current/>", FileKind::CurrentXml),
            ("\n  <current/>", FileKind::CurrentXml),
            ("テーブル,項目\nA,B\n", FileKind::DelimitedText),
            ("-- 見本\ncreate table if not exists a (b int);", FileKind::SqlDdl),
            ("CREATE GLOBAL TEMPORARY TABLE a(b NUMBER(1));", FileKind::SqlDdl),
            ("COMMENT ON COLUMN a.b IS '宛名番号';", FileKind::SqlDdl),
            ("       01  KOJIN-REC.\n           05  ATENA-NO  PIC X(15).\n", FileKind::Copybook),
            ("000100 01  KOJIN-REC.\n000200    05  ATENA-NO  PICTURE X(15).\n", FileKind::Copybook),
            ("# A5:ER FORMAT:14\n[Manager]\n", FileKind::A5er),
        ];
        for (text, expected) in told {
            for name in ["x.xml", "x.csv", "x.txt", "x"] {
                assert_eq!(kind(name, text.as_bytes()), Ok(*expected), "{name}: {text}");
            }
        }
        assert_eq!(kind("x.dat", b"PK\x03\x04"), Ok(FileKind::Workbook));
        assert_eq!(kind("x.xml", "ただの文".as_bytes()), Ok(FileKind::CurrentXml));
    }

    #[test]
    fn what_is_none_of_them_is_named() {
        for (bytes, word) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"", "空です"),
            (b"<html><table>", "HTML"),
            (b"\x1F\x8B\x08", "圧縮"),
            (b"SQLite format 3\0", "データベース"),
            (b"{\\rtf1", "RTF"),
            (b"\x89PNG\r\n", "画像"),
        ] {
            let problem = kind("x.xlsx", bytes).unwrap_err();
            assert!(problem.what.ja.contains(word), "{}", problem.what.ja);
        }
    }
}
