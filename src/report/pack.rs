//! The evidence pack: a zip with an index of the answers, the cited sections of each document as a page with the quotes
//! marked, and a manifest with hashes. Pages hold no script and ask for nothing outside. The same evidence gives the same
//! bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::ops::Range;

use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::ReportError;
use crate::document::{ContentHash, Document};
use crate::review::{Entry, Quoted, RowRecord, RowStanding};

/// What a pack is made from.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The customer's file name, its hash, and that of the filled copy.
    pub file: &'a str,
    pub hash: ContentHash,
    pub filled: ContentHash,
    /// Not every row was decided.
    pub draft: bool,
    /// When, as `2026-03-01T12:00:00Z`.
    pub at: &'a str,
    pub rows: &'a [(RowRecord, RowStanding)],
    pub documents: &'a [Document],
}

/// The manifest; its shape is public (docs/evidence-json.md) and changes only by adding fields.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    version: u32,
    file: &'a str,
    sha256: String,
    filled_sha256: String,
    state: &'static str,
    at: &'a str,
    documents: Vec<DocumentShape<'a>>,
    answers: Vec<AnswerShape<'a>>,
}

#[derive(Debug, Serialize)]
struct DocumentShape<'a> {
    name: &'a str,
    title: &'a str,
    sha256: String,
    page: String,
    page_sha256: String,
}

#[derive(Debug, Serialize)]
struct AnswerShape<'a> {
    row: u32,
    sheet: &'a str,
    cell: &'a str,
    question: &'a str,
    state: &'static str,
    option: Option<String>,
    words: String,
    by: Option<&'a str>,
    at: Option<String>,
    citations: Vec<CitationShape<'a>>,
}

#[derive(Debug, Serialize)]
struct CitationShape<'a> {
    document: &'a str,
    sha256: String,
    section: &'a str,
    page: Option<u32>,
    start: usize,
    end: usize,
    quote: &'a str,
    /// Whether the document was still the same, byte for byte.
    stands: bool,
}

/// Writes the pack.
pub fn pack(evidence: &Evidence) -> Result<Vec<u8>, ReportError> {
    let pages = pages(evidence);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), ReportError> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    put("manifest.json", &serde_json::to_vec_pretty(&manifest(evidence, &pages))?)?;
    put("index.html", index(evidence, &pages).as_bytes())?;
    for page in &pages {
        put(&page.name, page.html.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A document's page.
struct Page<'a> {
    document: &'a Document,
    name: String,
    html: String,
}

fn pages<'a>(evidence: &Evidence<'a>) -> Vec<Page<'a>> {
    let mut quotes: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for quoted in citations(evidence.rows) {
        if let Some(at) = evidence.documents.iter().position(|document| is_cited(document, quoted)) {
            quotes.entry(at).or_default().push(quoted.cited.range.clone());
        }
    }
    let page = |(number, (at, ranges)): (usize, (usize, Vec<Range<usize>>))| {
        let document = &evidence.documents[at];
        let name = format!("documents/{:03}-{}.html", number + 1, safe(document.name.as_str()));
        Page { document, name, html: document_page(document, ranges) }
    };
    quotes.into_iter().enumerate().map(page).collect()
}

/// The answers' citations of documents; what an earlier questionnaire says is nobody else's to read.
fn citations(rows: &[(RowRecord, RowStanding)]) -> impl Iterator<Item = &Quoted> {
    let given = rows.iter().filter_map(|(_, standing)| standing.given.as_ref());
    given.flat_map(|given| &given.citations).filter(|quoted| !quoted.of_past_answer)
}

fn is_cited(document: &Document, quoted: &Quoted) -> bool {
    document.name == quoted.cited.document && document.hash == quoted.cited.hash
}

/// Letters, digits and a few marks: a name that every system can unpack.
fn safe(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' };
    name.chars().map(kept).take(60).collect()
}

fn document_page(document: &Document, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup();
    let mut sections: BTreeMap<(usize, usize), Vec<Range<usize>>> = BTreeMap::new();
    for range in ranges {
        let around = document.section_around(range.start);
        sections.entry((around.start, around.end.max(range.end))).or_default().push(range);
    }
    let body = sections.into_iter().map(|((start, end), ranges)| {
        format!("<section><pre>{}</pre></section>\n", marked(document, start..end, &ranges))
    });
    let told = format!("{} · SHA-256 {}", document.name, document.hash);
    html(&document.title, &told, &body.collect::<String>())
}

