//! Names of cells and areas, there and back.

use countersign::workbook::{Area, Column, Position};
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_cell_has_one_name(row in 1u32..=Position::LAST_ROW, column in 1u32..=Position::LAST_COLUMN) {
        let at = Position::new(row, column);
        prop_assert_eq!(at.to_string().parse::<Position>(), Ok(at));
    }
}

#[test]
fn names_that_spreadsheet_programs_show() {
    let shown: Vec<_> = [1, 26, 27, 52, 702, 703, 16_384].map(|n| Column(n).to_string()).into();
    assert_eq!(shown, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    for wrong in ["", "1", "XFE1", "A0", "A1048577", "A1B", "ÄB1"] {
        assert!(wrong.parse::<Position>().is_err(), "{wrong}");
    }
}

#[test]
fn areas_may_be_columns_rows_or_turned_round() {
    let read = |text: &str| text.parse::<Area>().map(|area| area.to_string()).unwrap_or_default();
    assert_eq!(
        ["$B$2:$C$9", "C9:B2", "D4", "B:B", "2:3"].map(read),
        ["B2:C9", "B2:C9", "D4", "B1:B1048576", "A2:XFD3"]
    );
}
