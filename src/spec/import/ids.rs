//! データ項目ID and コードID, put together from cells and brought to one spelling.

use super::hints::business_in;
use super::report::quoted;
use crate::spec::catalog::Catalog;
use crate::spec::words::is_nothing;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// The eight digits of a データ項目ID: in one cell, or as `031` and `1` in two.
pub(super) fn item_id(cells: &[&str]) -> Result<String, Bilingual> {
    let parts: Vec<String> = cells.iter().flat_map(|c| split(c)).collect();
    let digits = |s: &str, max: usize| s.len() <= max && s.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [whole] if whole.len() == 8 && digits(whole, 8) => Ok(whole.clone()),
        // a number lost its leading zeros
        [whole] if (6..8).contains(&whole.len()) && digits(whole, 8) && !whole.starts_with('0') => {
            Ok(format!("{whole:0>8}"))
        }
        [business, number] if digits(business, 3) && digits(number, 5) => Ok(format!("{business:0>3}{number:0>5}")),
        _ => {
            let shown = quoted(&cells.join(" | "));
            Err(Bilingual::new(
                format!("データ項目ID「{shown}」が8桁の数字になりません（業務3桁＋項目5桁）"),
                format!("the item id {shown:?} does not make eight digits (business 3, item 5)"),
            ))
        }
    }
}

/// A cell's text, cut where the two halves are joined by a sign.
fn split(cell: &str) -> Vec<String> {
    f1(cell).split(['-', '_', '|']).filter(|p| !p.is_empty()).map(str::to_string).collect()
}

/// What a コード cell refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CodeRef {
    /// A list of コード一覧（個別）, by its ID in three digits.
    Own(String),
    /// A list of another business, in コード一覧（連携）.
    Linked { business: String, id: String },
}

/// `1`, `001` and the number 1 are one list.
pub(super) fn code_id(text: &str) -> String {
    let folded = f1(text);
    match !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_digit()) {
        true => format!("{:0>3}", folded.trim_start_matches('0')),
        false => folded,
    }
}

/// Reads a コード cell; `None` when the item has no code.
pub(super) fn code_ref(text: &str) -> Result<Option<CodeRef>, Bilingual> {
    if is_nothing(text) {
        return Ok(None);
    }
    let folded = f1(text);
    if folded.contains(['、', ',', ';', '，']) {
        let shown = quoted(text);
        return Err(Bilingual::new(
            format!("コード「{shown}」は二つ以上の一覧を指しています。どれも使いません"),
            format!("the code {shown:?} names more than one list; none is taken"),
        ));
    }
    let at = folded
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |i| i + folded[i..].chars().next().map_or(1, char::len_utf8));
    let (name, id) = folded.split_at(at);
    let name = name.trim_matches(|c| "_-:・()「」".contains(c));
    let six = id.len() == 6 && id.bytes().all(|b| b.is_ascii_digit());
    match (name, id) {
        ("", id) if six && Catalog::get().businesses.contains_key(&id[..3]) => {
            Ok(Some(CodeRef::Linked { business: id[..3].to_string(), id: id[3..].to_string() }))
        }
        ("", id) if !id.is_empty() && id.len() <= 8 => Ok(Some(CodeRef::Own(code_id(id)))),
        (name, id) if !name.is_empty() && !id.is_empty() => linked(name, id).map(Some).ok_or_else(|| unknown(text)),
        _ => Err(unknown(text)),
    }
}

fn linked(name: &str, id: &str) -> Option<CodeRef> {
    Some(CodeRef::Linked { business: business_in(name)?, id: code_id(id) })
}

fn unknown(text: &str) -> Bilingual {
    let shown = quoted(text);
    Bilingual::new(
        format!("コード「{shown}」がどの一覧を指すか分かりません"),
        format!("the code {shown:?} names no code list"),
    )
}

/// Key of a list in its edition.
pub(super) fn list_key(business: &str, id: &str) -> String {
    format!("{business}-{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_put_together() {
        for cells in [&["031", "1"][..], &["03100001"], &["０３１", "00001"], &["031-1"], &["31", " 1 "]] {
            assert_eq!(item_id(cells).unwrap(), "03100001", "{cells:?}");
        }
        for cells in [&["0310001"][..], &["031", "A1"], &[""], &["031", "1", "2"], &["031000011"]] {
            assert!(item_id(cells).is_err(), "{cells:?}");
        }
    }

    #[test]
    fn codes_meet_whatever_their_spelling() {
        for text in ["1", "001", "０１"] {
            assert_eq!(code_ref(text), Ok(Some(CodeRef::Own("001".into()))));
        }
        assert_eq!(code_ref("－"), Ok(None));
        let resident = CodeRef::Linked { business: "001".into(), id: "012".into() };
        for text in ["住民基本台帳012", "住民基本台帳_12", "（住民基本台帳）12", "001012", "001-12"]
        {
            assert_eq!(code_ref(text), Ok(Some(resident.clone())), "{text}");
        }
        assert!(code_ref("どこか12").is_err() && code_ref("別紙参照").is_err());
    }
}
