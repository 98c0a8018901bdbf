//! Code lists against a brute-force oracle, and lengths and code sets against the set algebra of
//! `jsonschema::canonicalize`.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::canonical::{CanonicalSchema, CanonicalView, Containment, Satisfiability};
use jsonschema::canonicalize;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn fold(text: &str) -> String {
    text.trim().chars().map(super::kind::half_width).collect()
}

fn code(value: &str, label: &str) -> CodeValue {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    CodeValue { value: known(value), label: known(label) }
}

fn list(codes: &[(&str, &str)]) -> CodeSet {
    CodeSet { values: codes.iter().map(|(value, label)| code(value, label)).collect(), open: false }
}

fn open(codes: &[(&str, &str)]) -> CodeSet {
    CodeSet { open: true, ..list(codes) }
}

fn diff(current: &CodeSet, standard: &CodeSet) -> CodeDiff {
    compare(current, standard, &BTreeMap::new(), fold)
}

/// A list of up to five codes; an empty value or label is an unknown one.
fn code_list(values: &'static [&'static str], labels: &'static [&'static str]) -> impl Strategy<Value = CodeSet> {
    let code = (prop::sample::select(values), prop::sample::select(labels));
    prop::collection::vec(code, 0..5).prop_map(|codes| list(&codes))
}

fn any_list() -> impl Strategy<Value = CodeSet> {
    code_list(&["", "1", "01", "１", "2", "3"], &["", "男", "女", "不明"])
}

fn labelled_list() -> impl Strategy<Value = CodeSet> {
    code_list(&["1", "01", "2", "3"], &["男", "女", "不明"])
}

#[test]
fn labels_pair_and_spellings_are_told() {
    let current = list(&[("01", "男"), ("２", "女"), ("9", "その他")]);
    let standard = list(&[("0", "不明"), ("1", "男"), ("2", "女")]);
    let diff = diff(&current, &standard);
    assert_eq!(diff.pairs.len(), 2);
    assert_eq!(diff.width.len(), 2);
    assert_eq!(diff.unmapped, [code("9", "その他")]);
    assert_eq!(diff.unused, [code("0", "不明")]);
    assert!(diff.conflicts.is_empty());
}

#[test]
fn swapped_values_are_recoded_and_dangerous() {
    let current = list(&[("1", "女"), ("2", "男")]);
    let standard = list(&[("1", "男"), ("2", "女")]);
    let diff = diff(&current, &standard);
    assert_eq!((diff.width.len(), diff.conflicts.len()), (2, 2));
    assert!(diff.unmapped.is_empty() && diff.unused.is_empty());
}

#[test]
fn the_map_decides_first() {
    let current = list(&[("1", "男"), ("3", "その他")]);
    let standard = list(&[("0", "不明"), ("1", "男")]);
    let map = BTreeMap::from([("3".to_owned(), "0".to_owned())]);
    let diff = compare(&current, &standard, &map, fold);
    assert!(diff.agrees());
    assert_eq!(diff.pairs[1].by, PairedBy::Map);
    let wrong = BTreeMap::from([("3".to_owned(), "8".to_owned())]);
    let diff = compare(&current, &standard, &wrong, fold);
    assert_eq!(diff.unmapped, [code("3", "その他")]);
}

#[test]
fn several_codes_in_one_are_folded() {
    let current = list(&[("1", "男"), ("3", "その他"), ("9", "不明")]);
    let standard = list(&[("0", "不明"), ("1", "男")]);
    let map = BTreeMap::from([("3".to_owned(), "0".to_owned())]);
    let folded = compare(&current, &standard, &map, fold).folded;
    assert_eq!(folded[0].standard, code("0", "不明"));
    assert_eq!(folded[0].current, [code("3", "その他"), code("9", "不明")]);
}

#[test]
fn what_is_missing_leaves_it_undecided() {
    let values_only = list(&[("1", ""), ("2", "")]);
    let labels_only = list(&[("", "男"), ("", "女")]);
    let both = list(&[("1", "男"), ("2", "女")]);
    assert_eq!(diff(&values_only, &both).unlabelled.len(), 2);
    assert!(diff(&both, &labels_only).agrees());
    let blind = diff(&values_only, &labels_only);
    assert_eq!(blind.unlabelled.len(), 2);
    assert!(blind.unmapped.is_empty() && blind.unused.is_empty());
}

#[test]
fn open_lists_assert_nothing_about_the_rest() {
    let both = list(&[("1", "男"), ("2", "女")]);
    assert!(diff(&both, &open(&[("1", "男")])).agrees());
    assert!(diff(&open(&[("1", "男")]), &both).agrees());
}

