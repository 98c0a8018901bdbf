//! A fact in words: what is so today, what the standard has, what changes.

use super::fact::{Fact, FactKind as K};
use crate::text::lang::Lang;

/// The three sides of a fact. Empty where it says nothing of one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub today: String,
    pub standard: String,
    pub change: String,
}

pub(super) fn said(f: &Fact, lang: Lang) -> Said {
    let (today, standard, change) = match lang {
        Lang::Ja => japanese(f),
        Lang::En => english(f),
    };
    Said { today, standard, change }
}

fn japanese(f: &Fact) -> (String, String, String) {
    let n = &f.name;
    let s = f.standard.as_deref().unwrap_or_default();
    let t = f.today.as_deref().unwrap_or_default();
    let items = names(&f.list, "、");
    let must = if f.required { "（必須）" } else { "" };
    match f.kind {
        K::NewForm => (format!("「{n}」は今ない"), format!("「{n}」"), format!("「{n}」")),
        K::ExtraForm => (copies(f.count, Lang::Ja), String::new(), String::new()),
        K::Paper => {
            let (facet, t, s) = (word(n, Lang::Ja), word(t, Lang::Ja), word(s, Lang::Ja));
            (format!("{facet} {t}"), format!("{facet} {s}"), format!("{facet}を{t}から{s}に変える"))
        }
        K::Medium => {
            let ties: Vec<String> = f.list.iter().map(|t| tie(t, Lang::Ja)).collect();
            let ties = ties.join("、");
            (format!("{ties}を使う"), String::new(), format!("{ties}を新しい様式に合わせる"))
        }
        K::PrintedNew => (String::new(), format!("「{n}」を印字する"), format!("「{n}」が加わる")),
        K::PrintedGone => (format!("「{n}」を印字している"), String::new(), format!("「{n}」の記載がなくなる")),
        K::PrintedShort => (
            format!("「{n}」が標準の欄より長い"),
            format!("「{n}」の欄は短い"),
            format!("「{n}」の収まらない値の書き方を決める"),
        ),
        K::PrintedMeaning => (
            format!("「{t}」がある"),
            format!("「{n}」は意味の違うことがある"),
            format!("「{n}」に何を印字するかを確かめる"),
        ),
        K::PrintedUnfed => (
            format!("「{n}」の元になる {s} がない"),
            format!("「{n}」を印字する"),
            format!("「{n}」の元になる {s} の値を用意する"),
        ),
        K::NewGroup => (
            format!("「{n}」に当たる表がない"),
            format!("「{n}」{}", count(f.count, "項目", Lang::Ja)),
            format!("「{n}」"),
        ),
        K::NoKey => (
            format!("「{n}」のキー {items} の列がない"),
            format!("「{n}」は {items} で一意"),
            format!("{items} の付け方を決める"),
        ),
        K::NewItem => (format!("{n} の列がない"), format!("{n}{must}"), n.clone()),
        K::MayBeEmpty => (
            format!("{n} は空になり得る{}", f.count.map(|c| format!("（空 {c} 件）")).unwrap_or_default()),
            format!("{s}{must}"),
            format!("{n} の空を埋める"),
        ),
        K::ExtraColumn => (
            match f.list.is_empty() {
                true => n.clone(),
                false => format!("{n}：帳票「{items}」に印字"),
            },
            String::new(),
            n.clone(),
        ),
        K::ExtraTable => (format!("表 {n}{}", count(f.count, "行", Lang::Ja)), String::new(), format!("表 {n}")),
        K::CodeUnmapped => (format!("{n} の {t}"), format!("「{s}」に {t} はない"), format!("{n} の {t} の変換先")),
        K::CodeConflict => {
            (format!("{n} の {t}"), format!("同じ値は {s}"), format!("{n} の {t} を {s} と取り違えない変換"))
        }
        K::CodeFolded => (
            format!("{n} は {items} を分けている"),
            format!("どれも {s}"),
            format!("{n} の {items} を {s} にまとめてよいか"),
        ),
        K::CodeWidth => (format!("{n} の値の書き方 {items}"), format!("書き方 {items}"), format!("{n} の {items}")),
        K::CodeFree => {
            (format!("{n} は自由記入"), format!("「{s}」のコード"), format!("{n} の記入を「{s}」のどの値にするか"))
        }
        K::Date => {
            let form = match t.is_empty() {
                true => "不詳日の書き方が違う".to_string(),
                false => date(t, Lang::Ja),
            };
            (format!("{n} は{form}"), format!("{n} は YYYY-MM-DD"), format!("{n} の日付"))
        }
        K::Length => length(f, Lang::Ja),
        K::Type => (
            format!("{n} の型{}", Some(t).filter(|t| !t.is_empty()).map(|t| format!(" {t}")).unwrap_or_default()),
            format!("{n} の型{}", Some(s).filter(|s| !s.is_empty()).map(|s| format!(" {s}")).unwrap_or_default()),
            format!("{n} の型"),
        ),
        K::Gaiji => (format!("{n} に外字"), String::new(), format!("{n} の文字同定")),
        K::Encoding => (format!("{n} は {}", t.to_uppercase()), String::new(), format!("{n} の文字コード")),
        K::Key => (format!("表 {n} の主キーが違う"), format!("主キーは {items}"), format!("表 {n} のキー")),
        K::History => (
            format!("表 {items} は「{n}」の過去の状態を残していない"),
            format!("「{n}」は履歴を求める"),
            format!("「{n}」の履歴"),
        ),
        K::Split => (format!("{n} は一列"), format!("{items} に分かれる"), format!("{n} を {items} に分ける")),
        K::Merge => (format!("{items} に分かれている"), format!("{n} は一項目"), format!("{items} を {n} にまとめる")),
        K::Meaning => (n.clone(), s.to_string(), format!("{n} の値が {s} の定義に当たるか")),
        K::FunctionPartly => {
            (format!("「一部」と回答{}", quoted(&f.note, Lang::Ja)), function(f, Lang::Ja), String::new())
        }
        K::FunctionNone => {
            (format!("「なし」と回答{}", quoted(&f.note, Lang::Ja)), function(f, Lang::Ja), String::new())
        }
        K::FunctionForbidden => (format!("使っている{}", quoted(&f.note, Lang::Ja)), "実装不可".into(), String::new()),
        K::FunctionExtra => (format!("使っている{}", quoted(&f.note, Lang::Ja)), "標準にない".into(), String::new()),
        K::Local => (format!("「{n}」は独自施策のもの"), String::new(), format!("「{n}」")),
        K::OptionUsed => (format!("「{n}」"), String::new(), format!("「{n}」")),
        K::Link => (format!("{n}（連携先 {} 業務）", f.count.unwrap_or_default()), n.clone(), n.clone()),
        K::Transition => {
            let kind = word(n, Lang::Ja);
            (
                format!("{kind}（期限 {s}{}）", f.note.as_ref().map(|w| format!("、{w}")).unwrap_or_default()),
                format!("{s} まで"),
                format!("{s} から逆算する"),
            )
        }
        K::Disagreement => {
            (format!("{n} は資料により {s} と {t}"), String::new(), format!("{n} の {s} と {t} のどちらによるか"))
        }
        K::Other => (format!("「{n}」"), format!("「{n}」"), format!("「{n}」")),
    }
}

