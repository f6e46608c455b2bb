//! A questionnaire's file as a grid of text, with what its author said about the cells: merges, lists, locks, looks.
//! No file format in sight: `sheet` reads any format into this and writes answers back into the original bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// A row as the customer's program shows it: 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row(pub u32);

/// A column, 1-based; shown as letters (`A`, `AB`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Column(pub u32);

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut left = self.0;
        while left > 0 {
            letters.push(b'A' + ((left - 1) % 26) as u8);
            left = (left - 1) / 26;
        }
        letters.iter().rev().try_for_each(|&letter| write!(f, "{}", letter as char))
    }
}

/// A text that names no cell or column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the name of a cell or column (A1, AB12, C)")]
pub struct NotACell(pub String);

impl FromStr for Column {
    type Err = NotACell;

    /// Letters, `A` to `XFD`, in either case.
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let wrong = || NotACell(text.to_owned());
        if text.is_empty() || text.len() > 3 || !text.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(wrong());
        }
        let number = text.bytes().fold(0u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
        if number <= Position::LAST_COLUMN { Ok(Self(number)) } else { Err(wrong()) }
    }
}

/// Where a cell is. Ordered by row, then column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    pub row: Row,
    pub column: Column,
}

impl Position {
    /// The last row of a sheet in Excel.
    pub const LAST_ROW: u32 = 1_048_576;
    /// The last column of a sheet in Excel, `XFD`.
    pub const LAST_COLUMN: u32 = 16_384;

    /// The cell in this row and column, both 1-based.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row: Row(row), column: Column(column) }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.column, self.row)
    }
}

impl FromStr for Position {
    type Err = NotACell;

    /// `B7`, also with `$` before either part.
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let plain = text.replace('$', "");
        let split = plain.find(|c: char| c.is_ascii_digit()).ok_or_else(|| NotACell(text.to_owned()))?;
        let column = plain[..split].parse()?;
        match plain[split..].parse::<u32>() {
            Ok(row) if (1..=Self::LAST_ROW).contains(&row) => Ok(Self { row: Row(row), column }),
            _ => Err(NotACell(text.to_owned())),
        }
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    pub first: Position,
    pub last: Position,
}

impl Area {
    /// Whether the cell lies inside.
    pub fn contains(&self, at: Position) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }

    /// How many rows and columns it spans.
    pub fn size(&self) -> (u32, u32) {
        (self.last.row.0 - self.first.row.0 + 1, self.last.column.0 - self.first.column.0 + 1)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

impl FromStr for Area {
    type Err = NotACell;

    /// `B2:C9` or a single cell; also a whole column `B:B` or row `2:2`.
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let plain = text.replace('$', "");
        let (from, to) = plain.split_once(':').unwrap_or((&plain, &plain));
        if let (Ok(a), Ok(b)) = (from.parse::<Column>(), to.parse::<Column>()) {
            return Ok(Self::between(Position::new(1, a.0), Position::new(Position::LAST_ROW, b.0)));
        }
        if let (Ok(a), Ok(b)) = (from.parse::<u32>(), to.parse::<u32>()) {
            let valid = 1..=Position::LAST_ROW;
            if valid.contains(&a) && valid.contains(&b) {
                return Ok(Self::between(Position::new(a, 1), Position::new(b, Position::LAST_COLUMN)));
            }
        }
        Ok(Self::between(from.parse()?, to.parse()?))
    }
}

impl Area {
    /// The rectangle with these two corners, whichever way round they are given.
    pub fn between(a: Position, b: Position) -> Self {
        Self {
            first: Position { row: a.row.min(b.row), column: a.column.min(b.column) },
            last: Position { row: a.row.max(b.row), column: a.column.max(b.column) },
        }
    }
}

/// Areas of one sheet that do not overlap, with a lookup that stays fast when there are a million of them.
///
/// Reads as a slice of areas in the file's order; made with `push`, `collect` or `Areas::from(vec)`.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    list: Vec<Area>,
    /// The rows of an area are cut into blocks of 2ⁿ rows that start at a multiple of 2ⁿ. For each block, by
    /// (n, number of the block, first column): the last column, and which area it is.
    blocks: BTreeMap<(u32, u32, u32), (u32, usize)>,
    /// Bit n is set where there are blocks of 2ⁿ rows.
    sizes: u32,
}

impl Areas {
    /// Adds an area. Where it overlaps one that is there, the earlier one is found.
    pub fn push(&mut self, area: Area) {
        let columns = (area.first.column.0, area.last.column.0);
        let (mut from, to) = (area.first.row.0, area.last.row.0 + 1);
        while from < to {
            let size = from.trailing_zeros().min((to - from).ilog2());
            let key = (size, from >> size, columns.0);
            self.blocks.entry(key).or_insert((columns.1, self.list.len()));
            self.sizes |= 1 << size;
            from += 1 << size;
        }
        self.list.push(area);
    }

    /// The area that covers a cell.
    pub fn at(&self, at: Position) -> Option<&Area> {
        let sizes = (0..u32::BITS).filter(|size| self.sizes & (1 << size) != 0);
        sizes.filter_map(|size| self.in_block(size, at)).min().map(|place| &self.list[place])
    }

    fn in_block(&self, size: u32, at: Position) -> Option<usize> {
        let block = at.row.0 >> size;
        let range = (size, block, 0)..=(size, block, at.column.0);
        let (_, &(last, place)) = self.blocks.range(range).next_back()?;
        (at.column.0 <= last).then_some(place)
    }
}

