use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, FormState, FunctionState, GroupState, ItemState};
use crate::current::model::Reply;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::calendar::{self, Change, Turn};
use crate::spec::edition::Edition;
use crate::spec::force::months_from;
use crate::spec::standard::{ItemId, Standard};
use crate::text::lang::{Bilingual, Lang};

/// What happens on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    Begins,
    Ends,
    Amended,
}

rule_fields! {
    /// 12か月以内に、使っているものに関わる法令が変わる。
    ///
    /// ## 何を調べるか
    /// 標準仕様データに日付のある施行・廃止・改正のうち、調べる日の翌日から12か月以内のものです。廃止と改正は、いま使っている項目・帳票・機能に関わるものだけを示します。施行は、提出された業務のものを示します。
    ///
    /// ## なぜ困るか
    /// いまは差異でなくても、その日からは要件になります（なくなります）。条例・規則、帳票、住民への案内、移行の時期を、その日に合わせて決める必要があります。
    ///
    /// ## 例
    /// 翌年4月1日から新しい給付が始まり、資格と支給の項目が増える。
    ///
    /// ## 直し方
    /// 移行の時期と施行日を照らし、どちらの仕様で稼働するかをベンダーと決めます。一覧は `gapcheck spec changes` で見られます。
    ///
    /// ## 根拠
    /// 改正を定める法令と、標準仕様書の適合基準日。お知らせであり、差異ではありません。
    ///
    /// # English
    ///
    /// A law that touches what is used changes within twelve months.
    ///
    /// ## What it checks
    /// What begins, ends or is amended, by the dates of the edition, within twelve months after the day of the check. Ends and amendments only where something used today is touched; beginnings for every business that was submitted.
    ///
    /// ## Why it matters
    /// It is no gap today, but a requirement from that day on, or none any more. Ordinances, forms, notices and the day of migration have to agree with it.
    ///
    /// ## Example
    /// A new allowance begins on 1 April, with items about entitlement and payment.
    ///
    /// ## What to do
    /// Hold the day of migration against it and settle with the vendor which rules the system starts with. `gapcheck spec changes` lists them all.
    ///
    /// ## Basis
    /// The amending law, and the day of conformity in the standard. An announcement, no gap.
    pub struct AmendmentAhead {
        pub date: String,
        pub event: Event,
        /// What begins or ends, or an amendment in words.
        pub what: String,
        /// Titles of the sources.
        pub law: Vec<String>,
    }
}

impl Rule for AmendmentAhead {
    const META: &'static Meta = &Meta {
        id: "GAP0806",
        name: "amendment-ahead",
        title: ("施行予定", "amendment ahead"),
        area: Area::Spec,
        aspect: None,
        grain: Grain::System,
        present: &[Severity::Info],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[],
        discriminator: Some("date"),
        mirror: Mirror::Waived("変わらないことは知らせることではありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let AmendmentAhead { date, event, what, law } = &e[0];
        let law = match law.is_empty() {
            true => String::new(),
            false => format!("（{}）", enumerate(law, 2, lang)),
        };
        match (event, lang) {
            (Event::Begins, Lang::Ja) => format!("{date} に施行予定: {what}{law}"),
            (Event::Ends, Lang::Ja) => format!("{date} で終了予定: {what}{law}"),
            (Event::Amended, Lang::Ja) => format!("{date} に改正予定: {what}{law}"),
            (Event::Begins, Lang::En) => format!("comes into force on {date}: {what}{law}"),
            (Event::Ends, Lang::En) => format!("ends on {date}: {what}{law}"),
            (Event::Amended, Lang::En) => format!("amended on {date}: {what}{law}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let date = &e[0].date;
        match lang {
            Lang::Ja => format!(
                "稼働日と {date} を照らし、どちらの仕様で始めるかを決めてください。一覧は gapcheck spec changes"
            ),
            Lang::En => format!(
                "hold the day of migration against {date} and settle which rules apply; gapcheck spec changes lists them"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let reason = || Bilingual::new("調べる日が決まっていません", "there is no day of the check");
        c.standard.day().is_none().then(reason)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(day) = c.standard.day() else { return };
        let Some(limit) = months_from(day, 12) else { return };
        for (at, loaded) in c.standard.editions.iter().enumerate() {
            let used = Used { c, at, edition: &loaded.edition };
            for change in calendar::changes(&loaded.edition) {
                let first = change.date.as_str();
                let ahead = match change.turn {
                    Turn::Ends => first >= day && first < limit.as_str(),
                    Turn::Begins | Turn::Amended => first > day && first <= limit.as_str(),
                };
                if ahead && used.is_touched_by(&change) {
                    announce(c, &change, emit);
                }
            }
        }
    }
}

fn announce(c: &Comparison<'_>, change: &Change, emit: &mut Emit<'_, AmendmentAhead>) {
    let fields = AmendmentAhead {
        date: change.date.clone(),
        event: match change.turn {
            Turn::Begins => Event::Begins,
            Turn::Ends => Event::Ends,
            Turn::Amended => Event::Amended,
        },
        what: change.what.clone(),
        law: change.law.clone(),
    };
    let subject = Subject::new(SubjectKind::System, c.system, "", c.system);
    let word = match fields.event {
        Event::Begins => "begins",
        Event::Ends => "ends",
        Event::Amended => "amended",
    };
    let draft = emit.draft(subject, Severity::Info, &fields);
    emit.push(draft.discriminator(&format!("{} {word} {}", fields.date, fields.what)));
}

/// What of an edition is used today.
struct Used<'c, 'a> {
    c: &'c Comparison<'a>,
    /// Position of the edition among those of the check.
    at: usize,
    edition: &'c Edition,
}

impl Used<'_, '_> {
    fn is_touched_by(&self, change: &Change) -> bool {
        let submitted = self.edition.businesses.iter().any(|b| self.c.current.covers(b));
        match (change.turn, change.touches.is_empty()) {
            (_, true) | (Turn::Begins, false) => submitted,
            _ => submitted && change.touches.iter().any(|key| self.is_used(key)),
        }
    }

    fn is_used(&self, key: &str) -> bool {
        let (c, s): (_, &Standard) = (self.c, self.c.standard);
        let item = |id: ItemId| c.matching.has_source(id) || c.items[id.0] == ItemState::Paired;
        let mut in_group = s.groups().filter(|g| s.edition_of_group(*g) == self.at && s.group(*g).key == key);
        let fed = in_group.any(|g| c.groups[g.0] == GroupState::Fed || s.items_of(g).any(item));
        let by_item = s.item_by_key(self.at, key).is_some_and(item);
        let listed = s.items().filter(|i| s.item(*i).code.as_deref() == Some(key)).any(item);
        let form = s
            .forms()
            .filter(|f| s.form(*f).key == key)
            .any(|f| c.forms[f.0] == FormState::Matched || c.matching.forms.iter().any(|(_, g, _)| *g == f));
        let function = s
            .functions()
            .filter(|f| s.function(*f).key == key)
            .any(|f| matches!(c.functions[f.0], FunctionState::Answered(_, Reply::Yes | Reply::Partly)));
        fed || by_item || listed || form || function
    }
}
