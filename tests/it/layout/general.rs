//! Shapes of questionnaires that share no template: what tells their rows and columns apart is told by general signs.

use insta::assert_snapshot;

use super::roles;

#[test]
fn labels_and_rules_under_questions() {
    assert_snapshot!(roles("
        sheet Cards
        1 | *Question* | How are laptops encrypted?
        2 | *Answer* | _
        3 | *Comment* | _
        5 | *Question* | Who keeps the keys?
        6 | *Answer* | _
        7 | *Comment* | _
        9 | *Question* | Where are backups kept?
        10 | *Answer* | _
        11 | *Comment* | _
        sheet Prose
        1 | Questions on operations
        3 | How are changes approved?
        4 | Your response:
        5 | _
        7 | How are incidents reported?
        8 | Your response:
        9 | _
        sheet Rules
        1 | 1. Where is the data centre?
        2 | ______________
        3 | 2. Who may enter it?
        4 | ______________
    "), @r"
# Cards
A other, B question
1 question - “How are laptops encrypted?” B2:answer B3:comment
2 field
3 field
5 question - “Who keeps the keys?” B6:answer B7:comment
6 field
7 field
9 question - “Where are backups kept?” B10:answer B11:comment
10 field
11 field

# Prose
A question
1 title
3 question - “How are changes approved?” A5:answer
4 field
7 question - “How are incidents reported?” A9:answer
8 field

# Rules
A question
1 question 1 “Where is the data centre?” A2:answer=default
2 field
3 followup 2 “Who may enter it?” after 1 A4:answer=default
4 field
");
}

#[test]
fn columns_to_mark_need_not_say_yes_or_no() {
    assert_snapshot!(roles("
        sheet Scale
        1 | *Statement* | *Strongly agree* | *Agree* | *Neutral* | *Disagree*
        2 | Staff may report concerns without a name. | | | |
        3 | Suppliers are audited every second year. | | | |
        sheet Offers
        1 | *Ref* | *Requirement* | *Comply* | *Comply with deviation* | *Do not comply* | *-* | *Remarks*
        2 | R1 | The system keeps a log of all changes. | | x | | |
        3 | R2 | The system exports its log. | | | | |
        sheet Own lists
        1 | *No* | *Question* | *Yes* | *No* | *N/A*
        2 | 1 | Is there a fire alarm? | | |
        3 | 2 | Are there two exits? | | |
        list C2:C3 D2:D3 E2:E3: Y, N
    "), @r"
# Scale
A question, B answer, C answer, D answer, E answer
1 header
2 question - “Staff may report concerns without a name.” B2:answer:mark(Strongly agree) C2:answer:mark(Agree) D2:answer:mark(Neutral) E2:answer:mark(Disagree)
3 question - “Suppliers are audited every second year.” B3:answer:mark(Strongly agree) C3:answer:mark(Agree) D3:answer:mark(Neutral) E3:answer:mark(Disagree)

# Offers
A id, B question, C answer, D answer, E answer, F answer, G comment
1 header
2 question R1 “The system keeps a log of all changes.” C2:answer:mark(Comply) D2:answer:mark(Comply with deviation)=answered E2:answer:mark(Do not comply) F2:answer:mark(-) G2:comment
3 question R2 “The system exports its log.” C3:answer:mark(Comply) D3:answer:mark(Comply with deviation) E3:answer:mark(Do not comply) F3:answer:mark(-) G3:comment

# Own lists
A id, B question, C answer, D answer, E answer
1 header
2 question 1 “Is there a fire alarm?” C2:answer:mark(Yes) D2:answer:mark(No) E2:answer:mark(N/A)
3 question 2 “Are there two exits?” C3:answer:mark(Yes) D3:answer:mark(No) E3:answer:mark(N/A)
");
}

#[test]
fn the_customers_own_scoring() {
    assert_snapshot!(roles("
        sheet Panel
        1 | *Ref* | *Criterion* | *Evaluator 1 score* | *Evaluator 2 score* | *Consensus score* | *Panel comments*
        2 | 1 | The supplier must answer calls at night. | | | |
        3 | 2 | The supplier must keep spare parts. | | | |
        sheet Reply
        1 | *Ref* | *Requirement* | *Supplier to respond* | *Remarks* | *Accepted?* | *Note /20*
        2 | 1 | Spare parts are kept for ten years. | | | |
        3 | 2 | Calls are answered at night. | | | |
        sheet Selbst
        1 | *Nr.* | *Kontrollfrage* | *Bewertung durch Lieferant* | *Freitext* | *Nachweisdokument* | *Bewertung Auftraggeber*
        2 | 1 | Werden Besucher begleitet? | | | |
        3 | 2 | Setzen Sie Wachpersonal ein? | | | |
    "), @r"
# Panel
A id, B question, C reserved, D reserved, E reserved, F reserved
1 other
2 other
3 other
! No questions found: every empty column is the customer's own

# Reply
A id, B question, C answer, D comment, E reserved, F reserved
1 header
2 question 1 “Spare parts are kept for ten years.” C2:answer D2:comment
3 question 2 “Calls are answered at night.” C3:answer D3:comment

# Selbst
A id, B question, C answer, D comment, E evidence, F reserved
1 header
2 question 1 “Werden Besucher begleitet?” C2:answer D2:comment E2:evidence
3 question 2 “Setzen Sie Wachpersonal ein?” C3:answer D3:comment E3:evidence
");
}

#[test]
fn headings_that_are_clauses_years_or_unknown() {
    assert_snapshot!(roles("
        sheet Clauses
        1 | *No* | *What we need to know* | *What you say* | *How do you meet this?*
        2 | 1 | Is the site fenced? | |
        3 | 2 | Is the gate locked at night? | |
        sheet Figures
        1 | *Ref* | *Indicator* | *Unit* | *2022* | *2023* | *Remarks*
        2 | E1 | Energy used by all sites | MWh | | |
        3 | E2 | Total waste | t | | |
        sheet Unknown
        1 | *Nr* | *Question* | *Meridian Ltd* | *Position* | *Remarks*
        2 | 1 | Are tools calibrated? | | |
        3 | 2 | Who calibrates them? | | |
        sheet Behind
        1 | *Nr* | *Question* | *Compliance (Yes/No)* | *Grounds*
        2 | 1 | Are tools calibrated? | |
        3 | 2 | Are scales calibrated? | |
    "), @r"
    # Clauses
    A id, B question, C answer, D comment
    1 header
    2 question 1 “Is the site fenced?” C2:answer D2:comment
    3 question 2 “Is the gate locked at night?” C3:answer D3:comment

    # Figures
    A id, B question, C other, D answer, E answer, F comment
    1 header
    2 question E1 “Energy used by all sites” D2:answer E2:answer F2:comment
    3 question E2 “Total waste” D3:answer E3:answer F3:comment

    # Unknown
    A id, B question, C answer, D comment, E comment
    1 header
    2 question 1 “Are tools calibrated?” C2:answer D2:comment E2:comment
    3 followup 2 “Who calibrates them?” after 2 C3:answer D3:comment E3:comment

    # Behind
    A id, B question, C answer, D comment
    1 header
    2 question 1 “Are tools calibrated?” C2:answer:choice(Yes/No) D2:comment
    3 question 2 “Are scales calibrated?” C3:answer:choice(Yes/No) D3:comment
    ");
}

#[test]
fn rows_that_are_no_questions_by_their_company() {
    assert_snapshot!(roles("
        1 | *Ref* | *Question* | *Answer*
        2 | 1 | Stores | _
        3 | S-01 | Are goods counted each year? | _
        4 | | a. Yes, fully |
        5 | | b. No |
        6 | S-02 | Are goods locked away? | _
        7 | | a. Yes, fully |
        8 | | b. No |
        9 | | Typical answers mention who holds the key. |
        10 | S-03 | Are keys counted? | _
        11 | | a. Yes, fully |
        12 | | b. No |
        13 | | Include the yard and the cellar. |
        14 | 2 | Offices | _
        15 | S-04 | Total floor space in use | _
        16 | | Please state its owner. | _
    "), @r"
A id, B question, C answer
1 header
2 question 1 “Stores” C2:answer
3 question S-01 “Are goods counted each year?” C3:answer
4 guidance
5 guidance
6 question S-02 “Are goods locked away?” C6:answer
7 guidance
8 guidance
9 guidance
10 question S-03 “Are keys counted?” C10:answer
11 guidance
12 guidance
13 guidance
14 question 2 “Offices” C14:answer
15 question S-04 “Total floor space in use” C15:answer
16 followup - “Please state its owner.” after 15 C16:answer
");
}

#[test]
fn polite_address_leans_on_nothing() {
    assert_snapshot!(roles("
        1 | *Nr.* | *Frage* | *Antwort*
        2 | 1 | Haben Sie einen Notfallplan? |
        3 | 2 | Setzen Sie Fremdfirmen ein? |
        4 | 3 | Werden sie überprüft? |
    "), @r"
A id, B question, C answer
1 header
2 question 1 “Haben Sie einen Notfallplan?” C2:answer
3 question 2 “Setzen Sie Fremdfirmen ein?” C3:answer
4 followup 3 “Werden sie überprüft?” after 3 C4:answer
");
}
