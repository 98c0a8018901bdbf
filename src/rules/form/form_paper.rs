use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::compare::forms::PaperDifference;
use crate::current::model::Role;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 帳票の用紙、向き、面、色、一枚の人数が標準と違う。
    ///
    /// ## 何を調べるか
    /// 対応する帳票について、用紙の大きさ、縦横、片面・両面、色数、一枚に載る人数を、両方に書かれているものだけ比べます。
    ///
    /// ## なぜ困るか
    /// 住民が受け取る紙の姿が変わり、封筒、印刷委託、窓口の説明も変わります。
    ///
    /// ## 例
    /// 現行の納税通知書は冊子（その他）、標準の様式は A4。
    ///
    /// ## 直し方
    /// 印刷・封入の委託内容と封筒を見直し、住民への周知を計画します。
    ///
    /// ## 根拠
    /// 帳票要件、または公表資料で確かめられた様式。
    ///
    /// # English
    ///
    /// Paper, orientation, sides, colour or people per sheet of a form differ from the standard.
    ///
    /// ## What it checks
    /// For corresponding forms, what both sides state.
    ///
    /// ## Why it matters
    /// Residents receive other paper; envelopes, printing contracts and explanations at the counter change.
    ///
    /// ## Example
    /// The tax notice is a booklet today, A4 in the standard.
    ///
    /// ## What to do
    /// Review printing contract and envelopes, and plan how residents are told.
    ///
    /// ## Basis
    /// 帳票要件, or a form seen in a published document.
    pub struct FormPaper {
        pub form: String,
        pub current: String,
        pub differences: Vec<PaperDifference>,
        /// Copies a year.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub volume: Option<u32>,
        pub package: bool,
        /// How it is printed today.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub medium: Option<String>,
    }
}

impl Rule for FormPaper {
    const META: &'static Meta = &Meta {
        id: "GAP0503",
        name: "form-paper",
        title: ("様式差異", "form paper"),
        area: Area::Form,
        aspect: None,
        grain: Grain::Form,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Paper, Facet::Orientation, Facet::Sides, Facet::Color, Facet::PerSheet],
        discriminator: None,
        mirror: Mirror::Waived("違いに向きはありません"),
        bpr: &["BPR005", "BPR017"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let parts: Vec<String> = e[0].differences.iter().map(|d| difference(d, lang)).collect();
        let (form, today, parts) = (&e[0].form, &e[0].current, parts.join(lang.pick("、", ", ")));
        match (lang, form == today) {
            (Lang::Ja, true) => format!("帳票「{form}」の様式が標準と違います: {parts}"),
            (Lang::Ja, false) => format!("帳票「{today}」の様式が標準の「{form}」と違います: {parts}"),
            (Lang::En, true) => format!("the form {form} differs from the standard: {parts}"),
            (Lang::En, false) => format!("the form {today} differs from the standard's {form}: {parts}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let copies = match (e[0].volume, lang) {
            (Some(n), Lang::Ja) => format!("（年間 {n} 件）"),
            (Some(n), Lang::En) => format!(" ({n} copies a year)"),
            (None, _) => String::new(),
        };
        if e[0].package {
            return lang
                .pick("帳票を標準の様式に合わせてください", "bring the form in line with the standard")
                .to_string();
        }
        let outsourced = e[0].medium.as_deref() == Some("outsourced");
        match (lang, outsourced) {
            (Lang::Ja, true) => format!("印刷・封入の委託{copies}と封筒を見直し、受け取る人への周知を計画してください"),
            (Lang::Ja, false) => format!("用紙とプリンタの設定{copies}を見直し、受け取る人への周知を計画してください"),
            (Lang::En, true) => {
                format!("review the printing contract{copies} and envelopes and plan how recipients are told")
            }
            (Lang::En, false) => format!("review paper and printer settings{copies} and plan how recipients are told"),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let parts: Vec<String> = e[0]
            .differences
            .iter()
            .map(|d| format!("{} {}", facet_word(d.facet, lang), value_word(&d.standard, lang)))
            .collect();
        Some(parts.join(lang.pick("、", ", ")))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(forms) = &c.current.forms else { return };
        let severity = if c.role() == Role::Package { Severity::Error } else { Severity::Warning };
        for pair in c.form_pairs.iter().filter(|p| !p.paper.is_empty()) {
            let (today, form, differences) = (&forms.entries[pair.current], pair.form, pair.paper.clone());
            let basis = |d: &PaperDifference| c.standard.form_basis(form, d.facet);
            let strongest = differences.iter().map(|d| (basis(d), d.facet)).min_by_key(|(kind, _)| *kind);
            let (strongest, facet) = strongest.unwrap_or((SourceKind::Editorial, Facet::Paper));
            let titles = c.standard.form_sources(form, facet).join("、");
            let fields = FormPaper {
                form: c.standard.form(form).name.clone(),
                current: today.name.clone(),
                differences,
                volume: today.volume,
                medium: today.medium.clone(),
                package: c.role() == Role::Package,
            };
            let draft = emit
                .draft(c.form_subject(form), severity, &fields)
                .form(c.standard, form, &[Facet::Existence])
                .rests_on_document(strongest, Some(titles))
                .discriminator(&today.name)
                .spot(c.current, today.spot, "form", &today.name);
            emit.push(draft);
        }
    }
}

fn difference(d: &PaperDifference, lang: Lang) -> String {
    let (what, current, standard) =
        (facet_word(d.facet, lang), value_word(&d.current, lang), value_word(&d.standard, lang));
    match lang {
        Lang::Ja => format!("{what} {current} → {standard}"),
        Lang::En => format!("{what} {current} → {standard}"),
    }
}

fn facet_word(facet: Facet, lang: Lang) -> &'static str {
    let (ja, en) = match facet {
        Facet::Paper => ("用紙", "paper"),
        Facet::Orientation => ("向き", "orientation"),
        Facet::Sides => ("面", "sides"),
        Facet::Color => ("色", "colour"),
        _ => ("一枚の人数・件数", "per sheet"),
    };
    lang.pick(ja, en)
}

fn value_word(value: &str, lang: Lang) -> String {
    let ja = match value {
        "portrait" => "縦",
        "landscape" => "横",
        "mono" => "単色",
        "color" => "カラー",
        "other" => "その他",
        other => other,
    };
    lang.pick(ja, value).to_string()
}
