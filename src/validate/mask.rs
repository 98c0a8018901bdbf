//! Values shown by their pattern: `9999-99-99`, `カナ半角×12`. What a value was is never told unless asked for.

/// The kinds of characters in their order; signs of ASCII stand for themselves, runs are counted.
pub fn pattern(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars().peekable();
    let mut shown = 0;
    while let Some(c) = chars.next() {
        let kind = kind(c);
        let mut run = 1;
        while chars.next_if(|next| self::kind(*next) == kind).is_some() {
            run += 1;
        }
        if shown == 12 {
            out.push('…');
            break;
        }
        shown += 1;
        match kind {
            Kind::Sign(sign) => out.extend(std::iter::repeat_n(sign, run.min(8))),
            Kind::Plain(letter) if run <= 8 => out.extend(std::iter::repeat_n(letter, run)),
            Kind::Plain(letter) => out.push_str(&format!("{letter}×{run}")),
            Kind::Named(name) => out.push_str(&format!("{name}×{run}")),
        }
    }
    out
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Sign(char),
    Plain(char),
    Named(&'static str),
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Plain('9'),
        'A'..='Z' => Kind::Plain('A'),
        'a'..='z' => Kind::Plain('a'),
        ' '..='~' => Kind::Sign(c),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Kind::Named("制御"),
        '\u{3041}'..='\u{309F}' => Kind::Named("かな"),
        '\u{30A0}'..='\u{30FF}' => Kind::Named("カナ"),
        '\u{FF61}'..='\u{FF9F}' => Kind::Named("カナ半角"),
        '０'..='９' => Kind::Named("数字全角"),
        '\u{FF21}'..='\u{FF5A}' => Kind::Named("英字全角"),
        '\u{3000}' => Kind::Named("空白全角"),
        '\u{3013}' | '\u{FFFD}' | '■' | '□' | '●' => Kind::Sign(c),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Kind::Named("外字"),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Kind::Named("異体字セレクタ"),
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' => Kind::Named("漢字"),
        _ => Kind::Named("記号全角"),
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_pattern_tells_the_form_and_nothing_else() {
        assert_eq!(pattern("2026-13-01"), "9999-99-99");
        assert_eq!(pattern("ｶﾅｶﾅｶﾅｶﾅｶﾅｶﾅ"), "カナ半角×12");
        assert_eq!(pattern("山田　太郎"), "漢字×2空白全角×1漢字×2");
        assert_eq!(pattern("123456789012"), "9×12");
        assert_eq!(pattern("1.23E+11"), "9.99A+99");
        assert_eq!(pattern("a\u{0}"), "a制御×1");
        assert_eq!(pattern(""), "");
    }
}
