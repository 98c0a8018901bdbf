//! Every element and attribute of `urn:gapcheck:current:1`. Reader, XSD, messages and documentation come from this one table.

/// Namespace of current.xml. Within `:1` there are only optional additions.
pub const NAMESPACE: &str = "urn:gapcheck:current:1";

/// What a value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A whole number from 0.
    Count,
    /// `true` or `false`.
    Bool,
    /// `YYYY-MM-DD`.
    Date,
    /// One of these.
    Choice(&'static [&'static str]),
    /// Words separated by white space.
    Words,
    /// An encoding's name.
    Encoding,
}

#[derive(Debug, Clone, Copy)]
pub struct Attr {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
    pub ja: &'static str,
    pub en: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub struct Def {
    pub name: &'static str,
    pub attrs: &'static [Attr],
    pub children: &'static [&'static str],
    pub ja: &'static str,
    pub en: &'static str,
}

const fn attr(name: &'static str, kind: Kind, ja: &'static str, en: &'static str) -> Attr {
    Attr { name, kind, required: false, ja, en }
}

const fn required(name: &'static str, kind: Kind, ja: &'static str, en: &'static str) -> Attr {
    Attr { name, kind, required: true, ja, en }
}

pub const ROLES: &[&str] = &["present", "package"];
pub const CATEGORIES: &[&str] = &["指定都市", "中核市", "一般市", "町村", "特別区", "都道府県"];
pub const UNITS: &[&str] = &["char", "byte", "digit"];
pub const HISTORIES: &[&str] = &["full", "diff", "latest", "by-year"];
pub const TYPES: &[&str] = &["char", "nchar", "number", "packed", "zoned", "date", "time", "timestamp", "flag", "blob"];
pub const KEYS: &[&str] = &["primary", "foreign"];
pub const DATE_FORMS: &[&str] = &["iso", "yyyymmdd", "wareki", "julian", "yyyymm", "yyyy", "native"];
pub const AUDIENCES: &[&str] = &["resident", "organization", "internal"];
pub const ORIENTATIONS: &[&str] = &["portrait", "landscape"];
pub const COLORS: &[&str] = &["mono", "color"];
pub const ANSWERS: &[&str] = &["yes", "no", "partly", "unknown"];

const GUESS: Attr =
    attr("guess", Kind::Text, "読み取りで推定した属性の名前", "names of the attributes that a reader inferred");
const NOTE: Attr = attr("note", Kind::Text, "覚え書き", "a remark");

