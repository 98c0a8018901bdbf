//! A form of today held against the standard's.

use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::current::model::Form as CurrentForm;
use crate::spec::edition::{Color, Form, Orientation};
use crate::text::fold::f1_lower;

/// A property of the paper in which two forms differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperDifference {
    pub facet: Facet,
    pub current: String,
    pub standard: String,
}

/// Size, orientation, sides, colour and people per sheet, where both sides say something.
pub fn paper(current: &CurrentForm, standard: &Form) -> Vec<PaperDifference> {
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
