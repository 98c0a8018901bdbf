//! Code lists inside a cell: `1:男、2:女、9:不明`.

/// Value and label, in the order of the cell.
pub type Values = Vec<(String, String)>;

/// Reads a cell as a list of codes with labels. `None`: it is none, or only in part.
pub fn inline(text: &str) -> Option<Values> {
    let mut values: Values = Vec::new();
    let body = text.trim();
    for piece in pieces(body) {
        match pair(piece.trim()) {
            Some(pair) => values.push(pair),
            // a label with a separator in it goes on
            None if piece.trim().is_empty() => {}
            None => {
                let last = values.last_mut()?;
                last.1 = format!("{}、{}", last.1, piece.trim());
            }
        }
    }
    let mut seen: Vec<&str> = values.iter().map(|(v, _)| v.as_str()).collect();
    seen.sort_unstable();
    let distinct = seen.windows(2).all(|w| w[0] != w[1]);
    let worded =
        values.iter().any(|(_, label)| label.chars().any(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation()));
    (values.len() >= 2 && distinct && worded).then_some(values)
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', ';', '；', '/', '／', '\n', '\t', ' ', '　', '|', '｜'])
}

/// `1:男`, `01＝日本人住民`, `9…不明`.
fn pair(piece: &str) -> Option<(String, String)> {
    let (at, sign) = piece.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '=' | '＝' | '…' | '→' | '・'))?;
    let (value, label) = (&piece[..at], piece[at + sign.len_utf8()..].trim());
    let value: String = value.trim().chars().map(half_width).collect();
    let code = !value.is_empty() && value.len() <= 10 && value.bytes().all(|b| b.is_ascii_alphanumeric());
    (code && !label.is_empty()).then(|| (value, label.to_string()))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        inline(text).map(|v| v.iter().map(|(v, l)| format!("{v}={l}")).collect::<Vec<_>>().join(";"))
    }

    #[test]
    fn lists_as_people_write_them() {
        for text in [
            "1:男、2:女、9:不明",
            "1：男 2：女 9：不明",
            "1=男\n2=女\n9=不明",
            "１＝男／２＝女／９＝不明",
            "1…男,2…女,9…不明,",
        ] {
            assert_eq!(read(text).as_deref(), Some("1=男;2=女;9=不明"), "{text}");
        }
        assert_eq!(read("01:日本人住民、02:外国人、その他").as_deref(), Some("01=日本人住民;02=外国人、その他"));
        for text in [
            "C001",
            "性別区分",
            "1:男",
            "12:30、13:45",
            "1:男、1:女",
            "備考:あり、なし",
            "男、女",
            "男:1、女:2",
            "",
            "例:1、2:女",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
