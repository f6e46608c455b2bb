//! What a cell's words say by themselves: is it a question, a verdict, an id, a placeholder? Many languages, no names.

use super::phrases::is_dense;
use super::vocabulary::{
    CLAUSE_OPENERS, CONDITIONS, DELETED, DEMANDS, DENSE_ENDINGS, EXAMPLE_ROWS, EXAMPLES, FOOTERS,
    FORM_ITSELF, LEGEND_OPENERS, LEGENDS, MARKS, NOTE_LABELS, OPENERS, PLACEHOLDERS, PLEAS, PROMPTS, SHORT,
    TOTALS,
};
pub use crate::options::{Verdict, verdict, verdict_of};
pub use crate::words::bare as fold;
use crate::words::plain_char as plain;

/// How much a text reads like something to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// A label, a number, a code.
    No,
    /// A sentence or a long phrase; may be a control stated as a fact.
    Statement,
    /// A question, a request, or a demand.
    Question,
}

/// How many words; two characters of Japanese or Chinese count as one.
pub fn count(text: &str) -> usize {
    if text.is_ascii() {
        let counts = |word: &&str| word.bytes().any(|b| b.is_ascii_alphanumeric());
        return text.split_ascii_whitespace().filter(counts).count();
    }
    let dense = text.chars().filter(|&c| is_dense(c)).count();
    let spaced = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric) && !word.chars().all(is_dense))
        .count();
    spaced + dense / 2
}

/// How much a text reads like something to answer.
pub fn ask(text: &str) -> Ask {
    let text = text.trim();
    let words = count(text);
    if has_question_mark(text) && (words >= 2 || text.chars().any(is_dense)) && !is_address(text) {
        return Ask::Question;
    }
    if words < 2 {
        return Ask::No;
    }
    let opening: String = fold(&text.chars().take(160).collect::<String>());
    let bare = opening.trim_start_matches(|c: char| !c.is_alphanumeric());
    let body = without_number(bare);
    if words >= 3 && OPENERS.opens(body) {
        return Ask::Question;
    }
    let last = text.trim_end_matches(['。', '.', '．', ' ', '\u{3000}']);
    if last.chars().next_back().is_some_and(|c| is_dense(c) || ('\u{ac00}'..='\u{d7a3}').contains(&c))
        && words >= 4
        && DENSE_ENDINGS.closes(last)
    {
        return Ask::Question;
    }
    if words >= 4 && DEMANDS.within(&opening) != 0 {
        return Ask::Question;
    }
    let sentence = words >= 3 && text.ends_with(['.', '。', ';']);
    if words >= 4 || sentence { Ask::Statement } else { Ask::No }
}

/// "What we need to know", "How you comply": a clause that names a column, without a question mark.
pub fn is_clause(text: &str) -> bool {
    !has_question_mark(text) && count(text) <= 7 && CLAUSE_OPENERS.opens(&fold(text))
}

/// Whether a question mark ends a word; one inside an address does not count.
pub fn has_question_mark(text: &str) -> bool {
    text.match_indices(['?', '？', '؟']).any(|(at, mark)| {
        let next = text[at + mark.len()..].chars().next();
        mark != "?" || next.is_none_or(|c| !(c.is_alphanumeric() || "=&%/_".contains(c)))
    })
}

/// A web or mail address, or a path, and nothing else.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.starts_with("www.") || text.starts_with("mailto:"))
}

/// The text behind a leading number or letter ("1.2 ", "a) ", "Q3: ", "- ").
pub fn without_number(text: &str) -> &str {
    leading_id(text).map_or(text, |(_, rest)| rest)
}

/// A number in front of a text, and the text behind it: `4.2 Do you…`, `(a) …`, `Q7: …`, `AC-2. …`.
pub fn leading_id(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| c.is_whitespace() || c == '\u{3000}')?;
    let (head, rest) = (&text[..end], text[end..].trim_start());
    let bare = head.trim_matches(['(', ')', '[', ']', '.', ':', '、', '．']);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let enclosed = head.len() != bare.len();
    let short = bare.len() <= 16 && letters <= 8;
    let alone = digits == 0 && enclosed && (letters == 1 || is_roman(bare));
    let marked = enclosed || bare.contains(['.', '-', '\u{2011}']) || letters <= 1;
    let sound = short && (alone || (digits > 0 && marked && is_id(bare)));
    (sound && !rest.is_empty() && !bare.is_empty() && (enclosed || !is_measure(bare, rest)))
        .then_some((bare, rest))
}

/// "2 factors are", "24 hours": a number that belongs to the sentence.
fn is_measure(bare: &str, rest: &str) -> bool {
    bare.chars().all(|c| c.is_ascii_digit()) && rest.chars().next().is_some_and(char::is_lowercase)
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.chars().all(|c| "ivxIVX".contains(c))
}

/// Whether a whole text looks like a customer's number for a question.
pub fn is_id(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > 40 || is_address(text) {
        return false;
    }
    let odd = |c: char| !(c.is_alphanumeric() || is_hyphen(c) || " ._()[]/#:§&+*".contains(c));
    if text.chars().any(odd) || text.split_whitespace().count() > 4 {
        return false;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let word = text.split(|c: char| !c.is_alphabetic()).map(|w| w.chars().count()).max().unwrap_or(0);
    if digits == 0 {
        let bare = text.trim_matches(['(', ')', '.', '[', ']', '-']);
        return bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic) || is_roman(bare);
    }
    is_guid(text)
        || (word <= 14 && text.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).count() <= 1)
}

