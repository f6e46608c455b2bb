//! A page's content to headings, paragraphs, items and questions, in reading order. Tables are read beside it.

use super::content::{Content, heading_level};
use super::inline::{Inline, Run};
use super::names;
use super::tree::{NodeId, Page};
use super::{definitions, list, table, word};
use crate::parse::rendition::Rendition;

/// Elements nested deeper than this below the content are read as running text.
const DEEPEST: usize = 200;

/// A page while it is written.
pub(super) struct Walk<'a> {
    pub page: &'a Page,
    pub content: &'a Content,
    pub out: &'a mut Rendition,
    inline: Inline,
    /// How many elements deep we are.
    depth: usize,
    /// How many lists deep, and the item whose first words are still to come.
    pub lists: usize,
    pub marker: Option<Option<String>>,
    /// There are words above.
    begun: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(page: &'a Page, content: &'a Content, out: &'a mut Rendition) -> Self {
        Self { page, content, out, inline: Inline::default(), depth: 0, lists: 0, marker: None, begun: false }
    }

    /// Writes all that is in a node.
    pub(super) fn whole(&mut self, id: NodeId) {
        self.children(id);
        self.flush();
    }

    /// The children of a node that are read.
    pub(super) fn kept(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
        let content = self.content;
        self.page.children(id).iter().copied().filter(|id| !content.is_left_out(*id))
    }

    /// Writes a node where it stands.
    pub(super) fn whole_of(&mut self, id: NodeId) {
        self.node(id);
        self.flush();
    }

    fn children(&mut self, id: NodeId) {
        if self.depth >= DEEPEST {
            return text_of(self.page, self.content, id, &mut self.inline);
        }
        self.depth += 1;
        for child in self.kept(id) {
            self.node(child);
        }
        self.depth -= 1;
    }

    fn node(&mut self, id: NodeId) {
        if let Some(text) = self.page.text(id) {
            self.inline.push(text);
        } else if let Some(level) = heading_level(self.page, id) {
            self.heading(id, level);
        } else if names::is_inline(self.page, id) || self.page.name(id) == "br" {
            self.inline_element(id);
        } else {
            self.block(id);
        }
    }

    fn inline_element(&mut self, id: NodeId) {
        let bold = self.content.is_bold(self.page, id);
        match self.page.name(id) {
            "br" => self.inline.end_line(),
            "img" | "output" | "meter" | "progress" => {}
            "input" => self.inline.push(check_mark(self.page, id)),
            "button" => self.button(id),
            "label" if !self.has_box(id) => {}
            _ => {
                self.inline.bold += usize::from(bold);
                self.children(id);
                self.inline.bold -= usize::from(bold);
            }
        }
    }

    /// Whether there is a box to tick in a label; other labels name a control.
    fn has_box(&self, id: NodeId) -> bool {
        self.page.below(id, |_| true).any(|id| self.page.attribute(id, "type") == Some("checkbox"))
    }

    /// A button is a control, unless it opens what is below it.
    fn button(&mut self, id: NodeId) {
        let opens = self.page.attribute(id, "aria-expanded").is_some()
            || ["data-toggle", "data-bs-toggle"].iter().any(|key| self.page.attribute(id, key).is_some());
        if opens {
            self.flush();
            let words = self.words_of(id);
            self.question(&words);
        }
    }

    fn heading(&mut self, id: NodeId, level: u8) {
        self.flush();
        let words = self.words_of(id);
        self.out.heading(level, &words);
    }

    /// A question with its answer below it.
    pub(super) fn question(&mut self, words: &str) {
        if !words.is_empty() {
            self.marker = None;
            self.out.question(words);
        }
    }

    /// The words in a node, in one line.
    pub(super) fn words_of(&self, id: NodeId) -> String {
        let mut inline = Inline::default();
        text_of(self.page, self.content, id, &mut inline);
        inline.take().line()
    }

    fn block(&mut self, id: NodeId) {
        self.flush();
        match self.page.name(id) {
            "ul" | "ol" | "menu" | "dir" => list::write(self, id),
            "li" => list::stray(self, id),
            "dl" => definitions::write(self, id),
            "details" => self.details(id),
            "table" => table::write(self, id),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(id),
            "p" if word::is_title(self.page, id) && !self.begun => {
                let words = self.words_of(id);
                self.out.title_line(&words);
            }
            "p" if word::is_item(self.page, id) => word::write(self, id),
            _ => self.children(id),
        }
        self.flush();
    }

    /// A summary over what it opens.
    fn details(&mut self, id: NodeId) {
        let summary = self.kept(id).find(|child| self.page.name(*child) == "summary");
        if let Some(summary) = summary {
            let heads = self.first_heading(summary);
            let words = self.words_of(summary);
            match heads.or_else(|| self.first_heading(id).map(|level| level - 1).filter(|level| *level > 0)) {
                Some(level) if !words.is_empty() => self.out.heading(level, &words),
                _ => self.question(&words),
            }
        }
        for child in self.kept(id).filter(|child| Some(*child) != summary) {
            self.node(child);
        }
        self.flush();
        self.out.end_question();
    }

    fn first_heading(&self, id: NodeId) -> Option<u8> {
        let shown = |id: NodeId| !self.content.is_left_out(id);
        self.page.below(id, shown).filter(|id| shown(*id)).find_map(|id| heading_level(self.page, id))
    }

    /// Lines as they are; code is not read, as in Markdown.
    fn preformatted(&mut self, id: NodeId) {
        let shown = |id: NodeId| !self.content.is_left_out(id);
        let below = || self.page.below(id, shown).filter(|id| shown(*id));
        let words: String = below().filter_map(|id| self.page.text(id)).collect();
        let code = below().any(|id| self.page.name(id) == "code") || !reads_as_prose(&words);
        if !code {
            self.inline.push_lines(&words);
            self.flush();
        }
    }

    /// Writes the running text so far.
    pub(super) fn flush(&mut self) {
        if !self.inline.is_empty() {
            let run = self.inline.take();
            run.paragraphs().into_iter().for_each(|paragraph| self.paragraph(paragraph));
        }
    }

    pub(super) fn paragraph(&mut self, run: Run) {
        if is_furniture(&run.text) {
            return;
        }
        self.begun = true;
        if let Some(number) = self.marker.take() {
            self.out.item(self.lists, number.as_deref(), &run.text);
        } else if self.lists > 0 {
            self.out.continued(&run.text);
        } else if run.bold {
            self.out.bold(&run.text);
        } else {
            self.out.opens_bold(run.label);
            self.out.paragraph(&run.text);
        }
    }
}

