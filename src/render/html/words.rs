//! Numbers, dates and verdicts in words. Formatting only: nothing here works out a result.

pub(super) use super::marks::{Shape, verdict};
use super::markup::clean;
use crate::report::figure::Work;
pub(super) use crate::report::missing_words as missing;
use crate::report::{
    Arc, Certainty, CheckFigure as Figure, CheckId, CheckResult, Device, Estimate, EvidenceLayer,
    LengthVerdict, MetricId, Outcome, Report, SessionEntry, SessionVerdict, Sport, SubSport, WeekVerdict,
    untold_words,
};
use crate::units::{Angle, Leg, Unit, fixed, round};
use jiff::civil::{Date, ISOWeekDate};

/// A number with so many decimals, a true minus sign, and its thousands apart.
pub(super) fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let rounded = round(value, decimals);
    let digits = fixed(rounded.abs(), decimals);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = if rounded < 0.0 { "−".to_owned() } else { String::new() };
    text.push_str(&thousands(whole));
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A difference: its sign is always there, but on a zero.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let plus = if round(value, decimals) > 0.0 { "+" } else { "" };
    format!("{plus}{}", number(value, decimals))
}

/// A difference with its unit behind it.
pub(super) fn difference(value: f64, decimals: usize, unit: Unit) -> String {
    with_unit(&signed(value, decimals), unit.symbol())
}

/// A count with its thousands apart.
pub(super) fn count(value: usize) -> String {
    thousands(&value.to_string())
}

