//! Fixed-length records whose positions, repetitions and redefinitions do not add up.
//!
//! Only what the description states is held against itself: an item without an offset, a unit or a length is left out.

use std::collections::HashMap;

use super::tree::Node;
use crate::text::lang::Bilingual;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// An item or group item of a record.
struct Part<'n, 'a> {
    node: &'n Node<'a>,
    name: &'n str,
    /// First byte, from 0.
    start: Option<u32>,
    /// Bytes, all repetitions together.
    size: Option<u32>,
    redefines: Option<&'n str>,
}

impl Part<'_, '_> {
    /// First byte, and the first one behind it.
    fn area(&self) -> Option<(u32, u32)> {
        let start = self.start?;
        Some((start, start.checked_add(self.size?)?))
    }
}

/// Reports every record of a file that does not add up.
pub fn check(root: &Node<'_>, source: &Source, problems: &mut Vec<Problem>) {
    for layout in root.children("layout") {
        for table in layout.children.iter().filter(|n| matches!(n.def.name, "table" | "view")) {
            let mut record = Record { source, problems, names: HashMap::new() };
            let unit = table.text("unit").or(layout.text("unit"));
            record.level(table, unit);
        }
    }
}

struct Record<'s, 'n> {
    source: &'s Source,
    problems: &'s mut Vec<Problem>,
    /// Areas of all parts so far, by name.
    names: HashMap<&'n str, (Option<u32>, Option<u32>)>,
}

impl<'n> Record<'_, 'n> {
    /// Checks the parts of one level; gives the first byte and the first one behind all of them.
    fn level<'a>(&mut self, node: &'n Node<'a>, unit: Option<&str>) -> Option<(u32, u32)> {
        let children = node.children.iter().filter(|c| matches!(c.def.name, "column" | "group"));
        let parts: Vec<Part<'n, 'a>> = children.map(|c| self.part(c, unit)).collect();
        for part in &parts {
            self.redefinition(part);
        }
        self.overlaps(&parts);
        let areas: Option<Vec<(u32, u32)>> = parts.iter().map(Part::area).collect();
        let areas = areas?;
        Some((areas.iter().map(|a| a.0).min()?, areas.iter().map(|a| a.1).max()?))
    }

    fn part<'a>(&mut self, node: &'n Node<'a>, unit: Option<&str>) -> Part<'n, 'a> {
        let unit = node.text("unit").or(unit);
        let (inner, once) = match node.def.name {
            "group" => {
                let inner = self.level(node, unit);
                (inner.map(|(start, _)| start), inner.map(|(start, end)| end - start))
            }
            _ => (None, bytes(node, unit)),
        };
        let name = node.text("name").unwrap_or_default();
        let start = node.count("offset").or(inner);
        let size = once.and_then(|n| n.checked_mul(node.count("occurs").unwrap_or(1)));
        self.names.insert(name, (start, size));
        Part { node, name, start, size, redefines: node.text("redefines") }
    }

    fn redefinition(&mut self, part: &Part<'n, '_>) {
        let Some(target) = part.redefines else { return };
        let Some((start, size)) = self.names.get(target).copied() else {
            let near = nearest(target, self.names.keys().copied().filter(|n| *n != part.name), 3).join("、");
            return self.tell(
                part,
                (
                    format!("再定義する項目「{target}」がこの表にありません"),
                    format!("{target:?}, which it redefines, is not in this table"),
                ),
                match near.is_empty() {
                    true => {
                        ("redefines に同じ表の項目名を書いてください".into(), "name an item of the same table".into())
                    }
                    false => (format!("近い名前: {near}"), format!("close names: {near}")),
                },
            );
        };
        if let (Some(own), Some(other)) = (part.start, start)
            && own != other
        {
            return self.tell(
                part,
                (
                    format!("「{target}」の再定義なのに、先頭の位置が違います（{own} と {other}）"),
                    format!("it redefines {target:?} but begins elsewhere ({own} and {other})"),
                ),
                (
                    "offset をそろえるか、redefines を見直してください".into(),
                    "give both the same offset, or correct redefines".into(),
                ),
            );
        }
        if let (Some(own), Some(other)) = (part.size, size)
            && own > other
        {
            self.tell(
                part,
                (
                    format!("再定義する「{target}」（{other}バイト）より長くなっています（{own}バイト）"),
                    format!("it is longer ({own} bytes) than {target:?}, which it redefines ({other} bytes)"),
                ),
                (
                    "桁数、繰り返し数、redefines を見直してください".into(),
                    "correct the length, occurs or redefines".into(),
                ),
            );
        }
    }

    /// Neighbours that lie on each other without a redefinition.
    fn overlaps(&mut self, parts: &[Part<'n, '_>]) {
        let mut placed: Vec<(&Part<'n, '_>, u32, u32)> = parts
            .iter()
            .filter(|p| p.redefines.is_none())
            .filter_map(|p| p.area().map(|(start, end)| (p, start, end)))
            .collect();
        placed.sort_by_key(|(_, start, _)| *start);
        for pair in placed.windows(2) {
            let [(first, from, end), (second, start, _)] = pair else { continue };
            if end > start {
                self.tell(
                    second,
                    (
                        format!(
                            "位置 {start} から始まりますが、「{}」が位置 {from} から {end} の手前までを使っています",
                            first.name
                        ),
                        format!("it begins at {start}, but {:?} takes the bytes from {from} up to {end}", first.name),
                    ),
                    (
                        "offset、桁数、occurs を見直してください。同じ場所の別の読み方なら redefines を書いてください"
                            .into(),
                        "correct offset, length or occurs; if it reads the same place in another way, state redefines"
                            .into(),
                    ),
                );
            }
        }
    }

    fn tell(&mut self, part: &Part<'_, '_>, (ja, en): (String, String), (todo_ja, todo_en): (String, String)) {
        let what = Bilingual::new(format!("{}: {ja}", part.name), format!("{}: {en}", part.name));
        self.problems.push(self.source.problem(part.node.span.start, what, Bilingual::new(todo_ja, todo_en)));
    }
}

