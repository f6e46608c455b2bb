//! The index: BM25 against tantivy's own index as the oracle, and what is kept of a document between runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use countersign::document::{Document, DocumentName};
use countersign::encode::{Encoder, VectorCache};
use countersign::evidence::Hit;
use countersign::index::{Index, Wanted};
use countersign::parse::parse;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{TantivyDocument, Term};

/// One sentence a paragraph and no headings: each is one text, in the words that stand here.
const SENTENCES: [&[&str]; 2] = [
    &[
        "Backups of customer data leave every region nightly.",
        "Customer data never leaves its region, backups of backups included.",
        "Access keys rotate yearly.",
    ],
    &["Keys protect customer backups.", "Visitors sign a paper register.", "Access keys rotate yearly."],
];

const QUESTIONS: [&str; 4] =
    ["Are backups of customer data kept in one region?", "How often do keys rotate?", "Does it rain?", ""];

fn documents(all: &[&[&str]]) -> Vec<Document> {
    let document = |(at, lines): (usize, &&[&str])| {
        let name = DocumentName::new(format!("document-{at}.txt"));
        parse(name, lines.join("\n\n").as_bytes()).unwrap().0
    };
    all.iter().enumerate().map(document).collect()
}

/// The passages found for each question, by name and words, with all three numbers in full.
fn found(documents: &[Document], cache: &VectorCache) -> Vec<Vec<String>> {
    let shown = |hit: &Hit| {
        let words = hit.document.slice(&hit.passage.range).unwrap();
        format!("{}: {words} {:?}", hit.document.name, hit.nearness)
    };
    search(documents, cache, 100).iter().map(|hits| hits.iter().map(shown).collect()).collect()
}

fn search<'d>(documents: &'d [Document], cache: &VectorCache, most: usize) -> Vec<Vec<Hit<'d>>> {
    let encoder = Encoder::embedded().unwrap();
    let index = Index::build(documents, &encoder, cache, &|_| {}).unwrap();
    let vectors = encoder.encode(&QUESTIONS.map(str::to_owned), &|_| {}).unwrap();
    let questions: Vec<_> = QUESTIONS.into_iter().zip(&vectors).collect();
    index.search(documents, &questions, &Wanted { most, of: &|_| true }).unwrap()
}

/// Scores of the sentences as tantivy's own index has them.
fn tantivys(question: &str) -> BTreeMap<String, f32> {
    let analyzer = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::English))
            .build()
    };
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("ours").set_fieldnorms(false);
    let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs);
    let field: Field = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
    let index = tantivy::Index::create_in_ram(schema.build());
    index.tokenizers().register("ours", analyzer());
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    // The same sentence in two documents is two texts.
    let sentences: Vec<&str> = SENTENCES.into_iter().flatten().copied().collect();
    let bare = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| !STOP.contains(&word.as_str())).collect::<Vec<_>>().join(" ")
    };
    for sentence in &sentences {
        let mut document = TantivyDocument::new();
        document.add_text(field, bare(sentence));
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let (mut analyzer, question) = (analyzer(), bare(question));
    let mut words = Vec::new();
    analyzer.token_stream(&question).process(&mut |token| words.push(token.text.clone()));
    let clauses = words.iter().map(|word| {
        let term = Term::from_field_text(field, word);
        (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
    });
    let query = BooleanQuery::new(clauses.collect());
    let hits = searcher.search(&query, &TopDocs::with_limit(100).order_by_score()).unwrap();
    hits.into_iter().map(|(score, at)| (sentences[at.doc_id as usize].to_owned(), score)).collect()
}

/// Words of the sentences and questions above that say nothing of a topic.
const STOP: &[&str] = &["of", "its", "a", "are", "in", "how", "do", "does", "it"];

#[test]
fn the_words_weigh_what_tantivy_says() {
    let documents = documents(&SENTENCES);
    for (question, hits) in QUESTIONS.iter().zip(search(&documents, &VectorCache::none(), 100)) {
        let theirs = tantivys(question);
        let ours: BTreeMap<String, f32> = hits
            .iter()
            .filter(|hit| hit.nearness.lexical > 0.0)
            .map(|hit| (hit.document.slice(&hit.passage.range).unwrap().to_owned(), hit.nearness.lexical))
            .collect();
        assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "{question}");
        // Ours are shares of one greatest score, so that all stand in one proportion to theirs.
        let most = |scores: &BTreeMap<String, f32>| scores.values().copied().fold(0f32, f32::max);
        for (sentence, share) in &ours {
            let (ours, theirs) = (share / most(&ours), theirs[sentence] / most(&theirs));
            assert!((ours - theirs).abs() < 1e-5, "{question} {sentence}: {ours} and {theirs}");
        }
    }
}

