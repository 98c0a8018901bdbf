//! Why a thing of one edition is thought to be a thing of another.

use crate::text::lang::{Bilingual, Lang};

/// A reason to believe that two things are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A person said so in a rename table.
    Confirmed,
    /// Same name (`f1`), unique in its group, form or edition.
    SameName,
    /// The name is in other groups too, but means the same there.
    SharedName,
    /// The same name is unique in both editions as a whole.
    UniqueName,
    /// Same key, in editions that count keys the same way.
    SameKey,
    /// Same definition, which nothing else has.
    SameDefinition,
    /// Names alike, in percent.
    SimilarName(u8),
    /// So many percent of the parts (items of a group, values of a list, printed items of a form) have the same name.
    SharedParts(u8),
    /// So many of the group's items are found there now.
    ItemsMoved(u16),
    /// Type, digits and code agree and are known. Supports, never decides.
    SameShape,
}

impl Evidence {
    /// As written in rename tables and JSON.
    pub fn id(self) -> String {
        match self {
            Evidence::Confirmed => "confirmed".into(),
            Evidence::SameName => "same-name".into(),
            Evidence::SharedName => "shared-name".into(),
            Evidence::UniqueName => "unique-name".into(),
            Evidence::SameKey => "same-key".into(),
            Evidence::SameDefinition => "same-definition".into(),
            Evidence::SimilarName(percent) => format!("similar-name-{percent}"),
            Evidence::SharedParts(percent) => format!("shared-parts-{percent}"),
            Evidence::ItemsMoved(n) => format!("items-moved-{n}"),
            Evidence::SameShape => "same-shape".into(),
        }
    }

    pub fn label(self) -> Bilingual {
        let (ja, en) = match self {
            Evidence::Confirmed => ("人が確認した".to_string(), "confirmed by a person".to_string()),
            Evidence::SameName => ("名前が同じ".into(), "same name".into()),
            Evidence::SharedName => ("同じ名前が他にもある".into(), "same name, which others have too".into()),
            Evidence::UniqueName => {
                ("版の中で一つだけの名前が同じ".into(), "same name, unique in both editions".into())
            }
            Evidence::SameKey => ("IDが同じ".into(), "same id".into()),
            Evidence::SameDefinition => ("定義が同じ".into(), "same definition".into()),
            Evidence::SimilarName(p) => (format!("名前が似ている（{p}%）"), format!("similar name ({p} %)")),
            Evidence::SharedParts(p) => (format!("中身の {p}% が同じ"), format!("{p} % of the contents in common")),
            Evidence::ItemsMoved(n) => (format!("項目 {n} 個の移り先"), format!("{n} of its items are there now")),
            Evidence::SameShape => ("型・桁数・コードが同じ".into(), "same type, digits and codes".into()),
        };
        Bilingual::new(ja, en)
    }

    /// Whether it can decide, together with another one.
    pub(super) fn is_strong(self) -> bool {
        match self {
            Evidence::SimilarName(percent) => percent >= 60,
            Evidence::SharedParts(percent) => percent >= 50,
            Evidence::SameShape | Evidence::SharedName | Evidence::ItemsMoved(_) => false,
            _ => true,
        }
    }
}

/// All of it in words.
pub fn in_words(evidence: &[Evidence], lang: Lang) -> String {
    let words: Vec<String> = evidence.iter().map(|e| e.label().get(lang).to_string()).collect();
    words.join(lang.pick("、", ", "))
}