fn thousands(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A number with its unit behind it.
pub(super) fn quantity(value: f64, decimals: usize, unit: Unit) -> String {
    with_unit(&number(value, decimals), unit.behind(value, decimals))
}

/// A unit behind a number: a space that does not break, but none before a degree sign.
fn with_unit(number: &str, unit: &str) -> String {
    let space = if unit.starts_with('°') { "" } else { "\u{a0}" };
    format!("{number}{space}{unit}")
}

/// `50.9–51.7`, or `−1.2 to 0.4` where a minus would meet the dash.
pub(super) fn range(lo: f64, hi: f64, decimals: usize) -> String {
    let (from, to) = (number(lo, decimals), number(hi, decimals));
    if lo < 0.0 || hi < 0.0 { format!("{from} to {to}") } else { format!("{from}–{to}") }
}

/// An interval, or a dash where there is none.
pub(super) fn interval(ci95: Option<(f64, f64)>, decimals: usize) -> String {
    ci95.map_or_else(|| "–".to_owned(), |(lo, hi)| range(lo, hi, decimals))
}

/// A check's figure: number or range, unit, interval.
pub(super) fn check_figure(figure: &Figure) -> String {
    let shown = if (figure.lo - figure.hi).abs() < f64::EPSILON {
        quantity(figure.lo, figure.decimals, figure.unit)
    } else {
        with_unit(&range(figure.lo, figure.hi, figure.decimals), figure.unit.symbol())
    };
    match figure.ci95 {
        None => shown,
        Some((lo, hi)) => format!("{shown} (95\u{a0}% {})", range(lo, hi, figure.decimals)),
    }
}

/// How many independent samples an estimate is worth, or a dash.
pub(super) fn effective(estimate: &Estimate) -> String {
    estimate.n_eff.map_or_else(|| "–".to_owned(), |n| number(n, 0))
}

/// Seconds as `45:00` or `1:02:03`.
pub(super) fn duration(seconds: f64) -> String {
    if !seconds.is_finite() {
        return "–".to_owned();
    }
    // A duration is no negative number, and a century of seconds fits.
    let whole = seconds.clamp(0.0, 3.2e9).round() as u64;
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

/// Metres, or kilometres from one kilometre on.
pub(super) fn distance(metres: f64) -> String {
    if metres >= 1000.0 {
        format!("{}\u{a0}km", number(metres / 1000.0, 2))
    } else {
        format!("{}\u{a0}m", number(metres, 0))
    }
}

/// `2 March 2026`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `Mon 2 Mar 2026`.
pub(super) fn short_day(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// `2 March – 24 May 2026`, with the year once where it is the same.
pub(super) fn period(from: Date, to: Date) -> String {
    if from == to {
        day(from)
    } else if from.year() == to.year() {
        format!("{} – {}", from.strftime("%-d %B"), day(to))
    } else {
        format!("{} – {}", day(from), day(to))
    }
}

/// `2026-W10`, which does not break at its hyphen.
pub(super) fn iso_week(week: ISOWeekDate) -> String {
    format!("{:04}\u{2011}W{:02}", week.year(), week.week())
}

/// A plural with its number: `1 session`, `12 sessions`.
pub(super) fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", count(number), if number == 1 { one } else { many })
}

/// How many sessions there are, and how many recordings of them where that differs: `135 recordings of 134 sessions`.
pub(super) fn sessions(report: &Report) -> String {
    let (all, counted) = (report.sessions.len(), report.counted().count());
    let sessions = plural(counted, "session", "sessions");
    if all == counted {
        sessions
    } else {
        format!("{} of {sessions}", plural(all, "recording", "recordings"))
    }
}

/// A stable name as words: `not-an-activity`, `lap_swimming`.
pub(super) fn spaced(name: &str) -> String {
    name.replace(['-', '_'], " ")
}

/// At most `longest` characters.
fn shorten(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

pub(super) use crate::render::names::capital;

/// A prescription's name as it heads a section.
pub(super) fn prescription(name: &str) -> String {
    match name {
        "bike" => "Clip-in bike".to_owned(),
        "pool" => "Pool".to_owned(),
        other => capital(&spaced(other)),
    }
}

/// What was done, in one word: as short as a column, whatever a file calls it.
pub(super) fn sport(session: &SessionEntry) -> String {
    match &session.sport {
        Sport::Running => "Run".to_owned(),
        Sport::Cycling => "Bike".to_owned(),
        Sport::Swimming if session.sub_sport == SubSport::OpenWater => "Open water".to_owned(),
        Sport::Swimming => "Pool".to_owned(),
        Sport::Training | Sport::FitnessEquipment if session.sub_sport == SubSport::StrengthTraining => {
            "Strength".to_owned()
        }
        Sport::Training | Sport::FitnessEquipment => "Training".to_owned(),
        Sport::EBiking => "E-bike".to_owned(),
        Sport::Walking => "Walk".to_owned(),
        Sport::Hiking => "Hike".to_owned(),
        Sport::Transition => "Change of sport".to_owned(),
        Sport::Generic => "Not stated".to_owned(),
        other => shorten(&capital(&spaced(&clean(other.name()))), 20),
    }
}

/// The kind of a session's sport; none where it is not said, or says what the sport has said.
pub(super) fn kind(session: &SessionEntry) -> Option<String> {
    match session.sub_sport {
        SubSport::Generic | SubSport::LapSwimming | SubSport::OpenWater | SubSport::StrengthTraining => None,
        _ => Some(capital(&spaced(session.sub_sport.name()))),
    }
}

/// What a device is to the recording. A kind that the FIT profile has no word for is a number.
pub(super) fn device(device: &Device) -> String {
    match device.kind.as_str() {
        _ if device.recorder => "Device".to_owned(),
        "" => "Device".to_owned(),
        "whr" => "Wrist heart rate".to_owned(),
        kind if kind.parse::<u32>().is_ok() => "Sensor".to_owned(),
        kind => capital(&spaced(kind)),
    }
}

/// A kind of work.
pub(super) fn work(kind: Work) -> &'static str {
    match kind {
        Work::Bike => "bike",
        Work::Run => "run",
        Work::Pool => "pool",
        Work::Strength => "strength",
        Work::Other => "other",
    }
}

/// An arc of the crank's turn: `352° to 208°`.
pub(super) fn arc(arc: Arc) -> String {
    let end = |angle: Angle| quantity(angle.get(), 0, Unit::Degrees);
    format!("{} to {}", end(arc.start), end(arc.end))
}

/// What lies to either side of a median: `−6° to +7°`.
pub(super) fn spread((lo, hi): (f64, f64)) -> String {
    format!("{} to {}", difference(lo, 0, Unit::Degrees), difference(hi, 0, Unit::Degrees))
}

/// A setting's value as people write it: `none`, `40 to 60 %`.
pub(super) fn setting(value: &str) -> String {
    if value == "none" || value.starts_with("none ") {
        return "none".to_owned();
    }
    match value.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((pair, unit)) => format!("{}{unit}", pair.replacen(", ", " to ", 1)),
        None => value.to_owned(),
    }
}

/// Why an estimate bears no interval, in words; none where it bears one.
pub(super) fn no_interval(estimate: &Estimate) -> Option<String> {
    match estimate.certainty {
        Certainty::Interval(..) => None,
        Certainty::Counted => Some("counted, not estimated".to_owned()),
        Certainty::Constant => Some("none: nothing varied".to_owned()),
        Certainty::Untold(_) => untold_words(estimate).map(|why| format!("none: {why}")),
    }
}

/// A session's verdict.
pub(super) fn session_verdict(of: SessionVerdict) -> (Shape, &'static str) {
    match of {
        SessionVerdict::Done => (Shape::Done, "done"),
        SessionVerdict::Short => (Shape::Short, "short"),
        SessionVerdict::Token => (Shape::Token, "token"),
        SessionVerdict::Over => (Shape::Over, "over"),
        SessionVerdict::Ahead => (Shape::Ahead, "ahead"),
        SessionVerdict::Extra => (Shape::Extra, "extra"),
        SessionVerdict::NotAssessable => (Shape::Untold, "not assessable"),
    }
}

/// A week's verdict.
pub(super) fn week_verdict(of: WeekVerdict) -> (Shape, &'static str) {
    match of {
        WeekVerdict::Complete => (Shape::Done, "complete"),
        WeekVerdict::Partial => (Shape::Short, "partial"),
        WeekVerdict::Missed => (Shape::Missed, "missed"),
        WeekVerdict::Rest => (Shape::None, "rest"),
    }
}

/// A length's verdict.
pub(super) fn length_verdict(of: LengthVerdict) -> (Shape, &'static str) {
    match of {
        LengthVerdict::InRange => (Shape::Done, "in range"),
        LengthVerdict::Uncertain => (Shape::Untold, "uncertain"),
        LengthVerdict::OutOfRange => (Shape::Missed, "out of range"),
    }
}

/// What told the reps of a drill.
pub(super) fn evidence(layer: EvidenceLayer) -> &'static str {
    match layer {
        EvidenceLayer::WorkoutSteps => "told by the steps of the workout",
        EvidenceLayer::Laps => "told by the laps, their edges by the signal",
        EvidenceLayer::Signal => "told by the signal alone",
        EvidenceLayer::None => "not searched for",
    }
}

