//! Every item, form and function of the standard with today's side: the rows of the 対応表.

use super::verdict::Verdicts;
use crate::compare::{Comparison, FunctionState};
use crate::current::model::Reply;
use crate::matching::Origin;
use crate::report::rows::{RowKind, StandardRow, Verdict};
use crate::rules::describe::{ColumnSpec, value_word};
use crate::spec::edition::{Class, ClassFor, Orientation};
use crate::spec::standard::{FormId, FunctionId, ItemId};
use crate::text::lang::Lang;

/// In the standard's order, without what was not submitted.
pub fn rows(c: &Comparison<'_>, verdicts: &Verdicts, lang: Lang) -> Vec<StandardRow> {
    let items = c.standard.items().zip(&verdicts.items).map(|(id, j)| item(c, id, j.verdict, lang));
    let forms = c.standard.forms().zip(&verdicts.forms).map(|(id, j)| form(c, id, j.verdict, lang));
    let functions = c.standard.functions().zip(&verdicts.functions).map(|(id, j)| function(c, id, j.verdict, lang));
    items.chain(forms).chain(functions).filter(|row| row.verdict != Verdict::OutOfScope).collect()
}

fn item(c: &Comparison<'_>, id: ItemId, verdict: Verdict, lang: Lang) -> StandardRow {
    let i = c.standard.item(id);
    let kind = i.data_type.map(|t| t.letters().to_string());
    let digits = i.digits.map(|d| match lang {
        Lang::Ja => format!("{d}桁"),
        Lang::En => format!("{d} digits"),
    });
    let (current, origin) = item_today(c, id, lang);
    StandardRow {
        kind: RowKind::Item,
        subject: c.item_subject(id),
        key: i.key.clone(),
        standard: kind.into_iter().chain(digits).collect::<Vec<_>>().join(" "),
        class: i.value.map(|v| value_word(v, lang).to_string()).unwrap_or_default(),
        current,
        origin,
        verdict,
    }
}

fn item_today(c: &Comparison<'_>, id: ItemId, lang: Lang) -> (String, String) {
    let column = |column| ColumnSpec::of(c, column).name(lang);
    let links: Vec<_> = c.matching.links_of_item(id).collect();
    if let Some(first) = links.first() {
        let columns: Vec<String> = links.iter().flat_map(|l| &l.columns).map(|x| column(*x)).collect();
        return (columns.join(lang.pick("、", ", ")), origin(&first.origin, lang));
    }
    if let Some(value) = c.matching.constants.get(&id).map(|c| &c.value) {
        let text = match lang {
            Lang::Ja => format!("固定値 {value}"),
            Lang::En => format!("constant {value}"),
        };
        return (text, lang.pick("対応表", "mapping").into());
    }
    let candidates: Vec<String> = c.matching.candidates_of(id).map(|x| column(x.column)).collect();
    let word = if candidates.is_empty() { "" } else { lang.pick("候補（要確認）", "candidate to confirm") };
    (candidates.join(lang.pick("、", ", ")), word.into())
}

fn origin(origin: &Origin, lang: Lang) -> String {
    match origin {
        Origin::Mapping(_) => lang.pick("対応表", "mapping").into(),
        Origin::Auto(evidence) => {
            let reasons: Vec<String> = evidence.iter().map(|e| e.label().get(lang).to_string()).collect();
            let reasons = reasons.join(lang.pick("、", ", "));
            match lang {
                Lang::Ja => format!("自動（{reasons}）"),
                Lang::En => format!("automatic ({reasons})"),
            }
        }
    }
}

fn form(c: &Comparison<'_>, id: FormId, verdict: Verdict, lang: Lang) -> StandardRow {
    let f = c.standard.form(id);
    let orientation = f.orientation.map(|o| match o {
        Orientation::Portrait => lang.pick("縦", "portrait"),
        Orientation::Landscape => lang.pick("横", "landscape"),
    });
    let paper: Vec<&str> = f.paper.as_deref().into_iter().chain(orientation).collect();
    let today: Vec<_> = c.matching.forms.iter().filter(|(_, form, _)| *form == id).collect();
    let forms = c.current.forms.as_ref();
    let names = today.iter().filter_map(|(at, ..)| forms?.entries.get(*at)).map(|f| f.name.as_str());
    StandardRow {
        kind: RowKind::Form,
        subject: c.form_subject(id),
        key: f.form_number.clone().unwrap_or_else(|| f.key.clone()),
        standard: paper.join(" "),
        class: class(f.class.of(c.category), lang).into(),
        current: names.collect::<Vec<_>>().join(lang.pick("、", ", ")),
        origin: today.first().map(|(.., o)| origin(o, lang)).unwrap_or_default(),
        verdict,
    }
}

fn function(c: &Comparison<'_>, id: FunctionId, verdict: Verdict, lang: Lang) -> StandardRow {
    let f = c.standard.function(id);
    let answer = match c.functions[id.0] {
        FunctionState::Answered(_, Reply::Yes) => lang.pick("あり", "yes"),
        FunctionState::Answered(_, Reply::Partly) => lang.pick("一部あり", "partly"),
        FunctionState::Answered(_, Reply::No) | FunctionState::NotUsed => lang.pick("なし", "no"),
        FunctionState::Unanswered | FunctionState::Answered(_, Reply::Unknown) => lang.pick("未回答", "no answer"),
        FunctionState::Ignored | FunctionState::OutOfScope | FunctionState::NotInForce => "",
    };
    StandardRow {
        kind: RowKind::Function,
        subject: c.function_subject(id),
        key: f.key.clone(),
        standard: f.requirement.clone().or_else(|| f.business.clone()).unwrap_or_default(),
        class: class(f.class.of(c.category), lang).into(),
        current: answer.into(),
        origin: String::new(),
        verdict,
    }
}

fn class(class: ClassFor, lang: Lang) -> &'static str {
    let (ja, en) = match class {
        ClassFor::Known(Class::Mandatory) => ("実装必須", "mandatory"),
        ClassFor::Known(Class::Optional) => ("標準オプション", "optional"),
        ClassFor::Known(Class::Forbidden) => ("実装不可", "forbidden"),
        ClassFor::Unrecorded => ("未収録", "not recorded"),
        ClassFor::ByCategory => ("団体区分による", "by category"),
    };
    lang.pick(ja, en)
}
