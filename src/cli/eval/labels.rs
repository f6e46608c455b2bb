//! Labelled questions as they are typed: JSON lines, checked whole. Of a file with one bad line nothing is measured, since
//! a count over some of the lines reads like one over all.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::read as read_file;
use crate::assistant::InOrder;
use crate::measure::{Evidence, Gold, Label};
use crate::suggestion::Verdict;

/// A label, with its question where no file of questions is named.
#[derive(Debug, Deserialize)]
struct LabelLine {
    id: String,
    label: String,
    verdict: Option<String>,
    #[serde(default)]
    gold_quotes: Vec<String>,
    question: Option<String>,
    section: Option<String>,
}

/// A question of a file of questions.
#[derive(Debug, Deserialize)]
struct QuestionLine {
    id: String,
    question: String,
    section: Option<String>,
}

/// Reads labels, with their questions from a file of their own where one is named. In the order of the questions.
pub(super) fn read(labels: &Path, questions: Option<&Path>) -> anyhow::Result<Vec<Gold>> {
    let labels_in = labels.display();
    let lines: Vec<LabelLine> = lines(labels)?;
    let ids = lines.iter().map(|line| line.id.as_str());
    if let Some(twice) = twice(ids) {
        anyhow::bail!("{labels_in}: the id “{twice}” is on two lines; give each question its own");
    }
    let Some(questions) = questions else { return in_order(labels, lines) };
    let asked: Vec<QuestionLine> = self::lines(questions)?;
    let mut of: HashMap<String, LabelLine> = lines.into_iter().map(|line| (line.id.clone(), line)).collect();
    let mut order = InOrder::default();
    let mut golds = Vec::new();
    for line in asked {
        let ask = order.ask(line.question, line.section);
        if let Some(label) = of.remove(&line.id) {
            golds.push(gold(labels, label, ask)?);
        }
    }
    match of.into_keys().min() {
        None => Ok(golds),
        Some(id) => {
            anyhow::bail!("{labels_in}: “{id}” is not among the questions of {}", questions.display())
        }
    }
}

fn in_order(labels: &Path, lines: Vec<LabelLine>) -> anyhow::Result<Vec<Gold>> {
    let mut order = InOrder::default();
    let golds = lines.into_iter().map(|mut line| {
        let Some(question) = line.question.take() else {
            anyhow::bail!(
                "{}: “{}” has no “question”; add it, or name the file that has it with --questions",
                labels.display(),
                line.id
            );
        };
        let section = line.section.take();
        gold(labels, line, order.ask(question, section))
    });
    golds.collect()
}

fn gold(file: &Path, line: LabelLine, ask: crate::assistant::Ask) -> anyhow::Result<Gold> {
    let wrong = |what: String| anyhow::anyhow!("{}: “{}”: {what}", file.display(), line.id);
    let label = Label::of_word(&line.label)
        .ok_or_else(|| wrong(format!("its label is “{}”; expected full, partial or none", line.label)))?;
    let verdict = match line.verdict.as_deref() {
        None => None,
        Some("yes") => Some(Verdict::Yes),
        Some("no") => Some(Verdict::No),
        Some("partial") => Some(Verdict::Partial),
        Some(other) => {
            return Err(wrong(format!("its verdict is “{other}”; expected yes, no, partial or null")));
        }
    };
    if label.is_citable() && line.gold_quotes.iter().all(|quote| quote.trim().is_empty()) {
        return Err(wrong("it has no “gold_quotes”; quote what answers it, or label it none".to_owned()));
    }
    Ok(Gold {
        id: line.id,
        question: ask.question,
        section: ask.section,
        before: ask.before,
        label,
        verdict,
        evidence: Evidence::Quotes(line.gold_quotes),
    })
}

/// The objects of a file, a line each.
fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let file = path.display();
    let text = String::from_utf8(read_file(path)?)
        .map_err(|e| anyhow::anyhow!("{file}: not UTF-8 from byte {} on", e.utf8_error().valid_up_to()))?;
    let numbered = text.trim_start_matches('\u{feff}').lines().enumerate();
    let filled = numbered.filter(|(_, line)| !line.trim().is_empty());
    let parsed = filled.map(|(at, line)| {
        serde_json::from_str(line).map_err(|e| {
            let why = e.to_string();
            // Of one line, where in it is seen soon enough.
            let why = why.split(" at line ").next().unwrap_or_default();
            anyhow::anyhow!("{file}, line {}: {why}. Expected an object a line (docs/eval-json.md)", at + 1)
        })
    });
    parsed.collect()
}

fn twice<'i>(ids: impl Iterator<Item = &'i str>) -> Option<String> {
    let mut seen = HashSet::new();
    ids.into_iter().find(|id| !seen.insert(*id)).map(str::to_owned)
}