impl Deref for Areas {
    type Target = [Area];

    fn deref(&self) -> &[Area] {
        &self.list
    }
}

impl FromIterator<Area> for Areas {
    fn from_iter<I: IntoIterator<Item = Area>>(areas: I) -> Self {
        let mut all = Self::default();
        areas.into_iter().for_each(|area| all.push(area));
        all
    }
}

impl From<Vec<Area>> for Areas {
    fn from(areas: Vec<Area>) -> Self {
        areas.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a Areas {
    type Item = &'a Area;
    type IntoIter = std::slice::Iter<'a, Area>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// The longest text that a cell of any spreadsheet holds, in UTF-16 units: Excel's limit; other programs hold more.
pub const MOST_UNITS: usize = 32_767;

/// A customer's file, read.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    /// What could not be read, or was guessed, in words for the user.
    pub warnings: Vec<String>,
}

/// Whether the customer sees a sheet, row or column when opening the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    #[default]
    Visible,
    Hidden,
}

/// One sheet. Rows and columns that hold nothing cost nothing.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub visibility: Visibility,
    /// Cells that exist in the file, with text or without.
    pub cells: BTreeMap<Position, Cell>,
    pub merges: Areas,
    pub hidden_rows: BTreeSet<Row>,
    pub hidden_columns: BTreeSet<Column>,
    /// What is legal where; later ones do not override earlier ones.
    pub rules: Vec<Rule>,
    /// The sheet is protected: locked cells refuse typing.
    pub protected: bool,
    /// Answers go into locked cells too, because the person who fills says so. The protection itself stays.
    pub over_locks: bool,
    /// Why nothing of the sheet could be read, where that is so: it stands here without cells.
    pub damage: Option<String>,
    /// Rows whose cells are unlocked even where no cell exists yet.
    pub unlocked_rows: BTreeSet<Row>,
    /// Columns whose cells are unlocked even where no cell exists yet.
    pub unlocked_columns: BTreeSet<Column>,
    /// Where an array formula or a spill writes its results.
    pub computed: Areas,
    /// Header rows of tables in the sheet, which must keep their text.
    pub table_headers: Vec<Area>,
    /// Width of columns in characters, where the author set one.
    pub widths: BTreeMap<Column, f64>,
}

impl Sheet {
    /// The cell's text, empty where there is none.
    pub fn text(&self, at: Position) -> &str {
        self.cells.get(&at).map_or("", |cell| cell.text.as_str())
    }

    /// The merge that covers a cell.
    pub fn merge_at(&self, at: Position) -> Option<&Area> {
        self.merges.at(at)
    }

    /// Whether a cell refuses typing because the sheet is protected and the cell is locked.
    pub fn refuses_typing(&self, at: Position) -> bool {
        let unlocked = || self.unlocked_rows.contains(&at.row) || self.unlocked_columns.contains(&at.column);
        self.protected && self.cells.get(&at).map_or_else(|| !unlocked(), |cell| cell.locked)
    }

    /// Whether a cell takes no answer because it is locked.
    pub fn refuses_answer(&self, at: Position) -> bool {
        self.refuses_typing(at) && !self.over_locks
    }

    /// Whether a formula fills the cell: its own, an array's, or one that spills into it.
    pub fn is_computed(&self, at: Position) -> bool {
        self.cells.get(&at).is_some_and(|cell| cell.formula) || self.computed.at(at).is_some()
    }

    /// The rule that a cell must obey.
    pub fn rule_at(&self, at: Position) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.areas.iter().any(|area| area.contains(at)))
    }
}

/// What a cell's value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    #[default]
    Empty,
    Text,
    Number,
    Date,
    Bool,
    Error,
}

/// One cell: the text a person sees, and how it looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// As shown, rich text flattened; for a formula, its cached value.
    pub text: String,
    pub kind: CellKind,
    /// The cell holds a formula (or lies in an array's or a spill's range).
    pub formula: bool,
    /// The cell refuses typing while its sheet is protected. True by default in every spreadsheet program.
    pub locked: bool,
    pub bold: bool,
    /// Background colour as `0xRRGGBB`; theme colours resolved, white and none alike `None`.
    pub fill: Option<u32>,
    /// The cell has a border on any side.
    pub border: bool,
    /// A customer's own name for the place, where a cell has no row and column (Word documents).
    pub locator: Option<String>,
}

/// What a range of cells accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub areas: Vec<Area>,
    pub accepts: Accepts,
    /// The author lets illegal values through (a warning, or no error at all).
    pub lenient: bool,
}

/// The kinds of data validation that spreadsheet programs know.
#[derive(Clone, Debug, PartialEq)]
pub enum Accepts {
    /// One of these, in this spelling. Empty when the list's source could not be found.
    List(Vec<String>),
    /// A whole number within bounds, both included.
    Whole {
        least: Option<f64>,
        most: Option<f64>,
    },
    /// A number within bounds, both included.
    Decimal {
        least: Option<f64>,
        most: Option<f64>,
    },
    Date,
    Time,
    /// Text of so many UTF-16 units.
    Length {
        least: Option<f64>,
        most: Option<f64>,
    },
    /// A formula decides; kept for the reader, not evaluated.
    Custom(String),
}

/// What can be written into a cell. A text that names an option, number or date that the cell's rule asks for is
/// written as that.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// A value and the cell where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct CellAnswer {
    /// An index into the workbook's sheets.
    pub sheet: usize,
    pub at: Position,
    pub value: Value,
}
