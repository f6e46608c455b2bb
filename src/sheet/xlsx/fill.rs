//! Filling a workbook in place: which cells take which answer, which parts change, and the package they go back into.

use std::collections::BTreeMap;

use super::splice::{self, Edits};
use super::{Parts, calc, check};
use crate::sheet::legal::{Stored, settle};
use crate::sheet::package::Changes;
use crate::sheet::{CellAnswer, Fault, Filled, Marking, Refusal, marking};
use crate::workbook::Workbook;

/// A copy of the workbook with the answers in their cells.
pub(in crate::sheet) fn fill(
    parts: &Parts,
    workbook: &Workbook,
    answers: &[CellAnswer],
    mark: &Marking,
) -> Result<Filled, Fault> {
    let plan = Plan::of(parts, workbook, answers);
    let mut changes = Changes::default();
    for (sheet, edits) in &plan.edits {
        let part = parts.sheets[*sheet].expect("a plan has only sheets that have a part");
        let mut text = parts.package.text(part)?;
        let name = &parts.package.parts[part].name;
        text.text = splice::splice(&text.text, name, &workbook.sheets[*sheet], edits)?;
        changes.changed.insert(part, text.into_bytes());
    }
    if !plan.edits.is_empty() && has_formulas(workbook) {
        let mut text = parts.package.text(parts.workbook)?;
        if let Some(new) = calc::calculating(&text.text, &parts.package.parts[parts.workbook].name)? {
            text.text = new;
            changes.changed.insert(parts.workbook, text.into_bytes());
        }
    }
    marking::mark(&parts.package, mark, &mut changes)?;
    finish(parts, workbook, plan, &changes)
}

fn finish(parts: &Parts, workbook: &Workbook, plan: Plan, changes: &Changes) -> Result<Filled, Fault> {
    let mut warnings = Vec::new();
    let bytes = if changes.is_empty() {
        parts.package.whole().to_vec()
    } else {
        let bytes = parts.package.with(changes)?;
        let copy = check::Filled { bytes: &bytes, changes, edits: &plan.edits };
        warnings.extend(check::check(parts, workbook, &copy)?);
        bytes
    };
    Ok(Filled {
        bytes,
        written: plan.edits.iter().flat_map(|(sheet, edits)| edits.keys().map(|at| (*sheet, *at))).collect(),
        refused: plan.refused,
        parts_kept: parts.package.parts.len() - changes.changed.len(),
        parts_changed: changes.names(&parts.package),
        warnings,
    })
}

fn has_formulas(workbook: &Workbook) -> bool {
    workbook.sheets.iter().any(|sheet| sheet.cells.values().any(|cell| cell.formula))
}

/// What is written where, by sheet, and what is not.
#[derive(Default)]
struct Plan {
    edits: BTreeMap<usize, Edits>,
    refused: Vec<Refusal>,
}

impl Plan {
    fn of(parts: &Parts, workbook: &Workbook, answers: &[CellAnswer]) -> Self {
        let mut plan = Self::default();
        for answer in answers {
            match plan.settled(parts, workbook, answer) {
                Ok(value) => {
                    plan.edits.entry(answer.sheet).or_default().insert(answer.at, value);
                }
                Err(reason) => plan.refused.push(Refusal { sheet: answer.sheet, at: answer.at, reason }),
            }
        }
        plan
    }

    fn settled(&self, parts: &Parts, workbook: &Workbook, answer: &CellAnswer) -> Result<Stored, String> {
        let sheet = workbook.sheets.get(answer.sheet).ok_or("there is no such sheet")?;
        if parts.sheets[answer.sheet].is_none() {
            return Err("the sheet could not be read".to_owned());
        }
        if self.edits.get(&answer.sheet).is_some_and(|edits| edits.contains_key(&answer.at)) {
            return Err("it has been given an answer already".to_owned());
        }
        settle(sheet, answer, parts.since_1904)
    }
}
