//! What has had its day: reviews that were due, intervals that have passed, documents that another one replaces. The day is
//! given; what a document states of itself was read by `parse`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{counted, lines, pattern};
use super::{Code, Diagnostic, Knowledge, Severity, Spot};
use crate::document::{Date, Document, DocumentName};
use crate::words::meant;

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let general = knowledge
        .documents
        .iter()
        .find_map(|document| interval(document, &ALL_REVIEWED).map(|i| (document, i)));
    let mut all = Vec::new();
    for document in knowledge.documents {
        let review = review(document, knowledge.today)
            .or_else(|| unreviewed(document, document, interval(document, &THIS_REVIEWED)?, knowledge.today))
            .or_else(|| {
                general.as_ref().and_then(|(by, i)| unreviewed(document, by, i.clone(), knowledge.today))
            });
        all.extend(review);
        all.extend(
            document.metadata.supersedes.iter().filter_map(|name| superseded(knowledge, document, name)),
        );
    }
    all
}

fn review(document: &Document, today: Date) -> Option<Diagnostic> {
    let due = document.metadata.review.filter(|due| *due < today)?;
    let late = (today - due).whole_days();
    let message =
        format!("the review was due on {}, {} ago", shown(due), counted(usize::try_from(late).ok()?, "day"));
    let help = "review the document, and state the next date";
    let label = "due";
    Some(Diagnostic::new(Code::OverdueReview, message, dated(document, &REVIEW_LINE, due, label), help))
}

/// How often documents are reviewed, in months, and where that is said.
type Interval = (i32, Range<usize>);

fn unreviewed(document: &Document, by: &Document, interval: Interval, today: Date) -> Option<Diagnostic> {
    let changed = document.metadata.effective.filter(|_| document.metadata.review.is_none())?;
    let (months, said) = interval;
    let since = months_between(changed, today);
    if since <= months {
        return None;
    }
    let message =
        format!("the document was last updated on {}, longer ago than its review interval", shown(changed));
    let help = "review it and state the new date; where it was reviewed without a change, state `review: YYYY-MM-DD` for \
                the next one";
    let spot = dated(document, &CHANGED_LINE, changed, format!("{since} months ago"));
    let other = Spot::at(by, said, "reviewed this often");
    Some(Diagnostic::new(Code::OverdueReview, message, spot, help).others([other]))
}

/// Whole months.
fn months_between(from: Date, to: Date) -> i32 {
    let months = |date: Date| date.year() * 12 + i32::from(u8::from(date.month()));
    months(to) - months(from) - i32::from(to.day() < from.day())
}

const OFTEN: &str = r"(?P<year>annually|yearly|once (?:a|per|every) year|every year|each year|every (?:twelve|12) months|on an annual basis|at least annually)|(?P<half>every six months|twice a year|semi-annually|every 6 months|half-yearly)|(?P<quarter>quarterly|every quarter|every three months)|(?P<two>every two years|every other year|every 24 months|biennially)|(?P<three>every three years|every 3 years)";

static THIS_REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\bthis (?:\w+ ){{0,2}}(?:policy|document|plan|procedure|standard|page|handbook|statement)[^.;\n]{{0,40}}\breview(?:ed|s)?\b[^.;\n]{{0,30}}?\b(?:{OFTEN})|(?i)\breview (?:interval|cycle|frequency|period)[\s*_|:]+(?:{OFTEN_AGAIN})",
        OFTEN_AGAIN = OFTEN.replace("P<", "P<again_")
    ))
});
static ALL_REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:all|our|these|the|security|company) (?:\w+ ){{0,2}}(?:policies|documents)\b[^.;\n]{{0,40}}\breview(?:ed|s)?\b[^.;\n]{{0,30}}?\b(?:{OFTEN})"
    ))
});

fn interval(document: &Document, how: &Regex) -> Option<Interval> {
    let found = how.captures(&document.text)?;
    let has = |name: &str| found.name(name).is_some() || found.name(&format!("again_{name}")).is_some();
    let months = [("year", 12), ("half", 6), ("quarter", 3), ("two", 24), ("three", 36)];
    let (_, months) = months.into_iter().find(|(name, _)| has(name))?;
    Some((months, found.get(0)?.range()))
}

static REVIEW_LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)review|prüfung|revue|revisión|révision"));
static CHANGED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)updat|effective|revis|modif|chang|review|issue|publi|version|date|stand|gültig|jour")
});

/// The line that states a date, where it can be found again.
fn dated(document: &Document, how: &Regex, date: Date, label: impl Into<String>) -> Spot {
    let year = date.year().to_string();
    let found = lines(&document.text)
        .find(|(_, line)| line.len() < 260 && line.contains(&year) && how.is_match(line));
    match found {
        Some((range, _)) => Spot::at(document, super::prose::trimmed(&document.text, range), label),
        None => Spot::whole(&document.name, label),
    }
}

fn shown(date: Date) -> String {
    format!("{}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn superseded(knowledge: &Knowledge, by: &Document, name: &DocumentName) -> Option<Diagnostic> {
    let beside = by.name.as_str().rsplit_once('/').map(|(folder, _)| format!("{folder}/{name}"));
    let is = |document: &&Document| {
        document.name != by.name
            && (document.name == *name || Some(document.name.as_str()) == beside.as_deref())
    };
    if let Some(old) = knowledge.documents.iter().find(is) {
        let message = format!("{} is superseded and still answered from", old.name);
        let help = format!("take {} out of the workspace", old.name);
        let spot = Spot::whole(&old.name, format!("replaced by {}", by.name));
        return Some(Diagnostic::new(Code::Superseded, message, spot, help).others([stated(by, name)]));
    }
    Some(unknown(knowledge, by, name))
}

/// A document that was taken out needs nothing more; a name that is nearly another's is a slip.
fn unknown(knowledge: &Knowledge, by: &Document, name: &DocumentName) -> Diagnostic {
    let others = knowledge.documents.iter().filter(|document| document.name != by.name);
    let names: Vec<&str> = others.map(|document| document.name.as_str()).collect();
    let near = meant(name.as_str(), &names).filter(|near| strsim::osa_distance(near, name.as_str()) <= 3);
    let message = format!("it supersedes {name}, which is not in this workspace");
    match near {
        Some(near) => {
            let help = format!("did you mean {near}?");
            Diagnostic::new(Code::UnknownSuperseded, message, stated(by, name), help)
                .severity(Severity::Error)
        }
        None => {
            let help = "nothing is to be done if it was taken out; else correct the name";
            Diagnostic::new(Code::UnknownSuperseded, message, stated(by, name), help)
        }
    }
}

fn stated(by: &Document, name: &DocumentName) -> Spot {
    match by.text.find(name.as_str()) {
        Some(at) => Spot::at(by, at..at + name.as_str().len(), "stated here"),
        None => Spot::whole(&by.name, format!("supersedes {name}")),
    }
}
