//! List items of a word processor's pages: paragraphs with a class, the number a piece of text in front.

use super::names;
use super::style;
use super::tree::{NodeId, Page};
use super::walk::{Walk, text_of};
use crate::parse::marker;
use crate::parse::wording;

/// Points that a list is indented by, a level.
const INDENT: f32 = 36.0;

/// Whether a paragraph is a list item of such a page.
pub(super) fn is_item(page: &Page, id: NodeId) -> bool {
    names::called(page, id).any(|name| name.starts_with("msolist"))
        || style::property(page, id, "mso-list").is_some_and(|list| list.contains("level"))
}

/// Whether a paragraph is the title of such a page, or of one that an office on the web has written.
pub(super) fn is_title(page: &Page, id: NodeId) -> bool {
    names::called(page, id).any(|name| matches!(name.as_str(), "msotitle" | "title"))
}

/// Writes such a paragraph.
pub(super) fn write(walk: &mut Walk, id: NodeId) {
    let mut inline = super::inline::Inline::default();
    text_of(walk.page, walk.content, id, &mut inline);
    let words = inline.take().line();
    let (number, words) = split(&words);
    match number {
        Some(number) => walk.out.item(depth(walk.page, id), number, words),
        None if walk.out.is_in_item() => walk.out.continued(words),
        None => walk.out.item(depth(walk.page, id), None, words),
    }
}

/// The item's number (none for a bullet) and its words; none where there is neither.
fn split(words: &str) -> (Option<Option<&str>>, &str) {
    if let Some(found) = marker::marker(words, 0) {
        let rest = words[found.range.end..].trim_start();
        let number = words[found.range].trim_matches(['(', ')', '.']);
        return (Some(found.number.map(|_| number)), rest);
    }
    // Bullets of symbol fonts.
    if let Some((first, rest)) = words.split_once(' ')
        && matches!(first, "o" | "§" | "Ø" | "ü" | "v" | "-")
    {
        return (Some(None), rest);
    }
    match wording::numbered(words).filter(|numbered| numbered.parts > 1 || numbered.closed) {
        Some(numbered) => (Some(Some(numbered.number)), numbered.words),
        None => (None, words),
    }
}

/// How deep the list is: as it is said, or as it is indented.
fn depth(page: &Page, id: NodeId) -> usize {
    let said = style::property(page, id, "mso-list").and_then(|list| {
        let (_, level) = list.split_once("level")?;
        level.split_whitespace().next()?.parse::<usize>().ok()
    });
    said.unwrap_or_else(|| indent(page, id)).clamp(1, 9)
}

fn indent(page: &Page, id: NodeId) -> usize {
    let left = style::property(page, id, "margin-left")
        .or_else(|| style::property(page, id, "margin")?.split_whitespace().nth(3).map(str::to_owned));
    let Some(left) = left else { return 1 };
    let units = [("pt", 1.0), ("in", 72.0), ("cm", 28.35), ("mm", 2.835), ("px", 0.75)];
    let points = units
        .iter()
        .find_map(|(unit, points)| Some(left.strip_suffix(unit)?.trim().parse::<f32>().ok()? * points));
    let levels = (points.unwrap_or(INDENT) / INDENT).round();
    (1..=9).rev().find(|level| f32::from(*level as u8) <= levels).unwrap_or(1)
}
