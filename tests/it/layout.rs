//! Grids in, roles out: what a row of cells is for, told by the grid alone.
//!
//! A grid is a line a row: `2 | 1.1 | Are logs kept? | `, cells from column A on. `*bold*`, `=calculated`, `#filled#`,
//! `_` an empty cell with a border, `~` an empty unlocked one, `%` an empty grey one. Then lines such as
//! `list C2:C4: Yes, No`, `merge A1:C1`, `hide B`, `hide 3`, `whole D2:D4: 0-4`, `widths 8 60`, `protect`, `sheet Name` (a
//! new sheet; `hidden sheet Name`).

mod any_grid;
mod general;
mod unknown;

use std::fmt::Write;

use countersign::layout::score::{Expected, Score, score};
use countersign::layout::{Layout, Overrides, SheetLayout, find};
use countersign::question::{AnswerCell, AnswerKind, CellState};
use countersign::workbook::{
    Accepts, Area, Cell, CellKind, Column, Position, Row, Rule, Sheet, Visibility, Workbook,
};
use insta::assert_snapshot;

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
        "widths" => {
            let widths = rest.split(' ').map(|width| width.parse().unwrap());
            sheet.widths = (1..).map(Column).zip(widths).collect();
        }
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
        "%" => return Some(Cell { fill: Some(0xBF_BF_BF), ..cell }),
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
        let _ = writeln!(out, "! {}", warning.to_string().split(". ").next().unwrap());
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

