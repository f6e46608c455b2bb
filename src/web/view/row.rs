//! One question with its suggestion, its evidence, and what happened to it.

use super::history::Event;
use super::shell::{Band, Choice, State};

/// The chosen question.
#[derive(Clone, Debug)]
pub struct RowShown {
    pub number: u32,
    /// This row's own address.
    pub href: String,
    /// Where decisions go.
    pub action: String,
    /// The filter to come back to.
    pub back: String,
    pub version: u64,
    pub state: State,
    /// Sheet and cell.
    pub place: String,
    pub section: String,
    /// The customer's own number.
    pub id: String,
    pub question: String,
    pub before: Option<String>,
    /// It leans on the row before.
    pub follows: bool,
    pub assigned: Option<String>,
    pub warnings: Vec<String>,
    pub suggestion: Option<Suggested>,
    /// Why there is no suggestion.
    pub nothing: String,
    pub given: Option<Given>,
    /// Something can be written at all.
    pub fillable: bool,
    pub options: Vec<Choice>,
    pub takes_words: bool,
    /// Which cell the words go into.
    pub cell: String,
    pub max: Option<u32>,
    pub count: String,
    pub draft: Draft,
    /// Each cell that is written, with what goes into it to the letter.
    pub writes: Vec<(String, String)>,
    pub can_approve: bool,
    /// Why the suggestion cannot be approved as it stands; empty where it can, or where there is none.
    pub held_back: String,
    pub can_undo: bool,
    pub people: Vec<String>,
    pub problem: Option<String>,
    pub conflict: Option<Conflict>,
    pub log: Vec<Event>,
    /// Every quote of the answer; `evidence` has them in their sections.
    pub cited: Vec<Source>,
    pub evidence: Vec<Evidence>,
    pub candidates: Vec<Candidate>,
    pub earlier: Vec<Earlier>,
}

/// What the program proposes.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub verdict: String,
    pub words: String,
    pub band: Band,
    pub percent: String,
    pub why: String,
    /// The reason is one to read the evidence for.
    pub doubtful: bool,
}

/// What a person decided.
#[derive(Clone, Debug)]
pub struct Given {
    pub by: String,
    pub option: String,
    pub words: String,
}

/// What stands in the editor.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub words: String,
    /// The number of the candidate it came from; empty for none.
    pub candidate: String,
    pub lines: usize,
}

/// Two people decided the same row.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub by: String,
    pub did: String,
    pub theirs: String,
    pub yours: String,
}

/// Quoted words and where they stand.
#[derive(Clone, Debug)]
pub struct Source {
    pub document: String,
    pub path: String,
    pub quote: String,
}

/// A section with all that is quoted from it.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Empty where it is the document of the section before.
    pub document: String,
    pub path: String,
    pub href: String,
    pub pieces: Vec<Piece>,
}

/// A passage that could be the answer.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its place among all candidates, the cited ones first; counts from 1.
    pub place: usize,
    pub document: String,
    pub path: String,
    pub before: String,
    pub quote: String,
    pub after: String,
    /// What taking it puts into the editor.
    pub words: String,
}

/// An earlier answer, with how its words differ from what is suggested now.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub whence: String,
    pub question: String,
    pub diff: Vec<Piece>,
}

/// A piece of a text: `ins`, `del` or `same` of a word diff, `mark` for what is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: &'static str,
    pub text: String,
}
