//! Which channels a session recorded, how many samples of each, and their plain mean: what `inspect` lists, before any
//! rule is applied. Zeros count here; the metrics have their own rules.

use crate::model::{PedalBalance, Session, Stream};
use crate::units::{Quantity, Unit};

/// A recorded channel in short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Channel {
    /// Its name, as in FIT.
    pub name: &'static str,
    /// The unit of the mean.
    pub unit: Unit,
    /// How many samples.
    pub samples: usize,
    /// Their plain mean; absent for angles, which have no linear mean, and for a balance whose side is unknown.
    pub mean: Option<f64>,
}

/// Every channel that the session recorded, in a fixed order.
#[must_use]
pub fn channels(session: &Session) -> Vec<Channel> {
    let streams = &session.streams;
    let sided = streams.pedal_balance.iter().map(|(_, balance)| match balance {
        PedalBalance::Sided(left) => Some(left.get()),
        PedalBalance::Unsided(_) => None,
    });
    let known: Vec<f64> = sided.flatten().collect();
    let balance = Channel {
        name: "left_right_balance",
        unit: Unit::Percent,
        samples: streams.pedal_balance.len(),
        mean: (known.len() == streams.pedal_balance.len()).then(|| mean(&known)).flatten(),
    };
    let all = [
        linear("heart_rate", &streams.heart_rate),
        linear("cadence", &streams.step_rate),
        linear("cadence", &streams.crank_rate),
        linear("speed", &streams.speed),
        Channel { mean: None, ..linear("distance", &streams.distance) },
        linear("altitude", &streams.altitude),
        linear("grade", &streams.grade),
        linear("power", &streams.power),
        balance,
        linear("left_torque_effectiveness", &streams.torque_effectiveness.left),
        linear("right_torque_effectiveness", &streams.torque_effectiveness.right),
        linear("left_pedal_smoothness", &streams.pedal_smoothness.left),
        linear("right_pedal_smoothness", &streams.pedal_smoothness.right),
        linear("combined_pedal_smoothness", &streams.combined_smoothness),
        angles("left_power_phase", streams.power_phase.left.len()),
        angles("right_power_phase", streams.power_phase.right.len()),
        angles("left_power_phase_peak", streams.power_phase_peak.left.len()),
        angles("right_power_phase_peak", streams.power_phase_peak.right.len()),
        linear("left_pco", &streams.platform_offset.left),
        linear("right_pco", &streams.platform_offset.right),
        linear("stance_time", &streams.stance_time),
        linear("stance_time_balance", &streams.stance_balance),
        linear("stance_time_percent", &streams.stance_percent),
        linear("vertical_oscillation", &streams.vertical_oscillation),
        linear("vertical_ratio", &streams.vertical_ratio),
        linear("step_length", &streams.step_length),
        linear("left_foot_contact", &streams.foot_contact.left),
        linear("right_foot_contact", &streams.foot_contact.right),
    ];
    all.into_iter().filter(|channel| channel.samples > 0).collect()
}

fn linear<Q: Quantity>(name: &'static str, stream: &Stream<Q>) -> Channel {
    let values: Vec<f64> = stream.values().iter().map(|value| value.get()).collect();
    Channel { name, unit: Q::UNIT, samples: values.len(), mean: mean(&values) }
}

fn angles(name: &'static str, samples: usize) -> Channel {
    Channel { name, unit: Unit::Degrees, samples, mean: None }
}

fn mean(values: &[f64]) -> Option<f64> {
    // The count of samples in a file is far below 2^52.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^52")]
    let count = values.len() as f64;
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_channel_has_no_mean() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[3.0, 5.0]), Some(4.0));
    }
}