/// How an id is built: letters as `a`, numbers as `9`, the rest as it is; "A-12" is `a-9`.
pub fn shape(id: &str) -> String {
    let mut shape = String::new();
    for c in id.trim().trim_end_matches(['.', ')']).chars() {
        let kind = match c {
            _ if c.is_numeric() => '9',
            _ if c.is_alphabetic() => 'a',
            _ if is_hyphen(c) => '-',
            _ => c,
        };
        if !(kind.is_alphanumeric() && shape.ends_with(kind)) {
            shape.push(kind);
        }
    }
    shape
}

fn is_hyphen(c: char) -> bool {
    c == '-' || plain(c) == '-'
}

/// A machine's id: 32 hexadecimal digits in five groups.
pub fn is_guid(text: &str) -> bool {
    let groups: Vec<_> = text.trim().split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// Options printed in one text: "Yes / No / N/A", "☐ Ja ☐ Nein", "Y/N". None unless two or more verdicts stand there.
pub fn printed_options(text: &str) -> Vec<String> {
    let apart = text.contains(|c: char| "/,;|\n・／☐□❑○◯".contains(c));
    if !apart || text.chars().count() > 80 {
        return Vec::new();
    }
    let inner = bracketed(text).unwrap_or(text);
    let inner = inner.replace(['☐', '□', '❑', '○', '◯'], "\n");
    for separators in ["\n|;", "/", ",", "・", "／"] {
        let parts = options_split(&inner, separators);
        let verdicts: Vec<_> = parts.iter().filter_map(|part| verdict(part)).collect();
        let differ = verdicts.iter().any(|v| *v != verdicts[0]);
        if parts.len() >= 2 && verdicts.len() == parts.len() && differ {
            return parts;
        }
    }
    Vec::new()
}

fn bracketed(text: &str) -> Option<&str> {
    let open = text.find(['(', '（', '['])?;
    let close = text.rfind([')', '）', ']'])?;
    let from = open + text[open..].chars().next()?.len_utf8();
    (open > 0 && close > from).then(|| &text[from..close])
}

/// Parts between separators; "N/A" is whole though "/" separates.
fn options_split(text: &str, separators: &str) -> Vec<String> {
    let shielded = text.replace("N/A", "N\u{1}A").replace("n/a", "n\u{1}a");
    shielded
        .split(|c: char| separators.contains(c))
        .map(|part| part.replace('\u{1}', "/").trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A tick, a cross, a dash: what people put into a column to choose it.
pub fn is_mark(text: &str) -> bool {
    text.len() <= 12 && MARKS.is(&fold(text))
}

/// Whether a text stands for "nothing here yet": "Select…", "[Enter comment]", "Not answered", "<…>".
pub fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    if folded.is_empty() || folded.chars().count() > 60 {
        return false;
    }
    let framed = [('<', '>'), ('[', ']'), ('{', '}'), ('«', '»'), ('【', '】'), ('〔', '〕')]
        .iter()
        .any(|&(open, close)| folded.starts_with(open) && folded.ends_with(close) && folded.len() > 2);
    if framed && !folded.contains("deleted") {
        return true;
    }
    let hollow = folded.chars().all(|c| "…._- ?".contains(c));
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    hollow || PLACEHOLDERS.is(bare) || (count(bare) <= 6 && PROMPTS.opens(bare))
}

/// A question that its author took back but left in place.
pub fn is_deleted(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let bare = folded.trim_start_matches(['[', '(', '*', '-', ' ']);
    DELETED.is(bare) || (folded.len() != bare.len() && DELETED.opens(bare))
}

/// Rows that add up: "Total", "Summe", "合計".
pub fn is_total(text: &str) -> bool {
    text.len() <= 120 && count(text) <= 6 && {
        let folded = fold(text);
        let bare = folded.trim_end_matches([':', '：', ' ']);
        TOTALS.opens(bare) || TOTALS.closes(bare)
    }
}

/// A key to symbols, or the words that close a form.
pub fn is_legend(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let bare = folded.trim_end_matches([':', '.', ' ', '*']);
    LEGENDS.is(bare) || (count(bare) <= 5 && LEGEND_OPENERS.opens(bare))
}

/// The words that end a form ("End of questionnaire", "Thank you").
pub fn is_footer(text: &str) -> bool {
    FOOTERS.opens(&fold(&text.chars().take(60).collect::<String>()))
}

/// Whether a text asks somebody in so many words: "Please attach", "If so, describe".
pub fn is_plea(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    PLEAS.within(&folded) != 0
        || CONDITIONS.opens(bare)
        || SHORT.is(bare.trim_end_matches(['.', ':', ' ', '。']))
}

/// Whether a text without a question mark speaks of the form itself ("Please type your answers under each question").
pub fn is_about_the_form(text: &str) -> bool {
    !has_question_mark(text) && FORM_ITSELF.within(&fold(&text.chars().take(300).collect::<String>())) != 0
}

/// Words in front of a text that say that it is not a question: "Guidance:", "Note:", "e.g.".
pub fn is_guidance(text: &str) -> bool {
    let opening: String = fold(&text.chars().take(60).collect::<String>());
    let bare = opening.trim_start_matches(|c: char| !c.is_alphanumeric());
    let labelled = NOTE_LABELS
        .opening(bare)
        .is_some_and(|label| bare[label.len()..].trim_start().starts_with([':', '：', '】', '）']));
    labelled || EXAMPLES.opens(bare)
}

/// Whether a cell says that its row is an example ("Example", "記入例").
pub fn is_example(text: &str) -> bool {
    text.len() <= 40 && EXAMPLE_ROWS.is(fold(text).trim_matches(|c: char| "()[]:* ".contains(c)))
}
