use crate::basis::Facet;
use crate::compare::{AnswerState, Comparison};
use crate::current::model::Reply;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::{Bilingual, Lang};
use crate::text::nearest::nearest;

use super::no_functions;

rule_fields! {
    /// 標準にない機能を使っている。
    ///
    /// ## 何を調べるか
    /// 回答が yes または partly で、標準のどの機能にも対応しないものです。対象外とする行のあるもの、独自施策（`local`、GAP0607 が示します）は除きます。
    ///
    /// ## なぜ困るか
    /// 標準仕様書に書かれていない機能は、標準準拠システムに実装できません。移行の日から使えなくなります。
    ///
    /// ## 例
    /// 市独自の減免計算を、住民税システムの中で行っている。
    ///
    /// ## 直し方
    /// 当たる機能があれば対応表の `[[function]]` に書きます。なければ、事務を見直してやめるか、EUC、標準オプション、独自施策システム等のどれで行うかを決めます。
    ///
    /// ## 根拠
    /// 標準にないことは、標準が全部そろっているときだけ言えます。参考版はそろっていないため、参考にとどめます。
    ///
    /// # English
    ///
    /// A function is in use that the standard does not have.
    ///
    /// ## What it checks
    /// Functions answered yes or partly that correspond to none of the standard. Those that a line of the mapping leaves out, and local measures (`local`, shown by GAP0607), are not counted.
    ///
    /// ## Why it matters
    /// What the standard does not have may not be built into a conforming system. It is gone on the day of migration.
    ///
    /// ## Example
    /// A reduction of the city's own is computed inside the tax system.
    ///
    /// ## What to do
    /// Name its counterpart in `[[function]]` of the mapping if there is one. Otherwise drop it, or decide between EUC, a standard option and a system of one's own.
    ///
    /// ## Basis
    /// That something is not in the standard can be said only of a complete one. A reference edition is not complete, so this stays for reference.
    pub struct FunctionExtra {
        pub function: String,
        pub partly: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
        /// Functions of the standard with a similar name.
        pub nearest: Vec<String>,
    }
}

impl Rule for FunctionExtra {
    const META: &'static Meta = &Meta {
        id: "GAP0605",
        name: "function-extra",
        title: ("独自機能", "extra function"),
        area: Area::Function,
        aspect: None,
        grain: Grain::Function,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Rule("GAP0601"),
        bpr: &["BPR010"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let name = &e[0].function;
        match (e[0].partly, lang) {
            (false, Lang::Ja) => format!("「あり」と回答された機能「{name}」が標準に見つかりません"),
            (true, Lang::Ja) => format!("「一部」と回答された機能「{name}」が標準に見つかりません"),
            (false, Lang::En) => format!("the function {name}, answered with yes, is not in the standard"),
            (true, Lang::En) => format!("the function {name}, answered with partly, is not in the standard"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (name, near) = (&e[0].function, enumerate(&e[0].nearest, 3, lang));
        let near = match (e[0].nearest.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("（近い名前: {near}）"),
            (false, Lang::En) => format!(" (similar names: {near})"),
        };
        match lang {
            Lang::Ja => format!(
                "当たる機能があれば対応表に [[function]] current = \"{name}\" を書いてください{near}。なければ、やめるか、EUC、標準オプション、独自施策システム等のどれで行うかを決めてください"
            ),
            Lang::En => format!(
                "if it has a counterpart, write [[function]] current = \"{name}\" in the mapping{near}; otherwise drop it or decide between EUC, a standard option and a system of one's own"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_functions(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        let names: Vec<&str> = c.standard.functions().map(|f| c.standard.function(f).name.as_str()).collect();
        for (at, answer) in c.current.functions.iter().flat_map(|s| &s.entries).enumerate() {
            let used = matches!(answer.reply, Reply::Yes | Reply::Partly);
            if c.standard.not_recorded(&answer.name).is_some() {
                continue;
            }
            if !used || answer.local || c.answers[at] != AnswerState::NotInStandard {
                continue;
            }
            let near = nearest(&answer.name, names.iter().copied(), 3);
            let fields = FunctionExtra {
                function: answer.name.clone(),
                partly: answer.reply == Reply::Partly,
                note: answer.note.clone(),
                nearest: near.into_iter().map(str::to_string).collect(),
            };
            let subject = Subject::new(SubjectKind::CurrentFunction, c.system, "", &answer.name);
            let draft = emit.draft(subject, severity, &fields).rests_on(c.standard.completeness_of_all());
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}
