//! What crosses between the two processes, field by field. The types themselves know nothing of it.

use std::ops::Range;

use super::wire::{Wire, record, variants};
use super::{Failed, Filling, Task};
use crate::document::{
    ContentHash, Date, Disclosure, Document, DocumentName, Metadata, Passage, PassageKind, Section,
    SectionId, Warning,
};
use crate::parse::ParseError;
use crate::sheet::{Fault, Filled, Format, Marking, Refusal};
use crate::workbook::{
    Accepts, Area, Areas, Cell, CellAnswer, CellKind, Column, Position, Row, Rule, Sheet, Value, Visibility,
    Workbook,
};

record!(Workbook { sheets, warnings });
record!(Sheet {
    name,
    visibility,
    cells,
    merges,
    hidden_rows,
    hidden_columns,
    rules,
    protected,
    over_locks,
    damage,
    unlocked_rows,
    unlocked_columns,
    computed,
    table_headers,
    widths,
});
record!(Cell { text, kind, formula, locked, bold, fill, border, locator });
record!(Rule { areas, accepts, lenient });
record!(Position { row, column });
record!(Area { first, last });
variants!(Visibility { 0 => Visible, 1 => Hidden });
variants!(CellKind { 0 => Empty, 1 => Text, 2 => Number, 3 => Date, 4 => Bool, 5 => Error });
variants!(Accepts {
    0 => List(options),
    1 => Whole { least, most },
    2 => Decimal { least, most },
    3 => Date,
    4 => Time,
    5 => Length { least, most },
    6 => Custom(formula),
});

record!(CellAnswer { sheet, at, value });
record!(Marking { draft, note });
record!(Filled { bytes, written, refused, parts_kept, parts_changed, warnings });
record!(Refusal { sheet, at, reason });
variants!(Value { 0 => Text(text), 1 => Number(number), 2 => Bool(yes) });
record!(Filling { answers, marking, over_locks });
variants!(Task { 0 => Read, 1 => Fill(filling), 2 => Document });
variants!(Failed { 0 => OutOfMemory, 1 => Sheet(fault), 2 => Document(error) });
variants!(Format { 0 => Xlsx, 1 => Xlsm, 2 => Csv, 3 => Tsv, 4 => Docx, 5 => Ods, 6 => Xls, 7 => Xlsb });
variants!(Fault {
    0 => NotAWorkbook { what, advice },
    1 => Encrypted,
    2 => Signed,
    3 => Damaged { part, detail },
    4 => DuplicatePart { name },
    5 => TooLarge { what, limit },
    6 => Unsafe { part, what },
    7 => NotFilled(why),
    8 => OutOfMemory,
});

impl Wire for Row {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u32::take(from).map(Self)
    }
}

impl Wire for Column {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u32::take(from).map(Self)
    }
}

/// Only the areas cross; looking them up is prepared anew.
impl Wire for Areas {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_vec().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Vec::<Area>::take(from).map(Self::from)
    }
}

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
    3 => TooLarge { document, bytes },
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
