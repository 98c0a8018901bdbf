//! `specs/catalog.toml`: the systems, their names, and who owns which business code.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// All systems in the order of the official lists.
#[derive(Debug, Deserialize)]
pub struct Catalog {
    #[serde(rename = "system")]
    pub systems: Vec<System>,
    /// Names of the business codes (業務ID).
    pub businesses: BTreeMap<String, String>,
}

/// A 標準化対象 system, or a shared business that several of them use.
#[derive(Debug, Deserialize)]
pub struct System {
    pub slug: String,
    /// Short official name.
    pub name: String,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Business codes that its edition owns.
    pub codes: Vec<String>,
    pub ministry: String,
    #[serde(default)]
    pub includes: Vec<String>,
    /// Used by other systems, counted once in a whole city.
    #[serde(default)]
    pub shared: bool,
}

impl Catalog {
    /// The bundled catalogue.
    pub fn get() -> &'static Catalog {
        static CATALOG: OnceLock<Catalog> = OnceLock::new();
        CATALOG.get_or_init(|| {
            // a test reads the same bytes, so this cannot fail in a released program
            toml::from_str(include_str!("../../specs/catalog.toml"))
                .unwrap_or(Catalog { systems: Vec::new(), businesses: BTreeMap::new() })
        })
    }

    /// A system by slug, alias, Japanese name or business code.
    ///
    /// # Errors
    /// No such system; the problem names the nearest ones.
    pub fn find(&self, wanted: &str) -> Result<&System, Problem> {
        let folded = f1_lower(wanted);
        let found = self.systems.iter().find(|s| s.answers_to(&folded));
        found.ok_or_else(|| self.unknown(wanted))
    }

    pub fn by_slug(&self, slug: &str) -> Option<&System> {
        self.systems.iter().find(|s| s.slug == slug)
    }

    /// The system whose edition owns a business code (`022-0` belongs to `022`).
    pub fn owner(&self, business: &str) -> Option<&System> {
        let base = business.split('-').next().unwrap_or(business);
        self.systems.iter().find(|s| s.codes.iter().any(|c| c == base || c == business))
    }

    fn unknown(&self, wanted: &str) -> Problem {
        let names = self.systems.iter().flat_map(System::all_names);
        let close: Vec<String> = nearest(wanted, names, 3)
            .into_iter()
            .filter_map(|name| self.find(name).ok())
            .map(|s| format!("{}（{}）", s.slug, s.name))
            .collect();
        let mut close: Vec<String> = close;
        close.dedup();
        let (ja, en) = match close.is_empty() {
            true => ("gapcheck spec list で一覧を見られます".to_string(), "see gapcheck spec list".to_string()),
            false => (
                format!("近い名前: {}。一覧は gapcheck spec list", close.join("、")),
                format!("did you mean {}? see gapcheck spec list", close.join(", ")),
            ),
        };
        Problem::new(
            "",
            Bilingual::new(format!("業務システム「{wanted}」はありません"), format!("there is no system {wanted:?}")),
            Bilingual::new(ja, en),
        )
    }
}

impl System {
    fn answers_to(&self, folded: &str) -> bool {
        self.all_names().any(|name| f1_lower(name) == folded)
    }

    /// Slug, name, further names, aliases and codes.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        let own = [self.slug.as_str(), self.name.as_str()].into_iter();
        own.chain(self.names.iter().chain(&self.aliases).chain(&self.codes).map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_the_twenty_systems_and_the_shared_businesses() {
        let catalog: Catalog = toml::from_str(include_str!("../../specs/catalog.toml")).expect("readable");
        assert_eq!(catalog.systems.iter().filter(|s| !s.shared).count(), 20);
        assert_eq!(catalog.systems.iter().filter(|s| s.shared).count(), 2);
        for system in &catalog.systems {
            for code in &system.codes {
                assert!(catalog.businesses.contains_key(code), "{code}");
                assert_eq!(catalog.owner(code).unwrap().slug, system.slug);
            }
            assert!(system.includes.iter().all(|i| catalog.by_slug(i).is_some_and(|s| s.shared)));
        }
    }

    #[test]
    fn every_name_leads_to_one_system_only() {
        let catalog = Catalog::get();
        let mut seen = BTreeMap::new();
        for system in &catalog.systems {
            for name in system.all_names() {
                assert_eq!(catalog.find(name).unwrap().slug, system.slug, "{name}");
                assert_eq!(*seen.entry(f1_lower(name)).or_insert(&system.slug), &system.slug, "{name}");
            }
        }
    }

    #[test]
    fn an_unknown_system_is_answered_with_the_nearest() {
        let problem = Catalog::get().find("residnt-tax").unwrap_err();
        assert!(problem.todo.ja.contains("resident-tax（個人住民税）"), "{}", problem.todo.ja);
        assert_eq!(Catalog::get().owner("022-0").unwrap().slug, "disability-welfare");
    }
}
