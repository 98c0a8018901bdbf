//! The one place where severities are capped by what they rest on. No configuration lifts it.

use super::severity::Severity;
use crate::basis::SourceKind;

/// The highest severity that a finding resting on this kind of source may have.
pub fn cap_of(kind: SourceKind) -> Severity {
    match kind {
        SourceKind::Official | SourceKind::Statute => Severity::Error,
        SourceKind::PublicDocument | SourceKind::Analogy => Severity::Warning,
        SourceKind::Superseded | SourceKind::Observed | SourceKind::Editorial => Severity::Info,
    }
}

/// The severity that may be reported, and whether it had to be lowered. `None`: rests on no fact of the standard.
pub fn capped(severity: Severity, basis: Option<SourceKind>) -> (Severity, bool) {
    match basis.map(cap_of) {
        Some(cap) if severity < cap => (cap, true),
        _ => (severity, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_finding_is_stronger_than_its_weakest_fact() {
        let highest: Vec<Severity> =
            SourceKind::ALL.into_iter().map(|kind| capped(Severity::Error, Some(kind)).0).collect();
        use Severity::*;
        assert_eq!(highest, [Error, Error, Warning, Warning, Info, Info, Info]);
        assert_eq!(capped(Info, Some(SourceKind::Official)), (Info, false));
        assert_eq!(capped(Warning, Some(SourceKind::Editorial)), (Info, true));
        assert_eq!(capped(Error, None), (Error, false));
    }
}
