//! A document to its rendition: what each paragraph is, with its number before it. How a table is written is said in
//! `tables`.

use std::collections::HashSet;

use super::Parts;
use super::block::{Block, Note, Paragraph};
use super::items::Items;
use super::numbering::{Counters, Marker, Place};
use super::survey::{Survey, is_worded};
use crate::parse::LARGEST;
use crate::parse::rendition::{Rendered, Rendition};
use crate::parse::wording;

/// Styles of paragraphs that repeat what stands elsewhere, and of code, by the beginning of their names.
const LEFT_OUT: &[&str] = &[
    "toc ", "contents heading", "contents ", "table of figures", "table of authorities", "index ",
    "source code",
];
/// More words than this are no heading, whatever their style.
const LONGEST_HEADING: usize = 40;
/// A sentence of more words than this is no heading either.
const LONGEST_SENTENCE: usize = 12;
/// A sentence of so few words may be one.
const SHORTEST_SENTENCE: usize = 4;

/// Writes a document out.
pub(super) fn write(parts: &Parts) -> Rendered {
    let mut writer = Writer {
        parts,
        survey: Survey::of(parts),
        out: Rendition::default(),
        counters: Counters::default(),
        items: Items::default(),
        full: false,
        noted: HashSet::new(),
    };
    writer.left_out();
    if writer.survey.titles == 0
        && let Some(title) = &parts.title
    {
        writer.out.title(title);
    }
    writer.blocks(&parts.blocks);
    writer.out.finish()
}

pub(super) struct Writer<'d> {
    pub parts: &'d Parts,
    pub survey: Survey,
    pub out: Rendition,
    pub items: Items,
    counters: Counters,
    /// No more is written.
    full: bool,
    /// The notes that have been written.
    noted: HashSet<&'d Note>,
}

/// What a paragraph is.
enum Role {
    Heading(u8),
    /// Bold all through, and below all headings.
    Bold,
    Item(Place),
    /// Goes on with the item that is so deep.
    GoesOn(usize),
    Words,
}

impl<'d> Writer<'d> {
    /// Says what is not written.
    fn left_out(&mut self) {
        let left = self.parts.left;
        let mut say = |count: usize, what: &str| {
            if count > 0 {
                self.out.warn_of_all(format!("{what} ({count})"));
            }
        };
        say(left.hidden, "text that is hidden in Word was left out");
        say(left.deletions, "tracked deletions were left out, as if they were accepted");
        say(left.insertions, "tracked insertions were read as if they were accepted");
        say(left.charts, "charts and diagrams are not read; their words were left out");
        say(left.files, "files inside this one were left out");
        say(left.deep, "tables and boxes that lie too deep in one another were left out");
    }

