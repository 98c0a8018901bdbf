//! Marks in cells: what ○, 要, `NOT NULL`, PK, ② say, and what they do not.

use crate::text::fold::f1_lower;

/// What a cell says under a heading that asks whether a value is needed, or whether it may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    MayBeMissing,
    /// Required, and the cell names the primary key too (`Yes (PK)`).
    RequiredKey,
    /// A word whose meaning is not known; nothing follows from it.
    NotUnderstood,
}

/// Which question the heading asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// 必須, NOT NULL: a yes means required.
    Required,
    /// NULL, NULL可: a yes means that it may be missing.
    Nullable,
}

/// What a cell says under 主キー, PK, キー.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMark {
    Primary,
    Foreign,
    /// Primary and foreign.
    Both,
    /// No key, or an index.
    None,
    NotUnderstood,
}

/// A cell as people fill it in. Blank cells do not come here.
pub fn need(text: &str, polarity: Polarity) -> Need {
    let word = folded(text);
    // these say themselves what they mean, whatever the heading asks
    match word.as_str() {
        "notnull" | "nn" | "必須" | "必" | "m" | "mandatory" | "required" | "null不可" | "null×" | "nullng"
        | "省略不可" => {
            return Need::Required;
        }
        "null" | "null可" | "nullable" | "null許可" | "nullok" | "任意" | "省略可" | "optional" => {
            return Need::MayBeMissing;
        }
        _ => {}
    }
    match (polarity, word.as_str()) {
        (Polarity::Required, "要" | "pk" | "主キー" | "不可null") => Need::Required,
        (Polarity::Required, "不要" | "否") => Need::MayBeMissing,
        (Polarity::Required, word) if key_in_brackets(word).is_some_and(|rest| yes(rest) == Some(true)) => {
            Need::RequiredKey
        }
        (Polarity::Required, word) => match yes(word) {
            Some(true) => Need::Required,
            Some(false) => Need::MayBeMissing,
            None => Need::NotUnderstood,
        },
        (Polarity::Nullable, "可" | "許可" | "可能" | "許容" | "ok") => Need::MayBeMissing,
        (Polarity::Nullable, "不可" | "否" | "不許可" | "禁止" | "ng") => Need::Required,
        (Polarity::Nullable, word) => match yes(word) {
            Some(true) => Need::MayBeMissing,
            Some(false) => Need::Required,
            None => Need::NotUnderstood,
        },
    }
}

/// A cell under a heading of keys. Blank cells do not come here.
pub fn key(text: &str) -> KeyMark {
    let word = folded(text);
    if let Some(mark) = one_key(&word) {
        return mark;
    }
    let parts: Vec<Option<KeyMark>> =
        word.split([',', '/', '・', '、', '+', '&', ';']).filter(|p| !p.is_empty()).map(one_key).collect();
    let has = |mark| parts.contains(&Some(mark));
    match parts.len() >= 2 && parts.iter().all(Option::is_some) {
        true if has(KeyMark::Primary) && has(KeyMark::Foreign) => KeyMark::Both,
        true if has(KeyMark::Primary) => KeyMark::Primary,
        true if has(KeyMark::Foreign) => KeyMark::Foreign,
        true => KeyMark::None,
        false => KeyMark::NotUnderstood,
    }
}

fn one_key(word: &str) -> Option<KeyMark> {
    let numbered = |names: &[&str]| {
        names.iter().any(|name| {
            word.strip_prefix(name).is_some_and(|rest| {
                let rest = rest.trim_start_matches(['-', '_']).trim_matches(['(', ')']);
                rest.is_empty() || rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit())
            })
        })
    };
    if yes(word) == Some(true) || key_in_brackets(word).is_some_and(|rest| yes(rest) == Some(true)) {
        return Some(KeyMark::Primary);
    }
    if yes(word) == Some(false) {
        return Some(KeyMark::None);
    }
    if word.len() <= 2 && word.parse::<u8>().is_ok_and(|n| n > 0) {
        return Some(KeyMark::Primary);
    }
    if matches!(word, "pfk" | "pkfk" | "fkpk" | "pf") {
        return Some(KeyMark::Both);
    }
    if numbered(&["fk", "f", "外部キー", "外"]) {
        return Some(KeyMark::Foreign);
    }
    if numbered(&[
        "uk",
        "u",
        "uq",
        "un",
        "ui",
        "ix",
        "idx",
        "i",
        "ak",
        "index",
        "unique",
        "uni",
        "mul",
        "ユニーク",
        "一意",
        "インデックス",
        "索引",
    ]) {
        return Some(KeyMark::None);
    }
    let circled = [
        "○",
        "◯",
        "〇",
        "◎",
        "●",
        "pk",
        "p",
        "k",
        "key",
        "pri",
        "primary",
        "primarykey",
        "主",
        "主キー",
        "キー",
        "プライマリ",
        "プライマリキー",
        "一次キー",
    ];
    numbered(&circled).then_some(KeyMark::Primary)
}

/// `yes(pk)` without the brackets.
fn key_in_brackets(word: &str) -> Option<&str> {
    let at = word.find('(')?;
    matches!(&word[at..], "(pk)" | "(主キー)" | "(p)" | "(pk1)" | "(主)").then_some(&word[..at])
}

