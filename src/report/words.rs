//! Headings and phrases that all formats share.

use super::model::{Kind, Report, ReportedFinding, StandardClass, SystemReport, Tally};
use crate::finding::{Place, PlaceRole, Severity};
use crate::text::lang::Lang;

/// The language the report's texts are in.
pub fn lang_of(report: &Report) -> Lang {
    if report.lang == "en" { Lang::En } else { Lang::Ja }
}

/// Whether a system was checked against a reference edition, and the line that says so.
pub fn reference_notice(system: &SystemReport, lang: Lang) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if system.editions.iter().any(|e| e.basis == "reference") {
        parts.push(
            lang.pick(
                "参考版は公開資料からまとめたもので、名称もコードも公式の標準仕様書のものではありません。公式の基本データリスト等は gapcheck spec import FOLDER で取り込めます",
                "a reference edition is compiled from public sources: its names and lists are not those of the official standard; import the official workbooks with gapcheck spec import FOLDER",
            )
            .to_string(),
        );
    }
    let law = |e: &&super::model::EditionUsed| e.oldest_text.is_some();
    if let Some(oldest) = system.editions.iter().filter(law).filter_map(|e| e.oldest_text.as_deref()).min() {
        parts.push(match lang {
            Lang::Ja => format!("よりどころとした法令の条文は最も古いもので {oldest} 時点です"),
            Lang::En => format!("the oldest text of a law is of {oldest}"),
        });
    }
    for late in system.editions.iter().filter(|e| e.after_check_date) {
        let (label, date) = (&late.label, &late.date);
        parts.push(match lang {
            Lang::Ja => format!("基準日より後の版を使っています: {label}（{date}）。基準日以前の版はありません"),
            Lang::En => {
                format!("the edition {label} ({date}) is dated after the day of the check; there is none before")
            }
        });
    }
    (!parts.is_empty()).then(|| parts.join(lang.pick("。", ". ")))
}

/// What no report claims.
pub fn disclaimer(lang: Lang) -> &'static str {
    lang.pick(
        "この結果は適合確認ではありません。差異の候補を示すもので、判断は自治体が行います",
        "this is no confirmation of conformity: it shows candidates, the municipality judges",
    )
}

/// `判定済 120 / 全 300`
pub fn judged(tally: &Tally, lang: Lang) -> String {
    if tally.standard == 0 {
        return lang.pick("使っている版に入っていません", "not in the edition in use").to_string();
    }
    match lang {
        Lang::Ja => format!("判定済 {} / 全 {}", tally.judged(), tally.in_question()),
        Lang::En => format!("{} of {} judged", tally.judged(), tally.in_question()),
    }
}

/// How much is judged, and what came of it: `判定済 3 / 全 5  [適合 2、不足 1]`.
pub fn tally_line(tally: &Tally, [open, close]: [&str; 2], lang: Lang) -> String {
    let parts = tally_parts(tally, lang);
    match parts.is_empty() {
        true => judged(tally, lang),
        false => format!("{}{open}{}{close}", judged(tally, lang), parts.join(lang.pick("、", ", "))),
    }
}

/// A class in the words of the standards.
pub fn class_word(kind: Kind, class: StandardClass, lang: Lang) -> &'static str {
    let (ja, en) = match (class, kind) {
        (StandardClass::Mandatory, Kind::Items) => ("必須", "required"),
        (StandardClass::Optional, Kind::Items) => ("任意", "optional"),
        (StandardClass::Mandatory, _) => ("実装必須", "mandatory"),
        (StandardClass::Optional, _) => ("標準オプション", "standard option"),
        (StandardClass::Conditional, _) => ("条件付き必須", "conditional"),
        (StandardClass::Forbidden, _) => ("実装不可", "not to be implemented"),
        (StandardClass::ByCategory, _) => ("団体区分による", "differs by category"),
        (StandardClass::Unrecorded, _) => ("区分は未収録", "class not recorded"),
    };
    lang.pick(ja, en)
}

