//! Named facts about a column, counted over the rows of a form. Nothing is decided here; `columns` weighs them.

use std::collections::{BTreeSet, HashMap};

use super::grid::Grid;
use super::headers::ColumnHeading;
use super::headings::{self, Heading, Meaning};
use super::words::{self, Ask};
use crate::workbook::{Accepts, Cell, CellKind, Column};

/// So many rows are enough to know a column by.
const SAMPLE: usize = 1500;

/// What was seen in one column.
#[derive(Clone, Debug, Default)]
pub struct ColumnSigns {
    pub column: u32,
    pub heading: ColumnHeading,
    pub meaning: Option<Heading>,
    /// The heading says that the vendor fills it.
    pub suppliers: bool,
    /// The heading says that the customer fills it.
    pub customers: bool,
    pub hidden: bool,
    /// In characters, where the file gives widths.
    pub width: Option<f64>,
    /// Rows looked at.
    pub rows: usize,
    pub filled: usize,
    pub words: usize,
    pub questions: usize,
    /// Questions with a question mark.
    pub marked_questions: usize,
    pub statements: usize,
    pub ids: usize,
    pub guids: usize,
    pub addresses: usize,
    pub numbers: usize,
    pub dates: usize,
    pub formulas: usize,
    pub verdicts: usize,
    pub marks: usize,
    pub placeholders: usize,
    pub printed_options: usize,
    pub distinct: usize,
    /// Cells whose last number is one more than that of the cell above.
    pub rising: usize,
    /// Cells with a short text that stands there again and again: "Assertion:".
    pub labels: usize,
    /// How often the commonest text stands there.
    pub commonest: usize,
    pub lists: usize,
    /// Lists of marks: X; Y and N.
    pub mark_lists: usize,
    pub number_rules: usize,
    pub other_rules: usize,
    /// Cells that refuse typing.
    pub locked: usize,
    /// Empty cells that the author drew as a field: unlocked, bordered or filled.
    pub fields: usize,
    /// Cells swallowed by a merge that begins further left.
    pub swallowed: usize,
    /// Places to the right of the question column; negative to the left.
    pub beyond_question: Option<i64>,
    /// Another column, by its heading the answer's, is filled: somebody has answered.
    pub answered: bool,
    /// A column further left takes one of a list.
    pub behind_list: bool,
}

impl ColumnSigns {
    /// The part of the rows that a count is.
    pub fn share(&self, count: usize) -> f64 {
        if self.rows == 0 { 0.0 } else { count as f64 / self.rows as f64 }
    }

    /// The part of the filled cells that a count is.
    pub fn of_filled(&self, count: usize) -> f64 {
        if self.filled == 0 { 0.0 } else { count as f64 / self.filled as f64 }
    }

    /// The part of the rows that are empty here.
    pub fn open(&self) -> f64 {
        1.0 - self.share(self.filled)
    }

    /// Whether nothing stands in it, but for a sum or two under the rows.
    pub fn is_bare(&self) -> bool {
        (self.filled == 0 && self.formulas == 0)
            || (self.filled * 6 <= self.rows
                && self.formulas * 6 <= self.rows
                && self.words <= 2 * self.filled)
    }

    /// The part that a count is of the filled cells that are no labels.
    pub fn of_own(&self, count: usize) -> f64 {
        let own = self.filled - self.labels.min(self.filled);
        if own == 0 { 0.0 } else { (count as f64 / own as f64).min(1.0) }
    }

    fn meaning_of_group(&self) -> Option<Heading> {
        headings::read(&self.heading.group).filter(|heading| heading.meaning != Meaning::Other)
    }

    /// As a column of the workbook.
    pub fn at(&self) -> Column {
        Column(self.column)
    }
}

/// Looks at every column that holds, or may hold, something in these lines.
pub fn measure(
    grid: &Grid<'_>,
    lines: &[usize],
    headings: &std::collections::BTreeMap<Column, ColumnHeading>,
) -> Vec<ColumnSigns> {
    let step = lines.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<usize> = lines.iter().copied().step_by(step).collect();
    let mut columns: BTreeSet<Column> = headings.keys().copied().collect();
    for &line in &sample {
        columns.extend(grid.lines[line].cells.iter().map(|(column, _)| *column));
        columns.extend(grid.ruled_columns(line));
    }
    let mut found: Vec<_> = columns
        .into_iter()
        .map(|column| one(grid, &sample, column, headings.get(&column).cloned().unwrap_or_default()))
        .collect();
    let answers = |one: &ColumnSigns| {
        let said = one.meaning.is_some_and(|heading| heading.meaning == Meaning::Answer);
        said && one.formulas == 0 && one.open() < 0.3 && one.of_filled(one.placeholders) < 0.5
    };
    let answered: Vec<u32> = found.iter().filter(|one| answers(one)).map(|one| one.column).collect();
    let grouped = found.iter().any(|one| headings::is_suppliers(&one.heading.group));
    let mut list = false;
    for signs in &mut found {
        let other = !signs.heading.group.is_empty() && !signs.suppliers && signs.meaning_of_group().is_none();
        signs.customers |= grouped && other;
        signs.answered = answered.iter().any(|column| *column != signs.column);
        signs.behind_list = list;
        list |= signs.share(signs.lists) > 0.2 && !signs.hidden;
    }
    found
}

