//! A workspace's folder: which files are its documents, and their bytes. Reads nothing outside the folder.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::document::DocumentName;

/// A file of a workspace.
#[derive(Clone, Debug)]
pub struct File {
    pub name: DocumentName,
    path: PathBuf,
}

impl File {
    /// The file's bytes, of one that is larger only so much as shows it; or why there are none. A file that changes while it
    /// is read is read once more, then given up.
    pub fn read(&self, most: usize) -> Result<Vec<u8>, String> {
        for _ in 0..2 {
            if let Some(bytes) = self.read_once(most).map_err(|e| format!("cannot be read: {e}"))? {
                return Ok(bytes);
            }
        }
        Err("it changes while it is read; try again when it is whole".to_owned())
    }

    /// None where the file is not the same after as before.
    fn read_once(&self, most: usize) -> io::Result<Option<Vec<u8>>> {
        let file = fs::File::open(&self.path)?;
        let stamp = |file: &fs::File| file.metadata().map(|found| (found.len(), found.modified().ok()));
        let before = stamp(&file)?;
        let mut bytes =
            Vec::with_capacity(usize::try_from(before.0).unwrap_or(0).min(most.saturating_add(1)));
        (&file).take(most as u64 + 1).read_to_end(&mut bytes)?;
        let whole = bytes.len() > most || bytes.len() as u64 == before.0;
        Ok((whole && stamp(&file)? == before).then_some(bytes))
    }
}

/// A file of a workspace that could not be used.
#[derive(Clone, Debug)]
pub struct Skipped {
    pub name: DocumentName,
    pub reason: String,
}

/// Why a folder cannot be a workspace.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error(
        "{folder}: there is no such folder. Give the folder that holds one vendor's documents: --workspace DIR"
    )]
    Missing { folder: String },
    #[error("{folder} is a file. Give the folder that holds the documents: --workspace DIR")]
    NotAFolder { folder: String },
    #[error("{folder}: cannot be read: {source}")]
    Unreadable { folder: String, source: io::Error },
    #[error(
        "{folder} holds no documents ({formats}). Put the vendor's documents there, or give another folder"
    )]
    Empty { folder: String, formats: String },
    #[error(
        "{folder} holds another workspace ({inner}). One workspace never sees another's words: move it out, or name it: \
         --workspace {example}"
    )]
    HoldsAnother { folder: String, inner: String, example: String },
    #[error(
        "{folder} holds several folders of documents and none of its own: {inner}. One workspace never sees another's \
         words, so name one of them: --workspace {example} (or, if they are all one vendor's, put an empty file \
         workspace.toml into {folder})"
    )]
    HoldsWorkspaces { folder: String, inner: String, example: String },
}

/// Names the file that marks a folder as one workspace.
const MARKER: &str = "workspace.toml";
/// Folders deeper than this are left alone.
const DEEPEST: usize = 16;

/// Finds every document of a workspace, by name. `formats` are the endings to read, without the dot, lower case.
/// Hidden files, links that lead out of the folder, and the files `but` (a questionnaire is no evidence for its own answers)
/// are left out; folders that cannot be read, and drafts that this program wrote, are named.
pub fn find(
    folder: &Path,
    formats: &[&str],
    but: &[PathBuf],
) -> Result<(Vec<File>, Vec<Skipped>), FolderError> {
    let shown = folder.display().to_string();
    match fs::metadata(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(FolderError::Missing { folder: shown }),
        Err(source) => return Err(FolderError::Unreadable { folder: shown, source }),
        Ok(found) if !found.is_dir() => return Err(FolderError::NotAFolder { folder: shown }),
        Ok(_) => {}
    }
    let but = but.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut walk = Walk { root: folder, formats, but, found: Vec::new(), skipped: Vec::new() };
    walk.folder(folder, 0).map_err(|source| FolderError::Unreadable { folder: shown.clone(), source })?;
    walk.found.sort();
    if walk.found.is_empty() {
        let formats = formats.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
        return Err(FolderError::Empty { folder: shown, formats });
    }
    check_alone(folder, &walk.found)?;
    Ok(walk.files())
}

