//! Links for customers and tokens for programs: unguessable, revocable, and nothing is seen before it is released.

use countersign::assistant::desk::{ExportError, IntakeError, WorkspaceKey};
use countersign::review::Decision;
use insta::assert_snapshot;

use super::{alder, cells, decide, place};

#[test]
fn a_customer_sees_answers_only_once_they_are_released() {
    let place = place();
    let desk = place.desk();
    let link = desk.make_intake(&alder(), "ann", "Acme").unwrap();
    let review =
        desk.submit_intake(&link.secret, "Is customer data encrypted at rest?\nDo you own a ship?").unwrap();
    desk.run(&review).unwrap();
    let view = desk.see_intake(&link.secret).unwrap();
    assert_eq!((view.vendor.as_str(), view.customer.as_str()), ("alder", "Acme"));
    assert_eq!((view.submissions[0].questions, &view.submissions[0].released), (2, &None));
    assert!(matches!(desk.intake_file(&link.secret, 0), Err(IntakeError::NotReleased)));
    decide(&desk, &review, 1, "ann", Decision::Approved);
    assert!(matches!(desk.release_intake(&review, "ann"), Err(ExportError::Undecided(_))));
    let words = Decision::Edited { option: None, words: "We do not.".into(), candidate: None };
    decide(&desk, &review, 2, "ann", words);
    desk.release_intake(&review, "ann").unwrap();
    // What is decided later is not what was released.
    decide(&desk, &review, 2, "ben", Decision::Undone);
    let view = desk.see_intake(&link.secret).unwrap();
    let released = view.submissions[0].released.as_ref().unwrap();
    assert_snapshot!(format!("{released:#?}"), @r#"
    ReleasedView {
        at: Timestamp(
            2026-03-01 12:02:20.0 +00:00:00,
        ),
        answers: [
            (
                "Is customer data encrypted at rest?",
                "Yes. All customer data is encrypted at rest with AES-256.",
            ),
            (
                "Do you own a ship?",
                "We do not.",
            ),
        ],
        file: "questions of Acme.filled.xlsx",
    }
    "#);
    let file = desk.intake_file(&link.secret, 0).unwrap();
    assert_eq!(cells(&file.bytes)["C3"], "We do not.");
    let card = &desk.intakes(&alder()).unwrap()[0];
    assert_eq!((card.customer.as_str(), card.submissions.len()), ("Acme", 1));
}

#[test]
fn a_link_that_was_revoked_and_one_that_never_was_are_the_same() {
    let place = place();
    let desk = place.desk();
    let link = desk.make_intake(&alder(), "ann", "Acme").unwrap();
    assert_eq!(link.secret.len(), 64);
    let birch = WorkspaceKey::of("birch");
    assert!(!desk.revoke_intake(&birch, "eve", link.number).unwrap());
    assert!(desk.see_intake(&link.secret).is_ok());
    assert!(desk.revoke_intake(&alder(), "ann", link.number).unwrap());
    for secret in [link.secret.as_str(), "", "0000"] {
        assert!(matches!(desk.see_intake(secret), Err(IntakeError::NoSuchLink)));
        assert!(desk.submit_intake(secret, "Why?").is_err());
    }
}

#[test]
fn a_token_opens_its_own_workspace_until_it_is_revoked() {
    let place = place();
    let desk = place.desk();
    let token = desk.make_token(&alder(), "ann", "ci").unwrap();
    let holder = desk.check_token(&token.secret).unwrap().unwrap();
    assert_eq!((holder.workspace, holder.name.as_str()), (alder(), "ci"));
    // A token is no link, and the database holds neither.
    assert!(desk.see_intake(&token.secret).is_err());
    let kept = std::fs::read(place.path("data").join("countersign.db")).unwrap();
    assert!(!kept.windows(64).any(|some| some == token.secret.as_bytes()));
    assert!(desk.revoke_token(&alder(), "ann", token.number).unwrap());
    assert_eq!(desk.check_token(&token.secret).unwrap(), None);
    assert!(desk.tokens(&alder()).unwrap()[0].revoked);
}

#[test]
fn a_threshold_is_set_for_reviews_that_come_in() {
    let place = place();
    let desk = place.desk();
    let before = super::answered(&desk);
    desk.set_threshold(&alder(), "ann", 1.0).unwrap();
    let after = super::answered(&desk);
    let answered = |review| super::rows(&desk, review).iter().filter(|row| !row.answer.is_empty()).count();
    assert!(answered(&before) > 0 && answered(&after) == 0);
    assert!(desk.set_threshold(&alder(), "ann", f64::NAN).is_err());
}
