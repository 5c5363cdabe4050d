//! Cross-sport agreement: is the leg that is shorter on the ground the one that pedals less?

use super::{Doc, Evidence};
use crate::signal::{mean, mean_interval};
use crate::units::{Leg, fixed};

/// A left share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Left share, %.
    pub left: f64,
    /// Its 95 % interval.
    pub ci95: (f64, f64),
}

impl Share {
    /// So many sessions of either sport it takes.
    pub const LEAST_SESSIONS: usize = 3;

    /// The mean over sessions with the Student-t interval of independent session means; from three sessions on.
    #[must_use]
    pub fn over_sessions(left: &[f64]) -> Option<Self> {
        let interval = mean_interval(left, 0.95).filter(|_| left.len() >= Self::LEAST_SESSIONS)?;
        Some(Self { left: mean(left)?, ci95: interval.pair() })
    }

    /// With its uncertainty: `51.1 % (95 % interval 50.9 to 51.3)`.
    #[must_use]
    pub fn words(self) -> String {
        let [left, lo, hi] = [self.left, self.ci95.0, self.ci95.1].map(|share| fixed(share, 1));
        format!("{left} % (95 % interval {lo} to {hi})")
    }

    /// The leg with the smaller share, where the interval excludes an even split.
    #[must_use]
    pub fn smaller(self) -> Option<Leg> {
        if self.ci95.1 < 50.0 {
            Some(Leg::Left)
        } else if self.ci95.0 > 50.0 {
            Some(Leg::Right)
        } else {
            None
        }
    }
}

/// What running and riding say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Left share of ground contact time.
    pub stance: Share,
    /// Left share of pedal power.
    pub pedal: Share,
    /// What it comes to.
    pub outcome: AgreementOutcome,
}

/// Whether the short-contact leg is the weaker pedal leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementOutcome {
    /// The same leg is shorter on the ground and pedals less.
    Same(Leg),
    /// One leg is shorter on the ground, the other pedals less.
    Opposite {
        /// The leg that is shorter on the ground.
        short_contact: Leg,
    },
    /// At least one of the two cannot be told from even.
    NotTold,
}

/// Sets the short-contact running leg beside the weaker pedal leg.
#[must_use]
pub fn agreement(stance: Share, pedal: Share) -> Agreement {
    let outcome = match (stance.smaller(), pedal.smaller()) {
        (Some(short), Some(weak)) if short == weak => AgreementOutcome::Same(short),
        (Some(short_contact), Some(_)) => AgreementOutcome::Opposite { short_contact },
        _ => AgreementOutcome::NotTold,
    };
    Agreement { stance, pedal, outcome }
}

impl Agreement {
    /// What it comes to, in words: which leg has the smaller share of what. Never why.
    #[must_use]
    pub fn words(&self) -> String {
        let (contact, power) = ("contact time", "power");
        let one = |leg: Leg, of: &str, other: &str| {
            format!(
                "the {} leg has the smaller share of {of}; that of {other} cannot be told from an even split",
                leg.name()
            )
        };
        match (self.outcome, self.stance.smaller(), self.pedal.smaller()) {
            (AgreementOutcome::Same(leg), ..) => {
                format!("the {} leg has the smaller share of both", leg.name())
            }
            (AgreementOutcome::Opposite { short_contact }, ..) => format!(
                "the {} leg has the smaller share of {contact}, the {} leg that of {power}",
                short_contact.name(),
                short_contact.other().name()
            ),
            (AgreementOutcome::NotTold, Some(leg), _) => one(leg, contact, power),
            (AgreementOutcome::NotTold, None, Some(leg)) => one(leg, power, contact),
            (AgreementOutcome::NotTold, None, None) => {
                "neither share can be told from an even split".to_owned()
            }
        }
    }
}

/// What `explain` says of it.
pub const DOC: Doc = Doc {
    title: "Running and riding side by side",
    formula: "The leg whose share of contact time has a 95 % interval below 50, beside the leg whose share of pedal power \
              has; intervals are Student-t over session means.",
    dropped: "As for stance balance and pedal balance; sessions without an interval or inside a race window; rides whose \
              side is unknown.",
    evidence: Evidence::Low,
    source: "No source relates the two; shown because a rider with both sensors will ask.",
    sensor: "Three runs with stance balance and three rides with a two-sided power meter.",
    limits: "Descriptive. Neither a shorter contact nor a smaller share of power is a fault, and no cause is inferred.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_leg_can_be_short_and_weak() {
        let stance = Share::over_sessions(&[48.9, 49.0, 49.1, 48.8]).unwrap();
        let pedal = Share::over_sessions(&[47.0, 48.0, 47.5]).unwrap();
        assert_eq!(agreement(stance, pedal).outcome, AgreementOutcome::Same(Leg::Left));
        let other = Share { left: 52.0, ci95: (51.0, 53.0) };
        assert_eq!(agreement(stance, other).outcome, AgreementOutcome::Opposite { short_contact: Leg::Left });
    }

    #[test]
    fn an_interval_across_even_tells_no_leg() {
        let stance = Share { left: 50.2, ci95: (49.8, 50.6) };
        let pedal = Share { left: 53.0, ci95: (52.0, 54.0) };
        assert_eq!(agreement(stance, pedal).outcome, AgreementOutcome::NotTold);
        assert_eq!(
            agreement(stance, pedal).words(),
            "the right leg has the smaller share of power; that of contact time cannot be told from an even split"
        );
        assert!(
            agreement(pedal, stance)
                .words()
                .starts_with("the right leg has the smaller share of contact time;")
        );
        assert_eq!(agreement(stance, stance).words(), "neither share can be told from an even split");
        assert_eq!(Share::over_sessions(&[50.0, 51.0]), None);
    }
}
