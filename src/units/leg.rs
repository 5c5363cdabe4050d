//! Left and right.

/// One of the two legs. Always shown with its letter, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leg {
    /// The left leg.
    Left,
    /// The right leg.
    Right,
}

impl Leg {
    /// Both legs, left first.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// `left` or `right`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// `L` or `R`.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Left => 'L',
            Self::Right => 'R',
        }
    }

    /// The other leg.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// One value for each leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Legs<T> {
    /// The left leg's value.
    pub left: T,
    /// The right leg's value.
    pub right: T,
}

impl<T> Legs<T> {
    /// The value of `leg`.
    pub fn of(&self, leg: Leg) -> &T {
        match leg {
            Leg::Left => &self.left,
            Leg::Right => &self.right,
        }
    }

    /// Makes one value for each leg, left first.
    pub fn from_fn(mut make: impl FnMut(Leg) -> T) -> Self {
        let left = make(Leg::Left);
        let right = make(Leg::Right);
        Self { left, right }
    }

    /// Maps both values.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Legs<U> {
        Legs { left: change(self.left), right: change(self.right) }
    }
}
