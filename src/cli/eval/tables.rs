//! A measurement on the terminal: the totals, risk against coverage, the bands, the worst rows.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use super::Measurement;
use crate::measure::{self, Accepted, Fate, Measured, Point, Totals};
use crate::words;

/// Of a question and of a quote so many characters are shown.
const SHOWN: usize = 110;

pub(super) fn print(out: &mut impl Write, measurement: &Measurement, worst: usize) -> io::Result<()> {
    let (rows, threshold) = (&measurement.rows, measurement.terms.threshold);
    let totals = measure::totals(rows);
    writeln!(
        out,
        "{}: {} questions, {} of them answerable; threshold {threshold}",
        measurement.file, totals.citable.all, totals.citable.of
    )?;
    if measurement.left_out > 0 {
        writeln!(
            out,
            "{} more are left out: nobody answered them, or not in this file",
            measurement.left_out
        )?;
    }
    writeln!(out)?;
    print_totals(out, &totals)?;
    writeln!(
        out,
        "\nWhat another threshold would give\n{}",
        risk(&measure::curve(rows, threshold), threshold)
    )?;
    writeln!(
        out,
        "\nWhat the bands of confidence are worth\n{}",
        reliability(&measure::bands(rows)).trim_fmt()
    )?;
    section(out, "Sure and wrong", &measure::wrong(rows), worst)?;
    section(out, "Answerable and open", &measure::missed(rows), worst)
}

fn table(header: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header);
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn print_totals(out: &mut impl Write, totals: &Totals) -> io::Result<()> {
    let shares = [
        ("coverage", totals.coverage, "answerable questions are answered"),
        ("precision", totals.precision, "answers cite the right thing first"),
        ("precision@3", totals.precision_at_3, "answers cite it among the first three"),
        ("false", totals.false_answers, "unanswerable questions are answered"),
        ("wrong yes", totals.wrong_yes, "questions get a yes where the gold says no or nothing"),
        ("verdict", totals.verdict, "answers say yes, no or in part as the gold does"),
    ];
    for (name, share, what) in shares {
        writeln!(out, "  {name:12} {:>5}   {} of {} {what}", figure(share.ratio()), share.of, share.all)?;
    }
    let auc = "how well confidence puts answerable questions before the others (0.5 by chance)";
    writeln!(out, "  {:12} {:>5}   {auc}", "auc", figure(totals.auc))?;
    let ece = "by how much confidence is off from the share that is right";
    writeln!(out, "  {:12} {:>5}   {ece}", "ece", figure(totals.ece))?;
    let not = "citations that do not stand in their document as quoted";
    writeln!(out, "  {:12} {:>5}   {not}", "not verbatim", totals.not_verbatim)
}

fn risk(points: &[Point], used: f64) -> Table {
    let mut table = table(&["Threshold", "Answered", "Coverage", "Precision", "False"], 0);
    for point in points {
        let mark = if point.threshold == used { "→ " } else { "" };
        table.add_row([
            format!("{mark}{}", point.threshold),
            point.answered.to_string(),
            figure(point.coverage.ratio()),
            figure(point.precision.ratio()),
            figure(point.false_answers.ratio()),
        ]);
    }
    table
}

fn reliability(bands: &[Accepted]) -> Table {
    let mut table = table(&["Band", "Answers", "Right", "Share", "Mean confidence"], 1);
    for band in bands {
        table.add_row([
            band.band.word().to_owned(),
            band.right.all.to_string(),
            band.right.of.to_string(),
            figure(band.right.ratio()),
            figure(band.confidence),
        ]);
    }
    table
}

fn section(out: &mut impl Write, title: &str, rows: &[&Measured], most: usize) -> io::Result<()> {
    if rows.is_empty() || most == 0 {
        return Ok(());
    }
    writeln!(out, "\n{title} ({} of {})", rows.len().min(most), rows.len())?;
    rows.iter().take(most).try_for_each(|row| print_row(out, row))
}

fn print_row(out: &mut impl Write, row: &Measured) -> io::Result<()> {
    let what = match (row.fate(), row.found) {
        (Fate::False, _) => "nothing answers it",
        (Fate::Missed, true) => "found, but not sure",
        (Fate::Missed, false) => "not found",
        _ => "cites something else",
    };
    let yes = if row.is_wrong_yes() { ", a wrong yes" } else { "" };
    writeln!(out, "  {:.2}  {}  {what}{yes}", row.given.confidence, row.gold.id)?;
    writeln!(out, "        {}", short(&row.gold.question))?;
    match row.best.answer().and_then(|answer| answer.citations().first()) {
        Some(citation) => writeln!(out, "        “{}” ({})", short(citation.quote()), citation.document()),
        None => Ok(()),
    }
}

fn short(text: &str) -> String {
    let text = words::plain(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

fn figure(number: Option<f64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.3}"))
}
