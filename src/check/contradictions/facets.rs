//! The facts that security documents state most and contradict each other on most: how each is recognised, and what kind of
//! figure it has. One row a fact; how a sentence is held against them is said in `statements`.

use std::sync::LazyLock;

use regex::Regex;

use super::quantity::Kind;
use crate::check::prose::pattern;

/// A fact that documents state.
pub(super) struct Facet {
    /// What it is, in words for a person.
    pub about: &'static str,
    pub kind: Kind,
    /// What it is said of: in the sentence, the lead of its list or its heading.
    pub of: Regex,
    /// What is said: in the clause with the figure, or the sentence where it has but one.
    pub says: Regex,
    /// Where one of these is said too, it is another fact.
    pub not: Option<Regex>,
    /// It is said of many things: every word of the subject counts.
    pub exact: bool,
}

fn facet(about: &'static str, kind: Kind, of: &str, says: &str, not: &str) -> Facet {
    let any = |words: &str| pattern(&format!(r"(?i)\b(?:{words})"));
    let not = Some(not).filter(|not| !not.is_empty()).map(any);
    Facet { about, kind, of: any(of), says: any(says), not, exact: false }
}

fn exact(facet: Facet) -> Facet {
    Facet { exact: true, ..facet }
}

const KEPT: &str = r"kept|keep\b|keeps|retain|retention|stored|store\b|held|preserve|archived|deleted|erased|purged|destroyed|overwritten|available|how long|logs?\b[^.]{0,20}:";
const DONE: &str = r"test|perform|conduct|carried|carry|commission|undergo|run\b|runs\b|done|place|complete|exercis|held|rehears|engage|take|repeat|review|assess|verif";

