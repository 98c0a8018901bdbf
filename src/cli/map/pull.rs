//! `gapcheck map pull FILE… --mapping FILE`: answers to candidates become lines of the mapping.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use clap::ArgMatches;

use super::super::check::{as_of, editions, find_config, open_store};
use super::super::exit::Exit;
use super::super::{output, tell};
use crate::check::{Request, standard};
use crate::current::model::CurrentSystem;
use crate::current::read_files;
use crate::matching::mapping::{self, MappingFile};
use crate::matching::pull::answers::{self, Answer};
use crate::matching::pull::{Pulled, Sides, pull};
use crate::spec::catalog::{Catalog, System};
use crate::spec::standard::Standard;
use crate::text::clean::visible;
use crate::text::fold::{f1, f1_lower};
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub(super) fn run(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let path = m.get_one::<String>("mapping").cloned().unwrap_or_default();
    let files: Vec<&String> = m.get_many("file").into_iter().flatten().collect();
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match answers::read(file) {
            Ok(found) => read.push((file.as_str(), found)),
            Err(problem) => problems.push(problem),
        }
    }
    let (system, text) = mapping_text(m, &path, &read)?;
    let names = Known::new(&standard_of(m, system, lang)?, current_of(m, &path)?.as_ref());
    let mut text = text;
    let mut exit = Exit::Clean;
    for (file, answers) in &read {
        let (mine, others): (Vec<Answer>, Vec<Answer>) = answers.iter().cloned().partition(|a| is_of(a, system));
        if mine.is_empty() && !others.is_empty() {
            problems.push(of_another_system(file, &others[0].system, system));
            continue;
        }
        let parsed: MappingFile = toml::from_str(&text).map_err(|_| vec![unreadable(&path)])?;
        let name = Path::new(file).file_name().map_or(file.to_string(), |n| n.to_string_lossy().into_owned());
        let done = pull(&text, &parsed, &mine, &names, &visible(&name));
        if done.inline {
            return Err(vec![inline(&path)]);
        }
        told(file, &done, others.len(), lang);
        exit = exit.max(if done.refused.is_empty() { Exit::Clean } else { Exit::Findings });
        text = done.text;
    }
    tell(&problems, lang);
    let changed = std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str());
    let saved = if changed { output::write_or_print(Some(&path), &text, lang) } else { Exit::Clean };
    let whole = if problems.is_empty() { Exit::Clean } else { Exit::CannotAsk };
    Ok(exit.max(whole).max(saved))
}

/// The system and the text of the mapping; of a new one where there is none yet.
fn mapping_text(
    m: &ArgMatches,
    path: &str,
    read: &[(&str, Vec<Answer>)],
) -> Result<(&'static System, String), Vec<Problem>> {
    let find = |name: &str| Catalog::get().find(name).map_err(|p| vec![p]);
    if Path::new(path).exists() {
        let loaded = mapping::load(path, |_| Ok::<(), Bilingual>(()))?;
        let Some((_, file)) = loaded.files.first() else { return Err(vec![unreadable(path)]) };
        let text = std::fs::read_to_string(path).map_err(|_| vec![unreadable(path)])?;
        return Ok((find(&file.system)?, text));
    }
    let named = m.get_one::<String>("system").cloned();
    let answered: HashSet<&str> =
        read.iter().flat_map(|(_, a)| a).map(|a| a.system.as_str()).filter(|s| !s.is_empty()).collect();
    let only = named.or_else(|| (answered.len() == 1).then(|| answered.iter().map(|s| s.to_string()).collect()));
    let Some(only) = only else { return Err(vec![which_system(path)]) };
    let system = find(&only)?;
    Ok((system, format!("system = \"{}\"\n", system.slug)))
}

fn standard_of(m: &ArgMatches, system: &'static System, lang: Lang) -> Result<Standard, Vec<Problem>> {
    let config = find_config(m)?;
    let request = Request {
        system,
        current: Vec::new(),
        mapping: None,
        category: None,
        without: Default::default(),
        editions: editions(m),
        as_of: as_of(m),
        config: &config,
        lang,
        options: Default::default(),
    };
    standard(&request, &open_store(m, &config, system)?)
}

