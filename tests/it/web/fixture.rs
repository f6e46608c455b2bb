//! Pages filled with made-up content, one of each kind.

use askama::Template as _;
use countersign::web::view::*;

const QUESTIONS: &[(&str, &str, &str, &str)] = &[
    (
        "AC-01",
        "Access control",
        "Is multi-factor authentication enforced for all remote access to systems that process customer data?",
        "suggested",
    ),
    ("AC-02", "Access control", "Are access rights reviewed at least quarterly?", "approved"),
    ("AC-03", "Access control", "If yes, who performs the review and how is it documented?", "edited"),
    (
        "EN-01",
        "Encryption",
        "Is customer data encrypted at rest? Name the algorithm and the key length.",
        "suggested",
    ),
    ("EN-02", "Encryption", "Are encryption keys rotated?", "open"),
    ("EN-03", "Encryption", "Can customers bring their own keys?", "rejected"),
    ("BC-01", "Business continuity", "Do you have a documented and tested disaster recovery plan?", "na"),
    (
        "BC-02",
        "Business continuity",
        "State the recovery time objective (RTO) and the recovery point objective (RPO).",
        "waiting",
    ),
    ("BC-03", "Business continuity", "When was the plan last tested?", "before"),
    ("BC-04", "Business continuity", "Total score", "notfillable"),
];

pub(super) fn state(class: &str) -> State {
    let all = [
        ("suggested", "Suggested"),
        ("approved", "Approved"),
        ("edited", "Edited"),
        ("open", "Open"),
        ("rejected", "Rejected"),
        ("na", "Not applicable"),
        ("waiting", "Waiting"),
        ("before", "Answered before"),
        ("notfillable", "Nowhere to write"),
    ];
    let (class, word) = all.into_iter().find(|(known, _)| *known == class).unwrap();
    State { class, word }
}

pub(super) fn band(class: &str) -> Band {
    match class {
        "high" => Band { class: "high", word: "High", bars: 3 },
        "medium" => Band { class: "medium", word: "Medium", bars: 2 },
        _ => Band { class: "low", word: "Low", bars: 1 },
    }
}

/// Every third row is of high confidence.
pub(super) fn sureness(number: usize) -> Band {
    band(if number.is_multiple_of(3) { "high" } else { "medium" })
}

/// The text of the n-th question.
pub(super) fn question(at: usize) -> &'static str {
    QUESTIONS[at % QUESTIONS.len()].2
}

fn shell(place: &'static str) -> Shell {
    Shell {
        here: Some(Link::new("Orrery Freight", "/w/orrery-freight")),
        workspaces: vec![
            Link::new("Fernhollow", "/w/fernhollow"),
            Link::new("Orrery Freight", "/w/orrery-freight"),
        ],
        person: Some("Mara Lindqvist".into()),
        place,
        back: "/w/orrery-freight".into(),
    }
}

fn bar(approved: usize, suggested: usize, open: usize) -> Bar {
    let all = approved + suggested + open;
    Bar::of(&[("ok", approved), ("sugg", suggested), ("open", open)], format!("{approved} of {all} decided"))
}

fn link(name: &str) -> Option<Link> {
    Some(Link::new(name, "/w/orrery-freight/r/1?row=4"))
}

pub(super) fn event(class: &'static str, by: &str, did: &str, said: &str) -> Event {
    Event {
        class,
        icon: class,
        by: by.into(),
        did: did.into(),
        at: "24 Nov 2026, 16:05 UTC".into(),
        when: "2026-11-24T16:05:00Z".into(),
        said: said.into(),
        head: (said.len() > 280).then(|| said.chars().take(160).collect()),
        link: None,
    }
}

fn questionnaires(words: &str, empty: bool) -> QuestionnairesPage {
    let line = |customer: &str, file: &str, due: Option<Due>, bar: Bar, people: &[&str]| ReviewLine {
        review: 1,
        href: "/w/orrery-freight/r/1".into(),
        customer: customer.into(),
        file: file.into(),
        due,
        counted: bar.label.clone(),
        undecided: 0,
        bar,
        people: people.iter().map(|p| (*p).to_owned()).collect(),
    };
    let due = |words: &str, late| Some(Due { words: words.into(), late });
    let rows = vec![
        line(
            words,
            "halvorsen-bank-vendor-assessment-2026.xlsx",
            due("27 Nov, in 3 days", false),
            bar(42, 180, 78),
            &["Mara", "Jonas"],
        ),
        line(
            "Northsea Procurement",
            "northsea-procurement.xlsx",
            due("22 Nov, 2 days late", true),
            bar(12, 20, 8),
            &["Jonas"],
        ),
        line("Brightmoor", "Pasted questions", None, bar(24, 0, 0), &[]),
    ];
    QuestionnairesPage {
        shell: shell("questionnaires"),
        name: "Orrery Freight".into(),
        base: "/w/orrery-freight".into(),
        notice: None,
        rows: if empty { vec![] } else { rows },
        limit: "64 MB".into(),
        limit_bytes: 64 << 20,
        kinds: "Excel, OpenDocument, CSV or Word",
    }
}