fn english(f: &Fact) -> (String, String, String) {
    let n = &f.name;
    let s = f.standard.as_deref().unwrap_or_default();
    let t = f.today.as_deref().unwrap_or_default();
    let items = names(&f.list, ", ");
    let must = if f.required { " (required)" } else { "" };
    match f.kind {
        K::NewForm => (format!("{n} does not exist"), n.clone(), n.clone()),
        K::ExtraForm => (copies(f.count, Lang::En), String::new(), String::new()),
        K::Paper => {
            let (facet, t, s) = (word(n, Lang::En), word(t, Lang::En), word(s, Lang::En));
            (format!("{facet} {t}"), format!("{facet} {s}"), format!("change {facet} from {t} to {s}"))
        }
        K::Medium => {
            let ties: Vec<String> = f.list.iter().map(|t| tie(t, Lang::En)).collect();
            let ties = ties.join(", ");
            (format!("it uses {ties}"), String::new(), format!("fit {ties} to the new form"))
        }
        K::PrintedNew => (String::new(), format!("{n} is printed"), format!("{n} comes")),
        K::PrintedGone => (format!("{n} is printed"), String::new(), format!("{n} goes")),
        K::PrintedShort => (
            format!("{n} is longer than the standard's field"),
            format!("the field of {n} is shorter"),
            format!("settle how values of {n} that do not fit are written"),
        ),
        K::PrintedMeaning => {
            (format!("there is {t}"), format!("{n} may mean something else"), format!("make sure what {n} prints"))
        }
        K::PrintedUnfed => {
            (format!("there is no {s} for {n}"), format!("{n} is printed"), format!("provide {s} for {n}"))
        }
        K::NewGroup => (format!("no table for {n}"), format!("{n}{}", count(f.count, " items", Lang::En)), n.clone()),
        K::NoKey => (
            format!("no column for the key {items} of {n}"),
            format!("{n} is unique by {items}"),
            format!("settle how {items} is given"),
        ),
        K::NewItem => (format!("no column for {n}"), format!("{n}{must}"), n.clone()),
        K::MayBeEmpty => (
            format!("{n} may be empty{}", f.count.map(|c| format!(" ({c} rows are)")).unwrap_or_default()),
            format!("{s}{must}"),
            format!("fill what is empty in {n}"),
        ),
        K::ExtraColumn => (
            match f.list.is_empty() {
                true => n.clone(),
                false => format!("{n}, printed on {items}"),
            },
            String::new(),
            n.clone(),
        ),
        K::ExtraTable => {
            (format!("table {n}{}", count(f.count, " rows", Lang::En)), String::new(), format!("table {n}"))
        }
        K::CodeUnmapped => (format!("{t} of {n}"), format!("{s} has no {t}"), format!("what {t} of {n} becomes")),
        K::CodeConflict => {
            (format!("{t} of {n}"), format!("the same value is {s}"), format!("{t} of {n} without taking it for {s}"))
        }
        K::CodeFolded => (
            format!("{n} tells {items} apart"),
            format!("all are {s}"),
            format!("whether {items} of {n} may become {s}"),
        ),
        K::CodeWidth => {
            (format!("values of {n} are written {items}"), format!("written {items}"), format!("{items} of {n}"))
        }
        K::CodeFree => {
            (format!("{n} is free text"), format!("codes of {s}"), format!("which value of {s} texts of {n} become"))
        }
        K::Date => {
            let form = match t.is_empty() {
                true => "unknown dates in another form".to_string(),
                false => date(t, Lang::En),
            };
            (format!("{n}: {form}"), format!("{n}: YYYY-MM-DD"), format!("dates of {n}"))
        }
        K::Length => length(f, Lang::En),
        K::Type => {
            (format!("type of {n} {t}").trim().into(), format!("type of {n} {s}").trim().into(), format!("type of {n}"))
        }
        K::Gaiji => (format!("local characters in {n}"), String::new(), format!("identify characters of {n}")),
        K::Encoding => (format!("{n} is {}", t.to_uppercase()), String::new(), format!("encoding of {n}")),
        K::Key => (format!("table {n} has another key"), format!("the key is {items}"), format!("key of table {n}")),
        K::History => (
            format!("{items} do not keep past states of {n}"),
            format!("{n} asks for history"),
            format!("history of {n}"),
        ),
        K::Split => (format!("{n} is one column"), format!("divided into {items}"), format!("divide {n} into {items}")),
        K::Merge => (format!("{items} are apart"), format!("{n} is one item"), format!("join {items} into {n}")),
        K::Meaning => (n.clone(), s.to_string(), format!("whether values of {n} meet the definition of {s}")),
        K::FunctionPartly => {
            (format!("answered partly{}", quoted(&f.note, Lang::En)), function(f, Lang::En), String::new())
        }
        K::FunctionNone => (format!("answered no{}", quoted(&f.note, Lang::En)), function(f, Lang::En), String::new()),
        K::FunctionForbidden => {
            (format!("in use{}", quoted(&f.note, Lang::En)), "not to be implemented".into(), String::new())
        }
        K::FunctionExtra => {
            (format!("in use{}", quoted(&f.note, Lang::En)), "not in the standard".into(), String::new())
        }
        K::Local => (format!("{n} serves a measure of the municipality's own"), String::new(), n.clone()),
        K::OptionUsed => (n.clone(), String::new(), n.clone()),
        K::Link => (format!("{n} ({} consuming systems)", f.count.unwrap_or_default()), n.clone(), n.clone()),
        K::Transition => {
            let note = f.note.as_ref().map(|w| format!("; {w}")).unwrap_or_default();
            (format!("{} until {s}{note}", word(n, Lang::En)), format!("until {s}"), format!("plan back from {s}"))
        }
        K::Disagreement => {
            (format!("documents say {s} and {t} of {n}"), String::new(), format!("whether {s} or {t} holds for {n}"))
        }
        K::Other => (n.clone(), n.clone(), n.clone()),
    }
}

