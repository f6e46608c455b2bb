//! Prints how well the layouts found in a folder's files agree with an expected-layouts.json.
//!
//! `cargo run --example score_layouts -- EXPECTED.json DIR...`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use countersign::layout::score::{Expected, Score, score};
use countersign::layout::{Overrides, find};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let expected = arguments.next().ok_or_else(|| anyhow::anyhow!("EXPECTED.json DIR..."))?;
    let folders: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let files: BTreeMap<String, Expected> = serde_json::from_slice(&std::fs::read(expected)?)?;
    let mut all = Score::default();
    for (name, expected) in &files {
        let Some(path) = folders.iter().map(|folder| folder.join(name)).find(|path| path.exists()) else {
            continue;
        };
        match one(&path, expected) {
            Ok(score) => all.add(&score),
            Err(error) => println!("{name:40} {error}"),
        }
    }
    print("ALL", &all, "");
    Ok(())
}

fn one(path: &Path, expected: &Expected) -> anyhow::Result<Score> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (_, workbook) = countersign::sheet::read(&name, std::fs::read(path)?)?;
    let start = Instant::now();
    let layout = find(&workbook, &Overrides::default());
    let took = start.elapsed();
    let score = score(expected, &layout);
    print(&name, &score, &format!("{took:.0?}"));
    for what in &score.wrong {
        println!("        {what}");
    }
    Ok(score)
}

fn print(name: &str, score: &Score, took: &str) {
    println!(
        "{name:42} recall {:5.1} precision {:5.1} columns {}/{} ids {:5.1} options {}/{} follows {}/{} states {}/{} {took}",
        score.recall.percent(),
        score.precision.percent(),
        score.columns.right,
        score.columns.all,
        score.ids.percent(),
        score.options.right,
        score.options.all,
        score.follows.right,
        score.follows.all,
        score.states.right,
        score.states.all,
    );
}
