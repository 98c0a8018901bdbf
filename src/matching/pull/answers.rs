//! Answers to candidates, as people gave them in the workbook's sheet 対応候補 or on the page (`mapping-answers.csv`).

use std::path::Path;

use crate::sheet::{Header, Limits, Row, Sheet, Title, Workbook, find_header, open};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// What a person said of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// はい: the first candidate of the row is right.
    Yes,
    /// いいえ: it is not, and is not to be proposed again.
    No,
    /// 別の列: another one, which is named.
    Other(String),
    /// 保留, or nothing yet.
    Later,
    /// A word that nobody knows; it is told and taken for nothing.
    Unknown(String),
}

/// A row with an answer. Names are as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// As the spreadsheet counts, from 1.
    pub row: u32,
    /// The system's name, where the sheet has it.
    pub system: String,
    /// Group of the standard; with no item, the answer is about a table.
    pub group: String,
    pub item: String,
    /// The row's first candidate: `TABLE.COLUMN`, or a table.
    pub candidate: String,
    pub reply: Reply,
}

impl Answer {
    /// `グループ.項目`, or the group alone.
    pub fn standard(&self) -> String {
        match (self.group.is_empty(), self.item.is_empty()) {
            (_, true) => self.group.clone(),
            (true, _) => self.item.clone(),
            (false, false) => format!("{}.{}", self.group, self.item),
        }
    }

    pub fn is_table(&self) -> bool {
        self.item.is_empty()
    }
}

/// The words of the list in the sheet, in both languages.
pub const WORDS: [(&str, &str); 4] =
    [("はい", "yes"), ("いいえ", "no"), ("保留", "later"), ("別の列", "another column")];

const YES: [&str; 9] = ["はい", "yes", "y", "○", "〇", "◯", "ok", "正", "正しい"];
const NO: [&str; 8] = ["いいえ", "no", "n", "×", "✕", "✗", "違う", "否"];
const LATER: [&str; 7] = ["", "保留", "later", "?", "-", "未定", "要確認"];
const OTHER: [&str; 5] = ["別の列", "anothercolumn", "other", "別の表", "別"];

fn reply(word: &str, other: &str) -> Reply {
    let folded = f1_lower(word);
    let is = |words: &[&str]| words.iter().any(|w| f1_lower(w) == folded);
    match () {
        // a column typed beside an empty answer says which one is meant
        () if !other.is_empty() && (is(&OTHER) || folded.is_empty()) => Reply::Other(other.to_string()),
        () if is(&OTHER) => Reply::Unknown(word.to_string()),
        () if is(&YES) => Reply::Yes,
        () if is(&NO) => Reply::No,
        () if is(&LATER) => Reply::Later,
        () => Reply::Unknown(word.to_string()),
    }
}

fn titles() -> Vec<Title> {
    let title = Title::new;
    vec![
        title("reply", &["回答", "確認", "判定", "answer", "reply"]).needed(),
        title("system", &["業務", "システム", "system"]),
        title("group", &["グループ", "標準のグループ", "group"]),
        title("item", &["項目", "標準の項目", "標準", "データ項目", "item", "standard"]),
        title("table", &["表", "テーブル", "現行の表", "table"]),
        title("column", &["列", "カラム", "column"]),
        title("candidate", &["候補1", "候補", "第1候補", "現行", "現行の列", "candidate1", "candidate", "current"]),
        title("other", &["別の列", "ほかの列", "他の列", "anothercolumn", "other"]),
    ]
}

/// Reads all answers of a workbook or CSV file, whatever a spreadsheet made of it.
///
/// # Errors
/// The file cannot be read, or no sheet of it has the headings 回答 and 項目 (or グループ) and a candidate.
pub fn read(path: &str) -> Result<Vec<Answer>, Problem> {
    let book = open(Path::new(path), &Limits::default())?;
    let mut answers = Vec::new();
    let mut found = false;
    for sheet in &book.sheets {
        let Ok(header) = find_header(sheet, &titles()) else { continue };
        let standard = header.has("item") || header.has("group");
        let today = header.has("candidate") || (header.has("table") && header.has("column"));
        if standard && today {
            found = true;
            let rows = sheet.rows().iter().filter(|r| r.number > header.last_row);
            answers.extend(rows.filter_map(|row| answer(sheet, &header, row)));
        }
    }
    if found { Ok(answers) } else { Err(no_answers(&book)) }
}

fn answer(sheet: &Sheet, header: &Header, row: &Row) -> Option<Answer> {
    let cell = |key: &str| {
        let column = header.columns(key).first().copied()?;
        Some(sheet.shown(row.number, column).trim().to_string()).filter(|t| !t.is_empty())
    };
    let text = |key: &str| cell(key).unwrap_or_default();
    let candidate = cell("candidate").or_else(|| match (cell("table"), cell("column")) {
        (Some(table), Some(column)) => Some(format!("{table}.{column}")),
        (table, column) => column.or(table),
    });
    let answer = Answer {
        row: row.number,
        system: text("system"),
        group: text("group"),
        item: text("item"),
        candidate: candidate.unwrap_or_default(),
        reply: reply(&text("reply"), &text("other")),
    };
    (answer.reply != Reply::Later).then_some(answer)
}

fn no_answers(book: &Workbook) -> Problem {
    Problem::new(
        book.path.clone(),
        Bilingual::new("対応候補への回答が見つかりません", "no answers to candidates were found"),
        Bilingual::new(
            "gapcheck SYSTEM current.xml --output report.xlsx の「対応候補」シートに回答するか、見出し 回答・グループ・項目・候補1 のある表を指定してください",
            "answer on the sheet \"candidates\" of gapcheck SYSTEM current.xml --lang en --output report.xlsx, or name a table with the headings answer, group, item and candidate 1",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Vec<Answer> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.csv");
        std::fs::write(&path, text).unwrap();
        read(&path.display().to_string()).unwrap()
    }

    #[test]
    fn answers_are_read_by_their_headings_in_any_order() {
        let answers = read_text(
            "回答,候補1,根拠1,項目,グループ,別の列,業務\n\
             はい,T.A,,宛名番号,個人,,個人住民税\n\
             ,,,,,,\n\
             ×,T.B,,氏名,個人,,個人住民税\n\
             保留,T.C,,性別,個人,,個人住民税\n\
             別の列,T.D,,区分,個人,T.E,個人住民税\n\
             多分,T.F,,地区,個人,,個人住民税\n\
             はい,T,,,世帯,,個人住民税\n",
        );
        let said: Vec<(u32, String, &Reply)> = answers.iter().map(|a| (a.row, a.standard(), &a.reply)).collect();
        assert_eq!(
            said,
            [
                (2, "個人.宛名番号".to_string(), &Reply::Yes),
                (4, "個人.氏名".to_string(), &Reply::No),
                (6, "個人.区分".to_string(), &Reply::Other("T.E".into())),
                (7, "個人.地区".to_string(), &Reply::Unknown("多分".into())),
                (8, "世帯".to_string(), &Reply::Yes),
            ]
        );
        assert!(answers[4].is_table());
    }

    #[test]
    fn a_column_in_two_cells_and_an_item_in_one() {
        let answers = read_text("表,列,標準の項目,回答\nKOJIN,SHIMEI,個人.氏名,YES\n");
        assert_eq!((answers[0].candidate.as_str(), answers[0].standard().as_str()), ("KOJIN.SHIMEI", "個人.氏名"));
    }
}
