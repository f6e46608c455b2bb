//! A form: tables that share their columns, with the role of each column settled. Says no, and why, where tables are
//! no questionnaire.

use std::collections::{BTreeMap, HashMap};

use super::columns::{self, Judged};
use super::grid::Grid;
use super::headers::{ColumnHeading, Table};
use super::headings::{self, Meaning};
use super::marks;
use super::signs::{self, ColumnSigns};
use super::warning::{LayoutWarning, WayOut};
use super::words::{self, fold, printed_options};
use crate::layout::{ColumnFound, ColumnRole, SheetOverrides};
use crate::question::CellRole;
use crate::workbook::{Accepts, Column};

/// A column that may be written into.
#[derive(Clone, Debug)]
pub struct AnswerColumn {
    pub column: Column,
    pub role: CellRole,
    pub role_of_column: ColumnRole,
    pub heading: String,
    /// The heading to tick under, where one of several columns is to be marked.
    pub mark: Option<String>,
    /// Options that the heading prints ("Yes / No").
    pub options: Vec<String>,
    /// The list that nearly all rows take.
    pub list: Option<Vec<String>>,
}

/// Tables of one kind, understood.
#[derive(Clone, Debug)]
pub struct Form {
    pub tables: Vec<Table>,
    /// Lines under the headers, in order.
    pub lines: Vec<usize>,
    /// Columns whose texts, joined, are the question; empty where only ids tell the rows apart.
    pub question: Vec<Column>,
    pub id: Option<Column>,
    pub parent: Option<Column>,
    pub section: Option<Column>,
    pub answers: Vec<AnswerColumn>,
    /// The answer goes into an empty place under each question.
    pub below: Option<AnswerColumn>,
    /// Labels under each question name the places of its answer.
    pub labelled: bool,
    pub columns: Vec<ColumnFound>,
    pub warnings: Vec<LayoutWarning>,
}

/// Why tables are no questionnaire.
#[derive(Clone, Debug)]
pub struct NotAForm {
    pub tables: Vec<Table>,
    pub columns: Vec<ColumnFound>,
    pub reason: String,
}

/// Puts tables whose headers agree together.
pub fn families(tables: Vec<Table>) -> Vec<Vec<Table>> {
    let mut found: Vec<Vec<Table>> = Vec::new();
    for table in tables {
        match found.iter_mut().find(|family| alike(&family[0], &table)) {
            Some(family) => family.push(table),
            None => found.push(vec![table]),
        }
    }
    found
}

fn alike(a: &Table, b: &Table) -> bool {
    let own = |table: &Table| -> BTreeMap<Column, String> {
        table.headings.iter().map(|(column, heading)| (*column, fold(&heading.full()))).collect()
    };
    let (first, second) = (own(a), own(b));
    let same = first.iter().filter(|(column, text)| second.get(column) == Some(text)).count();
    same >= 2 && same * 2 >= first.len().min(second.len())
}

/// Settles the columns of a family of tables.
pub fn read(grid: &Grid<'_>, tables: Vec<Table>, overrides: &SheetOverrides) -> Result<Form, NotAForm> {
    let lines: Vec<usize> =
        tables.iter().flat_map(Table::body).filter(|&line| !grid.lines[line].hidden).collect();
    let headings = merged_headings(&tables, overrides);
    let first = signs::measure(grid, &lines, &headings);
    let question = overrides.question.or_else(|| question_column(&first));
    let items = match question {
        Some(column) => asked_lines(grid, &lines, column),
        None => lines.clone(),
    };
    let mut signs = signs::measure(grid, &items, &headings);
    place(&mut signs, question);
    let draft = Draft { grid, tables, lines, items, signs, question, overrides };
    draft.settle()
}

