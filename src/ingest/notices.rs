//! What was odd about one file: a list that no file can make endless.

use crate::model::{Notice, NoticeCode};
use std::collections::BTreeMap;

/// So many notices of one kind are told one by one. Of 145 public files none has more than six.
const MOST_OF_A_KIND: usize = 100;

/// Collects notices. Of each kind the first [`MOST_OF_A_KIND`] are kept, the others counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notices {
    kept: Vec<Notice>,
    counts: BTreeMap<NoticeCode, usize>,
}

impl Notices {
    /// Takes in a notice.
    pub(crate) fn push(&mut self, notice: Notice) {
        let count = self.counts.entry(notice.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            self.kept.push(notice);
        }
    }

    /// What was kept, in order, and behind it for each kind how many more there were.
    pub(crate) fn told(self) -> Vec<Notice> {
        let more = self.counts.into_iter().filter_map(|(code, count)| {
            let more = count.checked_sub(MOST_OF_A_KIND).filter(|more| *more > 0)?;
            Some(Notice::new(code, format!("{more} more notices of this kind are not listed")))
        });
        let mut told = self.kept;
        told.extend(more);
        told
    }
}

impl Extend<Notice> for Notices {
    fn extend<I: IntoIterator<Item = Notice>>(&mut self, notices: I) {
        notices.into_iter().for_each(|notice| self.push(notice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_notices_of_a_kind_are_counted_and_other_kinds_are_not_lost() {
        let mut notices = Notices::default();
        notices
            .extend((0..250).map(|index| Notice::new(NoticeCode::NoTimerTime, format!("session {index}"))));
        notices.push(Notice::new(NoticeCode::Truncated, "cut"));
        let told = notices.told();
        assert_eq!(
            (told.len(), told[100].code, told[101].code),
            (102, NoticeCode::Truncated, NoticeCode::NoTimerTime)
        );
        assert_eq!(told[101].message, "150 more notices of this kind are not listed");
    }

    #[test]
    fn as_many_as_are_told_are_all_told() {
        let mut notices = Notices::default();
        notices.extend((0..100).map(|_| Notice::new(NoticeCode::NoTimerTime, "a session")));
        assert_eq!(notices.told().len(), 100);
    }
}
