//! Pages that stand alone: no script, no request, and a policy that forbids both, since the words on them are strangers'.
//! Every text that is not our own goes through [`escape`].

use std::fmt::Write as _;

/// Characters of one text that are shown; the rest are counted.
const MOST: usize = 1500;

/// Colours and type that all pages share; a page's own style follows.
const BASE: &str = include_str!("html/base.css");

/// A page from its start to its first words.
pub(super) fn head(title: &str, style: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{BASE}{style}</style>\n</head>\n\
         <body>\n<main>\n",
        escape(title),
    )
}

/// A page's end.
pub(super) const FOOT: &str = "</main>\n</body>\n</html>\n";

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
