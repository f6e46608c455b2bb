//! Word documents as knowledge: what other programs wrote reads as its Markdown does; what the format can say is read as a
//! reader of the document sees it; what is no document, or does harm, is one clear error.

mod harmful;
mod made;
mod oracle;
mod outline;
mod shown;

use countersign::document::{Document, DocumentName, Warning};
use countersign::parse::{ParseError, parse};

fn read(bytes: &[u8]) -> Result<(Document, Vec<Warning>), ParseError> {
    parse(DocumentName::new("policy.docx"), bytes)
}

/// `path | words` of every passage, then the warnings.
fn cited(bytes: &[u8]) -> String {
    let (document, warnings) = read(bytes).unwrap();
    let passages = document.passages.iter().map(|passage| {
        let lead = passage.lead.as_ref().and_then(|lead| document.slice(lead));
        let lead = lead.map(|lead| format!("  ← {lead}")).unwrap_or_default();
        let words = document.slice(&passage.range).unwrap();
        format!("{} | {words}{lead}", document.path_of(passage).join(" › ")).trim_start().to_owned()
    });
    let warnings = warnings.iter().map(|warning| format!("warning: {}", warning.message));
    passages.chain(warnings).collect::<Vec<_>>().join("\n")
}
