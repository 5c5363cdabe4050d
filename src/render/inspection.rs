//! What one file holds, for a terminal.

mod details;

use super::names;
use super::number::duration;
use super::terminal::{Style, bold, labelled, printable, wrap_after};
use crate::report::{
    Ability, Answer, Certainty, Estimate, InspectedSession, Inspection, Measure, MetricId, Notice, Status,
    Untold, missing_words,
};
use crate::units::fixed;
use std::fmt::Write as _;

/// The columns of a metric's or a check's name.
const NAME: usize = 32;

/// The whole answer about one file.
#[must_use]
pub fn render(inspection: &Inspection, style: Style) -> String {
    let mut text = String::new();
    let status = match &inspection.status {
        Status::Rejected { reason, .. } => format!("rejected: {reason}"),
        Status::NotAnActivity { kind } => format!("not an activity, but {}", kind.words()),
        other => other.name().to_owned(),
    };
    let _ = writeln!(text, "{}", bold(&printable(&inspection.path), style));
    line(&mut text, "status", &status, style);
    if inspection.records > 0 {
        line(&mut text, "records", &inspection.records.to_string(), style);
    }
    for device in &inspection.devices {
        let what = if device.recorder { "recorder" } else { "sensor" };
        line(&mut text, what, &names::sensor(device), style);
    }
    for Notice { code, message } in &inspection.notices {
        line(&mut text, "notice", &format!("{}: {message}", code.name()), style);
    }
    for session in &inspection.sessions {
        text.push('\n');
        text.push_str(&of_session(session, style));
    }
    text
}

fn of_session(session: &InspectedSession, style: Style) -> String {
    let mut text = String::new();
    let spaced = |name: &str| name.replace('_', " ");
    let title = match (spaced(session.sport.name()), spaced(session.sub_sport.name())) {
        (sport, kind) if kind == "generic" || kind == sport => sport,
        (sport, kind) => format!("{sport}, {kind}"),
    };
    let _ = writeln!(text, "{}", bold(&printable(&names::capital(&title)), style));
    let local = session.clock.start.display_with_offset(session.clock.offset).to_string();
    line(&mut text, "start", &local, style);
    let times =
        format!("{} timer, {} elapsed", duration(session.timer.get()), duration(session.elapsed.get()));
    line(&mut text, "time", &times, style);
    if let Some(distance) = session.distance {
        line(&mut text, "distance", &format!("{} m", fixed(distance.get(), 0)), style);
    }
    let counts: Vec<String> = session
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| match count {
            1 => format!("1 {}", name.trim_end_matches('s')),
            _ => format!("{count} {name}"),
        })
        .collect();
    line(&mut text, "holds", &counts.join(", "), style);
    let channels: Vec<String> =
        session.channels.iter().map(|channel| format!("{} ({})", channel.name, channel.samples)).collect();
    line(&mut text, "channels", &channels.join(", "), style);
    if let Some(meter) = &session.details.meter {
        line(&mut text, "power", meter, style);
    }
    if !session.measures.is_empty() {
        let _ = writeln!(text, "\n  Metrics");
    }
    for (id, measure) in &session.measures {
        row(&mut text, id.name(), &metric(*id, measure), style);
    }
    let details = details::details(session);
    if !details.is_empty() {
        let _ = writeln!(text, "\n  More detail; no verdict rests on it");
    }
    for (what, value) in details {
        row(&mut text, what, &value, style);
    }
    let _ = writeln!(text, "\n  Can this session answer?");
    for answer in &session.answers {
        if let Some((shape, words)) = answered(answer) {
            row(&mut text, &format!("{shape} {}", answer.check.name()), &words, style);
        }
    }
    let others = session.answers.iter().filter(|answer| answer.ability == Ability::NotThisSport);
    let others: Vec<&str> = others.map(|answer| answer.check.name()).collect();
    if !others.is_empty() {
        for row in wrap_after("    ", &format!("– of other sports: {}", others.join(", ")), style) {
            let _ = writeln!(text, "{row}");
        }
    }
    text
}