/// Names and counts of a tally, those that are not zero.
pub fn tally_parts(tally: &Tally, lang: Lang) -> Vec<String> {
    let parts = [
        (tally.conform, "適合", "conform"),
        (tally.partial, "一部適合", "partly"),
        (tally.nonconform, "不適合", "nonconform"),
        (tally.missing, "不足", "missing"),
        (tally.unjudged, "未判定", "not judged"),
        (tally.not_applicable, "対象外", "not applicable"),
        (tally.out_of_scope, "未提出", "not submitted"),
    ];
    parts.iter().filter(|(n, ..)| *n > 0).map(|(n, ja, en)| format!("{} {n}", lang.pick(ja, en))).collect()
}

/// `エラー GAP0202 桁あふれ`, with 参考 where it rests on an analogy or weaker.
pub fn headline(finding: &ReportedFinding, lang: Lang) -> String {
    let mark = match (finding.reference, lang) {
        (true, Lang::Ja) => "［参考］",
        (true, Lang::En) => " (reference)",
        (false, _) => "",
    };
    format!("{} {} {}{mark}", finding.severity.label(lang), finding.rule, finding.title)
}

/// `file:line:column`
pub fn place_text(place: &Place) -> Option<String> {
    let file = place.file.as_ref()?;
    Some(match (place.line, place.column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.clone(),
    })
}

/// The first place in an input.
pub fn input_place(finding: &ReportedFinding) -> Option<&Place> {
    finding.places.iter().find(|p| p.role != PlaceRole::Standard && p.file.is_some())
}

/// File and line (from 1) for tools that place every finding: its own, else the beginning of the first input of its system.
pub fn anchor<'r>(report: &'r Report, finding: &'r ReportedFinding) -> Option<(&'r str, usize)> {
    if let Some(place) = input_place(finding) {
        return Some((place.file.as_deref()?, place.line.unwrap_or(1)));
    }
    let system = report.systems.iter().find(|s| s.slug == finding.system)?;
    let input = system.inputs.iter().find(|i| i.kind == "current").or(system.inputs.first())?;
    Some((&input.path, 1))
}

/// The document that the standard's side rests on, with the kind of source.
pub fn basis_text(finding: &ReportedFinding, lang: Lang) -> Option<String> {
    let kind = finding.basis?.label(lang);
    // a source that is titled as its kind says nothing more
    let source = finding.basis_source.as_deref().filter(|s| !s.starts_with(kind));
    Some(match (source, lang) {
        (Some(source), Lang::Ja) => format!("{kind}（{source}）"),
        (Some(source), Lang::En) => format!("{kind} ({source})"),
        (None, _) => kind.to_string(),
    })
}

/// What to do first, in order: what blocks judging before what has to be decided.
pub fn first_steps(report: &Report, lang: Lang) -> Vec<String> {
    let count = |rules: &[&str]| {
        report.findings.iter().filter(|f| rules.contains(&f.rule.as_str()) && !f.is_accepted()).count()
    };
    let skipped: usize = report.systems.iter().flat_map(|s| &s.inputs).map(|i| i.skipped.len()).sum();
    let errors = report.leading(false).filter(|f| f.severity == Severity::Error).count();
    let current_facets = unjudged(report, "current-facet");
    let incomplete = unjudged(report, "group") + unjudged(report, "item") + unjudged(report, "section");
    let unanswered = unjudged(report, "function");
    let steps = [
        (skipped, "読めなかった箇所を直す", "correct what could not be read"),
        (
            count(&["GAP0801", "GAP0802"]),
            "対応表の古い行・矛盾する行を直す",
            "correct stale or contradicting lines of the mapping",
        ),
        (
            count(&["GAP0104", "GAP0408", "GAP0512"]),
            "対応の候補を確認し、対応表に書く",
            "confirm candidates and write them into the mapping",
        ),
        (
            incomplete,
            "資料を補い、そろっている部分に complete=\"true\" を付ける",
            "add what is missing and mark complete sections complete=\"true\"",
        ),
        (
            current_facets,
            "現行の型・桁数・単位・日付・コードの記載を補う",
            "state types, lengths, units, date forms and codes of today's columns",
        ),
        (unanswered, "機能への回答を埋める", "answer about functions"),
        (errors, "エラーの対応方針を決める", "decide what to do about the errors"),
    ];
    let mut lines = Vec::new();
    for (n, ja, en) in steps.into_iter().filter(|(n, ..)| *n > 0) {
        lines.push(match lang {
            Lang::Ja => format!("{ja}（{n} 件）"),
            Lang::En => format!("{en} ({n})"),
        });
    }
    lines
}