/// A check's outcome.
pub(super) fn outcome(of: Outcome) -> (Shape, &'static str) {
    match of {
        Outcome::Fail => (Shape::Missed, "missed"),
        Outcome::Advisory => (Shape::Look, "worth a look"),
        Outcome::Pass => (Shape::Done, "in order"),
        Outcome::Unknown => (Shape::Untold, "cannot be told"),
        Outcome::NotApplicable => (Shape::None, "does not apply"),
    }
}

/// What the figures of a check are: the measured one, and the one beside it.
pub(super) fn figure_labels(result: &CheckResult) -> (&'static str, &'static str) {
    match result.id {
        // Without a baseline the runs stand for themselves.
        CheckId::RunCadence if result.outcome == Outcome::Unknown => ("Mean over sessions", "Compared with"),
        CheckId::BikeMinutes | CheckId::PoolLaps => ("Reached the target", "Of"),
        CheckId::BikeTimesPerWeek
        | CheckId::PoolTimesPerWeek
        | CheckId::StrengthExercises
        | CheckId::PlanAdded => ("Complete", "Of"),
        CheckId::BikeProgression | CheckId::PoolProgression => {
            ("The ladder stands at", "Every week complete")
        }
        CheckId::RunSkipStride => ("Found", "Prescribed"),
        CheckId::RunSkipLength | CheckId::RunStrideLength => ("Median", "Prescribed"),
        CheckId::BikePullThrough => ("Median of each leg", "Compared with"),
        CheckId::RunCadence => ("Latest run", "Compared with"),
        CheckId::BikeCadence | CheckId::BikeBalance | CheckId::RunStanceBalance => {
            ("Mean over sessions", "Compared with")
        }
        CheckId::StrengthGym | CheckId::RecoveryRaceWeek | CheckId::DataQuality => {
            ("Measured", "Compared with")
        }
    }
}

/// A check's heading.
pub(super) fn check_title(id: CheckId) -> &'static str {
    match id {
        CheckId::BikeMinutes => "Minutes of each ride",
        CheckId::BikeTimesPerWeek => "Rides a week",
        CheckId::BikeProgression => "Minutes from week to week",
        CheckId::BikeCadence => "Pedalling cadence",
        CheckId::BikePullThrough => "Pulling through the bottom",
        CheckId::BikeBalance => "Balance of pedal power",
        CheckId::RunSkipStride => "Skip-then-stride drills",
        CheckId::RunSkipLength => "Length of the skips",
        CheckId::RunStrideLength => "Length of the strides",
        CheckId::RunStanceBalance => "Balance of ground contact",
        CheckId::RunCadence => "Running cadence",
        CheckId::PoolLaps => "Laps of each swim",
        CheckId::PoolTimesPerWeek => "Swims a week",
        CheckId::PoolProgression => "Laps from week to week",
        CheckId::StrengthExercises => "Strength exercises",
        CheckId::StrengthGym => "Machines at the gym",
        CheckId::PlanAdded => "What your plan adds",
        CheckId::RecoveryRaceWeek => "The week after a race",
        CheckId::DataQuality => "What the files can tell",
    }
}

