//! References to sections, clauses and annexes by number. Those of laws, standards and contracts are not ours and are left
//! alone: whatever law or other document stands near a number owns it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::links;
use super::named;
use super::numbering::{Numbers, chapter, is_numbered_set, is_part, normal};
use super::prose::{behind, pattern, sentence_before};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;

static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,4}(?:\.\d{1,3})*(?:\s?\([a-z0-9]{1,3}\))*(?:[a-z]\b)?";
    pattern(&format!(
        r"(?:(?:§§?|ยงยง|ยง|Â§)\s*|\b(?i:sections?|clauses?|chapters?|sec\.)\s+)({number})((?:\s*(?:,|,?\s*(?:and|or|to|through|–|-))\s*\d{{1,4}}(?:\.\d{{1,3}})+)*)"
    ))
});
static FURTHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,4}(?:\.\d{1,3})+"));
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b((?i:annex|appendix)|Schedule|Attachment|Exhibit)\s+([A-Z]|\d{1,2}|[IVX]{1,4})\b")
});

/// Words that make a number near them somebody else's.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:ISO|IEC|NIST|PCI|DSS|GDPR|DSGVO|BDSG|StGB|HIPAA|SOX|CCPA|CPRA|FERPA|GLBA|COPPA|FISMA|FedRAMP|NERC|SOC ?[123]|CSA|CCM|COBIT|CIS|TISAX|VDA|DORA|NIS ?2|AICPA|TSC|CFR|USC|U\.S\.C|RFC|BSI|ENISA|EBA|FIPS|OWASP|ASVS|SCCs?|DPA|MSA|SLA|NDA|BAA|SOW|EULA|ToS)\b",
        r"|\b(?:Act|Acts|Regulations?|Directive|Statute|Ordinance|Convention|Constitution|Penal Code|Civil Code|Commercial Code|Code of|Bill|Standard Contractual Clauses|Agreement|Contract|Contractual|Addendum|Order Form|Terms|Law|Framework|Treaty)\b",
        r"|(?i:\b(?:act|law|regulation|directive|statute|gdpr|contract|agreement|terms of (?:service|use)|contractual clauses|the standard)\b)",
    ))
});
/// What follows a number and says whose it is.
static OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\]¶]?(?:\(#[^)]*\))?\s*,?\s*(?:of|in|to|under|from)\s+(.{1,80})"));
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:this|these|the present|our)\s+(?:\w+\s+)?(?:document|polic(?:y|ies)|page|plan|standard|procedure|handbook|manual|statement|guide|notice|overview|report|paper)\b",
    )
});

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let numbers: Vec<Numbers> = knowledge.documents.iter().map(Numbers::of).collect();
    let set = is_numbered_set(&numbers);
    let mut all = Vec::new();
    for (at, document) in knowledge.documents.iter().enumerate() {
        let around = Around { knowledge, numbers: &numbers, own: at, set, names: named::names(document) };
        all.extend(around.sections(document));
        all.extend(around.annexes(document));
    }
    all
}

/// What a reference in one document may point to.
struct Around<'k> {
    knowledge: &'k Knowledge<'k>,
    numbers: &'k [Numbers],
    own: usize,
    set: bool,
    names: named::Names,
}

