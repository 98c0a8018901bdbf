//! A layout document as a tree of known elements. What is not allowed is told with what is, and left out; the rest is kept.

use std::borrow::Cow;

use super::elements::{Attr, Def, ELEMENTS, Kind, NAMESPACE, def};
use crate::domain::Encoding;
use crate::text::clean::{shorten, visible};
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;
use crate::text::source::Source;
use crate::xml::{Attribute, Element, Event, Limits, Reader};

/// A known element with its checked attributes.
#[derive(Debug)]
pub struct Node<'a> {
    pub def: &'static Def,
    /// The start tag.
    pub span: Span,
    pub attributes: Vec<(&'static Attr, Cow<'a, str>, Span)>,
    pub children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(a, ..)| a.name == name).map(|(_, v, _)| v.as_ref())
    }

    pub fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_string)
    }

    /// A whole number; its form was checked.
    pub fn count(&self, name: &str) -> Option<u32> {
        self.text(name)?.trim().parse().ok()
    }

    pub fn bool(&self, name: &str) -> Option<bool> {
        self.text(name).map(|v| v == "true")
    }

    pub fn words(&self, name: &str) -> Vec<String> {
        self.text(name).map(|v| v.split_whitespace().map(str::to_string).collect()).unwrap_or_default()
    }

    pub fn value_span(&self, name: &str) -> Option<Span> {
        self.attributes.iter().find(|(a, ..)| a.name == name).map(|(.., s)| *s)
    }

    pub fn children(&self, name: &'static str) -> impl Iterator<Item = &Node<'a>> {
        self.children.iter().filter(move |c| c.def.name == name)
    }
}

/// Faults of one document that are told one by one; the rest is counted.
const FAULTS: usize = 100;

/// Reads a document into a tree; faults of single elements and attributes go to `problems`.
///
/// # Errors
/// The document as a whole cannot be read: not well-formed, or another root or namespace.
pub fn read<'a>(source: &'a Source, problems: &mut Vec<Problem>) -> Result<Node<'a>, Problem> {
    let mut reader = Reader::new(source, Limits::default())?;
    let mut builder = Builder { source, problems, told: 0, stack: Vec::new(), skipping: 0, root: None };
    while let Some(event) = reader.next_event()? {
        match event {
            Event::Start(element) => builder.start(element)?,
            Event::End => builder.end(),
            Event::Text(span) => builder.stray_text(span),
        }
    }
    let untold = builder.told.saturating_sub(FAULTS);
    if untold > 0 {
        builder.problems.push(Problem::and_more(&source.path, untold));
    }
    builder.root.ok_or_else(|| wrong_root(source, Span::default(), "", None))
}

struct Builder<'a, 'p> {
    source: &'a Source,
    problems: &'p mut Vec<Problem>,
    /// Faults so far.
    told: usize,
    stack: Vec<Node<'a>>,
    /// Depth inside an element that is left out.
    skipping: usize,
    root: Option<Node<'a>>,
}

impl<'a> Builder<'a, '_> {
    /// A fault; finding its line costs time, so it is made only if it will be told.
    fn tell(&mut self, fault: impl FnOnce(&'a Source) -> Problem) {
        self.told += 1;
        if self.told <= FAULTS {
            self.problems.push(fault(self.source));
        }
    }

    fn start(&mut self, element: Element<'a>) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        let ours = element.namespace.as_deref() == Some(NAMESPACE);
        let Some(parent) = self.stack.last() else {
            if element.name != ELEMENTS[0].name || !ours {
                return Err(wrong_root(self.source, element.span, element.name, element.namespace.as_deref()));
            }
            let node = self.node(&ELEMENTS[0], element);
            self.stack.push(node);
            return Ok(());
        };
        let allowed = parent.def.children.contains(&element.name);
        match def(element.name).filter(|_| ours && allowed) {
            Some(def) => {
                let node = self.node(def, element);
                self.stack.push(node);
            }
            None => {
                let parent = parent.def;
                self.tell(|source| wrong_element(source, parent, &element));
                self.skipping = 1;
            }
        }
        Ok(())
    }

    fn end(&mut self) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        let Some(node) = self.stack.pop() else { return };
        let complete = self.complete(&node);
        match self.stack.last_mut() {
            Some(parent) if complete => parent.children.push(node),
            Some(_) => {}
            None => self.root = Some(node),
        }
    }

    /// Whether the required attributes are there; without them an element cannot be named, so it is left out.
    fn complete(&mut self, node: &Node<'a>) -> bool {
        let missing: Vec<&str> =
            node.def.attrs.iter().filter(|a| a.required && node.text(a.name).is_none()).map(|a| a.name).collect();
        if missing.is_empty() {
            return true;
        }
        let (name, names) = (node.def.name, missing.join(", "));
        self.tell(|source| {
            source.problem(
                node.span.start,
                Bilingual::new(format!("<{name}> に {names} がありません"), format!("<{name}> lacks {names}")),
                Bilingual::new(format!("{names}=\"…\" を書いてください"), format!("add {names}=\"…\"")),
            )
        });
        false
    }

    fn node(&mut self, def: &'static Def, element: Element<'a>) -> Node<'a> {
        let mut attributes = Vec::with_capacity(element.attributes.len());
        for attribute in element.attributes {
            match def.attrs.iter().find(|a| a.name == attribute.name) {
                None => self.tell(|source| unknown_attribute(source, def, &attribute)),
                Some(attr) => match faulty(attr, &attribute.value) {
                    None => attributes.push((attr, attribute.value, attribute.span)),
                    Some(allowed) => self.tell(|source| wrong_value(source, attr, &attribute, allowed)),
                },
            }
        }
        Node { def, span: element.span, attributes, children: Vec::new() }
    }

    fn stray_text(&mut self, span: Span) {
        if self.skipping > 0 {
            return;
        }
        self.tell(|source| {
            source.problem(
                span.start,
                Bilingual::new("要素の間に文字があります", "there is text between the elements"),
                Bilingual::new(
                    "値は属性に書いてください。覚え書きは <!-- --> か note=\"…\" に",
                    "values belong in attributes; remarks in <!-- --> or note=\"…\"",
                ),
            )
        });
    }
}

