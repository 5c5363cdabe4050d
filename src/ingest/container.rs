//! Containers: plain files, gzip, zip, and zips inside zips. What a container is, its first bytes say, not its name.

use super::Options;
use super::decode::{read_bytes, rejected};
use super::discover::{Found, is_of_interest};
use crate::model::Reading;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest FIT file, bytes. A day at one record a second stays below 10 MB.
const LARGEST_FIT: u64 = 512 << 20;

/// The largest archive inside an archive, bytes. It has to lie in memory.
const LARGEST_ZIP: u64 = 2 << 30;

/// How deep archives may lie in archives. The vendors' full exports need two.
const DEEPEST: usize = 4;

/// How much one file on disk may unpack to in all, bytes.
const LARGEST_TOTAL: u64 = 32 << 30;

const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZIP: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// Reads a file, or each FIT file in an archive, in order of name. It never fails as a whole: what cannot be read is
/// a reading with the status `rejected` and its reason.
#[must_use]
pub fn read(found: &Found, options: &Options) -> Vec<Reading> {
    let mut unpacker = Unpacker { options, left: LARGEST_TOTAL, readings: Vec::new() };
    if let Err(refusal) = unpacker.file(found) {
        unpacker.readings.push(rejected(&found.label, String::new(), refusal, None));
    }
    unpacker.readings
}

struct Unpacker<'a> {
    options: &'a Options,
    left: u64,
    readings: Vec<Reading>,
}

/// Why something could not be unpacked, in a sentence.
type Refusal = String;

impl Unpacker<'_> {
    fn file(&mut self, found: &Found) -> Result<(), Refusal> {
        let unreadable = |error: std::io::Error| format!("the file cannot be read: {error}");
        if found.file.is_dir() {
            return Err("the folder cannot be listed: check its permissions".to_owned());
        }
        let mut file = File::open(&found.file).map_err(unreadable)?;
        let mut head = [0; 4];
        let length = read_some(&mut file, &mut head).map_err(unreadable)?;
        file.rewind().map_err(unreadable)?;
        if ZIP.contains(&head) {
            return self.zip(&found.label, BufReader::new(file), 1);
        }
        let whole = self.drain(BufReader::new(file), LARGEST_FIT)?;
        if length >= 2 && head.starts_with(&GZIP) {
            return self.bytes(&found.label, &whole, 1);
        }
        self.readings.push(read_bytes(&found.label, &whole, self.options));
        Ok(())
    }

    /// Something that lies in memory: a FIT file or another container.
    fn bytes(&mut self, label: &str, bytes: &[u8], depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(format!("archives lie more than {DEEPEST} deep in each other: unpack them first"));
        }
        if bytes.starts_with(&GZIP) {
            let inner = self.drain(MultiGzDecoder::new(bytes), LARGEST_FIT)?;
            return self.bytes(label, &inner, depth + 1);
        }
        if ZIP.iter().any(|mark| bytes.starts_with(mark)) {
            return self.zip(label, Cursor::new(bytes), depth);
        }
        self.readings.push(read_bytes(label, bytes, self.options));
        Ok(())
    }

    /// Each FIT file and archive in an archive, one after the other.
    fn zip(&mut self, label: &str, source: impl Read + Seek, depth: usize) -> Result<(), Refusal> {
        let mut archive =
            ZipArchive::new(source).map_err(|error| format!("the zip archive is damaged: {error}"))?;
        let names = (0..archive.len()).filter_map(|index| {
            // A name that cannot be read hides what the entry is: it is tried, so that nothing is passed over.
            let name: String =
                archive.name_for_index(index)?.map_or_else(|_| format!("entry {index}.fit"), Into::into);
            let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
            is_of_interest(last).then_some((name, index))
        });
        let mut names: Vec<(String, usize)> = names.collect();
        names.sort();
        if names.is_empty() {
            return Err("the zip archive holds no .fit, .fit.gz or .zip file".to_owned());
        }
        for (name, index) in names {
            let path = format!("{label}!/{name}");
            if let Err(refusal) = self.entry(&mut archive, index, &path, depth) {
                self.readings.push(rejected(&path, String::new(), refusal, None));
            }
        }
        Ok(())
    }

    fn entry<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        index: usize,
        path: &str,
        depth: usize,
    ) -> Result<(), Refusal> {
        let entry = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                "the entry is encrypted: unpack the archive with its password first".to_owned()
            }
            other => format!("the entry cannot be unpacked: {other}"),
        })?;
        let limit = if path.to_ascii_lowercase().ends_with(".zip") { LARGEST_ZIP } else { LARGEST_FIT };
        let bytes = self.drain(entry, limit)?;
        self.bytes(path, &bytes, depth + 1)
    }

    /// Reads all, within the limits: sizes that an archive states about itself are not trusted.
    fn drain(&mut self, source: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
        let limit = limit.min(self.left);
        let mut bytes = Vec::new();
        let count = source
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("the data cannot be read or unpacked: {error}"))?;
        let count = count as u64;
        if count > limit {
            return Err(format!(
                "it holds more than {} MB, more than any recording: it was not read",
                limit >> 20
            ));
        }
        self.left = self.left.saturating_sub(count);
        Ok(bytes)
    }
}

/// Fills `head` as far as there is something to read.
fn read_some(source: &mut impl Read, head: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
