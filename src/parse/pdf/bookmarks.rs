//! A PDF's bookmarks, and the title that it gives itself. Neither is believed where the pages do not say the same. Lists of
//! bookmarks that run in circles end.

use std::collections::HashSet;

use hayro_font::hayro_syntax::Pdf;
use hayro_font::hayro_syntax::object::{Array, Dict, ObjectIdentifier, String as Bytes};

use super::strings::unicode;

/// More than this are not read.
const MOST: usize = 20_000;
/// Nor deeper ones.
const DEEPEST: usize = 16;

/// An entry of the list that viewers show beside the pages.
pub(super) struct Bookmark {
    /// Letters and digits only, in small letters.
    pub folded: String,
    /// From 0 for the outermost.
    pub depth: usize,
    /// Counted from 0, where it is plain to see.
    pub page: Option<usize>,
}

/// The bookmarks in their order.
pub(super) fn bookmarks(pdf: &Pdf) -> Vec<Bookmark> {
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Vec::new() };
    let pages = pdf.pages().iter().map(|page| page.raw().obj_id()).collect();
    let mut walk = Walk { pages, seen: HashSet::new(), found: Vec::new() };
    if let Some(first) =
        root.get::<Dict<'_>>(b"Outlines").and_then(|outlines| outlines.get::<Dict<'_>>(b"First"))
    {
        walk.level(first, 0);
    }
    walk.found
}

struct Walk {
    pages: Vec<Option<ObjectIdentifier>>,
    seen: HashSet<ObjectIdentifier>,
    found: Vec<Bookmark>,
}

impl Walk {
    fn level<'a>(&mut self, first: Dict<'a>, depth: usize) {
        let mut next = Some(first);
        while let Some(entry) = next {
            let new = entry.obj_id().is_some_and(|id| self.seen.insert(id));
            if !new || self.found.len() > MOST {
                return;
            }
            if let Some(title) = entry.get::<Bytes<'_>>(b"Title") {
                let page = self.page(&entry);
                self.found.push(Bookmark { folded: folded(&unicode(&title)), depth, page });
            }
            if let Some(below) = entry.get::<Dict<'_>>(b"First").filter(|_| depth < DEEPEST) {
                self.level(below, depth + 1);
            }
            next = entry.get::<Dict<'_>>(b"Next");
        }
    }

    fn page(&self, entry: &Dict<'_>) -> Option<usize> {
        let action = || entry.get::<Dict<'_>>(b"A").and_then(|action| action.get::<Array<'_>>(b"D"));
        let to = entry.get::<Array<'_>>(b"Dest").or_else(action)?;
        let id = ObjectIdentifier::from(to.raw_iter().next()?.as_obj_ref()?);
        self.pages.iter().position(|page| *page == Some(id))
    }
}

/// Letters and digits only, in small letters.
pub(super) fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The title that the file states, where a person wrote it.
pub(super) fn title(pdf: &Pdf) -> Option<String> {
    let title = unicode(pdf.metadata().title.as_deref()?);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let of_a_program =
        ["microsoft word", "microsoft powerpoint", "untitled", "document", "about:", "layout ", "http"];
    let of_a_file =
        [".docx", ".doc", ".pdf", ".odt", ".rtf", ".indd", ".html", ".htm", ".md", ".tex", ".pptx", ".dvi"];
    let sound = lower.chars().filter(|c| c.is_alphabetic()).count() > 3 && title.len() < 200;
    let a_name = sound
        && !of_a_program.iter().any(|begin| lower.starts_with(begin))
        && !of_a_file.iter().any(|end| lower.ends_with(end));
    (a_name && title.contains(' ')).then_some(title)
}
