use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::{ColumnType, Encoding, ItemType};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec, encoding_word};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, distinct, enumerate};
use crate::text::lang::Lang;

use super::column_items;

rule_fields! {
    /// 文字コードが、標準の文字を表せない。
    ///
    /// ## 何を調べるか
    /// 全角文字列（N）の項目に対応する文字の列のうち、文字コードが Unicode（UTF-8、UTF-16）でないものを表ごとにまとめます。
    /// 番号やコードのような半角だけの項目は、どの文字コードでも同じなので数えません。文字コードが書かれていない列も数えません。
    ///
    /// ## なぜ困るか
    /// 標準の文字は行政事務標準文字で、異体字の区別に Unicode と異体字セレクタを使います。Shift_JIS などでは表せない文字があり、今は似た字や外字で代えられています。
    ///
    /// ## 例
    /// 氏名を Shift_JIS（CP932）で持つ。
    ///
    /// ## 直し方
    /// 現行では、文字コードの変換と文字同定（今の字を標準のどの字にするか）の方法と時期を決めます。
    /// 製品では、行政事務標準文字を扱える文字コードにします。
    ///
    /// ## 根拠
    /// 行政事務標準文字（デジタル庁、文字の標準化）。出力ファイルの文字コードそのものではなく、表せる文字について述べています。
    ///
    /// # English
    ///
    /// The encoding cannot express the standard's characters.
    ///
    /// ## What it checks
    /// Text columns for items of full-width text (N) whose encoding is not Unicode (UTF-8, UTF-16); one finding per table.
    /// Items of half-width text such as numbers and codes are the same in every encoding and do not count, nor do columns without a stated encoding.
    ///
    /// ## Why it matters
    /// The standard's characters are the 行政事務標準文字, which tell variants apart by Unicode and variation selectors. Encodings such as Shift_JIS lack some of them; look-alikes or local characters stand in for these today.
    ///
    /// ## Example
    /// Names are kept in Shift_JIS (CP932).
    ///
    /// ## What to do
    /// Today: decide how and when texts are converted and characters identified (which of the standard's each one becomes).
    /// Packages: use an encoding that holds the 行政事務標準文字.
    ///
    /// ## Basis
    /// 行政事務標準文字 (Digital Agency, character standardisation). It is about the characters that can be expressed, not about the encoding of output files.
    pub struct EncodingDiffers {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub encoding: Encoding,
        pub package: bool,
    }
}

impl Rule for EncodingDiffers {
    const META: &'static Meta = &Meta {
        id: "GAP0210",
        name: "encoding",
        title: ("文字コード差異", "encoding"),
        area: Area::Domain,
        aspect: Some(Aspect::Repertoire),
        grain: Grain::Table,
        present: &[Severity::Info],
        // what says which characters are the standard's is a public page, so no more than a warning is ever reported
        package: &[Severity::Error, Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type],
        discriminator: None,
        mirror: Mirror::Waived("標準の文字は一つだけです"),
        bpr: &["BPR008"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let columns = distinct(e.iter().map(|x| x.current.short()));
        let mut encodings: Vec<&str> = e.iter().map(|x| encoding_word(x.encoding)).collect();
        encodings.sort_unstable();
        encodings.dedup();
        let (table, encodings, list) =
            (&e[0].current.table, encodings.join(lang.pick("、", ", ")), enumerate(&columns, 6, lang));
        match lang {
            Lang::Ja => {
                format!(
                    "表 {table} の文字コード（{encodings}）には、標準の文字（行政事務標準文字）の一部がありません: {list}"
                )
            }
            Lang::En => format!("{encodings} of {table} lacks some of the standard's characters: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => (
                "行政事務標準文字を扱える文字コード（UTF-8 など）にしてください",
                "use an encoding that holds the 行政事務標準文字, such as UTF-8",
            ),
            false => (
                "文字コードの変換と文字同定の方法、時期、確かめる担当を決めてください",
                "decide how and when texts are converted, characters identified and the result checked",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Error } else { Severity::Info };
        for (column, item) in column_items(c) {
            let col = c.current.column(column);
            let text = matches!(col.column_type, Some(ColumnType::Char | ColumnType::Nchar));
            let full_width = c.standard.item(item).data_type == Some(ItemType::FullWidthText);
            let narrow = col.encoding.filter(|e| !matches!(e, Encoding::Utf8 | Encoding::Utf16));
            let Some(encoding) = narrow.filter(|_| text && full_width) else { continue };
            let fields = EncodingDiffers {
                standard: ItemSpec::of(c, item),
                current: ColumnSpec::of(c, column),
                encoding,
                package,
            };
            let draft = emit
                .draft(c.table_subject(column.table), severity, &fields)
                .item(c.standard, item, &[Facet::Existence, Facet::Type])
                .rests_on(SourceKind::PublicDocument);
            emit.push(draft.column(c.current, column));
        }
    }
}
