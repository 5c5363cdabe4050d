//! What a session shows on a closer look, and what all of them show over the weeks.

use super::figures::START;
use super::report::estimate;
use clipstride::metrics::agreement::{Agreement, AgreementOutcome, Share};
use clipstride::metrics::baseline::{AgainstOwn, PhaseAgainstOwn, Usual};
use clipstride::metrics::cadence::{GarminZone, Pedalling};
use clipstride::metrics::meter::Meter;
use clipstride::metrics::pedal::Side;
use clipstride::metrics::stance::{GarminBand, Origin, SpeedBin, Thirds};
use clipstride::metrics::trend::{Change, Line, Trend};
use clipstride::metrics::{Details, Measure, MetricId, Missing, Pedal, Stance};
use clipstride::model::{Arc, Sport};
use clipstride::report::{CrossSport, Even, Own, SessionMean, TrendEntry};
use clipstride::signal::mann_kendall;
use clipstride::units::{Angle, LeftShare, Leg, Legs, Speed, Unit};
use jiff::ToSpan;

/// Details of every kind that the sport can have; every third session has some of them missing.
pub(crate) fn details(sport: &Sport, index: usize) -> Details {
    let poor = index % 3 == 2;
    let share = |value| Measure::Known(estimate(value, Unit::Percent, if poor { 0.0 } else { 0.2 }));
    match sport {
        Sport::Running => Details {
            stance: Some(Stance {
                origin: Origin::Recorded,
                band: Some(GarminBand::Orange(Leg::Left)),
                thirds: Thirds {
                    origin: Origin::Recorded,
                    first: share(50.62),
                    last: if index % 5 == 1 {
                        Measure::Missing(Missing::TooFewSamples)
                    } else {
                        share(51.03)
                    },
                },
                by_speed: (0..if poor { 1 } else { 4 })
                    .map(|step| SpeedBin {
                        from: Speed::new(2.0 + 0.4 * f64::from(step)),
                        to: Speed::new(2.4 + 0.4 * f64::from(step)),
                        seconds: 340.0 + 61.0 * f64::from(step),
                        balance: LeftShare::new(50.4 + 0.2 * f64::from(step)),
                    })
                    .collect(),
            }),
            cadence_zone: Some(GarminZone::Green),
            ..Details::default()
        },
        Sport::Cycling => Details {
            pedalling: Some(Pedalling {
                median: 86.0,
                p25: 83.0,
                p75: 89.0,
                band: (80.0, 100.0),
                in_band: 91.4,
                pedalled: 1290.0,
                coasted: 61.0,
            }),
            pedal: Some(Pedal {
                side: if poor { Side::Unknown } else { Side::Known },
                meter: Meter::PerLeg,
                seated_only: !poor,
                one_leg: (!poor).then_some(Legs { left: 42.0, right: 0.0 }),
                time_weighted: share(48.6),
            }),
            meter: Some("The power meter measures each leg.".to_owned()),
            ..Details::default()
        },
        _ => Details::default(),
    }
}

/// Comparisons: every other session differs in something.
pub(crate) fn own(sport: &Sport, index: usize) -> Own {
    let differs = index % 8 < 4;
    let run = |metric, difference, error: Option<f64>| AgainstOwn {
        metric,
        difference,
        usual: error.map(|error| Usual { error: error / 1.96, freedom: 1e6, least: 0.0 }),
        runs: 26,
        seconds: 900.0,
    };
    let phase = |end: f64| PhaseAgainstOwn {
        earlier: Arc { start: Angle::new(342.0), end: Angle::new(200.0) },
        start: -1.0,
        end,
        noise: 10.0,
        end_moved: end.abs() > 10.0,
        seconds: 840.0,
        rides: 22,
    };
    match sport {
        Sport::Running => Own {
            runs: vec![
                run(MetricId::StepRate, 2.0, Some(4.4)),
                run(MetricId::VerticalRatio, if differs { 0.44 } else { 0.1 }, Some(0.41)),
                run(MetricId::StanceBalance, -0.51, None),
            ],
            phase: Legs::default(),
        },
        Sport::Cycling => Own {
            runs: Vec::new(),
            phase: Legs { left: Some(phase(if differs { 12.4 } else { 4.0 })), right: Some(phase(-1.0)) },
        },
        _ => Own::default(),
    }
}

/// A trend of each kind: a change, one within chance, none, too few sessions.
pub(crate) fn trends() -> Vec<TrendEntry> {
    let changes = [
        (
            MetricId::StanceBalance,
            "Stance balance, left share",
            Change::Change { total: -1.1, beyond_noise: true },
        ),
        (MetricId::PedalBalance, "Pedal balance, left share", Change::NoChangeToldFromNoise),
        (
            MetricId::PowerPhaseEnd(Leg::Right),
            "Power phase end, right",
            Change::Change { total: 2.9, beyond_noise: false },
        ),
        (MetricId::StepRate, "Running cadence", Change::TooFew { have: 4, need: 8 }),
    ];
    changes
        .into_iter()
        .map(|(metric, name, change)| {
            let few = matches!(change, Change::TooFew { .. });
            let sessions = if few { 4 } else { 22 };
            let points: Vec<SessionMean> = (0..sessions)
                .map(|index| SessionMean {
                    day: START + (3 * index as i64).days(),
                    value: 50.0 + 0.1 * index as f64,
                    ci95: (49.8 + 0.1 * index as f64, 50.2 + 0.1 * index as f64),
                })
                .collect();
            let line = Line {
                from: START,
                to: START + 63.days(),
                per_week: -0.09,
                per_week_ci95: (-0.14, -0.03),
                at_from: (51.0, 51.5, 51.9),
                at_to: (50.1, 50.4, 50.8),
            };
            TrendEntry {
                metric,
                name,
                found: Trend {
                    left_out: vec![false; points.len()],
                    sessions: points.len(),
                    line: (!few).then_some(line),
                    kendall: (!few)
                        .then(|| mann_kendall(&points.iter().map(|mean| mean.value).collect::<Vec<_>>()))
                        .flatten(),
                    between_day_sd: (!few).then_some(0.35),
                    mdc95: (!few).then_some(0.98),
                    change,
                },
                even: (metric == MetricId::PedalBalance).then_some(Even {
                    margin: 2.0,
                    p: 0.01,
                    shown: true,
                }),
                sentence: "a sentence".to_owned(),
                points,
            }
        })
        .collect()
}

/// Both sports side by side.
pub(crate) fn cross_sport() -> CrossSport {
    CrossSport {
        agreement: Agreement {
            stance: Share { left: 51.0, ci95: (50.8, 51.2) },
            pedal: Share { left: 48.3, ci95: (48.1, 48.6) },
            outcome: AgreementOutcome::Opposite { short_contact: Leg::Right },
        },
        runs: 22,
        rides: 24,
        sentence: "Left share of contact time 51.0 % (95 % interval 50.8 to 51.2) over 22 runs, left share of pedal power \
                   48.3 % (95 % interval 48.1 to 48.6) over 24 rides. No cause is inferred."
            .to_owned(),
    }
}
