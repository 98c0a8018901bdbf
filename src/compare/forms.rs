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
    FormPair { current, form, paper: paper(today, standard), medium }
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
        (Facet::Orientation, current.orientation.clone(), orientation),
        (Facet::Sides, text(current.sides.map(u32::from)), text(standard.sides.map(u32::from))),
        (Facet::Color, current.color.clone(), color),
        (Facet::PerSheet, text(current.per_sheet), text(standard.per_sheet)),
    ]
    .into_iter()
    .filter_map(|(facet, current, standard)| {
        let (current, standard) = (current?, standard?);
        (f1_lower(&current) != f1_lower(&standard)).then_some(PaperDifference { facet, current, standard })
    })
    .collect()
}
