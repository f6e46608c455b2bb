//! A sentence as lower-case words in clauses, with crude stems. Shared by what is asked and what is said.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case; "n't" split off as `not`.
    pub text: String,
    /// The word's stem, for comparing.
    pub stem: String,
    /// Which clause it stands in, counted from 0; commas, semicolons, colons, dashes and "but" begin a new one.
    pub clause: usize,
    /// As written, the word has a capital or digit that makes it a name (`AES`, `27001`, `ISO`, `SAML2`).
    pub named: bool,
    /// As written, it begins with a capital.
    pub capital: bool,
}

/// A sentence, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub words: Vec<Word>,
}

const CLAUSE_ENDS: &[char] = &[',', ';', ':', '.', '?', '!', '—', '–', '('];

/// Words that carry no topic.
const EMPTY_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "being", "by", "can", "could", "did", "do", "does", "each", "ever", "every", "for", "from", "had", "has",
    "have", "how", "i", "if", "in", "into", "is", "it", "its", "may", "might", "must", "my", "no", "not",
    "of", "on", "only", "or", "our", "out", "over", "own", "please", "shall", "should", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "under",
    "up", "us", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "would", "you", "your", "yes", "provide", "describe",
    "explain", "ensure", "place", "using", "use", "used", "uses",
];

impl Reading {
    /// Reads a sentence.
    pub fn of(text: &str) -> Self {
        let text = text.replace('’', "'");
        let mut words = Vec::new();
        let mut clause = 0;
        for piece in text.split_word_bounds() {
            if piece.starts_with(CLAUSE_ENDS) && words.last().is_some_and(|w: &Word| w.clause == clause) {
                clause += 1;
            } else if piece.chars().any(char::is_alphanumeric) {
                if matches!(piece, "but" | "although" | "unless" | "except" | "while" | "because") {
                    clause += 1;
                }
                push(&mut words, piece, clause);
            }
        }
        Self { words }
    }

    /// Whether these words stand one behind another.
    pub fn has(&self, phrase: &str) -> bool {
        self.place(phrase).is_some()
    }

    /// Where these words stand one behind another: the first word's place.
    pub fn place(&self, phrase: &str) -> Option<usize> {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        self.words
            .windows(wanted.len())
            .position(|window| window.iter().zip(&wanted).all(|(word, wanted)| word.text == *wanted))
    }

    /// Whether any of these phrases stands here.
    pub fn has_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.has(phrase))
    }

    /// Whether it begins with any of these phrases.
    pub fn begins_with_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.place(phrase) == Some(0))
    }

    /// Whether a clause behind the first begins with any of these phrases.
    pub fn later_clause_begins_with_any(&self, phrases: &[&str]) -> bool {
        let opens = |at: usize| at > 0 && self.words[at].clause > self.words[at - 1].clause;
        phrases.iter().any(|phrase| {
            let wanted: Vec<&str> = phrase.split(' ').collect();
            let mut windows = self.words.windows(wanted.len()).enumerate();
            windows.any(|(at, window)| {
                opens(at) && window.iter().zip(&wanted).all(|(w, wanted)| w.text == *wanted)
            })
        })
    }

    /// Whole numbers, in digits or as words up to twelve.
    pub fn figures(&self) -> BTreeSet<u64> {
        const NUMBERS: [&str; 13] = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        ];
        let number = |text: &str| {
            text.parse()
                .ok()
                .or_else(|| NUMBERS.iter().skip(2).position(|word| *word == text).map(|at| at as u64 + 2))
        };
        self.words.iter().filter_map(|word| number(&word.text)).collect()
    }

    /// Stems of the words that carry the topic.
    pub fn content(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| is_content(&word.text))
    }
}

/// Whether a word carries a topic.
pub(crate) fn is_content(word: &str) -> bool {
    !EMPTY_WORDS.contains(&word) && (word.len() > 1 || word.chars().all(|c| c.is_ascii_digit()))
}

fn push(words: &mut Vec<Word>, piece: &str, clause: usize) {
    let lower = piece.to_lowercase();
    let (text, negated) = match lower.as_str() {
        "cannot" | "can't" => ("can", true),
        "won't" => ("will", true),
        other => other.strip_suffix("n't").map_or((other, false), |stem| (stem, true)),
    };
    let text = text.trim_end_matches("'s").trim_matches('\'');
    // A capital behind the first letter, or letters with digits, or a number of three digits and more, is a name.
    let named = piece.chars().skip(1).any(char::is_uppercase)
        || (piece.chars().any(|c| c.is_ascii_digit())
            && piece.chars().filter(|c| c.is_alphanumeric()).count() > 2);
    let capital = piece.starts_with(char::is_uppercase);
    words.push(Word { text: text.to_owned(), stem: stem(text), clause, named, capital });
    if negated {
        words.push(Word {
            text: "not".to_owned(),
            stem: "not".to_owned(),
            clause,
            named: false,
            capital: false,
        });
    }
}

/// A crude stem: endings of inflection cut, so that "encrypted", "encrypts" and "encryption" meet. Only for comparing
/// two words; never shown.
pub(crate) fn stem(word: &str) -> String {
    const ENDINGS: &[&str] = &[
        "ations", "ation", "ities", "ments", "ments", "ment", "ions", "ings", "ing", "ion", "ers", "ies",
        "ied", "ity", "ed", "es", "er", "ly", "s", "e", "y",
    ];
    for ending in ENDINGS {
        if let Some(cut) = word.strip_suffix(ending)
            && cut.chars().count() >= 4
        {
            return cut.to_owned();
        }
    }
    word.to_owned()
}
