//! Lists of options in, the option for each verdict out, or why none was chosen.

use std::fmt::Write;

use countersign::options::{Verdict, choose, verdict};
use insta::assert_snapshot;

const VERDICTS: [Verdict; 4] = [Verdict::Yes, Verdict::No, Verdict::Partial, Verdict::NotApplicable];

/// A list a line, `|` between its options; `#` begins a heading.
fn chosen(lists: &str) -> String {
    let mut out = String::new();
    for line in lists.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            let _ = writeln!(out, "{line}");
            continue;
        }
        let options: Vec<String> = line.split('|').map(|option| option.trim().to_owned()).collect();
        let _ = writeln!(out, "{}", options.join(" | "));
        for verdict in VERDICTS {
            let line = match choose(verdict, &options) {
                Ok(option) => format!("→ {option}"),
                Err(why) => format!("open: {why}"),
            };
            let _ = writeln!(out, "    {:<8}{line}", verdict.word());
        }
    }
    out
}

const LISTS: &str = "
    # English
    Yes | No
    Yes | No | N/A
    YES | NO | Partial | Not Applicable
    Y | N | NA
    Compliant | Partially compliant | Non-compliant | Not applicable
    Fully Compliant | Partially Compliant | Not Compliant
    Full compliance | Partial compliance | No compliance
    Fully implemented | Largely implemented | Partially implemented | Not implemented | N/A
    Met | Partially met | Not met
    In place | Partly in place | Not in place | Planned
    Implemented | Planned | Alternative implementation | Not applicable
    C | PC | NC | NA
    Pass | Fail | N/A
    Yes - fully | Yes, in part | No
    Yes | Yes, with exceptions | No (please explain)
    Yes | Compliant | No
    # Lists that ask for more than a verdict
    Yes, some | Yes, all | Yes, most or all | No
    No | Yes, for some applications | Yes, for at least half of the applications | Yes, for most or all of the applications
    Yes, documented | Yes, undocumented | No
    Yes | Partially | In progress | No
    No | No, but planned | Yes
    Confidentiality | Integrity | C | A
    Strongly agree | Agree | Disagree
    # Scales
    0 | 1
    1 | 0 | N/A
    0 | 1 | 2 | 3 | 4
    1 | 2 | 3 | 4 | 5 | N/A
    Level 1 | Level 2 | Level 3
    0 - Not implemented | 1 - Partially implemented | 2 - Largely implemented | 3 - Fully implemented
    1 = Yes | 2 = No | 3 = Not applicable
    0 – Non-existent | 1 – Initial | 2 – Managed | 3 – Defined | 4 – Optimised
    # German
    Ja | Nein | Teilweise | Entfällt
    Ja | Nein | k.A.
    Ja | Ja, mit Kompensation | Nein
    J | N
    Vollständig erfüllt | Teilweise erfüllt | Nicht erfüllt | Nicht anwendbar
    Umgesetzt | Teilweise umgesetzt | Nicht umgesetzt | Geplant
    Trifft zu | Trifft teilweise zu | Trifft nicht zu
    Ja, vollständig | Ja, mit Ausnahmen | Nein
    # French
    Oui | Non | Partiellement | Sans objet
    Conforme | Partiellement conforme | Non conforme | N/A
    Oui, totalement | Oui, en partie | Non (à préciser)
    Mis en œuvre | Mis en œuvre partiellement | Non mis en œuvre
    O | N | S.O.
    # Spanish
    Sí | No | Parcial | No aplica
    Cumple | Cumple parcialmente | No cumple | No procede
    Totalmente implementado | Parcialmente implementado | No implementado
    # Japanese
    はい | いいえ | 一部 | 該当なし
    対応済み | 一部対応 | 未対応 | 対象外
    全て実施 | 一部実施 | 未実施
    はい（説明を記入） | いいえ | 該当なし
    ○ | △ | × | 対象外
    # Portuguese
    Sim | Não | Parcialmente | Não se aplica
    Atende | Atende parcialmente | Não atende
    # Italian
    Sì | No | In parte | Non applicabile
    Pienamente conforme | Parzialmente conforme | Non conforme
    # Dutch
    Ja | Nee | Gedeeltelijk | N.v.t.
    Voldoet | Voldoet gedeeltelijk | Voldoet niet
    # Polish
    Tak | Nie | Częściowo | Nie dotyczy
    W pełni wdrożone | Częściowo wdrożone | Nie wdrożone
    # Swedish
    Ja | Nej | Delvis | Ej tillämpligt
    # Chinese and Korean
    是 | 否 | 部分 | 不适用
    예 | 아니오 | 해당 없음
    # Two languages at once
    Ja / Yes | Nein / No | Teilweise / Partially
    はい (Yes) | いいえ (No) | 該当なし (N/A)
";

#[test]
fn each_list_says_a_verdict_in_its_own_words_or_not_at_all() {
    assert_snapshot!(chosen(LISTS));
}

#[test]
fn a_cells_text_says_a_verdict_only_as_a_whole() {
    let texts = [
        "Yes", "ja / yes", "N/A", "Partially implemented", "non-compliant", "☐ No", "未対応", "1", "Level 3",
    ];
    let longer =
        ["Yes, we do", "Notes", "Implementation", "Compliance", "some", "Yes, because the policy says so"];
    let said = |text: &&str| format!("{text}: {:?}", verdict(text));
    assert_snapshot!(texts.iter().chain(&longer).map(said).collect::<Vec<_>>().join("\n"), @r"
Yes: Some(Yes)
ja / yes: Some(Yes)
N/A: Some(NotApplicable)
Partially implemented: Some(Partial)
non-compliant: Some(No)
☐ No: Some(No)
未対応: Some(No)
1: None
Level 3: None
Yes, we do: None
Notes: None
Implementation: None
Compliance: None
some: None
Yes, because the policy says so: None
");
}
