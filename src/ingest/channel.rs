//! The one table of what is read from `record` messages.

/// A column of raw or scaled numbers. What a number means for a session is decided when streams are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Channel {
    HeartRate,
    Cadence,
    FractionalCadence,
    Cadence256,
    Speed,
    EnhancedSpeed,
    Distance,
    Altitude,
    EnhancedAltitude,
    Grade,
    Power,
    LeftRightBalance,
    LeftTorqueEffectiveness,
    RightTorqueEffectiveness,
    LeftPedalSmoothness,
    RightPedalSmoothness,
    CombinedPedalSmoothness,
    LeftOffset,
    RightOffset,
    LeftPhaseStart,
    LeftPhaseEnd,
    LeftPeakStart,
    LeftPeakEnd,
    RightPhaseStart,
    RightPhaseEnd,
    RightPeakStart,
    RightPeakEnd,
    StanceTime,
    StanceBalance,
    StancePercent,
    VerticalOscillation,
    VerticalRatio,
    StepLength,
    LeftContact,
    RightContact,
}

impl Channel {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::RightContact as usize + 1;

    /// In words, as the ledger of left-out samples names it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::HeartRate => "heart rate",
            Self::Cadence | Self::FractionalCadence | Self::Cadence256 => "cadence",
            Self::Speed | Self::EnhancedSpeed => "speed",
            Self::Distance => "distance",
            Self::Altitude | Self::EnhancedAltitude => "altitude",
            Self::Grade => "grade",
            Self::Power => "power",
            Self::LeftRightBalance => "left/right balance",
            Self::LeftTorqueEffectiveness | Self::RightTorqueEffectiveness => "torque effectiveness",
            Self::LeftPedalSmoothness | Self::RightPedalSmoothness | Self::CombinedPedalSmoothness => {
                "pedal smoothness"
            }
            Self::LeftOffset | Self::RightOffset => "platform centre offset",
            Self::LeftPhaseStart | Self::LeftPhaseEnd | Self::RightPhaseStart | Self::RightPhaseEnd => {
                "power phase"
            }
            Self::LeftPeakStart | Self::LeftPeakEnd | Self::RightPeakStart | Self::RightPeakEnd => {
                "peak power phase"
            }
            Self::StanceTime => "ground contact time",
            Self::StanceBalance => "stance balance",
            Self::StancePercent => "stance time per cent",
            Self::VerticalOscillation => "vertical oscillation",
            Self::VerticalRatio => "vertical ratio",
            Self::StepLength => "step length",
            Self::LeftContact | Self::RightContact => "contact time of one foot",
        }
    }
}

/// A field of `record` (FIT message 20): value = raw / scale - offset, as in Garmin's FIT profile 21.205.
#[derive(Debug)]
pub(crate) struct Known {
    /// The field's number.
    pub(crate) number: u8,
    /// The element of an array field; 0 for a single value.
    pub(crate) element: usize,
    /// Where it goes.
    pub(crate) channel: Channel,
    /// The profile's scale.
    pub(crate) scale: f64,
    /// The profile's offset.
    pub(crate) offset: f64,
    /// The least value that can be.
    pub(crate) least: f64,
    /// The greatest value that can be. Outside, a value is left out and counted.
    pub(crate) greatest: f64,
}

const fn known(number: u8, channel: Channel, scale: f64, least: f64, greatest: f64) -> Known {
    Known { number, element: 0, channel, scale, offset: 0.0, least, greatest }
}

/// A crank angle: the profile's scale 0.7111111 means 256 raw steps a turn.
const fn angle(number: u8, element: usize, channel: Channel) -> Known {
    Known { number, element, channel, scale: 256.0 / 360.0, offset: 0.0, least: 0.0, greatest: 360.0 }
}

const fn altitude(number: u8, channel: Channel) -> Known {
    Known { number, element: 0, channel, scale: 5.0, offset: 500.0, least: -500.0, greatest: 12_000.0 }
}

/// Compressed speed and distance: three bytes, read apart from the table because they accumulate.
pub(crate) const COMPRESSED_SPEED_DISTANCE: u8 = 8;

/// Every field that is read. The limits are wide: they catch what no body or machine does, not what is unusual.
pub(crate) const TABLE: [Known; 33] = [
    known(3, Channel::HeartRate, 1.0, 0.0, 254.0),
    known(4, Channel::Cadence, 1.0, 0.0, 254.0),
    known(53, Channel::FractionalCadence, 128.0, 0.0, 1.0),
    known(52, Channel::Cadence256, 256.0, 0.0, 255.0),
    known(6, Channel::Speed, 1000.0, 0.0, 100.0),
    known(73, Channel::EnhancedSpeed, 1000.0, 0.0, 100.0),
    known(5, Channel::Distance, 100.0, 0.0, 10_000_000.0),
    altitude(2, Channel::Altitude),
    altitude(78, Channel::EnhancedAltitude),
    known(9, Channel::Grade, 100.0, -100.0, 100.0),
    known(7, Channel::Power, 1.0, 0.0, 5000.0),
    known(30, Channel::LeftRightBalance, 1.0, 0.0, 254.0),
    known(43, Channel::LeftTorqueEffectiveness, 2.0, 0.0, 100.0),
    known(44, Channel::RightTorqueEffectiveness, 2.0, 0.0, 100.0),
    known(45, Channel::LeftPedalSmoothness, 2.0, 0.0, 100.0),
    known(46, Channel::RightPedalSmoothness, 2.0, 0.0, 100.0),
    known(47, Channel::CombinedPedalSmoothness, 2.0, 0.0, 100.0),
    known(67, Channel::LeftOffset, 1.0, -127.0, 127.0),
    known(68, Channel::RightOffset, 1.0, -127.0, 127.0),
    angle(69, 0, Channel::LeftPhaseStart),
    angle(69, 1, Channel::LeftPhaseEnd),
    angle(70, 0, Channel::LeftPeakStart),
    angle(70, 1, Channel::LeftPeakEnd),
    angle(71, 0, Channel::RightPhaseStart),
    angle(71, 1, Channel::RightPhaseEnd),
    angle(72, 0, Channel::RightPeakStart),
    angle(72, 1, Channel::RightPeakEnd),
    known(41, Channel::StanceTime, 10.0, 0.0, 5000.0),
    known(84, Channel::StanceBalance, 100.0, 0.0, 100.0),
    known(40, Channel::StancePercent, 100.0, 0.0, 100.0),
    known(39, Channel::VerticalOscillation, 10.0, 0.0, 1000.0),
    known(83, Channel::VerticalRatio, 100.0, 0.0, 100.0),
    known(85, Channel::StepLength, 10.0, 0.0, 5000.0),
];

/// The row of the table for a channel that a developer field may stand in for.
pub(crate) fn of_number(number: u8) -> Option<&'static Known> {
    TABLE.iter().find(|known| known.number == number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_but_the_developers_own_has_one_row() {
        let mut seen: Vec<Channel> = TABLE.iter().map(|known| known.channel).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), TABLE.len());
        assert_eq!(seen.len() + 2, Channel::COUNT);
    }

    #[test]
    fn a_power_phase_step_is_1_40625_degrees() {
        let row = of_number(69).unwrap();
        assert!((1.0 / row.scale - 1.40625).abs() < 1e-12);
    }
}
