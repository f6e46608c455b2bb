//! The pages in a real browser: keys, two people on one review, reloading, forms, narrow screens.

use fantoccini::Locator;
use fantoccini::key::Key;

use super::driver::{Browser, with_browser};
use super::http::Server;
use super::keeper::SUGGESTED;

const REVIEW: &str = "/w/orrery-freight/r/1";

async fn on_row(browser: &Browser, number: u32) {
    let current = format!(
        "document.querySelector('#answer')?.dataset.row === '{number}' && document.querySelector('#item-{number}')?.getAttribute('aria-current') === 'true'"
    );
    browser.until(&current).await;
}

fn states(server: &Server) -> Vec<String> {
    server.keeper.answers(1).into_iter().map(|(state, _)| state).collect()
}

#[test]
fn a_review_goes_by_keyboard_alone() {
    with_browser(|opener| async move {
        let server = Server::with(8);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(REVIEW)).await;
        on_row(&browser, 1).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        browser.press("j").await;
        on_row(&browser, 3).await;
        browser.press("k").await;
        on_row(&browser, 2).await;
        browser.press("e").await;
        browser.until("document.activeElement.id === 'words'").await;
        browser.press(" Really.").await;
        browser.until("document.querySelector('#count').textContent === '83 of 255 characters'").await;
        browser.press(&format!("{}{}", Key::Control, Key::Enter)).await;
        on_row(&browser, 3).await;
        browser.press("r").await;
        browser.press(&format!("Not true.{}", Key::Enter)).await;
        on_row(&browser, 4).await;
        browser.press("n").await;
        browser.press(&Key::Enter.to_string()).await;
        on_row(&browser, 5).await;
        browser.press("2").await;
        browser.until("document.querySelector('#words').value.startsWith('Backups')").await;
        browser.press(&format!("{}{}", Key::Control, Key::Enter)).await;
        on_row(&browser, 6).await;
        browser.press("s").await;
        browser.press(&format!("Jonas{}", Key::Enter)).await;
        browser.until("document.querySelector('#answer .person')?.textContent === 'Jonas'").await;
        browser.press("c").await;
        browser.press(&format!("Ask them.{}", Key::Enter)).await;
        browser.until("document.querySelector('.log .said')?.textContent === 'Ask them.'").await;
        browser.press("k").await;
        on_row(&browser, 5).await;
        browser.press("z").await;
        browser.until("document.querySelector('#item-5').dataset.state === 'suggested'").await;
        browser.press("?").await;
        browser.until("document.querySelector('#keys').open").await;
        let expected =
            ["approved", "edited", "rejected", "na", "suggested", "suggested", "suggested", "suggested"];
        assert_eq!(states(&server), expected);
        assert_eq!(server.keeper.answers(1)[1].1, format!("{SUGGESTED} Really."));
        assert_eq!(browser.text("#counted").await, "4 of 8 decided");
        browser.client.close().await.unwrap();
    });
}

#[test]
fn two_people_see_each_others_decisions_and_lose_none() {
    with_browser(|opener| async move {
        let server = Server::with(4);
        let (mara, jonas) = (opener.open(1280, 800, false).await, opener.open(1280, 800, false).await);
        mara.go(&server.url(REVIEW)).await;
        jonas.go(&server.url(REVIEW)).await;
        on_row(&jonas, 1).await;
        // Jonas is typing when Mara approves the same row.
        jonas.press("e").await;
        jonas.press(" Jonas was here.").await;
        on_row(&mara, 1).await;
        mara.press("a").await;
        jonas.until("document.querySelector('#item-1').dataset.state === 'approved'").await;
        jonas
            .until("document.querySelector('#meanwhile')?.textContent.includes('Mara approved this row')")
            .await;
        jonas.press(&format!("{}{}", Key::Control, Key::Enter)).await;
        jonas.until("document.querySelector('.conflict')").await;
        let conflict = jonas.text(".conflict").await;
        assert!(conflict.contains("Jonas was here.") && conflict.contains("AES-256"), "{conflict}");
        assert_eq!(states(&server)[0], "approved");
        // Saving again, both texts seen, is no conflict.
        jonas
            .client
            .find(Locator::Css("#words"))
            .await
            .unwrap()
            .send_keys(&format!("{}{}", Key::Control, Key::Enter))
            .await
            .unwrap();
        on_row(&jonas, 2).await;
        assert!(server.keeper.answers(1)[0].1.ends_with("Jonas was here."));
        mara.until("document.querySelector('#item-1').dataset.state === 'edited'").await;
        mara.client.close().await.unwrap();
        jonas.client.close().await.unwrap();
    });
}

#[test]
fn reloading_in_the_middle_comes_back_to_the_same_row() {
    with_browser(|opener| async move {
        let server = Server::with(5);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(&format!("{REVIEW}?state=undecided"))).await;
        on_row(&browser, 1).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        browser.press("j").await;
        on_row(&browser, 3).await;
        browser.until("location.search.includes('row=3')").await;
        browser.client.refresh().await.unwrap();
        on_row(&browser, 3).await;
        assert_eq!(browser.eval("return document.querySelectorAll('#items li[data-n]').length").await, 4);
        browser.client.close().await.unwrap();
    });
}

