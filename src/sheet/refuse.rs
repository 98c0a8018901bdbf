//! The messages for files that are not read.

use crate::text::lang::Bilingual;
use crate::text::lines::Position;
use crate::text::problem::Problem;
use crate::text::sniff::NoText;

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    Missing,
    Folder,
    Denied,
    Unreadable(String),
    TooLarge {
        mib: u64,
    },
    TooLargeUnpacked {
        mib: u64,
    },
    TooManyParts {
        max: usize,
    },
    TooManyElements {
        part: String,
        max: u64,
    },
    TooManySheets {
        max: usize,
    },
    TooManyRows {
        sheet: String,
        max: u32,
    },
    TooManyColumns {
        sheet: String,
        max: u32,
    },
    TooManyCells {
        max: u64,
    },
    TooMuchText {
        mib: u64,
    },
    Password,
    NotAWorkbook,
    OtherWorkbook(&'static str),
    Broken(String),
    NoText(NoText),
    /// An OLE file that is no workbook before 2007 that can be read.
    Ole,
    /// The XML of a sheet does not hold together at this row (0: before the first).
    BrokenAt {
        part: String,
        row: u64,
    },
    TooManyRepeated {
        max: u64,
    },
    TooMuchShared {
        mib: u64,
    },
    SharedSheets,
    /// A quote of a CSV file that nothing closes.
    OpenQuote(Position),
    /// The last row of a CSV file ends before its cells and its line do.
    CutOff(Position),
}

impl Refusal {
    pub(super) fn problem(self, path: &str) -> Problem {
        let place = match &self {
            Refusal::OpenQuote(at) | Refusal::CutOff(at) => Some(*at),
            _ => None,
        };
        let (what, todo) = self.texts();
        let problem = Problem::new(path, what, todo);
        place.map_or(problem.clone(), |at| problem.at(at))
    }

    fn texts(self) -> (Bilingual, Bilingual) {
        match self {
            Refusal::Missing | Refusal::Folder | Refusal::Denied | Refusal::Unreadable(_) => self.file_texts(),
            Refusal::Password
            | Refusal::NotAWorkbook
            | Refusal::OtherWorkbook(_)
            | Refusal::Broken(_)
            | Refusal::BrokenAt { .. }
            | Refusal::SharedSheets => self.kind_texts(),
            Refusal::NoText(fault) => fault.texts(),
            Refusal::CutOff(at) => (
                Bilingual::new(
                    format!("最後の行（{} 行目）が途中で切れています", at.line),
                    format!("the last row, on line {}, is cut off", at.line),
                ),
                Bilingual::new(
                    "元のファイルを写し直すか、この行のセルを補って改行で終えてください。何も読みませんでした",
                    "copy the file again, or complete the cells of this row and end it with a line break; nothing was read",
                ),
            ),
            Refusal::OpenQuote(Position { line, .. }) => (
                Bilingual::new(
                    format!("{line} 行目で始まる引用符（\"）が閉じていません"),
                    format!("the quote (\") that opens in line {line} is never closed"),
                ),
                Bilingual::new(
                    "その行の引用符を閉じてください（文字としての \" は \"\" と書きます）。閉じるまでは以後の行が読めないため、何も読んでいません",
                    "close it in that line (a \" inside text is written \"\"); nothing was read, since it would swallow the rows below",
                ),
            ),
            Refusal::Ole => (
                Bilingual::new(
                    "ブックとして開けません（OLE 形式）。名前が .xlsx なら、ふつうパスワードで保護されています。古い .xls が壊れていることもあります",
                    "it cannot be opened as a workbook (OLE): a file named .xlsx with this content is usually protected by a password, or a damaged old .xls",
                ),
                Bilingual::new(
                    "パスワードを解除し、表計算ソフトで .xlsx として保存し直してください（パスワードは gapcheck に渡せません）",
                    "remove the password and save it again as .xlsx (gapcheck takes no passwords)",
                ),
            ),
            other => (
                other.size_text(),
                Bilingual::new(
                    "公表されたブックか確認し、余分な行・列・書式・シートを削除して保存し直してください",
                    "check that this is the published workbook; delete surplus rows, columns, styles or sheets and save it again",
                ),
            ),
        }
    }

    fn file_texts(self) -> (Bilingual, Bilingual) {
        let (what, todo) = match self {
            Refusal::Missing => (
                ("ファイルがありません", "no such file".to_string()),
                ("ファイル名と場所を確認してください", "check its name and folder"),
            ),
            Refusal::Folder => (
                ("ファイルではなくフォルダです", "a directory, not a file".to_string()),
                ("中のブックまたは CSV を指定してください", "name the workbooks or CSV files inside it"),
            ),
            Refusal::Denied => (
                ("ファイルを読む権限がありません", "permission denied".to_string()),
                (
                    "ファイルの権限と、表計算ソフトで開いたままでないかを確認してください",
                    "check its permissions and whether it is open elsewhere",
                ),
            ),
            Refusal::Unreadable(reason) => (
                ("ファイルを読み込めません", format!("cannot be read: {reason}")),
                ("ファイルの状態と保存先を確認してください", "check the file and where it is stored"),
            ),
            _ => (("読めません", "cannot be read".to_string()), ("", "")),
        };
        (Bilingual::new(what.0, what.1), Bilingual::new(todo.0, todo.1))
    }

