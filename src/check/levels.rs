//! Levels and switches of `gapcheck.toml`, each with its reason. The cap is applied again after them: no configuration lifts it.

use super::engine::{Looked, Status};
use crate::config::{Config, Level};
use crate::finding::Severity;
use crate::finding::cap::capped;
use crate::rules;
use crate::text::lang::Bilingual;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// Applies the configured levels.
pub fn apply(config: &Config, looked: &mut Looked) {
    for (wanted, rule) in &config.rules {
        let Some(found) = rules::find(wanted) else { continue };
        let id = found.meta.id;
        let level = match rule.level {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        };
        match level {
            Some(level) => {
                for finding in looked.findings.iter_mut().filter(|f| f.meta.id == id) {
                    (finding.severity, finding.capped) = capped(level, finding.basis);
                }
            }
            None => {
                looked.findings.retain(|f| f.meta.id != id);
                let status = Status::Off(rule.reason.clone());
                looked.rules.iter_mut().filter(|(rule, _)| *rule == id).for_each(|(_, s)| *s = status.clone());
            }
        }
    }
    drop_lost_causes(looked);
}

/// A consequence whose causes were all switched off has nothing to stand under.
fn drop_lost_causes(looked: &mut Looked) {
    let there: std::collections::HashSet<String> = looked.findings.iter().map(|f| f.fingerprint.clone()).collect();
    for finding in &mut looked.findings {
        let caused = !finding.causes.is_empty();
        finding.causes.retain(|cause| there.contains(cause));
        if caused && finding.causes.is_empty() {
            finding.count = 0;
        }
    }
    looked.findings.retain(|f| f.count > 0);
}

/// Rules that the configuration names but nobody knows.
pub fn unknown(config: &Config) -> Vec<Problem> {
    let path = config.path.clone().unwrap_or_default();
    let names: Vec<&str> = rules::all().iter().map(|r| r.meta.id).collect();
    let unknown = config.rules.keys().filter(|id| rules::find(id).is_none());
    unknown
        .map(|id| {
            let close = nearest(id, names.iter().copied(), 3).join(", ");
            Problem::new(
                path.clone(),
                Bilingual::new(
                    format!("[rules] の {id} という規則はありません"),
                    format!("[rules] names {id}, which is no rule"),
                ),
                Bilingual::new(format!("近いID: {close}"), format!("close ids: {close}")),
            )
        })
        .collect()
}
