//! How answers given before take part: what was approved outranks a passage, what the documents say today is cited first,
//! and what no document supports any more drops a band. A past answer is proposed only where the same was asked.

use super::{Answer, Outcome, Suggestion};
use crate::citation::Citation;
use crate::library::{How, Match, Stance, disagreement, stance};
use crate::words;

/// Probability that a reviewer accepts an answer again, where documents support it. Set by hand: there are no
/// decisions yet to fit them on.
const APPROVED: f64 = 0.95;
const SAME_WORDS: f64 = 0.90;
const OTHER_WORDS: f64 = 0.80;
/// What takes each of these one band down.
const BAND: f64 = 0.20;

/// Lets past answers take part in a suggestion that was made from documents alone.
pub fn with_past(made: Suggestion, past: Vec<Match>, threshold: f64) -> Suggestion {
    let serving: Vec<&Match> = past.iter().filter(|found| serves(found)).collect();
    let mut suggestion = match serving.as_slice() {
        [] => made,
        all => match chosen(all, &made) {
            Some(best) => proposed(made, best, threshold),
            None => undecided(made, all),
        },
    };
    suggestion.past = past;
    suggestion
}

/// The same was asked, and the answer does not speak of the customer that it was given to.
fn serves(found: &Match) -> bool {
    let answer = &found.entry.answer;
    let named = |customer: &String| {
        let customer = words::fold(customer);
        !customer.is_empty() && words::fold(&answer.text()).contains(&customer)
    };
    found.asks_the_same() && !answer.customer.as_ref().is_some_and(named)
}

/// The best; where others contradict it, the one that a person approved or the documents support.
fn chosen<'m>(all: &[&'m Match], made: &Suggestion) -> Option<&'m Match> {
    let (best, others) = all.split_first()?;
    let approved = |found: &Match| found.entry.answer.approved().is_some();
    let rivals = |found: &&&Match| disagreement(&best.entry.answer, &found.entry.answer).is_some();
    if others.iter().filter(rivals).all(|rival| approved(best) && !approved(rival)) {
        return Some(best);
    }
    all.iter().find(|found| stance_of(found, made) == Stance::Supports).copied()
}

fn stance_of(found: &Match, made: &Suggestion) -> Stance {
    let answer = made.answer();
    answer.map_or(Stance::Silent, |made| stance(&found.entry.answer, made.verdict(), made.words()))
}

/// Past answers contradict each other and nothing tells which holds.
fn undecided(mut made: Suggestion, all: &[&Match]) -> Suggestion {
    let (one, others) = (all[0], &all[1..]);
    let how = others.iter().find_map(|other| disagreement(&one.entry.answer, &other.entry.answer));
    let how = how.map_or("", |how| how.words());
    made.reason = format!("{}; earlier answers contradict each other ({how})", made.reason);
    made.doubtful = made.answer().is_some();
    made
}

fn proposed(made: Suggestion, best: &Match, threshold: f64) -> Suggestion {
    let stance = stance_of(best, &made);
    let approved = best.entry.answer.approved().is_some();
    let confidence = confidence(best, stance);
    let stays = match stance {
        Stance::Supports => false,
        Stance::Contradicts => !approved,
        Stance::Silent => made.answer().is_some() && !approved && made.confidence > confidence,
    };
    if stays {
        let otherwise = stance == Stance::Contradicts;
        let also = if otherwise { "answered otherwise before" } else { "also answered before" };
        let reason = format!("{}; {also} ({})", made.reason, place(best));
        return Suggestion { reason, doubtful: made.doubtful || otherwise, ..made };
    }
    let reason = reason(&made, best, stance);
    if stance == Stance::Supports {
        return supported(made, best, confidence, reason);
    }
    let citations = made.answer().map(|answer| answer.citations().to_vec());
    let nearest = citations.unwrap_or(made.nearest);
    let answer = answer(best, None, &[]);
    let outcome = if confidence >= threshold { Outcome::Answered(answer) } else { Outcome::Open };
    let doubtful = matches!(outcome, Outcome::Answered(_));
    Suggestion {
        outcome,
        confidence,
        reason,
        doubtful,
        nearest,
        offer: None,
        withheld: None,
        past: Vec::new(),
    }
}

/// Documents say the same: they are cited first.
fn supported(made: Suggestion, best: &Match, confidence: f64, reason: String) -> Suggestion {
    let documents = made.answer().map(|made| made.of_documents().to_vec()).unwrap_or_default();
    let outcome = Outcome::Answered(answer(best, made.answer(), &documents));
    let past = &best.entry.answer;
    // What `fill` once suggested, and nobody is on record as having approved, is no second witness.
    let echo = past.approved().is_none() && !past.backing.is_empty();
    let confidence = if echo { made.confidence } else { confidence.max(made.confidence) };
    let doubtful = made.doubtful || best.stale.is_some();
    Suggestion { outcome, confidence, reason, doubtful, ..made }
}

/// The past answer's words; of a bare option, the documents' words where they say the same.
fn answer(best: &Match, made: Option<&Answer>, documents: &[Citation]) -> Answer {
    let past = &best.entry.answer;
    let bare = past.words.is_none() && past.comment.is_none();
    let words = made.filter(|_| bare).map_or_else(|| past.saying(), |made| made.words().to_owned());
    let verdict = past.verdict().or(made.and_then(Answer::verdict));
    Answer::given_before(verdict, words, best.entry.citation.clone(), documents)
}

fn confidence(best: &Match, stance: Stance) -> f64 {
    let full = match (best.entry.answer.approved(), best.how) {
        (Some(_), How::Exact) => APPROVED,
        (None, How::Exact) => SAME_WORDS,
        (_, How::Near) => OTHER_WORDS,
    };
    let drops = [stance != Stance::Supports, best.stale.is_some()];
    full - BAND * drops.into_iter().filter(|drop| *drop).count() as f64
}

fn reason(made: &Suggestion, best: &Match, stance: Stance) -> String {
    let how = if best.entry.answer.approved().is_some() { "approved before" } else { "answered before" };
    let near = if best.how == How::Near { ", asked in other words" } else { "" };
    let told = match stance {
        Stance::Supports => format!(", and {}", made.reason),
        Stance::Contradicts => ", but the documents now say otherwise".to_owned(),
        Stance::Silent => ", but no document supports it now".to_owned(),
    };
    let stale = best.stale.as_ref().map(|stale| format!("; {stale}")).unwrap_or_default();
    format!("{how} ({}{near}){told}{stale}", place(best))
}

/// Which file, and of when.
fn place(found: &Match) -> String {
    let answer = &found.entry.answer;
    let date = answer.date.map(|date| format!(", {date}")).unwrap_or_default();
    format!("{}{date}", answer.place)
}