    fn kind_texts(self) -> (Bilingual, Bilingual) {
        let save = Bilingual::new(
            "表計算ソフトで開き、.xlsx 形式で保存し直してください",
            "open it in a spreadsheet program and save it as .xlsx",
        );
        let again = Bilingual::new(
            "公表元から取り直すか、表計算ソフトで開いて .xlsx で保存し直してください",
            "fetch it again, or open it in a spreadsheet program and save it as .xlsx",
        );
        match self {
            Refusal::BrokenAt { part, row } => (
                Bilingual::new(
                    format!("ブックが {row} 行目で壊れています（部品 {part} の XML が正しくありません）"),
                    format!("the workbook is damaged at row {row}: the XML of its part {part} does not hold together"),
                ),
                again,
            ),
            Refusal::SharedSheets => (
                Bilingual::new(
                    "ブックのシートの数が、中の部品の数より多くあります",
                    "the workbook has more sheets than parts they could stand in",
                ),
                again,
            ),
            Refusal::Password => (
                Bilingual::new("パスワードで保護されたブックです", "the workbook is protected by a password"),
                Bilingual::new(
                    "パスワードを解除して保存し直してください（パスワードは gapcheck に渡せません）",
                    "remove the password and save it again (gapcheck takes no passwords)",
                ),
            ),
            Refusal::OtherWorkbook(kind) => (
                Bilingual::new(
                    format!("読めない形式です（{kind}）"),
                    format!("a format that is not read here ({kind})"),
                ),
                save,
            ),
            Refusal::Broken(reason) => (
                Bilingual::new(
                    // the reasons are those of the libraries, in English
                    "ブックが壊れていて読めません",
                    format!("the workbook is damaged ({reason})"),
                ),
                again,
            ),
            _ => (
                Bilingual::new("表計算のブックでも CSV でもありません", "neither a workbook nor a CSV file"),
                Bilingual::new(
                    "公表された .xlsx、.xlsm、.xls、.ods または .csv を指定してください",
                    "name a published .xlsx, .xlsm, .xls, .ods or .csv file",
                ),
            ),
        }
    }

    fn size_text(self) -> Bilingual {
        let (ja, en) = match self {
            Refusal::TooLarge { mib } => {
                (format!("ファイルが上限 {mib} MiB を超えています"), format!("the file is larger than {mib} MiB"))
            }
            Refusal::TooLargeUnpacked { mib } => (
                format!("ブックを展開すると上限 {mib} MiB を超えます"),
                format!("the workbook unpacks to more than {mib} MiB"),
            ),
            Refusal::TooManyParts { max } => (
                format!("ブックの中の部品が上限 {max} 個を超えています"),
                format!("the workbook has more than {max} parts"),
            ),
            Refusal::TooManyElements { part, max } => (
                format!("ブックの部品 {part} の要素が上限 {max} 個を超えています"),
                format!("part {part} of the workbook has more than {max} elements"),
            ),
            Refusal::TooManySheets { max } => {
                (format!("シートが上限 {max} 枚を超えています"), format!("more than {max} sheets"))
            }
            Refusal::TooManyRows { sheet, max } => (
                format!("シート「{sheet}」の行が上限 {max} 行を超えています（空の行を含む）"),
                format!("sheet {sheet:?} has more than {max} rows (empty ones included)"),
            ),
            Refusal::TooManyColumns { sheet, max } => (
                format!("シート「{sheet}」の列が上限 {max} 列を超えています"),
                format!("sheet {sheet:?} has more than {max} columns"),
            ),
            Refusal::TooManyRepeated { max } => (
                format!("同じ内容の行・列の繰返しが上限 {max} セルを超えています"),
                format!("more than {max} cells that only repeat others"),
            ),
            Refusal::TooMuchShared { mib } => (
                format!("ブックの共有文字列が上限 {mib} MiB を超えています"),
                format!("the shared strings of the workbook are larger than {mib} MiB"),
            ),
            Refusal::TooManyCells { max } => {
                (format!("セルが上限 {max} 個を超えています"), format!("more than {max} cells"))
            }
            Refusal::TooMuchText { mib } => (
                format!("セルの文字が上限 {mib} MiB を超えています"),
                format!("the cells hold more than {mib} MiB of text"),
            ),
            _ => (String::new(), String::new()),
        };
        Bilingual::new(ja, en)
    }
}
