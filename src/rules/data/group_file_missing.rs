use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// グループのファイルがない。
    ///
    /// ## 何を調べるか
    /// フォルダを指定したときだけ、標準の各グループのファイルがあるかを調べます。
    ///
    /// ## なぜ困るか
    /// そのグループのデータは移行先に何も入りません。
    ///
    /// ## 例
    /// 010_課税対象者.csv がない。
    ///
    /// ## 直し方
    /// 出力し直すか、対象外であればその理由を記録します。
    ///
    /// ## 根拠
    /// 基本データリストのグループ。
    ///
    /// # English
    ///
    /// No file for a group.
    ///
    /// ## What it checks
    /// Only where a folder is given: whether every group of the standard has its file.
    ///
    /// ## Why it matters
    /// Nothing of that group reaches the new system.
    ///
    /// ## Example
    /// There is no 010_課税対象者.csv.
    ///
    /// ## What to do
    /// Export it, or record why it is out of scope.
    ///
    /// ## Basis
    /// The groups of the 基本データリスト.
    pub struct GroupFileMissing {
        /// Group of the standard.
        pub group: String,
        /// Name that the file would have.
        pub file: String,
    }
}

impl Rule for GroupFileMissing {
    const META: &'static Meta = &Meta {
        id: "DAT0102",
        name: "group-file-missing",
        title: ("グループのファイルがない", "no file for a group"),
        area: Area::Data,
        grain: Grain::Group,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let GroupFileMissing { group, file } = &e[0];
        match lang {
            Lang::Ja => format!("グループ「{group}」のファイル（{file}）がありません"),
            Lang::En => format!("there is no file for the group {group} ({file})"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "該当するデータがないときも、見出しだけのファイルを出力してください",
            "export the group; without rows, write its heading alone",
        )
        .to_string()
    }
}