fn choices(all: &[&str]) -> Vec<Choice> {
    let choice = |(at, name): (usize, &&str)| Choice {
        value: if at == 0 { String::new() } else { name.to_lowercase() },
        name: (*name).into(),
        chosen: at == 0,
    };
    all.iter().enumerate().map(choice).collect()
}

fn item(number: usize, words: Option<&str>) -> Item {
    let (at, section, question, class) = QUESTIONS[number % QUESTIONS.len()];
    let sure = (class == "suggested" || class == "approved").then(|| sureness(number));
    Item {
        number: number as u32 + 2,
        href: format!("/w/orrery-freight/r/1?row={}", number + 2),
        state: state(class),
        band: sure,
        band_class: sure.map_or("none", |b| b.class),
        question: words.unwrap_or(question).into(),
        at: at.into(),
        section: section.into(),
        version: 1,
        chosen: number == 3,
    }
}

pub(super) fn row(words: &str) -> RowShown {
    let section = (
        "Customer data is held in PostgreSQL clusters and object storage in two regions.\n\n",
        " Keys are held in a hardware security module and rotated every twelve months.\n\nBackups are encrypted with the same scheme.",
    );
    let quote = "All customer data at rest is encrypted with AES-256 in Galois/Counter Mode.";
    let candidate = |path: &str, quote: &str| Candidate {
        place: 2,
        document: "Information Security Policy".into(),
        path: path.into(),
        before: section.0.into(),
        quote: quote.into(),
        after: section.1.into(),
        words: quote.into(),
    };
    RowShown {
        number: 5,
        href: "/w/orrery-freight/r/1?row=5".into(),
        action: "/w/orrery-freight/r/1/rows/5".into(),
        back: String::new(),
        version: 1,
        state: state("suggested"),
        place: "Security · D14".into(),
        section: "Encryption".into(),
        id: "EN-01".into(),
        question: format!(
            "Is customer data encrypted at rest? Name the algorithm and the key length. ({words})"
        ),
        before: Some("If yes, who performs the review and how is it documented?".into()),
        follows: false,
        assigned: Some("Jonas".into()),
        warnings: vec!["The cited policy was last reviewed 14 months ago.".into()],
        suggestion: Some(Suggested {
            verdict: "Yes".into(),
            words: quote.into(),
            band: band("high"),
            percent: "91 %".into(),
            why: "The cited passage carries an exception.".into(),
            doubtful: true,
        }),
        nothing: String::new(),
        given: None,
        fillable: true,
        options: ["Yes", "No", "Partially", "Not applicable"]
            .iter()
            .enumerate()
            .map(|(at, o)| Choice { value: (*o).into(), name: (*o).into(), chosen: at == 0 })
            .collect(),
        takes_words: true,
        cell: "E14".into(),
        max: Some(255),
        count: "75 of 255 characters".into(),
        draft: Draft { words: quote.into(), candidate: String::new(), lines: 4 },
        writes: vec![("E14".into(), quote.into())],
        can_approve: true,
        held_back: String::new(),
        can_undo: true,
        people: vec!["Jonas".into(), "Mara".into()],
        problem: None,
        conflict: None,
        log: vec![
            event("suggested", "Countersign", "suggested an answer", ""),
            event(
                "comment",
                words,
                "commented",
                "Ask the platform team whether GCM holds for the archive tier too.",
            ),
        ],
        cited: vec![Source {
            document: "Information Security Policy".into(),
            path: "4 Data encryption › Data at rest".into(),
            quote: quote.into(),
        }],
        evidence: vec![Evidence {
            document: "Information Security Policy".into(),
            path: "4 Data encryption › Data at rest".into(),
            href: "/w/orrery-freight/documents/policy.md".into(),
            pieces: [("same", section.0), ("mark", quote), ("same", section.1)]
                .map(|(kind, text)| Piece { kind, text: text.into() })
                .to_vec(),
        }],
        candidates: vec![
            candidate(
                "4 Data encryption › Keys",
                "Keys are held in a hardware security module and rotated every twelve months.",
            ),
            candidate("7 Backups", "Backups are encrypted before they leave the region."),
        ],
        earlier: vec![Earlier {
            whence: "Approved for Northsea Procurement, 2 September".into(),
            question: words.into(),
            diff: vec![
                Piece { kind: "same", text: "All customer data at rest is encrypted with ".into() },
                Piece { kind: "del", text: "AES-128".into() },
                Piece { kind: "ins", text: "AES-256 in Galois/Counter Mode".into() },
                Piece { kind: "same", text: ".".into() },
            ],
        }],
    }
}

