//! `gapcheck map pull`: answers to candidates become lines of the mapping. What is written there already stays as it is, to
//! the last blank; where an answer says otherwise, the written line holds and the answer is told.

pub mod answers;

use std::collections::BTreeMap;

use answers::{Answer, Reply};
use toml::Spanned;

use super::mapping::MappingFile;
use super::suggest::quoted;
use crate::text::fold::{f1, f1_lower};
use crate::text::lang::{Bilingual, Lang};

/// An answer that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub row: u32,
    /// The column (or table) of today and the name of the standard.
    pub current: String,
    pub standard: String,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The word under 回答 is none of the list, or 別の列 names none.
    Word(String),
    /// はい or いいえ to a row without a candidate.
    NoCandidate,
    /// A line of the mapping says otherwise: which.
    Written(String),
    /// Another row of the answers claims the same column or item.
    Claimed { row: u32 },
    /// Today's side has no such column (or table).
    Gone,
    /// The standard has no such item (or group), or several.
    NoItem,
}

impl Refused {
    pub fn told(&self, lang: Lang) -> String {
        let (current, standard) = (&self.current, &self.standard);
        let why = match &self.why {
            Why::Word(word) => Bilingual::new(
                format!("回答「{word}」が分かりません。はい・いいえ・保留・別の列（列名も）のどれかを書いてください"),
                format!(
                    "the answer {word:?} is not understood; write yes, no, later or another column (with its name)"
                ),
            ),
            Why::NoCandidate => Bilingual::new("候補の列が書かれていません", "the row names no candidate"),
            Why::Written(line) => Bilingual::new(
                format!("対応表の今の行（{line}）と食い違います。今の行を残しました"),
                format!("the mapping says otherwise ({line}); its line stays"),
            ),
            Why::Claimed { row } => Bilingual::new(
                format!("{row} 行目の回答と同じ列か同じ項目です。どちらも取り込みませんでした"),
                format!("row {row} claims the same column or item; neither was taken"),
            ),
            Why::Gone => Bilingual::new("現行にその名前がありません", "the present system has no such name"),
            Why::NoItem => {
                Bilingual::new("標準にその名前がないか、いくつもあります", "the standard has no such name, or several")
            }
        };
        let arrow = lang.pick("→", "->");
        match lang {
            Lang::Ja => format!("{} 行目 {current} {arrow} {standard}: {}", self.row, why.get(lang)),
            Lang::En => format!("row {} {current} {arrow} {standard}: {}", self.row, why.get(lang)),
        }
    }
}

/// What became of the answers.
#[derive(Debug, Default)]
pub struct Pulled {
    /// The mapping with its new lines; the same text where there are none.
    pub text: String,
    /// Tables and pairs that were added.
    pub pairs: usize,
    pub rejects: usize,
    /// Answers that the mapping says already.
    pub known: usize,
    pub refused: Vec<Refused>,
    /// The mapping lists its lines as `pair = [ … ]`, to which none can be added.
    pub inline: bool,
}

/// Names as the two sides have them, where they are known.
pub trait Sides {
    /// The name of a column (or table) as today's side writes it. `None`: it has none such.
    fn current(&self, name: &str, is_table: bool) -> Option<String>;
    /// The name of an item (or group) as a mapping writes it. `None`: none, or several.
    fn standard(&self, name: &str, is_table: bool) -> Option<String>;
}

/// Takes answers into the text of a mapping.
pub fn pull(text: &str, file: &MappingFile, answers: &[Answer], sides: &impl Sides, source: &str) -> Pulled {
    let written = Written::of(file);
    let mut pulled = Pulled::default();
    let mut wanted: Vec<Wanted> = Vec::new();
    for answer in answers {
        match Wanted::of(answer, sides) {
            Ok(line) => wanted.push(line),
            Err(refused) => pulled.refused.push(refused),
        }
    }
    let disputed = disputed(&wanted);
    let mut lines = String::new();
    for (at, line) in wanted.iter().enumerate() {
        let claimed = disputed.get(&at).map(|row| Why::Claimed { row: *row });
        match claimed.map_or_else(|| written.of_line(line), Standing::Refused) {
            Standing::Refused(why) => pulled.refused.push(line.refused(why)),
            Standing::Known => pulled.known += 1,
            Standing::New => {
                lines.push_str(&line.toml(source));
                *if line.right { &mut pulled.pairs } else { &mut pulled.rejects } += 1;
            }
        }
    }
    pulled.refused.sort_by_key(|r| r.row);
    pulled.text = appended(text, &lines);
    if toml::from_str::<MappingFile>(&pulled.text).is_err() {
        (pulled.inline, pulled.text) = (true, text.to_string());
        (pulled.pairs, pulled.rejects) = (0, 0);
    }
    pulled
}

