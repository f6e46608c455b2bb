//! How far a workspace's documents answer a questionnaire, section by section: what a security officer works from. Knows no
//! file, and prints nothing.

use crate::question::Question;
use crate::suggestion::{Band, Suggestion, Verdict};

/// How far the documents answer a question, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cover {
    /// Answered, with high or medium confidence.
    Answered,
    /// Answered in part: the documents say yes to some of it, or under a condition.
    Partly,
    /// Answered, but with low confidence: the documents may say it more clearly.
    Unsure,
    /// Answered by a document above this audience's level only.
    Withheld,
    /// The documents are on the topic and do not answer.
    Near,
    /// The documents do not touch it.
    Nothing,
}

impl Cover {
    /// Every degree, the best first.
    pub const ALL: [Self; 6] =
        [Self::Answered, Self::Partly, Self::Unsure, Self::Withheld, Self::Near, Self::Nothing];

    /// What a suggestion says of it.
    pub fn of(suggestion: &Suggestion) -> Self {
        match suggestion.answer() {
            Some(answer) if answer.verdict() == Some(Verdict::Partial) => Self::Partly,
            Some(_) if suggestion.band() == Band::Low => Self::Unsure,
            Some(_) => Self::Answered,
            None if suggestion.withheld.is_some() => Self::Withheld,
            None if suggestion.is_on_topic() => Self::Near,
            None => Self::Nothing,
        }
    }

    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Partly => "partly",
            Self::Unsure => "unsure",
            Self::Withheld => "withheld",
            Self::Near => "near",
            Self::Nothing => "nothing",
        }
    }

    /// Whether there is something to write: the documents do not answer, or not so that it is sure.
    pub fn is_gap(self) -> bool {
        self != Self::Answered
    }
}

/// A question with how far it is answered.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The name of its sheet.
    pub sheet: String,
    pub question: Question,
    pub suggestion: Suggestion,
}

impl Covered {
    /// How far it is answered.
    pub fn cover(&self) -> Cover {
        Cover::of(&self.suggestion)
    }
}

/// The questions of one section of one sheet.
#[derive(Clone, Debug)]
pub struct Part<'c> {
    pub sheet: &'c str,
    /// None for questions that stand under no heading.
    pub section: Option<&'c str>,
    /// In the file's order.
    pub questions: Vec<&'c Covered>,
}

impl Part<'_> {
    /// How many questions are answered so far.
    pub fn count(&self, cover: Cover) -> usize {
        self.questions.iter().filter(|question| question.cover() == cover).count()
    }
}

/// The sections in the order in which they first come; one that comes again on the same sheet is one.
pub fn parts(questions: &[Covered]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for covered in questions {
        let (sheet, section) = (covered.sheet.as_str(), covered.question.section.as_deref());
        match parts.iter_mut().find(|part| part.sheet == sheet && part.section == section) {
            Some(part) => part.questions.push(covered),
            None => parts.push(Part { sheet, section, questions: vec![covered] }),
        }
    }
    parts
}