/// The lines with a text in the questions' column; labels that stand there again and again are no questions.
fn asked_lines(grid: &Grid<'_>, lines: &[usize], column: Column) -> Vec<usize> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for &line in lines {
        *times.entry(grid.text(line, column)).or_default() += 1;
    }
    let label = |text: &str| times[text] > 3 && signs::is_label(text);
    let asks = |text: &str| !text.is_empty() && !label(text);
    lines.iter().copied().filter(|&line| asks(grid.text(line, column))).collect()
}

/// The headings of all tables; columns that the user named are there even where nothing stands in them.
fn merged_headings(tables: &[Table], told: &SheetOverrides) -> BTreeMap<Column, ColumnHeading> {
    let mut all: BTreeMap<Column, ColumnHeading> = BTreeMap::new();
    for table in tables {
        for (column, heading) in &table.headings {
            all.entry(*column).or_insert_with(|| heading.clone());
        }
    }
    for column in told.answers.iter().chain(&told.comments) {
        all.entry(*column).or_default();
    }
    all
}

fn question_column(signs: &[ColumnSigns]) -> Option<Column> {
    let weighed = signs.iter().map(|one| (one, columns::weigh_question(one)));
    let (best, weight) = weighed.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (weight >= 3.0).then(|| best.at())
}

fn place(signs: &mut [ColumnSigns], question: Option<Column>) {
    if let Some(question) = question {
        for one in signs {
            one.beyond_question = Some(i64::from(one.column) - i64::from(question.0));
            // "Position" over no numbers, behind the questions, is no column of numbers, and an empty one no section.
            let says = |meaning| one.meaning.is_some_and(|heading| heading.meaning == meaning);
            let numbers = says(Meaning::Id) && one.of_filled(one.ids) < 0.2;
            if (numbers || (says(Meaning::Section) && one.filled == 0)) && one.column > question.0 {
                one.meaning = None;
            }
        }
    }
}

/// A form in the making.
pub(super) struct Draft<'a, 'g> {
    pub(super) grid: &'a Grid<'g>,
    pub(super) tables: Vec<Table>,
    pub(super) lines: Vec<usize>,
    pub(super) items: Vec<usize>,
    pub(super) signs: Vec<ColumnSigns>,
    pub(super) question: Option<Column>,
    pub(super) overrides: &'a SheetOverrides,
}

impl Draft<'_, '_> {
    fn settle(mut self) -> Result<Form, NotAForm> {
        let id = self.id_column();
        if self.question.is_none()
            && let Some(id) = id
        {
            self.items.retain(|&line| words::is_id(self.grid.text(line, id)));
            let headings = merged_headings(&self.tables, self.overrides);
            self.signs = signs::measure(self.grid, &self.items, &headings);
            place(&mut self.signs, Some(id));
        }
        let marks = marks::find(&self.signs);
        let mut judged: Vec<Judged> = (0..self.signs.len()).map(|at| self.judge(at, id, &marks)).collect();
        self.demote_verdicts(&mut judged, &marks);
        self.demote_foreign(&mut judged, &marks);
        self.demote_printed(&mut judged, &marks);
        self.demote_second_answers(&mut judged, &marks);
        self.demote_notes(&mut judged);
        self.promote_between(&mut judged, &marks);
        self.promote_score(&mut judged);
        self.comment_behind(&mut judged, &marks);
        self.prose_beside_answers(&mut judged);
        self.vacant_columns(&mut judged, &marks);
        self.demote_summed(&mut judged);
        self.demote_late_lists(&mut judged, &marks);
        let below = self.below(&judged);
        let labelled = self.labelled(&judged);
        if labelled {
            name_labels(&mut judged);
        }
        let under = labelled || below.is_some();
        if !under {
            self.pick_neighbour(&mut judged);
            self.vacant_columns(&mut judged, &marks);
        }
        let refusal = if under { None } else { self.refusal(&judged, &marks, id) };
        let columns = self.columns(&judged);
        if let Some(reason) = refusal {
            return Err(NotAForm { tables: self.tables, columns, reason });
        }
        let answers = self.answers(&judged, &marks);
        let section = self.first(&judged, ColumnRole::Section);
        let parent = self.signs.iter().find(|one| means(one, Meaning::Parent)).map(ColumnSigns::at);
        let question = self.question_columns(&judged);
        let warnings = if under { Vec::new() } else { self.warnings(&judged, &answers) };
        let Self { tables, lines, .. } = self;
        Ok(Form { tables, lines, question, id, parent, section, answers, below, labelled, columns, warnings })
    }

