use crate::compare::{Comparison, TransitionKind};
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

rule_fields! {
    /// 経過措置または特定移行支援の対象として設定されている。
    ///
    /// ## 何を調べるか
    /// gapcheck.toml の `transition` に書かれた種類と期限を、検査の基準日と比べます。期限の日までは警告、過ぎるとエラーです。
    ///
    /// ## なぜ困るか
    /// 期限までは標準と違っていてもよい代わりに、期限までに解消する計画が要ります。期限を過ぎた指摘は、経過措置の説明では済みません。
    ///
    /// ## 例
    /// 特定移行支援システムとして令和12年度末までの移行を予定している。
    ///
    /// ## 直し方
    /// 残っている指摘のうち、期限までに解消するものに担当課と期限を付けます。期限が延びたら gapcheck.toml を直します。
    ///
    /// ## 根拠
    /// 設定ファイルの記載だけに基づきます。対象かどうかは、所管省庁とデジタル庁の確認によります。
    ///
    /// # English
    ///
    /// The system is configured as being under a transitional measure.
    ///
    /// ## What it checks
    /// The kind and the last day in `transition` of gapcheck.toml against the day of the check: a warning until then, an error afterwards.
    ///
    /// ## Why it matters
    /// Until its last day the system may differ from the standard, but a plan is needed by then. Afterwards the measure explains nothing any more.
    ///
    /// ## Example
    /// The system is to be moved by the end of fiscal 2030 with 特定移行支援.
    ///
    /// ## What to do
    /// Give the findings that have to be solved by then a section in charge and a date. Correct gapcheck.toml if the date was moved.
    ///
    /// ## Basis
    /// Only the configuration. Whether the measure applies is confirmed by the ministries.
    pub struct TransitionConfigured {
        pub kind: TransitionKind,
        /// `YYYY-MM-DD`: its last day.
        pub until: String,
        /// The last day is over.
        pub past: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
    }
}

impl Rule for TransitionConfigured {
    const META: &'static Meta = &Meta {
        id: "GAP0805",
        name: "transition",
        title: ("経過措置等の期限", "transitional measure"),
        area: Area::Spec,
        aspect: None,
        grain: Grain::System,
        present: &[Severity::Warning, Severity::Error],
        package: &[Severity::Warning, Severity::Error],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("経過措置のないことは問題になりません"),
        bpr: &["BPR014"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let TransitionConfigured { until, past, note, .. } = &e[0];
        let (ja, en) = match e[0].kind {
            TransitionKind::MigrationSupport => ("特定移行支援", "the migration support (特定移行支援)"),
            TransitionKind::InterimMeasure => ("経過措置", "the interim measure (経過措置)"),
        };
        let note = match (note, lang) {
            (Some(note), Lang::Ja) => format!("（{note}）"),
            (Some(note), Lang::En) => format!(" ({note})"),
            (None, _) => String::new(),
        };
        match (past, lang) {
            (false, Lang::Ja) => format!("{ja}の対象です。期限は {until} です{note}"),
            (true, Lang::Ja) => format!("{ja}の期限 {until} を過ぎています{note}"),
            (false, Lang::En) => format!("the system is under {en} until {until}{note}"),
            (true, Lang::En) => format!("{en} ended on {until}{note}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].past {
            true => (
                "残っている指摘の解消を急ぎ、期限が延びているなら gapcheck.toml の until を直してください",
                "solve what is left, or correct until in gapcheck.toml if the date was moved",
            ),
            false => (
                "残っている指摘のうち、期限までに解消するものに担当課と期限を付けてください",
                "give the findings that have to be solved by then a section in charge and a date",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let reason = || Bilingual::new("経過措置等が設定されていません", "no transitional measure is configured");
        c.circumstances.transition.is_none().then(reason)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(transition) = &c.circumstances.transition else { return };
        // days of this form order as text
        let past = c.circumstances.as_of > transition.until;
        let fields = TransitionConfigured {
            kind: transition.kind,
            until: transition.until.clone(),
            past,
            note: transition.note.clone(),
        };
        let severity = if past { Severity::Error } else { Severity::Warning };
        let subject = Subject::new(SubjectKind::System, c.system, "", c.system);
        emit.push(emit.draft(subject, severity, &fields));
    }
}
