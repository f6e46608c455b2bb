//! What each column is for: facts from `signs`, weighed in one function, with the reason in words.

use super::headings::{Heading, Meaning, describes};
use super::signs::ColumnSigns;
use super::words::printed_options;
use crate::layout::ColumnRole;

/// A column's role, how sure it is, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub role: ColumnRole,
    pub weight: f64,
    pub reason: String,
}

/// How sure we must be before anything is written into a column.
const FILLABLE_AT: f64 = 3.2;

/// How well a column would do as the one with the questions.
pub fn weigh_question(signs: &ColumnSigns) -> f64 {
    let heading = match signs.meaning {
        Some(Heading { meaning: Meaning::Question, exact }) => 3.0 + f64::from(exact),
        Some(Heading { meaning: Meaning::Other, .. }) | None => 0.5,
        Some(Heading { meaning: Meaning::Section, .. }) => -1.0,
        Some(Heading { meaning: Meaning::Guidance, .. }) => -2.0,
        Some(Heading { meaning: Meaning::Id | Meaning::Parent, .. }) => -3.0,
        // "Is this in place?" over statements asks of each of them.
        Some(heading) if !heading.exact && signs.of_filled(signs.distinct) > 0.8 && signs.verdicts == 0 => {
            0.0
        }
        Some(heading) if !heading.exact => -2.0,
        Some(_) => -5.0,
    };
    let average = if signs.filled == 0 { 0.0 } else { signs.words as f64 / signs.filled as f64 };
    let words = 5.0 * signs.of_own(signs.questions)
        + 2.0 * signs.of_own(signs.statements)
        + (average / 6.0).min(1.0)
        + signs.of_own(signs.distinct);
    let coverage = 1.5 * signs.share(signs.filled);
    let codes = 3.0 * signs.of_filled(signs.ids)
        + 3.0 * signs.of_filled(signs.marks)
        + 4.0 * signs.of_filled(signs.addresses);
    let again =
        if signs.labels > 0 { signs.of_filled(signs.labels) } else { 2.0 * signs.of_filled(signs.commonest) };
    let taken = 6.0 * signs.share(signs.lists) + again;
    let asks = matches!(signs.meaning, Some(Heading { meaning: Meaning::Question, .. }));
    let behind =
        if signs.behind_list && !asks { 3.0 - 2.5 * signs.of_own(signs.marked_questions) } else { 0.0 };
    let unseen = if signs.hidden || signs.filled == 0 { 100.0 } else { 0.0 };
    // "Why we ask this question" over a few notes that come again.
    let notes = signs.filled >= 4
        && signs.of_filled(signs.distinct) < 0.5
        && signs.of_filled(signs.marked_questions) < 0.2;
    let loose = signs.meaning.is_some_and(|heading| heading.meaning == Meaning::Question && !heading.exact);
    let heading = if notes && loose { heading.min(0.5) } else { heading };
    heading + words + coverage - codes - taken - behind - unseen
}

/// How well a column would do as the one with the customer's numbers.
pub fn weigh_id(signs: &ColumnSigns) -> f64 {
    let heading = match signs.meaning {
        Some(Heading { meaning: Meaning::Id, .. }) => 3.0,
        None => 0.0,
        Some(Heading { meaning: Meaning::Other | Meaning::Section, .. }) => -1.0,
        Some(Heading { meaning: Meaning::Question, .. }) => -1.0,
        Some(_) => -3.0,
    };
    let ids = 3.0 * signs.of_filled(signs.ids) + signs.of_filled(signs.guids);
    // References come again and again, in no order; numbers that start again in each section rise.
    let named = matches!(signs.meaning, Some(Heading { meaning: Meaning::Id, .. }));
    let again = !named && signs.of_filled(signs.distinct) < 0.85 && signs.of_filled(signs.rising) < 0.3;
    let ids = ids - if again { 1.5 } else { 0.0 };
    let distinct =
        if signs.of_filled(signs.distinct) < 0.3 { -1.5 } else { 2.0 * signs.of_filled(signs.distinct) };
    let place = match signs.beyond_question {
        Some(0) => -100.0,
        Some(left) if left < 0 => 0.05 * left as f64,
        Some(_) if signs.guids > 0 => 0.0,
        Some(_) => -1.5,
        None => 0.0,
    };
    let rules = 5.0 * signs.share(signs.lists) + 2.0 * signs.share(signs.dates);
    let rules = rules + if signs.share(signs.filled) < 0.2 { 2.0 } else { 0.0 };
    if signs.filled == 0 {
        -100.0
    } else {
        heading + ids + distinct + signs.share(signs.filled) + place - rules
    }
}

