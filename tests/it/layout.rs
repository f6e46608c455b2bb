//! Grids in, roles out: what a row of cells is for, told by the grid alone.
//!
//! A grid is a line a row: `2 | 1.1 | Are logs kept? | `, cells from column A on. `*bold*`, `=calculated`, `#filled#`,
//! `_` an empty cell with a border, `~` an empty unlocked one. Then lines such as `list C2:C4: Yes, No`, `merge A1:C1`,
//! `hide B`, `hide 3`, `whole D2:D4: 0-4`, `protect`, `sheet Name` (a new sheet; `hidden sheet Name`).

use std::fmt::Write;

use countersign::layout::{Layout, Overrides, SheetLayout, find};
use countersign::question::{AnswerCell, AnswerKind, CellState};
use countersign::workbook::{
    Accepts, Area, Cell, CellKind, Column, Position, Row, Rule, Sheet, Visibility, Workbook,
};
use insta::assert_snapshot;
use proptest::prelude::*;

fn workbook(text: &str) -> Workbook {
    let mut sheets = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let named = line.strip_prefix("sheet ").or_else(|| line.strip_prefix("hidden sheet "));
        if named.is_some() || sheets.is_empty() {
            let hidden = line.starts_with("hidden");
            let visibility = if hidden { Visibility::Hidden } else { Visibility::Visible };
            sheets.push(Sheet { name: named.unwrap_or("Sheet1").into(), visibility, ..Sheet::default() });
        }
        if named.is_none() {
            read_line(sheets.last_mut().unwrap(), line);
        }
    }
    Workbook { sheets, warnings: Vec::new() }
}

fn read_line(sheet: &mut Sheet, line: &str) {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let areas = |text: &str| text.split(' ').map(|area| area.parse::<Area>().unwrap()).collect::<Vec<_>>();
    let mut rule = |accepts| {
        let (places, _) = rest
            .split_once(':')
            .filter(|(_, after)| after.starts_with(' '))
            .unwrap_or(rest.rsplit_once(": ").unwrap_or((rest, "")));
        sheet.rules.push(Rule { areas: areas(places), accepts, lenient: false });
    };
    let values = rest.rsplit_once(": ").map_or("", |(_, values)| values);
    match word {
        "merge" => areas(rest).into_iter().for_each(|area| sheet.merges.push(area)),
        "protect" => sheet.protected = true,
        "list" => rule(Accepts::List(values.split(", ").map(str::to_owned).collect())),
        "whole" => {
            let (least, most) = values.split_once('-').unwrap();
            rule(Accepts::Whole { least: least.parse().ok(), most: most.parse().ok() });
        }
        "length" => rule(Accepts::Length { least: None, most: values.parse().ok() }),
        "hide" => match rest.parse::<u32>() {
            Ok(row) => drop(sheet.hidden_rows.insert(Row(row))),
            Err(_) => drop(sheet.hidden_columns.insert(rest.parse().unwrap())),
        },
        row => {
            let row = row.parse().unwrap_or_else(|_| panic!("no row number: {line}"));
            for (column, text) in (1..).zip(rest.split('|').skip(1)) {
                if let Some(cell) = cell(text.trim()) {
                    sheet.cells.insert(Position::new(row, column), cell);
                }
            }
        }
    }
}

fn cell(text: &str) -> Option<Cell> {
    let mut cell = Cell { locked: true, ..Cell::default() };
    let mut text = text;
    match text {
        "" => return None,
        "_" => return Some(Cell { border: true, ..cell }),
        "~" => return Some(Cell { locked: false, ..cell }),
        _ => {}
    }
    while let Some(inner) = text.strip_prefix('*').and_then(|t| t.strip_suffix('*')).filter(|t| !t.is_empty())
    {
        (cell.bold, text) = (true, inner);
    }
    if let Some(inner) = text.strip_prefix('#').and_then(|t| t.strip_suffix('#')).filter(|t| !t.is_empty()) {
        (cell.fill, text) = (Some(0xDD_EE_FF), inner);
    }
    if let Some(inner) = text.strip_prefix('=') {
        (cell.formula, text) = (true, inner);
    }
    cell.kind = if text.parse::<f64>().is_ok() { CellKind::Number } else { CellKind::Text };
    cell.text = text.to_owned();
    Some(cell)
}

