//! The survey as a page that loads nothing and reads without a script.

use askama::Template;
use serde::ser::Error;

use super::{Product, SharedGap, Survey, Town, TownSystem};
use crate::report::html::policy::{STYLE, policy};
use crate::text::lang::Lang;

/// So many shared gaps of a product stand in the page; the workbook and the JSON have all.
const LISTED: usize = 300;

#[derive(Template)]
#[template(path = "survey.html", config = "src/report/html/askama.toml")]
struct Page<'a> {
    t: Lang,
    survey: &'a Survey,
    css: &'static str,
    policy: String,
    late: Vec<(&'a Town, &'a TownSystem)>,
    failed: Vec<&'a Town>,
    products: Vec<Listed<'a>>,
}

/// A product with the gaps that are shown.
struct Listed<'a> {
    product: &'a Product,
    gaps: &'a [SharedGap],
    left: usize,
}

/// Writes the page.
///
/// # Errors
/// Only if memory fails.
pub fn html(survey: &Survey) -> Result<String, serde_json::Error> {
    let products = survey.products.iter().map(|product| Listed {
        product,
        gaps: &product.shared[..product.shared.len().min(LISTED)],
        left: product.shared.len().saturating_sub(LISTED),
    });
    let page = Page {
        t: survey.lang(),
        survey,
        css: STYLE,
        policy: policy(STYLE, None),
        late: survey.late().collect(),
        failed: survey.failed().collect(),
        products: products.collect(),
    };
    page.render().map_err(serde_json::Error::custom)
}
