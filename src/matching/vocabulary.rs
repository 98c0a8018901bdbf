//! `mappings/vocabulary.toml`: readings of words, synonyms of items, and how spellings are levelled.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::kana;
use crate::text::fold::f1;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    romaji: RomajiRules,
    kanji: BTreeMap<String, String>,
    suffixes: BTreeMap<String, String>,
    hints: BTreeMap<String, String>,
    same: BTreeMap<String, String>,
    labels: BTreeMap<String, String>,
    particles: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    more_words: BTreeMap<String, String>,
    english: BTreeMap<String, String>,
    shorthand: BTreeMap<String, String>,
    synonyms: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RomajiRules {
    rules: String,
    long_vowels: String,
    syllabic_n: String,
}

/// What kind of value a name says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hint {
    Date,
    Month,
    Year,
    Time,
    Code,
    Class,
    Flag,
    Number,
    Name,
    Amount,
    Kana,
}

impl Hint {
    fn of(name: &str) -> Option<Hint> {
        Some(match name {
            "date" => Hint::Date,
            "month" => Hint::Month,
            "year" => Hint::Year,
            "time" => Hint::Time,
            "code" => Hint::Code,
            "class" => Hint::Class,
            "flag" => Hint::Flag,
            "number" => Hint::Number,
            "name" => Hint::Name,
            "amount" => Hint::Amount,
            "kana" => Hint::Kana,
            _ => return None,
        })
    }
}

/// A word that cannot be taken apart further; words that stand for one another are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Concept(pub u32);

#[derive(Debug)]
struct Word {
    text: String,
    /// What it is made of; itself if nothing smaller is known.
    concepts: Vec<Concept>,
    /// Full reading first, levelled by [`Vocabulary::level`].
    readings: Vec<String>,
}

/// Everything of the file, ready for look-up.
#[derive(Debug)]
pub struct Vocabulary {
    rules: Vec<(String, String)>,
    long_vowels: HashSet<(char, char)>,
    syllabic_n: Vec<char>,
    variants: HashMap<char, char>,
    pub suffixes: Vec<String>,
    pub particles: HashSet<String>,
    hints: HashMap<Concept, Hint>,
    /// Wordings of one meaning of a code, folded, with the one that stands for them.
    labels: HashMap<String, String>,
    words: Vec<Word>,
    by_text: HashMap<String, usize>,
    by_reading: HashMap<String, Vec<usize>>,
    synonyms: HashMap<String, Vec<String>>,
    /// Readings in the order of letters, for those that are cut off.
    in_order: Vec<(String, usize)>,
    /// By the first two letters of readings: a bit for each length that there is.
    lengths: HashMap<[u8; 2], u64>,
    /// Longest word and longest reading, in characters.
    pub longest_word: usize,
    pub longest_reading: usize,
}

/// Words of one character that may end a longer word.
const ENDINGS: [&str; 17] =
    ["者", "額", "費", "書", "証", "名", "料", "金", "数", "率", "割", "状", "地", "的", "別", "人", "先"];

/// A cut-off reading that more words begin with says nothing.
const MOST_BEGUN: usize = 8;

