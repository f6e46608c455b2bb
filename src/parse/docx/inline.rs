//! What stands within a paragraph: the words that are shown, the notes it refers to, the text boxes that hang on it.

use super::block::{Note, Paragraph};
use super::body::Body;
use super::fields::is_left_out;
use super::properties::{self, Run};
use super::styles::Look;
use crate::sheet::{Fault, Tag, is_true};

/// Symbols of Wingdings and its kind that say something.
const SYMBOLS: &[(u32, &str)] = &[
    (0x6F, "☐"),
    (0x71, "☐"),
    (0xA8, "☐"),
    (0x72, "☐"),
    (0x78, "☒"),
    (0xFD, "☒"),
    (0xFE, "☑"),
    (0xFC, "✓"),
    (0xFB, "✗"),
    (0xE0, "→"),
    (0xF0, "⇨"),
];

impl Body<'_, '_> {
    /// The content of a paragraph, or of an element inside one.
    pub fn inline(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "pPr" => self.paragraph_properties(paragraph)?,
                "r" => self.run(paragraph)?,
                "del" | "moveFrom" => {
                    self.left.deletions += 1;
                    self.xml.skip()?;
                }
                "ins" | "moveTo" => {
                    self.left.insertions += 1;
                    self.deeper(|body| body.inline(paragraph))?;
                }
                "fldSimple" if is_left_out(&tag.attr("instr").unwrap_or_default()) => {
                    self.xml.skip()?;
                }
                "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" | "rubyBase" => {
                    self.deeper(|body| body.inline(paragraph))?;
                }
                "sdt" => self.control(|body| body.inline(paragraph))?,
                "AlternateContent" => self.either(paragraph, Self::inline)?,
                "oMath" | "oMathPara" => {
                    let formula = self.xml.text()?;
                    self.say(paragraph, &Run::default(), formula.trim());
                }
                "subDoc" => {
                    self.left.files += 1;
                    self.xml.skip()?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    /// The first of several ways to say one thing that adds words or boxes to the paragraph.
    fn either(
        &mut self,
        paragraph: &mut Paragraph,
        read: impl Fn(&mut Self, &mut Paragraph) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.alternative(|body| {
            let before = (paragraph.words.len(), paragraph.boxes.len());
            read(body, paragraph)?;
            Ok(before != (paragraph.words.len(), paragraph.boxes.len()))
        })
    }

    fn run(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        self.run_content(paragraph, &mut Run::default())
    }

    fn run_content(&mut self, paragraph: &mut Paragraph, run: &mut Run) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            self.piece(&tag, paragraph, run)?;
        }
        Ok(())
    }

    fn piece(&mut self, tag: &Tag, paragraph: &mut Paragraph, run: &mut Run) -> Result<(), Fault> {
        match tag.local() {
            "rPr" => {
                *run = properties::run(&mut self.xml)?;
                return Ok(());
            }
            "t" => {
                let words = self.xml.text()?;
                let kept = tag.attr("space").is_some_and(|space| space == "preserve");
                self.say(paragraph, run, if kept { &words } else { words.trim() });
                return Ok(());
            }
            "instrText" => {
                let words = self.xml.text()?;
                self.fields.instruct(&words);
                return Ok(());
            }
            "fldChar" => return self.field(tag, paragraph, run),
            "ruby" => return self.deeper(|body| body.inline(paragraph)),
            "drawing" | "pict" | "object" => return self.drawing(paragraph),
            "AlternateContent" => {
                let run = run.clone();
                return self
                    .either(paragraph, |body, paragraph| body.run_content(paragraph, &mut run.clone()));
            }
            "tab" | "ptab" => self.say(paragraph, run, "\t"),
            "br" | "cr" => self.say(paragraph, run, "\n"),
            "noBreakHyphen" => self.say(paragraph, run, "-"),
            "sym" => self.say(paragraph, run, symbol(tag)),
            "footnoteReference" => self.note(tag, paragraph, run, false),
            "endnoteReference" => self.note(tag, paragraph, run, true),
            _ => {}
        }
        self.xml.skip().map(drop)
    }

