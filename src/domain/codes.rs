//! Code lists (コード) and the correspondence between two of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One code. Layouts often tell only half of it; what is absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CodeValue {
    /// The value in the data (`1`).
    pub value: Option<String>,
    /// Its meaning (`男`).
    pub label: Option<String>,
}

/// A code list. Of codes that stand in it twice the first counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodeSet {
    /// The codes, in the order of the list.
    pub values: Vec<CodeValue>,
    /// Whether codes outside the list may occur.
    #[serde(default)]
    pub open: bool,
}

/// Folds spellings that mean the same (NFKC, white space) into one.
pub type Fold = fn(&str) -> String;

/// What decided that two codes mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PairedBy {
    /// A person, in the mapping.
    Map,
    /// Equal labels.
    Label,
}

/// A current code and the standard code that it becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodePair {
    /// The code in use today.
    pub current: CodeValue,
    /// Its counterpart.
    pub standard: CodeValue,
    /// What decided it.
    pub by: PairedBy,
}

/// One value with two meanings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// What the value means today.
    pub current: CodeValue,
    /// What it means in the standard.
    pub standard: CodeValue,
}

/// Several current codes that end in one standard code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Folded {
    /// The code in which they end.
    pub standard: CodeValue,
    /// The codes that can no longer be told apart.
    pub current: Vec<CodeValue>,
}

/// A code that cannot be judged (未判定), because a label or a value is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Undecided {
    /// The code in use today.
    pub current: CodeValue,
    /// The standard code of the same value, if there is one.
    pub standard: Option<CodeValue>,
}

/// How a current code list differs from the standard's. Every part is in the order of its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodeDiff {
    /// Correspondences that are settled.
    pub pairs: Vec<CodePair>,
    /// Current codes without a standard counterpart.
    pub unmapped: Vec<CodeValue>,
    /// Standard codes that are never produced.
    pub unused: Vec<CodeValue>,
    /// Pairs of one meaning in two spellings (`1` ↔ `01`).
    pub width: Vec<CodePair>,
    /// Same value, different meaning.
    pub conflicts: Vec<Conflict>,
    /// Standard codes in which several current codes end.
    pub folded: Vec<Folded>,
    /// Codes that cannot be judged.
    pub unlabelled: Vec<Undecided>,
}

impl CodeDiff {
    /// Whether the lists correspond one to one, for certain and in the same spelling.
    pub fn agrees(&self) -> bool {
        let differences = [
            self.unmapped.is_empty(),
            self.unused.is_empty(),
            self.width.is_empty(),
            self.conflicts.is_empty(),
            self.folded.is_empty(),
            self.unlabelled.is_empty(),
        ];
        differences.iter().all(|&none| none)
    }
}

/// Compares a current code list with the standard's.
///
/// `map` (current value → standard value) decides first, then equal labels. A value that stands on
/// both sides with different labels is a conflict; with a label missing it is undecided. A list that
/// is open on one side asserts nothing about what it does not name.
pub fn compare(current: &CodeSet, standard: &CodeSet, map: &BTreeMap<String, String>, fold: Fold) -> CodeDiff {
    let index = Index::new(standard, fold);
    let judged: Vec<Judged> = distinct(current, fold).into_iter().map(|code| index.judge(code, map, fold)).collect();
    let pairs = || judged.iter().filter_map(|j| index.pair(j));
    CodeDiff {
        pairs: pairs().map(|(pair, _)| pair).collect(),
        width: pairs().filter_map(|(pair, respelt)| respelt.then_some(pair)).collect(),
        conflicts: judged.iter().filter_map(|j| index.conflict(j)).collect(),
        unlabelled: judged.iter().filter_map(|j| index.undecided(j)).collect(),
        folded: index.folded(&judged),
        unmapped: index.unmapped(&judged),
        unused: match current.open {
            true => Vec::new(),
            false => index.unused(&judged),
        },
    }
}

/// A code with its folded forms, by which it is recognised.
struct Code<'a> {
    code: &'a CodeValue,
    spelling: Option<String>,
    meaning: Option<String>,
}

/// What a code tells about itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Value,
    Label,
    Both,
}

impl Known {
    /// A bare value and a bare label may mean the same or not.
    fn may_match(self, other: Self) -> bool {
        matches!((self, other), (Self::Value, Self::Label) | (Self::Label, Self::Value))
    }
}

