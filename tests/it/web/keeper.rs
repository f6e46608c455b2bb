//! An office in memory, to try the pages on without documents or a database: rows, versions, decisions, watchers.

use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

use countersign::web::Fault;
use countersign::web::office::*;
use countersign::web::view::*;

use super::fixture;

/// Where a row stands.
#[derive(Clone)]
struct Row {
    question: String,
    section: String,
    state: &'static str,
    version: u64,
    option: String,
    words: String,
    by: String,
    assigned: Option<String>,
    log: Vec<Event>,
}

struct Review {
    workspace: &'static str,
    customer: String,
    file: String,
    rows: Vec<Row>,
}

/// The office.
pub(super) struct Keeper {
    reviews: Mutex<Vec<Review>>,
    watchers: Mutex<Vec<Sender<Changed>>>,
}

/// What every row is answered with.
pub(super) const SUGGESTED: &str =
    "All customer data at rest is encrypted with AES-256 in Galois/Counter Mode.";

impl Keeper {
    /// With one review of so many rows, number 1 of the first workspace.
    pub(super) fn with(rows: usize) -> Self {
        let questions: Vec<String> = (0..rows).map(|at| fixture::question(at).to_owned()).collect();
        let review = review("orrery-freight", "Halvorsen Bank ASA", "halvorsen-bank.xlsx", &questions);
        Self { reviews: Mutex::new(vec![review]), watchers: Mutex::default() }
    }

    fn on<T>(&self, at: &At, what: impl FnOnce(&mut Review) -> T) -> Result<T, Fault> {
        let mut reviews = self.reviews.lock().unwrap();
        let place = usize::try_from(at.review).unwrap().checked_sub(1).ok_or(Fault::NotFound)?;
        let review = reviews.get_mut(place).filter(|review| review.workspace == at.workspace);
        review.map(what).ok_or(Fault::NotFound)
    }

    fn add(&self, workspace: &str, customer: &str, file: &str, questions: &[String]) -> Accepted {
        let workspace = if workspace == "fernhollow" { "fernhollow" } else { "orrery-freight" };
        let mut reviews = self.reviews.lock().unwrap();
        reviews.push(review(workspace, customer, file, questions));
        Accepted { review: reviews.len() as u64, sure: true }
    }

    /// The answers that stand, row by row, as a test reads them.
    pub(super) fn answers(&self, number: u64) -> Vec<(String, String)> {
        let reviews = self.reviews.lock().unwrap();
        reviews[number as usize - 1]
            .rows
            .iter()
            .map(|row| (row.state.to_owned(), row.words.clone()))
            .collect()
    }

    fn tell(&self, row: u32) {
        self.watchers.lock().unwrap().retain(|watcher| watcher.send(Changed { row: Some(row) }).is_ok());
    }
}

fn review(workspace: &'static str, customer: &str, file: &str, questions: &[String]) -> Review {
    let row = |question: &String| Row {
        question: question.clone(),
        section: "Encryption".into(),
        state: "suggested",
        version: 1,
        option: String::new(),
        words: String::new(),
        by: String::new(),
        assigned: None,
        log: Vec::new(),
    };
    Review {
        workspace,
        customer: customer.into(),
        file: file.into(),
        rows: questions.iter().map(row).collect(),
    }
}

fn item(at: &At, number: usize, row: &Row) -> Item {
    let band = fixture::sureness(number);
    Item {
        number: number as u32,
        href: format!("{}?row={number}", at.href()),
        state: fixture::state(row.state),
        band: Some(band),
        band_class: band.class,
        question: row.question.clone(),
        at: format!("{number}"),
        section: row.section.clone(),
        version: row.version,
        chosen: false,
    }
}

fn decided(review: &Review) -> usize {
    review.rows.iter().filter(|row| row.state != "suggested").count()
}

fn progress(review: &Review) -> Progress {
    let (done, all) = (decided(review), review.rows.len());
    let counted = format!("{done} of {all} decided");
    Progress { bar: Bar::of(&[("ok", done), ("sugg", all - done)], counted.clone()), counted }
}

