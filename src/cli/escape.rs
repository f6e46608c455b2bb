//! A stranger's words made safe for a page. Every text that is not our own goes through here.

use std::fmt::Write as _;

/// Characters of one text that are shown; the rest are counted.
const MOST: usize = 1500;

/// A text for between tags or within a quoted attribute: markup becomes text, and characters that turn the reading
/// direction or cannot be seen become their names.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().take(MOST) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if is_unseen(c) => _ = write!(out, "⟨U+{:04X}⟩", u32::from(c)),
            c => out.push(c),
        }
    }
    let left = text.chars().count().saturating_sub(MOST);
    if left > 0 {
        _ = write!(out, " … {left} more characters");
    }
    out
}

/// Controls, and what changes the direction of the text around it.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