#[test]
fn printed_options_scores_and_steps_to_tick() {
    assert_snapshot!(roles("
        sheet Printed
        1 | *#* | *Question* | *Answer* | *If no, please explain*
        2 | 1 | Are records locked away? | ☐ Yes ☐ No ☐ N/A |
        3 | 2 | Are visitors signed in? | ☐ Yes ☐ No ☐ N/A |
        sheet Scores
        1 | *Area* | *Question* | *What good looks like* | *Self-score (0–4)* | *Rationale*
        2 | Plans | How well are plans kept up to date? | They are tested each year and changed after it. | |
        3 | Plans | How well are plans known? | New staff are shown them in their first week. | |
        sheet Steps
        1 | *Statement* | *1* | *2* | *3* | *Remarks*
        2 | Code is reviewed by a second person. | | | |
        3 | Secrets are kept out of the code. | | | |
    "), @r"
# Printed
A id, B question, C answer, D comment
1 header
2 question 1 “Are records locked away?” C2:answer:choice(Yes/No/N/A)=default D2:comment
3 question 2 “Are visitors signed in?” C3:answer:choice(Yes/No/N/A)=default D3:comment

# Scores
A section, B question, C guidance, D answer, E comment
1 header
2 question - “How well are plans kept up to date?” in Plans D2:answer E2:comment
3 question - “How well are plans known?” in Plans D3:answer E3:comment

# Steps
A question, B answer, C answer, D answer, E comment
1 header
2 question - “Code is reviewed by a second person.” B2:answer:mark(1) C2:answer:mark(2) D2:answer:mark(3) E2:comment
3 question - “Secrets are kept out of the code.” B3:answer:mark(1) C3:answer:mark(2) D3:answer:mark(3) E3:comment
");
}

#[test]
fn placeholders_repeated_defaults_and_answers() {
    assert_snapshot!(roles("
        1 | *Code* | *Audit point* | *Finding* | *Maturity level* | *Remarks* | *Auditor's conclusion*
        2 | F-1 | Two people approve each payment. | NT | 1 | [Enter remark] |
        3 | F-2 | Accounts are reconciled each month. | NT | 1 | [Enter remark] |
        4 | F-3 | [DELETED] | N/A | 1 | [Enter remark] |
        5 | F-4 | Journals are approved before they are posted. | OK | 1 | seen in May |
        6 | F-5 | Invoices are kept for ten years. | NT | 1 | [Enter remark] |
        7 | F-6 | Access to the ledger is reviewed. | Select… | 1 | [Enter remark] |
        list C2:C7: NT, OK, Minor, Major, N/A
        list D2:D7: 1, 2, 3
    "), @r"
A id, B question, C answer, D score, E comment, F reserved
1 header
2 question F-1 “Two people approve each payment.” C2:answer:choice(NT/OK/Minor/Major/N/A)=default D2:score:choice(1/2/3)=default E2:comment=default
3 question F-2 “Accounts are reconciled each month.” C3:answer:choice(NT/OK/Minor/Major/N/A)=default D3:score:choice(1/2/3)=default E3:comment=default
4 question F-3 “[DELETED]” C4:answer:choice(NT/OK/Minor/Major/N/A)=answered D4:score:choice(1/2/3)=answered E4:comment=answered
5 question F-4 “Journals are approved before they are posted.” C5:answer:choice(NT/OK/Minor/Major/N/A)=answered D5:score:choice(1/2/3)=default E5:comment=answered
6 question F-5 “Invoices are kept for ten years.” C6:answer:choice(NT/OK/Minor/Major/N/A)=default D6:score:choice(1/2/3)=default E6:comment=default
7 question F-6 “Access to the ledger is reviewed.” C7:answer:choice(NT/OK/Minor/Major/N/A)=default D7:score:choice(1/2/3)=default E7:comment=default
");
}

#[test]
fn guidance_examples_labels_legends_and_closing_words() {
    assert_snapshot!(roles("
        1 | *ID* | *Control* | *In place?* | *Explanation*
        2 | Example | Doors are locked at night. | Yes | Keys are held by the guard.
        3 | C-1 | Laptops are encrypted. | |
        4 | | Consider phones and tablets, and say who checks that it stays so. | |
        5 | C-2 | Screens lock after five minutes. | |
        6 | | Note: shared screens in meeting rooms are out of scope here. | |
        8 | *Legend*
        9 | Yes | The control is in place for all of the service.
        10 | No | The control is not in place.
        11 | End of questionnaire
        list C2:C3 C5: Yes, No
    "), @r"
A id, B question, C answer, D comment
1 header
2 guidance
3 question C-1 “Laptops are encrypted.” C3:answer:choice(Yes/No) D3:comment
4 guidance
5 question C-2 “Screens lock after five minutes.” C5:answer:choice(Yes/No) D5:comment
6 guidance
8 legend
9 legend
10 legend
11 legend
");
}

#[test]
fn columns_that_are_not_the_vendors() {
    assert_snapshot!(roles("
        1 | *Id* | *Specification* | *Tenderer* | | *City of Alder* | | *Answer type* | *Preferred answer*
        2 | | | *Complies* | *Description* | *Points* | *Notes* | |
        3 | T1 | The system must be up for 99.5 % of the time. | | | | | yes/no | Yes
        4 | T2 | The system must log all changes. | | | | | yes/no | Yes
        merge C1:D1 E1:F1
    "), @r"
A id, B question, C answer, D comment, E reserved, F reserved, G reserved, H reserved
1 header
2 header
3 question T1 “The system must be up for 99.5 % of the time.” C3:answer D3:comment
4 question T2 “The system must log all changes.” C4:answer D4:comment
");
}

#[test]
fn japanese_two_row_header() {
    assert_snapshot!(roles("
        1 | *クラウドサービス 質問票*
        2 | 会社名： | _
        4 | *項番* | *質問内容* | *回答* | | | *備考* | *評価者記入欄*
        5 | | | *はい* | *いいえ* | *該当なし* | |
        6 | *組織的対策*
        7 | 1-1 | 内部監査を年1回以上実施していますか？ | | | | |
        8 | 1-2 | 「はい」の場合、実施時期を記入してください。 | | | | |
        merge A4:A5 B4:B5 C4:E4 A6:G6
    "), @r"
A id, B question, C answer, D answer, E answer, F comment, G reserved
1 title
2 field
4 header
5 header
6 section
7 question 1-1 “内部監査を年1回以上実施していますか？” in 組織的対策 C7:answer:mark(はい) D7:answer:mark(いいえ) E7:answer:mark(該当なし) F7:comment
8 followup 1-2 “「はい」の場合、実施時期を記入してください。” in 組織的対策 after 7 C8:answer:mark(はい) D8:answer:mark(いいえ) E8:answer:mark(該当なし) F8:comment
");
}

#[test]
fn german_french_and_spanish_headings() {
    assert_snapshot!(roles("
        sheet Anforderungen
        1 | *Lfd. Nr.* | *Anforderung* | *Erfüllungsgrad (0-4)* | *Erläuterung* | *Bewertung durch Auftraggeber*
        2 | 1 | Daten sind bei der Übertragung zu verschlüsseln. | | |
        3 | 2 | Falls ja: mit welchem Verfahren? | | |
        sheet Exigences
        1 | *Réf.* | *Exigence* | *Conformité (Oui/Non/S.O.)* | *Commentaires* | *Pièce justificative*
        2 | 1.1 | Un responsable de la sécurité est désigné. | | |
        3 | 1.2 | Les sauvegardes sont-elles testées ? | | |
        sheet Requisitos
        1 | *Nº* | *Requisito* | *Obligatorio (O/D)* | *Cumple (Sí/No)* | *Observaciones*
        2 | 1 | La solución deberá cifrar los datos. | O | |
        3 | 2 | Soporte en horario continuo | D | |
    "), @r"
# Anforderungen
A id, B question, C answer, D comment, E reserved
1 header
2 question 1 “Daten sind bei der Übertragung zu verschlüsseln.” C2:answer:number(0/1/2/3/4) D2:comment
3 followup 2 “Falls ja: mit welchem Verfahren?” after 2 C3:answer:number(0/1/2/3/4) D3:comment

# Exigences
A id, B question, C answer, D comment, E evidence
1 header
2 question 1.1 “Un responsable de la sécurité est désigné.” C2:answer:choice(Oui/Non/S.O.) D2:comment E2:evidence
3 question 1.2 “Les sauvegardes sont-elles testées ?” C3:answer:choice(Oui/Non/S.O.) D3:comment E3:evidence

# Requisitos
A id, B question, C other, D answer, E comment
1 header
2 question 1 “La solución deberá cifrar los datos.” D2:answer:choice(Sí/No) E2:comment
3 question 2 “Soporte en horario continuo” D3:answer:choice(Sí/No) E3:comment
");
}

#[test]
fn answers_below_questions_and_questions_in_merged_blocks() {
    assert_snapshot!(roles("
        sheet Boxes
        1 | *Request for information*
        2 | Type into the boxes.
        4 | 1. How do you manage change?
        5 | _
        7 | 2. Who approves it?
        8 | _
        merge A5:D5 A8:D8
        sheet Blocks
        1 | *No* | *Question* | | *Vendor answer* |
        2 | P1 | How is entry controlled? | | |
        4 | P2 | Are visitors escorted? | | |
        5 | For office use | | | checked by
        merge B1:C1 D1:E1 B2:C3 D2:E3 B4:C4 D4:E4
    "), @r"
# Boxes
A question
1 title
2 guidance
4 question 1 “How do you manage change?” A5:answer
7 followup 2 “Who approves it?” after 4 A8:answer

# Blocks
A id, B question, C other, D answer, E other
1 header
2 question P1 “How is entry controlled?” D2:answer
4 question P2 “Are visitors escorted?” D4:answer
5 legend
");
}

#[test]
fn rows_known_only_by_their_numbers() {
    assert_snapshot!(roles("
        1 | *Control ID* | *Implementation status* | | | *Responsibility* |
        2 | | *Implemented* | *Planned* | *N/A* | *Provider* | *Customer*
        3 | AC-1 (a) | X | | | X |
        4 | AC-1 (b) | | | | |
        5 | AC-2 | | | | |
        merge A1:A2 B1:D1 E1:F1
    "), @r"
A id, B answer, C answer, D answer, E answer, F answer
1 header
2 header
3 question AC-1 (a) “AC-1 (a)” B3:answer:mark(Implemented)=answered C3:answer:mark(Planned) D3:answer:mark(N/A) E3:answer:mark(Provider)=answered F3:answer:mark(Customer)
4 question AC-1 (b) “AC-1 (b)” B4:answer:mark(Implemented) C4:answer:mark(Planned) D4:answer:mark(N/A) E4:answer:mark(Provider) F4:answer:mark(Customer)
5 question AC-2 “AC-2” B5:answer:mark(Implemented) C5:answer:mark(Planned) D5:answer:mark(N/A) E5:answer:mark(Provider) F5:answer:mark(Customer)
");
}

#[test]
fn protection_formulas_and_hidden_places() {
    assert_snapshot!(roles("
        1 | *Ref* | *Question* | *Response* | *Comments* | *Score*
        2 | 1 | =Is Meridian tested once a year? | ~ | ~ | =0
        3 | 2 | =Describe how Meridian is monitored. | | ~ | =0
        4 | 3 | Is this row hidden? | ~ | ~ | =0
        5 | 4 | Does Meridian have a status page? | =Yes | ~ | =0
        protect
        hide 4
        length D2:D5: 2000
        list C2:C5: Yes, No
    "), @r"
A id, B question, C answer, D comment, E reserved
1 header
2 question 1 “Is Meridian tested once a year?” C2:answer:choice(Yes/No) D2:comment
3 question 2 “Describe how Meridian is monitored.” C3:answer:choice(Yes/No)=locked D3:comment
4 hidden
5 question 4 “Does Meridian have a status page?” C5:answer:choice(Yes/No)=formula D5:comment
");
}

#[test]
fn what_the_user_says_is_taken() {
    let book = workbook(
        "
        1 | *Topic* | *Text* | *Free* | *Other*
        2 | Doors | Locked at night | |
        3 | Windows | Closed at night | |
    ",
    );
    let overrides = Overrides {
        sheet: Some("sheet1".into()),
        question: Some(Column(2)),
        answer: Some(Column(4)),
        comment: Some(Column(3)),
        ..Overrides::default()
    };
    assert_snapshot!(render(&find(&book, &overrides)), @r"
A section, B question, C comment, D answer
1 header
2 question - “Locked at night” in Doors C2:comment D2:answer
3 question - “Closed at night” in Windows C3:comment D3:answer
");
}

#[test]
fn workbooks_are_understood_as_their_makers_meant() {
    let expected: std::collections::BTreeMap<String, Expected> =
        serde_json::from_slice(&std::fs::read("tests/fixtures/workbooks/expected-layouts.json").unwrap())
            .unwrap();
    let mut all = Score::default();
    let mut wrong = Vec::new();
    for (name, expected) in &expected {
        let folders = ["tests/fixtures/workbooks", "questionnaires"].map(|folder| format!("{folder}/{name}"));
        let bytes = folders.iter().find_map(|path| std::fs::read(path).ok()).unwrap();
        let (_, workbook) = countersign::sheet::read(name, bytes).unwrap();
        let score = score(expected, &find(&workbook, &Overrides::default()));
        wrong.extend(score.wrong.iter().map(|what| format!("{name}: {what}")));
        all.add(&score);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let Score { recall, precision, columns, ids, options, states, .. } = all;
    for (what, tally) in [recall, precision, columns, ids, options, states].iter().enumerate() {
        assert!(tally.all > 0 && tally.right == tally.all, "figure {what}: {tally:?}");
    }
}
