//! Folders and zip files: what is fine is imported, what is not is named.

use super::super::{FileRead, import_pile};
use super::*;

const ITEMS: &str = "データ項目ID,データ項目,グループ_名称,データ型,桁数,データ出力条件\n";

fn items(business: &str, digits: u32) -> String {
    format!("{ITEMS}{business}00001,宛名番号,個人,X,{digits},必須\n{business}00002,氏名,個人,N,100,必須\n")
}

fn name(business: &str, version: &str) -> String {
    format!("{business}_基本データリスト【第{version}版】_20260331.csv")
}

fn pile(desk: &Desk) -> super::super::Pile {
    import_pile(&[desk.path().to_path_buf()], &ImportOptions::default()).unwrap_or_else(|p| panic!("{}", rendered(&p)))
}

#[test]
fn a_folder_gives_what_is_fine_and_names_the_rest() {
    let desk = Desk::new();
    desk.put(&name("010", "2.1"), items("010", 15));
    desk.put("手引き.pdf", "%PDF-1.7");
    desk.put("読んで.txt", "memo");
    desk.put("013_基本データリスト【第2.1版】_20260331.xlsx", "PK\u{3}\u{4}cut short");
    let pile = pile(&desk);
    assert_eq!(pile.outcome.editions.len(), 1);
    assert_eq!(pile.problems.len(), 1, "the cut workbook");
    let kinds: Vec<bool> = pile.files.iter().map(|f| matches!(f.read, FileRead::Unrelated(_))).collect();
    assert_eq!(kinds.iter().filter(|unrelated| **unrelated).count(), 2, "{:?}", pile.files);
    assert!(pile.files.iter().any(|f| matches!(&f.read, FileRead::As(parts) if parts[0].1 == 2)));
}

#[test]
fn two_versions_are_two_editions() {
    let desk = Desk::new();
    desk.put(&name("010", "2.1"), items("010", 15));
    desk.put(&name("010", "3.0"), items("010", 20));
    let pile = pile(&desk);
    let labels: Vec<&str> = pile.outcome.editions.iter().map(|e| e.edition.label.as_str()).collect();
    assert_eq!(labels, ["第2.1版", "第3.0版"]);
    assert!(pile.problems.is_empty());
}

#[test]
fn workbooks_that_disagree_are_both_named_and_neither_is_believed() {
    let desk = Desk::new();
    desk.put(&name("010", "2.1"), items("010", 15));
    desk.put("写し_010_基本データリスト【第2.1版】_20260331.csv", items("010", 12));
    let pile = pile(&desk);
    let item = &pile.outcome.editions[0].groups[0].items[0];
    assert_eq!((item.digits, item.name.as_str()), (None, "宛名番号"));
    let told = &pile.outcome.unread[0];
    assert!(told.reason.ja.contains("宛名番号") && told.reason.ja.contains("桁数"), "{}", told.reason.ja);
    assert!(told.reason.ja.contains(".csv") && told.file.contains(".csv"));
}

#[test]
fn numbers_that_are_kept_and_lists_that_are_two_are_told() {
    let desk = Desk::new();
    let csv = format!("{}01000003,（削除）,個人,X,1,\n01000004,欠番,個人,X,1,\n", items("010", 15));
    desk.put(&name("010", "2.1"), csv);
    let outcome = pile(&desk).outcome;
    assert_eq!(outcome.editions[0].groups[0].items.len(), 2);
    assert_eq!(outcome.notes.iter().filter(|n| n.text.ja.contains("番号だけ")).count(), 2);
    assert!(super::super::ids::code_ref("001、002").is_err());
    assert_eq!(super::super::ids::item_id(&["1000001"]).unwrap(), "01000001");
}

#[test]
fn a_zip_with_names_in_cp932_is_a_folder() {
    let desk = Desk::new();
    let csv = items("010", 15);
    let (raw, ..) = encoding_rs::SHIFT_JIS.encode("010_個人住民税_基本データリスト【第2.1版】_20260331.csv");
    desk.put("files.zip", stored(&[(&raw, csv.as_bytes())]));
    let pile = pile(&desk);
    assert_eq!(pile.files[0].file, "010_個人住民税_基本データリスト【第2.1版】_20260331.csv");
    assert_eq!(pile.outcome.editions[0].edition.label, "第2.1版");
    desk.put("outer.zip", stored(&[(b"inner.zip", b"PK")]));
    let again = import_pile(&[desk.path().to_path_buf()], &ImportOptions::default()).unwrap();
    assert!(again.problems[0].what.ja.contains("zip の中の zip"));
}

/// A zip without compression, byte by byte, so that names can be in any encoding.
fn stored(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let short = |n: usize| (n as u16).to_le_bytes();
    let long = |n: usize| (n as u32).to_le_bytes();
    for (name, content) in files {
        let (at, sum) = (out.len(), crc32(content).to_le_bytes());
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        common.extend(sum);
        common.extend(long(content.len()));
        common.extend(long(content.len()));
        common.extend(short(name.len()));
        common.extend(short(0));
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(*name);
        out.extend(*content);
        directory.extend(b"PK\x01\x02");
        directory.extend([20, 0]);
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(long(at));
        directory.extend(*name);
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(short(files.len()));
    out.extend(short(files.len()));
    out.extend(long(directory.len()));
    out.extend(long(start));
    out.extend(short(0));
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 })
    };
    !bytes.iter().fold(!0, step)
}