impl Around<'_> {
    fn sections(&self, document: &Document) -> Vec<Diagnostic> {
        let text = &document.text;
        let linked = links::ranges(text);
        let mut all = Vec::new();
        for found in SECTION.captures_iter(text) {
            let (Some(whole), Some(first)) = (found.get(0), found.get(1)) else { continue };
            let opens_heading =
                sentence_before(text, whole.start(), 200).trim_matches(['#', ' ', '*', '|']).is_empty()
                    && document.sections.iter().any(|section| section.heading.contains(&whole.start()));
            if linked.iter().any(|link| link.contains(&whole.start())) || opens_heading {
                continue;
            }
            let further = found.get(2).map_or(0..0, |further| further.range());
            let more = FURTHER.find_iter(&text[further.clone()]);
            let more = more.map(|one| further.start + one.start()..further.start + one.end());
            let wanted = std::iter::once(whole.start()..first.end()).chain(more);
            all.extend(wanted.filter_map(|range| self.section(document, range, whole.range())));
        }
        all
    }

    fn section(&self, document: &Document, range: Range<usize>, whole: Range<usize>) -> Option<Diagnostic> {
        let words = &document.text[range.clone()];
        let number = normal(words.trim_start_matches(|c: char| !c.is_ascii_digit()));
        let long = chapter(&number).len() > 2;
        let own = &self.numbers[self.own];
        match self.owner(document, &whole) {
            Owner::Another => None,
            Owner::Named(at) if self.numbers[at].has(&number) || !self.numbers[at].any_heading() => None,
            Owner::Named(at) => {
                let other = &self.knowledge.documents[at];
                let message = format!("there is no section {number} in {}", other.name);
                Some(missing(document, range, message).note(headings_of(other)))
            }
            Owner::Own | Owner::Nobody if own.has(&number) || long => None,
            Owner::Nobody if self.set && own.only_chapter().is_some() => {
                self.in_set(document, range, &number)
            }
            Owner::Nobody if !own.any_heading() && self.elsewhere(&number) => None,
            Owner::Nobody if !own.any_heading() && !number.contains('.') => None,
            Owner::Own | Owner::Nobody => {
                let message = format!("there is no section {number} in this document");
                let numbered = own.any_heading();
                let note = if numbered {
                    headings_of(document)
                } else {
                    "none of its headings is numbered".to_owned()
                };
                Some(missing(document, range, message).note(note))
            }
        }
    }

    /// A chapter of a numbered whole may refer to all the others.
    fn in_set(&self, document: &Document, range: Range<usize>, number: &str) -> Option<Diagnostic> {
        if self.elsewhere(number) {
            return None;
        }
        let message = format!("there is no section {number} in this workspace");
        let chapter = chapter(number);
        let holder = self.numbers.iter().position(|one| one.only_chapter() == Some(chapter));
        let note = match holder {
            Some(at) => headings_of(&self.knowledge.documents[at]),
            None => format!("no document is chapter {chapter}"),
        };
        Some(missing(document, range, message).note(note))
    }

    fn elsewhere(&self, number: &str) -> bool {
        self.numbers.iter().any(|one| one.has(number))
    }

    fn annexes(&self, document: &Document) -> Vec<Diagnostic> {
        let text = &document.text;
        let mut all = Vec::new();
        for found in ANNEX.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            let (kind, label) = (&found[1], &found[2]);
            let there = self.numbers.iter().any(|one| one.has_annex(kind, label));
            // Annex A is also that of the standard for information security; a document that speaks of it means it.
            let of_standard = label == "A" && text.contains("27001");
            let controls = behind(text, whole.end()).trim_start().starts_with("control");
            let a_verb = kind.chars().all(char::is_lowercase) && label == "I";
            if there || of_standard || controls || a_verb || is_part(document) {
                continue;
            }
            if matches!(self.owner(document, &whole.range()), Owner::Own | Owner::Nobody) {
                let message = format!("{} {label} is not in this workspace", capital(kind));
                let help = "add it to the workspace or correct the reference";
                let spot = Spot::at(document, whole.range(), "no heading, title or file has this name");
                all.push(Diagnostic::new(Code::MissingSection, message, spot, help));
            }
        }
        all
    }

    /// Whose a number is.
    fn owner(&self, document: &Document, whole: &Range<usize>) -> Owner {
        let text = &document.text;
        let behind = behind(text, whole.end);
        if let Some(of) = OF.captures(behind).and_then(|found| found.get(1)) {
            let of = of.as_str();
            if OWN.is_match(of) {
                return Owner::Own;
            }
            if let Some(at) = named::in_workspace(of, self.knowledge.documents) {
                return Owner::Named(at);
            }
            // "of the Code", "of our agreement", "of Regulation (EU) …"; "in the event" says nothing of the number.
            let names = of.split_whitespace().take(4).any(|word| word.starts_with(char::is_uppercase));
            if names || FOREIGN.is_match(first_words(of)) || behind.trim_start().starts_with("of ") {
                return Owner::Another;
            }
        }
        let next = behind.trim_start_matches([']', ' ', '\t', '¶']);
        let named_behind = behind.starts_with(' ') && next.starts_with(char::is_uppercase);
        let bracket = next
            .strip_prefix('(')
            .is_some_and(|inner| FOREIGN.is_match(inner.split(')').next().unwrap_or("")));
        if named_behind || bracket || FOREIGN.is_match(sentence_before(text, whole.start, 90)) {
            return Owner::Another;
        }
        if self.names.is_another(sentence_before(text, whole.start, 40)) {
            Owner::Another
        } else {
            Owner::Nobody
        }
    }
}

enum Owner {
    Own,
    /// Nothing says whose.
    Nobody,
    /// A document of the workspace, by its place.
    Named(usize),
    /// A law, a standard, a contract, a document that is not here.
    Another,
}

fn first_words(text: &str) -> &str {
    let end = text.match_indices(' ').nth(4).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn missing(document: &Document, range: Range<usize>, message: String) -> Diagnostic {
    let help = "correct the number, or add the section that it means";
    Diagnostic::new(Code::MissingSection, message, Spot::at(document, range, "nothing has this number"), help)
}

/// The numbers that a document does have, its first and its last.
fn headings_of(document: &Document) -> String {
    let numbered: Vec<&str> = document
        .sections
        .iter()
        .filter_map(|section| section.path.last())
        .map(String::as_str)
        .filter(|heading| heading.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    match (numbered.first(), numbered.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{} has “{first}” to “{last}”", document.name)
        }
        (Some(only), _) => format!("the only one with a number in {} is “{only}”", document.name),
        _ => format!("no heading of {} has a number", document.name),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
