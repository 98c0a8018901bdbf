//! The headings of 基本データリスト and コード一覧, with the spellings they come in.

use crate::sheet::Title;

/// Official heading of each column of a 基本データリスト, by the key it is read under.
pub(crate) const ITEM_HEADINGS: [(&str, &str); 20] = [
    ("id", "データ項目ID"),
    ("name", "データ項目"),
    ("romaji", "データ項目（ローマ字）"),
    ("group", "グループ_名称"),
    ("primary", "グループ_主キー"),
    ("foreign", "グループ_外部キー"),
    ("class1", "クラス分類_LV1"),
    ("class2", "クラス分類_LV2"),
    ("class3", "クラス分類_LV3"),
    ("type", "データ型"),
    ("digits", "桁数"),
    ("code", "コード"),
    ("repeat", "繰り返し"),
    ("value", "データ出力条件"),
    ("definition", "項目定義"),
    ("description", "項目説明"),
    ("refs", "標準仕様書関連箇所"),
    ("presence", "実装類型"),
    ("sample", "サンプル値"),
    ("remarks", "備考"),
];

fn spellings(key: &str) -> &'static [&'static str] {
    match key {
        "id" => &["項目ID", "データ項目コード"],
        "name" => &["データ項目名", "データ項目名称", "データ項目_名称", "項目名", "項目名称"],
        "romaji" => &["ローマ字", "データ項目名（ローマ字）", "データ項目ローマ字", "データ項目_ローマ字"],
        "group" => &["グループ", "グループ名", "データ項目グループ", "データ項目グループ名", "データ項目グループ_名称"],
        "primary" => &["主キー"],
        "foreign" => &["外部キー"],
        "class1" => &["LV1", "クラス分類（LV1）", "クラス分類"],
        "class2" => &["LV2", "クラス分類（LV2）"],
        "class3" => &["LV3", "クラス分類（LV3）"],
        "type" => &["型", "データタイプ"],
        "definition" => &["データ項目定義", "データ項目の定義"],
        "description" => &["データ項目説明", "データ項目の説明"],
        "digits" => &["桁数（最大）", "最大桁数", "データ桁数"],
        "code" => &["コードID", "コード_ID"],
        "repeat" => &["繰返し", "繰り返し数", "繰り返し回数", "繰返し回数"],
        "value" => &["出力条件"],
        "refs" => &["関連箇所", "標準仕様書_関連箇所"],
        "sample" => &["サンプル"],
        _ => &[],
    }
}

/// Titles of an item sheet.
pub(super) fn items() -> Vec<Title> {
    let mut titles: Vec<Title> = ITEM_HEADINGS
        .iter()
        .map(|(key, heading)| {
            let names: Vec<&str> = std::iter::once(*heading).chain(spellings(key).iter().copied()).collect();
            let title = Title::new(key, &names);
            match *key {
                "id" => title.needed().wide(),
                "name" | "type" => title.needed(),
                _ => title,
            }
        })
        .collect();
    titles.push(Title::new("group-id", &["グループID", "グループ_ID", "データ項目グループID"]));
    titles
}

/// Titles of a code sheet.
pub(super) fn codes() -> Vec<Title> {
    vec![
        Title::new("id", &["コードID", "コード_ID", "コード番号"]).needed(),
        Title::new("name", &["コード名", "コード名称", "コード_名称"]),
        Title::new("value", &["コード値"]).needed(),
        Title::new("label", &["コード値の内容", "コード値内容", "コード値_内容", "コード値名称", "内容"]).needed(),
        Title::new("remarks", &["備考"]),
        Title::new("business", &["業務ID", "業務名", "業務", "業務コード"]),
    ]
}

/// Titles of the two legend sheets; they hold no data.
pub(super) fn legends() -> [Vec<Title>; 2] {
    let needed = |name: &str| Title::new(name, &[name]).needed();
    [
        vec![needed("項番"), needed("項目名"), needed("記載内容")],
        vec![needed("項番"), needed("データ型"), needed("データ型の内容")],
    ]
}

/// Needed headings, for messages.
pub(super) fn looked_for() -> String {
    "データ項目ID・データ項目・データ型（基本データリスト）／コードID・コード値・コード値の内容（コード一覧）／機能要件・帳票要件の見出し"
        .to_string()
}