/// All elements; the first is the root.
pub const ELEMENTS: &[Def] = &[
    Def {
        name: "current",
        attrs: &[
            required(
                "role",
                Kind::Choice(ROLES),
                "現に動いているもの（present）か、標準準拠をうたう製品（package）か",
                "what runs today, or a package that claims to conform",
            ),
            required(
                "system",
                Kind::Text,
                "業務システム（名称、別名、業務コード）",
                "the system: slug, alias, Japanese name or business code",
            ),
            attr("municipality", Kind::Text, "全国地方公共団体コード（6桁）", "municipality code, six digits"),
            attr("municipality-name", Kind::Text, "団体名", "name of the municipality"),
            attr("category", Kind::Choice(CATEGORIES), "団体区分", "category of the municipality"),
            attr(
                "scope",
                Kind::Words,
                "この資料が対象とする業務コード。書かれていない業務は未提出",
                "business codes that this file covers; others count as not submitted",
            ),
            attr("product", Kind::Text, "製品名", "name of the product"),
            attr("as-of", Kind::Date, "資料の時点", "date of the description"),
            attr("conforms-to", Kind::Text, "準拠するとされる標準仕様書の版", "edition that it is said to conform to"),
            GUESS,
        ],
        children: &["layout", "forms", "functions"],
        ja: "現行システム。最上位の要素",
        en: "the present system; the root",
    },
    Def {
        name: "layout",
        attrs: &[
            attr(
                "complete",
                Kind::Bool,
                "true: ここにない項目は「ない」。書かなければ不明",
                "true: what is not here does not exist; absent: unknown",
            ),
            attr("encoding", Kind::Encoding, "文字コード", "encoding of the data"),
            attr(
                "unit",
                Kind::Choice(UNITS),
                "桁数の単位: 文字、バイト、数字の桁",
                "what lengths count: characters, bytes or digits",
            ),
            GUESS,
        ],
        children: &["table", "view", "codes"],
        ja: "データの並び",
        en: "the data layout",
    },
    Def {
        name: "table", attrs: TABLE, children: &["column", "group"], ja: "表・ファイル", en: "a table or file"
    },
    Def { name: "view", attrs: TABLE, children: &["column", "group"], ja: "ビュー", en: "a view" },
    Def {
        name: "group",
        attrs: &[
            attr("name", Kind::Text, "集団項目の名前", "name of the group item"),
            attr("label", Kind::Text, "論理名", "its label"),
            attr("occurs", Kind::Count, "繰り返し数", "number of repetitions"),
            attr("redefines", Kind::Text, "再定義する項目", "the item that it redefines"),
            attr("offset", Kind::Count, "先頭からの位置（0 起点）", "offset in the record, from 0"),
            NOTE,
            GUESS,
        ],
        children: &["column", "group"],
        ja: "固定長レコードの集団項目",
        en: "a group item of a fixed-length record",
    },
    Def {
        name: "column",
        attrs: &[
            required("name", Kind::Text, "物理名", "physical name"),
            attr("label", Kind::Text, "論理名（日本語）", "its label, usually Japanese"),
            attr("type", Kind::Choice(TYPES), "型", "type"),
            attr("length", Kind::Count, "桁数", "length in the unit of the column, table or layout"),
            attr("unit", Kind::Choice(UNITS), "桁数の単位", "unit of the length"),
            attr("encoding", Kind::Encoding, "文字コード", "encoding of this column"),
            attr("scale", Kind::Count, "小数の桁数", "decimal digits"),
            attr("signed", Kind::Bool, "符号の有無", "whether it is signed"),
            attr("key", Kind::Choice(KEYS), "主キー・外部キー", "primary or foreign key"),
            attr("nullable", Kind::Bool, "空を許すか", "whether it may be empty"),
            attr("references", Kind::Text, "参照先 TABLE.COLUMN", "the column it refers to, TABLE.COLUMN"),
            attr(
                "codes",
                Kind::Text,
                "コード一覧の id。none はコード化していない自由記入",
                "id of its code list; none: declared free text",
            ),
            attr("date", Kind::Choice(DATE_FORMS), "日付の形", "form of its dates"),
            attr("era", Kind::Words, "元号の番号（例 3=昭和 4=平成）", "numbers of the eras, such as 3=昭和"),
            attr("unknown", Kind::Words, "不詳を表す値", "values that mean an unknown date"),
            attr("sentinels", Kind::Words, "期限なしなどを表す特別な値", "values that mean no limit and the like"),
            attr("gaiji", Kind::Bool, "外字を含むか", "whether it holds local characters"),
            attr("max-observed", Kind::Count, "実データの最大の長さ", "longest value found in the data"),
            attr("null-count", Kind::Count, "空の行数", "number of empty rows"),
            attr("offset", Kind::Count, "先頭からの位置（0 起点）", "offset in the record, from 0"),
            attr("occurs", Kind::Count, "繰り返し数", "number of repetitions"),
            attr("redefines", Kind::Text, "再定義する項目", "the item that it redefines"),
            attr("local", Kind::Bool, "独自施策のための項目", "belongs to a local measure"),
            NOTE,
            GUESS,
        ],
        children: &[],
        ja: "項目（列）",
        en: "a column",
    },
    Def {
        name: "codes",
        attrs: &[
            required("id", Kind::Text, "コード一覧の id", "id of the list"),
            attr(
                "label",
                Kind::Text,
                "コード一覧の名前。from があるときは内容の列",
                "its name; with from, the column of the meanings",
            ),
            attr("from", Kind::Text, "値を持つ表", "the table that holds the values"),
            attr("value", Kind::Text, "値の列", "the column of the values"),
            attr("where", Kind::Text, "行を選ぶ条件", "which of its rows"),
            GUESS,
        ],
        children: &["code"],
        ja: "コード一覧",
        en: "a code list",
    },
    Def {
        name: "code",
        attrs: &[
            required("value", Kind::Text, "コード値", "the value"),
            attr("label", Kind::Text, "内容", "its meaning"),
            NOTE,
        ],
        children: &[],
        ja: "コードひとつ",
        en: "one code",
    },
    Def {
        name: "forms",
        attrs: &[
            attr(
                "complete",
                Kind::Bool,
                "true: ここにない帳票は「ない」",
                "true: forms that are not here do not exist",
            ),
            GUESS,
        ],
        children: &["form"],
        ja: "帳票",
        en: "the forms",
    },
    Def {
        name: "form",
        attrs: &[
            required("name", Kind::Text, "帳票名", "name of the form"),
            attr(
                "standard",
                Kind::Text,
                "対応する標準の帳票（回答用紙で答えたもの）",
                "the standard's form it corresponds to, as answered on the answer sheet",
            ),
            attr("audience", Kind::Choice(AUDIENCES), "誰に渡すか", "who receives it"),
            attr("paper", Kind::Text, "用紙（A4 など）", "paper, such as A4"),
            attr("orientation", Kind::Choice(ORIENTATIONS), "縦・横", "portrait or landscape"),
            attr("sides", Kind::Choice(&["1", "2"]), "片面・両面", "printed sides"),
            attr("color", Kind::Choice(COLORS), "単色・カラー", "one colour or several"),
            attr("per-sheet", Kind::Count, "一枚に載る人数・件数", "people or cases on one sheet"),
            attr("medium", Kind::Text, "媒体（in-house、outsourced、pdf など）", "medium: in-house, outsourced, pdf …"),
            attr("volume", Kind::Count, "年間の件数", "copies a year"),
            attr("barcode", Kind::Text, "バーコード・二次元コードの種類", "kind of bar code"),
            attr("window", Kind::Bool, "窓あき封筒を使うか", "whether it goes into a window envelope"),
            attr("valid-from", Kind::Date, "使い始めた日", "in use since"),
            attr("local", Kind::Bool, "独自施策の帳票", "belongs to a local measure"),
            NOTE,
            GUESS,
        ],
        children: &["field"],
        ja: "帳票ひとつ",
        en: "one form",
    },
    Def {
        name: "field",
        attrs: &[
            required("label", Kind::Text, "印字項目の名前", "name of the printed item"),
            attr("from", Kind::Words, "元の列 TABLE.COLUMN（いくつでも）", "the columns it shows, TABLE.COLUMN"),
            attr("max", Kind::Count, "印字できる文字数", "characters that fit"),
            attr("lines", Kind::Count, "行数", "lines"),
            attr("repeat", Kind::Count, "繰り返し数", "repetitions"),
            NOTE,
            GUESS,
        ],
        children: &[],
        ja: "印字項目",
        en: "a printed item",
    },
    Def {
        name: "functions",
        attrs: &[
            attr(
                "complete",
                Kind::Bool,
                "true: ここにない機能は使っていない",
                "true: functions that are not here are not used",
            ),
            GUESS,
        ],
        children: &["function"],
        ja: "機能への回答",
        en: "answers about functions",
    },
    Def {
        name: "function",
        attrs: &[
            required("name", Kind::Text, "機能名（または機能ID）", "name or official id of the function"),
            required(
                "answer",
                Kind::Choice(ANSWERS),
                "yes あり、no なし、partly 一部、unknown 未確認",
                "yes, no, partly or unknown",
            ),
            attr("local", Kind::Bool, "独自施策の機能", "belongs to a local measure"),
            NOTE,
            GUESS,
        ],
        children: &[],
        ja: "機能ひとつ",
        en: "one function",
    },
];

