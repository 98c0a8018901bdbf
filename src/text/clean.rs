//! Foreign text made harmless before it is shown.

/// Replaces control, bidirectional and zero-width format characters by visible escapes (`\u{202e}`), tabs and line ends by a space.
///
/// Names come from files that others wrote; shown as they are, they could move the cursor or turn the reading direction.
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(hidden) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            c if hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.into()
}

fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Shortens to at most `max` characters, with `…` for what was left out.
pub fn shorten(text: &str, max: usize) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("a\u{202E}b\u{1B}[31m"), "a\\u{202e}b\\u{1b}[31m");
        assert_eq!(visible("a\tb\nc"), "a b c");
        assert_eq!(visible("氏名"), "氏名");
        assert_eq!(shorten("あいう", 2), "あい…");
    }
}
