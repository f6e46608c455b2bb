//! The little of a page's styles that says what its words are: an element's own properties, and classes that make bold.

use std::collections::BTreeSet;

use super::tree::{NodeId, Page};

/// What an element's own style says of a property.
pub(super) fn property(page: &Page, id: NodeId, property: &str) -> Option<String> {
    let rules = page.attribute(id, "style")?.split(';');
    let mut found = rules.filter_map(|rule| rule.split_once(':'));
    let (_, value) = found.find(|(name, _)| name.trim().eq_ignore_ascii_case(property))?;
    Some(value.replace("!important", "").trim().to_ascii_lowercase())
}

/// Whether an element makes its words bold: by its own style, its class, its name.
pub(super) fn is_bold(page: &Page, id: NodeId, classes: &BTreeSet<String>) -> bool {
    match property(page, id, "font-weight") {
        Some(weight) => is_heavy(&weight),
        None => {
            let mut own = page.attribute(id, "class").unwrap_or_default().split_whitespace();
            matches!(page.name(id), "b" | "strong") || own.any(|class| classes.contains(class))
        }
    }
}

fn is_heavy(weight: &str) -> bool {
    let number = weight.parse::<u16>();
    matches!(weight, "bold" | "bolder") || number.is_ok_and(|weight| weight >= 600)
}

/// Classes that the page's own style sheet makes bold: `.c3 { font-weight: 700 }`.
pub(super) fn bold_classes(page: &Page) -> BTreeSet<String> {
    let sheets = page.below(page.root(), |_| true).filter(|id| page.name(*id) == "style");
    let texts = sheets.flat_map(|id| page.children(id)).filter_map(|id| page.text(*id));
    let mut classes = BTreeSet::new();
    for rule in texts.flat_map(|text| text.split('}')) {
        let Some((selectors, properties)) = rule.rsplit_once('{') else { continue };
        let mut properties = properties.split(';').filter_map(|property| property.split_once(':'));
        let heavy = |(name, value): (&str, &str)| name.trim() == "font-weight" && is_heavy(value.trim());
        if properties.any(heavy) {
            let alone = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            let names = selectors.split(',').filter_map(|selector| selector.trim().strip_prefix('.'));
            classes.extend(names.filter(alone).map(str::to_owned));
        }
    }
    classes
}
