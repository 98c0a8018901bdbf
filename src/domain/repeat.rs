//! Repetitions of an item (繰り返し, column 11 of the 基本データリスト; `occurs` of host records).

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fit::{Fit, Lost};

/// How many values of one item a record keeps at most. An item that does not repeat keeps one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Repeat(NonZeroU32);

impl Repeat {
    /// An item that does not repeat.
    pub const ONCE: Self = Self(NonZeroU32::MIN);

    /// At most `count` repetitions; `None` for zero, which no layout can mean.
    pub fn times(count: u32) -> Option<Self> {
        NonZeroU32::new(count).map(Self)
    }

    /// Repetitions at most.
    pub fn most(self) -> u32 {
        self.0.get()
    }

    /// Whether all repetitions of `other` have a place here.
    pub fn covers(self, other: Self) -> bool {
        other <= self
    }

    /// The ordinal numbers of the repetitions that `target` does not keep.
    pub fn subtract(self, target: Self) -> Option<Lost> {
        Lost::beyond(target.most(), self.most())
    }

    /// Whether everything repeated here fits into `target`; never undecided.
    pub fn fit_into(self, target: Self) -> Fit {
        self.subtract(target).map_or(Fit::Fits, Fit::Overflows)
    }

    /// The first repetition that `target` does not keep.
    pub fn example(self, target: Self) -> Option<u32> {
        self.subtract(target).map(|lost| lost.from)
    }
}

impl Default for Repeat {
    fn default() -> Self {
        Self::ONCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn repetitions_are_lost_exactly_when_not_covered(a in 1..1000_u32, b in 1..1000_u32) {
            let (from, to) = (Repeat::times(a).unwrap(), Repeat::times(b).unwrap());
            prop_assert_eq!(from.subtract(to).is_none(), to.covers(from));
            prop_assert_eq!(from.fit_into(to) == Fit::Fits, a <= b);
            prop_assert!(from.example(to).is_none_or(|n| n > b && n <= a));
        }
    }

    #[test]
    fn an_item_repeats_at_least_once() {
        assert_eq!(Repeat::times(0), None);
        assert_eq!(Repeat::default().most(), 1);
    }
}
