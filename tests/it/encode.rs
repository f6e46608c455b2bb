//! The sentence encoder and its cache.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use countersign::document::ContentHash;
use countersign::encode::{Encoder, Vector, VectorCache};
use proptest::prelude::*;

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn model_files_are_the_ones_that_the_readme_names() {
    let readme = fs::read_to_string("models/README.md").unwrap();
    let shipped =
        fs::read_dir("models").unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    for file in shipped.filter(|name| name.ends_with(".onnx") || name.ends_with(".json")) {
        let sum = ContentHash::of(&fs::read(format!("models/{file}")).unwrap()).to_string();
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{file}`"))).unwrap();
        assert!(row.contains(&sum), "models/README.md does not name {sum} for {file}");
    }
}

#[test]
fn sentences_that_mean_alike_point_the_same_way() {
    let encoder = Encoder::embedded().unwrap();
    let vectors = encoder
        .encode(
            &texts(&[
                "Backups are kept for 30 days.",
                "How long do you retain copies of our data?",
                "The office dog is called Bruno.",
                "",
            ]),
            &|_| {},
        )
        .unwrap();
    let [backups, retention, dog, nothing] = vectors.try_into().unwrap_or_else(|_| unreachable!());
    assert!((backups.cosine(&backups) - 1.0).abs() < 1e-4);
    assert!(backups.cosine(&retention) > backups.cosine(&dog) + 0.2);
    assert!(nothing.cosine(&dog).abs() < 0.5);
}

/// Texts of one length are run together: what comes of one must not depend on its company, to the last bit.
#[test]
fn a_text_has_the_same_vector_in_any_company() {
    let encoder = Encoder::embedded().unwrap();
    let alone = encoder.encode(&texts(&["Keys are rotated yearly."]), &|_| {}).unwrap();
    let long = "A long neighbour with a great many words in it. ".repeat(40);
    let among = encoder.encode(&texts(&["x", &long, "Keys are rotated yearly.", "y"]), &|_| {}).unwrap();
    assert_eq!(alone[0], among[2]);
    let days = ["Monday", "Tuesday", "Friday", "Sunday", "January", "March", "April", "May", "June", "July"];
    let alike: Vec<String> = days.iter().map(|day| format!("Keys are rotated every {day}.")).collect();
    let together = encoder.encode(&alike, &|_| {}).unwrap();
    for (text, vector) in alike.into_iter().zip(together) {
        assert_eq!(encoder.encode(&[text], &|_| {}).unwrap(), [vector]);
    }
}

#[test]
fn questions_in_any_script_are_encoded() {
    let encoder = Encoder::embedded().unwrap();
    let questions = [
        "リポジトリのアクセストークンを無効にする",
        "고객 데이터를 암호화합니까?",
        "Werden Schlüssel jährlich ausgetauscht? ẞ İ ŉ ﬃ",
        "هل يتم تشفير البيانات؟",
        "\u{0}\u{7}\u{200b}\u{feff}\u{fffd} \u{1f468}\u{200d}\u{1f469}",
    ];
    assert_eq!(encoder.encode(&texts(&questions), &|_| {}).unwrap().len(), questions.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_text_stops_the_encoder(text in "\\PC{0,60}") {
        thread_local!(static ENCODER: Encoder = Encoder::embedded().unwrap());
        let vectors = ENCODER.with(|encoder| encoder.encode(&[text], &|_| {}).unwrap());
        prop_assert_eq!(vectors.len(), 1);
    }
}

#[test]
fn a_second_run_encodes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let run = Run { cache: VectorCache::at(folder.path()), encoder: Encoder::embedded().unwrap() };
    let (first, reported) = run.vectors(&["One sentence.", "Another sentence.", "One sentence."]);
    // Two texts of one length are encoded together and reported as done, then the whole.
    assert_eq!(reported, 2);
    let (second, reported) = run.vectors(&["One sentence.", "Another sentence.", "One sentence."]);
    assert_eq!((second, reported), (first, 1));
}

#[test]
fn a_damaged_cache_is_rebuilt_silently_and_correctly() {
    let folder = tempfile::tempdir().unwrap();
    let run = Run { cache: VectorCache::at(folder.path()), encoder: Encoder::embedded().unwrap() };
    let (right, _) = run.vectors(&["One sentence.", "Another sentence."]);
    let file = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[60] ^= 1;
    let damages =
        [Vec::new(), whole[..whole.len() / 2].to_vec(), flipped, b"countersign vectors 9\n".to_vec()];
    for damage in damages {
        fs::write(&file, &damage).unwrap();
        assert_eq!(run.vectors(&["One sentence.", "Another sentence."]).0, right);
        assert_eq!(fs::read(&file).unwrap(), whole, "written anew");
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let run = Run {
        cache: VectorCache::at(file.path().join("below-a-file")),
        encoder: Encoder::embedded().unwrap(),
    };
    assert_eq!(run.vectors(&["One sentence."]).0.len(), 1);
}

struct Run {
    cache: VectorCache,
    encoder: Encoder,
}

impl Run {
    /// The vectors, and how often progress was reported.
    fn vectors(&self, lines: &[&str]) -> (Vec<Vector>, usize) {
        let reported = AtomicUsize::new(0);
        let done = |_| {
            reported.fetch_add(1, Ordering::Relaxed);
        };
        let vectors =
            self.cache.vectors(&self.encoder, ContentHash::of(b"a document"), &texts(lines), &done).unwrap();
        (vectors.iter().collect(), reported.into_inner())
    }
}
