//! `map pull`: what people answered in the workbook or the page becomes lines of the mapping, and nothing written is lost.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

use crate::process::*;

const LAYOUT: &str = r#"<current xmlns="urn:gapcheck:current:1" role="present" system="child-allowance"><layout unit="char">
<table name="JUKYU" label="受給者">
  <column name="ATENA_CD" label="宛名コード" type="char" length="15" key="primary"/>
  <column name="NINTEI_YMD" label="認定日" type="char" length="8" date="yyyymmdd"/>
  <column name="SHIKYU_JIYU" label="支給事由" type="char" length="2"/>
</table></layout></current>"#;

struct Town {
    folder: tempfile::TempDir,
}

impl Town {
    fn new() -> Town {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("current.xml"), LAYOUT).expect("written");
        Town { folder }
    }

    fn run(&self, args: &[&str]) -> Ran {
        gapcheck_in(self.folder.path(), args)
    }

    /// The sheet 対応候補 of a fresh report: headings and rows.
    fn candidates(&self) -> (Vec<String>, Vec<Vec<String>>) {
        self.run(&["child-allowance", "current.xml", "--quiet", "--output", "r.xlsx"]);
        let mut book: Xlsx<_> = open_workbook(self.folder.path().join("r.xlsx")).expect("a workbook");
        let range = book.worksheet_range("対応候補").expect("the sheet");
        let rows: Vec<Vec<String>> =
            (2..range.height()).map(|r| (0..range.width()).map(|c| cell(range.get((r, c)))).collect()).collect();
        (rows[0].clone(), rows[1..].to_vec())
    }

    fn mapping(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("mapping.toml")).unwrap_or_default()
    }
}

fn cell(data: Option<&Data>) -> String {
    data.map(Data::to_string).unwrap_or_default()
}

fn write(path: &Path, sheet: &str, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(sheet).expect("a name");
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            sheet.write_string(r as u32, c as u16, text).expect("written");
        }
    }
    book.save(path).expect("saved");
}

