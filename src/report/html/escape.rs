//! What a template prints: hidden characters made visible, markup made text. No template can forget it.

use std::borrow::Cow;
use std::fmt;

use askama::filters::Escaper;

use crate::text::clean::visible;

/// The escaper of all templates (`askama.toml`).
#[derive(Debug, Clone, Copy)]
pub struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        let text = shown(string);
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let Some(entity) = entity(byte) else { continue };
            dest.write_str(&text[from..at])?;
            dest.write_str(entity)?;
            from = at + 1;
        }
        dest.write_str(&text[from..])
    }
}

fn entity(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'&' => "&amp;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => return None,
    })
}

/// Hidden characters as escapes, and those that XML does not allow.
pub fn shown(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.contains(never_shown) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match never_shown(c) {
            true => out.extend(c.escape_unicode()),
            false => out.push(c),
        }
    }
    out.into()
}

/// Not characters at all, line separators, a bidirectional mark, invisible tags.
fn never_shown(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{2028}' | '\u{2029}' | '\u{061C}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_and_nothing_hides() {
        let mut out = String::new();
        Shown.write_escaped_str(&mut out, "<b a='1' c=\"2\">&\u{202E}\u{FFFF}\u{1}氏名").unwrap();
        assert_eq!(out, "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;\\u{202e}\\u{ffff}\\u{1}氏名");
        assert_eq!(shown("氏名 \u{20BB7}"), "氏名 \u{20BB7}");
    }
}