/// Text with its quotes marked; overlapping ones as one.
fn marked(document: &Document, around: Range<usize>, quotes: &[Range<usize>]) -> String {
    let slice = |range: Range<usize>| escaped(document.slice(&range).unwrap_or_default());
    let (mut out, mut at) = (String::new(), around.start);
    for quote in quotes {
        let (start, end) = (quote.start.max(at), quote.end);
        if start < end {
            out += &slice(at..start);
            out += &format!("<mark>{}</mark>", slice(start..end));
            at = end;
        }
    }
    out + &slice(at..around.end.max(at))
}

fn index(evidence: &Evidence, pages: &[Page]) -> String {
    let rows = evidence.rows.iter().filter_map(|(record, standing)| {
        let given = standing.given.as_ref()?;
        let said = [given.option.as_deref(), Some(given.words.as_str())].into_iter().flatten();
        let said = said.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" — ");
        let cited = given.citations.iter().filter(|quoted| !quoted.of_past_answer);
        let cited: String = cited.map(|quoted| citation(quoted, pages)).collect();
        let by = standing.decided.as_ref().map(decided).unwrap_or_default();
        Some(format!(
            "<section><h2>{}!{} {}</h2><p>{}</p>{cited}<p class=\"told\">{}</p></section>\n",
            escaped(&record.sheet),
            escaped(&record.place),
            escaped(&record.question.text),
            escaped(&said),
            escaped(&by)
        ))
    });
    let told = format!("{} · {} · SHA-256 {}", evidence.at, state(evidence), evidence.hash);
    html(&format!("Evidence for {}", evidence.file), &told, &rows.collect::<String>())
}

fn citation(quoted: &Quoted, pages: &[Page]) -> String {
    let place = escaped(&quoted.place());
    let page = pages.iter().find(|page| is_cited(page.document, quoted));
    let place = match page {
        Some(page) => format!("<a href=\"{}\">{place}</a>", page.name),
        None => format!("{place} (the document has changed since)"),
    };
    format!("<blockquote><mark>{}</mark><footer>{place}</footer></blockquote>", escaped(&quoted.cited.quote))
}

fn decided(entry: &Entry) -> String {
    format!("{} by {}, {}", entry.decision.kind().word(), entry.by, entry.at)
}

fn state(evidence: &Evidence) -> &'static str {
    if evidence.draft { "draft, not reviewed" } else { "final, reviewed" }
}

fn manifest<'a>(evidence: &Evidence<'a>, pages: &'a [Page]) -> Manifest<'a> {
    let document = |page: &'a Page| DocumentShape {
        name: page.document.name.as_str(),
        title: &page.document.title,
        sha256: page.document.hash.to_string(),
        page: page.name.clone(),
        page_sha256: ContentHash::of(page.html.as_bytes()).to_string(),
    };
    Manifest {
        version: 1,
        file: evidence.file,
        sha256: evidence.hash.to_string(),
        filled_sha256: evidence.filled.to_string(),
        state: state(evidence),
        at: evidence.at,
        documents: pages.iter().map(document).collect(),
        answers: evidence.rows.iter().map(|row| answer(row, pages)).collect(),
    }
}

fn answer<'a>((record, standing): &'a (RowRecord, RowStanding), pages: &[Page]) -> AnswerShape<'a> {
    let given = standing.given.as_ref();
    let cited = given.into_iter().flat_map(|given| &given.citations).filter(|quoted| !quoted.of_past_answer);
    let citation = |quoted: &'a Quoted| CitationShape {
        document: quoted.cited.document.as_str(),
        sha256: quoted.cited.hash.to_string(),
        section: &quoted.cited.section,
        page: quoted.page,
        start: quoted.cited.range.start,
        end: quoted.cited.range.end,
        quote: &quoted.cited.quote,
        stands: pages.iter().any(|page| is_cited(page.document, quoted)),
    };
    AnswerShape {
        row: record.number.0,
        sheet: &record.sheet,
        cell: &record.place,
        question: &record.question.text,
        state: standing.state.word(),
        option: given.and_then(|given| given.option.clone()),
        words: given.map(|given| given.words.clone()).unwrap_or_default(),
        by: standing.decided.as_ref().map(|entry| entry.by.as_str()),
        at: standing.decided.as_ref().map(|entry| entry.at.to_string()),
        citations: cited.map(citation).collect(),
    }
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1f2937}\
h1{font-size:1.5rem}h2{font-size:1rem}pre{white-space:pre-wrap;font:inherit}mark{background:#fde68a}\
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #e5e7eb}.told,footer{color:#6b7280;font-size:.875rem}\
section{border-top:1px solid #e5e7eb;padding:1rem 0}";

fn html(title: &str, told: &str, body: &str) -> String {
    let (title, told) = (escaped(title), escaped(told));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p class=\"told\">{told}</p>\n{body}</body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
