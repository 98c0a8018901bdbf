//! What a mapping file says, line by line, as comparable statements: for holding files against each other and for gathering
//! several towns' mappings of one product.

use std::collections::BTreeMap;

use toml::Spanned;

use super::mapping::MappingFile;
use super::suggest::quoted;
use crate::spec::edition::OneOrMany;
use crate::text::fold::{f1, f1_lower};

/// One statement. Two files agree when they say the same of one subject; they differ when they say something else of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub section: &'static str,
    /// What it is about, folded: an item, a table with its group, a value of a code list.
    pub subject: String,
    /// What it says of it, folded.
    pub says: String,
    /// The same in clear: `KOJIN.ATENA_NO → 個人.宛名番号`.
    pub shown: String,
    /// The line in TOML without its note; of code lists, the one value.
    pub toml: String,
}

/// All statements of one file, in its order. What it extends is not looked at.
pub fn statements(file: &MappingFile) -> Vec<Statement> {
    let mut all = Vec::new();
    let text = |name: &Spanned<String>| name.get_ref().clone();
    for l in &file.table {
        for group in l.standard.get_ref().ids() {
            let condition = l.condition.clone().unwrap_or_default();
            let mut fields = vec![("current", text(&l.current)), ("standard", group.to_string())];
            fields.extend(l.condition.clone().map(|w| ("where", w)));
            let subject = format!("{} {}", f1_lower(l.current.get_ref()), f1(group));
            all.push(statement("table", subject, condition, [l.current.get_ref(), group], &fields));
        }
    }
    for l in &file.name {
        let fields = [("current", text(&l.current)), ("standard", text(&l.standard))];
        let subject = f1(l.current.get_ref());
        all.push(statement("name", subject, f1(l.standard.get_ref()), [&fields[0].1, &fields[1].1], &fields));
    }
    for l in &file.pair {
        let from = l.current.as_ref().map(text);
        let value = l.value.clone();
        let shown = from.clone().or(value.clone().map(|v| format!("「{v}」"))).unwrap_or_default();
        let part = l.part.map(|p| format!("{p:?}")).unwrap_or_default();
        let mut toml = String::from("[[pair]]\n");
        from.iter().for_each(|c| toml.push_str(&format!("current = {}\n", quoted(c))));
        value.iter().for_each(|v| toml.push_str(&format!("value = {}\n", quoted(v))));
        toml.push_str(&format!("standard = {}\n", quoted(l.standard.get_ref())));
        l.part.iter().for_each(|[a, b]| toml.push_str(&format!("part = [{a}, {b}]\n")));
        all.push(Statement {
            section: "pair",
            // pieces of several columns may fill one item together
            subject: format!("{} {part}", f1(l.standard.get_ref())),
            says: f1_lower(&shown),
            shown: format!("{shown}{part} → {}", l.standard.get_ref()),
            toml,
        });
    }
    for l in &file.split {
        let items: Vec<String> = l.standard.iter().map(text).collect();
        let toml = format!("[[split]]\ncurrent = {}\nstandard = {}\n", quoted(l.current.get_ref()), array(&items));
        all.push(many("split", f1_lower(l.current.get_ref()), &items, [l.current.get_ref(), &items.join("、")], toml));
    }
    for l in &file.merge {
        let columns: Vec<String> = l.current.iter().map(text).collect();
        let toml = format!("[[merge]]\ncurrent = {}\nstandard = {}\n", array(&columns), quoted(l.standard.get_ref()));
        all.push(many("merge", f1(l.standard.get_ref()), &columns, [&columns.join("、"), l.standard.get_ref()], toml));
    }
    for l in &file.pivot {
        let columns: Vec<String> = l.current.iter().map(text).collect();
        let mut toml =
            format!("[[pivot]]\ncurrent = {}\nstandard = {}\n", array(&columns), quoted(l.standard.get_ref()));
        l.key.iter().for_each(|k| toml.push_str(&format!("key = {}\n", quoted(k.get_ref()))));
        if !l.values.is_empty() {
            toml.push_str(&format!("values = {}\n", array(&l.values)));
        }
        all.push(many("pivot", f1(l.standard.get_ref()), &columns, [&columns.join("、"), l.standard.get_ref()], toml));
    }
    for l in &file.codes {
        let standard = l.standard.as_ref().map(text);
        for (from, to) in &l.map {
            let list = l.list.get_ref();
            let named = standard.iter().map(|s| format!("standard = {}\n", quoted(s))).collect::<String>();
            let map = format!("map = {{ {} = {} }}\n", quoted(from), quoted(to));
            all.push(Statement {
                section: "codes",
                subject: format!("{} {} {from}", f1_lower(list), f1(standard.as_deref().unwrap_or_default())),
                says: to.clone(),
                shown: format!("{list} {from} → {to}"),
                toml: format!("[[codes]]\nlist = {}\n{named}{map}", quoted(list)),
            });
        }
    }
    for l in &file.ignore {
        for (side, names) in [("current", &l.current), ("standard", &l.standard)] {
            for name in names.iter().flat_map(|n| n.get_ref().ids()) {
                let toml = format!("[[ignore]]\n{side} = {}\nreason = {}\n", quoted(name), quoted(&l.reason));
                let (subject, shown) = (format!("{side} {}", f1_lower(name)), format!("{name}（対象外）"));
                all.push(Statement { section: "ignore", subject, says: String::new(), shown, toml });
            }
        }
    }
    for l in &file.reject {
        let fields = [("current", text(&l.current)), ("standard", text(&l.standard))];
        let subject = format!("{} {}", f1_lower(l.current.get_ref()), f1(l.standard.get_ref()));
        all.push(statement("reject", subject, String::new(), [&fields[0].1, &fields[1].1], &fields));
    }
    let named = |section: &'static str, current: &Spanned<String>, standard: &[&str], all: &mut Vec<Statement>| {
        let items: Vec<String> = standard.iter().map(|s| s.to_string()).collect();
        let list = if items.len() == 1 { quoted(&items[0]) } else { array(&items) };
        let toml = format!("[[{section}]]\ncurrent = {}\nstandard = {list}\n", quoted(current.get_ref()));
        all.push(many(section, f1(current.get_ref()), &items, [current.get_ref(), &items.join("、")], toml));
    };
    file.form.iter().for_each(|l| named("form", &l.current, &ids(&l.standard), &mut all));
    file.field.iter().for_each(|l| named("field", &l.current, &[l.standard.get_ref()], &mut all));
    file.function.iter().for_each(|l| named("function", &l.current, &ids(&l.standard), &mut all));
    all
}

