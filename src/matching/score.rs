//! How alike two names are: every name of the standard taken apart once, found again by index, never by comparing all with all.

use std::collections::HashMap;
use std::rc::Rc;

use super::model::Evidence;
use super::names::loose;
use super::tokens::{Parsed, Token};
use super::vocabulary::{Concept, Hint, Vocabulary};
use crate::text::fold::f1;

/// Points of a name that is the same in one way or another; overlap and abbreviations lie below.
const SAME: u32 = 1000;
const READING: u32 = 950;
const SYNONYM: u32 = 930;
const FOLDED: u32 = 900;
const WORDS: u32 = 870;
/// What a full overlap that is not exact would have.
const SHARED: u32 = 840;
const ABBREVIATED: u32 = 760;
/// Names that share less than this are not alike.
pub const LEAST: u32 = 380;

/// A distinct name of the standard's items (or groups).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub usize);

#[derive(Debug)]
struct Entry {
    f1: String,
    parsed: Parsed,
    concepts: Vec<Concept>,
    numerals: Vec<String>,
    unknowns: Vec<String>,
    /// Of all its words.
    weight: u32,
}

/// A name of today, taken apart once for all comparisons.
struct Query {
    parsed: Parsed,
    numerals: Vec<String>,
}

/// The concepts of a name in order of number.
type Signature = Vec<Concept>;

/// A name of the standard that a name of today resembles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub name: NameId,
    pub points: u32,
    pub evidence: Evidence,
    /// Each word and number of one is one of the other's, none has two meanings, and not all merely say the type of value.
    pub certain: bool,
}

/// All names of one kind.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    ids: HashMap<String, NameId>,
    by_loose: HashMap<String, Vec<NameId>>,
    by_reading: HashMap<String, Vec<NameId>>,
    by_signature: HashMap<Signature, Vec<NameId>>,
    /// By number of the concept, as `weights`.
    by_concept: Vec<Vec<NameId>>,
    by_skeleton: HashMap<String, Vec<NameId>>,
    weights: Vec<u32>,
    seen: HashMap<String, Rc<[Likeness]>>,
}

