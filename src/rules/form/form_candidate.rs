use crate::basis::{Facet, SourceKind};
use crate::compare::{Comparison, FormState};
use crate::current::model::Form;
use crate::finding::cap::capped;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::standard::FormId;
use crate::text::lang::{Bilingual, Lang};

use super::{missing_severity, no_forms};

rule_fields! {
    /// 標準の帳票に、確認待ちの候補しかない。
    ///
    /// ## 何を調べるか
    /// 対応する帳票は決まっていないが、表記の揺れを除くと名前が同じ現行の帳票がある帳票です。同じ名前の帳票が標準に複数あって、どれか決まらないものも含みます。GAP0501、GAP0502 の代わりに出ます。
    ///
    /// ## なぜ困るか
    /// 対応が決まるまで、用紙も印字項目も判定されません。
    ///
    /// ## 例
    /// 「納税通知書」の候補として現行の「納税通知書データ」が見つかった。
    ///
    /// ## 直し方
    /// 正しければ示された行を対応表に貼り付けます。違えば、現行の帳票の行き先を決めるか `[[ignore]]` に理由を書きます。
    ///
    /// ## 根拠
    /// 候補が違っていた場合に出る GAP0501 または GAP0502 のうち、重い方と同じです。
    ///
    /// # English
    ///
    /// A form has candidates only, which nobody has confirmed.
    ///
    /// ## What it checks
    /// Forms without a counterpart for which a form of today has the same name once spellings are folded, or whose name several forms of the standard share. Takes the place of GAP0501 and GAP0502.
    ///
    /// ## Why it matters
    /// Until it is settled neither paper nor printed items are judged.
    ///
    /// ## Example
    /// Today's 納税通知書データ is proposed for 納税通知書.
    ///
    /// ## What to do
    /// If it is right, paste the line shown into the mapping. If not, decide where the form of today goes or ignore it with a reason.
    ///
    /// ## Basis
    /// The graver of what GAP0501 and GAP0502 would say if the candidate were wrong.
    pub struct FormCandidate {
        pub form: String,
        /// Forms of today that may be it.
        pub candidates: Vec<String>,
    }
}

impl Rule for FormCandidate {
    const META: &'static Meta = &Meta {
        id: "GAP0512",
        name: "form-candidate",
        title: ("帳票の候補の確認待ち", "candidate form to confirm"),
        area: Area::Form,
        aspect: Some(Aspect::Existence),
        grain: Grain::Form,
        present: &[Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class, Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Waived("候補の帳票は GAP0502 から除かれます"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let (form, list) = (&e[0].form, e[0].candidates.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("標準の帳票「{form}」に、確認待ちの候補があります: {list}"),
            Lang::En => format!("the form {form} has candidates to confirm: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let first = e[0].candidates.first().map_or("", String::as_str);
        let line = format!("[[form]] current = \"{first}\" standard = \"{}\"", e[0].form);
        match lang {
            Lang::Ja => {
                format!("正しければ対応表に {line} を加え、違えばその帳票の正しい対応先か [[ignore]] を書いてください")
            }
            Lang::En => format!("if right, add {line} to the mapping, otherwise map that form elsewhere or ignore it"),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        for form in c.standard.forms().filter(|f| c.forms[f.0] == FormState::Candidate) {
            let Some((severity, basis)) = gravest(c, form) else { continue };
            let near: Vec<&Form> = c
                .matching
                .form_candidates
                .iter()
                .filter(|x| x.form == form)
                .map(|x| &section.entries[x.current])
                .collect();
            let fields = FormCandidate {
                form: c.standard.form_label(form),
                candidates: near.iter().map(|f| f.name.clone()).collect(),
            };
            let draft = emit.draft(c.form_subject(form), severity, &fields).form(c.standard, form, &[]).rests_on(basis);
            emit.push(near.iter().fold(draft, |d, f| d.spot(c.current, f.spot, "form", &f.name)));
        }
    }
}

/// What would be told if the candidate were wrong: that the standard's form is missing, or for what runs today that its own has no home.
fn gravest(c: &Comparison<'_>, form: FormId) -> Option<(Severity, SourceKind)> {
    let exists = c.standard.form_basis(form, Facet::Existence);
    let missing = missing_severity(c, form).map(|(severity, _)| match severity {
        Severity::Error => (severity, exists.max(c.standard.form_basis(form, Facet::Class))),
        _ => (severity, exists),
    });
    let extra = (Severity::Warning, exists.max(c.standard.completeness_of_all()));
    let told = [missing, c.role().pick(Some(extra), Some((Severity::Info, exists)))];
    told.into_iter().flatten().min_by_key(|(severity, basis)| (capped(*severity, Some(*basis)).0, *basis))
}
