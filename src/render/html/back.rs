//! The back of the page: files and notices, the settings in force, how to read the numbers, the disclaimer.

use super::markup::{Html, Markup, Message, Name, put};
use super::note::note;
use super::press::Press;
use super::table::{Table, figures, sentence, words};
use super::words::{self as say, Shape};
use crate::report::Status;
use crate::report::{FileEntry, MetricRecord, ProgrammeEntry, Race, Report, metric_records};

/// The one sentence on what this is not.
const DISCLAIMER: &str = "Training log only; not a medical device; does not diagnose, treat or monitor any condition. \
                          If you have pain, or symptoms that last or worsen, talk to a clinician.";

/// From here on the files that were simply read are folded.
const MANY_FILES: usize = 24;

/// Files, with what became of each.
pub(super) fn files(html: &mut Html, report: &Report) {
    put!(html, r#"<section aria-labelledby="files"><h2 id="files">Files</h2><div class="card">"#);
    let odd: Vec<&FileEntry> =
        report.files.iter().filter(|file| file.status != Status::Read || !file.notices.is_empty()).collect();
    if report.files.is_empty() {
        put!(html, r#"<p class="nothing">No file was found.</p>"#);
    } else if report.files.len() <= MANY_FILES {
        file_table("Every file found, and what became of it", &report.files).show(html);
    } else {
        if odd.is_empty() {
            put!(html, "<p>Every file was read to its end, without a notice.</p>");
        } else {
            file_table("Files that were odd, or that do not count", odd).show(html);
        }
        put!(
            html,
            r#"<details class="fold"><summary>{}</summary>"#,
            format!("All {}", say::plural(report.files.len(), "file", "files"))
        );
        file_table("Every file found, and what became of it", &report.files).show(html);
        put!(html, "</details>");
    }
    put!(html, "</div></section>");
}

fn file_table<'a>(caption: &'static str, files: impl IntoIterator<Item = &'a FileEntry>) -> Table {
    let mut table = Table::new(caption, &["File", "Became", "Records", "Notices", "SHA-256"]);
    for file in files {
        table.row([
            words(Name(&file.path)),
            words(became(&file.status)),
            figures(say::count(file.records)),
            sentence(notices(file)),
            words(digest(&file.sha256)),
        ]);
    }
    table
}

fn became(status: &Status) -> Markup {
    let shape = match status {
        Status::Read => Shape::Done,
        Status::Salvaged => Shape::Look,
        Status::Duplicate { .. } | Status::NotAnActivity { .. } => Shape::None,
        Status::Rejected { .. } => Shape::Missed,
    };
    let mut html = Html::default();
    put!(html, "{}", say::verdict(shape, &say::spaced(status.name())));
    match status {
        Status::Read | Status::Salvaged => {}
        Status::Duplicate { of } => put!(html, r#"<p class="mute">same as {}</p>"#, Name(of)),
        Status::NotAnActivity { kind } => put!(html, r#"<p class="mute">{}</p>"#, kind.words()),
        Status::Rejected { reason, offset } => {
            put!(html, r#"<p class="mute">{}"#, Message(reason));
            if let Some(byte) = offset {
                put!(html, " (byte {})", byte);
            }
            put!(html, "</p>");
        }
    }
    html.done()
}

fn notices(file: &FileEntry) -> Markup {
    let mut html = Html::default();
    if file.notices.is_empty() {
        put!(html, "–");
        return html.done();
    }
    put!(html, r#"<ul class="notices">"#);
    for notice in &file.notices {
        put!(html, "<li><code>{}</code> {}</li>", notice.code.name(), Message(&notice.message));
    }
    put!(html, "</ul>");
    html.done()
}

fn digest(sha256: &str) -> Markup {
    let mut html = Html::default();
    match sha256.get(..12) {
        Some(start) => put!(html, r#"<code title="{}">{}…</code>"#, sha256, start),
        None => put!(html, "–"),
    }
    html.done()
}

/// The programme and every setting in force.
pub(super) fn settings(html: &mut Html, report: &Report, press: &Press<'_>) {
    put!(
        html,
        r#"<section aria-labelledby="settings"><h2 id="settings">Programme and settings</h2><div class="card">"#
    );
    programme(html, &report.programme, press);
    races(html, &report.races);
    let mut table =
        Table::new("Every setting in force", &["Setting", "Value", "Set by", "Source of the default"]);
    for setting in &report.settings {
        let mut key = Html::default();
        put!(key, "<code>{}</code>", setting.key);
        table.row([
            words(key.done()),
            words(Name(&say::setting(&setting.value))),
            words(setting.origin),
            sentence(press.say(setting.source)),
        ]);
    }
    if !table.is_empty() {
        put!(html, r#"<details class="fold"><summary>Every setting in force, with its source</summary>"#);
        table.show(html);
        put!(html, "</details>");
    }
    put!(html, "</div></section>");
}

fn programme(html: &mut Html, programme: &ProgrammeEntry, press: &Press<'_>) {
    put!(html, r#"<div class="prose"><h3>{}</h3>"#, Name(&programme.title));
    if !programme.prescriptions.is_empty() {
        put!(html, "<ul>");
        for line in &programme.prescriptions {
            put!(html, "<li>{}</li>", press.say(&say::capital(line)));
        }
        put!(html, "</ul>");
    }
    put!(html, r#"<p class="mute">Source: {}</p></div>"#, press.say(&programme.source));
}

fn races(html: &mut Html, races: &[Race]) {
    if races.is_empty() {
        return;
    }
    put!(html, r#"<div class="prose"><h3>Races</h3><ul>"#);
    for race in races {
        put!(html, "<li>{} {}</li>", say::day(race.day), Name(&race.name));
    }
    put!(html, "</ul></div>");
}

/// How to read the page.
pub(super) fn method(html: &mut Html, report: &Report) {
    put!(
        html,
        r#"<section aria-labelledby="method"><h2 id="method">How to read this</h2><div class="card prose columns">"#
    );
    put!(html, "<h3>Marks</h3><ul class=\"legend\">");
    for (shape, word, meaning) in [
        (Shape::Done, "done", "reached the target, or lies in the range"),
        (Shape::Extra, "extra", "beyond the number prescribed for the week: counts"),
        (Shape::Short, "short", "below the target; of a week: fewer sessions than prescribed"),
        (Shape::Token, "token", "less than half of the target: does not count"),
        (Shape::Over, "over", "well above the target: counts, and informs"),
        (Shape::Ahead, "ahead", "two steps or more ahead of the plan: counts, and informs"),
        (Shape::Missed, "missed", "a prescription was not met, or a file could not be read"),
        (Shape::Look, "worth a look", "outside a configurable default; never a failure"),
        (
            Shape::Untold,
            "cannot be told",
            "the sensors or the files do not answer, or the interval is too wide",
        ),
        (Shape::Open, "under way", "the week is not over: nobody is behind for it"),
        (Shape::None, "does not apply", "nothing to judge"),
    ] {
        put!(html, "<li>{} {}</li>", say::verdict(shape, word), meaning);
    }
    put!(
        html,
        r#"</ul><h3>Numbers</h3>
<p>An estimate carries its <strong>95 % interval</strong>: the range of true values that the samples are compatible with.
Neighbouring seconds resemble each other, so <strong>n</strong> samples are worth fewer independent ones:
<strong>n_eff</strong>. No verdict rests on fewer than twelve.</p>
<p>A dash means that there is no number. It never means zero.</p>
<p>L is the left leg and blue, R is the right leg and orange, wherever a leg is drawn.</p>
<h3>Method notes</h3>
<p class="screen">Each check above folds out what it looks at, its formula, its default and source, and what it cannot tell.
Each session folds out its ledger: the field a number comes from, the rule, and every sample that was left out, with the reason.</p>
<p class="paper">On the screen each check folds out how it is judged, and each session its ledger; what was open there is printed here.</p></div>"#
    );
    records(html, report);
    put!(html, "</section>");
}

/// How each number that the page holds is made: the records that `explain` prints.
fn records(html: &mut Html, report: &Report) {
    let measured = |name: &str| {
        report.sessions.iter().any(|session| session.measures.keys().any(|id| id.name() == name))
    };
    let shown = |record: &MetricRecord| {
        record.names.iter().any(|name| match *name {
            "trend" => !report.trends.is_empty(),
            "agreement" => report.cross_sport.is_some(),
            name => measured(name),
        })
    };
    let records: Vec<MetricRecord> = metric_records().into_iter().filter(shown).collect();
    if records.is_empty() {
        return;
    }
    put!(
        html,
        r#"<div class="card"><details class="fold" id="numbers-made"><summary>How each number is made</summary>"#
    );
    for record in records {
        put!(
            html,
            r#"<article class="prose record" id="{}"><h4>{}</h4>{}</article>"#,
            say::note_anchor(record.doc.title),
            record.doc.title,
            note(&record.text())
        );
    }
    put!(html, "</details></div>");
}

/// The foot of the page.
pub(super) fn foot(html: &mut Html) {
    put!(html, r#"<footer><p>{}</p></footer>"#, DISCLAIMER);
}
