//! Questions that lean on another: "If yes, …", "- If so, how", "How often?", `4a` after `4`.

use std::collections::{HashMap, HashSet};

use super::phrases::is_dense;
use super::rows::is_below;
use super::vocabulary::{BACK, CLAUSES, CONDITIONS, OPENERS, RESULTS, SHORT};
use super::words::{count, fold, has_question_mark};
use crate::question::Question;
use crate::workbook::Row;

/// Fills in `follows` for one sheet's questions, top to bottom. `parents` holds the ids that a column names.
pub fn link(questions: &mut [Question], parents: &HashMap<Row, String>) {
    let numbered = questions.iter().filter(|question| question.id.is_some()).count() * 2 > questions.len();
    let mut rows: HashMap<String, Row> = HashMap::new();
    for at in 0..questions.len() {
        let (before, rest) = questions.split_at_mut(at);
        let this = &mut rest[0];
        let named = parents.get(&this.row).and_then(|id| rows.get(&fold(id)).copied());
        let by_id = this.id.as_deref().and_then(|id| by_number(id, before, &rows));
        this.follows =
            named.or(by_id).or_else(|| by_words(this, before, numbered)).or_else(|| mentioned(this, &rows));
        if let Some(id) = &this.id {
            rows.entry(fold(id)).or_insert(this.row);
        }
    }
}

fn by_words(this: &Question, before: &[Question], numbered: bool) -> Option<Row> {
    let last = before.last()?;
    let leaning = leans(&this.text, &last.text);
    // A heading between them parts two questions; a topic that a column gives to each does not part "If not, when?".
    let touching = leaning == Leaning::Condition && last.row.0 + 1 == this.row.0;
    if last.section != this.section && !touching {
        return None;
    }
    match leaning {
        Leaning::Condition | Leaning::Reference => Some(lead(last, before)),
        Leaning::No if numbered && this.id.is_none() && count(&this.text) <= 9 => Some(lead(last, before)),
        Leaning::Clause => Some(last.row),
        Leaning::No => None,
    }
}

/// The question that a run of leaning questions starts from.
fn lead(last: &Question, before: &[Question]) -> Row {
    let Some(row) = last.follows else { return last.row };
    let close = before.iter().rev().take(8).any(|question| question.row == row);
    let sub = last.id.as_deref().is_some_and(|id| {
        let lead = before.iter().find(|question| question.row == row);
        lead.and_then(|lead| lead.id.as_deref()).is_some_and(|above| is_below(above, id))
    });
    if close
        && (sub
            || last.id.is_none()
            || before.len() < 2
            || leans(&last.text, &before[before.len() - 2].text) == Leaning::Condition)
    {
        row
    } else {
        last.row
    }
}

/// The nearest question above whose number this number continues.
fn by_number(id: &str, before: &[Question], rows: &HashMap<String, Row>) -> Option<Row> {
    let folded = fold(id);
    let bare = folded.trim_end_matches([')', '.', ' ']);
    let cut = bare.rfind(['.', '-', '(', '_', '/']).or_else(|| {
        let letter = bare.chars().next_back().filter(|c| c.is_alphabetic())?;
        let head = &bare[..bare.len() - letter.len_utf8()];
        head.ends_with(|c: char| c.is_ascii_digit()).then_some(head.len())
    })?;
    let parent = bare[..cut].trim_end_matches(['.', ' ']);
    let row = rows.get(parent).copied().or_else(|| rows.get(&format!("{parent}.")).copied())?;
    let near = before.iter().rev().take(40).any(|question| question.row == row);
    (near && is_below(parent, bare)).then_some(row)
}

/// A question above whose number stands in this one's text ("the one named in A1").
fn mentioned(this: &Question, rows: &HashMap<String, Row>) -> Option<Row> {
    let tells = |word: &str| {
        let digits = word.contains(|c: char| c.is_ascii_digit());
        digits && word.starts_with(|c: char| c.is_alphabetic()) && word.len() <= 10
    };
    if !has_question_mark(&this.text) {
        return None;
    }
    let text = fold(&this.text);
    let mut ids = text.split(|c: char| c.is_whitespace() || "()?,;:".contains(c)).filter(|word| tells(word));
    ids.find_map(|word| rows.get(word.trim_end_matches('.')).copied()).filter(|row| *row != this.row)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaning {
    No,
    /// "If yes, …"
    Condition,
    /// "Where keys are held by customers, …", after a question about keys.
    Clause,
    /// "How often are they reviewed?"
    Reference,
}

/// Whether a question leans, by its wording, on the one before it.
pub fn leans_on(question: &str, before: &str) -> bool {
    leans(question, before) != Leaning::No
}

fn leans(this: &str, last: &str) -> Leaning {
    let opening = fold(&this.chars().take(200).collect::<String>());
    let bare = opening.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '「');
    if CONDITIONS.opens(bare) {
        return Leaning::Condition;
    }
    let (clause, main) = bare.split_once([',', '、', ':']).unwrap_or((bare, ""));
    if CLAUSES.opens(clause) && OPENERS.opens(main.trim_start()) && shares_a_word(clause, last) {
        return Leaning::Clause;
    }
    let words = count(bare);
    let whole = bare.trim_end_matches(['?', '.', ':', ' ', '？', '。']);
    if words <= 5 && SHORT.is(whole) {
        return Leaning::Reference;
    }
    let asks = has_question_mark(this) || bare.ends_with('か');
    if asks && words <= 14 && looks_back(this) { Leaning::Reference } else { Leaning::No }
}

/// Whether one of the first words stands for something before. "IT" is no pronoun, nor is the German "Sie" of address.
fn looks_back(text: &str) -> bool {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let capitals = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let opening: String = fold(&text.chars().take(24).collect::<String>());
    words.take(4).any(|word| !capitals(word) && word != "Sie" && BACK.is(&fold(word)))
        || (count(text) <= 8 && RESULTS.within(&opening) != 0)
        || (text.chars().any(is_dense) && BACK.opens(text))
}

/// Whether two texts have a word of some weight in common; plurals count.
fn shares_a_word(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(6).collect::<String>();
    let weighty = |word: &&str| word.chars().count() >= 4 && !CLAUSES.is(word) && !COMMON.contains(word);
    let folded = fold(other);
    let split = |text: &'_ str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(weighty).map(stem).collect()
    };
    !split(one).is_disjoint(&split(&folded))
}

/// Words that questions share without being about the same thing.
const COMMON: [&str; 24] = [
    "with", "that", "this", "your", "from", "have", "been", "does", "will", "used", "data", "they", "other",
    "than", "eine", "werden", "sind", "pour", "dans", "vous", "para", "como", "sont", "which",
];
