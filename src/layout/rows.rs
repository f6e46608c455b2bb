//! What each row of a form is: facts weighed in one function, with the reason in words.

use std::collections::HashMap;

use super::form::Form;
use super::grid::Grid;
use super::habits::{Habits, habits, has_companion, is_drawn, is_listed, is_taken, shares_number};
use super::labels;
use super::why::Why;
use super::words::{self, Ask, ask, fold};
use crate::layout::RowKind;
use crate::workbook::{CellKind, Column, Row};

/// A row's kind and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    pub kind: RowKind,
    pub reason: String,
}

impl Kind {
    pub fn new(kind: RowKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }
}

/// What was seen in one row.
struct RowSigns {
    ask: Ask,
    words: usize,
    numbered: bool,
    /// Its number is built more simply than most: `2` among `S-01`.
    plain_number: bool,
    /// Another row has its number too.
    shared_number: bool,
    /// The next row's number continues this one's: `2` before `2.1`.
    parent_number: bool,
    /// A list or an answer is there.
    taken: bool,
    listed: bool,
    /// The question's cell is merged over the places for answers.
    across: bool,
    bolder: bool,
    other_fill: bool,
    /// Nothing else in the row.
    lone: bool,
    /// Nothing but its number, where others have a level, a weight, a reference.
    companionless: bool,
    /// Few words that end in no mark of a sentence.
    label_like: bool,
    no_room: bool,
    guidance: bool,
    about_the_form: bool,
    /// Neither a number nor a question mark nor a word that asks somebody.
    mute: bool,
    /// No place is drawn for the answer where others have one.
    undrawn: bool,
    /// The next row is the header of another table.
    heads_table: bool,
    /// The row shows how to answer.
    example: bool,
    /// The same text stands beside other questions.
    noted: bool,
    /// Others have a box under them.
    boxless: bool,
    /// No header tells questions from other texts, and most texts ask.
    unasking: bool,
    deleted: bool,
    full_stop: bool,
    ends_in_colon: bool,
}

/// Classifies the rows under a form's headers.
pub fn classify(grid: &Grid<'_>, form: &Form) -> HashMap<usize, Kind> {
    let habits = habits(grid, form);
    let mut found = HashMap::new();
    let places = named_places(grid, form);
    for table in &form.tables {
        let mut over = false;
        for line in table.body() {
            over |= ends_here(grid, form, line);
            let kind = if grid.lines[line].hidden {
                Kind::new(RowKind::Hidden, "the customer hid the row")
            } else if let Some(row) = places.get(&line) {
                Kind::new(RowKind::Field, format!("names a place for the answer to row {row}"))
            } else if over {
                Kind::new(RowKind::Legend, "stands under a legend or a closing line")
            } else {
                row(grid, form, &habits, line)
            };
            let heads = line == 0 && table.header_lines == 0 && kind.kind == RowKind::Section;
            let kind = if heads { Kind::new(RowKind::Title, "the first text of the sheet") } else { kind };
            found.insert(line, kind);
        }
    }
    found
}

/// The lines of labels under questions, with the row of each one's question.
fn named_places(grid: &Grid<'_>, form: &Form) -> HashMap<usize, Row> {
    let Some(&question) = form.question.first().filter(|_| form.labelled) else { return HashMap::new() };
    let mut found = HashMap::new();
    for &line in form.lines.iter().filter(|&&line| ask(grid.text(line, question)) != Ask::No) {
        let under = labels::under(grid, question, line);
        found.extend(under.into_iter().map(|named| (named.line, grid.lines[line].row)));
    }
    found
}

/// Whether a line opens what follows the questions: a legend, a note, the closing words.
fn ends_here(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    let cells: Vec<_> = grid.seen(line).collect();
    let [(column, cell)] = cells.as_slice() else { return false };
    let text = cell.text.trim();
    let rest = grid.lines.len().min(line + 12);
    let legend = words::is_legend(text) && words::count(text) <= 5;
    let question =
        form.question.contains(column) && form.answers.iter().any(|a| grid.rule(line, a.column).is_some());
    let further = (line + 1..rest).any(|next| {
        form.lines.binary_search(&next).is_ok()
            && ask(&text_of(grid, form, next)) == Ask::Question
            && number_of(grid, form, next).is_some()
    });
    legend && !question && !further
}

