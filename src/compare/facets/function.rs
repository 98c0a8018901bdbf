//! The facets of a function: its class, and the answer.

use super::{Facets, State, edition, unknown};
use crate::compare::{Comparison, FunctionState, UnjudgedWhat};
use crate::current::model::{Reply, Role};
use crate::finding::Aspect;
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::FunctionId;
use crate::text::lang::Bilingual;

pub(super) fn all(c: &Comparison<'_>) -> Vec<Facets> {
    c.standard.functions().map(|function| facets(c, function)).collect()
}

fn facets(c: &Comparison<'_>, function: FunctionId) -> Facets {
    let mut facets = Facets::default();
    let subject = || c.function_subject(function);
    let class = c.standard.function(function).class.of(c.category);
    let reply = match c.functions[function.0] {
        FunctionState::OutOfScope | FunctionState::Ignored | FunctionState::NotInForce => {
            facets.note(Aspect::Class, State::NotAsked);
            facets.note(Aspect::Answer, State::NotAsked);
            return facets;
        }
        FunctionState::Answered(_, reply) => Some(reply).filter(|r| *r != Reply::Unknown),
        FunctionState::NotUsed => Some(Reply::No),
        FunctionState::Unanswered => None,
    };
    let submitted = c.current.functions.is_some();
    // where the class is not known, an answer would not make it judged either; where there is no answer, no more does the class
    let class_state = match class {
        ClassFor::Known(_) => State::Fits,
        _ if !submitted => State::Unknown(Vec::new()),
        ClassFor::ByCategory if reply.is_none() => State::Unknown(Vec::new()),
        ClassFor::ByCategory => {
            let reason = Bilingual::new("団体区分（--category）を指定してください", "set --category");
            unknown(UnjudgedWhat::Category, subject(), reason)
        }
        ClassFor::Unrecorded => edition(subject(), "実装区分", "class"),
    };
    let answer = match (reply, class) {
        (None, ClassFor::Unrecorded) => State::Unknown(Vec::new()),
        (None, _) if !submitted => State::Unknown(Vec::new()),
        (None, _) => {
            let reason = Bilingual::new("回答がありません", "there is no answer");
            unknown(UnjudgedWhat::Function, subject(), reason)
        }
        (Some(reply), ClassFor::Known(class)) => State::judged(fits(class, reply, c.role())),
        (Some(_), _) => State::Unknown(Vec::new()),
    };
    facets.note(Aspect::Class, class_state);
    facets.note(Aspect::Answer, answer);
    facets.settle(&Aspect::OF_FUNCTIONS, subject);
    facets
}

/// Whether an answer is what the class asks for.
fn fits(class: Class, reply: Reply, role: Role) -> bool {
    match (class, reply) {
        (_, Reply::Partly | Reply::Unknown) => false,
        (Class::Mandatory, reply) => reply == Reply::Yes,
        (Class::Forbidden, reply) => reply == Reply::No,
        // what is in use today may not be built
        (Class::Optional, Reply::Yes) => role == Role::Package,
        (Class::Optional, Reply::No) => true,
    }
}