impl Index {
    /// From names with their readings, where the edition has them.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Index {
        let mut index = Index {
            entries: Vec::new(),
            ids: HashMap::new(),
            by_loose: HashMap::new(),
            by_reading: HashMap::new(),
            by_signature: HashMap::new(),
            by_concept: vec![Vec::new(); Vocabulary::get().size()],
            by_skeleton: HashMap::new(),
            weights: Vec::new(),
            seen: HashMap::new(),
        };
        let mut folded: HashMap<&str, NameId> = HashMap::new();
        for (name, reading) in names {
            let id = *folded.entry(name).or_insert_with(|| index.add(name));
            if let Some(reading) = reading {
                push_new(index.by_reading.entry(Vocabulary::get().level(reading)).or_default(), id);
            }
        }
        index.weigh();
        index
    }

    /// The weight of each word: the rarer the heavier; words that only say the type of value weigh little.
    fn weigh(&mut self) {
        let all = self.entries.len().max(2) as f64;
        let weight = |(number, with): (usize, &Vec<NameId>)| {
            let rarity = 200.0 + 800.0 * (all / with.len().max(1) as f64).ln() / all.ln();
            let share = if Vocabulary::get().hint(Concept(number as u32)).is_some() { 0.35 } else { 1.0 };
            (rarity * share) as u32
        };
        self.weights = self.by_concept.iter().enumerate().map(weight).collect();
        for at in 0..self.entries.len() {
            let known: u32 = self.entries[at].concepts.iter().map(|c| self.weight(*c)).sum();
            let unknown: u32 = self.entries[at].unknowns.iter().map(|u| unknown_weight(u)).sum();
            self.entries[at].weight = known + unknown;
        }
    }

    fn add(&mut self, name: &str) -> NameId {
        let folded = f1(name);
        if let Some(id) = self.ids.get(&folded) {
            return *id;
        }
        let id = NameId(self.entries.len());
        let parsed = Parsed::new(name);
        let mut signature: Signature = parsed.concepts().collect();
        signature.sort();
        push_last(self.by_loose.entry(loose(name)).or_default(), id);
        push_last(self.by_signature.entry(signature.clone()).or_default(), id);
        signature.iter().for_each(|c| push_last(&mut self.by_concept[c.0 as usize], id));
        parsed.skeletons.iter().for_each(|s| push_last(self.by_skeleton.entry(prefix(s)).or_default(), id));
        self.ids.insert(folded.clone(), id);
        self.entries.push(Entry {
            f1: folded,
            concepts: parsed.concepts().collect(),
            numerals: numerals(&parsed),
            unknowns: unknowns(&parsed),
            parsed,
            weight: 0,
        });
        id
    }

    pub fn id(&self, name: &str) -> Option<NameId> {
        self.ids.get(&f1(name)).copied()
    }

    fn weight(&self, concept: Concept) -> u32 {
        self.weights.get(concept.0 as usize).copied().unwrap_or_default()
    }

    /// Every name that a name of today resembles, the most alike first.
    pub fn like(&mut self, name: &str) -> Rc<[Likeness]> {
        if let Some(seen) = self.seen.get(name) {
            return seen.clone();
        }
        let found: Rc<[Likeness]> = self.compare(name).into();
        self.seen.insert(name.to_string(), found.clone());
        found
    }

    fn compare(&self, name: &str) -> Vec<Likeness> {
        let (folded, key, loose) = (f1(name), Vocabulary::get().key(name), loose(name));
        let parsed = Parsed::new(name);
        let query = Query { numerals: numerals(&parsed), parsed };
        let mut near: Vec<NameId> = self.ids.get(&folded).copied().into_iter().collect();
        let synonyms = self.synonyms(&key);
        near.extend(&synonyms);
        near.extend(self.by_loose.get(&loose).into_iter().flatten());
        near.extend(self.by_reading.get(&key).into_iter().flatten());
        near.extend(self.sharing(&query.parsed));
        near.extend(self.contracted(&query.parsed));
        near.sort();
        near.dedup();
        let mut found: Vec<Likeness> = near
            .into_iter()
            .filter_map(|id| {
                let at = |ids: Option<&Vec<NameId>>| ids.is_some_and(|ids| ids.contains(&id));
                let same = |points, evidence, certain| Some(Likeness { name: id, points, evidence, certain });
                if self.entries[id.0].f1 == folded {
                    same(SAME, Evidence::SameLabel, true)
                } else if at(self.by_reading.get(&key)) {
                    same(READING, Evidence::SameReading, true)
                } else if synonyms.contains(&id) {
                    same(SYNONYM, Evidence::Synonym, self.by_words(&query, id).is_some_and(|l| l.certain))
                } else if at(self.by_loose.get(&loose)) {
                    same(FOLDED, Evidence::FoldedName, false)
                } else {
                    self.by_words(&query, id)
                }
            })
            .filter(|l| l.points >= LEAST)
            .collect();
        found.sort_by(|a, b| {
            b.points.cmp(&a.points).then_with(|| self.entries[a.name.0].f1.cmp(&self.entries[b.name.0].f1))
        });
        found
    }

    /// Names that the vocabulary knows the key to stand for, in whatever spelling the edition has them.
    fn synonyms(&self, key: &str) -> Vec<NameId> {
        let mut found = Vec::new();
        for item in Vocabulary::get().items_for(key) {
            let mut signature: Signature = Parsed::new(item).concepts().collect();
            signature.sort();
            let alike = self.by_signature.get(&signature).into_iter().flatten();
            alike
                .filter(|id| self.entries[id.0].parsed.is_known() || self.entries[id.0].f1 == *item)
                .for_each(|id| push_new(&mut found, *id));
            self.ids.get(item).into_iter().for_each(|id| push_new(&mut found, *id));
        }
        found
    }

    /// Names that share so much weight that they may be alike, or consist of type words only and of the same ones.
    fn sharing(&self, parsed: &Parsed) -> Vec<NameId> {
        let v = Vocabulary::get();
        let mut concepts: Vec<Concept> = parsed.concepts().collect();
        concepts.sort();
        let mut found = self.by_signature.get(&concepts).cloned().unwrap_or_default();
        concepts.dedup();
        let least = self.least_weight(parsed);
        // type words are in every other name: counted as shared, not looked up
        let (hints, telling): (Vec<Concept>, Vec<Concept>) = concepts.into_iter().partition(|c| v.hint(*c).is_some());
        let granted: u32 = hints.iter().map(|c| self.weight(*c)).sum();
        let mut shared = vec![0; self.entries.len()];
        let mut touched = Vec::new();
        for concept in telling {
            let weight = self.weight(concept);
            for id in &self.by_concept[concept.0 as usize] {
                if shared[id.0] == 0 {
                    touched.push(*id);
                }
                shared[id.0] += weight;
            }
        }
        let enough = |id: &NameId, common: u32| {
            2000 * (common + granted) / (least + self.entries[id.0].weight).max(1) * SHARED / 1000 >= LEAST
        };
        found.extend(touched.into_iter().filter(|id| enough(id, shared[id.0])));
        found
    }

    /// What a name weighs at least, each of its pieces taken by its lightest meaning.
    fn least_weight(&self, parsed: &Parsed) -> u32 {
        let weigh = |meaning: &Vec<Concept>| meaning.iter().map(|c| self.weight(*c)).sum::<u32>();
        let piece = |token: &Token| match token {
            Token::Known(meanings) | Token::Begun(meanings) => meanings.iter().map(weigh).min().unwrap_or_default(),
            Token::Unknown(text) => unknown_weight(text),
            Token::Numeral(_) => 0,
        };
        parsed.tokens.iter().map(piece).sum()
    }

    /// Names whose consonants begin like those of a name that is not made of known words.
    fn contracted(&self, parsed: &Parsed) -> Vec<NameId> {
        let skeletons = if parsed.is_known() { &[][..] } else { &parsed.skeletons };
        skeletons.iter().filter_map(|s| self.by_skeleton.get(&prefix(s))).flatten().copied().collect()
    }

    fn by_words(&self, query: &Query, id: NameId) -> Option<Likeness> {
        let entry = &self.entries[id.0];
        let parsed = &query.parsed;
        let overlap = self.overlap(query, entry)?;
        let (mut points, mut evidence) = match overlap.exact {
            true => (WORDS, Evidence::SameWords),
            false => (overlap.share * SHARED / 1000, Evidence::SharedWords),
        };
        if !overlap.exact && !parsed.is_known() {
            let abbreviated = abbreviation(parsed, &entry.parsed) * ABBREVIATED / 1000;
            if abbreviated > points {
                (points, evidence) = (abbreviated, Evidence::Abbreviation);
            }
        }
        let points = points.saturating_sub(contradiction(parsed.hint, entry.parsed.hint));
        let certain = overlap.exact && parsed.is_telling() && entry.parsed.is_telling();
        Some(Likeness { name: id, points, evidence, certain })
    }

    /// How much of the weight of both names their common words have, in thousandths. `None`: their numbers differ.
    fn overlap(&self, current: &Query, standard: &Entry) -> Option<Overlap> {
        let same_numbers = current.numerals == standard.numerals;
        if !same_numbers && !current.numerals.is_empty() && !standard.numerals.is_empty() {
            return None;
        }
        let mut left = standard.concepts.clone();
        let mut unknown: Vec<&str> = standard.unknowns.iter().map(String::as_str).collect();
        let mut total = standard.weight;
        let mut common = 0;
        for token in &current.parsed.tokens {
            let (matched, weight) = match token {
                Token::Known(meanings) | Token::Begun(meanings) => self.best_meaning(meanings, &mut left),
                Token::Unknown(text) => match unknown.iter().position(|u| u == text) {
                    Some(at) => {
                        let weight = unknown_weight(unknown.swap_remove(at));
                        (weight, weight)
                    }
                    None => (0, unknown_weight(text)),
                },
                Token::Numeral(_) => (0, 0),
            };
            common += matched;
            total += weight;
        }
        let share = (2000 * common).checked_div(total).unwrap_or(0);
        let exact = total > 0 && 2 * common == total && same_numbers;
        let share = if same_numbers { share } else { share * 9 / 10 };
        Some(Overlap { share, exact })
    }

    /// Takes the meaning that has most in common with what is left, and takes that away.
    fn best_meaning(&self, meanings: &[Vec<Concept>], left: &mut Vec<Concept>) -> (u32, u32) {
        let mut best: Option<(u32, u32, &Vec<Concept>)> = None;
        for meaning in meanings {
            let weigh = |c: &Concept| self.weight(*c);
            let matched: u32 = meaning.iter().filter(|c| left.contains(c)).map(weigh).sum();
            let whole: u32 = meaning.iter().map(weigh).sum();
            let better = best.is_none_or(|(m, w, _)| {
                u64::from(matched) * u64::from(w.max(1)) > u64::from(m) * u64::from(whole.max(1))
            });
            if better {
                best = Some((matched, whole, meaning));
            }
        }
        let Some((_, whole, meaning)) = best else { return (0, 0) };
        let mut matched = 0;
        for concept in meaning {
            if let Some(at) = left.iter().position(|c| c == concept) {
                left.swap_remove(at);
                matched += self.weight(*concept);
            }
        }
        (matched, whole)
    }

    /// Whether what a column is called in words speaks against a likeness that rests on some common words, or on contracted
    /// letters alone: 電話番号 is no 町字コード, 旧所有者氏名 no 旧所有者_宛名番号.
    pub fn is_ruled_out(&self, said: &Parsed, labelled: bool, like: &Likeness) -> bool {
        let entry = &self.entries[like.name.0];
        let weak = matches!(like.evidence, Evidence::SharedWords | Evidence::Abbreviation);
        let clash = said.hint.zip(entry.parsed.hint).is_some_and(|(a, b)| clashes(a, b));
        let telling = |c: &Concept| Vocabulary::get().hint(*c).is_none();
        let stranger = || {
            let common = said.concepts().filter(telling).any(|c| entry.concepts.contains(&c));
            labelled && said.is_known() && said.is_telling() && !common
        };
        weak && (clash || (like.evidence == Evidence::Abbreviation && stranger()))
    }

    /// What kind of value a name of the standard says.
    pub fn hint(&self, name: NameId) -> Option<Hint> {
        self.entries[name.0].parsed.hint
    }
}

