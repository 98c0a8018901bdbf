//! An edition as tables in the official columns.

use std::collections::HashMap;

use super::ItemSheets;
use super::table::{Cell, Content, Heading, Table};
use crate::basis::Facet;
use crate::spec::catalog::Catalog;
use crate::spec::edition::{
    Audience, Basis, Category, Class, Classes, CodeList, Color, Digits, Direction, Edition, ForeignKey, Form, Function,
    Group, Item, Orientation, PrintedItem,
};
use crate::spec::words::{NOT_OFFICIAL, presence_mark, type_letters, value_word};

/// `flat`: for files without title cells of their own, where every row must tell its business.
pub(super) fn of(edition: &Edition, layout: ItemSheets, flat: bool) -> Vec<Table> {
    let mut tables = items(edition, layout);
    tables.extend(code_lists(edition, flat));
    let functions: Vec<Vec<Cell>> = edition.functions.iter().map(function).collect();
    let forms: Vec<Vec<Cell>> = edition.forms.iter().map(form).collect();
    let printed = edition.forms.iter().flat_map(|f| f.items.iter().map(move |p| printed_item(f, p))).collect();
    for (content, name, headings, rows) in [
        (Content::Functions, "機能要件", function_headings(), functions),
        (Content::Forms, "帳票要件", form_headings(), forms),
        (Content::PrintedItems, "帳票詳細要件", printed_headings(), printed),
    ] {
        if !rows.is_empty() {
            tables.push(Table { content, name: name.into(), top: top(edition, &[]), headings, rows });
        }
    }
    tables
}

/// The title row. A reference edition says of itself that it is no official standard.
pub(super) fn title(edition: &Edition) -> String {
    match edition.edition.basis {
        Basis::Official => format!("■{}", edition.title),
        Basis::Reference => format!("■{}（gapcheck の{}。{NOT_OFFICIAL}）", edition.title, edition.edition.label),
    }
}

/// Title row, and below it what tells the edition.
fn top(edition: &Edition, more: &[&str]) -> Vec<Vec<String>> {
    let version = &edition.edition;
    let told = vec![format!("版：{}", version.label), format!("日付：{}", version.date)];
    let mut rows = vec![vec![title(edition)], told];
    rows.extend(more.iter().map(|text| vec![text.to_string()]));
    rows
}

fn items(edition: &Edition, layout: ItemSheets) -> Vec<Table> {
    let columns = Columns {
        ids: !usual_keys(edition),
        presence: edition.groups.iter().flat_map(|g| &g.items).any(|i| i.presence.is_some()),
    };
    let rows = |group: &Group| -> Vec<Vec<Cell>> { group.items.iter().map(|i| item(group, i, columns)).collect() };
    let table = |name: String, rows| Table {
        content: Content::Items,
        name,
        top: top(edition, &["項目説明：※※で始まる記載は、データ出力条件が「条件付き必須」の場合の条件"]),
        headings: item_headings(columns),
        rows,
    };
    match layout {
        _ if edition.groups.is_empty() => Vec::new(),
        ItemSheets::One => vec![table("基本データリスト".into(), edition.groups.iter().flat_map(rows).collect())],
        ItemSheets::PerGroup => {
            edition.groups.iter().map(|g| table(format!("項目定義書_{}", g.name), rows(g))).collect()
        }
    }
}

/// Columns that an edition may do without.
#[derive(Clone, Copy)]
struct Columns {
    /// グループID.
    ids: bool,
    /// 実装類型.
    presence: bool,
}

/// Whether all groups have the keys that an import without グループID would give them.
fn usual_keys(edition: &Edition) -> bool {
    let mut count: HashMap<&str, usize> = HashMap::new();
    edition.groups.iter().all(|group| {
        let number = count.entry(&group.business).or_default();
        *number += 1;
        group.key == format!("{}-G{number:02}", group.business)
    })
}

fn item_headings(columns: Columns) -> Vec<Heading> {
    let part = |text: &str, below: &[&str]| Heading {
        text: text.into(),
        columns: below.len() as u16,
        below: below.iter().map(|b| b.to_string()).collect(),
    };
    let group: &[&str] = if columns.ids {
        &["ID", "名称", "主キー", "外部キー"]
    } else {
        &["名称", "主キー", "外部キー"]
    };
    let mut headings = vec![Heading { text: "データ項目ID".into(), columns: 2, below: vec![] }];
    headings.extend(["データ項目", "データ項目（ローマ字）"].map(Heading::plain));
    headings.extend([part("グループ", group), part("クラス分類", &["LV1", "LV2", "LV3"])]);
    headings.extend(
        ["データ型", "桁数", "コード", "繰り返し", "データ出力条件", "項目定義", "項目説明", "標準仕様書関連箇所"]
            .map(Heading::plain),
    );
    // blank means 任意 in this column: where nothing is known it must not be there
    headings.extend(columns.presence.then(|| Heading::plain("実装類型")));
    headings.extend(["サンプル値", "備考"].map(Heading::plain));
    headings
}