/// Adds the words in a node; blocks in it are apart. Asks for no stack, however deep the node is.
pub(super) fn text_of(page: &Page, content: &Content, id: NodeId, inline: &mut Inline) {
    let shown = |id: NodeId| !content.is_left_out(id);
    let mut before = id;
    for id in page.below(id, shown).filter(|id| shown(*id)) {
        match page.text(id) {
            Some(text) => {
                if page.parent(id) != page.parent(before) && block_of(page, id) != block_of(page, before) {
                    inline.space();
                }
                inline.push(text);
                before = id;
            }
            None if page.name(id) == "br" => inline.space(),
            None if page.name(id) == "input" => inline.push(check_mark(page, id)),
            None => {}
        }
    }
}

/// The innermost block around a node. Looked for near by: words stand close to their block.
fn block_of(page: &Page, id: NodeId) -> Option<NodeId> {
    let mut around = std::iter::successors(page.parent(id), |id| page.parent(*id)).take(DEEPEST);
    around.find(|id| !names::is_inline(page, *id))
}

/// A box that is ticked says something that one that is not does not.
fn check_mark(page: &Page, id: NodeId) -> &'static str {
    let kind = page.attribute(id, "type").unwrap_or_default();
    match (kind.eq_ignore_ascii_case("checkbox"), page.attribute(id, "checked")) {
        (true, Some(_)) => "[x] ",
        (true, None) => "[ ] ",
        _ => "",
    }
}

/// Words without the marks of code, most of them of letters.
fn reads_as_prose(words: &str) -> bool {
    let marks = ["{", "}", "=", "$", "\\", "()", "</", ";\n", "->"];
    !marks.iter().any(|mark| words.contains(mark)) && words.split_whitespace().count() > 4
}

/// Short lines that generators of pages add of their own.
fn is_furniture(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let short = words.chars().count() <= 100;
    let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    let jumps =
        ["skip to content", "skip to main content", "back to top", "edit this page", "edit on github"];
    let stamps = [
        "exported on ", "exported by ", "document generated by ", "generated by ", "printed on ",
        "printed by ",
    ];
    short && (jumps.contains(&words.trim_end_matches('.')) || begins(&stamps))
}
