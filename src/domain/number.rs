//! Numbers: sign, integer digits, decimal digits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fit::Lost;

/// The numbers that a field holds.
///
/// Types 9 and S9 have integer digits only; 9V is written `n,m` (整数部 n 桁以下、小数部 m 桁以下,
/// legend of the 基本データリスト). The sign is not counted among the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NumberDomain {
    /// Whether values below zero have a place.
    pub signed: bool,
    /// Digits before the decimal point, at most.
    pub integer_digits: u32,
    /// Digits after the decimal point, at most.
    pub decimal_digits: u32,
}

/// What one side of a pair of numbers does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberLoss {
    /// Values below zero.
    Sign,
    /// Values with so many digits before the decimal point.
    Integer(Lost),
    /// Values with so many digits after the decimal point.
    Decimals(Lost),
}

impl NumberDomain {
    /// Type 9: whole numbers from zero.
    pub const fn integer(digits: u32) -> Self {
        Self::decimal(digits, 0)
    }

    /// Type S9: whole numbers with a sign.
    pub const fn signed_integer(digits: u32) -> Self {
        Self::decimal(digits, 0).with_sign(true)
    }

    /// Type 9V `n,m`.
    pub const fn decimal(integer_digits: u32, decimal_digits: u32) -> Self {
        Self { signed: false, integer_digits, decimal_digits }
    }

    /// A column that keeps `digits` digits, `scale` of them after the decimal point: SQL
    /// `NUMBER(digits, scale)`, zoned decimals.
    pub const fn column(digits: u32, scale: u32, signed: bool) -> Self {
        Self::decimal(digits.saturating_sub(scale), scale).with_sign(signed)
    }

    /// A packed decimal of so many bytes: two digits a byte, less the half byte of the sign.
    pub const fn packed(bytes: u32, scale: u32, signed: bool) -> Self {
        let digits = bytes.saturating_mul(2).saturating_sub(1);
        Self::column(digits, scale, signed)
    }

    /// The digits column of type 9V, `n,m`; a bare `n` has no decimals.
    pub fn from_digits(text: &str) -> Option<Self> {
        let (integer, decimals) = text.split_once(',').unwrap_or((text, "0"));
        let integer = integer.trim().parse().ok()?;
        let decimals = decimals.trim().parse().ok()?;
        Some(Self::decimal(integer, decimals))
    }

    /// The same digits, with or without a sign.
    pub const fn with_sign(self, signed: bool) -> Self {
        Self { signed, ..self }
    }

    /// Whether every number that `other` holds has a place here, with nothing cut off.
    pub fn covers(&self, other: &Self) -> bool {
        other.subtract(self).is_empty()
    }

    /// What `target` does not keep of the numbers held here: sign, integer digits, decimals.
    pub fn subtract(&self, target: &Self) -> Vec<NumberLoss> {
        let sign = self.holds_negatives() && !target.signed;
        let integer = Lost::beyond(target.integer_digits, self.integer_digits);
        let decimals = Lost::beyond(target.decimal_digits, self.decimal_digits);
        [sign.then_some(NumberLoss::Sign), integer.map(NumberLoss::Integer), decimals.map(NumberLoss::Decimals)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The simplest number held here that `target` does not keep.
    pub fn example(&self, target: &Self) -> Option<String> {
        let loss = *self.subtract(target).first()?;
        Some(match loss {
            NumberLoss::Sign if self.integer_digits > 0 => "-1".to_owned(),
            NumberLoss::Sign => "-0.1".to_owned(),
            NumberLoss::Integer(lost) => format!("1{}", zeros(lost.from)),
            NumberLoss::Decimals(lost) => format!("0.{}1", zeros(lost.from)),
        })
    }

    /// Without any digit the only number is zero, which has no sign.
    fn holds_negatives(&self) -> bool {
        self.signed && (self.integer_digits > 0 || self.decimal_digits > 0)
    }
}

/// The zeros that, with one other digit, make a number of `digits` digits.
fn zeros(digits: u32) -> String {
    (1..digits).map(|_| '0').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn domain() -> impl Strategy<Value = NumberDomain> {
        (any::<bool>(), 0..3_u32, 0..3_u32).prop_map(|(signed, n, m)| NumberDomain::decimal(n, m).with_sign(signed))
    }

    /// Every number of a small domain, in hundredths.
    fn hundredths(domain: &NumberDomain) -> BTreeSet<i32> {
        let step = 10_i32.pow(2 - domain.decimal_digits);
        let end = 100 * 10_i32.pow(domain.integer_digits);
        let start = if domain.signed { 1 - end } else { 0 };
        (start..end).filter(|n| n % step == 0).collect()
    }

    fn in_hundredths(text: &str) -> i32 {
        (text.parse::<f64>().unwrap() * 100.0).round() as i32
    }

    #[test]
    fn domains_are_read_from_layouts() {
        assert_eq!(NumberDomain::from_digits("5,2"), Some(NumberDomain::decimal(5, 2)));
        assert_eq!(NumberDomain::from_digits("5"), Some(NumberDomain::integer(5)));
        assert_eq!(NumberDomain::from_digits("five"), None);
        assert_eq!(NumberDomain::column(7, 2, true).integer_digits, 5);
        assert_eq!(NumberDomain::packed(4, 0, true), NumberDomain::signed_integer(7));
    }

    #[test]
    fn losses_are_told_apart() {
        let current = NumberDomain::column(9, 3, true);
        let lost = current.subtract(&NumberDomain::decimal(4, 1));
        assert_eq!(
            lost,
            [
                NumberLoss::Sign,
                NumberLoss::Integer(Lost { from: 5, to: 6 }),
                NumberLoss::Decimals(Lost { from: 2, to: 3 }),
            ]
        );
    }

    proptest! {
        #[test]
        fn covering_is_inclusion_of_all_numbers(a in domain(), b in domain()) {
            let (numbers, others) = (hundredths(&a), hundredths(&b));
            prop_assert_eq!(a.covers(&b), others.is_subset(&numbers));
            prop_assert_eq!(b.subtract(&a).is_empty(), a.covers(&b));
        }

        #[test]
        fn an_example_is_a_number_of_the_source_only(a in domain(), b in domain()) {
            let example = a.example(&b);
            prop_assert_eq!(example.is_none(), b.covers(&a));
            if let Some(number) = example.as_deref().map(in_hundredths) {
                prop_assert!(hundredths(&a).contains(&number));
                prop_assert!(!hundredths(&b).contains(&number));
            }
        }

        #[test]
        fn covering_is_transitive(a in domain(), b in domain(), c in domain()) {
            prop_assert!(!(a.covers(&b) && b.covers(&c)) || a.covers(&c));
            prop_assert!(a.covers(&a));
        }
    }
}
