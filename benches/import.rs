//! How fast workbooks become editions: twenty systems of 3,000 items each. `cargo bench` prints rows per second and the
//! peak of memory.

use std::path::{Path, PathBuf};
use std::time::Instant;

use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::import::{ImportOptions, import, write_all};

const ITEMS: u32 = 3_000;
const GROUPS: u32 = 30;

const HEADINGS: [&str; 13] = [
    "データ項目ID",
    "データ項目",
    "データ項目（ローマ字）",
    "グループ_名称",
    "データ型",
    "桁数",
    "データ出力条件",
    "項目定義",
    "項目説明",
    "標準仕様書関連箇所",
    "実装類型",
    "サンプル値",
    "備考",
];

fn main() {
    let desk = tempfile::tempdir().expect("a folder");
    let systems: Vec<(&str, &str)> = Catalog::get()
        .systems
        .iter()
        .filter(|s| !s.shared)
        .filter_map(|s| s.codes.first().map(|code| (s.slug.as_str(), code.as_str())))
        .take(20)
        .collect();
    let books: Vec<PathBuf> = systems.iter().map(|(slug, code)| workbook(desk.path(), slug, code)).collect();
    let before = peak_kib();
    let start = Instant::now();
    let mut rows = 0;
    for (book, (slug, _)) in books.iter().zip(&systems) {
        let options = ImportOptions { system: Some((*slug).into()), strict: true, ..ImportOptions::default() };
        let outcome = import(std::slice::from_ref(book), &options).unwrap_or_else(|p| panic!("{slug}: {p:?}"));
        rows += outcome.editions.iter().flat_map(|e| &e.groups).map(|g| g.items.len()).sum::<usize>();
        write_all(&outcome.editions, &desk.path().join("specs")).unwrap_or_else(|e| panic!("{slug}: {e:?}"));
    }
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(rows, systems.len() * ITEMS as usize, "every row was read");
    println!("{} systems, {rows} items: {seconds:.2} s, {:.0} rows/s", systems.len(), rows as f64 / seconds);
    match (before, peak_kib()) {
        (Some(before), Some(peak)) => {
            println!("peak memory {:.0} MB ({:.0} MB before, from making the workbooks)", mb(peak), mb(before));
        }
        _ => println!("peak memory: not told by this system"),
    }
}

fn workbook(folder: &Path, slug: &str, code: &str) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("基本データリスト").expect("a name");
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    for i in 0..ITEMS {
        let row = [
            format!("{code}{:05}", i + 1),
            format!("項目{i}"),
            format!("komoku{i}"),
            format!("グループ{}", i * GROUPS / ITEMS),
            "Ｎ".into(),
            "100".into(),
            "条件付き必須".into(),
            format!("項目{i}の定義を示す文であり、長さは実際のものに近い"),
            format!("・全角の空白を入れる\n※※{i}の場合は出力必須"),
            format!("{code}0001管理機能"),
            "○".into(),
            "例".into(),
            String::new(),
        ];
        for (column, text) in (0u16..).zip(row) {
            sheet.write_string(i + 1, column, text).expect("a cell");
        }
    }
    let path = folder.join(format!("{slug}_基本データリスト【第1.0版】_20260101.xlsx"));
    book.save(&path).expect("written");
    path
}

/// The most memory that this process has held, where the system tells.
fn peak_kib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn mb(kib: f64) -> f64 {
    kib / 1024.0
}