#[test]
fn of_doubled_codes_the_first_counts() {
    let doubled = list(&[("1", "男"), ("1", "女"), ("2", "女")]);
    assert!(diff(&doubled, &list(&[("1", "男"), ("2", "女")])).agrees());
}

/// What findings keep as typed fields is read back as it was written.
#[test]
fn values_survive_json() {
    fn check<T>(value: T)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + schemars::JsonSchema,
        T: PartialEq + std::fmt::Debug,
    {
        let json = serde_json::to_value(&value).unwrap();
        let schema = schemars::schema_for!(T).to_value();
        assert!(jsonschema::is_valid(&schema, &json), "{json}");
        assert_eq!(serde_json::from_value::<T>(json).unwrap(), value);
    }
    check(Length::bytes(40, Encoding::Cp932, Content::Mixed));
    check(Length::chars(60).fit_into(&Length::chars(40)));
    check(NumberDomain::column(9, 3, true).subtract(&NumberDomain::integer(4)));
    check(ColumnType::Number.holds(ItemType::HalfWidthText));
    check(diff(&list(&[("1", "男"), ("2", "女")]), &list(&[("01", "男")])));
    check(Repertoire::Cp932Gaiji);
    check(Repeat::times(3));
    let current = DateDomain { eras: Some(EraMap::default()), ..DateDomain::new(DateForm::Wareki { digits: 7 }) };
    check(current.subtract(&DateDomain::standard(Some(true))));
    check(current);
}

/// The rules as sentences about all pairs of codes, for lists whose values and labels are all known.
struct Oracle {
    pairs: BTreeSet<(String, String)>,
    unmapped: Vec<CodeValue>,
    unused: Vec<CodeValue>,
    conflicts: usize,
    respelt: usize,
}

fn oracle(current: &CodeSet, standard: &CodeSet) -> Oracle {
    let text = |part: &Option<String>| part.clone().unwrap();
    let number = |code: &CodeValue| text(&code.value).parse::<u32>().unwrap();
    let firsts = |set: &CodeSet| {
        let mut seen = BTreeSet::new();
        let codes = set.values.iter().cloned();
        codes.filter(|c| seen.insert(text(&c.value))).collect::<Vec<_>>()
    };
    let (current, standard) = (firsts(current), firsts(standard));
    let labels = |codes: &[CodeValue]| codes.iter().map(|c| text(&c.label)).collect::<BTreeSet<_>>();
    let rival = |c: &CodeValue| {
        let exact = standard.iter().find(|s| s.value == c.value);
        let alike = exact.or_else(|| standard.iter().find(|s| number(s) == number(c)));
        alike.filter(|s| s.label != c.label)
    };
    let is_paired = |c: &&CodeValue| labels(&standard).contains(&text(&c.label));
    let clashing: Vec<_> = current.iter().filter(|c| !is_paired(c)).filter_map(rival).collect();
    let paired = || current.iter().filter(is_paired);
    let partner = |c: &CodeValue| {
        let mut same_label: Vec<_> = standard.iter().filter(|s| s.label == c.label).collect();
        same_label.sort_by_key(|s| (s.value != c.value, number(s) != number(c)));
        same_label[0].clone()
    };
    let partners: Vec<_> = paired().map(|c| (c.clone(), partner(c))).collect();
    Oracle {
        pairs: partners.iter().map(|(c, s)| (text(&c.value), text(&s.value))).collect(),
        unmapped: current.iter().filter(|c| !is_paired(c) && rival(c).is_none()).cloned().collect(),
        unused: standard
            .iter()
            .filter(|s| !clashing.contains(s) && !partners.iter().any(|(_, p)| p == *s))
            .cloned()
            .collect(),
        conflicts: current.iter().filter(|c| rival(c).is_some()).count(),
        respelt: partners.iter().filter(|(c, s)| c.value != s.value).count(),
    }
}

fn canonical(schema: &Value) -> CanonicalSchema {
    canonicalize(schema).unwrap()
}

fn texts_up_to(length: u32) -> CanonicalSchema {
    canonical(&json!({"type": "string", "maxLength": length}))
}

fn whole_numbers(domain: NumberDomain) -> CanonicalSchema {
    let end = 10_i64.pow(domain.integer_digits) - 1;
    let start = if domain.signed { -end } else { 0 };
    canonical(&json!({"type": "integer", "minimum": start, "maximum": end}))
}

fn enumerated(values: &BTreeSet<String>) -> CanonicalSchema {
    canonical(&json!({ "enum": values }))
}

