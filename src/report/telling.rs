//! Which sessions count, and which session's figure stands for all: the newest that lasted long enough to tell something.

use super::figure::{Content, Figure, FigureId};
use super::{Report, SessionEntry};

/// A shorter session says little of a habit.
const LEAST_MINUTES: f64 = 10.0;

impl Report {
    /// Each session once: of two recordings of one session the one that counts, in order of start.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = &SessionEntry> {
        self.sessions.iter().filter(|session| session.twin_of.is_none())
    }

    /// How the programme stands, in a few words; none where nothing that is prescribed can be judged.
    #[must_use]
    pub fn standing(&self) -> Option<super::Standing> {
        super::headline::standing(&self.checks)
    }

    /// Of the session figures of this kind the newest whose session lasted ten minutes; where none did, the longest
    /// session's. `of` narrows the choice.
    #[must_use]
    pub fn telling(&self, id: FigureId, of: impl Fn(&SessionEntry, &Figure) -> bool) -> Option<&Figure> {
        let found: Vec<(f64, &Figure)> = self
            .counted()
            .flat_map(|session| session.figures.iter().map(move |figure| (session, figure)))
            .filter(|(_, figure)| figure.id == id && !matches!(figure.content, Content::Nothing(_)))
            .filter(|(session, figure)| of(session, figure))
            .map(|(session, figure)| (session.timer.minutes(), figure))
            .collect();
        let newest = found.iter().rev().find(|(minutes, _)| *minutes >= LEAST_MINUTES);
        let longest = || found.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        newest.or_else(longest).map(|(_, figure)| *figure)
    }
}
