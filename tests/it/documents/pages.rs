//! Pages.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::{folder, read};
use countersign::document::DocumentName;
use countersign::parse::parse;

#[test]
fn pages_read_as_a_browser_shows_them_without_what_frames_them() {
    assert_snapshot!("pages", folder("pages"));
}

#[test]
fn a_page_is_in_the_encoding_that_its_bytes_or_its_head_say() {
    let page = |head: &str, words: &[u8]| {
        let bytes = [head.as_bytes(), b"<p>", words, b" is the word for keys here.</p>"].concat();
        read("a.html", bytes).lines().skip(3).collect::<Vec<_>>().join("|")
    };
    assert_snapshot!(page("<meta charset=iso-8859-2>", b"kl\xed"), @"  Sentence klí is the word for keys here.");
    assert_snapshot!(page("<meta charset=koi8-r>", b"\xcb\xcc\xc0\xde"), @"  Sentence ключ is the word for keys here.");
    assert_snapshot!(page("<meta http-equiv=content-type content='text/html; charset=shift_jis'>", b"\x8c\xae"), @"  Sentence 鍵 is the word for keys here.");
    assert_snapshot!(page("<meta charset=windows-1252>", "Schlüssel".as_bytes()), @"  Sentence Schlüssel is the word for keys here.");
    let utf16: Vec<u8> = "\u{FEFF}<p>Clé of all keys</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(read("a.htm", utf16).lines().skip(3).collect::<String>(), @"  Sentence Clé of all keys");
}

#[test]
fn deep_and_broken_pages_are_read_flat_or_named() {
    assert_snapshot!(read("deep.html", "<div>".repeat(1_000_000)), @"error: deep.html: the elements of this page are nested more than 2,000 deep; it may be damaged or made to do harm. Open it in a browser and save its text");
    let deep =
        format!("<h1>Deep</h1>{}<p>Words in the deep.</p><p>And more of them.</p>", "<div>".repeat(1_500));
    assert_snapshot!(read("flat.html", deep), @r"
    flat.html — Deep


      Sentence Words in the deep.
      Sentence And more of them.
    ");
    let lists = format!("{}Words in the deep.", "<ul><li>".repeat(700));
    assert_snapshot!(read("lists.html", lists), @r"
    lists.html — lists


      Item Words in the deep.
    ");
    assert_snapshot!(read("table.html", format!("<table><tr><td colspan=999999999 rowspan=999999999>Wide words<td>b{}</table>", "<tr><td>c".repeat(3))), @r"
    table.html — table


      Row Wide words | b
      Row Wide words | c
      Row Wide words | c
      Row Wide words | c
    ");
    assert_snapshot!(read("empty.html", "<html><body><nav>Home</nav><script>x</script></body></html>"), @"error: empty.html: there are no words in this file. Add its text, or remove it from the workspace");
    assert_snapshot!(read("cut.html", "<h1>Cut</h1><p>Words up to the end <b>here</b><table><tr><td>a<td"), @r"
    cut.html — Cut


      Sentence Words up to the end here
      Sentence a
    ");
    assert_snapshot!(read("zero.html", "<p>a\0b</p>"), @"error: zero.html: expected text, but byte 4 is zero, as in a binary file. Save the document as plain text or Markdown");
}

proptest! {
    #[test]
    fn any_tags_give_passages_that_point_into_the_text(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<ul>", "<ol start=5>", "<li>", "</ul>", "<table>", "<tr>", "<td rowspan=3>", "<th colspan=2>",
        "</table>", "<h2>", "</h2>", "<b>", "</b>", "<i>", "<details>", "<summary>", "</details>", "<dl>", "<dt>", "<dd>", "<br><br>",
        "<form>", "<button aria-expanded=true>", "Words here. ", "Is it so? ", "1. One ", "née ", "Label: value ", "<pre>", "</pre>",
        "<template>", "<select>", "<main>", "<svg>", "<p class=MsoListParagraph>", "<header>", "&amp;", "<", "<!--", "-->",
    ]), 0..40)) {
        if let Ok((document, _)) = parse(DocumentName::new("any.html"), parts.concat().as_bytes()) {
            let mut end = 0;
            for passage in &document.passages {
                prop_assert!(document.slice(&passage.range).is_some_and(|words| !words.is_empty()));
                prop_assert!(passage.range.start >= end);
                end = passage.range.end;
            }
        }
    }
}
