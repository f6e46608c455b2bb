//! Columns of which one is marked in each row: Yes | No | N/A, the steps of a scale, the options under a group's
//! heading. What a mark means is said by `options`, never here.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::headings::{Heading, Meaning, is_customers};
use super::signs::ColumnSigns;
use super::vocabulary::DEGREES;
use super::words::{self, fold, printed_options, verdict};

/// Runs of neighbours in which one cell is to be marked: places in `signs`.
pub fn find(signs: &[ColumnSigns]) -> Vec<usize> {
    let found = by_words(signs);
    if found.len() >= 2 && !grows(signs, &found) { found } else { by_shape(signs).unwrap_or(found) }
}

/// Whether a neighbour of the columns found has their width: then their words tell less than their shape.
fn grows(signs: &[ColumnSigns], found: &[usize]) -> bool {
    let like = |at: usize, next: usize| {
        signs.get(next).is_some_and(|one| {
            let alike = one.width.is_some()
                && one.width == signs[at].width
                && one.column.abs_diff(signs[at].column) == 1;
            alike && narrow(one)
        })
    };
    found.iter().any(|&at| {
        (at > 0 && !found.contains(&(at - 1)) && like(at, at - 1))
            || (!found.contains(&(at + 1)) && like(at, at + 1))
    })
}

/// Neighbours of one narrow width, right behind what the customer printed, with a word or two over each and nothing else
/// to answer with: columns to tick, whatever their words.
fn by_shape(signs: &[ColumnSigns]) -> Option<Vec<usize>> {
    let fits = |at: usize| narrow(&signs[at]);
    let same = |a: &ColumnSigns, b: &ColumnSigns| a.width == b.width && a.heading.group == b.heading.group;
    let vacant = |one: &ColumnSigns| one.filled == 0 && one.beyond_question.is_some_and(|places| places > 0);
    let run = runs(signs, &fits, same)
        .into_iter()
        .find(|run| run.end() - run.start() >= 1 && run.end() - run.start() <= 7)
        .filter(|run| !signs[..*run.start()].iter().any(vacant))?;
    // A list before the run, or right behind it, takes the answer; one further right is somebody else's.
    let list = |one: &ColumnSigns| one.lists - one.mark_lists > 0 && !one.hidden;
    let answered = signs.iter().take(run.end() + 2).any(list);
    (!answered).then(|| run.collect())
}

/// The widest column to tick, in characters.
const NARROW: f64 = 12.5;

fn narrow(one: &ColumnSigns) -> bool {
    let plain = one.meaning.is_none_or(|heading| {
        !matches!(heading.meaning, Meaning::Reserved | Meaning::Guidance)
            && (!heading.exact || step(&one.heading.own).is_some())
    });
    let size = words::count(&one.heading.own);
    bare(one)
        && plain
        && (1..=3).contains(&size)
        && one.width.is_some_and(|width| width <= NARROW)
        && (!one.customers || one.suppliers)
}

/// Runs whose headings are steps of a scale.
fn by_words(signs: &[ColumnSigns]) -> Vec<usize> {
    let fits = |at: usize| bare(&signs[at]) && !reserved(&signs[at]);
    let mut found: Vec<usize> =
        runs(signs, &fits, |_, _| true).into_iter().flat_map(|run| steps(signs, run)).collect();
    if found.is_empty() {
        return found;
    }
    let used = found.iter().any(|&at| signs[at].filled > 0);
    let in_group = |at: usize| {
        let one = &signs[at];
        bare(one) && !is_customers(&one.heading.group) && !is_reserved(one) && (used || one.filled == 0)
    };
    let same =
        |a: &ColumnSigns, b: &ColumnSigns| !a.heading.group.is_empty() && a.heading.group == b.heading.group;
    // Where widths are known, the options of a group are as wide as the steps found.
    let width = signs[found[0]].width;
    let wide =
        |run: &RangeInclusive<usize>| run.clone().all(|at| width.is_none() || signs[at].width == width);
    found.extend(
        runs(signs, &in_group, same).into_iter().filter(|run| run.start() < run.end() && wide(run)).flatten(),
    );
    found.sort_unstable();
    found.dedup();
    found
}

/// From the first step of a run to the last; none unless two of them differ. What stands between is a step too, whatever
/// its words ("In place with exceptions").
fn steps(signs: &[ColumnSigns], run: RangeInclusive<usize>) -> Vec<usize> {
    let steps: Vec<usize> = run.filter(|&at| step(&signs[at].heading.own).is_some()).collect();
    let apart = |pair: &[usize]| {
        let more = |at: usize| opening_word(&signs[at]) == opening_word(&signs[pair[0]]);
        (pair[0] + 1..pair[1]).any(|at| !bridges(&signs[at]) && !more(at))
    };
    let mut found = Vec::new();
    let mut from = 0;
    for end in 1..=steps.len() {
        if end == steps.len() || apart(&steps[end - 1..=end]) {
            let chain = &steps[from..end];
            let differ: HashSet<String> =
                chain.iter().filter_map(|&at| step(&signs[at].heading.own)).collect();
            if let (Some(&first), Some(&last), true) = (chain.first(), chain.last(), differ.len() >= 2) {
                let last = if goes_on(signs, last) { last + 1 } else { last };
                found.extend(open_before(signs, first, chain.len())..=last);
            }
            from = end;
        }
    }
    found
}

