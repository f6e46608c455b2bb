//! Who holds a role: "Our Data Protection Officer is Jane Doe". Only a name of two or three words right beside the role.

use std::sync::LazyLock;

use regex::Regex;

use super::Around;
use super::claim::{Claim, Value};
use crate::check::prose::pattern;
use crate::words;

/// Roles of one holder, with what else they are called.
const ROLES: &[(&str, &str)] = &[
    ("data protection officer", "Data Protection Officer"),
    ("dpo", "Data Protection Officer"),
    ("chief information security officer", "Chief Information Security Officer"),
    ("ciso", "Chief Information Security Officer"),
    ("information security officer", "Information Security Officer"),
    ("security officer", "Security Officer"),
    ("privacy officer", "Privacy Officer"),
    ("chief executive officer", "Chief Executive Officer"),
    ("chief executive", "Chief Executive Officer"),
    ("ceo", "Chief Executive Officer"),
    ("chief technology officer", "Chief Technology Officer"),
    ("cto", "Chief Technology Officer"),
    ("chief operating officer", "Chief Operating Officer"),
    ("managing director", "Managing Director"),
];

const ROLE: &str = r"(?i:(?:chief )?(?:information )?security officer|data protection officer|privacy officer|chief executive(?: officer)?|chief technology officer|chief operating officer|managing director)|DPO|CISO|CEO|CTO";
const NAME: &str = r"(?:Dr\.? |Ms\.? |Mr\.? |Mrs\.? )?(\p{Lu}\p{Ll}+(?:[ -]\p{Lu}[\p{L}’']+){1,2})";

static ROLE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b({ROLE})(?: \([A-Z]{{2,5}}\))?(?: is(?: currently)?|:|,? \||,| [–—-])\s+{NAME}"))
});
static NAME_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{NAME}(?:, (?:the |our |who is (?:the |our ))?| is (?:the |our )(?:company’s |company's )?| \((?:the |our )?)({ROLE})\b"
    ))
});

/// Words with a capital that are no part of a person's name.
const NO_NAMES: &[&str] = &[
    "officer", "policy", "head", "manager", "team", "director", "chief", "security", "data", "privacy",
    "information", "the", "our", "protection", "legal", "department", "group", "board", "committee",
    "limited", "ltd", "inc", "company", "operations", "lead", "engineering", "compliance", "technology",
    "executive", "this", "all", "each", "if", "in", "on", "any", "responsible", "and",
];

/// Who holds which role, as a passage says.
pub(super) fn claims(around: &Around) -> Vec<Claim> {
    let first =
        ROLE_FIRST.captures_iter(around.words).filter_map(|found| Some((found.get(1)?, found.get(2)?)));
    let second =
        NAME_FIRST.captures_iter(around.words).filter_map(|found| Some((found.get(2)?, found.get(1)?)));
    let mut all = Vec::new();
    for (role, name) in first.chain(second) {
        let lower = role.as_str().to_lowercase();
        let Some((_, role)) = ROLES.iter().find(|(word, _)| *word == lower) else { continue };
        let folded = words::fold(name.as_str());
        if folded.split([' ', '-']).any(|word| NO_NAMES.contains(&word)) {
            continue;
        }
        let range = around.start + name.start()..around.start + name.end();
        all.push(Claim {
            topic: format!("holder of {role}"),
            about: format!("who is {role}"),
            scope: Vec::new(),
            words: Vec::new(),
            value: Value::Name(folded),
            shown: name.as_str().to_owned(),
            document: around.document,
            section: around.section,
            range,
        });
    }
    all
}