#[test]
fn the_filter_narrows_the_list_while_typing() {
    with_browser(|opener| async move {
        let server = Server::with(20);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(REVIEW)).await;
        on_row(&browser, 1).await;
        browser.press("/").await;
        browser.press("recovery").await;
        browser.until("document.querySelectorAll('#items li[data-n]').length === 4").await;
        browser
            .until("document.activeElement.id === 'f-text' && document.activeElement.value === 'recovery'")
            .await;
        assert!(browser.client.current_url().await.unwrap().query().unwrap().contains("text=recovery"));
        browser.client.close().await.unwrap();
    });
}

#[test]
fn questions_are_pasted_and_a_file_is_uploaded() {
    with_browser(|opener| async move {
        let server = Server::with(1);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url("/w/orrery-freight/new")).await;
        browser
            .client
            .find(Locator::Css("#questions"))
            .await
            .unwrap()
            .send_keys("Is data encrypted?\nWho owns the keys?")
            .await
            .unwrap();
        browser
            .client
            .find(Locator::Css("#paste-customer"))
            .await
            .unwrap()
            .send_keys(&format!("Brightmoor{}", Key::Enter))
            .await
            .unwrap();
        browser.until("document.querySelectorAll('#items li[data-n]').length === 2").await;
        let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::fs::write(file.path(), "id,question\n1,One?\n2,Two?\n3,Three?\n").unwrap();
        browser.go(&server.url("/w/orrery-freight/new")).await;
        browser
            .client
            .find(Locator::Css("#file"))
            .await
            .unwrap()
            .send_keys(file.path().to_str().unwrap())
            .await
            .unwrap();
        browser.client.find(Locator::Css("#upload .primary")).await.unwrap().click().await.unwrap();
        browser.until("document.querySelectorAll('#items li[data-n]').length === 3").await;
        // A wrong one: told beside the field, nothing lost.
        std::fs::write(file.path(), "%PNG").unwrap();
        browser.go(&server.url("/w/orrery-freight/new")).await;
        browser
            .client
            .find(Locator::Css("#file"))
            .await
            .unwrap()
            .send_keys(file.path().to_str().unwrap())
            .await
            .unwrap();
        browser.client.find(Locator::Css("#upload .primary")).await.unwrap().click().await.unwrap();
        browser
            .until("document.querySelector('#file-wrong')?.textContent.includes('not a questionnaire')")
            .await;
        browser.client.close().await.unwrap();
    });
}

#[test]
fn a_customer_puts_questions_by_an_intake_link() {
    with_browser(|opener| async move {
        let server = Server::with(1);
        let browser = opener.open(390, 844, false).await;
        browser.go(&server.url("/ask/3fa9c1d2")).await;
        browser
            .client
            .find(Locator::Css("#questions"))
            .await
            .unwrap()
            .send_keys("Where is our data?")
            .await
            .unwrap();
        browser.client.find(Locator::Css("form .primary")).await.unwrap().click().await.unwrap();
        browser.go(&server.url("/w/orrery-freight/r/2")).await;
        browser.until("document.querySelectorAll('#items li[data-n]').length === 1").await;
        browser.client.close().await.unwrap();
    });
}

#[test]
fn a_narrow_screen_shows_one_pane_at_a_time() {
    with_browser(|opener| async move {
        let server = Server::with(12);
        let browser = opener.open(390, 844, false).await;
        browser.go(&server.url(REVIEW)).await;
        let shown = "return ['list', 'answer', 'evidence'].filter((id) => document.getElementById(id).offsetParent !== null)";
        assert_eq!(browser.eval(shown).await, serde_json::json!(["list"]));
        browser.client.find(Locator::Css("#item-2 a")).await.unwrap().click().await.unwrap();
        on_row(&browser, 2).await;
        assert_eq!(browser.eval(shown).await, serde_json::json!(["answer"]));
        browser.client.find(Locator::Css("[data-tab=evidence]")).await.unwrap().click().await.unwrap();
        assert_eq!(browser.eval(shown).await, serde_json::json!(["evidence"]));
        let wide = browser.eval("return document.documentElement.scrollWidth - 390").await;
        assert!(wide.as_i64().unwrap() <= 0, "the page is {wide} px wider than the screen");
        browser.client.close().await.unwrap();
    });
}

/// What is typed into the box that is open.
const BOX: &str = "document.querySelector('details[data-open=r] input[type=text]').value";

