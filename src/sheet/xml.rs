//! XML as spreadsheet parts need it: element by element, each with its place in the source, so that bytes can be
//! spliced there later. Local names only: any prefix, strict or transitional. Document type definitions and entities
//! of the file's own are refused.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Fault;

const CUT_OFF: &str = "it ends too early; it was probably cut off";

/// A part's text, with what is needed to write it back in the same dress.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub text: String,
    pub byte_order_mark: bool,
}

impl Text {
    /// The bytes of a part as text: UTF-8, UTF-16 with or without a mark, or what its declaration says.
    pub fn of(bytes: Vec<u8>, part: &str) -> Result<Self, Fault> {
        let wrong = || Fault::damaged(part, "its text is not in the encoding that it claims");
        if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
            let text = String::from_utf8(rest.to_vec()).map_err(|_| wrong())?;
            return Ok(Self { text, byte_order_mark: true });
        }
        let Some(encoding) = encoding_of(&bytes) else {
            return Ok(Self { text: String::from_utf8(bytes).map_err(|_| wrong())?, byte_order_mark: false });
        };
        let byte_order_mark = encoding_rs::Encoding::for_bom(&bytes).is_some();
        let (text, had_errors) = encoding.decode_with_bom_removal(&bytes);
        if had_errors { Err(wrong()) } else { Ok(Self { text: text.into_owned(), byte_order_mark }) }
    }

    /// The text as UTF-8 bytes, the declaration mended, the byte-order mark kept.
    pub fn into_bytes(self) -> Vec<u8> {
        let mark: &[u8] = if self.byte_order_mark { b"\xEF\xBB\xBF" } else { b"" };
        [mark, with_utf8_declared(&self.text).as_bytes()].concat()
    }
}

/// The encoding that is not UTF-8, if it is not.
fn encoding_of(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let label = &start[declared_encoding(&start)?];
    // Text whose declaration can be read byte by byte is not UTF-16, whatever it says.
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    encoding.filter(|e| *e != encoding_rs::UTF_8 && e.is_ascii_compatible())
}

/// Where the declaration names the encoding.
fn declared_encoding(text: &str) -> Option<Range<usize>> {
    let end = text.starts_with("<?xml").then(|| text.find("?>"))??;
    let from = text[..end].find("encoding")? + "encoding".len();
    let open = from + text[from..end].find(['"', '\''])?;
    let close = open + 1 + text[open + 1..end].find(['"', '\''])?;
    Some(open + 1..close)
}

fn with_utf8_declared(text: &str) -> Cow<'_, str> {
    match declared_encoding(text) {
        Some(at) if !text[at.clone()].eq_ignore_ascii_case("utf-8") => {
            Cow::Owned(format!("{}UTF-8{}", &text[..at.start], &text[at.end..]))
        }
        _ => Cow::Borrowed(text),
    }
}

/// A reader of one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    closed: usize,
}

/// An element's start.
pub(crate) struct Tag<'a> {
    start: BytesStart<'a>,
    /// The start tag's place in the source.
    pub range: Range<usize>,
}

