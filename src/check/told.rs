//! The paths of a report as they are told: folded, relative to the working folder, never those of somebody's machine.

use std::collections::BTreeMap;

use crate::report::model::Report;
use crate::text::path::told;
use crate::text::source::Source;

/// Changes every path of the report, and those of the sources that its places are looked up in.
pub fn paths(report: &mut Report, sources: &mut [Source]) {
    let mut names = Names::default();
    for system in &mut report.systems {
        for edition in &mut system.editions {
            names.tell(&mut edition.origin);
        }
        for input in &mut system.inputs {
            names.tell(&mut input.path);
            input.receipt.iter_mut().for_each(|r| names.tell(&mut r.file));
        }
    }
    for source in sources {
        names.tell(&mut source.path);
    }
    for finding in &mut report.findings {
        finding.places.iter_mut().filter_map(|p| p.file.as_mut()).for_each(|file| names.tell(file));
    }
    report.baseline.iter_mut().flat_map(|b| &mut b.paths).for_each(|path| names.tell(path));
    report.decisions.iter_mut().for_each(|d| names.tell(&mut d.path));
    if names.changed().next().is_none() {
        return;
    }
    report.notes.iter_mut().for_each(|note| names.within(note));
    for skipped in report.systems.iter_mut().flat_map(|s| &mut s.inputs).flat_map(|i| &mut i.skipped) {
        names.within(&mut skipped.what);
        names.within(&mut skipped.todo);
    }
    for finding in &mut report.findings {
        names.within(&mut finding.message);
        names.within(&mut finding.help);
    }
}

/// Paths as they were given, and as they are told.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn tell(&mut self, path: &mut String) {
        let name = self.0.entry(path.clone()).or_insert_with(|| told(path));
        if name != path {
            path.clone_from(name);
        }
    }

    fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        // the longest first: one may begin another
        self.0.iter().rev().filter(|(path, name)| path != name).map(|(path, name)| (path.as_str(), name.as_str()))
    }

    /// Changes paths that a sentence names.
    fn within(&self, text: &mut String) {
        for (path, name) in self.changed() {
            if text.contains(path) {
                *text = replaced(text, path, name);
            }
        }
    }
}

/// Replaces a path where it is not the end of a longer one.
fn replaced(text: &str, path: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(path) {
        let longer = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '\\' | '_' | '-'));
        if at < from || longer {
            continue;
        }
        out.push_str(&text[from..at]);
        out.push_str(name);
        from = at + path.len();
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_sentence_is_replaced_where_it_is_whole() {
        assert_eq!(replaced("./a.xml: ../a.xml, ./a.xml", "./a.xml", "a.xml"), "a.xml: ../a.xml, a.xml");
        assert_eq!(replaced("基準（baseline /x/b.jsonl）", "/x/b.jsonl", "b.jsonl"), "基準（baseline b.jsonl）");
    }
}
