//! Date columns (日付の形式): how dates are written, and whether unknown dates have a place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::eras::EraMap;

/// How a column writes dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateForm {
    /// `YYYY-MM-DD`, the standard's form (type DATE, GIF DS-441).
    Iso,
    /// `YYYYMMDD`
    Yyyymmdd,
    /// 和暦 of so many digits: 7 is GYYMMDD, 6 is YYMMDD without an era, 5 is GYYMM.
    Wareki {
        /// Characters of a value.
        digits: u8,
    },
    /// Year and day of the year.
    Julian,
    /// `YYYYMM`
    Yyyymm,
    /// `YYYY`
    Year,
    /// A date column of the database: calendar days only.
    Native,
    /// A date and a time of day.
    Timestamp,
}

/// The dates that a column holds. What is not declared is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DateDomain {
    /// How dates are written.
    pub form: DateForm,
    /// The value that stands for an unknown date (`0000000`).
    pub unknown: Option<String>,
    /// Values that are no dates but mean something, such as `99999999` for no end.
    #[serde(default)]
    pub sentinels: Vec<String>,
    /// The numbering of eras, where it is not the usual one.
    pub eras: Option<EraMap>,
    /// Whether unknown dates (不詳日) may occur.
    pub allows_unknown: Option<bool>,
}

/// What the target of a change of form needs and the source does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MissingPart {
    /// The day of the month.
    Day,
    /// The month and the day.
    MonthAndDay,
    /// The era: the year could be of any.
    Era,
}

/// A difference in the form of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormChange {
    /// The form of the source.
    pub from: DateForm,
    /// The form of the target.
    pub to: DateForm,
    /// What no conversion can supply.
    pub missing: Option<MissingPart>,
}

/// What of one date column has no place in another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DateDiff {
    /// The dates are written in another form.
    pub form_differs: Option<FormChange>,
    /// Whether unknown dates occur and have no place; `None` where either is not known (未判定).
    pub unknown_without_place: Option<bool>,
    /// Sentinels that mean nothing on the other side.
    pub sentinel_values: Vec<String>,
}

/// Open ends of ranges that every item of type DATE may carry (legend of the 基本データリスト).
const OPEN_ENDS: [&str; 2] = ["0000-01-01", "9999-12-31"];

impl DateForm {
    /// The form that a layout file names (`wareki`, `yyyymmdd`, `iso` …). `length` is that of the
    /// column in characters; 和暦 has seven digits where it is not known.
    pub fn from_name(name: &str, length: Option<u8>) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "iso" | "yyyy-mm-dd" => Self::Iso,
            "yyyymmdd" => Self::Yyyymmdd,
            "wareki" => Self::Wareki { digits: length.unwrap_or(7) },
            "julian" => Self::Julian,
            "yyyymm" => Self::Yyyymm,
            "year" | "yyyy" => Self::Year,
            "native" | "date" => Self::Native,
            "timestamp" => Self::Timestamp,
            _ => return None,
        })
    }

    /// A database writes its dates in the standard's form.
    fn reads_like(self, other: Self) -> bool {
        let as_written = |form| match form {
            Self::Native => Self::Iso,
            _ => form,
        };
        as_written(self) == as_written(other)
    }

    /// The finest part of a date that the form lacks.
    fn missing(self) -> Option<MissingPart> {
        match self {
            Self::Wareki { digits: 6 } => Some(MissingPart::Era),
            Self::Yyyymm | Self::Wareki { digits: 5 } => Some(MissingPart::Day),
            Self::Year => Some(MissingPart::MonthAndDay),
            _ => None,
        }
    }
}

impl DateDomain {
    /// A column about which only the form is known.
    pub const fn new(form: DateForm) -> Self {
        Self { form, unknown: None, sentinels: Vec::new(), eras: None, allows_unknown: None }
    }

    /// An item of type DATE. Unknown dates are refused unless 項目説明 allows them.
    pub fn standard(allows_unknown: Option<bool>) -> Self {
        Self { allows_unknown, ..Self::new(DateForm::Iso) }
    }

    /// Whether unknown dates have a place here: as declared, by a value of their own, or not at all
    /// in a column that takes calendar days only.
    pub fn holds_unknown(&self) -> Option<bool> {
        let by_form = match self.form {
            DateForm::Native | DateForm::Timestamp => Some(false),
            _ => None,
        };
        let by_value = self.unknown.is_some().then_some(true);
        self.allows_unknown.or(by_value).or(by_form)
    }

    /// Whether every date held by `other` is held here in the same form; `None` where not known.
    pub fn covers(&self, other: &Self) -> Option<bool> {
        let diff = other.subtract(self);
        let differs = diff.form_differs.is_some() || !diff.sentinel_values.is_empty();
        match diff.unknown_without_place {
            _ if differs => Some(false),
            unknown => unknown.map(|without_place| !without_place),
        }
    }

    /// What of this column has no place in `target`.
    pub fn subtract(&self, target: &Self) -> DateDiff {
        DateDiff {
            form_differs: self.form_change(target),
            unknown_without_place: self.unknown_without_place(target),
            sentinel_values: self.sentinels.iter().filter(|value| !target.understands(value)).cloned().collect(),
        }
    }

    /// A value of this column that has no place in `target`.
    pub fn example(&self, target: &Self) -> Option<String> {
        let diff = self.subtract(target);
        let unknown = match diff.unknown_without_place {
            Some(true) => self.unknown.clone(),
            _ => None,
        };
        unknown.or_else(|| diff.sentinel_values.into_iter().next())
    }

