//! How a workspace's files are read: what is too large or changes, what was read before.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use super::{countersign, folder, run};

fn passages(workspace: &Path, cache: &Path) -> String {
    let mut command = countersign();
    command.env("COUNTERSIGN_CACHE", cache).args(["passages", "--workspace"]).arg(workspace);
    let ran = run(&mut command);
    format!("{}{}", ran.err, ran.out)
}

/// Three thousand megabytes that take no room on the disk.
#[test]
fn a_huge_file_is_named_and_the_others_are_read() {
    let root = folder(&[("policy.md", "# Policy\n\nAll of it is here.\n"), ("huge.txt", "")]);
    fs::File::options().write(true).open(root.path().join("huge.txt")).unwrap().set_len(3000 << 20).unwrap();
    let cache = tempfile::tempdir().unwrap();
    assert_snapshot!(passages(root.path(), cache.path()), @r"
    warning: huge.txt skipped: it is larger than the 67108864 bytes that are read. Split the document into smaller ones
    ── policy.md “Policy”, 1 passages

       (before the first heading)
       · All of it is here.

    1 documents, 1 passages, 0 warnings, 1 files skipped
    ");
}

/// What is kept only saves time: altered, cut short or emptied it changes nothing.
#[test]
fn a_damaged_cache_changes_nothing() {
    let root = folder(&[("policy.csv", "Control,Description\nAC-1,Access is reviewed every quarter.\n")]);
    let cache = tempfile::tempdir().unwrap();
    let first = passages(root.path(), cache.path());
    let kept = || fs::read_dir(cache.path().join("documents")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(kept().count(), 1);
    assert_eq!(passages(root.path(), cache.path()), first);
    let file = kept().next().unwrap();
    let whole = fs::read(&file).unwrap();
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    for damaged in [&altered[..], &whole[..whole.len() / 2], b"", b"countersign document"] {
        fs::write(&file, damaged).unwrap();
        assert_eq!(passages(root.path(), cache.path()), first);
        assert!(fs::read(&file).unwrap() == whole, "it is written anew");
    }
}

/// The same bytes under another name are another document.
#[test]
fn a_renamed_document_has_its_new_name() {
    let root = folder(&[("a.csv", "Control,Description\nAC-1,Access is reviewed every quarter.\n")]);
    let cache = tempfile::tempdir().unwrap();
    assert!(passages(root.path(), cache.path()).contains("a.csv"));
    fs::rename(root.path().join("a.csv"), root.path().join("b.csv")).unwrap();
    let renamed = passages(root.path(), cache.path());
    assert!(renamed.contains("── b.csv “b”") && !renamed.contains("a.csv"), "{renamed}");
}
