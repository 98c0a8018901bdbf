//! The counts by class: what a council asks first is how much of what is required fits.

use super::summary::tally;
use super::verdict::{Judged, Verdicts};
use crate::compare::Comparison;
use crate::report::model::{ClassTally, Kind, StandardClass};
use crate::spec::edition::{Class, ClassFor, Classes, Value};

/// Items by データ出力条件, forms and functions by 実装区分; classes that nothing has are left out.
pub fn by_class(c: &Comparison<'_>, verdicts: &Verdicts) -> Vec<ClassTally> {
    let items = c.standard.items().map(|i| of_value(c.standard.item(i).value));
    let forms = c.standard.forms().map(|f| of_class(c, &c.standard.form(f).class));
    let functions = c.standard.functions().map(|f| of_class(c, &c.standard.function(f).class));
    let mut all = counted(Kind::Items, items, &verdicts.items);
    all.extend(counted(Kind::Forms, forms, &verdicts.forms));
    all.extend(counted(Kind::Functions, functions, &verdicts.functions));
    all
}

fn counted(kind: Kind, classes: impl Iterator<Item = StandardClass>, judged: &[Judged]) -> Vec<ClassTally> {
    let classes: Vec<StandardClass> = classes.collect();
    let of = |class: StandardClass| {
        let same = classes.iter().zip(judged).filter(move |(c, _)| **c == class).map(|(_, j)| *j);
        ClassTally { kind, class, tally: tally(same) }
    };
    StandardClass::ALL.into_iter().map(of).filter(|c| c.tally.standard > 0).collect()
}

fn of_value(value: Option<Value>) -> StandardClass {
    match value {
        Some(Value::Required) => StandardClass::Mandatory,
        Some(Value::Conditional) => StandardClass::Conditional,
        Some(Value::Optional) => StandardClass::Optional,
        None => StandardClass::Unrecorded,
    }
}

fn of_class(c: &Comparison<'_>, classes: &Classes) -> StandardClass {
    match classes.of(c.category) {
        ClassFor::Known(Class::Mandatory) => StandardClass::Mandatory,
        ClassFor::Known(Class::Optional) => StandardClass::Optional,
        ClassFor::Known(Class::Forbidden) => StandardClass::Forbidden,
        ClassFor::Unrecorded => StandardClass::Unrecorded,
        ClassFor::ByCategory => StandardClass::ByCategory,
    }
}
