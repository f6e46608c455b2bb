//! What a document says of itself in its first and last lines: its version, when it last changed, when it is to be reviewed,
//! who owns it. Only what stands behind a label that says so; a date in running text is somebody else's.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::document::{Date, Metadata};
use crate::words;

/// How many lines with words are looked at, from the top and from the end.
const HEAD: usize = 40;
const FOOT: usize = 12;
/// A line longer than this is running text.
const LONGEST: usize = 240;

/// Three forms of a date, and a month alone.
const DATE: &str = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?\p{L}{3,10}\.?,?\s+(?:de\s+)?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}|\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\p{L}{3,10}\.?,?\s+\d{4})";

static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    labelled(
        r"(?:last\s+(?:updated?|modified|revised|reviewed|changed|amended|review|revision|update)|updated|effective|revised|date\s+of\s+(?:issue|publication|last\s+(?:review|update|revision))|issued|issue\s+date|revision\s+date|version\s+date|publication\s+date|published|in\s+force\s+since|valid\s+from|stand|gültig\s+ab|dernière\s+mise\s+à\s+jour|mise\s+à\s+jour|última\s+actualización)",
    )
});

static REVIEW: LazyLock<Regex> = LazyLock::new(|| {
    labelled(
        r"(?:next\s+(?:scheduled\s+|planned\s+)?(?:review|revision)|review\s+(?:due|by|date)|due\s+for\s+review|to\s+be\s+reviewed|nächste\s+(?:prüfung|überprüfung)|prochaine\s+(?:revue|révision)|próxima\s+revisión)",
    )
});

static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"v?(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)";
    regex(&format!(
        r"(?i)(?:(?:^[\s*_#|]*|[|,;·–(\t]\s*[*_]*|\b(?:document|policy)\s+)(?:document\s+|policy\s+)?(?:version|revision|rev\.?|issue|fassung)(?:\s+(?:no\.?|number))?[*_]*\s*[:|\t ]\s*[*_]*\s*{number}|[\s(,·–-]v(\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}))(?:$|[\s,;|).·])"
    ))
});

static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[|*_\s]*(?:(?:document|policy|content)\s+)?owner(?:ed\s+by)?[*_]*\s*[:|\t][*_]*\s*([^|;]{2,80}?)\s*(?:\||;|$)",
    )
});

static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)^(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?(\d{4})")
});
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"));
static MONTH_ONLY: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^(\p{L}{3,10})\.?,?\s+(\d{4})"));
static FIGURES: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d{1,2})([./])(\d{1,2})[./](\d{4})"));

/// The months, in the languages whose labels are read, by their first letters.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mae"],
    &["apr", "avr", "abr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "aou", "ago"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours, which the tests compile")
}

fn labelled(label: &str) -> Regex {
    regex(&format!(r"(?i)\b{label}(?:\s+(?:on|date|by|from|as\s+of|am|le|el))*[\s*_:|\t–-]*\(?({DATE})"))
}

/// What the text says of itself.
pub(super) fn metadata(text: &str) -> Metadata {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let foot = lines.len().saturating_sub(FOOT).max(HEAD.min(lines.len()));
    let mut found = Metadata::default();
    for line in lines.iter().take(HEAD).chain(&lines[foot..]) {
        if line.len() <= LONGEST {
            found = found.or(of_line(&words::mend(line)));
        }
    }
    found
}

fn of_line(line: &str) -> Metadata {
    let first = |found: Option<Captures>| {
        found.and_then(|found| Some(found.iter().skip(1).flatten().next()?.as_str().to_owned()))
    };
    let dated = |pattern: &Regex| first(pattern.captures(line)).and_then(|text| date(&text));
    let review = dated(&REVIEW);
    Metadata {
        version: first(VERSION.captures(line)),
        owner: first(OWNER.captures(line)).map(|owner| words::tidy(&owner)).filter(|owner| !owner.is_empty()),
        // “Next review” has “review” in it: a line says one or the other, unless it has two dates.
        effective: dated(&CHANGED),
        review,
        ..Metadata::default()
    }
}

/// A date as people write it: `20 November 2024`, `November 20, 2024`, `20.11.2024`, `November 2024` (its first day). None
/// where day and month cannot be told apart.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = |day: &str| day.parse::<u8>().ok();
    if let Some(date) = text.get(..10).and_then(crate::document::iso_date) {
        return Some(date);
    }
    if let Some(found) = DAY_FIRST.captures(text) {
        return made(&found[3], month(&found[2])?, day(&found[1])?);
    }
    if let Some(found) = MONTH_FIRST.captures(text) {
        return made(&found[3], month(&found[1])?, day(&found[2])?);
    }
    if let Some(found) = FIGURES.captures(text) {
        return figures(day(&found[1])?, day(&found[3])?, &found[2] == ".", &found[4]);
    }
    let found = MONTH_ONLY.captures(text)?;
    made(&found[2], month(&found[1])?, 1)
}

/// `20.11.2024` has the day first; with slashes it is known only where one of the two cannot be a month.
fn figures(first: u8, second: u8, dots: bool, year: &str) -> Option<Date> {
    if dots || first > 12 || first == second {
        made(year, second, first)
    } else if second > 12 {
        made(year, first, second)
    } else {
        None
    }
}

fn month(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let place = MONTHS.iter().position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    u8::try_from(place + 1).ok()
}

fn made(year: &str, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year.parse().ok()?, month.try_into().ok()?, day).ok()
}