    fn id_column(&self) -> Option<Column> {
        if self.overrides.id.is_some() {
            return self.overrides.id;
        }
        let weighed = self.signs.iter().map(|one| (one, columns::weigh_id(one)));
        let (best, weight) = weighed.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (weight >= 3.2).then(|| best.at())
    }

    fn judge(&self, at: usize, id: Option<Column>, marks: &[usize]) -> Judged {
        let one = &self.signs[at];
        let told = |role| Judged { role, weight: 100.0, reason: "you said so".to_owned() };
        let column = Some(one.at());
        if self.overrides.answers.contains(&one.at()) {
            return told(ColumnRole::Answer);
        }
        if self.overrides.comments.contains(&one.at()) {
            return told(ColumnRole::Comment);
        }
        if column == self.question {
            return if self.overrides.question.is_some() {
                told(ColumnRole::Question)
            } else {
                self.why_question(one)
            };
        }
        if column == id && column == self.overrides.id {
            return told(ColumnRole::Id);
        }
        if column == id {
            let reason = format!("{} of {} cells look like numbers of questions", one.ids, one.filled);
            return Judged { role: ColumnRole::Id, weight: 5.0, reason };
        }
        if marks.contains(&at) {
            let reason = format!("one of several columns to mark: “{}”", one.heading.full());
            return Judged { role: ColumnRole::Answer, weight: 6.0, reason };
        }
        let judged = columns::judge(one);
        let rival = (!self.overrides.answers.is_empty() && judged.role == ColumnRole::Answer)
            || (!self.overrides.comments.is_empty() && judged.role == ColumnRole::Comment);
        if rival {
            Judged { role: ColumnRole::Other, weight: 1.0, reason: "you named another".to_owned() }
        } else {
            judged
        }
    }

    fn why_question(&self, one: &ColumnSigns) -> Judged {
        let mut why = Vec::new();
        if means(one, Meaning::Question) {
            why.push(format!("its heading “{}” says so", one.heading.full()));
        }
        why.push(format!("{} of {} cells ask, {} state", one.questions, one.filled, one.statements));
        Judged { role: ColumnRole::Question, weight: 5.0, reason: why.join("; ") }
    }

    fn columns(&self, judged: &[Judged]) -> Vec<ColumnFound> {
        let found = |(one, judged): (&ColumnSigns, &Judged)| ColumnFound {
            column: one.at(),
            role: judged.role,
            header: one.heading.full(),
            reason: judged.reason.clone(),
        };
        self.signs.iter().zip(judged).map(found).collect()
    }

    fn first(&self, judged: &[Judged], role: ColumnRole) -> Option<Column> {
        let near =
            self.signs.iter().zip(judged).filter(|(one, judged)| judged.role == role && one.filled > 0);
        near.map(|(one, _)| one.at()).next()
    }

    fn question_columns(&self, judged: &[Judged]) -> Vec<Column> {
        let Some(question) = self.question else { return Vec::new() };
        let Some(main) = self.signs.iter().find(|one| one.at() == question) else { return vec![question] };
        let continues = |one: &ColumnSigns, judged: &Judged| {
            let unnamed = one.heading.own.is_empty()
                && one.heading.group == main.heading.own
                && !main.heading.own.is_empty();
            let grouped = !one.heading.group.is_empty()
                && one.heading.group == main.heading.group
                && headings::read(&one.heading.group).is_some_and(|h| h.meaning == Meaning::Question);
            one.column.abs_diff(question.0) == 1
                && (unnamed || (grouped && one.words >= 3 * one.filled))
                && one.filled > 0
                && !matches!(judged.role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Id)
        };
        let mut all: Vec<Column> = self
            .signs
            .iter()
            .zip(judged)
            .filter(|(one, judged)| continues(one, judged))
            .map(|(one, _)| one.at())
            .collect();
        all.push(question);
        all.sort_unstable();
        all
    }

