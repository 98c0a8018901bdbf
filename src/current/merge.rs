//! Parts that were read become one system.

use std::collections::HashMap;

use super::material::Part;
use super::model::*;
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Whole {
    system: Option<CurrentSystem>,
    pub problems: Vec<Problem>,
}

impl Whole {
    /// Adds a part. A `stated` one says of itself what it is of (role, scope); another takes that over.
    ///
    /// # Errors
    /// Its role differs from the others'.
    pub fn take(&mut self, part: Part, stated: bool) -> Result<(), Problem> {
        let Part { mut system, problems, receipt } = part;
        self.problems.extend(problems);
        // of an input without a role nothing can be said; that was told
        if stated && system.files.is_empty() {
            return Ok(());
        }
        let Some(whole) = &mut self.system else {
            self.system = Some(system);
            return Ok(());
        };
        if stated && whole.role != system.role {
            let mut problem = Problem::new(
                receipt.file,
                Bilingual::new("ほかのファイルと role が違います", "its role differs from the other files'"),
                Bilingual::new(
                    "present と package は別々に実行してください",
                    "check present and package in separate runs",
                ),
            );
            problem.position = Some(system.position(system.root));
            return Err(problem);
        }
        move_behind(&mut system, whole.files.len());
        if !stated {
            // it says nothing about the scope, so it does not widen it
            system.scope = whole.scope.clone();
            drop_repeated(whole, &mut system);
        }
        whole.files.append(&mut system.files);
        merge(whole, system);
        Ok(())
    }

    /// The system without what stands in it twice.
    pub fn finish(mut self) -> (Option<CurrentSystem>, Vec<Problem>) {
        if let Some(system) = &mut self.system {
            drop_duplicates(system, &mut self.problems);
        }
        (self.system, self.problems)
    }
}

/// Places of a part that comes after other files.
fn move_behind(system: &mut CurrentSystem, files: usize) {
    let move_spot = |spot: &mut Spot| spot.file += files;
    move_spot(&mut system.root);
    system.conforms_to.iter_mut().for_each(|(_, spot)| move_spot(spot));
    for section in system.functions.iter_mut() {
        move_spot(&mut section.spot);
        section.entries.iter_mut().for_each(|a| move_spot(&mut a.spot));
    }
    for section in system.forms.iter_mut() {
        move_spot(&mut section.spot);
        for form in &mut section.entries {
            move_spot(&mut form.spot);
            form.fields.iter_mut().for_each(|f| move_spot(&mut f.spot));
        }
    }
    let Some(layout) = &mut system.layout else { return };
    move_spot(&mut layout.spot);
    for table in &mut layout.tables {
        move_spot(&mut table.spot);
        table.columns.iter_mut().for_each(|c| move_spot(&mut c.spot));
    }
    for codes in &mut layout.codes {
        move_spot(&mut codes.spot);
        codes.values.iter_mut().for_each(|c| move_spot(&mut c.spot));
    }
}

/// Two sections may hand in the same answer. Where they differ both stay, and that is told.
fn drop_repeated(whole: &CurrentSystem, part: &mut CurrentSystem) {
    let same = |a: &str, b: &str| f1_lower(a) == f1_lower(b);
    if let (Some(known), Some(more)) = (&whole.functions, &mut part.functions) {
        let said = |a: &Answer, b: &Answer| same(&a.name, &b.name) && (a.reply, a.local) == (b.reply, b.local);
        more.entries.retain(|answer| !known.entries.iter().any(|k| said(k, answer)));
    }
    if let (Some(known), Some(more)) = (&whole.forms, &mut part.forms) {
        let said = |a: &Form, b: &Form| {
            let facts = |f: &Form| (f.standard.clone(), f.paper.clone(), f.orientation.clone(), f.sides, f.per_sheet);
            same(&a.name, &b.name) && facts(a) == facts(b)
        };
        more.entries.retain(|form| !known.entries.iter().any(|k| said(k, form)));
    }
}

