//! Lengths of text fields (桁数), counted in characters or bytes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::encoding::{Content, Encoding, Specimen};
use super::fit::{Fit, Lost};

/// The longest text that a field holds.
///
/// In characters it is a closed interval: a number of bytes holds fewer wide characters than
/// narrow ones. 40 bytes of CP932 hold 20 to 40 characters. The standard counts characters, not
/// bytes (最大桁数（バイト数ではない）, legend of the 基本データリスト).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "unit", rename_all = "kebab-case")]
pub enum Length {
    /// So many characters.
    Characters {
        /// Characters at most.
        count: u32,
    },
    /// So many bytes.
    Bytes {
        /// Bytes at most.
        count: u32,
        /// The encoding that the bytes are in.
        encoding: Encoding,
        /// What the text is made of.
        content: Content,
    },
}

/// A text that one field holds and another does not: one character, repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LongText {
    /// The character, with its variation selector if it has one.
    pub character: String,
    /// How often it stands in the text: its length in characters.
    pub times: u32,
}

impl Length {
    /// At most `count` characters.
    pub const fn chars(count: u32) -> Self {
        Self::Characters { count }
    }

    /// At most `count` digits (桁), one character each.
    pub const fn digits(count: u32) -> Self {
        Self::chars(count)
    }

    /// At most `count` bytes of `encoding`.
    pub const fn bytes(count: u32, encoding: Encoding, content: Content) -> Self {
        Self::Bytes { count, encoding, content }
    }

    /// Characters that fit whichever they are: the lower end of the interval.
    pub fn least(&self) -> u32 {
        match *self {
            Self::Characters { count } => count,
            Self::Bytes { count, encoding, content } => count / encoding.bytes_per_character(content).most,
        }
    }

    /// Characters that fit if all are as narrow as can be: the upper end of the interval.
    pub fn most(&self) -> u32 {
        match *self {
            Self::Characters { count } => count,
            Self::Bytes { count, encoding, content } => count / encoding.bytes_per_character(content).least,
        }
    }

    /// Whether the number of characters is certain.
    pub fn is_exact(&self) -> bool {
        self.least() == self.most()
    }

    /// Whether every text that `other` holds fits here for certain.
    pub fn covers(&self, other: &Self) -> bool {
        other.most() <= self.least() || self.measured_like(other) && other.count() <= self.count()
    }

    /// Whether everything held here fits into `target`.
    ///
    /// It fits when the upper end of this interval fits, overflows when the lower end does not, and
    /// is undecided in between.
    pub fn fit_into(&self, target: &Self) -> Fit {
        match self.subtract(target) {
            None => Fit::Fits,
            Some(lost) if self.surely_exceeds(target) => Fit::Overflows(lost),
            Some(_) => Fit::Undecided,
        }
    }

    /// The lengths in characters that may be held here and may have no place in `target`.
    pub fn subtract(&self, target: &Self) -> Option<Lost> {
        if target.covers(self) {
            return None;
        }
        Lost::beyond(target.least(), self.most())
    }

    /// A text that is held here and not in `target`, if one is known.
    pub fn example(&self, target: &Self) -> Option<LongText> {
        Specimen::ALL.into_iter().find_map(|specimen| {
            let times = target.capacity(specimen)?.checked_add(1)?;
            (self.capacity(specimen)? >= times).then(|| LongText { character: specimen.text().to_owned(), times })
        })
    }

    /// Characters for certain to spare here after everything of `needed` has found its place (桁数余剰).
    pub fn slack(&self, needed: &Self) -> u32 {
        self.least().saturating_sub(needed.most())
    }

    fn count(&self) -> u32 {
        match *self {
            Self::Characters { count } | Self::Bytes { count, .. } => count,
        }
    }