fn matches(row: &Row, number: usize, wanted: &Wanted) -> bool {
    let text = wanted.text.to_lowercase();
    let state = match wanted.state.as_str() {
        "" => true,
        "undecided" => row.state == "suggested",
        state => row.state == state,
    };
    let band = wanted.band.is_empty() || fixture::sureness(number).class == wanted.band;
    state && band && row.question.to_lowercase().contains(&text)
}

impl Office for Keeper {
    fn workspaces(&self) -> Result<Vec<Named>, Fault> {
        let named = |(key, name): (&str, &str)| Named { key: key.into(), name: name.into() };
        Ok([("orrery-freight", "Orrery Freight"), ("fernhollow", "Fernhollow")].map(named).to_vec())
    }

    fn questionnaires(&self, workspace: &str) -> Result<Vec<ReviewLine>, Fault> {
        let reviews = self.reviews.lock().unwrap();
        let own = reviews.iter().enumerate().filter(|(_, review)| review.workspace == workspace);
        let line = |(at, review): (usize, &Review)| {
            let progress = progress(review);
            ReviewLine {
                review: at as u64 + 1,
                href: At { workspace: workspace.into(), review: at as u64 + 1 }.href(),
                customer: review.customer.clone(),
                file: review.file.clone(),
                due: None,
                bar: progress.bar,
                counted: progress.counted,
                undecided: 0,
                people: Vec::new(),
            }
        };
        Ok(own.map(line).collect())
    }