    fn form_change(&self, target: &Self) -> Option<FormChange> {
        let same_eras = !matches!(self.form, DateForm::Wareki { .. }) || self.numbering() == target.numbering();
        if self.form.reads_like(target.form) && same_eras {
            return None;
        }
        let missing = self.form.missing();
        Some(FormChange {
            from: self.form,
            to: target.form,
            missing: missing.filter(|_| missing != target.form.missing()),
        })
    }

    fn numbering(&self) -> EraMap {
        self.eras.clone().unwrap_or_default()
    }

    fn unknown_without_place(&self, target: &Self) -> Option<bool> {
        match (self.holds_unknown(), target.holds_unknown()) {
            (Some(false), _) | (_, Some(true)) => Some(false),
            (Some(true), Some(false)) => Some(true),
            _ => None,
        }
    }

    fn understands(&self, sentinel: &str) -> bool {
        let is_open_end = self.form.reads_like(DateForm::Iso) && OPEN_ENDS.contains(&sentinel);
        is_open_end || self.sentinels.iter().any(|own| own == sentinel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Era;
    use proptest::prelude::*;

    const WAREKI: DateForm = DateForm::Wareki { digits: 7 };

    fn domain() -> impl Strategy<Value = DateDomain> {
        let forms = vec![DateForm::Iso, DateForm::Native, DateForm::Yyyymmdd, DateForm::Year, WAREKI];
        let sentinels = prop::sample::subsequence(vec!["9999-12-31", "99999999"], 0..=2);
        (
            prop::sample::select(forms),
            prop::option::of(Just("0000000".to_owned())),
            sentinels,
            prop::option::of(any::<bool>()),
        )
            .prop_map(|(form, unknown, sentinels, allows_unknown)| DateDomain {
                unknown,
                sentinels: sentinels.into_iter().map(str::to_owned).collect(),
                allows_unknown,
                ..DateDomain::new(form)
            })
    }

    #[test]
    fn a_japanese_birth_date_in_the_standard() {
        let current = DateDomain { unknown: Some("0000000".to_owned()), ..DateDomain::new(WAREKI) };
        let refused = current.subtract(&DateDomain::standard(Some(false)));
        assert!(refused.form_differs.is_some());
        assert_eq!(refused.unknown_without_place, Some(true));
        let allowed = current.subtract(&DateDomain::standard(Some(true)));
        assert_eq!(allowed.unknown_without_place, Some(false));
        let unclear = current.subtract(&DateDomain::standard(None));
        assert_eq!(unclear.unknown_without_place, None);
    }

    #[test]
    fn a_native_date_has_no_place_for_unknown_dates() {
        let package = DateDomain::new(DateForm::Native);
        let diff = DateDomain::standard(Some(true)).subtract(&package);
        assert_eq!(diff.form_differs, None);
        assert_eq!(diff.unknown_without_place, Some(true));
    }

    #[test]
    fn the_standards_open_ends_are_no_foreign_sentinels() {
        let current = DateDomain {
            sentinels: vec!["9999-12-31".to_owned(), "99999999".to_owned()],
            ..DateDomain::new(DateForm::Native)
        };
        let standard = DateDomain::standard(Some(false));
        assert_eq!(current.subtract(&standard).sentinel_values, ["99999999"]);
        assert_eq!(current.example(&standard).as_deref(), Some("99999999"));
    }

    #[test]
    fn what_a_form_lacks_is_told() {
        let missing = |form| {
            let diff = DateDomain::new(form).subtract(&DateDomain::standard(None));
            diff.form_differs.and_then(|change| change.missing)
        };
        assert_eq!(missing(DateForm::Yyyymm), Some(MissingPart::Day));
        assert_eq!(missing(DateForm::Year), Some(MissingPart::MonthAndDay));
        assert_eq!(missing(DateForm::Wareki { digits: 6 }), Some(MissingPart::Era));
        assert_eq!(missing(WAREKI), None);
    }

    #[test]
    fn what_both_forms_lack_is_not_missing() {
        let months = DateDomain::new(DateForm::Wareki { digits: 5 });
        let change = months.subtract(&DateDomain::new(DateForm::Yyyymm)).form_differs;
        assert_eq!(change.and_then(|change| change.missing), None);
        assert!(change.is_some());
    }

    #[test]
    fn another_numbering_is_another_form() {
        let pension = DateDomain { eras: Some(EraMap::new([('5', Era::Showa)])), ..DateDomain::new(WAREKI) };
        let usual = DateDomain::new(WAREKI);
        assert!(pension.subtract(&usual).form_differs.is_some());
        assert_eq!(pension.subtract(&pension).form_differs, None);
    }

    proptest! {
        #[test]
        fn a_domain_never_loses_itself(a in domain()) {
            prop_assert_ne!(a.covers(&a), Some(false));
            prop_assert_eq!(a.example(&a), None);
        }

        #[test]
        fn an_example_proves_a_loss(a in domain(), b in domain()) {
            if let Some(value) = a.example(&b) {
                prop_assert_eq!(b.covers(&a), Some(false));
                prop_assert!(a.unknown.as_ref() == Some(&value) || a.sentinels.contains(&value));
            }
        }

        #[test]
        fn covering_is_transitive(a in domain(), b in domain(), c in domain()) {
            let all = [a.covers(&b), b.covers(&c)] == [Some(true); 2];
            prop_assert!(!all || a.covers(&c) != Some(false));
        }
    }
}
