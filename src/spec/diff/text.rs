//! A diff as plain text: structure first, then judgement, then wording, then what a person has to answer.

use super::aspects::{Difference, Meaning};
use super::changes::{Change, Diff, How, Side};
use super::evidence::in_words;
use super::inventory::Kind;
use super::prose;
use crate::spec::catalog::Catalog;
use crate::spec::edition::Basis;
use crate::text::lang::Lang;

/// The whole diff.
pub fn text(diff: &Diff, lang: Lang) -> String {
    let mut out = head(diff, lang);
    if diff.is_empty() {
        out.push_str(lang.pick("違いはありません\n", "no differences\n"));
        return out;
    }
    for meaning in Meaning::ALL {
        let changes: Vec<&Change> = diff.changes.iter().filter(|c| !c.covered && c.tells(meaning)).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("\n■ {}\n", meaning.label(lang)));
        for kind in Kind::ALL {
            let of_kind: Vec<&&Change> = changes.iter().filter(|c| c.kind == kind).collect();
            if !of_kind.is_empty() {
                out.push_str(&format!(" {}\n", kind.label().get(lang)));
                of_kind.iter().for_each(|c| one(c, meaning, lang, &mut out));
            }
        }
    }
    out.push_str(&questions(diff, lang));
    out
}

fn head(diff: &Diff, lang: Lang) -> String {
    let name = Catalog::get().by_slug(&diff.system).map_or(diff.system.as_str(), |s| s.name.as_str());
    let mut out = match lang {
        Lang::Ja => format!("{name}（{}）の版の違い\n", diff.system),
        Lang::En => format!("{} ({name}): differences between two editions\n", diff.system),
    };
    out.push_str(&format!("  {}: {}\n", lang.pick("旧", "old"), side(&diff.old)));
    out.push_str(&format!("  {}: {}\n", lang.pick("新", "new"), side(&diff.new)));
    if let Some(note) = basis_note(diff, lang) {
        out.push_str(&format!("  {note}\n"));
    }
    for kind in Kind::ALL {
        let c = diff.counts(Some(kind));
        if c == Default::default() {
            continue;
        }
        let kind = kind.label();
        out.push_str(&match lang {
            Lang::Ja => format!(
                "  {}: 追加 {}、なくなった {}（うち候補あり {}）、改名・移動 {}、変更 {}\n",
                kind.ja, c.added, c.removed, c.proposed, c.renamed, c.changed
            ),
            Lang::En => format!(
                "  {}: {} added, {} gone ({} with candidates), {} renamed or moved, {} changed\n",
                kind.en, c.added, c.removed, c.proposed, c.renamed, c.changed
            ),
        });
    }
    out
}

/// `試験新版 2027-01-01 reference`
pub(super) fn side(side: &Side) -> String {
    format!("{} {} {}  {}", side.version.label, side.version.date, side.version.basis.id(), side.origin)
}

/// A reference edition leaves out what no source supports; that it is there now is no revision of the standard.
pub(super) fn basis_note(diff: &Diff, lang: Lang) -> Option<&'static str> {
    match diff.basis_changes()? {
        (Basis::Reference, Basis::Official) => Some(lang.pick(
            "参考版から公式版への違いです。参考版に未収録だったものも違いとして出ます",
            "from a reference to an official edition: what the reference edition left out shows as a difference too",
        )),
        _ => Some(lang.pick(
            "公式版から参考版への違いです。参考版に未収録のものが多くあります",
            "from an official to a reference edition, which leaves much out",
        )),
    }
}

fn one(change: &Change, meaning: Meaning, lang: Lang, out: &mut String) {
    out.push_str(&format!("  {}\n", title(change, meaning, lang)));
    for difference in change.of(meaning) {
        out.push_str(&format!("      {}\n", told(difference, lang, ("[-", "-]"), ("{+", "+}"))));
    }
}

/// One line about a change: sign, names, evidence.
pub(super) fn title(change: &Change, meaning: Meaning, lang: Lang) -> String {
    let label = |n: &Option<super::Named>| n.as_ref().map(|n| n.label.clone()).unwrap_or_default();
    let parts = match (change.parts, change.kind) {
        (0, _) => String::new(),
        (n, Kind::Form) => match lang {
            Lang::Ja => format!("（印字項目 {n}）"),
            Lang::En => format!(" ({n} printed items)"),
        },
        (n, _) => match lang {
            Lang::Ja => format!("（項目 {n}）"),
            Lang::En => format!(" ({n} items)"),
        },
    };
    match change.how {
        How::Added => format!("+ {}{parts}", label(&change.new)),
        How::Removed => format!("- {}{parts}", label(&change.old)),
        How::Renamed if meaning == Meaning::Structure => {
            let why = in_words(&change.evidence, lang);
            format!("~ {} → {}  {}: {why}", label(&change.old), label(&change.new), lang.pick("根拠", "evidence"))
        }
        _ => format!("* {}", label(&change.new)),
    }
}

/// One aspect: what it was and what it is; sentences with marks where they differ.
pub fn told(d: &Difference, lang: Lang, gone: (&str, &str), come: (&str, &str)) -> String {
    let aspect = d.aspect.label();
    let aspect = aspect.get(lang);
    if let (true, Some(old), Some(new)) = (d.aspect.is_prose(), &d.old, &d.new)
        && let Some(line) = prose::inline(old, new, gone, come)
    {
        return format!("{aspect}: {}", one_line(&line));
    }
    let unknown = lang.pick("なし・未収録", "none");
    let show = |t: &Option<String>| one_line(t.as_deref().unwrap_or(unknown));
    format!("{aspect}: {} → {}", show(&d.old), show(&d.new))
}

fn one_line(text: &str) -> String {
    text.split('\n').collect::<Vec<_>>().join(" ⏎ ")
}

fn questions(diff: &Diff, lang: Lang) -> String {
    let open: Vec<&Change> = diff.changes.iter().filter(|c| !c.candidates.is_empty()).collect();
    if open.is_empty() {
        return String::new();
    }
    let mut out = match lang {
        Lang::Ja => format!("\n■ 確認が要る候補 {}（改名・移動かもしれないもの。人が決める）\n", open.len()),
        Lang::En => format!("\n■ questions: {} that may have been renamed or moved; a person decides\n", open.len()),
    };
    for change in open {
        let kind = change.kind.label();
        let label = change.old.as_ref().map(|n| n.label.as_str()).unwrap_or_default();
        out.push_str(&format!("  ? {} {label}\n", kind.get(lang)));
        for c in &change.candidates {
            out.push_str(&format!(
                "      → {}  {}: {}\n",
                c.label,
                lang.pick("根拠", "evidence"),
                in_words(&c.evidence, lang)
            ));
        }
    }
    out
}
