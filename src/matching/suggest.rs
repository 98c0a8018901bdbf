//! A mapping file to start from: what was paired without a person as lines, what a person should look at as comments.

use std::collections::HashMap;

use super::mapping::{Mapping, MappingFile};
use super::model::*;
use crate::current::model::{ColumnId, CurrentSystem};
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::clean::{Colours, gate, visible};
use crate::text::fold::f1;
use crate::text::lang::Lang;
use crate::text::lines::line_ends_of;

/// Begins every comment that this module writes, so that the next run can take it back. Without it the line counts.
const MARK: &str = "#?";

/// A mapping file, and what is in it.
#[derive(Debug)]
pub struct Suggestion {
    pub text: String,
    /// Tables and pairs written as lines.
    pub accepted: usize,
    /// Candidates written as comments.
    pub proposed: usize,
    /// The lines had to be comments too: the file lists its lines as inline tables, to which none can be added.
    pub only_comments: bool,
}

/// Writes everything that `matching` found and the mapping does not say yet. Existing lines and comments stay as they are.
pub fn suggest(
    system: &str,
    standard: &Standard,
    current: &CurrentSystem,
    mapping: &Mapping,
    matching: &Matching,
    lang: Lang,
) -> Suggestion {
    let writer = Writer { standard, current, names: labels(standard), lang };
    let kept = match mapping.files.first() {
        Some((source, _)) => without_marks(&source.text),
        None => format!("system = {}\n", quoted(system)),
    };
    let (lines, accepted) = writer.accepted(matching);
    let (comments, proposed) = writer.candidates(matching);
    let own = mapping.files.first().map_or("", |(source, _)| source.text.as_str());
    let like_own = |text: String| line_ends_of(own, &text, MARK);
    let written = like_own(format!("{kept}{lines}{comments}"));
    if accepted == 0 || toml::from_str::<MappingFile>(&written).is_ok() {
        return Suggestion { text: written, accepted, proposed, only_comments: false };
    }
    let text = like_own(format!("{kept}{}{comments}", marked(&lines)));
    Suggestion { text, accepted: 0, proposed: proposed + accepted, only_comments: true }
}

/// A text without the comments of an earlier run.
fn without_marks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with(MARK)).collect();
    format!("{}\n", lines.join("\n").trim_end())
}

fn marked(lines: &str) -> String {
    lines.lines().map(|l| if l.is_empty() { "\n".to_string() } else { format!("{MARK} {l}\n") }).collect()
}

/// A TOML string. What is hidden in it, and what build servers would take for a command, are escapes of TOML: it reads as
/// the same text.
pub(super) fn quoted(text: &str) -> String {
    let plain = toml::Value::String(text.to_string()).to_string();
    let basic = match text.contains("##") && !plain.starts_with('"') {
        true => serde_json::Value::String(text.to_string()).to_string(),
        false => plain,
    };
    gate(&basic.replace("##", "\\u0023#"), Colours::None).into_owned()
}

/// How each item and group is named: `グループ.項目`, with the business code where two share the name.
struct Labels {
    items: HashMap<String, usize>,
    groups: HashMap<String, usize>,
}

fn labels(standard: &Standard) -> Labels {
    let mut labels = Labels { items: HashMap::new(), groups: HashMap::new() };
    standard.items().for_each(|i| *labels.items.entry(f1(&standard.item_label(i))).or_default() += 1);
    standard.groups().for_each(|g| *labels.groups.entry(f1(&standard.group(g).name)).or_default() += 1);
    labels
}

struct Writer<'a> {
    standard: &'a Standard,
    current: &'a CurrentSystem,
    names: Labels,
    lang: Lang,
}

