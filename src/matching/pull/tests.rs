use super::*;

/// Every name is there as it stands; `GONE` is not.
struct All;

impl Sides for All {
    fn current(&self, name: &str, _: bool) -> Option<String> {
        if name.contains("GONE") { None } else { Some(name.to_string()) }
    }
    fn standard(&self, name: &str, _: bool) -> Option<String> {
        if name.contains("ない") { None } else { Some(name.to_string()) }
    }
}

fn answer(row: u32, candidate: &str, item: &str, reply: Reply) -> Answer {
    let (group, item) = ("個人".to_string(), item.to_string());
    Answer { row, system: String::new(), group, item, candidate: candidate.into(), reply }
}

fn pulled(text: &str, answers: &[Answer]) -> Pulled {
    pull(text, &toml::from_str(text).unwrap(), answers, &All, "a.xlsx")
}

const BEFORE: &str = "# 税務課\r\nsystem = \"resident-tax\"  # 様式\r\n\r\n[[pair]]\r\ncurrent = \"T.A\"\r\nstandard = \"個人.宛名番号\"\r\n";

#[test]
fn every_old_line_stays_and_new_ones_have_its_line_ends() {
    let yes = pulled(BEFORE, &[answer(3, "T.B", "氏名", Reply::Yes), answer(4, "T.C", "性別", Reply::No)]);
    assert!(yes.text.starts_with(BEFORE));
    assert_eq!((yes.pairs, yes.rejects, yes.refused.len()), (1, 1, 0));
    assert!(!yes.text.replace("\r\n", "").contains('\n'), "{:?}", yes.text);
    let again = pulled(&yes.text, &[answer(3, "T.B", "氏名", Reply::Yes), answer(4, "t.c", "性別", Reply::No)]);
    assert_eq!((again.known, again.text == yes.text), (2, true));
}

#[test]
fn what_contradicts_the_mapping_is_told_and_not_taken() {
    for (answer, why) in [
        (answer(3, "T.X", "宛名番号", Reply::Yes), Why::Written("[[pair]] t.a → 個人.宛名番号".into())),
        (answer(3, "T.A", "氏名", Reply::Yes), Why::Written("[[pair]] t.a → 個人.宛名番号".into())),
        (answer(3, "T.A", "宛名番号", Reply::No), Why::Written("[[pair]]".into())),
        (answer(3, "T.GONE", "氏名", Reply::Yes), Why::Gone),
        (answer(3, "T.B", "ない", Reply::Yes), Why::NoItem),
        (answer(3, "", "氏名", Reply::Yes), Why::NoCandidate),
        (answer(3, "T.B", "氏名", Reply::Unknown("たぶん".into())), Why::Word("たぶん".into())),
    ] {
        let pulled = pulled(BEFORE, &[answer]);
        assert_eq!((pulled.text.as_str(), &pulled.refused[0].why), (BEFORE, &why));
    }
}

#[test]
fn one_column_claimed_twice_is_taken_for_neither() {
    let two = pulled(BEFORE, &[answer(3, "T.B", "氏名", Reply::Yes), answer(9, "T.B", "性別", Reply::Yes)]);
    assert_eq!(two.text, BEFORE);
    assert_eq!(
        two.refused.iter().map(|r| r.why.clone()).collect::<Vec<_>>(),
        [Why::Claimed { row: 9 }, Why::Claimed { row: 3 }]
    );
    let mut elsewhere = answer(9, "T.B", "氏名", Reply::Yes);
    elsewhere.group = "世帯".into();
    assert_eq!(pulled(BEFORE, &[answer(3, "T.B", "氏名", Reply::Yes), elsewhere]).pairs, 2, "one name in two groups");
}

#[test]
fn another_column_may_be_named_without_its_table() {
    let other = pulled(BEFORE, &[answer(3, "T.B", "氏名", Reply::Other("C".into()))]);
    assert!(other.text.contains("current = \"T.C\""), "{}", other.text);
}

#[test]
fn a_mapping_of_inline_lines_is_left_as_it_is() {
    let inline = "system = \"resident-tax\"\npair = [{ current = \"T.A\", standard = \"個人.宛名番号\" }]\n";
    let pulled = pulled(inline, &[answer(3, "T.B", "氏名", Reply::Yes)]);
    assert!(pulled.inline && pulled.text == inline);
}
