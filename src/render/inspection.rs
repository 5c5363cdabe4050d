//! What one file holds, for a terminal.

use super::number::duration;
use super::terminal::{Style, bold, printable, wrap_after};
use crate::report::{Ability, InspectedSession, Inspection, Measure, Notice, Status, missing_words};
use crate::units::fixed;
use std::fmt::Write as _;

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
        let words: Vec<&str> = [device.manufacturer.as_str(), device.product.as_str(), device.kind.as_str()]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        line(&mut text, what, &words.join(" · "), style);
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
    let title = format!("{} / {}", session.sport.name(), session.sub_sport.name());
    let _ = writeln!(text, "{}", bold(&printable(&title), style));
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
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    line(&mut text, "holds", &counts.join(", "), style);
    let channels: Vec<String> =
        session.channels.iter().map(|channel| format!("{} ({})", channel.name, channel.samples)).collect();
    line(&mut text, "channels", &channels.join(", "), style);
    if let Some(meter) = &session.meter {
        line(&mut text, "power", meter, style);
    }
    if !session.measures.is_empty() {
        let _ = writeln!(text, "\n  Metrics");
    }
    for (id, measure) in &session.measures {
        let value = match measure {
            Measure::Known(estimate) => {
                let decimals = id.decimals();
                let interval = estimate.ci95().map_or_else(String::new, |(lo, hi)| {
                    format!(" (95 % interval {} to {})", fixed(lo, decimals), fixed(hi, decimals))
                });
                format!("{} {}{interval}", fixed(estimate.value, decimals), estimate.unit.symbol())
            }
            Measure::Missing(reason) => format!("– {}", missing_words(*reason)),
        };
        let _ = writeln!(text, "    {:<28} {value}", id.name());
    }
    let _ = writeln!(text, "\n  Can this session answer?");
    for answer in &session.answers {
        let name = answer.check.name();
        let (shape, words) = match &answer.ability {
            Ability::Can => ("●", String::new()),
            Ability::Cannot { why, remedy } => ("?", format!("{why}. What would: {remedy}")),
            Ability::NotThisSport => continue,
        };
        for row in wrap_after(&format!("    {shape} {name:<22} "), &words, style) {
            let _ = writeln!(text, "{}", row.trim_end());
        }
    }
    text
}

fn line(text: &mut String, name: &str, value: &str, style: Style) {
    for row in wrap_after(&format!("  {name:<9} "), &printable(value), style) {
        let _ = writeln!(text, "{}", row.trim_end());
    }
}