fn item(group: &Group, item: &Item, columns: Columns) -> Vec<Cell> {
    let class = |level: usize| Cell::text(item.classes.get(level).cloned().unwrap_or_default());
    let mut cells = id(&item.key).to_vec();
    cells.extend([Cell::text(&item.name), Cell::of(&item.romaji)]);
    cells.extend(columns.ids.then(|| Cell::text(&group.key)));
    cells.extend([
        Cell::text(&group.name),
        Cell::text(if item.primary_key { "○" } else { "" }),
        Cell::text(item.foreign_key.as_ref().map(foreign).unwrap_or_default()),
        class(0),
        class(1),
        class(2),
        Cell::text(item.data_type.map(type_letters).unwrap_or_default()),
        match item.digits {
            Some(Digits::Chars(n)) => Cell::number(Some(n)),
            Some(pair) => Cell::text(pair.to_string()),
            None => Cell::text(""),
        },
        Cell::text(code(item)),
        Cell::number(item.repeat),
        Cell::text(item.value.map(value_word).unwrap_or_default()),
        Cell::of(&item.definition),
        Cell::of(&item.description),
        Cell::text(item.function_refs.join("\n")),
    ]);
    cells.extend(columns.presence.then(|| Cell::text(item.presence.map(presence_mark).unwrap_or_default())));
    cells.extend([Cell::of(&item.sample), Cell::of(&item.remarks)]);
    cells
}

/// `031` and 1, as the official workbooks have it; other keys stay whole.
fn id(key: &str) -> [Cell; 2] {
    match (key.len(), key.get(..3), key.get(3..).and_then(|n| n.parse().ok())) {
        (8, Some(business), Some(number)) => [Cell::text(business), Cell::Number(number, 5)],
        _ => [Cell::text(key), Cell::text("")],
    }
}

/// ○ where the target is only inferred, else the target.
fn foreign(key: &ForeignKey) -> String {
    match (key.inferred, &key.item) {
        (true, _) => "○".into(),
        (false, Some(item)) => format!("{}.{item}", key.group),
        (false, None) => key.group.clone(),
    }
}

/// `001` for the business's own list, 業務名 and ID for another's.
fn code(item: &Item) -> String {
    let Some(code) = &item.code else { return String::new() };
    let id = code.rsplit_once('-').map_or(code.as_str(), |(_, id)| id);
    match code.split_once(':') {
        None => id.to_string(),
        Some((business, _)) => format!("{}{id}", named_or_code(business)),
    }
}

/// 業務名 where it leads back to the same code, else the code with a dash.
fn named_or_code(business: &str) -> String {
    match Catalog::get().businesses.get(business) {
        Some(name) => format!("{name}_"),
        None => format!("{business}-"),
    }
}

fn code_lists(edition: &Edition, flat: bool) -> Vec<Table> {
    let business = |list: &CodeList| list.key.split_once('-').map_or("", |(b, _)| b).to_string();
    let mut businesses: Vec<String> = Vec::new();
    for list in &edition.code_lists {
        let of = business(list);
        if !businesses.contains(&of) {
            businesses.push(of);
        }
    }
    let own = |b: &String| edition.businesses.contains(b);
    let kind = |b: &String| if own(b) { "個別" } else { "連携" };
    businesses
        .iter()
        .map(|b| {
            let name = Catalog::get().businesses.get(b).unwrap_or(b).clone();
            let mut top = vec![vec!["コード一覧表".to_string(), String::new(), "業務名".to_string()]];
            top.push(vec![String::new(), String::new(), name.clone()]);
            top.push(vec![format!("版：{}", edition.edition.label), format!("日付：{}", edition.edition.date)]);
            let lists = edition.code_lists.iter().filter(|l| &business(l) == b);
            let told = flat || !own(b) || !Catalog::get().businesses.contains_key(b);
            let headings = ["コードID", "コード名", "コード値", "コード値の内容", "備考"].into_iter();
            Table {
                content: Content::Codes,
                name: format!("コード一覧（{}）_{name}", kind(b)),
                top,
                headings: headings.chain(told.then_some("業務ID")).map(Heading::plain).collect(),
                rows: lists.flat_map(|l| list_rows(l, told.then_some(b.as_str()))).collect(),
            }
        })
        .collect()
}

