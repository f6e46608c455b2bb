//! Formulas as far as lists of options need them: references, names, table columns, `INDIRECT`, `OFFSET`, `COUNTA`,
//! `MATCH` and their like. Nothing else is calculated; what is not understood has no value.

use std::collections::BTreeMap;

use crate::workbook::{Area, Cell, CellKind, Column, Position, Row, Sheet};

/// How deep names, brackets and `INDIRECT` may lead.
const DEEPEST: usize = 24;
/// How many cells one formula may look at.
const MOST_CELLS: usize = 2_000_000;

/// A defined name (ECMA-376 part 1, 18.2.5).
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub name: String,
    /// The sheet it belongs to, if it does not belong to the whole workbook.
    pub sheet: Option<usize>,
    pub formula: String,
}

/// A table of a sheet (18.5.1.2).
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub name: String,
    pub sheet: usize,
    pub area: Area,
    pub columns: Vec<String>,
    pub header_rows: u32,
    pub totals_rows: u32,
}

/// What formulas can refer to.
#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub sheets: &'a [Sheet],
    pub names: &'a [Name],
    pub tables: &'a [Table],
}

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    /// Cells of the sheet with this index.
    Area(usize, Area),
    Unknown,
}

/// A formula's place: the sheet, the cell it is evaluated for, and the cell it was written for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub sheet: usize,
    pub at: Position,
    pub written_for: Position,
}

/// What a formula comes to, and whether that depends on the cell it is evaluated for.
pub(super) fn evaluate(book: Book, formula: &str, place: Place) -> (Value, bool) {
    let mut reading = Reading {
        book,
        rest: formula.trim().trim_start_matches('='),
        place,
        depth: 0,
        relative: false,
        looked_at: 0,
    };
    let value = reading.whole();
    (value, reading.relative)
}

/// The cells of an area that exist, row by row.
pub(super) fn cells_in(
    cells: &BTreeMap<Position, Cell>,
    area: Area,
) -> impl Iterator<Item = (Position, &Cell)> {
    let one_column = area.first.column == area.last.column && area.size().0 < 10_000;
    let rows = one_column.then_some(area.first.row.0..=area.last.row.0).into_iter().flatten();
    let single = rows.filter_map(move |row| {
        let at = Position { row: Row(row), column: area.first.column };
        cells.get(&at).map(|cell| (at, cell))
    });
    let range = (!one_column).then(|| cells.range(area.first..=area.last)).into_iter().flatten();
    single.chain(range.map(|(at, cell)| (*at, cell)).filter(move |(at, _)| area.contains(*at)))
}

struct Reading<'a> {
    book: Book<'a>,
    rest: &'a str,
    place: Place,
    depth: usize,
    relative: bool,
    looked_at: usize,
}

impl<'a> Reading<'a> {
    fn whole(&mut self) -> Value {
        let value = self.comparison();
        if self.peek().is_none() { value } else { Value::Unknown }
    }

    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn eat(&mut self, sign: char) -> bool {
        let there = self.peek() == Some(sign);
        if there {
            self.rest = &self.rest[sign.len_utf8()..];
        }
        there
    }

    fn comparison(&mut self) -> Value {
        let left = self.joined();
        let negated = self.peek() == Some('<') && self.rest.starts_with("<>");
        if negated {
            self.rest = &self.rest[2..];
        } else if !self.eat('=') {
            return left;
        }
        let right = self.joined();
        match (self.text(&left), self.text(&right)) {
            (Some(a), Some(b)) => Value::Bool((a.to_lowercase() == b.to_lowercase()) != negated),
            _ => Value::Unknown,
        }
    }

