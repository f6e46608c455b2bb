//! The zip package: its directory checked before anything is inflated, its parts read under hard limits, and copies
//! of it made in which all parts but a few are the same compressed bytes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::xml::{Text, Xml};
use super::{Fault, MOST_BYTES};

/// The most parts; Excel's own files with hundreds of charts and pictures stay far below.
const MOST_PARTS: usize = 20_000;
/// The largest part, inflated.
const MOST_INFLATED: u64 = 512 << 20;
/// All parts together, inflated.
const MOST_INFLATED_IN_ALL: u64 = 2 << 30;
/// Deflate's own limit is 1032; sheets of empty cells reach 60.
const GREATEST_RATIO: u64 = 250;
/// Below this, a ratio is of no concern.
const SMALL: u64 = 16 << 20;

/// The zip directory's end lies within so many bytes of the file's end: 22 and a comment.
const MOST_COMMENT: usize = 22 + 65_535;

type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

/// A package, its directory checked.
#[derive(Clone)]
pub(crate) struct Package {
    bytes: Arc<[u8]>,
    archive: Archive,
    pub parts: Vec<Part>,
    places: HashMap<String, usize>,
}

/// One part, as the directory lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub name: String,
    pub size: u64,
    pub crc: u32,
    compressed: u64,
}

/// What a copy of a package does not take over as it is.
#[derive(Default)]
pub(crate) struct Changes {
    /// New bytes of parts that are there.
    pub changed: HashMap<usize, Vec<u8>>,
    /// Parts that were not there: name and bytes.
    pub added: Vec<(String, Vec<u8>)>,
}

/// One relationship of a part (OPC part 2, 6.5).
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub id: String,
    /// The last word of the type's address, alike in strict and transitional files (`worksheet`).
    pub kind: String,
    /// The target's name in the package; the address as it stands where it is outside.
    pub target: String,
    pub external: bool,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package").field("parts", &self.parts.len()).finish()
    }
}

fn broken(error: &zip::result::ZipError) -> Fault {
    Fault::damaged("the zip package", &error.to_string())
}

impl Package {
    /// Checks the directory: names, sizes, ratios, duplicates, overlaps, encryption.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        if bytes.len() > MOST_BYTES {
            return Err(Fault::too_large("the file", format!("{} MB", MOST_BYTES >> 20)));
        }
        let bytes: Arc<[u8]> = bytes.into();
        if !bytes.windows(4).rev().take(MOST_COMMENT).any(|four| four == b"PK\x05\x06") {
            return Err(Fault::damaged("the zip package", "its end is missing; it was probably cut off"));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).map_err(|e| broken(&e))?;
        if archive.has_duplicate_names() {
            return Err(Fault::DuplicatePart { name: String::new() });
        }
        if archive.len() > MOST_PARTS {
            return Err(Fault::too_large(format!("{} parts", archive.len()), format!("{MOST_PARTS} parts")));
        }
        if archive.has_overlapping_entries().map_err(|e| broken(&e))? {
            return Err(Fault::unsafe_part("the zip package", "parts that overlap"));
        }
        let parts = (0..archive.len()).map(|at| listed(&archive, at)).collect::<Result<Vec<_>, _>>()?;
        let package = Self { places: places(&parts)?, bytes, archive, parts };
        package.refuse_bombs()?;
        Ok(package)
    }

    fn refuse_bombs(&self) -> Result<(), Fault> {
        for part in &self.parts {
            if part.size > MOST_INFLATED {
                let what = format!("the part {} ({} MB inflated)", part.name, part.size >> 20);
                return Err(Fault::too_large(what, format!("{} MB", MOST_INFLATED >> 20)));
            }
            if part.size > SMALL && part.size / part.compressed.max(1) > GREATEST_RATIO {
                return Err(Fault::unsafe_part(&part.name, "data that inflates more than 250 times"));
            }
        }
        let total: u64 = self.parts.iter().map(|part| part.size).sum();
        if total > MOST_INFLATED_IN_ALL {
            let what = format!("the package ({} MB inflated)", total >> 20);
            return Err(Fault::too_large(what, format!("{} MB", MOST_INFLATED_IN_ALL >> 20)));
        }
        Ok(())
    }

    /// Where a part is, by its name; case, a leading `/` and the kind of slash are all one.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.places.get(&folded(name)).copied()
    }

    /// A part's bytes. An error where it inflates to more, or to less, than the directory says.
    pub fn bytes(&self, part: usize) -> Result<Vec<u8>, Fault> {
        let listed = &self.parts[part];
        let mut archive = self.archive.clone();
        let entry = archive.by_index(part).map_err(|e| Fault::damaged(&listed.name, &e.to_string()))?;
        let mut bytes = Vec::with_capacity(usize::try_from(listed.size.min(SMALL)).unwrap_or(0));
        let read = entry.take(listed.size + 1).read_to_end(&mut bytes);
        read.map_err(|e| Fault::unread(&listed.name, &e))?;
        if bytes.len() as u64 == listed.size {
            Ok(bytes)
        } else {
            Err(Fault::damaged(&listed.name, "its size is not what the directory says"))
        }
    }

    /// A part's text.
    pub fn text(&self, part: usize) -> Result<Text, Fault> {
        Text::of(self.bytes(part)?, &self.parts[part].name)
    }

    /// The whole file.
    pub fn whole(&self) -> &[u8] {
        &self.bytes
    }

    /// The compressed bytes of a part, as they lie in the file.
    pub fn raw(&self, part: usize) -> Result<Vec<u8>, Fault> {
        let mut archive = self.archive.clone();
        let mut entry = archive.by_index_raw(part).map_err(|e| broken(&e))?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| Fault::unread(&self.parts[part].name, &e))?;
        Ok(bytes)
    }

    /// The relationships of a part, or of the package itself for an empty name.
    pub fn relations(&self, of: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(part) = self.find(&name) else { return Ok(Vec::new()) };
        let text = self.text(part)?.text;
        let mut xml = Xml::new(&text, &name);
        let mut found = Vec::new();
        xml.child()?;
        while let Some(tag) = xml.child()? {
            let attr = |name| tag.attr(name).unwrap_or_default();
            let external = attr("TargetMode") == "External";
            let target = attr("Target");
            found.push(Relation {
                id: attr("Id").into_owned(),
                kind: attr("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target.into_owned() } else { self.resolved(folder, &target) },
                external,
            });
            xml.skip()?;
        }
        Ok(found)
    }

    /// A relationship's target as a name in this package.
    fn resolved(&self, folder: &str, target: &str) -> String {
        let relative = joined(folder, target);
        if self.find(&relative).is_some() {
            return relative;
        }
        let absolute = joined("", target);
        if self.find(&absolute).is_some() { absolute } else { relative }
    }

    /// A copy with these changes; everything else is copied raw, in the same order.
    pub fn with(&self, changes: &Changes) -> Result<Vec<u8>, Fault> {
        let not_written = |e: zip::result::ZipError| Fault::NotFilled(format!("the zip package: {e}"));
        let mut archive = self.archive.clone();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(archive.comment().into()).map_err(not_written)?;
        for part in 0..self.parts.len() {
            let entry = archive.by_index_raw(part).map_err(not_written)?;
            let Some(bytes) = changes.changed.get(&part) else {
                writer.raw_copy_file(entry).map_err(not_written)?;
                continue;
            };
            let options = options(bytes.len()).last_modified_time(entry.last_modified().unwrap_or_default());
            let name = self.parts[part].name.clone();
            drop(entry);
            writer.start_file(name, options).map_err(not_written)?;
            writer.write_all(bytes).map_err(|e| Fault::NotFilled(e.to_string()))?;
        }
        for (name, bytes) in &changes.added {
            writer.start_file(name, options(bytes.len())).map_err(not_written)?;
            writer.write_all(bytes).map_err(|e| Fault::NotFilled(e.to_string()))?;
        }
        Ok(writer.finish().map_err(not_written)?.into_inner())
    }
}

