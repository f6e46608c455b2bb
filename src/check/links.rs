//! Links between the workspace's documents, and to headings. A link that leads out of the workspace, to the web or to a
//! kind of file that is not read is not followed.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::numbering::{Numbers, is_numbered_set};
use super::prose::{before, pattern, squeezed};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;
use crate::words::meant;

static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^"')]*["'])?\s*\)"#));
/// `[label]: target`.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^ {0,3}\[([^\]\n]+)\]:\s+<?([^\s>]+)>?"));
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?:<a\s[^>]*(?:id|name)\s*=\s*["']?|<\w+\s[^>]*id\s*=\s*["']?|\{#)([\w.:-]+)"#)
});

/// Where the words and targets of links to documents and headings stand: references in them are the link's.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let found = LINK.captures_iter(text).filter(|link| Target::of(&link[2]).is_some());
    found.filter_map(|link| Some(link.get(0)?.range())).collect()
}

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let numbers: Vec<Numbers> = knowledge.documents.iter().map(Numbers::of).collect();
    let site = Site {
        knowledge,
        set: is_numbered_set(&numbers),
        anchors: knowledge.documents.iter().map(anchors).collect(),
    };
    knowledge.documents.iter().enumerate().flat_map(|(at, document)| site.links(at, document)).collect()
}

/// Where a link leads within the workspace.
struct Target {
    /// The file's path as written; none for the same document.
    file: Option<String>,
    anchor: Option<String>,
}

impl Target {
    /// None where it leads elsewhere.
    fn of(target: &str) -> Option<Self> {
        let outside = target.contains("://") || target.starts_with(['/', '?']) || scheme(target);
        if outside {
            return None;
        }
        let (file, anchor) =
            target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
        let file = file.split('?').next().unwrap_or_default();
        let file = Some(unescaped(file)).filter(|file| !file.is_empty());
        Some(Self { file, anchor: anchor.map(unescaped).filter(|anchor| !anchor.is_empty()) })
    }
}

fn scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(char::is_alphanumeric))
}

/// `%20` and the like as the characters they stand for.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code =
            behind.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match code.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Site<'k> {
    knowledge: &'k Knowledge<'k>,
    set: bool,
    /// Of each document, squeezed.
    anchors: Vec<BTreeSet<String>>,
}

impl Site<'_> {
    fn links(&self, at: usize, document: &Document) -> Vec<Diagnostic> {
        let text = &document.text;
        let found = LINK.captures_iter(text).chain(DEFINITION.captures_iter(text));
        let mut all = Vec::new();
        for link in found {
            let (Some(whole), Some(target)) = (link.get(0), link.get(2)) else { continue };
            let before = before(text, whole.start(), 400);
            if before.ends_with('!') || before.matches('`').count() % 2 == 1 {
                continue;
            }
            if let Some(leads) = Target::of(target.as_str()) {
                all.extend(self.link(at, document, target.range(), &leads));
            }
        }
        all
    }

    fn link(
        &self,
        at: usize,
        document: &Document,
        range: Range<usize>,
        target: &Target,
    ) -> Option<Diagnostic> {
        let place = match &target.file {
            None => at,
            Some(file) => match self.file(document, file) {
                File::There(at) => at,
                File::NotLookedFor => return None,
                File::Missing(path) => return Some(self.no_file(document, range, &path)),
            },
        };
        let anchor = target.anchor.as_ref()?;
        let wanted = squeezed(anchor);
        let there = self.has_anchor(place, &wanted)
            || target.file.is_none()
                && self.set
                && (0..self.anchors.len()).any(|at| self.has_anchor(at, &wanted));
        if there || wanted.is_empty() || wanted == "top" {
            return None;
        }
        let whose = match (&target.file, self.set) {
            (None, false) => "this document".to_owned(),
            (None, true) => "this workspace".to_owned(),
            (Some(_), _) => self.knowledge.documents[place].name.to_string(),
        };
        let message = format!("the link leads to a heading that is not in {whose}");
        let help = "correct the part behind `#`, or write the heading";
        let spot = Spot::at(document, range, "no heading makes this anchor");
        Some(Diagnostic::new(Code::BrokenLink, message, spot, help))
    }

    fn has_anchor(&self, document: usize, wanted: &str) -> bool {
        // A second heading of the same words gets `-1`.
        let first = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
        self.anchors[document].contains(wanted) || self.anchors[document].contains(first) && first.len() > 2
    }

    fn no_file(&self, document: &Document, range: Range<usize>, path: &str) -> Diagnostic {
        let names: Vec<&str> = self.knowledge.documents.iter().map(|d| d.name.as_str()).collect();
        let help = match meant(path, &names) {
            Some(near) => format!("did you mean {near}?"),
            None => "correct the link, or add the document to the workspace".to_owned(),
        };
        let message = format!("there is no document {path} in this workspace");
        Diagnostic::new(Code::BrokenLink, message, Spot::at(document, range, "leads nowhere"), help)
    }

    /// A file that a link names, from the folder of the document that it stands in.
    fn file(&self, from: &Document, file: &str) -> File {
        let Some(path) = joined(from.name.as_str(), file) else { return File::NotLookedFor };
        let position = |wanted: &dyn Fn(&str) -> bool| {
            self.knowledge.documents.iter().position(|document| wanted(document.name.as_str()))
        };
        if let Some(at) = position(&|name| name == path) {
            return File::There(at);
        }
        let unread = self.knowledge.unread.iter().any(|(name, _)| name.as_str() == path);
        let ending = path.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending);
        match ending {
            // A wiki's page, without its ending.
            None => position(&|name| name.rsplit_once('.').is_some_and(|(stem, _)| stem == path))
                .map_or(File::NotLookedFor, File::There),
            Some(ending) if !unread && self.knowledge.formats.contains(&ending.to_lowercase().as_str()) => {
                File::Missing(path)
            }
            Some(_) => File::NotLookedFor,
        }
    }
}

enum File {
    There(usize),
    Missing(String),
    /// Outside of the workspace, or of a kind that is not read.
    NotLookedFor,
}

/// A relative path from a document; none where it leads out of the workspace.
fn joined(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What a link into a document may name: its headings, and anchors that it sets itself.
fn anchors(document: &Document) -> BTreeSet<String> {
    let set = ANCHOR.captures_iter(&document.text).map(|found| squeezed(&found[1]));
    let headings = document.sections.iter().filter_map(|section| document.slice(&section.heading));
    let paths =
        document.sections.iter().filter_map(|section| section.path.last()).map(|heading| squeezed(heading));
    // The title is a heading too, though no section of its own.
    headings.map(squeezed).chain(set).chain(paths).chain([squeezed(&document.title)]).collect()
}
