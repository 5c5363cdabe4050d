//! The files of `samples/`: their bytes and what they show.

use crate::diary::Moment;
use crate::run::Stretch;
use crate::{odd, story};

/// One file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its path below `samples/`, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows, and the truth behind it, in words.
    pub shows: String,
    /// The skip-then-stride reps truly in it.
    pub reps: Vec<(Stretch, Stretch)>,
}

impl Sample {
    /// A file of the athlete's, named by its day and kind.
    #[must_use]
    pub fn of(moment: Moment, kind: &str, bytes: Vec<u8>, shows: String) -> Self {
        Self { path: format!("{}-{kind}.fit", moment.date()), bytes, shows, reps: Vec::new() }
    }
}

/// Every file of `samples/`, the README among them, in order of their paths. Always the same bytes.
#[must_use]
pub fn all() -> Vec<Sample> {
    let mut all = story::samples();
    all.extend(odd::samples(&all));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let readme = readme(&all);
    all.push(Sample {
        path: "README.md".to_owned(),
        bytes: readme.into_bytes(),
        shows: String::new(),
        reps: Vec::new(),
    });
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

const INTRODUCTION: &str = "# Samples

Everything in this folder is made by the project itself: one simulated athlete, twelve weeks of the programme from Monday
2026-03-02, and one small file for each odd thing that devices do. Nobody was recorded. The command

    cargo run --release --example samples -- samples

writes every file again, this page too, with the same bytes on every machine; a test holds it to that.

The athlete lives in Warsaw (UTC+1, from 2026-03-29 UTC+2) and her devices write the local time. She rides a trainer with
dual pedals, runs with a watch and a chest strap, and types her kick-board laps into the watch. The story:

- Bike three times a week from 5 min. One ride is short (2026-03-18), one a token (2026-04-07), one far over its target
  (2026-03-25). Week 5 has two rides of three, week 7 (2026-04-13) none: she was ill. After week 5 the earned target
  stays where it was, and after week 7 again; the calendar's goes on.
- Skip-then-stride on Tuesdays, 4 to 8 reps.
- Pool three times a week from 5 laps, a lap being one length of 25 m.
- Strength twice a week in some weeks.
- A half-marathon on 2026-05-03 and a lighter week after it.
- Slow changes under the noise of single days: stance balance from 51.4 % left towards 50.6 % (standard deviation 0.3
  from day to day); the left power phase ends at 196° at first and at 206° in the end.

| week | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| bike target, earned, min | 5 | 7 | 9 | 11 | 13 | 13 | 15 | 15 | 17 | 19 | 19 | 21 |
| bike target by the calendar, min | 5 | 7 | 9 | 11 | 13 | 15 | 17 | 19 | 21 | 23 | 25 | 27 |
| rides that reach the earned target | 3 | 3 | 3 | 3 | 2 | 3 | 0 | 3 | 3 | 0 | 3 | 4 |
| pool target, earned, laps | 5 | 7 | 9 | 11 | 13 | 15 | 17 | 17 | 19 | 20 | 20 | 20 |
| pool sessions | 3 | 3 | 3 | 3 | 3 | 3 | 0 | 3 | 3 | 2 | 3 | 3 |
| skip-then-stride reps | 4 | 5 | 6 | 6 | 6 | 7 | 0 | 8 | 4 | 0 | 7 | 8 |

(A ride reaches its target from 90 % of it, or from a minute less.)

True values below are those that the simulation started from; what the sensors say scatters around them. Minutes are timer
time. Distances of skips and strides are true metres on the ground; the watch's own distance lags behind the effort.
The easy sessions in `odd/` are extra ones, on days that leave the weeks above as they are.

";

fn readme(samples: &[Sample]) -> String {
    let mut text = INTRODUCTION.to_owned();
    let (odd, own): (Vec<_>, Vec<_>) = samples.iter().partition(|s| s.path.starts_with("odd/"));
    for (title, files) in [("The twelve weeks", own), ("Odd files", odd)] {
        text.push_str(&format!("## {title}\n\n| file | what it shows |\n|---|---|\n"));
        for file in files {
            text.push_str(&format!("| `{}` | {} |\n", file.path, file.shows));
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
