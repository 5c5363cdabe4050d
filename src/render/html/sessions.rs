//! Every session, folded: its facts, figures, metrics, drills and ledger. The list filters by sport and verdict.

use super::chart::chart;
use super::details::details;
use super::markup::{Html, Markup, Name, put};
use super::numbers;
use super::parts::PageError;
use super::press::Press;
use super::shelf::shelve;
use super::table::{Table, figures, sentence, words};
use super::words as say;
use super::work::work;
use crate::render::names;
use crate::report::OffsetSource;
use crate::report::Resolution;
use crate::report::figure::{Figure, FigureId};
use crate::report::{Measure, MetricId};
use crate::report::{Race, Report, SessionEntry, WeekEntry};
use std::collections::BTreeMap;

/// The word for a session of which no prescription speaks.
const UNJUDGED: &str = "no verdict";

/// The list of sessions, the latest first.
pub(super) fn sessions(html: &mut Html, report: &Report, press: &Press<'_>) -> Result<(), PageError> {
    put!(html, r#"<section aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>"#);
    if report.sessions.is_empty() {
        put!(html, r#"<p class="nothing">No session was found in these files.</p></section>"#);
        return Ok(());
    }
    if report.sessions.len() > 1 {
        filters(html, report);
    }
    put!(html, r#"<div class="card list">"#);
    let gists = against_target(&report.weeks);
    for session in report.sessions.iter().rev() {
        let path = report.files.get(session.file).map_or("", |file| file.path.as_str());
        let race = report.races.iter().find(|race| race.day == session.clock.day());
        entry(html, session, (path, gists.get(session.id.as_str()), race), press)?;
    }
    put!(
        html,
        r#"<p class="nothing" id="none-left" hidden>No session is both of this sport and of this verdict.</p></div></section>"#
    );
    Ok(())
}

fn verdict_word(session: &SessionEntry) -> &'static str {
    session.verdict.map_or(UNJUDGED, |verdict| say::session_verdict(verdict).1)
}

fn filters(html: &mut Html, report: &Report) {
    let sessions = &report.sessions;
    let mut sports: Vec<String> = sessions.iter().map(say::sport).collect();
    let mut verdicts: Vec<&str> = sessions.iter().map(verdict_word).collect();
    sports.sort();
    sports.dedup();
    verdicts.sort_unstable();
    verdicts.dedup();
    put!(html, r#"<form class="filters" id="filters"><fieldset><legend>Sport</legend>"#);
    choice(html, "sport", "", "All");
    for sport in &sports {
        choice(html, "sport", sport, sport);
    }
    put!(html, "</fieldset><fieldset><legend>Verdict</legend>");
    choice(html, "verdict", "", "All");
    for verdict in verdicts {
        choice(html, "verdict", verdict, &say::capital(verdict));
    }
    put!(
        html,
        r#"</fieldset><p class="mute" id="shown" role="status" data-all="{0}">{0}</p></form>"#,
        format!("{}, the latest first", say::sessions(report))
    );
}

fn choice(html: &mut Html, group: &'static str, value: &str, label: &str) {
    let checked = Markup::literal(if value.is_empty() { " checked" } else { "" });
    put!(
        html,
        r#"<label><input type="radio" name="{}" value="{}"{}><span>{}</span></label>"#,
        group,
        value,
        checked,
        label
    );
}

fn entry(
    html: &mut Html,
    session: &SessionEntry,
    (path, counted, race): (&str, Option<&String>, Option<&Race>),
    press: &Press<'_>,
) -> Result<(), PageError> {
    let local = session.clock.local();
    let sport = say::sport(session);
    put!(
        html,
        r#"<details class="session" id="s-{}" data-sport="{}" data-verdict="{}"><summary>"#,
        session.id,
        sport,
        verdict_word(session)
    );
    put!(
        html,
        r#"<span class="when">{} <small>{}</small></span><span class="sport">{}</span>"#,
        say::short_day(local.date()),
        local.strftime("%H:%M").to_string(),
        sport
    );
    put!(html, r#"<span class="name">{}"#, Name(&session.name));
    if let Some(race) = race {
        put!(html, r#"<span class="race">Race: {}</span>"#, Name(&race.name));
    }
    let twin = session.twin_of.as_ref().map(|_| "a second recording: does not count".to_owned());
    let gist = twin.or_else(|| counted.cloned()).or_else(|| drilled(session)).or_else(|| trained(session));
    put!(html, r#"<span class="mute">{}</span></span>"#, gist.unwrap_or_default());
    let mut amount = say::duration(session.timer.get());
    if let Some(metres) = session.distance {
        amount = format!("{amount} · {}", say::distance(metres.get()));
    }
    let came = match session.verdict {
        Some(verdict) => {
            let (shape, word) = say::session_verdict(verdict);
            say::verdict(shape, word)
        }
        None => Markup::literal(r#"<span class="mute">no verdict</span>"#),
    };
    put!(html, r#"<span class="amount">{}</span>{}</summary><div class="body">"#, amount, came);
    facts(html, session, path);
    shelve(html, inside(session, press)?);
    put!(html, "</div></details>");
    Ok(())
}

/// What the opened session shows below its facts: what was prescribed first.
fn inside(session: &SessionEntry, press: &Press<'_>) -> Result<Markup, PageError> {
    let mut html = Html::default();
    let of_drills = |figure: &&Figure| figure.id == FigureId::Drills;
    let (first, then): (Vec<&Figure>, Vec<&Figure>) = session.figures.iter().partition(of_drills);
    for figure in first {
        chart(&mut html, figure, press)?;
    }
    drills(&mut html, session);
    work(&mut html, session);
    for figure in then {
        chart(&mut html, figure, press)?;
    }
    metrics(&mut html, session);
    details(&mut html, session);
    ledger(&mut html, session);
    channels(&mut html, session);
    Ok(html.done())
}

/// What each session that a prescription counts came to: `20.8 of 21 min`.
fn against_target(weeks: &[WeekEntry]) -> BTreeMap<&str, String> {
    let of_week = |week: &WeekEntry, value: f64| {
        let whole = (value - value.round()).abs() < 0.05;
        let value = say::number(value, usize::from(!whole));
        let target = say::quantity(week.target, usize::from(week.target.fract() > 0.0), week.unit);
        format!("{value} of {target}")
    };
    weeks
        .iter()
        .flat_map(|week| week.sessions.iter().map(move |session| (week, session)))
        .filter_map(|(week, session)| Some((session.id.as_str(), of_week(week, session.value?))))
        .collect()
}

/// How many drills a run holds.
fn drilled(session: &SessionEntry) -> Option<String> {
    let reps = &session.drills.reps;
    let pairs = reps.iter().filter(|rep| rep.skip.is_some() && rep.stride.is_some()).count();
    match (pairs, reps.len()) {
        (0, 0) => None,
        (0, strides) => Some(say::plural(strides, "drill rep", "drill reps")),
        (pairs, _) => Some(say::plural(pairs, "skip-then-stride pair", "skip-then-stride pairs")),
    }
}

/// How many sets a strength session holds.
fn trained(session: &SessionEntry) -> Option<String> {
    let sets: usize = session.exercises.iter().map(|exercise| exercise.sets.len()).sum();
    (sets > 0).then(|| say::plural(sets, "set", "sets"))
}

fn facts(html: &mut Html, session: &SessionEntry, path: &str) {
    let clock = session.clock;
    put!(html, r#"<dl class="facts">"#);
    let from = match clock.source {
        OffsetSource::Recorded => "local time as recorded",
        OffsetSource::Given => "time zone as given",
        OffsetSource::Utc => "UTC: no local time is recorded",
    };
    fact(html, "Start", &format!("{} ({from})", clock.local().strftime("%H:%M:%S")));
    if let Some(kind) = say::kind(session) {
        put!(html, "<div><dt>Kind</dt><dd>{}</dd></div>", Name(&kind));
    }
    fact(html, "Timer time", &say::duration(session.timer.get()));
    fact(html, "Elapsed time", &say::duration(session.elapsed.get()));
    if let Some(moving) = session.moving {
        fact(html, "In motion", &say::duration(moving.get()));
    }
    fact(html, "Records", &say::count(session.records));
    for device in &session.devices {
        let name = names::device(device);
        if !name.is_empty() {
            put!(html, "<div><dt>{}</dt><dd>{}</dd></div>", say::device(device), Name(&name));
        }
    }
    if let Some(twin) = &session.twin_of {
        put!(html, "<div><dt>Recorded twice</dt><dd>the richer recording counts: {}</dd></div>", Name(twin));
    }
    put!(html, "<div><dt>File</dt><dd>{}</dd></div></dl>", Name(path));
}

fn fact(html: &mut Html, label: &str, value: &str) {
    put!(html, "<div><dt>{}</dt><dd>{}</dd></div>", label, value);
}

fn known(session: &SessionEntry) -> impl Iterator<Item = (&MetricId, &crate::report::Estimate)> {
    session.measures.iter().filter_map(|(id, measure)| measure.known().map(|estimate| (id, estimate)))
}

/// The metric's name, which leads to how it is made.
fn linked(id: MetricId) -> Markup {
    let mut html = Html::default();
    put!(
        html,
        r#"<a class="plain" href="{}">{}</a>"#,
        format!("#{}", say::note_anchor(id.doc().title)),
        say::metric_title(id)
    );
    html.done()
}

fn metrics(html: &mut Html, session: &SessionEntry) {
    let mut table = Table::new(
        "With its 95 % interval, the samples it rests on, how many independent ones those are worth, and how well its \
         meaning is supported; each name leads to how its number is made",
        &["Metric", "Value", "95 % interval", "Samples (n)", "Worth (n_eff)", "Evidence"],
    );
    for (id, estimate) in known(session) {
        let interval =
            say::no_interval(estimate).unwrap_or_else(|| say::interval(estimate.ci95(), id.decimals()));
        table.row([
            words(linked(*id)),
            figures(say::quantity(estimate.value, id.decimals(), estimate.unit)),
            sentence(interval),
            figures(say::count(estimate.n)),
            figures(say::effective(estimate)),
            words(id.doc().evidence.word()),
        ]);
    }
    if !table.is_empty() {
        put!(html, "<h3>Metrics</h3>");
        table.show(html);
    }
    let missing: Vec<(&MetricId, &Measure)> =
        session.measures.iter().filter(|(_, measure)| measure.known().is_none()).collect();
    if !missing.is_empty() {
        put!(html, r#"<h3>Without a number</h3><ul class="missing">"#);
        for (id, measure) in missing {
            if let Measure::Missing(why) = measure {
                put!(html, "<li><b>{}</b> {}</li>", linked(*id), say::missing(*why));
            }
        }
        put!(html, "</ul>");
    }
}

fn drills(html: &mut Html, session: &SessionEntry) {
    let drills = &session.drills;
    if drills.reps.is_empty() {
        return;
    }
    put!(
        html,
        r#"<h3>Drills</h3><p class="mute">{}</p>"#,
        format!(
            "{}, {}.{}{}",
            say::plural(drills.reps.len(), "rep", "reps"),
            say::evidence(drills.source),
            match drills.resolution {
                Resolution::Ok => "",
                Resolution::TooLow => " The recording is too sparse to measure them.",
            },
            drills.jog.map_or_else(String::new, |jog| format!(
                " The runner's own jog: {} m/s.",
                say::number(jog.get(), 2)
            ))
        )
    );
    numbers::rep_table(&drills.reps).show(html);
}

fn ledger(html: &mut Html, session: &SessionEntry) {
    let mut table = Table::new(
        "What was used, what was dropped, and why",
        &["Metric", "Field", "Rule", "Used", "Dropped"],
    );
    for (id, estimate) in known(session) {
        let ledger = &estimate.ledger;
        let dropped: Vec<String> =
            ledger.dropped.iter().map(|lot| format!("{} {}", say::count(lot.samples), lot.reason)).collect();
        let mut field = Html::default();
        put!(field, "<code>{}</code>", ledger.field);
        table.row([
            words(say::metric_title(*id)),
            words(field.done()),
            sentence(&ledger.rule),
            figures(say::count(ledger.used)),
            sentence(if dropped.is_empty() { "none".to_owned() } else { dropped.join("; ") }),
        ]);
    }
    if !table.is_empty() {
        put!(html, r#"<details class="fold"><summary>Ledger: what was dropped and why</summary>"#);
        table.show(html);
        put!(html, "</details>");
    }
}

fn channels(html: &mut Html, session: &SessionEntry) {
    let mut table =
        Table::new("Every channel that was recorded, with its plain mean", &["Channel", "Samples", "Mean"]);
    for channel in &session.channels {
        let mut name = Html::default();
        put!(name, "<code>{}</code>", channel.name);
        table.row([
            words(name.done()),
            figures(say::count(channel.samples)),
            figures(channel.mean.map_or_else(|| "–".to_owned(), |mean| say::quantity(mean, 2, channel.unit))),
        ]);
    }
    if !table.is_empty() {
        put!(html, r#"<details class="fold"><summary>Channels recorded</summary>"#);
        table.show(html);
        put!(html, "</details>");
    }
}
