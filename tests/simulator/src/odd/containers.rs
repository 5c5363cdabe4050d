//! Archives, and files that are not recordings.

use super::{jog, odd};
use crate::archive::{gzip, zip};
use crate::diary::Moment;
use crate::encode::{fit, workout_file};
use crate::run::Recording;
use crate::samples::Sample;
use crate::story::workout;

/// The file that the export holds a second time.
const REPEATED: &str = "2026-03-03-pool.fit";

pub(super) fn samples(own: &[Sample]) -> Vec<Sample> {
    let first = fit(&jog(Moment::new(12, 4, 7, 0), 4, Recording::EverySecond));
    let second = fit(&jog(Moment::new(12, 4, 12, 0), 5, Recording::EverySecond));
    let packed = fit(&jog(Moment::new(12, 6, 16, 0), 5, Recording::EverySecond));
    let repeated = own.iter().find(|s| s.path == REPEATED).map_or(&[][..], |s| s.bytes.as_slice());
    let inner = zip(&[("uploads/15_ACTIVITY.fit", &second), ("uploads/2_ACTIVITY.fit", repeated)]);
    let export = zip(&[
        ("export/RUN.FIT", &first),
        ("export/profile.json", b"{\"name\": \"sample\"}\n"),
        ("export/UploadedFiles.zip", &inner),
    ]);
    let plan = jog(Moment::new(3, 0, 21, 0), 1, Recording::EverySecond);
    vec![
        odd(
            "export.zip",
            export,
            "an export: `RUN.FIT` in capitals (4 min), and a zip inside the zip with an easy run of 5 min and a second copy \
             of `2026-03-03-pool.fit`",
        ),
        odd("packed.fit.gz", gzip(&packed), "gzip; an easy run of 5 min"),
        odd(
            "workout.fit",
            workout_file(&plan, &workout(6)),
            "the workout of the drill, a plan and not a recording",
        ),
        odd(
            "text.fit",
            b"These are words, and no recording, whatever the name says.\n".to_vec(),
            "a text file named .fit",
        ),
        odd("empty.fit", Vec::new(), "a file of 0 bytes"),
    ]
}
