//! All rules. A rule that is not here does not exist; a test finds files that were forgotten.

use serde_json::Value;

use super::draft::Emit;
use super::rule::{Phase, Rendered, Rule};
use super::{code, data, domain, form, function, group, item, link, mapping, spec};
use crate::compare::Comparison;
use crate::finding::{Finding, Meta, Sink};
use crate::text::lang::{Bilingual, Lang};

/// A rule without its type.
pub struct Registered {
    pub meta: &'static Meta,
    pub phase: Phase,
    doc: &'static str,
    pub not_applicable: fn(&Comparison<'_>) -> Option<Bilingual>,
    pub check: fn(&Comparison<'_>, &mut Sink, &[Finding]),
    render: fn(&Value, Lang) -> Option<Rendered>,
}

impl Registered {
    const fn of<R: Rule>() -> Registered {
        Registered {
            meta: R::META,
            phase: R::PHASE,
            doc: R::DOC,
            not_applicable: R::not_applicable,
            check: |c, sink, earlier| R::check(c, &mut Emit::new(sink, earlier)),
            render: render::<R>,
        }
    }

    /// The texts of a finding from its typed fields, as `diff` and `merge` find them in JSON.
    /// `None`: the fields are not of this rule's form.
    pub fn render(&self, fields: &Value, lang: Lang) -> Option<Rendered> {
        (self.render)(fields, lang)
    }

    /// The documentation in Markdown, in one language.
    pub fn doc(&self, lang: Lang) -> String {
        let text: Vec<&str> = self.doc.lines().map(|l| l.strip_prefix(' ').unwrap_or(l)).collect();
        let split = text.iter().position(|l| *l == "# English").unwrap_or(text.len());
        let part = match lang {
            Lang::Ja => &text[..split],
            Lang::En => text.get(split + 1..).unwrap_or(&[]),
        };
        part.join("\n").trim().to_string()
    }
}

fn render<R: Rule>(fields: &Value, lang: Lang) -> Option<Rendered> {
    let entries: Vec<R> = match R::META.grain.gathers() {
        true => fields
            .get("entries")?
            .as_array()?
            .iter()
            .map(|e| serde_json::from_value(e.clone()).ok())
            .collect::<Option<_>>()?,
        false => vec![serde_json::from_value(fields.clone()).ok()?],
    };
    if entries.is_empty() {
        return None;
    }
    Some(Rendered {
        message: R::message(&entries, lang),
        help: R::help(&entries, lang),
        standard: R::standard(&entries, lang),
        lost: R::lost(&entries, lang),
    })
}

/// Every rule, by id.
pub fn all() -> &'static [Registered] {
    static ALL: &[Registered] = &[
        Registered::of::<item::ItemMissing>(),
        Registered::of::<item::ItemMissingOptional>(),
        Registered::of::<item::ItemExtra>(),
        Registered::of::<item::ItemCandidate>(),
        Registered::of::<item::ItemSplit>(),
        Registered::of::<item::ItemMerge>(),
        Registered::of::<item::MeaningTrap>(),
        Registered::of::<item::ItemOptionalOnly>(),
        Registered::of::<item::ItemGenerated>(),
        Registered::of::<domain::TypeMismatch>(),
        Registered::of::<domain::LengthOverflow>(),
        Registered::of::<domain::LengthSlack>(),
        Registered::of::<domain::LengthUnit>(),
        Registered::of::<domain::RepeatOverflow>(),
        Registered::of::<domain::RequiredNullable>(),
        Registered::of::<domain::DateFormDiffers>(),
        Registered::of::<domain::DateUnknown>(),
        Registered::of::<domain::EncodingDiffers>(),
        Registered::of::<domain::Gaiji>(),
        Registered::of::<domain::NumberPrecision>(),
        Registered::of::<domain::DeclarationContradicts>(),
        Registered::of::<code::CodeUnmapped>(),
        Registered::of::<code::CodeUnused>(),
        Registered::of::<code::CodeWidth>(),
        Registered::of::<code::CodeListAbsent>(),
        Registered::of::<code::CodeConflict>(),
        Registered::of::<code::CodeFolded>(),
        Registered::of::<group::GroupMissing>(),
        Registered::of::<group::TableExtra>(),
        Registered::of::<group::KeyMissing>(),
        Registered::of::<group::KeyDifferent>(),
        Registered::of::<group::HistoryLost>(),
        Registered::of::<group::GroupSplit>(),
        Registered::of::<group::ReferenceMissing>(),
        Registered::of::<group::GroupCandidate>(),
        Registered::of::<group::ReferenceDangling>(),
        Registered::of::<form::FormMissing>(),
        Registered::of::<form::FormExtra>(),
        Registered::of::<form::FormPaper>(),
        Registered::of::<form::FormItemMissing>(),
        Registered::of::<form::FormItemExtra>(),
        Registered::of::<form::FormItemOverflow>(),
        Registered::of::<form::FormMeaningTrap>(),
        Registered::of::<form::FormMedium>(),
        Registered::of::<form::FormSourceMissing>(),
        Registered::of::<form::FormFieldDangling>(),
        Registered::of::<form::FormOptionalInUse>(),
        Registered::of::<form::FormCandidate>(),
        Registered::of::<function::FunctionMissing>(),
        Registered::of::<function::FunctionForbidden>(),
        Registered::of::<function::FunctionOptionalUsed>(),
        Registered::of::<function::FunctionExtra>(),
        Registered::of::<function::FunctionPartly>(),
        Registered::of::<function::LocalMeasure>(),
        Registered::of::<link::LinkAffected>(),
        Registered::of::<mapping::MappingStale>(),
        Registered::of::<mapping::MappingConflict>(),
        Registered::of::<spec::SpecConflict>(),
        Registered::of::<spec::EditionMismatch>(),
        Registered::of::<spec::TransitionConfigured>(),
        Registered::of::<spec::AmendmentAhead>(),
        Registered::of::<data::DataLength>(),
    ];
    ALL
}

/// A rule by id (`GAP0202`, any case) or name (`length-overflow`).
pub fn find(wanted: &str) -> Option<&'static Registered> {
    all().iter().find(|r| r.meta.id.eq_ignore_ascii_case(wanted) || r.meta.name.eq_ignore_ascii_case(wanted))
}
