//! Figures with their units in a sentence: periods, intervals, lengths, counts, shares, versions. Ranges ("30 to 60 days")
//! state no one figure and are left out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::claim::Value;
use crate::check::prose::pattern;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// In hours.
    Period,
    /// In working days.
    WorkingPeriod,
    /// Times a year.
    Interval,
    Characters,
    Attempts,
    Percent,
    People,
    /// Of TLS.
    Version,
    /// Of an AES key.
    Bits,
}

/// A figure in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub kind: Kind,
    pub value: Value,
    pub range: Range<usize>,
}

const NUMBER: &str = r"(?P<number>\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|twenty-four|thirty|forty|forty-eight|forty-five|sixty|seventy-two|ninety)(?:\s*\(\d+\))?";
const WORDS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("eighteen", 18.0),
    ("twenty", 20.0),
    ("twenty-four", 24.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("forty-five", 45.0),
    ("forty-eight", 48.0),
    ("sixty", 60.0),
    ("seventy-two", 72.0),
    ("ninety", 90.0),
];
/// Hours.
const UNITS: &[(&str, f64)] =
    &[("min", 1.0 / 60.0), ("h", 1.0), ("day", 24.0), ("week", 168.0), ("month", 730.5), ("year", 8766.0)];

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{NUMBER}[ \u{{a0}}-]*(?P<working>(?:business|working)[ -])?(?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|months?|years?)\b"
    ))
});
static INTERVAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:(?P<hour>hourly|every hour)|(?P<day>daily|nightly|(?:every|each|once a|once per|per) (?:day|night))|(?P<week>weekly|(?:every|each|once a|once per) week)|(?P<month>monthly|(?:every|each|once a|once per) month)|(?P<quarter>quarterly|(?:every|each|once a|once per) quarter)|(?P<half>semi-annually|biannually|half-yearly|twice a year|twice per year)|(?P<year>annually|yearly|(?:every|each|once a|once per) year|on an annual basis)|(?P<other>every other year|biennially)|every {NUMBER}[ -](?P<unit>minutes?|hours?|days?|weeks?|months?|years?))\b"
    ))
});
static CHARACTERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b{NUMBER}[ \u{{a0}}-]*(?:or more )?(?:characters?|chars)\b")));
static ATTEMPTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{NUMBER} (?:(?:consecutive|failed|unsuccessful|incorrect|invalid|wrong|successive) )+(?:(?:log-?in|sign-?in|log-?on|password|authentication) )?(?:attempts|tries|log-?ins|passwords)\b"
    ))
});
static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?P<number>\d{1,3}(?:[.,]\d+)?)[ \u{a0}]?(?:%|percent\b|per cent\b)"));
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{NUMBER} (?:full-time )?(?:employees|people|staff members|members of staff|colleagues)\b"
    ))
});
static TLS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bTLS[ -]?v?(?P<number>1\.[0-3])\b"));
static BITS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bAES[ -]?(?P<number>128|192|256)\b|\b(?P<other>128|192|256)[ -]bit AES\b|\bAES(?: with)? (?P<third>128|192|256)[ -]bit\b",
    )
});

static AT_LEAST_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:at least|minimum(?: length| version)?(?: of| is)?|no less than|not less than|min\.?)(?: once)?[ :|]*$",
    )
});
static AT_LEAST_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^,? ?(?:\(?(?:or|and) (?:above|higher|newer|later|greater|better|more|up)|\+|(?:as )?(?:a|the) minimum|at (?:a )?(?:the )?(?:least|minimum)|and TLS)",
    )
});
/// "30 to", "30–", "between 30 and" before a figure; "to 60" and "–60" behind it.
static RANGE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\d\s*(?:to|or|and|–|-|/)\s*|\w+ (?:to|or) |between .{1,20}and |[.\d-]|±|~)$")
});
static RANGE_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s?(?:to|–|-|or)\s?(?:\d|one|two|three|four|five|six|twelve|ninety)"));

/// Every figure of a sentence.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let plain: [(Kind, &Regex); 6] = [
        (Kind::Characters, &CHARACTERS),
        (Kind::Attempts, &ATTEMPTS),
        (Kind::Percent, &PERCENT),
        (Kind::People, &PEOPLE),
        (Kind::Bits, &BITS),
        (Kind::Version, &TLS),
    ];
    let mut all: Vec<Quantity> = plain
        .iter()
        .flat_map(|(kind, regex)| {
            regex.captures_iter(text).filter_map(|found| quantity(text, *kind, &found, figure(&found)?))
        })
        .collect();
    all.extend(
        INTERVAL
            .captures_iter(text)
            .filter_map(|found| quantity(text, Kind::Interval, &found, interval(&found)?)),
    );
    all.extend(PERIOD.captures_iter(text).filter_map(|found| period(text, &found)));
    all
}

fn period(text: &str, found: &Captures) -> Option<Quantity> {
    let before = text[..found.get(0)?.start()].trim_end();
    // "Every 90 days" is an interval; "the last 12 months" looks back.
    let other = ["every", "each", "past", "last", "previous", "next", "first", "preceding", "hours a"];
    if other.iter().any(|word| before.to_lowercase().ends_with(word)) {
        return None;
    }
    let figure = figure(found)?;
    let kind = if found.name("working").is_some() { Kind::WorkingPeriod } else { Kind::Period };
    let hours = if kind == Kind::WorkingPeriod {
        figure * unit(&found["unit"])? / 24.0
    } else {
        figure * unit(&found["unit"])?
    };
    quantity(text, kind, found, hours)
}

fn quantity(text: &str, kind: Kind, found: &Captures, figure: f64) -> Option<Quantity> {
    let range = found.get(0)?.range();
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let is_range = RANGE_BEFORE.is_match(before) || RANGE_BEHIND.is_match(behind);
    if is_range && kind != Kind::Version {
        return None;
    }
    let at_least = AT_LEAST_BEFORE.is_match(before) || AT_LEAST_BEHIND.is_match(behind);
    let value = match kind {
        Kind::Version => Value::Version { lowest: figure, at_least },
        // A minimum of a length or a period is as exact as any: two different ones contradict each other.
        Kind::Interval => Value::Figure { figure, at_least, round: true },
        Kind::Period => Value::Figure { figure, at_least: false, round: true },
        _ => Value::Figure { figure, at_least: false, round: false },
    };
    Some(Quantity { kind, value, range })
}

fn figure(found: &Captures) -> Option<f64> {
    let text = found
        .name("number")
        .or_else(|| found.name("other"))
        .or_else(|| found.name("third"))?
        .as_str()
        .to_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == text).map(|(_, figure)| *figure);
    word.or_else(|| text.replace(',', ".").parse().ok())
}

fn unit(text: &str) -> Option<f64> {
    let text = text.to_lowercase();
    UNITS.iter().find(|(start, _)| text.starts_with(start)).map(|(_, hours)| *hours)
}

fn interval(found: &Captures) -> Option<f64> {
    let named = [
        ("hour", 8766.0),
        ("day", 365.25),
        ("week", 52.18),
        ("month", 12.0),
        ("quarter", 4.0),
        ("half", 2.0),
        ("year", 1.0),
        ("other", 0.5),
    ];
    let named = named.into_iter().find(|(name, _)| found.name(name).is_some()).map(|(_, times)| times);
    named.or_else(|| Some(8766.0 / (figure(found)? * unit(found.name("unit")?.as_str())?)))
}
