use crate::compare::Comparison;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::matching::model::FaultKind;
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::{Bilingual, Lang};

rule_fields! {
    /// 対応表の行が、今はない名前を指している。
    ///
    /// ## 何を調べるか
    /// 対応表（mapping.toml）の各行の名前が、現行の表・列・帳票・機能、または標準のグループ・項目・帳票・機能に見つかるかを調べます。
    ///
    /// ## なぜ困るか
    /// 効いていない行があると、決めたはずの対応が抜け、別の指摘に化けます。
    ///
    /// ## 例
    /// 版が変わって「氏名_カナ」が「氏名_読み仮名」になり、古い名前の行が残っている。
    ///
    /// ## 直し方
    /// 近い名前が示されていれば書き直します。不要なら行を消します。版が変わったときは gapcheck map migrate が使えます。
    ///
    /// ## 根拠
    /// 対応表と、読み込んだ版・現行だけに基づきます。
    ///
    /// # English
    ///
    /// A line of the mapping names what is not there.
    ///
    /// ## What it checks
    /// Whether the names in mapping.toml are found among today's tables, columns, forms and functions, and among the standard's.
    ///
    /// ## Why it matters
    /// A line that has no effect lets a settled correspondence drop out and turn into another finding.
    ///
    /// ## Example
    /// A new edition renamed 氏名_カナ to 氏名_読み仮名, and a line still has the old name.
    ///
    /// ## What to do
    /// Correct the name (the nearest are shown) or remove the line. After a new edition, gapcheck map migrate helps.
    ///
    /// ## Basis
    /// Only the mapping, the edition in use and today's layout.
    pub struct MappingStale {
        /// Section of the mapping: `pair`, `table` …
        pub section: String,
        pub name: String,
        /// `current` or `standard`.
        pub side: String,
        pub ambiguous: bool,
        pub nearest: Vec<String>,
    }
}

impl Rule for MappingStale {
    const META: &'static Meta = &Meta {
        id: "GAP0801",
        name: "mapping-stale",
        title: ("対応表の古い行", "stale mapping line"),
        area: Area::Mapping,
        aspect: None,
        grain: Grain::Line,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: Some("name"),
        mirror: Mirror::Rule("GAP0802"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let MappingStale { section, name, .. } = &e[0];
        let (ja, en) = match (e[0].side.as_str(), e[0].ambiguous) {
            (_, true) if section == "form" => {
                ("という帳票は標準に複数あります", "is the name of several forms of the standard")
            }
            (_, true) => ("は複数のグループにあります", "is in several groups"),
            ("standard", _) => ("は標準にありません", "is not in the standard"),
            _ => ("は現行にありません", "is not in the present system"),
        };
        match lang {
            Lang::Ja => format!("対応表の [[{section}]]「{name}」{ja}"),
            Lang::En => format!("{name:?} in [[{section}]] of the mapping {en}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let near = enumerate(&e[0].nearest, 3, lang);
        match (e[0].nearest.is_empty(), lang) {
            (true, Lang::Ja) => "名前を確認して書き直すか、この行を消してください".into(),
            (true, Lang::En) => "correct the name or remove the line".into(),
            (false, Lang::Ja) => format!("次のどれかに書き直すか、この行を消してください: {near}"),
            (false, Lang::En) => format!("write one of these instead, or remove the line: {near}"),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        c.mapping.is_empty().then(|| Bilingual::new("対応表がありません", "there is no mapping"))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let mut seen = std::collections::BTreeSet::new();
        for fault in
            c.matching.faults.iter().filter(|f| !matches!(f.kind, FaultKind::Contradiction | FaultKind::Impossible))
        {
            let side = if fault.kind == FaultKind::UnknownCurrent { "current" } else { "standard" };
            if !seen.insert((fault.section, fault.name.clone())) {
                continue;
            }
            let fields = MappingStale {
                section: fault.section.to_string(),
                name: fault.name.clone(),
                side: side.to_string(),
                ambiguous: fault.kind == FaultKind::Ambiguous,
                nearest: fault.nearest.clone(),
            };
            let subject = Subject::new(SubjectKind::MappingLine, c.system, fault.section, &fault.name);
            let draft = emit.draft(subject, Severity::Warning, &fields).discriminator(&fault.name);
            emit.push(draft.line(c.mapping, &fault.place, &fault.name));
        }
    }
}