const TABLE: &[Attr] = &[
    required("name", Kind::Text, "物理名", "physical name"),
    attr("label", Kind::Text, "論理名（日本語）", "its label, usually Japanese"),
    attr("rows", Kind::Count, "行数", "number of rows"),
    attr("history", Kind::Choice(HISTORIES), "履歴の持ち方", "how changes are kept"),
    attr("history-key", Kind::Words, "履歴を区別する列", "columns that tell one state from the next"),
    attr("encoding", Kind::Encoding, "文字コード", "encoding of the data"),
    attr("unit", Kind::Choice(UNITS), "桁数の単位", "what lengths count"),
    attr("local", Kind::Bool, "独自施策のための表", "belongs to a local measure"),
    NOTE,
    GUESS,
];

/// The definition of an element.
pub fn def(name: &str) -> Option<&'static Def> {
    ELEMENTS.iter().find(|d| d.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_child_is_defined_and_every_attribute_explained() {
        for element in ELEMENTS {
            assert!(element.children.iter().all(|c| def(c).is_some()), "{}", element.name);
            for attr in element.attrs {
                assert!(!attr.ja.is_empty() && !attr.en.is_empty(), "{}/@{}", element.name, attr.name);
                let twice = element.attrs.iter().filter(|a| a.name == attr.name).count();
                assert_eq!(twice, 1, "{}/@{}", element.name, attr.name);
            }
        }
    }
}