/// The role that fits a column best, once the questions' and the ids' columns are known.
pub fn judge(signs: &ColumnSigns) -> Judged {
    let candidates = [
        (ColumnRole::Owner, Meaning::Owner),
        (ColumnRole::Score, Meaning::Score),
        (ColumnRole::Evidence, Meaning::Evidence),
        (ColumnRole::Date, Meaning::Date),
        (ColumnRole::Answer, Meaning::Answer),
        // Of equals the last is taken: an open column that says nothing takes words.
        (ColumnRole::Comment, Meaning::Comment),
    ];
    let best = candidates
        .into_iter()
        .map(|(role, meaning)| (role, weigh_fillable(signs, role, meaning)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match best {
        Some((role, weight)) if weight >= FILLABLE_AT => Judged { role, weight, reason: why_filled(signs) },
        _ => unfilled(signs),
    }
}

/// For a column that is written into: every fact for and against.
fn weigh_fillable(signs: &ColumnSigns, role: ColumnRole, meaning: Meaning) -> f64 {
    let &ColumnSigns {
        column: _,
        heading: ref head,
        meaning: heading,
        suppliers,
        customers,
        hidden,
        width: _,
        rows: _,
        filled: _,
        words: _,
        questions,
        marked_questions,
        statements: _,
        ids,
        guids: _,
        addresses,
        numbers,
        dates,
        formulas,
        verdicts,
        marks: _,
        placeholders,
        printed_options: options,
        distinct,
        rising: _,
        labels: _,
        commonest: _,
        lists,
        mark_lists: _,
        number_rules,
        other_rules,
        locked,
        fields,
        swallowed,
        beyond_question,
        answered,
        behind_list,
    } = signs;
    let answer = role == ColumnRole::Answer;
    let empty_description = role == ColumnRole::Comment && signs.filled == 0 && describes(&head.own);
    let said = if empty_description { 2.5 } else { said(heading, meaning, role, suppliers) };
    let said = said + if answer && heading.is_none() && is_year(&head.own) { 2.5 } else { 0.0 };
    let closed = signs.share(lists) + signs.of_filled(options) + 0.5 * signs.of_filled(verdicts);
    let legal = match role {
        ColumnRole::Answer => {
            4.0 * closed.min(1.0) + 1.5 * signs.share(number_rules) + signs.share(other_rules)
        }
        ColumnRole::Score => 2.0 * signs.share(number_rules) + signs.share(lists),
        ColumnRole::Date => signs.share(dates + other_rules),
        _ => 0.5 * signs.share(other_rules) - 1.5 * signs.share(lists),
    };
    let room = 1.5 * signs.open() + 1.5 * signs.share(fields) + 2.0 * signs.of_filled(placeholders);
    let prose = signs.words >= 4 * signs.filled && placeholders == 0;
    let varied = prose || (distinct > 2 && signs.of_filled(distinct) > 0.3);
    let printed =
        if signs.open() < 0.1 && varied && !answered && signs.share(lists) < 0.2 { 2.0 } else { 0.0 };
    // "Will be reviewed each year." answers, though it opens like a question in some languages.
    let asking = if said >= 3.0 { marked_questions } else { questions };
    // The customer's few remarks, again and again.
    let loose = heading.is_none_or(|heading| !heading.exact && heading.meaning != Meaning::Answer);
    let notes = loose && prose && !answered && signs.lists == 0 && distinct * 5 < signs.filled * 3;
    let printed = if notes && signs.filled >= 4 && signs.open() < 0.6 { 2.5 } else { printed };
    let strange = 2.0 * signs.of_filled(asking)
        + 2.0 * signs.of_filled(addresses)
        + if answer { signs.of_filled(ids) } else { 0.0 };
    let before = beyond_question.is_some_and(|places| places < 0);
    let offers = signs.filled == 0 && !printed_options(&head.own).is_empty();
    let left = if !before {
        0.0
    } else if offers {
        1.5
    } else {
        2.5
    };
    let worded = role == ColumnRole::Score && signs.of_filled(numbers) < 0.5 && signs.open() < 0.5;
    let wordy = if worded && signs.lists == 0 { 2.0 } else { 0.0 };
    let unlocked = if locked > 0 { 2.5 - 6.0 * signs.share(locked) } else { 0.0 };
    let whose = if suppliers { 1.5 } else { 0.0 } - if customers && !suppliers { 2.5 } else { 0.0 };
    let next = if answer && behind_list && signs.share(lists) < 0.1 { -0.5 } else { 0.0 };
    let unseen = if hidden { 50.0 } else { 0.0 } + 8.0 * signs.share(formulas) + 4.0 * signs.share(swallowed);
    let offered = signs.share(lists) >= 0.1 || signs.of_filled(options) > 0.5;
    let unnamed = if head.own.is_empty() && !offered { 1.0 } else { 0.0 };
    said + legal + room + whose + unlocked + next - printed - wordy - strange - left - unseen - unnamed
}

/// Figures are asked for by year.
pub(super) fn is_year(heading: &str) -> bool {
    let last = heading.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or("");
    last.len() == 4 && last.parse().is_ok_and(|year: u32| (1990..2100).contains(&year))
}

/// What the heading speaks for a role whose own word is `meaning`.
fn said(heading: Option<Heading>, meaning: Meaning, role: ColumnRole, suppliers: bool) -> f64 {
    let Some(heading) = heading else { return 0.0 };
    match heading.meaning {
        own if own == meaning => 3.0 + f64::from(heading.exact),
        Meaning::Reserved => -6.0,
        Meaning::Guidance | Meaning::Id | Meaning::Parent | Meaning::Section => -4.0,
        // Under a heading that says "supplier", any other word is for the supplier's own words.
        Meaning::Other if suppliers && role == ColumnRole::Comment => 0.5,
        Meaning::Other if suppliers => 0.0,
        Meaning::Question | Meaning::Other => -2.0,
        _ => -2.5,
    }
}

fn why_filled(signs: &ColumnSigns) -> String {
    let mut why = Vec::new();
    if signs.meaning.is_some() {
        why.push(format!("its heading “{}” says so", signs.heading.full()));
    }
    if signs.lists > 0 {
        why.push(format!("{} of {} rows take one of a list", signs.lists, signs.rows));
    }
    if signs.number_rules > 0 {
        why.push("it takes numbers within bounds".to_owned());
    }
    if signs.placeholders > 0 {
        why.push("it holds placeholders".to_owned());
    }
    let empty = signs.rows - signs.filled.min(signs.rows);
    if empty > 0 {
        why.push(format!("{empty} of {} rows are empty", signs.rows));
    }
    why.join("; ")
}

/// For a column that is not written into.
fn unfilled(signs: &ColumnSigns) -> Judged {
    let named =
        |role, weight| Judged {
            role, weight, reason: format!("its heading is “{}”", signs.heading.full())
        };
    let plain = |role, reason: &str| Judged { role, weight: 1.0, reason: reason.to_owned() };
    if signs.formulas > 0 && signs.share(signs.formulas) > 0.5 {
        return plain(ColumnRole::Reserved, "it is calculated");
    }
    if signs.hidden {
        return plain(ColumnRole::Reserved, "the customer hid it");
    }
    match signs.meaning.map(|heading| heading.meaning) {
        Some(Meaning::Reserved) => named(ColumnRole::Reserved, 3.0),
        Some(Meaning::Guidance) => named(ColumnRole::Guidance, 3.0),
        Some(Meaning::Section) => named(ColumnRole::Section, 3.0),
        _ if signs.customers && !signs.suppliers => {
            plain(ColumnRole::Reserved, "its heading names the customer")
        }
        _ if signs.locked > 0 && signs.share(signs.locked) > 0.9 && signs.filled == 0 => {
            plain(ColumnRole::Reserved, "it is locked")
        }
        _ if signs.filled > 0
            && signs.beyond_question.is_some_and(|places| places < 0)
            && signs.of_filled(signs.distinct) < 0.6 =>
        {
            plain(ColumnRole::Section, "few different words, left of the questions")
        }
        _ if signs.share(signs.filled) > 0.5 && signs.words > 4 * signs.filled => {
            plain(ColumnRole::Guidance, "the customer's own text stands in it")
        }
        _ if signs.filled == 0 => {
            plain(ColumnRole::Other, "empty, and its heading says nothing that we know")
        }
        _ => plain(ColumnRole::Other, "printed by the customer"),
    }
}
