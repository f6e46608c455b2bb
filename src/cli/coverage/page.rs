//! Coverage as one page: a map of the sections, each degree in its colour and with its number, and under it every question
//! that is not clearly answered, with what came closest. Stands alone: no script, no request.

use std::fmt::Write as _;

use super::{has_several_sheets, heading, meaning, met, place, title};
use crate::citation::Citation;
use crate::cli::html::{self, escape};
use crate::coverage::{Cover, Covered, Part};
use crate::document::Disclosure;

/// The page.
pub(super) fn render(file: &str, audience: Disclosure, parts: &[Part]) -> String {
    let mut out = html::head(&format!("Coverage of {file}"), include_str!("page.css"));
    summary(&mut out, file, audience, parts);
    map(&mut out, parts);
    gaps(&mut out, parts);
    out.push_str(html::FOOT);
    out
}

fn summary(out: &mut String, file: &str, audience: Disclosure, parts: &[Part]) {
    let questions: usize = parts.iter().map(|part| part.questions.len()).sum();
    let whom = match audience {
        Disclosure::Public => "from documents that anybody may read",
        Disclosure::Nda => "from public documents and those under NDA",
        Disclosure::Internal => "from all documents, internal ones included",
    };
    _ = write!(
        out,
        "<header><p class=\"over\">Coverage, {whom}</p><h1><bdi>{}</bdi></h1>\n<p class=\"sum\"><span><b>{questions}</b> \
         questions</span>",
        escape(file)
    );
    for cover in met(parts) {
        let count: usize = parts.iter().map(|part| part.count(cover)).sum();
        _ = write!(
            out,
            "<span><i class=\"{}\"></i><b>{count}</b> {}</span>",
            cover.word(),
            heading(cover).to_lowercase()
        );
    }
    out.push_str("</p></header>\n");
}

fn map(out: &mut String, parts: &[Part]) {
    let covers = met(parts);
    out.push_str("<div class=\"scroll\"><table class=\"map\"><thead><tr><th scope=\"col\">Section</th><th scope=\"col\">Questions</th>");
    for cover in &covers {
        _ = write!(out, "<th scope=\"col\" title=\"{}\">{}</th>", escape(meaning(*cover)), heading(*cover));
    }
    out.push_str("<th scope=\"col\" class=\"bar\">Share</th></tr></thead><tbody>\n");
    let several = has_several_sheets(parts);
    for (number, part) in parts.iter().enumerate() {
        let gaps = part.questions.iter().any(|question| question.cover().is_gap());
        let title = escape(&title(part, several));
        let title = if gaps {
            format!("<a href=\"#p{number}\"><bdi>{title}</bdi></a>")
        } else {
            format!("<bdi>{title}</bdi>")
        };
        _ = write!(out, "<tr><th scope=\"row\">{title}</th><td>{}</td>", part.questions.len());
        for cover in &covers {
            cell(out, *cover, part.count(*cover), part.questions.len());
        }
        bar(out, part, &covers);
    }
    out.push_str("</tbody></table></div>\n<ul class=\"legend\">");
    for cover in covers {
        _ = write!(
            out,
            "<li><i class=\"{}\"></i><b>{}</b> {}</li>",
            cover.word(),
            heading(cover),
            meaning(cover)
        );
    }
    out.push_str("</ul>\n");
}

/// A number, the deeper in its colour the larger its share.
fn cell(out: &mut String, cover: Cover, count: usize, of: usize) {
    if count == 0 {
        out.push_str("<td class=\"none\">·</td>");
    } else {
        let depth = 18 + 62 * count / of.max(1);
        _ = write!(out, "<td class=\"heat {}\" style=\"--depth:{depth}%\">{count}</td>", cover.word());
    }
}

fn bar(out: &mut String, part: &Part, covers: &[Cover]) {
    out.push_str("<td class=\"bar\"><span>");
    for cover in covers.iter().filter(|cover| part.count(**cover) > 0) {
        let share = 100.0 * part.count(*cover) as f64 / part.questions.len() as f64;
        let (word, name) = (cover.word(), heading(*cover));
        _ = write!(
            out,
            "<i class=\"{word}\" style=\"width:{share:.2}%\" title=\"{name}: {share:.0} %\"></i>"
        );
    }
    out.push_str("</span></td></tr>\n");
}

fn gaps(out: &mut String, parts: &[Part]) {
    let gap = |part: &&Part| part.questions.iter().any(|question| question.cover().is_gap());
    if !parts.iter().any(|part| gap(&part)) {
        return out.push_str("<p class=\"sure\">The documents answer every question.</p>\n");
    }
    out.push_str("<h2 class=\"gaps\">What is missing</h2>\n");
    let several = has_several_sheets(parts);
    for (number, part) in parts.iter().enumerate().filter(|(_, part)| gap(part)) {
        let missing: Vec<&&Covered> = part.questions.iter().filter(|q| q.cover().is_gap()).collect();
        _ = writeln!(
            out,
            "<section id=\"p{number}\"><h3><bdi>{}</bdi> <small>{} of {}</small></h3><ol>",
            escape(&title(part, several)),
            missing.len(),
            part.questions.len()
        );
        missing.into_iter().for_each(|covered| question(out, covered));
        out.push_str("</ol></section>\n");
    }
}

fn question(out: &mut String, covered: &Covered) {
    let cover = covered.cover();
    let suggestion = &covered.suggestion;
    _ = write!(
        out,
        "<li><p class=\"asked\"><span class=\"tag {}\">{}</span> <bdi>{}</bdi> <small>{}</small></p><p class=\"why\">{}</p>",
        cover.word(),
        heading(cover),
        escape(&covered.question.text),
        escape(&place(covered)),
        escape(&suggestion.reason)
    );
    // Where nothing is on the topic, what came closest is about something else.
    if cover != Cover::Nothing {
        let cited = suggestion.answer().map(|answer| answer.citations()).unwrap_or_default();
        cited.iter().chain(&suggestion.nearest).for_each(|citation| quote(out, citation));
    }
    out.push_str("</li>\n");
}

fn quote(out: &mut String, citation: &Citation) {
    _ = write!(
        out,
        "<blockquote><bdi>{}</bdi><cite><bdi>{}</bdi></cite></blockquote>",
        escape(citation.quote()),
        escape(&citation.place())
    );
}
