use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

rule_fields! {
    /// 標準にないファイル。
    ///
    /// ## 何を調べるか
    /// フォルダにあるファイルの名前を、標準のグループから決まる名前（業務コード_グループ.csv）と比べます。
    ///
    /// ## なぜ困るか
    /// 取り込まれないまま忘れられ、移行の当日に足りないと分かります。
    ///
    /// ## 例
    /// フォルダに 010_個人.txt がある。
    ///
    /// ## 直し方
    /// 名前を直すか、フォルダから除きます。
    ///
    /// ## 根拠
    /// ファイルはグループごとに一つです。名前は gapcheck template export が書くものと同じです。
    ///
    /// # English
    ///
    /// File of no group.
    ///
    /// ## What it checks
    /// It compares the names of the files in a folder with those that the standard's groups give: business_group.csv.
    ///
    /// ## Why it matters
    /// The file is left behind and missed on the day of the migration.
    ///
    /// ## Example
    /// The folder holds 010_個人.txt.
    ///
    /// ## What to do
    /// Rename the file or take it out of the folder.
    ///
    /// ## Basis
    /// One file per group; the names are those that gapcheck template export writes.
    pub struct FileUnknown {
        /// Name of the file, without its folder.
        pub file: String,
    }
}

impl Rule for FileUnknown {
    const META: &'static Meta = &Meta {
        id: "DAT0101",
        name: "file-unknown",
        title: ("標準にないファイル", "file of no group"),
        area: Area::Data,
        grain: Grain::System,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let file = enumerate(&e.iter().map(|f| f.file.clone()).collect::<Vec<_>>(), 5, lang);
        match lang {
            Lang::Ja => format!("{file} は、標準のどのグループのファイルでもありません"),
            Lang::En => format!("{file} belongs to no group of the standard"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "ファイル名を「業務コード_グループ名.csv」に直すか、フォルダから除いてください",
            "name it business_group.csv, or take it out of the folder",
        )
        .to_string()
    }
}