impl Vocabulary {
    /// The one that the program carries.
    pub fn get() -> &'static Vocabulary {
        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
        // a test reads the same bytes
        VOCABULARY.get_or_init(|| {
            Vocabulary::read(include_str!("../../mappings/vocabulary.toml"))
                .unwrap_or_else(|_| Vocabulary::build(File::default()))
        })
    }

    /// # Errors
    /// The text is not of the file's form (found by test).
    pub fn read(text: &str) -> Result<Vocabulary, String> {
        toml::from_str(text).map(Vocabulary::build).map_err(|e| e.to_string())
    }

    fn build(file: File) -> Vocabulary {
        let mut v = Vocabulary {
            rules: pairs(&file.romaji.rules),
            long_vowels: file.romaji.long_vowels.split(' ').filter_map(two).collect(),
            syllabic_n: file.romaji.syllabic_n.chars().filter(|c| *c != ' ').collect(),
            variants: list(&file.kanji, "variants").filter_map(two).collect(),
            suffixes: list(&file.suffixes, "customary").map(f1).collect(),
            particles: list(&file.particles, "words").map(str::to_string).collect(),
            hints: HashMap::new(),
            labels: HashMap::new(),
            words: Vec::new(),
            by_text: HashMap::new(),
            by_reading: HashMap::new(),
            synonyms: HashMap::new(),
            in_order: Vec::new(),
            lengths: HashMap::new(),
            longest_word: 0,
            longest_reading: 0,
        };
        v.suffixes.sort_by_key(|s| std::cmp::Reverse(s.chars().count()));
        v.rules.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        v.add_words(&file);
        v.add_concepts(&file.same);
        v.add_shorthand(&file.shorthand);
        v.add_hints(&file.hints);
        v.add_synonyms(&file.synonyms);
        let wordings =
            file.labels.iter().flat_map(|(first, others)| others.split(' ').map(move |o| (f1(o), f1(first))));
        v.labels = wordings.collect();
        v
    }

    fn add_words(&mut self, file: &File) {
        for (word, readings) in file.words.iter().chain(&file.more_words) {
            let english = file.english.get(word).into_iter().flat_map(|e| e.split(' '));
            let readings: Vec<String> = readings.split(' ').chain(english).map(|r| self.level(r)).collect();
            let at = self.words.len();
            for reading in &readings {
                self.longest_reading = self.longest_reading.max(reading.len());
                if let [a, b, ..] = reading.as_bytes() {
                    *self.lengths.entry([*a, *b]).or_default() |= 1 << reading.len().min(63);
                }
                let all = self.by_reading.entry(reading.clone()).or_default();
                if !all.contains(&at) {
                    all.push(at);
                }
            }
            self.add_word(f1(word), readings);
        }
        let others: Vec<&str> = file.same.iter().flat_map(|(w, o)| o.split(' ').chain([w.as_str()])).collect();
        others.into_iter().for_each(|w| {
            self.word_or_new(w);
        });
        let full = self.words.iter().enumerate().filter_map(|(at, w)| Some((w.readings.first()?.clone(), at)));
        self.in_order = full.collect();
        self.in_order.sort();
    }

    /// What vendors shorten in labels (被保 for 被保険者) means what it stands for.
    fn add_shorthand(&mut self, shorthand: &BTreeMap<String, String>) {
        for (short, full) in shorthand {
            let parts: Vec<Concept> = full.split(' ').flat_map(|w| self.concepts_of(w).to_vec()).collect();
            let at = self.word_or_new(short);
            self.words[at].concepts = if parts.is_empty() { vec![Concept(at as u32)] } else { parts };
        }
    }

    fn add_word(&mut self, text: String, readings: Vec<String>) {
        self.longest_word = self.longest_word.max(text.chars().count());
        self.by_text.insert(text.clone(), self.words.len());
        self.words.push(Word { text, concepts: Vec::new(), readings });
    }

    fn word_or_new(&mut self, word: &str) -> usize {
        let text = f1(word);
        if !self.by_text.contains_key(&text) {
            self.add_word(text.clone(), Vec::new());
        }
        self.by_text.get(&text).copied().unwrap_or_default()
    }

    /// A compound is what its parts are; what cannot be taken apart is itself.
    fn add_concepts(&mut self, same: &BTreeMap<String, String>) {
        let mut whole: Vec<usize> = (0..self.words.len()).collect();
        for (first, others) in same {
            let first = self.word_or_new(first);
            others.split(' ').for_each(|o| whole[self.word_or_new(o)] = first);
        }
        for at in 0..self.words.len() {
            let parts = if whole[at] == at { self.parts(&self.words[at].text) } else { None };
            let concepts = parts.unwrap_or_else(|| vec![at]);
            self.words[at].concepts = concepts.into_iter().map(|w| Concept(whole[w] as u32)).collect();
        }
    }

    /// The fewest words that a word is made of: each of two characters or more, or one of the endings.
    fn parts(&self, text: &str) -> Option<Vec<usize>> {
        let chars: Vec<char> = text.chars().collect();
        let mut best: Vec<Option<Vec<usize>>> = vec![None; chars.len() + 1];
        best[0] = Some(Vec::new());
        for end in 1..=chars.len() {
            for start in 0..end {
                let Some(before) = best[start].clone() else { continue };
                let part: String = chars[start..end].iter().collect();
                let ending = end == chars.len() && start > 0 && ENDINGS.contains(&part.as_str());
                let whole = start == 0 && end == chars.len();
                let fewer = best[end].as_ref().is_none_or(|b| b.len() > before.len() + 1);
                if !whole
                    && fewer
                    && (end - start >= 2 || ending)
                    && let Some(at) = self.by_text.get(&part)
                {
                    let mut with = before;
                    with.push(*at);
                    best[end] = Some(with);
                }
            }
        }
        let found = best.pop().flatten()?;
        // parts may have parts of their own
        Some(found.into_iter().flat_map(|w| self.parts(&self.words[w].text).unwrap_or(vec![w])).collect())
    }

    fn add_hints(&mut self, hints: &BTreeMap<String, String>) {
        for (name, words) in hints {
            let Some(hint) = Hint::of(name) else { continue };
            for word in words.split(' ') {
                if let [concept] = self.concepts_of(word) {
                    let concept = *concept;
                    self.hints.insert(concept, hint);
                }
            }
        }
    }

    fn add_synonyms(&mut self, synonyms: &BTreeMap<String, String>) {
        for (item, names) in synonyms {
            for name in names.split(' ') {
                let items = self.synonyms.entry(self.key(name)).or_default();
                if !items.contains(&f1(item)) {
                    items.push(f1(item));
                }
            }
        }
    }

    /// A name as a key for synonyms: physical names without case, joiners and style, Japanese ones by `f1`.
    pub fn key(&self, name: &str) -> String {
        let folded = f1(name);
        match folded.is_ascii() {
            true => self.level(&folded),
            false => match kana::readings(&folded).first() {
                Some(reading) => self.level(reading),
                None => self.modern(&folded),
            },
        }
    }

    /// Kanji variants replaced by what the standards write.
    pub fn modern(&self, name: &str) -> String {
        name.chars().map(|c| self.modern_char(c)).collect()
    }

    pub fn modern_char(&self, c: char) -> char {
        self.variants.get(&c).copied().unwrap_or(c)
    }

    /// Items (names folded by `f1`) that a name is known to stand for.
    pub fn items_for(&self, key: &str) -> &[String] {
        self.synonyms.get(key).map_or(&[], Vec::as_slice)
    }

    /// A romanised name levelled: Hepburn and Kunrei, long and short vowels become one; everything but letters and digits is dropped.
    pub fn level(&self, romaji: &str) -> String {
        let lower = romaji.to_ascii_lowercase();
        let mut out = String::with_capacity(lower.len());
        let mut rest = lower.as_str();
        while let Some(c) = rest.chars().next() {
            if let Some((from, to)) = self.rules.iter().find(|(from, _)| rest.starts_with(from.as_str())) {
                out.push_str(to);
                rest = &rest[from.len()..];
                continue;
            }
            self.push(&mut out, c, rest[c.len_utf8()..].chars().next());
            rest = &rest[c.len_utf8()..];
        }
        out
    }

    fn push(&self, out: &mut String, c: char, next: Option<char>) {
        let before = out.chars().next_back();
        let long = before.is_some_and(|b| self.long_vowels.contains(&(b, c)));
        let syllabic = c == 'n' && before.is_some_and(is_vowel) && next.is_some_and(|n| self.syllabic_n.contains(&n));
        match c {
            _ if long || !c.is_ascii_alphanumeric() => {}
            _ if syllabic => out.push('m'),
            c => out.push(c),
        }
    }

    /// Number of words; concepts are numbered below it.
    pub fn size(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, text: &str) -> Option<usize> {
        self.by_text.get(text).copied()
    }

    /// Lengths of the readings that begin with two letters, a bit for each; 63 stands for all longer ones.
    pub fn lengths(&self, letters: [u8; 2]) -> u64 {
        self.lengths.get(&letters).copied().unwrap_or_default()
    }

    pub fn words_read(&self, levelled: &str) -> &[usize] {
        self.by_reading.get(levelled).map_or(&[], Vec::as_slice)
    }

    /// Words whose full reading begins with cut-off letters; none where it could be the beginning of too many.
    pub fn words_begun(&self, levelled: &str) -> Vec<usize> {
        let from = self.in_order.partition_point(|(reading, _)| reading.as_str() < levelled);
        let begun = self.in_order[from..].iter().take_while(|(reading, _)| reading.starts_with(levelled));
        let found: Vec<usize> = begun.map(|(_, word)| *word).take(MOST_BEGUN + 1).collect();
        if found.len() > MOST_BEGUN { Vec::new() } else { found }
    }

    pub fn concepts(&self, word: usize) -> &[Concept] {
        &self.words[word].concepts
    }

    /// Readings of a word, the full one first; empty if none is known.
    pub fn readings(&self, word: usize) -> &[String] {
        &self.words[word].readings
    }

    pub fn concepts_of(&self, text: &str) -> &[Concept] {
        self.word(&f1(text)).map_or(&[], |w| self.concepts(w))
    }

    pub fn hint(&self, concept: Concept) -> Option<Hint> {
        self.hints.get(&concept).copied()
    }
}

