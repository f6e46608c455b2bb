//! What a statement holds for: whose, which, where. Two statements are compared only where these are the same.

use std::collections::BTreeSet;

use crate::check::prose::{singular, word_list};

/// Words that narrow a statement, with what they mean.
const NARROWING: &[(&str, &str)] = &[
    ("customer", "customer"),
    ("client", "customer"),
    ("tenant", "customer"),
    ("subscriber", "customer"),
    ("employee", "employee"),
    ("staff", "employee"),
    ("workforce", "employee"),
    ("personnel", "employee"),
    ("colleague", "employee"),
    ("administrator", "administrator"),
    ("admin", "administrator"),
    ("administrative", "administrator"),
    ("privileged", "administrator"),
    ("root", "administrator"),
    ("superuser", "administrator"),
    ("contractor", "contractor"),
    ("supplier", "supplier"),
    ("vendor", "supplier"),
    ("provider", "supplier"),
    ("processor", "supplier"),
    ("subprocessor", "supplier"),
    ("partner", "supplier"),
    ("visitor", "visitor"),
    ("guest", "guest"),
    ("service", "service"),
    ("machine", "machine"),
    ("appliance", "appliance"),
    ("device", "device"),
    ("laptop", "device"),
    ("workstation", "device"),
    ("mobile", "mobile"),
    ("phone", "mobile"),
    ("tablet", "mobile"),
    ("tunnel", "tunnel"),
    ("vpn", "vpn"),
    ("console", "console"),
    ("portal", "portal"),
    ("browser", "browser"),
    ("web", "web"),
    ("api", "api"),
    ("token", "token"),
    ("cookie", "cookie"),
    ("link", "link"),
    ("bastion", "bastion"),
    ("database", "database"),
    ("db", "database"),
    ("disk", "disk"),
    ("rest", "rest"),
    ("transit", "transit"),
    ("file", "file"),
    ("object", "object"),
    ("server", "server"),
    ("host", "server"),
    ("network", "network"),
    ("firewall", "firewall"),
    ("production", "production"),
    ("staging", "staging"),
    ("development", "development"),
    ("research", "research"),
    ("test", "test"),
    ("full", "full"),
    ("incremental", "incremental"),
    ("differential", "differential"),
    ("snapshot", "snapshot"),
    ("transaction", "transaction"),
    ("replica", "replica"),
    ("standby", "standby"),
    ("offsite", "offsite"),
    ("offline", "offline"),
    ("cold", "cold"),
    ("archive", "archive"),
    ("archived", "archive"),
    ("online", "online"),
    ("searchable", "online"),
    ("audit", "audit"),
    ("access", "access"),
    ("application", "application"),
    ("system", "system"),
    ("security", "security"),
    ("email", "email"),
    ("mail", "email"),
    ("critical", "critical"),
    ("high", "high"),
    ("medium", "medium"),
    ("moderate", "medium"),
    ("low", "low"),
    ("severe", "critical"),
    ("urgent", "critical"),
    ("exploited", "exploited"),
    ("zero", "zero"),
    ("severity", "severity"),
    ("daily", "daily"),
    ("weekly", "weekly"),
    ("monthly", "monthly"),
    ("yearly", "yearly"),
    ("annual", "yearly"),
    ("hourly", "hourly"),
    ("nightly", "daily"),
    ("internal", "internal"),
    ("external", "external"),
    ("personal", "personal"),
    ("financial", "financial"),
    ("invoice", "financial"),
    ("accounting", "financial"),
    ("tax", "financial"),
    ("payment", "financial"),
    ("payroll", "payroll"),
    ("applicant", "applicant"),
    ("candidate", "applicant"),
    ("video", "video"),
    ("cctv", "video"),
    ("camera", "video"),
    ("marketing", "marketing"),
    ("ticket", "ticket"),
    ("recording", "recording"),
    ("trial", "trial"),
    ("free", "free"),
    ("enterprise", "enterprise"),
    ("premium", "premium"),
    ("standard", "standard"),
    ("basic", "basic"),
    ("temporary", "temporary"),
    ("initial", "initial"),
    ("default", "default"),
    ("emergency", "emergency"),
    ("legacy", "legacy"),
    ("health", "health"),
    ("medical", "health"),
    ("child", "child"),
    ("metadata", "metadata"),
    ("key", "key"),
    ("certificate", "certificate"),
    ("source", "source"),
    ("code", "code"),
    ("wireless", "wireless"),
    ("guest", "guest"),
    ("pin", "pin"),
    ("passphrase", "passphrase"),
    ("regulator", "authority"),
    ("authority", "authority"),
    ("commissioner", "authority"),
    ("supervisory", "authority"),
    ("individual", "individual"),
    ("subject", "individual"),
    ("board", "board"),
    ("manager", "manager"),
    ("partial", "partial"),
    ("american", "us"),
    ("canadian", "canadian"),
    ("european", "european"),
    ("german", "german"),
    ("british", "british"),
    ("swiss", "swiss"),
    ("australian", "australian"),
    ("new", "new"),
    ("former", "former"),
    ("inactive", "inactive"),
    ("unused", "inactive"),
    ("dormant", "inactive"),
    ("suspected", "suspected"),
    ("potential", "suspected"),
    ("initially", "initial"),
];

