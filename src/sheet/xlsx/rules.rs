//! Data validations as rules: lists looked up wherever their options are, bounds made numbers.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::worksheet::Validation;
use crate::sheet::formula::{self, Book, Place, Value};
use crate::sheet::number::general;
use crate::workbook::{Accepts, Area, Position, Rule, Sheet};

/// The most options of a list that are kept.
const MOST_OPTIONS: usize = 5_000;
/// The most options of all rules of a workbook.
const MOST_OPTIONS_IN_ALL: usize = 1_000_000;
/// A list that depends on its row is looked up for so many rows of a sheet.
const MOST_ROWS: usize = 50_000;

/// Makes rules of validations.
pub(super) struct Rules<'a> {
    pub book: Book<'a>,
    /// Lists that do not depend on the cell, by sheet and formula.
    known: HashMap<(usize, String), Option<Vec<String>>>,
    options_left: usize,
    pub warnings: Vec<String>,
}

impl<'a> Rules<'a> {
    pub fn new(book: Book<'a>) -> Self {
        Self { book, known: HashMap::new(), options_left: MOST_OPTIONS_IN_ALL, warnings: Vec::new() }
    }

    /// The rules of one sheet, in the file's order. One that is written twice is kept once.
    pub fn of(&mut self, sheet: usize, validations: &[Validation]) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut seen = HashSet::new();
        for validation in validations.iter().filter(|v| !v.areas.is_empty() && seen.insert(*v)) {
            if validation.kind == "list" {
                let lists = self.lists(sheet, validation);
                rules.extend(lists.into_iter().map(|rule| self.within_limits(rule)));
            } else if let Some(accepts) = self.bounds(sheet, validation) {
                rules.push(rule(validation, validation.areas.clone(), accepts));
            }
        }
        rules
    }

    /// Beyond what a workbook may hold in all, a list is as good as not found.
    fn within_limits(&mut self, mut rule: Rule) -> Rule {
        if let Accepts::List(options) = &mut rule.accepts {
            match self.options_left.checked_sub(options.len()) {
                Some(left) => self.options_left = left,
                None => options.clear(),
            }
        }
        rule
    }

    fn lists(&mut self, sheet: usize, validation: &Validation) -> Vec<Rule> {
        let key = (sheet, validation.first.clone());
        if let Some(known) = self.known.get(&key) {
            let options = known.clone().unwrap_or_default();
            return vec![rule(validation, validation.areas.clone(), Accepts::List(options))];
        }
        let first = validation.areas.iter().map(|area| area.first).min().unwrap_or(Position::new(1, 1));
        let written_for = Position {
            row: first.row,
            column: validation.areas.iter().map(|area| area.first.column).min().unwrap_or(first.column),
        };
        let (options, relative) =
            self.options(&validation.first, Place { sheet, at: written_for, written_for });
        if relative {
            return self.by_row(sheet, validation, written_for);
        }
        if options.is_none() {
            let name = &self.book.sheets[sheet].name;
            let areas: Vec<String> = validation.areas.iter().take(3).map(Area::to_string).collect();
            let text = format!(
                "sheet “{name}”, {}: the source of the list ({}) could not be found",
                areas.join(" "),
                validation.first
            );
            self.warnings.push(text);
        }
        self.known.insert(key, options.clone());
        vec![rule(validation, validation.areas.clone(), Accepts::List(options.unwrap_or_default()))]
    }

    /// A list that depends on the cell: one rule for each set of options that comes out, then one without options
    /// for the cells where none did.
    fn by_row(&mut self, sheet: usize, validation: &Validation, written_for: Position) -> Vec<Rule> {
        let mut found: BTreeMap<Vec<String>, Vec<Area>> = BTreeMap::new();
        for at in self.cells_of(&self.book.sheets[sheet], &validation.areas) {
            let place = Place { sheet, at, written_for };
            if let (Some(options), _) = self.options(&validation.first, place) {
                let areas = found.entry(options).or_default();
                match areas.last_mut() {
                    Some(last)
                        if last.last.column == at.column
                            && last.first.column == at.column
                            && last.last.row.0 + 1 == at.row.0 =>
                    {
                        last.last = at;
                    }
                    _ => areas.push(Area { first: at, last: at }),
                }
            }
        }
        let mut rules: Vec<Rule> = found
            .into_iter()
            .map(|(options, areas)| rule(validation, areas, Accepts::List(options)))
            .collect();
        rules.push(rule(validation, validation.areas.clone(), Accepts::List(Vec::new())));
        rules
    }

    /// The cells of these areas in rows that hold something, column by column.
    fn cells_of(&self, sheet: &Sheet, areas: &[Area]) -> Vec<Position> {
        let mut cells = Vec::new();
        for area in areas {
            let first = Position { column: crate::workbook::Column(1), ..area.first };
            let last = Position { column: crate::workbook::Column(Position::LAST_COLUMN), ..area.last };
            let mut rows: Vec<_> = sheet.cells.range(first..=last).map(|(at, _)| at.row).collect();
            rows.dedup();
            let columns = area.first.column.0..=area.last.column.0.min(area.first.column.0 + 63);
            for column in columns {
                let at = |row| Position { row, column: crate::workbook::Column(column) };
                cells.extend(rows.iter().copied().map(at).take(MOST_ROWS.saturating_sub(cells.len())));
            }
        }
        cells
    }

    fn options(&self, formula: &str, place: Place) -> (Option<Vec<String>>, bool) {
        let (value, relative) = formula::evaluate(self.book, formula, place);
        let options = match value {
            Value::Text(text) => Some(text.split(',').map(|option| option.trim().to_owned()).collect()),
            Value::Area(sheet, area) => {
                self.book.sheets.get(sheet).map(|sheet| formula::options(sheet, area, MOST_OPTIONS))
            }
            Value::Number(number) => Some(vec![general(number)]),
            Value::Bool(_) | Value::Unknown => None,
        };
        let filled =
            options.map(|options: Vec<String>| options.into_iter().filter(|o| !o.is_empty()).collect());
        (filled.filter(|options: &Vec<String>| !options.is_empty()), relative)
    }

    fn bounds(&self, sheet: usize, validation: &Validation) -> Option<Accepts> {
        let custom = || {
            let operator = if validation.operator.is_empty() { "between" } else { &validation.operator };
            let said = [&validation.kind, operator, &validation.first, &validation.second];
            Accepts::Custom(said.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        };
        Some(match validation.kind.as_str() {
            "" | "none" => return None,
            "date" => Accepts::Date,
            "time" => Accepts::Time,
            "custom" => Accepts::Custom(validation.first.clone()),
            kind => match self.limits(sheet, validation) {
                Some((least, most)) => match kind {
                    "whole" => Accepts::Whole { least: least.map(f64::ceil), most: most.map(f64::floor) },
                    "decimal" => Accepts::Decimal { least, most },
                    "textLength" => {
                        Accepts::Length { least: least.map(f64::ceil), most: most.map(f64::floor) }
                    }
                    _ => custom(),
                },
                None => custom(),
            },
        })
    }

    /// Both bounds included; `None` where an operator or a formula cannot be put that way.
    fn limits(&self, sheet: usize, validation: &Validation) -> Option<(Option<f64>, Option<f64>)> {
        let written_for = validation.areas.first()?.first;
        let number = |formula: &str| match formula::evaluate(
            self.book,
            formula,
            Place { sheet, at: written_for, written_for },
        ) {
            (Value::Number(number), false) => Some(number),
            (Value::Area(sheet, area), false) => self.book.sheets.get(sheet)?.text(area.first).parse().ok(),
            _ => None,
        };
        let first = number(&validation.first)?;
        Some(match validation.operator.as_str() {
            "" | "between" => (Some(first), Some(number(&validation.second)?)),
            "equal" => (Some(first), Some(first)),
            "greaterThan" => (Some(first.next_up()), None),
            "greaterThanOrEqual" => (Some(first), None),
            "lessThan" => (None, Some(first.next_down())),
            "lessThanOrEqual" => (None, Some(first)),
            _ => return None,
        })
    }
}

fn rule(validation: &Validation, areas: Vec<Area>, accepts: Accepts) -> Rule {
    Rule { areas, accepts, lenient: validation.lenient }
}
