//! A session looked at closer: within itself, and against the athlete's own earlier ones.

use super::markup::{Html, put};
use super::table::{Table, figures, sentence, words};
use super::words as say;
use crate::report::{
    AgainstOwn, Measure, PedalDetails, Pedalling, PhaseAgainstOwn, SessionEntry, Side, StanceDetails,
};
use crate::units::{Leg, Unit};

/// Everything there is beyond the metrics; nothing where there is none.
pub(super) fn details(html: &mut Html, session: &SessionEntry) {
    let details = &session.details;
    let mut table =
        Table::new("Within the session; descriptive, no verdict rests on it", &["What", "Value", "Note"]);
    if let Some(stance) = &details.stance {
        thirds(&mut table, stance);
    }
    if let Some(zone) = details.cadence_zone {
        let note = format!("{} percentile of Garmin's own runners; for display", zone.percentiles());
        row(&mut table, "Cadence, Garmin's zone", say::capital(zone.name()), &note);
    }
    if let Some(found) = &details.pedalling {
        pedalling(&mut table, found);
    }
    if let Some(pedal) = &details.pedal {
        pedal_balance(&mut table, pedal);
    }
    if !table.is_empty() {
        put!(html, "<h3>In more detail</h3>");
        table.show(html);
    }
    if let Some(meter) = &details.meter {
        put!(html, r#"<p class="mute aside">{}</p>"#, meter);
    }
    if let Some(stance) = details.stance.as_ref().filter(|stance| stance.by_speed.len() > 1) {
        by_speed(html, stance);
    }
    own(html, session);
}

fn row(table: &mut Table, what: &str, value: String, note: &str) {
    table.row([words(what), figures(value), sentence(note)]);
}

fn measure(table: &mut Table, what: &str, measure: &Measure, decimals: usize, note: &str) {
    match measure {
        Measure::Known(found) => {
            let interval = match found.ci95() {
                Some(_) => format!("95\u{a0}% {}", say::interval(found.ci95(), decimals)),
                None => say::no_interval(found).unwrap_or_else(|| "no interval".to_owned()),
            };
            let note = if note.is_empty() { interval } else { format!("{interval}; {note}") };
            row(table, what, say::quantity(found.value, decimals, found.unit), &note);
        }
        Measure::Missing(why) => row(table, what, "–".to_owned(), say::missing(*why)),
    }
}

fn thirds(table: &mut Table, stance: &StanceDetails) {
    let of = |third: &Measure| third.known().map(|found| say::number(found.value, 2));
    if let (Some(first), Some(last)) = (of(&stance.thirds.first), of(&stance.thirds.last)) {
        let note = stance.thirds.shift().map_or_else(
            || "too little data for an interval".to_owned(),
            |(shift, ci95)| {
                let shift = say::difference(shift, 2, Unit::PercentagePoints);
                format!("{shift}, 95\u{a0}% {}", say::interval(Some(ci95), 2))
            },
        );
        let value = format!("{first} → {last}\u{a0}{}", Unit::Percent.symbol());
        row(table, "Stance balance, first to last third, left", value, &note);
    }
    if let Some(band) = stance.band {
        row(
            table,
            "Stance balance, Garmin's colour",
            say::capital(&say::spaced(band.name())),
            &format!("{}; advisory", band.words()),
        );
    }
}

fn pedalling(table: &mut Table, found: &Pedalling) {
    let rpm = Unit::RevolutionsPerMinute.symbol();
    let quarter = format!("{}\u{a0}{rpm}", say::range(found.p25, found.p75, 0));
    row(table, "Cadence, 25th to 75th percentile", quarter, "of the seconds pedalled");
    let band = format!(
        "of the seconds pedalled; configured, {}\u{a0}{rpm}",
        say::range(found.band.0, found.band.1, 0)
    );
    row(table, "Cadence in the band", say::quantity(found.in_band, 0, Unit::Percent), &band);
    row(
        table,
        "Pedalled",
        say::duration(found.pedalled),
        &format!("coasted {}", say::duration(found.coasted)),
    );
}

fn pedal_balance(table: &mut Table, pedal: &PedalDetails) {
    let side = match pedal.side {
        Side::Known => "left leg's share",
        Side::Given => "left leg's share, as configured: the device sets no side flag",
        Side::Unknown => "distance from even: no flag says which pedal",
    };
    let seated = if pedal.seated_only { "; seated only" } else { "; standing not known" };
    measure(table, "Pedal balance by time", &pedal.time_weighted, 1, &format!("{side}{seated}"));
    if let Some(alone) = pedal.one_leg.filter(|legs| legs.left + legs.right > 0.0) {
        let each = Leg::BOTH.map(|leg| format!("{} {}", leg.name(), say::duration(*alone.of(leg))));
        row(table, "One leg alone", each.join(", "), "drills, or a pedal at a stop; no part of the balance");
    }
}

fn by_speed(html: &mut Html, stance: &StanceDetails) {
    let mut table = Table::new(
        "Stance balance by speed; each second counts alike, without an interval",
        &["Speed, m/s", "Left share", "Time"],
    );
    for bin in &stance.by_speed {
        table.row([
            figures(say::range(bin.from.get(), bin.to.get(), 1)),
            figures(say::quantity(bin.balance.get(), 2, Unit::Percent)),
            figures(say::duration(bin.seconds)),
        ]);
    }
    put!(html, r#"<details class="fold"><summary>Stance balance by speed</summary>"#);
    table.show(html);
    put!(html, "</details>");
}

fn own(html: &mut Html, session: &SessionEntry) {
    let mut table = Table::new(
        "Like with like: runs at like speed on flat ground, rides at like power and cadence; race windows left out. Usual: \
         so far from the mean of the others lies one of your runs, 95 %; for the power phase, what is taken for noise of mounting \
         and calibration.",
        &["What", "Difference", "Usual up to", "Reading", "Against"],
    );
    for run in &session.own.runs {
        let decimals = apart(run);
        table.row([
            words(say::metric_title(run.metric)),
            figures(say::difference(run.difference, decimals, run.unit())),
            figures(
                run.mdc95().map_or_else(|| "–".to_owned(), |mdc| say::quantity(mdc, decimals, run.unit())),
            ),
            sentence(match run.is_told() {
                Some(true) => "outside your usual range; the cause is not inferred",
                Some(false) => "in your usual range",
                None => "too few earlier runs to say",
            }),
            figures(say::plural(run.runs, "run", "runs")),
        ]);
    }
    for (leg, phase) in phases(session) {
        table.row([
            words(format!("Power phase end, {}", leg.name())),
            figures(say::difference(phase.end, 0, Unit::Degrees)),
            figures(say::quantity(phase.noise, 0, Unit::Degrees)),
            sentence(if phase.end_moved {
                "moved; net torque at the pedal, it does not show which muscle"
            } else {
                "within what is taken for noise of mounting and calibration"
            }),
            figures(say::plural(phase.rides, "ride", "rides")),
        ]);
    }
    if table.is_empty() {
        return;
    }
    put!(
        html,
        r#"<h3>Against your own earlier sessions</h3><p>{}</p><details class="fold"><summary>One by one</summary>"#,
        in_short(session)
    );
    table.show(html);
    put!(html, "</details>");
}

fn phases(session: &SessionEntry) -> impl Iterator<Item = (Leg, PhaseAgainstOwn)> {
    Leg::BOTH.into_iter().filter_map(|leg| session.own.phase.of(leg).map(|phase| (leg, phase)))
}

/// As many decimals as tell a difference from what is usual.
fn apart(run: &AgainstOwn) -> usize {
    let decimals = run.decimals();
    let same = run
        .mdc95()
        .is_some_and(|mdc| say::number(run.difference.abs(), decimals) == say::number(mdc, decimals));
    decimals + usize::from(same)
}

/// What the comparisons come to: what differs, or that nothing does.
fn in_short(session: &SessionEntry) -> String {
    let runs = &session.own.runs;
    let mut told: Vec<String> = runs
        .iter()
        .filter(|run| run.is_told() == Some(true))
        .map(|run| {
            let by = say::difference(run.difference, apart(run), run.unit());
            format!("{} ({by})", say::metric_title(run.metric).to_lowercase())
        })
        .collect();
    let moved = phases(session).filter(|(_, phase)| phase.end_moved).map(|(leg, phase)| {
        format!("power phase end, {} ({})", leg.name(), say::difference(phase.end, 0, Unit::Degrees))
    });
    told.extend(moved);
    let compared = runs.iter().any(|run| run.is_told() == Some(false));
    if !told.is_empty() {
        format!("Outside your usual range: {}. The cause is not inferred.", told.join("; "))
    } else if compared {
        "All that can be compared lies in your usual range.".to_owned()
    } else if phases(session).next().is_some() {
        "The power phase ends where it did before, but for what is taken for noise of mounting and calibration.".to_owned()
    } else {
        "Too few earlier sessions of the like to say what is usual.".to_owned()
    }
}
