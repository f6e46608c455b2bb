//! The public JSON shape of `coverage`, version 1, written down in docs/coverage-json.md. Changes only by adding fields.

use serde::Serialize;

use crate::assistant::OftenAsked;
use crate::cli::answer_shape::AnswerShape;
use crate::coverage::{Cover, Covered, Part};
use crate::document::Disclosure;

/// How far a questionnaire is answered.
#[derive(Debug, Serialize)]
pub(super) struct Shape<'a> {
    version: u32,
    file: &'a str,
    audience: &'static str,
    totals: Counts,
    sections: Vec<SectionShape<'a>>,
}

#[derive(Debug, Serialize)]
struct SectionShape<'a> {
    sheet: &'a str,
    section: Option<&'a str>,
    counts: Counts,
    questions: Vec<QuestionShape<'a>>,
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    questions: usize,
    answered: usize,
    partly: usize,
    unsure: usize,
    withheld: usize,
    near: usize,
    nothing: usize,
}

#[derive(Debug, Serialize)]
struct QuestionShape<'a> {
    row: u32,
    question: &'a str,
    cover: &'static str,
    #[serde(flatten)]
    answer: AnswerShape<'a>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(file: &'a str, audience: Disclosure, parts: &[Part<'a>]) -> Self {
        let all = parts.iter().flat_map(|part| part.questions.iter().copied());
        Self {
            version: 1,
            file,
            audience: audience.word(),
            totals: Counts::of(all),
            sections: parts.iter().map(section).collect(),
        }
    }
}

fn section<'a>(part: &Part<'a>) -> SectionShape<'a> {
    SectionShape {
        sheet: part.sheet,
        section: part.section,
        counts: Counts::of(part.questions.iter().copied()),
        questions: part.questions.iter().map(|covered| question(covered)).collect(),
    }
}

fn question(covered: &Covered) -> QuestionShape<'_> {
    QuestionShape {
        row: covered.question.row.0,
        question: &covered.question.text,
        cover: covered.cover().word(),
        answer: AnswerShape::of(covered.question.id.as_deref(), &covered.suggestion),
    }
}

impl Counts {
    fn of<'a>(questions: impl Iterator<Item = &'a Covered>) -> Self {
        let mut counts = Self::default();
        for covered in questions {
            counts.questions += 1;
            *match covered.cover() {
                Cover::Answered => &mut counts.answered,
                Cover::Partly => &mut counts.partly,
                Cover::Unsure => &mut counts.unsure,
                Cover::Withheld => &mut counts.withheld,
                Cover::Near => &mut counts.near,
                Cover::Nothing => &mut counts.nothing,
            } += 1;
        }
        counts
    }
}

/// What was asked most often and is answered by nothing.
#[derive(Debug, Serialize)]
pub(super) struct OftenShape<'a> {
    version: u32,
    audience: &'static str,
    questionnaires: usize,
    questions: Vec<AskedShape<'a>>,
}

#[derive(Debug, Serialize)]
struct AskedShape<'a> {
    questionnaires: usize,
    last: &'a str,
    section: Option<&'a str>,
    before: Option<&'a str>,
    question: &'a str,
    cover: &'static str,
    #[serde(flatten)]
    answer: AnswerShape<'a>,
}

impl<'a> OftenShape<'a> {
    pub(super) fn of(questionnaires: usize, audience: Disclosure, found: &'a [OftenAsked]) -> Self {
        let asked = |one: &'a OftenAsked| AskedShape {
            questionnaires: one.questionnaires,
            last: &one.last,
            section: one.ask.section.as_deref(),
            before: one.ask.before.as_deref(),
            question: &one.ask.question,
            cover: Cover::of(&one.suggestion).word(),
            answer: AnswerShape::of(None, &one.suggestion),
        };
        Self {
            version: 1,
            audience: audience.word(),
            questionnaires,
            questions: found.iter().map(asked).collect(),
        }
    }
}
