//! A form: tables that share their columns, with the role of each column settled. Says no, and why, where tables are
//! no questionnaire.

use std::collections::{BTreeMap, HashMap};

use super::columns::{self, Judged};
use super::grid::Grid;
use super::headers::{ColumnHeading, Table};
use super::headings::{self, Meaning};
use super::signs::{self, ColumnSigns};
use super::vocabulary::GOODS;
use super::words::{self, Ask, fold, printed_options};
use crate::layout::{ColumnFound, ColumnRole, Overrides};
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
    pub columns: Vec<ColumnFound>,
    pub warnings: Vec<String>,
}

/// Why tables are no questionnaire.
#[derive(Clone, Debug)]
pub struct NotAForm {
    pub tables: Vec<Table>,
    pub columns: Vec<ColumnFound>,
    pub reason: String,
}

/// How sure we must be that somebody is asked something.
const FORM_AT: f64 = 5.0;

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
pub fn read(grid: &Grid<'_>, tables: Vec<Table>, overrides: &Overrides) -> Result<Form, NotAForm> {
    let lines: Vec<usize> =
        tables.iter().flat_map(Table::body).filter(|&line| !grid.lines[line].hidden).collect();
    let headings = merged_headings(&tables);
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

fn merged_headings(tables: &[Table]) -> BTreeMap<Column, ColumnHeading> {
    let mut all = BTreeMap::new();
    for table in tables {
        for (column, heading) in &table.headings {
            all.entry(*column).or_insert_with(|| heading.clone());
        }
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
        }
    }
}

/// A form in the making.
struct Draft<'a, 'g> {
    grid: &'a Grid<'g>,
    tables: Vec<Table>,
    lines: Vec<usize>,
    items: Vec<usize>,
    signs: Vec<ColumnSigns>,
    question: Option<Column>,
    overrides: &'a Overrides,
}

impl Draft<'_, '_> {
    fn settle(mut self) -> Result<Form, NotAForm> {
        let id = self.id_column();
        if self.question.is_none()
            && let Some(id) = id
        {
            self.items.retain(|&line| words::is_id(self.grid.text(line, id)));
            let headings = merged_headings(&self.tables);
            self.signs = signs::measure(self.grid, &self.items, &headings);
            place(&mut self.signs, Some(id));
        }
        let marks = columns::marks(&self.signs);
        let mut judged: Vec<Judged> = (0..self.signs.len()).map(|at| self.judge(at, id, &marks)).collect();
        self.demote_second_answers(&mut judged, &marks);
        self.demote_printed(&mut judged, &marks);
        self.promote_score(&mut judged);
        self.prose_beside_answers(&mut judged);
        let below = self.below(&judged);
        if below.is_none() {
            self.pick_neighbour(&mut judged);
        }
        let refusal = if below.is_some() { None } else { self.refusal(&judged, &marks, id) };
        let columns = self.columns(&judged);
        if let Some(reason) = refusal {
            return Err(NotAForm { tables: self.tables, columns, reason });
        }
        let answers = self.answers(&judged, &marks);
        let section = self.first(&judged, ColumnRole::Section);
        let parent = self.signs.iter().find(|one| means(one, Meaning::Parent)).map(ColumnSigns::at);
        let question = self.question_columns(&judged);
        let warnings = if below.is_some() { Vec::new() } else { self.warnings(&answers) };
        let Self { tables, lines, .. } = self;
        Ok(Form { tables, lines, question, id, parent, section, answers, below, columns, warnings })
    }

    fn id_column(&self) -> Option<Column> {
        let weighed = self.signs.iter().map(|one| (one, columns::weigh_id(one)));
        let (best, weight) = weighed.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (weight >= 3.2).then(|| best.at())
    }

