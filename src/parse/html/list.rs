//! Lists of pages: how deep, and which number a browser shows.

use super::names;
use super::style;
use super::tree::{NodeId, Page};
use super::walk::Walk;
use crate::parse::figures::roman;

/// Writes a list.
pub(super) fn write(walk: &mut Walk, id: NodeId) {
    let outer = walk.lists;
    walk.lists = (outer + 1).max(depth_in_class(walk.page, id).unwrap_or(0));
    let mut numbers = Numbers::of(walk, id);
    for child in walk.kept(id) {
        match walk.page.name(child) {
            "li" => {
                walk.marker = Some(numbers.next(walk.page, child));
                walk.whole(child);
                walk.marker = None;
                walk.out.back_to(walk.lists);
            }
            // A list in a list without an item of its own goes on with the item above.
            _ => walk.whole_of(child),
        }
    }
    walk.lists = outer;
    // After the outermost list its last item stays open: some programs end a list before one that stands in its last item.
    if outer > 0 {
        walk.out.back_to(outer);
    }
}

/// An item outside of a list.
pub(super) fn stray(walk: &mut Walk, id: NodeId) {
    let outer = walk.lists;
    walk.lists = outer.max(1);
    walk.marker = Some(None);
    walk.whole(id);
    walk.marker = None;
    walk.lists = outer;
}

/// `<ul class="lst-kix_abc-1">`: exports of a word processor on the web write nested lists beside each other, and their
/// depth into the class.
fn depth_in_class(page: &Page, id: NodeId) -> Option<usize> {
    let name = names::called(page, id).find(|name| name.starts_with("lst-kix"))?;
    let depth: usize = name.rsplit_once('-')?.1.parse().ok()?;
    (depth < 10).then_some(depth + 1)
}

/// The numbers of a list's items.
struct Numbers {
    ordered: bool,
    next: i64,
    step: i64,
    style: String,
}

impl Numbers {
    fn of(walk: &Walk, id: NodeId) -> Self {
        let page = walk.page;
        let ordered = page.name(id) == "ol";
        let back = page.attribute(id, "reversed").is_some();
        let count = || walk.kept(id).filter(|child| page.name(*child) == "li").count();
        let start = page.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        let first = if back { i64::try_from(count()).unwrap_or(1) } else { 1 };
        let shown =
            style::property(page, id, "list-style-type").or_else(|| style::property(page, id, "list-style"));
        let style = shown.or_else(|| page.attribute(id, "type").map(str::to_owned)).unwrap_or_default();
        Self {
            ordered: ordered && style != "none",
            next: start.unwrap_or(first),
            step: if back { -1 } else { 1 },
            style,
        }
    }

    /// The number of this item as it is shown; none for bullets.
    fn next(&mut self, page: &Page, item: NodeId) -> Option<String> {
        if let Some(own) = page.attribute(item, "value").and_then(|value| value.trim().parse().ok()) {
            self.next = own;
        }
        let number = self.next;
        self.next = number.saturating_add(self.step);
        self.ordered.then(|| shown(number, &self.style))
    }
}

/// A number in the style of its list.
fn shown(number: i64, style: &str) -> String {
    let small = match style {
        "a" | "A" => letters(number),
        "i" | "I" => u32::try_from(number).ok().and_then(roman),
        style if style.contains("alpha") || style.contains("latin") => letters(number),
        style if style.contains("roman") => u32::try_from(number).ok().and_then(roman),
        _ => None,
    };
    match small {
        Some(small) if matches!(style, "A" | "I") || style.contains("upper") => small.to_uppercase(),
        Some(small) => small,
        None => number.to_string(),
    }
}

/// `a` to `z`, then `aa`.
fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from_u32(u32::from(b'a') + (rest - 1) % 26)?);
        rest = (rest - 1) / 26;
    }
    Some(letters.into_iter().rev().collect())
}
