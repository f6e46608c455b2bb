//! Countersign answers a customer's questionnaire from a vendor's own documents.
//!
//! The `mod` list below is the dependency order: a module uses only modules declared above it. Three floors: the
//! core is pure (bytes, text and times in; values out), the adapters know one outside format or library each, the
//! edges know the user. `tests/it/structure.rs` reads the sources and holds us to it.

// Core.
pub mod document;
pub mod words;
pub mod options;
pub mod workbook;
pub mod question;
pub mod layout;
pub mod citation;
pub mod evidence;
pub mod check;
pub mod library;
pub mod suggestion;
pub mod review;
pub mod coverage;
pub mod measure;

// Adapters.
pub mod sealed;
pub mod toml_table;
pub mod sheet;
pub mod parse;
pub mod wire;
pub mod sandbox;
pub mod report;
pub mod encode;
pub mod reader;
pub mod index;
pub mod folder;
pub mod cache;
pub mod settings;
pub mod corrections;
pub mod store;

// Edges.
pub mod assistant;
pub mod web;
pub mod cli;
