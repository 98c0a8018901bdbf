//! Sentences as what stayed, what was struck out and what was put in.

use similar::{ChangeTag, TextDiff};

/// A run of characters of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    Same(String),
    Out(String),
    In(String),
}

/// Texts less alike than this are told one after the other; mixing them would be unreadable.
const READABLE: f32 = 0.5;

/// The two texts in one, or None when they have too little in common.
pub fn segments(old: &str, new: &str) -> Option<Vec<Segment>> {
    let diff = TextDiff::from_graphemes(old, new);
    if diff.ratio() < READABLE {
        return None;
    }
    let mut out: Vec<Segment> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Segment::Same(run)))
            | (ChangeTag::Delete, Some(Segment::Out(run)))
            | (ChangeTag::Insert, Some(Segment::In(run))) => run.push_str(text),
            (ChangeTag::Equal, _) => out.push(Segment::Same(text.to_string())),
            (ChangeTag::Delete, _) => out.push(Segment::Out(text.to_string())),
            (ChangeTag::Insert, _) => out.push(Segment::In(text.to_string())),
        }
    }
    Some(out)
}

/// In one line, with marks around what went and what came.
pub fn inline(old: &str, new: &str, out: (&str, &str), into: (&str, &str)) -> Option<String> {
    let mut line = String::new();
    for segment in segments(old, new)? {
        match segment {
            Segment::Same(text) => line.push_str(&text),
            Segment::Out(text) => line.push_str(&format!("{}{text}{}", out.0, out.1)),
            Segment::In(text) => line.push_str(&format!("{}{text}{}", into.0, into.1)),
        }
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_and_what_came_is_marked() {
        let marked = inline("届出の日を記録する", "届出の受理日を記録する", ("[-", "-]"), ("{+", "+}"));
        assert_eq!(marked.as_deref(), Some("届出の{+受理+}日を記録する"));
        assert_eq!(inline("氏名", "全く違う文章です", ("", ""), ("", "")), None);
    }

    #[test]
    fn segments_put_together_are_the_two_texts() {
        let (old, new) = ("葛\u{E0100}城市の住所", "葛城市の現住所");
        let (mut a, mut b) = (String::new(), String::new());
        for s in segments(old, new).unwrap() {
            match s {
                Segment::Same(t) => {
                    a.push_str(&t);
                    b.push_str(&t);
                }
                Segment::Out(t) => a.push_str(&t),
                Segment::In(t) => b.push_str(&t),
            }
        }
        assert_eq!((a.as_str(), b.as_str()), (old, new));
    }
}