/// New lines at the end, with the line ends that the file has.
fn appended(text: &str, lines: &str) -> String {
    if lines.is_empty() {
        return text.to_string();
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{gap}{}", lines.replace('\n', end))
}

/// A line that an answer asks for.
#[derive(Debug)]
struct Wanted {
    row: u32,
    is_table: bool,
    /// `[[pair]]` or `[[table]]`; otherwise `[[reject]]`.
    right: bool,
    current: String,
    standard: String,
}

impl Wanted {
    fn of(answer: &Answer, sides: &impl Sides) -> Result<Wanted, Refused> {
        let standard = answer.standard();
        let named = match &answer.reply {
            Reply::Other(name) => in_table(name, answer),
            _ => answer.candidate.clone(),
        };
        let refused = |why| Err(Refused { row: answer.row, current: named.clone(), standard: standard.clone(), why });
        if let Reply::Unknown(word) = &answer.reply {
            return refused(Why::Word(word.clone()));
        }
        if named.is_empty() {
            return refused(Why::NoCandidate);
        }
        let Some(current) = sides.current(&named, answer.is_table()) else { return refused(Why::Gone) };
        let Some(standard) = sides.standard(&standard, answer.is_table()) else { return refused(Why::NoItem) };
        Ok(Wanted { row: answer.row, is_table: answer.is_table(), right: answer.reply != Reply::No, current, standard })
    }

    fn refused(&self, why: Why) -> Refused {
        Refused { row: self.row, current: self.current.clone(), standard: self.standard.clone(), why }
    }

    fn section(&self) -> &'static str {
        match (self.right, self.is_table) {
            (false, _) => "reject",
            (true, true) => "table",
            (true, false) => "pair",
        }
    }

    fn toml(&self, source: &str) -> String {
        let (current, standard) = (quoted(&self.current), quoted(&self.standard));
        let what = if self.right { "note" } else { "reason" };
        let from = quoted(&format!("{source} {}行目の回答", self.row));
        format!("\n[[{}]]\ncurrent = {current}\nstandard = {standard}\n{what} = {from}\n", self.section())
    }
}

/// A column named without its table is one of the candidate's table.
fn in_table(name: &str, answer: &Answer) -> String {
    match (name.contains('.') || answer.is_table(), answer.candidate.split_once('.')) {
        (false, Some((table, _))) => format!("{table}.{name}"),
        _ => name.to_string(),
    }
}

/// Rows that cannot both hold: one column for items of different names, several columns for one item, right and wrong at
/// once; one and the same line twice is no dispute. With each the row that it disputes with.
fn disputed(wanted: &[Wanted]) -> BTreeMap<usize, u32> {
    let keys: Vec<(String, String)> = wanted.iter().map(|w| (key(&w.current), f1(&w.standard))).collect();
    let mut together: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, _) in wanted.iter().enumerate().filter(|(_, w)| !w.is_table) {
        together.entry(&keys[at].0).or_default().push(at);
        together.entry(&keys[at].1).or_default().push(at);
    }
    let mut found = BTreeMap::new();
    for rows in together.values() {
        for (n, a) in rows.iter().enumerate() {
            for b in &rows[n + 1..] {
                if clash((&wanted[*a], &keys[*a]), (&wanted[*b], &keys[*b])) {
                    found.entry(*a).or_insert(wanted[*b].row);
                    found.entry(*b).or_insert(wanted[*a].row);
                }
            }
        }
    }
    found
}

fn clash((one, a): (&Wanted, &(String, String)), (other, b): (&Wanted, &(String, String))) -> bool {
    let (same_column, same_item) = (a.0 == b.0, a.1 == b.1);
    match (one.right, other.right) {
        (true, true) if same_item => !same_column,
        (true, true) => same_column && item_name(&a.1) != item_name(&b.1),
        (false, false) => false,
        _ => same_column && same_item,
    }
}

