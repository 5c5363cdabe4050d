//! What was prescribed, and the few numbers that detection may be told.

/// The prescription and the tunables of detection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Prescribed skip, m, from and to (the clinic: 10 to 20 m).
    pub skip: (f64, f64),
    /// Prescribed stride, m, from and to (the clinic: 50 to 80 m).
    pub stride: (f64, f64),
    /// A stride is at least this many times as fast as the runner's own jog.
    pub fast: f64,
    /// A skip takes from so many seconds to so many.
    pub skip_seconds: (f64, f64),
    /// A stride takes from so many seconds to so many; what lasts longer is a surge.
    pub stride_seconds: (f64, f64),
    /// A length is called `in-range` where it lies in the range with at least this probability.
    pub sure: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            skip: (10.0, 20.0),
            stride: (50.0, 80.0),
            fast: 1.18,
            skip_seconds: (4.0, 15.0),
            stride_seconds: (5.0, 25.0),
            sure: 0.8,
        }
    }
}