fn one(grid: &Grid<'_>, sample: &[usize], column: Column, heading: ColumnHeading) -> ColumnSigns {
    let meaning = heading.meaning();
    let full = heading.full();
    let mut signs = ColumnSigns {
        column: column.0,
        meaning,
        suppliers: headings::is_suppliers(&full),
        customers: headings::is_customers(&full),
        heading,
        hidden: !grid.sees(column),
        width: grid.sheet.widths.get(&column).copied(),
        rows: sample.len(),
        ..ColumnSigns::default()
    };
    let mut texts: HashMap<&str, usize> = HashMap::new();
    let mut above = None;
    for &line in sample {
        look(grid, line, column, &mut signs);
        let text = grid.text(line, column);
        if !text.is_empty() {
            let number = last_number(text);
            signs.rising +=
                usize::from(number.is_some_and(|number| above.is_some_and(|above| above + 1 == number)));
            above = number;
            *texts.entry(text).or_default() += 1;
        }
    }
    // The beginnings of words promise nothing where the customer has written.
    let printed = signs.share(signs.filled) > 0.3 && signs.lists + signs.placeholders == 0;
    if printed
        && headings::read(&signs.heading.own).is_none()
        && headings::read(&signs.heading.group).is_none()
    {
        signs.meaning = None;
    }
    signs.distinct = texts.len();
    let repeats = |(text, times): &(&&str, &usize)| **times > 3 && is_label(text);
    signs.labels = texts.iter().filter(repeats).map(|(_, times)| *times).sum();
    signs.commonest = texts.values().copied().max().unwrap_or(0);
    signs
}

/// The digits that end a text, as a number.
fn last_number(text: &str) -> Option<u32> {
    let trimmed = text.trim_end_matches(['.', ')', ']']);
    let digits = trimmed.bytes().rev().take_while(u8::is_ascii_digit).count();
    trimmed[trimmed.len() - digits..].parse().ok()
}

/// Whether a text that repeats is a label, not the same question again.
pub fn is_label(text: &str) -> bool {
    text.ends_with([':', '：']) || words::count(text) <= 2
}

fn look(grid: &Grid<'_>, line: usize, column: Column, signs: &mut ColumnSigns) {
    let cell = grid.cell(line, column);
    let swallowed = grid.merge(line, column).is_some_and(|area| area.first.column < column);
    signs.swallowed += usize::from(swallowed);
    let at = grid.at(line, column);
    signs.formulas += usize::from(grid.sheet.is_computed(at));
    signs.locked += usize::from(grid.sheet.refuses_typing(at));
    match grid.rule(line, column).map(|rule| &rule.accepts) {
        Some(Accepts::List(options)) => {
            signs.lists += 1;
            let marks = options.len() <= 3 && options.iter().all(|option| words::is_mark(option));
            signs.mark_lists += usize::from(marks);
        }
        Some(Accepts::Whole { .. } | Accepts::Decimal { .. }) => signs.number_rules += 1,
        Some(_) => signs.other_rules += 1,
        None => {}
    }
    match cell {
        Some(cell) if !cell.text.trim().is_empty() => read(cell, signs),
        Some(cell) => {
            let unlocked = grid.is_unlocked(line, column);
            signs.fields += usize::from(unlocked || cell.border || cell.fill.is_some());
        }
        None => {}
    }
}

fn read(cell: &Cell, signs: &mut ColumnSigns) {
    let text = cell.text.trim();
    let yes = usize::from;
    signs.filled += 1;
    signs.words += words::count(text);
    signs.marked_questions += yes(words::has_question_mark(text));
    match words::ask(text) {
        Ask::Question => signs.questions += 1,
        Ask::Statement => signs.statements += 1,
        Ask::No => {}
    }
    let mark = words::is_mark(text) && !text.chars().any(|c| c.is_ascii_digit());
    signs.ids += yes(words::is_id(text) && cell.kind != CellKind::Date && !mark);
    signs.guids += yes(words::is_guid(text));
    signs.addresses += yes(words::is_address(text));
    signs.numbers += yes(cell.kind == CellKind::Number);
    signs.dates += yes(cell.kind == CellKind::Date);
    signs.verdicts += yes(words::verdict(text).is_some());
    signs.marks += yes(words::is_mark(text));
    signs.placeholders += yes(words::is_placeholder(text));
    signs.printed_options += yes(words::printed_options(text).len() >= 2);
}
