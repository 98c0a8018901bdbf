//! Everything that a mapping can name, by folded name.

use std::collections::HashMap;

use crate::current::model::{ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};
use crate::text::fold::{f1, f1_lower};

/// Everything that a mapping can name.
pub(super) struct Names<'a> {
    pub(super) tables: HashMap<String, TableId>,
    pub(super) columns: HashMap<String, ColumnId>,
    pub(super) groups: HashMap<String, Vec<GroupId>>,
    pub(super) items: HashMap<String, Vec<ItemId>>,
    pub(super) forms: HashMap<String, Vec<FormId>>,
    pub(super) functions: HashMap<String, Vec<FunctionId>>,
    pub(super) current_forms: HashMap<String, usize>,
    pub(super) current_functions: HashMap<String, usize>,
    pub(super) codes: HashMap<String, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(standard: &Standard, current: &'a CurrentSystem) -> Self {
        let mut names = Names {
            tables: current.tables().iter().enumerate().map(|(i, t)| (f1_lower(&t.name), TableId(i))).collect(),
            columns: current.columns().map(|c| (f1_lower(&current.column_name(c)), c)).collect(),
            groups: HashMap::new(),
            items: HashMap::new(),
            forms: HashMap::new(),
            functions: HashMap::new(),
            current_forms: HashMap::new(),
            current_functions: HashMap::new(),
            codes: HashMap::new(),
        };
        for group in standard.groups() {
            let g = standard.group(group);
            for name in g.aliases.iter().chain([&g.name]).flat_map(|n| [f1(n), f1(&format!("{}:{n}", g.business))]) {
                names.groups.entry(name.clone()).or_default().push(group);
                for item in standard.items_of(group) {
                    let i = standard.item(item);
                    for own in i.aliases.iter().chain([&i.name]) {
                        names.items.entry(format!("{name}.{}", f1(own))).or_default().push(item);
                    }
                }
            }
        }
        for form in standard.forms() {
            for name in standard.form_names(form) {
                names.forms.entry(f1(&name)).or_default().push(form);
            }
        }
        for function in standard.functions() {
            for name in standard.function_names(function) {
                names.functions.entry(f1(&name)).or_default().push(function);
            }
        }
        let forms = current.forms.iter().flat_map(|s| &s.entries).enumerate();
        names.current_forms.extend(forms.map(|(i, f)| (f1(&f.name), i)));
        let answers = current.functions.iter().flat_map(|s| &s.entries).enumerate();
        names.current_functions.extend(answers.map(|(i, a)| (f1(&a.name), i)));
        let lists = current.layout.iter().flat_map(|l| &l.codes);
        names.codes.extend(lists.map(|c| (f1_lower(&c.id), c.id.as_str())));
        names
    }
}
