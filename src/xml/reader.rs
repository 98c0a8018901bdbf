//! The event reader.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::EscapeError;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::{PrefixDeclaration, QName};

use crate::text::clean::{shorten, visible};
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// What a document may ask for. Layouts of whole cities stay far below.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Nested elements.
    pub depth: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Bytes of one attribute value.
    pub value: usize,
    /// Elements of the document.
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { depth: 64, attributes: 64, value: 64 * 1024, elements: 2_000_000 }
    }
}

/// A start tag. `span` covers it from `<` to `>`.
#[derive(Debug)]
pub struct Element<'a> {
    /// Local name.
    pub name: &'a str,
    pub namespace: Option<Cow<'a, str>>,
    pub span: Span,
    /// Attributes without a namespace; those of foreign namespaces and `xmlns` are left out.
    pub attributes: Vec<Attribute<'a>>,
}

/// An attribute with the exact place of its raw value.
#[derive(Debug)]
pub struct Attribute<'a> {
    pub name: &'a str,
    pub value: Cow<'a, str>,
    pub name_span: Span,
    pub span: Span,
}

#[derive(Debug)]
pub enum Event<'a> {
    Start(Element<'a>),
    /// The end of the innermost open element.
    End,
    /// Character data that is not only white space.
    Text(Span),
}

struct Open<'a> {
    name: QName<'a>,
    start: usize,
    bindings: usize,
}

/// Reads one decoded document event by event.
pub struct Reader<'a> {
    source: &'a Source,
    inner: quick_xml::Reader<&'a [u8]>,
    limits: Limits,
    open: Vec<Open<'a>>,
    /// `xmlns` declarations in force: prefix ("" is the default) and URI.
    bindings: Vec<(&'a str, Cow<'a, str>)>,
    elements: usize,
    root_seen: bool,
    pending_end: bool,
}

type Result<T> = std::result::Result<T, Problem>;

impl<'a> Reader<'a> {
    /// # Errors
    /// The text is empty or has a character that XML does not allow.
    pub fn new(source: &'a Source, limits: Limits) -> Result<Self> {
        if source.text.trim().is_empty() {
            return Err(source.problem(
                0,
                Bilingual::new("ファイルが空です", "the file is empty"),
                Bilingual::new("XML の中身があるファイルを指定してください", "name a file that holds XML"),
            ));
        }
        if let Some((offset, c)) = source.text.char_indices().find(|(_, c)| !legal(*c)) {
            let code = format!("U+{:04X}", c as u32);
            return Err(source.problem(
                offset,
                Bilingual::new(
                    format!("XML に使えない文字があります: {code}"),
                    format!("character not allowed in XML: {code}"),
                ),
                Bilingual::new("この制御文字を取り除いてください", "remove this control character"),
            ));
        }
        let mut inner = quick_xml::Reader::from_str(&source.text);
        inner.config_mut().check_comments = true;
        Ok(Reader {
            source,
            inner,
            limits,
            open: Vec::new(),
            bindings: Vec::new(),
            elements: 0,
            root_seen: false,
            pending_end: false,
        })
    }

