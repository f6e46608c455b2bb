//! One integration binary, so that it links once. Data in, rendered text out.

mod check;
mod cli;
mod desk;
mod docx;
mod documents;
mod encode;
mod evidence;
mod folder;
mod index;
mod options;
mod parse;
mod pdf;
mod reader;
mod review;
mod sandbox;
mod sheet;
mod library;
mod layout;
mod store;
mod structure;
mod web;
mod workbook;
