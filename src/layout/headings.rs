//! What a column's heading says the column is for: the field's own words in many languages, and whose column it is.

use std::sync::LazyLock;

use super::heading_words::{
    ANSWER, COMMENT, CUSTOMER, DATE, EVIDENCE, GUIDANCE, ID, ID_LAST, OTHER, OWNER, PARENT, QUESTION,
    RESERVED, SCORE, SECTION, SUPPLIER,
};
use super::phrases::Phrases;
use super::words::{count, fold, printed_options, verdict};

/// What a heading promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    Id,
    /// The id of the question that this one belongs to.
    Parent,
    Question,
    Answer,
    Comment,
    Owner,
    Score,
    Evidence,
    Date,
    Section,
    Guidance,
    /// The customer's own column.
    Reserved,
    /// A heading for something else: price, version, level, risk.
    Other,
}

/// A heading, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    pub meaning: Meaning,
    /// The heading is that word and nothing more.
    pub exact: bool,
}

/// What a heading says; none for words that are no heading we know.
pub fn read(text: &str) -> Option<Heading> {
    let folded = fold(text);
    let size = count(&folded);
    if folded.is_empty() || size > 14 || folded.chars().count() > 120 {
        return None;
    }
    let bare = folded.trim_matches(|c: char| " :*?.()".contains(c));
    let heading = |meaning| Some(Heading { meaning, exact: true });
    if let Some(meaning) = exactly(bare, &folded) {
        return heading(meaning);
    }
    if verdict(bare).is_some() || printed_options(text).len() >= 2 {
        return heading(Meaning::Answer);
    }
    let loose = |meaning| Some(Heading { meaning, exact: false });
    if size <= 8 && ends_as_id(bare) && !RESERVED.within(&folded) {
        return loose(if PARENT.within(&folded) { Meaning::Parent } else { Meaning::Id });
    }
    let asks = folded.ends_with('?') && size <= 6;
    ORDER.iter().find(|(_, list)| list.within(&folded)).and_then(|&(meaning, _)| loose(meaning)).or(if asks {
        loose(Meaning::Answer)
    } else {
        None
    })
}

/// Which meaning wins where a heading holds words of several.
static ORDER: [(Meaning, &LazyLock<Phrases>); 13] = [
    (Meaning::Parent, &PARENT),
    (Meaning::Reserved, &RESERVED),
    (Meaning::Guidance, &GUIDANCE),
    (Meaning::Date, &DATE),
    (Meaning::Owner, &OWNER),
    (Meaning::Evidence, &EVIDENCE),
    (Meaning::Comment, &COMMENT),
    (Meaning::Answer, &ANSWER),
    (Meaning::Score, &SCORE),
    (Meaning::Question, &QUESTION),
    (Meaning::Section, &SECTION),
    (Meaning::Id, &ID),
    (Meaning::Other, &OTHER),
];

/// For a heading that is one listed phrase: plain words first, so that "Controls" is not a "control of…".
fn exactly(bare: &str, folded: &str) -> Option<Meaning> {
    let is = |list: &Phrases| list.is(bare) || list.is(folded);
    static FIRST: [(Meaning, &LazyLock<Phrases>); 13] = [
        (Meaning::Id, &ID),
        (Meaning::Parent, &PARENT),
        (Meaning::Question, &QUESTION),
        (Meaning::Answer, &ANSWER),
        (Meaning::Comment, &COMMENT),
        (Meaning::Section, &SECTION),
        (Meaning::Evidence, &EVIDENCE),
        (Meaning::Owner, &OWNER),
        (Meaning::Score, &SCORE),
        (Meaning::Date, &DATE),
        (Meaning::Reserved, &RESERVED),
        (Meaning::Guidance, &GUIDANCE),
        (Meaning::Other, &OTHER),
    ];
    FIRST.iter().find(|(_, list)| is(list)).map(|&(meaning, _)| meaning)
}

/// "Question number", "Control ID", "Req. no.".
fn ends_as_id(bare: &str) -> bool {
    ID_LAST.closes(bare)
}

/// Whether a heading says that the vendor fills the column.
pub fn is_suppliers(text: &str) -> bool {
    SUPPLIER.within(&fold(text))
}

/// Whether a heading says that the customer fills the column.
pub fn is_customers(text: &str) -> bool {
    CUSTOMER.within(&fold(text))
}

/// Whether a heading names a score's range: `0-4`, `1 to 5`.
pub fn score_range(text: &str) -> Option<(u32, u32)> {
    let folded = fold(text);
    let spaced = folded
        .replace([' ', '(', ')'], "")
        .replace("to", "-")
        .replace("bis", "-")
        .replace(['–', '~', '～'], "-");
    let at = spaced.find('-')?;
    let low: String = spaced[..at].chars().rev().take_while(char::is_ascii_digit).collect();
    let high: String = spaced[at + 1..].chars().take_while(char::is_ascii_digit).collect();
    let low = low.chars().rev().collect::<String>().parse().ok()?;
    let high = high.parse().ok()?;
    (low <= 1 && low < high && high <= 10).then_some((low, high))
}
