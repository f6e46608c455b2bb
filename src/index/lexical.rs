//! The full-text side: BM25 in tantivy, as a share of the greatest score that a question could have.
//!
//! A text's length is left out of the score (no field norms): tantivy's fixed b = 0.75 favours short texts too much
//! here. Words that only make a sentence a question are left out of it.

use std::collections::HashMap;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
    TokenStream,
};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::words;

/// Memory for the writer; a workspace's texts are a few megabytes.
const WRITER_BYTES: usize = 30_000_000;
/// How many texts a question may hit.
const MOST_HITS: usize = 400;
/// BM25's k1 in tantivy, for the greatest possible score of a word: idf × (k1 + 1).
const K1: f32 = 1.2;

/// Words of a question that say nothing of its topic.
const QUESTION_WORDS: &[&str] = &[
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could",
    "describe", "details", "do", "does", "ensure", "explain", "for", "from", "had", "has", "have", "how",
    "if", "in", "indicate", "into", "is", "it", "its", "may", "must", "no", "of", "on", "or", "our",
    "please", "provide", "shall", "should", "so", "specify", "such", "that", "the", "their", "them", "there",
    "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where", "which",
    "who", "why", "will", "with", "would", "yes", "you", "your",
];

/// A finished full-text index in memory.
pub(super) struct Lexical {
    searcher: Searcher,
    analyzer: TextAnalyzer,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    words: Field,
    number: Field,
}

/// An index being filled.
pub(super) struct Writer {
    index: Index,
    writer: IndexWriter,
    fields: Fields,
    count: u64,
}

impl Lexical {
    pub(super) fn writer() -> Result<Writer, TantivyError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("questionnaire")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqs);
        let fields = Fields {
            words: schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing)),
            number: schema.add_u64_field("number", NumericOptions::default().set_stored()),
        };
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("questionnaire", analyzer());
        // One thread, one segment: the same texts give the same index.
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        Ok(Writer { index, writer, fields, count: 0 })
    }

    /// Each text that shares a word with the question, by its number, with its share of the greatest score (0 to 1).
    pub(super) fn search(&self, question: &str) -> Result<HashMap<usize, f32>, TantivyError> {
        let terms = self.terms(question);
        let total: f32 = terms.iter().map(|term| self.greatest(term)).sum::<Result<f32, _>>()?;
        if total <= 0.0 {
            return Ok(HashMap::new());
        }
        let clauses = terms.into_iter().map(|term| {
            let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (Occur::Should, query)
        });
        let hits = self.searcher.search(
            &BooleanQuery::new(clauses.collect()),
            &TopDocs::with_limit(MOST_HITS).order_by_score(),
        )?;
        hits.into_iter()
            .map(|(score, address)| Ok((self.number(address)?, (score / total).min(1.0))))
            .collect()
    }

    fn terms(&self, question: &str) -> Vec<Term> {
        let mut analyzer = self.analyzer.clone();
        let folded = words::fold(question);
        let mut stream = analyzer.token_stream(&folded);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            terms.push(Term::from_field_text(self.fields.words, &token.text));
        }
        terms.sort();
        terms.dedup();
        terms
    }

    /// The most that one word can add to a score. Formula: Lucene's BM25, which tantivy follows.
    fn greatest(&self, term: &Term) -> Result<f32, TantivyError> {
        let with = self.searcher.doc_freq(term)? as f32;
        let all = self.searcher.num_docs() as f32;
        let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        Ok(idf * (K1 + 1.0))
    }

    fn number(&self, address: tantivy::DocAddress) -> Result<usize, TantivyError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let number = document.get_first(self.fields.number).and_then(|value| value.as_u64());
        Ok(number.unwrap_or_default() as usize)
    }
}

impl Writer {
    pub(super) fn add(&mut self, text: &str) -> Result<(), TantivyError> {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.words, words::fold(text));
        document.add_u64(self.fields.number, self.count);
        self.count += 1;
        self.writer.add_document(document).map(|_| ())
    }

    pub(super) fn finish(mut self) -> Result<Lexical, TantivyError> {
        self.writer.commit()?;
        let reader = self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        self.writer.wait_merging_threads()?;
        Ok(Lexical { searcher: reader.searcher(), analyzer: analyzer(), fields: self.fields })
    }
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(StopWordFilter::remove(QUESTION_WORDS.iter().map(|word| (*word).to_owned())))
        .filter(Stemmer::new(Language::English))
        .build()
}