fn ids(names: &Spanned<OneOrMany>) -> Vec<&str> {
    names.get_ref().ids().collect()
}

fn statement(
    section: &'static str,
    subject: String,
    says: String,
    [from, to]: [&str; 2],
    fields: &[(&str, String)],
) -> Statement {
    let lines: String = fields.iter().map(|(name, value)| format!("{name} = {}\n", quoted(value))).collect();
    Statement { section, subject, says, shown: format!("{from} → {to}"), toml: format!("[[{section}]]\n{lines}") }
}

/// A statement about a list, whose order does not matter.
fn many(section: &'static str, subject: String, names: &[String], [from, to]: [&str; 2], toml: String) -> Statement {
    let mut folded: Vec<String> = names.iter().map(|n| f1_lower(n)).collect();
    folded.sort();
    Statement { section, subject, says: folded.join(" "), shown: format!("{from} → {to}"), toml }
}

fn array(names: &[String]) -> String {
    format!("[{}]", names.iter().map(|n| quoted(n)).collect::<Vec<_>>().join(", "))
}

/// How two files stand to each other on one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    OnlyFirst(Statement),
    OnlySecond(Statement),
    /// Both speak of it, and say different things.
    Other(Statement, Statement),
}

/// Everything on which two files do not say the same, in the order of the first, then of the second.
pub fn differences(first: &MappingFile, second: &MappingFile) -> Vec<Difference> {
    let (a, b) = (statements(first), statements(second));
    let by_subject = |all: &[Statement]| -> BTreeMap<(&'static str, String), Statement> {
        all.iter().map(|s| ((s.section, s.subject.clone()), s.clone())).collect()
    };
    let (in_a, in_b) = (by_subject(&a), by_subject(&b));
    let mut found = Vec::new();
    for s in &a {
        match in_b.get(&(s.section, s.subject.clone())) {
            None => found.push(Difference::OnlyFirst(s.clone())),
            Some(other) if other.says != s.says => found.push(Difference::Other(s.clone(), other.clone())),
            Some(_) => {}
        }
    }
    found.extend(
        b.iter().filter(|s| !in_a.contains_key(&(s.section, s.subject.clone()))).cloned().map(Difference::OnlySecond),
    );
    found
}

/// Several towns' files as one mapping of their product.
#[derive(Debug, Default)]
pub struct Gathered {
    pub text: String,
    /// Statements that nobody contradicts.
    pub agreed: usize,
    /// Subjects of which towns say different things; in the text as comments.
    pub disputed: Vec<Dispute>,
}

/// A subject with what is said of it, and by which files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    pub section: &'static str,
    /// In clear, with the files that say so.
    pub said: Vec<(String, Vec<String>)>,
}

