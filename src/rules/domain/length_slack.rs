use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::{Comparison, Pair};
use crate::current::model::Role;
use crate::domain::{Lost, NumberLoss};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, distinct, enumerate};
use crate::text::lang::Lang;

/// The sizes that only one side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spare {
    Characters(Lost),
    IntegerDigits(Lost),
    DecimalDigits(Lost),
}

rule_fields! {
    /// 桁数に余りがある。
    ///
    /// ## 何を調べるか
    /// 桁あふれ（GAP0202）の逆向きです。現行では、今の列が標準の桁数より短いもの。製品では、列が標準の桁数より長いもの。表ごとにまとめます。
    /// 数値の整数部と小数部の桁も同じように比べます。バイト数で書かれた長さは、文字数の範囲がどこでも短い（長い）ときだけ数えます。
    ///
    /// ## なぜ困るか
    /// 現行より長い値が新しいシステムに入るようになり、画面、帳票の印字欄、外部へ渡すファイルの幅が足りなくなることがあります。
    /// 製品の列が標準より長いと、標準の桁数を超える値が登録され、書き出したときに不適合になります。
    ///
    /// ## 例
    /// 現行の方書は30文字、標準は40文字。31文字以上の方書が移行後に登録できるようになる。
    ///
    /// ## 直し方
    /// 現行では、帳票の印字欄や独自施策システム等の桁数を見直す材料にします。移行そのものには支障がありません。
    /// 製品では、入力できる文字数を標準の桁数に合わせます。
    ///
    /// ## 根拠
    /// 基本データリストの「桁数」は最大文字数です。
    ///
    /// # English
    ///
    /// There are characters to spare.
    ///
    /// ## What it checks
    /// The other direction of GAP0202. Today: columns shorter than the standard's 桁数. Packages: columns longer than it. One finding per table.
    /// Integer and decimal digits of numbers are compared in the same way. Lengths in bytes count only where the whole interval of characters is shorter (longer).
    ///
    /// ## Why it matters
    /// Longer values than today's can be entered in the new system and may not fit screens, printed fields and files for others.
    /// A package whose column is longer than the standard takes values that do not conform when they are written out.
    ///
    /// ## Example
    /// 方書 holds 30 characters today, the standard's 40: longer values can be entered after the migration.
    ///
    /// ## What to do
    /// Today: review printed fields and the widths of local systems; the migration itself is not affected.
    /// Packages: limit what can be entered to the standard's digits.
    ///
    /// ## Basis
    /// 桁数 in the 基本データリスト is a maximum number of characters.
    pub struct LengthSlack {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub spare: Spare,
        /// Whether the package is longer, rather than today's column shorter.
        pub package: bool,
    }
}

impl LengthSlack {
    /// `KATAGAKI（方書） 30文字 / 標準40文字`
    fn sizes(&self, lang: Lang) -> String {
        let (lost, ja, en) = match self.spare {
            Spare::Characters(lost) => (lost, "文字", "characters"),
            Spare::IntegerDigits(lost) => (lost, "桁（整数部）", "integer digits"),
            Spare::DecimalDigits(lost) => (lost, "桁（小数部）", "decimal digits"),
        };
        let (shorter, longer) = (lost.from.saturating_sub(1), lost.to);
        let (own, standard) = if self.package { (longer, shorter) } else { (shorter, longer) };
        let column = self.current.short();
        match lang {
            Lang::Ja => format!("{column} {own}{ja} / 標準{standard}{ja}"),
            Lang::En => format!("{column} {own} / standard {standard} {en}"),
        }
    }
}

impl Rule for LengthSlack {
    const META: &'static Meta = &Meta {
        id: "GAP0203",
        name: "length-slack",
        title: ("桁数余剰", "length slack"),
        area: Area::Domain,
        aspect: Some(Aspect::Digits),
        grain: Grain::Table,
        present: &[Severity::Info],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type, Facet::Digits],
        discriminator: None,
        mirror: Mirror::Rule("GAP0202"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let sizes = distinct(e.iter().map(|x| x.sizes(lang)));
        let (table, count, list) = (&e[0].current.table, sizes.len(), enumerate(&sizes, 6, lang));
        match (lang, e[0].package) {
            (Lang::Ja, false) => format!("表 {table} に、標準の桁数より短い列が {count} あります: {list}"),
            (Lang::Ja, true) => format!("表 {table} に、標準の桁数より長い列が {count} あります: {list}"),
            (Lang::En, false) => format!("{count} columns of {table} are shorter than the standard's: {list}"),
            (Lang::En, true) => format!("{count} columns of {table} are longer than the standard's: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            false => (
                "移行に支障はありません。長い値が入るようになるため、帳票の印字欄と、データを渡す先の桁数を確かめてください",
                "the migration is not affected; check printed fields and receivers of the data, since longer values can be entered from then on",
            ),
            true => (
                "標準の桁数を超える値が登録・出力されないよう、入力できる桁数を標準に合わせてください",
                "limit what can be entered to the standard's digits, so that nothing longer is written out",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Warning } else { Severity::Info };
        for pair in &c.pairs {
            for spare in spares(pair, c.role()) {
                let fields = LengthSlack {
                    standard: ItemSpec::of(c, pair.item),
                    current: ColumnSpec::of(c, pair.column),
                    spare,
                    package,
                };
                let draft = emit.draft(c.table_subject(pair.column.table), severity, &fields);
                let facets = [Facet::Existence, Facet::Type, Facet::Digits];
                emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
            }
        }
    }
}

fn spares(pair: &Pair, role: Role) -> Vec<Spare> {
    let text = pair.length.as_ref().and_then(|l| l.slack(role)).map(Spare::Characters);
    let numbers = pair.number.iter().flat_map(|n| n.slack(role)).filter_map(|loss| match loss {
        NumberLoss::Integer(lost) => Some(Spare::IntegerDigits(lost)),
        NumberLoss::Decimals(lost) => Some(Spare::DecimalDigits(lost)),
        NumberLoss::Sign => None,
    });
    text.into_iter().chain(numbers).collect()
}
