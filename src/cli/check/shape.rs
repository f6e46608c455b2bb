//! The public JSON shape of `check`, version 1; docs/check-json.md describes it.

use serde::Serialize;

use super::Counts;
use crate::check::{Diagnostic, Spot, place};
use crate::document::{Date, Document};

#[derive(Debug, Serialize)]
pub(super) struct Shape<'a> {
    version: u32,
    today: String,
    documents: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<DiagnosticShape<'a>>,
}

#[derive(Debug, Serialize)]
struct DiagnosticShape<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    place: PlaceShape<'a>,
    others: Vec<PlaceShape<'a>>,
    notes: &'a [String],
    help: &'a str,
}

#[derive(Debug, Serialize)]
struct PlaceShape<'a> {
    document: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    page: Option<u32>,
    quote: Option<&'a str>,
    label: &'a str,
}

impl<'a> Shape<'a> {
    pub(super) fn of(
        (documents, today): (&'a [Document], Date),
        diagnostics: &'a [Diagnostic],
        counts: Counts,
    ) -> Self {
        let one = |diagnostic: &'a Diagnostic| DiagnosticShape {
            code: diagnostic.code.word(),
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            place: place_shape(documents, &diagnostic.spot),
            others: diagnostic.others.iter().map(|spot| place_shape(documents, spot)).collect(),
            notes: &diagnostic.notes,
            help: &diagnostic.help,
        };
        Self {
            version: 1,
            today: today.to_string(),
            documents: documents.len(),
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            diagnostics: diagnostics.iter().map(one).collect(),
        }
    }
}

fn place_shape<'a>(documents: &'a [Document], spot: &'a Spot) -> PlaceShape<'a> {
    let document = documents.iter().find(|document| document.name == spot.document);
    let found = document.zip(spot.at.as_ref());
    let at = found.map(|(document, range)| place(document, range.start));
    PlaceShape {
        document: spot.document.as_str(),
        start: found.map(|(_, range)| range.start),
        end: found.map(|(_, range)| range.end),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        page: at.and_then(|at| at.page),
        quote: found.and_then(|(document, range)| document.slice(range)),
        label: &spot.label,
    }
}