struct Overlap {
    share: u32,
    exact: bool,
}

fn push_new<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// As [`push_new`], where equal ones come one after another.
fn push_last(all: &mut Vec<NameId>, one: NameId) {
    if all.last() != Some(&one) {
        all.push(one);
    }
}

fn numerals(parsed: &Parsed) -> Vec<String> {
    let numbers = parsed.tokens.iter().filter_map(|t| match t {
        Token::Numeral(n) => Some(n.clone()),
        _ => None,
    });
    numbers.collect()
}

fn unknowns(parsed: &Parsed) -> Vec<String> {
    let unknown = parsed.tokens.iter().filter_map(|t| match t {
        Token::Unknown(text) => Some(text.clone()),
        _ => None,
    });
    unknown.collect()
}

/// What nobody knows counts as rare: letters less than kanji, since a word has more of them.
fn unknown_weight(text: &str) -> u32 {
    let each = if text.is_ascii() { 110 } else { 300 };
    (text.chars().count() as u32 * each).min(900)
}

fn prefix(skeleton: &str) -> String {
    skeleton.chars().take(3).collect()
}

/// How well the consonants of two names agree, in thousandths. Three of them say too little.
fn abbreviation(a: &Parsed, b: &Parsed) -> u32 {
    let all = a.skeletons.iter().flat_map(|x| b.skeletons.iter().map(move |y| (x, y)));
    let alike = all.filter(|(x, y)| x.len().min(y.len()) >= 3 && x.chars().next() == y.chars().next());
    alike
        .map(|(x, y)| (2000 * common_letters(x.as_bytes(), y.as_bytes()) / (x.len() + y.len())) as u32)
        .max()
        .unwrap_or(0)
}

