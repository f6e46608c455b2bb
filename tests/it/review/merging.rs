//! Decisions that were made in a review workbook, merged with those that were made here meanwhile.

use countersign::review::{Decision, OfflineRow, RowNumber, RowRecord, merge};
use insta::assert_snapshot;

use super::{answered, edited, rejected, say};

fn offline(number: u32, version: u64, decision: Option<Decision>) -> OfflineRow {
    OfflineRow { number: RowNumber(number), version, decision, remark: None }
}

fn shown(records: &[RowRecord], rows: &[OfflineRow]) -> String {
    let merged = merge(records, rows);
    let added = merged.decisions.iter().map(|(row, on, said)| format!("row {row} on v{on}: {said}"));
    let conflicts = merged.conflicts.iter().map(|conflict| {
        let here = conflict.here.as_ref().map(|entry| format!("{} by {}", entry.decision, entry.by));
        format!(
            "row {}: {} there, {} here",
            conflict.row,
            conflict.offline,
            here.unwrap_or("a suggestion".into())
        )
    });
    let refused = merged.refused.iter().map(|(row, said, why)| format!("row {row}: {said}: {why}"));
    let lines = added.chain(conflicts).chain(refused).chain([format!("{} unchanged", merged.unchanged)]);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_only_one_side_changed_is_taken_and_what_both_changed_is_shown() {
    let mut rows: Vec<RowRecord> = (1..=6).map(answered).collect();
    // Row 2 was decided before the workbook was written; rows 3, 4 and 5 after.
    say(&mut rows[1], "ann", 1, edited(Some("No"), "Not yet.", Some(0))).unwrap();
    say(&mut rows[2], "ben", 1, Decision::Approved).unwrap();
    say(&mut rows[3], "ben", 1, rejected("unsure")).unwrap();
    say(&mut rows[4], "ben", 1, edited(None, "All of it.", None)).unwrap();
    let mut back = vec![
        offline(1, 1, Some(Decision::Approved)),
        offline(2, 2, Some(edited(Some("No"), "Not yet.", None))),
        offline(3, 1, Some(rejected("no"))),
        offline(4, 1, Some(rejected("unsure"))),
        offline(5, 1, None),
        offline(6, 1, Some(edited(Some("Perhaps"), "", None))),
        offline(9, 1, Some(Decision::Approved)),
    ];
    back[0].remark = Some("checked with legal".to_owned());
    assert_snapshot!(shown(&rows, &back), @r"
    row 1 on v1: approved
    row 1 on v2: commented: checked with legal
    row 3: rejected: no there, approved by ben here
    row 6: edited to “Perhaps”: “Perhaps” is not one of the options of this question (Yes / No / N/A); choose one of them
    row 9: approved: there is no such row in this review
    3 unchanged
    ");
}

/// A workbook that was not touched says nothing, however much was decided here since.
#[test]
fn an_untouched_workbook_changes_nothing() {
    let mut row = answered(1);
    say(&mut row, "ann", 1, Decision::Approved).unwrap();
    let was = offline(1, 2, Some(Decision::Approved));
    say(&mut row, "ben", 2, Decision::Undone).unwrap();
    say(&mut row, "ben", 3, rejected("")).unwrap();
    assert_snapshot!(shown(&[row], &[was]), @"1 unchanged");
}
