//! The options, checked before any file is opened.

use super::ImportOptions;
use super::hints::date_in;
use crate::spec::catalog::{Catalog, System};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) system: Option<&'static System>,
    pub(super) label: Option<String>,
    pub(super) date: Option<String>,
}

impl Settings {
    pub(super) fn of(options: &ImportOptions) -> Result<Settings, Problem> {
        let system = options.system.as_deref().map(|name| Catalog::get().find(name)).transpose()?;
        if let Some(date) = &options.date
            && date_in(date).as_ref() != Some(date)
        {
            return Err(Problem::new(
                "",
                Bilingual::new(format!("--date の {date} は日付ではありません"), format!("--date {date:?} is no date")),
                Bilingual::new("YYYY-MM-DD で書いてください（例 2023-09-29）", "write YYYY-MM-DD, as 2023-09-29"),
            ));
        }
        let label = options.edition.as_deref().map(str::trim).filter(|l| !l.is_empty());
        Ok(Settings { system, label: label.map(str::to_string), date: options.date.clone() })
    }
}