fn item_name(standard: &str) -> String {
    f1(standard.rsplit_once('.').map_or(standard, |(_, item)| item))
}

fn key(current: &str) -> String {
    f1_lower(current)
}

enum Standing {
    New,
    Known,
    Refused(Why),
}

/// What the file says already, by folded names.
#[derive(Default)]
struct Written {
    /// Column and item.
    pairs: Vec<(String, String)>,
    /// Columns and items of all other lines, with the section.
    others: Vec<(Option<String>, Option<String>, &'static str)>,
    tables: Vec<(String, String)>,
    rejects: Vec<(String, String)>,
}

impl Written {
    fn of(file: &MappingFile) -> Written {
        let mut w = Written::default();
        let get = |name: &Spanned<String>| name.get_ref().clone();
        for line in &file.pair {
            match (&line.current, line.part) {
                (Some(current), None) => w.pairs.push((key(current.get_ref()), f1(line.standard.get_ref()))),
                (current, _) => {
                    let current = current.as_ref().map(|c| key(c.get_ref()));
                    w.others.push((current, Some(f1(line.standard.get_ref())), "pair"));
                }
            }
        }
        for line in &file.split {
            w.others.push((Some(key(line.current.get_ref())), None, "split"));
            line.standard.iter().for_each(|s| w.others.push((None, Some(f1(&get(s))), "split")));
        }
        for line in &file.merge {
            line.current.iter().for_each(|c| w.others.push((Some(key(&get(c))), None, "merge")));
            w.others.push((None, Some(f1(line.standard.get_ref())), "merge"));
        }
        for line in &file.pivot {
            line.current.iter().for_each(|c| w.others.push((Some(key(&get(c))), None, "pivot")));
            w.others.push((None, Some(f1(line.standard.get_ref())), "pivot"));
        }
        for line in &file.ignore {
            let current = line.current.iter().flat_map(|c| c.get_ref().ids());
            current.for_each(|c| w.others.push((Some(key(c)), None, "ignore")));
            let standard = line.standard.iter().flat_map(|s| s.get_ref().ids());
            standard.for_each(|s| w.others.push((None, Some(f1(s)), "ignore")));
        }
        for line in &file.table {
            let groups = line.standard.get_ref().ids();
            groups.for_each(|g| w.tables.push((key(line.current.get_ref()), f1(g))));
        }
        let rejects = file.reject.iter().map(|l| (key(l.current.get_ref()), f1(l.standard.get_ref())));
        w.rejects = rejects.collect();
        w
    }

    fn of_line(&self, line: &Wanted) -> Standing {
        let (current, standard) = (key(&line.current), f1(&line.standard));
        let both = (current.clone(), standard.clone());
        let has = |lines: &[(String, String)]| lines.contains(&both);
        match (line.right, line.is_table) {
            (true, true) if has(&self.tables) => Standing::Known,
            (false, false) if has(&self.rejects) => Standing::Known,
            (true, false) if has(&self.pairs) => Standing::Known,
            (true, _) if has(&self.rejects) => Standing::Refused(Why::Written("[[reject]]".into())),
            (false, true) if has(&self.tables) => Standing::Refused(Why::Written("[[table]]".into())),
            (false, false) if has(&self.pairs) => Standing::Refused(Why::Written("[[pair]]".into())),
            (true, false) => {
                self.contradicts(&current, &standard).map_or(Standing::New, |w| Standing::Refused(Why::Written(w)))
            }
            _ => Standing::New,
        }
    }

    /// The line that gives the column or the item something else.
    fn contradicts(&self, current: &str, standard: &str) -> Option<String> {
        let pair = self
            .pairs
            .iter()
            .find(|(c, s)| (s == standard && c != current) || (c == current && item_name(s) != item_name(standard)));
        if let Some((c, s)) = pair {
            return Some(format!("[[pair]] {c} → {s}"));
        }
        let other =
            self.others.iter().find(|(c, s, _)| c.as_deref() == Some(current) || s.as_deref() == Some(standard));
        other.map(|(_, _, section)| format!("[[{section}]]"))
    }
}

#[cfg(test)]
mod tests;
