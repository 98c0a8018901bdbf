use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::fold::f1;
use crate::text::lang::{Bilingual, Lang};

rule_fields! {
    /// 資料が準拠するという版と、比べた版が違う。
    ///
    /// ## 何を調べるか
    /// 資料の `conforms-to` に書かれた版の名前と、この検査に使った標準仕様書の版の名前を比べます。
    ///
    /// ## なぜ困るか
    /// 版が違えば、項目も桁数も機能の実装区分も変わります。違う版で出た指摘は、直すべきものと限りません。
    ///
    /// ## 例
    /// 製品は第9.0版に準拠するとしているが、第10.0版と比べている。
    ///
    /// ## 直し方
    /// 資料の版に合わせるなら `--edition` か gapcheck.toml の pin で版を指定します。新しい版への対応を調べるならこのままで構いません。記載が古ければ `conforms-to` を直します。
    ///
    /// ## 根拠
    /// 資料の記載と、使った版の名前。参考版は標準仕様書のどの版でもないため、参考にとどめます。
    ///
    /// # English
    ///
    /// The edition that the file says it conforms to is another than the one used.
    ///
    /// ## What it checks
    /// The label in `conforms-to` against the label of the edition that this check used.
    ///
    /// ## Why it matters
    /// Items, digits and classes differ between editions. What is found against another edition need not be wrong.
    ///
    /// ## Example
    /// The package says it conforms to 第9.0版, and is held against 第10.0版.
    ///
    /// ## What to do
    /// Choose the edition with `--edition` or a pin in gapcheck.toml; or leave it if the question is what a newer edition asks; or correct `conforms-to`.
    ///
    /// ## Basis
    /// The file's word and the label of the edition used. A reference edition is no edition of the standard, so this stays for reference.
    pub struct EditionMismatch {
        /// As the file says.
        pub conforms_to: String,
        /// Label of the edition used.
        pub used: String,
    }
}

impl Rule for EditionMismatch {
    const META: &'static Meta = &Meta {
        id: "GAP0804",
        name: "edition-mismatch",
        title: ("版の違い", "another edition"),
        area: Area::Spec,
        aspect: None,
        grain: Grain::System,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Waived("違いに向きはありません"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let EditionMismatch { conforms_to, used } = &e[0];
        match lang {
            Lang::Ja => format!("資料は「{conforms_to}」に準拠するとしていますが、「{used}」と比べています"),
            Lang::En => format!("the file says it conforms to {conforms_to}, but was held against {used}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let label = &e[0].conforms_to;
        match lang {
            Lang::Ja => format!(
                "その版と比べるには、その版を取り込んで --edition \"{label}\" を指定してください。記載が古ければ conforms-to を直してください"
            ),
            Lang::En => format!(
                "to hold it against that edition, import it and give --edition \"{label}\"; if the file is out of date, correct conforms-to"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let reason = || Bilingual::new("準拠する版（conforms-to）が書かれていません", "the file states no conforms-to");
        c.current.conforms_to.is_none().then(reason)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some((label, spot)) = &c.current.conforms_to else { return };
        let used = &c.standard.own().edition.edition.label;
        if f1(label) == f1(used) {
            return;
        }
        let fields = EditionMismatch { conforms_to: label.clone(), used: used.clone() };
        let subject = Subject::new(SubjectKind::System, c.system, "", c.system);
        let draft = emit
            .draft(subject, c.role().pick(Severity::Warning, Severity::Error), &fields)
            .rests_on(c.standard.completeness(0));
        emit.push(draft.spot(c.current, *spot, "edition", label));
    }
}
