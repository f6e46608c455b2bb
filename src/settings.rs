//! `workspace.toml`: what a workspace's folder says of itself and of its documents. A word that is not known is an error: a
//! `disclosure` that is passed over in silence would show a document to everybody. docs/workspace-toml.md describes it.

use std::fs;
use std::io;
use std::path::Path;

use crate::document::{Date, Disclosure, DocumentName, Metadata, iso_date};
use crate::parse::KEYS;
use crate::toml_table::{self, Table, Value, known};
use crate::words::did_you_mean;

/// The file's name in the workspace's folder.
pub const FILE: &str = "workspace.toml";

const TOP: [&str; 8] =
    ["name", "names", "products", "disclosure", "owner", "threshold", "allow", "documents"];

/// What the folder says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// What the workspace is called.
    pub name: Option<String>,
    /// The names that the vendor goes by in its documents.
    pub names: Vec<String>,
    /// Its product lines.
    pub products: Vec<String>,
    /// The confidence under which a question stays open.
    pub threshold: Option<f64>,
    /// Codes of findings that `check` keeps quiet about.
    pub allow: Vec<String>,
    /// Who may read the documents, and whose they are, where nothing else is stated.
    defaults: Metadata,
    /// Of single documents, and of folders (with `/` at the end).
    documents: Vec<(String, Metadata)>,
}

/// Why a workspace's settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("{file}: cannot be read: {source}")]
    Unreadable { file: String, source: io::Error },
    #[error("{file}: {what}")]
    Wrong { file: String, what: String },
}

impl Settings {
    /// Reads the settings of a workspace; the default where the folder has none. `documents` are the names that may be
    /// spoken of.
    pub fn read(folder: &Path, documents: &[&DocumentName]) -> Result<Self, SettingsError> {
        let settings = Self::of_folder(folder)?.check_names(documents);
        settings.map_err(|what| SettingsError::Wrong { file: folder.join(FILE).display().to_string(), what })
    }

    /// The same, without asking whether the documents that it speaks of are there.
    pub fn of_folder(folder: &Path) -> Result<Self, SettingsError> {
        let path = folder.join(FILE);
        let file = path.display().to_string();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(SettingsError::Unreadable { file, source }),
        };
        Self::parse(&text).map_err(|what| SettingsError::Wrong { file, what })
    }

    /// What a workspace calls itself, where its file can be read and says so.
    pub fn name_in(folder: &Path) -> Option<String> {
        let text = fs::read_to_string(folder.join(FILE)).ok()?;
        Self::parse(&text).ok()?.name
    }

    /// What the file's text says; or what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: Table = toml_table::parse(text)?;
        known(&table, &TOP, "")?;
        let of_document = |name: &String, value: &Value| {
            let place = format!(" of “{name}”");
            let table = value
                .as_table()
                .ok_or_else(|| format!("{} should be a table: [documents.\"{name}\"]", name))?;
            known(table, &KEYS, &place)?;
            Ok((name.clone(), metadata(table, &place)?))
        };
        let documents = match table.get("documents") {
            None => Vec::new(),
            Some(Value::Table(all)) => {
                all.iter().map(|(name, value)| of_document(name, value)).collect::<Result<_, String>>()?
            }
            Some(_) => return Err("“documents” should be tables: [documents.\"policy.md\"]".to_owned()),
        };
        Ok(Self {
            name: text_of(&table, "name", "")?,
            names: texts_of(&table, "names", "")?,
            products: texts_of(&table, "products", "")?,
            threshold: threshold(&table)?,
            allow: texts_of(&table, "allow", "")?,
            defaults: Metadata {
                disclosure: disclosure(&table, "")?,
                owner: text_of(&table, "owner", "")?,
                ..Metadata::default()
            },
            documents,
        })
    }

    /// A document that is spoken of has to be there: a misspelt name would leave its disclosure at the default.
    fn check_names(self, documents: &[&DocumentName]) -> Result<Self, String> {
        let names: Vec<&str> = documents.iter().map(|name| name.as_str()).collect();
        let is_there = |spoken: &str| match spoken.strip_suffix('/') {
            Some(_) => names.iter().any(|name| name.starts_with(spoken)),
            None => names.contains(&spoken),
        };
        match self.documents.iter().find(|(spoken, _)| !is_there(spoken)) {
            Some((stranger, _)) => Err(format!(
                "it speaks of “{stranger}”, and there is no such document in the folder{}",
                did_you_mean(stranger, &names)
            )),
            None => Ok(self),
        }
    }

    /// Everything that the documents may call the vendor, its products included.
    pub fn own_names(&self) -> impl Iterator<Item = &str> {
        self.name.iter().chain(&self.names).chain(&self.products).map(String::as_str)
    }

    /// Who may read what nothing else is said of.
    pub fn disclosure(&self) -> Disclosure {
        self.defaults.disclosure()
    }

    /// What holds for a document: what is said of it here, of the innermost folder it is in, then what it states itself
    /// (`own`), then the workspace's defaults.
    pub fn of(&self, document: &DocumentName, own: Metadata) -> Metadata {
        let name = document.as_str();
        let mut said: Vec<&(String, Metadata)> = self
            .documents
            .iter()
            .filter(|(spoken, _)| {
                spoken == name || spoken.ends_with('/') && name.starts_with(spoken.as_str())
            })
            .collect();
        said.sort_by_key(|(spoken, _)| std::cmp::Reverse(spoken.len()));
        let here = said.into_iter().fold(Metadata::default(), |found, (_, more)| found.or(more.clone()));
        here.or(own).or(self.defaults.clone())
    }
}

