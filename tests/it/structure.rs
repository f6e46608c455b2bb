//! The shape of the sources: modules use only what is declared above them, and each big dependency has one home.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that may be named only below these modules.
const HOMES: &[(&str, &[&str])] = &[
    ("tantivy", &["index"]),
    ("calamine", &["sheet"]),
    ("zip", &["report", "sheet"]),
    ("quick_xml", &["sheet"]),
    ("rust_xlsxwriter", &["report", "sheet"]),
    ("pulldown_cmark", &["parse"]),
    ("html5ever", &["parse"]),
    ("saphyr_parser", &["parse"]),
    ("hayro_font", &["parse"]),
    ("hayro_cmap", &["parse"]),
    ("rten", &["encode", "reader"]),
    ("rten_text", &["encode"]),
    ("rten_tensor", &["encode", "reader"]),
    ("toml", &["corrections", "toml_table"]),
    ("clap", &["cli"]),
    ("comfy_table", &["cli"]),
    ("indicatif", &["cli"]),
    ("anyhow", &["cli", "web", "main"]),
    ("axum", &["web"]),
    ("askama", &["web"]),
    ("tower_http", &["web"]),
    ("utoipa", &["web"]),
    ("ureq", &["cli"]),
    ("futures_util", &["web"]),
    ("rustix", &["sandbox"]),
    ("unicode_width", &["check"]),
    ("getrandom", &["assistant"]),
    ("sqlx", &["store"]),
    ("tokio", &["store", "web"]),
];

/// Modules of the core floor: no clock, no disk, no network, no environment.
const CORE_KEEPS_OUT: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "std::time::SystemTime", "Instant::now", "now_utc"];

#[test]
fn modules_use_only_what_is_declared_above_them() {
    let order = declared();
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let Some(here) = module_of(&file).and_then(|name| Some((order.get(&name)?.1, name))) else {
            continue;
        };
        for used in used_modules(&fs::read_to_string(&file).unwrap()) {
            if order.get(&used).is_some_and(|(_, place)| *place > here.0) {
                wrong.push(format!("{}: uses {used}, which is declared below {}", file.display(), here.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_big_dependency_has_one_home() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let module = module_of(&file).unwrap_or_else(|| "main".into());
        let text = code(&fs::read_to_string(&file).unwrap());
        for (krate, homes) in HOMES {
            if !homes.contains(&module.as_str()) && names_crate(&text, krate) {
                wrong.push(format!("{}: names {krate}, whose home is {}", file.display(), homes.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reading a customer's file can end a process, so only the child that `sandbox` starts does. `parse` reads tables in the
/// same child.
#[test]
fn customers_files_are_read_in_the_sandbox_only() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let module = module_of(&file).unwrap_or_else(|| "main".into());
        let text = code(&fs::read_to_string(&file).unwrap());
        if !["sheet", "sandbox", "parse"].contains(&module.as_str()) && text.contains("sheet::read") {
            wrong.push(file.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_asks_for_neither_clock_nor_disk() {
    let order = declared();
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let Some(name) = module_of(&file) else { continue };
        if order.get(&name).is_none_or(|(floor, _)| floor != "Core.") {
            continue;
        }
        let text = code(&fs::read_to_string(&file).unwrap());
        let found = CORE_KEEPS_OUT.iter().filter(|what| text.contains(**what));
        wrong.extend(found.map(|what| format!("{}: {what}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources(Path::new("src"))
        .into_iter()
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

/// Module → (floor, place), from the `mod` list of src/lib.rs.
fn declared() -> BTreeMap<String, (String, usize)> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let mut floor = String::new();
    let mut order = BTreeMap::new();
    for line in text.lines() {
        if let Some(comment) = line.strip_prefix("// ") {
            floor = comment.to_owned();
        } else if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            order.insert(name.to_owned(), (floor.clone(), order.len()));
        }
    }
    assert!(order.len() > 3, "src/lib.rs declares the modules");
    order
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The top-level module a file belongs to; none for lib.rs and main.rs.
fn module_of(file: &Path) -> Option<String> {
    let first =
        file.strip_prefix("src").unwrap().components().next()?.as_os_str().to_string_lossy().into_owned();
    let name = first.trim_end_matches(".rs").to_owned();
    (name != "lib" && name != "main").then_some(name)
}

/// The text without its comments' lines.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn used_modules(text: &str) -> Vec<String> {
    let code = code(text);
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split('}').next().unwrap_or("");
            used.extend(inside.split(',').map(|name| first_word(name.trim())));
        } else {
            used.push(first_word(rest));
        }
    }
    used
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn names_crate(code: &str, krate: &str) -> bool {
    code.match_indices(&format!("{krate}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}
