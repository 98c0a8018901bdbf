//! The names that somebody may have meant.

/// At most `max` names close to `wanted`, best first (Jaro-Winkler ≥ 0.7, or one contains the other).
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<&'a str> {
    let wanted = super::fold::f1_lower(wanted);
    let mut scored: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (score(&wanted, &super::fold::f1_lower(name)), name))
        .filter(|(score, _)| *score >= 0.7)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(max).map(|(_, name)| name).collect()
}

fn score(wanted: &str, name: &str) -> f64 {
    let similar = strsim::jaro_winkler(wanted, name);
    let contained = !wanted.is_empty() && (name.contains(wanted) || wanted.contains(name));
    if contained { similar.max(0.9) } else { similar }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_come_first() {
        let names = ["resident-tax", "resident-record", "property-tax"];
        assert_eq!(nearest("residnt-tax", names, 1), ["resident-tax"]);
        assert_eq!(nearest("住民税", ["個人住民税", "介護保険"], 3), ["個人住民税"]);
        assert!(nearest("zzz", names, 3).is_empty());
    }
}