impl Changes {
    /// The names of the parts that change or are new, in the package's order.
    pub fn names(&self, package: &Package) -> Vec<String> {
        let mut places: Vec<usize> = self.changed.keys().copied().collect();
        places.sort_unstable();
        let changed = places.into_iter().map(|part| package.parts[part].name.clone());
        changed.chain(self.added.iter().map(|(name, _)| name.clone())).collect()
    }

    /// Whether the copy would be the original.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty()
    }
}

impl Package {
    /// An error unless a copy has the same parts in the same order, and those without changes are the same compressed
    /// bytes.
    pub fn check_copy(&self, copy: &Self, changes: &Changes) -> Result<(), Fault> {
        if copy.parts.len() != self.parts.len() + changes.added.len() {
            return Err(Fault::NotFilled("it does not have the same parts".to_owned()));
        }
        for (at, (before, after)) in self.parts.iter().zip(&copy.parts).enumerate() {
            let same = before.name == after.name
                && (changes.changed.contains_key(&at)
                    || (before == after && self.raw(at)? == copy.raw(at)?));
            if !same {
                return Err(Fault::NotFilled(format!("the part {} is not as it was", before.name)));
            }
        }
        Ok(())
    }
}

/// How a part that we write is compressed. The same input gives the same bytes, so no clock is asked.
fn options(size: usize) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(size as u64 >= u64::from(u32::MAX))
        .last_modified_time(zip::DateTime::default())
}

fn listed(archive: &Archive, at: usize) -> Result<Part, Fault> {
    let entry = archive.by_index_data(at).map_err(|e| broken(&e))?;
    let name = entry.name().map_err(|e| broken(&e))?.into_owned();
    let plain = name.replace('\\', "/");
    let drive = plain.as_bytes().get(1) == Some(&b':');
    if drive || plain.starts_with('/') || plain.split('/').any(|step| step == "..") || plain.contains('\0') {
        return Err(Fault::unsafe_part(
            "the zip package",
            &format!("a part named “{}”", name.escape_debug()),
        ));
    }
    if entry.encrypted() {
        return Err(Fault::Encrypted);
    }
    Ok(Part { name, size: entry.size(), crc: entry.crc32(), compressed: entry.compressed_size() })
}

/// Part names are alike without regard to case (OPC part 2, 6.2.2.3).
fn places(parts: &[Part]) -> Result<HashMap<String, usize>, Fault> {
    let mut places = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        if places.insert(folded(&part.name), at).is_some() {
            return Err(Fault::DuplicatePart { name: format!(" ({})", part.name) });
        }
    }
    Ok(places)
}

fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A target beside a folder: `..` and `.` resolved, `%20` and the like too.
fn joined(folder: &str, target: &str) -> String {
    let target = unquoted(target);
    let mut steps: Vec<&str> =
        if target.starts_with(['/', '\\']) { Vec::new() } else { folder.split('/').collect() };
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            name => steps.push(name),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn unquoted(target: &str) -> Cow<'_, str> {
    if !target.contains('%') {
        return Cow::Borrowed(target);
    }
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}
