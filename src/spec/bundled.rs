//! The editions inside the program, so that it works out of the box. A test keeps this list equal to the files in `specs/`.

macro_rules! bundle {
    ($($path:literal),* $(,)?) => { &[$(($path, include_str!(concat!("../../", $path)))),*] };
}

/// Path in the repository and text of every bundled edition.
pub const EDITIONS: &[(&str, &str)] = bundle![
    "specs/child-allowance/2026-11-20-reference.json",
    "specs/child-rearing-allowance/2026-11-20-reference.json",
    "specs/childcare-support/2026-11-20-reference.json",
    "specs/common-functions/2026-11-20-reference.json",
    "specs/corporate-resident-tax/2026-11-20-reference.json",
    "specs/disability-welfare/2026-11-20-reference.json",
    "specs/electoral-roll/2026-11-20-reference.json",
    "specs/family-register-supplement/2026-11-20-reference.json",
    "specs/family-register/2026-11-20-reference.json",
    "specs/health-management/2026-11-20-reference.json",
    "specs/late-elderly-medical/2026-11-20-reference.json",
    "specs/light-vehicle-tax/2026-11-20-reference.json",
    "specs/long-term-care/2026-11-20-reference.json",
    "specs/national-health-insurance/2026-11-20-reference.json",
    "specs/national-pension/2026-11-20-reference.json",
    "specs/property-tax/2026-11-20-reference.json",
    "specs/public-assistance/2026-11-20-reference.json",
    "specs/resident-record/2026-11-20-reference.json",
    "specs/resident-tax/2026-11-20-reference.json",
    "specs/school-enrollment/2026-11-20-reference.json",
    "specs/seal-registration/2026-11-20-reference.json",
    "specs/tax-collection/2026-11-20-reference.json",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::format::canonical;
    use crate::spec::load::load_bytes;

    #[test]
    fn every_edition_in_the_repository_is_bundled() {
        let mut files = Vec::new();
        for folder in std::fs::read_dir("specs")
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.is_dir() && !p.ends_with("schema") && !p.ends_with("profiles"))
        {
            files.extend(
                std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path().display().to_string().replace('\\', "/")),
            );
        }
        files.sort();
        assert_eq!(files, EDITIONS.iter().map(|(path, _)| path.to_string()).collect::<Vec<_>>());
    }

    /// Schema, integrity, and one object per line. `GAPCHECK_UPDATE=1 cargo test` rewrites files that are not canonical.
    #[test]
    fn every_bundled_edition_is_valid_and_canonical() {
        for (path, text) in EDITIONS {
            let loaded = load_bytes(path, text.as_bytes()).unwrap_or_else(|problems| {
                let told: Vec<String> =
                    problems.iter().take(10).map(|p| p.render(crate::text::lang::Lang::En)).collect();
                panic!("{}", told.join("\n"))
            });
            assert!(path.contains(&format!("/{}/", loaded.edition.system)), "{path}");
            let canonical = canonical(&loaded.edition).unwrap();
            if canonical != *text && std::env::var_os("GAPCHECK_UPDATE").is_some() {
                std::fs::write(path, canonical).unwrap();
            } else {
                assert!(canonical == *text, "{path} is not canonical; run GAPCHECK_UPDATE=1 cargo test");
            }
        }
    }
}