    fn look(&self, paragraph: &Paragraph, run: &Run) -> Look {
        self.styles.look(&paragraph.para, run)
    }

    /// Adds words, unless they are not seen.
    fn say(&mut self, paragraph: &mut Paragraph, run: &Run, words: &str) {
        if !self.fields.show() || words.is_empty() {
            return;
        }
        let look = self.look(paragraph, run);
        if look.hidden {
            self.left.hidden += usize::from(!words.trim().is_empty());
        } else if words.contains('\u{AD}') {
            // A soft hyphen is only a place where a line may be broken.
            paragraph.push(&words.replace('\u{AD}', ""), look);
        } else {
            paragraph.push(words, look);
        }
    }

    fn note(&self, tag: &Tag, paragraph: &mut Paragraph, run: &Run, end: bool) {
        if self.fields.show() && !self.look(paragraph, run).hidden {
            let id = tag.attr("id").unwrap_or_default().into_owned();
            paragraph.notes.push(Note { end, id });
        }
    }

    /// A mark of a field; a check box of an old form is shown as one.
    fn field(&mut self, tag: &Tag, paragraph: &mut Paragraph, run: &Run) -> Result<(), Fault> {
        let kind = tag.attr("fldCharType").unwrap_or_default();
        let mut ticked = None;
        while let Some(inner) = self.xml.child()? {
            if inner.local() == "ffData" {
                ticked = self.form_field()?;
            } else {
                self.xml.skip()?;
            }
        }
        if let Some(ticked) = ticked {
            self.say(paragraph, run, if ticked { "☒" } else { "☐" });
        }
        self.fields.mark(&kind);
        Ok(())
    }

    /// Whether the check box of a form field is ticked, if it is one (17.16.7).
    fn form_field(&mut self) -> Result<Option<bool>, Fault> {
        let mut ticked = None;
        while let Some(tag) = self.xml.child()? {
            if tag.local() != "checkBox" {
                self.xml.skip()?;
                continue;
            }
            let (mut default, mut own) = (false, None);
            while let Some(inner) = self.xml.child()? {
                let on = inner.attr("val").is_none_or(|value| is_true(&value));
                match inner.local() {
                    "default" => default = on,
                    "checked" => own = Some(on),
                    _ => {}
                }
                self.xml.skip()?;
            }
            ticked = Some(own.unwrap_or(default));
        }
        Ok(ticked)
    }

    /// A drawing: what stands in its text boxes.
    fn drawing(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        self.deeper(|body| {
            while let Some(tag) = body.xml.child()? {
                match tag.local() {
                    "txbxContent" => body.text_box(paragraph)?,
                    "AlternateContent" => body.either(paragraph, Self::drawing)?,
                    "blip" | "imagedata" => {
                        body.left.pictures += 1;
                        body.xml.skip()?;
                    }
                    "chart" | "relIds" => {
                        body.left.charts += 1;
                        body.xml.skip()?;
                    }
                    _ => body.drawing(paragraph)?,
                }
            }
            Ok(())
        })
    }

    /// A box has fields of its own.
    fn text_box(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        if !self.fields.show() {
            return self.xml.skip().map(drop);
        }
        let outer = std::mem::take(&mut self.fields);
        let done = self.blocks(&mut paragraph.boxes);
        self.fields = outer;
        done
    }
}

/// What a symbol shows; nothing where only its font knows.
fn symbol(tag: &Tag) -> &'static str {
    let font = tag.attr("font").unwrap_or_default();
    let code = tag.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    // The fonts' own characters are shown at F000 and above (17.3.3.30).
    let code = code.map(|code| if code >= 0xF000 { code - 0xF000 } else { code });
    let known = SYMBOLS.iter().find(|(known, _)| font.starts_with("Wingdings") && Some(*known) == code);
    known.map_or("", |(_, shown)| shown)
}
