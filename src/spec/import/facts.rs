//! Single facets of an item, each read from its cell or refused with the reason.

use super::report::quoted;
use crate::domain::ItemType;
use crate::spec::edition::{Digits, ForeignKey, Presence, Value};
use crate::spec::words::{self, is_nothing, mark};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

type Facet<T> = Result<Option<T>, Bilingual>;

/// データ型.
pub(super) fn data_type(text: &str) -> Facet<ItemType> {
    if is_nothing(text) {
        return Ok(None);
    }
    words::item_type(text).map(Some).ok_or_else(|| {
        let shown = quoted(text);
        Bilingual::new(
            format!("データ型「{shown}」は X、N、9、9V、S9、BLOB、YEAR、DATE、TIME のどれでもありません"),
            format!("the type {shown:?} is none of X, N, 9, 9V, S9, BLOB, YEAR, DATE, TIME"),
        )
    })
}

/// 桁数: a number, or `n,m` for 9V.
pub(super) fn digits(text: &str, data_type: Option<ItemType>) -> Facet<Digits> {
    if is_nothing(text) {
        return Ok(None);
    }
    let folded = f1(text).replace('、', ",");
    let bare = folded.trim_end_matches("以内").trim_end_matches("文字").trim_end_matches('桁');
    let number = |s: &str| s.parse::<u32>().ok();
    let read = match (bare.split_once([',', '.']), data_type) {
        (Some((n, m)), Some(ItemType::Decimal) | None) => {
            number(n).zip(number(m)).map(|(integer, decimals)| Digits::Decimal { integer, decimals })
        }
        (Some(_), _) => None,
        (None, _) => number(bare).filter(|n| *n > 0).map(Digits::Chars),
    };
    // a pair without a type could not be told from anything else
    let read = read.filter(|d| matches!(d, Digits::Chars(_)) || data_type.is_some());
    read.map(Some).ok_or_else(|| {
        let shown = quoted(text);
        Bilingual::new(
            format!("桁数「{shown}」が数字（9V は n,m）ではありません"),
            format!("the digits {shown:?} are no number (for 9V: n,m)"),
        )
    })
}

/// データ出力条件.
pub(super) fn value(text: &str) -> Facet<Value> {
    if is_nothing(text) {
        return Ok(None);
    }
    words::value(text).map(Some).ok_or_else(|| {
        let shown = quoted(text);
        Bilingual::new(
            format!("データ出力条件「{shown}」は 必須、条件付き必須、任意 のどれでもありません"),
            format!("the output condition {shown:?} is none of 必須, 条件付き必須, 任意"),
        )
    })
}

/// 実装類型: ○ or blank.
pub(super) fn presence(text: &str) -> Facet<Presence> {
    match marked("実装類型", text)? {
        true => Ok(Some(Presence::Mandatory)),
        false => Ok(Some(Presence::Optional)),
    }
}

/// ○ or blank.
pub(super) fn marked(heading: &str, text: &str) -> Result<bool, Bilingual> {
    mark(text).ok_or_else(|| {
        let shown = quoted(text);
        Bilingual::new(
            format!("{heading}「{shown}」は ○ でも空白でもありません"),
            format!("{heading} {shown:?} is neither ○ nor blank"),
        )
    })
}

/// グループ_外部キー: ○, or the group and item that it leads to. A bare mark is resolved later.
pub(super) fn foreign_key(text: &str) -> Option<ForeignKey> {
    match mark(text) {
        Some(false) => None,
        Some(true) => Some(ForeignKey { group: String::new(), item: None, inferred: true }),
        None => {
            let target = text.trim();
            let (group, item) = match target.split_once(['.', '．']) {
                Some((group, item)) => (group.trim(), Some(item.trim().to_string())),
                None => (target, None),
            };
            Some(ForeignKey { group: group.to_string(), item, inferred: false })
        }
    }
}

/// 繰り返し: a number of values.
pub(super) fn repeat(text: &str) -> Facet<u32> {
    if is_nothing(text) {
        return Ok(None);
    }
    let folded = f1(text);
    let read = folded.trim_end_matches(['回', '個']).parse().ok().filter(|n| *n > 0);
    read.map(Some).ok_or_else(|| {
        let shown = quoted(text);
        Bilingual::new(
            format!("繰り返し「{shown}」が数字ではありません"),
            format!("the repetition {shown:?} is no number"),
        )
    })
}

