use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::Fit;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

rule_fields! {
    /// バイト数の桁が、標準の桁数（文字数）に足りるか決まらない。
    ///
    /// ## 何を調べるか
    /// バイト数で定義された列は、文字コードと文字の種類によって入る文字数が変わります。その範囲の上限では標準の桁数を超え（製品では下限では足りず）、もう一方の端では収まる列を表ごとにまとめます。
    /// 実データの最大の長さ（max-observed）が標準に収まると分かっている現行の列は数えません。
    ///
    /// ## なぜ困るか
    /// 収まると思い込むと、移行のときに一部の値だけが切れます。あふれると思い込むと、要らない対策をすることになります。
    ///
    /// ## 例
    /// CP932 の60バイトには30〜60文字が入る。標準は40文字なので、半角の多い値だけがあふれる。
    ///
    /// ## 直し方
    /// 列に入る文字が全角だけなら型を nchar とします。そうでなければ実データの最大の長さを調べ、列の単位のまま max-observed に書きます。
    /// 製品では、どの文字でも標準の桁数が入るだけの長さにします。
    ///
    /// ## 根拠
    /// 基本データリストの「桁数」は最大文字数で、バイト数ではありません。
    ///
    /// # English
    ///
    /// It is not certain whether a length in bytes is enough for the standard's characters.
    ///
    /// ## What it checks
    /// How many characters a column of so many bytes holds depends on the encoding and on the characters. Columns whose interval reaches beyond the standard's 桁数 at one end only; one finding per table.
    /// Columns of today whose longest value (max-observed) is known to fit are left out.
    ///
    /// ## Why it matters
    /// If one takes it to fit, some values are cut off on migration; if one takes it to overflow, work is done for nothing.
    ///
    /// ## Example
    /// 60 bytes of CP932 hold 30 to 60 characters. The standard has 40, so only values with many half-width characters overflow.
    ///
    /// ## What to do
    /// If the column holds full-width characters only, call its type nchar. Otherwise find the longest value in the data and state it as max-observed, in the unit of the column.
    /// Packages: make room for the standard's characters, whichever they are.
    ///
    /// ## Basis
    /// 桁数 in the 基本データリスト is a maximum number of characters, not bytes.
    pub struct LengthUnit {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Characters that the column holds, whichever they are.
        pub least: u32,
        /// Characters that the column holds if they are narrow.
        pub most: u32,
        pub package: bool,
    }
}

impl LengthUnit {
    fn interval(&self, lang: Lang) -> String {
        let LengthUnit { least, most, .. } = self;
        let column = self.current.short();
        let limit = self.standard.digits.map_or_else(|| "-".into(), |d| d.to_string());
        match lang {
            Lang::Ja => format!("{column} {least}〜{most}文字 / 標準{limit}文字"),
            Lang::En => format!("{column} {least} to {most} / standard {limit} characters"),
        }
    }
}

impl Rule for LengthUnit {
    const META: &'static Meta = &Meta {
        id: "GAP0204",
        name: "length-unit",
        title: ("桁数の単位", "length in bytes"),
        area: Area::Domain,
        aspect: Some(Aspect::Digits),
        grain: Grain::Table,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type, Facet::Digits],
        discriminator: None,
        mirror: Mirror::Waived("どちらの向きも同じ規則が見ます"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let intervals: Vec<String> = e.iter().map(|x| x.interval(lang)).collect();
        let (table, list) = (&e[0].current.table, enumerate(&intervals, 6, lang));
        match (lang, e[0].package) {
            (Lang::Ja, false) => {
                format!("表 {table} のバイト数の桁は、文字によって標準の桁数に収まらないことがあります: {list}")
            }
            (Lang::Ja, true) => {
                format!("表 {table} のバイト数の桁は、文字によって標準の桁数に足りないことがあります: {list}")
            }
            (Lang::En, false) => {
                format!("whether lengths of {table} in bytes fit the standard depends on the characters: {list}")
            }
            (Lang::En, true) => {
                format!("whether lengths of {table} in bytes are enough depends on the characters: {list}")
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            false => (
                "全角だけの列は型を nchar に直し、ほかは実データの最大の長さを調べて max-observed に書いてください",
                "call columns that hold only full-width characters nchar; for the others find the longest value and state it as max-observed",
            ),
            true => (
                "どの文字でも標準の桁数まで入る長さにするか、文字数で定義してください",
                "make room for the standard's characters whichever they are, or define the length in characters",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        for pair in &c.pairs {
            let Some(length) = pair.length.as_ref().filter(|l| l.fit(c.role()) == Fit::Undecided) else { continue };
            if !package && length.observed_fit() {
                continue;
            }
            let fields = LengthUnit {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                least: length.current.least(),
                most: length.current.most(),
                package,
            };
            let draft = emit.draft(c.table_subject(pair.column.table), Severity::Warning, &fields);
            let facets = [Facet::Existence, Facet::Type, Facet::Digits];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
    }
}