/// Gathers files of one system. Lines that nobody contradicts become lines, with the number of towns that say so; the others
/// become comments for a person.
pub fn gather(system: &str, files: &[(String, MappingFile)]) -> Gathered {
    type Said<'f> = Vec<(Statement, Vec<&'f str>)>;
    let mut subjects: BTreeMap<(usize, &'static str, String), Said<'_>> = BTreeMap::new();
    let mut order: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for (name, file) in files {
        for s in statements(file) {
            let next = order.len();
            let at = *order.entry((s.section, s.subject.clone())).or_insert(next);
            let said = subjects.entry((at, s.section, s.subject.clone())).or_default();
            match said.iter_mut().find(|(known, _)| known.says == s.says) {
                Some((_, by)) if by.last() == Some(&name.as_str()) => {}
                Some((_, by)) => by.push(name),
                None => said.push((s, vec![name])),
            }
        }
    }
    let mut gathered = Gathered { text: format!("system = {}\n", quoted(system)), ..Gathered::default() };
    for ((_, section, _), mut said) in subjects {
        said.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.says.cmp(&b.0.says)));
        let towns = |by: &[&str]| format!("{}/{} 団体", by.len(), files.len());
        match said.as_slice() {
            [(one, by)] => {
                gathered.agreed += 1;
                let note = if section == "ignore" || section == "reject" || section == "codes" {
                    String::new()
                } else {
                    format!("note = {}\n", quoted(&towns(by)))
                };
                let comment = if note.is_empty() { format!("# {}\n", towns(by)) } else { String::new() };
                gathered.text.push_str(&format!("\n{comment}{}{note}", one.toml));
            }
            several => {
                gathered.text.push_str(&format!("\n# {DISPUTED}\n"));
                for (s, by) in several {
                    gathered.text.push_str(&format!("# {} {}（{}）\n", towns(by), s.shown, by.join("、")));
                    s.toml.lines().for_each(|l| gathered.text.push_str(&format!("#? {l}\n")));
                }
                let said = several.iter().map(|(s, by)| (s.shown.clone(), by.iter().map(|b| b.to_string()).collect()));
                gathered.disputed.push(Dispute { section, said: said.collect() });
            }
        }
    }
    gathered
}

/// Stands above lines on which towns do not agree.
const DISPUTED: &str = "団体によって違います。正しい行の「#? 」を消してください / municipalities differ: take \"#? \" away from the right one";

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> MappingFile {
        toml::from_str(&format!("system = \"resident-tax\"\n{text}")).unwrap()
    }

    const A: &str = r#"
        pair = [{ current = "T.A", standard = "個人.宛名番号" }, { current = "T.B", standard = "個人.氏名" }]
        codes = [{ list = "SEX", map = { "1" = "1", "2" = "2" } }]
        merge = [{ current = ["T.S", "T.M"], standard = "個人.方書" }]
    "#;
    const B: &str = r#"
        pair = [{ current = "t.a", standard = "個人.宛名番号" }, { current = "T.C", standard = "個人.氏名" }]
        codes = [{ list = "SEX", map = { "1" = "1", "2" = "9" } }]
        merge = [{ current = ["T.M", "T.S"], standard = "個人.方書" }]
        reject = [{ current = "T.X", standard = "個人.氏名" }]
    "#;

    #[test]
    fn files_differ_where_they_say_other_things_of_one_subject() {
        let found = differences(&file(A), &file(B));
        let shown: Vec<String> = found
            .iter()
            .map(|d| match d {
                Difference::OnlyFirst(s) => format!("- {}", s.shown),
                Difference::OnlySecond(s) => format!("+ {}", s.shown),
                Difference::Other(a, b) => format!("{} | {}", a.shown, b.shown),
            })
            .collect();
        assert_eq!(shown, ["T.B → 個人.氏名 | T.C → 個人.氏名", "SEX 2 → 2 | SEX 2 → 9", "+ T.X → 個人.氏名"]);
        assert_eq!(differences(&file(A), &file(A)), []);
    }

    #[test]
    fn what_nobody_contradicts_becomes_lines_and_the_rest_questions() {
        let files = [("甲".to_string(), file(A)), ("乙".to_string(), file(B)), ("丙".to_string(), file(A))];
        let gathered = gather("resident-tax", &files);
        let read: MappingFile = toml::from_str(&gathered.text).expect("a mapping");
        assert_eq!((read.pair.len(), read.merge.len(), read.codes.len(), read.reject.len()), (1, 1, 1, 1));
        assert!(gathered.text.contains("note = \"3/3 団体\""), "{}", gathered.text);
        let disputed: Vec<&Vec<String>> = gathered.disputed.iter().map(|d| &d.said[0].1).collect();
        assert_eq!(disputed, [&vec!["甲".to_string(), "丙".into()], &vec!["甲".to_string(), "丙".into()]]);
        assert!(gathered.text.contains("#? current = \"T.C\""));
    }
}