/// Whether an unknown word or two behind the last step are another, because a further column behind them takes words.
fn goes_on(signs: &[ColumnSigns], last: usize) -> bool {
    let vacant =
        |at: usize| signs.get(at).filter(|one| one.filled + one.lists + one.formulas == 0 && !one.hidden);
    let (Some(next), Some(further)) = (vacant(last + 1), vacant(last + 2)) else { return false };
    let alike = next.column == signs[last].column + 1
        && next.heading.group == signs[last].heading.group
        && next.width == signs[last].width;
    let words = words::count(&next.heading.own);
    alike && next.meaning.is_none() && bare(next) && (1..=2).contains(&words) && !is_reserved(further)
}

/// Where a chain of three steps or more begins, with the headings before it that say nothing else: "Built in" before
/// "Configuration", "Customisation", "Third party".
fn open_before(signs: &[ColumnSigns], first: usize, steps: usize) -> usize {
    let joins = |at: usize| {
        let (one, next) = (&signs[at], &signs[at + 1]);
        let plain = matches!(one.meaning, None | Some(Heading { meaning: Meaning::Other, .. }))
            || one.meaning.is_some_and(|heading| heading.meaning == Meaning::Question && !heading.exact);
        let alike = one.heading.group == next.heading.group && one.filled == 0;
        one.column + 1 == next.column && bare(one) && plain && alike && !one.heading.own.is_empty()
    };
    let mut from = first;
    while steps >= 3 && from > 0 && joins(from - 1) {
        from -= 1;
    }
    from
}

/// Whether nothing but marks stands in a column, and nothing else is asked for.
fn bare(one: &ColumnSigns) -> bool {
    let beside = one.beyond_question.is_none_or(|places| places > 0);
    // A sum under the rows is no mark, nor an answer.
    let marked = one.of_filled(one.marks) > 0.9 || one.filled * 8 <= one.rows;
    let lists = one.lists - one.mark_lists;
    beside && marked && lists * 5 < one.rows.max(1) && !one.hidden && one.formulas == 0
}

/// Whether a heading between two steps may be one: few words that promise no other column.
fn bridges(one: &ColumnSigns) -> bool {
    let plain = matches!(one.meaning, None | Some(Heading { meaning: Meaning::Answer | Meaning::Other, .. }));
    plain && !one.heading.own.is_empty() && words::count(&one.heading.own) <= 6
}

/// "Comply" of "Comply with deviation".
fn opening_word(one: &ColumnSigns) -> String {
    fold(one.heading.own.split_whitespace().next().unwrap_or(""))
}

fn is_reserved(signs: &ColumnSigns) -> bool {
    matches!(signs.meaning, Some(Heading { meaning: Meaning::Reserved | Meaning::Guidance, .. }))
}

fn reserved(signs: &ColumnSigns) -> bool {
    let step = step(&signs.heading.own).is_some();
    is_reserved(signs) || (signs.customers && !signs.suppliers && signs.filled == 0 && !step)
}

/// What a heading says as one of several to choose from; none for any other heading.
fn step(heading: &str) -> Option<String> {
    if !printed_options(heading).is_empty() {
        return None;
    }
    let trimmed = heading.trim();
    if let Some(verdict) = verdict(trimmed) {
        return Some(format!("{verdict:?}"));
    }
    // The first letter of a yes or a no, and the dash of "not applicable", as headings of their own.
    let letter =
        ["Y", "N", "J", "O", "S", "-", "–", "－", "—"].iter().any(|own| trimmed.eq_ignore_ascii_case(own));
    let grade = letter || trimmed.len() <= 2 && trimmed.parse::<u8>().is_ok_and(|step| step <= 10);
    let folded = fold(words::without_number(trimmed));
    (grade || (words::count(&folded) <= 4 && DEGREES.is(&folded))).then_some(folded)
}

/// Longest runs of neighbours that fit and belong together.
fn runs(
    signs: &[ColumnSigns],
    fits: &impl Fn(usize) -> bool,
    together: impl Fn(&ColumnSigns, &ColumnSigns) -> bool,
) -> Vec<RangeInclusive<usize>> {
    let mut found: Vec<RangeInclusive<usize>> = Vec::new();
    for at in (0..signs.len()).filter(|&at| fits(at)) {
        let joins = |run: &&mut RangeInclusive<usize>| {
            let last = &signs[*run.end()];
            *run.end() + 1 == at && last.column + 1 == signs[at].column && together(last, &signs[at])
        };
        match found.last_mut().filter(joins) {
            Some(run) => *run = *run.start()..=at,
            None => found.push(at..=at),
        }
    }
    found
}