fn merge(system: &mut CurrentSystem, part: CurrentSystem) {
    let all = system.scope.is_empty() || part.scope.is_empty();
    system.scope = if all { Vec::new() } else { union(&system.scope, part.scope) };
    system.notes.extend(part.notes);
    system.municipality = system.municipality.take().or(part.municipality);
    system.municipality_name = system.municipality_name.take().or(part.municipality_name);
    system.category = system.category.take().or(part.category);
    system.product = system.product.take().or(part.product);
    system.as_of = system.as_of.take().or(part.as_of);
    system.conforms_to = system.conforms_to.take().or(part.conforms_to);
    merge_option(&mut system.layout, part.layout, layout);
    merge_option(&mut system.forms, part.forms, section);
    merge_option(&mut system.functions, part.functions, section);
}

fn union(a: &[String], b: Vec<String>) -> Vec<String> {
    let mut all = a.to_vec();
    all.extend(b.into_iter().filter(|x| !a.contains(x)));
    all
}

fn merge_option<T>(into: &mut Option<T>, part: Option<T>, merge: fn(&mut T, T)) {
    match (into.as_mut(), part) {
        (Some(whole), Some(part)) => merge(whole, part),
        (None, part) => *into = part,
        (Some(_), None) => {}
    }
}

/// Two layouts are complete only if both are.
pub fn layout(whole: &mut Layout, part: Layout) {
    whole.complete &= part.complete;
    whole.encoding = whole.encoding.or(part.encoding);
    whole.tables.extend(part.tables);
    whole.codes.extend(part.codes);
}

/// As [`layout`], for forms and functions.
pub fn section<T>(whole: &mut Section<T>, part: Section<T>) {
    whole.complete &= part.complete;
    whole.entries.extend(part.entries);
}

/// A name that stands twice would let one definition hide the other; the first is kept.
fn drop_duplicates(system: &mut CurrentSystem, problems: &mut Vec<Problem>) {
    let files = &system.files;
    if let Some(layout) = &mut system.layout {
        unique(files, &mut layout.tables, |t| (f1_lower(&t.name), t.spot), ("表", "table"), problems);
        unique(files, &mut layout.codes, |c| (f1_lower(&c.id), c.spot), ("コード一覧", "code list"), problems);
        for table in &mut layout.tables {
            unique(files, &mut table.columns, |c| (f1_lower(&c.name), c.spot), ("項目", "column"), problems);
        }
        for codes in &mut layout.codes {
            unique(files, &mut codes.values, |c| (c.value.clone(), c.spot), ("コード値", "code value"), problems);
        }
    }
    if let Some(forms) = &mut system.forms {
        unique(files, &mut forms.entries, |f| (f1_lower(&f.name), f.spot), ("帳票", "form"), problems);
        for form in &mut forms.entries {
            unique(files, &mut form.fields, |f| (f1_lower(&f.label), f.spot), ("印字項目", "printed item"), problems);
        }
    }
    if let Some(functions) = &mut system.functions {
        unique(files, &mut functions.entries, |a| (f1_lower(&a.name), a.spot), ("機能", "function"), problems);
    }
}

/// Repeated names of one kind that are told one by one; the rest is counted.
const REPEATED: usize = 100;

fn unique<T>(
    files: &[Source],
    entries: &mut Vec<T>,
    key: impl Fn(&T) -> (String, Spot),
    (ja, en): (&str, &str),
    problems: &mut Vec<Problem>,
) {
    let mut seen: HashMap<String, Spot> = HashMap::with_capacity(entries.len());
    let (mut repeated, mut last) = (0usize, 0);
    entries.retain(|entry| {
        let (name, spot) = key(entry);
        let Some(first) = seen.get(&name) else {
            seen.insert(name, spot);
            return true;
        };
        (repeated, last) = (repeated + 1, spot.file);
        if repeated > REPEATED {
            return false;
        }
        let at = files[first.file].position(first.span.start);
        let place = format!("{}:{}", files[first.file].path, at.line);
        problems.push(files[spot.file].problem(
            spot.span.start,
            Bilingual::new(
                format!("{ja}「{name}」が二度あります（最初は {place}）"),
                format!("the {en} {name:?} stands twice (first at {place})"),
            ),
            Bilingual::new(
                "どちらかの名前を直すか、片方を取り除いてください。最初のものだけを調べました",
                "rename or remove one; only the first was checked",
            ),
        ));
        false
    });
    if repeated > REPEATED {
        problems.push(Problem::and_more(&files[last].path, repeated - REPEATED));
    }
}