fn progress() -> Progress {
    Progress {
        bar: Bar::of(
            &[("ok", 42), ("edited", 10), ("no", 5), ("sugg", 180), ("open", 55), ("wait", 8)],
            "57 of 300 decided".into(),
        ),
        counted: "57 of 300 decided".into(),
    }
}

const KEYS: &[(&[&str], &str)] = &[
    (&["j", "k"], "Next, previous"),
    (&["a"], "Approve"),
    (&["e"], "Edit"),
    (&["r"], "Reject, with a reason"),
    (&["n"], "Not applicable"),
    (&["1", "9"], "Take a candidate"),
    (&["s"], "Assign"),
    (&["c"], "Comment"),
    (&["z"], "Undo"),
    (&["/"], "Find"),
    (&["?"], "This list"),
];

fn review(words: &str, conflict: bool) -> ReviewPage {
    let mut row = row(words);
    if conflict {
        row.conflict = Some(Conflict {
            by: "Jonas".into(),
            did: "edited".into(),
            theirs: "Yes. AES-256-GCM.".into(),
            yours: words.into(),
        });
    }
    ReviewPage {
        shell: shell("questionnaires"),
        base: "/w/orrery-freight/r/1".into(),
        customer: words.into(),
        terms: (words.into(), "2026-12-01".into()),
        progress: progress(),
        running: true,
        pane: "answer",
        oob: false,
        shown: "300 questions".into(),
        approvable: 38,
        filter: Filters {
            states: choices(&["Every state", "To decide", "Suggested", "Open", "Approved"]),
            bands: choices(&["Any confidence", "High", "Medium", "Low"]),
            sheets: choices(&["Every sheet", "Security"]),
            sections: choices(&["Every section", words]),
            people: choices(&["Everybody", "Mara"]),
            sorts: choices(&["The file’s order", "Least sure first"]),
            ..Filters::default()
        },
        items: (0..30).map(|at| item(at, (at == 2).then_some(words))).collect(),
        row: Some(row),
        keyboard: KEYS,
    }
}

pub(super) fn layout(words: &str) -> LayoutPage {
    let roles = [("A", "id"), ("B", "question"), ("C", "answer"), ("D", "comment"), ("E", "reserved")];
    let column = |(letter, role): &(&str, &'static str)| ColumnShown {
        letter: (*letter).into(),
        role,
        reason: format!("headed ‘{words}’"),
        hidden: false,
        unsure: *letter == "E",
    };
    let cell = |text: &str, class: &'static str| GridCell {
        text: text.into(),
        class,
        across: 1,
        down: 1,
        bold: class == "k-header",
    };
    let mut rows = vec![
        GridRow {
            number: 1,
            kind: "",
            told: "title",
            reason: String::new(),
            hidden: false,
            cells: vec![GridCell {
                text: "Vendor security assessment".into(),
                class: "",
                across: 5,
                down: 1,
                bold: true,
            }],
        },
        GridRow {
            number: 3,
            kind: "header",
            told: "",
            reason: "names the columns".into(),
            hidden: false,
            cells: ["No.", "Question", "Answer", "Comment", "Score"]
                .iter()
                .map(|h| cell(h, "k-header"))
                .collect(),
        },
    ];
    rows.extend(QUESTIONS.iter().enumerate().map(|(at, q)| GridRow {
        number: at as u32 + 4,
        kind: "question",
        told: "",
        reason: "ends with a question mark".into(),
        hidden: at == 6,
        cells: vec![
            cell(q.0, "k-id"),
            cell(if at == 1 { words } else { q.2 }, "k-question"),
            cell("", "k-answer"),
            cell("", "k-comment"),
            cell("", "k-reserved"),
        ],
    }));
    LayoutPage {
        shell: shell("questionnaires"),
        base: "/w/orrery-freight/r/1".into(),
        list: "/w/orrery-freight".into(),
        file: words.into(),
        accepted: false,
        summary: "212 questions on 2 of 3 sheets".into(),
        doubts: vec![Doubt {
            words: "Column E may be the customer’s own score.".into(),
            sheets: vec![Link::new("Security", "?sheet=0"), Link::new(words, "?sheet=1")],
        }],
        sheets: vec![
            SheetTab { name: "Security".into(), href: "?sheet=0".into(), told: "200".into(), chosen: true },
            SheetTab { name: words.into(), href: "?sheet=1".into(), told: "12".into(), chosen: false },
        ],
        grid: GridShown { name: words.into(), columns: roles.iter().map(column).collect(), rows, left: None },
        legend: vec![
            ("question", "Question"),
            ("answer", "Answer"),
            ("comment", "Comment"),
            ("id", "Number"),
            ("section", "Section"),
            ("header", "Header"),
            ("reserved", "The customer’s own"),
        ],
        column_roles: &[
            ("other", "–"),
            ("id", "number"),
            ("question", "question"),
            ("answer", "answer"),
            ("comment", "comment"),
            ("reserved", "theirs"),
        ],
        row_kinds: &[("question", "question"), ("header", "header"), ("not", "no question")],
    }
}