impl Writer<'_> {
    fn item(&self, item: ItemId) -> String {
        let label = self.standard.item_label(item);
        let business = &self.standard.group(self.standard.group_of(item)).business;
        self.qualified(&self.names.items, label, business)
    }

    fn group(&self, group: GroupId) -> String {
        let g = self.standard.group(group);
        self.qualified(&self.names.groups, g.name.clone(), &g.business)
    }

    fn qualified(&self, counts: &HashMap<String, usize>, label: String, business: &str) -> String {
        match counts.get(&f1(&label)) {
            Some(1) => label,
            _ => format!("{business}:{label}"),
        }
    }

    fn evidence(&self, evidence: &[Evidence]) -> String {
        let labels = evidence.iter().map(|e| e.label().get(self.lang).to_string());
        labels.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    fn line(&self, section: &str, current: &str, standard: &str) -> String {
        format!("[[{section}]]\ncurrent = {}\nstandard = {}\n", quoted(current), quoted(standard))
    }

    fn pair(&self, column: ColumnId, item: ItemId) -> String {
        self.line("pair", &self.current.column_name(column), &self.item(item))
    }

    /// Lines for what was paired without a person, and how many.
    fn accepted(&self, matching: &Matching) -> (String, usize) {
        let mut lines = Vec::new();
        for link in &matching.groups {
            if let Origin::Auto(evidence) = &link.origin {
                let line = self.line("table", &self.current.table(link.table).name, &self.group(link.group));
                lines.push(self.noted(line, evidence));
            }
        }
        let mut links: Vec<&Correspondence> = matching.links.iter().collect();
        links.sort_by_key(|l| (l.items.clone(), l.columns.clone()));
        for link in links {
            if let (Origin::Auto(evidence), [item], [column]) = (&link.origin, &link.items[..], &link.columns[..]) {
                lines.push(self.noted(self.pair(*column, *item), evidence));
            }
        }
        (lines.iter().map(|l| format!("\n{l}")).collect(), lines.len())
    }

    fn noted(&self, line: String, evidence: &[Evidence]) -> String {
        let note = format!("{}: {}", self.lang.pick("自動", "automatic"), self.evidence(evidence));
        format!("{line}note = {}\n", quoted(&note))
    }

    /// Comments for what a person should look at: tables first, since pairs within them follow from them.
    fn candidates(&self, matching: &Matching) -> (String, usize) {
        let mut blocks: Vec<(String, String)> = Vec::new();
        for c in &matching.group_candidates {
            let (table, group) = (&self.current.table(c.table).name, self.group(c.group));
            let title = match self.lang {
                Lang::Ja => format!("{table} → {group}（{}列; {}）", c.columns, self.evidence(&c.evidence)),
                Lang::En => format!("{table} -> {group} ({} columns; {})", c.columns, self.evidence(&c.evidence)),
            };
            blocks.push((title, self.line("table", table, &group)));
        }
        let mut items: Vec<&Candidate> = matching.candidates.iter().collect();
        // stable: the best of an item stays first
        items.sort_by_key(|c| c.item);
        for c in items {
            let (name, item) = (self.current.column_name(c.column), self.item(c.item));
            let label = self.current.column(c.column).label.as_deref().map(|l| format!(" {l}")).unwrap_or_default();
            let title = match self.lang {
                Lang::Ja => format!("{name}{label} → {item}（{}）", self.evidence(&c.evidence)),
                Lang::En => format!("{name}{label} -> {item} ({})", self.evidence(&c.evidence)),
            };
            blocks.push((title, self.pair(c.column, c.item)));
        }
        if blocks.is_empty() {
            return (String::new(), 0);
        }
        let count = blocks.len();
        let blocks: String =
            blocks.iter().map(|(title, line)| format!("\n{MARK} {}\n{}", one_line(title), marked(line))).collect();
        (format!("\n{}{blocks}", self.heading()), count)
    }

    fn heading(&self) -> String {
        let lines = self.lang.pick(
            "gapcheck map suggest の候補。正しければ [[ ]] と current、standard の行頭の「#? 」を消してください。\n違うものは [[reject]] に書くと二度と出ません。表を先に確かめて、もう一度実行してください。",
            "Candidates of gapcheck map suggest. To accept one, take \"#? \" away from its three lines ([[ ]], current, standard).\nA wrong one in [[reject]] is never proposed again. Confirm tables first, then run it again.",
        );
        marked(lines)
    }
}

/// One line of a comment, without what build servers take for a command.
fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).replace("##", "\\u0023#")
}
