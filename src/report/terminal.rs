//! The report for a terminal: the same text, with the place in the input shown by miette.
//!
//! miette says "help:" in English only, so it draws the snippet and the other lines are ours.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, SourceSpan};

use super::model::{Report, ReportedFinding};
use super::text::{Detail, alike_text, details, foot, gathered, head, lines, sections};
use super::words::{headline, input_place, lang_of};
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::lines::Position;
use crate::text::source::Source;

/// Writes the report with snippets. Colours only when `color`.
pub fn terminal(report: &Report, sources: &[Source], detail: Detail, color: bool) -> String {
    if report.systems.len() > 1 {
        return super::city::text(report, detail);
    }
    let lang = lang_of(report);
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler =
        GraphicalReportHandler::new_themed(theme).with_links(false).with_width(detail.width).with_context_lines(0);
    let mut out = head(report, detail.width);
    let consequences = report.consequences();
    for (section, findings) in sections(report, detail.all_findings, lang) {
        out.push_str(&format!("\n{}\n", bold(&format!("■ {section}"), color)));
        for alike in gathered(findings, &consequences) {
            let [finding] = alike.as_slice() else {
                out.push_str(&alike_text(&alike, lang, detail.width));
                continue;
            };
            draw(&mut out, &handler, finding, sources, lang);
            for (name, value) in details(finding, consequences.get(finding.fingerprint.as_str()), lang) {
                for (i, line) in lines(&format!("{name}: {value}"), detail.width.saturating_sub(6)).iter().enumerate() {
                    out.push_str(if i == 0 { "    " } else { "      " });
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }
    out.push_str(&foot(report, detail.all_findings, lang));
    out
}

fn bold(text: &str, color: bool) -> String {
    if color { format!("\u{1B}[1m{text}\u{1B}[0m") } else { text.to_string() }
}

fn draw(out: &mut String, handler: &GraphicalReportHandler, finding: &ReportedFinding, sources: &[Source], lang: Lang) {
    let drawing = Drawing::new(finding, sources, lang);
    // a drawing that fails only loses its snippet
    if handler.render_report(out, &drawing).is_err() {
        out.push_str(&drawing.message);
        out.push('\n');
    }
}

struct Drawing<'a> {
    message: String,
    severity: Severity,
    snippet: Option<(&'a Source, SourceSpan, String)>,
}

impl<'a> Drawing<'a> {
    fn new(finding: &ReportedFinding, sources: &'a [Source], lang: Lang) -> Self {
        let message = format!("{}: {}", headline(finding, lang), visible(&finding.message));
        Drawing { message, severity: finding.severity, snippet: snippet(finding, sources) }
    }
}

fn snippet<'a>(finding: &ReportedFinding, sources: &'a [Source]) -> Option<(&'a Source, SourceSpan, String)> {
    let place = input_place(finding)?;
    let source = sources.iter().find(|s| Some(&s.path) == place.file.as_ref())?;
    let start = offset(source, Position { line: place.line?, column: place.column? })?;
    let end = offset(source, Position { line: place.end_line?, column: place.end_column? })?;
    let first_line = source.lines().line_span(&source.text, place.line? - 1).end;
    let span = (start, end.min(first_line).saturating_sub(start)).into();
    Some((source, span, visible(place.name.as_deref().unwrap_or_default()).into_owned()))
}

/// Byte offset of a line and column.
fn offset(source: &Source, at: Position) -> Option<usize> {
    let line = source.lines().line_span(&source.text, at.line.checked_sub(1)?);
    let text = source.text.get(line.start..)?;
    Some(line.start + text.char_indices().nth(at.column - 1).map_or(text.len(), |(i, _)| i))
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|(source, ..)| *source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span, name) = self.snippet.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(name.clone()), *span))))
    }
}