pub(super) fn export(words: &str) -> ExportPage {
    let check = |class: &'static str, icon: &'static str, words: &str| Check {
        class,
        icon,
        word: "Warning",
        words: words.into(),
        link: link("EN-01"),
    };
    ExportPage {
        shell: shell("questionnaires"),
        base: "/w/orrery-freight/r/1".into(),
        customer: words.into(),
        file: "halvorsen-bank.xlsx".into(),
        progress: progress(),
        notice: None,
        problem: None,
        findings: vec![
            check("bad", "rejected", "The answer of E14 has 312 characters; the cell takes 255."),
            check("warn", "warn", "EN-01 says “AES-256”; EN-09 says “AES-128”."),
            check("soft", "info", "12 cells hold formulas that Excel will recalculate."),
        ],
        undecided: 243,
        limit: "64 MB".into(),
        merged: Some(Merge {
            told: "14 decisions merged, 1 conflict.".into(),
            rows: vec![Unmerged {
                row: Link::new("Row 7", "/w/orrery-freight/r/1?row=7"),
                theirs: format!("Edited to “{words}”."),
                ours: "Mara, on 24 Nov 2026: rejected: we have none.".into(),
            }],
            unread: vec![format!("Line 9: “{words}” is no decision.")],
        }),
        exports: vec![Exported {
            name: "halvorsen-bank.filled.xlsx".into(),
            told: format!("Draft, by {words}, 24 November 16:05"),
            downloads: vec![
                Link::new("File", "/x"),
                Link::new("Review workbook", "/y"),
                Link::new("Evidence", "/z"),
            ],
        }],
    }
}

macro_rules! workspace_page {
    ($page:ident, $tab:literal, $($field:tt)*) => {
        $page { shell: shell("workspace"), tabs: TABS, tab: $tab, name: "Orrery Freight".into(), base: "/w/orrery-freight".into(), $($field)* }
    };
}

fn workspace(words: &str) -> Vec<(&'static str, String)> {
    let document = |title: &str, warnings| DocumentLine {
        href: "/d".into(),
        title: title.into(),
        file: "information-security-policy.md".into(),
        level: "Public",
        reviewed: "2026-03-01".into(),
        sections: 24,
        passages: 180,
        warnings,
    };
    let documents = workspace_page!(DocumentsPage, "documents", skipped: vec![format!("{words}: damaged at byte 512")], documents: vec![document("Information Security Policy", 0), document(words, 2)]);
    let section = |number, path: &str| SectionShown {
        number,
        path: path.into(),
        paragraphs: vec![words.into(), "All customer data at rest is encrypted with AES-256.".into()],
    };
    let one = workspace_page!(DocumentPage, "documents", title: words.into(), file: "policy.md".into(), told: "24 sections, 180 passages".into(), warnings: vec!["A table without a header was read row by row.".into()], sections: vec![section(0, ""), section(1, "4 Data encryption › Data at rest")]);
    let library = workspace_page!(LibraryPage, "library", text: words.into(), entries: vec![LibraryLine { question: words.into(), answer: "Yes. AES-256.".into(), told: "Approved by Mara for Northsea, 2 September".into(), stale: true }]);
    let coverage = workspace_page!(CoveragePage, "coverage", sections: vec![SectionCoverage { name: words.into(), questions: 40, answered: 22, bar: bar(22, 0, 18) }], gaps: vec![Gap { question: words.into(), told: "asked twice".into() }]);
    let dial = |threshold: u32| DialStep {
        threshold,
        answered: format!("{}", 200 - threshold),
        accepted: format!("{} %", 60 + threshold / 3),
        chosen: threshold == 50,
    };
    let settings = workspace_page!(SettingsPage, "settings", threshold: 50, dial: (4..9).map(|t| dial(t * 10)).collect(), note: Some("From 212 decisions on 3 reviews.".into()), made: Some("cs_3fa9".into()), tokens: vec![TokenLine { id: "1".into(), name: words.into(), told: "made by Mara, 2 September".into(), live: true }]);
    let figures = workspace_page!(FiguresPage, "figures", figures: vec![Figure { value: "212".into(), name: "rows decided" }, Figure { value: "14 s".into(), name: "a row, in the middle" }, Figure { value: "78 %".into(), name: "accepted as suggested" }], bands: vec![BandFigure { word: "High", decided: 120, accepted: "92 %".into(), promised: "88 %".into() }], calibration: "The shipped calibration is used until 50 rows of each band are decided.".into(), rejected: vec![Counted { name: words.into(), count: 3 }], unanswered: vec![Counted { name: words.into(), count: 2 }]);
    vec![
        ("documents", documents.render().unwrap()),
        ("document", one.render().unwrap()),
        ("library", library.render().unwrap()),
        ("coverage", coverage.render().unwrap()),
        ("settings", settings.render().unwrap()),
        ("figures", figures.render().unwrap()),
    ]
}

