//! Documents as bytes, field by field, with why one could not be read. The types themselves know nothing of it.

use std::ops::Range;

use super::{Wire, record, variants};
use crate::document::{
    ContentHash, Date, Disclosure, Document, DocumentName, Metadata, Passage, PassageKind, Section,
    SectionId, Warning,
};
use crate::parse::ParseError;

record!(Document { name, hash, text, pages, metadata, title, sections, passages });
record!(Metadata { title, version, owner, effective, review, disclosure, supersedes });
record!(Section { path, heading, asks });
record!(Passage { section, kind, item, range, paragraph, lead });
record!(Warning { at, message });
variants!(PassageKind { 0 => Sentence, 1 => Item, 2 => Row });
variants!(Disclosure { 0 => Public, 1 => Nda, 2 => Internal });
variants!(ParseError {
    0 => UnknownFormat { document },
    1 => Empty { document },
    2 => Binary { document, at },
    3 => TooLarge { document },
    4 => Misstated { document, what },
    5 => Unread { document, why },
    6 => Damaged { document, what },
    7 => Encrypted { document },
    8 => NoWords { document, what, way_out },
});

impl Wire for DocumentName {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(Self::new)
    }
}

impl Wire for ContentHash {
    fn put(&self, out: &mut Vec<u8>) {
        self.bytes().to_vec().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::from_bytes(Vec::take(from)?.try_into().ok()?))
    }
}

impl Wire for Date {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_julian_day().cast_unsigned().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_julian_day(u32::take(from)?.cast_signed()).ok()
    }
}

impl Wire for SectionId {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        usize::take(from).map(Self)
    }
}

impl Wire for Range<usize> {
    fn put(&self, out: &mut Vec<u8>) {
        self.start.put(out);
        self.end.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(usize::take(from)?..usize::take(from)?)
    }
}