/// The question's text in a row, its parts joined.
pub fn text_of(grid: &Grid<'_>, form: &Form, line: usize) -> String {
    let parts: Vec<&str> =
        form.question.iter().map(|column| grid.text(line, *column)).filter(|text| !text.is_empty()).collect();
    parts.join(" ")
}

/// The customer's number in the id column.
pub fn number_of<'a>(grid: &Grid<'a>, form: &Form, line: usize) -> Option<&'a str> {
    form.id.map(|column| grid.text(line, column)).filter(|text| !text.is_empty() && words::is_id(text))
}

fn row(grid: &Grid<'_>, form: &Form, habits: &Habits, line: usize) -> Kind {
    let text = text_of(grid, form, line);
    if text.is_empty() {
        return textless(grid, form, line);
    }
    if form.question.iter().any(|column| grid.is_rule(line, *column)) {
        return Kind::new(RowKind::Field, "a line to write on");
    }
    let first = grid.seen(line).next().map_or("", |(_, cell)| cell.text.trim());
    let adds_up = number_of(grid, form, line).is_none()
        || grid.lines[line].cells.iter().any(|(column, _)| grid.sheet.is_computed(grid.at(line, *column)));
    if adds_up && (words::is_total(&text) || words::is_total(first)) {
        return Kind::new(RowKind::Total, "begins or ends with a word for a sum");
    }
    let times = habits.repeated.get(&fold(&text)).copied().unwrap_or(0);
    let lettered = words::leading_id(&text).is_some() && number_of(grid, form, line).is_none();
    if times >= 3 && lettered && !words::has_question_mark(&text) {
        return Kind::new(RowKind::Guidance, format!("“{text}” stands on {times} rows: an option to choose"));
    }
    if times > 3 && super::signs::is_label(&text) {
        return Kind::new(
            RowKind::Guidance,
            format!("“{text}” stands on {times} rows: a label, not a question"),
        );
    }
    // One remark that comes again in each section, among texts that do not.
    let remark =
        times >= 3 && habits.refrains == 1 && ask(&text) != Ask::Question && words::count(&text) <= 14;
    let unruled = !is_listed(grid, form, line) || habits.listed > 0.97;
    if remark && unruled && number_of(grid, form, line).is_none() && !is_taken(grid, form, line) {
        return Kind::new(
            RowKind::Guidance,
            format!("“{text}” stands on {times} rows: a remark, not a question"),
        );
    }
    let signs = signs(grid, form, habits, line, &text);
    weigh(&signs, habits)
}

/// A row without a question's text: a section, a note, or one of a list of bare ids.
fn textless(grid: &Grid<'_>, form: &Form, line: usize) -> Kind {
    let cells: Vec<_> = grid.seen(line).collect();
    if form.question.is_empty() {
        return match number_of(grid, form, line) {
            Some(id) => Kind::new(RowKind::Question, format!("“{id}” is listed by its number only")),
            None => Kind::new(RowKind::Section, "no number in a list of numbered rows"),
        };
    }
    let Some((_, cell)) = cells.first() else {
        return Kind::new(RowKind::Empty, "nothing that the customer sees");
    };
    let text = cell.text.trim();
    if words::is_total(text) {
        return Kind::new(RowKind::Total, "begins or ends with a word for a sum");
    }
    if words::is_footer(text) {
        return Kind::new(RowKind::Legend, "closing words");
    }
    let answers = |column: &Column| form.answers.iter().any(|answer| answer.column == *column);
    let printed = cells.iter().filter(|(column, _)| !answers(column)).count();
    if printed > 1 || cells.len() > printed {
        return Kind::new(RowKind::Other, "no text in the questions' column");
    }
    if words::count(text) > 16 {
        return Kind::new(RowKind::Instruction, "a long text on a row of its own");
    }
    Kind::new(RowKind::Section, "a short text on a row of its own")
}

