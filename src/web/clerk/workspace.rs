//! A workspace's documents, library, coverage, figures and settings in the pages' words; and what a customer sees.

use super::sentence;
use super::words::{day, moment, percent};
use crate::assistant::Workspace;
use crate::assistant::desk::{
    IntakeCard, IntakeView, LibraryEntry, SectionFigure, SubmissionView, TokenCard,
};
use crate::check::{self, Diagnostic};
use crate::document::{Disclosure, Document, SectionId};
use crate::review::{BandFigure as Of, Calibration, ENOUGH_TO_CALIBRATE, Figures, Unanswered};
use crate::suggestion::Band;
use crate::web::office::{
    At, CustomerShown, DocumentShown, FiguresShown, SettingsShown, escaped, workspace_href,
};
use crate::web::view::{
    BandFigure, Bar, Counted, CustomersAnswer, DialStep, DocumentLine, Figure, Gap, IntakeLink, LibraryLine,
    Link, SectionCoverage, SectionShown, Submission, TokenLine,
};
use crate::words::{bare, plain};

/// Answers of the library on one page.
const ANSWERS: usize = 300;

/// All documents, and what could not be read.
pub(super) fn documents(
    workspace: &str,
    read: &Workspace,
    wrong: &[Diagnostic],
) -> (Vec<DocumentLine>, Vec<String>) {
    let line = |document: &Document| {
        let parts: Vec<String> = document.name.as_str().split('/').map(escaped).collect();
        DocumentLine {
            href: format!("{}/documents/{}", workspace_href(workspace), parts.join("/")),
            title: document.title.clone(),
            file: document.name.to_string(),
            level: level(document.metadata.disclosure()),
            reviewed: document.metadata.review.map(|date| format!("due {}", day(date))).unwrap_or_default(),
            sections: document.sections.len(),
            passages: document.passages.len(),
            warnings: wrong.iter().filter(|one| one.spot.document == document.name).count(),
        }
    };
    let skipped = read.skipped.iter().map(|one| format!("{}: {}", one.name, sentence(&one.reason)));
    let replaced = read
        .superseded
        .iter()
        .map(|(old, new)| format!("{} is not quoted: {new} says that it supersedes it.", old.name));
    (read.documents.iter().map(line).collect(), skipped.chain(replaced).collect())
}

fn level(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Public => "Anybody",
        Disclosure::Nda => "Under NDA",
        Disclosure::Internal => "Ourselves",
    }
}

/// One document, section by section.
pub(super) fn document(read: &Workspace, name: &str, wrong: &[Diagnostic]) -> Option<DocumentShown> {
    let document = read.documents.iter().find(|document| document.name.as_str() == name)?;
    let warnings = wrong.iter().filter(|one| one.spot.document == document.name);
    let all = document.sections.iter().enumerate().map(|(number, section)| SectionShown {
        number,
        // The title stands above already.
        path: section
            .path
            .iter()
            .skip_while(|step| **step == document.title)
            .cloned()
            .collect::<Vec<_>>()
            .join(" › "),
        paragraphs: paragraphs(document, SectionId(number)),
    });
    let version = document
        .metadata
        .version
        .as_deref()
        .map(|version| format!(", version {version}"))
        .unwrap_or_default();
    Some(DocumentShown {
        title: document.title.clone(),
        told: format!("{} sections, {} passages{version}", document.sections.len(), document.passages.len()),
        warnings: warnings.map(|one| diagnosed(document, one)).collect(),
        sections: all.filter(|section| !section.path.is_empty() || !section.paragraphs.is_empty()).collect(),
    })
}

/// What `check` says of a place, with the line and the way out.
fn diagnosed(document: &Document, wrong: &Diagnostic) -> String {
    let line = wrong.spot.at.as_ref().map(|at| check::place(document, at.start).line);
    let place = line.map(|line| format!("Line {line}: ")).unwrap_or_default();
    let help = if wrong.help.is_empty() { String::new() } else { format!(" {}", sentence(&wrong.help)) };
    format!("{place}{}{help}", sentence(&wrong.message))
}

