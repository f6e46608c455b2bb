//! Which files of a folder are a workspace's documents.

use std::fs;
use std::path::Path;

use countersign::folder;
use insta::assert_snapshot;

/// Makes the files (empty ones end with `/` for a folder) and shows what is read.
fn shown(files: &[&str]) -> String {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let path = root.path().join(file);
        fs::create_dir_all(if file.ends_with('/') { &path } else { path.parent().unwrap() }).unwrap();
        if !file.ends_with('/') {
            fs::write(path, "Words.").unwrap();
        }
    }
    show(root.path(), root.path())
}

fn show(root: &Path, folder: &Path) -> String {
    let text = match folder::find(folder, &["md", "txt"], &[]) {
        Ok((files, skipped)) => {
            let files = files.iter().map(|file| format!("{}\n", file.name));
            files.chain(skipped.iter().map(|s| format!("skipped {}: {}\n", s.name, s.reason))).collect()
        }
        Err(e) => format!("error: {e}"),
    };
    text.replace(&root.display().to_string(), "ROOT")
}

#[test]
fn documents_are_read_by_name_from_all_folders() {
    assert_snapshot!(shown(&["b.md", "a.TXT", "policies/c.md", ".git/d.md", ".hidden.md", "logo.png"]), @r"
    a.TXT
    b.md
    policies/c.md
    ");
}

#[test]
fn a_shelf_of_workspaces_is_refused() {
    assert_snapshot!(shown(&["README.md", "acme/a.md", "other/b.md"]), @"error: ROOT holds several folders of documents and none of its own: acme, other. One workspace never sees another's words, so name one of them: --workspace ROOT/acme (or, if they are all one vendor's, put an empty file workspace.toml into ROOT)");
}

#[test]
fn folders_that_belong_together_are_one_workspace() {
    assert_snapshot!(shown(&["workspace.toml", "policies/a.md", "faq/b.md"]), @r"
    faq/b.md
    policies/a.md
    ");
    assert_snapshot!(shown(&["policies/a.md", "policies/b.md"]), @r"
    policies/a.md
    policies/b.md
    ");
}

#[test]
fn an_inner_workspace_is_never_read_with_its_neighbours() {
    assert_snapshot!(shown(&["own.md", "acme/workspace.toml", "acme/a.md"]), @"error: ROOT holds another workspace (acme). One workspace never sees another's words: move it out, or name it: --workspace ROOT/acme");
}

#[test]
fn what_is_no_workspace_says_so() {
    assert_snapshot!(shown(&["logo.png", "empty/"]), @"error: ROOT holds no documents (.md, .txt). Put the vendor's documents there, or give another folder");
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("a.md");
    fs::write(&file, "Words.").unwrap();
    assert_snapshot!(show(root.path(), &file), @"error: ROOT/a.md is a file. Give the folder that holds the documents: --workspace DIR");
    assert_snapshot!(show(root.path(), &root.path().join("gone")), @"error: ROOT/gone: there is no such folder. Give the folder that holds one vendor's documents: --workspace DIR");
}

#[cfg(unix)]
#[test]
fn links_are_named_and_left_out() {
    let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(root.path().join("own.md"), "Words.").unwrap();
    fs::write(elsewhere.path().join("secret.md"), "Another's words.").unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), root.path().join("link.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("folder")).unwrap();
    assert_snapshot!(show(root.path(), root.path()), @r"
    own.md
    skipped link.md: a link; put the document itself into the workspace
    ");
}
