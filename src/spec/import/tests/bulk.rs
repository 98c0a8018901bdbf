//! How long a large standard takes. Run with `cargo test -- --ignored --nocapture`.

use std::time::Instant;

use super::*;

#[test]
#[ignore = "measures; prints the time for 20 sheets of 3,000 items"]
fn twenty_sheets_of_three_thousand_items() {
    let desk = Desk::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let headings = [
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
    for sheet_number in 0..20u32 {
        let sheet = book.add_worksheet().set_name(format!("項目定義書_群{sheet_number}")).unwrap();
        for (c, heading) in (0u16..).zip(headings) {
            sheet.write_string(0, c, heading).unwrap();
        }
        for i in 0..3_000u32 {
            let row = [
                format!("010{:05}", sheet_number * 3_000 + i),
                format!("項目{i}"),
                format!("komoku{i}"),
                format!("群{sheet_number}"),
                "Ｎ".into(),
                "100".into(),
                "条件付き必須".into(),
                format!("項目{i}の定義を示す文であり、長さは実際のものに近い"),
                format!("・全角の空白を入れる\n※※{i}の場合は出力必須"),
                "0100001課税台帳管理機能".into(),
                "○".into(),
                "例".into(),
                String::new(),
            ];
            for (c, text) in (0u16..).zip(row) {
                sheet.write_string(i + 1, c, text).unwrap();
            }
        }
    }
    let path = desk.put("large.xlsx", book.save_to_buffer().unwrap());
    let start = Instant::now();
    let outcome = imported(&[path]);
    let read = start.elapsed();
    assert_eq!(outcome.editions[0].groups.iter().map(|g| g.items.len()).sum::<usize>(), 60_000);
    let bytes = crate::spec::format::canonical(&outcome.editions[0]).unwrap().len();
    println!(
        "60,000 items in {read:?} ({:.0} rows/s), {bytes} bytes written in {:?}",
        60_000.0 / read.as_secs_f64(),
        start.elapsed() - read
    );
}
