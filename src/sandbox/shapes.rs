//! What crosses between the two processes, field by field. The types themselves know nothing of it.

use super::{Failed, Filling, Task};
use crate::sheet::{Fault, Filled, Format, Marking, Refusal};
use crate::wire::{Wire, record, variants};
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
