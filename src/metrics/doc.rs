//! What there is to know of a metric: the text that `explain` prints and docs/ hold. Each record stands beside the
//! code that it describes; this file only finds it.

use super::{Evidence, MetricId, cadence, pedal, pool, power_phase, running, stance, torque};

/// What there is to know of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc {
    /// What it is called.
    pub title: &'static str,
    /// How it is worked out, with its unit.
    pub formula: &'static str,
    /// Which samples are left out.
    pub dropped: &'static str,
    /// How well its meaning is supported.
    pub evidence: Evidence,
    /// Where definition and thresholds come from.
    pub source: &'static str,
    /// Which sensor gives it.
    pub sensor: &'static str,
    /// What it cannot tell.
    pub limits: &'static str,
}

impl MetricId {
    /// What there is to know of it.
    #[must_use]
    pub fn doc(self) -> Doc {
        match self {
            Self::CrankRate => cadence::CRANK_DOC,
            Self::CoastingShare => cadence::COASTING_DOC,
            Self::PedalBalance => pedal::BALANCE_DOC,
            Self::PedalImbalance => pedal::IMBALANCE_DOC,
            Self::PowerPhaseStart(_) => power_phase::START_DOC,
            Self::PowerPhaseEnd(_) => power_phase::END_DOC,
            Self::Past180(_) => power_phase::PAST_BOTTOM_DOC,
            Self::Past210(_) => power_phase::THROUGH_BOTTOM_DOC,
            Self::TorqueEffectiveness(_) => torque::EFFECTIVENESS_DOC,
            Self::PedalSmoothness(_) => torque::SMOOTHNESS_DOC,
            Self::StepRate => cadence::STEP_DOC,
            Self::StanceBalance => stance::BALANCE_DOC,
            Self::StanceBalanceFlat => stance::FLAT_DOC,
            Self::GroundContactTime => running::CONTACT_DOC,
            Self::VerticalOscillation => running::OSCILLATION_DOC,
            Self::VerticalRatio => running::RATIO_DOC,
            Self::StepLength => running::STEP_LENGTH_DOC,
            Self::Laps => pool::LAPS_DOC,
            Self::DrillLaps => pool::DRILL_DOC,
        }
    }
}

impl Evidence {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreliable => "unreliable",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Unreliable => "Known to mislead.",
            Self::Low => "Little or contradictory evidence for what it means.",
            Self::Medium => "Valid for change within one person.",
            Self::High => "Validated against a reference.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_its_record_and_none_claims_what_it_must_not() {
        for id in MetricId::ALL {
            let doc = id.doc();
            let all = [doc.title, doc.formula, doc.dropped, doc.source, doc.sensor, doc.limits];
            assert!(all.iter().all(|text| !text.trim().is_empty()), "{}", id.name());
            let text = all.join(" ").to_lowercase();
            for word in ["injury risk", "activates", "strengthens", "healthy", "diagnos", "improves economy"]
            {
                assert!(!text.contains(word), "{} says {word}", id.name());
            }
        }
    }

    #[test]
    fn the_list_of_metrics_holds_each_once_in_order() {
        assert!(MetricId::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        let legless =
            MetricId::ALL.iter().filter(|id| !id.name().ends_with("-left") && !id.name().ends_with("-right"));
        assert_eq!((MetricId::ALL.len(), legless.count()), (25, 13));
    }
}