    /// Writes blocks in their order.
    pub fn blocks(&mut self, blocks: &'d [Block]) {
        let mut at = 0;
        while at < blocks.len() && !self.full {
            if self.out.len() > LARGEST {
                self.full = true;
                self.out.warn("the text that follows is more than is read of one document; it was left out");
                return;
            }
            let titles = blocks[at..].iter().take_while(|block| self.is_title(block)).count();
            if titles > 0 {
                self.title(&blocks[at..at + titles]);
                at += titles;
                continue;
            }
            match &blocks[at] {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, &blocks[at + 1..]),
                Block::Table(table) => self.table(table),
            }
            at += 1;
        }
    }

    fn is_title(&self, block: &Block) -> bool {
        block.paragraph().is_some_and(|p| !p.is_empty() && self.parts.styles.is_title(&p.para))
    }

    /// The lines of a title.
    fn title(&mut self, blocks: &'d [Block]) {
        let lines: Vec<String> = blocks.iter().filter_map(Block::paragraph).map(|p| line(&p.words)).collect();
        self.items.end();
        if self.survey.titles > 1 {
            self.out.heading(1, &lines.join(" "));
        } else {
            self.out.title_line(&lines.join(" "));
        }
        blocks.iter().filter_map(Block::paragraph).for_each(|paragraph| self.beside(paragraph));
    }

    fn paragraph(&mut self, paragraph: &'d Paragraph, below: &[Block]) {
        let place = self.place(paragraph);
        let marker = place.map(|place| self.marker(place));
        if !paragraph.is_empty() && !self.is_left_out(paragraph) {
            let number = match &marker {
                Some(Marker::Number(number)) => Some(number.as_str()),
                _ => None,
            };
            let below = below.iter().find(|block| block.paragraph().is_none_or(|p| !p.is_empty()));
            match self.role(paragraph, place.filter(|_| marker != Some(Marker::Blank)), below) {
                Role::Item(place) => self.item(paragraph, place, number),
                Role::GoesOn(depth) => {
                    self.out.back_to(depth);
                    self.out.opens_bold(bold(paragraph));
                    self.out.continued(&flat(&paragraph.words));
                }
                role => {
                    self.items.end();
                    self.outside(paragraph, &role, number);
                }
            }
        }
        self.beside(paragraph);
    }

    /// Where a paragraph is in the lists.
    pub fn place(&self, paragraph: &Paragraph) -> Option<Place> {
        self.parts.numbering.place(&paragraph.para, &self.parts.styles)
    }

    /// Counts a paragraph and gives what stands before it.
    pub fn marker(&mut self, place: Place) -> Marker {
        self.parts.numbering.marker(place, &self.parts.styles, &mut self.counters)
    }

    pub fn is_left_out(&self, paragraph: &Paragraph) -> bool {
        let name = self.parts.styles.name(&paragraph.para);
        LEFT_OUT.iter().any(|start| name.starts_with(start))
    }

    fn role(&mut self, paragraph: &Paragraph, place: Option<Place>, below: Option<&Block>) -> Role {
        if let Some(level) = self.heading(paragraph)
            && !self.is_clause(paragraph, level, below)
        {
            return Role::Heading(level);
        }
        if let Some(level) = self.survey.looks_like(paragraph).filter(|_| below.is_some()) {
            return Role::Heading(level);
        }
        match place {
            Some(place) if self.names_chapter(paragraph, place, below) => {
                let level = self.survey.sizes.len() + place.level + 1;
                Role::Heading(u8::try_from(level).unwrap_or(6))
            }
            Some(place) => Role::Item(place),
            None => self.unnumbered(paragraph, below),
        }
    }

    fn heading(&self, paragraph: &Paragraph) -> Option<u8> {
        self.parts.styles.heading(&paragraph.para)
    }

    fn unnumbered(&mut self, paragraph: &Paragraph, below: Option<&Block>) -> Role {
        let indent = self.indent(paragraph);
        if indent > self.survey.indent.max(0)
            && self.out.is_in_item()
            && let Some(depth) = self.items.goes_on(indent)
        {
            return Role::GoesOn(depth);
        }
        let leads = below.is_some_and(|block| block.paragraph().is_none_or(|p| self.heading(p).is_none()));
        if paragraph.is_bold() && leads && !paragraph.words.contains('\t') { Role::Bold } else { Role::Words }
    }

    /// Whether a paragraph has the style of a heading only for its number, as the clauses of contracts do.
    fn is_clause(&self, paragraph: &Paragraph, level: u8, below: Option<&Block>) -> bool {
        let words = paragraph.words.trim();
        let count = wording::count_words(words, LONGEST_HEADING + 1);
        let is_sentence = wording::last_mark(words).is_some_and(|mark| matches!(mark, '.' | ';' | '…'));
        let holds = |block: &Block| match block.paragraph() {
            Some(below) => self.heading(below).is_none_or(|below| below > level),
            None => true,
        };
        let bare = !below.is_some_and(holds);
        count > LONGEST_HEADING
            || is_sentence && (count > LONGEST_SENTENCE || count > SHORTEST_SENTENCE && bare)
    }

    /// Whether a numbered paragraph is a heading that has no style: bold, over words or over numbers below its own; or a name
    /// over a table.
    fn names_chapter(&self, paragraph: &Paragraph, place: Place, below: Option<&Block>) -> bool {
        let holds = |block: &Block| match block.paragraph() {
            Some(below) => {
                is_worded(paragraph) && self.place(below).is_none_or(|below| below.level > place.level)
            }
            None => is_worded(paragraph) || wording::is_heading_like(paragraph.words.trim()),
        };
        !self.survey.styled
            && self.parts.numbering.counts(place, &self.parts.styles)
            && below.is_some_and(holds)
    }

    fn item(&mut self, paragraph: &'d Paragraph, place: Place, number: Option<&str>) {
        let depth = self.items.open(place, self.indent(paragraph));
        self.out.opens_bold(bold(paragraph));
        self.out.item(depth, number, &flat(&paragraph.words));
    }

    /// How far a paragraph is indented: by itself, by its list, by its style (17.9.23).
    fn indent(&self, paragraph: &Paragraph) -> i32 {
        let (para, parts) = (&paragraph.para, self.parts);
        let listed = || parts.numbering.indent(self.place(paragraph)?, &parts.styles);
        let own_list = || para.list.and_then(|_| listed());
        let indent = para.indent.or_else(own_list).or_else(|| parts.styles.indent(para)).or_else(listed);
        indent.unwrap_or(0)
    }

    /// A paragraph outside of lists.
    fn outside(&mut self, paragraph: &Paragraph, role: &Role, number: Option<&str>) {
        let words = paragraph.words.trim();
        let numbered = |words: &str| match number {
            Some(number) => format!("{number} {words}"),
            None => words.to_owned(),
        };
        match role {
            Role::Heading(level) => self.out.heading(*level, &numbered(&line(words))),
            Role::Bold => self.out.bold(words),
            _ => match words.split_once('\n') {
                // A line in bold, and its text below it in the same paragraph.
                Some((name, rest)) if bold(paragraph) == name.trim_end().len() => {
                    self.out.bold(name);
                    self.out.paragraph(rest);
                }
                _ => {
                    self.out.opens_bold(bold(paragraph));
                    self.out.paragraph(words);
                }
            },
        }
    }

    /// What hangs on a paragraph: its notes, and its text boxes.
    fn beside(&mut self, paragraph: &'d Paragraph) {
        paragraph.notes.iter().for_each(|note| self.note(note));
        if !paragraph.boxes.is_empty() {
            self.items.end();
            self.blocks(&paragraph.boxes);
            self.items.end();
        }
    }

    /// Writes a note, once, as a paragraph.
    pub fn note(&mut self, note: &'d Note) {
        let Some(blocks) = self.parts.notes.get(note).filter(|_| self.noted.insert(note)) else { return };
        for paragraph in blocks.iter().filter_map(Block::paragraph) {
            self.out.continued(&flat(&paragraph.words));
        }
    }
}

/// Words in one line.
pub(super) fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words without tabs, which would make rows of them.
fn flat(words: &str) -> String {
    words.trim().replace('\t', " ")
}

/// How many bytes of a paragraph's words, trimmed, are bold at their start; 0 where all are.
fn bold(paragraph: &Paragraph) -> usize {
    let lead = paragraph.words.len() - paragraph.words.trim_start().len();
    let bold = paragraph.bold.min(paragraph.words.trim_end().len());
    if paragraph.is_bold() { 0 } else { bold.saturating_sub(lead) }
}