    /// The next event, or `None` at a proper end.
    ///
    /// # Errors
    /// Anything that makes the document not well-formed, a DTD, an entity beyond the five, or a limit.
    pub fn next_event(&mut self) -> Result<Option<Event<'a>>> {
        if std::mem::take(&mut self.pending_end) {
            self.close();
            return Ok(Some(Event::End));
        }
        loop {
            let start = self.position();
            let raw = self.inner.read_event().map_err(|e| self.syntax(&e))?;
            let span = Span::new(start, self.position());
            match raw {
                Raw::Start(tag) => return self.start(tag, span).map(Some),
                Raw::Empty(tag) => {
                    self.pending_end = true;
                    return self.start(tag, span).map(Some);
                }
                Raw::End(_) => {
                    self.close();
                    return Ok(Some(Event::End));
                }
                Raw::Text(_) | Raw::CData(_) => {
                    let blank = self.source.text[span.start..span.end].trim_matches(xml_space).is_empty();
                    match blank {
                        true => continue,
                        false if self.open.is_empty() => return Err(self.text_outside(span)),
                        false => return Ok(Some(Event::Text(span))),
                    }
                }
                Raw::GeneralRef(reference) => {
                    self.check_reference(&reference, span)?;
                    match self.open.is_empty() {
                        true => return Err(self.text_outside(span)),
                        false => return Ok(Some(Event::Text(span))),
                    }
                }
                Raw::DocType(_) => return Err(self.doctype(span.start)),
                Raw::Decl(_) if span.start != 0 => return Err(self.late_declaration(span.start)),
                Raw::Decl(_) | Raw::Comment(_) | Raw::PI(_) => {}
                Raw::Eof => return self.finish().map(|()| None),
            }
        }
    }

    fn position(&self) -> usize {
        self.inner.buffer_position() as usize
    }

    fn start(&mut self, tag: BytesStart<'a>, span: Span) -> Result<Event<'a>> {
        self.elements += 1;
        if self.open.is_empty() && self.root_seen {
            return Err(self.second_root(span.start));
        }
        self.root_seen = true;
        self.limit(span, self.open.len() + 1, self.limits.depth, "要素の入れ子", "nested elements")?;
        self.limit(span, self.elements, self.limits.elements, "要素の数", "elements")?;
        let name = self.slice_of(tag.name().0, span);
        let outer = self.bindings.len();
        let attributes = self.attributes(&tag, span)?;
        self.open.push(Open { name: QName(name), start: span.start, bindings: outer });
        let (local, prefix) = QName(name).decompose();
        let prefix = prefix.map_or("", |p| p.into_inner());
        let namespace = self.namespace(prefix);
        if !prefix.is_empty() && namespace.is_none() {
            return Err(self.unbound(prefix, span.start));
        }
        Ok(Event::Start(Element { name: local.into_inner(), namespace, span, attributes }))
    }

    fn attributes(&mut self, tag: &BytesStart<'_>, span: Span) -> Result<Vec<Attribute<'a>>> {
        let mut own = Vec::new();
        let mut foreign = Vec::new();
        for (count, attribute) in tag.attributes().enumerate() {
            self.limit(span, count + 1, self.limits.attributes, "一つの要素の属性の数", "attributes of one element")?;
            let raw = attribute.map_err(|e| self.attribute_syntax(&e, span))?;
            let name = self.slice_of(raw.key.0, span);
            let value_span = self.span_of(&raw.value, span);
            self.limit(
                value_span,
                raw.value.len(),
                self.limits.value,
                "属性値の長さ（バイト）",
                "bytes of one attribute value",
            )?;
            if let Some(offset) = raw.value.find('<') {
                return Err(self.bare_less_than(value_span.start + offset));
            }
            let value = self.value(&raw, value_span)?;
            match QName(name).as_namespace_binding() {
                Some(PrefixDeclaration::Default) => self.bindings.push(("", value)),
                Some(PrefixDeclaration::Named(prefix)) => {
                    let prefix = self.slice_of(prefix, span);
                    self.bindings.push((prefix, value));
                }
                None => {
                    let name_span = self.span_of(name, span);
                    match QName(name).prefix() {
                        Some(prefix) => foreign.push((self.slice_of(prefix.into_inner(), span), name_span)),
                        None => own.push(Attribute { name, value, name_span, span: value_span }),
                    }
                }
            }
        }
        match foreign.iter().find(|(prefix, _)| *prefix != "xml" && self.namespace(prefix).is_none()) {
            Some((prefix, at)) => Err(self.unbound(prefix, at.start)),
            None => Ok(own),
        }
    }

    fn value(&self, raw: &quick_xml::events::attributes::Attribute<'_>, span: Span) -> Result<Cow<'a, str>> {
        let value = match raw.normalized_value(XmlVersion::Explicit1_0).map_err(|e| self.entity(&e, span))? {
            Cow::Borrowed(_) => Cow::Borrowed(&self.source.text[span.start..span.end]),
            Cow::Owned(normalized) => Cow::Owned(normalized),
        };
        match value.chars().find(|c| !legal(*c)) {
            Some(c) => Err(self.source.problem(
                span.start,
                Bilingual::new(
                    format!("文字参照が XML に使えない文字を指しています: U+{:04X}", c as u32),
                    format!("a character reference names a character that XML does not allow: U+{:04X}", c as u32),
                ),
                Bilingual::new("この文字参照を取り除いてください", "remove this character reference"),
            )),
            None => Ok(value),
        }
    }

    fn namespace(&self, prefix: &str) -> Option<Cow<'a, str>> {
        let uri = self.bindings.iter().rev().find(|(p, _)| *p == prefix).map(|(_, uri)| uri.clone());
        uri.filter(|uri| !uri.is_empty())
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.bindings.truncate(open.bindings);
        }
    }

    fn finish(&self) -> Result<()> {
        if let Some(open) = self.open.last() {
            let name = visible(open.name.0).into_owned();
            return Err(self.source.problem(
                open.start,
                Bilingual::new(format!("<{name}> が閉じられていません"), format!("<{name}> is not closed")),
                Bilingual::new(
                    format!("</{name}> を加えるか、途中で切れたファイルでないか確認してください"),
                    format!("add </{name}>, or check whether the file was cut off"),
                ),
            ));
        }
        if !self.root_seen {
            return Err(self.source.problem(
                0,
                Bilingual::new("要素が一つもありません", "there is no element"),
                Bilingual::new("XML の中身があるファイルを指定してください", "name a file that holds XML"),
            ));
        }
        Ok(())
    }

    /// The same text as it lies in the source, which outlives the event.
    fn slice_of(&self, part: &str, within: Span) -> &'a str {
        let span = self.span_of(part, within);
        &self.source.text[span.start..span.end]
    }

    /// Where a slice lies in the source. Events read from a `&str` borrow from it; anything else gets the element's place.
    fn span_of(&self, part: &str, within: Span) -> Span {
        let (base, at) = (self.source.text.as_ptr() as usize, part.as_ptr() as usize);
        match at.checked_sub(base) {
            Some(offset) if offset + part.len() <= self.source.text.len() => Span::new(offset, offset + part.len()),
            _ => Span::at(within.start),
        }
    }

    fn limit(&self, span: Span, found: usize, limit: usize, ja: &str, en: &str) -> Result<()> {
        if found <= limit {
            return Ok(());
        }
        Err(self.source.problem(
            span.start,
            Bilingual::new(format!("{ja}が上限 {limit} を超えています"), format!("more than {limit} {en}")),
            Bilingual::new(
                "現行レイアウトの XML か確認し、大きければ業務ごとに分けてください",
                "check that this is a layout file; split a large one by system",
            ),
        ))
    }

    fn check_reference(&self, reference: &quick_xml::events::BytesRef<'_>, span: Span) -> Result<()> {
        let name: &str = reference;
        if matches!(name, "lt" | "gt" | "amp" | "quot" | "apos")
            || reference.resolve_char_ref().ok().flatten().is_some_and(legal)
        {
            return Ok(());
        }
        Err(self.unknown_entity(name, span.start))
    }

    fn syntax(&self, error: &Error) -> Problem {
        let offset = (self.inner.error_position() as usize).min(self.source.text.len());
        let (what, todo) = match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let opened = self.open.last().map_or(0, |open| self.source.position(open.start).line);
                let (expected, found) = (visible(expected), visible(found));
                (
                    Bilingual::new(
                        format!("</{found}> は {opened} 行目の <{expected}> を閉じていません"),
                        format!("</{found}> does not close the <{expected}> of line {opened}"),
                    ),
                    Bilingual::new(format!("先に </{expected}> が必要です"), format!("</{expected}> is needed first")),
                )
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(name)) => (
                Bilingual::new(
                    format!("</{}> に対応する開始タグがありません", visible(name)),
                    format!("</{}> closes nothing", visible(name)),
                ),
                Bilingual::new("この終了タグを取り除いてください", "remove this end tag"),
            ),
            Error::IllFormed(IllFormedError::UnclosedReference) => (
                Bilingual::new("& の後に文字参照がありません", "& does not begin a reference"),
                Bilingual::new("& は &amp; と書いてください", "write & as &amp;"),
            ),
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => (
                Bilingual::new("コメントの中に -- があります", "-- inside a comment"),
                Bilingual::new("コメントの中では - を続けないでください", "do not write two hyphens in a row there"),
            ),
            Error::Syntax(syntax) => unclosed(*syntax),
            _ => (
                Bilingual::new("XML の書き方が正しくありません", format!("not well-formed XML: {error}")),
                Bilingual::new("この位置のタグ、引用符、< > を確認してください", "check tags, quotes and < > here"),
            ),
        };
        self.source.problem(offset, what, todo)
    }

    fn attribute_syntax(&self, error: &AttrError, span: Span) -> Problem {
        // positions of attribute errors count from the tag's name
        let (relative, ja, en) = match error {
            AttrError::ExpectedEq(at) => (*at, "属性名の後に = がありません", "= is missing after an attribute's name"),
            AttrError::ExpectedValue(at) => {
                (*at, "= の後に属性値がありません", "the attribute's value is missing after =")
            }
            AttrError::UnquotedValue(at) => {
                (*at, "属性値が引用符で囲まれていません", "the attribute's value is not quoted")
            }
            AttrError::ExpectedQuote(at, _) => {
                (*at, "属性値の引用符が閉じられていません", "the attribute's quote is not closed")
            }
            AttrError::Duplicated(at, _) => (*at, "同じ属性が二度書かれています", "the same attribute stands twice"),
            #[allow(unreachable_patterns)]
            _ => (0, "属性の書き方が正しくありません", "malformed attribute"),
        };
        let offset = (span.start + 1 + relative).min(span.end);
        self.source.problem(
            offset,
            Bilingual::new(ja, en),
            Bilingual::new("名前=\"値\" の形で一度ずつ書いてください", "write each once, as name=\"value\""),
        )
    }

    fn entity(&self, error: &Error, span: Span) -> Problem {
        let Error::Escape(escape) = error else { return self.syntax(error) };
        match escape {
            EscapeError::UnrecognizedEntity(_, name) => self.unknown_entity(name, span.start),
            EscapeError::UnterminatedEntity(at) => self.source.problem(
                span.start + at.start,
                Bilingual::new("& の後に文字参照がありません", "& does not begin a reference"),
                Bilingual::new("& は &amp; と書いてください", "write & as &amp;"),
            ),
            _ => self.source.problem(
                span.start,
                Bilingual::new("文字参照の書き方が正しくありません", "malformed character reference"),
                Bilingual::new("&#x5B9B; の形で書いてください", "write it as &#x5B9B;"),
            ),
        }
    }

    fn unknown_entity(&self, name: &str, offset: usize) -> Problem {
        let name = shorten(&visible(name), 40).into_owned();
        self.source.problem(
            offset,
            Bilingual::new(format!("実体参照 &{name}; は使えません"), format!("the entity &{name}; is not allowed")),
            Bilingual::new(
                "&lt; &gt; &amp; &quot; &apos; と文字参照だけが使えます。文字そのものを書いてください",
                "only &lt; &gt; &amp; &quot; &apos; and character references; write the character itself",
            ),
        )
    }

    fn doctype(&self, offset: usize) -> Problem {
        self.source.problem(
            offset,
            Bilingual::new("DTD（<!DOCTYPE …>）は受け付けません", "a DTD (<!DOCTYPE …>) is refused"),
            Bilingual::new(
                "<!DOCTYPE …> を取り除いてください（外部参照や実体展開を防ぐため）",
                "remove <!DOCTYPE …>; it could fetch or expand entities",
            ),
        )
    }

    fn late_declaration(&self, offset: usize) -> Problem {
        self.source.problem(
            offset,
            Bilingual::new(
                "<?xml …?> がファイルの先頭にありません",
                "<?xml …?> does not stand at the start of the file",
            ),
            Bilingual::new("前にある空白や行を取り除いてください", "remove what stands before it"),
        )
    }

    fn second_root(&self, offset: usize) -> Problem {
        self.source.problem(
            offset,
            Bilingual::new("最上位の要素が二つあります", "there are two root elements"),
            Bilingual::new(
                "<current> は一つのファイルに一つです。ファイルを分けてください",
                "one root element per file; split the file",
            ),
        )
    }

    fn text_outside(&self, span: Span) -> Problem {
        self.source.problem(
            span.start,
            Bilingual::new("最上位の要素の外に文字があります", "there is text outside the root element"),
            Bilingual::new(
                "この文字を取り除いてください（XML ではないファイルかもしれません）",
                "remove it; this may not be an XML file",
            ),
        )
    }

    fn bare_less_than(&self, offset: usize) -> Problem {
        self.source.problem(
            offset,
            Bilingual::new("属性値の中に < があります", "< inside an attribute's value"),
            Bilingual::new(
                "< は &lt; と書いてください（引用符の閉じ忘れかもしれません）",
                "write it as &lt;, or close the quote before it",
            ),
        )
    }

    fn unbound(&self, prefix: &str, offset: usize) -> Problem {
        let prefix = visible(prefix);
        self.source.problem(
            offset,
            Bilingual::new(
                format!("名前空間の接頭辞 {prefix} が宣言されていません"),
                format!("the prefix {prefix} is not declared"),
            ),
            Bilingual::new(
                format!("xmlns:{prefix}=\"…\" を加えるか、接頭辞を取り除いてください"),
                format!("add xmlns:{prefix}=\"…\" or remove the prefix"),
            ),
        )
    }
}