/// Words that stand in hundreds of texts must not hide the one text that has them all: tantivy's own index, without field
/// norms, passes over whole blocks of such words' texts.
#[test]
fn the_text_that_has_every_word_is_found_among_very_many() {
    let sites: Vec<String> = (0..900)
        .map(|site| match site {
            700 => "Backups leave region 700 and keys rotate.".to_owned(),
            even if even % 2 == 0 => format!("Backups leave hall {even}."),
            odd => format!("Keys rotate in hall {odd}."),
        })
        .collect();
    let lines: Vec<&str> = sites.iter().map(String::as_str).collect();
    let documents = documents(&[&lines]);
    let encoder = Encoder::embedded().unwrap();
    let index = Index::build(&documents, &encoder, &VectorCache::none(), &|_| {}).unwrap();
    let vectors = encoder.encode(&["leave".to_owned()], &|_| {}).unwrap();
    let wanted = Wanted { most: 900, of: &|_| true };
    let hits =
        index.search(&documents, &[("Do backups leave, do keys rotate?", &vectors[0])], &wanted).unwrap();
    let best = hits[0].iter().max_by(|a, b| a.nearness.lexical.total_cmp(&b.nearness.lexical)).unwrap();
    assert_eq!(documents[0].slice(&best.passage.range), Some(sites[700].as_str()));
    assert!(best.nearness.lexical > 0.4, "{}", best.nearness.lexical);
}

/// Vectors of many texts are compared in a way of their own, which must say what one with one says.
#[test]
fn a_hit_is_as_near_as_its_vector() {
    let documents = documents(&SENTENCES);
    let encoder = Encoder::embedded().unwrap();
    let questions = encoder.encode(&QUESTIONS.map(str::to_owned), &|_| {}).unwrap();
    for (question, hits) in questions.iter().zip(search(&documents, &VectorCache::none(), 100)) {
        for hit in hits {
            let words = hit.document.slice(&hit.passage.range).unwrap().to_owned();
            let alone = encoder.encode(&[words], &|_| {}).unwrap();
            assert_eq!(hit.nearness.sentence, alone[0].cosine(question));
        }
    }
}

#[test]
fn the_nearest_come_first_and_equal_ones_as_they_stand() {
    let documents = documents(&[
        &["Visitors sign in."],
        &["Access keys rotate yearly."],
        &["Access keys rotate yearly."],
    ]);
    let all = search(&documents, &VectorCache::none(), 100);
    for (all, few) in all.iter().zip(search(&documents, &VectorCache::none(), 2)) {
        let scores: Vec<f32> = all.iter().map(|hit| hit.nearness.score()).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        let names = |hits: &[Hit]| hits.iter().map(|hit| hit.document.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(&all[..2]), names(&few));
    }
    let second = &all[1];
    assert_eq!(
        [&second[0].document.name, &second[1].document.name].map(|name| name.as_str()),
        ["document-1.txt", "document-2.txt"]
    );
}

#[test]
fn what_is_kept_gives_what_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let documents = documents(&SENTENCES);
    let made = found(&documents, &VectorCache::none());
    let cache = VectorCache::at(folder.path());
    assert_eq!(found(&documents, &cache), made, "made and kept");
    assert_eq!(names(folder.path()).len(), 4, "words and vectors of two documents");
    assert_eq!(found(&documents, &cache), made, "kept");
}

#[test]
fn what_is_kept_and_damaged_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, cache) = (documents(&SENTENCES), VectorCache::at(folder.path()));
    let made = found(&documents, &cache);
    for file in names(folder.path()) {
        let whole = fs::read(&file).unwrap();
        let mut flipped = whole.clone();
        flipped[70] ^= 1;
        for damage in [Vec::new(), whole[..whole.len() / 2].to_vec(), flipped] {
            fs::write(&file, damage).unwrap();
            assert_eq!(found(&documents, &cache), made, "{}", file.display());
            assert_eq!(fs::read(&file).unwrap(), whole, "{} is written anew", file.display());
        }
    }
}

/// Two workspaces share the cache's folder; the words of one are never found in the other, nor do they weigh in it.
#[test]
fn a_workspace_finds_and_weighs_its_own_words_only() {
    let folder = tempfile::tempdir().unwrap();
    let cache = VectorCache::at(folder.path());
    let (all, one) = (documents(&SENTENCES), documents(&SENTENCES[..1]));
    let alone = found(&one, &VectorCache::none());
    found(&all, &cache);
    assert_eq!(found(&one, &cache), alone);
}

fn names(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    names.sort();
    names
}
