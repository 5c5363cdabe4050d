//! A rep as a layer of evidence proposes it, before its lengths are read.

/// A proposed rep. Times are on the clock of the runner's feet, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// Where the skip starts, and how sure that is.
    pub(super) skip: Option<SkipGuess>,
    /// Where the stride starts (without a stride: where the skip ends).
    pub(super) start: f64,
    /// Where the stride ends.
    pub(super) end: f64,
    /// Whether there is a stride.
    pub(super) stride: bool,
    /// Deviation of `start` and `end`, s.
    pub(super) sd: f64,
    /// Whether a lap or a step marks it.
    pub(super) marked: bool,
}

/// A proposed skip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SkipGuess {
    /// Its start, s.
    pub(super) start: f64,
    /// Deviation of the start, s.
    pub(super) sd: f64,
    /// Whether anything but speed speaks for it.
    pub(super) confirmed: bool,
    /// Whether the feet were too quick for a walk.
    pub(super) quick: bool,
    /// Whether a lap or a step marks it.
    pub(super) marked: bool,
}

impl Candidate {
    /// From where the rep starts.
    pub(super) fn from(&self) -> f64 {
        self.skip.map_or(self.start, |skip| skip.start)
    }
}