fn signs(grid: &Grid<'_>, form: &Form, habits: &Habits, line: usize, text: &str) -> RowSigns {
    let question = form.question[0];
    let cell = grid.cell(line, question);
    let number = number_of(grid, form, line);
    let merged = grid.merge(line, question);
    let across = merged.is_some_and(|area| {
        form.answers.iter().any(|answer| (area.first.column..=area.last.column).contains(&answer.column))
    });
    let bolder = cell.is_some_and(|cell| cell.bold) && !habits.bold;
    let numbered = number.is_some() || shares_number(grid, form, line) || words::leading_id(text).is_some();
    RowSigns {
        ask: ask(text),
        words: words::count(text),
        numbered,
        shared_number: number
            .is_some_and(|number| habits.numbers.get(&fold(number)).is_some_and(|n| *n == 2)),
        plain_number: number
            .zip(habits.shape.as_ref())
            .is_some_and(|(number, shape)| words::shape(number).len() < shape.len()),
        parent_number: number
            .or(words::leading_id(text).map(|(id, _)| id))
            .is_some_and(|id| is_parent(grid, form, line, id)),
        taken: is_taken(grid, form, line) && !(bolder && number.is_none() && is_sum(grid, form, line, text)),
        listed: is_listed(grid, form, line),
        across,
        bolder,
        other_fill: habits.fill.is_some_and(|usual| cell.and_then(|c| c.fill) != usual),
        lone: grid.seen(line).count() <= form.question.len(),
        companionless: habits.companions > 0.6
            && !words::has_question_mark(text)
            && !has_companion(grid, form, line),
        label_like: words::count(text) <= 6
            && !words::has_question_mark(text)
            && !text.ends_with(['.', '。', ':', '：']),
        no_room: !form.answers.is_empty()
            && form.answers.iter().all(|answer| shut(grid, line, answer.column)),
        guidance: words::is_guidance(text),
        about_the_form: number.is_none() && words::is_about_the_form(text),
        mute: !numbered && !words::has_question_mark(text) && !words::is_plea(text),
        heads_table: number.is_none()
            && form.tables.iter().any(|table| table.header_lines > 0 && table.header == line + 1),
        undrawn: !numbered
            && !words::has_question_mark(text)
            && (0.05..0.95).contains(&habits.drawn)
            && !is_drawn(grid, form, line),
        example: grid.seen(line).next().is_some_and(|(_, cell)| words::is_example(&cell.text)),
        noted: number.is_none() && !words::has_question_mark(text) && habits.notes.contains(&fold(text)),
        boxless: form.below.is_some() && grid.box_below(line, question).is_none(),
        unasking: habits.asking,
        deleted: words::is_deleted(text),
        full_stop: text.ends_with(['.', '。']),
        ends_in_colon: text.ends_with([':', '：']),
    }
}

/// Whether nothing but figures stands in the answers' cells, beside a text that asks nothing.
fn is_sum(grid: &Grid<'_>, form: &Form, line: usize, text: &str) -> bool {
    let figure = |column: Column| {
        grid.cell(line, column)
            .is_none_or(|cell| cell.text.is_empty() || matches!(cell.kind, CellKind::Number))
    };
    ask(text) == Ask::No && form.answers.iter().all(|answer| figure(answer.column))
}

/// Whether nobody can write there: swallowed by a merge, locked, or calculated.
fn shut(grid: &Grid<'_>, line: usize, column: Column) -> bool {
    let swallowed = grid.merge(line, column).is_some_and(|area| area.first.column < column);
    let at = grid.at(line, column);
    swallowed || grid.sheet.refuses_typing(at) || grid.sheet.is_computed(at)
}

/// Whether the next numbered row goes one level below this one.
fn is_parent(grid: &Grid<'_>, form: &Form, line: usize, id: &str) -> bool {
    let next =
        form.lines[form.lines.partition_point(|&other| other <= line)..].iter().take(2).find_map(|&other| {
            number_of(grid, form, other)
                .map(str::to_owned)
                .or_else(|| words::leading_id(&text_of(grid, form, other)).map(|(id, _)| id.to_owned()))
        });
    next.is_some_and(|next| is_below(id, &next))
}

/// `4.2` is below `4`, `3(a)` below `3`, `12` not below `1`.
pub fn is_below(parent: &str, child: &str) -> bool {
    let parent = fold(parent);
    let parent = parent.trim_end_matches(['.', ')', ':', ' ']).trim_end_matches(".0");
    let child = fold(child);
    let Some(rest) = child.strip_prefix(parent) else { return false };
    let mut chars = rest.trim_end_matches(['.', ')']).chars();
    match chars.next() {
        Some('.' | '-' | '(' | '_' | '/') => chars.next().is_some_and(char::is_alphanumeric),
        Some(c) if c.is_alphabetic() => parent.ends_with(|p: char| p.is_ascii_digit()),
        _ => false,
    }
}