fn render(layout: &Layout) -> String {
    layout.sheets.iter().map(render_sheet).collect::<Vec<_>>().join("\n")
}

fn render_sheet(sheet: &SheetLayout) -> String {
    let mut out = String::new();
    if sheet.name != "Sheet1" {
        let _ = writeln!(out, "# {}{}", sheet.name, if sheet.hidden { " (hidden)" } else { "" });
    }
    let columns: Vec<_> = sheet
        .columns
        .iter()
        .map(|c| format!("{} {}", c.column, format!("{:?}", c.role).to_lowercase()))
        .collect();
    let _ = writeln!(out, "{}", columns.join(", "));
    for row in &sheet.rows {
        let _ = write!(out, "{:>2} {}", row.row, format!("{:?}", row.kind).to_lowercase());
        if let Some(question) = sheet.questions.iter().find(|question| question.row == row.row) {
            let _ = write!(out, " {} “{}”", question.id.as_deref().unwrap_or("-"), question.text);
            if let Some(section) = &question.section {
                let _ = write!(out, " in {section}");
            }
            if let Some(follows) = question.follows {
                let _ = write!(out, " after {follows}");
            }
            for cell in &question.cells {
                let _ = write!(out, " {}", render_cell(cell));
            }
        }
        out.push('\n');
    }
    for warning in &sheet.warnings {
        let _ = writeln!(out, "! {}", warning.split(". ").next().unwrap());
    }
    out
}

fn render_cell(cell: &AnswerCell) -> String {
    let (role, state) = (format!("{:?}", cell.role), format!("{:?}", cell.state));
    let kind = match cell.kind {
        AnswerKind::Text => String::new(),
        kind => format!(":{}", format!("{kind:?}").to_lowercase()),
    };
    let options =
        if cell.options.is_empty() { String::new() } else { format!("({})", cell.options.join("/")) };
    let state =
        if cell.state == CellState::Open { String::new() } else { format!("={}", state.to_lowercase()) };
    format!("{}:{}{kind}{options}{state}", cell.at, role.to_lowercase())
}

fn roles(text: &str) -> String {
    render(&find(&workbook(text), &Overrides::default()))
}