    fn judge(&self, at: usize, id: Option<Column>, marks: &[usize]) -> Judged {
        let one = &self.signs[at];
        let told = |role| Judged { role, weight: 100.0, reason: "you said so".to_owned() };
        let column = Some(one.at());
        if column == self.overrides.answer {
            return told(ColumnRole::Answer);
        }
        if column == self.overrides.comment {
            return told(ColumnRole::Comment);
        }
        if column == self.question {
            return if self.overrides.question.is_some() {
                told(ColumnRole::Question)
            } else {
                self.why_question(one)
            };
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
        let rival = self.overrides.answer.is_some() && judged.role == ColumnRole::Answer;
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

    /// Beside a closed answer, a second free-text answer is its comment.
    fn demote_second_answers(&self, judged: &mut [Judged], marks: &[usize]) {
        let closed = |at: usize| marks.contains(&at) || self.signs[at].share(self.signs[at].lists) > 0.2;
        let answers: Vec<usize> =
            (0..judged.len()).filter(|&at| judged[at].role == ColumnRole::Answer).collect();
        if !answers.iter().any(|&at| closed(at)) {
            return;
        }
        for at in answers.into_iter().filter(|&at| !closed(at)) {
            if judged[at].weight < 100.0 {
                judged[at].role = ColumnRole::Comment;
                judged[at].reason.push_str("; the answer itself goes into another column");
            }
        }
    }

    /// A column that the customer filled is not the answer's where another, by its heading, is empty.
    fn demote_printed(&self, judged: &mut [Judged], marks: &[usize]) {
        let answers =
            |judged: &[Judged], at: usize| judged[at].role == ColumnRole::Answer && judged[at].weight < 100.0;
        let free = (0..judged.len()).any(|at| answers(judged, at) && self.signs[at].open() > 0.9);
        for at in 0..judged.len() {
            let one = &self.signs[at];
            let printed = one.open() < 0.1 && one.placeholders == 0 && one.lists == 0 && !marks.contains(&at);
            if free && printed && answers(judged, at) {
                judged[at] = Judged {
                    role: ColumnRole::Reserved,
                    weight: 2.0,
                    reason: "filled already, while another column for answers is empty".into(),
                };
            }
        }
    }

    /// Where nothing else takes the answer, the score that the vendor gives is the answer.
    fn promote_score(&self, judged: &mut [Judged]) {
        let answered = judged.iter().any(|one| one.role == ColumnRole::Answer);
        let score = judged.iter_mut().find(|one| one.role == ColumnRole::Score).filter(|_| !answered);
        if let Some(score) = score {
            score.role = ColumnRole::Answer;
            score.reason.push_str("; nothing else takes the answer");
        }
    }

    /// On rows that are only numbered, nothing is the customer's: prose behind the answer is its comment.
    fn prose_beside_answers(&self, judged: &mut [Judged]) {
        if self.question.is_some() {
            return;
        }
        for (one, judged) in self.signs.iter().zip(judged) {
            let idle = matches!(judged.role, ColumnRole::Guidance | ColumnRole::Other);
            let unnamed = one.meaning.is_none_or(|heading| heading.meaning == Meaning::Other);
            if idle
                && unnamed
                && one.behind_list
                && !one.hidden
                && one.formulas == 0
                && one.words > 3 * one.filled
            {
                judged.role = ColumnRole::Comment;
                judged.reason = "prose behind the answer, on rows that are only numbered".to_owned();
            }
        }
    }

    /// Where nothing says which column takes the answer, the empty place beside the question does.
    fn pick_neighbour(&mut self, judged: &mut Vec<Judged>) {
        let taken = judged
            .iter()
            .any(|one| matches!(one.role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Score));
        let (Some(question), false) = (self.question, taken) else { return };
        let room = |one: &ColumnSigns| {
            one.column > question.0
                && !one.hidden
                && one.open() > 0.7
                && one.formulas == 0
                && one.locked * 2 < one.rows.max(1)
        };
        let known = |one: &ColumnSigns| one.meaning.is_none();
        let found = self.signs.iter().position(|one| room(one) && known(one));
        if let Some(at) = found {
            judged[at] = neighbour();
            let next =
                self.signs.get(at + 1).filter(|one| room(one) && known(one) && !one.heading.own.is_empty());
            if next.is_some_and(|one| one.column == self.signs[at].column + 1)
                && judged[at + 1].role == ColumnRole::Other
            {
                judged[at + 1] = Judged {
                    role: ColumnRole::Comment,
                    reason: "the empty column after the answer's (unsure)".into(),
                    weight: 1.5,
                };
            }
            return;
        }
        if self.tables.iter().any(|table| table.header_lines > 0) {
            return;
        }
        let last = self.signs.iter().map(|one| one.column).max().unwrap_or(question.0);
        if last == question.0 && self.asked() > 0.5 {
            let lines = &self.items;
            let extra = signs::measure(
                self.grid,
                lines,
                &BTreeMap::from([(Column(last + 1), ColumnHeading::default())]),
            );
            if let Some(one) = extra.into_iter().find(|one| one.column == last + 1) {
                self.signs.push(one);
                judged.push(neighbour());
            }
        }
    }

    /// Where no column takes answers, boxes under the questions may.
    fn below(&self, judged: &[Judged]) -> Option<AnswerColumn> {
        let question = self.question.filter(|_| !judged.iter().any(|one| role_of(one.role).is_some()))?;
        let asks = |line: &&usize| words::ask(self.grid.text(**line, question)) == Ask::Question;
        let asked: Vec<usize> = self.items.iter().filter(asks).copied().take(1500).collect();
        let boxes = asked.iter().filter(|&&line| self.grid.box_below(line, question).is_some()).count();
        (boxes >= 2 && boxes * 2 > asked.len()).then(|| AnswerColumn {
            column: question,
            role: CellRole::Answer,
            role_of_column: ColumnRole::Answer,
            heading: String::new(),
            mark: None,
            options: Vec::new(),
            list: None,
        })
    }

    fn asked(&self) -> f64 {
        let found = self.signs.iter().find(|one| Some(one.at()) == self.question);
        found.map_or(0.0, |one| one.of_filled(one.questions))
    }

    /// Why nobody is asked anything here; none if somebody is.
    fn refusal(&self, judged: &[Judged], marks: &[usize], id: Option<Column>) -> Option<String> {
        if self.overrides.question.is_some() {
            return None;
        }
        if self.items.is_empty() {
            return Some("no rows below the header".to_owned());
        }
        let fills = |at: &usize| {
            matches!(judged[*at].role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Score)
        };
        let fillable: Vec<usize> = (0..judged.len()).filter(fills).collect();
        let listed = fillable.iter().any(|&at| self.signs[at].lists > 0 || marks.contains(&at));
        if self.question.is_none() {
            return (id.is_none() || !listed)
                .then(|| "no column of questions, and no numbered rows to answer".to_owned());
        }
        let asked = self.signs.iter().find(|one| Some(one.at()) == self.question)?;
        if fillable.is_empty() {
            if self.signs.iter().any(|one| means(one, Meaning::Answer) && one.share(one.formulas) > 0.5) {
                return Some("the answers are calculated".to_owned());
            }
            let questions = asked.of_own(asked.questions);
            let heading = means(asked, Meaning::Question);
            let marks = asked.of_own(asked.marked_questions);
            let many = asked.questions >= 3
                && (questions >= 0.5
                    || (heading && questions >= 0.25)
                    || (asked.marked_questions >= 5 && marks >= 0.3));
            let plain = many || (heading && questions >= 0.8);
            return (!plain).then(|| "nowhere to write an answer".to_owned());
        }
        let weight = self.weight(asked, &fillable, listed, !marks.is_empty(), id.is_some());
        (weight < FORM_AT).then(|| format!("too little looks like questions ({weight:.1} of {FORM_AT:.1})"))
    }

    fn weight(
        &self,
        asked: &ColumnSigns,
        fillable: &[usize],
        listed: bool,
        marked: bool,
        numbered: bool,
    ) -> f64 {
        let heading = match asked.meaning {
            Some(h) if h.meaning == Meaning::Question => 2.0 + f64::from(h.exact),
            _ => 0.0,
        };
        let says = |meaning| fillable.iter().any(|&at| means(&self.signs[at], meaning));
        let answer =
            if says(Meaning::Answer) { 2.5 } else { 0.0 } + if says(Meaning::Comment) { 1.0 } else { 0.0 };
        let answer = answer + if says(Meaning::Score) && !says(Meaning::Answer) { 2.0 } else { 0.0 };
        let legal = if listed { 2.5 } else { 0.0 } + if marked { 1.5 } else { 0.0 };
        let text = 4.0 * asked.of_own(asked.questions) + 1.5 * asked.of_own(asked.statements);
        let against = self.signs.iter().filter(|one| GOODS.within(&fold(&one.heading.own)) != 0).count();
        let headless = !says(Meaning::Answer) && !says(Meaning::Comment);
        let plain = asked.of_filled(asked.marked_questions) >= 0.5 && asked.filled >= 3;
        let bare = if headless && plain { 1.5 } else { 0.0 };
        let room = fillable.iter().any(|&at| self.signs[at].open() > 0.1 || self.signs[at].placeholders > 0);
        let full = if room || listed || heading > 0.0 || asked.questions > 0 { 0.0 } else { 2.0 };
        heading + answer + legal + text + bare - full
            + if numbered || self.numbered_in_text() { 0.7 } else { 0.0 }
            - 1.5 * against as f64
    }

    fn numbered_in_text(&self) -> bool {
        let Some(question) = self.question else { return false };
        let some: Vec<&usize> = self.items.iter().take(200).collect();
        let numbered =
            some.iter().filter(|&&&line| words::leading_id(self.grid.text(line, question)).is_some()).count();
        numbered * 2 > some.len()
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
                && (unnamed || grouped)
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

    fn warnings(&self, answers: &[AnswerColumn]) -> Vec<String> {
        let mut warnings = Vec::new();
        if answers.is_empty() {
            warnings.push(
                "The questions have no place for an answer: no empty column, list or heading such as “Answer” beside them. \
                 Name one with --answer."
                    .to_owned(),
            );
        } else if self.tables.iter().all(|table| table.header_lines == 0) {
            warnings.push("No header names the columns; they were told apart by what is in them.".to_owned());
        }
        warnings
    }
}

fn neighbour() -> Judged {
    let reason =
        "the nearest empty column to the right of the questions; nothing else says so (unsure)".to_owned();
    Judged { role: ColumnRole::Answer, weight: 2.0, reason }
}

fn means(signs: &ColumnSigns, meaning: Meaning) -> bool {
    signs.meaning.is_some_and(|heading| heading.meaning == meaning)
}

fn role_of(role: ColumnRole) -> Option<CellRole> {
    Some(match role {
        ColumnRole::Answer => CellRole::Answer,
        ColumnRole::Comment | ColumnRole::Date => CellRole::Comment,
        ColumnRole::Owner => CellRole::Owner,
        ColumnRole::Score => CellRole::Score,
        ColumnRole::Evidence => CellRole::Evidence,
        _ => return None,
    })
}