/// Today's side, where it is at hand: as named, else beside the mapping.
fn current_of(m: &ArgMatches, mapping: &str) -> Result<Option<CurrentSystem>, Vec<Problem>> {
    let named: Vec<String> = m.get_many("current").into_iter().flatten().cloned().collect();
    let beside = Path::new(mapping).with_file_name("current.xml");
    let files = match named.is_empty() {
        true if beside.is_file() => vec![beside.display().to_string()],
        true => return Ok(None),
        false => named,
    };
    let reading = read_files(&files, &Default::default(), |_| Ok(()));
    match reading.problems.is_empty() {
        true => Ok(reading.system),
        false => Err(reading.problems),
    }
}

/// Rows without a system are the mapping's own.
fn is_of(answer: &Answer, system: &System) -> bool {
    answer.system.is_empty() || Catalog::get().find(&answer.system).is_ok_and(|s| s.slug == system.slug)
}

/// The names of both sides, as a mapping writes them.
struct Known {
    /// By folded name; none where today's side is not at hand: then names are taken as they stand.
    columns: Option<HashMap<String, String>>,
    tables: HashMap<String, String>,
    items: HashMap<String, Vec<String>>,
    groups: HashMap<String, Vec<String>>,
}

impl Known {
    fn new(standard: &Standard, current: Option<&CurrentSystem>) -> Known {
        let mut known = Known { columns: None, tables: HashMap::new(), items: HashMap::new(), groups: HashMap::new() };
        for group in standard.groups() {
            let g = standard.group(group);
            let qualified = format!("{}:{}", g.business, g.name);
            for name in [&g.name, &qualified] {
                known.groups.entry(f1(name)).or_default().push(name.clone());
                for item in standard.items_of(group) {
                    let full = format!("{name}.{}", standard.item(item).name);
                    known.items.entry(f1(&full)).or_default().push(full);
                }
            }
        }
        if let Some(current) = current {
            let named = current.columns().map(|c| current.column_name(c));
            known.columns = Some(named.map(|n| (f1_lower(&n), n)).collect());
            known.tables = current.tables().iter().map(|t| (f1_lower(&t.name), t.name.clone())).collect();
        }
        known
    }
}

impl Sides for Known {
    fn current(&self, name: &str, is_table: bool) -> Option<String> {
        let Some(columns) = &self.columns else { return Some(name.to_string()) };
        let names = if is_table { &self.tables } else { columns };
        names.get(&f1_lower(name)).cloned()
    }

    fn standard(&self, name: &str, is_table: bool) -> Option<String> {
        let names = if is_table { &self.groups } else { &self.items };
        match names.get(&f1(name)).map(Vec::as_slice) {
            Some([one]) => Some(one.clone()),
            _ => None,
        }
    }
}

fn told(file: &str, done: &Pulled, elsewhere: usize, lang: Lang) {
    let Pulled { pairs, rejects, known, refused, .. } = done;
    let mut lines = vec![match lang {
        Lang::Ja => format!(
            "{file}: 対応 {pairs} 行、除外（reject）{rejects} 行を追加、記載済 {known}、取り込まない回答 {}、ほかの業務の行 {elsewhere}",
            refused.len()
        ),
        Lang::En => format!(
            "{file}: {pairs} correspondences and {rejects} rejects added, {known} already there, {} answers not taken, {elsewhere} rows of other systems",
            refused.len()
        ),
    }];
    lines.extend(refused.iter().map(|r| format!("  {}", visible(&r.told(lang)))));
    output::print(&format!("{}\n", lines.join("\n")));
}

fn unreadable(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("対応表が読めません", "the mapping cannot be read"),
        Bilingual::new("gapcheck map check で確かめてください", "see gapcheck map check"),
    )
}

fn inline(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            "対応表が pair = [ … ] の形のため、行を追加できません。何も書いていません",
            "the mapping lists its lines as pair = [ … ], to which none can be added; nothing was written",
        ),
        Bilingual::new("[[pair]] の形に直してください", "write them as [[pair]]"),
    )
}

fn which_system(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            "対応表がまだなく、どの業務の回答か分かりません",
            "there is no mapping yet, and the system is not known",
        ),
        Bilingual::new("--system で業務を指定してください", "name the system with --system"),
    )
}

fn of_another_system(file: &str, theirs: &str, system: &System) -> Problem {
    Problem::new(
        file,
        Bilingual::new(
            format!("「{}」の回答です。この対応表は「{}」のものです", visible(theirs), system.name),
            format!("the answers are about {}, the mapping about {}", visible(theirs), system.slug),
        ),
        Bilingual::new("その業務の対応表を --mapping で指定してください", "name that system's mapping with --mapping"),
    )
}