#[test]
fn answers_of_the_workbook_become_lines_however_it_was_sorted() {
    let town = Town::new();
    let (headings, mut rows) = town.candidates();
    let at = |name: &str| headings.iter().position(|h| h == name).expect("a heading");
    let table = rows.iter().position(|r| r[at("項目")].is_empty()).expect("a table to confirm");
    assert_eq!(rows[table][at("候補1")], "JUKYU");
    rows[table][at("回答")] = "はい".into();
    // sorted the other way round, with an empty row and a column of their own
    rows.reverse();
    rows.insert(1, Vec::new());
    let mut all = vec![vec!["税務課メモ".to_string()], headings];
    all.extend(rows);
    write(&town.folder.path().join("back.xlsx"), "対応候補", &all);
    let ran = town.run(&["map", "pull", "back.xlsx", "--mapping", "mapping.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(town.mapping().contains("[[table]]\ncurrent = \"JUKYU\""), "{}", town.mapping());
    let checked = town.run(&["map", "check", "child-allowance", "current.xml"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    // a second time nothing changes
    let before = town.mapping();
    let again = town.run(&["map", "pull", "back.xlsx", "--mapping", "mapping.toml"]);
    assert_eq!((again.code, town.mapping() == before), (0, true), "{}", again.out);
}

#[test]
fn conflicts_gone_columns_and_words_not_understood_are_told_and_the_file_stays() {
    let town = Town::new();
    let standard = "受給資格者";
    let before = format!(
        "# 手で書いた行\r\nsystem = \"child-allowance\"\r\n\r\n[[pair]]\r\ncurrent = \"JUKYU.NINTEI_YMD\" # 確認済\r\nstandard = \"{standard}.X\"\r\n"
    );
    std::fs::write(town.folder.path().join("mapping.toml"), &before).expect("written");
    let answers = "業務,グループ,項目,候補1,回答,別の列\n\
        児童手当,受給資格者,宛名番号,JUKYU.NAKUNATTA,はい,\n\
        児童手当,受給資格者,宛名番号,JUKYU.ATENA_CD,たぶん,\n\
        個人住民税,課税対象者,宛名番号,JUKYU.ATENA_CD,はい,\n";
    std::fs::write(town.folder.path().join("a.csv"), answers).expect("written");
    let ran = town.run(&["map", "pull", "a.csv", "--mapping", "mapping.toml"]);
    assert_eq!((ran.code, town.mapping()), (1, before), "{}{}", ran.out, ran.err);
    for told in ["2 行目 JUKYU.NAKUNATTA", "たぶん", "ほかの業務の行 1"] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
}

#[test]
fn answers_of_another_system_are_refused() {
    let town = Town::new();
    std::fs::write(town.folder.path().join("mapping.toml"), "system = \"child-allowance\"\n").expect("written");
    // saved by a spreadsheet of an office
    let (text, _, _) =
        encoding_rs::SHIFT_JIS.encode("業務,グループ,項目,候補1,回答\n個人住民税,課税対象者,宛名番号,T.A,はい\n");
    std::fs::write(town.folder.path().join("a.csv"), &text).expect("written");
    let ran = town.run(&["map", "pull", "a.csv", "--mapping", "mapping.toml"]);
    assert_eq!((ran.code, town.mapping().as_str()), (2, "system = \"child-allowance\"\n"), "{}", ran.out);
    assert!(ran.err.contains("個人住民税"), "{}", ran.err);
    std::fs::write(town.folder.path().join("b.csv"), "a,b\n1,2\n").expect("written");
    let ran = town.run(&["map", "pull", "b.csv", "--mapping", "mapping.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("回答"), "{}", ran.err);
}

#[test]
fn mappings_of_one_product_are_compared_and_gathered() {
    let folder = tempfile::tempdir().expect("a folder");
    let line =
        |column: &str, item: &str| format!("[[pair]]\ncurrent = \"J.{column}\"\nstandard = \"受給資格者.{item}\"\n");
    let towns =
        [("甲町", line("A", "宛名番号") + &line("B", "氏名")), ("乙町", line("A", "宛名番号") + &line("C", "氏名"))];
    for (town, lines) in &towns {
        std::fs::create_dir(folder.path().join(town)).expect("a folder");
        let text = format!("system = \"child-allowance\"\n{lines}");
        std::fs::write(folder.path().join(town).join("mapping.toml"), text).expect("written");
    }
    let run = |args: &[&str]| gapcheck_in(folder.path(), args);
    let both = ["甲町/mapping.toml", "乙町/mapping.toml"];
    let differ = run(&["map", "diff", both[0], both[1]]);
    assert_eq!(
        (differ.code, differ.out.as_str()),
        (1, "- [[pair]] J.B → 受給資格者.氏名\n+ [[pair]] J.C → 受給資格者.氏名\n違い 1 件\n")
    );
    assert_eq!(run(&["map", "diff", both[0], both[0]]).code, 0);
    let merged = run(&["map", "merge", both[0], both[1], "--output", "product.toml"]);
    assert_eq!(merged.code, 1);
    assert!(merged.err.contains("J.B → 受給資格者.氏名 (甲町)") && merged.err.contains("(乙町)"), "{}", merged.err);
    let product = std::fs::read_to_string(folder.path().join("product.toml")).expect("written");
    assert!(product.contains("note = \"2/2 団体\"") && product.contains("#? current = \"J.C\""), "{product}");
    // a town extends it and says what it decided
    std::fs::write(
        folder.path().join("甲町/mapping.toml"),
        "system = \"child-allowance\"\nextends = \"../product.toml\"\n",
    )
    .expect("written");
    std::fs::write(folder.path().join("甲町/current.xml"), LAYOUT).expect("written");
    let other = folder.path().join("o.toml");
    std::fs::write(&other, "system = \"resident-tax\"\n").expect("written");
    assert_eq!(run(&["map", "diff", both[1], "o.toml"]).code, 2);
}
