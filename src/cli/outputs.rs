//! Where results are written: names beside one another, never over an input, whole or not at all.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Writes one result where the user says; never over its input.
pub(super) fn write_beside(file: &Path, input: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = file.file_name().with_context(|| format!("{}: not the name of a file", file.display()))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let outputs = Outputs::new(folder, &[input.to_path_buf()])?;
    let path = outputs.path(&name.to_string_lossy())?;
    outputs.write(&path, bytes)
}

/// A folder for results, with the files that must not be touched and the names already given in this run.
pub(super) struct Outputs {
    folder: PathBuf,
    inputs: HashSet<PathBuf>,
    given: HashSet<String>,
}

impl Outputs {
    /// Makes the folder if need be.
    pub(super) fn new(folder: &Path, inputs: &[PathBuf]) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| {
            format!("{}: the folder for results cannot be made (--out DIR)", folder.display())
        })?;
        let inputs = inputs.iter().filter_map(|path| path.canonicalize().ok()).collect();
        Ok(Self { folder: folder.to_path_buf(), inputs, given: HashSet::new() })
    }

    /// A stem for one input's results, different from every other in this run: `name`, else `name-2`, `name-3`.
    pub(super) fn stem(&mut self, input: &Path) -> String {
        let stem =
            input.file_stem().map_or_else(|| "questionnaire".into(), |s| s.to_string_lossy().into_owned());
        let mut name = stem.clone();
        let mut number = 1;
        while !self.given.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        name
    }

    /// The path of a result; refuses one that is an input of this run.
    pub(super) fn path(&self, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(name);
        if path.canonicalize().is_ok_and(|real| self.inputs.contains(&real)) {
            bail!(
                "{} is one of the questionnaires and is never overwritten; choose another place for the results",
                path.display()
            );
        }
        Ok(path)
    }

    /// Writes beside, then renames: the file is there whole, or as it was before.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        let write = || -> std::io::Result<()> {
            let mut beside = tempfile::Builder::new().prefix(".countersign-").tempfile_in(&self.folder)?;
            beside.write_all(bytes)?;
            open_to_group(beside.as_file())?;
            beside.persist(path)?;
            Ok(())
        };
        write().with_context(|| format!("{}: cannot be written", path.display()))
    }
}

/// Temporary files are for their owner alone; results are as readable as any file the user makes.
#[cfg(unix)]
fn open_to_group(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_group(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}