#[test]
fn a_colleagues_decision_leaves_an_open_box_alone() {
    with_browser(|opener| async move {
        let server = Server::with(4);
        let (ann, ben) = (opener.open(1280, 800, false).await, opener.open(1280, 800, false).await);
        ann.go(&server.url(REVIEW)).await;
        ben.go(&server.url(REVIEW)).await;
        on_row(&ann, 1).await;
        on_row(&ben, 1).await;
        ben.press("r").await;
        ann.press("a").await;
        ben.until("document.querySelector('#item-1').dataset.state === 'approved'").await;
        ben.until("document.querySelector('#meanwhile')?.textContent.includes('Mara approved this row')")
            .await;
        ben.press("no, and never was").await;
        assert_eq!(ben.eval(&format!("return {BOX}")).await, "no, and never was");
        ben.press(&Key::Enter.to_string()).await;
        ben.until("document.querySelector('.conflict')").await;
        assert_eq!(ben.eval(&format!("return {BOX}")).await, "no, and never was");
        assert_eq!(states(&server), ["approved", "suggested", "suggested", "suggested"]);
        ann.client.close().await.unwrap();
        ben.client.close().await.unwrap();
    });
}

#[test]
fn keys_that_were_meant_for_the_row_before_do_nothing() {
    with_browser(|opener| async move {
        let server = Server::with(4);
        let (ann, ben) = (opener.open(1280, 800, false).await, opener.open(1280, 800, false).await);
        ann.go(&server.url(REVIEW)).await;
        ben.go(&server.url(REVIEW)).await;
        on_row(&ann, 1).await;
        on_row(&ben, 1).await;
        // A key that comes with the swap, as that of somebody who is typing.
        ben.eval(
            "new MutationObserver(() => setTimeout(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true })))) \
             .observe(document.querySelector('#row'), { childList: true })",
        )
        .await;
        ann.press("a").await;
        ben.until("document.querySelector('#answer .state').textContent === 'Approved'").await;
        assert_eq!(ben.eval("return document.querySelectorAll('#answer details[open]').length").await, 0);
        ann.client.close().await.unwrap();
        ben.client.close().await.unwrap();
    });
}

#[test]
fn what_was_typed_is_kept_until_it_is_saved() {
    with_browser(|opener| async move {
        let server = Server::with(4);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(REVIEW)).await;
        on_row(&browser, 1).await;
        browser.press("e").await;
        browser.press(&format!(" Really.{}", Key::Escape)).await;
        browser.press("c").await;
        browser.press(&format!("Ask them.{}", Key::Escape)).await;
        browser.press("j").await;
        on_row(&browser, 2).await;
        browser.until("document.querySelector('#item-1').dataset.unsaved !== undefined").await;
        browser.press("k").await;
        on_row(&browser, 1).await;
        browser.client.refresh().await.unwrap();
        on_row(&browser, 1).await;
        browser.until("document.querySelector('#words').value.endsWith(' Really.')").await;
        browser
            .until("document.querySelector('details[data-open=c] input[type=text]').value === 'Ask them.'")
            .await;
        assert!(browser.text("#unsaved").await.starts_with("Unsaved"));
        // Approving what was edited saves the edit.
        browser.press("a").await;
        on_row(&browser, 2).await;
        assert_eq!(server.keeper.answers(1)[0], ("edited".to_owned(), format!("{SUGGESTED} Really.")));
        browser.client.close().await.unwrap();
    });
}

#[test]
fn approving_edited_words_without_a_script_saves_them() {
    let server = Server::with(2);
    let words = SUGGESTED.replace(' ', "+");
    let form = |words: &str| format!("version=1&decision=approve&option=Yes&words={words}");
    assert_eq!(server.post(&format!("{REVIEW}/rows/1"), &form(&words)).status(), "303");
    assert_eq!(server.post(&format!("{REVIEW}/rows/2"), &form("Our+own+words.")).status(), "303");
    assert_eq!(states(&server), ["approved", "edited"]);
    assert_eq!(server.keeper.answers(1)[1].1, "Our own words.");
}

#[test]
fn z_takes_back_my_last_decision_wherever_i_am() {
    with_browser(|opener| async move {
        let server = Server::with(6);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(REVIEW)).await;
        on_row(&browser, 1).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        browser.press("a").await;
        on_row(&browser, 3).await;
        browser.press("j").await;
        on_row(&browser, 4).await;
        browser.press("z").await;
        on_row(&browser, 2).await;
        browser.until("document.querySelector('.toast')?.textContent.startsWith('Undone: 2 ')").await;
        assert_eq!(states(&server)[..3], ["approved", "suggested", "suggested"]);
        browser.press("z").await;
        on_row(&browser, 1).await;
        browser.until("document.querySelector('#item-1').dataset.state === 'suggested'").await;
        assert_eq!(states(&server)[0], "suggested");
        browser.client.close().await.unwrap();
    });
}

#[test]
fn approving_what_has_no_suggestion_says_why_not() {
    with_browser(|opener| async move {
        let server = Server::with(2);
        let browser = opener.open(1280, 800, false).await;
        browser.go(&server.url(REVIEW)).await;
        on_row(&browser, 1).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        browser.press("k").await;
        on_row(&browser, 1).await;
        browser.press("a").await;
        browser.until("document.querySelector('.toast')?.textContent.includes('decided already')").await;
        browser.client.close().await.unwrap();
    });
}
