use std::collections::BTreeSet;

use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::matching::model::FaultKind;
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

rule_fields! {
    /// 対応表の行どうしが食い違っている。
    ///
    /// ## 何を調べるか
    /// 同じ対応表の中で、一つの項目に別々の列や固定値を対応させた行、対応させたものを対象外（`[[ignore]]`）や不採用（`[[reject]]`）とした行、一つのコード値を別々の値に変換する `[[codes]]` の行です。
    /// `extends` の元の対応表との違いは、近い方の行が優先されるだけで、食い違いではありません。
    ///
    /// ## なぜ困るか
    /// どちらが正しいか分からないまま、片方だけが効きます。移行の設計に使うと、違う列の値が入ります。
    ///
    /// ## 例
    /// 「世帯.世帯主氏名」に SETAI.NUSHI と SETAI.NUSHI_KANJI の二つの行がある。
    ///
    /// ## 直し方
    /// 正しい行を残し、もう一方を消します。二つの列から一つの項目を作るなら `[[merge]]`、条件で分かれるなら `[[table]]` の where を使います。
    ///
    /// ## 根拠
    /// 対応表だけに基づきます。
    ///
    /// # English
    ///
    /// Two lines of the mapping contradict each other.
    ///
    /// ## What it checks
    /// In one mapping file: lines that give one item different columns or constants, lines that ignore or reject what another line maps, and `[[codes]]` lines that turn one value into different ones.
    /// Against a mapping named in `extends` the nearer line simply prevails.
    ///
    /// ## Why it matters
    /// Only one of them takes effect, and nobody knows whether it is the right one. A migration built on it loads the wrong column.
    ///
    /// ## Example
    /// 世帯.世帯主氏名 has two lines, with SETAI.NUSHI and with SETAI.NUSHI_KANJI.
    ///
    /// ## What to do
    /// Keep the right line. Use `[[merge]]` if two columns become one item, and `where` in `[[table]]` if it depends on the row.
    ///
    /// ## Basis
    /// Only the mapping.
    pub struct MappingConflict {
        /// Section of the line that has no effect: `pair`, `ignore` …
        pub section: String,
        pub name: String,
        /// What it contradicts: `line` (another line), `column` (positions or values that the column cannot have).
        pub against: String,
    }
}

impl Rule for MappingConflict {
    const META: &'static Meta = &Meta {
        id: "GAP0802",
        name: "mapping-conflict",
        title: ("対応表の食い違い", "contradicting mapping lines"),
        area: Area::Mapping,
        aspect: Some(Aspect::Existence),
        grain: Grain::Line,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[],
        discriminator: Some("name"),
        mirror: Mirror::Rule("GAP0801"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let MappingConflict { section, name, against } = &e[0];
        match lang {
            Lang::Ja if against == "column" => {
                format!("対応表の [[{section}]]「{name}」の桁の位置か値の数が、現行の項目と合いません")
            }
            Lang::En if against == "column" => {
                format!("positions or values of {name:?} in [[{section}]] of the mapping do not fit the column")
            }
            Lang::Ja => format!("対応表の [[{section}]]「{name}」が、対応表の別の行と食い違っています"),
            Lang::En => format!("{name:?} in [[{section}]] of the mapping contradicts another line"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].section.as_str() {
            _ if e[0].against == "column" => (
                "part の位置は 1 から列の桁数までに、values の数は列の数に合わせてください",
                "keep part within the column's length, and give as many values as columns",
            ),
            "ignore" | "reject" => (
                "対応させるなら [[ignore]]・[[reject]] の行を、させないなら対応の行を消してください。今は対応の行が効いています",
                "remove the [[ignore]] or [[reject]] if they correspond, otherwise the line that maps them; for now the latter takes effect",
            ),
            "codes" => (
                "変換先を一つに決め、もう一方を消してください。今は先の行が効いています",
                "decide what the value becomes and remove the other; for now the earlier line takes effect",
            ),
            _ => (
                "正しい行を残して、もう一方を消してください。二つの列から作るなら [[merge]] を使ってください。今は先の行が効いています",
                "keep the right line and remove the other, or use [[merge]] if both columns become the item; for now the earlier line takes effect",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        c.mapping.is_empty().then(|| Bilingual::new("対応表がありません", "there is no mapping"))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let mut seen = BTreeSet::new();
        for fault in c.matching.faults.iter().filter(|f| contradicts(f.kind)) {
            if !seen.insert((fault.section, fault.name.clone())) {
                continue;
            }
            let against = if fault.kind == FaultKind::Impossible { "column" } else { "line" }.to_string();
            let fields = MappingConflict { section: fault.section.to_string(), name: fault.name.clone(), against };
            let subject = Subject::new(SubjectKind::MappingLine, c.system, fault.section, &fault.name);
            let mut draft = emit.draft(subject, Severity::Error, &fields).discriminator(&fault.name);
            draft = draft.line(c.mapping, &fault.place, &fault.name);
            if let Some(other) = &fault.other {
                draft = draft.line(c.mapping, other, &fault.name);
            }
            emit.push(draft);
        }
    }
}

fn contradicts(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::Contradiction | FaultKind::Impossible)
}