fn unjudged(report: &Report, what: &str) -> usize {
    report.systems.iter().flat_map(|s| &s.unjudged).filter(|u| u.what == what).count()
}

/// Under which heading a finding stands: its table, else the thing it is about.
pub fn section(finding: &ReportedFinding, lang: Lang) -> String {
    use crate::finding::SubjectKind as K;
    if let Some(table) = finding.places.iter().filter(|p| p.role == PlaceRole::Current).find_map(|p| p.table.as_deref())
    {
        return match lang {
            Lang::Ja => format!("表 {table}"),
            Lang::En => format!("table {table}"),
        };
    }
    let parts = &finding.subject_parts;
    if let Some(group) = data_group(finding) {
        return match lang {
            Lang::Ja => format!("グループ {group}"),
            Lang::En => format!("group {group}"),
        };
    }
    let (ja, en) = match parts.kind {
        K::Form | K::PrintedItem | K::CurrentForm | K::CurrentField => ("帳票", "forms"),
        K::Function | K::CurrentFunction => ("機能", "functions"),
        K::MappingLine => ("対応表", "mapping"),
        K::Group | K::Item => ("現行に表がないグループ", "groups without a table"),
        _ => ("全体", "whole system"),
    };
    lang.pick(ja, en).to_string()
}

/// The group that a finding about exported data speaks of.
fn data_group(finding: &ReportedFinding) -> Option<&str> {
    use crate::finding::SubjectKind as K;
    let parts = &finding.subject_parts;
    match parts.kind {
        _ if !finding.rule.starts_with("DAT") => None,
        K::Group => Some(&parts.name),
        K::Item | K::Column => Some(&parts.within),
        _ => None,
    }
}

/// The kind of thing that was not judged, in words.
pub fn unjudged_word(what: &str, lang: Lang) -> &str {
    let (ja, en) = match what {
        "section" => ("未提出の資料", "sections not submitted"),
        "edition-section" => (
            "使っている版に入っていない業務・帳票・機能",
            "businesses, forms or functions that the edition in use does not have",
        ),
        "group" => ("有無が不明なグループ", "groups that may or may not exist"),
        "item" => ("有無が不明な項目", "items that may or may not exist"),
        "edition-facet" => ("標準仕様データに未収録", "facets the edition does not have"),
        "current-facet" => ("現行資料に記載なし", "facets the input does not state"),
        "not-in-force" => ("終了した、またはまだ施行されていないもの", "ended, or not in force yet"),
        "condition" => ("条件付き必須の条件", "conditions in prose"),
        "function" => ("未回答の機能", "functions without an answer"),
        "code-label" => ("内容のないコード", "codes without labels"),
        "type" => ("データ型が未収録", "type not recorded"),
        "digits" => ("桁数が未収録", "digits not recorded"),
        "value" => ("データ出力条件が未収録", "データ出力条件 not recorded"),
        "codes" => ("コード一覧の値が未収録", "values of the code list not recorded"),
        "unknownDates" => ("不詳日の可否が未収録", "unknown dates not recorded"),
        "reference" => ("参照先のファイルなし", "file referred to not given"),
        "key" => ("主キーが未収録", "primary key not recorded"),
        "category" => ("団体区分で異なる区分", "classes that differ by category"),
        other => return other,
    };
    lang.pick(ja, en)
}
