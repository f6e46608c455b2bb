//! What the customer's own options mean: which of them says yes, no, in part, or not applicable.

use crate::evidence::Verdict;
use crate::words;

/// Options that say yes, in the languages that questionnaires come in. Whole options, folded.
const YES: &[&str] = &[
    "yes", "y", "true", "compliant", "fully compliant", "full", "fully", "implemented", "fully implemented",
    "in place", "fully in place", "met", "fully met", "satisfied", "pass", "passed", "valid", "conforms",
    "conformant", "agree", "agreed", "supported", "fully supported", "complies", "ja", "erfüllt",
    "vollständig erfüllt", "umgesetzt", "vollständig umgesetzt", "zutreffend", "trifft zu", "konform", "oui",
    "conforme", "réussi", "succès", "vrai", "en place", "si", "sí", "cumple", "cumplido", "implementado",
    "verdadero", "sim", "sì", "はい", "適合", "実施済み", "対応済み", "準拠", "是", "符合", "tak", "ano",
    "kyllä", "1",
];
const NO: &[&str] = &[
    "no", "n", "false", "non compliant", "noncompliant", "not compliant", "not implemented", "not in place",
    "not met", "not satisfied", "fail", "failed", "non valid", "invalid", "not valid", "does not conform",
    "disagree", "none", "not supported", "does not comply", "nein", "nicht erfüllt", "nicht umgesetzt",
    "trifft nicht zu", "nicht konform", "non", "non conforme", "échec", "echec", "faux", "non en place",
    "no cumple", "no implementado", "falso", "não", "いいえ", "不適合", "未実施", "未対応", "非準拠", "否",
    "不符合", "nie", "ne", "ei", "0",
];
const PARTIAL: &[&str] = &[
    "partial", "partially", "partly", "in part", "partially compliant", "partial compliance",
    "partially implemented", "partially met", "partly met", "partially in place", "partially supported",
    "some", "teilweise", "teilweise erfüllt", "teilweise umgesetzt", "partiel", "partiellement",
    "partiellement conforme", "parcial", "parcialmente", "parcialmente implementado", "en partie",
    "in teilen", "一部", "部分的", "一部適合", "部分",
];
const NOT_APPLICABLE: &[&str] = &[
    "n a", "na", "not applicable", "non applicable", "not relevant", "nicht zutreffend", "nicht anwendbar",
    "entfällt", "sans objet", "no aplica", "no aplicable", "não aplicável", "non applicabile", "該当なし",
    "対象外", "適用外", "不适用",
];

/// What an option says, if it is one of the words that say it in full.
pub(super) fn meaning(option: &str) -> Option<Verdict> {
    let folded = words::fold(option);
    let plain: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let lists = [
        (YES, Verdict::Yes),
        (NO, Verdict::No),
        (PARTIAL, Verdict::Partial),
        (NOT_APPLICABLE, Verdict::NotApplicable),
    ];
    lists.into_iter().find(|(list, _)| list.contains(&plain.as_str())).map(|(_, verdict)| verdict)
}

/// The one option that says the verdict. None where no option says it, or more than one does ("Yes, some", "Yes,
/// all"): which of them holds is for a person to say.
pub(super) fn option_for(verdict: Verdict, options: &[String]) -> Option<&String> {
    let mut fitting = options.iter().filter(|option| meaning(option) == Some(verdict));
    fitting.next().filter(|_| fitting.next().is_none())
}