/// Where a current code ends, as a position in the standard list.
enum Home {
    Pair(usize, PairedBy),
    Conflict(usize),
    Undecided(Option<usize>),
    None,
}

impl Home {
    fn touched(&self) -> Option<usize> {
        match *self {
            Self::Pair(at, _) | Self::Conflict(at) => Some(at),
            Self::Undecided(at) => at,
            Self::None => None,
        }
    }
}

struct Judged<'a> {
    code: Code<'a>,
    home: Home,
    /// The standard code of the same value and another meaning.
    rival: Option<usize>,
}

/// The standard list, with its codes found by value, spelling and meaning.
struct Index<'a> {
    codes: Vec<Code<'a>>,
    open: bool,
    known: HashSet<Known>,
    by_value: HashMap<&'a str, usize>,
    by_spelling: HashMap<String, usize>,
    by_meaning: HashMap<String, Vec<usize>>,
}

impl<'a> Code<'a> {
    fn new(code: &'a CodeValue, fold: Fold) -> Self {
        let label = code.label.as_deref().map(fold);
        Self {
            code,
            spelling: code.value.as_deref().map(|value| spelling(value, fold)),
            meaning: label.filter(|label| !label.is_empty()),
        }
    }

    fn value(&self) -> Option<&'a str> {
        self.code.value.as_deref()
    }

    fn known(&self) -> Known {
        match (&self.spelling, &self.meaning) {
            (Some(_), Some(_)) => Known::Both,
            (Some(_), None) => Known::Value,
            (None, _) => Known::Label,
        }
    }

    fn differs_in_meaning(&self, other: &Code) -> bool {
        self.meaning.is_some() && other.meaning.is_some() && self.meaning != other.meaning
    }
}

/// The form in which spellings of one value agree: folded, numbers without leading zeros.
fn spelling(value: &str, fold: Fold) -> String {
    let folded = fold(value);
    let is_number = !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_digit());
    match folded.trim_start_matches('0') {
        "" if is_number => "0".to_owned(),
        number if is_number => number.to_owned(),
        _ => folded,
    }
}

fn distinct(set: &CodeSet, fold: Fold) -> Vec<Code<'_>> {
    let (mut values, mut meanings) = (HashSet::new(), HashSet::new());
    set.values
        .iter()
        .map(|code| Code::new(code, fold))
        .filter(|code| match (code.value(), &code.meaning) {
            (None, None) => false,
            (Some(value), _) => values.insert(value),
            (None, Some(meaning)) => meanings.insert(meaning.clone()),
        })
        .collect()
}

impl<'a> Index<'a> {
    fn new(standard: &'a CodeSet, fold: Fold) -> Self {
        let mut index = Self {
            codes: distinct(standard, fold),
            open: standard.open,
            known: HashSet::new(),
            by_value: HashMap::new(),
            by_spelling: HashMap::new(),
            by_meaning: HashMap::new(),
        };
        for (at, code) in index.codes.iter().enumerate() {
            index.known.insert(code.known());
            if let Some(value) = code.value() {
                index.by_value.entry(value).or_insert(at);
            }
            if let Some(spelling) = &code.spelling {
                index.by_spelling.entry(spelling.clone()).or_insert(at);
            }
            if let Some(meaning) = &code.meaning {
                index.by_meaning.entry(meaning.clone()).or_default().push(at);
            }
        }
        index
    }