/// A row with a text in the questions' column: every fact for and against its being a question.
fn weigh(signs: &RowSigns, habits: &Habits) -> Kind {
    let &RowSigns {
        ask,
        words,
        numbered,
        plain_number,
        shared_number,
        parent_number,
        taken,
        listed,
        across,
        bolder,
        other_fill,
        lone,
        companionless,
        label_like,
        no_room,
        guidance,
        about_the_form,
        mute,
        undrawn,
        heads_table,
        example,
        noted,
        boxless,
        unasking,
        deleted,
        full_stop,
        ends_in_colon,
    } = signs;
    let mut why = Why::default();
    why.add(1.0, true, "a text in the questions' column");
    let title = label_like && (bolder || companionless || plain_number || shared_number);
    why.add(if title { 1.0 } else { 2.5 }, ask == Ask::Question, "it asks");
    why.add(1.0, ask == Ask::Statement, "it is a statement");
    why.add(3.0, deleted, "it was taken back but stands in its place");
    why.add(1.5, numbered && !parent_number && habits.numbered > 0.3, "it is numbered");
    let selective = (0.02..0.97).contains(&habits.listed);
    why.add(2.0, listed && selective, "it takes one of a list");
    why.add(0.5, listed && !selective, "it takes one of a list");
    why.add(1.5, taken, "something stands in the answer's cell");
    let unlisted = selective && !listed && !taken;
    why.add(-2.5, unlisted && habits.listed > 0.2, "no list where others have one");
    why.add(-2.0, !numbered && habits.numbered > 0.3, "no number where others have one");
    why.add(-4.0, across, "merged over the answers");
    why.add(-1.5, bolder, "bold, unlike the others");
    why.add(-1.0, other_fill, "another background than the others");
    why.add(-1.5, words <= 5 && ask == Ask::No && !taken && !habits.short, "few words");
    let label = words <= 5 && ask == Ask::No && !numbered && !taken;
    why.add(-2.0, label && habits.asks > 0.7, "a label, where the others ask");
    let twice = shared_number && (title || (words <= 5 && ask == Ask::No)) && !taken && habits.asks > 0.5;
    why.add(-2.0, twice, "a label with a number that another row has");
    let titled = plain_number && (title || (words <= 5 && ask == Ask::No)) && !taken;
    let weight = if habits.short { -2.6 } else { -2.0 };
    why.add(
        weight,
        titled && (!habits.short || habits.asks > 0.3),
        "a label, numbered more simply than the others",
    );
    why.add(-1.5, parent_number, "its number heads the next row's");
    why.add(-1.0, lone && (habits.companions > 0.6 || habits.numbered > 0.6), "alone in its row");
    why.add(-1.5, companionless && !lone && !taken, "nothing beside it where others have something");
    why.add(-3.0, no_room && !taken, "nowhere to answer");
    why.add(-4.0, guidance, "begins like a note");
    why.add(-3.5, about_the_form, "it speaks of the form itself");
    why.add(
        -2.0,
        mute && lone && habits.numbered > 0.5,
        "neither number nor question mark where others have numbers",
    );
    why.add(
        match lone {
            true if habits.fields => -3.0,
            true if habits.drawn > 0.5 => -2.2,
            _ => -1.5,
        },
        undrawn && !taken,
        "no field drawn where others have one",
    );
    why.add(-3.0, noted && !taken, "stands beside other questions as a note");
    let plain = label && lone && habits.short && habits.told > 0.6 && habits.companions > 0.4;
    why.add(-1.5, plain, "a label alone in its row, where the others are sentences");
    why.add(-3.0, heads_table && lone && ask != Ask::Question, "stands over a header");
    let bare = !taken && habits.taken > 0.7 && !numbered && ask != Ask::Question;
    why.add(-2.0, bare, "nothing in the answer's cell where others hold something");
    why.add(-6.0, example, "shows by example how to answer");
    why.add(-2.5, unasking && ask != Ask::Question && !numbered && !listed, "states, where the others ask");
    why.add(-2.5, boxless, "no box below where others have one");
    why.add(-0.5, ends_in_colon && words <= 8, "ends in a colon");
    let reason = why.reason();
    if why.sum > 0.0 {
        return Kind::new(RowKind::Question, reason);
    }
    let looks = bolder || across || other_fill;
    let prose = words > 12 || (!looks && (words > 6 || full_stop));
    let kind = if guidance || example || prose { RowKind::Guidance } else { RowKind::Section };
    Kind::new(kind, reason)
}
