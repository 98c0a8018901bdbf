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
        || matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a text may hold colours: `ESC [ … m`, which moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    Ours,
    None,
}

/// The gate that everything passes which a terminal, a pipe or a log sees: what was not made visible where it was put in
/// comes out as `\u202e`, which strings of JSON and TOML read back as the same character. Line ends, tabs and a byte order
/// mark at the beginning stay. XML has references of its own, so there only control characters are changed.
pub fn gate(text: &str, colours: Colours) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| hidden(c) && !matches!(c, '\n' | '\t');
    if !text.contains(odd) {
        return text.into();
    }
    let xml = text.trim_start_matches('\u{FEFF}').starts_with('<');
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (begins, after) = (rest.len() == text.len(), &rest[c.len_utf8()..]);
        if let Some(end) = colour_end(rest).filter(|_| colours == Colours::Ours) {
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let stays = !odd(c) || (c == '\r' && after.starts_with('\n')) || (c == '\u{FEFF}' && begins);
        match stays || (xml && !c.is_control()) {
            true => out.push(c),
            false if xml => out.push_str(&format!("&#x{:X};", u32::from(c))),
            false => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
        rest = after;
    }
    out.into()
}

/// Where `ESC [ digits ; digits m` at the beginning ends.
fn colour_end(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1B}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some(end + 3)
}

/// As [`gate`], for lines that people read. Build servers take a line that begins with `::` (after blanks) for a command to
/// them, and some also `##[` and `##vso[` in a line; foreign text must not give any.
pub fn log(text: &str, colours: Colours) -> std::borrow::Cow<'_, str> {
    let text = gate(text, colours);
    if !text.contains("::") && !text.contains("##") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        match line[blanks..].strip_prefix("::") {
            Some(rest) => out.extend([&line[..blanks], "\\u003a:", rest]),
            None => out.push_str(line),
        }
    }
    out.replace("##[", "\\u0023#[").replace("##vso[", "\\u0023#vso[").into()
}

/// The same number of bytes with nothing in it that moves a cursor, so that places in it still hold.
pub fn masked(text: &str) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| hidden(c) && !matches!(c, '\n' | '\t' | '\r');
    if !text.contains(odd) {
        return text.into();
    }
    let mask = |c: char| match c.len_utf8() {
        _ if !odd(c) => c,
        1 => '?',
        2 => '·',
        _ => '\u{FFFD}',
    };
    text.chars().map(mask).collect::<String>().into()
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

    #[test]
    fn nothing_hidden_passes_the_gate() {
        let plain = |text: &str| gate(text, Colours::None).into_owned();
        assert_eq!(plain("\u{FEFF}a,b\r\nc\td\n"), "\u{FEFF}a,b\r\nc\td\n");
        assert_eq!(
            plain("a\rb\u{1B}[31m\u{9B}2J\u{7F}\u{202E}\u{061C}\u{2028}"),
            "a\\u000db\\u001b[31m\\u009b2J\\u007f\\u202e\\u061c\\u2028"
        );
        assert_eq!(plain("<a b=\"\u{85}\u{202E}\"/>"), "<a b=\"&#x85;\u{202E}\"/>");
        let json: String = serde_json::from_str(&plain("\"a\u{85}\u{202E}b\"")).unwrap();
        assert_eq!(json, "a\u{85}\u{202E}b");
    }

    #[test]
    fn colours_pass_where_they_are_ours() {
        let text = "\u{1B}[1;31ma\u{1B}[0m\u{1B}[2J\u{1B}]0;t\u{7}";
        assert_eq!(gate(text, Colours::Ours), "\u{1B}[1;31ma\u{1B}[0m\\u001b[2J\\u001b]0;t\\u0007");
        assert!(!gate(text, Colours::None).contains('\u{1B}'));
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        let shown = log("a\n::error file=a::x\n  ::set-output\nA::B\n##[error]x ##vso[y]", Colours::None);
        assert_eq!(shown, "a\n\\u003a:error file=a::x\n  \\u003a:set-output\nA::B\n\\u0023#[error]x \\u0023#vso[y]");
    }

    #[test]
    fn a_mask_keeps_every_place() {
        let text = "a\u{1B}b\u{9B}c\u{202E}宛\n";
        assert_eq!(masked(text), "a?b·c\u{FFFD}宛\n");
        assert_eq!(masked(text).len(), text.len());
    }
}
