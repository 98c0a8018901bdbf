//! How many cells a text takes on a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells of `text` (full-width characters take two).
pub fn cells(text: &str) -> usize {
    text.width()
}

/// Pads with spaces on the right up to `width` cells; a longer text is left as it is.
pub fn pad(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(cells(text));
    format!("{text}{}", " ".repeat(gap))
}

/// Breaks a text into lines of at most `width` cells; the closing marks 、。」）may hang over.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, width.max(10), &mut lines);
    }
    lines
}

fn wrap_paragraph(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for token in tokens(text) {
        let w = cells(token);
        let hangs = token.chars().all(|c| "、。」』）)】,.".contains(c));
        if used + w > width && !line.is_empty() && !hangs {
            lines.push(line.trim_end().to_string());
            line.clear();
            used = 0;
            if token == " " {
                continue;
            }
        }
        line.push_str(token);
        used += w;
    }
    lines.push(line.trim_end().to_string());
}

/// Runs of half-width characters stay together, full-width ones may break anywhere.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first == ' ' || first.width() != Some(1) {
            first.len_utf8()
        } else {
            rest.find(|c: char| c == ' ' || c.width() != Some(1)).unwrap_or(rest.len())
        };
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_counts_two() {
        assert_eq!(cells("氏名ab"), 6);
        assert_eq!(pad("氏名", 6), "氏名  ");
        assert_eq!(pad("氏名", 3), "氏名");
    }

    #[test]
    fn wrapping_keeps_words_and_every_character() {
        assert_eq!(wrap("標準は最大40文字です。", 12), ["標準は最大40", "文字です。"]);
        assert_eq!(wrap("one two three four", 10), ["one two", "three four"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
