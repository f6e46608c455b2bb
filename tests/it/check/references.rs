//! References to sections, annexes, documents and headings: ours that lead nowhere, and those that are not ours.

use super::{NOTHING, found, in_one};

const NUMBERED: &str =
    "# Policy\n\n## 1 Scope\n\nAll of it.\n\n## 2 Rules\n\n### 2.1 First\n\n1. Do this.\n2. Do that.\n\n";

fn with(sentence: &str) -> Vec<String> {
    in_one(&format!("{NUMBERED}{sentence}\n"))
}

#[test]
fn a_section_that_is_not_there() {
    assert_eq!(with("See section 2.7."), ["missing-section page.md:14 “section 2.7”"]);
    assert_eq!(with("As §4.2 says."), ["missing-section page.md:14 “§4.2”"]);
    assert_eq!(
        with("It is misread: ยง5¶."),
        ["missing-section page.md:14 “ยง5”", "mis-encoding page.md:14 “ยง”"]
    );
    assert_eq!(with("Clause 9 of this policy holds."), ["missing-section page.md:14 “Clause 9”"]);
    assert_eq!(with("See sections 2.1 and 2.9."), ["missing-section page.md:14 “2.9”"]);
    assert_eq!(with("See section 2.1(c)."), ["missing-section page.md:14 “section 2.1(c)”"]);
}

#[test]
fn sections_that_are_there() {
    for sentence in [
        "See section 2.1.", "See §2.", "See sections 1 and 2.1.", "Section 2.1(2) holds.",
        "See chapter 1 below.", "§ 2.1.1",
    ] {
        assert_eq!(with(sentence), NOTHING, "{sentence}");
    }
}

#[test]
fn numbers_of_laws_standards_and_contracts_are_not_ours() {
    for sentence in [
        "Article 28 GDPR applies.",
        "It follows section 302 of SOX.",
        "Controls follow ISO 27001 A.8.2 and CC6.1.",
        "Under § 203 StGB it is secret.",
        "Under the Data Protection Act 2018, section 170, it is forbidden.",
        "See section 9 of the Agreement.",
        "Section 7 (GDPR) applies.",
        "The HIPAA rules, section 9.408, demand it.",
        "NIST SP 800-53 section 3.9 describes it.",
        "Section 508 applies.",
        "See Contoso's terms, section 8.",
        "See section 4.7 of their handbook.",
        "ISO 27001 Annex A lists them.",
        "Annex A controls are covered, as ISO 27001 wants.",
        "Annex II of the Regulation applies.",
    ] {
        assert_eq!(with(sentence), NOTHING, "{sentence}");
    }
}

#[test]
fn chapters_of_one_whole_refer_to_each_other() {
    let first = ("1.md", "# 1. Scope\n\n## 1.1 Who\n\nSee §2.1, and §2.4, and §5.\n");
    let second = ("2.md", "# 2. Data\n\n## 2.1 Where\n\nSee [§1.1](#1.1-who) and [§1.7](#1.7-gone).\n");
    assert_eq!(
        found(&[first, second]),
        ["missing-section 1.md:5 “§2.4”", "missing-section 1.md:5 “§5”", "broken-link 2.md:5 “#1.7-gone”"]
    );
}

#[test]
fn a_document_that_is_named_owns_the_number() {
    let policy = ("backup-policy.md", "# Backup Policy\n\n## 1 Scope\n\nAll.\n\n## 2 Copies\n\nTwo.\n");
    let page = |words: &'static str| ("page.md", words);
    let bad = page("# Page\n\nSee section 4 of the Backup Policy.\n");
    assert_eq!(found(&[policy, bad]), ["missing-section page.md:3 “section 4”"]);
    let good = page("# Page\n\nSee section 2 of the Backup Policy.\n");
    assert_eq!(found(&[policy, good]), NOTHING);
}

#[test]
fn annexes() {
    assert_eq!(with("See Annex B."), ["missing-section page.md:14 “Annex B”"]);
    assert_eq!(with("See Appendix 2.\n\n## Appendix 2\n\nIt is here."), NOTHING);
    assert_eq!(
        found(&[("page.md", "# P\n\nSee Annex C.\n"), ("annex-c.md", "# Roles\n\nThey are many.\n")]),
        NOTHING
    );
}

#[test]
fn documents_by_name() {
    assert_eq!(
        in_one("# Page\n\nAs described in the Backup Policy, copies are made.\n"),
        ["missing-document page.md:3 “Backup Policy”"]
    );
    let other = ("09-recovery-and-backup.md", "# Disaster Recovery and Backup Policy\n\nCopies are made.\n");
    assert_eq!(found(&[("page.md", "# Page\n\nAs described in the Backup Policy.\n"), other]), NOTHING);
    let section = "# Page\n\nSee our Retention Schedule.\n\n## Retention schedule\n\nLong.\n";
    assert_eq!(in_one(section), NOTHING);
    for sentence in
        ["We have a password policy.", "The plan is tested.", "Google’s Privacy Policy is theirs."]
    {
        assert_eq!(in_one(&format!("# Page\n\n{sentence}\n")), NOTHING, "{sentence}");
    }
}

#[test]
fn links() {
    let page = "# Page\n\n[a](other.md), [b](gone.md), [c](other.md#rules), [d](other.md#gone), [e](#page), [f](#gone)\n";
    let other = ("other.md", "# Other\n\nIt is.\n\n## Rules\n\nThree.\n");
    assert_eq!(
        found(&[("page.md", page), other]),
        [
            "broken-link page.md:3 “gone.md”",
            "broken-link page.md:3 “other.md#gone”",
            "broken-link page.md:3 “#gone”"
        ]
    );
}

#[test]
fn links_that_are_not_followed() {
    for link in [
        "https://example.org/x.md", "mailto:a@b.example", "/legal/terms.md", "../README.md", "picture.png",
        "Some-Wiki-Page", "#top",
    ] {
        assert_eq!(in_one(&format!("# Page\n\nSee [this]({link}).\n")), NOTHING, "{link}");
    }
    assert_eq!(in_one("# Page\n\nWrite `[x](gone.md)` for a link. ![a picture](gone.md)\n"), NOTHING);
    let anchored =
        "# Page\n\n<a id=\"here\"></a>It is [here](#here), and [there](#2-rules).\n\n## 2. Rules\n\nThree.\n";
    assert_eq!(in_one(anchored), NOTHING);
    let folders = [("a/page.md", "# A\n\nSee [b](../b/page.md#b).\n"), ("b/page.md", "# B\n\nHere it is.\n")];
    assert_eq!(found(&folders), NOTHING);
}
