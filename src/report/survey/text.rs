//! The survey for a terminal: a line for each town, then what a vendor answers once.

use super::{Survey, Town};
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::width::{cells, pad};

/// So many shared gaps of a product are named; the JSON and the workbook have all.
const NAMED: usize = 10;

pub fn text(survey: &Survey) -> String {
    let lang = survey.lang();
    let mut out = match lang {
        Lang::Ja => format!("gapcheck survey  {} 団体\n\n", survey.towns.len()),
        Lang::En => format!("gapcheck survey  {} municipalities\n\n", survey.towns.len()),
    };
    if survey.partial {
        out.push_str(lang.pick("中断: 途中までの結果です\n\n", "partial: interrupted before the end\n\n"));
    }
    out.push_str(&table(survey, lang));
    out.push_str(&late(survey, lang));
    out.push_str(&failed(survey, lang));
    out.push_str(&products(survey, lang));
    out
}

fn table(survey: &Survey, lang: Lang) -> String {
    let wide = survey.towns.iter().map(|t| cells(&visible(t.title()))).max().unwrap_or(0).max(14);
    let heads = lang.pick(
        "  業務  判定済/対象     エラー   警告   情報  未決定",
        "  systems judged/asked  errors  warn   info  undecided",
    );
    let mut out = format!("  {}{heads}\n", pad(lang.pick("団体", "municipality"), wide));
    for town in &survey.towns {
        out.push_str(&format!("  {}{}\n", pad(&visible(town.title()), wide), row(town)));
    }
    out
}

fn row(town: &Town) -> String {
    let submitted = town.systems.iter().filter(|s| s.submitted).count();
    format!(
        "  {:>3}/{:<3} {:>6}/{:<6} {:>6} {:>6} {:>6} {:>6}",
        submitted,
        town.systems.len(),
        town.sum(|s| s.judged),
        town.sum(|s| s.in_question),
        town.sum(|s| s.error),
        town.sum(|s| s.warning),
        town.sum(|s| s.info),
        town.sum(|s| s.open_decisions)
    )
}

fn late(survey: &Survey, lang: Lang) -> String {
    let lines: Vec<String> = survey
        .late()
        .map(|(town, system)| {
            let since = system.late_since.as_deref().unwrap_or_default();
            let (town, name) = (visible(town.title()), lang.pick(&system.name, &system.slug));
            format!(
                "  {town} {name}  {}\n",
                lang.pick(&format!("期限 {since} を過ぎています"), &format!("past {since}"))
            )
        })
        .collect();
    section(lang.pick("期限を過ぎた団体と業務", "Past their date"), lines)
}

fn failed(survey: &Survey, lang: Lang) -> String {
    let lines: Vec<String> = survey
        .failed()
        .flat_map(|t| t.failed.iter().map(move |why| format!("  {}: {}\n", visible(t.title()), visible(why))))
        .collect();
    section(lang.pick("読めなかったもの", "Could not be read"), lines)
}

fn products(survey: &Survey, lang: Lang) -> String {
    let mut out = String::new();
    for product in survey.products.iter().filter(|p| !p.shared.is_empty()) {
        let title = match lang {
            Lang::Ja => format!(
                "{}（{}、{} 団体）に共通する差異 {} 件",
                visible(&product.name),
                product.system,
                product.towns.len(),
                product.shared.len()
            ),
            Lang::En => format!(
                "{} ({}, {} municipalities): {} shared gaps",
                visible(&product.name),
                product.slug,
                product.towns.len(),
                product.shared.len()
            ),
        };
        let gaps = product.shared.iter().take(NAMED);
        let mut lines: Vec<String> = gaps
            .map(|g| {
                let (severity, item) = (g.severity.label(lang), visible(&g.item));
                format!("  {}/{} {severity} {} {} {item}\n", g.n, g.of, g.rule, g.title)
            })
            .collect();
        if product.shared.len() > NAMED {
            let rest = product.shared.len() - NAMED;
            lines.push(match lang {
                Lang::Ja => format!("  ほか {rest} 件（--output survey.xlsx に全件）\n"),
                Lang::En => format!("  {rest} more (all of them with --output survey.xlsx)\n"),
            });
        }
        out.push_str(&section(&title, lines));
    }
    out
}

fn section(title: &str, lines: Vec<String>) -> String {
    if lines.is_empty() { String::new() } else { format!("\n■ {title}\n{}", lines.concat()) }
}
