//! Mapping files of every form, against the small made-up edition of the rule cases.

use std::path::Path;

use super::*;
use crate::current::read_files;
use crate::spec::load::load_file;
use crate::text::lang::{Bilingual, Lang};
use model::FaultKind;

const LAYOUT: &str = r#"
<table name="KOJIN" label="個人">
  <column name="ATENA_NO" type="char" length="15" key="primary"/>
  <column name="SEI" type="nchar" length="20"/>
  <column name="MEI" type="nchar" length="20"/>
  <column name="SHIMEI" type="nchar" length="40"/>
  <column name="PACKED" type="char" length="12"/>
  <column name="TEL1" type="char" length="15"/>
  <column name="TEL2" type="char" length="15"/>
  <column name="KBN" type="char" length="2" codes="KBN"/>
</table>
<table name="SETAI" label="世帯"><column name="SETAI_NO" type="char" length="15" key="primary"/></table>
<codes id="KBN"><code value="1" label="甲"/></codes>"#;

struct World {
    folder: tempfile::TempDir,
    standard: Standard,
    current: CurrentSystem,
}

impl World {
    fn new() -> World {
        World::with(LAYOUT)
    }

    fn with(layout: &str) -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("current.xml");
        let text = format!(
            "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\"><layout unit=\"char\">{layout}</layout></current>"
        );
        std::fs::write(&path, text).unwrap();
        let reading = read_files(&[path.display().to_string()], &Default::default(), |_| Ok(()));
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let edition = load_file("tests/rules/edition/resident-tax.json").unwrap();
        World { folder, standard: Standard::new(vec![edition]), current: reading.system.unwrap() }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(&path, format!("system = \"resident-tax\"\n{text}")).unwrap();
        path.display().to_string()
    }

    fn load(&self, path: &str) -> Result<Mapping, Vec<crate::text::problem::Problem>> {
        mapping::load(path, |_| Ok::<(), Bilingual>(()))
    }

    fn matched(&self, text: &str) -> Matching {
        let path = self.write("mapping.toml", text);
        match_all(&self.standard, &self.current, &self.load(&path).unwrap())
    }

    /// `項目 ← TABLE.COLUMN, …`, confirmed lines only.
    fn links(&self, matching: &Matching) -> Vec<String> {
        let confirmed = matching.links.iter().filter(|l| !l.origin.is_auto());
        let mut lines: Vec<String> = confirmed
            .map(|l| {
                let items: Vec<String> = l.items.iter().map(|i| self.standard.item(*i).name.clone()).collect();
                let columns: Vec<String> = l.columns.iter().map(|c| self.current.column(*c).name.clone()).collect();
                format!("{} ← {}", items.join("+"), columns.join("+"))
            })
            .collect();
        lines.sort();
        lines
    }
}

fn kinds(matching: &Matching) -> Vec<(FaultKind, &str)> {
    matching.faults.iter().map(|f| (f.kind, f.name.as_str())).collect()
}

#[test]
fn every_shape_of_line_is_applied() {
    let world = World::new();
    let matching = world.matched(
        r#"
        pair = [
          { current = "KOJIN.ATENA_NO", standard = "010:個人.宛名番号" },
          { current = "kojin.packed", standard = "個人.方書", part = [1, 2] },
          { standard = "個人.任意メモ", value = "なし" },
        ]
        split = [{ current = "KOJIN.SHIMEI", standard = ["個人.転入前住所", "個人.地区"] }]
        merge = [{ current = ["KOJIN.SEI", "KOJIN.MEI"], standard = "個人.氏名" }]
        pivot = [{ current = ["KOJIN.TEL1", "KOJIN.TEL2"], standard = "個人.電話番号", key = "個人.区分", values = ["1", "2"] }]
        codes = [{ list = "KBN", map = { "1" = "1" } }]
        "#,
    );
    assert_eq!(kinds(&matching), []);
    assert_eq!(
        world.links(&matching),
        ["宛名番号 ← ATENA_NO", "方書 ← PACKED", "氏名 ← SEI+MEI", "転入前住所+地区 ← SHIMEI", "電話番号 ← TEL1+TEL2"]
    );
    let shapes: Vec<Shape> = matching.links.iter().filter(|l| !l.origin.is_auto()).map(|l| l.shape).collect();
    assert_eq!(shapes, [Shape::Pair, Shape::Part([1, 2]), Shape::Split, Shape::Merge, Shape::Pivot]);
    assert_eq!(matching.constants.values().map(|c| c.value.as_str()).collect::<Vec<_>>(), ["1、2", "なし"]);
    let idle: Vec<&str> = matching.unused.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(idle, ["KBN"], "no column with these codes is matched");
}

