//! Which part of a page is its content: what the page marks as such, else the densest part of it; menus, banners, contents
//! and hidden parts left out. How content is read must not enter here.

use std::collections::BTreeSet;

use super::names;
use super::style;
use super::tree::{NodeId, Page};

/// A page's content.
pub(super) struct Content {
    pub root: NodeId,
    left_out: Vec<bool>,
    /// Words in and below each node that are not left out.
    words: Vec<usize>,
    /// The same, within links.
    linked: Vec<usize>,
    bold: BTreeSet<String>,
}

impl Content {
    /// Finds the content of a page.
    pub(super) fn of(page: &Page) -> Self {
        let nothing = vec![0; page.len()];
        let mut content = Self {
            root: page.root(),
            left_out: vec![false; page.len()],
            words: nothing.clone(),
            linked: nothing,
            bold: style::bold_classes(page),
        };
        content.leave_out_hidden(page);
        content.count(page);
        let marked = content.marked(page);
        content.root = marked.unwrap_or_else(|| content.body(page));
        if marked.is_none() {
            content.leave_out_frames(page);
            content.count(page);
            content.root = content.densest(page, content.root);
        }
        content.leave_out_contents(page);
        content
    }

    /// Whether a node is not read.
    pub(super) fn is_left_out(&self, id: NodeId) -> bool {
        self.left_out[id.place()]
    }

    /// Whether an element makes its words bold.
    pub(super) fn is_bold(&self, page: &Page, id: NodeId) -> bool {
        style::is_bold(page, id, &self.bold)
    }

    fn kept<'a>(&'a self, page: &'a Page, id: NodeId) -> impl Iterator<Item = NodeId> + 'a {
        page.below(id, |id| !self.is_left_out(id)).filter(|id| !self.is_left_out(*id))
    }

    /// Leaves out what is never read and what is not shown; panels that a button opens are shown.
    fn leave_out_hidden(&mut self, page: &Page) {
        let opened = opened(page);
        let is_opened = |id| page.attribute(id, "id").is_some_and(|own| opened.contains(own));
        for id in page.below(page.root(), |_| true) {
            let frames = matches!(page.name(id), "header" | "footer" | "aside") && is_outside(page, id);
            self.left_out[id.place()] = frames
                || page.name(id) == "aside" && !is_callout(page, id)
                || names::is_never_read(page, id)
                || names::is_hidden(page, id) && !is_opened(id);
        }
        // A class may be called anything: what holds most of the page is its content all the same.
        for id in
            page.below(page.root(), |_| true).filter(|id| matches!(page.name(*id), "" | "html" | "body"))
        {
            self.left_out[id.place()] = false;
        }
    }

    fn count(&mut self, page: &Page) {
        let order: Vec<NodeId> = self.kept(page, page.root()).collect();
        self.words.fill(0);
        self.linked.fill(0);
        for id in order.into_iter().rev() {
            let own = page.text(id).map_or(0, |text| text.split_whitespace().count());
            self.words[id.place()] += own;
            if page.name(id) == "a" && page.attribute(id, "href").is_some() {
                self.linked[id.place()] = self.words[id.place()];
            }
            if let Some(parent) = page.parent(id) {
                self.words[parent.place()] += self.words[id.place()];
                self.linked[parent.place()] += self.linked[id.place()];
            }
        }
    }

    /// What the page marks as its content: `main`, else `article`; where there are several, what holds them all.
    fn marked(&self, page: &Page) -> Option<NodeId> {
        let is_main = |id: &NodeId| page.name(*id) == "main" || page.attribute(*id, "role") == Some("main");
        let is_article =
            |id: &NodeId| page.name(*id) == "article" || page.attribute(*id, "role") == Some("article");
        let found = |test: &dyn Fn(&NodeId) -> bool| -> Vec<NodeId> {
            self.kept(page, page.root()).filter(|id| test(id) && self.words[id.place()] > 0).collect()
        };
        let mains = found(&is_main);
        let marked = if mains.is_empty() { found(&is_article) } else { mains };
        let all = marked.into_iter().reduce(|one, other| common(page, one, other))?;
        // A teaser in an article does not make the rest of the page a frame.
        (self.words[all.place()] * 4 >= self.words[page.root().place()]).then_some(all)
    }

    fn body(&self, page: &Page) -> NodeId {
        page.below(page.root(), |_| true).find(|id| page.name(*id) == "body").unwrap_or(page.root())
    }

    /// Leaves out parts that are called as frames are, and parts of little but links.
    fn leave_out_frames(&mut self, page: &Page) {
        let all = self.words[self.root.place()];
        let blocks: Vec<NodeId> = self.kept(page, self.root).skip(1).collect();
        for id in blocks {
            let words = self.words[id.place()];
            let small = words * 5 < all * 2;
            let is_part = matches!(page.name(id), "div" | "section" | "ul" | "ol" | "table" | "td");
            if is_part && small && (names::is_frame(page, id) || self.is_menu(page, id)) {
                self.left_out[id.place()] = true;
            }
        }
    }