/// The list's ID and name stand on its first row only.
fn list_rows(list: &CodeList, business: Option<&str>) -> Vec<Vec<Cell>> {
    let id = list.key.rsplit_once('-').map_or(list.key.as_str(), |(_, id)| id);
    let head = |first: bool| match first {
        true => [Cell::text(id), Cell::text(&list.name)],
        false => [Cell::text(""), Cell::text("")],
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for value in &list.values {
        let any = if list.open { "任意" } else { "" };
        let mut row = head(rows.is_empty()).to_vec();
        row.push(Cell::text(value.value.as_deref().unwrap_or(any)));
        row.extend([Cell::of(&value.label), Cell::of(&value.remarks)]);
        row.extend(business.map(Cell::text));
        rows.push(row);
    }
    if rows.is_empty() {
        let mut row = head(true).to_vec();
        row.extend([Cell::text("任意"), Cell::text(""), Cell::text("")]);
        row.extend(business.map(Cell::text));
        rows.push(row);
    }
    rows
}

fn class_headings() -> Vec<Heading> {
    let named = Category::NAMED.map(|(name, _)| Heading::plain(name));
    std::iter::once(Heading::plain("実装区分")).chain(named).collect()
}

fn class_cells(classes: &Classes) -> Vec<Cell> {
    let mark = |category: Category| match classes.0.get(&category) {
        Some(Class::Mandatory) => "◎",
        Some(Class::Optional) => "○",
        Some(Class::Forbidden) => "×",
        None => "",
    };
    let named = Category::NAMED.iter().map(|(_, c)| Cell::text(mark(*c)));
    std::iter::once(Cell::text(mark(Category::Default))).chain(named).collect()
}

fn function_headings() -> Vec<Heading> {
    let mut headings: Vec<Heading> =
        ["機能ID", "機能名称", "業務ID", "機能概要", "機能要件"].map(Heading::plain).to_vec();
    headings.extend(class_headings());
    headings.extend(["適合基準日", "帳票ID"].map(Heading::plain));
    headings
}

fn function(function: &Function) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(&function.key),
        Cell::text(&function.name),
        Cell::of(&function.business),
        Cell::of(&function.definition),
        Cell::of(&function.requirement),
    ];
    cells.extend(class_cells(&function.class));
    cells.extend([Cell::of(&function.effective), Cell::text(function.forms.join("、"))]);
    cells
}

fn form_headings() -> Vec<Heading> {
    let first = ["帳票ID", "帳票名称", "業務ID", "帳票区分", "発行／受領", "様式番号", "根拠法令", "用紙", "向き"];
    let second = ["両面／片面", "カラー／モノクロ", "一枚当たり人数", "媒体", "帳票概要"];
    let mut headings: Vec<Heading> = first.iter().chain(&second).map(|h| Heading::plain(h)).collect();
    headings.extend(class_headings());
    headings.push(Heading::plain("適合基準日"));
    headings
}

fn form(form: &Form) -> Vec<Cell> {
    let audience = match (form.fact_sources.contains_key(&Facet::Audience), form.audience) {
        (true, _) => "",
        (_, Audience::Resident) => "外部（住民）",
        (_, Audience::Organization) => "外部（機関）",
        (_, Audience::Internal) => "内部",
    };
    let mut cells = vec![
        Cell::text(&form.key),
        Cell::text(&form.name),
        Cell::text(form.key.get(..3).unwrap_or_default()),
        Cell::text(audience),
        Cell::text(if form.direction == Direction::Received { "受領" } else { "発行" }),
        Cell::of(&form.form_number),
        Cell::of(&form.legal_basis),
        Cell::of(&form.paper),
        Cell::text(form.orientation.map(|o| if o == Orientation::Portrait { "縦" } else { "横" }).unwrap_or_default()),
        Cell::text(match form.sides {
            Some(2) => "両面",
            Some(_) => "片面",
            None => "",
        }),
        Cell::text(form.color.map(|c| if c == Color::Mono { "モノクロ" } else { "カラー" }).unwrap_or_default()),
        Cell::number(form.per_sheet),
        Cell::of(&form.medium),
        Cell::of(&form.definition),
    ];
    cells.extend(class_cells(&form.class));
    cells.push(Cell::of(&form.effective));
    cells
}

fn printed_headings() -> Vec<Heading> {
    let mut headings: Vec<Heading> =
        ["帳票ID", "帳票名称", "印字項目", "データ項目ID", "文字数"].map(Heading::plain).to_vec();
    headings.extend(class_headings());
    headings.extend(["印字編集条件", "繰り返し", "行数"].map(Heading::plain));
    headings
}

fn printed_item(form: &Form, printed: &PrintedItem) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(&form.key),
        Cell::text(&form.name),
        Cell::text(&printed.name),
        Cell::of(&printed.item),
        Cell::number(printed.max),
    ];
    cells.extend(class_cells(&printed.class));
    cells.extend([Cell::of(&printed.condition), Cell::number(printed.repeat), Cell::number(printed.lines)]);
    cells
}