    fn judge<'c>(&self, code: Code<'c>, map: &BTreeMap<String, String>, fold: Fold) -> Judged<'c> {
        let key = code.value().or(code.code.label.as_deref());
        if let Some(target) = key.and_then(|key| map.get(key)) {
            let named = self.named(target, fold);
            // a map that leads away from the very label contradicts it
            let own = self.same_meaning(&code);
            let rival = named.filter(|&at| own.is_some() && code.differs_in_meaning(&self.codes[at]));
            let home = named.map_or(Home::None, |at| Home::Pair(at, PairedBy::Map));
            return Judged { code, home, rival };
        }
        let same_value = self.same_value(&code);
        Judged {
            rival: same_value.filter(|&at| code.differs_in_meaning(&self.codes[at])),
            home: self.home(&code, same_value),
            code,
        }
    }

    fn home(&self, code: &Code, same_value: Option<usize>) -> Home {
        if let Some(at) = self.same_meaning(code) {
            return Home::Pair(at, PairedBy::Label);
        }
        match same_value {
            Some(at) if code.differs_in_meaning(&self.codes[at]) => Home::Conflict(at),
            Some(at) => Home::Undecided(Some(at)),
            None if self.may_hide(code) => Home::Undecided(None),
            None => Home::None,
        }
    }

    /// Whether some standard code tells too little to say that it is not this one.
    fn may_hide(&self, code: &Code) -> bool {
        let known = code.known();
        self.known.iter().any(|other| other.may_match(known))
    }

    /// The code that a mapping names: by its value, or by its label where the value is unknown.
    fn named(&self, target: &str, fold: Fold) -> Option<usize> {
        let by_label = || {
            let codes = self.by_meaning.get(&fold(target))?;
            codes.iter().copied().find(|&at| self.codes[at].value().is_none())
        };
        self.by_value.get(target).copied().or_else(by_label)
    }

    fn same_value(&self, code: &Code) -> Option<usize> {
        let exact = code.value().and_then(|value| self.by_value.get(value));
        let respelt = || code.spelling.as_ref().and_then(|s| self.by_spelling.get(s));
        exact.or_else(respelt).copied()
    }

    /// The code of the same label; among several the one whose value is closest.
    fn same_meaning(&self, code: &Code) -> Option<usize> {
        let codes = self.by_meaning.get(code.meaning.as_ref()?)?;
        let find = |test: &dyn Fn(&Code) -> bool| codes.iter().copied().find(|&at| test(&self.codes[at]));
        find(&|other| other.value() == code.value())
            .or_else(|| find(&|other| other.spelling == code.spelling))
            .or_else(|| codes.first().copied())
    }

    fn code(&self, at: usize) -> CodeValue {
        self.codes[at].code.clone()
    }

    /// The settled pair, and whether its two values are spelt differently for one meaning.
    fn pair(&self, judged: &Judged) -> Option<(CodePair, bool)> {
        let Home::Pair(at, by) = judged.home else {
            return None;
        };
        let (current, standard) = (&judged.code, &self.codes[at]);
        let both_known = current.value().is_some() && standard.value().is_some();
        let same =
            current.spelling == standard.spelling || current.meaning.is_some() && current.meaning == standard.meaning;
        let respelt = both_known && same && current.value() != standard.value();
        let pair = CodePair { current: current.code.clone(), standard: self.code(at), by };
        Some((pair, respelt))
    }

    fn conflict(&self, judged: &Judged) -> Option<Conflict> {
        Some(Conflict { current: judged.code.code.clone(), standard: self.code(judged.rival?) })
    }

    fn undecided(&self, judged: &Judged) -> Option<Undecided> {
        let Home::Undecided(at) = judged.home else {
            return None;
        };
        Some(Undecided { current: judged.code.code.clone(), standard: at.map(|at| self.code(at)) })
    }

    fn folded(&self, judged: &[Judged]) -> Vec<Folded> {
        let mut ends: BTreeMap<usize, Vec<CodeValue>> = BTreeMap::new();
        for j in judged {
            if let Home::Pair(at, _) = j.home {
                ends.entry(at).or_default().push(j.code.code.clone());
            }
        }
        ends.into_iter()
            .filter(|(_, current)| current.len() > 1)
            .map(|(at, current)| Folded { standard: self.code(at), current })
            .collect()
    }

    fn unmapped(&self, judged: &[Judged]) -> Vec<CodeValue> {
        judged.iter().filter(|j| !self.open && matches!(j.home, Home::None)).map(|j| j.code.code.clone()).collect()
    }

    /// Standard codes that no current code has touched or could still turn out to mean.
    fn unused(&self, judged: &[Judged]) -> Vec<CodeValue> {
        let touched: HashSet<usize> = judged.iter().filter_map(|j| j.home.touched()).collect();
        let unclear: HashSet<Known> =
            judged.iter().filter(|j| matches!(j.home, Home::Undecided(None))).map(|j| j.code.known()).collect();
        self.codes
            .iter()
            .enumerate()
            .filter(|(at, _)| !touched.contains(at))
            .filter(|(_, code)| !unclear.iter().any(|k| k.may_match(code.known())))
            .map(|(_, code)| code.code.clone())
            .collect()
    }
}