/// Every fact that is compared.
pub(super) static FACETS: LazyLock<Vec<Facet>> = LazyLock::new(|| {
    use Kind::{Attempts, Bits, Characters, Interval, People, Percent, Period, Version, WorkingPeriod};
    vec![
        facet("the length of passwords", Characters, "password", "", "username|user name"),
        facet(
            "how often passwords are changed",
            Interval,
            "password",
            "chang|rotat|expire|renew|reset",
            "key|review|generated",
        ),
        facet(
            "how long passwords are valid",
            Period,
            "password",
            "chang|rotat|expire|renew|valid|maximum age",
            "lock|reuse|history|attempt|link|key|reset|temporary|inactiv",
        ),
        facet(
            "after how many failed attempts an account is locked",
            Attempts,
            "account|user|lock|sign|log",
            "lock|block|disabl|suspend",
            "",
        ),
        facet(
            "how long an account stays locked",
            Period,
            "account|lock|attempt",
            "locked (?:out )?for|lock-?out (?:duration|period|of)|unlocked? after",
            "unused|inactiv|screen",
        ),
        facet(
            "when a session ends",
            Period,
            "session|sign(?:ed)?[ -]out|logged[ -]out",
            "inactiv|idle|without activity",
            "screen|account|absolute",
        ),
        facet("when a screen locks", Period, "screen", "lock", "account"),
        facet(
            "how soon customers hear of a breach",
            Period,
            "breach|incident",
            r"(?:notif|inform|tell|told)\w*",
            r"authorit|regulator|commissioner|supplier|vendor|third part|post-incident|summary|report to|workforce|employee|processor|suspect|update|household|law\b",
        ),
        exact(facet(
            "the recovery time objective", Period, r"RTO\b|recovery time", r"RTO\b|recovery time",
            r"RPO\b|recovery point",
        )),
        exact(facet(
            "the recovery point objective", Period, r"RPO\b|recovery point", r"RPO\b|recovery point",
            r"RTO\b|recovery time",
        )),
        facet(
            "how often backups are made",
            Interval,
            r"back-?ups?\b|backed up",
            r"back-?ups? (?:is|are|of|run|job|copies|occur|take)|backed up|back up\b|take|made|perform|run",
            "test|restor|verif|review|kept|retain|check|rehears",
        ),
        facet(
            "how long backups are kept",
            Period,
            r"back-?ups?\b|backed up",
            KEPT,
            "restor|test|contract|terminat|closed|log",
        ),
        facet(
            "how long logs are kept",
            Period,
            r"logs?\b",
            KEPT,
            "backup|review|locked|logged|log ?in|log ?on|contract|terminat",
        ),
        facet(
            "how long data is kept after the contract",
            Period,
            r"contract|agreement|terminat|account|subscription|cancel",
            r"(?:data|content|information|workspace|everything)\b.*(?:delet|eras|kept|keep|retain|stored|destroy|purg|remov)|(?:delet|eras|destroy|purg|remov).*(?:data|content|information)",
            "employ|backup|log|unused|inactiv|leaver|staff|request|invoice",
        ),
        facet(
            "how often penetration tests are made",
            Interval,
            r"penetration|pen[ -]?test",
            DONE,
            "scan|remediat|retest",
        ),
        facet(
            "how often access rights are reviewed",
            Interval,
            r"access|permission|entitlement|user right|privilege",
            r"review|recertif|attest|go(?:es)? through",
            r"policy|policies|log|leaver",
        ),
        facet(
            "how often risks are assessed",
            Interval,
            r"risk",
            r"risk (?:assessment|analysis)|assess",
            r"supplier|vendor|third|register|treatment|report|follow|plans?\b",
        ),
        facet(
            "how often the policies are reviewed",
            Interval,
            r"polic(?:y|ies)",
            r"polic(?:y|ies)\b.*(?:review|read through|updated)",
            "access|exception|log|risk",
        ),
        facet(
            "how often staff are trained",
            Interval,
            r"training|trained|awareness",
            r"train|course|awareness",
            "phish|new|develop|engineer|incident|secure coding|exercise|table",
        ),
        facet(
            "how often recovery is tested",
            Interval,
            r"recovery|continuity|failover|BCP|DRP?\b",
            r"test|exercis|rehears|drill|simulat",
            r"backup|restor\w* of|review|incident|table",
        ),
        facet(
            "how often restoring backups is tested",
            Interval,
            r"restor",
            r"restor\w*.*(?:test|verif|check|perform|done)|(?:test|verif|check|perform)\w*.*restor",
            "",
        ),
        facet(
            "how often scans are run",
            Interval,
            r"vulnerabilit\w*|scans?\b|scanning|scanned for",
            r"scans?\b|scanning|scanned (?:for|with|daily|weekly|monthly)",
            "penetration|dependenc|image|code|build|virus|malware|patch",
        ),
        facet(
            "how soon critical weaknesses are fixed",
            Period,
            r"critical",
            r"patch|fix|remediat|vulnerab|weakness|updates?\b|appl|install",
            "incident|response|ticket|respond|support",
        ),
        facet(
            "how soon serious weaknesses are fixed",
            Period,
            r"high",
            r"patch|fix|remediat|vulnerab|weakness|updates?\b|appl|install",
            "incident|response|ticket|critical|respond|support",
        ),
        facet(
            "how soon the access of leavers ends",
            Period,
            r"leav|terminat|employment|departure|last (?:working )?day",
            r"access|accounts?\b",
            "customer|contract|data|subscription|role",
        ),
        facet(
            "how often keys are changed",
            Interval,
            r"keys?\b",
            r"rotat|chang|renew|replac",
            r"password|hardware|api|service account|ssh|host|tls|certificate",
        ),
        facet(
            "the age at which keys are changed",
            Period,
            r"keys?\b",
            r"rotat|chang|renew|replac",
            r"password|hardware|api|service account|ssh|host|tls|certificate",
        ),
        exact(facet(
            "the availability promised", Percent, r"availab|uptime", r"availab|uptime", "capacity|disk|scor",
        )),
        facet(
            "the number of employees",
            People,
            "we|compan|team|employ|staff|people|has",
            r"we (?:are|have|employ)|compan(?:y|ies) (?:is|of|has|employs)|has \d+ employees|team of|employs|business since",
            "least|access|than|two people|approv|on call|fewer",
        ),
        facet(
            "how long before a new sub-processor is announced",
            Period,
            r"sub-?processor|sub-?contractor",
            r"notice|notif|announc|inform|advance|before|ahead|prior",
            "object|within|breach|incident|delet|every|review",
        ),
        facet(
            "how long somebody may object to a sub-processor",
            Period,
            r"sub-?processor|sub-?contractor",
            r"object",
            "ahead|announc",
        ),
        facet(
            "the oldest version of TLS that is spoken",
            Version,
            r"TLS",
            r"TLS",
            "disabl|refus|reject|deprecat|not support|no longer|older|lower|below|blocked|removed|customer's|legacy|e-?mail|smtp|plan",
        ),
        facet("the length of AES keys", Bits, r"encrypt|AES", r"AES", "not |legacy|older"),
        facet(
            "how soon incidents are answered",
            WorkingPeriod,
            r"incident",
            r"respon",
            "summary|review|post",
        ),
    ]
});
