//! Which files belong to which group: `<business>_<group>[_nnn].csv[.gz]`, as `template export` names them.

use std::path::{Path, PathBuf};

use super::plan::Plan;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// A file of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// As it was named on the command line, or found in a folder; `-` is standard input.
    pub path: String,
    pub group: usize,
}

/// What was asked for, sorted out.
#[derive(Debug, Default)]
pub struct Inputs {
    pub files: Vec<Input>,
    /// Files whose names belong to no group.
    pub unknown: Vec<String>,
    /// Files of folders that are no exports by their endings; named in the report.
    pub left_out: Vec<String>,
    /// A folder was given, so that a group without a file can be said to have none.
    pub folder: bool,
}

/// Endings of exported files.
const ENDINGS: [&str; 3] = ["csv", "tsv", "txt"];

impl Inputs {
    /// `group`: the one that every file belongs to, whatever its name.
    ///
    /// # Errors
    /// A path that cannot be read, a group that the standard does not have, standard input without a group.
    pub fn find(plan: &Plan, paths: &[String], group: Option<&str>) -> Result<Inputs, Vec<Problem>> {
        let group = group.map(|name| named(plan, name)).transpose().map_err(|p| vec![p])?;
        let mut inputs = Inputs::default();
        let mut problems = Vec::new();
        for path in paths {
            match (path.as_str(), group) {
                ("-", None) => problems.push(needs_group()),
                ("-", Some(group)) => inputs.files.push(Input { path: path.clone(), group }),
                _ if Path::new(path).is_dir() => {
                    inputs.folder = true;
                    match listed(Path::new(path)) {
                        Ok(files) => {
                            files.iter().for_each(|f| inputs.take(plan, &f.display().to_string(), group, true))
                        }
                        Err(error) => problems.push(unreadable(path, &error)),
                    }
                }
                _ => match std::fs::metadata(path) {
                    Ok(_) => inputs.take(plan, path, group, false),
                    Err(error) => problems.push(unreadable(path, &error)),
                },
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        inputs.files.dedup();
        Ok(inputs)
    }

    fn take(&mut self, plan: &Plan, path: &str, group: Option<usize>, in_folder: bool) {
        let name = file_name(path);
        if in_folder && !is_export(&name) {
            self.left_out.push(path.to_string());
            return;
        }
        match group.or_else(|| group_of(plan, &name)) {
            Some(group) => self.files.push(Input { path: path.to_string(), group }),
            None => self.unknown.push(path.to_string()),
        }
    }

    /// Groups that have a file.
    pub fn given(&self, plan: &Plan) -> Vec<bool> {
        let mut given = vec![false; plan.groups.len()];
        self.files.iter().for_each(|f| given[f.group] = true);
        given
    }
}

pub fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_string(), |n| n.to_string_lossy().into_owned())
}

/// The files of a folder by name, hidden ones left out; folders in it are not entered.
fn listed(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn without_ending(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".GZ")).unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.')?;
    ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)).then_some(stem)
}

fn is_export(name: &str) -> bool {
    without_ending(name).is_some()
}

/// The group that a file's name says.
pub fn group_of(plan: &Plan, name: &str) -> Option<usize> {
    let (business, group) = without_ending(name)?.split_once('_')?;
    let business_of = |g: &super::plan::GroupPlan| g.business == business;
    let find = |wanted: &str| {
        let folded = f1(wanted);
        plan.groups.iter().position(|g| business_of(g) && f1(&safe(&g.name)) == folded)
    };
    find(group).or_else(|| {
        let (stem, number) = group.rsplit_once('_')?;
        let is_number = number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit());
        if is_number { find(stem) } else { None }
    })
}

/// The name of a group's file.
pub fn expected_name(business: &str, group: &str) -> String {
    format!("{business}_{}.csv", safe(group))
}

/// Characters that file systems refuse, replaced as `template export` does.
fn safe(name: &str) -> String {
    name.chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect()
}

/// A group by name, `business:name`, or name of its file.
fn named(plan: &Plan, name: &str) -> Result<usize, Problem> {
    let folded = f1(name);
    let mut same = (0..plan.groups.len()).filter(|at| {
        let g = &plan.groups[*at];
        f1(&g.name) == folded || f1(&format!("{}:{}", g.business, g.name)) == folded
    });
    match (same.next(), same.next()) {
        (Some(at), None) => Ok(at),
        _ => {
            let names = plan.groups.iter().map(|g| g.name.as_str());
            let near = crate::text::nearest::nearest(name, names, 3).join("、");
            Err(Problem::new(
                "",
                Bilingual::new(
                    format!("グループ「{name}」は標準にないか、一つに決まりません"),
                    format!("the standard has no group {name}, or more than one"),
                ),
                Bilingual::new(
                    format!("近い名前: {near}。業務コードを付けて 010:グループ名 とも書けます"),
                    format!("close: {near}; or name it with its business, 010:GROUP"),
                ),
            ))
        }
    }
}

fn needs_group() -> Problem {
    Problem::new(
        "-",
        Bilingual::new(
            "標準入力がどのグループのファイルか分かりません",
            "standard input has no name that says its group",
        ),
        Bilingual::new("--group グループ名 を付けてください", "say it with --group NAME"),
    )
}

fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        path,
        Bilingual::new(format!("読めません（{error}）"), format!("cannot be read: {error}")),
        Bilingual::new("パスと権限を確認してください", "check the path and its permissions"),
    )
}
