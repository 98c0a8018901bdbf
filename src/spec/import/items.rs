//! The rows of an item sheet.

use super::facts;
use super::ids::{CodeRef, code_ref, item_id};
use super::place::Recognised;
use super::report::{Report, quoted};
use super::rows::{DataRow, data_rows};
use crate::spec::edition::{FactSources, Item};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// An item with what only its whole edition can resolve.
pub(super) struct ItemRow {
    pub(super) business: String,
    pub(super) group_id: Option<String>,
    pub(super) group: String,
    pub(super) item: Item,
    pub(super) code: Option<CodeRef>,
}

/// Reads all items of a sheet; what is not understood is reported.
pub(super) fn read(sheet: &Recognised<'_>, report: &mut Report) -> Vec<ItemRow> {
    let mut items = Vec::new();
    let mut group: Option<String> = None;
    for row in data_rows(sheet) {
        let at = sheet.at(row.number());
        if let Some(name) = row.word("name").filter(|n| keeps_a_number_only(n)) {
            report.note(
                at.file.as_str(),
                Some(&at.sheet),
                Bilingual::new(
                    format!("{}行目「{}」は番号だけを残した行です。項目とはしません", at.row, quoted(&name)),
                    format!("row {} ({}) only keeps a number; it is no item", at.row, quoted(&name)),
                ),
            );
            continue;
        }
        group = row.word("group").or(group);
        let name_of_group = group.clone().unwrap_or_else(|| group_in_sheet_name(&sheet.sheet.name));
        match item(sheet, &row, report) {
            Ok((item, code)) => items.push(ItemRow {
                business: item.key[..3].to_string(),
                group_id: row.word("group-id"),
                group: name_of_group,
                item,
                code,
            }),
            Err(reason) => report.unread(&at, reason),
        }
    }
    items
}

/// （削除）, 欠番: the row of an item that is gone.
pub(super) fn keeps_a_number_only(name: &str) -> bool {
    let folded = f1(name);
    let bare = folded.trim_matches(|c| "()[]【】〈〉<>「」『』〔〕*※・-".contains(c));
    matches!(bare, "削除" | "削除済" | "欠番" | "廃番" | "空番" | "廃止" | "欠")
}

/// 項目定義書（業務）グループ, 項目定義書_グループ, グループ.
fn group_in_sheet_name(name: &str) -> String {
    let after = name.rsplit_once(['）', ')', '_', '＿']).map_or("", |(_, rest)| rest.trim());
    if after.is_empty() { name.trim() } else { after }.to_string()
}

fn item(sheet: &Recognised<'_>, row: &DataRow<'_>, report: &mut Report) -> Result<(Item, Option<CodeRef>), Bilingual> {
    if !row.has_known() {
        return Err(nothing_known(row));
    }
    let key = item_id(&row.cells("id"))?;
    let name =
        row.word("name").ok_or_else(|| Bilingual::new("データ項目の名称がありません", "the item has no name"))?;
    let at = sheet.at(row.number());
    let mut facet = Facets { report, at: &at };
    let data_type = facet.take(facts::data_type(row.text("type")));
    let description = row.prose("description");
    let about = description.as_deref().unwrap_or_default();
    let code = facet.take(code_ref(row.text("code")));
    let item = Item {
        key,
        name,
        aliases: Vec::new(),
        romaji: row.word("romaji"),
        data_type,
        digits: facet.take(facts::digits(row.text("digits"), data_type)),
        value: facet.take(facts::value(row.text("value"))),
        presence: match sheet.header.has("presence") {
            true => facet.take(facts::presence(row.text("presence"))),
            false => None,
        },
        primary_key: facet.take(facts::marked("グループ_主キー", row.text("primary")).map(Some)).unwrap_or(false),
        foreign_key: facts::foreign_key(row.text("foreign")),
        code: None,
        repeat: facet.take(facts::repeat(row.text("repeat"))),
        condition: facts::condition(about),
        unknown_dates: facts::unknown_dates(about, data_type),
        generated: false,
        classes: classes(row),
        function_refs: facts::function_refs(row.text("refs")),
        effective: None,
        until: None,
        sources: sheet.sources(),
        fact_sources: FactSources::new(),
        definition: row.prose("definition"),
        description,
        sample: row.prose("sample"),
        remarks: row.prose("remarks"),
        conflicts: Vec::new(),
        at: Some(at.clone()),
    };
    Ok((item, code))
}

/// Reports facets that could not be read; the item keeps the others.
struct Facets<'a> {
    report: &'a mut Report,
    at: &'a crate::spec::edition::SheetPlace,
}

impl Facets<'_> {
    fn take<T>(&mut self, facet: Result<Option<T>, Bilingual>) -> Option<T> {
        facet.unwrap_or_else(|reason| {
            self.report.unread(self.at, reason);
            None
        })
    }
}

pub(super) fn nothing_known(row: &DataRow<'_>) -> Bilingual {
    let shown = quoted(&row.shown());
    Bilingual::new(
        format!("見出しのある列に何もありません（あったのは「{shown}」）"),
        format!("no cell under a known heading (there is {shown:?})"),
    )
}

/// クラス分類 Lv1–Lv3; a gap keeps its level.
fn classes(row: &DataRow<'_>) -> Vec<String> {
    let mut classes: Vec<String> =
        ["class1", "class2", "class3"].iter().map(|key| row.word(key).unwrap_or_default()).collect();
    while classes.last().is_some_and(String::is_empty) {
        classes.pop();
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_name_their_group_in_several_ways() {
        assert_eq!(
            group_in_sheet_name("項目定義書（住登外者宛名番号管理）住登外者宛名基本情報"),
            "住登外者宛名基本情報"
        );
        assert_eq!(group_in_sheet_name("項目定義書_宛名"), "宛名");
        assert_eq!(group_in_sheet_name("宛名（基本）"), "宛名（基本）");
    }
}
