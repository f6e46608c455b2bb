//! Headings in words that nobody here has thought of: whose column it is, place, group, look and locks tell.

use insta::assert_snapshot;

use super::roles;

#[test]
fn a_header_of_strange_words_stands_over_texts_and_places() {
    assert_snapshot!(roles("
        sheet Plain
        1 | *Quillmark* | *Vantage* | *Fennelry* | *Oddment*
        2 | Q1 | Is the door to the server room locked? | |
        3 | Q2 | Keys are held by two people. | |
        4 | Q3 | Who may enter at night? | |
        sheet Again
        1 | *Vantage* | *Fennelry*
        2 | Premises
        3 | Is the door to the server room locked? |
        4 | Who may enter at night? |
        5 | *Vantage* | *Fennelry*
        6 | Are the windows barred? |
        7 | Is there an alarm on each floor? |
    "), @r"
# Plain
A id, B question, C answer, D comment
1 header
2 question Q1 “Is the door to the server room locked?” C2:answer D2:comment
3 question Q2 “Keys are held by two people.” C3:answer D3:comment
4 question Q3 “Who may enter at night?” C4:answer D4:comment

# Again
A question, B answer
1 header
2 section
3 question - “Is the door to the server room locked?” in Premises B3:answer
4 question - “Who may enter at night?” in Premises B4:answer
5 header
6 question - “Are the windows barred?” B6:answer
7 question - “Is there an alarm on each floor?” B7:answer
");
}

#[test]
fn steps_of_strange_words_are_ticked_where_columns_are_narrow() {
    assert_snapshot!(roles("
        1 | *Nr* | *Question* | *Quill* | *Fenn* | *Odd* | *Grounds*
        2 | 1 | Is the door locked at night? | | | |
        3 | 2 | Are the keys counted? | | | |
        widths 8 60 10 10 10 36
    "), @r"
A id, B question, C answer, D answer, E answer, F comment
1 header
2 question 1 “Is the door locked at night?” C2:answer:mark(Quill) D2:answer:mark(Fenn) E2:answer:mark(Odd) F2:comment
3 question 2 “Are the keys counted?” C3:answer:mark(Quill) D3:answer:mark(Fenn) E3:answer:mark(Odd) F3:comment
");
}

#[test]
fn columns_grouped_or_shaded_apart_are_the_customers() {
    assert_snapshot!(roles("
        sheet Grouped
        1 | *Clauses* | | *Quillside* | | *Fennside*
        2 | *Nr* | *Requirement* | *Stance* | *Grounds* | *Mark* | *Comments*
        3 | 1 | The door is locked at night. | | | |
        4 | 2 | The keys are counted each week. | | | |
        merge A1:B1 C1:D1 E1:F1
        list C3:C4: Full, Part, None
        sheet Shaded
        1 | *Nr* | *Requirement* | *Stance* | *Grounds* | *Desk notes*
        2 | 1 | The door is locked at night. | | | %
        3 | 2 | The keys are counted each week. | | | %
        list C2:C3: Full, Part, None
        sheet Locked
        1 | *Nr* | *Requirement* | *Stance* | *Fennelry* | *Quillmark*
        2 | 1 | The door is locked at night. | ~ | ~ |
        3 | 2 | The keys are counted each week. | ~ | ~ |
        list C2:C3: Full, Part, None
        protect
    "), @r"
# Grouped
A id, B question, C answer, D comment, E reserved, F reserved
1 header
2 header
3 question 1 “The door is locked at night.” C3:answer:choice(Full/Part/None) D3:comment
4 question 2 “The keys are counted each week.” C4:answer:choice(Full/Part/None) D4:comment

# Shaded
A id, B question, C answer, D comment, E reserved
1 header
2 question 1 “The door is locked at night.” C2:answer:choice(Full/Part/None) D2:comment
3 question 2 “The keys are counted each week.” C3:answer:choice(Full/Part/None) D3:comment

# Locked
A id, B question, C answer, D comment, E reserved
1 header
2 question 1 “The door is locked at night.” C2:answer:choice(Full/Part/None) D2:comment
3 question 2 “The keys are counted each week.” C3:answer:choice(Full/Part/None) D3:comment
");
}

#[test]
fn where_nothing_tells_the_column_is_left_alone_and_named() {
    assert_snapshot!(roles("
        1 | *Nr* | *Requirement* | *Answer* | *Comments* | *Quillmark*
        2 | 1 | The door is locked at night. | | |
        3 | 2 | The keys are counted each week. | | |
        list C2:C3: Full, Part, None
    "), @r"
A id, B question, C answer, D comment, E other
1 header
2 question 1 “The door is locked at night.” C2:answer:choice(Full/Part/None) D2:comment
3 question 2 “The keys are counted each week.” C3:answer:choice(Full/Part/None) D3:comment
! Column E is empty and may be yours to fill; its heading does not say so, so nothing is written there
");
}

#[test]
fn the_words_address_somebody() {
    assert_snapshot!(roles("
        sheet Ours and yours
        1 | *Nr* | *Requirement* | *Where you stand* | *Who can we ring* | *Our reading*
        2 | 1 | The door is locked at night. | | |
        3 | 2 | The keys are counted each week. | | |
        sheet Vergabe
        1 | *Nr.* | *Anforderung* | *Ihre Einordnung* | *Beigelegte Datei* | *Urteil der Kommission*
        2 | 1 | Die Tür ist nachts verschlossen. | | |
        3 | 2 | Die Schlüssel werden gezählt. | | |
    "), @r"
# Ours and yours
A id, B question, C answer, D owner, E reserved
1 header
2 question 1 “The door is locked at night.” C2:answer D2:owner
3 question 2 “The keys are counted each week.” C3:answer D3:owner

# Vergabe
A id, B question, C answer, D evidence, E reserved
1 header
2 question 1 “Die Tür ist nachts verschlossen.” C2:answer D2:evidence
3 question 2 “Die Schlüssel werden gezählt.” C3:answer D3:evidence
");
}

#[test]
fn a_remark_that_comes_again_is_no_question() {
    assert_snapshot!(roles("
        1 | *Requirement* | *Answer* | *Comments*
        2 | The door is locked at night. | |
        3 | Applies to branches as well. | |
        4 | The keys are counted each week. | |
        5 | Applies to branches as well. | |
        6 | Visitors are met at the door. | |
        7 | Applies to branches as well. | |
    "), @r"
A question, B answer, C comment
1 header
2 question - “The door is locked at night.” B2:answer C2:comment
3 guidance
4 question - “The keys are counted each week.” B4:answer C4:comment
5 guidance
6 question - “Visitors are met at the door.” B6:answer C6:comment
7 guidance
");
}

#[test]
fn what_came_of_it_leans_on_what_was_asked() {
    assert_snapshot!(roles("
        1 | *Nr* | *Topic* | *Question* | *Answer*
        2 | 1 | Doors | Do you test the alarms? |
        3 | 2 | Doors | Is the outcome written down? |
        4 | 3 | Keys | If not, when will it be? |
        5 | 4 | Keys | Are keys counted? |
    "), @r"
A id, B section, C question, D answer
1 header
2 question 1 “Do you test the alarms?” in Doors D2:answer
3 followup 2 “Is the outcome written down?” in Doors after 2 D3:answer
4 followup 3 “If not, when will it be?” in Keys after 3 D4:answer
5 question 4 “Are keys counted?” in Keys D5:answer
");
}

#[test]
fn groups_that_forbid_lists_behind_comments_and_sums_below() {
    assert_snapshot!(roles("
        sheet Forbids
        1 | *Nr* | *Requirement* | *Applicant* | | *Not for applicants*
        2 | | | *Stance* | *Wrinkles* | *Referral* | *Answer*
        3 | 1 | The door is locked at night. | | | |
        4 | 2 | The keys are counted each week. | | | |
        merge A1:A2 B1:B2 C1:D1 E1:F1
        sheet Ticks
        1 | *Nr* | *Question* | *Quill* | *Fenn* | *Wrinkles* | *Desk*
        2 | 1 | Is the door locked at night? | | | |
        3 | 2 | Are the keys counted? | | | |
        4 | 3 | Is the alarm tested? | | | |
        widths 8 60 10 10 36 16
        list F2:F4: Loaded, Clear
        sheet Notes
        1 | *Nr* | *Proposition* | *Why we ask this question* | *Quill* | *Wrinkles*
        2 | 1 | Is the door locked at night? | Branches count. | |
        3 | 2 | The keys are counted each week. | Think of volunteers. | |
        4 | 3 | Is the alarm tested? | Branches count. | |
        5 | 4 | Who may enter at night? | Branches count. | |
        6 | 5 | Visitors are met at the door. | Think of volunteers. | |
    "), @r"
# Forbids
A id, B question, C answer, D comment, E reserved, F reserved
1 header
2 header
3 question 1 “The door is locked at night.” C3:answer D3:comment
4 question 2 “The keys are counted each week.” C4:answer D4:comment

# Ticks
A id, B question, C answer, D answer, E comment, F other
1 header
2 question 1 “Is the door locked at night?” C2:answer:mark(Quill) D2:answer:mark(Fenn) E2:comment
3 question 2 “Are the keys counted?” C3:answer:mark(Quill) D3:answer:mark(Fenn) E3:comment
4 question 3 “Is the alarm tested?” C4:answer:mark(Quill) D4:answer:mark(Fenn) E4:comment
! Column F is empty and may be yours to fill; its heading does not say so, so nothing is written there

# Notes
A id, B question, C other, D answer, E comment
1 header
2 question 1 “Is the door locked at night?” D2:answer E2:comment
3 question 2 “The keys are counted each week.” D3:answer E3:comment
4 question 3 “Is the alarm tested?” D4:answer E4:comment
5 question 4 “Who may enter at night?” D5:answer E5:comment
6 question 5 “Visitors are met at the door.” D6:answer E6:comment
");
}

#[test]
fn notes_sums_and_titles_are_no_questions_whatever_the_list_covers() {
    assert_snapshot!(roles("
        sheet Fields
        1 | *Requirement* | *Present?* | *Quill*
        2 | *Premises*
        3 | The next lines hold for contractors as well.
        4 | Is the door locked at night? | _ | _
        5 | The keys are counted each week. | _ | _
        6 | *Tally* | | 12
        7 | *Crew*
        8 | Who may enter at night? | _ | _
        9 | Visitors are met at the door. | _ | _
        10 | *Tally*
        11 | The papers end here.
        list B2:B11: Yes, Partly, No
        sheet Notes
        1 | *Scenario* | *Background reading* | *Answer* | *Wrinkles*
        2 | Premises
        3 | Think of volunteers as well.
        4 | Is the door locked at night? | Branches abroad count. | |
        5 | The keys are counted. | Think of volunteers as well. | |
        6 | Crew
        7 | Who may enter? | Branches abroad count. | |
        8 | Visitors are met. | Think of volunteers as well. | |
        list C2:C8: Yes, Partly, No
    "), @r"
    # Fields
    A question, B answer, C comment
    1 header
    2 section
    3 guidance
    4 question - “Is the door locked at night?” in Premises B4:answer:choice(Yes/Partly/No) C4:comment
    5 question - “The keys are counted each week.” in Premises B5:answer:choice(Yes/Partly/No) C5:comment
    6 section
    7 section
    8 question - “Who may enter at night?” in Crew B8:answer:choice(Yes/Partly/No) C8:comment
    9 question - “Visitors are met at the door.” in Crew B9:answer:choice(Yes/Partly/No) C9:comment
    10 section
    11 guidance

    # Notes
    A question, B guidance, C answer, D comment
    1 header
    2 section
    3 guidance
    4 question - “Is the door locked at night?” in Premises C4:answer:choice(Yes/Partly/No) D4:comment
    5 question - “The keys are counted.” in Premises C5:answer:choice(Yes/Partly/No) D5:comment
    6 section
    7 question - “Who may enter?” in Crew C7:answer:choice(Yes/Partly/No) D7:comment
    8 question - “Visitors are met.” in Crew C8:answer:choice(Yes/Partly/No) D8:comment
    ");
}

#[test]
fn remarks_before_answers_and_plain_columns_behind_drawn_ones_are_the_customers() {
    assert_snapshot!(roles("
        sheet Remarks
        1 | *Nr* | *Safeguard* | *Audit note* | *Quill* | *Fenn*
        2 | 1 | Is the door locked at night? | Branches abroad count. | |
        3 | 2 | The keys are counted each week. | | |
        4 | 3 | Who may enter at night? | Think of volunteers. | |
        5 | 4 | Visitors are met at the door. | | |
        list D2:D5: Full, Part, None
        sheet Plain
        1 | *Nr* | *Safeguard* | *Quill* | *Fenn* | *Desk outcome notes* | *Odd*
        2 | 1 | Is the door locked at night? | % | % | |
        3 | 2 | The keys are counted each week. | % | % | |
        4 | 3 | Who may enter at night? | % | % | |
        sheet First
        1 | *Nr* | *Safeguard* | *Quill* | *Fenn* | *Odd* | *Quoin* | *Desk*
        2 | 1 | Is the door locked at night? | | | | |
        3 | 2 | The keys are counted each week. | | | | |
        list C2:C3: Full, Part, None
        list F2:F3: Red, Green, None
        sheet Sums
        1 | *Safeguard* | *Quill* | *Comments* | *Odd* | *Desk outcome notes*
        2 | *Premises*
        3 | Is the door locked at night? | | |
        4 | The keys are counted each week. | | |
        5 | *Tally* | | | | 12
        6 | *Crew*
        7 | Who may enter at night? | | |
        8 | Visitors are met at the door. | | |
        9 | *Tally* | | | |
        list B3:B4 B7:B8: Full, Part, None
    "), @r"
    # Remarks
    A id, B question, C guidance, D answer, E comment
    1 header
    2 question 1 “Is the door locked at night?” D2:answer:choice(Full/Part/None) E2:comment
    3 question 2 “The keys are counted each week.” D3:answer:choice(Full/Part/None) E3:comment
    4 question 3 “Who may enter at night?” D4:answer:choice(Full/Part/None) E4:comment
    5 question 4 “Visitors are met at the door.” D5:answer:choice(Full/Part/None) E5:comment

    # Plain
    A id, B question, C answer, D comment, E reserved, F other
    1 header
    2 question 1 “Is the door locked at night?” C2:answer D2:comment
    3 question 2 “The keys are counted each week.” C3:answer D3:comment
    4 question 3 “Who may enter at night?” C4:answer D4:comment
    ! Column F is empty and may be yours to fill; its heading does not say so, so nothing is written there

    # First
    A id, B question, C answer, D comment, E comment, F other, G other
    1 header
    2 question 1 “Is the door locked at night?” C2:answer:choice(Full/Part/None) D2:comment E2:comment
    3 question 2 “The keys are counted each week.” C3:answer:choice(Full/Part/None) D3:comment E3:comment
    ! Column F, G is empty and may be yours to fill; its heading does not say so, so nothing is written there

    # Sums
    A question, B answer, C comment, D other, E reserved
    1 header
    2 section
    3 question - “Is the door locked at night?” in Premises B3:answer:choice(Full/Part/None) C3:comment
    4 question - “The keys are counted each week.” in Premises B4:answer:choice(Full/Part/None) C4:comment
    5 section
    6 section
    7 question - “Who may enter at night?” in Crew B7:answer:choice(Full/Part/None) C7:comment
    8 question - “Visitors are met at the door.” in Crew B8:answer:choice(Full/Part/None) C8:comment
    9 section
    ! Column D is empty and may be yours to fill; its heading does not say so, so nothing is written there
    ");
}
