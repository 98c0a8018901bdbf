use crate::basis::Facet;
use crate::compare::{Comparison, GroupState, ItemState};
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::item::gravity;
use crate::rules::rule::Rule;
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::FormId;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 標準の帳票の印字項目が、現行の帳票にない。
    ///
    /// ## 何を調べるか
    /// 対応する帳票について、標準の印字項目（標準オプションのものを除く）に当たる欄があるかを調べます。帳票の一覧に `complete="true"` があり、その帳票に欄が書かれているときだけ言えます。
    /// 元になるデータ項目が現行にないものは、GAP0509 が原因とともに示します。
    ///
    /// ## なぜ困るか
    /// 現行では、移行後に新しく印字される項目です。住民への説明が変わります。製品では、帳票要件に適合しません。
    ///
    /// ## 例
    /// 標準の納税通知書は「課税標準額」を印字するが、現行の通知書には欄がない。
    ///
    /// ## 直し方
    /// 別の名前の欄があれば対応表の `[[field]]` に書きます。なければ、現行では増える印字を説明する準備をし、製品では欄を設けます。
    ///
    /// ## 根拠
    /// 帳票詳細要件（印字項目）。法令が記載を求める項目は、その法令。
    ///
    /// # English
    ///
    /// A printed item of the standard's form is not on today's.
    ///
    /// ## What it checks
    /// For corresponding forms, whether a field is each printed item that is not optional. Said only if the forms are `complete="true"` and the form states its fields.
    /// Items whose data are not to be had are shown by GAP0509 with their cause.
    ///
    /// ## Why it matters
    /// Today: something new is printed after the move, and has to be explained. Package: it does not conform.
    ///
    /// ## Example
    /// The standard's tax notice prints 課税標準額; today's has no field for it.
    ///
    /// ## What to do
    /// Name the field in `[[field]]` of the mapping if it has another name. Otherwise prepare to explain it; a package has to add the field.
    ///
    /// ## Basis
    /// The printed items of 帳票詳細要件, or the statute that asks for them.
    pub struct FormItemMissing {
        pub form: String,
        pub printed: String,
        /// Fields of today that may be it, as `帳票.欄`.
        pub candidates: Vec<String>,
        pub package: bool,
    }
}

impl Rule for FormItemMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0504",
        name: "form-item-missing",
        title: ("印字項目不足", "printed item missing"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::PrintedItem,
        present: &[Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Rule("GAP0505"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormItemMissing { form, printed, candidates, .. } = &e[0];
        let list = candidates.join(lang.pick("、", ", "));
        match (candidates.is_empty(), lang) {
            (true, Lang::Ja) => {
                format!("標準の帳票「{form}」の印字項目「{printed}」に当たる欄がありません")
            }
            (true, Lang::En) => format!("there is no field for {printed}, which the form {form} prints"),
            (false, Lang::Ja) => {
                format!("標準の帳票「{form}」の印字項目「{printed}」に、確認待ちの候補の欄があります: {list}")
            }
            (false, Lang::En) => format!("{printed} of the form {form} has candidate fields to confirm: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let FormItemMissing { form, printed, candidates, package } = &e[0];
        let name = candidates.first().map_or("…", String::as_str);
        let line = format!("[[field]] current = \"{name}\" standard = \"{form}.{printed}\"");
        match (package, lang) {
            (false, Lang::Ja) => format!(
                "同じ意味の欄があれば対応表に {line} を加えてください。なければ、移行後に印字が増えることを受け取る人に説明する準備をしてください"
            ),
            (false, Lang::En) => format!(
                "if a field means the same, add {line} to the mapping; otherwise prepare to explain what is printed in addition"
            ),
            (true, Lang::Ja) => {
                format!("同じ意味の欄があれば対応表に {line} を加えてください。なければ、欄を設けてください")
            }
            (true, Lang::En) => {
                format!("if a field means the same, add {line} to the mapping; otherwise add the field")
            }
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        for ((form, at), near) in &c.fields.missing {
            let Some((severity, by_class)) = weight(c, *form, *at) else { continue };
            if has_no_data(c, *form, *at) {
                continue;
            }
            let candidates = near.iter().map(|(f, i)| (&section.entries[*f], *i));
            let fields = FormItemMissing {
                form: c.standard.form_label(*form),
                printed: c.standard.form(*form).items[*at].name.clone(),
                candidates: candidates.map(|(f, i)| format!("{}.{}", f.name, f.fields[i].label)).collect(),
                package: c.role() == Role::Package,
            };
            let mut draft = emit
                .draft(c.printed_subject(*form, *at), severity, &fields)
                .printed(c.standard, *form, *at, &[Facet::Existence])
                .rests_on(c.standard.form_basis(*form, Facet::Existence));
            if let Some(basis) = by_class.filter(|_| severity == Severity::Error) {
                draft = draft.rests_on(basis);
            }
            for today in c.matching.forms.iter().filter(|(_, f, _)| f == form).map(|(t, ..)| &section.entries[*t]) {
                draft = draft.spot(c.current, today.spot, "form", &today.name);
            }
            emit.push(draft);
        }
    }
}

/// How grave it is that a printed item is not there, and what its class rests on. A class that the item does not state
/// is that of its form. `None`: it need not be there.
fn weight(c: &Comparison<'_>, form: FormId, at: usize) -> Option<(Severity, Option<crate::basis::SourceKind>)> {
    let (f, item) = (c.standard.form(form), &c.standard.form(form).items[at]);
    let (class, basis) = match item.class.is_empty() {
        false => (item.class.of(c.category), c.standard.printed_basis(form, item, Facet::Class)),
        true => (f.class.of(c.category), c.standard.form_basis(form, Facet::Class)),
    };
    let own_optional = !item.class.is_empty() && class != ClassFor::Known(Class::Mandatory);
    match (c.role(), class) {
        _ if own_optional => None,
        (Role::Package, ClassFor::Known(Class::Mandatory | Class::Optional)) => Some((Severity::Error, Some(basis))),
        _ => Some((Severity::Info, None)),
    }
}

/// Whether the reason is that today's data do not have the item, which is told as such.
fn has_no_data(c: &Comparison<'_>, form: FormId, at: usize) -> bool {
    let Some(item) = c.standard.printed_source(form, &c.standard.form(form).items[at]) else { return false };
    let group = c.groups[c.standard.group_of(item).0];
    (c.items[item.0] == ItemState::Missing || group == GroupState::Missing) && gravity(c, item).is_some()
}
