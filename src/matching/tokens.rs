//! Names taken apart: Japanese names into words, physical names into readings and abbreviations of words.

use super::kana;
use super::vocabulary::{Concept, Hint, Vocabulary, is_vowel};
use crate::text::fold::f1;

/// One piece of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// What the piece may mean; each meaning in its smallest parts.
    Known(Vec<Vec<Concept>>),
    /// A cut-off reading, and what it may be the beginning of.
    Begun(Vec<Vec<Concept>>),
    /// A number that tells items apart.
    Numeral(String),
    /// Nothing is known of it.
    Unknown(String),
}

/// A name taken apart.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    pub tokens: Vec<Token>,
    /// Consonants of the name without its type word at the end, in every likely reading: what contracted names keep.
    pub skeletons: Vec<String>,
    /// What kind of value the end of the name says.
    pub hint: Option<Hint>,
}

impl Parsed {
    /// A table's, column's or item's name, whatever it is written in.
    pub fn new(name: &str) -> Parsed {
        let folded = f1(name);
        if folded.is_ascii() {
            return physical(&folded);
        }
        let words = japanese(&folded);
        if words.is_known() {
            return words;
        }
        // kana that are no known words may spell some: the reading that leaves the fewest letters unread
        let spelt = kana::readings(&folded).into_iter().map(|r| physical(&r));
        spelt.min_by_key(Parsed::unread).filter(|s| s.unread() < words.unread()).unwrap_or(words)
    }

    /// Characters of it that nothing is known of.
    fn unread(&self) -> usize {
        let unread = |t: &Token| match t {
            Token::Unknown(text) => text.chars().count(),
            _ => 0,
        };
        self.tokens.iter().map(unread).sum()
    }

    /// Every concept that the name may hold.
    pub fn concepts(&self) -> impl Iterator<Item = Concept> + '_ {
        self.tokens.iter().filter_map(Token::meanings).flatten().flatten().copied()
    }

    /// Nothing in it is unknown.
    pub fn is_known(&self) -> bool {
        !self.tokens.is_empty() && !self.tokens.iter().any(|t| matches!(t, Token::Unknown(_)))
    }

    /// Each piece has one meaning only, and not all of them are words that merely say the type of value.
    pub fn is_telling(&self) -> bool {
        let v = Vocabulary::get();
        let clear = self.tokens.iter().all(|t| match t {
            Token::Known(meanings) => meanings.len() == 1,
            Token::Numeral(_) => true,
            Token::Begun(_) | Token::Unknown(_) => false,
        });
        clear && self.concepts().any(|c| v.hint(c).is_none())
    }
}

impl Token {
    fn meanings(&self) -> Option<&Vec<Vec<Concept>>> {
        match self {
            Token::Known(meanings) | Token::Begun(meanings) => Some(meanings),
            _ => None,
        }
    }

    fn hint(&self, v: &Vocabulary) -> Option<Hint> {
        self.meanings()?.iter().find_map(|m| m.last().and_then(|c| v.hint(*c)))
    }
}

/// A piece with the readings that its skeleton is made of.
struct Piece {
    token: Token,
    readings: Vec<String>,
}

fn assemble(pieces: Vec<Piece>) -> Parsed {
    let v = Vocabulary::get();
    let hint = pieces.iter().rev().find(|p| !matches!(p.token, Token::Numeral(_))).and_then(|p| p.token.hint(v));
    let typed = pieces.len() > 1 && pieces.last().is_some_and(|p| p.token.hint(v).is_some());
    let stem = if typed { &pieces[..pieces.len() - 1] } else { &pieces[..] };
    let skeletons = skeletons(stem);
    Parsed { tokens: pieces.into_iter().map(|p| p.token).collect(), skeletons, hint }
}

/// At most four readings of the whole. Empty if a piece cannot be read.
fn skeletons(pieces: &[Piece]) -> Vec<String> {
    let mut texts = vec![String::new()];
    for piece in pieces {
        if piece.readings.is_empty() {
            return Vec::new();
        }
        let room = if texts.len() >= 4 { 1 } else { 2 };
        let full = piece.readings.iter().take(room);
        texts = full.flat_map(|r| texts.iter().map(move |t| format!("{t}{r}"))).collect();
    }
    let mut found: Vec<String> = texts.iter().map(|t| skeleton(t)).filter(|s| !s.is_empty()).collect();
    found.sort();
    found.dedup();
    found
}

/// The consonants of a levelled reading, and its first letter.
pub fn skeleton(levelled: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for (i, c) in levelled.chars().enumerate() {
        // contracted names drop the y of sya, tyo too, and where one begins cannot be told from a y that stands alone
        let affricate = c == 's' && before == 't';
        if i == 0 || !(is_vowel(c) || c == 'y' || affricate) {
            out.push(if c == 'm' { 'n' } else { c });
        }
        before = c;
    }
    out
}

// --- Japanese ---

