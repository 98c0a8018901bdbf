//! Files of sheets in which nothing could be read: what they seem to be, and what to bring instead.

use crate::sheet::Workbook;
use crate::text::clean::{shorten, visible};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Why nothing in a workbook or delimited text is a list of columns.
pub fn nothing(workbook: &Workbook) -> Problem {
    let fullest = workbook
        .sheets
        .iter()
        .flat_map(|s| s.rows().iter().take(120).map(move |r| (s, r)))
        .max_by_key(|(s, r)| (r.cells().count().min(8), std::cmp::Reverse((r.number, s.name.clone()))));
    let found: Vec<&str> = fullest.map(|(_, r)| r.cells().map(|(_, t)| t).take(12).collect()).unwrap_or_default();
    let shown = shorten(&visible(&found.join("、")), 120).into_owned();
    let all: String =
        workbook.sheets.iter().flat_map(|s| s.rows()).take(200).flat_map(|r| r.cells()).map(|(_, t)| t).collect();
    let (what, todo) = match () {
        () if is_broken(&all) => (
            Bilingual::new(
                "文字化けしています（CP932（Shift_JIS）の文字を別の文字コードとして保存し直したもののようです）",
                "its characters are broken: CP932 (Shift_JIS) text seems to have been saved once more in another encoding",
            ),
            Bilingual::new(
                "元の画面や表計算ソフトから、UTF-8 か CP932 で書き出し直してください",
                "export it again as UTF-8 or CP932",
            ),
        ),
        () if workbook.sheets.iter().all(crate::sheet::Sheet::is_empty) => (
            Bilingual::new("どのシートにも何も書かれていません", "there is nothing in any sheet"),
            Bilingual::new(
                "テーブル定義書、項目一覧などを指定してください",
                "name a table definition or a list of columns",
            ),
        ),
        () if is_export(workbook) => (
            Bilingual::new(
                format!("項目の一覧ではなく、データを書き出したファイルの見出しのようです（{shown}）"),
                format!("it looks like the heading of exported data, not like a list of columns ({shown})"),
            ),
            Bilingual::new(
                "項目名、型、桁数を一行に一項目ずつ並べたテーブル定義書、DDL、コピー句のどれかを指定してください。データそのものは validate で調べます",
                "bring a table definition with one column a row (name, type, length), a DDL or a copybook; data are checked by validate",
            ),
        ),
        () => (
            Bilingual::new(
                format!("項目一覧の見出しが見つかりません（見つかった行: {shown}）"),
                format!("no headings of a column list; closest row: {shown}"),
            ),
            Bilingual::new(
                "「テーブル」「項目名」「型」「桁数」などの見出しが必要です（ほかに 論理名、必須、キー、コード、備考 を読みます）。別の語は --headings FILE で足せます",
                "headings such as テーブル, 項目名, 型, 桁数 are needed (論理名, 必須, キー, コード, 備考 are read too); add other words with --headings FILE",
            ),
        ),
    };
    Problem::new(workbook.path.clone(), what, todo)
}

/// Headings of a list without a single row that could be used.
pub fn no_rows(workbook: &Workbook) -> Problem {
    Problem::new(
        workbook.path.clone(),
        Bilingual::new(
            "項目一覧の見出しだけがあり、項目の行がありません",
            "it has the headings of a column list but no rows",
        ),
        Bilingual::new(
            "途中で切れていないか確かめ、項目の行を含めて書き出し直してください",
            "check that it is whole and export it again with its rows",
        ),
    )
}

/// CP932 read as Latin-1 leaves C1 controls and accented letters; UTF-8 read as CP932 leaves half-width kana and 縺, 繧.
pub fn is_broken(text: &str) -> bool {
    let all = text.chars().filter(|c| !c.is_ascii()).count();
    let latin = text.chars().filter(|c| matches!(c, '\u{80}'..='\u{FF}')).count();
    let signs = text.chars().filter(|c| matches!(c, '縺' | '繧' | '繝' | '\u{FFFD}' | '蜷' | '譁')).count();
    all >= 4 && (latin * 10 >= all * 8 && text.chars().any(|c| matches!(c, '\u{80}'..='\u{9F}')) || signs * 4 >= all)
}

/// One row of short distinct names, and below it nothing or rows of as many values.
fn is_export(workbook: &Workbook) -> bool {
    let [sheet] = workbook.sheets.as_slice() else { return false };
    let rows = sheet.rows();
    let Some(first) = rows.first() else { return false };
    let names: Vec<&str> = first.cells().map(|(_, t)| t).collect();
    let name = |t: &&str| {
        t.chars().count() <= 24
            && !t.chars().any(|c| matches!(c, '。' | '\n'))
            && !t.chars().all(|c| c.is_ascii_digit())
    };
    let as_wide = rows.iter().skip(1).all(|r| r.cells().all(|(c, _)| (c as usize) < names.len()));
    names.len() >= 4 && names.iter().all(name) && as_wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_characters_are_told_from_foreign_ones() {
        let latin: String =
            encoding_rs::SHIFT_JIS.encode("テーブル,項目,論理名,桁数").0.iter().map(|b| char::from(*b)).collect();
        assert!(is_broken(&latin));
        let (kana, ..) = encoding_rs::SHIFT_JIS.decode("テーブルのコメント".as_bytes());
        assert!(is_broken(&kana));
        for text in ["テーブル,項目,論理名", "ﾃｰﾌﾞﾙ,ｺｳﾓｸ", "Größe, Länge, Straße", "KOJIN,ATENA"]
        {
            assert!(!is_broken(text), "{text}");
        }
    }
}
