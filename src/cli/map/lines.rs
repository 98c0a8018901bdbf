//! `gapcheck map diff A B` and `gapcheck map merge FILE… --output FILE`.

use std::path::Path;

use clap::ArgMatches;

use super::super::exit::Exit;
use super::super::output;
use crate::matching::lines::{Difference, Dispute, differences, gather};
use crate::matching::mapping::{self, MappingFile};
use crate::spec::catalog::Catalog;
use crate::text::clean::visible;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub(super) fn diff(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let name = |which: &str| m.get_one::<String>(which).map(String::as_str).unwrap_or_default();
    let (a, b) = (read(name("first"))?, read(name("second"))?);
    same_system(name("second"), &a, &b)?;
    let found = differences(&a, &b);
    let mut out = String::new();
    for difference in &found {
        out.push_str(&match difference {
            Difference::OnlyFirst(s) => format!("- [[{}]] {}\n", s.section, visible(&s.shown)),
            Difference::OnlySecond(s) => format!("+ [[{}]] {}\n", s.section, visible(&s.shown)),
            Difference::Other(s, t) => {
                format!("- [[{}]] {}\n+ [[{}]] {}\n", s.section, visible(&s.shown), t.section, visible(&t.shown))
            }
        });
    }
    out.push_str(&match lang {
        Lang::Ja => format!("違い {} 件\n", found.len()),
        Lang::En => format!("{} differences\n", found.len()),
    });
    output::print(&out);
    Ok(if found.is_empty() { Exit::Clean } else { Exit::Findings })
}

pub(super) fn merge(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let paths: Vec<&String> = m.get_many("file").into_iter().flatten().collect();
    let mut files: Vec<(String, MappingFile)> = Vec::new();
    for path in &paths {
        let file = read(path)?;
        if let Some((_, first)) = files.first() {
            same_system(path, first, &file)?;
        }
        files.push((title(path), file));
    }
    let system = files.first().map(|(_, f)| f.system.clone()).unwrap_or_default();
    let gathered = gather(&system, &files);
    let written = output::write_or_print(m.get_one::<String>("output").map(String::as_str), &gathered.text, lang);
    output::error_line(&match lang {
        Lang::Ja => format!(
            "{} 団体: 食い違いのない行 {}、食い違い {} 件",
            files.len(),
            gathered.agreed,
            gathered.disputed.len()
        ),
        Lang::En => {
            format!(
                "{} mappings: {} lines nobody contradicts, {} disputed",
                files.len(),
                gathered.agreed,
                gathered.disputed.len()
            )
        }
    });
    gathered.disputed.iter().for_each(|d| output::error_line(&dispute(d, lang)));
    let found = if gathered.disputed.is_empty() { Exit::Clean } else { Exit::Findings };
    Ok(found.max(written))
}

fn dispute(d: &Dispute, lang: Lang) -> String {
    let said = d.said.iter().map(|(shown, by)| format!("{} ({})", visible(shown), visible(&by.join(", "))));
    format!("  [[{}]] {}", d.section, said.collect::<Vec<_>>().join(lang.pick("、", "; ")))
}

/// How a file is called among others: by its folder, where all are called alike.
fn title(path: &str) -> String {
    let path = Path::new(path);
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).map(|f| f.to_string_lossy().into_owned());
    match folder {
        Some(folder) if stem == "mapping" => folder,
        _ => stem,
    }
}

fn read(path: &str) -> Result<MappingFile, Vec<Problem>> {
    let loaded = mapping::load(path, |_| Ok::<(), Bilingual>(()))?;
    let own = loaded.files.into_iter().next().map(|(_, file)| file);
    own.ok_or_else(|| {
        vec![Problem::new(
            path,
            Bilingual::new("対応表が読めません", "the mapping cannot be read"),
            Bilingual::new("gapcheck map check で確かめてください", "see gapcheck map check"),
        )]
    })
}

fn same_system(path: &str, first: &MappingFile, other: &MappingFile) -> Result<(), Vec<Problem>> {
    let slug = |file: &MappingFile| Catalog::get().find(&file.system).map(|s| s.slug.clone()).ok();
    match slug(first) == slug(other) {
        true => Ok(()),
        false => Err(vec![Problem::new(
            path,
            Bilingual::new(
                format!("業務が違います（{} と {}）", visible(&first.system), visible(&other.system)),
                format!(
                    "the mappings are of different systems ({} and {})",
                    visible(&first.system),
                    visible(&other.system)
                ),
            ),
            Bilingual::new("同じ業務の対応表を指定してください", "name mappings of one system"),
        )]),
    }
}
