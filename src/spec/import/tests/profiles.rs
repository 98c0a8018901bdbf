//! 機能要件, 帳票要件 and 帳票詳細要件 through profiles.

use super::super::draft_profile;
use super::*;
use crate::spec::edition::{Audience, Category, Class, ClassFor, Orientation};
use crate::spec::export::{ItemSheets, csv, xlsx};

fn sheets(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in parts {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, line) in (0u32..).zip(text.lines()) {
            for (c, cell) in (0u16..).zip(line.split(',')).filter(|(_, t)| !t.is_empty()) {
                sheet.write_string(r, c, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const ITEMS: &str = "データ項目ID,データ項目,グループ_名称,データ型,桁数,標準仕様書関連箇所\n01000001,宛名番号,課税,X,15,0100001課税台帳管理機能";
const FUNCTIONS: &str = "個人住民税 機能要件【第2.0版】
機能ID,機能名称,機能要件,実装区分,,,要件の考え方・理由,適合基準日
,,,指定都市,中核市,一般市区町村,,
0100001,課税台帳管理,台帳を管理できること。,◎,◎,○,,令和8年4月1日
0100002,課税台帳管理,照会できること。,○,×,−,,
0100003,通知,通知できること。,◎,◎,△,,";
const FORMS: &str = "帳票ID,帳票名称,内部／外部,用紙サイズ,向き,実装必須帳票,標準オプション帳票
0100001,納税通知書,外部,A4,縦,○,
0100002,調定表,内部,A3,横,,○";
const PRINTED: &str = "帳票ID,帳票名称,印字項目,実装区分,文字数
0100001,納税通知書,氏名,◎,20
,,氏名,○,多い
0100009,ない帳票,住所,◎,";

#[test]
fn functions_and_forms_are_read_with_their_classes() {
    let desk = Desk::new();
    let parts = [("基本データリスト", ITEMS), ("機能要件", FUNCTIONS), ("帳票要件", FORMS), ("帳票詳細要件", PRINTED)];
    let path = desk.put("a.xlsx", sheets(&parts));
    let outcome = imported(&[path]);
    let told: Vec<(&str, u32)> = outcome.unread.iter().map(|u| (u.sheet.as_str(), u.row)).collect();
    assert_eq!(told, [("機能要件", 6), ("帳票詳細要件", 3), ("帳票詳細要件", 4)], "{:#?}", outcome.unread);
    let edition = &outcome.editions[0];
    let [first, second, third] = edition.functions.as_slice() else { panic!("three functions") };
    assert_eq!((first.key.as_str(), first.items.as_slice()), ("0100001", &["01000001".to_string()][..]));
    assert_eq!(first.class.of(Some(Category::TownOrVillage)), ClassFor::Known(Class::Optional));
    assert_eq!(first.class.of(Some(Category::DesignatedCity)), ClassFor::Known(Class::Mandatory));
    assert_eq!(first.effective.as_deref(), Some("2026-04-01"));
    assert_eq!(second.name, "課税台帳管理（0100002）");
    assert_eq!(second.class.of(Some(Category::CoreCity)), ClassFor::Known(Class::Forbidden));
    assert_eq!(second.class.of(Some(Category::City)), ClassFor::Unrecorded);
    assert_eq!(third.requirement.as_deref(), Some("通知できること。"));
    let [notice, table] = edition.forms.as_slice() else { panic!("two forms") };
    assert_eq!((notice.audience, table.audience), (Audience::Resident, Audience::Internal));
    assert_eq!((notice.paper.as_deref(), table.orientation), (Some("A4"), Some(Orientation::Landscape)));
    assert_eq!(notice.class.of(None), ClassFor::Known(Class::Mandatory));
    let printed: Vec<(&str, Option<u32>)> = notice.items.iter().map(|p| (p.name.as_str(), p.max)).collect();
    assert_eq!(printed, [("氏名", Some(20)), ("氏名（2）", None)]);
    for bytes in [xlsx(edition, ItemSheets::One).unwrap(), xlsx(edition, ItemSheets::PerGroup).unwrap()] {
        let again = imported(&[desk.put("out.xlsx", bytes)]);
        assert_eq!((again.unread.as_slice(), content(&again.editions[0])), (&[][..], content(edition)));
    }
    let files: Vec<PathBuf> = csv(edition).unwrap().into_iter().map(|f| desk.put(&f.name, f.bytes)).collect();
    assert_eq!(content(&imported(&files).editions[0]), content(edition));
}

#[test]
fn functions_alone_make_an_edition() {
    let desk = Desk::new();
    let outcome = imported(&[desk.put("f.xlsx", sheets(&[("機能要件", FUNCTIONS)]))]);
    let edition = &outcome.editions[0];
    assert_eq!((edition.system.as_str(), edition.businesses.as_slice()), ("resident-tax", &["010".to_string()][..]));
    let text = crate::spec::format::canonical(edition).unwrap();
    crate::spec::load::load_bytes("e.json", text.as_bytes()).unwrap_or_else(|p| panic!("{}", rendered(&p)));
}

#[test]
fn an_unknown_wording_is_drafted_and_then_read() {
    let desk = Desk::new();
    let text = "要求番号,要求の名前,機能要件,必要度\n0100001,台帳,台帳を管理,A\n0100002,照会,照会する,B";
    let path = desk.put("x.xlsx", sheets(&[("要求", text)]));
    assert!(import(std::slice::from_ref(&path), &told()).is_err());
    let draft = draft_profile(&path).unwrap();
    assert!(draft.contains("要求番号") && draft.contains("requirement = [\"機能要件\"]"), "{draft}");
    toml::from_str::<super::super::Profile>(&draft).unwrap_or_else(|e| panic!("{e}\n{draft}"));
    let mended = draft
        .replace("name = [\"…\"]", "key = [\"要求番号\"]\nname = [\"要求の名前\"]")
        .replace("titles = [\"実装区分\"]", "titles = [\"必要度\"]")
        .replace("mandatory = [", "mandatory = [\"A\", ")
        .replace("optional = [", "optional = [\"B\", ");
    let outcome = imported(&[desk.put("p.toml", mended), path]);
    assert_eq!(outcome.unread, []);
    let classes: Vec<ClassFor> = outcome.editions[0].functions.iter().map(|f| f.class.of(None)).collect();
    assert_eq!(classes, [ClassFor::Known(Class::Mandatory), ClassFor::Known(Class::Optional)]);
    let broken = import(&[desk.put("q.toml", "kind = 3")], &told()).unwrap_err().remove(0);
    assert!(broken.position.is_some() && broken.what.ja.contains("プロファイル"));
}
