//! The full-text side: BM25 as tantivy has it, as a share of the greatest score that a question could have.
//!
//! A text's length is left out of the score: tantivy's fixed b = 0.75 favours short texts too much here. Words that only
//! make a sentence a question are left out of it. Words come from tantivy's analyzers; where they stand is kept a document
//! at a time (docs/decisions/0011).

use tantivy::query::Bm25Weight;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
    TokenStream,
};

use super::postings::Postings;
use crate::words;

/// How many texts a question may hit.
const MOST_HITS: usize = 400;
/// BM25's k1 in tantivy, for the greatest possible score of a word: idf × (k1 + 1).
const K1: f32 = 1.2;
/// The length that every text is said to have.
const ONE_LENGTH: u8 = 1;

/// Words of a question that say nothing of its topic.
const QUESTION_WORDS: &[&str] = &[
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could",
    "describe", "details", "do", "does", "ensure", "explain", "for", "from", "had", "has", "have", "how",
    "if", "in", "indicate", "into", "is", "it", "its", "may", "must", "no", "of", "on", "or", "our",
    "please", "provide", "shall", "should", "so", "specify", "such", "that", "the", "their", "them", "there",
    "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where", "which",
    "who", "why", "will", "with", "would", "yes", "you", "your",
];

/// How many texts, and words in them, a question is asked of.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    pub texts: usize,
    pub tokens: u64,
}

/// The share of the greatest score (0 to 1) that each text has, counted through all documents; of all but those that share most
/// with the question it is 0. `documents` in order, each with the number of its first text.
pub(super) fn search<'a>(
    documents: impl Iterator<Item = (usize, &'a Postings)> + Clone,
    size: Size,
    question: &str,
) -> Vec<f32> {
    let average = size.tokens as f32 / size.texts as f32;
    let mut scores = vec![0f32; size.texts];
    let mut total = 0f32;
    for word in question_words(question) {
        let lists: Vec<_> =
            documents.clone().filter_map(|(base, postings)| Some((base, postings.find(&word)?))).collect();
        let with: u64 = lists.iter().map(|(_, list)| u64::from(list.count)).sum();
        total += greatest(with, size.texts);
        let weight = Bm25Weight::for_one_term_without_explain(with, size.texts as u64, average);
        for (base, list) in lists {
            for (text, times) in list {
                if let Some(score) = scores.get_mut(base + text as usize) {
                    *score += weight.score(ONE_LENGTH, times);
                }
            }
        }
    }
    let mut shares = vec![0f32; size.texts];
    for text in best(&scores) {
        shares[text] = (scores[text] / total).min(1.0);
    }
    shares
}

/// The texts with the highest scores; of equal ones those that come first.
fn best(scores: &[f32]) -> Vec<usize> {
    let mut hit: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
    if hit.len() > MOST_HITS {
        hit.select_nth_unstable_by(MOST_HITS, |a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        hit.truncate(MOST_HITS);
    }
    hit
}

/// The most that one word can add to a score. Formula: Lucene's BM25, which tantivy follows.
fn greatest(with: u64, all: usize) -> f32 {
    let (with, all) = (with as f32, all as f32);
    let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
    idf * (K1 + 1.0)
}

fn question_words(question: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(&mut analyzer(), question, |word| found.push(word.to_owned()));
    found.sort();
    found.dedup();
    found
}

/// Hears each word of a text, as it is searched.
pub(super) fn each_word(analyzer: &mut TextAnalyzer, text: &str, mut hear: impl FnMut(&str)) {
    let folded = words::fold(text);
    let mut stream = analyzer.token_stream(&folded);
    while let Some(token) = stream.next() {
        hear(&token.text);
    }
}

pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(StopWordFilter::remove(QUESTION_WORDS.iter().map(|word| (*word).to_owned())))
        .filter(Stemmer::new(Language::English))
        .build()
}
