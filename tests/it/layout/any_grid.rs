//! What holds for any grid, however little sense it makes: each open cell once, and only where one may write.

use countersign::layout::{Overrides, find};
use countersign::workbook::{Accepts, Area, Cell, CellKind, Column, Position, Row, Rule, Sheet, Workbook};
use proptest::prelude::*;

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

/// A heading that a merge swallowed near the last column: what is left of the merge is short.
#[test]
fn no_column_is_found_behind_the_last_one() {
    let text = |text: &str| Cell { text: text.to_owned(), kind: CellKind::Text, ..Cell::default() };
    let cells = [((8, 1), "Question"), ((8, 16_380), "Question"), ((9, 1), "Is access reviewed?")];
    let whole = Area::between(Position::new(1, 1), Position::new(9, Position::LAST_COLUMN));
    let sheet = Sheet {
        name: "Wide".into(),
        cells: cells
            .into_iter()
            .map(|((row, column), words)| (Position::new(row, column), text(words)))
            .collect(),
        merges: vec![whole].into(),
        ..Sheet::default()
    };
    let layout = find(&Workbook { sheets: vec![sheet], warnings: Vec::new() }, &Overrides::default());
    let found = layout.questions().flat_map(|question| &question.cells);
    assert_eq!(found.filter(|cell| cell.at.column.0 > Position::LAST_COLUMN).count(), 0);
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
