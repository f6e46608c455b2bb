//! What pages call their parts: tags, roles, and the words in classes and ids, as generators of sites and wikis choose them.
//! Where a part stands must not enter here.

use super::style;
use super::tree::{NodeId, Page};

/// Elements whose content is never read.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "canvas", "iframe", "object", "embed", "audio",
    "video", "map", "select", "textarea", "datalist", "nav", "dialog", "rt", "rp", "del", "s", "strike",
    "link", "meta", "title", "search", "annotation", "frameset", "noframes", "colgroup",
];

/// Roles of what is not content.
const ROLES: &[&str] = &[
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu",
    "menubar", "toolbar", "tablist", "doc-toc", "doc-noteref", "doc-backlink", "directory",
];

/// Words in classes and ids of what is not content, wherever it stands.
const PARTS: &[&str] = &[
    "toc", "table-of-contents", "tableofcontents", "page-toc", "breadcrumb", "breadcrumbs",
    "breadcrumb-section", "pagination", "pager", "prev-next", "skip-link", "skip-to-content", "skiplink",
    "share-buttons", "social-share", "social-links", "edit-this-page", "edit-page-link", "mw-editsection",
    "headerlink", "hash-link", "anchor-link", "heading-anchor", "footnote-ref", "footnote-back",
    "cookie-banner", "cookie-notice", "cookie-bar", "cookie-consent", "cookie-popup", "cookie-dialog",
    "cookie-overlay", "cookieconsent", "consent-banner", "gdpr-banner", "onetrust-consent-sdk",
    "onetrust-banner-sdk", "cybotcookiebotdialog",
];

/// The same, outside of what the page marks as its content.
const FRAMES: &[&str] = &[
    "nav", "navbar", "navigation", "menu", "topbar", "masthead", "header", "footer", "sidebar", "side-bar",
    "sidenav", "aside", "site-header", "site-footer", "site-nav", "page-header-nav", "related", "newsletter",
    "promo", "advert", "social", "comments",
];

/// Elements that stand in a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "nobr", "o:p", "output", "progress", "q",
    "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "math",
];

/// Whether an element is never read, wherever it stands.
pub(super) fn is_never_read(page: &Page, id: NodeId) -> bool {
    NEVER.contains(&page.name(id))
        || page.attribute(id, "role").is_some_and(|role| ROLES.contains(&role.trim()))
        || has_part(page, id, PARTS)
        || is_word_contents(page, id)
}

/// Whether its class or id says that an element frames the content.
pub(super) fn is_frame(page: &Page, id: NodeId) -> bool {
    has_part(page, id, FRAMES)
}

/// Whether an element is not shown.
pub(super) fn is_hidden(page: &Page, id: NodeId) -> bool {
    page.attribute(id, "hidden").is_some()
        || page.attribute(id, "aria-hidden") == Some("true")
        || style::property(page, id, "display").is_some_and(|value| value == "none")
        || style::property(page, id, "visibility").is_some_and(|value| value == "hidden")
}

/// Whether an element stands in a line.
pub(super) fn is_inline(page: &Page, id: NodeId) -> bool {
    let name = page.name(id);
    let laid = style::property(page, id, "display");
    let block = laid.is_some_and(|value| matches!(value.as_str(), "block" | "flex" | "grid" | "table"));
    // What the browser does not know stands in a line too.
    let known = INLINE.contains(&name) || name.contains([':', '-']);
    known && !block
}

/// An element's classes and id, in lower case, with `-` between words.
pub(super) fn called(page: &Page, id: NodeId) -> impl Iterator<Item = String> + '_ {
    let classes = page.attribute(id, "class").unwrap_or_default().split_whitespace();
    let id = page.attribute(id, "id");
    classes.chain(id).map(|name| name.to_ascii_lowercase().replace(['_', ' '], "-"))
}

fn has_part(page: &Page, id: NodeId, parts: &[&str]) -> bool {
    called(page, id).any(|name| {
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        // `theme-doc-breadcrumbs`, `wiki__toc`.
        let tail = |part: &&str| name.strip_suffix(*part).is_some_and(|before| before.ends_with('-'));
        parts.contains(&name) || parts.iter().filter(|part| part.len() > 6).any(tail)
    })
}

/// Word's table of contents: `<p class=MsoToc2>`.
fn is_word_contents(page: &Page, id: NodeId) -> bool {
    page.name(id) == "p" && called(page, id).any(|name| name.starts_with("msotoc"))
}
