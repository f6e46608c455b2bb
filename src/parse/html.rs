//! Pages to a rendition: main content only, in reading order, as a browser would show it. Knows no network: nothing that a page
//! refers to is fetched.

mod charset;
mod content;
mod definitions;
mod inline;
mod list;
mod names;
mod style;
mod table;
mod tree;
mod walk;
mod word;

use super::ParseError;
use super::rendition::{Rendered, Rendition};
use crate::document::{DocumentName, Warning};
use content::{Content, heading_level};
use tree::{NodeId, Page};
use walk::Walk;

/// Reads a page that is a document.
pub(super) fn read(name: &DocumentName, bytes: &[u8]) -> Result<(Rendered, Vec<Warning>), ParseError> {
    let (text, mut warnings) = charset::decode(bytes);
    if let Some(at) = text.find('\0') {
        return Err(ParseError::Binary { document: name.clone(), at });
    }
    let page = Page::read(&text).map_err(|_| ParseError::Unread {
        document: name.clone(),
        why: "the elements of this page are nested more than 2,000 deep; it may be damaged or made to do harm. Open it in \
              a browser and save its text"
            .to_owned(),
    })?;
    let content = Content::of(&page);
    let mut out = Rendition::default();
    let titled =
        page.below(content.root, |_| true).any(|id| page.name(id) == "p" && word::is_title(&page, id));
    if !titled && let Some(title) = title(&page, &content) {
        out.title(&title);
    }
    Walk::new(&page, &content, &mut out).whole(content.root);
    // What is said of the file's bytes has no place in the rendition.
    warnings.iter_mut().for_each(|warning| warning.at = None);
    Ok((out.finish(), warnings))
}

/// The one heading of the first level, else what the page is called.
fn title(page: &Page, content: &Content) -> Option<String> {
    let words = |id: NodeId| {
        let mut inline = inline::Inline::default();
        let all = page.below(id, |_| true).filter_map(|id| page.text(id));
        all.for_each(|text| inline.push(text));
        Some(inline.take().line()).filter(|words| !words.is_empty())
    };
    let shown = |id: NodeId| !content.is_left_out(id);
    let mut heads = page.below(content.root, shown).filter(|id| shown(*id));
    let mut heads = heads.by_ref().filter(|id| heading_level(page, *id) == Some(1));
    match (heads.next(), heads.next()) {
        (Some(only), None) => words(only),
        _ => page.below(page.root(), |_| true).find(|id| page.name(*id) == "title").and_then(words),
    }
}
