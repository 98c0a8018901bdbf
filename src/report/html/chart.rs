//! A bar of what became of the things of one kind. A picture beside text, never instead of it.

use crate::report::model::Tally;

/// Width of a whole bar in the picture's own units.
const WIDTH: f64 = 200.0;

/// One piece of a bar.
#[derive(Debug)]
pub struct Piece {
    pub class: &'static str,
    pub x: String,
    pub width: String,
}

/// The pieces in the order of the legend; those in question only.
pub fn pieces(tally: &Tally) -> Vec<Piece> {
    let all = tally.in_question();
    let parts = [
        ("p-conform", tally.conform),
        ("p-partial", tally.partial),
        ("p-nonconform", tally.nonconform),
        ("p-missing", tally.missing),
        ("p-unjudged", tally.unjudged),
    ];
    let mut x = 0.0;
    let mut pieces = Vec::new();
    for (class, count) in parts.into_iter().filter(|(_, n)| *n > 0) {
        let width = WIDTH * count as f64 / all as f64;
        pieces.push(Piece { class, x: format!("{x:.1}"), width: format!("{width:.1}") });
        x += width;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_its_pieces() {
        let tally = Tally { conform: 1, missing: 1, unjudged: 2, out_of_scope: 9, ..Tally::default() };
        let pieces = pieces(&tally);
        let ends: Vec<(&str, &str)> = pieces.iter().map(|p| (p.x.as_str(), p.width.as_str())).collect();
        assert_eq!(ends, [("0.0", "50.0"), ("50.0", "50.0"), ("100.0", "100.0")]);
        assert!(super::pieces(&Tally::default()).is_empty());
    }
}
