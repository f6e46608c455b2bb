//! The stable codes of diagnostics, how grave each is, and the list of those that a person allows. docs/check.md explains
//! each; a test compares the two.

use std::fmt;
use std::str::FromStr;

use crate::words::did_you_mean;

/// How grave a diagnostic is. Ordered, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong; a person decides.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $severity:ident;)*) => {
        /// What kind of thing is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code's stable word, as in `--allow`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// How grave it is, unless what was found says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file of the workspace could not be read.
    UnreadDocument, "unread-document", Error;
    /// A document was read with a guess, or a part was left out.
    Reading, "reading", Warning;
    /// It says that it is confidential, and is served to everybody.
    ConfidentialButPublic, "confidential-but-public", Error;
    /// A link to a document or heading that is not there.
    BrokenLink, "broken-link", Error;
    /// A section, clause or annex that is not there.
    MissingSection, "missing-section", Error;
    /// A policy, plan or procedure that is named and not there.
    MissingDocument, "missing-document", Warning;
    /// A heading with nothing under it.
    EmptySection, "empty-section", Warning;
    /// A place that was to be filled in.
    Placeholder, "placeholder", Error;
    /// Two places that state different figures, names or places of the same thing.
    Contradiction, "contradiction", Warning;
    /// A review that was due.
    OverdueReview, "overdue-review", Warning;
    /// A document that another one replaces.
    Superseded, "superseded", Warning;
    /// `supersedes` names a document that is not there.
    UnknownSuperseded, "unknown-superseded", Note;
    /// Two files with the same, or nearly the same, words.
    Duplicate, "duplicate", Warning;
    /// Several versions of one document.
    SeveralVersions, "several-versions", Warning;
    /// Characters that were misread on the way.
    MisEncoding, "mis-encoding", Warning;
    /// The vendor's name in another spelling.
    NameSpelling, "name-spelling", Warning;
    /// The vendor's domain in another spelling.
    DomainSpelling, "domain-spelling", Warning;
    /// An acronym that no document spells out.
    Acronym, "acronym", Note;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{word}” is no code of a diagnostic{meant}")]
pub struct UnknownCode {
    word: String,
    meant: String,
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(word: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|code| code.word() == word).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|code| code.word()).collect();
            UnknownCode { word: word.to_owned(), meant: did_you_mean(word, &known) }
        })
    }
}

/// Codes that a person does not want to hear of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<Code>);

impl Allowed {
    /// From the codes' words, as on the command line or in `workspace.toml`.
    pub fn of<S: AsRef<str>>(words: &[S]) -> Result<Self, UnknownCode> {
        words.iter().map(|word| word.as_ref().trim().parse()).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a code is one of them.
    pub fn allows(&self, code: Code) -> bool {
        self.0.contains(&code)
    }
}