/// Every page, with these words wherever a stranger's could stand.
pub(super) fn pages(words: &str) -> Vec<(&'static str, String)> {
    let base = || "/w/orrery-freight".to_owned();
    let new = NewPage {
        shell: shell("questionnaires"),
        name: words.into(),
        base: base(),
        limit: "64 MB".into(),
        limit_bytes: 64 << 20,
        kinds: "Excel, OpenDocument, CSV or Word",
        accept: ".xlsx,.ods",
        audiences: ["Public", "Under NDA", "Internal"]
            .iter()
            .enumerate()
            .map(|(at, n)| Choice { value: (*n).into(), name: (*n).into(), chosen: at == 0 })
            .collect(),
        typed: Typed { customer: words.into(), ..Typed::default() },
        wrong: Wrong {
            file: Some(format!("{words} is not a questionnaire: it is a picture.")),
            ..Wrong::default()
        },
    };
    let approve = ApprovePage {
        shell: shell("questionnaires"),
        base: base(),
        customer: words.into(),
        back: base(),
        pairs: vec![("text".into(), words.into())],
        high: 38,
        lower: 12,
        wrong: None,
    };
    let history = HistoryPage {
        shell: shell("questionnaires"),
        base: base(),
        customer: words.into(),
        log: vec![
            event("approved", words, "approved", words),
            event("edited", "Jonas", "edited", "Yes. AES-256."),
        ],
        more: None,
    };
    let intake = IntakePage {
        shell: shell("questionnaires"),
        name: words.into(),
        base: base(),
        made: Some(MadeLink { customer: words.into(), url: "/ask/3fa9c1d2".into() }),
        links: vec![IntakeLink {
            id: "1".into(),
            customer: words.into(),
            told: "made by Mara, 2 September; 1 questionnaire".into(),
            live: true,
            releases: vec![Link::new("Release", "/x")],
        }],
    };
    let customer = CustomerPage {
        shell: Shell::default(),
        vendor: "Orrery Freight".into(),
        customer: words.into(),
        notice: None,
        limit: "200 questions".into(),
        typed: words.into(),
        wrong: None,
        submissions: vec![Submission {
            told: "2 questions, sent 20 November".into(),
            waiting: String::new(),
            file: Some("/x".into()),
            answers: vec![CustomersAnswer { question: words.into(), answer: "Yes. AES-256.".into() }],
        }],
    };
    let fault = FaultPage {
        shell: Shell::default(),
        status: 404,
        title: "Not found".into(),
        words: words.into(),
        way: Link::new("To the questionnaires", "/"),
    };
    let mut pages = vec![
        ("questionnaires", questionnaires(words, false).render().unwrap()),
        ("empty", questionnaires(words, true).render().unwrap()),
        ("new", new.render().unwrap()),
        ("layout", layout(words).render().unwrap()),
        ("review", review(words, false).render().unwrap()),
        ("conflict", review(words, true).render().unwrap()),
        ("approve", approve.render().unwrap()),
        ("export", export(words).render().unwrap()),
        ("history", history.render().unwrap()),
        ("intake", intake.render().unwrap()),
        ("customer", customer.render().unwrap()),
        ("error", fault.render().unwrap()),
    ];
    pages.extend(workspace(words));
    pages
}