fn strings(schema: &CanonicalSchema) -> BTreeSet<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match schema.view() {
        CanonicalView::Enum(values) => values.iter().filter_map(text).collect(),
        CanonicalView::Const(value) => text(&value).into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

proptest! {
    #[test]
    fn codes_agree_with_the_oracle(current in labelled_list(), standard in labelled_list()) {
        let (diff, oracle) = (diff(&current, &standard), oracle(&current, &standard));
        let text = |part: &Option<String>| part.clone().unwrap();
        let pairs: BTreeSet<_> = diff
            .pairs
            .iter()
            .map(|pair| (text(&pair.current.value), text(&pair.standard.value)))
            .collect();
        prop_assert_eq!(pairs, oracle.pairs);
        prop_assert_eq!(diff.unmapped, oracle.unmapped);
        prop_assert_eq!(diff.unused, oracle.unused);
        prop_assert_eq!(diff.conflicts.len(), oracle.conflicts);
        prop_assert_eq!(diff.width.len(), oracle.respelt);
        prop_assert!(diff.unlabelled.is_empty());
    }

    /// Every current code ends in one place: a pair, a conflict, undecided or unmapped.
    #[test]
    fn no_code_is_forgotten_or_told_twice(current in any_list(), standard in any_list()) {
        let diff = diff(&current, &standard);
        let paired: Vec<_> = diff.pairs.iter().map(|pair| &pair.current).collect();
        let ends: Vec<_> = paired
            .iter()
            .copied()
            .chain(diff.conflicts.iter().map(|c| &c.current).filter(|c| !paired.contains(c)))
            .chain(diff.unlabelled.iter().map(|u| &u.current))
            .chain(&diff.unmapped)
            .collect();
        let mut seen = BTreeSet::new();
        let expected = current.values.iter().filter(|c| match (&c.value, &c.label) {
            (None, None) => false,
            (Some(value), _) => seen.insert(("value", value.clone())),
            (None, Some(label)) => seen.insert(("label", label.clone())),
        });
        prop_assert_eq!(ends.len(), expected.count());
        for end in ends {
            prop_assert!(current.values.contains(end));
        }
    }

    #[test]
    fn a_labelled_list_agrees_with_itself(codes in labelled_list()) {
        let mut seen = (BTreeSet::new(), BTreeSet::new());
        let values = codes.values.into_iter().filter(|c| {
            let value = c.value.as_deref().map(|v| v.trim_start_matches('0').to_owned());
            seen.0.insert(value) && seen.1.insert(c.label.clone())
        });
        let codes = CodeSet { values: values.collect(), open: false };
        prop_assert!(diff(&codes, &codes).agrees());
    }

    #[test]
    fn lengths_agree_with_json_schema(a in 0..80_u32, b in 0..80_u32) {
        let (from, to) = (Length::chars(a), Length::chars(b));
        let (from_schema, to_schema) = (texts_up_to(a), texts_up_to(b));
        let covers = to_schema.covers(&from_schema).unwrap() == Containment::Yes;
        prop_assert_eq!(to.covers(&from), covers);
        let lost = from_schema.subtract(&to_schema).unwrap();
        match from.subtract(&to) {
            None => prop_assert_eq!(lost.satisfiability(), Satisfiability::No),
            Some(Lost { from, to }) => {
                let expected = json!({"type": "string", "minLength": from, "maxLength": to});
                prop_assert_eq!(lost.to_json_schema(), canonical(&expected).to_json_schema());
            }
        }
    }

    #[test]
    fn whole_numbers_agree_with_json_schema(
        (n, m) in (0..9_u32, 0..9_u32),
        (signed, other_signed) in any::<(bool, bool)>(),
    ) {
        let from = NumberDomain::integer(n).with_sign(signed);
        let to = NumberDomain::integer(m).with_sign(other_signed);
        let covers = whole_numbers(to).covers(&whole_numbers(from)).unwrap();
        prop_assert_eq!(to.covers(&from), covers == Containment::Yes);
    }

    /// Codes that mean what they are called: what is unmapped is the difference of the two sets.
    #[test]
    fn unmapped_codes_agree_with_json_schema(
        current in prop::collection::btree_set("[A-F]", 1..6),
        standard in prop::collection::btree_set("[A-F]", 1..6),
    ) {
        let list = |values: &BTreeSet<String>| CodeSet {
            values: values.iter().map(|v| code(v, v)).collect(),
            open: false,
        };
        let values = |codes: &[CodeValue]| codes.iter().filter_map(|c| c.value.clone()).collect::<BTreeSet<_>>();
        let diff = diff(&list(&current), &list(&standard));
        let (current, standard) = (enumerated(&current), enumerated(&standard));
        prop_assert_eq!(values(&diff.unmapped), strings(&current.subtract(&standard).unwrap()));
        prop_assert_eq!(values(&diff.unused), strings(&standard.subtract(&current).unwrap()));
    }
}