    /// Four links or more, and hardly a word beside them.
    fn is_menu(&self, page: &Page, id: NodeId) -> bool {
        let (words, linked) = (self.words[id.place()], self.linked[id.place()]);
        if linked * 10 < words * 9 || words == 0 {
            return false;
        }
        let links = self.kept(page, id).filter(|id| page.name(*id) == "a" && is_near(page, *id)).count();
        links > 3 && words <= links * 5
    }

    /// Goes into a part as long as it holds nearly all of the words, and nothing beside it is a heading.
    fn densest(&self, page: &Page, from: NodeId) -> NodeId {
        let mut at = from;
        loop {
            let all = self.words[at.place()];
            let holds = |id: &&NodeId| {
                let part = matches!(page.name(**id), "div" | "section" | "center" | "form");
                part && self.words[id.place()] * 10 >= all * 9 && all > 0
            };
            let Some(inner) = page.children(at).iter().find(holds) else { return at };
            let beside = page.children(at).iter().filter(|id| *id != inner && !self.is_left_out(**id));
            let heads = |id: &NodeId| self.kept(page, *id).any(|id| heading_level(page, id).is_some());
            if beside.clone().any(heads) || beside.clone().any(|id| page.name(*id) == "p") {
                return at;
            }
            at = *inner;
        }
    }

    /// Leaves out tables of contents and jumps: paragraphs and items that are a link within the page.
    fn leave_out_contents(&mut self, page: &Page) {
        self.count(page);
        let jumps: Vec<NodeId> = self
            .kept(page, self.root)
            .filter(|id| matches!(page.name(*id), "p" | "li" | "td" | "div"))
            .filter(|id| self.is_jump(page, *id))
            .collect();
        for id in jumps {
            self.left_out[id.place()] = true;
        }
    }

    /// Words in links to other places of the page, and at most a page number beside them.
    fn is_jump(&self, page: &Page, id: NodeId) -> bool {
        let (words, linked) = (self.words[id.place()], self.linked[id.place()]);
        if linked == 0 || words > linked + 1 {
            return false;
        }
        let jumps = |id: &NodeId| {
            page.name(*id) != "a" || page.attribute(*id, "href").is_none_or(|href| href.starts_with('#'))
        };
        self.kept(page, id).all(|id| jumps(&id))
            && (words == linked || self.kept(page, id).all(|id| is_figure_or_linked(page, id)))
    }
}

fn is_figure_or_linked(page: &Page, id: NodeId) -> bool {
    let Some(text) = page.text(id) else { return true };
    let linked = std::iter::successors(Some(id), |id| page.parent(*id)).any(|id| page.name(id) == "a");
    linked || !text.contains(char::is_alphabetic)
}

/// The level of a heading.
pub(super) fn heading_level(page: &Page, id: NodeId) -> Option<u8> {
    if let Some(level) = page.name(id).strip_prefix('h').and_then(|level| level.parse().ok()) {
        return (1..=6).contains(&level).then_some(level);
    }
    let role = page.attribute(id, "role") == Some("heading");
    role.then(|| page.attribute(id, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2))
}

/// A `header`, `footer` or `aside` of the page rather than of a part of its content.
fn is_outside(page: &Page, id: NodeId) -> bool {
    let mut around = std::iter::successors(page.parent(id), |id| page.parent(*id));
    !around.any(|id| {
        matches!(page.name(id), "main" | "article" | "section" | "details")
            || page.attribute(id, "role") == Some("main")
    })
}

fn is_callout(page: &Page, id: NodeId) -> bool {
    page.attribute(id, "role") == Some("note")
        || names::called(page, id)
            .any(|name| ["callout", "admonition", "note"].iter().any(|kind| name.contains(kind)))
}

/// Ids of the panels that something on the page opens.
fn opened(page: &Page) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    for id in page.below(page.root(), |_| true) {
        let opens = page.attribute(id, "aria-expanded").is_some()
            || ["data-toggle", "data-bs-toggle"]
                .iter()
                .any(|key| page.attribute(id, key) == Some("collapse"))
            || page.attribute(id, "role") == Some("tab");
        if opens {
            let keys = ["aria-controls", "data-target", "data-bs-target", "href"];
            let named = keys.iter().filter_map(|key| page.attribute(id, key));
            ids.extend(named.flat_map(str::split_whitespace).map(|id| id.trim_start_matches('#')));
        }
    }
    ids
}

/// A link within the same site.
fn is_near(page: &Page, id: NodeId) -> bool {
    page.attribute(id, "href").is_some_and(|href| !href.starts_with("http"))
}

/// The innermost node that holds both.
fn common(page: &Page, one: NodeId, other: NodeId) -> NodeId {
    let around = |id| std::iter::successors(Some(id), |id| page.parent(*id));
    let of_one: BTreeSet<usize> = around(one).map(NodeId::place).collect();
    around(other).find(|id| of_one.contains(&id.place())).unwrap_or(page.root())
}
