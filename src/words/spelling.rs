//! What was probably meant by a word that is not known.

/// How alike two words must be for the one to be meant by the other.
const ALIKE: f64 = 0.75;

/// The word of `known` that was probably meant.
pub fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let alike = |other: &&&str| strsim::jaro_winkler(&word.to_lowercase(), &other.to_lowercase());
    let best = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    best.filter(|best| alike(best) >= ALIKE).copied()
}

/// The end of a message about an unknown word: what was probably meant, or what there is.
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    match meant(word, known) {
        Some(best) => format!("; did you mean “{best}”?"),
        None => {
            format!("; there is {}", known.iter().map(|k| format!("“{k}”")).collect::<Vec<_>>().join(", "))
        }
    }
}