/// What stands next in a part.
pub(crate) enum Node<'a> {
    Open(Tag<'a>),
    /// An element's end, with its place; an empty place for `<a/>`.
    Close(Range<usize>),
    Text(Cow<'a, str>),
    End,
}

impl<'a> Xml<'a> {
    /// A reader at the start of a part; the part's name is for messages.
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0, closed: 0 }
    }

    /// The next node. `<a/>` is an `Open` and then a `Close`.
    pub fn node(&mut self) -> Result<Node<'a>, Fault> {
        loop {
            let from = self.place();
            let event = self.reader.read_event().map_err(|error| broken(self.part, &error))?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    return Ok(Node::Open(Tag { start, range: from..self.place() }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.closed = from;
                    return Ok(Node::Close(from..self.place()));
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(reference) => return self.reference(&reference).map(Node::Text),
                Event::DocType(_) => return Err(Fault::unsafe_part(self.part, "a document type definition")),
                Event::Eof if self.depth > 0 => return Err(Fault::damaged(self.part, CUT_OFF)),
                Event::Eof => return Ok(Node::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Passes over the root's start; an error where the part has another root, or none.
    pub fn root(&mut self, local: &str) -> Result<(), Fault> {
        match self.child()? {
            Some(tag) if tag.local() == local => Ok(()),
            Some(tag) => {
                let found = tag.local().to_owned();
                Err(Fault::damaged(self.part, &format!("it should hold a “{local}”, but holds a “{found}”")))
            }
            None => Err(Fault::damaged(self.part, "there is nothing in it")),
        }
    }

    /// Where the last node ended.
    pub fn at(&self) -> usize {
        self.place()
    }

    /// Where the element ended last started to end; its content goes so far.
    pub fn before_end(&self) -> usize {
        self.closed
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).expect("a place in a text that is in memory")
    }

    fn reference(&self, reference: &BytesRef<'a>) -> Result<Cow<'a, str>, Fault> {
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            return Ok(Cow::Owned(c.to_string()));
        }
        let name: &str = reference;
        match quick_xml::escape::resolve_xml_entity(name) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => Err(Fault::unsafe_part(self.part, "an entity of its own")),
        }
    }

    /// The next child of the element that is open, or `None` at its end. Text between children is passed over.
    /// A child must be read or skipped before the next is asked for.
    pub fn child(&mut self) -> Result<Option<Tag<'a>>, Fault> {
        Ok(self.child_or_end()?.ok())
    }

    /// As [`Self::child`], with the place of the end tag where there is no further child.
    pub fn child_or_end(&mut self) -> Result<Result<Tag<'a>, Range<usize>>, Fault> {
        loop {
            match self.node()? {
                Node::Open(tag) => return Ok(Ok(tag)),
                Node::Close(range) => return Ok(Err(range)),
                Node::End => return Ok(Err(self.place()..self.place())),
                Node::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last; gives the place where it ends.
    pub fn skip(&mut self) -> Result<usize, Fault> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.node()? {
                Node::Open(_) => depth += 1,
                Node::Close(_) => depth -= 1,
                Node::Text(_) => {}
                Node::End => break,
            }
        }
        Ok(self.place())
    }

    /// All text inside the element that was opened last.
    pub fn text(&mut self) -> Result<String, Fault> {
        let mut all = String::new();
        let mut depth = 1usize;
        while depth > 0 {
            match self.node()? {
                Node::Open(_) => depth += 1,
                Node::Close(_) => depth -= 1,
                Node::Text(text) => all.push_str(&text),
                Node::End => break,
            }
        }
        Ok(all)
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.qualified().rsplit(':').next().unwrap_or_default()
    }

    /// The name as written.
    pub fn qualified(&self) -> &str {
        self.start.name().0
    }

    /// The prefix with its colon (`x:`), or nothing.
    pub fn prefix(&self) -> &str {
        let name = self.qualified();
        name.rfind(':').map_or("", |colon| &name[..=colon])
    }

    /// An attribute's value by its local name, references resolved.
    pub fn attr(&self, local: &str) -> Option<Cow<'_, str>> {
        self.attrs().find(|(name, _)| local_of(name) == local).map(|(_, raw)| plain(raw))
    }

    /// An attribute that is a number.
    pub fn number<T: std::str::FromStr>(&self, local: &str) -> Option<T> {
        self.attr(local)?.trim().parse().ok()
    }

    /// An attribute that is `1` or `true`.
    pub fn flag(&self, local: &str) -> bool {
        self.attr(local).is_some_and(|value| is_true(&value))
    }

    /// All attributes: names as written, values raw.
    pub fn attrs(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|a| (a.key.0, a.value))
    }
}

/// The reader's errors of syntax all say that something is opened and not closed: the text was cut off.
fn broken(part: &str, error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Syntax(_) => Fault::damaged(part, CUT_OFF),
        error => Fault::damaged(part, &error.to_string()),
    }
}

/// A place in the text, and what is to stand there instead.
pub(super) type Patch = (Range<usize>, String);

/// The text with the patches made. Patches must not overlap; insertions at one place keep their order.
pub(super) fn apply(text: &str, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|(range, _)| (range.start, range.end));
    let added: usize = patches.iter().map(|(_, new)| new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut copied = 0;
    for (range, new) in patches {
        out.push_str(&text[copied..range.start]);
        out.push_str(&new);
        copied = range.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// A start tag written again: attributes that are named (by local name) left out, others added.
pub(super) fn retagged(tag: &Tag, without: &[&str], with: &[(&str, &str)], end: &str) -> String {
    let mut out = format!("<{}", tag.qualified());
    let kept = tag.attrs().filter(|(name, _)| !without.contains(&local_of(name)));
    kept.for_each(|(name, raw)| out.push_str(&format!(" {name}=\"{}\"", raw.replace('"', "&quot;"))));
    with.iter().for_each(|(name, value)| out.push_str(&format!(" {name}=\"{value}\"")));
    out.push_str(end);
    out
}

/// Whether an XML Schema boolean is true.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// A name without its prefix.
pub(super) fn local_of(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A raw attribute value, references resolved where they can be.
pub(super) fn plain(raw: Cow<'_, str>) -> Cow<'_, str> {
    if !raw.contains('&') {
        return raw;
    }
    match unescape(&raw) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => raw,
    }
}