#[test]
fn parts_of_one_item_complement_each_other() {
    let world = World::new();
    let text = r#"pair = [
        { current = "KOJIN.PACKED", standard = "個人.方書", part = [1, 2] },
        { current = "KOJIN.TEL1", standard = "個人.方書", part = [3, 4] },
        { current = "KOJIN.TEL2", standard = "個人.方書" },
        { current = "KOJIN.PACKED", standard = "個人.地区", part = [4, 3] },
        { current = "KOJIN.PACKED", standard = "個人.地区", part = [1, 13] },
    ]"#;
    let matching = world.matched(text);
    assert_eq!(world.links(&matching), ["方書 ← PACKED", "方書 ← TEL1"]);
    let wrong = FaultKind::Contradiction;
    assert_eq!(
        kinds(&matching),
        [
            (wrong, "個人.方書"),
            (FaultKind::Impossible, "KOJIN.PACKED part [4, 3]"),
            (FaultKind::Impossible, "KOJIN.PACKED part [1, 13]")
        ]
    );
}

#[test]
fn unknown_names_are_faults_with_their_place_and_the_nearest_names() {
    let world = World::new();
    let matching = world.matched(
        r#"
        table = [{ current = "KOJINX", standard = "個人" }, { current = "KOJIN", standard = "個" }]
        pair = [{ current = "KOJIN.ATENA_N", standard = "個人.宛名番号" }, { current = "KOJIN.SEI", standard = "個人.氏" }]
        ignore = [{ current = ["KOJIN.YOBI", "KOJIN.YOBI2"], reason = "-" }, { standard = "個人.予備", reason = "-" }]
        reject = [{ current = "X.Y", standard = "個人.氏名" }]
        form = [{ current = "通知書", standard = "納税通知書" }]
        function = [{ current = "機能", standard = "なにもない機能" }]
        codes = [{ list = "NONE", map = {} }, { list = "KBN", standard = "ない表", map = {} }]
        "#,
    );
    let (c, s) = (FaultKind::UnknownCurrent, FaultKind::UnknownStandard);
    let found: Vec<(&str, FaultKind, &str)> =
        matching.faults.iter().map(|f| (f.section, f.kind, f.name.as_str())).collect();
    for wanted in [
        ("table", c, "KOJINX"),
        ("table", s, "個"),
        ("pair", c, "KOJIN.ATENA_N"),
        ("pair", s, "個人.氏"),
        ("ignore", c, "KOJIN.YOBI"),
        ("ignore", c, "KOJIN.YOBI2"),
        ("ignore", s, "個人.予備"),
        ("reject", c, "X.Y"),
        ("form", c, "通知書"),
        ("function", c, "機能"),
        ("codes", c, "NONE"),
        ("codes", s, "ない表"),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} is not in {found:?}");
    }
    let fault = matching.faults.iter().find(|f| f.name == "KOJIN.ATENA_N").unwrap();
    assert_eq!(fault.nearest[0], "KOJIN.ATENA_NO");
    assert!(fault.place.span.start > 0);
}

#[test]
fn a_nearer_line_overrides_line_by_line() {
    let world = World::new();
    world.write(
        "product/base.toml",
        r#"
        pair = [
          { current = "KOJIN.SHIMEI", standard = "個人.氏名" },
          { current = "KOJIN.ATENA_NO", standard = "個人.宛名番号" },
          { current = "KOJIN.TEL1", standard = "個人.電話番号" },
          { current = "KOJIN.TEL2", standard = "個人.方書" },
          { current = "KOJIN.PACKED", standard = "個人.区分" },
        ]
        ignore = [{ current = "KOJIN.KBN", reason = "使わない" }]
        "#,
    );
    let matching = world.matched(
        r#"
        extends = "product/base.toml"
        pair = [{ current = "KOJIN.SEI", standard = "個人.氏名" }, { current = "KOJIN.KBN", standard = "個人.地区" }]
        ignore = [{ standard = "個人.電話番号", reason = "当市では使わない" }, { current = "KOJIN.PACKED", reason = "未使用" }]
        reject = [{ current = "KOJIN.TEL2", standard = "個人.方書" }]
        "#,
    );
    assert_eq!(kinds(&matching), []);
    assert!(matching.unused.is_empty(), "{:?}", matching.unused);
    assert_eq!(world.links(&matching), ["地区 ← KBN", "宛名番号 ← ATENA_NO", "氏名 ← SEI"]);
}