    fn upload(&self, workspace: &str, _: &str, upload: Upload) -> Result<Accepted, No> {
        if !upload.bytes.starts_with(b"id,question") {
            return Err(No::Wrong(format!("{} is not a questionnaire: it has no table in it.", upload.name)));
        }
        let text = String::from_utf8_lossy(&upload.bytes).into_owned();
        let questions: Vec<String> =
            text.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.1.to_owned())).collect();
        let customer =
            if upload.terms.customer.is_empty() { upload.name.clone() } else { upload.terms.customer };
        Ok(self.add(workspace, &customer, &upload.name, &questions))
    }

    fn paste(&self, workspace: &str, _: &str, questions: &str, terms: &UploadTerms) -> Result<Accepted, No> {
        let all: Vec<String> =
            questions.lines().map(str::trim).filter(|q| !q.is_empty()).map(str::to_owned).collect();
        if all.is_empty() {
            return Err(No::Wrong("There is no question in it.".into()));
        }
        Ok(self.add(workspace, &terms.customer, "Pasted questions", &all))
    }

    fn head(&self, at: &At) -> Result<Head, Fault> {
        self.on(at, |review| Head {
            customer: review.customer.clone(),
            terms: (review.customer.clone(), String::new()),
            file: review.file.clone(),
            due: None,
            progress: progress(review),
            undecided: review.rows.len() - decided(review),
            running: false,
            unsure: false,
        })
    }

    fn amend(&self, at: &At, _: &str, _: UploadTerms) -> Result<(), No> {
        Ok(self.on(at, |_| ())?)
    }

    fn layout(&self, at: &At, _: usize) -> Result<LayoutShown, Fault> {
        self.on(at, |_| ())?;
        let page = fixture::layout("Security");
        Ok(LayoutShown {
            accepted: false,
            summary: page.summary,
            doubts: page.doubts,
            sheets: page.sheets,
            grid: page.grid,
        })
    }

    fn correct(&self, at: &At, _: &str, _: &Correction) -> Result<(), No> {
        Ok(self.on(at, |_| ())?)
    }

    fn accept_layout(&self, at: &At, _: &str) -> Result<(), No> {
        Ok(self.on(at, |_| ())?)
    }

    fn list(&self, at: &At, wanted: &Wanted) -> Result<Listed, Fault> {
        self.on(at, |review| {
            let numbered = review.rows.iter().enumerate().map(|(place, row)| (place + 1, row));
            let items = numbered
                .filter(|(number, row)| matches(row, *number, wanted))
                .map(|(number, row)| item(at, number, row));
            Listed { items: items.collect(), all: review.rows.len(), ..Listed::default() }
        })
    }

    fn item(&self, at: &At, number: u32) -> Result<Item, Fault> {
        self.on(at, |review| review.rows.get(number as usize - 1).map(|row| item(at, number as usize, row)))?
            .ok_or(Fault::NotFound)
    }

    fn row(&self, at: &At, number: u32) -> Result<RowShown, Fault> {
        let row = self
            .on(at, |review| review.rows.get((number as usize).wrapping_sub(1)).cloned())?
            .ok_or(Fault::NotFound)?;
        let mut shown = fixture::row("");
        shown.number = number;
        shown.version = row.version;
        shown.state = fixture::state(row.state);
        shown.question = row.question;
        shown.assigned = row.assigned;
        shown.can_approve = row.state == "suggested";
        shown.can_undo = row.state != "suggested";
        shown.given =
            (!row.by.is_empty()).then(|| Given { by: row.by, option: row.option, words: row.words.clone() });
        if !row.words.is_empty() {
            shown.draft.words = row.words;
        }
        shown.log = row.log;
        Ok(shown)
    }

    fn say(&self, at: &At, number: u32, who: &str, version: u64, say: Say) -> Result<(), No> {
        self.on(at, |review| {
            let row = review.rows.get_mut(number as usize - 1).ok_or(Fault::NotFound)?;
            let noted = matches!(say, Say::Assign(_) | Say::Comment(_));
            if !noted && row.version != version {
                return Err(No::Conflict {
                    by: row.by.clone(),
                    did: row.state.into(),
                    theirs: row.words.clone(),
                });
            }
            apply(row, who, say)?;
            if !noted {
                row.version += 1;
            }
            Ok(())
        })??;
        self.tell(number);
        Ok(())
    }

    fn approve(&self, at: &At, who: &str, rows: &[(u32, u64)], second_key: bool) -> Result<usize, No> {
        for (number, version) in rows {
            if *number % 3 != 0 && !second_key {
                return Err(No::Wrong("Rows under high confidence need the second key.".into()));
            }
            self.say(at, *number, who, *version, Say::Approve)?;
        }
        Ok(rows.len())
    }

    fn watch(&self, at: &At, hear: &mut dyn FnMut(Option<Changed>) -> bool) -> Result<(), Fault> {
        self.on(at, |_| ())?;
        let (sender, receiver) = channel();
        self.watchers.lock().unwrap().push(sender);
        while hear(receiver.recv_timeout(std::time::Duration::from_secs(1)).ok()) {}
        Ok(())
    }

    fn preflight(&self, at: &At) -> Result<Vec<Check>, Fault> {
        self.on(at, |_| ())?;
        Ok(fixture::export("Halvorsen Bank ASA").findings)
    }

    fn exports(&self, at: &At) -> Result<Vec<Exported>, Fault> {
        let href = at.href();
        self.on(at, |review| {
            vec![Exported {
                name: review.file.clone(),
                told: "Draft, by Mara, 24 November".into(),
                downloads: vec![Link::new("File", format!("{href}/export/1/filled"))],
            }]
        })
    }

    fn export(&self, at: &At, _: &str, last: bool) -> Result<(), No> {
        let undecided = self.head(at)?.undecided;
        if last && undecided > 0 {
            Err(No::Wrong(format!("{undecided} rows are not decided yet.")))
        } else {
            Ok(())
        }
    }

    fn fetch(&self, at: &At, _: &str, _: u64, _: &str) -> Result<Sent, Fault> {
        self.on(at, |review| Sent { name: review.file.clone(), bytes: vec![1, 2, 3] })
    }

    fn take_back(&self, _: &At, _: &str, _: &[u8]) -> Result<Merge, No> {
        Ok(Merge {
            told: "14 decisions merged, none in conflict.".into(),
            rows: Vec::new(),
            unread: Vec::new(),
        })
    }

    fn history(&self, at: &At) -> Result<Vec<Event>, Fault> {
        self.on(at, |review| review.rows.iter().flat_map(|row| row.log.clone()).collect())
    }

    fn documents(&self, _: &str) -> Result<(Vec<DocumentLine>, Vec<String>), Fault> {
        let line = DocumentLine {
            href: "/w/orrery-freight/documents/policy.md".into(),
            title: "Information Security Policy".into(),
            file: "policy.md".into(),
            level: "Public",
            reviewed: "2026-03-01".into(),
            sections: 2,
            passages: 12,
            warnings: 0,
        };
        Ok((vec![line], Vec::new()))
    }

    fn document(&self, _: &str, name: &str) -> Result<DocumentShown, Fault> {
        let section =
            SectionShown { number: 0, path: "4 Data encryption".into(), paragraphs: vec![SUGGESTED.into()] };
        let shown = DocumentShown {
            title: "Information Security Policy".into(),
            told: "2 sections".into(),
            warnings: vec![],
            sections: vec![section],
        };
        if name == "policy.md" { Ok(shown) } else { Err(Fault::NotFound) }
    }

    fn library(&self, _: &str, _: &str) -> Result<Vec<LibraryLine>, Fault> {
        Ok(Vec::new())
    }

    fn coverage(&self, _: &str) -> Result<(Vec<SectionCoverage>, Vec<Gap>), Fault> {
        Ok((Vec::new(), Vec::new()))
    }

    fn figures(&self, _: &str) -> Result<FiguresShown, Fault> {
        Ok(FiguresShown { calibration: "The shipped calibration is used.".into(), ..FiguresShown::default() })
    }

    fn settings(&self, _: &str) -> Result<SettingsShown, Fault> {
        Ok(SettingsShown { threshold: 50, ..SettingsShown::default() })
    }

    fn set_threshold(&self, _: &str, _: &str, _: u32) -> Result<(), No> {
        Ok(())
    }

    fn make_token(&self, _: &str, _: &str, _: &str) -> Result<String, No> {
        Ok("secret".into())
    }

    fn revoke_token(&self, _: &str, _: &str, _: u64) -> Result<(), No> {
        Ok(())
    }

    fn check_token(&self, secret: &str) -> Result<Option<(String, String)>, Fault> {
        Ok((secret == "secret").then(|| ("orrery-freight".into(), "pipeline".into())))
    }

    fn intake_links(&self, _: &str) -> Result<Vec<IntakeLink>, Fault> {
        Ok(Vec::new())
    }

    fn make_intake(&self, _: &str, _: &str, _: &str) -> Result<String, No> {
        Ok("3fa9c1d2".into())
    }

    fn revoke_intake(&self, _: &str, _: &str, _: u64) -> Result<(), No> {
        Ok(())
    }

    fn release(&self, at: &At, _: &str) -> Result<(), No> {
        Ok(self.on(at, |_| ())?)
    }

    fn customer(&self, secret: &str) -> Result<CustomerShown, Fault> {
        let shown = CustomerShown {
            vendor: "Orrery Freight".into(),
            customer: "Halvorsen Bank ASA".into(),
            submissions: Vec::new(),
        };
        if secret == "3fa9c1d2" { Ok(shown) } else { Err(Fault::NotFound) }
    }

    fn submit(&self, secret: &str, questions: &str) -> Result<(), No> {
        self.customer(secret)?;
        self.paste("orrery-freight", "customer", questions, &UploadTerms::default()).map(|_| ())
    }

    fn customers_file(&self, _: &str, _: u64) -> Result<Sent, Fault> {
        Err(Fault::NotFound)
    }

    fn ask(&self, _: &str, question: &str, _: &str) -> Result<serde_json::Value, No> {
        Ok(serde_json::json!({ "question": question, "answer": SUGGESTED }))
    }
}

fn apply(row: &mut Row, who: &str, say: Say) -> Result<(), No> {
    let (state, option, words) = match say {
        Say::Approve => ("approved", "Yes".to_owned(), SUGGESTED.to_owned()),
        Say::Edit { words, .. } if words.len() > 255 => {
            return Err(No::Wrong("The cell takes 255 characters.".into()));
        }
        Say::Edit { option, words, .. } => ("edited", option.unwrap_or_default(), words),
        Say::Take(candidate) => ("edited", String::new(), format!("candidate {candidate}")),
        Say::Reject(reason) => ("rejected", String::new(), reason),
        Say::NotApplicable(words) => ("na", String::new(), words),
        Say::Undo => ("suggested", String::new(), String::new()),
        Say::Assign(to) => {
            row.assigned = to;
            return Ok(());
        }
        Say::Comment(words) => {
            row.log.push(fixture::event("comment", who, "commented", &words));
            return Ok(());
        }
    };
    (row.state, row.option, row.words) = (state, option, words.clone());
    row.by = if state == "suggested" { String::new() } else { who.into() };
    row.log.push(fixture::event(state, who, state, &words));
    Ok(())
}