fn japanese(name: &str) -> Parsed {
    let v = Vocabulary::get();
    let mut pieces = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
        let chars: Vec<char> = part.chars().map(|c| v.modern_char(c)).collect();
        japanese_part(v, &chars, &mut pieces);
    }
    assemble(pieces)
}

fn japanese_part(v: &Vocabulary, chars: &[char], pieces: &mut Vec<Piece>) {
    let mut unknown = String::new();
    for (start, end, word) in words(v, chars) {
        let text: String = chars[start..end].iter().collect();
        match word {
            None => unknown.push_str(&text),
            Some(_) if v.particles.contains(&text) => flush(&mut unknown, pieces),
            Some(word) => {
                flush(&mut unknown, pieces);
                let token = Token::Known(vec![v.concepts(word).to_vec()]);
                pieces.push(Piece { token, readings: v.readings(word).to_vec() });
            }
        }
    }
    flush(&mut unknown, pieces);
}

/// What is known of nothing: particles go, numerals stay apart, ASCII is read as romaji.
fn flush(unknown: &mut String, pieces: &mut Vec<Piece>) {
    let text = std::mem::take(unknown);
    let mut run = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !digits.is_empty() {
            pieces.push(numeral(std::mem::take(&mut digits)));
        }
        let hiragana = ('\u{3041}'..='\u{309F}').contains(&c);
        if c != '\0' && !hiragana && !c.is_ascii_digit() {
            run.push(c);
        } else if !run.is_empty() {
            let text = std::mem::take(&mut run);
            let readings = if text.is_ascii() { vec![Vocabulary::get().level(&text)] } else { Vec::new() };
            pieces.push(Piece { token: Token::Unknown(text.to_lowercase()), readings });
        }
    }
}

fn numeral(digits: String) -> Piece {
    let plain = digits.trim_start_matches('0');
    let text = if plain.is_empty() { "0" } else { plain };
    Piece { token: Token::Numeral(text.to_string()), readings: vec![text.to_string()] }
}

/// The segmentation with the fewest unknown characters and then the fewest words, from the left.
fn words(v: &Vocabulary, chars: &[char]) -> Vec<(usize, usize, Option<usize>)> {
    let n = chars.len();
    let mut best: Vec<(u32, usize, Option<usize>)> = vec![(0, 0, None); n + 1];
    for end in 1..=n {
        best[end] = (best[end - 1].0 + 100, end - 1, None);
        let mut text = String::new();
        for start in (end.saturating_sub(v.longest_word)..end).rev() {
            text.insert(0, chars[start]);
            let found = v.word(&text).or_else(|| v.particles.contains(&text).then_some(usize::MAX));
            let cost = best[start].0 + 1;
            if found.is_some() && cost < best[end].0 {
                best[end] = (cost, start, found);
            }
        }
    }
    let mut out = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, start, word) = best[end];
        out.push((start, end, word));
        end = start;
    }
    out.reverse();
    out
}

// --- physical names ---

/// Levelled letters of a run without digits, and where its chunks (by case or joiner) begin.
#[derive(Default)]
struct Run {
    text: String,
    bounds: Vec<bool>,
}

impl Run {
    fn push(&mut self, chunk: &str) {
        let levelled = Vocabulary::get().level(chunk);
        self.bounds.extend((0..levelled.len()).map(|i| i == 0));
        self.text.push_str(&levelled);
    }

    fn bound(&self, at: usize) -> bool {
        self.bounds.get(at).copied().unwrap_or(true)
    }
}

fn physical(name: &str) -> Parsed {
    let mut pieces = Vec::new();
    let mut run = Run::default();
    for chunk in chunks(name) {
        if chunk.chars().all(|c| c.is_ascii_digit()) {
            read(&std::mem::take(&mut run), &mut pieces);
            pieces.push(numeral(chunk));
        } else {
            run.push(&chunk);
        }
    }
    read(&run, &mut pieces);
    assemble(pieces)
}

/// Pieces by joiners, by case (`kanaShimei`, `shutokuYMD`) and by digits.
fn chunks(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut out: Vec<String> = Vec::new();
    let mut chunk = String::new();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| chars[j]);
        let next = chars.get(i + 1);
        let starts = before.is_some_and(|b| {
            b.is_ascii_digit() != c.is_ascii_digit()
                || (b.is_ascii_lowercase() && c.is_ascii_uppercase())
                || (b.is_ascii_uppercase() && c.is_ascii_uppercase() && next.is_some_and(|n| n.is_ascii_lowercase()))
        });
        if starts || !c.is_ascii_alphanumeric() {
            out.extend(Some(std::mem::take(&mut chunk)).filter(|c| !c.is_empty()));
        }
        if c.is_ascii_alphanumeric() {
            chunk.push(*c);
        }
    }
    out.extend(Some(chunk).filter(|c| !c.is_empty()));
    out
}