fn unclosed(error: SyntaxError) -> (Bilingual, Bilingual) {
    let (ja, en) = match error {
        SyntaxError::UnclosedComment => ("コメント <!-- が閉じられていません", "a comment is not closed"),
        SyntaxError::UnclosedCData => ("<![CDATA[ が閉じられていません", "a CDATA section is not closed"),
        SyntaxError::UnclosedDoctype => ("DTD（<!DOCTYPE …>）は受け付けません", "a DTD (<!DOCTYPE …>) is refused"),
        SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => ("<? が閉じられていません", "<? is not closed"),
        SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue => {
            ("属性値の引用符が閉じられていません", "an attribute's quote is not closed")
        }
        SyntaxError::InvalidBangMarkup => ("<! の後が正しくありません", "malformed markup after <!"),
        SyntaxError::UnclosedTag => ("タグが > で閉じられていません", "a tag is not closed by >"),
    };
    (
        Bilingual::new(ja, en),
        Bilingual::new(
            "この位置から後を確認してください（途中で切れたファイルかもしれません）",
            "check from here on; the file may have been cut off",
        ),
    )
}

/// `Char` of XML 1.0, section 2.2.
fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

fn xml_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>> {
        let source = Source::new("t.xml", text.to_string(), String::new());
        let mut reader = Reader::new(&source, Limits::default())?;
        let mut seen = Vec::new();
        while let Some(event) = reader.next_event()? {
            seen.push(match event {
                Event::Start(e) => {
                    let attributes: Vec<String> = e
                        .attributes
                        .iter()
                        .map(|a| format!("{}={}@{}", a.name, a.value, &source.text[a.span.start..a.span.end]))
                        .collect();
                    format!("<{} {}", e.name, attributes.join(" "))
                }
                Event::End => "/".into(),
                Event::Text(_) => "text".into(),
            });
        }
        Ok(seen)
    }

    fn fault(text: &str) -> (usize, usize, String) {
        let problem = read(text).expect_err(text);
        let at = problem.position.expect("a place");
        (at.line, at.column, problem.what.en)
    }

    #[test]
    fn events_carry_raw_places_and_resolved_values() {
        let events = read("<?xml version=\"1.0\"?>\n<表 名='氏&amp;名' x:y='1' xmlns:x='u'><列/></表>").unwrap();
        assert_eq!(events, ["<表 名=氏&名@氏&amp;名", "<列 ", "/", "/"]);
    }

    #[test]
    fn what_is_not_well_formed_is_refused_at_its_place() {
        for (text, line, column, word) in [
            ("", 1, 1, "empty"),
            ("  \n ", 1, 1, "empty"),
            ("<a>\n <b></a>", 2, 5, "does not close"),
            ("<a>\n<b></b>", 1, 1, "not closed"),
            ("<a/>\n<b/>", 2, 1, "two root"),
            ("<a/>x", 1, 5, "outside"),
            ("x", 1, 1, "outside"),
            ("<a></a></b>", 1, 8, "closes nothing"),
            ("<a b=\"1\" b=\"2\"/>", 1, 10, "twice"),
            ("<a b=1/>", 1, 6, "not quoted"),
            ("<a b=\"1/>", 1, 1, "quote"),
            ("<a>&bomb;</a>", 1, 4, "entity"),
            ("<a b=\"&bomb;\"/>", 1, 7, "entity"),
            ("<a b=\"x&y\"/>", 1, 8, "&"),
            ("<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", 1, 1, "DTD"),
            ("<a>\u{1}</a>", 1, 4, "U+0001"),
            ("<a b=\"&#1;\"/>", 1, 7, "U+0001"),
            ("<a b=\"<\"/>", 1, 7, "<"),
            ("<p:a/>", 1, 1, "prefix"),
            ("<a p:b='1'/>", 1, 4, "prefix"),
            ("<a><!-- x -- y --></a>", 1, 11, "--"),
            ("<a><!-- x", 1, 4, "comment"),
            ("<a", 1, 1, "tag"),
            (" <?xml version='1.0'?><a/>", 1, 2, "start of the file"),
        ] {
            let (l, c, what) = fault(text);
            assert!(what.contains(word), "{text}: {what}");
            assert_eq!((l, c), (line, column), "{text}: {what}");
        }
    }

    #[test]
    fn limits_hold() {
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(fault(&deep).2.contains("64 nested"));
        let long = format!("<a b=\"{}\"/>", "x".repeat(70_000));
        assert!(fault(&long).2.contains("65536 bytes"));
        let many: String = (0..100).map(|i| format!(" a{i}=''")).collect();
        assert!(fault(&format!("<a{many}/>")).2.contains("64 attributes"));
    }
}