/// A check's shape and words; none where it asks of another sport.
fn answered(answer: &Answer) -> Option<(&'static str, String)> {
    match &answer.ability {
        Ability::Can => {
            Some(("●", answer.beside.map_or_else(String::new, |beside| format!("needs {beside}"))))
        }
        Ability::Cannot { why, remedy } => {
            Some(("?", format!("{}. What would do: {}", names::capital(why), lower(remedy))))
        }
        Ability::NotThisSport => None,
    }
}

/// A sentence that goes on in the middle of another: `A watch` as `a watch`, and `GPS` as it is.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(sentence.chars().skip(1)).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// A metric with how sure it is, what it rests on and how well its meaning is supported.
fn metric(id: MetricId, measure: &Measure) -> String {
    let estimate = match measure {
        Measure::Known(estimate) => estimate,
        Measure::Missing(reason) => return format!("– {}", missing_words(*reason)),
    };
    let worth =
        estimate.n_eff.map_or_else(String::new, |n_eff| format!(", n_eff {}", fixed(n_eff.floor(), 0)));
    format!(
        "{}; n {}{worth}; evidence {}",
        known(estimate, id.decimals()),
        estimate.n,
        id.doc().evidence.word()
    )
}

/// The number with its interval, or why it bears none.
fn known(estimate: &Estimate, decimals: usize) -> String {
    let sure = match estimate.certainty {
        Certainty::Interval(lo, hi) => {
            format!("95 % interval {} to {}", fixed(lo, decimals), fixed(hi, decimals))
        }
        Certainty::Counted => "counted".to_owned(),
        Certainty::Constant => "the same throughout".to_owned(),
        Certainty::Untold(why) => format!("no interval: {}", untold(why)),
    };
    let symbol = estimate.unit.symbol();
    let space = if symbol == "°" || symbol.is_empty() { "" } else { " " };
    format!("{}{space}{symbol} ({sure})", fixed(estimate.value, decimals))
}

fn untold(why: Untold) -> &'static str {
    match why {
        Untold::TooShort => "too few valid minutes",
        Untold::TooFewIndependent => "too few independent samples",
        Untold::TooWide => "it would reach over nearly all samples",
    }
}

fn row(text: &mut String, name: &str, value: &str, style: Style) {
    for row in labelled(&format!("    {name}"), NAME, value, style) {
        let _ = writeln!(text, "{row}");
    }
}

fn line(text: &mut String, name: &str, value: &str, style: Style) {
    for row in wrap_after(&format!("  {name:<9} "), &printable(value), style) {
        let _ = writeln!(text, "{row}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{CheckId, Ledger};
    use crate::units::Unit;

    #[test]
    fn a_number_says_how_sure_it_is_or_why_it_is_not() {
        let estimate = |certainty, n_eff| {
            let ledger = Ledger::default();
            Measure::Known(Estimate { value: 51.25, unit: Unit::Percent, certainty, n: 900, n_eff, ledger })
        };
        let said = |certainty, n_eff| metric(MetricId::StanceBalance, &estimate(certainty, n_eff));
        assert_eq!(
            said(Certainty::Interval(50.9, 51.6), Some(34.6)),
            "51.25 % (95 % interval 50.90 to 51.60); n 900, n_eff 34; evidence low"
        );
        assert_eq!(
            said(Certainty::Untold(Untold::TooFewIndependent), Some(4.7)),
            "51.25 % (no interval: too few independent samples); n 900, n_eff 4; evidence low"
        );
    }

    #[test]
    fn an_answer_reads_as_a_sentence() {
        let answer = |ability, beside| Answer { check: CheckId::RunCadence, ability, beside };
        let why = || "it was not recorded".into();
        let said = |remedy| answered(&answer(Ability::Cannot { why: why(), remedy }, None)).unwrap().1;
        assert_eq!(said("A foot pod."), "It was not recorded. What would do: a foot pod.");
        assert_eq!(said("GPS, or a foot pod."), "It was not recorded. What would do: GPS, or a foot pod.");
        let can = answered(&answer(Ability::Can, Some("five earlier runs, too")));
        assert_eq!(can, Some(("●", "needs five earlier runs, too".to_owned())));
        assert_eq!(answered(&answer(Ability::NotThisSport, None)), None);
    }
}
