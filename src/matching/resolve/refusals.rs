//! Lines that say no: `[[ignore]]` and `[[reject]]`.

use toml::Spanned;

use super::{Apply, Name};
use crate::matching::mapping::{IgnoreLine, RejectLine};
use crate::matching::precedence::Precedence;
use crate::spec::edition::OneOrMany;
use crate::text::fold::{f1, f1_lower};

impl Apply<'_, '_> {
    pub(super) fn ignore(&mut self, line: &IgnoreLine) {
        for name in line.current.iter().flat_map(each) {
            self.ignore_current(&name, &line.reason);
        }
        for name in line.standard.iter().flat_map(each) {
            self.ignore_standard(&name, &line.reason);
        }
    }

    fn ignore_current(&mut self, name: &Name, reason: &str) {
        let (folded, exact) = (f1_lower(name.get_ref()), f1(name.get_ref()));
        let place = self.place(name);
        if let Some(table) = self.names.tables.get(&folded).copied() {
            if self.may_refuse("ignore", name, self.said.used_tables.ask(&table, self.file)) {
                self.said.ignored_tables.note(table, &place);
                self.matching.ignored_tables.insert(table, reason.to_string());
            }
        } else if let Some(column) = self.names.columns.get(&folded).copied() {
            if self.may_refuse("ignore", name, self.said.used.ask(&column, self.file)) {
                self.said.ignored.note(column, &place);
                self.matching.ignored_columns.insert(column, reason.to_string());
            }
        } else if let Some(form) = self.names.current_forms.get(&exact).copied() {
            if self.may_refuse("ignore", name, self.said.forms.ask(&form, self.file)) {
                self.said.ignored_current.note(exact.clone(), &place);
                self.matching.ignored_current.insert(exact);
            }
        } else if let Some(answer) = self.names.current_functions.get(&exact).copied() {
            if self.may_refuse("ignore", name, self.said.functions.ask(&answer, self.file)) {
                self.said.ignored_current.note(exact.clone(), &place);
                self.matching.ignored_current.insert(exact);
            }
        } else {
            self.column("ignore", name);
        }
    }

    fn ignore_standard(&mut self, name: &Name, reason: &str) {
        let (folded, reason, place) = (f1(name.get_ref()), reason.to_string(), self.place(name));
        if let Some([group]) = self.names.groups.get(&folded).map(Vec::as_slice) {
            if self.may_refuse("ignore", name, self.said.used_groups.ask(group, self.file)) {
                self.said.ignored_groups.note(*group, &place);
                self.matching.ignored_groups.insert(*group, reason);
            }
        } else if let Some([form]) = self.names.forms.get(&folded).map(Vec::as_slice) {
            if self.may_refuse("ignore", name, self.said.standard_forms.ask(form, self.file)) {
                self.said.ignored_forms.note(*form, &place);
                self.matching.ignored_forms.insert(*form, reason);
            }
        } else if let Some([function]) = self.names.functions.get(&folded).map(Vec::as_slice) {
            if self.may_refuse("ignore", name, self.said.standard_functions.ask(function, self.file)) {
                self.said.ignored_functions.note(*function, &place);
                self.matching.ignored_functions.insert(*function, reason);
            }
        } else if let Some(item) = self.item("ignore", name)
            && self.may_refuse("ignore", name, self.said.items.ask(&item, self.file))
        {
            self.said.ignored_items.note(item, &place);
            self.matching.ignored_items.insert(item, reason);
        }
    }

    pub(super) fn reject(&mut self, line: &RejectLine) {
        let pair = self.column("reject", &line.current).zip(self.item("reject", &line.standard));
        let Some((column, item)) = pair else { return };
        let mut links = self.matching.links.iter();
        let linked = links.find(|l| l.items.contains(&item) && l.columns.contains(&column));
        let used = match linked.and_then(|l| l.origin.line()) {
            Some(other) if other.file < self.file => Precedence::Overridden,
            Some(other) => Precedence::Same(other.clone()),
            None => Precedence::Free,
        };
        if self.may_refuse("reject", &line.current, used) {
            self.said.rejected.note((column, item), &self.place(&line.current));
            if !self.matching.rejected.insert((column, item)) {
                self.unused(self.place(&line.current), "reject", line.current.get_ref());
            }
        }
    }

    /// Whether a thing can be refused: no line of this file and none of a nearer one gives it a counterpart.
    fn may_refuse(&mut self, section: &'static str, name: &Name, used: Precedence) -> bool {
        if let Precedence::Same(other) = &used {
            self.contradiction(self.place(name), section, name.get_ref(), other.clone());
        }
        used == Precedence::Free
    }
}

/// The names of a line that takes one or several; they share its place.
fn each(names: &Spanned<OneOrMany>) -> impl Iterator<Item = Name> {
    let span = names.span();
    names.get_ref().ids().map(move |name| Spanned::new(span.clone(), name.to_string()))
}
