//! Running text as a browser joins it: white space collapses, a line break is kept. Knows characters only.

/// Running text while it is put together.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    /// A space is due before the next word.
    space: bool,
    /// How many elements that make bold are open.
    pub bold: usize,
    /// Letters and digits, and those of them in bold.
    letters: usize,
    bold_letters: usize,
    /// Where the bold words at the start end; 0 where there are none.
    label: usize,
}

/// Running text that is put together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    /// It is bold all through.
    pub bold: bool,
    /// Where the bold words that it begins with end; 0 where it begins otherwise.
    pub label: usize,
}

impl Inline {
    /// Adds words.
    pub(super) fn push(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                self.space = true;
            } else if !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
                self.put(c);
            }
        }
    }

    fn put(&mut self, c: char) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        let begins = self.letters == self.bold_letters;
        self.text.push(c);
        if c.is_alphanumeric() {
            self.letters += 1;
            self.bold_letters += usize::from(self.bold > 0);
        }
        if self.bold > 0 && begins {
            self.label = self.text.len();
        }
    }

    /// A line ends here.
    pub(super) fn end_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Words apart from what came before and comes after, in the same line.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Lines as they are.
    pub(super) fn push_lines(&mut self, words: &str) {
        for line in words.lines() {
            self.push(line);
            self.end_line();
        }
    }

    /// Whether there are no words yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far; what is open stays open.
    pub(super) fn take(&mut self) -> Run {
        let done = std::mem::replace(self, Self { bold: self.bold, ..Self::default() });
        let text = done.text.trim_end().to_owned();
        let bold = done.letters > 0 && done.letters == done.bold_letters;
        Run { label: done.label.min(text.len()), bold, text }
    }
}

impl Run {
    /// In one line.
    pub(super) fn line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Cuts at empty lines, as pages make paragraphs with two line breaks.
    pub(super) fn paragraphs(self) -> Vec<Self> {
        if !self.text.contains("\n\n") {
            return vec![self];
        }
        let Self { text, bold, label } = self;
        let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        let first_only = |at: usize| if at == 0 { label } else { 0 };
        parts
            .enumerate()
            .map(|(at, part)| Self { label: first_only(at).min(part.len()), bold, text: part.to_owned() })
            .collect()
    }
}
