//! One integration binary, so that it links once. Data in, rendered text out.

mod parse;
mod structure;
mod workbook;
