//! Files that could not be read, and what a reader had to guess. Judges nothing itself: the readers' own words.

use super::{Code, Diagnostic, Knowledge, Spot};

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let unread = knowledge.unread.iter().map(|(name, reason)| {
        let help = "until then nothing is answered from it; correct it or take it out of the workspace";
        let message = format!("{name} cannot be read");
        Diagnostic::new(Code::UnreadDocument, message, Spot::whole(name, ""), help).note(reason.as_str())
    });
    let warned = knowledge.warnings.iter().map(|(name, warning)| {
        let spot = Spot { document: name.clone(), at: warning.at.clone(), label: String::new() };
        let help = "look at the document with `countersign passages --text DOCUMENT`, and correct the file where it was misread";
        Diagnostic::new(Code::Reading, warning.message.as_str(), spot, help)
    });
    unread.chain(warned).collect()
}