/// Yes, no, or neither.
pub fn yes(word: &str) -> Option<bool> {
    match word {
        "○" | "◯" | "〇" | "◎" | "●" | "✓" | "✔" | "☑" | "レ" | "*" | "■" | "y" | "yes" | "true" | "t" | "1" | "有"
        | "有り" | "あり" | "はい" | "on" => Some(true),
        "×" | "✕" | "✖" | "✗" | "✘" | "-" | "n" | "no" | "false" | "0" | "無" | "無し" | "なし" | "いいえ" | "off" => {
            Some(false)
        }
        _ => None,
    }
}

/// Width, case and white space; the many strokes that mean a dash.
fn folded(text: &str) -> String {
    let folded: String = f1_lower(text).chars().filter(|c| *c != '\u{FE0F}' && *c != '\u{FE0E}').collect();
    match folded.chars().all(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' | '─'))
        && !folded.is_empty()
    {
        true => "-".into(),
        false => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[(&str, Need, Need)] = {
        use Need::{MayBeMissing as May, NotUnderstood as Not, Required as Req, RequiredKey as Key};
        // word, under 必須, under NULL可
        &[
            ("○", Req, May),
            ("◯", Req, May),
            ("〇", Req, May),
            ("◎", Req, May),
            ("●", Req, May),
            ("✓", Req, May),
            ("✔", Req, May),
            ("✔\u{FE0F}", Req, May),
            ("レ", Req, May),
            ("＊", Req, May),
            ("*", Req, May),
            ("Y", Req, May),
            ("Ｙ", Req, May),
            ("YES", Req, May),
            ("Yes", Req, May),
            ("TRUE", Req, May),
            ("1", Req, May),
            ("有", Req, May),
            ("はい", Req, May),
            ("×", May, Req),
            ("-", May, Req),
            ("－", May, Req),
            ("―", May, Req),
            ("N", May, Req),
            ("No", May, Req),
            ("FALSE", May, Req),
            ("0", May, Req),
            ("無", May, Req),
            ("なし", May, Req),
            ("いいえ", May, Req),
            ("必", Req, Req),
            ("必須", Req, Req),
            ("NOT NULL", Req, Req),
            ("Not Null", Req, Req),
            ("ＮＯＴ　ＮＵＬＬ", Req, Req),
            ("NN", Req, Req),
            ("M", Req, Req),
            ("NULL", May, May),
            ("任意", May, May),
            ("NULL可", May, May),
            ("省略可", May, May),
            ("要", Req, Not),
            ("不要", May, Not),
            ("可", Not, May),
            ("許可", Not, May),
            ("不可", Not, Req),
            ("否", May, Req),
            ("Yes (PK)", Key, Not),
            ("○(主キー)", Key, Not),
            ("△", Not, Not),
            ("条件付き必須", Not, Not),
            ("x", Not, Not),
            ("?", Not, Not),
            ("要確認", Not, Not),
            ("★", Not, Not),
            ("○※1", Not, Not),
            ("必須(注)", Not, Not),
            ("2", Not, Not),
            ("C", Not, Not),
            ("可変", Not, Not),
            ("別途", Not, Not),
            ("○or×", Not, Not),
            ("〃〃", Not, Not),
        ]
    };

    /// No unknown word becomes a fact, in either polarity; the same word never says the same under both headings by accident.
    #[test]
    fn every_word_under_both_headings() {
        assert!(WORDS.len() >= 40);
        for (word, required, nullable) in WORDS {
            assert_eq!(need(word, Polarity::Required), *required, "{word} under 必須");
            assert_eq!(need(word, Polarity::Nullable), *nullable, "{word} under NULL可");
        }
    }

    #[test]
    fn keys_as_people_mark_them() {
        use KeyMark::*;
        for (words, mark) in [
            (
                &[
                    "○",
                    "◯",
                    "◎",
                    "●",
                    "✓",
                    "✔",
                    "レ",
                    "*",
                    "1",
                    "2",
                    "3",
                    "12",
                    "①",
                    "②",
                    "○1",
                    "○2",
                    "PK",
                    "PK1",
                    "PK-2",
                    "PK(1)",
                    "P",
                    "P1",
                    "K",
                    "K1",
                    "主",
                    "主キー",
                    "主キー1",
                    "Yes",
                    "Y",
                    "PRI",
                    "Yes (PK)",
                    "キー",
                    "有",
                    "PK,UK",
                    "Primary Key",
                ][..],
                Primary,
            ),
            (&["FK", "F", "FK1", "外部キー", "外", "FK,UK", "ＦＫ"], Foreign),
            (&["PK,FK", "PK/FK", "PK・FK", "PFK", "○,FK"], Both),
            (&["-", "－", "×", "No", "N", "0", "UK", "U", "UK1", "IX", "MUL", "UNI", "ユニーク", "無"], None),
            (&["★", "△", "副キー", "?", "PK?", "○△", "100", "キー候補", "参照", "x", "主たる項目"], NotUnderstood),
        ] {
            for word in words {
                assert_eq!(key(word), mark, "{word}");
            }
        }
    }
}
