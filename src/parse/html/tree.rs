//! A page as a tree: html5ever says what is in what, as browsers do, and the nodes lie here in one row, so that a deep page
//! ends no stack, neither when it is read nor when it is let go. What a tag means must not enter here.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// Elements nested deeper than this are no page that anybody wrote. The parser looks through all open elements at many
/// tags, so that depth costs its square.
const DEEPEST: usize = 2_000;
/// How much is parsed before the depth is looked at.
const STEP: usize = 4 * 1024;

/// A node of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(usize);

impl NodeId {
    /// Its place among all nodes.
    pub(super) fn place(self) -> usize {
        self.0
    }
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
}

/// Elements are nested deeper than can be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooDeep;

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    depth: usize,
}

#[derive(Debug)]
enum Kind {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// The document, a comment, an instruction.
    Other,
}

impl Page {
    /// Reads a page.
    pub(super) fn read(text: &str) -> Result<Self, TooDeep> {
        let mut parser = parse_document(Sink::new(), ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let (step, left) = rest.split_at(rest.floor_char_boundary(STEP));
            parser.process(StrTendril::from_slice(step));
            if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
                return Err(TooDeep);
            }
            rest = left;
        }
        Ok(parser.finish())
    }

    /// The document.
    pub(super) fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What is in a node, in order.
    pub(super) fn children(&self, id: NodeId) -> &[NodeId] {
        &self.nodes[id.0].children
    }

    /// What a node is in.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.0].parent
    }

    /// An element's name in lower case; empty for what is no element.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id.0].kind {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// The words of a text.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id.0].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What an element's attribute says.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.nodes[id.0].kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
            }
            _ => None,
        }
    }

    /// A node and all below it, each before what is in it. `enters` says whether to go into one.
    pub(super) fn below<'a>(
        &'a self,
        id: NodeId,
        enters: impl Fn(NodeId) -> bool + 'a,
    ) -> impl Iterator<Item = NodeId> + 'a {
        let mut open = vec![id];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            if enters(next) {
                open.extend(self.children(next).iter().rev());
            }
            Some(next)
        })
    }
}

/// Where html5ever puts what it finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

/// An element's name, apart from the row of nodes.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn new() -> Self {
        let document = Node { kind: Kind::Other, parent: None, children: Vec::new(), depth: 0 };
        Self { nodes: RefCell::new(vec![document]), deepest: Cell::new(0) }
    }

    fn make(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { kind, parent: None, children: Vec::new(), depth: 0 });
        NodeId(nodes.len() - 1)
    }

    /// Puts a node before the child at `place` of `parent`.
    fn put(&self, parent: NodeId, place: usize, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(text) => {
                let Some(text) = self.join(parent, place, text) else { return };
                self.make(Kind::Text(text))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent.0].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        nodes[child.0].parent = Some(parent);
        nodes[child.0].depth = depth;
        let siblings = &mut nodes[parent.0].children;
        siblings.insert(place.min(siblings.len()), child);
    }

    /// Adds words to the text before `place`; gives them back where there is none.
    fn join(&self, parent: NodeId, place: usize, text: StrTendril) -> Option<StrTendril> {
        let mut nodes = self.nodes.borrow_mut();
        let Some(before) = place.checked_sub(1).and_then(|at| nodes[parent.0].children.get(at).copied())
        else {
            return Some(text);
        };
        match &mut nodes[before.0].kind {
            Kind::Text(words) => {
                words.push_tendril(&text);
                None
            }
            _ => Some(text),
        }
    }

    fn place_of(&self, node: NodeId) -> Option<(NodeId, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[node.0].parent?;
        // What is moved is mostly what came last.
        let place = nodes[parent.0].children.iter().rposition(|child| *child == node)?;
        Some((parent, place))
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Page;
    type ElemName<'a> = Name;

    fn finish(self) -> Page {
        Page { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.nodes.borrow()[target.0].kind {
            Kind::Element { name, .. } => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), LocalName::from(""))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.make(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.make(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.make(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let end = self.nodes.borrow()[parent.0].children.len();
        self.put(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.nodes.borrow()[element.0].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's content is never shown; it may stay in the template.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.remove_from_parent(node);
        }
        if let Some((parent, place)) = self.place_of(*sibling) {
            self.put(parent, place, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target.0].kind {
            let known: Vec<QualName> = attributes.iter().map(|attribute| attribute.name.clone()).collect();
            attributes.extend(more.into_iter().filter(|attribute| !known.contains(&attribute.name)));
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        if let Some((parent, place)) = self.place_of(*target) {
            let mut nodes = self.nodes.borrow_mut();
            nodes[parent.0].children.remove(place);
            nodes[target.0].parent = None;
        }
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let moved = std::mem::take(&mut self.nodes.borrow_mut()[node.0].children);
        for child in moved {
            self.nodes.borrow_mut()[child.0].parent = None;
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }
}
