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

/// The largest FIT file, bytes. Ten days at a hundred bytes a second stay below 90 MB.
const LARGEST_FIT: u64 = 128 << 20;

/// How much of one file on disk may lie in memory at once, bytes: a FIT file and all the archives that it lies in.
const MOST_HELD: u64 = 2 << 30;

/// How deep archives may lie in archives. The vendors' full exports need two.
const DEEPEST: usize = 4;

/// How much one file on disk may unpack to in all, bytes.
const MOST_IN_ALL: u64 = 32 << 30;

const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZIP: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// Reads a file, or each FIT file in an archive, in order of name. It never fails as a whole: what cannot be read is
/// a reading with the status `rejected` and its reason.
#[must_use]
pub fn read(found: &Found, options: &Options) -> Vec<Reading> {
    let mut unpacker = Unpacker { options, room: MOST_HELD, left: MOST_IN_ALL, readings: Vec::new() };
    if let Err(refusal) = unpacker.file(found) {
        unpacker.readings.push(rejected(&found.label, refusal));
    }
    unpacker.readings
}

struct Unpacker<'a> {
    options: &'a Options,
    /// How much more may lie in memory, bytes.
    room: u64,
    /// How much more may be unpacked, bytes.
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
        // To open a pipe would wait for its writer, and a device may never end.
        if found.file.metadata().is_ok_and(|about| !about.is_file()) {
            return Err("it is no regular file but a pipe, a socket or a device".to_owned());
        }
        let mut file = File::open(&found.file).map_err(unreadable)?;
        let mut head = [0; 4];
        let length = read_some(&mut file, &mut head).map_err(unreadable)?;
        file.rewind().map_err(unreadable)?;
        if ZIP.contains(&head) {
            return self.zip(&found.label, BufReader::new(file), 1);
        }
        let packed = length >= 2 && head.starts_with(&GZIP);
        self.hold(BufReader::new(file), LARGEST_FIT, |this, whole| {
            if packed {
                return this.bytes(&found.label, whole, 1);
            }
            this.readings.push(read_bytes(&found.label, whole, this.options));
            Ok(())
        })
    }

    /// Something that lies in memory: a FIT file or another container.
    fn bytes(&mut self, label: &str, bytes: &[u8], depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(format!("archives lie more than {DEEPEST} deep in each other: unpack them first"));
        }
        if bytes.starts_with(&GZIP) {
            return self.hold(MultiGzDecoder::new(bytes), LARGEST_FIT, |this, inner| {
                this.bytes(label, inner, depth + 1)
            });
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
                self.readings.push(rejected(&path, refusal));
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
        let limit = if path.to_ascii_lowercase().ends_with(".zip") { MOST_HELD } else { LARGEST_FIT };
        self.hold(entry, limit, |this, bytes| this.bytes(path, bytes, depth + 1))
    }

    /// Reads all, within the limits, for as long as `then` takes: sizes that an archive states about itself are not
    /// trusted.
    fn hold(
        &mut self,
        source: impl Read,
        limit: u64,
        then: impl FnOnce(&mut Self, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let limits = [
            (limit, "more than any recording"),
            (self.room, "more than may lie in memory beside the archives around it"),
            (self.left, "more than one file may still unpack to"),
        ];
        let (limit, why) = limits.into_iter().min_by_key(|(limit, _)| *limit).unwrap_or_default();
        let mut bytes = Vec::new();
        let count = source
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("the data cannot be read or unpacked: {error}"))?;
        let count = count as u64;
        if count > limit {
            return Err(format!("it holds more than {} MB, {why}: it was not read", limit >> 20));
        }
        self.left -= count;
        self.room -= count;
        let done = then(self, &bytes);
        self.room += count;
        done
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fixture::run;
    use crate::model::Status;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read_file(name: &str, bytes: &[u8]) -> Vec<Reading> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        read(&Found { label: name.to_owned(), file }, &Options::default())
    }

    fn outcome(readings: &[Reading]) -> Vec<(&str, &str)> {
        readings.iter().map(|reading| (reading.path.as_str(), reading.status.name())).collect()
    }

    fn reason(reading: &Reading) -> &str {
        match &reading.status {
            Status::Rejected { reason, .. } => reason,
            _ => "",
        }
    }

    #[test]
    fn plain_and_gzipped_files_are_the_same_recording() {
        let file = run(5).file();
        let (plain, packed) = (read_file("a.fit", &file), read_file("a.fit.gz", &gzipped(&file)));
        assert_eq!(outcome(&packed), [("a.fit.gz", "read")]);
        assert_eq!(plain[0].sha256, packed[0].sha256);
    }

    #[test]
    fn archives_in_archives_are_opened_and_entries_named_by_their_way() {
        let file = run(5).file();
        let inner = zipped(&[("2.fit", &file), ("1.fit.gz", &gzipped(&file)), ("notes.txt", b"no")]);
        let outer = zipped(&[("DI_CONNECT/part.zip", &inner), ("A.FIT", &file), ("__MACOSX/._A.FIT", b"no")]);
        let readings = read_file("export.zip", &outer);
        let expected = [
            ("export.zip!/A.FIT", "read"),
            ("export.zip!/DI_CONNECT/part.zip!/1.fit.gz", "read"),
            ("export.zip!/DI_CONNECT/part.zip!/2.fit", "read"),
        ];
        assert_eq!(outcome(&readings), expected);
    }

    #[test]
    fn a_bad_entry_does_not_stop_the_others() {
        let readings =
            read_file("e.zip", &zipped(&[("a.fit", b"no recording at all"), ("b.fit", &run(5).file())]));
        assert_eq!(outcome(&readings), [("e.zip!/a.fit", "rejected"), ("e.zip!/b.fit", "read")]);
    }

    #[test]
    fn an_encrypted_entry_says_so() {
        let mut archive = zipped(&[("a.fit", &run(5).file())]);
        // Bit 0 of the flags, in the entry's own header and in the directory.
        for mark in [b"PK\x03\x04", b"PK\x01\x02"] {
            let at = archive.windows(4).position(|window| window == mark).unwrap();
            archive[at + if mark[2] == 3 { 6 } else { 8 }] |= 1;
        }
        assert!(reason(&read_file("e.zip", &archive)[0]).contains("encrypted"));
    }

    #[test]
    fn damaged_and_empty_archives_say_so() {
        let whole = zipped(&[("a.fit", &run(50).file())]);
        assert!(reason(&read_file("e.zip", &whole[..whole.len() / 2])[0]).contains("damaged"));
        assert!(reason(&read_file("e.zip", &zipped(&[("a.txt", b"x")]))[0]).contains("no .fit"));
        let packed = gzipped(&run(50).file());
        assert!(reason(&read_file("a.fit.gz", &packed[..packed.len() / 2])[0]).contains("unpacked"));
    }

    #[test]
    fn archives_too_deep_in_each_other_are_refused() {
        let mut nested = zipped(&[("a.fit", &run(5).file())]);
        for _ in 0..6 {
            nested = zipped(&[("n.zip", &nested)]);
        }
        assert!(reason(&read_file("n.zip", &nested)[0]).contains("deep"));
    }

    fn unpacker(options: &Options, room: u64, left: u64) -> Unpacker<'_> {
        Unpacker { options, room, left, readings: Vec::new() }
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_before_it_fills_the_memory() {
        let options = Options::default();
        let refusal = |room, left| {
            let mut unpacker = unpacker(&options, room, left);
            unpacker.hold(std::io::repeat(0), LARGEST_FIT, |_, _| Ok(())).unwrap_err()
        };
        assert!(refusal(MOST_HELD, 1 << 20).contains("more than 1 MB, more than one file"));
        assert!(refusal(3 << 20, MOST_IN_ALL).contains("more than 3 MB, more than may lie in memory"));
        assert!(refusal(MOST_HELD, MOST_IN_ALL).contains("more than 128 MB, more than any recording"));
    }

    #[test]
    fn all_that_lies_in_each_other_shares_the_room() {
        let file = run(50).file();
        let inner = zipped(&[("1.fit", &file), ("2.fit", &file)]);
        let outer = zipped(&[("in.zip", &inner)]);
        let (file, inner) = (file.len() as u64, inner.len() as u64);
        let options = Options::default();
        for (room, expected) in [
            (inner + file, ["read"; 2].as_slice()),
            (inner + file - 1, &["rejected"; 2]),
            (inner - 1, &["rejected"]),
        ] {
            let mut unpacker = unpacker(&options, room, MOST_IN_ALL);
            unpacker.bytes("e.zip", &outer, 1).unwrap();
            let statuses: Vec<&str> = unpacker.readings.iter().map(|reading| reading.status.name()).collect();
            assert_eq!((statuses.as_slice(), unpacker.room), (expected, room));
        }
    }

    #[test]
    fn a_file_that_is_not_there_any_more_is_rejected() {
        let gone = Found { label: "gone.fit".into(), file: "/nonexistent/gone.fit".into() };
        assert!(reason(&read(&gone, &Options::default())[0]).contains("cannot be read"));
    }
}