/// The words of [`NARROWING`] that say whose. Where a sentence names none, its heading or its document's title may.
const WHOSE: &[&str] = &[
    "customer", "employee", "administrator", "contractor", "supplier", "visitor", "guest", "device",
    "mobile", "appliance",
];

/// What the words narrow a statement to, sorted; `whose` from what stands over it, the nearest first.
pub(super) fn scope(words: &str, over: &[&str]) -> BTreeSet<String> {
    let mut found = narrowing(words);
    found.extend(names(words));
    let says_whose = |scope: &BTreeSet<String>| scope.iter().any(|word| WHOSE.contains(&word.as_str()));
    if !says_whose(&found) {
        let over = over.iter().map(|words| narrowing(words)).find(says_whose).unwrap_or_default();
        found.extend(over.into_iter().filter(|word| WHOSE.contains(&word.as_str())));
    }
    found
}

fn narrowing(words: &str) -> BTreeSet<String> {
    // Every breach that is told of is one of personal data.
    let list = word_list(&words.to_lowercase().replace("personal data breach", "breach"));
    let means = |word: &String| {
        let one = singular(word);
        NARROWING.iter().find(|(name, _)| *name == one).map(|(_, meaning)| (*meaning).to_owned())
    };
    list.iter().filter_map(means).collect()
}

/// Names within the sentence: a product, a place, a system. Its first word has a capital in any case.
fn names(words: &str) -> BTreeSet<String> {
    const GENERAL: &[&str] = &[
        "tls", "ssl", "https", "aes", "rto", "rpo", "mfa", "gdpr", "ceo", "it", "data", "information",
        "company", "policy", "platform", "agreement", "incident", "breach", "i", "recovery", "time", "point",
        "objective", "bcrypt", "argon2", "argon2id", "scrypt", "pbkdf2",
    ];
    let mut found = BTreeSet::new();
    let mut starts = true;
    for word in words.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = word.starts_with(['(', '“', '"', '*', '|', '-', '•']) || bare.is_empty();
        let lower = bare.to_lowercase();
        let name = bare.starts_with(char::is_uppercase) && !GENERAL.contains(&lower.as_str());
        if name && !starts && !opens && !narrows_already(&lower) {
            found.insert(lower.trim_end_matches("'s").trim_end_matches("’s").to_owned());
        }
        starts = word.ends_with(['.', ':', '!', '?', '|'])
            || (starts && (opens || bare.chars().all(|c| c.is_ascii_digit())));
    }
    found
}

fn narrows_already(word: &str) -> bool {
    NARROWING.iter().any(|(name, _)| *name == singular(word))
}
