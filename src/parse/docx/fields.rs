//! Fields (ECMA-376 part 1, 17.16): what is shown is their result, never their instruction; tables of contents and indexes
//! are left out.

/// Fields whose result repeats what stands elsewhere.
const LEFT_OUT: &[&str] = &["TOC", "INDEX", "TOA", "RD", "TC", "XE"];

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Its result has begun.
    result: bool,
}

impl Fields {
    /// Takes a `w:fldChar` of this type.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.result = true;
                }
            }
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    /// Takes a piece of an instruction.
    pub fn instruct(&mut self, words: &str) {
        if let Some(field) = self.0.last_mut() {
            field.instruction.push_str(words);
        }
    }

    /// Whether text is shown here.
    pub fn show(&self) -> bool {
        self.0.iter().all(|field| field.result && !is_left_out(&field.instruction))
    }

    /// A paragraph ends: an instruction that has not ended in it never does, as in a damaged file.
    pub fn end_paragraph(&mut self) {
        self.0.retain(|field| field.result);
    }

    /// A heading of the text itself stands here, so that no table of contents can be open any more.
    pub fn end_left_out(&mut self) {
        self.0.retain(|field| !is_left_out(&field.instruction));
    }
}

/// Whether a field of this instruction is left out.
pub(super) fn is_left_out(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    LEFT_OUT.iter().any(|left_out| name.eq_ignore_ascii_case(left_out))
}
