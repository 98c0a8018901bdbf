//! Lines about forms, their fields, and functions.

use super::{Apply, Name, owned};
use crate::matching::mapping::MappingPlace;
use crate::matching::model::*;
use crate::matching::precedence::Precedence;
use crate::spec::standard::{FormId, FunctionId};
use crate::text::fold::f1;
use crate::text::nearest::nearest;

impl Apply<'_, '_> {
    pub(super) fn form(&mut self, line: &crate::matching::mapping::FormLine) {
        let current = self.current_form("form", &line.current, line.current.get_ref());
        if current.is_some_and(|c| self.said.forms.ask(&c, self.file) == Precedence::Overridden) {
            return;
        }
        let place = self.mapping.place(self.file, line.standard.span());
        current.into_iter().for_each(|c| self.said.forms.note(c, &place));
        let left_out = self.said.ignored_current.ask(&f1(line.current.get_ref()), self.file);
        for name in line.standard.get_ref().ids() {
            let Some((form, current)) = self.standard_form("form", &place, name).zip(current) else { continue };
            let ignored = self.said.ignored_forms.ask(&form, self.file);
            let known = self.matching.forms.iter().any(|(c, f, _)| (*c, *f) == (current, form));
            if ignored.or(left_out.clone()) == Precedence::Free && !known {
                self.said.standard_forms.note(form, &place);
                self.matching.forms.push((current, form, Origin::Mapping(place.clone())));
            }
        }
    }

    fn current_form(&mut self, section: &'static str, at: &Name, name: &str) -> Option<usize> {
        let found = self.names.current_forms.get(&f1(name)).copied();
        if found.is_none() {
            let all = self.current.forms.iter().flat_map(|s| &s.entries).map(|f| f.name.as_str());
            let near = owned(nearest(name, all, 3));
            self.fault(self.place(at), section, FaultKind::UnknownCurrent, name, near);
        }
        found
    }

    fn standard_form(&mut self, section: &'static str, place: &MappingPlace, name: &str) -> Option<FormId> {
        match self.names.forms.get(&f1(name)).map_or(&[][..], Vec::as_slice) {
            [form] => return Some(*form),
            [] => {
                let all = self.standard.forms().map(|f| self.standard.form(f).name.as_str());
                let near = owned(nearest(name, all, 3));
                self.fault(place.clone(), section, FaultKind::UnknownStandard, name, near);
            }
            several => {
                let near = several.iter().map(|f| self.standard.form_label(*f)).collect();
                self.fault(place.clone(), section, FaultKind::Ambiguous, name, near);
            }
        }
        None
    }

    pub(super) fn field(&mut self, line: &crate::matching::mapping::FieldLine) {
        let current = self.current_field(&line.current);
        let standard = self.standard_field(&line.standard);
        let (Some(current), Some(standard)) = (current, standard) else { return };
        let place = self.place(&line.current);
        match self.said.standard_fields.ask(&standard, self.file) {
            Precedence::Overridden => {}
            Precedence::Same(_) if self.matching.fields.iter().any(|(c, s, _)| (*c, *s) == (current, standard)) => {
                self.unused(place, "field", line.current.get_ref());
            }
            Precedence::Same(other) => self.contradiction(place, "field", line.standard.get_ref(), other),
            Precedence::Free => {
                self.said.standard_fields.note(standard, &place);
                self.matching.fields.push((current, standard, Origin::Mapping(place)));
            }
        }
    }

    fn current_field(&mut self, name: &Name) -> Option<(usize, usize)> {
        let forms = self.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
        let wanted = f1(name.get_ref());
        let found = forms.iter().enumerate().find_map(|(f, form)| {
            let field = form.fields.iter().position(|x| f1(&format!("{}.{}", form.name, x.label)) == wanted)?;
            Some((f, field))
        });
        if found.is_none() {
            let all: Vec<String> =
                forms.iter().flat_map(|f| f.fields.iter().map(move |x| format!("{}.{}", f.name, x.label))).collect();
            let near = owned(nearest(name.get_ref(), all.iter().map(String::as_str), 3));
            self.fault(self.place(name), "field", FaultKind::UnknownCurrent, name.get_ref(), near);
        }
        found
    }

    fn standard_field(&mut self, name: &Name) -> Option<(FormId, usize)> {
        let wanted = f1(name.get_ref());
        let label =
            |f: FormId, i: usize| format!("{}.{}", self.standard.form(f).name, self.standard.form(f).items[i].name);
        let all = || self.standard.forms().flat_map(|f| (0..self.standard.form(f).items.len()).map(move |i| (f, i)));
        let found = all().find(|(f, i)| f1(&label(*f, *i)) == wanted);
        if found.is_none() {
            let labels: Vec<String> = all().map(|(f, i)| label(f, i)).collect();
            let near = owned(nearest(name.get_ref(), labels.iter().map(String::as_str), 3));
            self.fault(self.place(name), "field", FaultKind::UnknownStandard, name.get_ref(), near);
        }
        found
    }

    pub(super) fn function(&mut self, line: &crate::matching::mapping::FunctionLine) {
        let current = self.names.current_functions.get(&f1(line.current.get_ref())).copied();
        if current.is_none() {
            let all = self.current.functions.iter().flat_map(|s| &s.entries).map(|a| a.name.as_str());
            let near = owned(nearest(line.current.get_ref(), all, 3));
            self.fault(self.place(&line.current), "function", FaultKind::UnknownCurrent, line.current.get_ref(), near);
        }
        if current.is_some_and(|c| self.said.functions.ask(&c, self.file) == Precedence::Overridden) {
            return;
        }
        let place = self.mapping.place(self.file, line.standard.span());
        current.into_iter().for_each(|c| self.said.functions.note(c, &place));
        let left_out = self.said.ignored_current.ask(&f1(line.current.get_ref()), self.file);
        for name in line.standard.get_ref().ids() {
            if let (Some(function), Some(current)) = (self.standard_function(&place, name), current)
                && left_out == Precedence::Free
            {
                self.link_function(current, function, &place, name);
            }
        }
    }

    fn standard_function(&mut self, place: &MappingPlace, name: &str) -> Option<FunctionId> {
        match self.names.functions.get(&f1(name)).map_or(&[][..], Vec::as_slice) {
            [function] => return Some(*function),
            [] => {
                let all = self.standard.functions().map(|f| self.standard.function(f).name.as_str());
                let near = owned(nearest(name, all, 3));
                self.fault(place.clone(), "function", FaultKind::UnknownStandard, name, near);
            }
            several => {
                let near = several.iter().map(|f| self.standard.function_label(*f)).collect();
                self.fault(place.clone(), "function", FaultKind::Ambiguous, name, near);
            }
        }
        None
    }

    fn link_function(&mut self, current: usize, function: FunctionId, place: &MappingPlace, name: &str) {
        let ignored = self.said.ignored_functions.ask(&function, self.file);
        match self.said.standard_functions.ask(&function, self.file).or(ignored) {
            Precedence::Overridden => {}
            Precedence::Same(_) if self.matching.functions.iter().any(|(c, f, _)| (*c, *f) == (current, function)) => {
                self.unused(place.clone(), "function", name);
            }
            // the answer to one function can come from one line only
            Precedence::Same(other) => self.contradiction(place.clone(), "function", name, other),
            Precedence::Free => {
                self.said.standard_functions.note(function, place);
                self.matching.functions.push((current, function, Origin::Mapping(place.clone())));
            }
        }
    }
}
