//! The request to calculate a filled workbook anew, so that scores and look-ups follow the answers.

use crate::sheet::Fault;
use crate::sheet::xml::{Xml, apply, retagged};

/// What follows `calcPr` in a workbook part (18.2.27).
const AFTER_CALC: [&str; 9] = [
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
];

/// The workbook part's text with `fullCalcOnLoad` set; `None` where it is set already.
pub(super) fn calculating(text: &str, part: &str) -> Result<Option<String>, Fault> {
    let mut xml = Xml::new(text, part);
    let root = xml.child()?.ok_or_else(|| Fault::damaged(part, "it is empty"))?;
    let new = format!("<{}calcPr fullCalcOnLoad=\"1\"/>", root.prefix());
    let mut before = None;
    loop {
        let tag = match xml.child_or_end()? {
            Ok(tag) => tag,
            Err(end) => {
                let at = before.unwrap_or(end.start);
                return Ok(Some(apply(text, vec![(at..at, new)])));
            }
        };
        if tag.local() == "calcPr" {
            if tag.flag("fullCalcOnLoad") {
                return Ok(None);
            }
            let end = if text[tag.range.clone()].ends_with("/>") { "/>" } else { ">" };
            let tag_anew = retagged(&tag, &["fullCalcOnLoad"], &[("fullCalcOnLoad", "1")], end);
            return Ok(Some(apply(text, vec![(tag.range.clone(), tag_anew)])));
        }
        if before.is_none() && AFTER_CALC.contains(&tag.local()) {
            before = Some(tag.range.start);
        }
        xml.skip()?;
    }
}
