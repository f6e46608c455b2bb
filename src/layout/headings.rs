//! What a column's heading says the column is for: the field's own words in many languages, and whose column it is.

use std::sync::LazyLock;

use super::heading_words::{
    ANSWER, COMMENT, COMPOUNDS, CUSTOMER, DATE, EVIDENCE, GUIDANCE, ID, ID_LAST, INTERROGATIVES, OTHER,
    OWNER, PARENT, QUESTION, RESERVED, SCORE, SECTION, STEMS, SUPPLIER,
};
use super::phrases::{Phrases, is_dense};
use super::words::{count, fold, is_clause, printed_options, verdict_of};

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
    if text.len() > 240 || !text.chars().any(|c| c.is_alphabetic() || c == '#' || c == '№') {
        return None;
    }
    let size = count(text);
    if size > 14 {
        return None;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| " :*?.()".contains(c));
    let exact = HEADINGS.of(bare) | HEADINGS.of(&folded);
    if let Some(meaning) = first(&ALONE, exact) {
        return Some(Heading { meaning, exact: true });
    }
    if verdict_of(bare).is_some() || printed_options(text).len() >= 2 {
        return Some(Heading { meaning: Meaning::Answer, exact: true });
    }
    if text.ends_with(['?', '？']) && size <= 8 && HOW.opens(&folded) {
        return Some(Heading { meaning: Meaning::Comment, exact: false });
    }
    if is_clause(text) {
        let meaning = if ADDRESSED.within(&folded) != 0 { Meaning::Answer } else { Meaning::Question };
        return Some(Heading { meaning, exact: false });
    }
    if is_out_of(&folded) {
        return Some(Heading { meaning: Meaning::Score, exact: false });
    }
    loosely(&folded, bare, size).map(|meaning| Heading { meaning, exact: false })
}

/// "Note /20", "Marks (out of 10)": points of so many.
fn is_out_of(folded: &str) -> bool {
    let spaced = folded.replace(['(', ')'], " ").replace("out of", "/").replace(" sur ", " / ");
    let Some((before, after)) = spaced.rsplit_once('/') else { return false };
    let number = after.trim();
    let most: Option<u32> = number.parse().ok();
    count(before) >= 1
        && count(before) <= 3
        && !before.contains('/')
        && most.is_some_and(|most| (3..=1000).contains(&most))
        && before.trim_end().ends_with(|c: char| c.is_alphabetic())
}

/// Whether a text may be a heading and no more: a cheap look before `read`.
pub fn may_stand_alone(text: &str) -> bool {
    let options = text.contains(['/', '／', '・', '|']) || (text.len() <= 40 && text.contains([',', ';']));
    text.len() <= 120
        && (options || {
            let folded = fold(text);
            HEADINGS.is(folded.trim_matches(|c: char| " :*?.()".contains(c))) || HEADINGS.is(&folded)
        })
}

fn loosely(folded: &str, bare: &str, size: usize) -> Option<Meaning> {
    let bits = HEADINGS.within(folded);
    // "Response code" takes a code; "Question code" names the question.
    let coded = bits & bit(Meaning::Answer) != 0 && CODES.closes(bare);
    let told = bit(Meaning::Reserved) | bit(Meaning::Evidence);
    if size <= 8 && IDS.closes(bare) && bits & told == 0 && !coded {
        return Some(if bits & bit(Meaning::Parent) != 0 { Meaning::Parent } else { Meaning::Id });
    }
    // In a long heading the words that come first say what it is about; what follows explains.
    let opening = HEADINGS.earliest(folded, !(bit(Meaning::Other) | bit(Meaning::Id)));
    if size > 5 && bits & bit(Meaning::Reserved) == 0 && opening != 0 {
        return first(&AMONG, opening);
    }
    // "Evaluation by the supplier" is no evaluation of the supplier.
    let bits = if by_supplier(folded) { bits & !bit(Meaning::Reserved) } else { bits };
    // "Link to evidence" is where the evidence goes; "Links" alone are the customer's.
    let linked = bits & bit(Meaning::Evidence) != 0 && LINKS.within(folded) != 0;
    let bits = if linked { bits & !bit(Meaning::Guidance) } else { bits };
    // The last word of a short heading says what it is, those before it whose: "Respondent answer", "Owner comments".
    let closing =
        HEADINGS.closing(bare) & (bit(Meaning::Answer) | bit(Meaning::Comment) | bit(Meaning::Score));
    if closing != 0 && bits & (bit(Meaning::Reserved) | bit(Meaning::Guidance)) == 0 {
        return first(&AMONG, closing);
    }
    let bits = if bits == 0 { compound(bare) } else { bits };
    // "Explanation / evidence" takes words.
    let joined = folded.contains(['/', '&', '+', ',', '・', '／']) || JOINTS.within(folded) != 0;
    let both = bit(Meaning::Comment) | bit(Meaning::Evidence);
    let bits = if joined && bits & both == both { bits & !bit(Meaning::Evidence) } else { bits };
    // "Bidder's position": whatever the supplier is to put there answers.
    if size >= 2 && bits & !bit(Meaning::Id) == 0 && SUPPLIERS.within(folded) != 0 {
        return Some(Meaning::Answer);
    }
    first(&AMONG, bits).or_else(|| (folded.ends_with('?') && size <= 6).then_some(Meaning::Answer))
}

