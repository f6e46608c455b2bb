//! The layout as one page: every sheet as the customer sees it, each cell in the colour of its role. The page stands
//! alone: no script, no request, and a policy that forbids both, since the words on it are a stranger's.

mod grid;
mod lines;
mod role;

use std::fmt::Write as _;

use self::lines::Shown;
use self::role::{Found, LEGEND};
use crate::cli::html::{self, escape};
use crate::layout::{Layout, LayoutWarning, SheetLayout, WayOut};
use crate::question::CellState;
use crate::workbook::{Visibility, Workbook};

/// Unsure things listed of one sheet; the rest are counted.
const LISTED: usize = 12;

/// The page.
pub(super) fn render(file: &str, workbook: &Workbook, layout: &Layout) -> String {
    let sheets: Vec<Found<'_>> =
        workbook.sheets.iter().zip(&layout.sheets).map(|(sheet, found)| Found::new(sheet, found)).collect();
    let mut out = html::head(&format!("Layout of {}", name(file)), include_str!("page/page.css"));
    title(&mut out, file, layout);
    unsure(&mut out, workbook, &sheets);
    contents(&mut out, &sheets);
    legend(&mut out);
    // Where some sheets ask, the others are folded.
    let asked = layout.questions().next().is_some();
    for (number, found) in sheets.iter().enumerate() {
        let open = !is_hidden(found) && (!asked || !found.layout.questions.is_empty());
        sheet(&mut out, number, found, open);
    }
    out.push_str(html::FOOT);
    out
}

/// The file's name without its folders.
fn name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn title(out: &mut String, file: &str, layout: &Layout) {
    let count = Count::of(layout.sheets.iter());
    let asked = layout.sheets.iter().filter(|sheet| !sheet.questions.is_empty()).count();
    _ = write!(
        out,
        "<header><p class=\"over\">Layout found</p><h1><bdi>{}</bdi></h1>\n\
         <p class=\"sum\"><span><b>{}</b> {}</span><span><b>{}</b> {} to fill</span>\
         <span><b>{}</b> answered before</span><span><b>{asked}</b> of {} sheets ask</span></p></header>\n",
        escape(name(file)),
        count.questions,
        plural(count.questions, "question"),
        count.open,
        plural(count.open, "cell"),
        count.answered,
        layout.sheets.len(),
    );
}

/// Cells and questions, counted.
#[derive(Default)]
struct Count {
    questions: usize,
    open: usize,
    answered: usize,
    shut: usize,
}

impl Count {
    fn of<'a>(sheets: impl Iterator<Item = &'a SheetLayout>) -> Self {
        let mut count = Self::default();
        for question in sheets.flat_map(|sheet| &sheet.questions) {
            count.questions += 1;
            for cell in &question.cells {
                match cell.state {
                    CellState::Open | CellState::Default => count.open += 1,
                    CellState::Answered => count.answered += 1,
                    CellState::Locked | CellState::Formula => count.shut += 1,
                }
            }
        }
        count
    }
}