/// Names, sizes and times of a workspace's documents and of its settings: another stamp, and it is to be read anew.
pub fn stamp(folder: &Path, formats: &[&str]) -> Result<String, FolderError> {
    let (files, skipped) = find(folder, formats, &[])?;
    let of = |path: &Path| match fs::metadata(path) {
        Ok(found) => format!("{} {:?}", found.len(), found.modified().ok()),
        Err(_) => String::new(),
    };
    let files = files.iter().map(|file| format!("{} {}", file.name, of(&file.path)));
    let skipped = skipped.iter().map(|skipped| skipped.name.to_string());
    let all: Vec<String> = files.chain(skipped).chain([of(&folder.join(MARKER))]).collect();
    Ok(all.join("\n"))
}

/// Refuses a folder with another workspace in it, and a shelf of workspaces: all documents but a read-me lie in two or
/// more inner folders, and nothing says that they belong together.
fn check_alone(folder: &Path, found: &[String]) -> Result<(), FolderError> {
    let mut inner: Vec<&str> = found.iter().filter_map(|name| Some(name.split_once('/')?.0)).collect();
    inner.dedup();
    let shown = || folder.display().to_string();
    let example = |name: &str| folder.join(name).display().to_string();
    if let Some(marked) = inner.iter().find(|name| folder.join(name).join(MARKER).is_file()) {
        let (folder, inner, example) = (shown(), (*marked).to_owned(), example(marked));
        return Err(FolderError::HoldsAnother { folder, inner, example });
    }
    let is_read_me = |name: &str| name.to_ascii_lowercase().starts_with("readme.");
    let own = found.iter().any(|name| !name.contains('/') && !is_read_me(name));
    if own || inner.len() < 2 || folder.join(MARKER).is_file() {
        return Ok(());
    }
    Err(FolderError::HoldsWorkspaces { folder: shown(), inner: inner.join(", "), example: example(inner[0]) })
}

/// Whether a file has the name of a filled copy or of a review workbook.
fn is_draft(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    stem.ends_with(".filled") || stem.ends_with(".review")
}

struct Walk<'a> {
    root: &'a Path,
    formats: &'a [&'a str],
    /// Files that are left out without a word.
    but: Vec<PathBuf>,
    /// Names below the root, with `/`.
    found: Vec<String>,
    skipped: Vec<Skipped>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                self.link(&path);
            } else if kind.is_dir() && depth < DEEPEST {
                if let Err(e) = self.folder(&path, depth + 1) {
                    self.skip(&path, format!("the folder cannot be read: {e}"));
                }
            } else if kind.is_file() {
                self.file(&path);
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if !self.formats.contains(&ending.as_str()) || self.is_left_out(path) {
            return;
        }
        // A citation names its document, so a name that cannot be written down is no name.
        if path.strip_prefix(self.root).unwrap_or(path).to_str().is_none() {
            return self.skip(path, "its name is not UTF-8; rename it".to_owned());
        }
        if is_draft(path) {
            return self.skip(path, "a draft that this program wrote; it is no source".to_owned());
        }
        self.found.push(self.name(path));
    }

    fn is_left_out(&self, path: &Path) -> bool {
        !self.but.is_empty() && fs::canonicalize(path).is_ok_and(|path| self.but.contains(&path))
    }

    /// A link to a file inside the folder counts as that file's second name and is left out; so is one that leads out.
    fn link(&mut self, path: &Path) {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if self.formats.contains(&ending.as_str()) {
            self.skip(path, "a link; put the document itself into the workspace".to_owned());
        }
    }

    fn skip(&mut self, path: &Path, reason: String) {
        self.skipped.push(Skipped { name: DocumentName::new(self.name(path)), reason });
    }

    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    fn files(self) -> (Vec<File>, Vec<Skipped>) {
        let path = |name: &str| name.split('/').fold(self.root.to_path_buf(), |path, part| path.join(part));
        let file = |name: String| File { path: path(&name), name: DocumentName::new(name) };
        (self.found.into_iter().map(file).collect(), self.skipped)
    }
}
