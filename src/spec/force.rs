//! Whether a fact is law on the day of a check (適合基準日, 施行, 廃止).

use jiff::ToSpan;
use jiff::civil::Date;

use super::integrity::is_day;

/// A fact's standing on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Force {
    InForce,
    /// Begins on this day.
    NotYet(String),
    /// This was its last day.
    Ended(String),
}

impl Force {
    /// `effective` is the first day, `until` the last; words that are no days say nothing.
    pub fn on(day: &str, effective: Option<&str>, until: Option<&str>) -> Force {
        let stated = |day: Option<&str>| day.filter(|d| is_day(d)).map(str::to_string);
        // days of this form order as text
        match (stated(effective), stated(until)) {
            (Some(from), _) if from.as_str() > day => Force::NotYet(from),
            (_, Some(last)) if last.as_str() < day => Force::Ended(last),
            _ => Force::InForce,
        }
    }

    pub fn is_in_force(&self) -> bool {
        *self == Force::InForce
    }
}

/// The day twelve months before (`-12`) or after (`12`); None where `day` is no day.
pub fn months_from(day: &str, months: i32) -> Option<String> {
    let date: Date = day.parse().ok()?;
    date.checked_add(months.months()).ok().map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_in_force_and_the_next_is_not() {
        let on = |day| Force::on(day, Some("2019-10-01"), Some("2026-03-31"));
        assert_eq!(on("2019-09-30"), Force::NotYet("2019-10-01".into()));
        assert!(on("2019-10-01").is_in_force() && on("2026-03-31").is_in_force());
        assert_eq!(on("2026-04-01"), Force::Ended("2026-03-31".into()));
        assert!(Force::on("2026-04-01", Some("次期改定"), None).is_in_force());
    }
}