    fn joined(&mut self) -> Value {
        let mut left = self.sum();
        while self.eat('&') {
            let right = self.sum();
            left = match (self.text(&left), self.text(&right)) {
                (Some(a), Some(b)) => Value::Text(a + &b),
                _ => Value::Unknown,
            };
        }
        left
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product();
        loop {
            let sign = match self.peek() {
                Some('+') => 1.0,
                Some('-') => -1.0,
                _ => return left,
            };
            self.rest = &self.rest[1..];
            let right = self.product();
            left = self.arithmetic(&left, &right, |a, b| a + sign * b);
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.signed();
        while self.eat('*') {
            let right = self.signed();
            left = self.arithmetic(&left, &right, |a, b| a * b);
        }
        left
    }

    fn arithmetic(&self, a: &Value, b: &Value, op: impl Fn(f64, f64) -> f64) -> Value {
        match (self.number(a), self.number(b)) {
            (Some(a), Some(b)) => Value::Number(op(a, b)),
            _ => Value::Unknown,
        }
    }

    fn signed(&mut self) -> Value {
        if !self.eat('-') {
            return self.ranged();
        }
        self.deeper(|this| {
            let value = this.signed();
            this.number(&value).map_or(Value::Unknown, |n| Value::Number(-n))
        })
    }

    /// `A1:B2`, also where one side is a function's result.
    fn ranged(&mut self) -> Value {
        let mut left = self.single();
        while self.eat(':') {
            let right = self.single();
            left = match (left, right) {
                (Value::Area(sheet, a), Value::Area(_, b)) => Value::Area(
                    sheet,
                    Area::between(
                        Position {
                            row: a.first.row.min(b.first.row),
                            column: a.first.column.min(b.first.column),
                        },
                        Position {
                            row: a.last.row.max(b.last.row),
                            column: a.last.column.max(b.last.column),
                        },
                    ),
                ),
                _ => Value::Unknown,
            };
        }
        left
    }

    fn single(&mut self) -> Value {
        match self.peek() {
            Some('(') => {
                self.rest = &self.rest[1..];
                let value = self.deeper(Self::comparison);
                if self.eat(')') { value } else { Value::Unknown }
            }
            Some('"') => quoted(&mut self.rest, '"').map_or(Value::Unknown, Value::Text),
            Some('\'') => match quoted(&mut self.rest, '\'') {
                Some(sheet) if self.eat('!') => self.on_sheet(&sheet),
                _ => Value::Unknown,
            },
            Some(c) if c.is_ascii_digit() && !self.is_row_range() => self.literal(),
            _ => self.word(),
        }
    }

    fn is_row_range(&self) -> bool {
        self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(':')
    }

    fn literal(&mut self) -> Value {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().map_or(Value::Unknown, Value::Number)
    }

    fn take_word(&mut self) -> &'a str {
        let part =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?') || !c.is_ascii();
        let end = self.rest.find(|c: char| !part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn word(&mut self) -> Value {
        let word = self.take_word();
        if word.is_empty() {
            self.rest = "\u{0}";
            return Value::Unknown;
        }
        match self.rest.chars().next() {
            Some('(') => {
                self.rest = &self.rest[1..];
                self.call(word)
            }
            Some('!') => {
                self.rest = &self.rest[1..];
                self.on_sheet(word)
            }
            Some('[') => self.table_column(word),
            _ => self.reference(word, None),
        }
    }

    fn on_sheet(&mut self, name: &str) -> Value {
        let wanted = name.to_lowercase();
        let found = self.book.sheets.iter().position(|sheet| sheet.name.to_lowercase() == wanted);
        let word = self.take_word();
        found.map_or(Value::Unknown, |sheet| self.reference(word, Some(sheet)))
    }

    /// A cell, a whole column or row, a constant or a name.
    fn reference(&mut self, word: &str, sheet: Option<usize>) -> Value {
        let here = sheet.unwrap_or(self.place.sheet);
        if let Some(at) = self.cell(word) {
            return Value::Area(here, Area { first: at, last: at });
        }
        if self.rest.starts_with(':') {
            let before = self.rest;
            self.rest = &self.rest[1..];
            let other = self.take_word();
            if let Ok(area) = format!("{word}:{other}").parse::<Area>() {
                self.relative |= !word.contains('$') || !other.contains('$');
                return Value::Area(here, area);
            }
            self.rest = before;
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Value::Bool(true),
            "FALSE" => Value::Bool(false),
            _ => self.name(word, here),
        }
    }

    /// A cell's name; without `$` it moves with the cell that the formula is evaluated for.
    fn cell(&mut self, word: &str) -> Option<Position> {
        let named: Position = word.parse().ok()?;
        let fixed_column = word.starts_with('$');
        let fixed_row = word.char_indices().any(|(at, c)| c == '$' && at > 0);
        self.relative |= !fixed_column || !fixed_row;
        let (at, from) = (self.place.at, self.place.written_for);
        let moved = |n: u32, at: u32, from: u32, fixed: bool| {
            if fixed { Some(n) } else { (n + at).checked_sub(from) }
        };
        let row = moved(named.row.0, at.row.0, from.row.0, fixed_row)?;
        let column = moved(named.column.0, at.column.0, from.column.0, fixed_column)?;
        let valid = (1..=Position::LAST_ROW).contains(&row) && (1..=Position::LAST_COLUMN).contains(&column);
        valid.then(|| Position::new(row, column))
    }

    /// A sheet's own name comes before the workbook's.
    fn name(&mut self, word: &str, sheet: usize) -> Value {
        let wanted = word.to_lowercase();
        let named = |scope: Option<usize>| {
            self.book.names.iter().find(|n| n.sheet == scope && n.name.to_lowercase() == wanted)
        };
        if let Some(name) = named(Some(sheet)).or_else(|| named(None)) {
            let formula = name.formula.trim().trim_start_matches('=');
            return self.inside(formula, Position::new(1, 1));
        }
        let table = self.book.tables.iter().find(|table| table.name.to_lowercase() == wanted);
        table
            .and_then(|table| body(table, None))
            .map_or(Value::Unknown, |(sheet, area)| Value::Area(sheet, area))
    }

    /// `Table1[Column]`, `Table1[[#All],[Column]]`.
    fn table_column(&mut self, word: &str) -> Value {
        let end = self.rest.rfind(']').map_or(self.rest.len(), |at| at + 1);
        let (inside, rest) = self.rest.split_at(end);
        self.rest = rest;
        let wanted = word.to_lowercase();
        let Some(table) = self.book.tables.iter().find(|table| table.name.to_lowercase() == wanted) else {
            return Value::Unknown;
        };
        let column = inside.split(['[', ']', ',']).map(str::trim).rfind(|part| !part.is_empty());
        let column = column.filter(|part| !part.starts_with('#'));
        body(table, column).map_or(Value::Unknown, |(sheet, area)| Value::Area(sheet, area))
    }

    /// Another formula, found on the way.
    fn inside(&mut self, formula: &str, written_for: Position) -> Value {
        if self.depth >= DEEPEST {
            return Value::Unknown;
        }
        let place = Place { written_for, ..self.place };
        let mut inner = Reading {
            book: self.book,
            rest: formula,
            place,
            depth: self.depth + 1,
            relative: false,
            looked_at: self.looked_at,
        };
        let value = inner.whole();
        self.relative |= inner.relative;
        self.looked_at = inner.looked_at;
        value
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Value) -> Value {
        if self.depth >= DEEPEST {
            self.rest = "\u{0}";
            return Value::Unknown;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn call(&mut self, name: &str) -> Value {
        let mut arguments = Vec::new();
        while self.peek().is_some() && !self.eat(')') {
            if self.peek() == Some(',') {
                arguments.push(Value::Unknown);
            } else {
                arguments.push(self.deeper(Self::comparison));
            }
            if !self.eat(',') && self.peek() != Some(')') {
                self.rest = "\u{0}";
                return Value::Unknown;
            }
        }
        self.apply(&name.to_ascii_uppercase(), &arguments).unwrap_or(Value::Unknown)
    }

    fn apply(&mut self, name: &str, arguments: &[Value]) -> Option<Value> {
        let text = |this: &Self, at: usize| this.text(arguments.get(at)?);
        Some(match (name, arguments) {
            ("INDIRECT", _) => {
                let target = text(self, 0)?;
                // What a text names does not move with the cell.
                let relative = self.relative;
                let value = self.inside(target.trim().trim_start_matches('='), self.place.at);
                self.relative = relative;
                value
            }
            ("OFFSET", [Value::Area(sheet, area), ..]) => self.offset(*sheet, *area, &arguments[1..])?,
            ("INDEX", [Value::Area(sheet, area), ..]) => self.index(*sheet, *area, &arguments[1..])?,
            ("COUNTA", [Value::Area(sheet, area)]) => {
                Value::Number(self.texts(*sheet, *area)?.filter(|(_, text)| !text.is_empty()).count() as f64)
            }
            ("COUNTIF", [Value::Area(sheet, area), _]) => {
                let wanted = text(self, 1)?.to_lowercase();
                Value::Number(
                    self.texts(*sheet, *area)?.filter(|(_, text)| text.to_lowercase() == wanted).count()
                        as f64,
                )
            }
            ("MATCH", [_, Value::Area(sheet, area), ..]) => {
                let wanted = text(self, 0)?.to_lowercase();
                let (at, _) = self.texts(*sheet, *area)?.find(|(_, text)| text.to_lowercase() == wanted)?;
                let (down, right) = (at.row.0 - area.first.row.0, at.column.0 - area.first.column.0);
                Value::Number(f64::from(down + right + 1))
            }
            ("SUBSTITUTE", _) => Value::Text(text(self, 0)?.replace(&text(self, 1)?, &text(self, 2)?)),
            ("TRIM", _) => Value::Text(text(self, 0)?.split_whitespace().collect::<Vec<_>>().join(" ")),
            ("CONCATENATE" | "CONCAT", _) => {
                Value::Text((0..arguments.len()).map(|at| text(self, at)).collect::<Option<String>>()?)
            }
            ("IF", [condition, ..]) => match self.truth(condition)? {
                true => arguments.get(1)?.clone(),
                false => arguments.get(2)?.clone(),
            },
            ("IFERROR", [Value::Unknown, other]) => other.clone(),
            ("IFERROR", [value, ..]) => value.clone(),
            _ => return None,
        })
    }

    fn offset(&self, sheet: usize, area: Area, arguments: &[Value]) -> Option<Value> {
        let given = |at: usize| arguments.get(at).and_then(|value| self.number(value));
        let (height, width) = area.size();
        let row = f64::from(area.first.row.0) + given(0).unwrap_or(0.0);
        let column = f64::from(area.first.column.0) + given(1).unwrap_or(0.0);
        let last_row = row + given(2).unwrap_or_else(|| f64::from(height)) - 1.0;
        let last_column = column + given(3).unwrap_or_else(|| f64::from(width)) - 1.0;
        corner(row, column)
            .zip(corner(last_row, last_column))
            .map(|(a, b)| Value::Area(sheet, Area::between(a, b)))
    }

    fn index(&self, sheet: usize, area: Area, arguments: &[Value]) -> Option<Value> {
        let given = |at: usize| arguments.get(at).and_then(|value| self.number(value));
        let (first, second) = (given(0)?, given(1).unwrap_or(1.0));
        let (down, right) =
            if area.size().0 == 1 && arguments.len() == 1 { (1.0, first) } else { (first, second) };
        let row = f64::from(area.first.row.0) + down - 1.0;
        let at = corner(row, f64::from(area.first.column.0) + right - 1.0)?;
        area.contains(at).then_some(Value::Area(sheet, Area { first: at, last: at }))
    }

    /// The texts of an area, within what one formula may look at.
    fn texts(&mut self, sheet: usize, area: Area) -> Option<impl Iterator<Item = (Position, &'a str)>> {
        let sheet: &'a Sheet = self.book.sheets.get(sheet)?;
        self.looked_at += sheet.cells.len();
        (self.looked_at <= MOST_CELLS)
            .then(|| cells_in(&sheet.cells, area).map(|(at, cell)| (at, cell.text.as_str())))
    }

    fn text(&self, value: &Value) -> Option<String> {
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(number) => Some(super::number::general(*number)),
            Value::Bool(true) => Some("TRUE".to_owned()),
            Value::Bool(false) => Some("FALSE".to_owned()),
            Value::Area(sheet, area) => Some(self.book.sheets.get(*sheet)?.text(area.first).to_owned()),
            Value::Unknown => None,
        }
    }

    fn number(&self, value: &Value) -> Option<f64> {
        match value {
            Value::Number(number) => Some(*number),
            Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
            _ => match self.text(value)? {
                text if text.is_empty() && matches!(value, Value::Area(..)) => Some(0.0),
                text => text.parse().ok(),
            },
        }
    }

    fn truth(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(yes) => Some(*yes),
            _ => self.number(value).map(|number| number != 0.0),
        }
    }
}

fn corner(row: f64, column: f64) -> Option<Position> {
    let valid = (1.0..=f64::from(Position::LAST_ROW)).contains(&row)
        && (1.0..=f64::from(Position::LAST_COLUMN)).contains(&column);
    valid.then(|| Position::new(row as u32, column as u32))
}

/// The data rows of a table, of one column or all.
fn body(table: &Table, column: Option<&str>) -> Option<(usize, Area)> {
    let mut area = table.area;
    area.first.row.0 += table.header_rows;
    area.last.row.0 = area.last.row.0.checked_sub(table.totals_rows)?;
    if let Some(column) = column {
        let wanted = column.to_lowercase();
        let at = table.columns.iter().position(|name| name.to_lowercase() == wanted)?;
        area.first.column = Column(area.first.column.0 + u32::try_from(at).ok()?);
        area.last.column = area.first.column;
    }
    (area.first.row <= area.last.row).then_some((table.sheet, area))
}

/// A quoted text, its doubled quotes made single; the rest is what follows.
fn quoted(rest: &mut &str, quote: char) -> Option<String> {
    let mut text = String::new();
    let mut chars = rest[quote.len_utf8()..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != quote {
            text.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            text.push(quote);
        } else {
            *rest = &rest[at + 2 * quote.len_utf8()..];
            return Some(text);
        }
    }
    None
}

/// The texts of an area that are not empty, in order; errors are no options.
pub(super) fn options(sheet: &Sheet, area: Area, most: usize) -> Vec<String> {
    cells_in(&sheet.cells, area)
        .filter(|(_, cell)| !cell.text.trim().is_empty() && cell.kind != CellKind::Error)
        .map(|(_, cell)| cell.text.clone())
        .take(most)
        .collect()
}