/// What a person should look at first.
fn unsure(out: &mut String, workbook: &Workbook, sheets: &[Found<'_>]) {
    let file = workbook.warnings.iter().map(|warning| format!("<li><bdi>{}</bdi></li>", escape(warning)));
    let mut items: Vec<String> = file.collect();
    let (mut told, mut left) = (Vec::<(String, Vec<String>)>::new(), 0);
    for (number, found) in sheets.iter().enumerate() {
        let link = format!("<a href=\"#s{number}\"><bdi>{}</bdi></a>", escape(&found.layout.name));
        let doubts = doubts(found);
        left += doubts.len().saturating_sub(LISTED);
        for doubt in doubts.into_iter().take(LISTED) {
            match told.iter_mut().find(|(text, _)| *text == doubt) {
                Some((_, links)) => links.push(link.clone()),
                None => told.push((doubt, vec![link.clone()])),
            }
        }
    }
    let line = |(doubt, links): &(String, Vec<String>)| {
        format!("<li>{}: <bdi>{}</bdi></li>", links.join(", "), escape(doubt))
    };
    items.extend(told.iter().map(line));
    if left > 0 {
        items.push(format!("<li>and {left} more</li>"));
    }
    if items.is_empty() {
        out.push_str("<p class=\"sure\">Nothing here is unsure.</p>\n");
    } else {
        _ = writeln!(
            out,
            "<section class=\"doubts\"><h2>Look at these first</h2><ul>{}</ul></section>",
            items.concat()
        );
    }
}

fn doubts(found: &Found<'_>) -> Vec<String> {
    let mut doubts: Vec<String> = found.layout.warnings.iter().map(on_page).collect();
    let columns = found.layout.columns.iter().filter(|column| column.is_unsure());
    doubts.extend(columns.map(|c| format!("Column {}: {}.", c.column, c.reason)));
    let homeless: Vec<String> = found
        .layout
        .questions
        .iter()
        .filter(|question| question.cells.is_empty())
        .map(|question| question.row.to_string())
        .collect();
    if !homeless.is_empty() && homeless.len() < found.layout.questions.len() {
        let rows = homeless.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
        doubts.push(format!(
            "{} {} without a place for an answer: {} {rows}{}.",
            homeless.len(),
            plural(homeless.len(), "question"),
            plural(homeless.len(), "row"),
            if homeless.len() > LISTED { ", …" } else { "" },
        ));
    }
    doubts
}

/// For a sheet without questions: the reason alone, without what the command line advises.
fn on_page(warning: &LayoutWarning) -> String {
    match warning.way_out {
        Some(WayOut::NameColumns) => warning.what.clone(),
        _ => warning.to_string(),
    }
}

fn contents(out: &mut String, sheets: &[Found<'_>]) {
    out.push_str(
        "<nav><h2>Sheets</h2><div class=\"scroll\"><table class=\"toc\"><thead><tr><th>Sheet</th><th>Questions</th><th>To fill</th>\
         <th>Answered</th><th>Shut</th></tr></thead><tbody>\n",
    );
    for (number, found) in sheets.iter().enumerate() {
        let count = Count::of(std::iter::once(found.layout));
        let class = if count.questions == 0 { " class=\"none\"" } else { "" };
        let hidden = if is_hidden(found) { " <small>hidden</small>" } else { "" };
        _ = writeln!(
            out,
            "<tr{class}><td><a href=\"#s{number}\"><bdi>{}</bdi></a>{hidden}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&found.layout.name),
            count.questions,
            count.open,
            count.answered,
            count.shut,
        );
    }
    out.push_str("</tbody></table></div></nav>\n");
}

fn legend(out: &mut String) {
    out.push_str("<section class=\"legend\"><h2>Colours</h2><ul>");
    for (class, name, meaning) in LEGEND {
        _ = write!(out, "<li><i class=\"{class}\"></i><b>{name}</b> <span>{meaning}</span></li>");
    }
    out.push_str(
        "<li><i class=\"unsure\"></i><b>Dashed: unsure</b> <span>please look</span></li></ul>\
         <p>Rest the pointer on a cell for its reason; the margin has the reason for each row. \
         What is wrong can be corrected: <code>inspect --save-layout</code> writes a file to edit.</p></section>\n",
    );
}

fn is_hidden(found: &Found<'_>) -> bool {
    found.layout.hidden || found.sheet.visibility == Visibility::Hidden
}

fn sheet(out: &mut String, number: usize, found: &Found<'_>, open: bool) {
    let hidden = is_hidden(found);
    let questions = found.layout.questions.len();
    let told = match (hidden, questions) {
        (true, _) => "hidden by the customer; not asked".to_owned(),
        (false, 0) => "nothing to answer".to_owned(),
        (false, n) => format!("{n} {}", plural(n, "question")),
    };
    let open = if open { " open" } else { "" };
    let class = if hidden { " class=\"away\"" } else { "" };
    _ = writeln!(
        out,
        "<details id=\"s{number}\"{class}{open}><summary><h2><bdi>{}</bdi></h2> <span>{told}</span></summary>",
        escape(&found.layout.name)
    );
    let shown = Shown::of(found);
    if shown.lines.is_empty() {
        out.push_str("<p class=\"left\">The sheet is empty.</p>");
    } else {
        grid::table(out, found, &shown);
    }
    left(out, &shown);
    out.push_str("</details>\n");
}

/// Says what there was no room for.
fn left(out: &mut String, shown: &Shown) {
    let parts = [(shown.rows_left, "row"), (shown.columns_left, "column")];
    for (count, what) in parts.iter().filter(|(count, _)| *count > 0) {
        let what = plural(*count, what);
        _ = write!(
            out,
            "<p class=\"left\">{count} further {what} with something in them are not shown; <code>inspect --json</code> has them.</p>"
        );
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
