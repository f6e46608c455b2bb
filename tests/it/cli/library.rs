//! Answers given before: learnt, asked for, filled in, retired, exchanged; and what has changed since they were given.

use std::path::Path;

use super::{countersign, folder, run};

const DOCUMENTS: &[(&str, &str)] = &[(
    "security.md",
    "# Security policy\n\n## Encryption\n\nCustomer data is encrypted at rest with AES-256.\n\n## Access\n\nMulti-factor \
     authentication is required for every employee account.\n",
)];

const ANSWERED: &str = "No.,Question,Answer,Comment\n\
    1,Is customer data encrypted at rest?,Yes,We use AES-256 for all customer data.\n\
    2,Do you have a bug bounty programme?,Yes,\"We run a private programme, since 2022.\"\n\
    3,Do you store payment card data?,N/A,\n\
    4,Are background checks carried out for new employees?,,\n\
    5,How often are penetration tests carried out?,Twice a year by an external company.,\n\
    6,Is there a works council?,No,\n";

const ASKED: &str = "No.,Question,Answer,Comment\n\
    1,Is customer data encrypted at rest?,,\n\
    2,Do you have a bug bounty programme?,,\n\
    3,Do you have no bug bounty programme?,,\n\
    4,Does your organisation run a bug bounty programme?,,\n\
    5,How often are penetration tests carried out?,,\n";

const ENCRYPTED: &str = "Is customer data encrypted at rest?";

/// A vendor with a data folder, and a folder of questionnaires.
struct Vendor {
    workspace: tempfile::TempDir,
    inbox: tempfile::TempDir,
    data: tempfile::TempDir,
}

impl Vendor {
    fn new() -> Self {
        let inbox = folder(&[("sent.csv", ANSWERED), ("new.csv", ASKED)]);
        Self { workspace: folder(DOCUMENTS), inbox, data: tempfile::tempdir().unwrap() }
    }

    /// Runs in the inbox; gives exit code, output and errors with the folders' names taken out.
    fn run(&self, arguments: &[&str]) -> String {
        self.run_in(self.workspace.path(), arguments)
    }

    fn run_in(&self, workspace: &Path, arguments: &[&str]) -> String {
        let mut command = countersign();
        command.env("COUNTERSIGN_DATA", self.data.path()).current_dir(self.inbox.path());
        let ran = run(command.args(arguments).arg("--workspace").arg(workspace));
        let code = if ran.code == 0 { String::new() } else { format!("exit code {}\n", ran.code) };
        let text = format!("{}{}{code}", ran.out, ran.err);
        let folders = [(self.data.path(), "DATA"), (workspace, "WORKSPACE")];
        folders.iter().fold(text, |text, (path, name)| text.replace(&path.display().to_string(), name))
    }

    fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.run(arguments)).unwrap()
    }

    fn learn(&self) {
        self.run(&["learn", "sent.csv", "--customer", "Halvorsen", "--as-of", "2025-11-03"]);
    }

    /// The id of the answer that holds these words.
    fn id(&self, words: &str) -> String {
        self.json(&["library", "search", words, "--json"])["id"].as_str().unwrap().to_owned()
    }
}

