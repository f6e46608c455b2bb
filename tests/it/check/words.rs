//! Content that is not there, characters, names, acronyms, disclosure.

use super::{NOTHING, found, in_one};

#[test]
fn headings_with_nothing_under_them() {
    let text = "# Page\n\n## One\n\n## Two\n\nWords.\n\n### Inner\n\n## Three\n\n<!-- later -->\n";
    assert_eq!(
        in_one(text),
        [
            "empty-section page.md:3 “One”",
            "empty-section page.md:9 “Inner”",
            "empty-section page.md:11 “Three”"
        ]
    );
    assert_eq!(
        in_one("# FAQ\n\n## Do you?\n\nYes, we do.\n\n## Can you?\n"),
        ["empty-section page.md:7 “Can you?”"]
    );
}

#[test]
fn headings_with_something_under_them() {
    for text in [
        "# Page\n\n## One\n\n### Inner\n\nWords.\n",
        "# Page\n\n## One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "# Page\n\nWords.\n\n## One\n\n```\ncode\n```\n",
        "# Page\n\nWords.\n\n## One\n\n![The network](network.png)\n",
        "Page\n====\n\nOne\n---\n\nWords.\n",
    ] {
        assert_eq!(in_one(text), NOTHING, "{text}");
    }
}

#[test]
fn places_to_fill_in() {
    for (sentence, words) in [
        ("The owner is TBD.", "TBD"),
        ("TODO: write this.", "TODO"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("Mail [insert address here] at once.", "[insert address here]"),
        ("We at <Company Name> care.", "<Company Name>"),
        ("We at {{company_name}} care.", "{{company_name}}"),
        ("Kept for XX days.", "XX days"),
    ] {
        let expected = format!("placeholder page.md:3 “{words}”");
        assert_eq!(in_one(&format!("# Page\n\n{sentence}\n")), [expected], "{sentence}");
    }
}

#[test]
fn words_that_look_like_places_to_fill_in() {
    for sentence in [
        "A TODO comment in source code fails the build.",
        "See the [company page](https://example.org).",
        "Write `<Company Name>` into the field.",
        "Roles are to be defined in the contract.",
        "It is <b>bold</b> and <em>clear</em>.",
        "[x] done",
    ] {
        assert_eq!(in_one(&format!("# Page\n\n{sentence}\n")), NOTHING, "{sentence}");
    }
}

#[test]
fn misread_lost_and_stray_characters() {
    let text = "# Page\n\nItâ€™s ours, isnâ€™t it?\n\nA lost \u{fffd} one.\n\nA bell\u{7} rings.\n";
    assert_eq!(
        in_one(text),
        [
            "mis-encoding page.md:3 “â€™”",
            "mis-encoding page.md:5 “\u{fffd}”",
            "mis-encoding page.md:7 “\u{7}”"
        ]
    );
    assert_eq!(in_one("# Page\n\nZoë’s café in Malmö – “§ 4” costs 3 €. ภาษาไทย\n"), NOTHING);
}

#[test]
fn the_vendors_name_in_several_spellings() {
    let text = "# Page\n\nOllerton Health Ltd is ours. Ollerton Health Ltd keeps it. Ollerton Health LIMITED, no. OllertonHealth? \
                Olerton Health. Ollerton Health again, and Ollerton Health.\n";
    let text = text.replace("LIMITED", "Limited");
    assert_eq!(
        in_one(&text),
        [
            "name-spelling page.md:3 “Ollerton Health Limited” / page.md:3 “Ollerton Health Ltd”",
            "name-spelling page.md:3 “OllertonHealth” / page.md:3 “Ollerton Health”",
            "name-spelling page.md:3 “Olerton” / page.md:3 “Ollerton”",
        ]
    );
}

#[test]
fn names_that_are_spelt_one_way() {
    for text in [
        "Ollerton Health Ltd is ours. We at Ollerton Health care. OLLERTON HEALTH\n\nSee https://ollertonhealth.example.",
        "Ollerton Health Ltd is ours. Ollerton Health Ltd. Hosting is by Tamarack Hosting GmbH and by Contoso Inc.",
        "We use Contoso, and Contosa is another.",
    ] {
        assert_eq!(in_one(&format!("# Page\n\n{text}\n")), NOTHING, "{text}");
    }
}

#[test]
fn the_vendors_domain_in_several_spellings() {
    let text = "# Page\n\nMail a@acme.example, b@acme.example, c@acme.test or d@acmee.example.\n";
    assert_eq!(in_one(text), ["domain-spelling page.md:3 “acme.test” / page.md:3 “acme.example”"]);
    let slip = "# Page\n\nMail a@ollerton.example, b@ollerton.example or d@olerton.example.\n";
    assert_eq!(in_one(slip), ["domain-spelling page.md:3 “olerton.example” / page.md:3 “ollerton.example”"]);
    let fine = "# Page\n\nMail a@acme.example, b@mail.acme.example, or the firm at c@contoso.example.\n";
    assert_eq!(in_one(fine), NOTHING);
}

#[test]
fn acronyms_that_nobody_spells_out() {
    assert_eq!(in_one("# Page\n\nThe QRST is kept. The QRST is good.\n"), ["acronym page.md:3 “QRST”"]);
    let elsewhere =
        [("a.md", "# A\n\nThe RTB meets.\n"), ("b.md", "# B\n\nA risk and treatment board is there.\n")];
    assert_eq!(found(&elsewhere), NOTHING);
    for sentence in [
        "The Risk Board (RB) meets; the RB decides.",
        "RQB (risk quality board) meets.",
        "TLS, API, GDPR, ISO and MFA are known.",
        "You MUST NOT share it; it must not be.",
        "Type II reports follow NIST SP 800-53.",
        "The file ABC_DEF.txt and the code QQ-12.",
        "ALL CAPITALS LINE QXZ",
    ] {
        assert_eq!(in_one(&format!("# Page\n\n{sentence}\n")), NOTHING, "{sentence}");
    }
}

#[test]
fn marks_of_confidence_on_what_everybody_is_shown() {
    for mark in [
        "CONFIDENTIAL",
        "Internal use only",
        "**Classification:** Internal",
        "Version 2.1 | Strictly confidential",
        "Under NDA",
        "Classification: Confidential",
        "Not for public distribution",
    ] {
        let all = in_one(&format!("# Page\n\n{mark}\n\nWords are here.\n"));
        assert!(all.len() == 1 && all[0].starts_with("confidential-but-public page.md:3"), "{mark}: {all:?}");
    }
    let stated =
        |level: &str| format!("---\ndisclosure: {level}\n---\n# Page\n\nInternal use only\n\nWords.\n");
    assert_eq!(in_one(&stated("public")), ["confidential-but-public page.md:6 “Internal use only”"]);
    assert_eq!(in_one(&stated("nda")), ["confidential-but-public page.md:6 “Internal use only”"]);
    assert_eq!(in_one(&stated("internal")), NOTHING);
}

#[test]
fn words_about_confidence() {
    for text in [
        "## Confidentiality\n\nAll sign.",
        "We keep everything confidential.",
        "Classification: Public",
        "Confidential data is encrypted.",
        "| Internal | procedures |",
    ] {
        assert_eq!(in_one(&format!("# Page\n\n{text}\n")), NOTHING, "{text}");
    }
}