/// The paragraphs of a section, tidied for reading, each once.
fn paragraphs(document: &Document, section: SectionId) -> Vec<String> {
    let mut ranges: Vec<_> = document
        .passages
        .iter()
        .filter(|passage| passage.section == section)
        .map(|passage| passage.paragraph.clone())
        .collect();
    ranges.dedup();
    ranges.iter().filter_map(|range| document.slice(range)).map(plain).collect()
}

/// The library's answers that hold these words.
pub(super) fn library(entries: Vec<LibraryEntry>, text: &str) -> Vec<LibraryLine> {
    let text = bare(text);
    let line = |entry: LibraryEntry| {
        let answer = &entry.answer;
        let approved = answer.approved().map(|event| format!("approved by {}", event.person));
        let customer = answer.customer.as_deref().map(|customer| format!("for {customer}"));
        let date = answer.date.map(day);
        let told = [approved, customer, date, Some(answer.place.to_string())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        LibraryLine {
            question: answer.question.clone(),
            answer: answer.text(),
            told: sentence(&told.join(", ")).trim_end_matches('.').to_owned(),
            stale: entry.stale,
        }
    };
    let found = |line: &LibraryLine| {
        text.is_empty() || bare(&format!("{} {}", line.question, line.answer)).contains(&text)
    };
    entries.into_iter().map(line).filter(found).take(ANSWERS).collect()
}

/// How far each section is answered, and what nothing answers.
pub(super) fn coverage(
    sections: Vec<SectionFigure>,
    unanswered: Vec<Unanswered>,
) -> (Vec<SectionCoverage>, Vec<Gap>) {
    let section = |one: SectionFigure| {
        let label = format!("{} of {} answered", one.answered, one.questions);
        SectionCoverage {
            name: if one.section.is_empty() { "Without a section".into() } else { one.section },
            questions: one.questions,
            answered: one.answered,
            bar: Bar::of(&[("ok", one.answered), ("open", one.questions - one.answered)], label),
        }
    };
    let gap = |one: Unanswered| {
        let times = if one.times > 1 { format!("Asked {} times. ", one.times) } else { String::new() };
        Gap { question: one.question, told: format!("{times}{}", sentence(&one.reason)) }
    };
    (sections.into_iter().map(section).collect(), unanswered.into_iter().map(gap).collect())
}

/// What the decisions tell.
pub(super) fn figures(figures: Figures, by: &Calibration) -> FiguresShown {
    let accepted: usize = figures.bands.iter().map(|band| band.approved).sum();
    let share = (figures.decided > 0).then(|| accepted as f64 / figures.decided as f64);
    let or_few = |text: Option<String>| text.unwrap_or_else(|| "–".into());
    let rejected = figures.documents.into_iter().filter(|one| one.rejected + one.edited > 0);
    FiguresShown {
        figures: vec![
            Figure { value: figures.decided.to_string(), name: "rows decided" },
            Figure { value: or_few(share.map(percent)), name: "approved as suggested" },
            Figure {
                value: or_few(figures.seconds_a_row.map(|s| format!("{s} s"))),
                name: "a row, half take no longer",
            },
        ],
        bands: figures.bands.into_iter().filter(|band| band.all() > 0).map(band).collect(),
        calibration: calibration(by),
        rejected: rejected
            .map(|one| Counted { count: one.rejected + one.edited, name: one.document })
            .collect(),
        unanswered: figures
            .unanswered
            .into_iter()
            .map(|one| Counted { name: one.question, count: one.times })
            .collect(),
    }
}

/// How this workspace's decisions move the confidence, or why they do not yet.
fn calibration(by: &Calibration) -> String {
    let Calibration { decided, approved, expected, shift } = by;
    if *decided < ENOUGH_TO_CALIBRATE {
        return format!(
            "Confidence is as it was measured for the program. From {ENOUGH_TO_CALIBRATE} decided suggestions on, what is \
             decided here moves it; so far there are {decided}."
        );
    }
    let way = if *shift < 0.0 { "lower" } else { "higher" };
    format!(
        "Of {decided} decided suggestions {approved} were approved as they stood, where {expected:.0} were expected: new \
         suggestions get a {way} confidence, by {:.2} in log-odds.",
        shift.abs()
    )
}

fn band(of: Of) -> BandFigure {
    let (word, promised) = match of.band {
        Band::High => ("High", "9 of 10"),
        Band::Medium => ("Medium", "8 of 10"),
        Band::Low => ("Low", "2 of 3"),
        Band::None => ("Left open", "–"),
    };
    BandFigure {
        word,
        decided: of.all(),
        accepted: of.acceptance().map_or_else(|| "–".into(), percent),
        promised: promised.into(),
    }
}

/// The dial with what it would have done, and the tokens.
pub(super) fn settings(threshold: f64, figures: &Figures, tokens: Vec<TokenCard>) -> SettingsShown {
    let whole = |share: f64| (share * 100.0).round() as u32;
    let decided = figures.decided;
    let steps = figures.dial.iter().filter(|_| decided > 0).map(|point| DialStep {
        threshold: whole(point.threshold),
        answered: format!("{} of {decided}", point.answered),
        accepted: match point.answered {
            0 => "–".into(),
            answered => percent(point.approved as f64 / answered as f64),
        },
        chosen: whole(point.threshold) == whole(threshold),
    });
    let note = match decided {
        0 => "Once rows are decided, a table here shows what each setting would have done with them.".into(),
        n => format!("From {n} decided rows. A change holds for questionnaires that come in from now on."),
    };
    let token = |card: TokenCard| TokenLine {
        id: card.number.to_string(),
        told: format!(
            "made by {}, {}{}",
            card.by,
            moment(card.at),
            if card.revoked { "; revoked" } else { "" }
        ),
        name: card.name,
        live: !card.revoked,
    };
    SettingsShown {
        threshold: whole(threshold),
        dial: steps.collect(),
        note: Some(note),
        tokens: tokens.into_iter().map(token).collect(),
    }
}

/// A customer's link for the list.
pub(super) fn intake(card: IntakeCard) -> IntakeLink {
    let count = card.submissions.len();
    let came = match count {
        0 => "nothing came in yet".to_owned(),
        1 => "1 questionnaire came in".to_owned(),
        n => format!("{n} questionnaires came in"),
    };
    let release = |(id, released): &(crate::assistant::desk::ReviewId, Option<_>)| {
        let at = At { workspace: id.workspace.to_string(), review: id.number };
        let name = if released.is_some() { "Release again" } else { "Release" };
        Link::new(format!("{name} no. {}", id.number), format!("{}/release", at.href()))
    };
    IntakeLink {
        id: card.number.to_string(),
        told: format!(
            "made by {}, {}; {came}{}",
            card.by,
            moment(card.at),
            if card.revoked { "; revoked" } else { "" }
        ),
        customer: card.customer,
        live: !card.revoked,
        releases: card.submissions.iter().map(release).collect(),
    }
}

/// What a customer sees: of an answer, nothing before it was released.
pub(super) fn customer(secret: &str, view: IntakeView) -> CustomerShown {
    let submission = |(place, one): (usize, SubmissionView)| {
        let questions =
            if one.questions == 1 { "1 question".to_owned() } else { format!("{} questions", one.questions) };
        let file = one.released.as_ref().map(|_| format!("/ask/{}/{place}/file", escaped(secret)));
        let answer = |(question, answer): (String, String)| CustomersAnswer {
            question,
            answer: if answer.is_empty() { "Not answered.".into() } else { answer },
        };
        let answers = one.released.map(|released| released.answers).unwrap_or_default();
        Submission {
            told: format!("{questions}, sent {}", day(one.at.date())),
            waiting: "Being reviewed. The answers appear here once they are released.".into(),
            answers: answers.into_iter().map(answer).collect(),
            file,
        }
    };
    CustomerShown {
        vendor: view.vendor,
        customer: view.customer,
        submissions: view.submissions.into_iter().enumerate().map(submission).collect(),
    }
}
