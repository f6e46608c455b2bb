//! What can be wrong with a customer's file, in words that tell the user what to do next.

/// Why a file could not be read or filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct SheetError {
    /// The file's name.
    pub file: String,
    pub fault: Fault,
}

/// The ways in which a file can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("this is {what}, not a workbook that this program reads; {advice}")]
    NotAWorkbook { what: String, advice: String },
    #[error("the workbook is encrypted; open it with its password, save a copy without one and use that")]
    Encrypted,
    #[error(
        "the workbook is digitally signed, and any change would break the signature; ask for an unsigned copy, or \
         remove the signature (File › Info) and save"
    )]
    Signed,
    #[error("the file is damaged ({part}: {detail}); ask for it again, or open it and save a new copy")]
    Damaged { part: String, detail: String },
    #[error(
        "the package holds two parts of one name{name}, and programs differ in which one they show; open it and save \
         a new copy"
    )]
    DuplicatePart { name: String },
    #[error("{what} is more than this program reads ({limit}); split the file, or remove what is not needed")]
    TooLarge { what: String, limit: String },
    #[error("{part} holds {what}, which no spreadsheet program writes; the file is not read any further")]
    Unsafe { part: String, what: String },
    #[error("there is not enough memory to read it; close other programs, or split the file")]
    OutOfMemory,
    #[error("the filled copy did not pass its check and is not delivered: {0}")]
    NotFilled(String),
}

impl Fault {
    pub(super) fn damaged(part: &str, detail: &str) -> Self {
        Self::Damaged { part: part.to_owned(), detail: detail.to_owned() }
    }

    /// The same damage, with the sheet that it is in; a part that is missing is named by its sheet alone.
    pub(super) fn in_sheet(self, name: &str) -> Self {
        match self {
            Self::Damaged { part, detail } if part == name => {
                Self::Damaged { part: format!("sheet “{name}”"), detail }
            }
            Self::Damaged { part, detail } => {
                Self::Damaged { part: format!("sheet “{name}”, {part}"), detail }
            }
            fault => fault,
        }
    }

    /// A part that could not be read to its end.
    pub(super) fn unread(part: &str, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::OutOfMemory => Self::OutOfMemory,
            _ => Self::damaged(part, &error.to_string()),
        }
    }

    pub(super) fn unsafe_part(part: &str, what: &str) -> Self {
        Self::Unsafe { part: part.to_owned(), what: what.to_owned() }
    }

    pub(super) fn too_large(what: impl Into<String>, limit: impl Into<String>) -> Self {
        Self::TooLarge { what: what.into(), limit: limit.into() }
    }

    pub(super) fn not_a_workbook(what: &str, advice: &str) -> Self {
        Self::NotAWorkbook { what: what.to_owned(), advice: advice.to_owned() }
    }
}