/// `101〜120文字が入らない（最長 118）`, against the standard's characters.
fn length(f: &Fact, lang: Lang) -> (String, String, String) {
    let n = &f.name;
    let (lost, max) = (f.today.as_deref(), f.count);
    match lang {
        Lang::Ja => (
            format!(
                "{n} は{}{}",
                lost.map_or("標準より長い".to_string(), |l| format!(" {l} 文字の値が入らない")),
                max.map(|m| format!("（実データの最長 {m}）")).unwrap_or_default()
            ),
            f.standard.as_ref().map(|d| format!("{n} は {d} 文字まで")).unwrap_or_default(),
            format!("{n} の長い値"),
        ),
        Lang::En => (
            format!(
                "{n}: {}{}",
                lost.map_or("longer than the standard".to_string(), |l| format!(
                    "{} characters do not fit",
                    l.replace('〜', " to ")
                )),
                max.map(|m| format!(" (longest value {m})")).unwrap_or_default()
            ),
            f.standard.as_ref().map(|d| format!("{n}: up to {d} characters")).unwrap_or_default(),
            format!("long values of {n}"),
        ),
    }
}

fn date(token: &str, lang: Lang) -> String {
    let (form, digits) = token.split_once(':').unwrap_or((token, ""));
    let name = match (form, lang) {
        ("wareki", Lang::Ja) => "和暦",
        ("wareki", Lang::En) => "Japanese era",
        ("yyyymmdd", _) => "YYYYMMDD",
        ("yyyymm", _) => "YYYYMM",
        ("julian", Lang::Ja) => "年と通し日",
        ("julian", Lang::En) => "year and day of the year",
        ("year", Lang::Ja) => "年だけ",
        ("year", Lang::En) => "years only",
        ("timestamp", Lang::Ja) => "日時",
        ("timestamp", Lang::En) => "date and time",
        ("native", Lang::Ja) => "データベースの日付型",
        ("native", Lang::En) => "a date of the database",
        (_, Lang::Ja) => "標準と違う形",
        (_, Lang::En) => "another form",
    };
    match (digits, lang) {
        ("", _) => name.to_string(),
        (d, Lang::Ja) => format!("{name}{d}桁"),
        (d, Lang::En) => format!("{name}, {d} digits"),
    }
}