#[test]
fn header_below_titles_and_fields() {
    assert_snapshot!(roles("
        1 | *Supplier security questionnaire*
        3 | Vendor name: | _
        4 | Completed by: | _
        6 | Please answer every question in your own words and return the file by Friday.
        8 | *No.* | *Question* | *Answer* | *Comments*
        9 | *1* | *Access*
        10 | 1.1 | Is access reviewed? | |
        11 | 1.2 | If so, how often? | |
        12 | *2* | *Logging*
        13 | 2.1 | Logs are kept for a year. | |
        14 | Total | | =0
        list C9:C13: Yes, No
    "), @r"
A id, B question, C answer, D comment
1 title
3 field
4 field
6 instruction
8 header
9 section
10 question 1.1 “Is access reviewed?” in Access C10:answer:choice(Yes/No) D10:comment
11 followup 1.2 “If so, how often?” in Access after 10 C11:answer:choice(Yes/No) D11:comment
12 section
13 question 2.1 “Logs are kept for a year.” in Logging C13:answer:choice(Yes/No) D13:comment
14 total
");
}

#[test]
fn two_row_merged_header_over_columns_to_mark() {
    assert_snapshot!(roles("
        1 | *Ref* | *Requirement* | *Answer* | | | *Remarks* | *For the assessor*
        2 | | | *Yes* | *No* | *N/A* | | *Grade*
        3 | A-1 | Backups are encrypted. | | | | | B
        4 | A-2 | Are restores tested? | X | | | done in May | C
        5 | A-3 | Media are destroyed at the end of their life. | | | | | A
        merge A1:A2 B1:B2 C1:E1 F1:F2
    "), @r"
A id, B question, C answer, D answer, E answer, F comment, G reserved
1 header
2 header
3 question A-1 “Backups are encrypted.” C3:answer:mark(Yes) D3:answer:mark(No) E3:answer:mark(N/A) F3:comment
4 question A-2 “Are restores tested?” C4:answer:mark(Yes)=answered D4:answer:mark(No) E4:answer:mark(N/A) F4:comment=answered
5 question A-3 “Media are destroyed at the end of their life.” C5:answer:mark(Yes) D5:answer:mark(No) E5:answer:mark(N/A) F5:comment
");
}

#[test]
fn header_repeated_before_each_section() {
    assert_snapshot!(roles("
        1 | *Access control*
        2 | *#* | *Control* | *Status* | *Notes*
        3 | 1 | Accounts are personal. | |
        4 | 2 | Accounts of leavers are closed within a day. | |
        6 | *Operations*
        7 | *#* | *Control* | *Status* | *Notes*
        8 | 3 | Systems are patched within thirty days. | |
        9 | 4 | Changes are approved before they go live. | |
        list C3:C9: Met, Partly met, Not met
    "), @r"
A id, B question, C answer, D comment
1 title
2 header
3 question 1 “Accounts are personal.” C3:answer:choice(Met/Partly met/Not met) D3:comment
4 question 2 “Accounts of leavers are closed within a day.” C4:answer:choice(Met/Partly met/Not met) D4:comment
6 section
7 header
8 question 3 “Systems are patched within thirty days.” C8:answer:choice(Met/Partly met/Not met) D8:comment
9 question 4 “Changes are approved before they go live.” C9:answer:choice(Met/Partly met/Not met) D9:comment
");
}

#[test]
fn no_header_at_all() {
    assert_snapshot!(roles("
        1 | Do you keep an inventory of your systems?
        2 | Who may change firewall rules?
        3 | How are laptops protected against theft?
        4 | Describe your process for new starters and leavers.
    "), @r"
A question, B answer
1 question - “Do you keep an inventory of your systems?” B1:answer
2 question - “Who may change firewall rules?” B2:answer
3 question - “How are laptops protected against theft?” B3:answer
4 question - “Describe your process for new starters and leavers.” B4:answer
! No header names the columns; they were told apart by what is in them.
");
}

#[test]
fn numbers_hidden_missing_or_in_the_text() {
    assert_snapshot!(roles("
        sheet Hidden ids
        1 | *Key* | *Question* | *Response*
        2 | Q\u{2011}1 | Is mail filtered for malware? |
        3 | Q\u{2011}2 | Are attachments opened in a sandbox? |
        hide A
        sheet In the text
        1 | *Question* | *Response*
        2 | 3.1 Is mail filtered for malware? |
        3 | 3.2) Are attachments opened in a sandbox? |
        4 | 24 hours are allowed for a reply; can you keep to that? |
    "), @r"
# Hidden ids
A id, B question, C answer
1 header
2 question Q‑1 “Is mail filtered for malware?” C2:answer
3 question Q‑2 “Are attachments opened in a sandbox?” C3:answer

# In the text
A question, B answer
1 header
2 question 3.1 “Is mail filtered for malware?” B2:answer
3 question 3.2 “Are attachments opened in a sandbox?” B3:answer
4 question - “24 hours are allowed for a reply; can you keep to that?” B4:answer
");
}

#[test]
fn nothing_to_fill() {
    assert_snapshot!(roles("
        sheet Prices
        1 | *Item* | *Description* | *Unit price* | *Qty*
        2 | P-1 | A lamp for a desk in the office | 12 |
        3 | P-2 | A chair with wheels and arms | 90 |
        sheet Terms
        1 | *Term* | *Meaning*
        2 | Incident | An event that harms a service or its data.
        3 | Sub-processor | A third party that handles data for the supplier.
        sheet Calculated
        1 | *Question* | *Answer*
        2 | Are logs kept? | =Yes
        3 | Are logs read? | =No
        hidden sheet Lists
        1 | Yes
        2 | No
    "), @r"
# Prices
A id, B question, C other, D other
1 other
2 other
3 other
! No questions found: nowhere to write an answer

# Terms
A other, B question
1 other
2 other
3 other
! No questions found: nowhere to write an answer

# Calculated
A question, B reserved
1 other
2 other
3 other
! No questions found: the answers are calculated

# Lists (hidden)
");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_grid_gives_each_open_cell_once_and_only_where_one_may_write(sheet in any_sheet()) {
        let workbook = Workbook { sheets: vec![sheet], warnings: Vec::new() };
        let layout = find(&workbook, &Overrides::default());
        let sheet = &workbook.sheets[0];
        let mut seen = std::collections::HashSet::new();
        for question in layout.questions() {
            for cell in &question.cells {
                prop_assert!(seen.insert(cell.at), "{} twice", cell.at);
                prop_assert!((1..=Position::LAST_ROW).contains(&cell.at.row.0));
                prop_assert!((1..=Position::LAST_COLUMN).contains(&cell.at.column.0));
                prop_assert!(!sheet.hidden_columns.contains(&cell.at.column) && !sheet.hidden_rows.contains(&cell.at.row));
                let held = sheet.cells.get(&cell.at);
                let shut = held.is_some_and(|held| held.formula)
                    || (sheet.protected && held.is_none_or(|held| held.locked));
                prop_assert!(!(shut && cell.state.is_open()), "{} is open though shut", cell.at);
                let swallowed = sheet.merges.iter().any(|area| area.contains(cell.at) && area.first != cell.at);
                prop_assert!(!swallowed || sheet.merges.len() > 1, "{} lies inside a merge", cell.at);
            }
        }
    }
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let words = prop::sample::select(vec![
        "",
        "Question",
        "Answer",
        "Comments",
        "No.",
        "1.1",
        "2",
        "(a)",
        "Yes",
        "No",
        "N/A",
        "X",
        "Yes / No",
        "Select…",
        "Total",
        "Is access reviewed?",
        "If so, how often?",
        "Keys are rotated once a year.",
        "Note: see annex",
        "回答",
        "質問",
        "ありますか",
        "Legend",
        "[DELETED]",
        "Vendor name:",
        "?",
        "…",
        "\u{2011}",
        "Ä",
        "assessor use only",
        "0-4",
        "http://a.b",
    ]);
    let place = (
        prop_oneof![9 => 1u32..14, 1 => 1_048_570u32..=1_048_576],
        prop_oneof![9 => 1u32..8, 1 => 16_380u32..=16_384],
    );
    let cell = (place.clone(), words, any::<[bool; 5]>()).prop_map(
        |((row, column), text, [formula, locked, bold, fill, border])| {
            let cell = Cell {
                text: text.to_owned(),
                kind: if text.is_empty() { CellKind::Empty } else { CellKind::Text },
                formula: formula && bold,
                locked,
                bold,
                fill: fill.then_some(0xFF_00_00),
                border,
                locator: None,
            };
            (Position::new(row, column), cell)
        },
    );
    let area = (place.clone(), place)
        .prop_map(|(a, b)| Area::between(Position::new(a.0, a.1), Position::new(b.0, b.1)));
    let accepts = prop_oneof![
        Just(Accepts::List(vec!["Yes".into(), "No".into()])),
        Just(Accepts::List(Vec::new())),
        Just(Accepts::Whole { least: Some(0.0), most: Some(f64::NAN) }),
        Just(Accepts::Whole { least: Some(-1e300), most: Some(1e300) }),
        Just(Accepts::Length { least: None, most: Some(-3.0) }),
    ];
    let rule = (prop::collection::vec(area.clone(), 0..3), accepts).prop_map(|(areas, accepts)| Rule {
        areas,
        accepts,
        lenient: false,
    });
    let hidden = (
        prop::collection::btree_set((1u32..14).prop_map(Row), 0..3),
        prop::collection::btree_set((1u32..8).prop_map(Column), 0..2),
    );
    (
        prop::collection::vec(cell, 0..60),
        prop::collection::vec(area.clone(), 0..4),
        prop::collection::vec(rule, 0..3),
        hidden,
        prop::collection::vec(area, 0..2),
        any::<bool>(),
    )
        .prop_map(|(cells, merges, rules, (hidden_rows, hidden_columns), table_headers, protected)| {
            Sheet {
                name: "Any".into(),
                cells: cells.into_iter().collect(),
                merges: merges.into(),
                hidden_rows,
                hidden_columns,
                rules,
                protected,
                table_headers,
                ..Sheet::default()
            }
        })
}
