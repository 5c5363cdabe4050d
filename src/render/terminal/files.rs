//! The files that were not plainly read, a line each: they must not drown the verdicts.

use super::{Style, bold, plural, printable, width};
use crate::report::{FileEntry, Report, Status};

/// How many files are named before the rest is only counted.
const LISTED: usize = 8;
/// As wide as the longest status and two spaces.
const STATUS: usize = 17;

/// The section on files; empty where every file was read without a notice.
pub(super) fn files(report: &Report, style: Style) -> String {
    let room = usize::from(width(style));
    let is_duplicate = |file: &&FileEntry| matches!(file.status, Status::Duplicate { .. });
    let lost: Vec<&FileEntry> = report
        .files
        .iter()
        .filter(|file| !matches!(file.status, Status::Read | Status::Duplicate { .. }))
        .collect();
    let noticed =
        report.files.iter().filter(|file| file.status == Status::Read && !file.notices.is_empty()).count();
    let duplicates = report.files.iter().filter(is_duplicate).count();
    let mut lines: Vec<String> = lost.iter().take(LISTED).map(|file| line(file, room)).collect();
    let cut = lines.iter().any(|line| line.ends_with('…')) || noticed > 0;
    let unnamed = lost.len().saturating_sub(LISTED);
    let mut rest = Vec::new();
    if unnamed > 0 {
        rest.push(format!("{unnamed} more of these"));
    }
    if noticed > 0 {
        rest.push(format!("{noticed} read in full, with notices"));
    }
    if duplicates > 0 {
        rest.push(format!("{duplicates} duplicate{} left out", plural(duplicates)));
    }
    if !rest.is_empty() {
        lines.push(format!("  {}", rest.join("; ")));
    }
    if cut || unnamed > 0 {
        lines.push("  the report lists all; `clipstride inspect FILE` tells of one".to_owned());
    }
    if lines.is_empty() { String::new() } else { format!("{}\n{}", bold("Files", style), lines.join("\n")) }
}

/// `  salvaged         long/name.fit: the data ends at byte 6306 …`
fn line(file: &FileEntry, room: usize) -> String {
    let why = match &file.status {
        Status::NotAnActivity { kind } => kind.words(),
        Status::Rejected { reason, .. } => reason.clone(),
        _ => file.notices.first().map_or_else(String::new, |notice| notice.message.clone()),
    };
    let status = file.status.name().replace('-', " ");
    let path = tail(&printable(&file.path), room / 2 - 8);
    let whole = format!("  {status:<STATUS$}{path}: {}", printable(&why));
    let more = if file.status == Status::Salvaged && file.notices.len() > 1 { " …" } else { "" };
    head(whole.trim_end_matches([':', ' ']), more, room)
}

/// The end of a text that is too long: a path's name stands there.
fn tail(text: &str, room: usize) -> String {
    let length = text.chars().count();
    if length <= room {
        return text.to_owned();
    }
    format!("…{}", text.chars().skip(length - room.saturating_sub(1)).collect::<String>())
}

/// The start of a text that is too long, cut behind a word where that is near; `more` follows one that fits.
fn head(text: &str, more: &str, room: usize) -> String {
    if text.chars().count() + more.chars().count() <= room {
        return format!("{text}{more}");
    }
    let kept: String = text.chars().take(room.saturating_sub(2)).collect();
    let kept = match kept.rsplit_once(' ') {
        Some((words, broken)) if broken.chars().count() < 16 => words,
        _ => &kept,
    };
    format!("{} …", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Notice, NoticeCode};

    fn file(path: &str, status: Status) -> FileEntry {
        let notices = ["the data ends at byte 6306, 4204 bytes before its header says", "another"]
            .map(|message| Notice::new(NoticeCode::Truncated, message.to_owned()))
            .into();
        FileEntry { path: path.to_owned(), sha256: String::new(), status, notices, records: 0 }
    }

    #[test]
    fn whatever_became_of_a_file_is_one_line() {
        let long = format!("\u{202e}{}/nick.fit", "folder\n".repeat(2_000));
        let rejected = Status::Rejected { reason: "why ".repeat(500), offset: None };
        for (path, status) in
            [(long.as_str(), Status::Salvaged), ("a.fit", rejected), ("b.fit", Status::Salvaged)]
        {
            for room in [40, 80, 120] {
                let line = line(&file(path, status.clone()), room);
                assert!(line.chars().count() <= room && line.ends_with('…'), "{room}: {line}");
                assert!(!line.contains(['\n', '\u{202e}']) && line.contains(".fit: "), "{line}");
            }
        }
    }

    #[test]
    fn a_short_reason_stays_whole() {
        let rejected = Status::Rejected { reason: "the file is empty (0 bytes)".to_owned(), offset: None };
        assert_eq!(
            line(&file("a.fit", rejected), 80),
            "  rejected         a.fit: the file is empty (0 bytes)"
        );
    }
}
