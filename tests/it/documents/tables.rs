//! Workbooks and delimited text that are knowledge.

use insta::assert_snapshot;

use super::{folder, read};

#[test]
fn workbooks_give_rows_under_their_headers_and_answers_under_their_questions() {
    assert_snapshot!("tables", folder("tables"));
}

#[test]
fn delimited_text_is_a_table_or_a_list_of_answers() {
    assert_snapshot!(read("terms.csv", "Data;Kept for;Then\nWeb logs;90 days;deleted\nInvoices;10 years;archived\n"), @r"
    terms.csv — terms


      Row [Data | Kept for | Then] Web logs | 90 days | deleted
      Row [Data | Kept for | Then] Invoices | 10 years | archived
    ");
    assert_snapshot!(read("qa.csv", "Topic,Question,Answer,Notes\nData,Is data encrypted at rest?,\"Yes, with AES-256.\",Also backups.\nData,Where is data hosted?,In Oslo.,\nSales,Do you sell data?,No.,\nSales,Who are your customers?,,\n"), @r"
    qa.csv — qa

    Data › Is data encrypted at rest?
      Sentence Yes, with AES-256.
    Also backups.

    Data › Where is data hosted?
      Sentence In Oslo.

    Sales › Do you sell data?
      Sentence No.

    warning: sheet “qa”: 1 question that nobody has answered left out
    ");
    assert_snapshot!(read("list.tsv", "Alder Cloud\tHosting\tNorway\nBirch Mail\tE-mail\tSweden\n"), @r"
    list.tsv — list


      Row Alder Cloud | Hosting | Norway
      Row Birch Mail | E-mail | Sweden
    ");
    assert_snapshot!(read("blank.csv", "No,Question,Answer\n1,Is data encrypted at rest?,\n2,Where is data hosted?,\n"), @"error: blank.csv: it asks 2 questions and answers none. Answer it, or keep it outside the workspace");
    assert_snapshot!(read("one.csv", "Keys are rotated each year.\nThey are kept apart.\n"), @r"
    one.csv — one


      Sentence Keys are rotated each year.
      Sentence They are kept apart.
    ");
}
