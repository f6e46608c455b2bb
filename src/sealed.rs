//! Files that only save time, sealed with a checksum: read whole and as they were written, or not at all. What stands in
//! them is their owners' business.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

/// What stands between the head and the seal; none where the file is missing, cut short, altered, or begins otherwise.
pub fn read(file: &Path, head: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = fs::read(file).ok()?;
    let (whole, seal) = bytes.split_last_chunk::<32>()?;
    if Sha256::digest(whole).as_slice() != seal || !whole.starts_with(head) {
        return None;
    }
    bytes.truncate(bytes.len() - 32);
    bytes.drain(..head.len());
    Some(bytes)
}

/// Writes head and body with their seal, beside, then renames: a killed process leaves the old file or the new one. Makes the
/// folder if need be.
pub fn write(file: &Path, head: &[u8], body: &[u8]) -> io::Result<()> {
    let seal = Sha256::new().chain_update(head).chain_update(body).finalize();
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    [head, body, seal.as_slice()].into_iter().try_for_each(|piece| beside.write_all(piece))?;
    beside.persist(file)?;
    Ok(())
}

/// Which build of this program this is, by the size and the time of its own file: another one may read otherwise. None where
/// that cannot be told.
pub fn build() -> Option<String> {
    let file = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let time = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), time.as_nanos()))
}