/// Where the note of a record stands on the page.
pub(super) fn note_anchor(title: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("note-{}", title.chars().map(letter).collect::<String>())
}

/// A metric's heading.
pub(super) fn metric_title(id: MetricId) -> String {
    let sided = |name: &str, leg: Leg| format!("{name}, {}", leg.name());
    match id {
        MetricId::CrankRate => "Cadence while pedalling, median".to_owned(),
        MetricId::CoastingShare => "Coasting, share of recorded time".to_owned(),
        MetricId::PedalBalance => "Pedal balance, left share of power".to_owned(),
        MetricId::PedalImbalance => "Pedal imbalance, distance from even".to_owned(),
        MetricId::PowerPhaseStart(leg) => sided("Power phase start", leg),
        MetricId::PowerPhaseEnd(leg) => sided("Power phase end", leg),
        MetricId::Past180(leg) => sided("Positive torque past 180°, share of time", leg),
        MetricId::Past210(leg) => sided("Positive torque past 210°, share of time", leg),
        MetricId::TorqueEffectiveness(leg) => sided("Torque effectiveness", leg),
        MetricId::PedalSmoothness(leg) => sided("Pedal smoothness", leg),
        MetricId::StepRate => "Cadence".to_owned(),
        MetricId::StanceBalance => "Stance balance, left share".to_owned(),
        MetricId::StanceBalanceFlat => "Stance balance on the flat, left share".to_owned(),
        MetricId::GroundContactTime => "Ground contact time".to_owned(),
        MetricId::VerticalOscillation => "Vertical oscillation".to_owned(),
        MetricId::VerticalRatio => "Vertical ratio".to_owned(),
        MetricId::StepLength => "Step length".to_owned(),
        MetricId::Laps => "Laps".to_owned(),
        MetricId::DrillLaps => "Laps logged as drill".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_a_true_minus_and_spaced_thousands() {
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(-12.34, 1), "−12.3");
        assert_eq!(number(1_234_567.0, 0), "1\u{202f}234\u{202f}567");
        assert_eq!(number(2700.0, 0), "2700");
        assert_eq!(number(f64::NAN, 1), "–");
        assert_eq!(
            (signed(0.31, 1), signed(-0.31, 1), signed(0.04, 1)),
            ("+0.3".into(), "−0.3".into(), "0.0".into())
        );
    }

    #[test]
    fn a_range_below_zero_has_no_double_dash() {
        assert_eq!(range(50.9, 51.7, 1), "50.9–51.7");
        assert_eq!(range(-1.25, 0.4, 1), "−1.3 to 0.4");
    }

    #[test]
    fn durations_and_distances_read_as_people_write_them() {
        assert_eq!((duration(2700.4).as_str(), duration(3723.0).as_str()), ("45:00", "1:02:03"));
        assert_eq!(duration(f64::INFINITY), "–");
        assert_eq!((distance(950.0).as_str(), distance(8621.0).as_str()), ("950\u{a0}m", "8.62\u{a0}km"));
    }

    #[test]
    fn a_figure_shows_its_range_unit_and_interval() {
        let figure =
            Figure { lo: 51.3, hi: 51.3, unit: Unit::Percent, ci95: Some((50.9, 51.7)), decimals: 1 };
        assert_eq!(check_figure(&figure), "51.3\u{a0}% (95\u{a0}% 50.9–51.7)");
        let band = Figure { lo: 80.0, hi: 100.0, unit: Unit::RevolutionsPerMinute, ci95: None, decimals: 0 };
        assert_eq!(check_figure(&band), "80–100\u{a0}rpm");
    }

    #[test]
    fn a_period_names_the_year_once() {
        let date = |month, day| Date::constant(2026, month, day);
        assert_eq!(period(date(3, 2), date(5, 24)), "2 March – 24 May 2026");
        assert_eq!(period(date(3, 2), date(3, 2)), "2 March 2026");
    }
}
