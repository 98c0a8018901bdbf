use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::{Comparison, FormPair};
use crate::current::model::Form;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::fold::f1_lower;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

/// Something outside the system that hangs on what the form looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    Outsourced,
    Barcode(String),
    Window,
    /// Today's medium and the standard's.
    Medium(String, String),
}

rule_fields! {
    /// 印刷委託、バーコード、窓あき封筒に影響する帳票。
    ///
    /// ## 何を調べるか
    /// 標準に対応する現行の帳票のうち、印刷の委託、バーコード、窓あき封筒を使うと書かれているものです。媒体が両方に書かれていて違うものも含みます。標準の複数の帳票になるものは一度だけ示します。
    ///
    /// ## なぜ困るか
    /// 新しいシステムに替わると、印刷データの形と欄の位置が変わります。帳票そのもののほかに、委託契約、読取り機、コンビニ収納の審査、封筒の窓の位置を直す期間と費用が要ります。
    ///
    /// ## 例
    /// 委託で印刷している納税通知書の、コンビニ収納用バーコードと窓の位置が動く。
    ///
    /// ## 直し方
    /// 委託先、収納代行、封筒の発注先に標準の様式を渡し、試し刷りと読取りの日程を移行計画に入れます。
    ///
    /// ## 根拠
    /// 帳票が標準にあること。媒体の違いは、その記載の根拠に従います。用紙や印字項目の違いは GAP0503、GAP0504、GAP0505 が示します。
    ///
    /// # English
    ///
    /// A form is printed by a contractor, carries a bar code or goes into a window envelope.
    ///
    /// ## What it checks
    /// Forms of today with a counterpart that state a contractor, a bar code or a window, and forms whose medium differs from the standard's. A form that becomes several is shown once.
    ///
    /// ## Why it matters
    /// A new system prints other data at other places. Besides the form, contracts, readers, the approval of payment slips and the position of the window take time and money.
    ///
    /// ## Example
    /// The bar code and the window of a tax notice that a contractor prints move.
    ///
    /// ## What to do
    /// Give the standard's layout to the printer, the payment agent and the maker of envelopes, and plan test prints and scans.
    ///
    /// ## Basis
    /// That the form is in the standard; for the medium, what says so. Differences of paper and printed items are shown by GAP0503, GAP0504 and GAP0505.
    pub struct FormMedium {
        pub form: String,
        pub current: String,
        pub ties: Vec<Tie>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub volume: Option<u32>,
    }
}

impl Rule for FormMedium {
    const META: &'static Meta = &Meta {
        id: "GAP0508",
        name: "form-medium",
        title: ("印刷・封入への影響", "printing and mailing affected"),
        area: Area::Form,
        aspect: Some(Aspect::Medium),
        grain: Grain::Form,
        present: &[Severity::Warning],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Medium],
        discriminator: Some("current"),
        mirror: Mirror::Waived("違いに向きはありません"),
        bpr: &["BPR005", "BPR013"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ties: Vec<String> = e[0].ties.iter().map(|t| tie_word(t, lang)).collect();
        let (current, ties) = (&e[0].current, ties.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("帳票「{current}」は、システムが替わると次に影響します: {ties}"),
            Lang::En => format!("with a new system the form {current} affects {ties}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let copies = match (e[0].volume, lang) {
            (Some(n), Lang::Ja) => format!("（年間{n}件）"),
            (Some(n), Lang::En) => format!(" ({n} copies a year)"),
            (None, _) => String::new(),
        };
        match lang {
            Lang::Ja => format!(
                "委託先、収納代行、封筒の発注先に標準の様式を渡し、契約の変更、試し刷りと読取りの確認を移行計画に入れてください{copies}"
            ),
            Lang::En => format!(
                "give the standard's layout to printer, payment agent and maker of envelopes, and plan contracts, test prints and scans{copies}"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        let severity = c.role().pick(Severity::Warning, Severity::Info);
        // one form of today that becomes several is one contract, one bar code, one envelope
        let mut pairs: Vec<_> = c.form_pairs.iter().collect();
        pairs.sort_by_key(|p| (p.current, p.form));
        for pairs in pairs.chunk_by(|a, b| a.current == b.current) {
            let pair = pairs[0];
            let today = &section.entries[pair.current];
            let mut ties: Vec<Tie> = Vec::new();
            for tie in pairs.iter().flat_map(|p| ties_of(today, p)) {
                if !ties.contains(&tie) {
                    ties.push(tie);
                }
            }
            if ties.is_empty() {
                continue;
            }
            let fields = FormMedium {
                form: c.standard.form_label(pair.form),
                current: today.name.clone(),
                ties,
                volume: today.volume,
            };
            let draft = emit
                .draft(c.form_subject(pair.form), severity, &fields)
                .form(c.standard, pair.form, facets(&fields.ties))
                .discriminator(&today.name);
            emit.push(draft.spot(c.current, today.spot, "form", &today.name));
        }
    }
}

fn ties_of(today: &Form, pair: &FormPair) -> Vec<Tie> {
    let outsourced = today.medium.as_deref().is_some_and(|m| f1_lower(m) == "outsourced" || m.contains("委託"));
    let mut ties = Vec::new();
    match &pair.medium {
        Some(medium) => ties.push(Tie::Medium(medium.current.clone(), medium.standard.clone())),
        None if outsourced => ties.push(Tie::Outsourced),
        None => {}
    }
    let barcode = today.barcode.clone().filter(|b| !matches!(f1_lower(b).as_str(), "" | "none" | "false"));
    ties.extend(barcode.map(Tie::Barcode));
    ties.extend((today.window == Some(true)).then_some(Tie::Window));
    ties
}

/// A medium that differs says nothing beyond what the standard says of it; the rest hangs on the form being there.
fn facets(ties: &[Tie]) -> &'static [Facet] {
    match ties {
        [Tie::Medium(..)] => &[Facet::Existence, Facet::Medium],
        _ => &[Facet::Existence],
    }
}

fn tie_word(tie: &Tie, lang: Lang) -> String {
    match (tie, lang) {
        (Tie::Outsourced, _) => lang.pick("印刷・封入の委託", "printing by a contractor").to_string(),
        (Tie::Barcode(kind), Lang::Ja) => format!("バーコード（{kind}）"),
        (Tie::Barcode(kind), Lang::En) => format!("the bar code ({kind})"),
        (Tie::Window, _) => lang.pick("窓あき封筒", "the window envelope").to_string(),
        (Tie::Medium(a, b), Lang::Ja) => format!("媒体（{} → {}）", medium_word(a), medium_word(b)),
        (Tie::Medium(a, b), Lang::En) => format!("the medium ({a} → {b})"),
    }
}

fn medium_word(medium: &str) -> &str {
    match medium {
        "outsourced" => "委託印刷",
        "in-house" => "庁内印刷",
        other => other,
    }
}