#[test]
fn a_nearer_line_about_a_column_overrides_too() {
    let world = World::new();
    world.write("base.toml", r#"pair = [{ current = "KOJIN.PACKED", standard = "個人.区分" }]"#);
    let matching =
        world.matched("extends = \"base.toml\"\npair = [{ current = \"KOJIN.PACKED\", standard = \"個人.地区\" }]");
    assert_eq!(world.links(&matching), ["地区 ← PACKED"]);
    assert_eq!(kinds(&matching), []);
}

#[test]
fn lines_of_one_file_that_differ_contradict_and_repeated_ones_are_unused() {
    let world = World::new();
    let matching = world.matched(
        r#"
        table = [{ current = "KOJIN", standard = "個人" }, { current = "KOJIN", standard = "個人" }]
        pair = [
          { current = "KOJIN.SHIMEI", standard = "個人.氏名" },
          { current = "KOJIN.SEI", standard = "個人.氏名" },
          { current = "KOJIN.SHIMEI", standard = "個人.氏名" },
        ]
        ignore = [{ current = "KOJIN.SHIMEI", reason = "-" }, { standard = "個人.氏名", reason = "-" }, { current = "KOJIN", reason = "-" }]
        reject = [{ current = "KOJIN.SHIMEI", standard = "個人.氏名" }]
        codes = [{ list = "KBN", map = { "1" = "1" } }, { list = "KBN", map = { "1" = "2" } }]
        "#,
    );
    let wrong = FaultKind::Contradiction;
    let names = ["個人.氏名", "KBN=1", "KOJIN.SHIMEI", "個人.氏名", "KOJIN", "KOJIN.SHIMEI"];
    assert_eq!(kinds(&matching), names.map(|n| (wrong, n)));
    let idle: Vec<(&str, &str)> = matching.unused.iter().map(|f| (f.section, f.name.as_str())).collect();
    assert_eq!(idle, [("table", "個人"), ("pair", "個人.氏名"), ("codes", "KBN"), ("codes", "KBN")]);
    assert_eq!(world.links(&matching), ["氏名 ← SHIMEI"]);
}

#[test]
fn a_circle_of_extends_is_told_and_a_shared_base_is_none() {
    let world = World::new();
    let first = world.write("a.toml", "extends = \"b.toml\"");
    world.write("b.toml", "extends = \"a.toml\"");
    let problems = world.load(&first).unwrap_err();
    assert!(problems[0].what.en.contains("leads back"), "{problems:?}");

    let top = world.write("top.toml", "extends = [\"left.toml\", \"right.toml\"]");
    world.write("left.toml", "extends = \"shared.toml\"");
    world.write("right.toml", "extends = \"shared.toml\"");
    world.write("shared.toml", "");
    let mapping = world.load(&top).unwrap();
    let names: Vec<&str> =
        mapping.files.iter().map(|(s, _)| Path::new(&s.path).file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["top.toml", "left.toml", "right.toml", "shared.toml"], "nearest first, the base behind both");

    let missing = world.write("m.toml", "extends = \"nowhere.toml\"");
    assert!(world.load(&missing).is_err());
}

#[test]
fn neighbours_count_only_where_offsets_are_stated() {
    let layout = |offsets: bool| {
        let at = |n: u32| if offsets { format!(" offset=\"{n}\"") } else { String::new() };
        format!(
            "<table name=\"T\" label=\"個人\"><column name=\"KATAGAKI_NM\" type=\"nchar\" length=\"20\"{}/><column name=\"BIRTH\" type=\"date\"{}/></table>",
            at(0),
            at(40)
        )
    };
    for offsets in [true, false] {
        let world = World::with(&layout(offsets));
        let matching = match_all(&world.standard, &world.current, &Mapping::default());
        let evidence: Vec<&Evidence> = matching.candidates.iter().flat_map(|c| &c.evidence).collect();
        assert!(!matching.candidates.is_empty());
        assert_eq!(evidence.contains(&&Evidence::Neighbours), offsets, "{evidence:?}");
    }
}

#[test]
fn only_two_signals_of_different_kinds_make_a_pair() {
    let pairs = |columns: &str| {
        let world = World::with(&format!("<table name=\"T\" label=\"個人\">{columns}</table>"));
        let matching = match_all(&world.standard, &world.current, &Mapping::default());
        let auto: Vec<String> = matching.links.iter().map(|l| world.standard.item(l.items[0]).name.clone()).collect();
        (auto, matching.candidates.len())
    };
    let telephone = |rest: &str| pairs(&format!("<column name=\"DENWA_BANGO\" {rest}/>"));
    assert_eq!(telephone("type=\"char\" length=\"15\"").0, ["電話番号"], "words and the very domain");
    assert_eq!(telephone("type=\"char\" length=\"11\"").0.len(), 0, "that it would fit is no signal");
    assert_eq!(telephone("label=\"電話番号１\" type=\"char\" length=\"15\"").0.len(), 0, "label and name differ");
    assert_eq!(telephone("").1, 1, "but it is proposed");
    let twice = "<column name=\"DENWA_BANGO\" type=\"char\" length=\"15\"/><column name=\"TEL_BANGO\" type=\"char\" length=\"15\"/>";
    assert_eq!(pairs(twice), (vec![], 2), "two could be meant");
    assert_eq!(pairs("<column name=\"KBN\" type=\"char\" length=\"2\"/>").0.len(), 0, "a type word alone says nothing");
    assert_eq!(pairs("<column name=\"KOJIN_BANGO\" type=\"char\" length=\"12\"/>").0.len(), 0);
}

#[test]
fn a_column_of_a_table_that_feeds_two_groups_is_no_pair_by_its_name_alone() {
    let world = World::with(
        "<table name=\"T\"><column name=\"A\" label=\"世帯番号\" type=\"char\" length=\"15\"/><column name=\"B\" label=\"電話番号\" type=\"char\" length=\"15\"/></table>",
    );
    let auto = |text: &str| {
        let matching = world.matched(text);
        let auto = matching.links.iter().filter(|l| l.origin.is_auto());
        auto.map(|l| world.standard.item_label(l.items[0])).collect::<Vec<_>>()
    };
    let both = "table = [{ current = \"T\", standard = [\"個人\", \"世帯\"] }]";
    assert_eq!(auto(both), ["個人.世帯番号", "個人.電話番号", "世帯.世帯番号"], "a key may be in both");
}

#[test]
fn two_tables_may_fill_one_group_with_rows_of_their_own() {
    let world = World::with(
        "<table name=\"NOW\"><column name=\"TEL\" type=\"char\" length=\"15\"/></table><table name=\"OLD\"><column name=\"TEL\" type=\"char\" length=\"11\"/></table>",
    );
    let pairs = "pair = [{ current = \"NOW.TEL\", standard = \"個人.電話番号\" }, { current = \"OLD.TEL\", standard = \"個人.電話番号\" }]";
    let stated = world.matched(&format!(
        "{pairs}\ntable = [{{ current = \"NOW\", standard = \"個人\" }}, {{ current = \"OLD\", standard = \"個人\" }}]"
    ));
    assert_eq!((world.links(&stated).len(), kinds(&stated)), (2, vec![]));
    let unstated = world.matched(pairs);
    assert_eq!(kinds(&unstated), [(FaultKind::Contradiction, "個人.電話番号")]);
}

/// An edition in which both groups have a 電話番号 of their own.
fn both_have_a_telephone(folder: &Path) -> Standard {
    let text = std::fs::read_to_string("tests/rules/edition/resident-tax.json").unwrap();
    let mut edition: serde_json::Value = serde_json::from_str(&text).unwrap();
    let groups = edition["groups"].as_array_mut().unwrap();
    let telephone = groups[0]["items"].as_array().unwrap().iter().find(|i| i["name"] == "電話番号").cloned();
    let mut telephone = telephone.unwrap();
    telephone["key"] = "世帯/電話番号".into();
    groups[1]["items"].as_array_mut().unwrap().push(telephone);
    let path = folder.join("edition.json");
    std::fs::write(&path, edition.to_string()).unwrap();
    Standard::new(vec![load_file(&path.display().to_string()).unwrap()])
}

#[test]
fn rows_that_a_condition_tells_apart_may_use_one_column_for_several_groups() {
    let mut world =
        World::with("<table name=\"T\"><column name=\"B\" label=\"電話番号\" type=\"char\" length=\"15\"/></table>");
    world.standard = both_have_a_telephone(world.folder.path());
    let auto = |text: &str| {
        let matching = world.matched(text);
        let pairs = matching.links.iter().filter(|l| l.origin.is_auto()).map(|l| world.standard.item_label(l.items[0]));
        (pairs.collect::<Vec<_>>(), matching.candidates.len())
    };
    let one_row = "table = [{ current = \"T\", standard = [\"個人\", \"世帯\"] }]";
    assert_eq!(auto(one_row), (vec![], 2), "whose number it is, only a person knows");
    let own_rows = r#"table = [
        { current = "T", standard = "個人", where = "KBN = '1'" },
        { current = "T", standard = "世帯", where = "KBN = '2'" },
    ]"#;
    assert_eq!(auto(own_rows), (vec!["個人.電話番号".to_string(), "世帯.電話番号".to_string()], 0));
}

