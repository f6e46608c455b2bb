//! Content validations as rules (ODF 1.3 part 3, 9.4.5 and 19.601).

use std::collections::HashMap;

use super::read::Used;
use crate::sheet::formula::{self, Book, Name, Place, Value};
use crate::workbook::{Accepts, Area, Position, Rule, Workbook};

/// The most options of a list that are kept.
const MOST_OPTIONS: usize = 5_000;

/// A content validation as it is written.
pub(super) struct Validation {
    pub condition: String,
    pub base: String,
    pub lenient: bool,
}

/// Gives each sheet its rules.
pub(super) fn resolve(
    workbook: &mut Workbook,
    names: &[Name],
    validations: &HashMap<String, Validation>,
    used: &Used,
) {
    let book = Book { sheets: &workbook.sheets, names, tables: &[] };
    let mut all = Vec::new();
    for (sheet, used) in used.iter().enumerate() {
        let mut by_name: Vec<_> = used.iter().collect();
        by_name.sort_by_key(|(name, areas)| (areas.first().map(|area| area.first), name.as_str()));
        let rules = by_name.into_iter().filter_map(|(name, areas)| {
            let validation = validations.get(name)?;
            let accepts = accepts(book, sheet, validation)?;
            Some(Rule { areas: areas.clone(), accepts, lenient: validation.lenient })
        });
        all.push(rules.collect::<Vec<_>>());
    }
    for (sheet, rules) in workbook.sheets.iter_mut().zip(all) {
        let unknown = |rule: &&Rule| rule.accepts == Accepts::List(Vec::new());
        for rule in rules.iter().filter(unknown) {
            let areas: Vec<String> = rule.areas.iter().take(3).map(Area::to_string).collect();
            let text = format!(
                "sheet “{}”, {}: the source of the list could not be found",
                sheet.name,
                areas.join(" ")
            );
            workbook.warnings.push(text);
        }
        sheet.rules = rules;
    }
}

fn accepts(book: Book, sheet: usize, validation: &Validation) -> Option<Accepts> {
    let condition = validation.condition.trim();
    let condition =
        condition.split_once(':').filter(|(prefix, _)| prefix.len() < 6).map_or(condition, |(_, rest)| rest);
    if condition.is_empty() {
        return None;
    }
    if let Some(inside) = condition.strip_prefix("cell-content-is-in-list(") {
        return Some(Accepts::List(options(
            book,
            sheet,
            inside.strip_suffix(')').unwrap_or(inside),
            &validation.base,
        )));
    }
    let limits = limits(condition);
    let has = |what: &str| condition.contains(what);
    Some(match limits {
        _ if has("cell-content-is-date") => Accepts::Date,
        _ if has("cell-content-is-time") => Accepts::Time,
        Some((least, most)) if has("cell-content-is-whole-number") => Accepts::Whole { least, most },
        Some((least, most)) if has("cell-content-is-decimal-number") => Accepts::Decimal { least, most },
        Some((least, most)) if has("cell-content-text-length") => Accepts::Length { least, most },
        _ => Accepts::Custom(condition.to_owned()),
    })
}

/// `"a";"b"` or a reference.
fn options(book: Book, sheet: usize, inside: &str, base: &str) -> Vec<String> {
    if inside.trim_start().starts_with('"') {
        let mut rest = inside.trim();
        let mut found = Vec::new();
        while let Some(start) = rest.strip_prefix('"') {
            let Some(end) = start.find('"') else { break };
            found.push(start[..end].trim().to_owned());
            rest = start[end + 1..].trim_start_matches([';', ' ']);
        }
        return found;
    }
    let written_for =
        base.rsplit('.').next().and_then(|cell| cell.parse().ok()).unwrap_or(Position::new(1, 1));
    let place = Place { sheet, at: written_for, written_for };
    match formula::evaluate(book, &reference(inside), place) {
        (Value::Area(sheet, area), _) => book
            .sheets
            .get(sheet)
            .map(|sheet| formula::options(sheet, area, MOST_OPTIONS))
            .unwrap_or_default(),
        (Value::Text(text), _) => vec![text],
        _ => Vec::new(),
    }
}

/// Both bounds included; `None` where a condition cannot be put that way.
fn limits(condition: &str) -> Option<(Option<f64>, Option<f64>)> {
    if condition.contains("not-between") || condition.contains("!=") {
        return None;
    }
    if let Some((_, inside)) = condition.split_once("is-between(") {
        let (least, most) = inside.split_once([',', ';'])?;
        let most = most.split(')').next()?;
        return Some((Some(least.trim().parse().ok()?), Some(most.trim().parse().ok()?)));
    }
    let at = condition.find(['<', '>', '='])?;
    let sign: String = condition[at..].chars().take_while(|c| matches!(c, '<' | '>' | '=')).collect();
    let number: f64 = condition[at + sign.len()..].trim().trim_end_matches(')').parse().ok()?;
    Some(match sign.as_str() {
        "<=" => (None, Some(number)),
        "<" => (None, Some(number.next_down())),
        ">=" => (Some(number), None),
        ">" => (Some(number.next_up()), None),
        _ => (Some(number), Some(number)),
    })
}

/// `[$Lists.$A$1:.$A$3]` or `$Lists.$A$1:$Lists.$A$3` as `'Lists'!$A$1:$A$3`.
pub(super) fn reference(text: &str) -> String {
    let plain = text.trim().trim_start_matches("of:=").trim_matches(['[', ']']);
    let mut parts = Vec::new();
    let mut sheet = String::new();
    for (n, part) in plain.split(':').enumerate() {
        let Some((before, cell)) = part.rsplit_once('.') else { return plain.to_owned() };
        if n == 0 {
            sheet = before.trim_start_matches('$').trim_matches('\'').to_owned();
        }
        parts.push(cell);
    }
    let area = parts.join(":");
    if sheet.is_empty() { area } else { format!("'{sheet}'!{area}") }
}