pub fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'e' | 'o')
}

/// Folds the meaning of a code by `f1`, and wordings that say the same into one (男性 is 男).
pub fn fold_label(label: &str) -> String {
    let folded = f1(label);
    Vocabulary::get().labels.get(&folded).cloned().unwrap_or(folded)
}

fn pairs(text: &str) -> Vec<(String, String)> {
    text.split(' ').filter_map(|p| p.split_once('>')).map(|(a, b)| (a.to_string(), b.to_string())).collect()
}

fn two(text: &str) -> Option<(char, char)> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()?))
}

fn list<'a>(table: &'a BTreeMap<String, String>, key: &str) -> impl Iterator<Item = &'a str> {
    table.get(key).map(String::as_str).unwrap_or_default().split(' ').filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_readable_and_large() {
        let v = Vocabulary::read(include_str!("../../mappings/vocabulary.toml")).unwrap();
        assert!(v.words.len() > 1000 && v.synonyms.len() > 800, "{} {}", v.words.len(), v.synonyms.len());
        assert!(v.words.iter().all(|w| !w.concepts.is_empty()));
    }

    #[test]
    fn hepburn_and_kunrei_meet() {
        let v = Vocabulary::get();
        for (a, b) in [
            ("SHIKAKU_SHUTOKU_YMD", "sikakusyutokuymd"),
            ("tsuchishoNo", "tutisyono"),
            ("KOUZA_NO", "kozaNo"),
            ("kampu", "kanpu"),
            ("fushoFlg", "husyoflg"),
            ("JUMINHYO", "zyuminhyo"),
            ("choteiGaku", "tyoteigaku"),
            ("chuushutsu", "tyusyutu"),
        ] {
            assert_eq!(v.level(a), v.level(b), "{a} {b}");
        }
        assert_eq!(v.level("nm"), "nm", "an abbreviation is no syllable");
    }

    #[test]
    fn compounds_are_their_parts_and_synonyms_one() {
        let v = Vocabulary::get();
        assert_eq!(v.concepts_of("控除額"), [v.concepts_of("控除"), v.concepts_of("額")].concat());
        assert_eq!(v.concepts_of("フリガナ"), v.concepts_of("カナ"));
        assert_eq!(v.concepts_of("年月日").len(), 1);
        assert_eq!(v.hint(v.concepts_of("区分")[0]), Some(Hint::Class));
        assert_eq!((fold_label("男性"), fold_label("男 児")), ("男".to_string(), "男児".to_string()));
        assert!(v.items_for(&v.key("STAINUSMEI")).contains(&"世帯主氏名".to_string()));
    }

    #[test]
    fn loading_takes_a_few_milliseconds_at_most() {
        let start = std::time::Instant::now();
        let _ = Vocabulary::read(include_str!("../../mappings/vocabulary.toml"));
        let taken = start.elapsed();
        println!("vocabulary: {taken:?}");
        // unoptimised builds on a loaded machine are many times slower than the 3 ms of a release build
        assert!(taken.as_millis() < 500, "{taken:?}");
    }
}