#[test]
fn suggested_lines_can_be_used_and_a_second_run_replaces_the_comments() {
    let world = World::with(
        "<table name=\"T\" label=\"個人\"><column name=\"DENWA_BANGO\" type=\"char\" length=\"15\"/><column name=\"KATAGAKI_NM\" type=\"nchar\" length=\"30\"/></table><table name=\"STI\"><column name=\"STAINUSMEI\" type=\"nchar\" length=\"40\"/></table>",
    );
    let run = |text: &str, lang| {
        let path = world.write("mapping.toml", text);
        let mapping = world.load(&path).unwrap();
        let matching = match_all(&world.standard, &world.current, &mapping);
        suggest::suggest("resident-tax", &world.standard, &world.current, &mapping, &matching, lang)
    };
    let first = run("# 税務課が確認\n\n[[ignore]] # 使わない\ncurrent = \"STI\"\nreason = \"未使用\"\n", Lang::Ja);
    assert_eq!((first.accepted, first.proposed), (2, 1), "{}", first.text);
    assert!(first.text.contains("# 税務課が確認\n\n[[ignore]] # 使わない\n"), "{}", first.text);
    assert!(first.text.contains("note = \"自動: 語がすべて同じ、型と桁数が合う\""), "{}", first.text);
    assert!(first.text.contains("#? [[pair]]\n#? current = \"T.KATAGAKI_NM\"\n#? standard = \"個人.方書\"\n"));

    // what was accepted is confirmed now, and comments do not pile up
    let written = first.text.strip_prefix("system = \"resident-tax\"\n").unwrap();
    let second = run(written, Lang::Ja);
    assert_eq!((second.accepted, second.proposed), (0, 1));
    assert_eq!(second.text, first.text);

    let taken =
        written.replace("#? [[pair]]", "[[pair]]").replace("#? current", "current").replace("#? standard", "standard");
    let third = run(&taken, Lang::En);
    assert_eq!((third.accepted, third.proposed), (0, 0), "{}", third.text);
}