    /// The same bytes measure the same text, whatever it is made of.
    fn measured_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Characters { .. }, Self::Characters { .. }) => true,
            (
                Self::Bytes { encoding, content, .. },
                Self::Bytes { encoding: other_encoding, content: other_content, .. },
            ) => encoding == other_encoding && content == other_content,
            _ => false,
        }
    }

    fn surely_exceeds(&self, target: &Self) -> bool {
        self.least() > target.most()
            || self.measured_like(target) && self.least() > target.least() && self.most() > target.most()
    }

    /// How many of one character the field holds; `None` when it does not take that character.
    fn capacity(&self, specimen: Specimen) -> Option<u32> {
        match *self {
            Self::Characters { count } => Some(count),
            Self::Bytes { count, encoding, content } => {
                let shift = match specimen.is_full_width() {
                    true => encoding.shift_bytes(content),
                    false => 0,
                };
                let width = encoding.bytes_of(specimen, content)?;
                Some(count.saturating_sub(shift) / width)
            }
        }
    }
}

/// Characters of a text as 桁数 counts them: an ideograph and the variation selector after it are
/// one character. A selector that follows nothing it could select counts by itself.
pub fn count_chars(text: &str) -> usize {
    let mut after_base = false;
    text.chars()
        .filter(|&c| {
            let belongs_to_base = after_base && is_variation_selector(c);
            after_base = !is_variation_selector(c);
            !belongs_to_base
        })
        .count()
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, SHIFT_JIS};
    use proptest::prelude::*;

    const CP932_40: Length = Length::bytes(40, Encoding::Cp932, Content::Mixed);

    fn encoding() -> impl Strategy<Value = Encoding> {
        prop::sample::select(vec![
            Encoding::Utf8,
            Encoding::Utf16,
            Encoding::Cp932,
            Encoding::EucJp,
            Encoding::Jef,
            Encoding::Keis,
            Encoding::Ebcdic,
        ])
    }

    fn content() -> impl Strategy<Value = Content> {
        prop::sample::select(vec![
            Content::Ascii,
            Content::Single,
            Content::Double,
            Content::DoubleWithSelectors,
            Content::Mixed,
        ])
    }

    fn length() -> impl Strategy<Value = Length> {
        prop_oneof![
            (0..60_u32).prop_map(Length::chars),
            (0..200_u32, encoding(), content()).prop_map(|(n, e, c)| Length::bytes(n, e, c)),
        ]
    }

    fn byte_count(encoding: Encoding, text: &str) -> usize {
        match encoding {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => 2 * text.encode_utf16().count(),
            Encoding::EucJp => EUC_JP.encode(text).0.len(),
            _ => SHIFT_JIS.encode(text).0.len(),
        }
    }

    #[test]
    fn forty_bytes_of_cp932_hold_twenty_to_forty_characters() {
        assert_eq!((CP932_40.least(), CP932_40.most()), (20, 40));
        let full_width = Length::bytes(40, Encoding::Cp932, Content::Double);
        assert!(full_width.is_exact());
        assert_eq!(full_width.most(), 20);
    }

    #[test]
    fn the_three_verdicts() {
        assert_eq!(CP932_40.fit_into(&Length::chars(40)), Fit::Fits);
        assert_eq!(CP932_40.fit_into(&Length::chars(39)), Fit::Undecided);
        assert_eq!(CP932_40.fit_into(&Length::chars(20)), Fit::Undecided);
        let lost = Lost { from: 20, to: 40 };
        assert_eq!(CP932_40.fit_into(&Length::chars(19)), Fit::Overflows(lost));
        let lost = Lost { from: 41, to: 60 };
        assert_eq!(Length::chars(60).fit_into(&Length::chars(40)), Fit::Overflows(lost));
        assert_eq!(Length::chars(40).slack(&Length::chars(30)), 10);
    }

    #[test]
    fn lengths_of_one_measure_are_compared_by_their_bytes() {
        let column = |bytes| Length::bytes(bytes, Encoding::Cp932, Content::Mixed);
        let lost = Lost { from: 21, to: 60 };
        assert_eq!(column(60).fit_into(&column(40)), Fit::Overflows(lost));
        assert_eq!(column(40).fit_into(&column(60)), Fit::Fits);
        let names = |bytes| Length::bytes(bytes, Encoding::Utf8, Content::DoubleWithSelectors);
        assert_eq!(names(40).fit_into(&names(39)), Fit::Undecided);
    }

    #[test]
    fn shift_codes_take_their_share() {
        let host = Length::bytes(40, Encoding::Jef, Content::Mixed);
        let example = Length::chars(30).example(&host).unwrap();
        assert_eq!((example.character.as_str(), example.times), ("字", 20));
    }

    #[test]
    fn an_ideograph_and_its_selector_are_one_character() {
        assert_eq!(count_chars("辻\u{E0102}太郎"), 3);
        assert_eq!(count_chars("神\u{FE00}"), 1);
        assert_eq!(count_chars("𠮷"), 1);
        assert_eq!(count_chars("\u{E0102}字"), 2);
        assert_eq!(count_chars("字\u{E0102}\u{E0103}"), 2);
        assert_eq!(count_chars(""), 0);
    }

    proptest! {
        #[test]
        fn a_length_covers_itself(a in length()) {
            prop_assert!(a.covers(&a));
            prop_assert_eq!(a.fit_into(&a), Fit::Fits);
        }

        #[test]
        fn covering_is_transitive(a in length(), b in length(), c in length()) {
            prop_assert!(!(a.covers(&b) && b.covers(&c)) || a.covers(&c));
        }

        #[test]
        fn nothing_is_lost_exactly_when_the_target_covers(a in length(), b in length()) {
            prop_assert_eq!(a.subtract(&b).is_none(), b.covers(&a));
            prop_assert_eq!(a.fit_into(&b) == Fit::Fits, b.covers(&a));
        }

        #[test]
        fn an_example_lies_in_the_difference(a in length(), b in length()) {
            if let Some(text) = a.example(&b) {
                let lost = a.subtract(&b).unwrap();
                prop_assert!((lost.from..=lost.to).contains(&text.times));
            }
        }

        #[test]
        fn an_overflow_has_an_example_that_only_the_source_holds(
            bytes in 0..120_u32,
            limit in 0..60_u32,
            encoding in encoding(),
            content in content(),
        ) {
            let source = Length::bytes(bytes, encoding, content);
            let target = Length::chars(limit);
            if let Fit::Overflows(_) = source.fit_into(&target) {
                prop_assert!(source.example(&target).is_some());
            }
            if let Some(text) = source.example(&target) {
                prop_assert!(text.times > limit && text.times <= source.most());
            }
        }

        /// Real texts of CP932 characters: what the interval promises is what the bytes allow.
        #[test]
        fn the_interval_agrees_with_real_bytes(
            text in prop::collection::vec(prop::sample::select(vec!["0", "z", "ｱ", "ン", "亜", "～", "α"]), 0..30),
            slack in 0..8_u32,
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Cp932, Encoding::EucJp]),
        ) {
            let text = text.concat();
            let characters = u32::try_from(count_chars(&text)).unwrap();
            let bytes = u32::try_from(byte_count(encoding, &text)).unwrap();
            let roomy = Length::bytes(bytes + slack, encoding, Content::Mixed);
            prop_assert!(characters <= roomy.most());
            if bytes > 0 {
                let tight = Length::bytes(bytes - 1, encoding, Content::Mixed);
                prop_assert!(characters > tight.least());
            }
        }

        /// Names in MJ+ characters: a base of three or four bytes, a selector of none or four.
        #[test]
        fn selectors_take_bytes_but_no_characters(
            text in prop::collection::vec(prop::sample::select(vec!["辻", "辻\u{E0102}", "𠮷", "𠮷\u{E0101}"]), 1..20),
        ) {
            let (characters, text) = (u32::try_from(text.len()).unwrap(), text.concat());
            prop_assert_eq!(count_chars(&text), characters as usize);
            let bytes = u32::try_from(text.len()).unwrap();
            let column = |bytes| Length::bytes(bytes, Encoding::Utf8, Content::DoubleWithSelectors);
            prop_assert!(column(bytes).most() >= characters);
            prop_assert!(column(bytes - 1).least() < characters);
        }
    }
}