fn metadata(table: &Table, place: &str) -> Result<Metadata, String> {
    Ok(Metadata {
        title: text_of(table, "title", place)?,
        version: text_of(table, "version", place)?,
        owner: text_of(table, "owner", place)?,
        effective: date(table, "effective", place)?,
        review: date(table, "review", place)?,
        disclosure: disclosure(table, place)?,
        supersedes: texts_of(table, "supersedes", place)?.into_iter().map(DocumentName::new).collect(),
    })
}

fn text_of(table: &Table, key: &str, place: &str) -> Result<Option<String>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Some(Value::Integer(number)) if key == "version" => Ok(Some(number.to_string())),
        Some(Value::Float(number)) if key == "version" => Ok(Some(number.to_string())),
        Some(other) => Err(format!("{key}{place} is {other}, but should be words in quotes")),
    }
}

/// One text, or a list of them.
fn texts_of(table: &Table, key: &str, place: &str) -> Result<Vec<String>, String> {
    match table.get(key) {
        Some(Value::Array(all)) => {
            let wrong = || format!("{key}{place} should hold words in quotes only");
            all.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        _ => Ok(text_of(table, key, place)?.into_iter().collect()),
    }
}

fn disclosure(table: &Table, place: &str) -> Result<Option<Disclosure>, String> {
    let word = text_of(table, "disclosure", place)?;
    word.map(|word| word.parse().map_err(|e| format!("disclosure{place}: {e}"))).transpose()
}

/// A date of TOML, or one in quotes.
fn date(table: &Table, key: &str, place: &str) -> Result<Option<Date>, String> {
    let text = match table.get(key) {
        None => return Ok(None),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let date = iso_date(&text);
    date.map(Some).ok_or_else(|| format!("{key}{place} is {text}, but should be a date such as 2024-11-20"))
}

fn threshold(table: &Table) -> Result<Option<f64>, String> {
    let number = match table.get("threshold") {
        None => return Ok(None),
        Some(Value::Float(number)) => *number,
        Some(Value::Integer(number)) => *number as f64,
        Some(_) => f64::NAN,
    };
    let fits = (0.0..=1.0).contains(&number);
    fits.then_some(Some(number))
        .ok_or_else(|| "threshold should be a number from 0 to 1, such as 0.6".to_owned())
}
