use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::fold::f1;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 現行の帳票が標準にない。
    ///
    /// ## 何を調べるか
    /// 標準のどの帳票にも対応せず、候補も、対象外とする行もない現行の帳票です。独自施策の帳票（`local`）は GAP0607 が示します。
    ///
    /// ## なぜ困るか
    /// 標準仕様書にない帳票は標準準拠システムから出せません。やめるか、別の手段で作るかを決めておかないと、移行の日から出せなくなります。
    ///
    /// ## 例
    /// 町内会ごとの配布用一覧表を毎月出している。
    ///
    /// ## 直し方
    /// 当たる帳票があれば対応表の `[[form]]` に書きます。なければ、廃止する、EUC 機能で作る、独自施策システム等で作る、のどれにするかを決めます。例規の様式なら改正も要ります。
    ///
    /// ## 根拠
    /// 標準にないことは、標準が全部そろっているときだけ言えます。参考版はそろっていないため、参考にとどめます。
    ///
    /// # English
    ///
    /// A form of today is not in the standard.
    ///
    /// ## What it checks
    /// Forms that correspond to none of the standard, have no candidate and are not ignored. Forms of local measures (`local`) are shown by GAP0607.
    ///
    /// ## Why it matters
    /// A conforming system prints only what the standard has. Without a decision the form is gone on the day of migration.
    ///
    /// ## Example
    /// A monthly list for each neighbourhood association.
    ///
    /// ## What to do
    /// Name its counterpart in `[[form]]` of the mapping if there is one. Otherwise drop it, make it with EUC, or in a system of one's own; a form laid down in a bylaw needs an amendment.
    ///
    /// ## Basis
    /// That something is not in the standard can be said only of a complete one. A reference edition is not complete, so this stays for reference.
    pub struct FormExtra {
        pub form: String,
        /// `resident`, `organization`, `internal`.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub audience: Option<String>,
        /// Copies a year.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub volume: Option<u32>,
    }
}

impl Rule for FormExtra {
    const META: &'static Meta = &Meta {
        id: "GAP0502",
        name: "form-extra",
        title: ("独自帳票", "extra form"),
        area: Area::Form,
        aspect: None,
        grain: Grain::Form,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Rule("GAP0501"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormExtra { form, audience, volume } = &e[0];
        let mut parts = Vec::new();
        parts.extend(audience.as_deref().map(|a| audience_word(a, lang).to_string()));
        parts.extend(volume.map(|n| match lang {
            Lang::Ja => format!("年間{n}件"),
            Lang::En => format!("{n} copies a year"),
        }));
        let parts = match (parts.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("（{}）", parts.join("、")),
            (false, Lang::En) => format!(" ({})", parts.join(", ")),
        };
        match lang {
            Lang::Ja => format!("帳票「{form}」{parts}に対応する帳票が標準に見つかりません"),
            Lang::En => format!("the form {form}{parts} corresponds to none of the standard"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let form = &e[0].form;
        match lang {
            Lang::Ja => format!(
                "当たる帳票があれば対応表に [[form]] current = \"{form}\" を書いてください。なければ、廃止、EUC、独自施策システム等のどれにするかを決めてください"
            ),
            Lang::En => format!(
                "if it has a counterpart, write [[form]] current = \"{form}\" in the mapping; otherwise decide between dropping it, EUC and a system of one's own"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        let entries = c.current.forms.iter().flat_map(|s| &s.entries).enumerate();
        for (at, form) in entries {
            let m = &c.matching;
            let homed = m.forms.iter().any(|(x, ..)| *x == at) || m.form_candidates.iter().any(|x| x.current == at);
            if homed || form.local || m.ignored_current.contains(&f1(&form.name)) {
                continue;
            }
            let fields = FormExtra { form: form.name.clone(), audience: form.audience.clone(), volume: form.volume };
            let subject = Subject::new(SubjectKind::CurrentForm, c.system, "", &form.name);
            let draft = emit.draft(subject, severity, &fields).rests_on(c.standard.completeness_of_all());
            emit.push(draft.spot(c.current, form.spot, "form", &form.name));
        }
    }
}

fn audience_word(audience: &str, lang: Lang) -> &str {
    match (audience, lang) {
        ("resident", Lang::Ja) => "住民向け",
        ("organization", Lang::Ja) => "事業者・他団体向け",
        ("internal", Lang::Ja) => "内部用",
        ("resident", Lang::En) => "for residents",
        ("organization", Lang::En) => "for organizations",
        ("internal", Lang::En) => "internal",
        (other, _) => other,
    }
}