fn function(f: &Fact, lang: Lang) -> String {
    match f.required {
        true => lang.pick("実装必須の機能", "a mandatory function").into(),
        false => lang.pick("標準の機能", "a function of the standard").into(),
    }
}

fn quoted(note: &Option<String>, lang: Lang) -> String {
    match (note, lang) {
        (Some(note), Lang::Ja) => format!("：{note}"),
        (Some(note), Lang::En) => format!(": {note}"),
        (None, _) => String::new(),
    }
}

pub(super) fn copies(count: Option<u64>, lang: Lang) -> String {
    match (count, lang) {
        (Some(n), Lang::Ja) => format!("年間 {n} 件"),
        (Some(n), Lang::En) => format!("{n} copies a year"),
        (None, _) => String::new(),
    }
}

fn count(count: Option<u64>, unit: &str, lang: Lang) -> String {
    match (count, lang) {
        (Some(n), Lang::Ja) => format!("（{n}{unit}）"),
        (Some(n), Lang::En) => format!(" ({n}{unit})"),
        (None, _) => String::new(),
    }
}

/// At most four names, and how many more.
fn names(list: &[String], between: &str) -> String {
    let shown: Vec<&str> = list.iter().take(4).map(String::as_str).collect();
    match list.len() > 4 {
        true => format!("{} +{}", shown.join(between), list.len() - 4),
        false => shown.join(between),
    }
}

/// `barcode:eL-QR` as バーコード（eL-QR）, `medium:in-house>outsourced` as 媒体（庁内印刷 → 外部委託）.
fn tie(token: &str, lang: Lang) -> String {
    let Some((kind, what)) = token.split_once(':') else { return word(token, lang).to_string() };
    let what = match what.split_once('>') {
        Some((from, to)) => format!("{} → {}", word(from, lang), word(to, lang)),
        None => what.to_string(),
    };
    match lang {
        Lang::Ja => format!("{}（{what}）", word(kind, lang)),
        Lang::En => format!("{} ({what})", word(kind, lang)),
    }
}

/// Closed words of forms, measures and printing.
fn word(token: &str, lang: Lang) -> &str {
    let (ja, en) = match token {
        "paper" => ("用紙", "paper"),
        "orientation" => ("向き", "orientation"),
        "sides" => ("面", "sides"),
        "color" if lang == Lang::En => ("", "colour"),
        "color" => ("色", ""),
        "perSheet" => ("一枚の人数・件数", "per sheet"),
        "portrait" => ("縦", "portrait"),
        "landscape" => ("横", "landscape"),
        "mono" => ("単色", "one colour"),
        "other" => ("その他", "other"),
        "outsourced" => ("印刷・封入の委託", "a printing contractor"),
        "window" => ("窓あき封筒", "a window envelope"),
        "barcode" => ("バーコード", "a barcode"),
        "medium" => ("媒体", "medium"),
        "in-house" => ("庁内印刷", "in-house printing"),
        "electronic" => ("電子", "electronic"),
        "migration-support" => ("特定移行支援", "migration support"),
        "interim-measure" => ("経過措置", "an interim measure"),
        other => return other,
    };
    lang.pick(ja, en)
}