/// Bytes of one repetition; `None` where the description does not say.
fn bytes(node: &Node<'_>, unit: Option<&str>) -> Option<u32> {
    let length = node.count("length")?;
    match (node.text("type")?, unit?) {
        // two digits a byte, and half a byte for the sign
        ("packed", "digit") => Some(length / 2 + 1),
        ("zoned", "digit") => Some(length),
        ("char" | "nchar" | "packed" | "zoned" | "date" | "time" | "timestamp" | "flag" | "blob", "byte") => {
            Some(length)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn told(columns: &str) -> Vec<String> {
        let text = format!(
            "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\"><layout unit=\"byte\"><table name=\"T\">{columns}</table></layout></current>"
        );
        let source = Source::new("current.xml", text, String::new());
        let mut problems = Vec::new();
        let root = tree::read(&source, &mut problems).unwrap();
        check(&root, &source, &mut problems);
        problems.iter().map(|p| p.what.ja.clone()).collect()
    }

    const A: &str = "<column name=\"A\" type=\"char\" length=\"10\" offset=\"0\"/>";

    #[test]
    fn records_that_add_up_are_silent() {
        let whole = format!(
            "{A}<column name=\"B\" type=\"packed\" length=\"7\" unit=\"digit\" offset=\"10\"/>\
             <group name=\"G\" occurs=\"3\" offset=\"14\"><column name=\"C\" type=\"char\" length=\"2\" offset=\"14\"/>\
             <column name=\"D\" type=\"zoned\" length=\"3\" unit=\"digit\" offset=\"16\"/></group>\
             <group name=\"R\" redefines=\"A\" offset=\"0\"><column name=\"E\" type=\"char\" length=\"4\" offset=\"0\"/></group>\
             <column name=\"F\" type=\"char\" length=\"1\" offset=\"29\"/>"
        );
        assert_eq!(told(&whole), Vec::<String>::new());
        let unplaced =
            "<column name=\"A\" type=\"char\" length=\"10\"/><column name=\"B\" length=\"10\" offset=\"3\"/>";
        assert_eq!(told(unplaced), Vec::<String>::new(), "nothing is said of what is not stated");
    }

    #[test]
    fn parts_that_lie_on_each_other_are_told() {
        let told = told(&format!("{A}<column name=\"B\" type=\"char\" length=\"5\" offset=\"8\"/>"));
        assert_eq!(told, ["B: 位置 8 から始まりますが、「A」が位置 0 から 10 の手前までを使っています"]);
    }

    #[test]
    fn repetitions_take_their_place() {
        let group =
            "<group name=\"G\" occurs=\"12\"><column name=\"C\" type=\"char\" length=\"2\" offset=\"10\"/></group>";
        let near = format!("{A}{group}<column name=\"B\" type=\"char\" length=\"5\" offset=\"33\"/>");
        assert_eq!(told(&near), ["B: 位置 33 から始まりますが、「G」が位置 10 から 34 の手前までを使っています"]);
        assert_eq!(told(&near.replace("33", "34")), Vec::<String>::new());
    }

    #[test]
    fn redefinitions_of_nothing_elsewhere_and_of_less_are_told() {
        let column = |name: &str, length: u32, offset: u32| {
            format!(
                "{A}<column name=\"B\" type=\"char\" length=\"{length}\" offset=\"{offset}\" redefines=\"{name}\"/>"
            )
        };
        assert_eq!(told(&column("A", 10, 0)), Vec::<String>::new());
        assert_eq!(told(&column("ZZ", 10, 0)), ["B: 再定義する項目「ZZ」がこの表にありません"]);
        assert_eq!(told(&column("A", 5, 2)), ["B: 「A」の再定義なのに、先頭の位置が違います（2 と 0）"]);
        assert_eq!(told(&column("A", 12, 0)), ["B: 再定義する「A」（10バイト）より長くなっています（12バイト）"]);
    }
}