#[test]
fn learning_says_what_was_learnt_and_the_same_file_teaches_once() {
    let vendor = Vendor::new();
    let first = vendor.run(&["learn", "sent.csv", "new.csv", "--as-of", "2025-11-03"]);
    let again = vendor.run(&["learn", "sent.csv"]);
    let approved = vendor.run(&["learn", "sent.csv", "--approved-by", "R. Adeyemi"]);
    insta::assert_snapshot!([first, again, approved].join("--\n"), @r"
    sent.csv: 4 answers learnt
      1 passed over, nobody has answered it: sent!C5
      1 passed over, “not applicable” without a word why: sent!C4
    new.csv: none of its 5 questions is answered; nothing was learnt
      5 passed over, nobody has answered it: new!C2, new!C3, new!C4, new!C5, new!C6
    --
    sent.csv: 0 answers learnt, 4 known already
      1 passed over, nobody has answered it: sent!C5
      1 passed over, “not applicable” without a word why: sent!C4
    --
    sent.csv: 0 answers learnt, 4 known already, 4 of them now approved
      1 passed over, nobody has answered it: sent!C5
      1 passed over, “not applicable” without a word why: sent!C4
    ");
}

#[test]
fn what_cannot_be_learnt_is_named_and_the_rest_is_learnt() {
    let vendor = Vendor::new();
    std::fs::write(vendor.inbox.path().join("broken.xlsx"), "PK no workbook").unwrap();
    let said = vendor.run(&["learn", "broken.xlsx", "absent.csv", "sent.csv"]);
    assert!(said.contains("sent.csv: 4 answers learnt"), "{said}");
    assert!(said.contains("error: broken.xlsx") && said.contains("error: absent.csv"), "{said}");
    assert!(said.ends_with("exit code 1\n"), "{said}");
}

#[test]
fn a_past_answer_takes_part_beside_todays_documents() {
    let vendor = Vendor::new();
    vendor.learn();
    let asked = [
        "Is customer data encrypted at rest?",
        "Do you have a bug bounty programme?",
        "Does your organisation run a bug bounty programme?",
        "Do you have no bug bounty programme?",
    ];
    let said = asked.map(|question| format!("### {question}\n{}", vendor.run(&["ask", "--fast", question])));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_shape_of_a_past_answer_in_json() {
    let vendor = Vendor::new();
    vendor.learn();
    let found =
        vendor.json(&["ask", "--fast", "--json", "Does your organisation run a bug bounty programme?"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&found["library"][0]).unwrap(), @r#"
    {
      "answer": "Yes\nWe run a private programme, since 2022.",
      "changes": null,
      "date": "2025-11-03",
      "difference": "[-Do you have-] {+Does your organisation run+} a bug bounty programme?",
      "id": "fc9110215ee137bb",
      "match": "near",
      "question": "Do you have a bug bounty programme?",
      "source": "sent.csv, sent!C3",
      "stale": null,
      "state": "learnt",
      "verdict": "yes"
    }
    "#);
    let question = "Do you have a bug bounty programme?";
    let without = vendor.json(&["ask", "--fast", "--json", "--no-library", question]);
    assert_eq!((&without["status"], without.get("library")), (&"open".into(), None));
}

#[test]
fn another_workspace_knows_nothing_of_it() {
    let vendor = Vendor::new();
    vendor.learn();
    let other = folder(DOCUMENTS);
    let question = "Do you have a bug bounty programme?";
    let asked = vendor.run_in(other.path(), &["ask", "--fast", question]);
    assert!(asked.starts_with("Open") && !asked.contains("sent.csv"), "{asked}");
    assert_eq!(vendor.run_in(other.path(), &["library", "list", "--json"]), "");
    let id = vendor.id("bounty");
    let shown = vendor.run_in(other.path(), &["library", "show", &id]);
    assert!(shown.contains("no past answer has this id"), "{shown}");
}

#[test]
fn a_customer_is_never_told_another_customers_name() {
    let vendor = Vendor::new();
    let theirs = ANSWERED.replace("a private programme", "a private programme for Halvorsen");
    std::fs::write(vendor.inbox.path().join("sent.csv"), theirs).unwrap();
    vendor.learn();
    vendor.run(&["fill", "new.csv", "--fast", "--out", "out"]);
    let filled = std::fs::read_to_string(vendor.inbox.path().join("out/new.filled.csv")).unwrap();
    assert!(filled.contains("Twice a year"), "{filled}");
    assert!(!filled.contains("Halvorsen") && !filled.contains("sent.csv"), "{filled}");
}

#[test]
fn contradicting_answers_leave_the_row_open_and_are_both_shown() {
    let vendor = Vendor::new();
    vendor.learn();
    std::fs::write(
        vendor.inbox.path().join("sent.csv"),
        ANSWERED.replace("works council?,No", "works council?,Yes"),
    )
    .unwrap();
    vendor.learn();
    let said = vendor.json(&["ask", "--fast", "--json", "Is there a works council?"]);
    assert_eq!(said["status"], "open");
    assert!(said["reason"].as_str().unwrap().contains("contradict each other"), "{said}");
    assert_eq!(said["library"].as_array().unwrap().len(), 2);
}

#[test]
fn a_retired_answer_is_kept_and_proposed_no_more() {
    let vendor = Vendor::new();
    vendor.learn();
    let id = vendor.id("bounty");
    let retired = vendor.run(&["library", "retire", &id[..6], "--reason", "ended in May", "--by", "R."]);
    assert!(retired.contains("is retired: Do you have a bug bounty programme?"), "{retired}");
    let shown = vendor.run(&["library", "show", &id]);
    assert!(shown.contains("(retired)") && shown.contains("retired by R.: ended in May"), "{shown}");
    let said = vendor.json(&["ask", "--fast", "--json", "Do you have a bug bounty programme?"]);
    assert_eq!((&said["status"], said.get("library")), (&"open".into(), None));
    let listed = vendor.run(&["library", "list"]);
    assert!(!listed.contains("bounty") && listed.contains("1 more are retired"), "{listed}");
    assert!(vendor.run(&["library", "retire", &id]).contains("retired already"));
}

#[test]
fn export_and_import_lose_nothing_and_twice_changes_nothing() {
    let vendor = Vendor::new();
    let odd = ANSWERED.replace("Twice a year", "\"=cmd|' /C calc'!A0\nand twice a  year – “so”\"");
    std::fs::write(vendor.inbox.path().join("sent.csv"), odd.replace("an external company.,", "them,"))
        .unwrap();
    vendor.run(&["learn", "sent.csv", "--approved-by", "R.", "--as-of", "2025-11-03"]);
    vendor.run(&["library", "retire", &vendor.id("bounty"), "--reason", "old"]);
    for ending in ["jsonl", "xlsx"] {
        let other = folder(DOCUMENTS);
        let (one, two) = (format!("one.{ending}"), format!("two.{ending}"));
        vendor.run(&["library", "export", &one]);
        vendor.run_in(other.path(), &["library", "import", &one]);
        let again = vendor.run_in(other.path(), &["library", "import", &one]);
        assert_eq!(again, format!("{one}: 0 answers added, 4 known already\n"));
        vendor.run_in(other.path(), &["library", "export", &two]);
        let bytes = |name| std::fs::read(vendor.inbox.path().join(name)).unwrap();
        assert!(bytes(one) == bytes(two), "{ending}");
    }
}

#[test]
fn an_import_with_a_bad_line_changes_nothing() {
    let vendor = Vendor::new();
    vendor.learn();
    vendor.run(&["library", "export", "all.jsonl"]);
    let file = vendor.inbox.path().join("all.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("\"question\":\"How often", "\"query\":\"How often", 1)).unwrap();
    let other = folder(DOCUMENTS);
    let said = vendor.run_in(other.path(), &["library", "import", "all.jsonl"]);
    assert!(said.contains("all.jsonl, line 3: missing field `question`"), "{said}");
    assert_eq!(vendor.run_in(other.path(), &["library", "list", "--json"]), "");
}

#[test]
fn a_draft_teaches_nothing() {
    let vendor = Vendor::new();
    vendor.run(&["fill", "new.csv", "--fast", "--out", "out"]);
    let said = vendor.run(&["learn", "out/new.filled.csv"]);
    assert!(said.contains("nobody has decided on its answers"), "{said}");
}

#[test]
fn changes_says_who_was_told_what_no_document_says_any_more() {
    let vendor = Vendor::new();
    let policy = vendor.workspace.path().join("security.md");
    let text = DOCUMENTS[0].1;
    vendor.run(&["fill", "new.csv", "--fast", "--out", "out", "--customer", "Northsea"]);
    let as_it_was = vendor.run(&["changes"]);
    std::fs::write(&policy, text.replace("## Encryption", "## Cryptography\n\nKeys are kept apart."))
        .unwrap();
    let moved = vendor.run(&["changes"]);
    std::fs::write(&policy, text.replace("AES-256", "AES-128")).unwrap();
    let changed = vendor.run(&["changes"]);
    let later = vendor.run(&["changes", "--since", "2999-01-01"]);
    let steps = [as_it_was, moved, changed, later].join("--\n");
    let steps = regex_time(&steps);
    insta::assert_snapshot!(steps, @r"
    Every passage cited in 1 filled questionnaires still says what was told.
    --
    1 cited passages stand elsewhere now, word for word; nothing is to be told.
    Every passage cited in 1 filled questionnaires still says what was told.
    --
    new.csv for Northsea, filled TIME
      new!C2 Is customer data encrypted at rest?
        was told: Customer data is encrypted at rest with AES-256.
        security.md no longer says this: “Customer data is encrypted at rest with AES-256.”
    1 cited passages have changed or gone.
    exit code 1
    --
    Every passage cited in 0 filled questionnaires still says what was told.
    ");
    let json = vendor.run(&["changes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(json.trim_end_matches("exit code 1\n")).unwrap();
    assert_eq!(json["changed"][0]["customer"], "Northsea");
    assert_eq!(json["changed"][0]["cited"]["quote"], "Customer data is encrypted at rest with AES-256.");
}

#[test]
fn what_a_person_approved_after_filling_rests_on_what_was_cited() {
    let vendor = Vendor::new();
    vendor.run(&["fill", "new.csv", "--fast", "--out", "out"]);
    let filled = std::fs::read_to_string(vendor.inbox.path().join("out/new.filled.csv")).unwrap();
    std::fs::write(vendor.inbox.path().join("final.csv"), filled + "\n").unwrap();
    let confidence =
        |vendor: &Vendor| vendor.json(&["ask", "--fast", "--json", ENCRYPTED])["confidence"].clone();
    let before = confidence(&vendor);
    let said = vendor.run(&["learn", "final.csv"]);
    assert!(said.contains("say what `fill` suggested, and nobody is named who approved them"), "{said}");
    assert_eq!(confidence(&vendor), before, "an echo of our own is no second witness");
    vendor.run(&["learn", "final.csv", "--approved-by", "R. Adeyemi"]);
    let shown = vendor.run(&["library", "show", &vendor.id("encrypted")]);
    assert!(shown.contains("Rests on   security.md"), "{shown}");
    std::fs::remove_file(vendor.workspace.path().join("security.md")).unwrap();
    std::fs::write(vendor.workspace.path().join("other.md"), "# Other\n\nNothing of that stands here.\n")
        .unwrap();
    let said = vendor.run(&["changes"]);
    assert!(said.contains("final.csv, approved by R. Adeyemi"), "{said}");
    let asked = vendor.run(&["ask", "--fast", ENCRYPTED]);
    assert!(asked.contains("security.md, on which it rests, is gone"), "{asked}");
}

#[test]
fn a_database_that_cannot_be_opened_costs_a_warning_and_never_the_filling() {
    let vendor = Vendor::new();
    std::fs::write(vendor.data.path().join("countersign.db"), "no database".repeat(200)).unwrap();
    let said = vendor.run(&["fill", "new.csv", "--fast", "--out", "out"]);
    assert!(said.contains("warning: earlier answers are left out") && said.contains("is damaged"), "{said}");
    assert!(said.contains("warning: what is filled will not be on record"), "{said}");
    assert!(!said.contains("exit code"), "{said}");
    assert!(vendor.inbox.path().join("out/new.filled.csv").is_file());
}

/// Times as they stand in the output, by one word.
fn regex_time(text: &str) -> String {
    let time = regex::Regex::new(r"\d{4}-\d{2}-\d{2}T[\d:]{8}Z").unwrap();
    time.replace_all(text, "TIME").into_owned()
}

/// Each level hears what it may; what it may not leaves no word but that it is there.
#[test]
fn a_past_answer_is_told_to_those_it_is_for() {
    const BOUNTY: &str = "Do you have a bug bounty programme?";
    let vendor = Vendor::new();
    vendor.run(&["learn", "sent.csv", "--disclosure", "nda"]);
    let told = |audience: &str, question: &str| {
        let said = vendor.run(&["ask", "--fast", "--json", "--audience", audience, question]);
        let shape: serde_json::Value = serde_json::from_str(&said).unwrap();
        (said, shape["status"].as_str().unwrap().to_owned(), shape["withheld"].to_string())
    };
    let (said, status, withheld) = told("public", BOUNTY);
    assert_eq!((status.as_str(), withheld.as_str()), ("open", "\"nda\""));
    for word in ["private programme", "sent.csv", "2022"] {
        assert!(!said.contains(word), "“{word}” in {said}");
    }
    // Not even beside an answer of the documents, nor to a near question.
    for question in [ENCRYPTED, "Does your organisation run a bug bounty programme?"] {
        let said = told("public", question).0;
        assert!(!said.contains("\"library\"") && !said.contains("sent.csv"), "{said}");
    }
    assert_eq!(told("nda", BOUNTY).1, "answered");
    // Learnt again it may be told to fewer, never to more.
    vendor.run(&["learn", "sent.csv", "--disclosure", "internal"]);
    vendor.run(&["learn", "sent.csv", "--disclosure", "public"]);
    assert_eq!(told("nda", BOUNTY).1, "open");
    assert_eq!(told("internal", BOUNTY).1, "answered");
}

#[test]
fn without_a_level_an_answer_has_its_workspaces() {
    let vendor = Vendor::new();
    std::fs::write(vendor.workspace.path().join("workspace.toml"), "disclosure = \"nda\"\n").unwrap();
    vendor.learn();
    let listed = vendor.run(&["library", "list", "--json"]);
    assert_eq!(listed.matches("\"disclosure\":\"nda\"").count(), 4, "{listed}");
}
