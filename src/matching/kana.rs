//! Names in kana as the romaji that physical names are written in: ｱﾃﾅﾊﾞﾝｺﾞｳ is ATENABANGO.

use wana_kana::ConvertJapanese;

use crate::text::fold::f1;

/// Readings of a name that is written in kana, with or without Latin letters, digits and joiners: as it stands, and with
/// the small kana that older systems write large (ジヨウ for ジョウ, ガツコウ for ガッコウ). Empty for any other name.
pub fn readings(name: &str) -> Vec<String> {
    let folded = f1(name);
    let kana = folded.chars().any(is_kana);
    if !kana || !folded.chars().all(|c| is_kana(c) || c.is_ascii()) {
        return Vec::new();
    }
    let mut found = vec![romaji(&folded)];
    let small = romaji(&with_small_kana(&folded));
    if !found.contains(&small) {
        found.push(small);
    }
    found
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '・')
}

/// A long vowel mark is written by no romanised name.
fn romaji(kana: &str) -> String {
    kana.replace(['ー', '・'], "").to_romaji().replace('\'', "")
}

/// ヤ, ユ and ヨ after a kana of the i column, and ツ before k, s, t or p, are small ones written large.
fn with_small_kana(kana: &str) -> String {
    const I_COLUMN: &str = "キシチニヒミリギジヂビピ";
    const HARD: &str = "カキクケコサシスセソタチツテトパピプペポ";
    let chars: Vec<char> = kana.chars().collect();
    let small = |(at, c): (usize, &char)| {
        let before = at.checked_sub(1).map(|b| chars[b]);
        let after = chars.get(at + 1);
        match c {
            'ヤ' if before.is_some_and(|b| I_COLUMN.contains(b)) => 'ャ',
            'ユ' if before.is_some_and(|b| I_COLUMN.contains(b)) => 'ュ',
            'ヨ' if before.is_some_and(|b| I_COLUMN.contains(b)) => 'ョ',
            'ツ' if before.is_some() && after.is_some_and(|a| HARD.contains(*a)) => 'ッ',
            c => *c,
        }
    };
    chars.iter().enumerate().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_names_are_read_as_romaji() {
        for (name, wanted) in
            [("ｱﾃﾅﾊﾞﾝｺﾞｳ", "atenabangou"), ("ｱﾃﾅ_NO", "atena_NO"), ("せたいぬし", "setainushi"), ("ｺｰﾄﾞ", "kodo")]
        {
            assert_eq!(readings(name).first().map(String::as_str), Some(wanted), "{name}");
        }
        assert!(readings("ｼﾞﾖｳﾀｲ").contains(&"joutai".to_string()), "{:?}", readings("ｼﾞﾖｳﾀｲ"));
        assert!(readings("ｶﾞﾂｺｳ").contains(&"gakkou".to_string()));
        assert!(readings("宛名ﾊﾞﾝｺﾞｳ").is_empty() && readings("ATENA").is_empty() && readings("").is_empty());
    }
}
