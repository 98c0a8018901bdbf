//! Files as they come, and files that nobody should send.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};
use zip::write::SimpleFileOptions;

use super::*;
use crate::text::problem::Problem;

fn written(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut book = Writer::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn refused(name: &str, bytes: &[u8], limits: &Limits) -> Problem {
    read(name, bytes, limits).unwrap_err()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose only sheet has this XML inside `sheetData`.
fn book_of(sheet_data: &str) -> Vec<u8> {
    let bytes = written(|book| {
        book.add_worksheet().write_string(0, 0, "x").unwrap();
    });
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    for (name, bytes) in &mut parts {
        if name.ends_with("sheet1.xml") {
            let open = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
            *bytes = format!("{open}{sheet_data}</sheetData></worksheet>").into_bytes();
        }
    }
    zipped(&parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect::<Vec<_>>())
}

#[test]
fn cells_are_text_as_people_see_it() {
    let bytes = written(|book| {
        let sheet = book.add_worksheet().set_name("項目").unwrap();
        sheet.write_string(0, 0, "031").unwrap();
        sheet.write_number(0, 1, 1).unwrap();
        sheet.write_number_with_format(0, 2, 1, &Format::new().set_num_format("00000")).unwrap();
        let date = ExcelDateTime::from_ymd(2023, 9, 29).unwrap();
        sheet.write_datetime_with_format(0, 3, &date, &Format::new().set_num_format("yyyy/m/d")).unwrap();
        sheet.write_string(0, 4, "一行目\r\n二行目").unwrap();
        sheet.merge_range(2, 0, 3, 1, "結合", &Format::new()).unwrap();
    });
    let book = read("a.xlsx", &bytes, &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    let row: Vec<&str> = sheet.rows()[0].cells().map(|(_, t)| t).collect();
    assert_eq!(row, ["031", "1", "00001", "2023-09-29", "一行目\n二行目"]);
    assert_eq!((sheet.shown(4, 1), sheet.cell(4, 1)), ("結合", ""));
    assert_eq!((book.kind, column_name(27).as_str()), (Kind::OpenXml, "AB"));
}

#[test]
fn open_documents_are_read_with_their_repeats() {
    let content = r#"<o xmlns:table="t" xmlns:text="x" xmlns:office="o"><table:table table:name="一">
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>デ&amp;ー</text:p><text:p>タ<text:s text:c="2"/>x</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value="1"><office:annotation><text:p>note</text:p></office:annotation><text:p>001</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>z</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></o>"#;
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zipped(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]);
    let book = read("a.ods", &bytes, &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.cell(1, 0), "デ&ー\nタ  x");
    assert_eq!((sheet.cell(1, 2), sheet.shown(1, 1)), ("001", "デ&ー\nタ  x"));
    assert_eq!((sheet.cell(5, 0), sheet.cell(5, 1), sheet.rows().len()), ("z", "z", 2));
    let manifest = b"<m><encryption-data/></m>";
    let secret = zipped(&[("mimetype", mimetype), ("content.xml", b""), ("META-INF/manifest.xml", manifest)]);
    assert!(refused("a.ods", &secret, &Limits::default()).what.en.contains("password"));
}

#[test]
fn a_bomb_is_refused_by_what_it_unpacks_to() {
    let zeros = vec![b' '; 8 << 20];
    let bytes = zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", &zeros)]);
    assert!(bytes.len() < 100_000);
    let limits = Limits { unpacked_bytes: 4 << 20, ..Limits::default() };
    assert!(refused("a.xlsx", &bytes, &limits).what.en.contains("unpacks"));
    // a directory that claims less than there is
    let mut lying = bytes.clone();
    let size = (8u32 << 20).to_le_bytes();
    let at: Vec<usize> = (0..lying.len() - 4).filter(|i| lying[*i..*i + 4] == size).collect();
    assert!(!at.is_empty());
    for i in at {
        lying[i..i + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    refused("a.xlsx", &lying, &limits);
}

#[test]
fn a_million_empty_rows_are_refused() {
    let rows: String = (1..=1_048_576).map(|r| format!("<row r=\"{r}\"/>")).collect();
    let problem = refused("a.xlsx", &book_of(&rows), &Limits::default());
    assert!(problem.what.ja.contains("行が上限"), "{}", problem.what.ja);
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert!(refused("a.xlsx", &book_of(far), &Limits::default()).what.en.contains("rows"));
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    assert!(refused("a.xlsx", &book_of(wide), &Limits::default()).what.en.contains("columns"));
    let lines = ",,,\n".repeat(1_000_000);
    assert!(refused("a.csv", lines.as_bytes(), &Limits::default()).what.en.contains("rows"));
}

#[test]
fn what_is_no_workbook_says_so() {
    let limits = Limits::default();
    let said = |name: &str, bytes: &[u8]| refused(name, bytes, &limits).what.en;
    assert!(said("a.xlsx", b"hello").contains("neither"));
    assert!(said("a.xlsx", b"%PDF-1.7").contains("PDF"));
    assert!(said("a.xls", b"<html><table>").contains("HTML"));
    assert!(said("a.xlsx", &zipped(&[("word/document.xml", b"<x/>")])).contains("neither"));
    assert!(said("a.xlsx", b"PK\x03\x04broken").contains("damaged"));
    assert!(
        said("a.xls", &[&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat()).contains("damaged")
    );
    let small = Limits { file_bytes: 3, ..limits };
    assert!(refused("a.csv", b"a,b\n", &small).what.en.contains("larger"));
    assert!(open(std::path::Path::new("/nowhere/x.xlsx"), &limits).unwrap_err().what.en.contains("no such"));
}

#[test]
fn a_protected_workbook_asks_for_the_password_to_be_removed() {
    let modern = compound("EncryptedPackage", &[0; 4096]);
    let binary = compound("Workbook", &[record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]), record(0x002F, &[1, 0])].concat());
    for bytes in [modern, binary] {
        assert!(refused("a.xls", &bytes, &Limits::default()).what.ja.contains("パスワード"));
    }
}

#[test]
fn binary_workbooks_are_read() {
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let name: Vec<u8> = "項目".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = (start.len() + 4 + 8 + name.len() + end.len()) as u32;
    let bound = record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 2, 1], &name].concat());
    let number = record(0x0203, &[&[6, 0, 2, 0, 0, 0][..], &1f64.to_le_bytes()].concat());
    let text: Vec<u8> = "宛名番号".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let label = record(0x0204, &[&[6, 0, 3, 0, 0, 0, 4, 0, 1][..], &text].concat());
    let stream = [start.clone(), bound, end.clone(), start, number, label, end].concat();
    let book = read("a.xls", &compound("Workbook", &stream), &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((book.kind, sheet.name.as_str()), (Kind::Binary, "項目"));
    assert_eq!((sheet.cell(7, 2), sheet.cell(7, 3)), ("1", "宛名番号"));
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A compound file with one stream, padded so that it lies in ordinary sectors.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    let end = 0xFFFF_FFFEu32;
    let mut head = vec![0u8; 512];
    let mut put = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    put(24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(44, &1u32.to_le_bytes());
    put(48, &1u32.to_le_bytes());
    put(56, &4096u32.to_le_bytes());
    put(60, &end.to_le_bytes());
    put(68, &end.to_le_bytes());
    put(76, &[0xFF; 436]);
    put(76, &0u32.to_le_bytes());
    // sector 0: the table of sectors; 1: the directory; from 2: the stream
    let chain = (0..sectors as u32).map(|i| if i + 1 == sectors as u32 { end } else { i + 3 });
    let table = [0xFFFF_FFFDu32, end].into_iter().chain(chain).chain(std::iter::repeat(u32::MAX));
    let table: Vec<u8> = table.take(128).flat_map(u32::to_le_bytes).collect();
    let mut directory = entry("Root Entry", 5, end, 0);
    directory.extend(entry(name, 2, 2, stream.len() as u32));
    directory.resize(512, 0);
    [head, table, directory, stream].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = bytes.len() as u16 + 2;
    bytes.resize(128, 0);
    bytes[64..66].copy_from_slice(&length.to_le_bytes());
    bytes[66] = kind;
    bytes[68..80].fill(0xFF);
    bytes[116..120].copy_from_slice(&start.to_le_bytes());
    bytes[120..124].copy_from_slice(&size.to_le_bytes());
    bytes
}

#[test]
fn repeated_long_texts_are_bounded() {
    let row = "<c t=\"s\"><v>0</v></c>".repeat(900);
    let rows: String = (1..=20).map(|r| format!("<row r=\"{r}\">{row}</row>")).collect();
    let limits = Limits { text_bytes: 1 << 20, cells: 10_000, ..Limits::default() };
    assert!(refused("a.xlsx", &book_of(&rows), &limits).what.en.contains("cells"));
}

fn titles() -> Vec<Title> {
    vec![
        Title::new("id", &["データ項目ID"]).needed().wide(),
        Title::new("name", &["データ項目"]).needed(),
        Title::new("romaji", &["データ項目（ローマ字）"]),
        Title::new("group", &["グループ_名称"]),
        Title::new("key", &["グループ_主キー", "主キー"]),
        Title::new("digits", &["桁数"]),
    ]
}

fn csv(text: &str) -> Sheet {
    read("s.csv", text.as_bytes(), &Limits::default()).unwrap().sheets.remove(0)
}

#[test]
fn headers_are_found_in_one_or_two_rows() {
    let flat = csv(
        "■表題\n\nデータ項目ＩＤ,データ項目,\"データ項目\n(ローマ字)\",グループ＿名称,桁 数（文字）\n03100001,宛名番号,a,g,15\n",
    );
    let header = find_header(&flat, &titles()).unwrap();
    assert_eq!((header.first_row, header.last_row, header.found()), (3, 3, 5));
    assert_eq!((header.columns("romaji"), header.columns("digits")), (&[2][..], &[4][..]));
    let split = csv("表題\nデータ項目ID,,データ項目,グループ,,備考\n,,,名称,主キー,\n031,1,宛名番号,g,○,\n");
    let header = find_header(&split, &titles()).unwrap();
    assert_eq!((header.first_row, header.last_row), (2, 3));
    assert_eq!((header.columns("id"), header.columns("group")), (&[0, 1][..], &[3][..]));
    assert_eq!((header.columns("key"), header.others.as_slice()), (&[4][..], &["備考".to_string()][..]));
}

#[test]
fn a_missing_header_tells_what_was_there() {
    let none = find_header(&csv("a,b\nデータ項目ID,名前\n1,2\n"), &titles()).unwrap_err();
    assert_eq!((none.row, none.missing), (2, vec!["name".to_string()]));
    assert_eq!(none.found, ["データ項目ID", "名前"]);
}

#[test]
fn an_old_binary_workbook_or_byte_soup_never_panics() {
    let soup: Vec<u8> = (0u32..4096).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for head in [&b"PK\x03\x04"[..], b"PK\x05\x06", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], b""] {
        let bytes = [head, &soup].concat();
        refused("a.xls", &bytes, &Limits::default());
    }
}
