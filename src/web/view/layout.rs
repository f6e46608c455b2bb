//! The customer's sheet with what each column and row was taken for.

use askama::Template;

use super::shell::{Link, Shell};

/// The layout check.
#[derive(Debug, Template)]
#[template(path = "layout.html")]
pub struct LayoutPage {
    pub shell: Shell,
    /// The review's address.
    pub base: String,
    /// The list's address.
    pub list: String,
    pub file: String,
    /// Nothing can be corrected any more.
    pub accepted: bool,
    /// `212 questions on 3 of 5 sheets`.
    pub summary: String,
    pub doubts: Vec<Doubt>,
    pub sheets: Vec<SheetTab>,
    pub grid: GridShown,
    /// Colour class and word of what the sheet holds.
    pub legend: Vec<(&'static str, &'static str)>,
    /// Value and word of what a column may be.
    pub column_roles: &'static [(&'static str, &'static str)],
    /// Value and word of what a row may be made.
    pub row_kinds: &'static [(&'static str, &'static str)],
}

/// What is not sure, and on which sheets.
#[derive(Clone, Debug)]
pub struct Doubt {
    pub words: String,
    pub sheets: Vec<Link>,
}

/// One sheet to choose.
#[derive(Clone, Debug)]
pub struct SheetTab {
    pub name: String,
    pub href: String,
    pub told: String,
    pub chosen: bool,
}

/// The chosen sheet.
#[derive(Clone, Debug, Default)]
pub struct GridShown {
    pub name: String,
    pub columns: Vec<ColumnShown>,
    pub rows: Vec<GridRow>,
    /// What there was no room for.
    pub left: Option<String>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub struct ColumnShown {
    pub letter: String,
    /// One of `column_roles`' values.
    pub role: &'static str,
    pub reason: String,
    pub hidden: bool,
    pub unsure: bool,
}

/// One row.
#[derive(Clone, Debug)]
pub struct GridRow {
    pub number: u32,
    /// One of `row_kinds`' values, or empty.
    pub kind: &'static str,
    /// What it was taken for, where it is none of the kinds to choose.
    pub told: &'static str,
    pub reason: String,
    pub hidden: bool,
    pub cells: Vec<GridCell>,
}

/// One cell, merged ones once.
#[derive(Clone, Debug, Default)]
pub struct GridCell {
    pub text: String,
    pub class: &'static str,
    pub across: u32,
    pub down: u32,
    pub bold: bool,
}
