//! A form of today held against the standard's: its paper and how it is printed.

use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::current::model::Form as CurrentForm;
use crate::spec::edition::{Color, Form, Orientation};
use crate::spec::standard::FormId;
use crate::text::fold::f1_lower;

use super::{Comparison, FormState};

/// A form of today that is one of the standard.
#[derive(Debug)]
pub struct FormPair {
    /// By position.
    pub current: usize,
    pub form: FormId,
    pub paper: Vec<PaperDifference>,
    /// Whether today's orientation is stated, if only in the paper's name (A4縦).
    pub orientation_known: bool,
    /// How it is printed, where both sides say so and differ.
    pub medium: Option<PaperDifference>,
}

/// All corresponding forms, in the mapping's order.
pub fn all(c: &Comparison<'_>) -> Vec<FormPair> {
    let entries = c.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
    let matched = c.matching.forms.iter().filter(|(_, f, _)| c.forms[f.0] == FormState::Matched);
    matched.map(|(at, form, _)| pair(&entries[*at], *at, c.standard.form(*form), *form)).collect()
}

fn pair(today: &CurrentForm, current: usize, standard: &Form, form: FormId) -> FormPair {
    let medium = today.medium.clone().zip(standard.medium.clone());
    let differs = medium.filter(|(a, b)| f1_lower(a) != f1_lower(b));
    let medium = differs.map(|(current, standard)| PaperDifference { facet: Facet::Medium, current, standard });
    let orientation_known = orientation_of(today).is_some();
    FormPair { current, form, paper: paper(today, standard), orientation_known, medium }
}

/// A property of the paper in which two forms differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperDifference {
    pub facet: Facet,
    pub current: String,
    pub standard: String,
}

/// Size, orientation, sides, colour and people per sheet, where both sides say something.
fn paper(current: &CurrentForm, standard: &Form) -> Vec<PaperDifference> {
    let orientation = standard.orientation.map(|o| match o {
        Orientation::Portrait => "portrait".to_string(),
        Orientation::Landscape => "landscape".to_string(),
    });
    let color = standard.color.map(|c| match c {
        Color::Mono => "mono".to_string(),
        Color::Color => "color".to_string(),
    });
    let text = |n: Option<u32>| n.map(|n| n.to_string());
    [
        (Facet::Paper, current.paper.clone(), standard.paper.clone()),
        (Facet::Orientation, orientation_of(current), orientation),
        (Facet::Sides, text(current.sides.map(u32::from)), text(standard.sides.map(u32::from))),
        (Facet::Color, current.color.clone(), color),
        (Facet::PerSheet, text(current.per_sheet), text(standard.per_sheet)),
    ]
    .into_iter()
    .filter_map(|(facet, current, standard)| {
        let (current, standard) = (current?, standard?);
        let same = match facet {
            Facet::Paper => size(&current) == size(&standard),
            _ => f1_lower(&current) == f1_lower(&standard),
        };
        (!same).then_some(PaperDifference { facet, current, standard })
    })
    .collect()
}

/// The size that a paper's name says: A4判, A4版, Ａ４縦 and A4サイズ are A4.
fn size(paper: &str) -> String {
    let mut size = f1_lower(paper);
    for (spelling, word) in [("葉書", "はがき"), ("ハガキ", "はがき"), ("postcard", "はがき")] {
        size = size.replace(spelling, word);
    }
    let beside =
        ["判", "版", "サイズ", "size", "用紙", "縦", "横", "たて", "よこ", "タテ", "ヨコ", "(", ")", "・", "-"];
    beside.iter().fold(size, |size, word| size.replace(word, ""))
}

/// As stated, else as the paper's name says.
fn orientation_of(form: &CurrentForm) -> Option<String> {
    let paper = form.paper.as_deref().map(f1_lower).unwrap_or_default();
    let named = |words: [&str; 3]| words.iter().any(|w| paper.contains(w));
    let by_paper = match (named(["縦", "たて", "タテ"]), named(["横", "よこ", "ヨコ"])) {
        (true, false) => Some("portrait".to_string()),
        (false, true) => Some("landscape".to_string()),
        _ => None,
    };
    form.orientation.clone().or(by_paper)
}
