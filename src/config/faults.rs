//! What a schema cannot say about a configuration: paths that lead outside its folder. Such entries are taken out and told.

use std::path::{Component, Path, PathBuf};

use super::Config;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::schema::{Format, locate};
use crate::text::source::Source;

/// Takes out what may not be used and says why.
pub fn of(source: &Source, config: &mut Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    let ups = config.root.as_deref().map_or(0, climbs);
    let mut outside = |pointer: String, path: &Path| {
        let inside = stays_inside(path, ups);
        if !inside {
            problems.push(leads_outside(source, &pointer, path));
        }
        inside
    };
    let mut index = 0;
    config.specs.dirs.retain(|dir| {
        index += 1;
        outside(format!("/specs/dirs/{}", index - 1), dir)
    });
    for (slug, system) in &mut config.systems {
        let mut index = 0;
        system.current.retain(|path| {
            index += 1;
            outside(format!("/systems/{slug}/current/{}", index - 1), path)
        });
        keep(&mut system.mapping, format!("/systems/{slug}/mapping"), &mut outside);
        keep(&mut system.baseline, format!("/systems/{slug}/baseline"), &mut outside);
    }
    keep(&mut config.decisions.file, "/decisions/file".into(), &mut outside);
    problems
}

fn keep(path: &mut Option<PathBuf>, pointer: String, inside: &mut impl FnMut(String, &Path) -> bool) {
    if path.as_deref().is_some_and(|p| !inside(pointer, p)) {
        *path = None;
    }
}

/// How many folders up `root` leads: `..` is 1. Anything but `..` steps leads nowhere.
fn climbs(root: &Path) -> i32 {
    let steps = root.components().filter(|part| *part != Component::CurDir);
    steps.take_while(|part| *part == Component::ParentDir).count().try_into().unwrap_or(0)
}

/// A relative path that never climbs more than `ups` folders above where it starts.
fn stays_inside(path: &Path, ups: i32) -> bool {
    let mut depth = ups;
    path.components().all(|part| {
        match part {
            Component::ParentDir => depth -= 1,
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return false,
        }
        depth >= 0
    })
}

fn leads_outside(source: &Source, pointer: &str, path: &Path) -> Problem {
    let shown = path.display();
    source.problem(
        locate(&source.text, Format::Toml, pointer, None).start,
        Bilingual::new(
            format!("{shown} は gapcheck.toml のフォルダの外を指しています"),
            format!("{shown} leads out of the folder of gapcheck.toml"),
        ),
        Bilingual::new(
            "フォルダの中に置くか、root = \"..\" のように範囲を広げてください。この指定は使いませんでした",
            "put it inside, or widen the range with root = \"..\"; this entry was not used",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_may_not_climb_out() {
        for (path, inside) in
            [("a/b", true), ("./a/../b", true), ("../a", false), ("a/../../b", false), ("/etc/x", false)]
        {
            assert_eq!(stays_inside(Path::new(path), 0), inside, "{path}");
        }
        assert!(stays_inside(Path::new("../a"), climbs(Path::new(".."))));
        assert!(!stays_inside(Path::new("../../a"), climbs(Path::new("./.."))));
        assert_eq!(climbs(Path::new("/")), 0);
    }
}