    fn answers(&self, judged: &[Judged], marks: &[usize]) -> Vec<AnswerColumn> {
        let mut found = Vec::new();
        for (at, (one, judged)) in self.signs.iter().zip(judged).enumerate() {
            let Some(role) = role_of(judged.role) else { continue };
            let marked = marks.contains(&at);
            found.push(AnswerColumn {
                column: one.at(),
                role,
                role_of_column: judged.role,
                heading: one.heading.full(),
                mark: marked.then(|| one.heading.own.clone()),
                options: if role == CellRole::Answer {
                    printed_options(&one.heading.own)
                } else {
                    Vec::new()
                },
                list: self.common_list(one.at()),
            });
        }
        found
    }

    /// The one list that nearly all ruled cells of a column take.
    fn common_list(&self, column: Column) -> Option<Vec<String>> {
        let mut seen: HashMap<&[String], usize> = HashMap::new();
        for &line in self.items.iter().take(1500) {
            if let Some(Accepts::List(options)) = self.grid.rule(line, column).map(|rule| &rule.accepts) {
                *seen.entry(options.as_slice()).or_default() += 1;
            }
        }
        let all: usize = seen.values().sum();
        let (options, most) = seen.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
        (most * 5 >= all * 4 && all * 2 >= self.items.len().min(1500)).then(|| options.to_vec())
    }

    fn warnings(&self, judged: &[Judged], answers: &[AnswerColumn]) -> Vec<LayoutWarning> {
        let mut warnings = Vec::new();
        let unsure = self.unsure_columns(judged);
        if !unsure.is_empty() && !answers.is_empty() {
            let named: Vec<String> = unsure.iter().map(Column::to_string).collect();
            let named = named.join(", ");
            warnings.push(LayoutWarning::with(
                format!(
                    "Column {named} is empty and may be yours to fill; its heading does not say so, so nothing is written there."
                ),
                WayOut::NameComments,
            ));
        }
        if answers.is_empty() && self.grid.sheet.protected {
            warnings.push(
                "The questions have no place for an answer: the sheet is protected, and the cells beside them are locked. \
                 Ask for a copy that takes answers, or lift the protection."
                    .into(),
            );
        } else if answers.is_empty() {
            warnings.push(LayoutWarning::with(
                "The questions have no place for an answer: no empty column, list or heading such as “Answer” beside them.",
                WayOut::NameAnswers,
            ));
        } else if self.tables.iter().all(|table| table.header_lines == 0) {
            warnings.push("No header names the columns; they were told apart by what is in them.".into());
        }
        warnings
    }
}

/// What stands left of cards names the cells beside it; it is no section.
fn name_labels(judged: &mut [Judged]) {
    for one in judged.iter_mut().filter(|one| one.role == ColumnRole::Section) {
        one.role = ColumnRole::Other;
        one.reason = "labels of what stands beside them".to_owned();
    }
}

/// Whether the heading has that meaning.
pub(super) fn means(signs: &ColumnSigns, meaning: Meaning) -> bool {
    signs.meaning.is_some_and(|heading| heading.meaning == meaning)
}

/// What a cell of such a column is for; none where nothing is written.
pub(super) fn role_of(role: ColumnRole) -> Option<CellRole> {
    Some(match role {
        ColumnRole::Answer => CellRole::Answer,
        ColumnRole::Comment | ColumnRole::Date => CellRole::Comment,
        ColumnRole::Owner => CellRole::Owner,
        ColumnRole::Score => CellRole::Score,
        ColumnRole::Evidence => CellRole::Evidence,
        _ => return None,
    })
}
