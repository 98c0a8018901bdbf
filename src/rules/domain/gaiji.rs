use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, distinct, enumerate};
use crate::text::lang::Lang;

use super::column_items;

rule_fields! {
    /// 列に外字が入っている。
    ///
    /// ## 何を調べるか
    /// 標準の項目に対応する列のうち、外字を含む（gaiji="true"）とされたものを表ごとにまとめます。
    ///
    /// ## なぜ困るか
    /// 外字はその団体だけの文字です。標準の行政事務標準文字のどれに当たるかを一字ずつ決める（文字同定）まで、移行できません。
    /// 誤って同定すると、住民の氏名の字が変わります。
    ///
    /// ## 例
    /// 漢字氏名の列に、団体が作った外字が入っている。
    ///
    /// ## 直し方
    /// 使っている外字の一覧を出し、文字同定を計画します。同定できない字の扱いと、字の形が変わる住民への知らせ方も決めます。
    ///
    /// ## 根拠
    /// 行政事務標準文字（デジタル庁、文字の標準化）。
    ///
    /// # English
    ///
    /// A column holds local characters (外字).
    ///
    /// ## What it checks
    /// Columns for items of the standard that are said to hold local characters (gaiji="true"); one finding per table.
    ///
    /// ## Why it matters
    /// Local characters are known to this municipality only. They cannot be migrated until each is identified with one of the 行政事務標準文字; a wrong one changes how a resident's name is written.
    ///
    /// ## Example
    /// The names hold characters that the municipality drew itself.
    ///
    /// ## What to do
    /// List the local characters in use and plan their identification. Decide what becomes of those that cannot be identified, and how residents are told when a shape changes.
    ///
    /// ## Basis
    /// 行政事務標準文字 (Digital Agency, character standardisation).
    pub struct Gaiji {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub package: bool,
    }
}

impl Rule for Gaiji {
    const META: &'static Meta = &Meta {
        id: "GAP0211",
        name: "gaiji",
        title: ("外字", "local characters"),
        area: Area::Domain,
        aspect: Some(Aspect::Repertoire),
        grain: Grain::Table,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("標準に外字はありません"),
        bpr: &["BPR008"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let columns = distinct(e.iter().map(|x| x.current.short()));
        let (table, list) = (&e[0].current.table, enumerate(&columns, 6, lang));
        match lang {
            Lang::Ja => format!("表 {table} の列に外字が入っています: {list}"),
            Lang::En => format!("columns of {table} hold local characters (外字): {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => (
                "外字を使わず、行政事務標準文字で持つようにしてください",
                "keep the 行政事務標準文字 instead of local characters",
            ),
            false => (
                "使っている外字の一覧を出し、文字同定の方法と時期、同定できない字の扱いを決めてください",
                "list the local characters in use and decide how and when they are identified, and what becomes of those that cannot be",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (column, item) in column_items(c).filter(|(column, _)| c.current.column(*column).gaiji == Some(true)) {
            let fields = Gaiji {
                standard: ItemSpec::of(c, item),
                current: ColumnSpec::of(c, column),
                package: c.role() == Role::Package,
            };
            let draft = emit
                .draft(c.table_subject(column.table), Severity::Warning, &fields)
                .item(c.standard, item, &[Facet::Existence])
                .rests_on(SourceKind::PublicDocument);
            emit.push(draft.column(c.current, column));
        }
    }
}