#[test]
fn tables_are_proposed_and_inline_lines_get_comments_only() {
    let world = World::with(
        "<table name=\"STI\"><column name=\"STAINO\" type=\"char\" length=\"15\" key=\"primary\"/><column name=\"STAINUSMEI\" type=\"nchar\" length=\"40\"/></table><table name=\"K\" label=\"個人\"><column name=\"DENWA_BANGO\" type=\"char\" length=\"15\"/></table>",
    );
    let path = world.write("mapping.toml", "pair = []\ntable = []\n");
    let mapping = world.load(&path).unwrap();
    let matching = match_all(&world.standard, &world.current, &mapping);
    let found = suggest::suggest("resident-tax", &world.standard, &world.current, &mapping, &matching, Lang::En);
    assert!(found.only_comments && found.accepted == 0, "{}", found.text);
    assert!(found.text.contains("#? STI -> 世帯 (2 columns; columns resemble the group's items)"), "{}", found.text);
    assert!(found.text.contains("#? [[table]]\n#? current = \"STI\"\n#? standard = \"世帯\"\n"), "{}", found.text);
    assert!(
        mapping::load(&world.write("again.toml", &found.text.replacen("system = \"resident-tax\"\n", "", 1)), |_| Ok(
            ()
        ))
        .is_ok()
    );
}

#[test]
fn faulty_lines_are_told_with_their_place() {
    let world = World::new();
    let path = world.write("mapping.toml", "[[pair]]\ncurrent = \"KOJIN.SHIME\"\nstandard = \"個人.氏名\"\n");
    let mapping = world.load(&path).unwrap();
    let matching = match_all(&world.standard, &world.current, &mapping);
    let told = faults::told(&mapping, &matching, Lang::Ja);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("mapping.toml:3:11: [[pair]] KOJIN.SHIME: 現行にありません（近い名前: KOJIN.SHIMEI"),
        "{told:?}"
    );
    assert!(faults::told(&mapping, &matching, Lang::En)[0].contains("not in the present system"));
}