/// Whether the heading says that the supplier does it.
fn by_supplier(folded: &str) -> bool {
    let by = [" by ", " durch ", " von ", " vom ", " par ", " por ", " door "];
    let after = by.iter().filter_map(|word| folded.split_once(word)).map(|(_, after)| after);
    after.into_iter().any(|after| SUPPLIERS.within(after) != 0)
}

/// What the last part of a long word says, in languages that write compounds as one: "Kontrollfrage".
fn compound(text: &str) -> u32 {
    let last = text.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty()).unwrap_or("");
    let ends = |parts: &str| parts.split('|').any(|part| last.len() > part.len() + 2 && last.ends_with(part));
    COMPOUNDS.iter().filter(|(_, parts)| ends(parts)).fold(0, |bits, (meaning, _)| bits | bit(*meaning))
}

/// What the beginnings of its words say of a heading that `read` does not know; only for what is known to be a heading.
pub fn by_stems(text: &str) -> Option<Heading> {
    let folded = fold(text);
    let begins = |stem: &str| {
        let spaced = || folded.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(stem));
        if stem.chars().any(is_dense) { folded.contains(stem) } else { spaced() }
    };
    let opens = |word: &str| {
        folded.strip_prefix(word).is_some_and(|rest| word.chars().any(is_dense) || rest.starts_with(' '))
    };
    let asked = INTERROGATIVES.iter().find(|(_, words)| words.split('|').any(opens));
    if let Some((meaning, _)) = asked.filter(|_| count(text) <= 6) {
        return Some(Heading { meaning: *meaning, exact: false });
    }
    let told = STEMS.iter().filter(|(_, stems)| stems.split('|').any(begins));
    let bits = told.fold(0, |bits, (meaning, _)| bits | bit(*meaning));
    first(&AMONG, bits).filter(|_| count(text) <= 6).map(|meaning| Heading { meaning, exact: false })
}

/// Whether a heading over a group of columns says no to somebody: "Not for applicants", "Non compilare".
pub fn forbids(group: &str) -> bool {
    count(group) >= 2 && verdict_of(&fold(group)).is_none() && NEGATIONS.opens(&fold(group))
}

/// Whether a heading promises a description: the customer's where it is filled, the vendor's where it is empty.
pub fn describes(text: &str) -> bool {
    DESCRIPTIONS.within(&fold(text)) != 0
}

static DESCRIPTIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "description|describe|beschreibung|descripcion|descrizione|descricao|omschrijving|beschrijving|beskrivning|説明|内容説明",
    )
});
static HEADINGS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::lists(&[
        ID, PARENT, QUESTION, ANSWER, COMMENT, OWNER, SCORE, EVIDENCE, DATE, SECTION, GUIDANCE, RESERVED,
        OTHER,
    ])
});
/// "Question number", "Control ID", "Req. no.".
static IDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(ID_LAST));
static LINKS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new("link|links|url|hyperlink|lien|liens|enlace|enlaces"));
static JOINTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new("and|und|et|oder"));
/// Words that speak to whoever answers.
static ADDRESSED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new("you|your|sie|vous|usted|ustedes|supplier|vendor"));
/// First words of what forbids.
static NEGATIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "not for|not to|do not|don't|please do not|nicht|bitte nicht|hier nichts|ne pas|ne rien|pas pour|no escribir|no llenar|no rellenar|no para|non|nao|niet|hier niets",
    )
});
static HOW: LazyLock<Phrases> = LazyLock::new(|| Phrases::new("how|wie|comment|como|hoe|come"));
static CODES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new("code|codes"));
static SUPPLIERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SUPPLIER));
static CUSTOMERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(CUSTOMER));

/// The list of a meaning's words; they stand in `HEADINGS` in the order of `Meaning`.
fn bit(meaning: Meaning) -> u32 {
    1 << meaning as u32
}

fn first(order: &[Meaning], bits: u32) -> Option<Meaning> {
    order.iter().copied().find(|meaning| bits & bit(*meaning) != 0)
}

/// Which meaning wins where a heading is one phrase and no more.
const ALONE: [Meaning; 13] = [
    Meaning::Id,
    Meaning::Parent,
    Meaning::Question,
    Meaning::Answer,
    Meaning::Comment,
    Meaning::Section,
    Meaning::Evidence,
    Meaning::Owner,
    Meaning::Score,
    Meaning::Date,
    Meaning::Reserved,
    Meaning::Guidance,
    Meaning::Other,
];

/// Which meaning wins where a heading holds phrases of several.
const AMONG: [Meaning; 13] = [
    Meaning::Parent,
    Meaning::Reserved,
    Meaning::Guidance,
    Meaning::Date,
    Meaning::Owner,
    Meaning::Evidence,
    Meaning::Comment,
    Meaning::Answer,
    Meaning::Score,
    Meaning::Question,
    Meaning::Section,
    Meaning::Id,
    Meaning::Other,
];

/// Whether a heading says that the vendor fills the column.
pub fn is_suppliers(text: &str) -> bool {
    SUPPLIERS.within(&fold(text)) != 0
}

/// Whether a heading says that the customer fills the column.
pub fn is_customers(text: &str) -> bool {
    CUSTOMERS.within(&fold(text)) != 0
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