/// Length of the longest common subsequence.
fn common_letters(a: &[u8], b: &[u8]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// What it costs when two names say different kinds of value.
fn contradiction(current: Option<Hint>, standard: Option<Hint>) -> u32 {
    match (current, standard) {
        (Some(a), Some(b)) if a == b => 0,
        (Some(a), Some(b)) if family(a) == family(b) => 30,
        (Some(_), Some(_)) => 150,
        (None, None) => 0,
        _ => 10,
    }
}

/// Kinds of value that one column cannot be at once. A code may be called a number, and either may be a class.
fn clashes(a: Hint, b: Hint) -> bool {
    let class = |h| matches!(h, Hint::Class | Hint::Flag);
    family(a) != family(b) || (class(a) && b == Hint::Number) || (a == Hint::Number && class(b))
}

fn family(hint: Hint) -> u8 {
    match hint {
        Hint::Date | Hint::Month | Hint::Year | Hint::Time => 0,
        Hint::Code | Hint::Class | Hint::Flag | Hint::Number => 1,
        Hint::Name => 2,
        Hint::Kana => 3,
        Hint::Amount => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let names = [
            "宛名番号",
            "氏名",
            "氏名_フリガナ",
            "生年月日",
            "資格取得年月日",
            "資格取得届出年月日",
            "資格喪失年月日",
            "続柄コード1",
            "続柄コード2",
            "賦課年度",
            "最新フラグ",
            "転出予定年月日",
            "統合記載欄種別",
        ];
        Index::new(names.map(|n| (n, (n == "宛名番号").then_some("atenabango"))))
    }

    fn first(name: &str) -> (String, Evidence) {
        let mut index = index();
        let like = index.like(name);
        assert!(!like.is_empty(), "{name}");
        (index.entries[like[0].name.0].f1.clone(), like[0].evidence)
    }

    #[test]
    fn each_kind_of_evidence_finds_its_name() {
        for (today, standard, evidence) in [
            ("生年月日", "生年月日", Evidence::SameLabel),
            ("ATENA_BANGO", "宛名番号", Evidence::SameReading),
            ("住民コード", "宛名番号", Evidence::Synonym),
            ("KANAMEISHO1", "氏名_フリガナ", Evidence::Synonym),
            ("氏名（ふりがな）", "氏名_フリガナ", Evidence::FoldedName),
            ("読み仮名氏名", "氏名_フリガナ", Evidence::SameWords),
            ("氏名ﾌﾘｶﾞﾅ", "氏名_フリガナ", Evidence::FoldedName),
            ("shutokuShikakuTodokedeYMD", "資格取得届出年月日", Evidence::SameWords),
            ("sikakusositu", "資格喪失年月日", Evidence::SharedWords),
            ("TENSHTSYOTEIYMD", "転出予定年月日", Evidence::Abbreviation),
            ("zokugaraCd2", "続柄コード2", Evidence::SameWords),
        ] {
            assert_eq!(first(today), (standard.to_string(), evidence), "{today}");
        }
    }

    #[test]
    fn numbers_and_types_must_not_contradict() {
        let mut index = index();
        let two = index.id("続柄コード2").unwrap();
        assert!(!index.like("ZOKUGARA_CD1").iter().any(|l| l.name == two));
        assert!(index.like("YOBI1").is_empty());
        assert!(index.like("").is_empty());
    }

    #[test]
    fn words_speak_against_contracted_letters_and_against_other_kinds_of_value() {
        let index = Index::new([("旧所有者_宛名番号", None), ("町字コード", None), ("請求番号", None)]);
        let ruled_out = |label: &str, name: &str, evidence| {
            let like = Likeness { name: index.id(name).unwrap(), points: 500, evidence, certain: false };
            index.is_ruled_out(&Parsed::new(label), true, &like)
        };
        for (label, name, evidence) in [
            ("旧所有者氏名", "旧所有者_宛名番号", Evidence::SharedWords),
            ("請求者の区分", "請求番号", Evidence::SharedWords),
            ("電話番号", "町字コード", Evidence::Abbreviation),
        ] {
            assert!(ruled_out(label, name, evidence), "{label} {name}");
        }
        for (label, name, evidence) in [
            ("旧所有者番号", "旧所有者_宛名番号", Evidence::SharedWords),
            ("町字番号", "町字コード", Evidence::Abbreviation),
            ("電話番号", "町字コード", Evidence::Synonym),
        ] {
            assert!(!ruled_out(label, name, evidence), "{label} {name}");
        }
    }

    #[test]
    fn the_same_word_in_two_readings_is_not_certain() {
        let mut index = Index::new([("充当年月日", None)]);
        assert!(!index.like("JUTO_YMD")[0].certain, "住登 is read alike");
        assert!(index.like("充当日")[0].certain);
        assert!(!Index::new([("区分", None)]).like("KBN")[0].certain);
    }
}