const TWO_TABLES: &str = r#"
<table name="KOJIN" label="個人">
  <column name="SHIKIBETSU" label="識別コード" type="char" length="15"/>
  <column name="NAME" label="名" type="nchar" length="40"/>
</table>
<table name="SETAI" label="世帯">
  <column name="S1" label="識別コード" type="char" length="15"/>
  <column name="NUSHI" label="名" type="nchar" length="40"/>
</table>"#;

#[test]
fn a_name_line_holds_in_every_table_and_a_pair_line_before_it() {
    let world = World::with(TWO_TABLES);
    let lines = r#"
        [[table]]
        current = "KOJIN"
        standard = "個人"
        [[table]]
        current = "SETAI"
        standard = "世帯"
        [[name]]
        current = "識別コード"
        standard = "世帯番号"
        [[name]]
        current = "NAME"
        standard = "氏名"
    "#;
    let matching = world.matched(lines);
    assert_eq!(world.links(&matching), ["世帯番号 ← S1", "世帯番号 ← SHIKIBETSU", "氏名 ← NAME"]);
    assert!(matching.faults.is_empty() && matching.unused.is_empty(), "{:?}", matching.unused);

    let pair = format!("{lines}\n[[pair]]\ncurrent = \"KOJIN.SHIKIBETSU\"\nstandard = \"個人.宛名番号\"\n");
    let matching = world.matched(&pair);
    assert_eq!(world.links(&matching), ["世帯番号 ← S1", "宛名番号 ← SHIKIBETSU", "氏名 ← NAME"]);
    assert_eq!(matching.unused.iter().map(|f| f.kind).collect::<Vec<_>>(), [FaultKind::Contradiction], "told");

    let two = format!("{lines}\n[[name]]\ncurrent = \"識別コード\"\nstandard = \"宛名番号\"\n");
    let matching = world.matched(&two);
    assert_eq!(kinds(&matching), [(FaultKind::Contradiction, "識別コード")]);
    assert_eq!(world.links(&matching), ["氏名 ← NAME"], "neither of two lines that differ holds");

    let stale = world.matched(&format!(
        "{lines}\n[[name]]\ncurrent = \"X\"\nstandard = \"氏名\"\n[[name]]\ncurrent = \"名\"\nstandard = \"ない項目\"\n"
    ));
    assert_eq!(kinds(&stale), [(FaultKind::UnknownStandard, "ない項目")]);
    assert_eq!(
        stale.unused.iter().map(|f| (f.kind, f.name.as_str())).collect::<Vec<_>>(),
        [(FaultKind::UnknownCurrent, "X")]
    );
}

#[test]
fn a_confirmed_pair_proposes_itself_for_the_same_name_elsewhere() {
    let world = World::with(TWO_TABLES);
    let matching = world.matched(
        "table = [{ current = \"SETAI\", standard = \"世帯\" }, { current = \"KOJIN\", standard = \"個人\" }]\n\
         pair = [{ current = \"KOJIN.SHIKIBETSU\", standard = \"個人.世帯番号\" }]",
    );
    let found: Vec<&Candidate> =
        matching.candidates.iter().filter(|c| world.current.column(c.column).name == "S1").collect();
    assert_eq!(world.standard.item_label(found[0].item), "世帯.世帯番号");
    assert!(found[0].evidence.contains(&Evidence::SameElsewhere), "{:?}", found[0].evidence);
}

#[test]
fn an_exact_label_in_a_confirmed_table_is_a_pair_though_its_type_is_not_known() {
    let world = World::with(
        r#"<table name="K" label="K"><column name="C1" label="地区"/><column name="C2" label="生年月日" type="blob"/></table>"#,
    );
    let auto = |text: &str| {
        let matching = world.matched(text);
        let named: Vec<String> = matching
            .links
            .iter()
            .filter(|l| l.origin.is_auto())
            .map(|l| world.standard.item(l.items[0]).name.clone())
            .collect();
        named
    };
    assert_eq!(auto("[[table]]\ncurrent = \"K\"\nstandard = \"個人\"\n"), ["地区"], "a picture is no date");
}