/// Why a value is not allowed: what would be.
fn faulty(attr: &Attr, value: &str) -> Option<Bilingual> {
    let number = || Bilingual::new("0 以上の整数（4294967295 まで）", "a whole number from 0 to 4294967295");
    match attr.kind {
        Kind::Text | Kind::Words if value.trim().is_empty() && attr.required => {
            Some(Bilingual::new("空でない値", "a value that is not empty"))
        }
        Kind::Text | Kind::Words => None,
        Kind::Count => value.trim().parse::<u32>().is_err().then(number),
        Kind::Bool => (!matches!(value, "true" | "false")).then(|| Bilingual::new("true か false", "true or false")),
        Kind::Choice(words) => (!words.contains(&value)).then(|| Bilingual::new(words.join("、"), words.join(", "))),
        Kind::Date => {
            (!calendar_date(value)).then(|| Bilingual::new("2026-04-01 の形の日付", "a date such as 2026-04-01"))
        }
        Kind::Encoding => Encoding::from_name(value).is_none().then(|| {
            Bilingual::new(
                "CP932、UTF-8、UTF-16、EUC-JP、JEF、KEIS、EBCDIC",
                "CP932, UTF-8, UTF-16, EUC-JP, JEF, KEIS, EBCDIC",
            )
        }),
    }
}

/// A day of the calendar, written `YYYY-MM-DD`.
fn calendar_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let [y, m, d] = parts[..] else { return false };
    if (y.len(), m.len(), d.len()) != (4, 2, 2) {
        return false;
    }
    let (Ok(y), Ok(m), Ok(d)) = (y.parse::<u32>(), m.parse::<u32>(), d.parse::<u32>()) else { return false };
    let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    let days = match m {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&d)
}

fn wrong_root(source: &Source, span: Span, name: &str, namespace: Option<&str>) -> Problem {
    let name = shorten(&visible(name), 60).into_owned();
    let namespace = shorten(&visible(namespace.unwrap_or("-")), 80).into_owned();
    source.problem(
        span.start,
        Bilingual::new(
            format!("最上位の要素が <{name}>（名前空間 {namespace}）です"),
            format!("the root element is <{name}> in the namespace {namespace}"),
        ),
        Bilingual::new(
            format!(
                "<current xmlns=\"{NAMESPACE}\" …> で始めてください。ひな形は gapcheck template current で作れます"
            ),
            format!("begin with <current xmlns=\"{NAMESPACE}\" …>; gapcheck template current writes one"),
        ),
    )
}

fn wrong_element(source: &Source, parent: &Def, element: &Element<'_>) -> Problem {
    let name = shorten(&visible(element.name), 60).into_owned();
    let allowed: Vec<String> = parent.children.iter().map(|c| format!("<{c}>")).collect();
    let (here, there) = (parent.name, allowed.join(" "));
    let todo = match allowed.is_empty() {
        true => Bilingual::new(format!("<{here}> の中には何も書けません"), format!("nothing stands inside <{here}>")),
        false => {
            Bilingual::new(format!("<{here}> の中に書けるのは {there} です"), format!("inside <{here}> stand {there}"))
        }
    };
    let foreign = element.namespace.as_deref().is_some_and(|n| n != NAMESPACE);
    let what = match foreign {
        true => Bilingual::new(
            format!("別の名前空間の要素 <{name}> があります"),
            format!("<{name}> is of another namespace"),
        ),
        false => Bilingual::new(
            format!("<{here}> の中に <{name}> は書けません"),
            format!("<{name}> does not stand inside <{here}>"),
        ),
    };
    source.problem(element.span.start, what, todo)
}

fn unknown_attribute(source: &Source, def: &Def, attribute: &Attribute<'_>) -> Problem {
    let name = shorten(&visible(attribute.name), 60).into_owned();
    let names: Vec<&str> = def.attrs.iter().map(|a| a.name).collect();
    let close = nearest(attribute.name, names.iter().copied(), 1);
    let (all, element) = (names.join(" "), def.name);
    let (hint_ja, hint_en) = match close.first() {
        Some(close) => (format!("{close} の書き誤りではありませんか。"), format!("did you mean {close}? ")),
        None => (String::new(), String::new()),
    };
    source.problem(
        attribute.name_span.start,
        Bilingual::new(
            format!("<{element}> に属性 {name} はありません"),
            format!("<{element}> has no attribute {name}"),
        ),
        Bilingual::new(format!("{hint_ja}使える属性: {all}"), format!("{hint_en}attributes: {all}")),
    )
}

fn wrong_value(source: &Source, attr: &Attr, attribute: &Attribute<'_>, allowed: Bilingual) -> Problem {
    let name = attr.name;
    let value = shorten(&visible(&attribute.value), 60).into_owned();
    source.problem(
        attribute.span.start,
        Bilingual::new(format!("{name}=\"{value}\" は使えない値です"), format!("{name}=\"{value}\" is not allowed")),
        Bilingual::new(format!("使える値: {}", allowed.ja), format!("allowed: {}", allowed.en)),
    )
}