/// The condition after ※※ in 項目説明: its lines, up to the next remark.
pub(super) fn condition(description: &str) -> Option<String> {
    let mut conditions: Vec<String> = Vec::new();
    let mut inside = false;
    for line in description.lines() {
        match line.trim_start().strip_prefix("※※") {
            Some(text) => {
                conditions.push(text.trim().to_string());
                inside = true;
            }
            None if inside && continues(line) => {
                if let Some(last) = conditions.last_mut() {
                    last.push_str(line.trim());
                }
            }
            None => inside = false,
        }
    }
    conditions.retain(|c| !c.is_empty());
    (!conditions.is_empty()).then(|| conditions.join("\n"))
}

/// A line that goes on with the sentence before it, as cells are broken by hand.
fn continues(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with(['・', '※', '■', '●', '○', '◆', '（', '(', '①', '②', '③', '*', '-'])
}

/// Whether 項目説明 allows 不詳日. Of a DATE that says nothing the legend says no.
pub(super) fn unknown_dates(description: &str, data_type: Option<ItemType>) -> Option<bool> {
    let folded = f1(description);
    match (folded.contains("不詳日を許容する"), data_type) {
        (true, _) => Some(true),
        (false, Some(ItemType::Date)) => Some(false),
        _ => None,
    }
}

/// 標準仕様書関連箇所: one entry per line or per function id.
pub(super) fn function_refs(text: &str) -> Vec<String> {
    let mut refs = Vec::new();
    for line in text.split('\n') {
        let mut start = 0;
        for (at, c) in line.char_indices().filter(|(_, c)| "、,，;；・/／ 　".contains(*c)) {
            let after = at + c.len_utf8();
            if function_id(&line[after..]).is_some() {
                refs.push(line[start..at].trim().to_string());
                start = after;
            }
        }
        refs.push(line[start..].trim().to_string());
    }
    refs.retain(|r| !r.is_empty());
    refs
}

/// The seven digits of a 機能ID (or 帳票ID) at the beginning of a text such as `0310002住登外者宛名情報管理機能`.
pub(super) fn function_id(text: &str) -> Option<String> {
    let folded = f1(text);
    let digits: String = folded.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 7).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_depend_on_the_type() {
        assert_eq!(digits("１５", Some(ItemType::HalfWidthText)), Ok(Some(Digits::Chars(15))));
        let pair = Digits::Decimal { integer: 5, decimals: 2 };
        assert_eq!(digits("5，2", Some(ItemType::Decimal)), Ok(Some(pair)));
        assert_eq!(digits("100文字", Some(ItemType::FullWidthText)), Ok(Some(Digits::Chars(100))));
        for bad in ["十五", "0", "5,2", "-3", "1 or 2"] {
            assert!(digits(bad, Some(ItemType::HalfWidthText)).is_err(), "{bad}");
        }
    }

    #[test]
    fn conditions_are_what_follows_the_double_mark() {
        let text = "・空白を入れる\n※※氏名未定でない場合は\n出力必須\n・別の話\n※※二つ目";
        assert_eq!(condition(text).as_deref(), Some("氏名未定でない場合は出力必須\n二つ目"));
        assert_eq!(condition("※住所に町字がない場合は"), None);
    }

    #[test]
    fn references_are_split_before_function_ids_only() {
        assert_eq!(function_refs("0310002管理、照会機能"), ["0310002管理、照会機能"]);
        assert_eq!(function_refs("0310002管理、0310003受信\n1.2.3"), ["0310002管理", "0310003受信", "1.2.3"]);
    }

    #[test]
    fn unknown_dates_follow_the_legend() {
        assert_eq!(unknown_dates("・不詳日を許容する", Some(ItemType::Date)), Some(true));
        assert_eq!(unknown_dates("", Some(ItemType::Date)), Some(false));
        assert_eq!(unknown_dates("", Some(ItemType::FullWidthText)), None);
    }
}