/// The cheapest reading of a run: known words are cheap, short ones inside a run are not, unknown letters are dear.
fn read(run: &Run, pieces: &mut Vec<Piece>) {
    let v = Vocabulary::get();
    let n = run.text.len();
    let letters = run.text.as_bytes();
    let lengths: Vec<u64> = letters.windows(2).map(|w| v.lengths([w[0], w[1]])).collect();
    let mut best: Vec<(u32, usize, Read)> = vec![(0, 0, Read::Not); n + 1];
    for end in 1..=n {
        best[end] = (best[end - 1].0 + 80, end - 1, Read::Not);
        for start in (end.saturating_sub(v.longest_reading)..end).rev() {
            let aligned = run.bound(start) && run.bound(end);
            let there = match end - start {
                1 => aligned,
                length => lengths[start] & (1 << length.min(63)) != 0,
            };
            if there && !v.words_read(&run.text[start..end]).is_empty() {
                let crossed = (start + 1..end).filter(|i| run.bound(*i)).count() as u32;
                let short = if end - start <= 2 && !aligned { 60 } else { 0 };
                let cost = best[start].0 + 100 + short + 30 * crossed;
                if cost < best[end].0 {
                    best[end] = (cost, start, Read::Whole);
                }
            } else if run.bound(end) && end - start >= LEAST_BEGUN && !(start + 1..end).any(|i| run.bound(i)) {
                // host names are cut off at eight letters, most often within the last word of a piece
                let cost = best[start].0 + if run.bound(start) { 190 } else { 220 };
                if cost < best[end].0 && !v.words_begun(&run.text[start..end]).is_empty() {
                    best[end] = (cost, start, Read::Begun);
                }
            }
        }
    }
    let mut spans = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, start, known) = best[end];
        spans.push((start, end, known));
        end = start;
    }
    spans.reverse();
    let mut unknown = String::new();
    for (start, end, how) in spans {
        let text = &run.text[start..end];
        let token = match how {
            Read::Not => {
                unknown.push_str(text);
                continue;
            }
            Read::Whole => Token::Known(meanings(v, v.words_read(text))),
            Read::Begun => Token::Begun(meanings(v, &v.words_begun(text))),
        };
        flush_letters(&mut unknown, pieces);
        pieces.push(Piece { token, readings: vec![text.to_string()] });
    }
    flush_letters(&mut unknown, pieces);
}

/// How a piece of a run is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    Not,
    Whole,
    Begun,
}

/// The fewest letters that may be the beginning of a word.
const LEAST_BEGUN: usize = 3;

fn meanings(v: &Vocabulary, words: &[usize]) -> Vec<Vec<Concept>> {
    let mut meanings: Vec<Vec<Concept>> = words.iter().map(|w| v.concepts(*w).to_vec()).collect();
    meanings.sort();
    meanings.dedup();
    meanings
}

fn flush_letters(unknown: &mut String, pieces: &mut Vec<Piece>) {
    if !unknown.is_empty() {
        let text = std::mem::take(unknown);
        pieces.push(Piece { token: Token::Unknown(text.clone()), readings: vec![text] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(name: &str) -> Vec<Vec<Concept>> {
        Parsed::new(name).tokens.iter().filter_map(Token::meanings).map(|m| m.concat()).collect()
    }

    fn concepts(name: &str) -> Vec<Concept> {
        let mut all: Vec<Concept> = Parsed::new(name).concepts().collect();
        all.sort();
        all
    }

    #[test]
    fn all_styles_of_one_name_have_the_same_words() {
        let wanted = concepts("資格取得年月日");
        for name in ["shikakuShutokuYMD", "SHIKAKU_SHUTOKU_YMD", "sikakusyutokuymd", "shikaku_shutoku_nengappi"] {
            assert_eq!(concepts(name), wanted, "{name}");
        }
        assert_eq!(concepts("納税管理人_氏名"), concepts("nozei_kanrinin_simei"));
    }

    #[test]
    fn contracted_names_keep_their_consonants() {
        for (contracted, full) in [
            ("SKAKSHUTKYMD", "資格取得年月日"),
            ("TENSHTSYOTEIYMD", "転出予定年月日"),
            ("SKAKSSHTSJIYU", "資格喪失事由"),
        ] {
            let (a, b) = (Parsed::new(contracted), Parsed::new(full));
            assert!(
                a.skeletons.iter().any(|s| b.skeletons.contains(s)),
                "{contracted} {:?} {:?}",
                a.skeletons,
                b.skeletons
            );
        }
    }

    #[test]
    fn hints_numerals_and_particles() {
        assert_eq!(Parsed::new("SHINSEI_YMD").hint, Some(Hint::Date));
        assert_eq!(Parsed::new("更正事由コード").hint, Some(Hint::Code));
        assert_eq!(Parsed::new("ZOKUGARA_CD02").tokens.last(), Some(&Token::Numeral("2".into())));
        assert_eq!(meanings("消除の異動年月日"), meanings("消除異動年月日"));
        assert!(!Parsed::new("統合記載欄").is_known());
        assert!(Parsed::new("").tokens.is_empty());
    }
}
